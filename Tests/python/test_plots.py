"""Pictures of results, by the program as it is installed."""

import json
import os
import re
import resource
import struct
import subprocess
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path

import pytest

from program import REPOSITORY, read_table

ROOT = Path(__file__).resolve().parents[2]
SIMULATE = Path(os.environ.get("SIMULATE", ROOT / ".build/debug/simulate")).resolve()
HOSTILE = "=cmd|' /C calc'!A0<script>alert(1)</script>"
SVG = "{http://www.w3.org/2000/svg}"


def simulate(*arguments, code=0, **options):
    """Runs the program and checks its exit code."""
    done = subprocess.run([SIMULATE, *map(str, arguments)], capture_output=True, text=True, timeout=300, **options)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done


def scenario_with_laws(**top):
    """Two services in one market, with laws, a block, and an answer of the platform."""
    adoption = {"curve": "bass", "imitation_per_year": 1.2, "ceiling_share": 0.4}
    return {
        "format": 1, "title": HOSTILE, "note": f"A note with <b>markup</b> & \"{HOSTILE}\"", "start": "2016-01-15", "end": "2019-01-01",
        "parameters": {"churn": {"lognormal": {"median": 0.1, "sigma": 0.3}, "source": "A source <i>with</i> markup"}},
        "services": {
            "telegram": {"title": "Tele'gram <&>", "messages_per_user_per_day": 30, "content_bytes_per_message": 30000,
                         "metadata_bytes_per_message": 300},
            "vk": {"title": "VKontakte", "messages_per_user_per_day": 20, "content_bytes_per_message": 30000,
                   "platform": {"policy": "comply"}}},
        "markets": {"russia": {"title": "Russia", "online_population": 105e6, "services": {
            "telegram": {"direct_users": 2e6, "adoption": adoption, "churn_per_year": {"parameter": "churn"},
                         "circumvention_share": 0.5, "learning_days": 200, "give_up_days": 400},
            "vk": {"direct_users": 46e6, "adoption": adoption}}}},
        "laws": {"storage": {"market": "russia", "in_force": "2017-07-01", "usd_per_tb_month": 10,
                             "content_retention": {"organizer": "P6M", "telecom": "P1Y"}}},
        "enforcement": {
            "vk": {"market": "russia", "service": "vk", "steps": {"request": {"on": "2016-06-01"}}},
            "telegram": {"market": "russia", "service": "telegram", "title": "Case " + HOSTILE, "steps": {
                "register": {"on": "2015-06-28"}, "request": {"on": "2017-07-12", "title": "Step " + HOSTILE},
                "block": {"after": "request", "days": 200, "effectiveness": 0.6, "rollout_days": 7}}}}, **top}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The results of the scenario, with pictures."""
    folder = tmp_path_factory.mktemp("plots")
    (folder / "laws.json").write_text(json.dumps(scenario_with_laws()))
    simulate(folder / "laws.json", "--plot", "-q", "-o", folder / "laws")
    return folder / "laws"


NAMES = ["active-users", "stocks-russia-telegram", "stocks-russia-vk", "retention"]


def test_a_run_with_plot_leaves_every_picture(results):
    expected = {f"{name}.{kind}" for name in NAMES for kind in ("svg", "png")}
    assert expected <= set(os.listdir(results))
    assert [name for name in os.listdir(results.parent) if name.startswith(".")] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_svg_is_xml_with_title_description_and_nothing_from_elsewhere(results, name):
    text = (results / f"{name}.svg").read_text()
    root = ElementTree.fromstring(text)
    assert root.attrib["role"] == "img"
    assert root.find(SVG + "title").text.startswith(HOSTILE)
    assert root.find(SVG + "desc").text
    assert "<script" not in text and "onload" not in text
    for element in root.iter():
        assert element.tag.startswith(SVG) and element.tag != SVG + "script"
        for key, value in element.attrib.items():
            assert not key.endswith("href") or value.startswith("#")
    assert any(HOSTILE[:30] in (element.text or "") for element in root.iter(SVG + "text"))


def assert_texts_inside(root):
    """DejaVu's letters are some 0.6 of their size wide; what ends beyond the edge would be clipped."""
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert root.attrib["viewBox"].split() == ["0", "0", root.attrib["width"], root.attrib["height"]]
    texts = list(root.iter(SVG + "text"))
    assert texts
    for text in texts:
        length = len(text.text or "") * 0.6 * float(text.attrib["font-size"])
        left = float(text.attrib["x"]) - {"start": 0, "middle": 0.5, "end": 1}[text.attrib.get("text-anchor", "start")] * length
        assert left >= 0 and left + length <= width and 0 < float(text.attrib["y"]) < height, text.text


