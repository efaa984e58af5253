"""Nothing that isn't a file is waited for where a file is to be read, but for what the user names as the input."""

import os
import shutil
import socket
import subprocess

import pytest

from calls import simulate
from program import PROGRAM, REPOSITORY

SCENARIO = str(REPOSITORY / "scenarios/block.json")
FEW = ["--set", "output_every=P1M"]
MEASURE = "russia.telegram.user_days_lost"
MADE = {
    "run": [SCENARIO, *FEW],
    "ensemble": ["ensemble", SCENARIO, "--members", "40", "--seed", "1", *FEW],
    "shard": ["ensemble", SCENARIO, "--members", "40", "--seed", "1", "--shard", "1/1", *FEW],
    "paired": ["compare", SCENARIO, SCENARIO, "--members", "8", "--seed", "1", *FEW],
    "sensitivity": ["sensitivity", SCENARIO, "--measure", MEASURE, "--samples", "4", "--resamples", "100", "--seed", "1", *FEW],
}
CHECK = ["check", SCENARIO, *FEW, "--golden", "run"]
READERS = [
    *[("run", name, ["report", "run"]) for name in ("run.json", "timeseries.csv", "totals.csv", "events.csv", "summary.csv", "observed.csv")],
    *[("run", name, ["export", "run", "--notebook"]) for name in ("datapackage.json", "timeseries.csv")],
    *[("run", name, ["plot", "run"]) for name in ("run.json", "timeseries.csv", "events.csv")],
    *[("run", name, ["compare", "run", SCENARIO, *FEW]) for name in ("run.json", "timeseries.csv", "summary.csv")],
    *[("run", name, CHECK) for name in ("timeseries.csv", "observed.csv", "tolerances.json")],
    *[("ensemble", name, ["report", "ensemble"]) for name in ("run.json", "quantiles.csv", "statuses.csv", "members.csv", "datapackage.json")],
    *[("ensemble", name, ["plot", "ensemble"]) for name in ("run.json", "quantiles.csv")],
    *[("ensemble", name, ["discover", "ensemble", "--where", f"{MEASURE} > 1e9"]) for name in ("run.json", "members.csv")],
    *[("shard", name, ["merge", "shard", "-o", "merged"]) for name in ("state", "members")],
    *[("shard", name, [*MADE["shard"], "--resume", "-o", "shard"]) for name in ("state", "members")],
    *[("paired", name, ["report", "paired"]) for name in ("run.json", "quantiles.csv")],
    *[("sensitivity", name, [*MADE["sensitivity"], "--results", "sensitivity", "-o", "again"]) for name in ("run.json", "samples.csv")],
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Results of every kind."""
    folder = tmp_path_factory.mktemp("made")
    for name, words in MADE.items():
        assert simulate(folder, *words, "-q", "-o", name).code == 0
    return folder


@pytest.mark.parametrize(("results", "name", "words"), READERS, ids=[f"{words[0]}-{name}" for _, name, words in READERS])
def test_a_pipe_among_results_is_not_waited_for(made, tmp_path, results, name, words):
    """Whatever reads it ends by itself: with a failure where it needs the file."""
    shutil.copytree(made / results, tmp_path / results)
    (tmp_path / results / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / results / name)
    answer = simulate(tmp_path, *words)
    if answer.code != 0:
        assert answer.code in (65, 66, 74) and (name in answer.err or results in answer.err)


def test_what_is_no_file_is_named_as_such(made, tmp_path):
    """Pipes, sockets and devices are told alike."""
    shutil.copytree(made / "run", tmp_path / "run")
    path = tmp_path / "run/timeseries.csv"
    message = "run/timeseries.csv: is a pipe, a socket or a device; name a file\n"
    path.unlink()
    os.mkfifo(path)
    assert simulate(tmp_path, "report", "run") == (66, "", message)
    path.unlink()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(path))
        assert simulate(tmp_path, "report", "run") == (66, "", message)
    path.unlink()
    path.symlink_to("/dev/zero")
    assert simulate(tmp_path, "report", "run") == (66, "", message)


def test_inputs_that_the_user_names_may_be_pipes(tmp_path):
    """A scenario and its observations can come from other programs."""
    data = REPOSITORY / "scenarios/data/telegram.csv"
    command = f'"{os.path.abspath(PROGRAM)}" <(cat "{SCENARIO}" | sed "s|base/|{REPOSITORY}/scenarios/base/|;/observations/d") ' \
              f'--allow-outside --data <(cat "{data}") -q -o out'
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out/observed.csv").exists()
