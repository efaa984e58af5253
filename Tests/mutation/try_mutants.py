"""Changes EnforcementModel and Simulation in one small way after another; each change has to make a test fail, or to be explained.

    try_mutants.py [--sample N] [--seed S] [--only TEXT] [--again] [--jobs J] [--list]

All changes are compiled into one copy of the package, in .build/mutation, and chosen by a variable of the environment. The report is
.build/mutation/report.csv; explained.toml, beside this script, says of those that survive why nothing can tell them from the program.
"""

import argparse
import csv
import os
import random
import sys
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mutated_package import REPOSITORY, MutatedPackage

FOLDER = REPOSITORY / ".build/mutation"
EXPLAINED = Path(__file__).with_name("explained.toml")


def explanations(path, mutants):
    """For each explained mutant its place in the list, and what is wrong with that."""
    by_code, reasons, faults = {}, {}, []
    for mutant in mutants:
        by_code.setdefault((mutant.file, mutant.code), []).append(mutant)
    for entry in tomllib.loads(path.read_text("utf-8"))["mutants"]:
        if not entry["reason"].strip():
            faults.append(f"{path.name}: there is no reason for {entry['of']}")
        places = [(file, code, change) for file, code, *changes in entry["of"] for change in changes or ["any change"]]
        for file, code, change in places:
            found = [mutant for mutant in by_code.get((file, code), []) if change in (mutant.change, "any change")]
            reasons |= {mutant: (file, code, change) for mutant in found}
            if not found:
                faults.append(f"{path.name}: there is no mutant {named(file, code, change)} any more; take it away")
    return reasons, faults


def named(file, code, change):
    """A mutant as messages name it."""
    return f"`{change}` of `{code}` in {file}"


def killed_before(report, mutants, package):
    """Who killed which of the mutants and how, by an earlier report, where their files are as they were."""
    if not report.exists():
        return {}
    with open(report, encoding="utf-8", newline="") as file:
        killed = {tuple(row[name] for name in ("file", "version", "line", "code", "change")): (row["by"], row["how"])
                  for row in csv.DictReader(file) if row["outcome"] == "killed"}
    places = {mutant: (mutant.file, package.versions[mutant.file], str(mutant.line), mutant.code, mutant.change) for mutant in mutants}
    return {mutant: killed[place] for mutant, place in places.items() if place in killed}


def main():
    """Exit code 1 where a mutant survived without a reason, or a reason is out of date."""
    parser = argparse.ArgumentParser(prog="try_mutants.py", description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, help="so many mutants, the first of an order drawn by the seed; all unless given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="so many mutants at once")
    parser.add_argument("--only", default="", help="mutants of files whose path holds this")
    parser.add_argument("--again", action="store_true", help="what the last report calls killed stays so where its file is the same")
    parser.add_argument("--list", action="store_true", help="list the mutants and run nothing")
    options = parser.parse_args()

    package = MutatedPackage(FOLDER / "package")
    reasons, faults = explanations(EXPLAINED, package.mutants)
    if options.list:
        for mutant in package.mutants:
            print(f"{mutant.file}:{mutant.line}: {mutant.change}    in {mutant.code}")
        sys.exit("\n".join(faults) or 0)

    begun = time.monotonic()
    package.build(lambda text: print(text, flush=True))
    print(f"built in {time.monotonic() - begun:.0f} s: {len(package.compiled)} of {len(package.mutants)} mutants compile", flush=True)

    from judges import Judges  # takes a while, for SciPy
    judges = Judges(package, FOLDER)
    judges.without_a_mutant()
    chosen = [mutant for mutant in package.compiled if options.only in mutant.file]
    random.Random(options.seed).shuffle(chosen)  # so that those tried by any time are a fair sample
    chosen = chosen[:options.sample]

    report = FOLDER / "report.csv"
    known = killed_before(report, chosen, package) if options.again else {}
    begun, outcomes, died, lived = time.monotonic(), Counter(), set(), set()
    with open(report, "w", encoding="utf-8", newline="") as file, ThreadPoolExecutor(options.jobs) as jobs:
        rows = csv.writer(file)
        rows.writerow(["outcome", "by", "how", "version", "file", "line", "change", "code"])
        verdicts = {mutant: jobs.submit(judges.verdict, mutant) for mutant in chosen if mutant not in known}
        for done, mutant in enumerate(sorted(chosen, key=lambda mutant: mutant not in known), start=1):
            killer, how = known.get(mutant) or verdicts[mutant].result() or ("", "")
            outcome = "killed" if killer else "explained" if mutant in reasons else "survived" if judges.is_met(mutant) else "not met"
            if mutant in reasons:
                (died if killer else lived).add(reasons[mutant])
            outcomes[f"killed by {killer}" if killer else outcome] += 1
            rows.writerow([outcome, killer, how, package.versions[mutant.file], mutant.file, mutant.line, mutant.change, mutant.code])
            file.flush()
            if outcome in ("survived", "not met"):
                print(f"{outcome}: {mutant.file}:{mutant.line}: {mutant.change}    in {mutant.code}", flush=True)
            if done % 100 == 0:
                print(f"{done} of {len(chosen)} in {time.monotonic() - begun:.0f} s: {dict(outcomes)}", flush=True)

    print(f"{len(chosen)} mutants in {time.monotonic() - begun:.0f} s: " + ", ".join(f"{n} {name}" for name, n in sorted(outcomes.items())))
    if len(chosen) == len(package.compiled):  # otherwise others of a place may not have been tried
        faults += [f"{EXPLAINED.name}: {named(*place)} fails in tests; take it away"
                   for place in sorted(died - lived) if place[2] != "any change"]
    print(*faults, sep="\n", end="\n" if faults else "")
    sys.exit(1 if faults or outcomes["survived"] or outcomes["not met"] else 0)


if __name__ == "__main__":
    main()
