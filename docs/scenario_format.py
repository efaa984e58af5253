"""Writes docs/scenario-format.md, and the keys in docs/model.md's tables, from schemas/scenario-1.json: `make schema`."""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "Tests/python"))
from schema_limits import LIMITS  # noqa: E402

SCHEMA = json.loads((ROOT / "schemas/scenario-1.json").read_text("utf-8"))
DEFINITIONS = SCHEMA["$defs"]

INTRODUCTION = """\
# The scenario file, format 1

This page is made from [schemas/scenario-1.json](../schemas/scenario-1.json) by `make schema`, and that from the reader's own tables
(`simulate schema` prints it). [docs/decisions.md](decisions.md) tells how the program reads what this page leaves open.

A scenario is strict JSON (RFC 8259), UTF-8 without a byte order mark. Every object may have a `note` and a `source`, which are texts for
people. Names of markets, services, parameters, laws, cases and steps have small letters a–z, digits and `_`, at most 64, and begin with a
letter; how people call them stands in `title`. Keys in capitals below stand for such names. The unit of a number is in its key.

An editor that knows JSON Schema completes and checks a file that begins with

```json
{"$schema": "../schemas/scenario-1.json"}
```

where the path leads to the schema from the file. Visual Studio Code does so by itself; a file that is no whole scenario and extends
nothing, such as those in `scenarios/base`, names `fragment-1.json` instead. `simulate validate` finds all faults, whether an editor can
or not.
"""

EXTENDING = """\
## Extending other files

`extends` names a file relative to this one, or a list of files applied left to right. Objects merge key by key, anything else replaces,
and null removes an inherited key. A key's place in the order of rows is where it first appears. Such a file may leave out whatever it
inherits; the schema doesn't ask it for required keys.
"""

FILES = """\
## Files of observations and draws

`observations` (or `--data`) and `posterior` name CSV files, which are read as spreadsheets, R, pandas and samplers write them:

- UTF-8, with or without a byte order mark; lines end in LF, CRLF or CR; empty rows are skipped.
- The first line names the columns, in any order, in small letters or capitals. Commas, semicolons or tabs stand between them, and then
  between all cells.
- With semicolons, numbers have decimal commas. With commas or tabs they have decimal points, unless a cell such as "0,029" can only have
  a decimal comma. A number that can be read in two ways, or with marks between thousands, is refused.
- Columns without a name are skipped where they are empty, or are the first and number the rows.

Observations need the columns market, service, date, measure and value; low, high and source may be absent. An empty cell, `NA` or `NaN` there
says that nothing is known. observed.csv of a run is such a file: its `observed` is the value, its `modelled` and `residual` are
skipped. Shares lie between 0 and 1. Rows that are the same in every cell are warned of, and all count.

A posterior has a column for each parameter. What samplers write beside them is skipped: `chain`, `iteration`, `draw`, the same with a
point before, names that end in `__`, and lines that begin with `#`.
"""

SECTIONS = [
    ("The scenario", "scenario"), ("Solver", "solver"), ("Posterior", "posterior"), ("A service", "service"),
    ("A platform", "platform"), ("A market", "market"), ("A series", "series"), ("A service in a market", "market_service"),
    ("Adoption", "adoption"), ("A law", "law"), ("Retention", "retention"), ("A case", "case"), ("A step", "step"),
]


ACTIONS = DEFINITIONS["step"]["properties"]["action"]["enum"]
# What the schema says by rules between keys.
DEFAULTS = {"shape": "required for `richards`", "circumvention_share_max": "`circumvention_share`"}
for _action in ACTIONS:
    for _key in DEFINITIONS[f"action_{_action}"].get("required", []):
        DEFAULTS[_key] = DEFAULTS[_key] + f", `{_action}`" if _key in DEFAULTS else f"required for `{_action}`"


def resolved(schema):
    """A schema, or the one that it refers to."""
    return DEFINITIONS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def number(value):
    """A number as people write it."""
    return repr(value).removesuffix(".0") if 1e-4 <= abs(value) < 1e16 or value == 0 else f"{value:g}".replace("e-0", "e-")


def bounds(schema):
    """The range of a number in words."""
    least = [f"{number(schema[key])} or more" if key == "minimum" else f"more than {number(schema[key])}"
             for key in ("minimum", "exclusiveMinimum") if key in schema]
    most = [f"{number(schema[key])} or less" if key == "maximum" else f"less than {number(schema[key])}"
            for key in ("maximum", "exclusiveMaximum") if key in schema]
    if "minimum" in schema and "maximum" in schema:
        return f"{number(schema['minimum'])} to {number(schema['maximum'])}"
    return " and ".join(least + most) or "any number"


def values(schema):
    """What a key may have for its value."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        title = next((title for title, definition in SECTIONS if definition == name), None)
        title = title or name.title()
        return f"[{title.lower()}](#{title.lower().replace(' ', '-')})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "additionalProperties" in schema and "$ref" in schema["additionalProperties"]:
        return "NAME: " + values(schema["additionalProperties"])
    if "additionalProperties" in schema and "allOf" in schema["additionalProperties"]:
        return "NAME: " + values(schema["additionalProperties"]["allOf"][0])
    if "additionalProperties" in schema:
        return "NAME: " + values(schema["additionalProperties"])
    if "number" in kinds or "integer" in kinds:
        whole = "whole, " if "integer" in kinds else ""
        never = ', or `"never"`' if "string" in kinds else ""
        series = ", or [a series](#a-series)" if "population" in schema["allOf"][0]["$ref"] else ""
        return whole + bounds(schema) + never + series
    if "array" in kinds and "string" in kinds:
        return "text, or a list of texts"
    if "array" in kinds:
        return "list"
    if "(?!0000)" in schema.get("pattern", ""):
        return "date"
    if schema.get("pattern", "").startswith("^P"):
        return "period"
    return "name" if "pattern" in schema else "text"


def about_and_unit(schema):
    """What a key is, and what it is measured in."""
    about, _, unit = (schema.get("description") or resolved(schema)["description"]).partition(" Unit: ")
    return about, unit.removesuffix(".")


def default_of(key, schema, required):
    """What holds where a key is absent."""
    if "default" in schema:
        return f"`{number(schema['default'])}`" if isinstance(schema["default"], (int, float)) else f"`\"{schema['default']}\"`"
    return DEFAULTS.get(key, "required" if key in required else "")


def row(key, schema, required):
    """A key's row of a table."""
    about, unit = about_and_unit(schema)
    if "known_value" in json.dumps(schema):
        about += " Must be known when the file is read."
    return f"| `{key}` | {values(schema)} | {unit} | {default_of(key, schema, required)} | {about} |"


