"""The observations that the repository carries."""

import csv
import json
import re

import pytest

from calls import simulate
from program import REPOSITORY, read_table, run_file

DATA = sorted((REPOSITORY / "scenarios" / "data").glob("*.csv"))
WITH_DATA = [path for path in sorted((REPOSITORY / "scenarios").glob("*.json")) if "observations" in json.loads(path.read_text())]


def rows(name):
    with open(REPOSITORY / "scenarios" / "data" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_each_row_has_a_source_and_an_error_and_none_is_later_than_the_cut(path):
    for row in rows(path.name):
        assert "2013-01-01" <= row["date"] <= "2018-04-15"
        assert re.search(r"\(.*20\d\d.*\)", row["source"]), row
        assert 0 < float(row["low"]) < float(row["value"]) < float(row["high"]), row


def test_files_that_share_rows_agree():
    """A scenario takes one file, and only its own services, so some rows stand in two."""
    telegram = [row for row in rows("telegram.csv") if row["market"] == "iran" and row["date"] >= "2017-02-05"]
    assert telegram == [row for row in rows("iran.csv") if row["service"] == "telegram"]
    both = sorted(rows("linkedin.csv") + rows("ukraine.csv"), key=lambda row: row["date"])
    assert both == rows("habits.csv")


@pytest.mark.parametrize("path", WITH_DATA, ids=lambda path: path.stem)
def test_a_scenario_shows_its_observations(path, tmp_path):
    run_file(path, tmp_path / "results")
    observed = read_table(tmp_path / "results" / "observed.csv")
    assert len(observed) == len(rows(json.loads(path.read_text())["observations"].removeprefix("data/")))
    assert sum(row["modelled"] != "" for row in observed) >= len(observed) - 1


def test_every_file_is_some_scenario_s():
    named = {json.loads(path.read_text())["observations"] for path in WITH_DATA}
    assert named == {f"data/{path.name}" for path in DATA}


@pytest.mark.parametrize("character", ["\0", "\a", "\x1b", "\x7f", "\x85"], ids=ascii)
def test_control_characters_of_a_source_are_refused(tmp_path, character):
    """They would go on into observed.csv; line breaks and tabs are text."""
    (tmp_path / "seen.csv").write_text(
        "market,service,date,measure,value,low,high,source\n"
        'russia,telegram,2016-02-01,active_users,2100000,,,"two\nlines\tand a tab"\n'
        f"russia,telegram,2016-02-01,active_users,2100000,,,a{character}b\n", "utf-8")
    answer = simulate(tmp_path, str(REPOSITORY / "scenarios/block.json"), "--data", "seen.csv")
    assert answer == (65, "", f"seen.csv:4:51: source: holds the control character U+{ord(character):04X}; remove it\n")
