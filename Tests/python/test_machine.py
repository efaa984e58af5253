"""A machine that is too small is told before the work starts, and no limit of it ends the program by a signal."""

import os
import resource
import subprocess

import pytest

from calls import simulate
from program import PROGRAM, REPOSITORY

SCENARIO = str(REPOSITORY / "scenarios/block.json")
MEASURE = "russia.telegram.user_days_lost"
COMMANDS = {
    "help": ["--help"],
    "validate": ["validate", SCENARIO],
    "run": [SCENARIO, "-q", "-o", "OUT"],
    "check": ["check", SCENARIO, "--golden", "run", "-q"],
    "compare": ["compare", "run", SCENARIO, "-q", "-o", "OUT"],
    "paired": ["compare", SCENARIO, SCENARIO, "--members", "16", "--seed", "1", "-q", "-o", "OUT"],
    "ensemble": ["ensemble", SCENARIO, "--members", "40", "--seed", "1", "-q", "-o", "OUT"],
    "merge": ["merge", "shard-1", "shard-2", "-q", "-o", "OUT"],
    "sensitivity": ["sensitivity", SCENARIO, "--measure", MEASURE, "--samples", "4", "--resamples", "100", "--seed", "1", "-q", "-o", "OUT"],
    "discover": ["discover", "ensemble", "--where", f"{MEASURE} > 2e9", "-q", "-o", "OUT"],
    "fit": ["fit", SCENARIO, "--free", "imitation_russia", "--starts", "1", "--draws", "10", "--seed", "1", "-q", "-o", "OUT"],
    "hindcast": ["hindcast", str(REPOSITORY / "scenarios/telegram-growth.json"), "--free", "imitation_iran,ceiling_iran", "--until",
                 "2017-02-28", "--members", "10", "--seed", "1", "-q", "-o", "OUT"],
    "plot": ["plot", "run", "-q"],
    "report": ["report", "run", "-q", "-o", "OUT.html"],
    "spreadsheet": ["export", "run", "--xlsx", "-q", "-o", "OUT.xlsx"],
    "notebooks": ["export", "run", "--notebook", "-q", "-o", "NOTEBOOKS"],
}
# Below 150 MB the system's loader or Swift's runtime may fail before the program begins. Unit: kB.
ADDRESS_SPACE = [150_000, 200_000, 300_000, 600_000]
DESCRIPTORS = [4, 5, 6, 8, 11, 15, 20]
# Every value within them, for a closer look.
if os.environ.get("MACHINE_LIMITS"):
    ADDRESS_SPACE = list(range(150_000, 1_000_000, 50_000))
    DESCRIPTORS = list(range(4, 41))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Results to work on."""
    path = tmp_path_factory.mktemp("machine")
    assert simulate(path, SCENARIO, "-q", "-o", "run").code == 0
    assert simulate(path, "ensemble", SCENARIO, "--members", "40", "--seed", "1", "-q", "-o", "ensemble").code == 0
    for part in ("1", "2"):
        assert simulate(path, "ensemble", SCENARIO, "--members", "40", "--seed", "1", "--shard", f"{part}/2", "-q", "-o",
                        f"shard-{part}").code == 0
    return path


def limited(folder, words, limit, value):
    """Calls the program under a limit; exit code and standard error."""
    done = subprocess.run([os.path.abspath(PROGRAM), *words], cwd=folder, capture_output=True, text=True, timeout=60,
                          preexec_fn=lambda: resource.setrlimit(limit, (value, value)))
    return done.returncode, done.stderr


@pytest.mark.parametrize("size", ADDRESS_SPACE)
@pytest.mark.parametrize("name", COMMANDS)
def test_little_memory(folder, name, size):
    """A command is done, or says that memory is short; nothing in between."""
    code, error = limited(folder, COMMANDS[name], resource.RLIMIT_AS, size * 1024)
    # A program that is called may be the one that has no room.
    assert code in (0, 71) or code == 74 and "gnuplot" in error, error
    assert code != 71 or "of memory" in error


@pytest.mark.parametrize("count", DESCRIPTORS)
@pytest.mark.parametrize("name", COMMANDS)
def test_few_descriptors(folder, name, count):
    """A command is done, or says that too few files can be open."""
    code, error = limited(folder, COMMANDS[name], resource.RLIMIT_NOFILE, count)
    assert code in (0, 71), error
    assert code != 71 or "raise `ulimit -n`" in error


@pytest.mark.parametrize("words", [
    ["ensemble", SCENARIO, "--members", "10", "--seed", "1"],
    ["compare", SCENARIO, SCENARIO, "--members", "10", "--seed", "1"],
    ["sensitivity", SCENARIO, "--measure", MEASURE, "--samples", "16777216", "--seed", "1"],
    ["fit", SCENARIO, "--free", "imitation_russia", "--draws", "10000000", "--seed", "1"],
    ["fit", SCENARIO, "--free", "imitation_russia", "--sampler", "stretch", "--steps", "10000000", "--seed", "1"],
    ["hindcast", str(REPOSITORY / "scenarios/telegram-growth.json"), "--free", "imitation_iran,ceiling_iran", "--until", "2017-02-28",
     "--members", "1000000000", "--seed", "1"],
])
def test_work_that_is_too_large_for_the_machine(folder, words):
    """What the work needs is judged before it starts, and nothing is written."""
    code, error = limited(folder, [*words, "-q", "-o", "LARGE"], resource.RLIMIT_AS, 500_000 * 1024)
    assert code == 71 and "of memory are needed, and the limit of `ulimit -v` leaves" in error
    assert not (folder / "LARGE").exists()


def test_many_shards_need_as_many_descriptors(folder):
    """Each shard's folder stays locked while they are merged."""
    code, error = limited(folder, ["merge", *["shard-1"] * 40, "-o", "OUT"], resource.RLIMIT_NOFILE, 40)
    assert code == 71 and "56 more files must be open at a time" in error
