"""Scenarios made to waste time and memory give a result, or a refusal that names the limit, in a few seconds and little memory.

Memory is held by the system (RLIMIT_AS), and processor time, not the clock's, by RLIMIT_CPU: what grows with the square of its
input needs minutes for these.
"""

import json
import os
import resource
import subprocess

import pytest

from program import PROGRAM

MEMORY = 1 << 30
SECONDS = 20


def pair(**keys):
    """A service in a market."""
    return {"direct_users": 1000, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.5}, **keys}


def scenario(markets=1, **keys):
    """A scenario with one service in some markets."""
    return {"format": 1, "start": "2018-01-01", "end": "2019-01-01", "services": {"chat": {}}, "markets": {
        f"m{i}": {"online_population": 1e6, "services": {"chat": pair()}} for i in range(markets)}, **keys}


def with_pair(**keys):
    """A scenario whose one service has these keys."""
    content = scenario()
    content["markets"]["m0"]["services"]["chat"].update(keys)
    return content


def with_steps(steps, **keys):
    """A scenario with one case of these steps."""
    return scenario(enforcement={"agency": {"market": "m0", "service": "chat", "steps": steps}}, **keys)


def limited():
    """Holds the program to its memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def call(folder, content, *arguments):
    """Runs a scenario; exit code and the lines of standard error."""
    (folder / "case.json").write_text(content if isinstance(content, str) else json.dumps(content))
    words = [*arguments, "case.json"] if arguments else ["case.json", "-o", "OUT", "--quiet"]
    done = subprocess.run([os.path.abspath(PROGRAM), *words], cwd=folder, capture_output=True, text=True, preexec_fn=limited)
    return done.returncode, done.stderr.splitlines()


RUNS = {
    "a thousand markets": scenario(1000, end="2018-03-01"),
    "a century of days": scenario(end="2118-01-01"),
    "hazard of 1e9 a year": with_steps({"block": {"rate_per_year": 1e9, "effectiveness": 0.5}}),
    "nobody online": scenario(markets=0) | {"markets": {"m0": {"online_population": 0, "services": {"chat": pair()}}}},
    "1e12 online": scenario(markets=0) | {"markets": {"m0": {"online_population": 1e12, "services": {"chat": pair()}}}},
    "1e12 users among a million": with_pair(direct_users=1e12),
    "3000 steps": with_steps({f"t{i}": {"action": "threat", "days": i / 10} for i in range(3000)}),
    "steps each after another": with_steps(
        {f"t{i}": {"action": "threat", "days": 0.01, **({"after": f"t{i - 1}"} if i else {})} for i in range(3000)}),
    "20000 cases": scenario(enforcement={
        f"c{i}": {"market": "m0", "service": "chat", "steps": {"threat": {"on": "2018-05-01"}}} for i in range(20000)}),
    "growth to its ceiling within a second": with_pair(adoption={"imitation_per_year": 1e9, "ceiling_share": 0.5}),
    "a title of 4 MB": scenario(title="x" * 4_000_000),
}


@pytest.mark.parametrize("name", RUNS)
def test_large_scenario_is_run(tmp_path, name):
    """What is large but makes sense gives results."""
    assert call(tmp_path, RUNS[name]) == (0, [])
    assert (tmp_path / "OUT/summary.csv").exists()


@pytest.mark.parametrize("content, way", [
    (with_pair(churn_per_year=1e9), "`markets.m0.services.chat.churn_per_year` of 1e9 a year is too fast to be followed: give a lower one"),
    (with_steps({"block": {"rate_per_year": 1e300, "users_reference": 1e-300, "users_exponent": 9, "effectiveness": 0.5}}),
     "look for rates or users many orders of magnitude too large")])
def test_absurd_rate_is_refused(tmp_path, content, way):
    """Rates that no step of time can follow end the run, with the day and the way out."""
    code, lines = call(tmp_path, content)
    assert code == 70 and len(lines) == 1
    assert lines[0].endswith(way)


MANY = 100_000
READINGS = {
    "50000 steps": (with_steps({f"t{i}": {"action": "threat", "days": 1} for i in range(50_000)}), 0, None),
    "20000 parameters": (with_steps({f"t{i}": {"action": "threat", "days": {"parameter": f"p{i}"}} for i in range(20_000)},
                                    parameters={f"p{i}": {"uniform": [0, 100]} for i in range(20_000)}), 0, None),
    "unused parameters": (scenario(parameters={f"p{i}": 1 for i in range(MANY)}), 65, f"{MANY - 1000} more faults follow"),
    "unknown keys": (scenario(**{f"zzz{i}": 1 for i in range(MANY)}), 65, f"{MANY - 1000} more faults follow"),
    "unknown steps": (with_steps({f"t{i}": {"action": "threat", "days": 1, "after": f"x{i}"} for i in range(20_000)}), 65,
                      "19000 more faults follow"),
    "a million files": ({"extends": ["base.json"] * 1_000_000}, 65, "more than 256 files are read through `extends`"),
    "large files": ({"extends": ["large.json"] * 200}, 65, "the files read through `extends` hold more than 64 MiB"),
    "diamonds": ({"extends": ["d30.json"] * 2}, 65, "more than 256 files are read through `extends`"),
    "depth": ("[" * 4_000_000, 65, "nested deeper than 64 levels"),
    "a number of 4 MB": (json.dumps(scenario()).replace("1000000.0", "1" * 4_000_000), 65, "is beyond the range of a double"),
    "far end": (scenario(end="9999-12-31"), 65, "at most 110000 are computed"),
}


@pytest.mark.parametrize("name", READINGS)
def test_large_file_is_read_or_refused(tmp_path, name):
    """Reading grows with the size of the input and not with its square, and stops at limits."""
    (tmp_path / "base.json").write_text(json.dumps(scenario()))
    (tmp_path / "large.json").write_text(json.dumps(scenario(note="x" * 15_000_000)))
    (tmp_path / "d0.json").write_text(json.dumps(scenario()))
    for i in range(1, 31):
        (tmp_path / f"d{i}.json").write_text(json.dumps({"extends": [f"d{i - 1}.json"] * 2}))
    content, code, words = READINGS[name]
    answer, lines = call(tmp_path, content, "validate")
    assert answer == code and len(lines) <= 1001
    assert words is None or words in lines[-1]


HEADER = "market,service,date,measure,value,low,high,source\n"


@pytest.mark.parametrize(("rows", "code"), [("m0,chat,2018-05-01,active_users,1000,,,x\n", 0), ("m0,chat,2018-05-41,activ,-1,,,x\n", 65)])
def test_100_000_observations(tmp_path, rows, code):
    """Many observations are read, and the faults of many told, in time that grows with their number."""
    (tmp_path / "seen.csv").write_text(HEADER + rows * MANY)
    answer, lines = call(tmp_path, scenario(observations="seen.csv"))
    assert answer == code and len(lines) == (1001 if code else 0)
    assert not code or lines[-1] == "seen.csv: 299000 more faults follow; mend these first"


@pytest.mark.parametrize(("draw", "code"), [("0.5\n", 0), ("2\n", 65)])
def test_100_000_draws(tmp_path, draw, code):
    """A posterior of many draws is read, and the faults of many told."""
    (tmp_path / "draws.csv").write_text("q\n" + draw * MANY)
    content = with_pair(churn_per_year={"parameter": "q"}) | {"parameters": {"q": {"uniform": [0, 1]}}, "posterior": {"file": "draws.csv"}}
    answer, lines = call(tmp_path, content)
    assert answer == code and len(lines) == (1001 if code else 0)


def test_row_of_wrong_width_hides_no_other_fault(tmp_path):
    """Rows of wrong width are told with what else is wrong, in the order of the file."""
    (tmp_path / "seen.csv").write_text(HEADER + "m0,chat,2018-05-01,active_users,x,,,y\nm0,chat,2018-05-01\nm1,chat,2018-05-01,active_users,5,,,y\n")
    code, lines = call(tmp_path, scenario(observations="seen.csv"))
    assert (code, lines) == (65, [
        "seen.csv:2:33: value: expected a number, 0 or more, found `x`", "seen.csv:3:1: market: expected 8 cells, found 3",
        "seen.csv:4:1: market: `m1` isn't a market of the scenario; did you mean `m0`?"])
