"""docs/validation.md says what its commands print."""

import importlib.util
import json
import re

import pytest

from program import PROGRAM, REPOSITORY

specification = importlib.util.spec_from_file_location("validation", REPOSITORY / "docs/validation.py")
validation = importlib.util.module_from_spec(specification)
specification.loader.exec_module(validation)
PAGE = validation.PAGE.read_text("utf-8")


@pytest.fixture(scope="module")
def texts():
    validation.PROGRAM = PROGRAM
    return validation.results()


def test_the_page_says_what_the_commands_print(texts):
    assert not list(validation.differences(PAGE, texts))


def test_a_wrong_number_is_found(texts):
    """The comparison sees a number that is off by a twentieth, a verdict, and a table that is missing."""
    wrong = re.sub(r"\b1\.3\b", "1.37", PAGE, count=1)
    assert wrong != PAGE and list(validation.differences(wrong, texts))
    assert list(validation.differences(PAGE.replace("| not identified |", "| identified |", 1), texts))
    assert list(validation.differences(PAGE.replace("<!-- ukraine -->", "", 1), texts))


HELD = {"telegram-russia": "base/telegram.json", "telegram-iran": "base/telegram.json", "linkedin": "linkedin-2016.json",
        "ukraine": "ukraine-vk-2017.json"}
# Where a run starts the number of users is what was observed on that day.
STARTS = {"users_russia", "users_iran"}


@pytest.mark.parametrize("name", HELD)
def test_the_library_holds_what_was_fitted(name):
    held = json.loads((REPOSITORY / "scenarios" / HELD[name]).read_text("utf-8"))["parameters"]
    table = re.findall(r"^\| `(\w+)` \|.*\| (lognormal|beta) (\w+) ([\d.]+) (\w+) ([\d.]+) \|$",
                       validation.marked(name).search(PAGE).group(2), re.MULTILINE)
    assert len(table) >= 3
    for parameter, family, *members in table:
        if parameter not in STARTS:
            assert held[parameter][family] == {members[0]: float(members[1]), members[2]: float(members[3])}, parameter
            assert held[parameter]["source"].startswith("fit, docs/validation.md")
