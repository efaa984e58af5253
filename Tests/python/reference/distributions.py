"""Inverse distribution functions, and the value of a distribution at one number between 0 and 1."""

from math import exp, inf, log, log1p, expm1, sqrt

from scipy.special import betainc, betaincinv, gammainc, gammaincinv, ndtr, ndtri

MEDIAN = 0.5


def uniform(u, bounds):
    """Inverse of the uniform distribution on [a, b]."""
    a, b = bounds
    return a + u * (b - a)


def triangular(u, bounds):
    """Inverse of the triangular distribution with [a, mode, b]."""
    a, mode, b = bounds
    if u * (b - a) <= mode - a:
        return a + sqrt(u * (b - a) * (mode - a))
    return b - sqrt((1 - u) * (b - a) * (b - mode))


def pert(u, bounds):
    """Inverse of the PERT distribution: a beta on [a, b] that weighs the mode with 4."""
    a, mode, b = bounds
    if a == b:
        return a
    alpha = 1 + 4 * (mode - a) / (b - a)
    beta = 1 + 4 * (b - mode) / (b - a)
    return a + (b - a) * betaincinv(alpha, beta, u)


def discrete(u, values, weights):
    """The first value whose cumulative weight, as a share of all weight, reaches u."""
    reached, total = 0.0, sum(weights)
    for value, weight in zip(values, weights):
        reached += weight
        if reached >= u * total:
            return value
    return values[-1]


# For each distribution with named numbers: its distribution function and the inverse of it.
CONTINUOUS = {
    "normal": (
        lambda x, mean, sd: ndtr((x - mean) / sd),
        lambda u, mean, sd: mean + sd * ndtri(u)),
    "lognormal": (
        lambda x, median, sigma: ndtr(log(x / median) / sigma) if x > 0 else 0.0,
        lambda u, median, sigma: median * exp(sigma * ndtri(u))),
    "beta": (
        lambda x, alpha, beta: betainc(alpha, beta, min(max(x, 0.0), 1.0)),
        lambda u, alpha, beta: betaincinv(alpha, beta, u)),
    "gamma": (
        lambda x, shape, scale: gammainc(shape, max(x, 0.0) / scale),
        lambda u, shape, scale: scale * gammaincinv(shape, u)),
    "exponential": (
        lambda x, mean: -expm1(-max(x, 0.0) / mean),
        lambda u, mean: -mean * log1p(-u)),
    "weibull": (
        lambda x, shape, scale: -expm1(-(max(x, 0.0) / scale) ** shape),
        lambda u, shape, scale: scale * (-log1p(-u)) ** (1 / shape)),
}
BOUNDED = {"uniform": uniform, "triangular": triangular, "pert": pert}
NAMES = {*CONTINUOUS, *BOUNDED, "discrete"}


def truncated(name, u, numbers, low=-inf, high=inf):
    """F⁻¹(F(low) + u (F(high) − F(low))), the value of a distribution that is held between low and high."""
    cdf, inverse = CONTINUOUS[name]
    if low > -inf or high < inf:
        below = cdf(low, **numbers) if low > -inf else 0.0
        upto = cdf(high, **numbers) if high < inf else 1.0
        u = below + u * (upto - below)
    return float(inverse(u, **numbers))


def quantile(spec, scalar, u=MEDIAN):
    """The value at u of a distribution as it stands in a file; `scalar` turns a number or date into a float."""
    (name,) = NAMES & spec.keys()
    shape = spec[name]
    if name in BOUNDED:
        return float(BOUNDED[name](u, [scalar(x) for x in shape]))
    if name == "discrete":
        return discrete(u, [scalar(x) for x in shape["values"]], shape["weights"])
    limits = {"low": spec.get("min", -inf), "high": spec.get("max", inf)}
    return truncated(name, u, shape, **limits)
