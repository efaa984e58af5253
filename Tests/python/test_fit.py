"""`simulate fit`: what it estimates, what it says of it, and what it refuses."""

import csv
import json
import math

import emcee
import numpy as np
import pytest
from scipy import stats

from calls import contents, simulate
from program import REPOSITORY, read_table

SOURCE = "simulated"
POPULATION = 1_000_000
START_USERS = 20_000
PRIORS = {"growth": {"lognormal": {"median": 18, "sigma": 0.4}}, "ceiling": {"beta": {"alpha": 3, "beta": 5}}}
DAYS = [12, 24, 36, 48, 60, 72, 84, 96]
DATES = [str(np.datetime64("2015-01-01") + day) for day in DAYS]


def scenario(**changes):
    """Logistic growth of one service, whose solution is known."""
    return {
        "format": 1, "start": "2015-01-01", "end": "2016-01-01", "solver": {"method": "rkf45", "relative_tolerance": 1e-8},
        "parameters": {**PRIORS, "idle": {"lognormal": {"median": 100, "sigma": 0.5}}},
        "services": {"s": {}},
        "markets": {"m": {"online_population": POPULATION, "services": {"s": {
            "direct_users": START_USERS, "give_up_days": {"parameter": "idle"},
            "adoption": {"curve": "logistic", "imitation_per_year": {"parameter": "growth"}, "ceiling_share": {"parameter": "ceiling"}}}}}},
    } | changes


def logistic(growth, ceiling):
    """Active users on the days of observation."""
    most = POPULATION * ceiling
    return most / (1 + (most / START_USERS - 1) * np.exp(-growth * np.array(DAYS) / 365.25))


