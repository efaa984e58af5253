"""What is wrong with a command line is told exactly, and nothing is written."""

import json
import shutil
from pathlib import Path

import pytest

from calls import contents, earlier_results, simulate

BASES = Path(__file__).parents[1] / "bad-inputs/bases"
NEITHER = "is neither a command nor a scenario, which ends in `.json` or holds a `/`"
PAIR = "$.markets.utopia.services.chat"

ENSEMBLE = "ensemble plain.json --members 9"
MEMBERS = "1 to 1000000000"
SENSITIVITY = "sensitivity plain.json --measure m"
# Every whole number that an option takes, with its bounds: the same for every command.
WHOLE = [
    ("ensemble plain.json", "--members", MEMBERS), ("compare plain.json plain.json", "--members", MEMBERS),
    (SENSITIVITY, "--members", MEMBERS), ("hindcast plain.json --free p --until 2018-01-05", "--members", MEMBERS),
    (ENSEMBLE, "--jobs", "1 to 4096"), ("compare plain.json plain.json --members 9", "--jobs", "1 to 4096"),
    (SENSITIVITY, "--jobs", "1 to 4096"), (ENSEMBLE, "--slurm", "1 to 100000"), (ENSEMBLE, "--allow-failures", "0 to 1000000000"),
    ("merge a -o b", "--allow-failures", "0 to 1000000000"), (ENSEMBLE, "--seed", f"0 to {2**64 - 1}"),
    (SENSITIVITY, "--samples", "2 to 16777216"), (SENSITIVITY, "--resamples", "100 to 100000"),
    ("fit plain.json --free p", "--starts", "1 to 10000"), ("fit plain.json --free p", "--draws", "1 to 10000000"),
    ("fit plain.json --free p --sampler stretch", "--steps", "100 to 10000000"),
]
DECIMAL = [
    ("check plain.json --golden OUT", "--rtol", "0 or more"), ("check plain.json --golden OUT", "--atol", "0 or more"),
    (ENSEMBLE, "--checkpoint", "0 or more"),
    ("discover OUT --where a>1", "--threshold", "more than 0 and 1 or less"),
    ("discover OUT --where a>1", "--alpha", "more than 0 and 0.5 or less"),
    ("discover OUT --where a>1", "--mass", "more than 0 and 1 or less"),
]

USAGE = {
    "": "name a scenario to run, such as `simulate scenarios/block.json`",
    "--": "name a scenario to run, such as `simulate scenarios/block.json`",
    "--quiet": "name a scenario to run, such as `simulate scenarios/block.json`",
    "plain": f"`plain` {NEITHER}; did you mean `plain.json`?",
    "valdate plain.json": f"`valdate` {NEITHER}; did you mean `validate`?",
    "Validate plain.json": f"`Validate` {NEITHER}; did you mean `validate`?",
    "plain.json other.json": "one scenario is run at a time, and `other.json` is a second; run them one after the other",
    "-- plain.json --quiet": "one scenario is run at a time, and `--quiet` is a second; run them one after the other",
    "plain.json -": "one scenario is run at a time, and `-` is a second; run them one after the other",
    "plain.json --quite": "there is no option `--quite`; did you mean `--quiet`?",
    "--verison": "there is no option `--verison`; did you mean `--version`?",
    "plain.json --bogus": "there is no option `--bogus`; `simulate --help` lists them",
    "plain.json -x": "there is no option `-x`; `simulate --help` lists them",
    "--quiet=1 plain.json": "`--quiet` takes no value; write it alone",
    "--help=1": "`--help` takes no value; write it alone",
    "plain.json -o": "`-o` needs a value: `-o DIR`",
    "plain.json --output": "`--output` needs a value: `--output DIR`",
    "plain.json --output=": "`--output` needs a value that isn't empty",
    "plain.json --set": "`--set` needs a value: `--set PATH=VALUE`",
    "plain.json --set end": "`--set` needs PATH=VALUE, such as `--set solver.method=rkf45`, found `end`",
    "plain.json --set =5": "`--set` needs PATH=VALUE, such as `--set solver.method=rkf45`, found `=5`",
    "plain.json --set a\x1b[31m": "`a\N{REPLACEMENT CHARACTER}[31m` holds the control character U+001B; give a name without it",
    "validate": "`validate` needs a scenario, such as `simulate validate scenarios/block.json`",
    "validate plain.json -o DIR": "`--output` doesn't go with `validate`; remove it",
    "validate plain.json --quiet": "`--quiet` doesn't go with `validate`; remove it",
    "ensemble plain.json": "`ensemble` needs a scenario and `--members N`, such as `simulate ensemble scenarios/block.json --members 1000`",
    "ensemble plain.json --members 9 --slurm 2 --jobs 1": "`--slurm` makes shards of its own; leave out `--shard`, `--resume` and `--jobs`",
    "ensemble plain.json --members 9 --slurm 10": "`--slurm` needs no more shards than members, found 10",
    "ensemble plain.json --members 9 --dry-run": "`--dry-run` goes with `--slurm N`; add that, or leave it out",
    "ensemble plain.json --members 9 --resume": "`--resume` needs the `--seed` of the other parts, as all draws hang on it",
    "ensemble plain.json --members 9 --shard 1/3": "`--shard` needs the `--seed` of the other parts, as all draws hang on it",
    **{f"{command} {option} {value}": f"`{option}` must be a whole number from {bounds}, found `{value}`"
       for command, option, bounds in WHOLE for value in (int(bounds.split()[-1]) + 1, 2**63 - 1, 2**64, -1, "1.5", "1e3", "0x10", "nan")
       if not (option == "--seed" and value == 2**63 - 1)},
    **{f"{command} {option} {value}": f"`{option}` must be a number, {bounds}, found `{value}`"
       for command, option, bounds in DECIMAL for value in ("nan", "inf", "1e999", "-1", "0x1p3", "infinity")},
    **{f"ensemble plain.json --members 9 --seed 1 --shard {shard}":
       f"`--shard` needs K/N with K from 1 to N and N no more than the members, found `{shard}`"
       for shard in ("3", "0/3", "4/3", "1/10", "1/2/3", "a/b")},
}


