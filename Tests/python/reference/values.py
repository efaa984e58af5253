"""Numbers, durations and dates of a file, with parameters looked up and distributions at their median."""

import csv
from math import inf
from statistics import median

from .dates import parse_date
from .distributions import quantile


class Values:
    """Turns what stands in a file into a float; dates become days from start, "never" becomes infinity."""

    def __init__(self, start, parameters, posterior=None):
        self.start = start
        self.parameters = {name: self.number(spec) for name, spec in parameters.items()}
        if posterior is not None:
            self.parameters.update(self.column_medians(posterior["file"]))

    def scalar(self, plain):
        """A plain number, a date or "never" as a float."""
        if plain == "never":
            return inf
        if isinstance(plain, str):
            return float((parse_date(plain) - self.start).days)
        return float(plain)

    def number(self, spec):
        """Any number or date of the file, drawn at the middle where it is uncertain."""
        if not isinstance(spec, dict):
            return self.scalar(spec)
        if "parameter" in spec:
            return self.parameters[spec["parameter"]]
        return quantile(spec, self.scalar)

    def column_medians(self, path):
        """Each column's median of a file of joint draws."""
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {name: median(self.cell(row[name]) for row in rows) for name in rows[0]}

    def cell(self, text):
        """A cell of such a file: a number, or else a date."""
        try:
            return float(text)
        except ValueError:
            return self.scalar(text)
