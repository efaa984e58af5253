"""The problem of three stocks in JAX and diffrax: all members at once by vmap, as a process of its own so that its threads can be told.

three_stocks_diffrax.py MEMBERS TOLERANCE FILE: prints seconds of a solution, compilation apart, and saves active users by day and member.
"""

import sys
import time
from functools import partial

import diffrax
import jax
import jax.numpy as jnp
import numpy as np

from three_stocks import DAYS, LEAVING, RETURNING, STAGES, parameters

jax.config.update("jax_enable_x64", True)


def rates(blocked, t, y, p):
    direct, circumventing, waiting = y
    innovation, imitation, ceiling, effectiveness, turning = p
    active = direct + circumventing
    joining = (innovation * ceiling + imitation * active) * (1 - (active + waiting) / ceiling)
    if blocked:
        shut_out = LEAVING * effectiveness * direct
        return joining * (1 - effectiveness) - shut_out, turning * (joining * effectiveness + shut_out), (1 - turning) * shut_out
    back, home = RETURNING * circumventing, RETURNING * waiting
    return joining + back + home, -back, -home


def member(p, tolerance):
    """Active users by day."""
    state, days = (2.0, 0.0, 0.0), []
    for first, last, blocked in STAGES:
        solution = diffrax.diffeqsolve(
            diffrax.ODETerm(partial(rates, blocked > 0.5)), diffrax.Dopri8(), first, last, 0.5, state, p,
            saveat=diffrax.SaveAt(ts=jnp.arange(first, last + 1.0)),
            stepsize_controller=diffrax.PIDController(rtol=tolerance, atol=tolerance))
        days.append((solution.ys[0] + solution.ys[1])[:last - first])
        state = tuple(stock[-1] for stock in solution.ys)
    return jnp.concatenate([*days, jnp.array([state[0] + state[1]])])


if __name__ == "__main__":
    everyone = tuple(jnp.asarray(column) for column in parameters(int(sys.argv[1])).T)
    solve = jax.jit(jax.vmap(partial(member, tolerance=float(sys.argv[2])), out_axes=1))
    active = solve(everyone).block_until_ready()
    assert active.shape[0] == DAYS
    start = time.perf_counter()
    solve(everyone).block_until_ready()
    print(time.perf_counter() - start)
    np.save(sys.argv[3], active[:, :8])
