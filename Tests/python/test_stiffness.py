"""Durations too short for an integrator: solved, or refused by name, and never at the cost of another member."""

import copy
import json
import math
import subprocess

import pytest

import program

METHODS = ["rk8pd", "rkf45", "rkck"]
DURATIONS = ["learning_days", "fatigue_days", "return_days", "tool_drop_days", "give_up_days", "reconsider_days", "awareness_days",
             "trust_days"]
STIFF = ["learning_days", "fatigue_days", "return_days", "tool_drop_days", "give_up_days", "reconsider_days"]

# Users who are warned, shut out and let in, so that every flow is under way at some time.
COURSE = {
    "format": 1, "title": "Every flow", "start": "2020-01-01", "end": "2020-03-01", "services": {"s": {}},
    "markets": {"m": {"online_population": 1_000_000, "services": {"s": {
        "direct_users": 50_000, "adoption": {"imitation_per_year": 2, "ceiling_share": 0.5}, "churn_per_year": 0.1,
        "circumvention_share": 0.3, "circumvention_share_max": 0.8, "learning_days": 50, "fatigue_days": 90, "return_days": 14,
        "tool_drop_days": 30, "give_up_days": 200, "reconsider_days": 300, "awareness_days": 30, "trust_days": 60}}}},
    "enforcement": {"c": {"market": "m", "service": "s", "steps": {
        "warning": {"days": 5.3, "awareness": 0.5, "trust_loss": 0.1},
        "block": {"days": 10.3, "effectiveness": 0.9},
        "unblock": {"days": 40}}}},
}

# Two years of which the last eight months are blocked.
BLOCKED = {
    "format": 1, "title": "A long block", "start": "2016-01-01", "end": "2018-01-01", "output_every": "P1M", "services": {"app": {}},
    "markets": {"ru": {"online_population": 100_000_000, "services": {"app": {
        "direct_users": 2_000_000, "adoption": {"imitation_per_year": 1.3, "ceiling_share": 0.4}, "circumvention_share": 0.5,
        "circumvention_share_max": 0.9}}}},
    "enforcement": {"reg": {"market": "ru", "service": "app", "steps": {"block": {"on": "2017-04-16", "effectiveness": 0.9}}}},
}


def blocked(learning_days):
    scenario = copy.deepcopy(BLOCKED)
    scenario["markets"]["ru"]["services"]["app"]["learning_days"] = learning_days
    return scenario


