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
    assert "First: timeseries.csv, date 2016-03-15, market russia, service telegram, column online_population: " in text
    assert "as golden" in check(fresh)


def test_a_difference_is_told_with_place_and_size(golden, tmp_path):
    change(golden / "timeseries.csv", 30, "active_users", lambda cell: str(float(cell) + 1000))
    change(golden / "events.csv", 2, "access", lambda cell: "withdrawn")
    text = check(golden, "--junit", tmp_path / "junit.xml", code=1)
    assert re.search(r"timeseries.active_users: 1 cell differs, largest difference 1000", text)
    date, market, service = (golden / "timeseries.csv").read_text("utf-8").splitlines()[30].split(",")[:3]
    assert f"First: timeseries.csv, date {date}, market {market}, service {service}, column active_users: " in text
    assert "differs from golden in timeseries, events" in text
    suite = ElementTree.parse(tmp_path / "junit.xml").getroot()
    assert suite.get("failures") == "2"
    failures = {case.get("name"): case.find("failure").get("message") for case in suite if case.find("failure") is not None}
    assert failures.keys() == {"active_users", "access"}
    assert failures["active_users"].startswith(f"1 cell differs, first: date {date}, market {market}, service {service}: ")
    assert failures["access"].startswith(
        "1 cell differs, first: market russia, service telegram, case russia, step register, action register: open, golden withdrawn")


def test_columns_may_have_tolerances_of_their_own(golden):
    change(golden / "timeseries.csv", 30, "active_users", lambda cell: str(float(cell) + 1000))
    (golden / "tolerances.json").write_text(json.dumps({"timeseries.active_users": {"atol": 2000}}))
    check(golden)
    assert "`timeseries.csv` (changed since it was written)" in check(golden, "--update", code=73)
    check(golden, "--update", "--move-aside")
    assert (golden / "tolerances.json").exists()
    (golden / "tolerances.json").write_text(json.dumps({"timeseries.active_user": {"atol": 2000}}))
    assert "did you mean `timeseries.active_users`?" in check(golden, code=65)


def test_shares_have_no_tolerance_of_a_person(golden):
    change(golden / "timeseries.csv", 100, "block_effectiveness", lambda cell: "0.5")
    assert "block_effectiveness: 1 cell differs" in check(golden, code=1)


WHOLE = {  # A cell of a golden table that is a count, a status or a day, and another that `--atol 1` must not let pass.
    "markets at risk": ("totals", 20, "markets_at_risk", lambda cell: str(int(cell) + 1)),
    "days blocked": ("summary", 5, "value", lambda cell: str(int(cell) + 1)),
    "days since start": ("events", 1, "days_since_start", lambda cell: str(int(cell) - 1)),
    "a status": ("timeseries", 3, "stage", lambda cell: "fined"),
    "a date": ("events", 1, "date", lambda cell: "2017-05-16"),
}


# An instant is a number like others, whose relative tolerance is as asked for.
@pytest.mark.parametrize(("case", "tolerance"), [(case, ("--atol", 1)) for case in WHOLE] + [
    (case, ("--atol", 5, "--rtol", 0.5)) for case in WHOLE if case != "days since start"])
def test_counts_and_texts_are_exact(golden, case, tolerance):
    table, row, column, make = WHOLE[case]
    change(golden / f"{table}.csv", row, column, make)
    text = check(golden, *tolerance, code=1)
    assert f"  {table}.{column}: 1 cell differs" in text
    assert f"First: {table}.csv, " in text and f", column {column}: " in text
    if column != "date":
        (golden / "tolerances.json").write_text(json.dumps({f"{table}.{column}": {"atol": 1}}))
        check(golden, *tolerance, code=1 if case == "a status" else 0)


def test_an_observed_share_has_no_tolerance_of_a_person(tmp_path):
    """Nor what the model says of it, in a table whose rows are of several measures."""
    (tmp_path / "case.json").write_text(json.dumps({
        "format": 1, "start": "2020-01-01", "end": "2020-03-01", "observations": "observed.csv", "services": {"s": {}},
        "markets": {"m": {"online_population": 1000, "services": {"s": {
            "direct_users": 400, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.5}}}}}}))
    (tmp_path / "observed.csv").write_text(
        "market,service,date,measure,value,low,high,source\nm,s,2020-02-01,active_share_of_online,0.4,,,panel\n")
    words = [str(PROGRAM), "check", tmp_path / "case.json", "--golden", tmp_path / "golden"]
    subprocess.run([*words, "--update"], check=True, capture_output=True)
    change(tmp_path / "golden/observed.csv", 1, "modelled", lambda cell: str(float(cell) / 2))
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 1
    assert "First: observed.csv, date 2020-02-01, market m, service s, measure active_share_of_online, column modelled: " in done.stdout


def test_a_service_more_is_told_as_rows(golden):
    """Not as thousands of cells that differ: rows are found by their keys."""
    viber = {"direct_users": 1_000_000, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.5}}
    more = ["--set", "services.viber={}", "--set", f"markets.russia.services.viber={json.dumps(viber)}"]
    text = check(golden, *more, code=1)
    months = len({line.split(",")[0] for line in (golden / "timeseries.csv").read_text("utf-8").splitlines()[1:]})
    assert f"timeseries.csv: {months} rows more than golden, first: date 2016-01-15, market russia, service viber\n" in text
    assert f"totals.csv: {months} rows more than golden, first: date 2016-01-15, service viber\n" in text
    assert "summary.csv: 12 rows more than golden, first: market russia, service viber, measure active_users_at_start\n" in text
    assert "cells differ" not in text and "First:" not in text


def test_missing_rows_and_tables(golden, tmp_path):
    lines = (golden / "totals.csv").read_text().splitlines()
    (golden / "totals.csv").write_text("\n".join(lines[:-1]) + "\n")
    (golden / "events.csv").unlink()
    text = check(golden, code=1)
    assert f"totals.csv: 1 row more than golden, first: date {lines[-1].split(',')[0]}, service telegram\n" in text
    assert "events.csv: is missing in the golden results" in text
    assert "holds no golden results; `--update` writes them" in check(tmp_path / "nowhere", code=66)


def test_a_golden_set_holds_nothing_that_changes_from_run_to_run(tmp_path):
    for name in ("a", "b"):
        check(tmp_path / name, "--update")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert "run.json" not in names
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
