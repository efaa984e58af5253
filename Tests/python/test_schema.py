"""Reader and schema agree on every scenario, wherever a schema can tell."""

import json
import os
import re
import runpy
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry, Resource

from generate import Generator
from mutate import mutated
from program import PROGRAM, REPOSITORY
from reference.files import read_layers
from schema_limits import LIMITS

SCHEMA = json.loads((REPOSITORY / "schemas/scenario-1.json").read_text("utf-8"))
FRAGMENT = json.loads((REPOSITORY / "schemas/fragment-1.json").read_text("utf-8"))
VALIDATORS = [draft(SCHEMA) for draft in (Draft202012Validator, Draft7Validator)]
SCENARIOS = sorted((REPOSITORY / "scenarios").glob("*.json"))
PARTS = sorted((REPOSITORY / "scenarios/base").glob("*.json"))
BAD_INPUTS = sorted((REPOSITORY / "Tests/bad-inputs").glob("*.json"))
# `SCHEMA_MUTANTS=2000 pytest test_schema.py` tries more.
MUTANTS = int(os.environ.get("SCHEMA_MUTANTS", "300"))


def is_valid(content):
    """The verdict of the schema, which is the same in both drafts."""
    verdicts = {validator.is_valid(content) for validator in VALIDATORS}
    assert len(verdicts) == 1
    return verdicts.pop()


def without_nulls(value):
    """A merged scenario without the keys that it removed."""
    return {k: without_nulls(v) for k, v in value.items() if v is not None} if isinstance(value, dict) else value


@cache
def whole_scenarios():
    """What mutants are made of: the library, and generated scenarios."""
    generated = [Generator(seed).scenario() for seed in range(20)]
    return [without_nulls(read_layers(path)) for path in SCENARIOS] + generated


def faults_of(paths, folder):
    """The faults that the reader finds in each of the files, all named in one call."""
    names = [str(path.relative_to(folder)) for path in paths]
    done = subprocess.run([os.path.abspath(PROGRAM), "validate", *names], cwd=folder, capture_output=True, text=True, timeout=120)
    faults = {name: [] for name in names}
    for line in done.stderr.splitlines():
        name, _, fault = line.partition(":")
        faults[name].append(re.sub(r"^(\d+:\d+)?: ", "", fault))
    fine = {line.removesuffix(": no faults") for line in done.stdout.splitlines()}
    assert fine == {name for name in names if not faults[name]}
    return faults


def beyond_schema(fault):
    """Whether a fault of the reader is one that a schema can't tell, or not always."""
    return any(re.search(words, fault) for _, words in LIMITS)


def test_schema_is_the_programs():
    """`simulate schema` prints the file that scenarios name."""
    printed = subprocess.run([PROGRAM, "schema"], capture_output=True, check=True).stdout
    assert printed == (REPOSITORY / "schemas/scenario-1.json").read_bytes()


def test_page_is_current():
    """docs/scenario-format.md is what the schema makes."""
    script = runpy.run_path(str(REPOSITORY / "docs/scenario_format.py"))
    assert script["page"]() == (REPOSITORY / "docs/scenario-format.md").read_text("utf-8")


def test_symbols_of_the_model_are_current():
    """The keys in docs/model.md's tables of symbols say what the schema does."""
    script = runpy.run_path(str(REPOSITORY / "docs/scenario_format.py"))
    text = (REPOSITORY / "docs/model.md").read_text("utf-8")
    assert script["model"](text) == text
    assert script["model"](text.replace("| days | 14 |", "| days | 15 |")) == text


@pytest.mark.parametrize("draft", [Draft202012Validator, Draft7Validator])
@pytest.mark.parametrize("schema", [SCHEMA, FRAGMENT], ids=["scenario", "fragment"])
def test_schema_is_one(schema, draft):
    """The schema is one by both drafts, and uses no keyword that only one of them knows."""
    draft.check_schema(schema)
    only_newer = {"prefixItems", "dependentRequired", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems", "minContains",
                  "maxContains", "$dynamicRef", "$anchor"}
    only_older = {"definitions", "dependencies", "additionalItems"}
    assert not (only_newer | only_older) & set(re.findall(r'"([$\w]+)":', json.dumps(schema)))


@pytest.mark.parametrize("path", SCENARIOS + PARTS, ids=lambda path: path.name)
def test_shipped_file_is_valid(path):
    """Every shipped file is valid by the schema that it names, which is where it says."""
    content = json.loads(path.read_text("utf-8"))
    named = json.loads((path.parent / content["$schema"]).resolve(strict=True).read_text("utf-8"))
    resources = {"scenario-1.json": SCHEMA, "": named}
    registry = Registry().with_resources(
        (uri, Resource.from_contents(schema)) for uri, schema in resources.items())
    assert [error.message for error in Draft202012Validator(named, registry=registry).iter_errors(content)] == []


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.name)
def test_merged_scenario_is_valid(path):
    """What a shipped scenario comes to with all that it extends is valid as a whole."""
    assert is_valid(without_nulls(read_layers(path)))


def unique(pairs):
    """An object, if no key stands in it twice."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


@pytest.mark.parametrize("path", BAD_INPUTS, ids=lambda path: path.stem)
def test_bad_input_is_refused(path):
    """The schema refuses what the reader refuses, but for what it can't tell, and parts, which it judges alone."""
    faults = [re.sub(r"^[^:]*(:\d+:\d+)?: ", "", line) for line in path.with_suffix(".expected").read_text("utf-8").splitlines()[1:]]
    telling = [fault for fault in faults if not beyond_schema(fault)]
    try:
        content = json.loads(path.read_bytes(), object_pairs_hook=unique)
    except ValueError:
        assert not telling or path.stem == "several-faults"
        return
    if "extends" in content and path.stem not in ("extends-number", "extends-empty-list"):
        is_valid(content)
    elif telling:
        assert not is_valid(content)


def test_reader_and_schema_agree_on_mutants(tmp_path):
    """The schema refuses nothing that the reader takes, and takes nothing but what it can't tell."""
    shutil.copytree(REPOSITORY / "scenarios/data", tmp_path / "data")
    scenarios = whole_scenarios()
    mutants = {}
    for seed in range(MUTANTS):
        path = tmp_path / f"mutant{seed}.json"
        mutants[path.name] = mutated(scenarios[seed % len(scenarios)], seed)
        path.write_text(json.dumps(mutants[path.name], indent=1), "utf-8")
    faults = faults_of(sorted(tmp_path.glob("*.json")), tmp_path)
    refused = 0
    for name, mutant in mutants.items():
        if "extends" in mutant:
            continue
        telling = [fault for fault in faults[name] if not beyond_schema(fault)]
        valid = is_valid(mutant)
        refused += not valid
        assert valid != bool(telling) or not valid and faults[name], f"{name}: {faults[name] or 'the reader finds no fault'}"
    assert refused > MUTANTS / 2