def table(definition):
    """The keys of an object."""
    keys = {key: schema for key, schema in definition["properties"].items() if key not in ("note", "source")}
    rows = [row(key, schema, definition.get("required", [])) for key, schema in keys.items()]
    return "\n".join(["| key | values | unit | default | meaning |", "|---|---|---|---|---|", *rows])


def section(title, name):
    """An object's heading, meaning and keys."""
    return f"## {title}\n\n{DEFINITIONS[name]['description']}\n\n{table(DEFINITIONS[name])}\n"


def actions():
    """What each action does and takes."""
    own = [key for key in DEFINITIONS["step"]["properties"]
           if any(key in DEFINITIONS[f"action_{name}"]["properties"] for name in ACTIONS)]
    rows = []
    for name in ACTIONS:
        action = DEFINITIONS[f"action_{name}"]
        keys = [f"`{key}`" + (" (required)" if key in action.get("required", []) else "")
                for key in own if key not in action["properties"]]
        rows.append(f"| `{name}` | {', '.join(keys)} | {action['description']} |")
    return "\n".join(["## Actions", "", "In the order in which those of one instant are taken. Any step may have `awareness` and `trust_loss` too.",
                      "", "| action | takes | meaning |", "|---|---|---|", *rows]) + "\n"


def distributions():
    """Every distribution with its form."""
    rows = []
    for name, schema in DEFINITIONS["number_distribution"]["properties"].items():
        if name in ("note", "source", "parameter", "min", "max"):
            continue
        about = resolved(schema)["description"]
        if "properties" in resolved(schema):
            form = "{" + ", ".join(f'"{key}": …' for key in resolved(schema)["properties"] if key not in ("note", "source")) + "}"
            ranges = "; ".join(f"{value['description'].partition('. Unit')[0]}: {bounds(value)}"
                               for key, value in resolved(schema)["properties"].items()
                               if key not in ("note", "source") and "number" in value["type"])
        else:
            form = re.search(r"\[.*\]", about)[0]
            ranges = ""
        dates = "yes" if name in DEFINITIONS["date_distribution"]["properties"] else ""
        rows.append(f"| `{name}` | `{form}` | {ranges} | {dates} | {about} |")
    return "\n".join([
        "## Numbers, dates and distributions", "",
        "Wherever a number or a date stands, and isn't said to be known when the file is read, a distribution may stand, or a parameter:",
        "`0.5`, `{\"beta\": {\"alpha\": 5, \"beta\": 5}}` or `{\"parameter\": \"NAME\"}`. The plain run takes each distribution at its median.",
        "What a distribution can draw must be in the range of the key. Dates are written `\"2018-04-16\"` and mean 00:00 UTC of the day.",
        "`min` and `max` beside an unbounded distribution condition it on lying between them. Periods are `PnD`, `PnW`, `PnM` or `PnY` with n",
        "from 1; months are calendar months.", "",
        "| distribution | stands under the name | ranges | dates too | meaning |", "|---|---|---|---|---|", *rows]) + "\n"


def limits():
    """What the schema can't tell."""
    return "\n".join(["## What the schema can't tell", "",
                      "Reader and schema agree on every scenario but for these, which `simulate validate` alone finds "
                      "(`Tests/python/test_schema.py` holds them to it):", "",
                      *[f"- {sentence}" for sentence, _ in LIMITS]]) + "\n"


def parameters():
    """The named values."""
    return f"## Parameters\n\n{DEFINITIONS['parameters']['description']}\n"


def page():
    """The whole page."""
    parts = [INTRODUCTION, section(*SECTIONS[0]), EXTENDING, parameters(), distributions(), *[section(*entry) for entry in SECTIONS[1:]],
             actions(), FILES, limits()]
    return "\n".join(parts)


def model_row(match):
    """A row of a table of symbols: that of a key says what the schema does."""
    for name in ("market", "market_service", "adoption", "step", "service", "law"):
        definition = DEFINITIONS[name]
        schema = definition["properties"].get(match[1], {})
        if "Unit: " in schema.get("description", ""):
            about, unit = about_and_unit(schema)
            default = re.sub('^`"?([^`"]*)"?`$', r"\1", default_of(match[1], schema, definition.get("required", []))) or match[2]
            return f"| `{match[1]}` | {about[0].lower()}{about[1:].removesuffix('.')} | {unit} | {default} |"
    return match[0]


def model(text):
    """docs/model.md with the keys in its tables of symbols as the schema has them."""
    return re.sub(r"^\| `(\w+)` \|(?: [^|]*\|){2} ?([^|]*?) ?\|$", model_row, text, flags=re.M)


if __name__ == "__main__":
    model_page = ROOT / "docs/model.md"
    model_page.write_text(model(model_page.read_text("utf-8")), "utf-8")
    (ROOT / "docs/scenario-format.md").write_text(page(), "utf-8")
