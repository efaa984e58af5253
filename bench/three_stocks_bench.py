"""The problem of three stocks: our integrator alone beside numbalsoda, GSL from C, and diffrax."""

import sys

import numpy as np

import three_stocks
from measure import BUILT, CORES, REPOSITORY, compare, cores, run, seconds

MEMBERS = 10_000
# Tolerances at which errors are below 1e-8 with each.
OURS, NUMBALSODA, DENSE, DAILY, DIFFRAX = 5e-9, 1e-9, 1e-8, 1e-7, 3e-10


def shown(text):
    return np.array([[float(value) for value in line.split(",")] for line in text.split()])[:, :8]


def compare_all(rounds, folder):
    everyone = three_stocks.parameters(MEMBERS)
    exact = np.column_stack([three_stocks.reference(member) for member in everyone[:8]])

    def off(active):
        return np.abs(active / exact - 1).max()

    def ours(jobs, bands=False):
        return lambda: float(run(BUILT / "release/three-stocks", MEMBERS, OURS, jobs, *["bands"] * bands).split()[0])

    own = off(shown(run(BUILT / "release/three-stocks", 16, OURS, 1, "show")))
    numbalsoda(everyone, rounds, ours, own, off)
    for mode, tolerance in (("dense", DENSE), ("daily", DAILY)):
        program = BUILT / "three-stocks-gsl"
        compare("three stocks, one core", f"C and GSL, {mode}", MEMBERS, ours(1), lambda: float(run(program, MEMBERS, tolerance, mode)),
                rounds, (own, off(shown(run(program, 8, tolerance, mode, "show")))))
    program = [sys.executable, REPOSITORY / "bench/three_stocks_diffrax.py", MEMBERS, DIFFRAX, folder / "diffrax.npy"]
    run(*program)
    compare(f"three stocks, {cores(CORES)}", "JAX and diffrax", MEMBERS, ours(CORES), lambda: float(run(*program)), rounds,
            (own, off(np.load(folder / "diffrax.npy"))))


def numbalsoda(everyone, rounds, ours, own, off):
    ranks = [int(np.ceil(share * MEMBERS)) - 1 for share in three_stocks.SHARES]
    # On many cores beside numbalsoda on one too, which is what most would pick: its members are then solved one after another.
    for jobs, rivals in sorted({(1, 1), (CORES, 1), (CORES, CORES)}):
        solve = three_stocks.solver(rivals > 1)
        theirs = off(solve(everyone[:8], NUMBALSODA))
        for bands in (False, True):
            def work():
                active = solve(everyone, NUMBALSODA)
                if bands:
                    np.partition(active, ranks, axis=1)

            rival = "numba and numbalsoda" + f", {cores(rivals)}" * (rivals != jobs)
            compare(f"three stocks{' with quantiles' * bands}, {cores(jobs)}", rival, MEMBERS, ours(jobs, bands),
                    lambda: seconds(work), rounds, (own, theirs))
