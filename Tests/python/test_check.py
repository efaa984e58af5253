"""`simulate check`: the regression test of outputs, on our own golden set and on changed ones."""

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from program import PROGRAM, REPOSITORY

SCENARIO = REPOSITORY / "scenarios" / "block.json"
GOLDEN = REPOSITORY / "Tests" / "golden" / "block"


def check(golden, *arguments, code=0):
    """Checks the lead scenario, monthly, against a golden set."""
    words = [PROGRAM, "check", SCENARIO, "--set", "output_every=P1M", "--golden", golden, *arguments]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert done.returncode == code, (done.stdout, done.stderr)
    return done.stdout or done.stderr


@pytest.fixture
def golden(tmp_path):
    """A copy of our golden set to be changed."""
    shutil.copytree(GOLDEN, tmp_path / "golden")
    return tmp_path / "golden"


def change(path, row, column, make):
    """Changes a cell of a table, row 1 being the first below the header."""
    lines = path.read_text("utf-8").split("\n")
    cells = lines[row].split(",")
    cells[lines[0].split(",").index(column)] = make(cells[lines[0].split(",").index(column)])
    lines[row] = ",".join(cells)
    path.write_text("\n".join(lines), "utf-8")


def test_the_lead_scenario_is_as_golden():
    """At a tolerance that allows for the last digits of another processor's mathematics."""
    assert "as golden in timeseries, totals, events, summary, observed" in check(GOLDEN, "--rtol", "1e-9", "--atol", "1e-6")


def test_one_unit_in_the_last_place_is_found_when_asked_for(tmp_path):
    fresh = tmp_path / "fresh"
    check(fresh, "--update")
    assert "as golden" in check(fresh, "--rtol", 0, "--atol", 0)
    change(fresh / "timeseries.csv", 5, "online_population", lambda cell: repr(float(cell) * (1 + 2**-52)))
    text = check(fresh, "--rtol", 0, "--atol", 0, code=1)
    assert "First: timeseries.csv, line 6, online_population" in text
    assert "as golden" in check(fresh)


def test_a_difference_is_told_with_place_and_size(golden, tmp_path):
    change(golden / "timeseries.csv", 30, "active_users", lambda cell: str(float(cell) + 1000))
    change(golden / "events.csv", 2, "access", lambda cell: "withdrawn")
    text = check(golden, "--junit", tmp_path / "junit.xml", code=1)
    assert re.search(r"timeseries.active_users: 1 cells differ, largest difference 1000", text)
    assert "First: timeseries.csv, line 31, active_users" in text
    assert "differs from golden in timeseries, events" in text
    suite = ElementTree.parse(tmp_path / "junit.xml").getroot()
    assert suite.get("failures") == "2"
    assert {case.get("name") for case in suite if case.find("failure") is not None} == {"active_users", "access"}


def test_columns_may_have_tolerances_of_their_own(golden):
    change(golden / "timeseries.csv", 30, "active_users", lambda cell: str(float(cell) + 1000))
    (golden / "tolerances.json").write_text(json.dumps({"timeseries.active_users": {"atol": 2000}}))
    check(golden)
    check(golden, "--update")
    assert (golden / "tolerances.json").exists()
    (golden / "tolerances.json").write_text(json.dumps({"timeseries.active_user": {"atol": 2000}}))
    assert "did you mean `timeseries.active_users`?" in check(golden, code=65)


def test_shares_have_no_tolerance_of_a_person(golden):
    change(golden / "timeseries.csv", 100, "block_effectiveness", lambda cell: "0.5")
    assert "block_effectiveness: 1 cells differ" in check(golden, code=1)


def test_missing_rows_and_tables(golden, tmp_path):
    lines = (golden / "totals.csv").read_text().splitlines()
    (golden / "totals.csv").write_text("\n".join(lines[:-1]) + "\n")
    (golden / "events.csv").unlink()
    text = check(golden, code=1)
    assert f"totals.csv: there are {len(lines) - 1} rows, golden {len(lines) - 2}" in text
    assert "events.csv: is missing in the golden results" in text
    assert "holds no golden results; `--update` writes them" in check(tmp_path / "nowhere", code=66)


def test_a_golden_set_holds_nothing_that_changes_from_run_to_run(tmp_path):
    for name in ("a", "b"):
        check(tmp_path / name, "--update")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert "run.json" not in names
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
