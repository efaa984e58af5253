"""The page about results: what it says, that it is safe, and how it looks in a browser."""

import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from program import REPOSITORY
from test_plots import HOSTILE, scenario_with_laws, simulate

# Elements without an end tag.
VOID = {"meta", "link", "br", "img", "hr", "input"}


class Page(HTMLParser):
    """A page as a list of elements, with the texts in them; fails where tags don't match."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag

    def handle_data(self, text):
        self.texts.append((self.open[-1] if self.open else "", text))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two runs, and a report on the first and on both."""
    folder = tmp_path_factory.mktemp("report")
    for name, end in [("one", "2019-01-01"), ("two", "2018-07-01")]:
        (folder / f"{name}.json").write_text(json.dumps(scenario_with_laws(end=end)))
        simulate(folder / f"{name}.json", "-q", "-o", folder / name)
    simulate("report", folder / "one")
    simulate("report", folder / "one", folder / "two", "-o", folder / "both.html")
    return folder


PAGES = ["one/report.html", "both.html"]


@pytest.fixture(params=PAGES)
def page(request, folder):
    return folder / request.param


def test_the_page_says_what_was_asked_and_assumed(folder):
    text = "".join(text for _, text in Page((folder / "one/report.html").read_text()).texts)
    record = json.loads((folder / "one/run.json").read_text())
    for part in [HOSTILE, "A note with <b>markup</b>", "Tele'gram <&>", "Case " + HOSTILE, "Step " + HOSTILE, "A source <i>with</i> markup",
                 "lognormal (median 0.1, sigma 0.3)", "105,000,000", "counterfactual", record["scenario_sha256"], record["version"],
                 record["libraries"]["gsl"], record["numerics_fingerprint"], "enforcement has cost Tele'gram <&>",
                 "telegram / steps / block / effectiveness", "the platform's answer", "the step before"]:
        assert part in text, part
    assert "seconds_taken" not in text and str(record["seconds_taken"]) not in text


def test_a_comparison_says_what_differs(folder):
    text = "".join(text for _, text in Page((folder / "both.html").read_text()).texts)
    for part in ["2 runs compared: one, two", "2019-01-01", "2018-07-01", "What differs between the scenarios"]:
        assert part in text, part


def test_nothing_in_the_page_is_run_or_fetched(page):
    text = page.read_text()
    parsed = Page(text)
    assert parsed.all("script") == [] and parsed.all("iframe") == [] and parsed.all("img") == []
    for tag, attributes in parsed.elements:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            if name in ("href", "src", "xlink:href", "action", "data"):
                assert value.startswith("#") or value == "data:,", (tag, value)
    assert not re.search(r"https?://|@import|url\((?!#)", text)
    assert "default-src 'none'" in text


def test_the_page_is_accessible(page):
    parsed = Page(page.read_text())
    assert parsed.all("html") == [{"lang": "en"}]
    levels = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:]))
    assert parsed.all("th") and all(attributes.get("scope") in ("col", "row") for attributes in parsed.all("th"))
    assert len(parsed.all("table")) == len(parsed.all("caption"))
    ids = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert parsed.all("svg")
    for attributes in parsed.all("svg"):
        assert attributes["role"] == "img" and set(attributes["aria-labelledby"].split()) <= set(ids)
    for attributes in parsed.all("div"):
        if attributes.get("class") == "scroll":
            assert attributes["tabindex"] == "0" and attributes["aria-label"]
    assert [attributes for attributes in parsed.all("meta") if attributes.get("name") == "viewport"]
    assert len(parsed.all("main")) == 1


