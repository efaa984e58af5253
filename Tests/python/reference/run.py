"""Solves a scenario: integrates the stocks from one instant of enforcement to the next."""

from bisect import bisect_left, bisect_right
from copy import deepcopy
from math import inf, log

import numpy as np
from scipy.integrate import solve_ivp

from .distributions import MEDIAN
from .enforcement import Enforcement
from .flows import all_flows, derivative
from .scenario import STOCKS, YEAR
from .shocks import NO_FORCES, forces_from

RELATIVE, PEOPLE, HAZARD = 1e-12, 1e-6, 1e-13
LONGEST_STEP = 1.0  # days; keeps values between steps as good as those at them
TARGET = -log(1 - MEDIAN)  # what the integral of a hazard has to reach


def hazard_rate(step, active):
    """A hazard per day, given active users by pair."""
    rate = step.rate_per_year / YEAR
    if step.users_reference is None:
        return rate
    users = max(0.0, sum(active[pair] for pair in step.pairs))
    return rate * (users / step.users_reference) ** step.users_exponent


class Layout:
    """Where each unknown stands in the vector: stocks, counterfactual stocks, integrals of users, hazards."""

    def __init__(self, scenario):
        self.pairs = scenario.pairs
        self.count = len(scenario.pairs)
        self.hazards = [step for step in scenario.steps if step.rate_per_year is not None]
        edges = np.cumsum([0, 6 * self.count, 6 * self.count, self.count, self.count, len(self.hazards)])
        self.actual, self.other, self.lost, self.user_days, self.integrals = (
            slice(a, b) for a, b in zip(edges, edges[1:]))
        self.size = edges[-1]

    def by_pair(self, y, part):
        """The six stocks of each pair."""
        flat = y[part]
        return [flat[6 * i:6 * i + 6] for i in range(self.count)]

    def active(self, y, part=None):
        """Active users of each pair, by key."""
        stocks = self.by_pair(y, part or self.actual)
        return {pair.key: float(D + C1 + C0) for pair, (D, C1, C0, *_) in zip(self.pairs, stocks)}

    def allowance(self):
        """Absolute tolerance of each unknown."""
        allowed = np.full(self.size, PEOPLE)
        allowed[self.integrals] = HAZARD
        return allowed


class Trajectory:
    """The solution as a function of time, pieced together."""

    def __init__(self, y0):
        self.y0, self.ends, self.pieces = y0, [], []

    def add(self, end, piece):
        """Appends the solution up to `end`."""
        self.ends.append(end)
        self.pieces.append(piece)

    def at(self, t):
        """The unknowns at t."""
        return self.pieces[bisect_left(self.ends, t)](t) if t > 0 else self.y0


class Solution:
    """A solved scenario."""

    def __init__(self, scenario, layout, trajectory, enforcement, history):
        self.scenario, self.layout, self.trajectory = scenario, layout, trajectory
        self.events = enforcement.events
        self.history_times = [t for t, _ in history]
        self.history_states = [states for _, states in history]
        self.final_states = enforcement.states
        self.daily = np.array([trajectory.at(t) for t in range(scenario.days + 1)])

    def states_at(self, t):
        """How enforcement stands at t, after every step up to and including that instant."""
        return self.history_states[bisect_right(self.history_times, t) - 1]

    def user_days_at(self, pair, t):
        """The integral since start of a pair's active users."""
        y = self.daily[int(t)] if t == int(t) else self.trajectory.at(t)
        return float(y[self.layout.user_days][pair])


def initial_stocks(pair, access):
    """The six stocks as given in the file; tool users and waiting are behind the block if there is one."""
    C, W = pair.circumventing_users, pair.waiting_users
    behind = (C, 0.0, W, 0.0) if access != "open" else (0.0, C, 0.0, W)
    return [pair.direct_users, *behind, pair.left_users]


def users_as_given(scenario):
    """Active users of each pair as given in the file."""
    return {pair.key: pair.direct_users + pair.circumventing_users for pair in scenario.pairs}


def history_before_start(enforcement):
    """Takes the steps before start; hazards run at the rate that the stocks of the file give."""
    users = users_as_given(enforcement.scenario)
    while True:
        fires = {}
        for step in enforcement.running_hazards():
            rate = hazard_rate(step, users)
            fires[step.key] = enforcement.begins(step) + TARGET / rate if rate > 0 else inf
        t = min([enforcement.next_instant(), *fires.values()])
        if t >= 0:
            return
        enforcement.fired.update({key: at for key, at in fires.items() if at == t})
        enforcement.take_instant(t, None)


