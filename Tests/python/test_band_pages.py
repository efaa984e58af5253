"""Pages of ensembles and of paired differences say what their tables say."""

import json
import re
import subprocess

import pytest

from program import PROGRAM, REPOSITORY, read_table
from test_plots import HOSTILE, scenario_with_laws
from test_report import FRAME, Page, chromium

BLOCK = REPOSITORY / "scenarios" / "block.json"
SETTINGS = ["--members", "60", "--seed", "3", "--set", "output_every=P1M", "-q"]


def call(folder, *words, code=0):
    done = subprocess.run([PROGRAM, *map(str, words)], cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done
    return done.stderr if code else done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An ensemble, one with hazards and hostile texts, and differences; each with its page."""
    folder = tmp_path_factory.mktemp("bands")
    hostile = scenario_with_laws()
    hostile["services"]["vk"]["platform"] = {"policy": "comply_if", "chance": 0.3}
    hostile["enforcement"]["vk"]["steps"]["block"] = {"rate_per_year": 0.4, "effectiveness": {"beta": {"alpha": 2, "beta": 3}}}
    hostile["enforcement"]["vk"]["steps"]["fine"] = {"on": {"uniform": ["2016-07-01", "2017-07-01"]}, "fine_usd": 1000}
    (folder / "hostile.json").write_text(json.dumps(hostile))
    hostile["enforcement"]["telegram"]["steps"]["block"]["effectiveness"] = 0.9
    (folder / "stricter.json").write_text(json.dumps(hostile))
    call(folder, "ensemble", BLOCK, *SETTINGS, "-o", "block")
    call(folder, "ensemble", "hostile.json", *SETTINGS, "-o", "hostile")
    call(folder, "compare", "hostile.json", "stricter.json", *SETTINGS, "-o", "pair")
    for name in ("block", "hostile", "pair"):
        assert call(folder, "report", name) == f"Report: {name}/report.html\n"
        assert call(folder, "report", name, "-q", "-o", "again.html") == ""
        assert (folder / "again.html").read_bytes() == (folder / name / "report.html").read_bytes()
    return folder


def words(folder, name):
    return " ".join("".join(text for _, text in Page((folder / name / "report.html").read_text()).texts).split())


def in_words(value):
    """A number as the pages have it, three significant digits with the word for thousands' powers."""
    for size, word in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")]:
        if abs(value) >= size * 0.9995:
            scaled = value / size
            return f"{scaled:,.{0 if abs(scaled) >= 99.95 else 1 if abs(scaled) >= 9.995 else 2}f} {word}"
    return f"{value:,.0f}"


def test_an_ensembles_page_has_the_bands_of_its_members(folder):
    text = words(folder, "block")
    members = read_table(folder / "block/members.csv")
    for name, mark in [("russia.telegram.active_users_at_end", "Active users at the end"),
                       ("iran.telegram.user_days_lost", "User-days lost, against the counterfactual")]:
        ranked = sorted(float(row[name]) for row in members)
        # Within the histogram's error of the exact ones, and so in one of few words.
        near = {in_words(ranked[29] * (1 + step / 2560)) for step in range(-10, 11)}
        assert any(f"{mark}{median}" in text or f"{mark} {median}" in text for median in near), (mark, near)
    assert "60 members, design random, seed 3" in text and "parameters / imitation_russia" in text
    assert "lognormal (median 1.3, sigma 0.098)" in text


def test_what_was_uncertain_is_told_in_words(folder):
    text = words(folder, "hostile")
    for part in ["enforcement / vk / steps / block / rate_per_year", "when it comes, at a rate of 0.4 a year",
                 "whether the platform answers, with the chance 0.3", "uniform (2016-07-01, 2017-07-01)", "2016-12-30",
                 "beta (alpha 2, beta 3)", "0.3857", HOSTILE]:
        assert part in text, part


def test_shares_of_statuses_stand_at_their_dates(folder):
    text = words(folder, "hostile")
    rows = [row for row in read_table(folder / "hostile/statuses.csv")
            if row["date"] == "2019-01-01" and row["service"] == "vk" and row["value"] == "blocked"]
    assert f"{100 * float(rows[0]['share']):.1f}\N{NO-BREAK SPACE}%" in text or f"{100 * float(rows[0]['share']):.1f} %" in text
    assert "access: blocked" in text and "access: withdrawn" not in text


def test_differences_are_told_with_what_differs(folder):
    text = words(folder, "pair")
    assert "stricter against hostile" in text and "enforcement / telegram / steps / block / effectiveness" in text
    table = {(row["service"], row["measure"]): row for row in read_table(folder / "pair/summary-differences.csv")}
    median = float(table["telegram", "active_users_at_end"]["q50"])
    assert median < 0 and in_words(median) in text
    record = json.loads((folder / "pair/run.json").read_text())
    assert (record["scenario"], record["baseline"]["scenario"], record["members"], record["seed"]) == ("stricter", "hostile", 60, "3")
    assert call(folder, "plot", "pair") == "pair/fan.svg\npair/fan.png\n"
    assert "stricter less those in hostile" in (folder / "pair/fan.svg").read_text()


@pytest.mark.parametrize("name", ["block", "hostile", "pair"])
def test_pages_are_safe_and_accessible(folder, name):
    text = (folder / name / "report.html").read_text()
    page = Page(text)
    assert page.all("script") == [] and page.all("img") == [] and not re.search(r"https?://|@import|url\((?!#)", text)
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:]))
    assert len(page.all("table")) == len(page.all("caption")) > 0
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids)) and page.all("svg")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ["hostile", "pair"])
def test_nothing_is_wider_than_the_screen(folder, name, width, tmp_path):
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(url=(folder / name / "report.html").as_uri(), width=width))
    done = chromium("--dump-dom", f"--window-size={max(width, 500)},4000", "--virtual-time-budget=5000", frame.as_uri())
    found = json.loads(re.search(r"<title>(.*?)</title>", done.stdout)[1])
    assert found["content"] <= width and found["widest"] <= width and found["figures"] > 0


def test_bands_have_no_place_among_runs(folder):
    call(folder, BLOCK, "--set", "output_every=P1M", "-q", "-o", "run")
    assert "block: holds an ensemble" in call(folder, "report", "run", "block", code=65)


def test_broken_members_are_named(folder, tmp_path):
    call(tmp_path, "ensemble", BLOCK, *SETTINGS, "-o", "e")
    rows = (tmp_path / "e/members.csv").read_text().split("\n")
    (tmp_path / "e/members.csv").write_text("\n".join([*rows[:5], rows[5] + ",7", *rows[6:]]))
    assert "members.csv:6:1: expected" in call(tmp_path, "report", "e", code=65)
    (tmp_path / "e/members.csv").unlink()
    assert "members.csv: there is no such file" in call(tmp_path, "report", "e", code=66)
