"""Mean and spread of what members draw, against SciPy's distributions.

A Latin hypercube has one member in each of M equal strata of a quantity's u, there at random. Its mean of g(u) thus has the standard
error √(Σ Var(g in stratum i)) / M, which is computed here from SciPy's inverse CDF: draws may be five of them off, and no more.
"""

import datetime
import json
import subprocess

import numpy as np
import pytest
from scipy import integrate, stats

from program import PROGRAM, read_table

MEMBERS = 4096
START = datetime.date(2020, 1, 1)
# How far an inverse CDF of GSL's may be off, relative to the spread.
INVERSE_ERROR = 1e-9


def day(date):
    return (datetime.date.fromisoformat(date) - START).days


def pert(a, mode, b):
    return stats.beta(1 + 4 * (mode - a) / (b - a), 1 + 4 * (b - mode) / (b - a), loc=a, scale=b - a)


def dates(family, form):
    """A distribution in days since start, from one of dates."""
    return form(*[day(date) for date in family])


def triangular(a, mode, b):
    return stats.triang((mode - a) / (b - a), loc=a, scale=b - a)


UNBOUNDED = {
    "normal": ({"mean": 50, "sd": 20}, stats.norm(50, 20)),
    "lognormal": ({"median": 40, "sigma": 0.6}, stats.lognorm(0.6, scale=40)),
    "gamma": ({"shape": 2.5, "scale": 18}, stats.gamma(2.5, scale=18)),
    "exponential": ({"mean": 45}, stats.expon(scale=45)),
    "weibull": ({"shape": 1.7, "scale": 50}, stats.weibull_min(1.7, scale=50)),
}
BOUNDED = {
    "uniform": ([10, 90], stats.uniform(10, 80)),
    "triangular": ([10, 30, 90], triangular(10, 30, 90)),
    "pert": ([10, 30, 90], pert(10, 30, 90)),
    "beta": ({"alpha": 0.8, "beta": 3}, stats.beta(0.8, 3)),
}
DATES = {
    "uniform": (["2020-03-01", "2021-03-01"], lambda a, b: stats.uniform(a, b - a)),
    "triangular": (["2020-03-01", "2020-04-01", "2022-03-01"], triangular),
    "pert": (["2020-03-01", "2020-04-01", "2022-03-01"], pert),
}
VALUES, WEIGHTS = [5, 20, 70], [0.45, 0.35, 0.2]
VALUE_DATES = ["2020-05-01", "2020-09-01", "2021-06-01"]


def cases():
    """By the name of a step: its distribution in the file, SciPy's, and the bounds that condition it."""
    made = {}
    for family, (parameters, known) in UNBOUNDED.items():
        for name, bounds in {"": {}, "_above": {"min": 30}, "_below": {"max": 60}, "_between": {"min": 25, "max": 70},
                             "_in_tail": {"min": 110, "max": 120}}.items():
            # A fine below 0 is refused when read, so a normal is never without a minimum.
            if family != "normal" or "min" in bounds:
                made[family + name] = ({family: parameters, **bounds}, known, bounds)
    for family, (points, known) in BOUNDED.items():
        made[family] = ({family: points}, known, {})
    for family, (points, form) in DATES.items():
        made[family + "_dates"] = ({family: points}, dates(points, form), {})
    made["discrete"] = ({"discrete": {"values": VALUES, "weights": WEIGHTS}}, VALUES, {})
    made["discrete_dates"] = ({"discrete": {"values": VALUE_DATES, "weights": WEIGHTS}}, [day(date) for date in VALUE_DATES], {})
    return made


CASES = cases()


