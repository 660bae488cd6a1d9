"""Written dates of the head and foot of a page, and of reference lists, as EDTF strings."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

YEARS = r"(?:1[89]|20)\d\d"
YEAR = re.compile(YEARS)


class DateWords(NamedTuple):
    """The names of the months and the pattern made of them."""

    months: dict[str, int]  # in lower case
    pattern: re.Pattern[str]


class WrittenDate(NamedTuple):
    """A date as it stands in a line: where, and which, a month or year staying one."""

    start: int
    end: int
    edtf: str


def read_date_words(months: Mapping[str, Sequence[str]]) -> DateWords:
    """The pattern of dates for these names of months.

    >>> read_date_words({"5": ["May"]}).months
    {'may': 5}
    """
    numbers: dict[str, int] = {}
    for number, names in months.items():
        if not str(number).isdigit() or not 1 <= int(number) <= 12:
            raise ValueError(f"lexicons/segment.toml: months.{number} is no month; there are 1 to 12")
        for name in names:
            if numbers.setdefault(name.lower(), int(number)) != int(number):
                raise ValueError(f"lexicons/segment.toml: {name!r} stands for two months")
    if not numbers:
        raise ValueError("lexicons/segment.toml: months names no month")
    month = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True))
    pattern = rf"""
        (?<![\w./-])(?:
            (?P<y1>{YEARS})[-/](?P<m1>\d\d)(?:[-/](?P<d1>\d\d))?(?=[T\s,.;:)\]|]|$)      # 2017-04-13, 2017-04
          | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ]of)?[\s\xa0-]{{1,3}}                            # 4th April 2017
            (?P<m2>{month})\b\.?,?[\s\xa0-]{{1,3}}(?P<y2>{YEARS})\b
          | (?P<m3>{month})\b\.?[\s\xa0]{{1,3}}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?                 # APRIL 13, 2017
            ,?[\s\xa0]{{1,3}}(?P<y3>{YEARS})\b
          | (?P<y6>{YEARS}),[\s\xa0](?P<m6>{month})\b\.?[\s\xa0](?P<d6>\d{{1,2}})\b             # (2017, April 13)
          | (?P<m4>{month})\b\.?,?[\s\xa0]{{1,3}}(?P<y4>{YEARS})\b                              # April 2017
          | (?P<a5>\d{{1,2}})(?P<s5>[./])(?P<b5>\d{{1,2}})(?P=s5)(?P<y5>{YEARS})\b              # 13.04.2017
        )"""
    return DateWords(numbers, re.compile(pattern, re.VERBOSE | re.IGNORECASE))


def find_written_dates(text: str, words: DateWords) -> list[WrittenDate]:
    """The dates with a year that are written out in a line.

    >>> words = read_date_words({"4": ["April", "Apr"]})
    >>> line = "APRIL 13, 2017; 4th April 2017, April 2016, 13.04.2017, 03/04/2017"
    >>> [date.edtf for date in find_written_dates(line, words)]
    ['2017-04-13', '2017-04-04', '2016-04', '2017-04-13', '2017']
    """
    found = []
    if not YEAR.search(text):
        return found
    for match in words.pattern.finditer(text):
        if edtf := _read(match, words.months):
            found.append(WrittenDate(match.start(), match.end(), edtf))
    return found


def _read(match: re.Match[str], months: dict[str, int]) -> str:
    part = match.groupdict()
    if part["y1"]:
        return _edtf(part["y1"], int(part["m1"]), int(part["d1"] or 0))
    for n in "236":
        if part[f"y{n}"]:
            return _edtf(part[f"y{n}"], months[part[f"m{n}"].lower()], int(part[f"d{n}"]))
    if part["y4"]:
        return _edtf(part["y4"], months[part["m4"].lower()], 0)
    first, second = int(part["a5"]), int(part["b5"])
    if part["s5"] == "." or first > 12:
        return _edtf(part["y5"], second, first)
    if second > 12:  # 04/13/2017
        return _edtf(part["y5"], first, second)
    if first == second:
        return _edtf(part["y5"], first, second)
    return part["y5"]  # 03/04/2017 is March to some and April to others: only the year is sure


def _edtf(year: str, month: int, day: int) -> str:
    """An EDTF date, or "" where there is no such day."""
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return ""
    if day == 0:
        return f"{year}-{month:02d}"
    leap = int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    longest = 29 if month == 2 and leap else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return f"{year}-{month:02d}-{day:02d}" if day <= longest else ""
