"""`simulate hindcast`: its forecasts and scores against closed forms, and what it refuses."""

import csv
import json
import math

import numpy as np
import pytest
from scipy import integrate, stats

from calls import contents, simulate
from program import read_table

POPULATION = 1_000_000
START_USERS = 20_000
MEMBERS = 2000
DAYS = np.array([12, 24, 36, 48, 60, 72, 84, 96, 120, 160, 200])
DATES = [str(np.datetime64("2015-01-01") + day) for day in DAYS]
# Observations up to here are the past.
PAST = 8
UNTIL = "2015-04-10"
SD = 0.06
QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
# Three standard errors of 2000 members, and a little for the posterior's draws.
LEVEL_ERROR = 0.04


def logistic(growth, ceiling, day):
    """Active users: the solution of the case's equations."""
    most = POPULATION * ceiling
    return most / (1 + (most / START_USERS - 1) * np.exp(-growth * day / 365.25))


def observations(seed=3):
    return logistic(22.8, 0.3, DAYS) * np.exp(SD * np.random.default_rng(seed).standard_normal(len(DAYS)))


def write(folder, values=None, name="data.csv", until=None):
    """A case of logistic growth, and observations whose ranges say their error."""
    (folder / "case.json").write_text(json.dumps({
        "format": 1, "start": "2015-01-01", "end": "2016-01-01", "solver": {"method": "rkf45", "relative_tolerance": 1e-8},
        "parameters": {"growth": {"lognormal": {"median": 18, "sigma": 0.4}}, "ceiling": {"beta": {"alpha": 3, "beta": 5}}},
        "services": {"s": {}},
        "markets": {"m": {"online_population": POPULATION, "services": {"s": {
            "direct_users": START_USERS,
            "adoption": {"curve": "logistic", "imitation_per_year": {"parameter": "growth"}, "ceiling_share": {"parameter": "ceiling"}}}}}},
    }))
    with open(folder / name, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["market", "service", "date", "measure", "value", "low", "high", "source"])
        for date, value in zip(DATES[:until], observations() if values is None else values):
            low, high = value * math.exp(-1.959963984540054 * SD), value * math.exp(1.959963984540054 * SD)
            table.writerow(["m", "s", date, "active_users", value, low, high, "simulated"])


def hindcast(folder, *arguments, free="growth,ceiling", until=UNTIL):
    answer = simulate(folder, "hindcast", "case.json", "--data", "data.csv", "--free", free, "--until", until, "--members", str(MEMBERS),
                      "--seed", "1", "-o", "out", *arguments, timeout=120)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def rows(folder, forecaster):
    return [row for row in read_table(folder / "out" / "hindcast.csv") if row["forecaster"] == forecaster]


@pytest.mark.parametrize("free", ["growth,ceiling", "growth"])
def test_the_model_forecasts_what_its_posterior_its_priors_and_the_errors_of_observing_say(tmp_path, free):
    """Parameters that aren't free are drawn from their priors; the curve is the closed form, the errors are lognormal."""
    write(tmp_path)
    write(tmp_path, name="past.csv", until=PAST)
    hindcast(tmp_path, free=free)
    simulate(tmp_path, "fit", "case.json", "--data", "past.csv", "--free", free, "--draws", "20000", "--seed", "5", "-o", "fit", timeout=120)
    draws = read_table(tmp_path / "fit" / "posterior.csv")
    growth = np.array([float(row["growth"]) for row in draws])
    ceiling = (np.array([float(row["ceiling"]) for row in draws]) if "ceiling" in free
               else stats.beta(3, 5).rvs(len(growth), random_state=np.random.default_rng(8)))
    for row, day in zip(rows(tmp_path, "model"), DAYS[PAST:], strict=True):
        modelled = logistic(growth, ceiling, day)
        for name, level in QUANTILES.items():
            reached = stats.norm.cdf(np.log(float(row[name]) / modelled) / SD).mean()
            assert abs(reached - level) < LEVEL_ERROR, (day, name, reached)
        expected = modelled.mean() * math.exp(SD * SD / 2)
        spread = modelled.std() + SD * expected
        assert abs(float(row["mean"]) - expected) < 4 * spread / math.sqrt(MEMBERS)