@pytest.fixture(scope="module")
def members(tmp_path_factory):
    """What the members drew, by step."""
    folder = tmp_path_factory.mktemp("moments")
    steps = {}
    for name, (distribution, _, _) in CASES.items():
        steps[name] = {"action": "fine", **({"on": distribution, "fine_usd": 1} if name.endswith("dates") else
                                            {"on": "2020-01-02", "fine_usd": distribution})}
    pair = {"direct_users": 1e5, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.5}}
    (folder / "draws.json").write_text(json.dumps({
        "format": 1, "start": str(START), "end": "2020-01-03", "services": {"app": {}},
        "markets": {"land": {"online_population": 1e6, "services": {"app": pair}}},
        "enforcement": {"case": {"market": "land", "service": "app", "steps": steps}}}), "utf-8")
    subprocess.run(
        [PROGRAM, "ensemble", folder / "draws.json", "--members", str(MEMBERS), "--seed", "11", "--design", "lhs", "--quiet",
         "-o", folder / "draws"], check=True, timeout=300)
    rows = read_table(folder / "draws" / "members.csv")
    assert len(rows) == MEMBERS

    def drawn(name):
        key = "on" if name.endswith("dates") else "fine_usd"
        return np.array([float(row[f"enforcement/case/steps/{name}/{key}"]) for row in rows])

    return {name: drawn(name) for name in CASES}


def standard_error(g):
    """Of the mean of g(u) over a Latin hypercube."""
    nodes, weights = np.polynomial.legendre.leggauss(8)
    u = (np.arange(1, MEMBERS - 1)[:, None] + (nodes + 1) / 2) / MEMBERS
    values = g(u)
    means = values @ weights / 2
    variances = ((values - means[:, None]) ** 2 @ weights / 2).sum()
    # At the ends g may be unbounded; a few digits of an error are enough.
    for low, high in [(0, 1 / MEMBERS), (1 - 1 / MEMBERS, 1)]:
        mean, _ = integrate.quad(lambda x: MEMBERS * g(x), low, high, epsabs=0, epsrel=1e-4, limit=200)
        variance, _ = integrate.quad(lambda x: MEMBERS * (g(x) - mean) ** 2, low, high, epsabs=0, epsrel=1e-4, limit=200)
        variances += variance
    return np.sqrt(variances) / MEMBERS


@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith("discrete")])
def test_moments_are_scipys(members, name):
    _, known, bounds = CASES[name]
    low, high = bounds.get("min", -np.inf), bounds.get("max", np.inf)
    if bounds:
        below, above = max(low, known.support()[0]), min(high, known.support()[1])
        mass = integrate.quad(known.pdf, below, above, epsabs=0, epsrel=1e-12, limit=200)[0]
        mean = integrate.quad(lambda x: x * known.pdf(x), below, above, epsabs=0, epsrel=1e-12, limit=200)[0] / mass
        variance = integrate.quad(
            lambda x: (x - mean) ** 2 * known.pdf(x), below, above, epsabs=0, epsrel=1e-12, limit=200)[0] / mass
    else:
        mean, variance = known.mean(), known.var()
    # From the nearer tail, as 1 − F has few digits far out.
    tail = known.sf(low) < 0.5

    def inverse(u):
        if tail:
            return known.isf(known.sf(low) + u * (known.sf(high) - known.sf(low)))
        return known.ppf(known.cdf(low) + u * (known.cdf(high) - known.cdf(low)))

    drawn = members[name]
    assert low <= drawn.min() and drawn.max() <= high
    slack = 5 * standard_error(inverse) + INVERSE_ERROR * np.sqrt(variance)
    assert drawn.mean() == pytest.approx(mean, rel=0, abs=slack)
    slack = 5 * standard_error(lambda u: (inverse(u) - mean) ** 2) + INVERSE_ERROR * variance
    # About SciPy's mean, so that the expectation is the variance itself.
    assert ((drawn - mean) ** 2).mean() == pytest.approx(variance, rel=0, abs=slack)


@pytest.mark.parametrize("name", ["discrete", "discrete_dates"])
def test_shares_of_discrete_values(members, name):
    """Each end of a value's range of u lies in one stratum, whose member may be on either side of it."""
    _, values, _ = CASES[name]
    assert set(members[name]) == set(values)
    for value, weight in zip(values, WEIGHTS):
        assert (members[name] == value).sum() == pytest.approx(MEMBERS * weight, rel=0, abs=2)
