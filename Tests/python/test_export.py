"""`simulate export`: the spreadsheet as LibreOffice and openpyxl open it, the notebooks as Jupyter and R run them."""

import base64
import csv
import json
import math
import os
import re
import resource
import shutil
import subprocess
import sys
import xml.etree.ElementTree
import zipfile
from datetime import datetime
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from frictionless import Package

from program import PROGRAM, REPOSITORY

# Text that would be a formula, markup, mathematics or a link, were it taken for anything but text.
EVIL = """=cmd|' /C calc'!A0<script>alert(1)</script> $x_1$ [a](javascript:alert(1)) "b", `c` & _d_"""
TABLES = ["timeseries", "totals", "events", "retention", "summary"]
# Comma, quotes around text and nothing else, UTF-8, values rather than what is shown of them, every sheet.
LIBREOFFICE_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true,false,false,false,-1"


def simulate(*arguments, code=0, **settings):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=60, **settings)
    assert done.returncode == code, done
    return done.stderr if code else done.stdout


def scenario(**top):
    """Two services in one market, one of them blocked, under a law that asks for storage; every title is evil."""
    pair = {"direct_users": 1e5, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.5}, "give_up_days": 90}
    service = {"title": EVIL, "messages_per_user_per_day": 30, "content_bytes_per_message": 3e4}
    return {
        "format": 1, "title": EVIL, "note": EVIL, "source": EVIL, "start": "2020-01-15", "end": "2021-06-01",
        "output_every": "P1M", "services": {"nan": service, "null": {"title": "Other"}},
        "markets": {"na": {"title": EVIL, "online_population": 1e6, "services": {"nan": pair, "null": pair}}},
        "laws": {"storage": {"market": "na", "in_force": "2020-06-01", "usd_per_tb_month": 20,
                             "content_retention": {"organizer": "P6M", "telecom": "P6M"}}},
        "enforcement": {"case": {"market": "na", "service": "nan", "steps": {
            "register": {"on": "2020-05-01"}, "block": {"on": "2020-09-01", "effectiveness": 0.7}}}}, **top}


def write_results(folder, name, content):
    path = folder / f"{name}.json"
    path.write_text(json.dumps(content), "utf-8")
    simulate(path, "--quiet", "-o", folder / name)
    return folder / name


