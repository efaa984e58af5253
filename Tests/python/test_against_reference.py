"""The program's tables against those of the reference solution."""

import pytest

from generate import generate
from program import REPOSITORY, run, run_file
from reference.compare import compare
from reference.files import cleaned
from reference.run import solve
from reference.scenario import read_scenario, scenario_from
from reference.tables import write_tables

LIBRARY = sorted((REPOSITORY / "scenarios").glob("*.json"))
SEEDS = range(10_000, 10_040)
RICHARDS = {"curve": "richards", "shape": 1.7, "imitation_per_year": 2, "ceiling_share": 0.5}
CORNERS = {
    "hazards that fire together before start": ({}, {
        "threat": {"on": "2019-06-01"}, "request": {"after": "threat", "rate_per_year": 4},
        "comply": {"after": "request", "days": 0},
        "block": {"after": "threat", "rate_per_year": 4, "effectiveness": 0.5}}),
    "a Richards curve with a fast flow": ({"adoption": RICHARDS, "waiting_users": 1000, "return_days": 0.01}, {
        "threat": {"days": 1}}),
    "steps of one instant in every round": ({}, {
        "request": {"days": 5}, "block": {"after": "request", "days": 0, "effectiveness": 0.9},
        "fine": {"days": 5, "fine_usd": 7}, "unblock": {"after": "block", "days": 0},
        "withdraw": {"after": "fine", "days": 0}}),
}
# Tight enough for differences to be differences of the model.
TIGHT = {"relative_tolerance": 1e-12, "absolute_tolerance": 1e-6}


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_a_scenario_of_the_library_agrees(path, tmp_path):
    run_file(path, tmp_path / "results")
    write_tables(solve(read_scenario(path)), tmp_path / "reference")
    report = compare(tmp_path / "results", tmp_path / "reference")
    assert report.same, str(report)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_scenario_agrees(seed, tmp_path):
    assert_agrees(generate(seed), tmp_path)


@pytest.mark.parametrize("name", CORNERS)
def test_a_corner_agrees(name, tmp_path):
    assert_agrees(corner(name), tmp_path)


def corner(name):
    """The scenario of a corner."""
    pair, steps = CORNERS[name]
    return {
        "format": 1, "start": "2020-01-01", "end": "2021-06-01", "services": {"s": {"platform": {"policy": "comply"}}},
        "markets": {"m": {"online_population": 1e6, "services": {
            "s": {"direct_users": 2e5, "adoption": {"imitation_per_year": 2, "ceiling_share": 0.5}} | pair}}},
        "enforcement": {"c": {"market": "m", "service": "s", "steps": steps}}}


def assert_agrees(content, folder):
    """Fails where the program and the reference solve a scenario differently."""
    results = run(content | {"solver": content.get("solver", {}) | TIGHT}, folder)
    write_tables(solve(scenario_from(cleaned(content))), folder / "reference")
    report = compare(results, folder / "reference")
    assert report.same, str(report)
