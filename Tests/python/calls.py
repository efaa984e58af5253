"""Calls the program as a user does, in a folder and with whatever it is to fail on."""

import os
import subprocess
from typing import NamedTuple

from program import PROGRAM


class Answer(NamedTuple):
    """What a call of the program left behind."""

    code: int
    out: str
    err: str


def simulate(folder, *arguments, stdin=b"", timeout=20):
    """Calls the program in a folder."""
    done = subprocess.run([os.path.abspath(PROGRAM), *arguments], cwd=folder, input=stdin, capture_output=True,
                          timeout=timeout)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def contents(folder):
    """Every path below a folder, hidden ones too, with the bytes of files and the aims of links."""
    return {path.relative_to(folder).as_posix(): os.readlink(path) if path.is_symlink()
            else path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def earlier_results(folder):
    """Makes a folder `OUT` as a run before would have left it, and a new one must leave it."""
    (folder / "OUT").mkdir()
    (folder / "OUT/timeseries.csv").write_text("date,market,service\n2018-01-01,utopia,chat\n")
    (folder / "OUT/run.json").write_text('{"program": "weir"}\n')
