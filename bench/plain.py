"""One plain run of scenarios/block.json, from the start of a process to files on disk, beside C and GSL, and SciPy and pandas."""

import datetime
import itertools
import sys
from math import isinf

import numpy as np

from measure import BUILT, REPOSITORY, SCENARIO, SIMULATE, columns, compare, run, seconds

sys.path.insert(0, str(REPOSITORY / "Tests/python"))

from reference.scenario import read_scenario  # noqa: E402

PROGRAMS = 10  # runs of a program in a round


def write_numbers(scenario, path):
    """What bench/gsl/block.c reads: rates per day and instants in days from the start, every draw at its median."""
    def rate(days):
        return 0.0 if isinf(days) else 1 / days

    lines = [f"{(scenario.start - datetime.date(1970, 1, 1)).days} {scenario.days} "
             f"{scenario.services['telegram'].messages_per_user_per_day!r}"]
    for pair in scenario.pairs:
        numbers = [pair.p, pair.q, pair.ceiling_share, pair.churn, pair.circumvention_share,
                   pair.circumvention_share_max - pair.circumvention_share,
                   *map(rate, (pair.learning_days, pair.fatigue_days, pair.return_days, pair.tool_drop_days, pair.give_up_days,
                               pair.reconsider_days)), pair.awareness_days, pair.direct_users]
        lines.append(" ".join([pair.market, *(repr(float(x)) for x in numbers), str(len(pair.population.times))]))
        lines += [f"{t!r} {people!r}" for t, people in zip(pair.population.times, pair.population.people)]
        steps = sorted((step for step in scenario.steps if pair.key in step.pairs), key=lambda step: step.on)
        lines.append(str(len(steps)))
        lines += [f"{s.on!r} {s.name} {s.action} {s.awareness!r} {s.effectiveness or 0.0!r} {s.rollout_days!r} {s.fine_usd!r}"
                  for s in steps]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def off(folder, exact):
    """The largest difference of a number in timeseries.csv or totals.csv from the tight solution, relative where it is above 1."""
    worst = 0.0
    for table in ("timeseries", "totals"):
        ours, theirs = columns(folder / f"{table}.csv"), columns(exact / f"{table}.csv")
        assert list(ours) == list(theirs)
        for name, cells in theirs.items():
            try:
                numbers = np.array(cells, float)
            except ValueError:
                assert ours[name] == cells, name
            else:
                worst = max(worst, (np.abs(np.array(ours[name], float) - numbers) / np.maximum(1, np.abs(numbers))).max())
    return worst


def compare_all(rounds, folder):
    write_numbers(read_scenario(SCENARIO), folder / "numbers")
    run(sys.executable, "-m", "reference", SCENARIO, "-o", folder / "exact", cwd=REPOSITORY / "Tests/python")
    new = (folder / f"plain{number}" for number in itertools.count())

    def repeated(command, runs):
        """Seconds that so many runs take, each into a folder of its own."""
        folders = list(itertools.islice(new, runs))
        taken = seconds(lambda: [run(*command, place) for place in folders])
        return taken, off(folders[-1], folder / "exact")

    own = [SIMULATE, SCENARIO, "--quiet", "-o"]
    program = [BUILT / "block-gsl", folder / "numbers"]
    for beside, rival, runs in (("C and GSL, 17 digits", [*program, 17], PROGRAMS), ("C and GSL, 10 digits", [*program, 10], PROGRAMS),
                                ("SciPy and pandas", [sys.executable, REPOSITORY / "bench/plain_scipy.py", SCENARIO], 1)):
        errors = repeated(own, 1)[1], repeated(rival, 1)[1]
        compare("plain run, start to files", beside, 1, lambda: repeated(own, PROGRAMS)[0] / PROGRAMS,
                lambda: repeated(rival, runs)[0] / runs, rounds, errors)
