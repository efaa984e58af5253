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
    content = generate(seed)
    results = run(content | {"solver": content.get("solver", {}) | TIGHT}, tmp_path)
    write_tables(solve(scenario_from(cleaned(content))), tmp_path / "reference")
    report = compare(results, tmp_path / "reference")
    assert report.same, str(report)