def test_the_rivals_forecast_what_their_closed_forms_say(tmp_path):
    """The last value as a lognormal walk; the logistic line by numpy's weighted least squares."""
    write(tmp_path)
    hindcast(tmp_path)
    past, days = observations()[:PAST], DAYS[:PAST]
    walk = np.mean(np.log(past[1:] / past[:-1]) ** 2 / np.diff(days))
    share = past / POPULATION
    line, covariance = np.polyfit(days, np.log(share / (1 - share)), 1, w=(1 - share) / SD, cov="unscaled")
    for i, day in enumerate(DAYS[PAST:]):
        last = stats.lognorm(math.sqrt(walk * (day - days[-1]) + SD * SD), scale=past[-1])
        logit = line @ [day, 1]
        spread = math.sqrt(np.array([day, 1]) @ covariance @ [day, 1] + (SD * (1 + math.exp(logit))) ** 2)
        for row, quantile in [(rows(tmp_path, "last_value")[i], last.ppf),
                              (rows(tmp_path, "logistic")[i], lambda q: POPULATION / (1 + np.exp(-logit - spread * stats.norm.ppf(q))))]:
            for name, level in QUANTILES.items():
                # The ⌈q M⌉-th of M middles of equal parts.
                assert float(row[name]) == pytest.approx(quantile(level - 0.5 / MEMBERS), rel=1e-9), (day, name)
            observed = float(row["observed"])
            crps, _ = integrate.quad(lambda q: 2 * (float(observed < quantile(q)) - q) * (quantile(q) - observed), 0, 1,
                                     points=[0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999], limit=500)
            assert float(row["crps"]) == pytest.approx(crps, rel=5e-3)


def test_scores_are_those_of_the_forecasts(tmp_path):
    write(tmp_path)
    printed = hindcast(tmp_path)
    scores = {row["forecaster"]: row for row in read_table(tmp_path / "out" / "scores.csv")}
    for forecaster, score in scores.items():
        table = {name: np.array([float(row[name]) for row in rows(tmp_path, forecaster)])
                 for name in ["observed", "mean", "q05", "q25", "q75", "q95", "inside_50", "inside_90", "error", "crps"]}
        assert np.allclose(table["error"], table["mean"] - table["observed"], rtol=1e-12)
        assert (table["inside_50"] == (table["q25"] <= table["observed"]) * (table["observed"] <= table["q75"])).all()
        assert (table["inside_90"] == (table["q05"] <= table["observed"]) * (table["observed"] <= table["q95"])).all()
        assert int(score["observations"]) == len(DAYS) - PAST
        for name, column in [("bias", "error"), ("coverage_50", "inside_50"), ("coverage_90", "inside_90"), ("crps", "crps")]:
            assert float(score[name]) == pytest.approx(table[column].mean(), rel=1e-12)
    inside = round(3 * float(scores["model"]["coverage_90"]))
    assert f"active_users: of 3 later observations the 50 % band holds" in printed and f"the 90 % band {inside};" in printed


def test_the_future_is_not_used_and_a_seed_repeats(tmp_path):
    """What comes after the date changes scores and no forecast; the same seed gives the same bytes."""
    forecasts = []
    for future in [1, 1, 3]:
        values = observations()
        values[PAST:] *= future
        write(tmp_path, values)
        hindcast(tmp_path)
        forecasts.append((tmp_path / "out" / "hindcast.csv").read_bytes())
    assert forecasts[0] == forecasts[1] != forecasts[2]
    first, third = [list(csv.DictReader(text.decode().splitlines())) for text in [forecasts[0], forecasts[2]]]
    for a, b in zip(first, third, strict=True):
        for name in ["mean", *QUANTILES]:
            # The ranges of the file say the same error but for rounding.
            assert float(a[name]) == pytest.approx(float(b[name]), rel=1e-12)


