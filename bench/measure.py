"""Two sides timed in turn, and a row of the table: rates, ratios and how far each side is off."""

import csv
import os
import statistics
import subprocess
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
SIMULATE = REPOSITORY / ".build/release/simulate"
BUILT = REPOSITORY / "bench/.build"
SCENARIO = REPOSITORY / "scenarios/block.json"
CORES = len(os.sched_getaffinity(0))
HEADER = ("| problem | beside | ours, a second | rival, a second | ratio: least | median | most | off: ours | rival |\n" + "|---" * 9 + "|")


def run(*command, **options):
    """Output of a program that has to succeed."""
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True, **options).stdout


def seconds(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def cores(jobs):
    return "one core" if jobs == 1 else f"{jobs} cores"


def rounded(rate):
    """Three digits."""
    return f"{float(f'{rate:.3g}'):,.10g}"


def compare(problem, beside, amount, ours, rival, rounds, off):
    """Prints a row of the table.

    `ours` and `rival` solve `amount` members or runs and give the seconds that took; `off` holds the errors of both.
    """
    rates, others = [], []
    for _ in range(rounds):
        rates.append(amount / ours())
        others.append(amount / rival())
    ratios = [a / b for a, b in zip(rates, others)]
    print(f"| {problem} | {beside} | {rounded(statistics.median(rates))} | {rounded(statistics.median(others))} | {min(ratios):.3g} | "
          f"{statistics.median(ratios):.3g} | {max(ratios):.3g} | {off[0]:.1e} | {off[1]:.1e} |", flush=True)


def columns(path):
    """A CSV file as lists of texts by column."""
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return dict(zip(header, zip(*rows)))
