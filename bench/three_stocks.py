"""The problem of three stocks in numba and numbalsoda, and a tight reference by SciPy."""

import numba
import numpy as np
from numbalsoda import dop853, lsoda_sig
from scipy.integrate import solve_ivp

DAYS = 1826
STAGES = ((0, 800, 0.0), (800, 1500, 1.0), (1500, 1825, 0.0))
LEAVING, RETURNING = 0.1, 0.2
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


def parameters(members):
    """Innovation and imitation a day, ceiling in millions, effectiveness, share turning to tools; as BlockedMarket.swift has them."""
    roots = np.sqrt(np.array([2.0, 3.0, 5.0, 7.0, 11.0]))
    u = np.arange(1, members + 1)[:, None] * roots % 1.0
    return np.column_stack([
        (0.005 + 0.01 * u[:, 0]) / 365.25, (0.8 + 0.8 * u[:, 1]) / 365.25, 30 + 20 * u[:, 2], 0.1 + 0.8 * u[:, 3], 0.1 + 0.6 * u[:, 4],
    ])


@numba.cfunc(lsoda_sig)
def rates(t, y, dy, p):
    active = y[0] + y[1]
    joining = (p[0] * p[2] + p[1] * active) * (1 - (active + y[2]) * p[6])
    if p[5] > 0.5:
        shut_out = LEAVING * p[3] * y[0]
        dy[0] = joining * (1 - p[3]) - shut_out
        dy[1] = p[4] * (joining * p[3] + shut_out)
        dy[2] = (1 - p[4]) * shut_out
    else:
        back, home = RETURNING * y[1], RETURNING * y[2]
        dy[0] = joining + back + home
        dy[1] = -back
        dy[2] = -home


RATES = rates.address


def solver(parallel):
    """A function of parameters and tolerance: active users by day and member."""

    @numba.njit(parallel=parallel)
    def solve(members, tolerance):
        active = np.empty((DAYS, len(members)))
        for m in numba.prange(len(members)):
            data = np.empty(7)
            data[:5] = members[m]
            data[6] = 1 / data[2]
            state = np.array([2.0, 0.0, 0.0])
            for first, last, blocked in STAGES:
                data[5] = blocked
                solution, _ = dop853(RATES, state, np.arange(first, last + 1).astype(np.float64), data, tolerance, tolerance)
                for day in range(last - first + 1):
                    active[first + day, m] = solution[day, 0] + solution[day, 1]
                state = solution[-1].copy()
        return active

    return solve


def reference(member):
    """Active users of one member by day, to about 1e-13."""
    active = np.empty(DAYS)
    state = np.array([2.0, 0.0, 0.0])
    for first, last, blocked in STAGES:
        def right_hand_side(t, y):
            dy = np.empty(3)
            rates._pyfunc(t, y, dy, np.append(member, [blocked, 1 / member[2]]))
            return dy

        days = np.arange(first, last + 1.0)
        solution = solve_ivp(right_hand_side, (first, last), state, "DOP853", days, rtol=1e-13, atol=1e-13, max_step=2)
        active[first:last + 1] = solution.y[0] + solution.y[1]
        state = solution.y[:, -1]
    return active