def panel(folder, measure, values, error, until=UNTIL):
    """Observations of a share or of people, the last of them later than the date; `error` on the scale of the fit gives them ranges."""
    width = 1.959963984540054 * (error or 0)
    with open(folder / "data.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["market", "service", "date", "measure", "value", "low", "high", "source"])
        for date, value in zip(DATES, values, strict=True):
            ends = ("", "")
            if error:
                ends = (value * math.exp(-width), value * math.exp(width)) if measure == "active_users" else (value - width, value + width)
            table.writerow(["m", "s", date, measure, value, *ends, "simulated"])


FUTURES = {  # What is observed later, over what the curve says.
    ("active_users", SD): [1, 0.01, 30],
    ("active_users", None): [1, 0.01, 30, 0],
    ("active_share_of_online", 0.004): [1, 0.5, 1.7],
    ("active_share_of_online", None): [1, 0.01, 1.7, 0],
}


@pytest.mark.parametrize(("measure", "error"), FUTURES)
def test_no_forecaster_sees_what_it_is_scored_on(tmp_path, measure, error):
    """Whatever is observed later, with the same error on the scale of the fit: everybody's forecasts stay, and only scores change."""
    write(tmp_path)
    forecasts = []
    for future in FUTURES[measure, error]:
        values = observations() / (1 if measure == "active_users" else POPULATION)
        values[PAST:] *= future
        panel(tmp_path, measure, values, error)
        hindcast(tmp_path)
        forecasts.append(read_table(tmp_path / "out" / "hindcast.csv"))
    assert [row["forecaster"] for row in forecasts[0]] == ["model", "last_value", "logistic"] * (len(DAYS) - PAST)
    for other in forecasts[1:]:
        for a, b in zip(forecasts[0], other, strict=True):
            assert (a["date"], a["forecaster"]) == (b["date"], b["forecaster"]) and a["observed"] != b["observed"]
            assert a["crps"] != b["crps"]
            for name in ["mean", *QUANTILES]:
                # The ranges of the file say the same error but for rounding.
                assert float(a[name]) == pytest.approx(float(b[name]), rel=1e-9), (a["forecaster"], name)


@pytest.mark.parametrize("days", [[12], [12, 12], [12, 12, 12]])
def test_one_date_is_no_logistic_curve(tmp_path, days):
    """Whatever rounding leaves of the spread of equal dates."""
    write(tmp_path)
    with open(tmp_path / "data.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["market", "service", "date", "measure", "value", "low", "high", "source"])
        for i, day in enumerate(days):
            table.writerow(["m", "s", np.datetime64("2015-01-01") + day, "active_users", 30000 + 1700 * i, 27000, 39000, "panel"])
        for date in DATES[PAST:]:
            table.writerow(["m", "s", date, "active_users", 250000, 220000, 280000, "panel"])
    out = hindcast(tmp_path)
    assert {row["forecaster"] for row in read_table(tmp_path / "out" / "hindcast.csv")} == {"model"}
    assert "the rivals have nothing to go by" in out


REFUSALS = {
    "no scenario": (["hindcast", "--free", "growth", "--until", UNTIL], 64,
                    "simulate: `hindcast` needs a scenario, `--free NAME` and `--until DATE`, such as `simulate hindcast "
                    "scenarios/telegram-growth.json --free imitation_iran,ceiling_iran --until 2017-02-28`\n"),
    "no date": (["hindcast", "case.json", "--free", "growth", "--until", "2015-02-30"], 64,
                "simulate: `--until` needs a date such as 2017-02-28, found `2015-02-30`\n"),
    "unknown names": (["hindcast", "case.json", "--data", "data.csv", "--free", "growht,x", "--until", UNTIL], 64,
                      "simulate: `growht` is no parameter of the scenario; did you mean `growth`?\n"
                      "simulate: `x` is no parameter of the scenario; allowed: `growth`, `ceiling`\n"),
    "no observations": (["hindcast", "case.json", "--free", "growth", "--until", UNTIL], 64,
                        "simulate: there is nothing to fit to: name a file of observations with `--data`, or in the scenario's "
                        "`observations`\n"),
    "nothing later": (["hindcast", "case.json", "--data", "data.csv", "--free", "growth", "--until", "2015-12-31"], 65,
                      "data.csv: no observation from the scenario's start (2015-01-01) to its end (2016-01-01) is later than 2015-12-31; "
                      "choose an earlier `--until`\n"),
    "nothing earlier": (["hindcast", "case.json", "--data", "data.csv", "--free", "growth", "--until", "2015-01-05"], 65,
                        "data.csv: no observation from the scenario's start (2015-01-01) to its end (2016-01-01) is as early as "
                        "2015-01-05; choose a later `--until`\n"),
    "no such file": (["hindcast", "case.json", "--data", "none.csv", "--free", "growth", "--until", UNTIL], 66,
                     "none.csv: there is no such file; check the name\n"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_says_the_way_out_and_writes_nothing(tmp_path, case):
    write(tmp_path)
    arguments, code, message = REFUSALS[case]
    before = contents(tmp_path)
    assert simulate(tmp_path, *arguments) == (code, "", message)
    assert contents(tmp_path) == before
