"""What a measure is sensitive to: SALib's indices on the same members, and refusals with the way out."""

import csv
import json
import shutil

import numpy as np
import pytest
from SALib.analyze import morris, sobol

from calls import contents, simulate

PAIR = "markets.utopia.services.chat"
MEASURE = "utopia.chat.user_days_lost"


def scenario(**changes):
    """One pair with five uncertain quantities: growth, a date, a hazard, a share and a time."""
    pair = {"direct_users": 100_000,
            "adoption": {"imitation_per_year": {"lognormal": {"median": 1, "sigma": 0.3}}, "ceiling_share": 0.5},
            "return_days": {"gamma": {"shape": 4, "scale": 5}}, "give_up_days": 200}
    steps = {"fine": {"on": {"uniform": ["2018-02-01", "2018-06-01"]}},
             "block": {"after": "fine", "rate_per_year": 3, "effectiveness": {"beta": {"alpha": 2, "beta": 2}}}}
    return {"format": 1, "start": "2018-01-01", "end": "2018-12-31", "output_every": "P1M", "services": {"chat": {}},
            "markets": {"utopia": {"online_population": 1e6, "services": {"chat": pair}}},
            "enforcement": {"case": {"market": "utopia", "service": "chat", "steps": steps}}} | changes


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the scenario and its sensitivity by both methods."""
    folder = tmp_path_factory.mktemp("sensitivity")
    (folder / "case.json").write_text(json.dumps(scenario()))
    for method, samples in (("sobol", 64), ("morris", 20)):
        call = run(folder, "--method", method, "--samples", str(samples), "-o", method)
        assert call.code == 0, call.err
    return folder


def run(folder, *arguments, measure=MEASURE):
    """Calls `sensitivity` on the scenario with a fixed seed."""
    return simulate(folder, "sensitivity", "case.json", "--measure", measure, "--seed", "7", *arguments, timeout=100)


def table(path):
    """Header and rows of a CSV file."""
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def members(folder):
    """Paths of the quantities, what each member drew, and its measure."""
    header, rows = table(folder / "samples.csv")
    paths = [name for name in header[1:] if "/" in name]
    assert [row[0] for row in rows] == [str(member) for member in range(len(rows))]
    drawn = np.array([row[1:1 + len(paths)] for row in rows], float)
    return paths, drawn, np.array([row[header.index(MEASURE)] for row in rows], float)


def indices(folder):
    """The values of sensitivity.csv by index, in the order of the quantities, and its rows."""
    header, rows = table(folder / "sensitivity.csv")
    assert header == ["quantity", "index", "value", "low", "high", "members"]
    kinds = dict.fromkeys(row[1] for row in rows)
    return {kind: np.array([float(row[2]) for row in rows if row[1] == kind]) for kind in kinds}, rows


def problem(paths):
    """SALib's description of the quantities; their ranges play no part."""
    return {"num_vars": len(paths), "names": paths, "bounds": [[0, 1]] * len(paths)}


