"""Times ours beside what else a researcher could pick, in one run: rates, ratios and errors.

bench.py [ROUNDS]: every comparison is made so many times (3), both sides in turn; minimum, median and maximum are printed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import block
import three_stocks

REPOSITORY = Path(__file__).parents[1]
SIMULATE = REPOSITORY / ".build/release/simulate"
THREE_STOCKS = REPOSITORY / "bench/.build/release/three-stocks"
CORES = len(os.sched_getaffinity(0))


def spread(values):
    return f"{min(values):,.3g} | {statistics.median(values):,.3g} | {max(values):,.3g}"


def seconds(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def run(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


def compare(title, members, ours, rival, rounds):
    """Prints rates of both and the ratio, from measurements in turn."""
    rates, others = [], []
    for _ in range(rounds):
        rates.append(members / ours())
        others.append(members / rival())
    print(f"| {title} | {spread(rates)} | {spread(others)} | {spread([a / b for a, b in zip(rates, others)])} |", flush=True)


def three(rounds):
    members, tolerance = 10_000, 1e-9
    shown = run(THREE_STOCKS, 16, tolerance, 1, "show").split()
    ours = np.array([[float(value) for value in line.split(",")] for line in shown])
    everyone = three_stocks.parameters(members)
    solve = {False: three_stocks.solver(False), True: three_stocks.solver(True)}
    theirs = {parallel: function(everyone[:16], tolerance) for parallel, function in solve.items()}[False]
    exact = np.column_stack([three_stocks.reference(member) for member in everyone[:8]])
    print(f"Three stocks, largest relative errors: ours {np.abs(ours[:, :8] / exact - 1).max():.1e}, "
          f"numbalsoda {np.abs(theirs[:, :8] / exact - 1).max():.1e}")
    ranks = [int(np.ceil(share * members)) - 1 for share in three_stocks.SHARES]
    for jobs in sorted({1, CORES}):
        for bands in (False, True):
            def own():
                return float(run(THREE_STOCKS, members, tolerance, jobs, *(["bands"] if bands else [])).split()[0])

            def other():
                def work():
                    active = solve[jobs > 1](everyone, tolerance)
                    if bands:
                        np.partition(active, ranks, axis=1)
                return seconds(work)

            compare(f"three stocks, {jobs} core{'s' * (jobs > 1)}{', with quantiles' * bands}", members, own, other, rounds)


def whole(rounds, folder):
    members = 4_000
    command = [SIMULATE, "ensemble", REPOSITORY / "scenarios/block.json", "--members", members, "--seed", 1, "--quiet", "-o", folder / "block"]
    run(*command)
    problem = block.Problem(folder / "block")
    solve = {False: block.solver(False), True: block.solver(True)}
    for function in solve.values():
        function(problem.parameters[:2], problem.stops, problem.stretches, 1e-9, 1e-3)
    values = solve[False](problem.parameters[:500], problem.stops, problem.stretches, 1e-9, 1e-3)
    ends = np.array([float(row["russia.telegram.active_users_at_end"]) for row in problem.rows[:500]])
    print(f"block.json, largest relative difference of users at the end: {np.abs(values[0, 1, -1] / ends - 1).max():.1e}")
    for jobs in sorted({1, CORES}):
        def own():
            return seconds(lambda: run(*command, "--jobs", jobs))

        def other():
            def work():
                block.bands(solve[jobs > 1](problem.parameters, problem.stops, problem.stretches, 1e-9, 1e-3))
            return seconds(work)

        compare(f"block.json to its files, {jobs} core{'s' * (jobs > 1)}", members, own, other, rounds)


def plain(rounds, folder):
    def own():
        return seconds(lambda: run(SIMULATE, REPOSITORY / "scenarios/block.json", "--quiet", "-o", folder / "plain"))

    def other():
        return seconds(lambda: subprocess.run(
            [sys.executable, "-m", "reference", REPOSITORY / "scenarios/block.json", "-o", folder / "reference"],
            cwd=REPOSITORY / "Tests/python", check=True, capture_output=True))

    compare("plain run, start to files, beside SciPy", 1, own, other, rounds)


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        print(f"{CORES} cores; rates in members a second, minimum | median | maximum of {rounds}\n")
        print("| | ours: min | median | max | rival: min | median | max | ratio: min | median | max |")
        print("|---" * 10 + "|")
        three(rounds)
        whole(rounds, Path(folder))
        plain(rounds, Path(folder))
        print(run(sys.executable, REPOSITORY / "bench/growth.py", SIMULATE, REPOSITORY / "scenarios/block.json", Path(folder) / "growth"))
