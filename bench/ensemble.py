"""block.json as an ensemble with daily output, to files, beside the same in numba and numbalsoda without any file."""

import resource

import numpy as np

import block
from block_problem import Problem
from measure import SCENARIO, CORES, SIMULATE, compare, cores, run, seconds

MEMBERS = 10_000
TOLERANCES = 1e-9, 1e-3
TIGHT = 1e-12, 1e-6


def compare_all(rounds, folder):
    """Rows of the table; returns what there is to say beside it."""
    command = [SIMULATE, "ensemble", SCENARIO, "--members", MEMBERS, "--seed", 1, "--quiet", "-o", folder / "block"]
    run(*command)
    problem = Problem(folder / "block")
    ends = np.array([problem.columns[f"{market}.telegram.active_users_at_end"][:500] for market in problem.markets])
    for jobs in sorted({1, CORES}):
        solve = block.solver(jobs > 1)

        def members(count, tolerances):
            return solve(problem.parameters[:count], problem.stops, problem.stretches, *tolerances)

        exact = members(500, TIGHT)[:, 1, -1]
        off = [np.abs(values / exact - 1).max() for values in (ends, members(500, TOLERANCES)[:, 1, -1])]
        compare(f"block.json to files, {cores(jobs)}", "numba and numbalsoda, no files", MEMBERS,
                lambda: seconds(lambda: run(*command, "--jobs", jobs)),
                lambda: seconds(lambda: block.bands(members(MEMBERS, TOLERANCES))), rounds, off)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"The {MEMBERS:,} members of block.json in numba, all of whose days numpy has to hold, take {peak:,.0f} MB at their peak."
