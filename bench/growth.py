"""Time and memory of ensembles of block.json by members and outputs; nothing is imported, as a child starts with its parent's memory.

growth.py SIMULATE SCENARIO FOLDER
"""

import os
import sys
import time

program, scenario, folder = sys.argv[1:]
print("\n| members | output every | seconds | peak memory, MB |\n|---|---|---|---|")
for members, every in ((1_000, "P1M"), (10_000, "P1M"), (100_000, "P1M"), (1_000, "P1D"), (10_000, "P1D")):
    start = time.perf_counter()
    child = os.posix_spawn(program, [
        program, "ensemble", scenario, "--members", str(members), "--seed", "1", "--quiet", "--set", f"output_every={every}", "-o", folder,
    ], os.environ)
    _, status, usage = os.wait4(child, 0)
    assert status == 0
    print(f"| {members:,} | {every} | {time.perf_counter() - start:.2f} | {usage.ru_maxrss / 1024:.0f} |", flush=True)
