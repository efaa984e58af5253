"""Runs side by side, and sweeps."""

import csv
import subprocess

import pytest

from program import PROGRAM, REPOSITORY, read_table

REFUSE = REPOSITORY / "scenarios" / "refuse-and-register.json"
COMPLY = REPOSITORY / "scenarios" / "comply.json"


def simulate(*arguments, code=0):
    """Calls the program."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done.stdout or done.stderr


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Results of both scenarios."""
    folder = tmp_path_factory.mktemp("runs")
    for path in (REFUSE, COMPLY):
        simulate(path, "-q", "-o", folder / path.stem)
    return folder


def test_differences_are_those_of_the_tables(results, tmp_path):
    simulate("compare", results / "refuse-and-register", results / "comply", "-o", tmp_path / "c")
    rows = read_table(tmp_path / "c" / "differences.csv")
    tables = [{(row["date"], row["market"], row["service"]): row for row in read_table(results / name / "timeseries.csv")}
              for name in ("refuse-and-register", "comply")]
    assert len(rows) == len(tables[0])
    for row in rows[::50]:
        a, b = (table[row["date"], row["market"], row["service"]] for table in tables)
        lost = [float(run["counterfactual_active_users"]) - float(run["active_users"]) for run in (a, b)]
        assert float(row["difference"]) == pytest.approx(float(b["active_users"]) - float(a["active_users"]), abs=1e-6)
        assert float(row["users_averted"]) == pytest.approx(lost[0] - lost[1], abs=1e-6)
        assert float(row["user_days_averted"]) == pytest.approx(
            float(a["user_days_lost"]) - float(b["user_days_lost"]), abs=1e-3)


def test_scenarios_and_their_results_compare_alike(results, tmp_path):
    simulate("compare", REFUSE, COMPLY, "-q", "-o", tmp_path / "a")
    simulate("compare", results / "refuse-and-register", COMPLY, "-q", "-o", tmp_path / "b")
    for name in ("differences.csv", "summary-differences.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_runs_with_nothing_in_common_are_refused(tmp_path):
    assert "has no date, market and service in common" in simulate(
        "compare", REFUSE, REPOSITORY / "scenarios" / "ukraine-vk-2017.json", "-o", tmp_path / "c", code=65)
    assert not (tmp_path / "c").exists()


def test_a_sweep_is_the_runs_one_by_one(tmp_path):
    key = "enforcement.russia.steps.block.effectiveness"
    simulate(REFUSE, "--vary", f"{key}=0.2:0.6:0.2", "--vary", "end=2019-01-01:2019-03-01:P2M", "-q", "-o", tmp_path / "s")
    rows = read_table(tmp_path / "s" / "sweep.csv")
    runs = list(dict.fromkeys((row[key], row["end"]) for row in rows))
    assert runs == [(e, end) for e in ("0.2", "0.4", "0.6") for end in ("2019-01-01", "2019-03-01")]
    simulate(REFUSE, "--set", f"{key}=0.4", "--set", "end=2019-03-01", "-q", "-o", tmp_path / "one")
    with open(tmp_path / "one" / "summary.csv", newline="") as file:
        one = [(row["measure"], row["value"]) for row in csv.DictReader(file)]
    assert [(row["measure"], row["value"]) for row in rows if (row[key], row["end"]) == ("0.4", "2019-03-01")] == one


def test_members_are_compared_draw_by_draw(tmp_path):
    """The bands of differences are those of two ensembles with the same seed, member by member."""
    settings = ["--members", 40, "--seed", 3, "--set", "output_every=P1Y", "-q"]
    for path in (REFUSE, COMPLY):
        simulate("ensemble", path, *settings, "-o", tmp_path / path.stem)
    simulate("compare", REFUSE, COMPLY, *settings, "-o", tmp_path / "c")
    name = "russia.telegram.active_users_at_end"
    first, second = ([float(row[name]) for row in read_table(tmp_path / path.stem / "members.csv")] for path in (REFUSE, COMPLY))
    exact = sorted(b - a for a, b in zip(first, second))
    row = next(row for row in read_table(tmp_path / "c" / "summary-differences.csv") if row["measure"] == "active_users_at_end")
    assert float(row["mean"]) == pytest.approx(sum(exact) / 40, rel=1e-9)
    assert float(row["q50"]) == pytest.approx(exact[19], rel=1 / 256)
    last = [row for row in read_table(tmp_path / "c" / "differences.csv") if row["measure"] == "active_users"][-1]
    assert (last["mean"], last["q05"]) == (row["mean"], row["q05"])


def test_scenarios_of_other_pairs_have_no_members_in_common(tmp_path):
    assert "members can only be compared pair by pair" in simulate(
        "compare", REFUSE, REPOSITORY / "scenarios" / "block.json", "--members", 4, "-o", tmp_path / "c", code=65)


def test_markets_and_services_have_their_titles(results, tmp_path):
    """As in what a run prints, over one member or many."""
    for arguments in ((), ("--members", 2, "--seed", 1, "--set", "output_every=P1Y")):
        lines = simulate("compare", REFUSE, COMPLY, *arguments, "-o", tmp_path / "c").splitlines()
        assert lines[1].split()[:2] == ["Russia", "Telegram"]
