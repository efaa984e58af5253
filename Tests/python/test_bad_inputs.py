"""Every fault of an input is told exactly, and leaves the results of the run before alone.

`Tests/bad-inputs` holds one file per fault: NAME.json, and NAME.expected with the exit code on its first line, then
the exact standard error. What the files extend lies in `bases`.
"""

import os
import shutil
from pathlib import Path

import pytest

from calls import contents, earlier_results, simulate

CORPUS = Path(__file__).parents[1] / "bad-inputs"
CASES = sorted(path.stem for path in CORPUS.glob("*.json"))
PAIR = "$.markets.utopia.services.chat"
DIRECT_USERS = "markets.utopia.services.chat.direct_users"
CHURN = "markets.utopia.services.chat.churn_per_year"
BEYOND = "is beyond the range of a double, 2.2e-308 to 1.8e308"


@pytest.fixture
def folder(tmp_path):
    """A folder with the files that others extend and with the results of an earlier run."""
    shutil.copytree(CORPUS / "bases", tmp_path / "bases")
    earlier_results(tmp_path)
    return tmp_path


def assert_refused(folder, code, message, *arguments, **settings):
    """Calls the program, which has to fail with just this message and to change no file."""
    before = contents(folder)
    answer = simulate(folder, *arguments, "-o", "OUT", **settings)
    assert answer == (code, "", message)
    assert contents(folder) == before


@pytest.mark.parametrize("name", CASES)
def test_fault_is_told_exactly(folder, name):
    """A file of the corpus fails as its neighbour says."""
    shutil.copy(CORPUS / f"{name}.json", folder)
    code, _, message = (CORPUS / f"{name}.expected").read_text("utf-8").partition("\n")
    assert_refused(folder, int(code), message, f"{name}.json")


def test_every_expectation_has_its_input():
    """No file of the corpus stands alone."""
    assert CASES == sorted(path.stem for path in CORPUS.glob("*.expected"))


def test_missing_file(folder):
    """A scenario that isn't there is no input."""
    assert_refused(folder, 66, "nowhere.json: there is no such file; check the name\n", "nowhere.json")


def test_directory(folder):
    """A directory is no scenario."""
    assert_refused(folder, 66, "bases/: is a directory; name a scenario file in it\n", "bases/")


def test_circle_of_links(folder):
    """A link to itself is no input."""
    (folder / "circle.json").symlink_to("circle.json")
    assert_refused(folder, 66, "circle.json: can't be read: too many levels of symbolic links\n", "circle.json")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(folder):
    """A file without permission to read is no input."""
    (folder / "secret.json").touch(mode=0)
    assert_refused(folder, 66, "secret.json: may not be read; check its permissions\n", "secret.json")


def test_file_of_50_megabytes(folder):
    """A file that is far too large is refused before it is understood."""
    with open(folder / "large.json", "wb") as file:
        file.truncate(50_000_000)
    message = "is larger than 16 MiB, the most that a scenario file may hold\n"
    assert_refused(folder, 65, "large.json: " + message, "large.json")
    (folder / "base.json").write_text('{"extends": "large.json"}')
    assert_refused(folder, 65, "base.json:1:13: $.extends: `large.json`: " + message, "base.json")


@pytest.mark.parametrize(("bracket", "column"), [("[", 65), ('{"a":', 321)])
def test_100_000_brackets(folder, bracket, column):
    """Nesting without end overflows no stack."""
    (folder / "deep.json").write_text(bracket * 100_000)
    message = f"deep.json:1:{column}: nested deeper than 64 levels; a scenario needs about ten\n"
    assert_refused(folder, 65, message, "deep.json")


def test_300_files(folder):
    """A list of files without end is refused, and so is a chain."""
    (folder / "list.json").write_text('{"extends": [' + ", ".join(['"bases/plain.json"'] * 300) + "]}")
    message = "more than 256 files are read through `extends`; merge some of them\n"
    assert_refused(folder, 65, "list.json:1:5114: $.extends[255]: " + message, "list.json")
    for i in range(300):
        (folder / f"chain{i}.json").write_text(f'{{"extends": "chain{i + 1}.json"}}')
    assert_refused(folder, 65, "chain255.json:1:13: $.extends: " + message, "chain0.json")


