"""A build for debugging gives the bytes of the one for use.

`swift test` leaves it; `make test` names it by SIMULATE_DEBUG, and then it has to be there.
"""

import os
import subprocess
from pathlib import Path

import pytest

from program import PROGRAM, REPOSITORY

DEBUG = Path(os.environ.get("SIMULATE_DEBUG", REPOSITORY / ".build/debug/simulate"))
SCENARIO = REPOSITORY / "scenarios" / "block.json"
ENSEMBLE = ["ensemble", SCENARIO, "--members", 20, "--seed", 5, "--set", "output_every=P1M"]

pytestmark = pytest.mark.skipif(
    "SIMULATE_DEBUG" not in os.environ and not DEBUG.exists(), reason="`swift test` hasn't been run, so there is no build for debugging")


def files(program, arguments, folder):
    """What the program writes, by name, but for the time that it took, and the seal over that."""
    done = subprocess.run([program, *map(str, arguments), "--quiet", "-o", folder], capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done
    lines = {path.name: path.read_bytes().splitlines(keepends=True) for path in folder.iterdir()}
    return {name: b"".join(line for line in text if b'"seconds_taken"' not in line and b'"seal"' not in line) for name, text in lines.items()}


@pytest.mark.parametrize("arguments", [
    pytest.param([SCENARIO], id="run"),
    pytest.param([*ENSEMBLE, "--design", "sobol"], id="lockstep"),
    pytest.param([*ENSEMBLE, "--design", "lhs", "--integrator", "gsl"], id="gsl"),
])
def test_the_same_bytes(arguments, tmp_path):
    assert Path(PROGRAM).resolve() != DEBUG.resolve(), "SIMULATE names the build for debugging; name the one for use"
    debug, release = files(DEBUG, arguments, tmp_path / "debug"), files(PROGRAM, arguments, tmp_path / "release")
    assert debug.keys() == release.keys() and len(debug) >= 5
    assert [name for name in debug if debug[name] != release[name]] == []
