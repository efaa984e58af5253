"""Times ours beside what else a researcher could pick, in one run: rates, ratios and errors.

bench.py [ROUNDS]: every comparison is made so many times (3), both sides in turn.
"""

import sys
import tempfile
from pathlib import Path

import ensemble
import plain
import sensitivity
import three_stocks_bench
from measure import SCENARIO, CORES, HEADER, REPOSITORY, SIMULATE, run

rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
with tempfile.TemporaryDirectory() as folder:
    print(f"{CORES} cores; least, median and most of {rounds} rounds\n\n{HEADER}", flush=True)
    three_stocks_bench.compare_all(rounds, Path(folder))
    plain.compare_all(rounds, Path(folder))
    remarks = [subject.compare_all(rounds, Path(folder)) for subject in (ensemble, sensitivity)]
    print("", *remarks, sep="\n")
    print(run(sys.executable, REPOSITORY / "bench/growth.py", SIMULATE, SCENARIO, folder))
