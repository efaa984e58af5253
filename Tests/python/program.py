"""Runs the program under test and reads what it wrote."""

import csv
import json
import os
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PROGRAM = os.environ.get("SIMULATE", str(REPOSITORY / ".build/debug/simulate"))


def run_file(path, results):
    """Runs a scenario file into a folder; the program has to succeed in silence."""
    done = subprocess.run([PROGRAM, str(path), "-o", str(results), "--quiet"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), f"{path}: {done}"


def run(content, folder):
    """Runs a scenario given as an object; the folder of its results."""
    path = folder / "scenario.json"
    path.write_text(json.dumps(content, indent=1), "utf-8")
    run_file(path, folder / "results")
    return folder / "results"


def read_table(path):
    """The rows of a CSV file as dictionaries; none where there is no such file."""
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
