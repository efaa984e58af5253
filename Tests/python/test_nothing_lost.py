"""Nothing of a user's is replaced or removed that the program can't prove to have written."""

import hashlib
import json
import re
import shutil
import subprocess
import os

import pytest

from calls import contents, simulate
from program import PROGRAM

SCENARIO = {
    "format": 1, "start": "2020-01-01", "end": "2020-03-01", "output_every": "P1W",
    "services": {"s": {"messages_per_user_per_day": 10, "content_bytes_per_message": 1000}},
    "markets": {"m": {"online_population": 1e6, "services": {"s": {
        "direct_users": 1000, "adoption": {"imitation_per_year": {"parameter": "q"}, "ceiling_share": 0.5}}}}},
    "parameters": {"q": {"lognormal": {"median": 1, "sigma": 0.3}}},
    "laws": {"l": {"market": "m", "in_force": "2020-01-10", "content_retention": {"telecom": "P1M"}}},
    "enforcement": {"c": {"market": "m", "service": "s", "steps": {"block": {"on": "2020-02-01", "effectiveness": 0.7}}}},
}
OBSERVATIONS = ("market,service,date,measure,value,low,high,source\n"
                "m,s,2020-01-05,active_users,1010,1000,1020,a\nm,s,2020-01-25,active_users,1060,1050,1070,a\n"
                "m,s,2020-02-25,active_users,700,600,800,a\n")
ENSEMBLE = ("ensemble", "a.json", "--members", "16", "--seed", "1", "--jobs", "1")
# What writes a folder, and what it needs before.
COMMANDS = {
    "run": (("a.json", "--data", "data.csv", "-o", "d"), ()),
    "run --plot": (("a.json", "--plot", "-o", "d"), ()),
    "sweep": (("a.json", "--vary", "markets.m.services.s.direct_users=1:2:1", "-o", "d"), ()),
    "ensemble": ((*ENSEMBLE, "-o", "d"), ()),
    "shard": ((*ENSEMBLE, "--shard", "1/2", "-o", "d"), ()),
    "merge": (("merge", "s1", "s2", "-o", "d"), tuple((*ENSEMBLE, "--shard", f"{k}/2", "-o", f"s{k}") for k in (1, 2))),
    "compare": (("compare", "a.json", "b.json", "-o", "d"), ()),
    "compare --members": (("compare", "a.json", "b.json", "--members", "8", "--seed", "1", "-o", "d"), ()),
    "fit": (("fit", "a.json", "--data", "data.csv", "--free", "q", "--seed", "1", "--draws", "20", "-o", "d"), ()),
    "hindcast": (("hindcast", "a.json", "--data", "data.csv", "--free", "q", "--until", "2020-01-31", "--members", "16", "--seed", "1",
                  "-o", "d"), ()),
    "sensitivity": (("sensitivity", "a.json", "--measure", "m.s.user_days_lost", "--samples", "8", "--seed", "1", "-o", "d"), ()),
    "discover": (("discover", "e", "--where", "m.s.active_users_at_end > 350", "-o", "d"), ((*ENSEMBLE[:3], "64", *ENSEMBLE[4:], "-o", "e"),)),
    "export --notebook": (("export", "r", "--notebook", "-o", "d"), (("a.json", "-o", "r"),)),
    "check --update": (("check", "a.json", "--golden", "d", "--update"), ()),
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(SCENARIO))
    (tmp_path / "b.json").write_text(json.dumps({"extends": "a.json", "enforcement": None}))
    (tmp_path / "data.csv").write_text(OBSERVATIONS)
    return tmp_path


def done(folder, *words):
    """Calls the program, which has to succeed."""
    answer = simulate(folder, *words)
    assert answer.code == 0, answer
    return answer


@pytest.fixture(params=COMMANDS)
def command(request, folder):
    words, before = COMMANDS[request.param]
    for call in before:
        done(folder, *call, "-q")
    return (*words, "-q")


def names(folder, command):
    """The names of all files that a command leaves in its folder."""
    done(folder, *command)
    found = sorted(path.name for path in (folder / "d").iterdir())
    shutil.rmtree(folder / "d")
    return found


