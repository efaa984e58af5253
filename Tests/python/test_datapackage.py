"""The data package of every kind of results is valid, and describes what is there."""

import json
import subprocess

import pandas as pd
import pytest
from frictionless import Package

from program import PROGRAM, REPOSITORY

SCENARIOS = REPOSITORY / "scenarios"
CASES = {
    "observed": [SCENARIOS / "block.json"],
    "laws": [SCENARIOS / "storage-law.json", "--set", "output_every=P1W"],
    "spreadsheet": [SCENARIOS / "block.json", "--dialect", "excel-semicolon"],
    "sweep": [SCENARIOS / "block.json", "--vary", "end=2019-01-01:2019-03-01:P1M"],
    "comparison": ["compare", SCENARIOS / "comply.json", SCENARIOS / "withdraw.json"],
    "ensemble": ["ensemble", SCENARIOS / "block.json", "--members", "8", "--seed", "1", "--set", "output_every=P1M"],
    "sensitivity": ["sensitivity", SCENARIOS / "block.json", "--measure", "iran.telegram.user_days_lost", "--samples", "4", "--seed", "1"],
    "discovery": ["discover", "results of the ensemble", "--where", "iran.telegram.user_days_lost > 2e10"],
    "fit": ["fit", SCENARIOS / "block.json", "--free", "imitation_russia,ceiling_russia", "--seed", "1", "--draws", "50"],
    "hindcast": ["hindcast", SCENARIOS / "block.json", "--free", "imitation_russia", "--until", "2017-02-28", "--members", "20",
                 "--seed", "1"],
}


def results(case, folder):
    """Runs a case into a folder."""
    if case == "discovery":
        results("ensemble", folder)
        CASES[case][1] = folder / "ensemble"
    subprocess.run([PROGRAM, *map(str, CASES[case]), "-q", "-o", folder / case], check=True)
    return folder / case


@pytest.mark.parametrize("case", CASES)
def test_frictionless_finds_no_fault(case, tmp_path):
    folder = results(case, tmp_path)
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    described = {resource["path"] for resource in json.loads((folder / "datapackage.json").read_text())["resources"]}
    assert described == {path.name for path in folder.glob("*.csv")}


def test_pandas_reads_the_right_types(tmp_path):
    folder = results("observed", tmp_path)
    package = json.loads((folder / "datapackage.json").read_text())
    for resource in package["resources"]:
        table = pd.read_csv(folder / resource["path"], parse_dates=["date"] if resource["name"] != "summary" else [])
        for field in resource["schema"]["fields"]:
            kind = table[field["name"]].dtype
            if field["type"] == "date":
                assert pd.api.types.is_datetime64_any_dtype(kind), field
            elif field["type"] in ("number", "integer"):
                assert pd.api.types.is_numeric_dtype(kind), field
            else:
                assert pd.api.types.is_string_dtype(kind), field
