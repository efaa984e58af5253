"""Ensembles give the same bytes whichever way the work is cut, and lose nothing to a kill."""

import csv
import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from program import PROGRAM

SCENARIO = Path(__file__).parents[2] / "scenarios" / "block.json"
MEMBERS = 400
TABLES = ["quantiles.csv", "statuses.csv", "members.csv", "datapackage.json"]
ARGUMENTS = [PROGRAM, "ensemble", str(SCENARIO), "--members", str(MEMBERS), "--seed", "7", "--set", "output_every=P1M",
             "--quiet"]


def run(*arguments, code=0):
    """Calls `ensemble` on the lead scenario with a fixed seed."""
    done = subprocess.run([*ARGUMENTS, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done.stderr


def merge(*arguments, code=0):
    """Calls `merge`."""
    done = subprocess.run([PROGRAM, "merge", *map(str, arguments), "--quiet"], capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done.stderr


def tables(folder):
    """What has to be the same, byte for byte."""
    return [(folder / name).read_bytes() for name in TABLES]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The ensemble in one go, on one core."""
    folder = tmp_path_factory.mktemp("whole") / "r"
    run("--jobs", 1, "-o", folder)
    return folder


@pytest.mark.parametrize("jobs", [2, 7])
def test_jobs(whole, tmp_path, jobs):
    run("--jobs", jobs, "-o", tmp_path / "r")
    assert tables(tmp_path / "r") == tables(whole)
    assert not (tmp_path / "r.partial").exists()


@pytest.mark.parametrize("order", [[1, 2, 3], [3, 1, 2]])
def test_shards_merge_in_any_order(whole, tmp_path, order):
    shards = [tmp_path / str(k) for k in order]
    for k, shard in zip(order, shards):
        run("--shard", f"{k}/3", "-o", shard)
    merge(*shards, "-o", tmp_path / "r")
    assert tables(tmp_path / "r") == tables(whole)


def test_many_shards_of_numbers_below_zero(tmp_path):
    """Enforcement that brings users loses fewer than none of them, however many shards tell of it."""
    (tmp_path / "s.json").write_text(json.dumps({
        "format": 1, "start": "2020-01-01", "end": "2020-02-01", "output_every": "P1M", "services": {"s": {}},
        "markets": {"m": {"online_population": 1e6, "services": {"s": {
            "direct_users": 1000, "adoption": {"imitation_per_year": {"uniform": [1, 2]}, "ceiling_share": 0.5}}}}},
        "enforcement": {"c": {"market": "m", "service": "s", "steps": {"threat": {"on": "2020-01-10", "awareness": 2}}}}}))
    call = [PROGRAM, "ensemble", tmp_path / "s.json", "--members", "40", "--seed", "1", "--quiet", "-o"]
    subprocess.run([*call, tmp_path / "whole"], check=True)
    shards = [tmp_path / str(k) for k in range(1, 41)]
    for k, shard in enumerate(shards, 1):
        subprocess.run([*call, shard, "--shard", f"{k}/40"], check=True)
    merge(*shards, "-o", tmp_path / "r")
    assert tables(tmp_path / "r") == tables(tmp_path / "whole")


def test_wrong_shards_are_refused(tmp_path):
    for k in (1, 2):
        run("--shard", f"{k}/3", "-o", tmp_path / str(k))
    assert "members 266 to 399 are missing" in merge(tmp_path / "1", tmp_path / "2", "-o", tmp_path / "r", code=65)
    assert "are there twice" in merge(tmp_path / "1", tmp_path / "1", "-o", tmp_path / "r", code=65)
    run("--shard", "3/3", "--seed", 8, "-o", tmp_path / "3")
    message = merge(*[tmp_path / str(k) for k in (1, 2, 3)], "-o", tmp_path / "r", code=65)
    assert "is of another ensemble" in message
    state = tmp_path / "2" / "state"
    state.write_bytes(state.read_bytes()[:-100])
    assert "damaged" in merge(*[tmp_path / str(k) for k in (1, 2, 3)], "-o", tmp_path / "r", code=65)
    assert not (tmp_path / "r").exists()


def killed_at_next_checkpoint(arguments, state):
    """Runs the program and kills it once it has kept more of its work; whether it was killed before its end."""
    before = state.stat().st_mtime_ns if state.exists() else 0
    process = subprocess.Popen([*ARGUMENTS, *map(str, arguments)])
    while process.poll() is None:
        try:
            if state.stat().st_mtime_ns != before:
                break
        except FileNotFoundError:
            pass
    process.kill()
    return process.wait() == -signal.SIGKILL


def test_a_killed_run_goes_on_where_it_was(whole, tmp_path):
    """Killed after each block of members, it ends with the bytes of the run that nobody disturbed."""
    arguments = ["--checkpoint", 0, "--jobs", 2, "-o", tmp_path / "r"]
    state = tmp_path / "r.partial" / "state"
    assert killed_at_next_checkpoint(arguments, state)
    assert state.exists()
    for _ in range(2):
        killed_at_next_checkpoint([*arguments, "--resume"], state)
    run(*arguments, "--resume")
    assert tables(tmp_path / "r") == tables(whole)
    assert not (tmp_path / "r.partial").exists()


def test_other_work_is_not_gone_on_with(tmp_path):
    state = tmp_path / "r.partial" / "state"
    assert killed_at_next_checkpoint(["--members", 100_000, "--checkpoint", 0, "-o", tmp_path / "r"], state)
    assert "the members is 100000, not 400" in run("--resume", "-o", tmp_path / "r", code=65)


def test_quantiles_are_those_of_the_members(whole):
    """Within the stated error of the exact ones, at the end, from members.csv."""
    with open(whole / "members.csv", newline="") as file:
        members = list(csv.DictReader(file))
    with open(whole / "quantiles.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["date"] == "2021-01-01" and row["measure"] == "active_users"]
    assert len(members) == MEMBERS and [row["market"] for row in rows] == ["russia", "iran"]
    for row in rows:
        exact = sorted(float(member[f"{row['market']}.telegram.active_users_at_end"]) for member in members)
        for name in ("q05", "q25", "q50", "q75", "q95"):
            rank = -(-int(name[1:]) * MEMBERS // 100)
            assert float(row[name]) == pytest.approx(exact[rank - 1], rel=1 / 256)
        assert float(row["mean"]) == pytest.approx(sum(exact) / MEMBERS, rel=1e-12)


@pytest.mark.parametrize("design", ["lhs", "sobol"])
def test_designs(whole, tmp_path, design):
    run("--design", design, "-o", tmp_path / "r")
    assert (tmp_path / "r" / "members.csv").read_bytes() != (whole / "members.csv").read_bytes()
    with open(tmp_path / "r" / "members.csv", newline="") as file:
        members = list(csv.DictReader(file))
    if design == "lhs":
        # The median of a lognormal splits the members in halves.
        below = sum(float(member["parameters/imitation_russia"]) < 1.3 for member in members)
        assert below == MEMBERS // 2


def test_nobodys_files_are_removed(tmp_path):
    """A folder that holds something else than the work of an ensemble is left alone."""
    (tmp_path / "shard").mkdir()
    (tmp_path / "shard" / "thesis.txt").write_text("mine")
    assert "holds `thesis.txt`, which this program can't show to be its own work" in run("--shard", "1/2", "-o", tmp_path / "shard", code=73)
    (tmp_path / "r.partial").mkdir()
    (tmp_path / "r.partial" / "thesis.txt").write_text("mine")
    assert "holds `thesis.txt`" in run("-o", tmp_path / "r", code=73)
    assert (tmp_path / "shard" / "thesis.txt").read_text() == (tmp_path / "r.partial" / "thesis.txt").read_text() == "mine"


def test_too_many_failures_leave_the_results_before(whole, tmp_path):
    """Members that can't be computed are named; results come only where so many may fail."""
    direct = 'markets.russia.services.telegram.direct_users={"discrete": {"values": [2e6, 1e300], "weights": [39, 1]}}'
    arguments = ["--members", 40, "--design", "lhs", "--set", direct, "-o", tmp_path / "r"]
    shutil.copytree(whole, tmp_path / "r")
    before = tables(tmp_path / "r")
    error = run(*arguments, code=70)
    assert "1 of 40 members failed, 0 may, and no results are written" in error
    assert tables(tmp_path / "r") == before
    run(*arguments, "--resume", "--allow-failures", 1)
    assert tables(tmp_path / "r") != before
    assert not (tmp_path / "r.partial").exists()


@pytest.mark.parametrize(("refused", "says", "problem"), [
    ("array.sh", "sbatch: error: invalid partition\n",
     "`sbatch` refused the job: sbatch: error: invalid partition; fix that and submit again, or see the jobs with `--dry-run`"),
    ("merge.sh", "", "`sbatch` refused the job; fix that and submit again, or see the jobs with `--dry-run`; "
                     "the array 7 is submitted already, and `scancel 7` takes it back"),
])
def test_jobs_that_slurm_refuses(tmp_path, refused, says, problem):
    """What Slurm says is passed on, and what is to be done about an array that it has taken already."""
    (tmp_path / "sbatch").write_text(f"#!/bin/sh\ncase \"$*\" in *{refused}) printf '%s' '{says}' >&2; exit 1;; esac\necho 7\n")
    (tmp_path / "sbatch").chmod(0o755)
    done = subprocess.run([PROGRAM, "ensemble", SCENARIO, "--members", "8", "--seed", "1", "--slurm", "2", "-o", "out"], cwd=tmp_path,
                          capture_output=True, text=True, timeout=60, env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"})
    assert (done.returncode, done.stdout, done.stderr) == (74, "", f"simulate: {problem}\n")