def call(content, folder, *words):
    """The exit code, the errors and the results' folder of a run or, with `ensemble` first, an ensemble."""
    path, results = folder / "scenario.json", folder / "results"
    path.write_text(json.dumps(content), "utf-8")
    command = [words[0], str(path), *words[1:]] if words[:1] == ("ensemble",) else [str(path), *words]
    done = subprocess.run([program.PROGRAM, *command, "-o", str(results), "--quiet"], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stderr, results


def active_at_end(content, folder, integrator):
    """Active users at the end, or None where the run is refused, and the errors."""
    if integrator in METHODS:
        code, errors, results = call(content, folder, "--set", f"solver.method={integrator}")
        rows = program.read_table(results / "summary.csv") if code == 0 else []
        values = [row["value"] for row in rows if row["measure"] == "active_users_at_end"]
    else:
        code, errors, results = call(content, folder, "ensemble", "--members", "3", "--integrator", integrator, "--move-aside")
        values = [row["m.s.active_users_at_end"] for row in program.read_table(results / "members.csv")] if code == 0 else []
    assert code == (0 if values else 70), errors
    return (float(values[0]) if values else None), errors


def course(key, days):
    content = copy.deepcopy(COURSE)
    content["markets"]["m"]["services"]["s"][key] = days
    return content


def expect_refusal(errors, key):
    assert f"`markets.m.services.s.{key}` of " in errors and "is too short to be followed: give a longer one" in errors, errors


@pytest.mark.parametrize("integrator", [*METHODS, "lockstep"])
@pytest.mark.parametrize("key", DURATIONS)
def test_a_short_duration_is_solved_or_refused_by_its_key(key, integrator, tmp_path):
    values = [active_at_end(course(key, days), tmp_path, integrator)[0] for days in (1e-1, 1e-2, 1e-3)]
    assert None not in values
    # Towards a limit, ten times nearer each time.
    (wide, narrow) = (abs(values[0] - values[1]), abs(values[1] - values[2]))
    assert narrow < 0.2 * wide, values
    # Flows of users are too stiff long before these; shocks and awareness pass, and are solved as long as a double tells their course.
    shorter = (1e-17, 1e-30, 1e-300, 1e-309) if key in STIFF else (1e-6, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-17, 1e-30, 1e-300, 1e-309)
    for days in shorter:
        value, errors = active_at_end(course(key, days), tmp_path, integrator)
        if value is None:
            expect_refusal(errors, key)
        else:
            assert key not in STIFF and abs(value - values[2]) < max(0.2 * narrow, 1e-6 * value), (days, value, values)
        assert (value is None) == (days < 1e-12 and key != "awareness_days") or 1e-12 <= days <= 1e-8, (days, value)


@pytest.mark.parametrize("key, integrator", [(key, "rkf45") for key in STIFF] + [
    ("learning_days", "rk8pd"), ("return_days", "rkck"), ("learning_days", "lockstep")])
def test_a_duration_that_takes_too_many_steps_is_refused_by_its_key(key, integrator, tmp_path):
    value, errors = active_at_end(course(key, 1e-6), tmp_path, integrator)
    assert value is None and f"more than {813008 if integrator == 'lockstep' else 1000000} steps without an event" in errors
    expect_refusal(errors, key)


def test_a_rate_that_is_too_fast_is_named(tmp_path):
    content = copy.deepcopy(COURSE)
    content["markets"]["m"]["services"]["s"]["churn_per_year"] = 1e20
    value, errors = active_at_end(content, tmp_path, "rk8pd")
    assert value is None and "`markets.m.services.s.churn_per_year` of 1e20 a year is too fast to be followed: give a lower one" in errors


@pytest.mark.parametrize("method", METHODS)
def test_a_first_trial_that_overflows_is_taken_again(method, tmp_path):
    """By all methods within their tolerance, and close to what ten times the duration gives."""
    folder = tmp_path / method
    folder.mkdir()
    ends = []
    for days in (0.001, 0.01):
        code, errors, results = call(blocked(days), folder, "--set", f"solver.method={method}")
        assert (code, errors) == (0, "")
        ends.append(float(program.read_table(results / "timeseries.csv")[-1]["active_users"]))
    assert math.isclose(ends[0], 15_473_944.14, abs_tol=0.01) and math.isclose(*ends, rel_tol=1e-4)


def members(content, folder, *words):
    """The rows of an ensemble by member, and the lines of its failures."""
    folder.mkdir()
    code, errors, results = call(content, folder, "ensemble", *words, "--allow-failures", "1000")
    assert code == 0, errors
    return {int(row["member"]): row for row in program.read_table(results / "members.csv")}, errors.splitlines()


def test_a_stiff_member_is_lost_alone(tmp_path):
    def drawn(short):
        return blocked({"discrete": {"values": [short, 240], "weights": [1, 15]}})

    words = ("--members", "16", "--seed", "1")
    rows, errors = members(drawn(1e-5), tmp_path / "lockstep", *words)
    others, other_errors = members(drawn(1e-5), tmp_path / "gsl", *words, "--integrator", "gsl")
    healthy, none = members(drawn(240), tmp_path / "healthy", *words)
    assert len(errors) == len(other_errors) == 1 and not none
    for line in (*errors, *other_errors):
        assert line.startswith("simulate: member 7: ") and "`markets.ru.services.app.learning_days` of 1e-5 days" in line
    assert rows.keys() == others.keys() == healthy.keys() - {7}
    for member, row in rows.items():
        for column, value in row.items():
            if value != "" and "learning_days" not in column:
                for other in (others, healthy):
                    assert math.isclose(float(value), float(other[member][column]), rel_tol=1e-7, abs_tol=1e-3), (member, column)


def test_both_integrators_lose_the_same_members(tmp_path):
    """Many of a wide prior are stiff, and some too stiff."""
    wide = blocked({"gamma": {"shape": 0.15, "scale": 800}})
    words = ("--members", "48", "--seed", "4")
    rows, errors = members(wide, tmp_path / "lockstep", *words)
    others, _ = members(wide, tmp_path / "gsl", *words, "--integrator", "gsl")
    assert rows.keys() == others.keys() and 0 < len(errors) < 16
