"""Boxes of draws that lead to an outcome: those of the EMA Workbench on the same members, and refusals with the way out."""

import csv
import json
import shutil

import numpy as np
import pytest

from calls import contents, simulate
from program import REPOSITORY

DATA = REPOSITORY / "Tests" / "discovery"
CASES = json.loads((DATA / "cases.json").read_text())
MEASURE = "utopia.chat.share_lost_at_end"
BLOCK = "enforcement/case/steps/block"


def rows(path):
    """The rows of a CSV file."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def folder(tmp_path):
    """A folder with the results of an ensemble `R`, as far as they are looked at."""
    (tmp_path / "R").mkdir()
    shutil.copy(DATA / "members.csv", tmp_path / "R")
    record = {"program": "weir", "scenario": "case", "seed": "1", "design": "random", "members": 600,
              "resolved_scenario": {"start": "2018-01-01", "title": "Utopia"}}
    (tmp_path / "R/run.json").write_text(json.dumps(record))
    fields = [{"name": f"{BLOCK}/on", "title": "Drawn date, in days since start"}]
    (tmp_path / "R/datapackage.json").write_text(json.dumps({"resources": [{"name": "members", "schema": {"fields": fields}}]}))
    return tmp_path


def discover(folder, where, *arguments):
    """Calls `discover` on the results."""
    return simulate(folder, "discover", "R", "--where", where, *arguments)


@pytest.mark.parametrize("case", CASES)
def test_boxes_are_those_of_the_ema_workbench(folder, case):
    """Every box of the trajectory, its bounds and their quasi-p values."""
    where, alpha, mass = CASES[case]
    assert discover(folder, where, "--alpha", str(alpha), "--mass", str(mass), "-q", "-o", "D") == (0, "", "")
    found, judge = rows(folder / "D/trajectory.csv"), rows(DATA / f"boxes-{case}.csv")
    key = [(row["step"], row["quantity"]) for row in judge]
    assert sorted((row["step"], row["quantity"]) for row in found) == sorted(key)
    found = {(row["step"], row["quantity"]): row for row in found}
    for row in judge:
        own = found[row["step"], row["quantity"]]
        for column in ("coverage", "density", "mass", "low", "high"):
            assert own[column] == row[column] or float(own[column]) == pytest.approx(float(row[column]), rel=1e-12), (own, row)
        for column in ("quasi_p_low", "quasi_p_high"):
            assert own[column] == row[column] or float(own[column]) == pytest.approx(float(row[column]), rel=1e-9), (own, row)


def test_pasting_is_put_to_the_test():
    """The judge's boxes grow again in one of the cases."""
    masses = {case: [float(row["mass"]) for row in rows(DATA / f"boxes-{case}.csv")] for case in CASES}
    assert any(np.any(np.diff(mass) > 0) for mass in masses.values())


def inside(table, bounds):
    """Whether each member lies in the bounds."""
    result = np.ones(len(table), bool)
    for bound in bounds:
        drawn = np.array([float(row[bound["quantity"]]) for row in table])
        result &= drawn >= float(bound["low"] or "-inf")
        result &= drawn <= float(bound["high"] or "inf")
    return result


def test_the_chosen_box_holds_what_is_told(folder):
    """Counted anew: the box of most coverage among those that reach the threshold."""
    call = discover(folder, f"{MEASURE} > 0.6", "-o", "D", "--threshold", "0.7")
    assert call.code == 0
    members = rows(folder / "R/members.csv")
    cases = np.array([float(row[MEASURE]) > 0.6 for row in members])
    bounds = rows(folder / "D/box.csv")
    box = inside(members, bounds)
    record = json.loads((folder / "D/run.json").read_text())
    trajectory = rows(folder / "D/trajectory.csv")
    chosen = next(row for row in trajectory if int(row["step"]) == record["chosen_step"])
    assert float(chosen["coverage"]) == pytest.approx((cases & box).sum() / cases.sum())
    assert float(chosen["density"]) == pytest.approx((cases & box).sum() / box.sum())
    assert (int(chosen["members"]), int(chosen["cases"]), record["cases"]) == (box.sum(), (cases & box).sum(), cases.sum())
    dense = [float(row["coverage"]) for row in trajectory if float(row["density"]) >= 0.7]
    assert float(chosen["coverage"]) == max(dense)
    assert f"Where {MEASURE} > 0.6: {cases.sum()} of 600 members" in call.out
    assert f"Step {record['chosen_step']} of " in call.out
    assert "of the boxes in which 70.0 % of the members or more are cases, it covers most cases" in call.out
    for bound in bounds:
        drawn = [float(row[bound["quantity"]]) for row in members]
        assert (float(bound["least"]), float(bound["largest"])) == (min(drawn), max(drawn))


def test_a_threshold_that_no_box_reaches(folder):
    """Then the densest is chosen, and that is said."""
    call = discover(folder, f"{MEASURE} >= 0.9", "-o", "D", "--threshold", "1")
    record = json.loads((folder / "D/run.json").read_text())
    trajectory = rows(folder / "D/trajectory.csv")
    densities = {int(row["step"]): float(row["density"]) for row in trajectory}
    assert densities[record["chosen_step"]] == max(densities.values()) < 1
    assert "it is the densest, as no box reaches 100.0 %; `--threshold` sets another" in call.out