def test_standard_input(folder):
    """Faults of standard input are named after it."""
    assert_refused(folder, 65, "standard input:1:2: expected a key in double quotes, but the file ends\n", "-", stdin=b"{")


@pytest.mark.parametrize("text", ['{"note": %s}' % ("x" * 100_000), '{"note": "%s", "extends": 5}' % ("x" * 100_000),
                                  '{"extends": "%s"}' % ("x" * 100_000), '{"%s": 1}' % ("x" * 100_000),
                                  '{"extends": "bases/plain.json", "title": %s}' % ("1" * 100_000)])
def test_long_text_is_cut(folder, text):
    """However long a text of the file is, its fault fits on a few lines of a screen."""
    (folder / "long.json").write_text(text)
    answer = simulate(folder, "long.json", "-o", "OUT")
    assert answer.code == 65
    assert max(map(len, answer.err.splitlines())) < 400


def test_name_of_file_is_made_safe(folder):
    """Control characters in the name of a file don't reach the terminal."""
    answer = simulate(folder, "a\x1b[31m.json")
    assert answer.code == 64 and "a\N{REPLACEMENT CHARACTER}[31m.json" in answer.err and "\x1b" not in answer.err, answer


SETTINGS = [
    ("end=2018-02-30", "--set:1:5: $.end: `2018-02-30` is no date of the calendar\n"),
    ("end=2017-01-01", "--set:1:5: $.end: must be after `start`, 2018-01-01, found 2017-01-01\n"),
    ("ende=2018-06-01", "--set:1:1: $.ende: there is no such key here; did you mean `end`?\n"),
    ("end=null", 'bases/plain.json:1:1: $.end: is missing; give the last day, such as "2021-01-01"\n'),
    ("end=1e999", f"--set:1:5: $.end: `1e999` {BEYOND}\n"),
    ("output_every=1e999", f"--set:1:14: $.output_every: `1e999` {BEYOND}\n"),
    ("solver.relative_tolerance=1e999", f"--set:1:27: $.solver.relative_tolerance: `1e999` {BEYOND}\n"),
    (f"{DIRECT_USERS}=1e999", f"--set:1:43: {PAIR}.direct_users: `1e999` {BEYOND}\n"),
    (f"{DIRECT_USERS}=-5", f"--set:1:43: {PAIR}.direct_users: must be 0 or more, found -5\n"),
    (f"$.{DIRECT_USERS}=-5", f"--set:1:45: {PAIR}.direct_users: must be 0 or more, found -5\n"),
    (f"{DIRECT_USERS.replace('.', '/')}=-5", f"--set:1:43: {PAIR}.direct_users: must be 0 or more, found -5\n"),
    (f"{DIRECT_USERS}.low=5", f"--set:1:1: {PAIR}.direct_users: is the number 1000, so nothing can be set inside it\n"),
    ("solver.method=rk4", "--set:1:15: $.solver.method: `rk4` is none of the values it may have; "
                          "allowed: `rkf45`, `rkck`, `rk8pd`\n"),
    (f'{CHURN}={{"uniform": [0, 1], "uniform": [0, 2]}}', f"--set:1:65: {PAIR}.churn_per_year.uniform: "
     "the key stands here a second time, first at line 1, column 46; keep one\n"),
    ('title="\\ud83d"', "--set:1:8: $.title: half a surrogate pair is no character; write both halves or the character itself\n"),
    ("end=2016-08", "--set:1:5: $.end: expected a date YYYY-MM-DD, such as \"2018-04-16\", found the text `2016-08`\n"),
    ("end=31.12.2018", "--set:1:5: $.end: expected a date YYYY-MM-DD, such as \"2018-04-16\", found the text `31.12.2018`\n"),
    ("output_every=PT1H", "--set:1:14: $.output_every: expected a period PnD, PnW, PnM or PnY with n from 1, such as \"P1D\", "
                          "found `PT1H`; a day is the least\n"),
    ("markets.utopa.online_population=5", "--set:1:1: $.markets.utopa: there is no market of this name; did you mean `utopia`?\n"),
    ("markets.utopa.online_population=-5", "--set:1:1: $.markets.utopa: there is no market of this name; did you mean `utopia`?\n"
     "--set:1:33: $.markets.utopa.online_population: must be 0 or more, found -5\n"),
    ("markets.nowhere.online_population=5", "--set:1:1: $.markets.nowhere: there is no market of this name; correct the name, or set "
     "all that a new one needs\n--set:1:1: $.markets.nowhere.services: is missing; give the services that have users in the market\n"),
    ("markets.utopia.services.chatt.direct_users=5",
     "--set:1:1: $.markets.utopia.services.chatt: there is no service of this name; did you mean `chat`?\n"),
    ("services.chta.revenue_usd_per_user_year=2", "--set:1:1: $.services.chta: there is no service of this name; did you mean `chat`?\n"),
    ("markets.utopa=null", "--set:1:1: $.markets.utopa: there is no such key to remove; did you mean `utopia`?\n"),
    (f'{CHURN}={{"uniform": [0, 1]', "--set:1:63: expected `,` or `}` in the object, but the argument ends\n"),
]


