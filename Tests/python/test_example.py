"""The package under Examples builds on this one as any other would, and says what the program says."""

import os
import subprocess

from program import PROGRAM, REPOSITORY, read_table


def test_a_run_in_code(tmp_path):
    command = ["swift", "run", "--package-path", str(REPOSITORY / "Examples/RunInCode"), "--scratch-path", str(REPOSITORY / ".build/example"),
               "RunInCode", "scenarios/block.json"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    printed = [line.split("  ") for line in done.stdout.splitlines()[1:]]
    assert len(printed) == 6
    for effectiveness in ("0.1", "0.5", "0.9"):
        change = f"enforcement.russia.steps.block.effectiveness={effectiveness}"
        subprocess.run([os.path.abspath(PROGRAM), "scenarios/block.json", "--quiet", "--set", change, "-o", str(tmp_path / "results")], cwd=REPOSITORY,
                       check=True, timeout=60)
        summary = {(row["market"], row["measure"]): row["value"] for row in read_table(tmp_path / "results/summary.csv")}
        for market in ("russia", "iran"):
            share = f"{float(summary[market, 'share_lost_at_end']) * 100:.0f} %"
            fewest = f"{float(summary[market, 'lowest_active_users_while_blocked']):.0f}"
            assert [effectiveness, market, share, fewest] in printed