@pytest.fixture(scope="module")
def block(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export") / "block"
    simulate(REPOSITORY / "scenarios/block.json", "--set", "output_every=P1M", "--quiet", "-o", folder)
    simulate("export", folder, "--xlsx")
    return folder


@pytest.fixture(scope="module")
def evil(tmp_path_factory):
    folder = write_results(tmp_path_factory.mktemp("export"), "evil", scenario())
    simulate("export", folder, "--xlsx")
    return folder


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def tables_of(folder):
    return [path.stem for path in folder.glob("*.csv")]


def types_of(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {resource["name"]: [field["type"] for field in resource["schema"]["fields"]] for resource in package["resources"]}


# The spreadsheet

@pytest.mark.parametrize("name", ["block", "evil"])
def test_every_cell_has_the_type_of_its_column(name, request):
    folder = request.getfixturevalue(name)
    book = openpyxl.load_workbook(f"{folder}.xlsx")
    assert set(tables_of(folder)) < set(book.sheetnames)
    for table, types in types_of(folder).items():
        cells = list(book[table].iter_rows(values_only=True))
        expected = rows(folder / f"{table}.csv")
        assert list(cells[0]) == expected[0]
        assert len(cells) == len(expected)
        for found, texts in zip(cells[1:], expected[1:]):
            for value, text, kind in zip(found, texts, types):
                if text == "":
                    assert value is None
                elif kind == "date":
                    assert value == datetime.fromisoformat(text)
                elif kind in ("number", "integer"):
                    assert isinstance(value, (int, float)) and math.isclose(value, float(text), rel_tol=1e-15)
                else:
                    assert value == text


def test_pandas_reads_dates_and_numbers(block):
    users = pd.read_excel(f"{block}.xlsx", sheet_name="timeseries")
    assert users["date"].dtype.kind == "M"
    assert all(users[column].dtype.kind in "fi" for column in users.columns[6:])


@pytest.mark.parametrize("name", ["block", "evil"])
def test_libreoffice_opens_it(name, request, tmp_path):
    folder = request.getfixturevalue(name)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for form in ["pdf", LIBREOFFICE_CSV]:
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", form, "--outdir", tmp_path, f"{folder}.xlsx"],
            check=True, capture_output=True, timeout=120)
    assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    for table, types in types_of(folder).items():
        # Where LibreOffice sees text it writes quotes; where it sees a date, an ISO date.
        lines = (tmp_path / f"{name}-{table}.csv").read_text("utf-8").splitlines()[1:]
        expected = rows(folder / f"{table}.csv")[1:]
        assert len(lines) == len(expected)
        for line, texts in zip(lines, expected):
            for found, text, kind in zip(re.findall(r'("(?:[^"]|"")*"|[^,]*)(?:,|$)', line), texts, types):
                if kind == "string":
                    assert found == (f'"{text}"' if text else "") or '"' in text
                elif kind == "date" or text == "":
                    assert found == text
                else:
                    # 15 digits, 20 of them after the point at most.
                    assert math.isclose(float(found), float(text), rel_tol=1e-13, abs_tol=1e-19)
    about = rows(tmp_path / f"{name}-about.csv")
    title = json.loads((folder / "run.json").read_text("utf-8"))["resolved_scenario"]["title"]
    assert about[0] == ["Title", title]


def test_the_first_sheet_tells_what_was_run(block):
    about = dict(openpyxl.load_workbook(f"{block}.xlsx")["about"].iter_rows(max_col=2, values_only=True))
    record = json.loads((block / "run.json").read_text("utf-8"))
    assert about["Title"] == record["resolved_scenario"]["title"]
    assert about["Note"] == record["resolved_scenario"]["note"]
    assert about["Scenario's SHA-256"] == record["scenario_sha256"]
    assert about["Version of Weir"] == record["version"]
    assert about["Start"] == datetime(2016, 1, 15)
    texts = {row[1] for row in openpyxl.load_workbook(f"{block}.xlsx")["about"].iter_rows(max_col=2, values_only=True)}
    package = json.loads((block / "datapackage.json").read_text("utf-8"))
    assert {source["title"] for source in package["sources"]} <= texts


def test_headers_stay_in_view_and_are_explained(block):
    book = openpyxl.load_workbook(f"{block}.xlsx")
    package = json.loads((block / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        sheet = book[resource["name"]]
        assert sheet.freeze_panes == "A2"
        for cell, field in zip(sheet[1], resource["schema"]["fields"]):
            assert field["title"] in cell.comment.text
            assert "unit" not in field or f"Unit: {field['unit']}" in cell.comment.text
            assert sheet.column_dimensions[cell.column_letter].width > len(field["name"])


def test_the_chart_has_a_line_and_a_dashed_one_for_each_market(block):
    book = openpyxl.load_workbook(f"{block}.xlsx")
    assert [sheet.title for sheet in book.chartsheets] == ["chart"]
    chart = zipfile.ZipFile(f"{block}.xlsx").read("xl/charts/chart1.xml").decode()
    series = re.findall(r"<c:ser>.*?</c:ser>", chart, re.S)
    assert len(series) == 4
    assert ["dash" in re.search(r'prstDash val="(\w+)"', one + 'prstDash val="solid"')[1] for one in series] == [True, False] * 2
    shown = [re.search(r"<c:tx>.*?<c:v>(.*?)</c:v>", one, re.S)[1] for one in series]
    assert shown == ["Russia, left alone", "Russia", "Iran, left alone", "Iran"]
    for one, column in zip(series, ["C", "B", "E", "D"]):
        assert f"<c:f>'chart data'!${column}$2:${column}$62</c:f>" in one
        assert len(re.findall(r"<c:pt ", re.search(r"<c:yVal>.*</c:yVal>", one, re.S)[0])) == 61


def test_text_stays_text(evil):
    book = openpyxl.load_workbook(f"{evil}.xlsx")
    texts = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert sum(cell.value == EVIL for cell in texts) >= 3
    assert {cell.data_type for cell in texts} == {"s"}
    parts = zipfile.ZipFile(f"{evil}.xlsx")
    for name in parts.namelist():
        content = parts.read(name).decode()
        assert "<script" not in content
        assert "<f>" not in content if name.startswith("xl/worksheets") else "<ddeLink" not in content
        assert "externalLink" not in name
        # References to the book's own cells are all that a chart may compute.
        assert all(re.fullmatch(r"'chart data'!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", formula)
                   for formula in re.findall(r"<c:f>(.*?)</c:f>", content))


@pytest.mark.parametrize("character", [chr(code) for code in (*range(1, 0x20), 0x7F, 0x85, 0x9B, 0xFFFE, 0xFFFF, 0x1FFFE)], ids=ascii)
def test_text_that_xml_cannot_hold_is_replaced(tmp_path, character):
    """Titles may hold any character; every part of the file is XML all the same."""
    content = scenario(title=f"a{character}b", note=f"a{character}b")
    content["markets"]["na"]["title"] = content["services"]["nan"]["title"] = f"a{character}b"
    folder = write_results(tmp_path, "control", content)
    simulate("export", folder, "--xlsx")
    with zipfile.ZipFile(f"{folder}.xlsx") as parts:
        for name in parts.namelist():
            xml.etree.ElementTree.fromstring(parts.read(name))
        assert character in "\t\n\r" or character.encode() not in parts.read("xl/charts/chart1.xml")
    about = {row[0]: row[1] for row in openpyxl.load_workbook(f"{folder}.xlsx")["about"].iter_rows(values_only=True)}
    shown = {"\t": "\t", "\n": "\n", "\r": "\n"}.get(character, "\N{REPLACEMENT CHARACTER}")
    assert about["Title"] == f"a{shown}b"


def test_the_same_results_give_the_same_bytes(block, tmp_path):
    for name, zone in [("a", "UTC"), ("b", "Asia/Tehran")]:
        simulate("export", block, "--xlsx", "-o", tmp_path / f"{name}.xlsx", env={**os.environ, "TZ": zone})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes() == Path(f"{block}.xlsx").read_bytes()
    parts = zipfile.ZipFile(tmp_path / "a.xlsx")
    assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert parts.read("docProps/core.xml").decode().count("1980-01-01T00:00:00Z") == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_dates_before_excels_calendar_are_text_and_long_notes_are_cut(tmp_path):
    folder = write_results(tmp_path, "old", scenario(
        start="1900-02-28", end="1900-03-02", output_every="P1D", note="=x" * 20_000, laws={}, enforcement={}))
    simulate("export", folder, "--xlsx")
    book = openpyxl.load_workbook(f"{folder}.xlsx")
    dates = [row[0] for row in book["timeseries"].iter_rows(min_row=2, values_only=True)]
    assert dates == ["1900-02-28"] * 2 + [datetime(1900, 3, 1)] * 2 + [datetime(1900, 3, 2)] * 2
    assert len(book["about"]["B2"].value) <= 32_767
    assert book["about"]["B2"].value.endswith("whole in run.json)")


# The notebooks

def clean_environment(folder):
    """Nothing of the caller's: an empty home, no modules and kernels but those of the tests' requirements."""
    (folder / "home").mkdir()
    return {"HOME": str(folder / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONNOUSERSITE": "1"}


def execute(notebooks, tmp_path):
    """Runs both notebooks of a folder; the executed one and the page that R makes."""
    environment = clean_environment(tmp_path)
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.record_timing=False"]
    subprocess.run([*command, "--output", "executed", "charts.ipynb"], cwd=notebooks, env=environment, check=True, timeout=120)
    render = 'rmarkdown::render("charts.Rmd", quiet = TRUE)'
    subprocess.run(["Rscript", "--vanilla", "-e", render], cwd=notebooks, env=environment, check=True, timeout=120)
    return json.loads((notebooks / "executed.ipynb").read_text("utf-8")), (notebooks / "charts.html").read_text("utf-8")


def outputs(notebook):
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


def texts(notebook):
    """What the cells print and return, pictures left out."""
    return ["".join(output.get("text") or output["data"]["text/plain"]) for output in outputs(notebook)]


def pictures(notebook):
    return [base64.b64decode(output["data"]["image/png"]) for output in outputs(notebook) if "image/png" in output.get("data", {})]


def page_pictures(page):
    return [base64.b64decode(text) for text in re.findall(r'src="data:image/png;base64,([^"]+)"', page)]


@pytest.mark.parametrize("case, charts", [
    ("evil", 3),
    ("nothing happens", 2),
])
def test_both_notebooks_run_on_any_results(case, charts, evil, tmp_path):
    folder = evil if case == "evil" else write_results(tmp_path, "still", scenario(enforcement={}, laws={}))
    simulate("export", folder, "--notebook", "-o", tmp_path / "out")
    notebook, page = execute(tmp_path / "out", tmp_path)
    assert [picture[:4] for picture in pictures(notebook)] == [b"\x89PNG"] * charts
    assert len(page_pictures(page)) == charts
    assert not [output for output in outputs(notebook) if output.get("name") == "stderr" or output["output_type"] == "error"]
    assert EVIL in "".join(texts(notebook))
    html = "".join("".join(output["data"].get("text/html", "")) for output in outputs(notebook) if "data" in output)
    for text in (html, page):
        assert "<script>alert" not in text
        assert 'href="javascript:' not in text


def test_tidy_tables_hold_what_the_results_hold(block, tmp_path):
    simulate("export", block, "--notebook", "-o", tmp_path / "out")
    long = pd.read_csv(tmp_path / "out/timeseries.csv")
    assert list(long.columns) == ["date", "market", "service", "measure", "unit", "value"]
    wide = pd.read_csv(block / "timeseries.csv")
    for measure in wide.columns[6:]:
        assert list(long[long["measure"] == measure]["value"]) == list(wide[measure])
    statuses = pd.read_csv(tmp_path / "out/statuses.csv")
    pd.testing.assert_frame_equal(statuses, wide[list(wide.columns[:6])])
    for table in ("totals", "events", "observed", "summary"):
        assert (tmp_path / f"out/{table}.csv").read_bytes() == (block / f"{table}.csv").read_bytes()
    report = Package(str(tmp_path / "out/datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])


def test_the_notebooks_hold_nothing_of_the_scenario(block, evil, tmp_path):
    for folder in (block, evil):
        simulate("export", folder, "--notebook", "-o", tmp_path / folder.name)
    for name in ("charts.ipynb", "charts.Rmd"):
        assert (tmp_path / "block" / name).read_bytes() == (tmp_path / "evil" / name).read_bytes()


KEPT = sorted(path.parent for path in REPOSITORY.glob("notebooks-export/*/charts.ipynb"))


def test_the_repository_keeps_executed_notebooks():
    assert "block" in [folder.name for folder in KEPT]


@pytest.mark.parametrize("kept", KEPT, ids=lambda folder: folder.name)
def test_kept_notebooks_say_what_the_program_says(kept, tmp_path):
    results = tmp_path / kept.name
    simulate(REPOSITORY / f"scenarios/{kept.name}.json", "--set", "output_every=P1M", "--quiet", "-o", results)
    fresh = tmp_path / "fresh"
    simulate("export", results, "--notebook", "-o", fresh)
    for path in fresh.glob("*.csv"):
        pd.testing.assert_frame_equal(pd.read_csv(kept / path.name), pd.read_csv(path), rtol=1e-6, obj=f"{path.name} (`make notebooks`)")
    notebook, page = execute(fresh, tmp_path)
    executed = json.loads((kept / "charts.ipynb").read_text("utf-8"))
    assert [cell["source"] for cell in executed["cells"]] == [cell["source"] for cell in notebook["cells"]], "`make notebooks`"
    assert texts(executed) == texts(notebook), "`make notebooks`"
    assert len(pictures(executed)) == len(pictures(notebook)) == len(page_pictures(page))


@pytest.mark.parametrize("kept", KEPT, ids=lambda folder: folder.name)
def test_kept_notebooks_hold_nothing_of_a_machine(kept):
    executed = json.loads((kept / "charts.ipynb").read_text("utf-8"))
    assert set(executed["metadata"]) == {"kernelspec", "language_info"}
    assert all(cell["metadata"] == {} for cell in executed["cells"])
    for path in kept.iterdir():
        assert path.stat().st_size < 300_000, path
        text = re.sub(r'"image/png": "[^"]*"|base64,[^"]*', "", path.read_text("utf-8"))
        for sign in ("/home/", "/root/", "/tmp/", "/work/", "/usr/", str(REPOSITORY), os.uname().nodename):
            assert sign not in text, (path, sign)


# The CSV of a run in other programs

def test_pandas_reads_the_csv(block):
    users = pd.read_csv(block / "timeseries.csv", parse_dates=["date"])
    assert users["date"].dtype.kind == "M"
    assert all(users[column].dtype.kind in "fi" for column in users.columns[6:])


def test_duckdb_reads_the_csv(block):
    for table, types in types_of(block).items():
        columns = duckdb.sql(f"DESCRIBE SELECT * FROM read_csv('{block}/{table}.csv')").fetchall()
        for (name, found, *_), kind in zip(columns, types):
            expected = {"date": {"DATE"}, "string": {"VARCHAR"}}.get(kind, {"DOUBLE", "BIGINT"})
            assert found in expected, (table, name)


def test_r_reads_the_csv(block):
    for table, types in types_of(block).items():
        code = f"""table <- read.csv("{block}/{table}.csv")
            table$date <- if (!is.null(table$date)) as.Date(table$date)
            cat(vapply(table, function(column) class(column)[1], ""), sep = "\\n")"""
        done = subprocess.run(["Rscript", "--vanilla", "-e", code], check=True, capture_output=True, text=True, timeout=60)
        for found, kind in zip(done.stdout.split(), types):
            assert found in {"date": {"Date"}, "string": {"character"}}.get(kind, {"numeric", "integer"}), table


# What goes wrong

def copied(folder, tmp_path):
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def test_what_is_no_results_folder_is_named(block, tmp_path):
    assert "nowhere: there is no such folder of results" in simulate("export", "nowhere", "--xlsx", code=66)
    assert "run.json" in simulate("export", tmp_path, "--notebook", code=66)
    folder = copied(block, tmp_path)
    (folder / "datapackage.json").unlink()
    assert "copy/datapackage.json: there is no such file" in simulate("export", folder, "--xlsx", code=66)


def test_every_broken_cell_is_named(block, tmp_path):
    folder = copied(block, tmp_path)
    broken = rows(folder / "timeseries.csv")
    broken[1][0], broken[2][7], broken[3][8] = "2016-02-30", "nan", ""
    with open(folder / "timeseries.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(broken)
    message = simulate("export", folder, "--xlsx", code=65)
    assert "timeseries.csv:2:1: date: expected a date, found `2016-02-30`; run the scenario again" in message
    assert "active_users: expected a number, found `nan`" in message
    assert "direct_users: expected a number, found none" in message
    assert not (tmp_path / "copy.xlsx").exists()


def test_nothing_is_written_where_it_can_not_be(block, tmp_path):
    (tmp_path / "file").write_text("mine")
    assert "can't be created" in simulate("export", block, "--xlsx", "-o", tmp_path / "file/a.xlsx", code=73)
    (tmp_path / "folder").mkdir()
    assert "it is a folder" in simulate("export", block, "--xlsx", "-o", tmp_path / "folder", code=73)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.ipynb").write_text("mine")
    assert "mine.ipynb" in simulate("export", block, "--notebook", "-o", tmp_path / "out", code=73)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.ipynb"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "out"]


def test_a_full_disk_leaves_what_was_there(block, tmp_path):
    simulate("export", block, "--xlsx", "-o", tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()

    def no_more_than_a_page():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    message = simulate(
        "export", block, "--xlsx", "-o", tmp_path / "a.xlsx", code=74, preexec_fn=no_more_than_a_page, restore_signals=False)
    assert "a.xlsx: can't be written" in message and "what was there before is as it was" in message
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.xlsx", before)]


def test_an_export_replaces_the_one_before_unless_somebody_worked_on_it(block, tmp_path):
    out = tmp_path / "out"
    simulate("export", block, "--notebook", "-o", out)
    simulate("export", block, "--notebook", "-o", out)
    (out / "charts.html").write_text("made by R")
    (out / "charts.ipynb").write_text("executed")
    told = simulate("export", block, "--notebook", "-o", out, code=73)
    assert "`charts.html`" in told and "`charts.ipynb` (changed since it was written)" in told
    simulate("export", block, "--notebook", "-o", out, "--move-aside")
    assert (tmp_path / "out.1/charts.html").read_text() == "made by R"
    assert json.loads((out / "charts.ipynb").read_text("utf-8"))["nbformat"] == 4


def test_without_options_both_are_written_in_their_places(block, tmp_path):
    shutil.copytree(block, tmp_path / "results/block")
    told = simulate("export", "results/block/", cwd=tmp_path)
    assert "results/block.xlsx" in told and "notebooks-export/block" in told
    assert (tmp_path / "results/block.xlsx").exists() and (tmp_path / "notebooks-export/block/charts.Rmd").exists()
    assert simulate("export", "results/block", "--xlsx", "-q", cwd=tmp_path) == ""
