"""Lets the n-th call of the program to the file system fail, or a signal arrive there (Tests/faults/shim.c)."""

import functools
import os
import re
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from program import PROGRAM, REPOSITORY

# A converter that costs no time: what it makes is the business of other tests.
CONVERTER = """#!/bin/sh
cat >/dev/null
echo PNG
"""


@functools.cache
def shim():
    """The library, compiled for these tests."""
    compiler = shutil.which("clang") or shutil.which("cc")
    library = Path(tempfile.mkdtemp(prefix="weir-faults-")) / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", library,
                    REPOSITORY / "Tests/faults/shim.c", "-ldl"], check=True)
    return library


@dataclass(frozen=True)
class Command:
    """A command with what it replaces."""

    words: tuple
    # What lies there before, as calls of the program.
    before: tuple = ()
    # Parts of the folder that are replaced one by one, as expressions, where the program is killed; all else together.
    parts: tuple = ()
    # What a failure leaves to go on with.
    work: tuple = ()

    @property
    def folder(self):
        """The folder of results that it is about."""
        if "--notebook" in self.words:
            return self.words[1].replace("out", "notebooks-export")
        for option in ("-o", "--golden"):
            if option in self.words:
                return self.words[self.words.index(option) + 1]
        return self.words[1]


@dataclass
class Attempt:
    """What a disturbed call of the program did."""

    happened: bool
    # Whether somebody else could write there.
    meddled: bool
    code: int
    err: str
    state: dict = field(repr=False)


class Workshop:
    """A folder in which a command is called again and again from the same beginnings."""

    def __init__(self, root, scenarios, command):
        self.command = command
        self.folder, self.origin, self.mark = root / "folder", root / "origin", root / "mark"
        self.tools = root / "tools"
        self.tools.mkdir()
        (self.tools / "rsvg-convert").write_text(CONVERTER)
        (self.tools / "rsvg-convert").chmod(0o755)
        self.folder.mkdir()
        (self.folder / "tmp").mkdir()
        for name, content in scenarios.items():
            (self.folder / name).write_text(content)
        for words in command.before:
            done = self.call(words)
            assert done.returncode == 0, done.stderr
        shutil.copytree(self.folder, self.origin, symlinks=True)
        self.old = self.state()
        done = self.call(command.words)
        assert done.returncode == 0, done.stderr
        self.new = self.state()

    def call(self, words, **environment):
        """Calls the program in the folder."""
        return subprocess.run(
            [os.path.abspath(PROGRAM), *words], cwd=self.folder, capture_output=True, text=True, timeout=120,
            env={"PATH": f"{self.tools}:{os.environ['PATH']}", "TMPDIR": str(self.folder / "tmp"), **environment},
            # Tests that run in the background of a shell are deaf to it, and so would the program be.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    def reset(self):
        """Brings the folder back to what it was before the command."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.origin, self.folder, symlinks=True)
        self.mark.unlink(missing_ok=True)

    def remove(self, name):
        """Removes a folder or a file."""
        path = self.folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    def attempt(self, fault, at):
        """Calls the command with a fault at its `at`-th call."""
        self.reset()
        done = self.call(self.command.words, LD_PRELOAD=str(shim()), FAULT=str(fault), FAULT_AT=str(at),
                         FAULT_MARK=str(self.mark))
        return Attempt(self.mark.exists(), self.mark.exists() and self.mark.stat().st_size > 0, done.returncode, done.stderr, self.state())

    def state(self):
        """Every path below the folder with its bytes, but for the time that a run took."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            content = path.read_bytes() if path.is_file() else None
            if path.name == "run.json":
                content = re.sub(rb'"seconds_taken": [^,]*|"seal": .*', b"", content)
            found[path.relative_to(self.folder).as_posix()] = content
        return found

    def is_whole(self, state, killed):
        """Whether what is visible, or each part of it after a kill, is what it was before or what it is to be."""
        def part(states, names):
            return {path: states[path] for path in states if names(path)}

        rest = self.command.parts if killed else ()
        chosen = [functools.partial(re.match, expression) for expression in rest]
        chosen.append(lambda path: not any(re.match(expression, path) for expression in rest))
        old, new = self.visible(self.old), self.visible(self.new)
        return all(part(state, names) in (part(old, names), part(new, names)) for names in chosen)

    def visible(self, state):
        """The files without what a killed run may leave for the next to clear."""
        hidden = re.compile(r"(.*/)?\.[^/]*weir-|tmp/" + "".join("|" + expression for expression in self.command.work))
        return {path: content for path, content in state.items()
                if content is not None and not hidden.match(path)}