@pytest.mark.parametrize("name", NAMES)
def test_every_text_lies_inside_the_picture(results, name):
    assert_texts_inside(ElementTree.fromstring((results / f"{name}.svg").read_text()))


class Axes:
    """What the labels of ticks say of the pixels of each panel, from top to bottom."""

    def __init__(self, root):
        texts = [(float(text.attrib["x"]), float(text.attrib["y"]), float(text.attrib["font-size"]), text.attrib.get("text-anchor"),
                  text.text) for text in root.iter(SVG + "text")]
        self.days = self.line([(x, date.fromisoformat(text + "-01-01"[len(text) - 4:]).toordinal()) for x, _, _, anchor, text in texts
                               if anchor == "middle" and re.fullmatch(r"\d{4}(-\d\d){0,2}", text)])
        self.panels = []
        for _, y, size, anchor, text in texts:
            if anchor == "end" and re.fullmatch(r"-?[\d.]+", text):
                if not self.panels or y > self.panels[-1][-1][0]:
                    self.panels.append([])
                self.panels[-1].append((y - 0.35 * size, float(text)))

    @staticmethod
    def line(points):
        (a, first), (b, last) = points[0], points[-1]
        return lambda pixel: first + (pixel - a) / (b - a) * (last - first)

    def curves(self, root, panel):
        """The curves of a panel that stand for values, as days and values."""
        ticks = sorted(self.panels[panel])
        values = self.line(ticks)
        for path in root.iter(SVG + "path"):
            if path.attrib.get("stroke-width") != "2" or "stroke-linejoin" not in path.attrib:
                continue
            numbers = list(map(float, path.attrib["d"].removeprefix("M").split()))
            if ticks[0][0] - 0.1 <= numbers[1] <= ticks[-1][0] + 0.1:
                yield [(self.days(x), values(y)) for x, y in zip(numbers[::2], numbers[1::2])]


def test_curves_lie_where_the_table_says(results):
    """Turned back into days and people by the labels of the axes, every curve goes through its values of every day."""
    simulate(ROOT / "scenarios/block.json", "-q", "-o", results.parent / "block")
    simulate("plot", results.parent / "block", "-q")
    root = ElementTree.parse(results.parent / "block/active-users.svg").getroot()
    axes = Axes(root)
    rows = read_table(results.parent / "block/timeseries.csv")
    assert len(axes.panels) == 2
    for panel, market in enumerate(["russia", "iran"]):
        pixel = (max(v for _, v in axes.panels[panel]) - min(v for _, v in axes.panels[panel])) / 230
        curves = list(axes.curves(root, panel))
        assert len(curves) == 2
        for column, curve in zip(["counterfactual_active_users", "active_users"], curves):
            assert len(curve) < 200
            at = 0
            for row in (row for row in rows if row["market"] == market):
                day = date.fromisoformat(row["date"]).toordinal()
                while at + 2 < len(curve) and curve[at + 1][0] < day:
                    at += 1
                (a, first), (b, last) = curve[at:at + 2]
                drawn = first + (day - a) / (b - a) * (last - first)
                # Where a curve falls steeply, a hundredth of a pixel to the side is more than that in height.
                slope = abs(last - first) / (b - a) * 0.05
                assert abs(drawn - float(row[column]) / 1e6) < 0.08 * pixel + slope, (market, column, row["date"])