def test_a_file_of_every_name_that_is_written_is_left_alone(folder, command):
    """A folder whose file has the program's own name, but not its content, isn't replaced; moved aside, it is whole."""
    for name in names(folder, command):
        (folder / "d").mkdir()
        (folder / "d" / name).write_text("precious")
        before = contents(folder)
        answer = simulate(folder, *command)
        assert answer.code == 73 and f"`{name}`" in answer.err and "--move-aside" in answer.err, (name, answer)
        assert contents(folder) == before, name
        answer = done(folder, *command, "--move-aside")
        assert "d.1" in answer.err, (name, answer)
        assert (folder / "d.1" / name).read_text() == "precious"
        shutil.rmtree(folder / "d")
        shutil.rmtree(folder / "d.1")


def test_a_folder_of_every_name_that_is_written_is_left_alone(folder, command):
    for name in names(folder, command):
        (folder / "d" / name).mkdir(parents=True)
        before = contents(folder)
        answer = simulate(folder, *command)
        assert answer.code == 73 and f"`{name}`" in answer.err, (name, answer)
        assert contents(folder) == before, name
        shutil.rmtree(folder / "d")


def test_what_was_changed_added_or_linked_is_left_alone(folder, command):
    """Results of its own are replaced as long as nothing in them is somebody else's."""
    if "--shard" in command:
        pytest.skip("a shard's folder is work, gone on with")
    done(folder, *command)
    done(folder, *command)
    for name in sorted(path.name for path in (folder / "d").iterdir()):
        path = folder / "d" / name
        was = path.read_bytes()
        for change in (was + b"\n", was[:-1], b"", was.replace(b"1", b"2") if b"1" in was else b"2"):
            path.write_bytes(change)
            before = contents(folder)
            answer = simulate(folder, *command)
            assert answer.code == 73 and f"`{name}`" in answer.err, (name, answer)
            assert contents(folder) == before
        path.unlink()
        path.symlink_to(folder / "a.json")
        assert simulate(folder, *command).code == 73
        path.unlink()
        path.write_bytes(was)
    (folder / "d/notes.txt").write_text("precious")
    answer = simulate(folder, *command)
    assert answer.code == 73 and "`notes.txt`" in answer.err, answer
    (folder / "d/notes.txt").unlink()
    # What is missing was lost by somebody else.
    (folder / "d/datapackage.json").unlink()
    done(folder, *command)


def test_the_manifest_names_every_file_with_its_digest(folder):
    done(folder, "a.json", "-o", "d", "-q")
    done(folder, "report", "d", "-q")
    done(folder, "plot", "d", "-q")
    manifest = json.loads((folder / "d/manifest.json").read_text())
    files = {file["name"]: file for file in manifest["files"]}
    assert len(files) == len(manifest["files"])
    assert files.keys() | {"manifest.json"} == {path.name for path in (folder / "d").iterdir()}
    for name, file in files.items():
        content = (folder / "d" / name).read_bytes()
        if name == "run.json":
            # It differs from run to run, and ends with the digest of all before that.
            before, seal = re.fullmatch(rb'(.*"seal": "weir record sha256 )([0-9a-f]{64})"\n}\n', content, re.S).groups()
            assert file == {"name": name, "sealed": True} and hashlib.sha256(before).hexdigest() == seal.decode()
            continue
        assert file["bytes"] == len(content) and file["sha256"] == hashlib.sha256(content).hexdigest()
    done(folder, "plot", "d", "-q")
    done(folder, "a.json", "-o", "d", "-q")


def test_pictures_and_pages_replace_only_their_own(folder):
    done(folder, "a.json", "-o", "d", "-q")
    for verb, name in (("report", "report.html"), ("plot", "active-users.svg")):
        (folder / "d" / name).write_text("precious")
        before = contents(folder)
        answer = simulate(folder, verb, "d")
        assert answer.code == 73 and name in answer.err and "--move-aside" in answer.err, answer
        assert contents(folder) == before
        done(folder, verb, "d", "--move-aside")
        assert (folder / "d" / (name + ".1")).read_text() == "precious"
        (folder / "d" / (name + ".1")).unlink()
        done(folder, verb, "d")


SINGLE = {
    "page.html": ("report", "d", "-o", "page.html"),
    "d.xlsx": ("export", "d", "--xlsx"),
    "other.xlsx": ("export", "d", "--xlsx", "-o", "other.xlsx"),
    "j.xml": ("check", "a.json", "--golden", "g", "--junit", "j.xml"),
    "results/report.html": ("report", "d", "e"),
}