def write(folder, values, ranges=None, dates=DATES):
    """A scenario and observations of active users, with a range for each or none."""
    (folder / "case.json").write_text(json.dumps(scenario()))
    with open(folder / "data.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["market", "service", "date", "measure", "value", "low", "high", "source"])
        for i, (date, value) in enumerate(zip(dates, values)):
            low, high = ranges[i] if ranges else ("", "")
            table.writerow(["m", "s", date, "active_users", value, low, high, SOURCE])


def fit(folder, *arguments, code=0, free="growth,ceiling", seed="1"):
    """Fits the case; what was printed."""
    answer = simulate(folder, "fit", "case.json", "--data", "data.csv", "--free", free, "--seed", seed, "-o", "out", *arguments,
                      timeout=300)
    assert answer.code == code, answer.err
    return answer


def noisy(seed, sd=0.06, growth=22.8, ceiling=0.3):
    """Observations with errors of a known relative size, and their ranges of 95 %."""
    values = logistic(growth, ceiling) * np.exp(sd * np.random.default_rng(seed).standard_normal(len(DAYS)))
    return values, [(value * math.exp(-1.959963984540054 * sd), value * math.exp(1.959963984540054 * sd)) for value in values]


def by_parameter(folder):
    return {row["parameter"]: row for row in read_table(folder / "out" / "fit.csv")}


def draws(folder, name="posterior.csv"):
    return np.array([[float(row["growth"]), float(row["ceiling"])] for row in read_table(folder / "out" / name)])


def log_prior(growth, ceiling):
    """Logarithm of the priors' densities, but for a constant: lognormal, and beta (3, 5)."""
    return -math.log(growth) - (math.log(growth / 18) / 0.4) ** 2 / 2 + 2 * math.log(ceiling) + 4 * math.log(1 - ceiling)


def emcee_draws(log_density, start, seed):
    """Draws by the program that this sampler is to agree with."""
    dimensions = len(start)
    np.random.seed(seed)
    sampler = emcee.EnsembleSampler(32, dimensions, log_density, vectorize=False)
    points = np.array(start) * (1 + 0.01 * np.random.default_rng(seed).standard_normal((32, dimensions)))
    sampler.run_mcmc(points, 4000)
    time = sampler.get_autocorr_time().max()
    return sampler.get_chain(discard=1000, flat=True), 32 * 3000 / time


def assert_same_distribution(ours, size, theirs, their_size):
    """Means, standard deviations and correlation agree within four standard errors of both samples."""
    errors = np.sqrt(1 / size + 1 / their_size)
    sd = theirs.std(axis=0)
    assert (np.abs(ours.mean(axis=0) - theirs.mean(axis=0)) < 4 * errors * sd).all()
    # Of a normal sample a standard deviation is good to 1/√(2n) of itself; twice that for tails that are longer.
    assert ours.std(axis=0) / sd == pytest.approx([1, 1], abs=2 * 4 * errors / math.sqrt(2))
    assert np.corrcoef(ours.T)[0, 1] == pytest.approx(np.corrcoef(theirs.T)[0, 1], abs=4 * errors)


def effective(folder):
    return min(float(row["value"]) for row in read_table(folder / "out" / "diagnostics.csv")
               if row["diagnostic"] == "effective_sample_size")


def test_the_sampler_agrees_with_emcee_where_errors_are_known(tmp_path):
    values, ranges = noisy(1)
    write(tmp_path, values, ranges)
    fit(tmp_path, "--sampler", "stretch", "--draws", "20000")

    def log_density(x):
        growth, ceiling = x
        if growth <= 0 or not 0 < ceiling < 1:
            return -np.inf
        residuals = np.log(logistic(growth, ceiling) / values)
        return log_prior(growth, ceiling) - (residuals**2).sum() / (2 * 0.06**2)

    theirs, size = emcee_draws(log_density, [22.8, 0.3], 2)
    chains = draws(tmp_path)
    assert_same_distribution(chains, min(effective(tmp_path), 20000), theirs, size)
    # Laplace draws are an approximation: the peak's curvature for all of the posterior.
    fit(tmp_path, "--draws", "4000")
    laplace = draws(tmp_path)
    assert (np.abs(np.median(laplace, axis=0) - np.median(chains, axis=0)) < 0.15 * chains.std(axis=0)).all()
    assert laplace.std(axis=0) / chains.std(axis=0) == pytest.approx([1, 1], abs=0.2)


def test_the_sampler_agrees_with_emcee_where_errors_are_not_known(tmp_path):
    values, _ = noisy(3)
    write(tmp_path, values)
    fit(tmp_path, "--sampler", "stretch", "--draws", "20000", "--steps", "14000")

    def log_density(x):
        growth, ceiling, log_sd = x
        if growth <= 0 or not 0 < ceiling < 1:
            return -np.inf
        residuals = np.log(logistic(growth, ceiling) / values)
        return log_prior(growth, ceiling) - (residuals**2).sum() / (2 * np.exp(2 * log_sd)) - len(values) * log_sd

    theirs, size = emcee_draws(log_density, [22.8, 0.3, math.log(0.06)], 4)
    assert_same_distribution(draws(tmp_path), min(effective(tmp_path), 20000), theirs[:, :2], size)


def test_intervals_hold_the_truth_in_200_simulated_cases(tmp_path):
    """Truths are drawn from the priors and observations from truths; the bounds are those of the binomial distribution."""
    random = np.random.default_rng(11)
    hits = {"growth": 0, "ceiling": 0}
    count = 200
    for case in range(count):
        truth = {"growth": stats.lognorm.ppf(random.uniform(), 0.4, scale=18), "ceiling": stats.beta.ppf(random.uniform(), 3, 5)}
        values, ranges = noisy(1000 + case, growth=truth["growth"], ceiling=truth["ceiling"])
        write(tmp_path, values, ranges)
        fit(tmp_path, "--starts", "1", "--draws", "10", "--quiet")
        for name, row in by_parameter(tmp_path).items():
            hits[name] += float(row["low"]) <= truth[name] <= float(row["high"])
    fewest, most = stats.binom.ppf([0.001, 0.999], count, 0.95)
    assert all(fewest <= number <= most for number in hits.values()), hits


def test_the_whole_path_from_observations_to_an_ensemble(tmp_path):
    values, ranges = noisy(7)
    write(tmp_path, values, ranges)
    fit(tmp_path)
    (tmp_path / "next.json").write_text(json.dumps(scenario(posterior={"file": "out/posterior.csv"}, output_every="P1Y")))
    answer = simulate(tmp_path, "ensemble", "next.json", "--members", "400", "--seed", "5", "-o", "bands")
    assert answer.code == 0, answer.err
    members = read_table(tmp_path / "bands" / "members.csv")
    posterior = {tuple(row.values()) for row in read_table(tmp_path / "out" / "posterior.csv")}
    assert {(row["parameters/growth"], row["parameters/ceiling"]) for row in members} <= posterior
    assert len({row["parameters/growth"] for row in members}) > 250
    # Fitting what the posterior already draws would count the observations twice.
    again = simulate(tmp_path, "fit", "next.json", "--data", "data.csv", "--free", "growth", "-o", "again")
    assert again.code == 64
    assert again.err == "simulate: `growth` is drawn from the scenario's `posterior`; fit without it, `--set posterior=null`\n"


def test_the_same_seed_gives_the_same_files(tmp_path):
    values, _ = noisy(8)
    write(tmp_path, values)
    first = fit(tmp_path, "--draws", "100").out
    files = {name: text for name, text in contents(tmp_path / "out").items() if name != "run.json"}
    assert fit(tmp_path, "--draws", "100").out == first
    assert files == {name: text for name, text in contents(tmp_path / "out").items() if name != "run.json"}
    fit(tmp_path, "--draws", "100", seed="2")
    other = contents(tmp_path / "out")
    assert other["posterior.csv"] != files["posterior.csv"]
    assert other["fit.csv"] == files["fit.csv"]


def test_every_method_finds_the_same_fit(tmp_path):
    values, ranges = noisy(9)
    write(tmp_path, values, ranges)
    found = []
    for method in ("lm", "lmaccel", "dogleg", "ddogleg", "subspace2D"):
        fit(tmp_path, "--method", method, "--draws", "1", "--quiet")
        found.append([float(by_parameter(tmp_path)[name]["estimate"]) for name in ("growth", "ceiling")])
    assert np.ptp(np.array(found), axis=0) == pytest.approx([0, 0], abs=1e-5)


def test_residuals_are_of_logarithms_or_of_values(tmp_path):
    values, ranges = noisy(10)
    write(tmp_path, values, ranges)
    fit(tmp_path, "--draws", "1")
    row = read_table(tmp_path / "out" / "residuals.csv")[2]
    assert (row["scale"], row["error_origin"], row["use"]) == ("log", "given", "fitted")
    assert float(row["residual"]) == pytest.approx(math.log(float(row["observed"]) / float(row["modelled"])), rel=1e-6)
    assert float(row["error"]) == pytest.approx(0.06, rel=1e-9)
    fit(tmp_path, "--draws", "1", "--residuals", "linear")
    row = read_table(tmp_path / "out" / "residuals.csv")[2]
    assert row["scale"] == "linear"
    assert float(row["residual"]) == pytest.approx(float(row["observed"]) - float(row["modelled"]), rel=1e-6, abs=1e-3)
    assert float(row["error"]) == pytest.approx((ranges[2][1] - ranges[2][0]) / 2 / 1.959963984540054, rel=1e-9)


def test_what_a_few_early_observations_leave_open_is_called_so(tmp_path):
    """Long before the ceiling is felt, growth alone can be told."""
    values, ranges = noisy(12)
    write(tmp_path, values[:2], ranges[:2], DATES[:2])
    out = fit(tmp_path).out
    rows = by_parameter(tmp_path)
    assert rows["growth"]["verdict"] == "identified"
    assert rows["ceiling"]["likelihood_high_end"] == "bound" and float(rows["ceiling"]["likelihood_high"]) == 1
    assert rows["ceiling"]["verdict"] in ("weakly identified", "not identified")
    assert rows["growth"]["most_correlated_with"] == "ceiling"
    assert "2 observations fitted\n" in out
    correlations = {(row["parameter"], row["other"]): float(row["correlation"]) for row in read_table(tmp_path / "out" / "correlations.csv")}
    assert correlations["growth", "growth"] == 1
    assert correlations["growth", "ceiling"] == correlations["ceiling", "growth"] == float(rows["growth"]["correlation"]) < 0


def test_observations_that_nothing_free_moves_don_t_count(tmp_path):
    values, ranges = noisy(13)
    write(tmp_path, [START_USERS, *values, 5], [("", ""), *ranges, ("", "")], ["2015-01-01", *DATES, "2030-01-01"])
    out = fit(tmp_path, "--draws", "1").out
    assert "8 observations fitted, left out: 1 outside the run, 1 that nothing free moves\n" in out
    uses = [row["use"] for row in read_table(tmp_path / "out" / "residuals.csv")]
    assert uses == ["unmoved", *["fitted"] * 8, "outside"]


def test_chains_that_have_not_converged_are_no_posterior(tmp_path):
    values, ranges = noisy(14)
    write(tmp_path, values, ranges)
    answer = fit(tmp_path, "--sampler", "stretch", "--steps", "100", code=70)
    assert answer.err.startswith("simulate: the chains have not converged: R-hat is ")
    assert answer.err.endswith("use more `--steps`. The draws are in posterior-not-converged.csv, for inspection only\n")
    names = set(contents(tmp_path / "out"))
    assert "posterior-not-converged.csv" in names and "posterior.csv" not in names
    assert json.loads((tmp_path / "out" / "run.json").read_text())["fit"]["converged"] is False
    diagnostics = {row["diagnostic"]: row["value"] for row in read_table(tmp_path / "out" / "diagnostics.csv")}
    assert diagnostics["converged"] == "0"


def test_run_json_holds_what_it_takes_to_fit_again(tmp_path):
    values, _ = noisy(15)
    write(tmp_path, values)
    answer = simulate(tmp_path, "fit", "case.json", "--data", "data.csv", "--free", "growth", "-o", "out", "--draws", "7")
    record = json.loads((tmp_path / "out" / "run.json").read_text())
    assert f"7 Laplace draws of the posterior, seed {record['seed']}\n" in answer.out
    assert record["fit"] == {"free": ["growth"], "observations": "data.csv", "method": "lm", "starts": 12,
                             "residuals": {"active_users": "log"}, "sampler": "laplace", "draws": 7, "steps": None, "converged": None}


DATA = ("--data", "data.csv")
REFUSED = {
    "no scenario": ((), 64, "simulate: `fit` needs a scenario and `--free NAME`, such as `simulate fit scenarios/block.json "
                            "--free imitation_russia,ceiling_russia`\n"),
    "nothing free": (("case.json", *DATA), 64, "simulate: `fit` needs a scenario and `--free NAME`, such as `simulate fit "
                                               "scenarios/block.json --free imitation_russia,ceiling_russia`\n"),
    "no data": (("case.json", "--free", "growth"), 64,
                "simulate: there is nothing to fit to: name a file of observations with `--data`, or in the scenario's "
                "`observations`\n"),
    "unknown names": (("case.json", *DATA, "--free", "grwth,ceiling,nothing"), 64,
                      "simulate: `grwth` is no parameter of the scenario; did you mean `growth`?\n"
                      "simulate: `nothing` is no parameter of the scenario; allowed: `growth`, `ceiling`, `idle`\n"),
    "a plain number": (("case.json", *DATA, "--free", "growth", "--set", "parameters.growth=1.5"), 64,
                       "simulate: `growth` is a plain number or date; give it a distribution, which says where it may lie\n"),
    "a discrete prior": (("case.json", *DATA, "--free", "growth", "--set",
                          'parameters.growth={"discrete": {"values": [1, 2], "weights": [1, 1]}}'), 64,
                         "simulate: `growth` has a discrete prior, and values between are needed; give it a continuous "
                         "distribution\n"),
    "a name that nothing informs": (("case.json", *DATA, "--free", "growth,idle"), 65,
                                    "data.csv: no observation depends on `idle`; leave it out of `--free`, or add observations "
                                    "that it moves\n"),
    "no observation in the run": (("case.json", *DATA, "--free", "growth", "--set", "start=2025-01-01", "--set", "end=2026-01-01"), 65,
                                  "data.csv: no observation lies between the scenario's start and end; change them or the "
                                  "observations\n"),
    "an empty file": (("case.json", "--data", "empty.csv", "--free", "growth"), 65,
                      "empty.csv: there are no observations to fit to\n"),
    "zero in logarithms": (("case.json", "--data", "zero.csv", "--free", "growth"), 65,
                           "zero.csv: the observation of active_users on 2015-03-01 is 0, which has no logarithm; use `--residuals "
                           "active_users=linear`\n"),
    "unknown residuals": (("case.json", *DATA, "--free", "growth", "--residuals", "lin"), 64,
                          "simulate: `--residuals` needs log or linear, or MEASURE=log, found `lin`; did you mean `linear`?\n"),
    "residuals of what": (("case.json", *DATA, "--free", "growth", "--residuals", "activ_users=log"), 64,
                          "simulate: there is no measure `activ_users`; did you mean `active_users`?\n"),
    "unknown method": (("case.json", *DATA, "--free", "growth", "--method", "dogle"), 64,
                       "simulate: there is no method `dogle`; did you mean `dogleg`?\n"),
    "steps without chains": (("case.json", *DATA, "--free", "growth", "--steps", "500"), 64,
                             "simulate: `--steps` goes with `--sampler stretch`; add that, or leave it out\n"),
    "no such file": (("case.json", "--data", "none.csv", "--free", "growth"), 66, "none.csv: there is no such file; check the name\n"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case, tmp_path):
    arguments, code, text = REFUSED[case]
    values, _ = noisy(16)
    write(tmp_path, values)
    header = "market,service,date,measure,value,low,high,source\n"
    (tmp_path / "empty.csv").write_text(header)
    (tmp_path / "zero.csv").write_text(header + "m,s,2015-03-01,active_users,0,,,\n")
    before = contents(tmp_path)
    answer = simulate(tmp_path, "fit", *arguments, "-o", "out")
    assert (answer.code, answer.out, answer.err) == (code, "", text)
    assert contents(tmp_path) == before


def test_a_scenario_of_the_library_is_fitted(tmp_path):
    path = str(REPOSITORY / "scenarios" / "telegram-growth.json")
    answer = simulate(tmp_path, "fit", path, "--free", "imitation_russia,ceiling_russia", "--seed", "1", "-o", "out", timeout=120)
    assert answer.code == 0, answer.err
    assert by_parameter(tmp_path)["imitation_russia"]["verdict"] in ("identified", "weakly identified")
