"""The equations of scenarios/block.json in numba and numbalsoda: two markets, each with one service and one block.

A state of 26: D, C1, C0, W1, W0, X of each pair as enforced, the same as left alone, then for each pair the integral of the
difference of active users.
"""

import numba
import numpy as np
from numbalsoda import dop853, lsoda_sig

MEASURES = (
    "online_population", "active_users", "direct_users", "circumventing_users", "waiting_users", "left_users", "potential_users",
    "counterfactual_active_users", "new_users_per_day", "block_effectiveness", "tools_working", "awareness", "messages_per_day",
    "user_days_lost",
)
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
PARAMETERS = 24  # of a pair
PEOPLE, SLOPE, SINCE, BLOCK, AWARE, ENFORCED, HEARD = 17, 18, 19, 20, 21, 22, 23
SIZE = 26


@numba.njit(inline="always")
def pair(t, y, dy, p, first, at, enforced, seen):
    """Rates of a pair's six stocks; into `seen` P, newcomers who get in, epsilon, S and N."""
    direct, c1, c0, w1, w0, left = y[at], y[at + 1], y[at + 2], y[at + 3], y[at + 4], y[at + 5]
    active = direct + c1 + c0
    everyone = active + w1 + w0
    people = p[first + PEOPLE] + p[first + SLOPE] * (t - p[first + SINCE])
    ceiling = p[first + 2] * people
    potential = max(0.0, ceiling - everyone - left)
    free = potential / ceiling if ceiling > 0 else 0.0
    closure = shut_out = awareness = 0.0
    if enforced:
        if t >= p[first + BLOCK] and p[first + ENFORCED] > 0.5:
            x = (t - p[first + BLOCK]) / p[first + 14]
            rest = np.exp(-x)
            closure = p[first + 13] * (1 - rest)
            if x < 40:
                shut_out = p[first + 13] * rest / p[first + 14] / (1 - p[first + 13] * (1 - rest))
        if t >= p[first + AWARE] and p[first + HEARD] > 0.5:
            awareness = p[first + 15] * np.exp(-(t - p[first + AWARE]) / 30.0)
    turning = p[first + 4] + p[first + 5] * ((c1 + c0) / everyone if everyone > 0 else 0.0)
    joining = (p[first] * ceiling + p[first + 1] * active) * free * (1 + awareness)
    connected = joining * (1 - closure)
    circumvented = joining * closure * turning
    churn, learning, fatigue, returning, drop, giving_up, reconsidering = (
        p[first + 3], p[first + 6], p[first + 7], p[first + 8], p[first + 9], p[first + 10], p[first + 11])
    dropped = (drop + fatigue) * c0
    learned = turning * w1 * learning
    dy[at] = connected + w0 * returning + dropped - shut_out * direct - churn * direct
    dy[at + 1] = circumvented + turning * shut_out * direct + shut_out * c0 + learned - fatigue * c1 - churn * c1
    dy[at + 2] = -dropped - (shut_out + churn) * c0
    dy[at + 3] = (1 - turning) * shut_out * direct + shut_out * w0 + fatigue * c1 - learned - (giving_up + churn) * w1
    dy[at + 4] = -w0 * returning - (shut_out + giving_up + churn) * w0
    dy[at + 5] = giving_up * (w1 + w0) - reconsidering * left
    seen[0], seen[1], seen[2], seen[3], seen[4] = potential, connected + circumvented, closure, awareness, people


@numba.cfunc(lsoda_sig)
def rates(t, y_, dy_, p_):
    y, dy, p = numba.carray(y_, (SIZE,)), numba.carray(dy_, (SIZE,)), numba.carray(p_, (2 * PARAMETERS,))
    seen = np.empty(5)
    for k in range(2):
        pair(t, y, dy, p, k * PARAMETERS, 12 * k, True, seen)
        pair(t, y, dy, p, k * PARAMETERS, 12 * k + 6, False, seen)
        dy[24 + k] = (y[12 * k + 6] + y[12 * k + 7] + y[12 * k + 8]) - (y[12 * k] + y[12 * k + 1] + y[12 * k + 2])


RATES = rates.address


@numba.njit
def initial(p):
    state = np.zeros(SIZE)
    for k in range(2):
        state[12 * k] = state[12 * k + 6] = p[k * PARAMETERS + 12]
    return state


@numba.njit
def enter(p, stretch):
    """Puts into a member's parameters what changes from stretch to stretch."""
    for k in range(2):
        for j in range(3):
            p[k * PARAMETERS + PEOPLE + j] = stretch[k, j]
        p[k * PARAMETERS + ENFORCED] = stretch[k, 3]
        p[k * PARAMETERS + HEARD] = stretch[k, 4]