NO_RESULTS = {
    "report plain.json": "plain.json: is the name of a scenario, and a folder of results is wanted here; make one with "
                         "`simulate plain.json -o results/plain` and name that",
    "export plain.json": "plain.json: is the name of a scenario, and a folder of results is wanted here; make one with "
                         "`simulate plain.json -o results/plain` and name that",
    "plot nowhere": "nowhere: there is no such folder of results; check the name, or make one with `simulate SCENARIO -o nowhere`",
    "compare nowhere OUT": "nowhere: there is no such folder of results; check the name, or make one with "
                           "`simulate SCENARIO -o nowhere`",
    "plot .": ".: is no folder of results, as it holds no run.json; make one with `simulate SCENARIO -o DIR` and name that",
    "report OUT/run.csv": "OUT/run.csv: is no folder of results; make one with `simulate SCENARIO -o DIR` and name that",
    "export ENSEMBLE": "ENSEMBLE: holds no timeseries.csv, and the folder of a plain run is wanted here; make one with "
                       "`simulate SCENARIO -o DIR` and name that",
    "discover plain.json --where a>1": "plain.json/members.csv: there is no such file; members are what an ensemble writes, "
                                       "`simulate ensemble plain.json --members 1000`",
}


@pytest.fixture
def folder(tmp_path):
    """A folder with a sound and a faulty scenario and the results of an earlier run."""
    for name in ("plain.json", "faulty.json"):
        shutil.copy(BASES / name, tmp_path)
    earlier_results(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("line", "message"), USAGE.items(), ids=USAGE)
def test_usage_error(folder, line, message):
    """A command line that can't be understood is told with exit code 64, before any file is read."""
    before = contents(folder)
    assert simulate(folder, *line.split()) == (64, "", f"simulate: {message}\n")
    assert contents(folder) == before


@pytest.mark.parametrize("words", [
    ["{}.json"], ["validate", "{}.json"], ["plain.json", "-o", "{}"], ["plain.json", "--data", "{}"], ["report", "{}"],
    ["report", "OUT", "-o{}"], ["compare", "plain.json", "{}.json"], ["merge", "{}", "-o", "b"], ["init", "{}"], ["--", "{}.json"],
    ["check", "plain.json", "--golden={}"], ["ensemble", "plain.json", "--members", "9", "--slurm", "2", "--sbatch", "-A{}"]])
@pytest.mark.parametrize("control", ["\n", "\t", "\r", "\x1b", "\x07", "\x7f", "\x85", "\x9b"])
def test_names_without_control_characters(folder, words, control):
    """A name that a terminal, a script or a table would take for something else is refused, whoever asks for it."""
    before = contents(folder)
    answer = simulate(folder, *[word.format(f"a{control}b") for word in words])
    assert (answer.code, answer.out) == (64, "")
    assert answer.err.endswith(f" holds the control character U+{ord(control):04X}; give a name without it\n")
    assert contents(folder) == before


