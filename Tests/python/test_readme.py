"""The README shows what the program prints, and its commands run."""

import os
import re
import shlex
import subprocess

import pytest

from program import PROGRAM, REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.S)
# Commands of other sections need what an earlier line makes, so all run in order in one folder.
COMMANDS = [line.split("#")[0].strip() for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()
            if line.startswith((".build/release/simulate ", "simulate "))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An empty folder with the scenarios beside it, as in a clone."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "scenarios").symlink_to(REPOSITORY / "scenarios")
    return folder


def call(folder, command):
    """Runs a command of the README with the program under test."""
    words = re.sub(r"^(\.build/release/)?simulate", PROGRAM, command).replace("--members 1000", "--members 20")
    return subprocess.run(shlex.split(words), cwd=folder, capture_output=True, text=True, env=os.environ, timeout=100)


def test_the_result_is_the_one_shown(folder):
    shown = [text for kind, text in BLOCKS if kind == ""]
    assert call(folder, "simulate scenarios/block.json").stdout in shown


def test_every_command_runs(folder):
    assert len(COMMANDS) > 12
    call(folder, "simulate scenarios/withdraw.json")
    for command in COMMANDS:
        done = call(folder, command)
        assert done.returncode == 0, (command, done.stderr)
    # Nothing that git doesn't ignore is left in the clone, but for the scenario that the reader begins.
    assert {path.name for path in folder.iterdir()} == {"scenarios", "results", "my-case.json"}


def test_every_link_leads_somewhere():
    for name in re.findall(r"\]\(([^)#]+)\)", README):
        assert (REPOSITORY / name).exists(), name
