"""Calendar dates, and the periods by which they are stepped."""

import calendar
import re
from datetime import date, timedelta

PERIOD = re.compile(r"P(\d+)([DWMY])")


def parse_date(text):
    """The date that an ISO text names."""
    return date.fromisoformat(text)


def parse_period(text):
    """A period such as P6M as a pair (months, days), one of which is 0."""
    count, unit = PERIOD.fullmatch(text).groups()
    months = {"M": 1, "Y": 12}.get(unit, 0) * int(count)
    days = {"D": 1, "W": 7}.get(unit, 0) * int(count)
    return months, days


def add_months(day, months):
    """The same day of the month, some months on (or back), clamped to the length of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_periods(day, period, count):
    """The date `count` periods after `day`, counted in one go so that clamping doesn't accumulate."""
    months, days = period
    return add_months(day, months * count) + timedelta(days=days * count)


def output_dates(start, end, period):
    """Start and every whole number of periods after it up to the end, and the end itself."""
    dates, count = [], 0
    while (day := add_periods(start, period, count)) < end:
        dates.append(day)
        count += 1
    return dates + [end]