def test_sobol_indices_are_those_of_salib(folder):
    paths, _, measure = members(folder / "sobol")
    assert paths == [f"markets/utopia/services/chat/{key}" for key in ("adoption/imitation_per_year", "return_days")] + [
        f"enforcement/case/steps/{key}" for key in ("fine/on", "block/hazard", "block/effectiveness")]
    judge = sobol.analyze(problem(paths), measure, calc_second_order=False, num_resamples=1000, seed=1)
    found, rows = indices(folder / "sobol")
    np.testing.assert_allclose(found["first_order"], judge["S1"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found["total"], judge["ST"], rtol=0, atol=1e-9)
    assert {row[5] for row in rows} == {str(64 * (5 + 2))}
    # Half the interval against SALib's 1.96 standard deviations, over other resamples.
    for kind, name in (("first_order", "S1_conf"), ("total", "ST_conf")):
        half = [(float(row[4]) - float(row[3])) / 2 for row in rows if row[1] == kind]
        np.testing.assert_allclose(half, judge[name], rtol=0.2)


def test_morris_effects_are_those_of_salib(folder):
    """SALib divides by the step on its grid of four levels, 2/3; ours is half of the probability."""
    paths, drawn, measure = members(folder / "morris")
    judge = morris.analyze(problem(paths), drawn, measure, num_levels=4, num_resamples=1000, seed=1)
    found, rows = indices(folder / "morris")
    for kind in ("mu", "mu_star", "sigma"):
        np.testing.assert_allclose(found[kind], np.array(judge[kind]) * (2 / 3) / 0.5, rtol=1e-9)
    half = [(float(row[4]) - float(row[3])) / 2 for row in rows if row[1] == "mu_star"]
    np.testing.assert_allclose(half, np.array(judge["mu_star_conf"]) * (2 / 3) / 0.5, rtol=0.25)


def test_the_same_bytes_for_any_number_of_jobs(folder, tmp_path):
    for jobs in ("1", "3"):
        call = run(folder, "--samples", "64", "--jobs", jobs, "-o", str(tmp_path / jobs), "--quiet")
        assert call == (0, "", "")
        for name in ("sensitivity.csv", "samples.csv", "datapackage.json"):
            assert (tmp_path / jobs / name).read_bytes() == (folder / "sobol" / name).read_bytes()


def test_samples_serve_another_measure(folder, tmp_path):
    """Looked at again they give what a run of its own gives."""
    other = "utopia.chat.active_users_at_end"
    again = run(folder, "--results", "sobol", "-o", str(tmp_path / "again"), measure=other)
    fresh = run(folder, "--samples", "64", "-o", str(tmp_path / "fresh"), measure=other)
    assert again.code == fresh.code == 0
    for name in ("sensitivity.csv", "samples.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes()
    assert json.loads((tmp_path / "again/run.json").read_text())["measure"] == other


def edited(folder, tmp_path, edit):
    """A copy of the results whose samples were edited."""
    shutil.copytree(folder / "sobol", tmp_path / "edited")
    path = tmp_path / "edited" / "samples.csv"
    lines = path.read_text().splitlines(keepends=True)
    edit(lines)
    path.write_text("".join(lines))
    return str(tmp_path / "edited")


def swap(lines):
    lines[3], lines[4] = lines[4], lines[3]


def change(lines):
    lines[9] = lines[9].replace(lines[9].split(",")[1], "1.25")


@pytest.mark.parametrize(("edit", "problem"), [
    (list.pop, "samples.csv: has 447 members, and the design has 448; run the sensitivity again"),
    (swap, "samples.csv:4:3: markets/utopia/services/chat/adoption/imitation_per_year: isn't what the design draws here"),
    (change, "samples.csv:10:3: markets/utopia/services/chat/adoption/imitation_per_year: isn't what the design draws here"),
])
def test_results_of_another_design_are_refused(folder, tmp_path, edit, problem):
    results = edited(folder, tmp_path, edit)
    before = contents(folder)
    call = run(folder, "--results", results)
    assert (call.code, call.out) == (65, "") and problem in call.err
    assert contents(folder) == before


@pytest.mark.parametrize(("arguments", "problem"), [
    (["--seed", "8"], "$.seed: the samples were taken with `7`, and `8` is asked for; leave out `--seed`, or run"),
    (["--samples", "32"], "$.samples: the samples were taken with `64`, and `32` is asked for; leave out `--samples`, or run"),
    (["--method", "morris"], "$.method: the samples were taken with `sobol`, and `morris` is asked for; leave out `--method`, or run"),
    (["--set", "end=2018-12-30"], "$.scenario_sha256: the samples are of another scenario; give that one with its `--set`, or run"),
])
def test_samples_of_another_study_are_refused(folder, arguments, problem):
    call = run(folder, "--results", "sobol", *arguments)
    assert (call.code, call.out) == (65, "") and call.err.startswith("sobol/run.json: " + problem), call.err


@pytest.mark.parametrize(("measure", "problem"), [
    ("user_days_lost", "`user_days_lost` is no measure; a measure is MARKET.SERVICE.MEASURE, such as `utopia.chat.user_days_lost`"),
    ("utopai.chat.user_days_lost", "`utopai.chat.user_days_lost`: `utopai` is no market of the scenario; did you mean `utopia`?"),
    ("utopia.chta.user_day_lost", "`utopia.chta.user_day_lost`: `chta` is no service of that market; did you mean `chat`?; "
                                  "`user_day_lost` is no summary measure; did you mean `user_days_lost`?"),
])
def test_an_unknown_measure(folder, measure, problem):
    assert run(folder, measure=measure) == (64, "", f"simulate: `--measure`: {problem}\n")


def test_an_undefined_measure(folder):
    call = run(folder, "--samples", "64", measure="utopia.chat.lowest_active_users_while_blocked")
    assert (call.code, call.out) == (65, "")
    assert "`utopia.chat.lowest_active_users_while_blocked` is undefined in" in call.err
    assert "choose a measure that every member has, such as `active_users_at_end`" in call.err


def test_a_constant_measure(folder):
    call = run(folder, "--samples", "4", measure="utopia.chat.active_users_at_start")
    assert (call.code, call.out) == (65, "")
    assert "`utopia.chat.active_users_at_start` is 100000 in every member" in call.err


def test_a_member_that_fails(folder):
    churn = f'{PAIR}.churn_per_year={{"discrete": {{"values": [0.1, 1e300], "weights": [3, 1]}}}}'
    call = run(folder, "--samples", "16", "--set", churn, "-o", "failed")
    assert (call.code, call.out) == (70, "")
    assert "can't be computed" in call.err and "indices need every member" in call.err
    assert not (folder / "failed").exists()


def test_a_posterior_is_refused(folder):
    (folder / "posterior.csv").write_text("growth\n1\n2\n")
    content = scenario(parameters={"growth": {"uniform": [0.5, 3]}}, posterior={"file": "posterior.csv"})
    content["markets"]["utopia"]["services"]["chat"]["adoption"]["imitation_per_year"] = {"parameter": "growth"}
    (folder / "joint.json").write_text(json.dumps(content))
    call = simulate(folder, "sensitivity", "joint.json", "--measure", MEASURE)
    assert (call.code, call.out) == (65, "")
    assert call.err.startswith("joint.json: the `posterior` draws its parameters jointly") and "--set posterior=null" in call.err
    way = simulate(folder, "sensitivity", "joint.json", "--measure", MEASURE, "--set", "posterior=null", "--samples", "4", "-q")
    assert way.code == 0, way.err


def test_nothing_uncertain(folder):
    (folder / "known.json").write_text(json.dumps(scenario(enforcement={})))
    call = simulate(folder, "sensitivity", "known.json", "--measure", MEASURE, "--set", f"{PAIR}.return_days=14",
                    "--set", f"{PAIR}.adoption.imitation_per_year=1")
    assert (call.code, call.out) == (65, "") and "nothing is uncertain" in call.err


def test_too_many_quantities(folder):
    """The Sobol sequence ends at 160 dimensions, two for each quantity."""
    content = scenario()
    steps = content["enforcement"]["case"]["steps"]
    for i in range(80):
        steps[f"warning_{i}"] = {"action": "warning", "on": "2018-03-01", "awareness": {"uniform": [0, 0.01]}}
    (folder / "many.json").write_text(json.dumps(content))
    call = simulate(folder, "sensitivity", "many.json", "--measure", MEASURE)
    assert (call.code, call.out) == (65, "")
    assert "has 85 uncertain quantities, and the Sobol sequence reaches 80" in call.err and "use `--method morris`" in call.err
    call = simulate(folder, "sensitivity", "many.json", "--measure", MEASURE, "--method", "morris", "--samples", "2", "-q")
    assert call.code == 0, call.err


@pytest.mark.parametrize(("line", "problem"), [
    ("", "`sensitivity` needs a scenario and `--measure MARKET.SERVICE.MEASURE`, such as "
         "`simulate sensitivity scenarios/block.json --measure russia.telegram.user_days_lost`"),
    ("--measure x --method sobel", "there is no method `sobel`; did you mean `sobol`?"),
    ("--measure x --samples 1", "`--samples` must be a whole number from 2 to 16777216, found `1`"),
    ("--measure x --samples 8 --members 80", "`--samples` and `--members` both say how much to run; leave out one of them"),
    ("--measure x --results r --jobs 2", "`--results` runs nothing; leave out `--members` and `--jobs`"),
    (f"--measure {MEASURE} --members 13", "`--members` is 13, and 5 uncertain quantities need 7 for each sample; give 14 or more"),
])
def test_usage(folder, line, problem):
    assert simulate(folder, "sensitivity", "case.json", *line.split()) == (64, "", f"simulate: {problem}\n")


def test_what_is_told(folder, tmp_path):
    """The summary in words, and warnings with advice."""
    call = run(folder, "--members", "500", "-o", str(tmp_path / "r"))
    assert call.code == 0
    assert "64 base samples, 448 members, method sobol, seed 7" in call.out
    assert "Of the variance of utopia.chat.user_days_lost, these account by themselves for: enforcement/case/steps/" in call.out
    assert "simulate: warning: the interval is wider than the index for " in call.err
    assert "times as many runs would mend that: `--samples " in call.err
    call = run(folder, "--samples", "6", "-o", str(tmp_path / "r"))
    assert "6 base samples leave the Sobol sequence out of balance; take a power of two" in call.err
    assert run(folder, "--samples", "6", "-o", str(tmp_path / "r"), "-q") == (0, "", "")
