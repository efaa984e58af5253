"""Whatever fails and whenever: the results before are whole or the new ones are, and the next run leaves nothing else.

Each call of the program to the file system fails once, is cut short once, or meets a signal once.
"""

import errno
import json
import os
import re
import signal

import pytest

from faults import Command, Workshop

PAIR = "markets.m.services.s"
SCENARIO = {
    "format": 1, "start": "2020-01-01", "end": "2020-02-15", "output_every": "P1W",
    "services": {"s": {"messages_per_user_per_day": 10, "content_bytes_per_message": 1000}},
    "markets": {"m": {"online_population": 1e6, "services": {"s": {
        "direct_users": 1000, "adoption": {"imitation_per_year": {"uniform": [1, 2]}, "ceiling_share": 0.5}}}}},
    "laws": {"l": {"market": "m", "in_force": "2020-01-10", "content_retention": {"telecom": "P1M"}}},
    "enforcement": {"c": {"market": "m", "service": "s", "steps": {"block": {"on": "2020-01-20", "effectiveness": 0.7}}}},
}
OBSERVATIONS = ("market,service,date,measure,value,low,high,source\nm,s,2020-01-15,active_users,1100,1000,1200,survey\n"
               "m,s,2020-02-05,active_users,700,600,800,survey\n")
FILES = {
    "a.json": json.dumps(SCENARIO),
    "b.json": json.dumps({"extends": "a.json", "enforcement": None}),
    "o.json": json.dumps({"extends": "a.json", "observations": "data.csv"}),
    "p.json": json.dumps({
        "extends": "a.json", "observations": "data.csv", "parameters": {"q": {"lognormal": {"median": 1.5, "sigma": 0.3}}},
        "markets": {"m": {"services": {"s": {"adoption": {"imitation_per_year": {"uniform": None, "parameter": "q"}}}}}}}),
    "data.csv": OBSERVATIONS,
}
OTHER = ("--set", f"{PAIR}.direct_users=2000", "-q")
ENSEMBLE = ("ensemble", "a.json", "--members", "300", "--seed", "1", "--jobs", "1", "--checkpoint", "0", "-q")
RUN = (("a.json", "-q", "-o", "out/a"), ("b.json", "-q", "-o", "out/b"))
SHARDS = tuple((*ENSEMBLE, "--shard", f"{k}/2", "-o", f"out/{k}") for k in (1, 2))

COMMANDS = {
    "first run": Command(("a.json", "-o", "deep/er/r")),
    "run": Command(("a.json", "-o", "out/r"), (("b.json", "-o", "out/r", *OTHER),)),
    "observed": Command(("o.json", "-o", "out/r"), (("a.json", "-o", "out/r", *OTHER),)),
    "run --plot": Command(("a.json", "--plot", "-o", "out/r"), (("b.json", "-o", "out/r", *OTHER),)),
    "sweep": Command(("a.json", "--vary", f"{PAIR}.direct_users=1:3:1", "-o", "out/r"), (("b.json", "-o", "out/r", *OTHER),)),
    "ensemble": Command((*ENSEMBLE, "-o", "out/r"), (("b.json", "-o", "out/r", *OTHER),), work=("out/r.partial",)),
    "shard": Command(SHARDS[0], work=("out/1", "out$")),
    "resumed shard": Command((*SHARDS[0], "--resume"), SHARDS[:1]),
    "merge": Command(("merge", "out/1", "out/2", "-o", "out/r"), (*SHARDS, ("b.json", "-o", "out/r", *OTHER))),
    "compare": Command(("compare", "a.json", "b.json", "-o", "out/c"), (("b.json", "-o", "out/c", *OTHER),)),
    "compare folders": Command(("compare", "out/a", "out/b", "-o", "out/c"), (*RUN, ("b.json", "-o", "out/c", *OTHER))),
    "compare --members": Command(
        ("compare", "a.json", "b.json", "--members", "10", "--seed", "1", "--jobs", "1", "-o", "out/c"),
        (("b.json", "-o", "out/c", *OTHER),)),
    "export --xlsx": Command(
        ("export", "out/a", "--xlsx"), (("b.json", "-o", "out/a", *OTHER), ("export", "out/a", "--xlsx"), RUN[0])),
    "export --notebook": Command(
        ("export", "out/a", "--notebook"), (("b.json", "-o", "out/a", *OTHER), ("export", "out/a", "--notebook"), RUN[0])),
    "check": Command(("check", "a.json", "--golden", "golden", "--junit", "j.xml"), (
        ("check", "a.json", "--golden", "golden", "--update"),)),
    "check --update": Command(("check", "a.json", "--golden", "golden", "--update"), (
        ("check", "b.json", "--golden", "golden", "--update"),)),
    "fit": Command(
        ("fit", "p.json", "--free", "q", "--seed", "1", "--starts", "1", "--draws", "10", "-o", "out/r"), (("b.json", "-o", "out/r", *OTHER),)),
    "hindcast": Command(
        ("hindcast", "p.json", "--free", "q", "--until", "2020-01-20", "--members", "8", "--seed", "1", "-o", "out/r"),
        (("b.json", "-o", "out/r", *OTHER),)),
    "sensitivity": Command(
        ("sensitivity", "a.json", "--measure", "m.s.user_days_lost", "--method", "morris", "--samples", "2", "--seed", "1", "--jobs", "1",
         "--plot", "-o", "out/r"), (("b.json", "-o", "out/r", *OTHER),)),
    "discover": Command(
        ("discover", "out/e", "--where", "m.s.active_users_at_end > 335", "--plot", "-o", "out/r"),
        ((*ENSEMBLE[:3], "40", *ENSEMBLE[4:], "-o", "out/e"), ("b.json", "-o", "out/r", *OTHER))),
    "report": Command(("report", "out/a"), (("b.json", "-o", "out/a", *OTHER), ("report", "out/a"), RUN[0])),
    "report on two": Command(("report", "out/a", "out/b"), RUN),
    # Pictures of the same results are replaced one by one.
    "plot": Command(("plot", "out/a"), RUN, parts=tuple(
        re.escape(f"out/a/{name}") for name in ("manifest.json", "active-users.svg", "active-users.png", "retention.svg", "retention.png",
                                                "stocks-m-s.svg", "stocks-m-s.png"))),
    "init": Command(("init", "new"), ()),
}
MOST_CALLS = 5000
# Every how manieth call is disturbed; `make faults` takes them all.
STEP = int(os.environ.get("FAULT_STEP", "17"))
# That the others end the program like SIGKILL is seen on the plain run.
SIGNALS = [signal.SIGKILL, signal.SIGINT, signal.SIGTERM]


