"""docs/validation.md says what its commands print."""

import importlib.util
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