def test_json_may_be_set_on_several_lines(folder):
    """What is set is JSON, whose spaces may be line breaks."""
    assert simulate(folder, "plain.json", "--set", 'services.chat={\n\t"title": "Chat"\n}', "-q", "-o", "new") == (0, "", "")


@pytest.mark.parametrize(("line", "message"), NO_RESULTS.items(), ids=NO_RESULTS)
def test_what_is_no_folder_of_results(folder, line, message):
    """Where results are wanted and something else is named, the message says how they are made."""
    (folder / "OUT/run.csv").touch()
    (folder / "ENSEMBLE").mkdir()
    (folder / "ENSEMBLE/run.json").write_text("{}")
    before = contents(folder)
    assert simulate(folder, *line.split()) == (66, "", f"{message}\n")
    assert contents(folder) == before


def test_suggested_commands_can_be_typed(folder):
    """Names with spaces and quotes are one word of the command that a message suggests."""
    assert simulate(folder, "init", "A B") == (
        0, "A B.json: every key is explained in a note; change it and run `simulate 'A B.json'`\n", "")
    shutil.copy(folder / "plain.json", folder / "it's.json")
    for name, word in (("A B.json", "'A B.json' -o 'results/A B'"), ("it's.json", "'it'\\''s.json' -o 'results/it'\\''s'")):
        assert f"make one with `simulate {word}` and" in simulate(folder, "report", name).err


def test_options_stand_anywhere(folder):
    """Options may come first, their values attached or not; the last of two counts."""
    answer = simulate(folder, "-q", "--output=first", "--set=end=2018-02-01", "plain.json", "-osecond")
    assert answer == (0, "", "")
    assert {path.name for path in folder.iterdir()} == {"plain.json", "faulty.json", "OUT", "second"}


def test_validate_tells_all_files(folder):
    """Every file is read whatever becomes of the others, and the first failure makes the exit code."""
    faulty = f"faulty.json:12:66: {PAIR}.adoption.ceiling_share: must be between 0 and 1, found 1.5\n"
    missing = "nowhere.json: there is no such file; check the name\n"
    before = contents(folder)
    assert simulate(folder, "validate", "faulty.json", "plain.json", "nowhere.json") == (
        65, "plain.json: no faults\n", faulty + missing)
    assert simulate(folder, "validate", "nowhere.json", "faulty.json") == (66, "", missing + faulty)
    assert contents(folder) == before


@pytest.mark.parametrize(("path", "problem"), [
    ("plain.json", "can't be created: there is a file of that name; check that its folder is there and may be written to, or choose another place"),
    ("plain.json/deeper", "can't be created: not a directory; check that its folder is there and may be written to, or choose another place"),
    (".", "can't be created: it names no folder of its own; check that its folder is there and may be written to, or choose another place"),
    ("mine", "holds `thesis.txt`, which this program can't show to be its own work and would remove; "
             "choose another folder with `-o`, or add `--move-aside` to keep all that is there under another name"),
])
def test_results_that_cannot_be_created(folder, path, problem):
    """Results are put in no place that isn't theirs."""
    (folder / "mine").mkdir()
    (folder / "mine/thesis.txt").touch()
    before = contents(folder)
    assert simulate(folder, "plain.json", "-o", path) == (73, "", f"simulate: {path}: {problem}\n")
    assert contents(folder) == before


def test_run_that_fails_leaves_results_alone(folder):
    """Equations that can't be solved change nothing of the run before."""
    assert simulate(folder, "plain.json", "-o", "before").code == 0
    before = contents(folder)
    answer = simulate(folder, "plain.json", "-o", "before", "--set", "markets.utopia.services.chat.churn_per_year=1e300")
    assert (answer.code, answer.out) == (70, "")
    assert contents(folder) == before


def test_titles_are_text(folder):
    """A title may begin as a formula or hold control characters, and is shown without them."""
    title = '=HYPERLINK("http://example.org")\x1b[31m\u202e\x07'
    answer = simulate(folder, "plain.json", "-o", "new", "--set", f"services.chat.title={json.dumps(title)}")
    assert (answer.code, answer.err) == (0, "")
    assert '=HYPERLINK("http://example.org")\N{REPLACEMENT CHARACTER}[31m' in answer.out
    assert not set(answer.out) & set("\x1b\u202e\x07")
    assert b"HYPERLINK" not in b"".join(path.read_bytes() for path in (folder / "new").glob("*.csv"))
