"""Places that can't be written or go away, streams that nobody reads, and runs that meet: results are whole, and what failed is told."""

import errno
import json
import os
import shutil
import signal
import subprocess

import pytest

from program import PROGRAM

SCENARIO = {
    "format": 1, "start": "2020-01-01", "end": "2022-01-01", "output_every": "P1M", "services": {"s": {}},
    "markets": {"m": {"online_population": 1e6, "services": {"s": {
        "direct_users": 1000, "adoption": {"imitation_per_year": {"uniform": [1, 2]}, "ceiling_share": 0.5}}}}},
    "enforcement": {"c": {"market": "m", "service": "s", "steps": {"block": {"on": "2020-06-01", "effectiveness": 0.7}}}},
}
# Root may write anywhere, unless it gives that up.
AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
# More than is ever waited for.
ENSEMBLE = ("ensemble", "a.json", "--members", "20000000", "--seed", "1", "--checkpoint", "0", "-q", "-o", "out/deep/r")


STARTED = []


@pytest.fixture
def folder(tmp_path):
    """Two scenarios, the second without enforcement."""
    (tmp_path / "a.json").write_text(json.dumps(SCENARIO))
    (tmp_path / "b.json").write_text(json.dumps({"extends": "a.json", "enforcement": None}))
    (tmp_path / "out").mkdir()
    yield tmp_path
    # What a test that failed has left running.
    while STARTED:
        STARTED.pop().kill()


def start(folder, *words, before=(), **streams):
    """A call of the program that is on its way."""
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    STARTED.append(subprocess.Popen([*before, os.path.abspath(PROGRAM), *words], cwd=folder, text=True, **given))
    return STARTED[-1]


def ended(process):
    """Exit code, standard output and error."""
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def contents(results):
    """Every file but the record, which tells the time taken."""
    return {path.name: path.read_bytes() for path in results.iterdir() if path.name != "run.json"}


def paths(folder):
    """Every path below, hidden ones too."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def wait_for(path, run):
    """Waits until a run has made a file of that name."""
    while not path.exists():
        assert run.poll() is None, f"no {path}"


@pytest.fixture
def written(folder):
    """What each scenario comes to when nobody is in its way."""
    for name in "ab":
        assert ended(start(folder, f"{name}.json", "-q", "-o", f"alone/{name}")) == (0, "", "")
    return [contents(folder / "alone" / name) for name in "ab"]


def test_runs_that_meet(folder, written):
    """Of many runs into one folder at once each ends well, and the folder is one run's, whole, with nothing beside it."""
    for _ in range(5):
        runs = [start(folder, f"{name}.json", "-q", "-o", "out/r") for name in "abababab"]
        assert [ended(run) for run in runs] == [(0, "", "")] * len(runs)
        assert contents(folder / "out/r") in written
        assert paths(folder / "out") == {"r", *(f"r/{name}" for name in [*written[0], "run.json"])}


def test_ensembles_that_meet(folder):
    """Only one works in a folder; the other is told so at once, and takes nothing from the first."""
    first = start(folder, *ENSEMBLE)
    wait_for(folder / "out/deep/r.partial/state", first)
    code, out, err = ended(start(folder, *ENSEMBLE))
    assert (code, out) == (73, "") and "out/deep/r.partial" in err and err.count("\n") == 1
    first.send_signal(signal.SIGTERM)
    assert ended(first)[0] == -signal.SIGTERM
    assert (folder / "out/deep/r.partial/state").exists()


@pytest.mark.parametrize("verb", [("a.json", "-q", "-o", "out/r"), ("a.json", "-q", "-o", "out/new/r"), (*ENSEMBLE[:3], "9", *ENSEMBLE[4:]),
                                  ("init", "out/mine"), ("check", "a.json", "--golden", "out/golden", "--update")],
                         ids=["run", "new folder", "ensemble", "init", "check"])
def test_a_folder_that_may_not_be_written(folder, verb):
    """It is told in one line, and nothing is left anywhere."""
    (folder / "out").chmod(0o555)
    before = paths(folder)
    code, out, err = ended(start(folder, *verb, before=AS_ANYBODY))
    assert (code, out) == (73, "") and "out" in err and "permission denied" in err.lower() and err.count("\n") == 1, err
    assert paths(folder) == before


def test_a_folder_that_goes_away(folder):
    """A run whose folder is removed under it ends with one line that says so; it doesn't make the folder again."""
    run = start(folder, *ENSEMBLE)
    wait_for(folder / "out/deep/r.partial/state", run)
    shutil.move(folder / "out", folder / "gone")
    shutil.rmtree(folder / "gone")
    code, out, err = ended(run)
    assert code in (73, 74) and out == "" and "out/deep/r" in err and err.count("\n") == 1, (code, err)
    assert not (folder / "out").exists()


def test_a_full_disk_behind_standard_output(folder):
    """The results are there, and the summary that couldn't be printed is told."""
    with open("/dev/full", "w") as full:
        code, _, err = ended(start(folder, "a.json", "-o", "out/r", stdout=full))
    assert code == 74 and "standard output can't be written: no space left on device" in err
    assert (folder / "out/r/summary.csv").exists()


@pytest.mark.parametrize("words", [("a.json", "-o", "out/r"), ("--help",), ("schema",), ("validate", "a.json")],
                         ids=["run", "help", "schema", "validate"])
@pytest.mark.parametrize("is_ignored", [False, True], ids=["SIGPIPE", "EPIPE"])
def test_a_pipe_that_nobody_reads(folder, words, is_ignored):
    """The program ends as others do that write into a closed pipe, with its results written."""
    reading, writing = os.pipe()
    os.close(reading)
    code, _, err = ended(start(folder, *words, stdout=writing, restore_signals=not is_ignored))
    os.close(writing)
    if is_ignored:
        assert code == 74 and os.strerror(errno.EPIPE).lower() in err
    else:
        assert (code, err) == (-signal.SIGPIPE, "")
    assert (folder / "out/r/summary.csv").exists() == (words[0] == "a.json")


@pytest.mark.parametrize("closed", [[0], [1], [2], [0, 1, 2]], ids=str)
def test_streams_that_are_closed(folder, written, closed):
    """No file of the results gets the number of a standard stream, and what is printed in it."""
    shell = f"exec {' '.join(f'{number}>&-' for number in closed)}; exec \"$0\" a.json -o out/r"
    done = subprocess.run(["sh", "-c", shell, os.path.abspath(PROGRAM)], cwd=folder, capture_output=True, timeout=60)
    assert done.returncode == (74 if 1 in closed else 0)
    assert contents(folder / "out/r") == written[0]