@pytest.mark.parametrize("name", NAMES)
def test_a_png_has_twice_the_pixels_of_the_svg(results, name):
    root = ElementTree.fromstring((results / f"{name}.svg").read_text())
    bytes_ = (results / f"{name}.png").read_bytes()
    assert bytes_[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", bytes_[16:24]) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    assert b"tIME" not in bytes_


def test_the_same_bytes_every_time_and_by_either_command(results):
    before = {name: (results / name).read_bytes() for name in os.listdir(results)}
    environment = os.environ | {"LC_ALL": "C", "LANG": "de_DE.UTF-8", "TZ": "Asia/Tehran"}
    done = simulate("plot", results, env=environment)
    assert sorted(Path(line).name for line in done.stdout.split("\n") if line) == sorted(
        name for name in before if name.endswith((".svg", ".png")))
    assert {name: (results / name).read_bytes() for name in os.listdir(results)} == before


def test_a_run_replaces_pictures_of_the_run_before(results, tmp_path):
    (tmp_path / "laws.json").write_text(json.dumps(scenario_with_laws()))
    simulate(tmp_path / "laws.json", "--plot", "-q", "-o", tmp_path / "r")
    simulate(tmp_path / "laws.json", "-q", "-o", tmp_path / "r")
    assert not [name for name in os.listdir(tmp_path / "r") if name.endswith((".svg", ".png"))]


def test_someones_own_picture_stops_a_run(tmp_path):
    (tmp_path / "laws.json").write_text(json.dumps(scenario_with_laws()))
    simulate(tmp_path / "laws.json", "-q", "-o", tmp_path / "r")
    (tmp_path / "r" / "mine.png").write_bytes(b"mine")
    assert "mine.png" in simulate(tmp_path / "laws.json", "-q", "-o", tmp_path / "r", code=73).stderr


LEFT_OUT = "PNG left out: rsvg-convert isn't installed (Debian: librsvg2-bin)"


def test_without_rsvg_convert_there_is_svg_and_a_word(results, tmp_path):
    bare = os.environ | {"PATH": str(tmp_path)}
    (tmp_path / "laws.json").write_text(json.dumps(scenario_with_laws()))
    assert simulate(tmp_path / "laws.json", "--plot", "-o", tmp_path / "r", env=bare).stderr.splitlines() == ["simulate: " + LEFT_OUT]
    done = simulate("plot", tmp_path / "r", env=bare)
    assert done.stderr.splitlines() == ["simulate: " + LEFT_OUT]
    assert [Path(line).name for line in done.stdout.splitlines()] == [f"{name}.svg" for name in NAMES]
    assert simulate("plot", tmp_path / "r", "-q", env=bare).stderr == ""
    for name in os.listdir(tmp_path / "r"):
        assert not name.endswith(".png") and (name in ("run.json", "manifest.json") or (tmp_path / "r" / name).read_bytes() == (results / name).read_bytes())


@pytest.mark.parametrize("body, reason", [
    ("echo 'Error: too large' >&2; exit 1", "rsvg-convert failed: Error: too large"), ("exit 0", "rsvg-convert failed: it gave no reason"),
    ("kill -9 $$", "rsvg-convert failed: a signal ended it")])
def test_a_converter_that_fails_never_takes_the_results_along(results, tmp_path, body, reason):
    fake = tmp_path / "rsvg-convert"
    fake.write_text(f"#!/bin/sh\n{body}\n")
    fake.chmod(0o755)
    (tmp_path / "s.json").write_text(json.dumps(scenario_with_laws()))
    done = simulate(tmp_path / "s.json", "--plot", "-o", tmp_path / "r", env=os.environ | {"PATH": f"{tmp_path}:/usr/bin:/bin"})
    assert done.stderr == f"simulate: PNG left out: {reason}\n"
    assert {f"{name}.svg" for name in NAMES} | {"timeseries.csv"} <= set(os.listdir(tmp_path / "r"))


def markets(count):
    """A scenario of many markets, each with a block."""
    return scenario_with_laws(
        end="2016-04-01", services={"s": {}}, laws={}, parameters={},
        markets={f"m{i}": {"online_population": 1e6, "services": {
            "s": {"direct_users": 1e5, "adoption": {"curve": "bass", "imitation_per_year": 1, "ceiling_share": 0.4}}}} for i in range(count)},
        enforcement={f"c{i}": {"market": f"m{i}", "service": "s", "steps": {"block": {"on": "2016-02-01", "effectiveness": 0.5}}}
                     for i in range(count)})


def test_sixty_markets_are_drawn_in_parts(tmp_path):
    (tmp_path / "s.json").write_text(json.dumps(markets(60)))
    assert simulate(tmp_path / "s.json", "--plot", "-o", tmp_path / "r").stderr == ""
    names = {name for name in os.listdir(tmp_path / "r") if name.startswith("active-users")}
    assert names == {f"active-users-{i}.{kind}" for i in range(1, 6) for kind in ("svg", "png")}
    root = ElementTree.parse(tmp_path / "r/active-users-5.svg").getroot()
    assert_texts_inside(root)
    assert "part 5 of 5" in root.find(SVG + "title").text and len(Axes(root).panels) == 12
    assert "s in m48" in root.find(SVG + "desc").text and "s in m47" not in root.find(SVG + "desc").text
    # They are the program's own, and so the next run replaces them.
    simulate(tmp_path / "s.json", "-q", "-o", tmp_path / "r")
    assert not [name for name in os.listdir(tmp_path / "r") if name.endswith((".svg", ".png"))]


@pytest.mark.parametrize("title", [
    "a\x01b\x0bc\x7f", "]]>&amp;<!-- <svg onload='x'> \"\"", "\u202eright to left \u05d0\u05d1 \u0645\u0631\u062d\u0628\u0627", "\ufffe\uffff\U0001ffff",
    "\U0001f1ee\U0001f1f7 \U0001f468\u200d\U0001f469"])
def test_hostile_titles_are_text_in_pictures(tmp_path, title):
    scenario = markets(1)
    scenario["title"] = scenario["markets"]["m0"]["title"] = title
    scenario["services"]["s"]["title"] = title
    (tmp_path / "s.json").write_text(json.dumps(scenario))
    simulate(tmp_path / "s.json", "--plot", "-q", "-o", tmp_path / "r")
    for name in ("active-users", "stocks-m0-s"):
        text = (tmp_path / "r" / f"{name}.svg").read_text("utf-8")
        root = ElementTree.fromstring(text)
        assert {element.tag for element in root.iter()} <= {SVG + tag for tag in [
            "svg", "title", "desc", "rect", "path", "circle", "text", "pattern"]}
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e\ufffe\uffff]", text)


