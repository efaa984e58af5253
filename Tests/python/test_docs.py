"""The tutorial and the answers run as they stand, print what they show, and lead somewhere."""

import os
import re
import shlex
import subprocess

import pytest

from program import PROGRAM, REPOSITORY

FENCES = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md"), *REPOSITORY.glob("scenarios/*.md"), *REPOSITORY.glob("Examples/**/README.md")])


def shell(commands, folder):
    """Runs lines of a document; what they print, on whichever stream."""
    script = f'simulate() {{ {shlex.quote(os.path.abspath(PROGRAM))} "$@"; }}\n{commands}'
    return subprocess.run(["bash", "-c", script], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)


def same(shown, printed):
    """Whether a document shows what was printed; a line that ends in … shows how one begins."""
    shown, printed = shown.splitlines(), printed.splitlines()
    return len(shown) == len(printed) and all(
        line.startswith(text[:-1]) if text.endswith("…") else line == text for text, line in zip(shown, printed))


def test_the_tutorial_to_its_end(tmp_path):
    """Its files are saved, its commands run in order in one folder, and print what stands under them."""
    printed, outputs, files = None, 0, 0
    for kind, name, text in FENCES.findall((REPOSITORY / "docs/tutorial.md").read_text("utf-8")):
        if kind == "json":
            (tmp_path / name).write_text(text, "utf-8")
            files += 1
        elif kind == "sh" and "/path/to/" not in text:
            printed = shell(text, tmp_path).stdout
        elif kind == "text":
            assert same(text, printed), printed
            outputs += 1
    assert (files, outputs) == (4, 9)
    assert (tmp_path / "zello.html").stat().st_size > 10_000


def test_the_answers_run(tmp_path):
    """The commands among the answers succeed in a clone."""
    (tmp_path / "scenarios").symlink_to(REPOSITORY / "scenarios")
    for kind, _, text in FENCES.findall((REPOSITORY / "docs/faq.md").read_text("utf-8")):
        if kind == "sh":
            done = shell("set -e\n" + text, tmp_path)
            assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_link_leads_somewhere(path):
    for name in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", FENCES.sub("", path.read_text("utf-8"))):
        assert "://" in name or (path.parent / name).exists(), name