def luminance(colour):
    """The relative luminance of WCAG 2."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_stands_out_from_its_ground(page):
    """7 : 1, light and dark."""
    text = page.read_text()
    light, dark = [dict(re.findall(r"--(\w+): (#\w+)", rule)) for rule in re.findall(r":root \{([^}]*--paper[^}]*)\}", text)]
    replaced = dict(re.findall(r'\[fill="(#\w+)"\] \{ fill: (#\w+)', text))
    used = set(re.findall(r"[^-]color: var\(--(\w+)\)", text))
    assert used == {"ink", "faint"}
    letters = set(re.findall(r'<text [^>]*fill="(#\w+)"', text))
    assert letters and letters <= set(replaced)
    pairs = [(theme[name], theme["paper"]) for theme in (light, dark) for name in used]
    pairs += [(fill, light["paper"]) for fill in letters] + [(replaced[fill], dark["paper"]) for fill in letters]
    for ink, paper in pairs:
        low, high = sorted([luminance(ink), luminance(paper)])
        assert (high + 0.05) / (low + 0.05) >= 7, (ink, paper)


def test_the_page_on_the_lead_scenario_is_small(tmp_path):
    simulate(REPOSITORY / "scenarios/block.json", "-q", "-o", tmp_path / "r")
    simulate("report", tmp_path / "r")
    assert (tmp_path / "r/report.html").stat().st_size < 150_000


def test_the_same_bytes_every_time(folder, page, tmp_path):
    runs = [folder / "one"] if page.parent.name == "one" else [folder / "one", folder / "two"]
    simulate("report", *runs, "-o", tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == page.read_bytes()
    # A run that took another time gives the same page.
    simulate(folder / "one.json", "-q", "-o", tmp_path / "one")
    simulate("report", tmp_path / "one")
    assert (tmp_path / "one/report.html").read_bytes() == (folder / "one/report.html").read_bytes()


def test_where_the_page_goes(folder, tmp_path):
    done = simulate("report", folder / "one", folder / "two", cwd=tmp_path)
    assert done.stdout == "Report: results/report.html\n" and (tmp_path / "results/report.html").exists()
    error = simulate("report", folder / "one", "-o", tmp_path / "nowhere/r.html", code=73).stderr
    assert "nowhere/r.html" in error and "check that its folder is there" in error
    # It needs no other program.
    simulate("report", folder / "one", "-o", tmp_path / "bare.html", env=os.environ | {"PATH": str(tmp_path)})
    assert (tmp_path / "bare.html").read_bytes() == (folder / "one/report.html").read_bytes()
    simulate("report", tmp_path, code=66)
    assert "needs a folder of results" in simulate("report", code=64).stderr


# A page that shows another at a width and says how wide its content is: headless windows have a least width of their own.
FRAME = """<!DOCTYPE html><body style="margin:0"><iframe id="f" src="{url}" style="border:0;width:{width}px;height:4000px"></iframe>
<script>document.getElementById("f").onload = function () {{
  var page = this.contentDocument;
  var figures = Array.from(page.querySelectorAll("svg")).filter(function (e) {{ return e.getBoundingClientRect().width > 0; }});
  document.title = JSON.stringify({{
    content: page.documentElement.scrollWidth, figures: figures.length,
    widest: Math.max.apply(null, figures.map(function (e) {{ return e.getBoundingClientRect().right; }})),
    letters: Math.min.apply(null, figures.map(function (e) {{ return e.getBoundingClientRect().width / e.viewBox.baseVal.width; }}))
  }});
}};</script></body>"""


def chromium(*arguments):
    program = shutil.which("chromium")
    assert program, "chromium is missing: apt-get install chromium"
    return subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--allow-file-access-from-files", *arguments],
        capture_output=True, text=True, timeout=180)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_the_screen(page, tmp_path, width):
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(url=page.as_uri(), width=width))
    done = chromium("--virtual-time-budget=10000", f"--window-size={max(width, 600)},4000", "--dump-dom", frame.as_uri())
    found = json.loads(re.search(r"<title>(.*?)</title>", done.stdout).group(1))
    assert found["content"] <= width and found["widest"] <= width
    assert found["figures"] == page.read_text().count("<figure>")
    # Letters of 11 pixels aren't scaled below 8.
    assert found["letters"] >= 8 / 11


@pytest.mark.parametrize("width", [1280, 390])
def test_a_browser_shows_it_without_complaint(page, tmp_path, width):
    picture = tmp_path / "shot.png"
    done = chromium(f"--screenshot={picture}", f"--window-size={width},2000", page.as_uri())
    assert picture.stat().st_size > 20_000
    assert "CONSOLE" not in done.stderr, done.stderr
    assert "ERR_" not in done.stderr