@pytest.mark.parametrize("name", SINGLE)
def test_a_single_file_is_replaced_only_as_it_was_written(folder, name):
    done(folder, "a.json", "-o", "d", "-q")
    done(folder, "b.json", "-o", "e", "-q")
    done(folder, "check", "a.json", "--golden", "g", "--update", "-q")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("precious")
    answer = simulate(folder, *SINGLE[name])
    assert answer.code == 73 and "--move-aside" in answer.err and path.read_text() == "precious", answer
    done(folder, *SINGLE[name], "--move-aside")
    assert (folder / (name + ".1")).read_text() == "precious"
    done(folder, *SINGLE[name])
    was = path.read_bytes()
    path.write_bytes(was[:100] + b"?" + was[101:])
    assert simulate(folder, *SINGLE[name]).code == 73
    path.unlink()
    path.mkdir()
    answer = simulate(folder, *SINGLE[name])
    assert answer.code == 73 and "it is a folder" in answer.err, answer


def test_a_page_never_takes_the_place_of_a_table(folder):
    done(folder, "a.json", "-o", "d", "-q")
    done(folder, "b.json", "-o", "e", "-q")
    before = contents(folder)
    for place in ("d/summary.csv", "d/page.html", "e/report.html", "d/manifest.json"):
        assert simulate(folder, "report", "d", "-o", place).code == 73, place
    assert contents(folder) == before


def test_slurm_scripts_replace_only_their_own(folder):
    (folder / "d.slurm").mkdir()
    (folder / "d.slurm/array.sh").write_text("precious")
    (folder / "sbatch").write_text("#!/bin/sh\necho 7\n")
    (folder / "sbatch").chmod(0o755)
    words = [os.path.abspath(PROGRAM), "ensemble", "a.json", "--members", "8", "--seed", "1", "--slurm", "2", "-o", "d"]
    def submit():
        return subprocess.run(words, cwd=folder, capture_output=True, text=True, env={"PATH": f"{folder}:{os.environ['PATH']}"})
    answer = submit()
    assert answer.returncode == 73 and (folder / "d.slurm/array.sh").read_text() == "precious", answer
    (folder / "d.slurm/array.sh").unlink()
    assert submit().returncode == 0
    assert submit().returncode == 0


def test_names_like_those_of_drafts_are_left_alone(folder):
    """Whatever lies beside the results under a name such as those of drafts, if the program didn't draft it."""
    (folder / ".res.weir-notes").mkdir()
    (folder / ".res.weir-notes/paper.txt").write_text("precious")
    (folder / ".res.weir-file").write_text("precious")
    (folder / ".res.weir-0123456789abc").mkdir()
    (folder / ".res.weir-0123456789abc/journal").write_text("precious")
    (folder / ".res.weir-0123456789abc/new").mkdir()
    (folder / ".res.weir-0123456789abc/new/summary.csv").write_text("precious")
    done(folder, "a.json", "-o", ".foo.weir-1", "-q")
    before = contents(folder)
    for place in ("res", "foo"):
        done(folder, "a.json", "-o", place, "-q")
        done(folder, "a.json", "-o", place, "-q")
        shutil.rmtree(folder / place)
    assert contents(folder) == before


def test_results_of_another_scenario_of_the_same_name_stay(folder):
    for name in "xy":
        (folder / name).mkdir()
        shutil.copy(folder / "a.json", folder / name)
    done(folder, "x/a.json", "-q")
    before = contents(folder)
    answer = simulate(folder, "y/a.json", "-q")
    assert answer.code == 73 and "`x/a.json`" in answer.err and "`y/a.json`" in answer.err and "`-o`" in answer.err, answer
    assert contents(folder) == before
    done(folder, "x/a.json", "-q")
    done(folder / "x", "../x/a.json", "-o", "../results/a", "-q")
    for words in (("ensemble", "a.json", "--members", "8", "--seed", "1"), ("a.json", "--vary", "start=2020-01-01:2020-01-01:1")):
        if "--vary" in words:
            continue
        done(folder, *[f"x/{word}" if word.endswith(".json") else word for word in words], "-q")
        assert simulate(folder, *[f"y/{word}" if word.endswith(".json") else word for word in words], "-q").code == 73


def test_a_symbolic_link_leads_to_the_folder(folder):
    (folder / "scratch").mkdir()
    (folder / "out").symlink_to("scratch")
    for place in ("out", "out/"):
        done(folder, "a.json", "-o", place, "-q")
        assert (folder / "out").is_symlink() and (folder / "scratch/summary.csv").exists()
    (folder / "nowhere").symlink_to("missing")
    answer = simulate(folder, "a.json", "-o", "nowhere")
    assert answer.code == 73 and "symbolic link" in answer.err, answer
    (folder / "page.html").symlink_to("scratch/page.html")
    answer = simulate(folder, "report", "out", "-o", "page.html")
    assert answer.code == 73, answer