def first_state(scenario, layout, enforcement):
    """All unknowns at start."""
    users = users_as_given(scenario)
    running = {step.key: step for step in enforcement.running_hazards()}
    y = np.zeros(layout.size)
    y[layout.actual] = [x for pair in scenario.pairs
                        for x in initial_stocks(pair, enforcement.states[pair.key].access)]
    y[layout.other] = [x for pair in scenario.pairs for x in initial_stocks(pair, "open")]
    y[layout.integrals] = [-enforcement.begins(step) * hazard_rate(step, users) if step.key in running else 0.0
                           for step in layout.hazards]
    return y


def slope_from(layout, enforcement, since):
    """The right-hand side from `since` until the next instant at which something changes by a jump."""
    pairs = layout.pairs
    forces = [forces_from(pair, enforcement.states[pair.key], since) for pair in pairs]
    nothing = [NO_FORCES] * layout.count
    running = {step.key for step in enforcement.running_hazards()}

    def slope(t, y):
        """Time derivative of all unknowns."""
        y = y.tolist()
        active, other = layout.active(y), layout.active(y, layout.other)
        flows = all_flows(pairs, layout.by_pair(y, layout.actual), [force(t) for force in forces], t)
        undisturbed = all_flows(pairs, layout.by_pair(y, layout.other), nothing, t)
        return [
            *(x for f in flows for x in derivative(f)),
            *(x for f in undisturbed for x in derivative(f)),
            *(other[pair.key] - active[pair.key] for pair in pairs),
            *(active[pair.key] for pair in pairs),
            *(hazard_rate(step, active) if step.key in running else 0.0 for step in layout.hazards),
        ]

    return slope


def next_stop(scenario, enforcement, t):
    """The next instant after t at which integration has to restart."""
    stops = [scenario.days, enforcement.next_instant()]
    stops += [end for state in enforcement.states.values() for end in state.shock_ends()]
    stops += [knot for pair in scenario.pairs for knot in pair.population.times]
    return float(min(stop for stop in stops if stop > t))


def integrate(layout, enforcement, t, stop, y):
    """One stretch, up to `stop` or the first hazard that fires before: its end, the unknowns there, the solution, and
    the integral from which a hazard fires there, which the search for that instant may leave just below the target."""
    running = {step.key for step in enforcement.running_hazards()}
    indices = [i for i, step in enumerate(layout.hazards) if step.key in running]

    def first_hazard(_, y):
        """Zero where the first of the running hazards fires."""
        return max(y[layout.integrals][indices]) - TARGET

    first_hazard.terminal = True
    result = solve_ivp(slope_from(layout, enforcement, t), (t, stop), y, method="DOP853",
                       rtol=RELATIVE, atol=layout.allowance(), max_step=LONGEST_STEP,
                       dense_output=True, events=[first_hazard] if indices else None)
    if not result.success:
        raise ArithmeticError(f"no solution from day {t} on: {result.message}")
    y = result.y[:, -1]
    return float(result.t[-1]), y, result.sol, max(y[layout.integrals][indices]) if result.status == 1 else TARGET


def note_fired(layout, enforcement, t, y, full):
    """Marks the hazards whose integral is full at t as due."""
    running = {step.key for step in enforcement.running_hazards()}
    for step, integral in zip(layout.hazards, y[layout.integrals]):
        if step.key in running and integral >= full * (1 - 1e-12):
            enforcement.fired[step.key] = t


def solve(scenario):
    """The plain run of a scenario, with its counterfactual."""
    layout, enforcement = Layout(scenario), Enforcement(scenario)
    history_before_start(enforcement)
    y = first_state(scenario, layout, enforcement)
    t, trajectory, history, full = 0.0, Trajectory(y), [], TARGET
    while True:
        note_fired(layout, enforcement, t, y, full)
        enforcement.take_instant(t, layout.active(y))
        history.append((t, deepcopy(enforcement.states)))
        if t >= scenario.days:
            return Solution(scenario, layout, trajectory, enforcement, history)
        t, y, piece, full = integrate(layout, enforcement, t, next_stop(scenario, enforcement, t), y)
        trajectory.add(t, piece)
