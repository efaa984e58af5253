"""Pictures and pages of sensitivity and discovery say what their tables say."""

import re
import subprocess

import pytest

from program import PROGRAM, REPOSITORY, read_table

MEASURE = "russia.telegram.user_days_lost"


def call(folder, *words):
    done = subprocess.run([PROGRAM, *words], cwd=folder, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Results of both methods of sensitivity, and of a discovery."""
    folder = tmp_path_factory.mktemp("studies")
    scenario = str(REPOSITORY / "scenarios/block.json")
    call(folder, "sensitivity", scenario, "--measure", MEASURE, "--samples", "64", "--seed", "1", "--plot", "-q", "-o", "sobol")
    call(folder, "sensitivity", scenario, "--measure", MEASURE, "--method", "morris", "--samples", "16", "--seed", "1", "-q", "-o", "morris")
    call(folder, "ensemble", scenario, "--members", "400", "--seed", "1", "--set", "output_every=P1Y", "-q", "-o", "members")
    call(folder, "discover", "members", "--where", "russia.telegram.share_lost_at_end > 0.3", "-q", "-o", "box")
    return folder


def page(folder, name):
    """The words of a report, without markup."""
    call(folder, "report", name)
    text = (folder / name / "report.html").read_text("utf-8")
    assert "<script" not in text and not re.search(r'(src|href)="http', text)
    return re.sub(r"<[^>]*>", " ", text).replace("&gt;", ">")


@pytest.mark.parametrize("name", ["sobol", "morris"])
def test_a_page_tells_of_every_quantity(folder, name):
    words = page(folder, name)
    assert MEASURE in words and "seed 1" in words
    for row in read_table(folder / name / "sensitivity.csv"):
        assert row["quantity"] in words


def test_a_picture_has_the_largest_quantities_in_order(folder):
    assert (folder / "sobol/sensitivity.png").read_bytes().startswith(b"\x89PNG")
    picture = (folder / "sobol/sensitivity.svg").read_text("utf-8")
    totals = [row for row in read_table(folder / "sobol/sensitivity.csv") if row["index"] == "total"]
    largest = sorted(totals, key=lambda row: -float(row["value"]))[:5]
    places = [picture.index(f">{row['quantity']}<") for row in largest]
    assert places == sorted(places)


def test_pictures_can_be_drawn_later(folder):
    before = (folder / "sobol/sensitivity.svg").read_bytes()
    assert call(folder, "plot", "sobol") == "sobol/sensitivity.svg\nsobol/sensitivity.png\n"
    assert (folder / "sobol/sensitivity.svg").read_bytes() == before


def test_a_discovery_shows_its_box_and_its_trajectory(folder):
    assert call(folder, "plot", "box").split() == ["box/trajectory.svg", "box/trajectory.png", "box/box.svg", "box/box.png"]
    words = page(folder, "box")
    assert "share_lost_at_end > 0.3" in words
    rows = read_table(folder / "box/box.csv")
    assert rows and all(row["quantity"] in words for row in rows)