def test_long_titles_cost_time_in_proportion(tmp_path):
    """Twenty times the text takes about twenty times the time at most, where each cut once measured the whole anew."""
    def seconds(letters):
        scenario = markets(1)
        scenario["title"] = scenario["services"]["s"]["title"] = "x" * letters
        (tmp_path / "s.json").write_text(json.dumps(scenario))
        simulate(tmp_path / "s.json", "-q", "-o", tmp_path / "r")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        simulate("report", tmp_path / "r", "-q")
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    assert seconds(1_000_000) < 50 * max(seconds(50_000), 0.02)


def test_what_is_no_results_folder(tmp_path):
    assert "run.json" in simulate("plot", tmp_path, code=66).stderr
    (tmp_path / "run.json").write_text("{}")
    simulate("plot", tmp_path, code=66)
    (tmp_path / "run.json").write_text("{")
    simulate("plot", tmp_path, code=65)
    assert "needs a folder of results" in simulate("plot", code=64).stderr


def test_a_folder_that_may_not_be_written_to(results, tmp_path):
    if os.geteuid() == 0:
        # Root may write anywhere but into what isn't there any more; a folder in the picture's place stops it too.
        (tmp_path / "laws.json").write_text(json.dumps(scenario_with_laws()))
        simulate(tmp_path / "laws.json", "-q", "-o", tmp_path / "r")
        (tmp_path / "r" / "active-users.svg").mkdir()
        error = simulate("plot", tmp_path / "r", code=73).stderr
        assert "active-users.svg" in error
        assert not [name for name in os.listdir(tmp_path / "r") if name.startswith(".weir-")]
    else:
        results.chmod(0o555)
        try:
            simulate("plot", results, code=73)
        finally:
            results.chmod(0o755)


def test_an_ensemble_has_a_fan(tmp_path):
    """Bands around the median, with what the picture shows in words."""
    simulate("ensemble", REPOSITORY / "scenarios" / "block.json", "--members", "40", "--seed", "1", "--set", "output_every=P1M", "-q", "-o", tmp_path / "e")
    simulate("plot", tmp_path / "e")
    assert {"fan.svg", "fan.png"} <= set(os.listdir(tmp_path / "e"))
    text = (tmp_path / "e" / "fan.svg").read_text("utf-8")
    assert "40 members, design random, seed 1" in text and "Telegram in Iran" in text
    for part in ["blocked in most members", "2018-04-13 Court orders the block", " median<", " 95 %<"]:
        assert part in text, part
    simulate("ensemble", REPOSITORY / "scenarios" / "block.json", "--members", "40", "--seed", "1", "--set", "output_every=P1M", "-q", "-o", tmp_path / "e")
