"""The program's tables against the reference's equations, integrated by SUNDIALS' CVODE instead of SciPy."""

import numpy as np
import pytest
from sksundae.cvode import CVODE

from program import REPOSITORY, read_table, run, run_file
from reference import run as reference
from reference.compare import compare
from reference.files import cleaned
from reference.scenario import read_scenario, scenario_from
from reference.tables import write_tables

LIBRARY = ["block", "unblock", "iran", "one-or-two-markets"]
# A block turns users away on whom two hazards depend, one after the other.
HAZARDS = {
    "format": 1, "start": "2020-01-01", "end": "2022-01-01", "services": {"s": {}},
    "markets": {"m": {"online_population": 1e6, "services": {"s": {
        "direct_users": 2e5, "adoption": {"imitation_per_year": 2, "ceiling_share": 0.5}, "circumvention_share": 0.3,
        "give_up_days": 90, "reconsider_days": 60, "churn_per_year": 0.1}}}},
    "enforcement": {"c": {"market": "m", "service": "s", "steps": {
        "block": {"on": "2020-04-10", "effectiveness": 0.8, "rollout_days": 6},
        "fine": {"after": "block", "rate_per_year": 3, "users_reference": 1e5, "users_exponent": 0.7, "fine_usd": 5},
        "unblock": {"after": "fine", "rate_per_year": 2, "users_reference": 1e5, "users_exponent": 1}}}}}


def integrate(layout, enforcement, t, stop, y):
    """In place of the reference's own: one stretch by the method of Adams, of orders 1 to 12, with the state on each whole day."""
    slope = reference.slope_from(layout, enforcement, t)
    running = {step.key for step in enforcement.running_hazards()}
    indices = [i for i, step in enumerate(layout.hazards) if step.key in running]

    def rates(t, y, into):
        into[:] = slope(t, y)

    def first_hazard(_, y, into):
        into[0] = max(y[layout.integrals][indices]) - reference.TARGET

    options = {"eventsfn": first_hazard, "num_events": 1} if indices else {}
    solver = CVODE(rates, method="Adams", rtol=1e-12, atol=layout.allowance() / 10, max_num_steps=100_000, max_step=1, **options)
    times = np.unique([t, *range(int(np.floor(t)) + 1, int(np.ceil(stop))), (t + stop) / 2, stop])
    result = solver.solve(times, y)
    assert result.success, result.message
    fired = bool(indices) and result.t_events is not None and len(result.t_events) > 0
    end, y = (result.t_events[-1], result.y_events[-1]) if fired else (result.t[-1], result.y[-1])
    states = dict(zip(result.t, result.y)) | {end: y}
    return float(end), np.array(y), states.__getitem__, max(y[layout.integrals][indices]) if fired else reference.TARGET


def assert_agrees(scenario, results, folder, monkeypatch):
    monkeypatch.setattr(reference, "integrate", integrate)
    write_tables(reference.solve(scenario), folder / "cvode")
    report = compare(results, folder / "cvode")
    assert report.same, str(report)


@pytest.mark.parametrize("name", LIBRARY)
def test_a_scenario_of_the_library_agrees(name, tmp_path, monkeypatch):
    path = REPOSITORY / "scenarios" / f"{name}.json"
    run_file(path, tmp_path / "results")
    assert_agrees(read_scenario(path), tmp_path / "results", tmp_path, monkeypatch)


def test_hazards_that_depend_on_users_agree(tmp_path, monkeypatch):
    results = run(HAZARDS, tmp_path)
    assert [row["cause"] for row in read_table(results / "events.csv")] == ["scheduled", "hazard", "hazard"]
    assert_agrees(scenario_from(cleaned(HAZARDS)), results, tmp_path, monkeypatch)
