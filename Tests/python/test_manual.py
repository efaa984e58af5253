"""The man page and the completions that the table of flags makes, in the programs that read them."""

import os
import re
import subprocess

import pexpect
import pytest

from calls import simulate
from program import PROGRAM

FORMS = [
    ("ens", {"ensemble"}),
    ("ensemble --d", {"--design", "--dry-run"}),
    ("ensemble x.json --design ", {"random", "lhs", "sobol"}),
    ("block.json --di", {"--dialect"}),
    ("block.json --dialect excel", {"excel", "excel-semicolon"}),
    ("check blo", {"block.json"}),
    ("validate ", {"block.json", "other.json", "results/"}),
    ("report res", {"results/"}),
    ("block.json --set ", set()),
    ("block.json -o res", {"results/"}),
    ("report results -o blo", {"block.json", "block.csv"}),
    ("--data blo", {"block.json", "block.csv"}),
    ("--seed 4 ensemble --allow", {"--allow-failures", "--allow-outside"}),
    ("init --q", {"--quiet"}),
    ("--comp", {"--completions"}),
    ("--completions ", {"bash", "zsh", "fish"}),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with files to offer, and the shells' scripts beside it."""
    folder = tmp_path_factory.mktemp("completions") / "work"
    folder.mkdir()
    (folder.parent / "shells").mkdir()
    (folder / "results").mkdir()
    for name in ("block.json", "other.json", "block.csv"):
        (folder / name).touch()
    for shell, file in (("bash", "simulate.bash"), ("zsh", "_simulate"), ("fish", "simulate.fish")):
        (folder.parent / "shells" / file).write_text(simulate(folder, "--completions", shell).out)
    return folder


@pytest.mark.parametrize(("line", "offered"), FORMS, ids=[line for line, _ in FORMS])
def test_bash_offers(folder, line, offered):
    """Bash calls the function as its line editor does, and gets the words; those of folders without their slash."""
    script = """
        source ../shells/simulate.bash
        compopt() { :; }  # the line editor's own, of which a script has none
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _simulate; printf '%s\\n' "${COMPREPLY[@]}"
    """
    words = ["simulate", *line.split(" ")]
    done = subprocess.run(["bash", "--norc", "-c", script, "bash", *words], cwd=folder, capture_output=True, text=True, timeout=20)
    assert done.stderr == ""
    assert set(done.stdout.split()) == {word.rstrip("/") for word in offered}


@pytest.mark.parametrize(("line", "offered"), FORMS, ids=[line for line, _ in FORMS])
def test_fish_offers(folder, line, offered):
    script = "source ../shells/simulate.fish; complete -C (string join ' ' -- $argv)"
    done = subprocess.run(["fish", "--no-config", "-c", script, f"simulate {line}"], cwd=folder, capture_output=True, text=True,
                          timeout=20, env=os.environ | {"HOME": str(folder.parent)})
    assert done.stderr == ""
    answers = {text.split("\t")[0] for text in done.stdout.splitlines()}
    # fish lists all files where some are asked for, those that fit first.
    assert offered <= answers
    assert answers <= offered | {"block.csv", "block.json", "other.json", "results/"}


@pytest.fixture(scope="module")
def zsh(folder):
    """An interactive zsh that completes in a terminal."""
    shell = pexpect.spawn("zsh", ["-f", "-i"], cwd=str(folder), encoding="utf-8", timeout=20, dimensions=(60, 200),
                          env=os.environ | {"TERM": "dumb", "PS1": "READY> ", "HOME": str(folder)})
    shell.expect_exact("READY> ")
    shell.sendline("unsetopt zle_bracketed_paste prompt_sp; setopt auto_list; unsetopt list_beep auto_menu list_ambiguous;"
                   "fpath=($PWD/../shells $fpath); autoload -Uz compinit; compinit -u -D; PS1='DONE''> '")
    shell.expect_exact("DONE> ")
    yield shell
    shell.close(force=True)


@pytest.mark.parametrize(("line", "offered"), [form for form in FORMS if form[1]], ids=[line for line, words in FORMS if words])
def test_zsh_offers(zsh, line, offered):
    """What a tab shows after a line in a terminal; the line is thrown away."""
    zsh.send(f"simulate {line}\t")
    seen = ""
    for word in offered:
        if word.rstrip("/") not in seen:
            zsh.expect_exact(word.rstrip("/"))
            seen += zsh.before + zsh.after
    zsh.send("\x15\n")
    zsh.expect_exact("DONE> ")


@pytest.mark.parametrize(("typed", "completed"), [
    ("simulate ensemble block.json --design=so", "simulate ensemble block.json --design=sobol "),
    ("simulate val", "simulate validate "),
    ("simulate report res", "simulate report results/"),
])
def test_bash_completes_in_a_terminal(folder, typed, completed):
    shell = pexpect.spawn("bash", ["--norc", "-i"], cwd=str(folder), encoding="utf-8", timeout=20,
                          env=os.environ | {"TERM": "dumb", "PS1": "READY> "})
    shell.expect_exact("READY> ")
    shell.sendline("bind 'set enable-bracketed-paste off'; source ../shells/simulate.bash; PS1='DONE''> '")
    shell.expect_exact("DONE> ")
    shell.send(typed + "\t")
    shell.expect_exact(completed)
    shell.close(force=True)


def test_the_man_page_is_clean(tmp_path):
    """mandoc warns of nothing but that there is no date, which would change the page where nothing in it changes."""
    page = tmp_path / "simulate.1"
    page.write_text(simulate(tmp_path, "--man").out, "utf-8")
    lint = subprocess.run(["mandoc", "-Tlint", "-Wwarning", str(page)], capture_output=True, text=True, timeout=20)
    assert [line.split(": ", 3)[3] for line in lint.stdout.splitlines()] == ["missing date, using \"\": TH"]


def test_the_man_page_says_what_the_help_says(tmp_path):
    """Every verb, option and exit code of `--help` stands in the page as a reader sees it."""
    page = tmp_path / "simulate.1"
    page.write_text(simulate(tmp_path, "--man").out, "utf-8")
    shown = subprocess.run(["man", "--nj", "--nh", "-l", str(page)], capture_output=True, text=True, timeout=20,
                           env=os.environ | {"MANWIDTH": "500", "LC_ALL": "C", "MAN_KEEP_FORMATTING": ""})
    assert shown.stderr == ""
    shown = shown.stdout
    help = simulate(tmp_path, "--help").out
    for option in re.findall(r"--[a-z-]+[a-z]", help):
        assert option in shown
    for form in re.findall(r"^  (simulate .*?)(?:  .*)?$", help, re.M):
        assert form.split(" COMMAND ")[-1].replace("…", "...") in shown, form


VERBS = re.findall(r"^  simulate ([a-z]+) ", subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout, re.M)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_help(tmp_path, verb):
    """`simulate VERB --help` tells the verb's form and options, in lines that a terminal shows whole."""
    answer = simulate(tmp_path, verb, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"simulate {verb}: ")
    assert f"\n  simulate {verb}" in answer.out and "--help" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 90
    assert "or with a command" not in answer.out


def test_what_may_be_left_out_stands_in_brackets(tmp_path):
    """A scenario can name its observations, so that the help, the man page and the synopsis ask for none."""
    for verb in ("fit", "hindcast"):
        assert "[--data OBSERVATIONS]" in simulate(tmp_path, verb, "--help").out
    assert re.search(r"simulate fit SCENARIO .*\[--data OBSERVATIONS\]", simulate(tmp_path, "--help").out)
    assert simulate(tmp_path, "--man").out.count("[\\-\\-data OBSERVATIONS]") == 4


def test_the_help_of_merge_knows_no_default(tmp_path):
    """Its `-o` is required, and the shards have names of their own."""
    assert "by default" not in simulate(tmp_path, "merge", "--help").out


def test_help_of_a_run_leaves_out_what_does_not_go_with_it(tmp_path):
    out = simulate(tmp_path, "block.json", "--help").out
    assert "--vary" in out and "--members" not in out
    assert "--members" in simulate(tmp_path, "ensemble", "--help").out


def test_the_version_tells_the_commit_or_that_it_does_not(tmp_path):
    """`make` records the commit; a plain `swift build` can't."""
    assert re.fullmatch(r"simulate \d+\.\d+\.\d+ \(commit (not recorded|[0-9a-f]{7,40}(-dirty)?), GSL \d+\.\d+(\.\d+)?\)\n",
                        simulate(tmp_path, "--version").out)
