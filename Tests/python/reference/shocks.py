"""Closed forms in time: shocks, levels that move to a new value, and the forces on a pair that they make up."""

from dataclasses import dataclass
from math import exp, inf
from typing import NamedTuple

LAST_X = 40


@dataclass(frozen=True)
class Shock:
    """From t0 on, a share of the people of a stock moves, with time constant tau."""
    t0: float
    share: float
    tau: float

    @property
    def end(self):
        """When it is over."""
        return self.t0 + LAST_X * self.tau

    def hazard(self, t):
        """σ per person and day; the denominator 1 − s (1 − e⁻ˣ) is written so that s = 1 gives 1/τ."""
        s, e = self.share, exp(-(t - self.t0) / self.tau)
        return (s * e / self.tau) / ((1 - s) + s * e)


@dataclass(frozen=True)
class Level:
    """A quantity on its way from one value to another, with time constant tau."""
    before: float
    after: float
    t0: float = -inf
    tau: float = 1.0

    def at(self, t):
        """Its value at t, from t0 on."""
        return self.after + (self.before - self.after) * exp(-(t - self.t0) / self.tau)


class Forces(NamedTuple):
    """What acts on a pair at one instant: ε, v, S and the hazards of its shocks."""
    epsilon: float
    v: float
    S: float
    sigma_b: float
    sigma_u: float
    sigma_v: float
    sigma_h: float


NO_FORCES = Forces(epsilon=0.0, v=1.0, S=0.0, sigma_b=0.0, sigma_u=0.0, sigma_v=0.0, sigma_h=0.0)


def live(shocks, t):
    """Those that aren't over at t."""
    return [shock for shock in shocks if t < shock.end]


def forces_from(pair, state, since):
    """The forces on a pair as a function of time, from `since` until the next step or end of a shock."""
    shut_out, let_in = live(state.shut_out, since), live(state.let_in, since)
    tools_stop, lost_trust = live(state.tools_stop, since), live(state.lost_trust, since)

    def forces(t):
        """The forces at t."""
        return Forces(
            epsilon=state.epsilon.at(t),
            v=state.v.at(t),
            S=sum(w * exp(-(t - t0) / pair.awareness_days) for t0, w in state.alerts),
            sigma_b=sum(shock.hazard(t) for shock in shut_out),
            sigma_u=sum(shock.hazard(t) for shock in let_in),
            sigma_v=sum(shock.hazard(t) for shock in tools_stop),
            sigma_h=sum(shock.hazard(t) for shock in lost_trust))

    return forces
