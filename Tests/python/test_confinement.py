"""The files that a scenario names can't leave its folder, unless the user lets them."""

import json
import os

import pytest

from calls import simulate

BASE = {"format": 1, "start": "2018-01-01", "end": "2018-02-01", "services": {"chat": {}}, "markets": {"utopia": {
    "online_population": 1e6, "services": {"chat": {"direct_users": 1000, "adoption": {
        "imitation_per_year": {"parameter": "q"}, "ceiling_share": 0.5}}}}},
        "parameters": {"q": {"lognormal": {"median": 1, "sigma": 0.5}}}}
OBSERVATIONS = "market,service,date,measure,value,low,high,source\nutopia,chat,2018-01-15,active_users,1100,,,survey\n"


@pytest.fixture
def folder(tmp_path):
    """`case/` is a scenario's folder, and what lies beside it is none of its business."""
    for place in (tmp_path, tmp_path / "case", tmp_path / "case/data"):
        place.mkdir(exist_ok=True)
        (place / "base.json").write_text(json.dumps(BASE))
        (place / "seen.csv").write_text(OBSERVATIONS)
        (place / "draws.csv").write_text("q\n1\n1.1\n")
    (tmp_path / "case/link.json").symlink_to("../base.json")
    (tmp_path / "case/link.csv").symlink_to(tmp_path / "seen.csv")
    (tmp_path / "case/inner.json").symlink_to("data/base.json")
    (tmp_path / "case/up").symlink_to("..")
    return tmp_path


def scenario(folder, content, name="case/own.json"):
    """Writes a scenario, and gives its name."""
    (folder / name).write_text(json.dumps(content))
    return name


def outside(key, named, folder="case/"):
    """The fault of a key whose file lies outside."""
    where = f"`{folder}`" if folder else "the current folder"
    return f": {key}: `{named}`: is outside the scenario's folder, {where}; copy it there, or allow it with `--allow-outside`\n"


@pytest.mark.parametrize("base", ["base.json", "data/base.json", "./data/../base.json", "inner.json", "../case/base.json"])
def test_inside_is_read(folder, base):
    """However a file inside is named, it is read."""
    assert simulate(folder, "validate", scenario(folder, {"extends": base})).code == 0


@pytest.mark.parametrize(("base", "named"), [("../base.json", "base.json"), ("link.json", "case/link.json"),
                                             ("up/base.json", "case/up/base.json"), ("../nowhere.json", "nowhere.json"),
                                             ("/etc/passwd", "/etc/passwd"), ("/nowhere", "/nowhere"),
                                             ("data/../../base.json", "base.json")])
def test_outside_is_refused(folder, base, named):
    """What leads outside, be it there or not, is refused and can be let in."""
    name = scenario(folder, {"extends": base})
    answer = simulate(folder, "validate", name)
    assert (answer.code, answer.err) == (65, f"{name}:1:13" + outside("$.extends", named))
    allowed = simulate(folder, "validate", name, "--allow-outside")
    assert (allowed.code == 0) == ("base" in base or "link" in base)
    assert "outside" not in allowed.err


def test_absolute_name_inside(folder):
    """An absolute name is judged by where it leads."""
    assert simulate(folder, "validate", scenario(folder, {"extends": str(folder / "case/base.json")})).code == 0


def test_file_of_a_base_is_held_to_the_scenarios_folder(folder):
    """The folder is that of the named scenario, however deep the file lies that names another."""
    scenario(folder, {"extends": "../base.json"}, "case/data/middle.json")
    assert simulate(folder, "validate", scenario(folder, {"extends": "data/middle.json"})).code == 0
    answer = simulate(folder, "validate", "case/data/middle.json")
    assert (answer.code, answer.err) == (65, "case/data/middle.json:1:13" + outside("$.extends", "case/base.json", "case/data/"))


@pytest.mark.parametrize(("key", "value"), [("observations", "../seen.csv"), ("observations", "link.csv"),
                                            ("posterior", {"file": "../draws.csv"})])
def test_tables_outside_are_refused(folder, key, value):
    """Observations and draws are held to the folder too, and let in by the same flag."""
    name = scenario(folder, BASE | {key: value})
    answer = simulate(folder, name, "-o", "OUT")
    assert answer.code == 65 and "is outside the scenario's folder, `case/`" in answer.err
    assert not (folder / "OUT").exists()
    assert simulate(folder, name, "--allow-outside", "-o", "OUT").code == 0


def test_what_the_user_types_is_free(folder):
    """`--data` and `--set` name any file."""
    name = scenario(folder, BASE)
    assert simulate(folder, name, "--data", "seen.csv", "-o", "OUT").code == 0
    assert simulate(folder, name, "--set", "observations=seen.csv", "-o", "OUT").code == 0
    assert simulate(folder, name, "--set", 'posterior={"file": "draws.csv"}', "-o", "OUT").code == 0


def test_file_named_like_an_argument_has_no_privilege(folder):
    """A file called `--set` isn't taken for what the user typed."""
    (folder / "case/--set").write_text(json.dumps(BASE | {"observations": "../seen.csv"}))
    scenario(folder, {"extends": "--set"}, "case/own.json")
    answer = simulate(folder / "case", "validate", "own.json")
    assert answer.code == 65 and "$.observations: `../seen.csv`: is outside the scenario's folder, the current folder" in answer.err


def test_standard_input_lies_in_the_current_folder(folder):
    """What standard input names is held to the current folder."""
    case = folder / "case"
    assert simulate(case, "-", "-o", "OUT", stdin=b'{"extends": "base.json"}').code == 0
    answer = simulate(case, "-", "-o", "OUT", stdin=b'{"extends": "../base.json"}')
    assert (answer.code, answer.err) == (65, "standard input:1:13" + outside("$.extends", "../base.json", ""))
    assert simulate(case, "-", "-o", "OUT", "--allow-outside", stdin=b'{"extends": "../base.json"}').code == 0


def test_scenario_that_is_a_link(folder):
    """The folder is that in which the user found the scenario, not where a link leads."""
    (folder / "linked.json").symlink_to("case/own.json")
    scenario(folder, {"extends": "base.json"})
    assert simulate(folder, "validate", "linked.json").code == 0


def test_pipe_is_refused(folder):
    """A pipe that a scenario names isn't waited for."""
    os.mkfifo(folder / "case/pipe.json")
    answer = simulate(folder, "validate", scenario(folder, {"extends": "pipe.json"}), timeout=5)
    assert (answer.code, answer.err) == (
        65, "case/own.json:1:13: $.extends: `case/pipe.json`: is a pipe, a socket or a device; name a file\n")


@pytest.mark.parametrize("verb", [("ensemble", "--members", "2", "--seed", "1"), ("check", "--golden", "GOLDEN", "--update"),
                                  ("compare", "case/base.json")])
def test_flag_goes_with_every_verb_that_reads_scenarios(folder, verb):
    """A scenario that reads a file outside is refused without the flag, and run with it."""
    word, *rest = verb
    name = scenario(folder, {"extends": "../base.json"})
    assert simulate(folder, word, name, *rest).code == 65
    assert simulate(folder, word, name, *rest, "--allow-outside").code == 0
