"""First and last day of an EDTF date, for plotting and for putting dates in order."""

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

USUAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?")


class Days(NamedTuple):
    """The days that a date may mean, both included; None where the date leaves an end open."""

    first: dt.date | None
    last: dt.date | None


@lru_cache(maxsize=4096)
def read_days(edtf: str) -> Days:
    """First and last day of an EDTF date or interval; of "" or of no date, neither.

    >>> read_days("2017-04")
    Days(first=datetime.date(2017, 4, 1), last=datetime.date(2017, 4, 30))
    >>> read_days("2016-12/2017-03").last
    datetime.date(2017, 3, 31)
    >>> read_days("2017-02/..").last is None
    True
    """
    start, slash, end = edtf.partition("/")
    first, last = _read_days(start), _read_days(end) if slash else _read_days(start)
    return Days(first.first, last.last)


def _read_days(edtf: str) -> Days:
    """Of one date; years, months and days are read here, the rest of EDTF by its library."""
    if edtf in ("", ".."):
        return Days(None, None)
    match = USUAL.fullmatch(edtf)
    if not match:
        return _other_days(edtf)
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    try:
        if day:
            date = dt.date(year, month, day)
            return Days(date, date)
        last_month = month or 12
        return Days(dt.date(year, month or 1, 1), dt.date(year, last_month, calendar.monthrange(year, last_month)[1]))
    except ValueError:
        return Days(None, None)


def _other_days(edtf: str) -> Days:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        date = parse_edtf(edtf)
        return Days(dt.date(*date.lower_strict()[:3]), dt.date(*date.upper_strict()[:3]))
    except (EDTFParseException, ValueError, AttributeError):
        return Days(None, None)
