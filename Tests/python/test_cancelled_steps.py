"""A service that complies cancels steps that were not yet taken: the terminal, run.json and the report name them."""

import json

import pytest

from calls import simulate
from test_plots import HOSTILE
from test_report import Page


def write(folder, name="case.json", extra=(), **case):
    """A ban of an app for those under 16, which the app obeys: a compliance as the model has it, and so no ban."""
    adoption = {"imitation_per_year": 1, "ceiling_share": 0.5}
    steps = {"court_order": {"on": "2026-09-01"}, "ban": {"action": "block", "on": "2026-12-10", "effectiveness": 1},
             **{key: {"action": "fine", "on": "2027-01-10"} for key in extra}}
    (folder / name).write_text(json.dumps({
        "format": 1, "start": "2026-01-01", "end": "2027-06-01",
        "services": {"tiktok": {"title": "TikTok", "platform": {"policy": "comply", "answers_in_days": 30}}},
        "markets": {"under16": {"title": "Under 16", "online_population": 1e6,
                                "services": {"tiktok": {"direct_users": 400_000, "adoption": adoption}}}},
        "enforcement": {"act": {"market": "under16", "service": "tiktok", "steps": steps, **case}}}))


def run(folder, *arguments, name="case.json", out="out"):
    answer = simulate(folder, name, "-o", out, *arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def recorded(folder):
    return json.loads((folder / "run.json").read_text())["cancelled_steps"]


def text(page):
    return "".join(text for _, text in Page(page.read_text()).texts)


def test_a_cancelled_ban_is_named_everywhere(tmp_path):
    write(tmp_path)
    sentence = "TikTok (Under 16) complied on 2026-10-01, which cancelled 1 step not yet taken: `ban` of `act`."
    assert f"changed the number of users nowhere.\n{sentence}\nResults: out" in run(tmp_path)
    assert recorded(tmp_path / "out") == [
        {"date": "2026-10-01", "market": "under16", "service": "tiktok", "case": "act", "step": "ban",
         "by": {"case": "act", "step": "court_order", "cause": "platform"}}]
    assert simulate(tmp_path, "report", "out").code == 0
    assert sentence in text(tmp_path / "out/report.html")


def test_titles_are_told_and_long_lists_are_cut(tmp_path):
    write(tmp_path, extra=[f"fine_{i}" for i in range(7)])
    out = run(tmp_path, "--set", 'enforcement.act.steps.ban.title="Ban for those under 16"')
    assert ("which cancelled 8 steps not yet taken: Ban for those under 16 (`ban` of `act`), `fine_6` of `act`, `fine_5` of `act`, "
            "`fine_4` of `act`, `fine_3` of `act`, `fine_2` of `act` and 2 more, which run.json lists.\n") in out
    assert len(recorded(tmp_path / "out")) == 8


def test_a_comparison_tells_it_of_each_run(tmp_path):
    write(tmp_path)
    run(tmp_path, "-q", out="obeys")
    run(tmp_path, "-q", "--set", "services.tiktok.platform.policy=refuse", out="refuses")
    assert recorded(tmp_path / "refuses") == []
    assert simulate(tmp_path, "report", "refuses", "obeys", "-o", "both.html").code == 0
    page = text(tmp_path / "both.html")
    assert "obeys: TikTok (Under 16) complied on 2026-10-01, which cancelled 1 step" in page and page.count("which cancelled") == 1


def test_titles_from_outside_are_shown_safely(tmp_path):
    write(tmp_path)
    hostile = HOSTILE + "\u001b[2J"
    out = run(tmp_path, "--set", f"enforcement.act.steps.ban.title={json.dumps(hostile)}")
    assert HOSTILE + "\ufffd[2J (`ban` of `act`)" in out
    assert simulate(tmp_path, "report", "out").code == 0
    page = (tmp_path / "out/report.html").read_text()
    assert "<script>" not in page and HOSTILE in text(tmp_path / "out/report.html")


@pytest.mark.parametrize("damage", [None, 7, [1, {"date": "2026-10-01"}]])
def test_a_report_needs_no_list_of_cancelled_steps(tmp_path, damage):
    """As results of earlier versions have none."""
    write(tmp_path)
    run(tmp_path, "-q")
    record = json.loads((tmp_path / "out/run.json").read_text())
    del record["cancelled_steps"]
    (tmp_path / "out/run.json").write_text(json.dumps(record if damage is None else {**record, "cancelled_steps": damage}))
    assert simulate(tmp_path, "report", "out").code == 0
    assert "which cancelled" not in text(tmp_path / "out/report.html")
