"""Pictures of results, by the program as it is installed."""

import json
import os
import struct
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from program import REPOSITORY

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


@pytest.mark.parametrize("name", NAMES)
def test_every_text_lies_inside_the_picture(results, name):
    """DejaVu's letters are some 0.6 of their size wide; what ends beyond the edge would be clipped."""
    root = ElementTree.fromstring((results / f"{name}.svg").read_text())
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for group in root.iter(SVG + "g"):
        texts = group.findall(SVG + "text")
        if not texts:
            continue
        x, y = map(float, group.attrib["transform"].removeprefix("translate(").split(")")[0].split(","))
        length = max(len(text.text or "") for text in texts) * 0.6 * float(group.attrib["font-size"])
        left = x - {"start": 0, "middle": 0.5, "end": 1}[group.attrib["text-anchor"]] * length
        assert left >= 0 and left + length <= width and 0 < y < height, texts[0].text


@pytest.mark.parametrize("name", NAMES)
def test_a_png_has_twice_the_pixels_of_the_svg(results, name):
    root = ElementTree.fromstring((results / f"{name}.svg").read_text())
    bytes_ = (results / f"{name}.png").read_bytes()
    assert bytes_[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", bytes_[16:24]) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    assert b"tIME" not in bytes_


def test_the_same_bytes_every_time_and_by_either_command(results):
    before = {name: (results / name).read_bytes() for name in os.listdir(results)}
    environment = os.environ | {"LC_ALL": "C", "LANG": "de_DE.UTF-8", "TZ": "Asia/Tehran", "GNUTERM": "dumb"}
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


def test_without_gnuplot_the_message_names_the_package_and_nothing_is_written(results, tmp_path):
    before = {name: (results / name).read_bytes() for name in os.listdir(results)}
    bare = os.environ | {"PATH": str(tmp_path)}
    assert "gnuplot-nox" in simulate("plot", results, code=74, env=bare).stderr
    assert {name: (results / name).read_bytes() for name in os.listdir(results)} == before
    (tmp_path / "s.json").write_text(json.dumps(scenario_with_laws()))
    assert "gnuplot-nox" in simulate(tmp_path / "s.json", "--plot", "-o", tmp_path / "r", code=74, env=bare).stderr
    assert sorted(os.listdir(tmp_path)) == ["s.json"]


def test_a_gnuplot_that_fails_is_told_with_its_reason(results, tmp_path):
    fake = tmp_path / "gnuplot"
    fake.write_text("#!/bin/sh\necho '         line 3: no such terminal' >&2\nexit 1\n")
    fake.chmod(0o755)
    error = simulate("plot", results, code=74, env=os.environ | {"PATH": f"{tmp_path}:/usr/bin:/bin"}).stderr
    assert "no such terminal" in error and "gnuplot-nox" in error


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
    simulate("ensemble", REPOSITORY / "scenarios" / "block.json", "--members", "40", "--seed", "1", "--set", "output_every=P1M", "-q", "-o", tmp_path / "e")