def test_no_box_is_needed(folder):
    call = discover(folder, f"{MEASURE} > 0.001", "-o", "D", "--threshold", "0.5")
    assert call.code == 0 and "No box is needed" in call.out
    assert rows(folder / "D/box.csv") == []


def test_undefined_measures_are_no_cases(folder):
    path = folder / "R/members.csv"
    table = rows(path)
    for row in table[:100]:
        row[MEASURE] = ""
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)
    cases = sum(float(row[MEASURE]) <= 0.3 for row in table[100:])
    assert f"{cases} of 600 members" in discover(folder, f"{MEASURE} <= 0.3", "-o", "D").out


def test_dates_are_told_as_dates(folder):
    call = discover(folder, f"{MEASURE} >= 0.9", "-o", "D", "--alpha", "0.15", "--mass", "0.02")
    lines = [line for line in call.out.splitlines() if line.startswith(f"{BLOCK}/on")]
    assert len(lines) == 1 and "2018-04-1" in lines[0], call.out


@pytest.mark.parametrize(("where", "code", "problem"), [
    ("share_lost_at_end", 64, "`--where` needs a measure, one of >, >=, < and <=, and a number, such as "
                              "`--where \"russia.telegram.share_lost_at_end > 0.3\"`, found `share_lost_at_end`"),
    (f"{MEASURE} > much", 64, "`--where` needs a measure, one of >, >=, < and <=, and a number, such as "
                              "`--where \"russia.telegram.share_lost_at_end > 0.3\"`, found `utopia.chat.share_lost_at_end > much`"),
    (f"{MEASURE} => 1", 64, None),
    (f"{MEASURE} > nan", 64, None),
    ("> 1", 64, None),
    ("utopia.chat.share_lost > 0.3", 64,
     "`--where`: `utopia.chat.share_lost` is no measure of members.csv; did you mean `utopia.chat.share_lost_at_end`?"),
    ("share_lost_at_end > 0.3", 64, "`--where`: `share_lost_at_end` is no measure of members.csv; did you mean `utopia.chat.share_lost_at_end`?"),
    ("russia.telegram.share_lost > 0.3", 64,
     "`--where`: `russia.telegram.share_lost` is no measure of members.csv; did you mean `utopia.chat.share_lost_at_end`?"),
    ("profit > 0.3", 64, "`--where`: `profit` is no measure of members.csv; it has `utopia.chat.share_lost_at_end`"),
    ("parameters/churn > 0.3", 64, "`--where`: `parameters/churn` is drawn, and a box is looked for among what is drawn; "
                                   "name a measure that came out"),
])
def test_conditions_that_make_no_sense(folder, where, code, problem):
    before = contents(folder)
    call = discover(folder, where)
    assert (call.code, call.out) == (code, "")
    if problem:
        assert call.err == f"simulate: {problem}\n"
    assert contents(folder) == before


@pytest.mark.parametrize(("where", "problem"), [
    (f"{MEASURE} > 1.5", f"R: `{MEASURE} > 1.5` holds in no member; `{MEASURE}` lies between 0 and 1; choose a value inside\n"),
    (f"{MEASURE}>=0", f"R: `{MEASURE} >= 0` holds in every member; `{MEASURE}` lies between 0 and 1; choose a value inside\n"),
])
def test_conditions_that_part_nothing(folder, where, problem):
    assert discover(folder, where) == (65, "", problem)


def test_folders_that_hold_no_members(folder):
    (folder / "R/members.csv").unlink()
    call = discover(folder, f"{MEASURE} > 0.6")
    assert call == (66, "", "R/members.csv: there is no such file; members are what an ensemble writes, "
                            "`simulate ensemble SCENARIO --members 1000`\n")


def test_a_cell_that_is_no_number(folder):
    path = folder / "R/members.csv"
    path.write_text(path.read_text().replace("\n7,", "\n7,x", 1))
    call = discover(folder, f"{MEASURE} > 0.6")
    assert call.code == 65 and call.err.startswith("R/members.csv:9:3: parameters/growth: expected a number, found `x"), call.err


@pytest.mark.parametrize(("arguments", "problem"), [
    (["--alpha", "0.6"], "`--alpha` must be a number, more than 0 and 0.5 or less, found `0.6`"),
    (["--mass", "0"], "`--mass` must be a number, more than 0 and 1 or less, found `0`"),
    (["--threshold", "80"], "`--threshold` must be a number, more than 0 and 1 or less, found `80`"),
])
def test_shares_out_of_range(folder, arguments, problem):
    assert discover(folder, f"{MEASURE} > 0.6", *arguments) == (64, "", f"simulate: {problem}\n")


def test_an_ensemble_is_looked_at(tmp_path):
    """The whole way from a scenario; the same bytes each time."""
    scenario = str(REPOSITORY / "scenarios/block.json")
    assert simulate(tmp_path, "ensemble", scenario, "--members", "200", "--seed", "1", "--set", "output_every=P1Y", "-q",
                    timeout=60).code == 0
    for name in ("one", "two"):
        call = simulate(tmp_path, "discover", "results/block-ensemble/", "--where", "russia.telegram.share_lost_at_end > 0.2",
                        "-o", name)
        assert call.code == 0 and "enforcement/russia/steps/block/effectiveness" in call.out
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