def test_kept_work_is_never_begun_anew_unasked(folder):
    """Without `--resume`, work of this ensemble or another stays where it is."""
    shard = (*ENSEMBLE, "--shard", "1/2", "-o", "s", "-q")
    done(folder, *shard)
    before = contents(folder)
    answer = simulate(folder, *shard)
    assert answer.code == 73 and "8 of 8 members of this ensemble" in answer.err and "`--resume`" in answer.err, answer
    answer = simulate(folder, *shard, "--set", "end=2020-02-20")
    assert answer.code == 73 and "another ensemble" in answer.err, answer
    assert contents(folder) == before
    done(folder, *shard, "--resume")
    assert contents(folder) == before
    done(folder, *shard, "--move-aside")
    assert (folder / "s.1/state").read_bytes() == before["s/state"]
    # That of a whole ensemble lies beside its results.
    shutil.copytree(folder / "s", folder / "e.partial")
    answer = simulate(folder, *ENSEMBLE, "-o", "e")
    assert answer.code == 73 and "e.partial" in answer.err and "--resume" in answer.err, answer


def test_damaged_rows_are_never_merged(folder):
    for k in (1, 2):
        done(folder, *ENSEMBLE, "--shard", f"{k}/2", "-o", f"s{k}", "-q")
    rows = (folder / "s1/members").read_bytes()
    digit = re.search(rb"\d", rows[60:]).start() + 60
    (folder / "s1/members").write_bytes(rows[:digit] + b"%d" % ((rows[digit] - 47) % 10) + rows[digit + 1:])
    answer = simulate(folder, "merge", "s1", "s2", "-o", "d")
    assert answer.code == 65 and "damaged" in answer.err, answer


def test_a_page_takes_no_other_files_place(folder):
    """A seal tells what a file is: run.json, a page and a JUnit file give way to their like alone."""
    done(folder, "a.json", "-o", "d", "-q")
    done(folder, "check", "a.json", "--golden", "g", "--update", "-q")
    (folder / "d/manifest.json").unlink()
    assert simulate(folder, "report", "d", "-o", "d/run.json").code == 73
    done(folder, "report", "d", "-o", "page.html")
    assert simulate(folder, "check", "a.json", "--golden", "g", "--junit", "page.html").code == 73
    done(folder, "report", "d", "-o", "page.html")


def test_no_command_replaces_what_it_reads(folder):
    done(folder, "a.json", "-o", "d", "-q")
    done(folder, "b.json", "-o", "e", "-q")
    done(folder, *ENSEMBLE, "-o", "n", "-q")
    before = contents(folder)
    for words in (("compare", "d", "e", "-o", "d"), ("export", "d", "--notebook", "-o", "./d"),
                  ("discover", "n", "--where", "m.s.active_users_at_end > 350", "-o", "n")):
        answer = simulate(folder, *words)
        assert answer.code == 73 and "`-o`" in answer.err, answer
    assert contents(folder) == before


def test_permissions_stay(folder):
    (folder / "d").mkdir(mode=0o700)
    done(folder, "a.json", "-o", "d", "-q")
    assert (folder / "d").stat().st_mode & 0o7777 == 0o700
    (folder / "d").chmod(0o750)
    done(folder, "a.json", "-o", "d", "-q")
    assert (folder / "d").stat().st_mode & 0o7777 == 0o750
    done(folder, "report", "d", "-o", "page.html", "-q")
    (folder / "page.html").chmod(0o600)
    done(folder, "report", "d", "-o", "page.html", "-q")
    assert (folder / "page.html").stat().st_mode & 0o7777 == 0o600


def test_what_somebody_wrote_behind_kept_rows_stays(folder):
    shard = (*ENSEMBLE, "--shard", "1/2", "-o", "s", "-q")
    done(folder, *shard)
    with open(folder / "s/members", "a") as rows:
        rows.write("my notes\n")
    before = contents(folder)
    assert simulate(folder, *shard, "--resume").code == 65
    assert contents(folder) == before


def test_empty_folders_stay(folder):
    for name in (".res.weir-notes", ".res.weir-1"):
        (folder / name).mkdir()
    (folder / "scratch").mkdir()
    (folder / "e.partial").symlink_to("scratch")
    done(folder, "a.json", "-o", "res", "-q")
    done(folder, *ENSEMBLE, "-o", "e", "-q")
    assert all((folder / name).is_dir() for name in (".res.weir-notes", ".res.weir-1", "scratch"))