def solver(parallel):
    """A function of a problem's arrays and tolerances: all measures by pair, measure, day and member."""

    @numba.njit(parallel=parallel)
    def solve(parameters, stops, stretches, relative, absolute):
        days, count = stops[-1] + 1, len(parameters)
        out = np.empty((2, 14, days, count))
        for m in numba.prange(count):
            p = parameters[m].copy()
            state = initial(p)
            seen, dy = np.empty(5), np.empty(SIZE)
            for i in range(len(stops) - 1):
                enter(p, stretches[i])
                times = np.arange(stops[i], stops[i + 1] + 1).astype(np.float64)
                solution, _ = dop853(RATES, state, times, p, relative, absolute)
                # The row of a stop shows what holds after it, and is written by the stretch that begins there.
                last = len(times) if i == len(stops) - 2 else len(times) - 1
                for row in range(last):
                    y = solution[row]
                    for k in range(2):
                        at = 12 * k
                        pair(times[row], y, dy, p, k * PARAMETERS, at, True, seen)
                        day = stops[i] + row
                        active = y[at] + y[at + 1] + y[at + 2]
                        out[k, 0, day, m] = seen[4]
                        out[k, 1, day, m] = active
                        out[k, 2, day, m] = y[at]
                        out[k, 3, day, m] = y[at + 1] + y[at + 2]
                        out[k, 4, day, m] = y[at + 3] + y[at + 4]
                        out[k, 5, day, m] = y[at + 5]
                        out[k, 6, day, m] = seen[0]
                        out[k, 7, day, m] = y[at + 6] + y[at + 7] + y[at + 8]
                        out[k, 8, day, m] = seen[1]
                        out[k, 9, day, m] = seen[2]
                        out[k, 10, day, m] = 1.0
                        out[k, 11, day, m] = seen[3]
                        out[k, 12, day, m] = p[k * PARAMETERS + 16] * active
                        out[k, 13, day, m] = y[24 + k]
                state = solution[-1].copy()
        return out

    return solve


def solver_of_user_days(parallel):
    """A function as that of `solver`: user-days lost at the end, by member and pair, and nothing on the way."""

    @numba.njit(parallel=parallel)
    def solve(parameters, stops, stretches, relative, absolute):
        lost = np.empty((len(parameters), 2, 1))
        for m in numba.prange(len(parameters)):
            p = parameters[m].copy()
            state = initial(p)
            for i in range(len(stops) - 1):
                enter(p, stretches[i])
                solution, _ = dop853(RATES, state, stops[i:i + 2].astype(np.float64), p, relative, absolute)
                state = solution[-1].copy()
            lost[m, :, 0] = state[24:]
        return lost

    return solve


def solver_of_summaries(parallel):
    """A function as that of `solver`: by member and pair the measures that are taken day by day, then user-days lost.

    Active users at start and end, peak, least while blocked, days blocked, share lost and share circumventing at end, user-days lost.
    """

    @numba.njit(parallel=parallel)
    def solve(parameters, stops, stretches, relative, absolute):
        measures = np.zeros((len(parameters), 2, 8))
        for m in numba.prange(len(parameters)):
            p = parameters[m].copy()
            state = initial(p)
            for k in range(2):
                measures[m, k, 0], measures[m, k, 3] = p[k * PARAMETERS + 12], np.inf
            for i in range(len(stops) - 1):
                enter(p, stretches[i])
                solution, _ = dop853(RATES, state, np.arange(stops[i], stops[i + 1] + 1).astype(np.float64), p, relative, absolute)
                state = solution[-1].copy()
                last = len(solution) if i == len(stops) - 2 else len(solution) - 1
                for row in range(last):
                    for k in range(2):
                        active = solution[row, 12 * k] + solution[row, 12 * k + 1] + solution[row, 12 * k + 2]
                        measures[m, k, 2] = max(measures[m, k, 2], active)
                        if stretches[i, k, 3] > 0.5:
                            measures[m, k, 3] = min(measures[m, k, 3], active)
                            measures[m, k, 4] += 1
            for k in range(2):
                at = 12 * k
                circumventing, alone = state[at + 1] + state[at + 2], state[at + 6] + state[at + 7] + state[at + 8]
                measures[m, k, 1] = state[at] + circumventing
                measures[m, k, 5] = 1 - measures[m, k, 1] / alone
                measures[m, k, 6] = circumventing / measures[m, k, 1]
                measures[m, k, 7] = state[24 + k]
        return measures

    return solve


def bands(values):
    """Mean, standard deviation and the exact quantiles of every cell over the members, as an ensemble has them."""
    count = values.shape[-1]
    ranks = [int(np.ceil(share * count)) - 1 for share in SHARES]
    mean, spread = values.mean(axis=-1), values.std(axis=-1, ddof=1)
    return mean, spread, np.partition(values, ranks, axis=-1)[..., ranks]
