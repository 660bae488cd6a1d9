"""Days, months and years, and their EDTF strings."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

FIRST_YEAR = 1000  # of an article
LAST_YEAR = 2999


class Day(NamedTuple):
    """A day, or the month or year of one."""

    year: int | None
    month: int | None = None
    day: int | None = None


EDTF_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@lru_cache(maxsize=10_000)
def size_of_month(year: int, month: int) -> int:
    """How many days a month has.

    Raises ValueError where there is no such month.
    """
    return monthrange(year, month)[1]


def is_day(day: Day) -> bool:
    if day.month is None or day.day is None:
        return True
    return day.day <= size_of_month(day.year or 2000, day.month)


def read_published(published: str) -> Day | None:
    """The article's date; of an interval its last day.

    >>> read_published("2017-04")
    Day(year=2017, month=4, day=None)
    """
    parts = EDTF_DAY.match(published.rsplit("/", 1)[-1])
    if parts is None:
        return None
    day = Day(*(int(part) if part else None for part in parts.groups()))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    known = day.month is None or 1 <= day.month <= 12
    return day if known and day.day != 0 and is_day(day) else Day(day.year)


def format_day(day: Day) -> str:
    """A day as EDTF; "" without a year.

    >>> format_day(Day(2017, 4))
    '2017-04'
    """
    if day.year is None or not 1 <= day.year <= 9999:
        return ""
    if day.month is None:
        return f"{day.year:04}"
    if day.day is None:
        return f"{day.year:04}-{day.month:02}"
    return f"{day.year:04}-{day.month:02}-{min(day.day, size_of_month(day.year, day.month)):02}"


def first_day(day: Day) -> date:
    return date(day.year, day.month or 1, min(day.day or 1, size_of_month(day.year, day.month or 1)))


def last_day(day: Day) -> date:
    month = day.month or 12
    size = size_of_month(day.year, month)
    return date(day.year, month, min(day.day or size, size))


def months_back(day: Day, months: int) -> Day:
    """The day so many months before; the last of a month where it has fewer days."""
    count = day.year * 12 + (day.month or 1) - 1 - months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError(f"there is no year {year}")
    return Day(year, month, min(day.day, size_of_month(year, month)) if day.day else None)


def month_interval(year: int, begin: int, end: int) -> str:
    return f"{year:04}-{begin:02}/{year + (begin > end):04}-{end:02}"


def day_interval(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}" if first < last else first.isoformat()