@pytest.fixture(params=COMMANDS, scope="module")
def workshop(request, tmp_path_factory):
    return Workshop(tmp_path_factory.mktemp("faults"), FILES, COMMANDS[request.param])


def attempts(workshop, fault):
    """A disturbed call for every moment at which there is one, or for every STEP-th, from a first one that differs."""
    for at in range(1 + len(workshop.new) % STEP, MOST_CALLS, STEP):
        attempt = workshop.attempt(fault, at)
        if not attempt.happened:
            assert (attempt.code, differences(attempt.state, workshop.new)) == (0, set())
            return
        yield at, attempt
    raise AssertionError("no end")


def differences(one, other):
    """Paths that differ."""
    return {path for path in one.keys() | other.keys() if one.get(path, "") != other.get(path, "")}


def goes_on(workshop):
    """The next run, undisturbed, succeeds and leaves nothing but its results."""
    done = workshop.call(workshop.command.words)
    if "add `--resume`" in done.stderr:
        done = workshop.call((*workshop.command.words, "--resume"))
    # A new scenario is never written over.
    is_taken = workshop.command.words[0] == "init" and "is there already" in done.stderr
    assert done.returncode == 0 or is_taken, done.stderr
    assert differences(workshop.state(), workshop.new) == set()


@pytest.mark.parametrize("fault", [errno.EIO, "full"], ids=["EIO", "full disk"])
def test_a_failure_of_any_call(workshop, fault):
    """It is told in one line with the way out, unless nothing hangs on the call; nothing is half done."""
    for at, attempt in attempts(workshop, fault):
        told = f"call {at}: {attempt}"
        state = workshop.visible(attempt.state)
        if attempt.code == 0:
            if "is now " in attempt.err:
                # What couldn't be shown to be the program's is kept, as it was.
                folder = workshop.command.folder
                kept = {path.replace(folder + ".1", folder, 1): content for path, content in state.items()
                        if path.startswith(folder + ".1")}
                assert kept and kept.items() <= workshop.visible(workshop.old).items(), told
                state = {path: content for path, content in state.items() if not path.startswith(folder + ".1")}
                workshop.remove(folder + ".1")
            # Pictures are an extra: one that can't be made is told, and never takes the results along.
            left_out = re.fullmatch(r"simulate: (PNG|pictures) left out: [^\n]+\n", attempt.err)
            kinds = {"PNG": (".png",), "pictures": (".svg", ".png")}[left_out[1]] if left_out else ()
            new = workshop.visible(workshop.new)
            if left_out:
                # Which names the pictures too, or doesn't.
                new = {path: content for path, content in new.items() if not path.endswith("manifest.json")}
                state = {path: content for path, content in state.items() if not path.endswith("manifest.json")}
            assert state | {path: new[path] for path in new if path.endswith(kinds)} == new, told
        else:
            # A file that a scenario names is a fault of the scenario.
            named = attempt.code == 65 and re.search("`(a.json|data.csv)`: can't be read", attempt.err)
            assert attempt.code in (66, 73, 74) or named, told
            # libxlsxwriter adds lines of its own.
            assert re.fullmatch(r"(\[ERROR\][^\n]+\n)*[^\n]+: [^\n]+\n", attempt.err), told
            assert workshop.is_whole(state, killed=False), f"{told} {differences(state, workshop.old)}"
        goes_on(workshop)


def test_writes_and_reads_cut_short(workshop):
    """A system that takes or gives a byte at a time changes nothing."""
    for at, attempt in attempts(workshop, "short"):
        assert (attempt.code, attempt.err) == (0, ""), f"call {at}: {attempt}"
        assert attempt.state == workshop.new, f"call {at}"


@pytest.mark.parametrize("name", ["paper.txt", "summary.csv"])
def test_somebody_writes_into_the_folder_meanwhile(workshop, name):
    """Whenever that is, what they wrote is there afterwards, under that name or beside it."""
    for at, attempt in attempts(workshop, f"meddle:{workshop.command.folder}/{name}"):
        told = f"call {at}: {attempt}"
        assert attempt.code in (0, 1, 65, 66, 73, 74), told
        written = [content for content in attempt.state.values() if content and content.endswith(b"precious\n")]
        assert len(written) == (1 if attempt.meddled else 0), told


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_at_any_call(workshop, number):
    """The program ends by the signal, and what it leaves is cleared by the next run."""
    if STEP > 1 and number != signal.SIGKILL and workshop.command != COMMANDS["run"]:
        pytest.skip("with FAULT_STEP=1")
    for at, attempt in attempts(workshop, f"signal:{int(number)}"):
        told = f"call {at}: {attempt}"
        assert attempt.code == -number and attempt.err == "", told
        state = workshop.visible(attempt.state)
        assert workshop.is_whole(state, killed=True), f"{told} {differences(state, workshop.old)}"
        goes_on(workshop)