@pytest.mark.parametrize(("setting", "message"), SETTINGS, ids=[setting for setting, _ in SETTINGS])
def test_setting_is_checked(folder, setting, message):
    """What is set from the command line is checked like the file, and its column is that of the argument."""
    assert_refused(folder, 65, message, "bases/plain.json", "--set", setting)


@pytest.mark.parametrize("distribution", ['{"beta": {"alpha": 0.01, "beta": 1}}', '{"beta": {"alpha": 1e5, "beta": 2}}',
                                          '{"beta": {"alpha": 1e6, "beta": 1e6}}',
                                          '{"gamma": {"shape": 0.01, "scale": 1}, "max": 1}'])
def test_extreme_distribution_is_drawn_or_refused(folder, distribution):
    """No distribution makes the program abort, or hang."""
    setting = f"markets.utopia.services.chat.circumvention_share={distribution}"
    assert simulate(folder, "validate", "bases/plain.json", "--set", setting, timeout=3).code in (0, 65)


def test_what_is_meant_as_an_addition_is_one(folder):
    """A case and a step that are set key by key, a near name or none, and a key that only the format knows."""
    case = [f"enforcement.agency.{text}" for text in (
        "market=utopia", "service=chat", "steps.block.on=2018-03-01", "steps.block.effectiveness=0.5",
        "steps.block2.action=block", "steps.block2.on=2018-06-01", "steps.block2.effectiveness=0.9")]
    settings = [*case, "solver.relative_tolerance=1e-8", "services.mail.title=Mail", "markets.utopia.title=Utopia"]
    answer = simulate(folder, "validate", "bases/plain.json", *(word for setting in settings for word in ("--set", setting)))
    assert answer == (0, "bases/plain.json: no faults\n", "")


def test_a_step_that_goes_on_from_another_knows_what_it_lacks(folder):
    (folder / "case.json").write_text("""{"extends": "bases/plain.json", "enforcement": {"agency": {"market": "utopia", "service": "chat",
        "steps": {"block": {"on": "2018-03-01", "effectiveness": 0.5}}}}}""")
    answer = simulate(folder, "validate", "case.json", "--set", "enforcement.agency.steps.block2.on=2018-06-01")
    path = "--set:1:1: $.enforcement.agency.steps.block2: "
    lines = answer.err.splitlines()
    assert answer.code == 65 and lines[0] == path + "there is no step of this name; did you mean `block`?"
    assert len(lines) == 2 and lines[1].startswith(path + "the step's name `block2` is no action; give its `action`")


def test_a_misspelt_parameter_is_suggested(folder):
    (folder / "named.json").write_text("""{"extends": "bases/plain.json", "parameters": {"churn_rate": 0.1},
        "markets": {"utopia": {"services": {"chat": {"churn_per_year": {"parameter": "churn_rate"}}}}}}""")
    answer = simulate(folder, "validate", "named.json", "--set", "parameters.churn_rat=0.2")
    assert answer == (65, "", "--set:1:1: $.parameters.churn_rat: the parameter isn't used; did you mean `churn_rate`?\n")
