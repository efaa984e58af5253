"""Time and memory of ensembles by members, pairs, years and outputs, each the best of three.

growth.py SIMULATE SCENARIO FOLDER: nothing large is imported, as a child starts with its parent's memory.
"""

import json
import os
import sys
import time
from pathlib import Path

program, scenario = sys.argv[1:3]
folder = Path(sys.argv[3])


def run(*arguments):
    """Seconds and the most memory in MB that a run of the program takes."""
    start = time.perf_counter()
    child = os.posix_spawn(program, [program, *map(str, arguments), "--quiet"], os.environ)
    _, status, usage = os.wait4(child, 0)
    assert status == 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def ensemble(path, members, every, *more):
    command = ["ensemble", path, "--members", members, "--seed", 1, "-o", folder / "growth", "--set", f"output_every={every}", *more]
    return min(run(*command) for _ in range(3))


def table(title, column, rows):
    """Prints what rows of (size, seconds, memory) take, and by which power of the size the time grows from row to row."""
    print(f"\n| {title} | seconds | times the row above | for times the {column} | peak memory, MB |\n|---|---|---|---|---|")
    before = None
    for label, size, (seconds, memory) in rows:
        steps = f"{seconds / before[1]:.2f} | {size / before[0]:.3g}" if before else " | "
        print(f"| {label} | {seconds:.2f} | {steps} | {memory:.0f} |", flush=True)
        before = size, seconds


def copies(count):
    """A scenario of so many markets, each as Russia is in block.json."""
    text = json.loads((folder / "plain/run.json").read_text())["resolved_scenario"]
    market, case = text["markets"]["russia"], text["enforcement"]["russia"]
    names = [f"market{number}" for number in range(count)]
    del text["observations"]
    for name in ("innovation_iran", "imitation_iran", "ceiling_iran"):
        del text["parameters"][name]
    text["markets"] = {name: market for name in names}
    text["enforcement"] = {name: {**case, "market": name} for name in names}
    path = folder / f"pairs{count}.json"
    path.write_text(json.dumps(text), encoding="utf-8")
    return path


run(scenario, "-o", folder / "plain")
table("members, monthly output", "members", (
    (f"{members:,}", members, ensemble(scenario, members, "P1M")) for members in (1_000, 4_000, 16_000, 64_000)))
table("pairs, 4,000 members, monthly output", "pairs", (
    (pairs, pairs, ensemble(copies(pairs), 4_000, "P1M")) for pairs in (1, 2, 4, 8, 16)))
table("years, 4,000 members, monthly output", "years", (
    (years, years, ensemble(scenario, 4_000, "P1M", "--set", f"end={2016 + years}-01-15", "--set", "observations=null"))
    for years in (1, 5, 10, 20)))
table("output, 4,000 members", "outputs", (
    (every, outputs, ensemble(scenario, 4_000, every)) for every, outputs in (("P1M", 61), ("P1W", 260), ("P1D", 1_814))))
