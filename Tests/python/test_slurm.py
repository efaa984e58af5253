"""Jobs for Slurm: what a scenario is called reaches a shell as a name and nothing else, and Slurm's own languages not at all.

The scripts are run by a stand-in for sbatch; Tests/slurm/end-to-end does so with Slurm itself.
"""

import os
import shutil
import subprocess

import pytest

from calls import simulate
from program import PROGRAM, REPOSITORY

NAMES = ["my case.json", "it's.json", "50%x%%j.json", 'a"b.json', "$(touch pwned).json", "`id`.json", "back\\slash\\\\.json", "-x.json",
         "Телеграм é.json", "a;b&c|d>e*f?.json", "END.json"]
ARGUMENTS = ["--members", "24", "--seed", "3", "--set", "output_every=P1Y"]

# Tells its words, a line each, and runs the script as Slurm would: a task after another, from the folder it was called in.
SBATCH = r"""#!/bin/sh
printf '%s\n' "$@" "" >>"$STUB_LOG"
tasks=1
for word; do case $word in --array=1-*) tasks=${word#--array=1-};; esac; script=$word; done
task=1
while [ "$task" -le "$tasks" ]; do
    SLURM_ARRAY_TASK_ID=$task sh -- "$script" </dev/null >/dev/null 2>&1 || exit 1
    task=$((task + 1))
done
echo '7;cluster'
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with scenarios of the library and a stand-in for sbatch."""
    shutil.copytree(REPOSITORY / "scenarios/base", tmp_path / "base")
    shutil.copytree(REPOSITORY / "scenarios/data", tmp_path / "data")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/sbatch").write_text(SBATCH)
    (tmp_path / "bin/sbatch").chmod(0o755)
    return tmp_path


def call(folder, words, **settings):
    """Calls a program where sbatch is the stand-in."""
    environment = os.environ | {"PATH": f"{folder}/bin:{os.environ['PATH']}", "STUB_LOG": str(folder / "words")}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, **settings)
    assert done.returncode == 0, done
    return done.stdout


def ensemble(folder, *arguments):
    """Calls `ensemble` where sbatch is the stand-in."""
    return call(folder, [os.path.abspath(PROGRAM), "ensemble", *ARGUMENTS, *arguments])


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_a_name(folder, name):
    """Submitted or pasted into a shell from --dry-run, shards and merge give what the ensemble gives in one go."""
    shutil.copy(REPOSITORY / "scenarios/block.json", folder / name)
    stem = name.removesuffix(".json")
    ensemble(folder, "-q", "-o", "whole", "--", name)
    ensemble(folder, "-q", "--slurm", "2", "--", name)
    printed = ensemble(folder, "--slurm", "2", "-o", f"-{stem}", "--dry-run", "--", name)
    call(folder, ["sh"], input=printed)
    for results in (f"results/{stem}-ensemble", f"-{stem}"):
        for table in ("quantiles.csv", "members.csv"):
            assert (folder / results / table).read_bytes() == (folder / "whole" / table).read_bytes()
        assert sorted(os.listdir(f"{folder / results}.slurm")) == ["array.sh", "merge.log", "merge.sh", "shard-1.log", "shard-2.log"]
    assert not (folder / "pwned").exists()
    scripts = [path.read_text() for path in folder.rglob("*.sh")]
    directives = {line for text in scripts for line in text.splitlines() if line.startswith("#SBATCH")}
    assert len(scripts) == 4 and directives == {
        "#SBATCH --job-name=weir", "#SBATCH --job-name=weir-merge", "#SBATCH --requeue", "#SBATCH --output=/dev/null"}


def test_options_for_sbatch_reach_both_jobs(folder):
    """Each is one word of sbatch's, before the program's own, which overrule it."""
    words = ["--slurm", "2", "-o", "out/", "--sbatch", "--account=abc", "--sbatch=--comment=it's a $HOME", "--checkpoint", "7.5"]
    ensemble(folder, *words, "-q", str(REPOSITORY / "scenarios/block.json"))
    array, merge = [job.split("\n") for job in (folder / "words").read_text().split("\n\n")[:2]]
    options = ["--account=abc", "--comment=it's a $HOME", "--parsable"]
    assert array == [*options, "--array=1-2", "--", "out.slurm/array.sh"]
    assert merge == [*options, "--dependency=afterok:7", "--kill-on-invalid-dep=yes", "--", "out.slurm/merge.sh"]
    assert " --checkpoint 7.5 " in (folder / "out.slurm/array.sh").read_text()
    (folder / "words").unlink()
    call(folder, ["sh"], input=ensemble(folder, *words, "--dry-run", str(REPOSITORY / "scenarios/block.json")))
    assert (folder / "words").read_text().split("\n\n")[:2] == ["\n".join(array), "\n".join(merge)]
    # What was pasted is the program's own work, and gives way to it.
    ensemble(folder, *words, "-q", str(REPOSITORY / "scenarios/block.json"))


@pytest.mark.parametrize(("words", "message"), [
    (["--slurm", "2", "--sbatch", "abc"],
     "`--sbatch` needs one option of sbatch with its value, such as `--sbatch --account=abc`, found `abc`"),
    (["--sbatch", "--account=abc"], "`--sbatch` goes with `--slurm N`; add that, or leave it out"),
])
def test_options_for_sbatch_that_make_no_sense(folder, words, message):
    """What isn't an option would be taken for the script."""
    assert simulate(folder, "ensemble", *ARGUMENTS, *words, "a.json") == (64, "", f"simulate: {message}\n")


def test_standard_input_is_no_scenario_of_shards(folder):
    """Each shard would have to read it again."""
    assert simulate(folder, "ensemble", *ARGUMENTS, "--slurm", "2", "-") == (
        64, "", "simulate: each shard reads the scenario again, which standard input can't give; name a file\n")
