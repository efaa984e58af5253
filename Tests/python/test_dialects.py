"""Every dialect opens in a spreadsheet of its locale with dates as dates and numbers as numbers."""

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
