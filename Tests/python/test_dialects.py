"""Every dialect opens in a spreadsheet of its locale with dates as dates and numbers as numbers."""

import csv
import datetime
import subprocess

import openpyxl
import pytest

from program import PROGRAM, REPOSITORY

# LibreOffice's filter options: separator, text delimiter, character set, first line, formats, language, quoted as text,
# detect special numbers (dates). 1033 is en-US, 1031 de-DE.
CASES = [("standard", "44", "1033"), ("excel", "44", "1033"), ("excel-semicolon", "59", "1031")]


@pytest.mark.parametrize(("dialect", "separator", "language"), CASES)
def test_libreoffice_opens_it(dialect, separator, language, tmp_path):
    subprocess.run([PROGRAM, REPOSITORY / "scenarios" / "block.json", "--set", "output_every=P1M", "-q", "--dialect", dialect,
                    "-o", tmp_path / "r"], check=True)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
         f"--infilter=CSV:{separator},34,76,1,,{language},false,true", "--outdir", tmp_path, tmp_path / "r" / "timeseries.csv"],
        check=True, capture_output=True, timeout=120)
    sheet = openpyxl.load_workbook(tmp_path / "timeseries.xlsx").active
    header, *rows = sheet.iter_rows(values_only=True)
    assert header[0] == "date" and header[-1] == "user_days_lost" and len(rows) == 122
    for row in rows:
        assert isinstance(row[0], datetime.datetime)
        assert all(isinstance(cell, str) for cell in row[1:6])
        assert all(isinstance(cell, (int, float)) for cell in row[6:]), row
    assert rows[0][7] == 2000000 and rows[0][6] == pytest.approx(103226229.50819673)


def test_the_bytes_of_each_dialect(tmp_path):
    first = {}
    for dialect, _, _ in CASES:
        subprocess.run([PROGRAM, REPOSITORY / "scenarios" / "block.json", "-q", "--dialect", dialect, "-o", tmp_path / dialect],
                       check=True)
        first[dialect] = (tmp_path / dialect / "timeseries.csv").read_bytes()[:200]
    assert first["standard"].startswith(b"date,market,") and b"\r" not in first["standard"]
    assert first["excel"].startswith(b"\xef\xbb\xbfdate,market,")
    assert first["excel-semicolon"].startswith(b"\xef\xbb\xbfdate;market;")
    assert (tmp_path / "excel" / "totals.csv").read_bytes().split(b"\n")[1].endswith(b"\r")


SOURCES = ["- see note", "@editor on Mastodon", "+/- 5 %", "=1+1", "=\u0301cmd|' /C calc'!A0", "\uff1dA1", "\t=1", "-5", "'quoted'", "plain"]


@pytest.mark.parametrize("dialect", [case[0] for case in CASES])
def test_text_is_kept_from_being_a_formula_in_files_for_spreadsheets_only(dialect, tmp_path):
    """An apostrophe would be part of the text for anything that isn't a spreadsheet; .xlsx has cells of text."""
    with open(tmp_path / "seen.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([
            ["market", "service", "date", "measure", "value", "low", "high", "source"],
            *[["russia", "telegram", f"2016-02-{i + 1:02}", "active_users", "2100000", "", "", source] for i, source in enumerate(SOURCES)]])
    call = [PROGRAM, REPOSITORY / "scenarios" / "block.json", "--data", tmp_path / "seen.csv", "-q", "-o", tmp_path / "r"]
    subprocess.run([*call, "--dialect", dialect], check=True)
    with open(tmp_path / "r" / "observed.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";" if dialect == "excel-semicolon" else ","))
    guarded = [f"'{source}" if source[0] in "=+-@\t\uff1d" else source for source in SOURCES]
    assert [row["source"] for row in rows] == (SOURCES if dialect == "standard" else guarded)
    if dialect == "standard":
        subprocess.run([PROGRAM, "export", tmp_path / "r", "--xlsx", "-q"], check=True)
        cells = [row[-1] for row in openpyxl.load_workbook(tmp_path / "r.xlsx")["observed"].iter_rows(min_row=2)]
        assert [cell.value for cell in cells] == SOURCES and {cell.data_type for cell in cells} == {"s"}
