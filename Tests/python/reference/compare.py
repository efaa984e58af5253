"""Holds a directory of results against the reference: python -m reference.compare RESULTS_DIR REFERENCE_DIR"""

import argparse
import csv
import sys
from dataclasses import dataclass, field
from pathlib import Path

RELATIVE = 1e-6
SHOWN = 5
TABLES = ("timeseries", "totals", "events", "retention", "summary")

# Absolute allowance of each column of numbers; all other columns are text and have to be equal.
ALLOWED = {
    "online_population": 1, "active_users": 1, "direct_users": 1, "circumventing_users": 1, "waiting_users": 1,
    "left_users": 1, "potential_users": 1, "counterfactual_active_users": 1, "user_days_lost": 1,
    "new_users_per_day": 1e-3, "messages_per_day": 100,
    "block_effectiveness": 1e-6, "tools_working": 1e-6, "awareness": 1e-6, "users_at_risk_share": 1e-6,
    "markets_at_risk": 0, "days_since_start": 1e-6,
    "content_required_tb": 1e-3, "metadata_required_tb": 1e-3, "cost_to_date_usd": 0.1,
}
ALLOWED_BY_UNIT = {"people": 1, "days": 0, "1": 1e-6, "user-days": 1, "USD": 0.1}
ABSOLUTE_ONLY = {"days_since_start", "markets_at_risk", "days"}


@dataclass
class Column:
    """How far a column is off."""
    cells: int = 0
    largest_absolute: float = 0.0
    largest_relative: float = 0.0  # among cells that are larger than the absolute allowance
    offending: int = 0


@dataclass
class Report:
    """The outcome of a comparison."""
    columns: dict = field(default_factory=dict)  # (table, column or measure) -> Column
    faults: list = field(default_factory=list)   # tables, headers or numbers of rows that differ
    cells: list = field(default_factory=list)    # the first cells of each column that differ

    @property
    def same(self):
        """Whether there is no difference."""
        return not self.faults and not any(column.offending for column in self.columns.values())

    def __str__(self):
        lines = [f"{'table':<11} {'column':<34} {'cells':>8} {'largest rel.':>13} {'largest abs.':>13} {'off':>6}"]
        for (table, name), c in self.columns.items():
            lines.append(f"{table:<11} {name:<34} {c.cells:>8} {c.largest_relative:>13.2e} "
                         f"{c.largest_absolute:>13.2e} {c.offending:>6}")
        return "\n".join([*lines, *self.faults, *self.cells, "same" if self.same else "DIFFERENT"])


def read_table(path):
    """Header and rows of a CSV file."""
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def number(text):
    """The number that a cell holds, or None."""
    try:
        return float(text)
    except ValueError:
        return None


def allowance(table, column, row):
    """What a cell's numbers are measured by: a name and an absolute allowance, None for text."""
    if table == "summary" and column == "value":
        return row["unit"], ALLOWED_BY_UNIT.get(row["unit"])
    return column, ALLOWED.get(column)


def close(ours, theirs, kind, allowed):
    """Whether two numbers agree."""
    difference = abs(ours - theirs)
    relative = 0 if kind in ABSOLUTE_ONLY else RELATIVE
    return difference <= max(allowed, relative * abs(theirs))


def share_of_nobody(table, column, row, people):
    """Whether a cell is a share of less than one person, which is solver noise and isn't compared."""
    if (table, column) == ("totals", "users_at_risk_share"):
        return float(row["active_users"]) < 1
    return (table, column, row.get("measure")) == ("summary", "value", "circumventing_share_at_end") and (
        people[row["market"], row["service"]] < 1)


def compare_cell(report, table, place, column, ours, theirs, row):
    """One cell of the results against that of the reference."""
    kind, allowed = allowance(table, column, row)
    name = row["measure"] if (table, column) == ("summary", "value") else column
    entry = report.columns.setdefault((table, name), Column())
    entry.cells += 1
    a, b = number(ours), number(theirs)
    if allowed is None or a is None or b is None:
        agree = ours == theirs
    else:
        agree = close(a, b, kind, allowed)
        entry.largest_absolute = max(entry.largest_absolute, abs(a - b))
        if max(abs(a), abs(b)) > allowed and a != b:
            entry.largest_relative = max(entry.largest_relative, abs(a - b) / max(abs(a), abs(b)))
    if not agree:
        entry.offending += 1
        if entry.offending <= SHOWN:
            report.cells.append(f"{table}.csv line {place}, {name}: {ours!r}, reference {theirs!r} "
                                f"({', '.join(x for x in list(row.values())[:8] if number(x) is None)})")


def compare_table(report, table, results, reference):
    """One table of the results against that of the reference."""
    (header, rows), (expected_header, expected) = results, reference
    if header != expected_header:
        report.faults.append(f"{table}.csv: header {','.join(header)}, reference {','.join(expected_header)}")
        return
    if len(rows) != len(expected):
        report.faults.append(f"{table}.csv: {len(rows)} rows, reference {len(expected)}")
    records = [dict(zip(header, row)) for row in expected]
    people = {(row["market"], row["service"]): float(row["value"]) for row in records
              if row.get("measure") == "active_users_at_end"}
    for line, (ours, theirs, row) in enumerate(zip(rows, expected, records), start=2):
        if len(ours) != len(header):
            report.faults.append(f"{table}.csv line {line}: {len(ours)} cells under {len(header)} columns")
            continue
        for column, a, b in zip(header, ours, theirs):
            if not share_of_nobody(table, column, row, people):
                compare_cell(report, table, line, column, a, b, row)


def compare(results_dir, reference_dir):
    """All tables of a directory of results against those of the reference."""
    report = Report()
    for table in TABLES:
        paths = [Path(directory) / f"{table}.csv" for directory in (results_dir, reference_dir)]
        missing = [str(path) for path in paths if not path.exists()]
        if len(missing) == 1 or (missing and table != "retention"):
            report.faults += [f"{path}: there is no such file" for path in missing]
        elif not missing:
            compare_table(report, table, *(read_table(path) for path in paths))
    return report


def main():
    """Prints the comparison; exit code 1 where there is a difference."""
    parser = argparse.ArgumentParser(prog="reference.compare", description="results against the reference")
    parser.add_argument("results")
    parser.add_argument("reference")
    options = parser.parse_args()
    report = compare(options.results, options.reference)
    print(report)
    sys.exit(0 if report.same else 1)


if __name__ == "__main__":
    main()
