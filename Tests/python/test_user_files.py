"""Observations and draws are read as people's programs write them."""

import csv
import json

import pandas
import pytest

from calls import simulate
from program import read_table

SCENARIO = {
    "format": 1, "start": "2020-01-01", "end": "2020-06-01", "services": {"chat": {}},
    "parameters": {"q": {"uniform": [0.2, 2.5]}, "cap": {"uniform": [0.1, 0.6]}},
    "markets": {"utopia": {"online_population": 1e6, "services": {"chat": {
        "direct_users": 20000, "adoption": {"imitation_per_year": {"parameter": "q"}, "ceiling_share": {"parameter": "cap"}}}}}}}
ROWS = pandas.DataFrame({
    "market": "utopia", "service": "chat", "date": ["2020-02-01", "2020-03-01", "2020-04-01"],
    "measure": ["active_users", "active_share_of_online", "active_users"], "value": [21000.5, 0.0225, 24000],
    "low": [20000.25, None, None], "high": [22000, None, 25000], "source": ['a "panel", yearly', "=1+1", ""]})
READ = [(21000.5, "20000.25", "22000"), (0.0225, "", ""), (24000, "", "25000")]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "s.json").write_text(json.dumps(SCENARIO))
    return tmp_path


def observed(folder, *options):
    answer = simulate(folder, "s.json", *options, "-q", "-o", "out")
    assert answer == (0, "", "")
    return [(float(row["observed"]), row["low"], row["high"]) for row in read_table(folder / "out/observed.csv")]


FORMS = {
    "pandas with its index": {},
    "Excel, CSV UTF-8": {"index": False, "encoding": "utf-8-sig", "lineterminator": "\r\n"},
    "Excel in German": {"index": False, "encoding": "utf-8-sig", "lineterminator": "\r\n", "sep": ";", "decimal": ","},
    "R, write.csv": {"index": True, "na_rep": "NA", "quoting": csv.QUOTE_NONNUMERIC},
    "readr, write_tsv": {"index": False, "na_rep": "NA", "sep": "\t"},
    "tabs of a German spreadsheet": {"index": False, "sep": "\t", "decimal": ","},
    "Sheets in German": {"index": False, "decimal": ","},
    "Macintosh": {"index": False, "lineterminator": "\r"},
    "other order": {"index": False, "columns": ["source", "value", "measure", "high", "low", "service", "date", "market"]},
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_observations_of_programs(folder, form):
    ROWS.to_csv(folder / "seen.csv", **form)
    assert observed(folder, "--data", "seen.csv") == READ


@pytest.mark.parametrize("dialect", ["standard", "excel", "excel-semicolon"])
def test_every_dialect_is_read_back(folder, dialect):
    """The observed.csv of a run, with the texts that were kept from being formulas."""
    ROWS.to_csv(folder / "seen.csv", index=False)
    observed(folder, "--data", "seen.csv", "--dialect", "standard")
    first = (folder / "out/observed.csv").read_bytes()
    assert simulate(folder, "s.json", "--data", "seen.csv", "--dialect", dialect, "-q", "-o", "spreadsheet").code == 0
    assert observed(folder, "--data", "spreadsheet/observed.csv") == READ
    assert (folder / "out/observed.csv").read_bytes() == first


def test_draws_of_samplers(folder):
    draws = pandas.DataFrame({"q": [1.1, 1.25], "cap": [0.3, 0.31]})
    draws.to_csv(folder / "plain.csv", index=False)
    draws.to_csv(folder / "german.csv", index=False, sep=";", decimal=",", encoding="utf-8-sig")
    draws.assign(chain=1, draw=[1, 2], lp__=-5.2).to_csv(folder / "pandas.csv")
    draws.rename(columns={"q": "Q"}).assign(**{".chain": 1, ".iteration": 1, ".draw": 1}).to_csv(folder / "posterior.csv", index=False)
    stan = ("# stan_version_major = 2\n#   seed = 1, 2; 3\nlp__,accept_stat__,q,cap\n# Adaptation terminated\n-7.1,0.9,1.1,0.3\n"
            "-7.2,0.8,1.25,0.31\n# \n#  Elapsed Time: 0.1 seconds (Warm-up)\n")
    (folder / "stan.csv").write_text(stan)
    members = {}
    for file in ("plain", "german", "pandas", "posterior", "stan"):
        answer = simulate(folder, "ensemble", "s.json", "--set", f'posterior={{"file":"{file}.csv"}}', "--members", "8", "--seed", "1", "-q",
                          "-o", file)
        assert answer == (0, "", "")
        members[file] = (folder / file / "members.csv").read_bytes()
    assert set(members.values()) == {members["plain"]}


def test_all_faults_of_a_file_at_once(folder):
    (folder / "seen.csv").write_bytes(
        b"\xef\xbb\xbfMarket;service;date;measure;value;low;high\r\n;;;;;;\r\nutopia;chat;2020-02-01;active_share_of_online;2,9;;\r\n"
        b"utopia;chat;2020-02-01;active_users;1.234,5;;\r\nutopia;chat;2020-02-01;active_users;NA;;\r\n"
        b"utopia;chat;2020-02-01;active_users;5;5;5\r\n")
    answer = simulate(folder, "s.json", "--data", "seen.csv", "-o", "out")
    assert answer == (65, "", (
        "seen.csv:3:47: value: must be between 0 and 1, found `2,9`; write 0,029 for 2,9 %\n"
        "seen.csv:4:37: value: expected a number, 0 or more, found `1.234,5`; write it without marks or spaces between thousands, "
        "as 2900000\n"
        "seen.csv:5:37: value: must be given, found `NA`; give it, or leave the row out\n"
        "seen.csv:6:39: low: `low` and `high` are equal, which would make the error 0; leave both empty, or give a range\n"))
    assert not (folder / "out").exists()


def test_rows_that_stand_twice_are_warned_of(folder):
    ROWS.iloc[[0, 1, 2, 0]].to_csv(folder / "seen.csv", index=False)
    warning = ("simulate: warning: seen.csv:5:1: lines 2 and 5 are the same, and each counts as an observation of its own; "
               "remove all but one if they are one\n")
    answer = simulate(folder, "s.json", "--data", "seen.csv", "-o", "out")
    assert (answer.code, answer.err) == (0, warning)
    answer = simulate(folder, "fit", "s.json", "--data", "seen.csv", "--free", "q", "--seed", "1", "-o", "fit")
    assert (answer.code, answer.err) == (0, warning)
    assert simulate(folder, "s.json", "--data", "seen.csv", "-q", "-o", "out").err == ""


def test_a_sobol_ensemble_out_of_balance_is_warned_of(folder):
    def warning(*words):
        answer = simulate(folder, *words, "--design", "sobol", "--seed", "1")
        assert answer.code == 0
        return answer.err

    told = "simulate: warning: 12 members leave the Sobol sequence out of balance; take a power of two\n"
    assert warning("ensemble", "s.json", "--members", "12", "-o", "a") == told
    assert warning("compare", "s.json", "s.json", "--members", "12", "-o", "b") == told
    assert warning("ensemble", "s.json", "--members", "16", "-o", "c") == ""
