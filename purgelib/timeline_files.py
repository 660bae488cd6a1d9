"""The timeline as files for other programs: TimelineJS, calendars and spreadsheets.

What texts say is escaped by the rules of each format. What has no date is in the CSV only, for the others need one.
"""

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from purgelib import drawing, spreadsheets
from purgelib.days import read_days
from purgelib.exports import Exports, exported
from purgelib.prose import many
from purgelib.timeline import DAYS, dated
from purgelib.timeline_charts import GROUPS

PRECISION = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?")  # dates of a month or a year, which TimelineJS knows
OCTETS = 75  # of a line of iCalendar


def saved(acts: pd.DataFrame, out: str = "") -> Exports:
    """The timeline for other programs; where a folder is named, the files are written there."""
    return exported(
        {
            "timeline.json": ("TimelineJS", acts_to_timelinejs(acts)),
            "timeline.ics": ("calendars", acts_to_icalendar(acts)),
            "timeline.csv": ("spreadsheets, with what has no date", acts_to_csv(acts)),
        },
        out,
    )


def acts_to_timelinejs(acts: pd.DataFrame, *, title: str = "Who responded when") -> bytes:
    """The dated acts in the JSON of TimelineJS 3; an imprecise date is shown with "about"."""
    rows = dated(acts)
    slides = [_slide(row, identity) for row, identity in zip(rows.to_dict("records"), _ids(rows), strict=True)]
    opening = {"text": {"headline": html.escape(title), "text": html.escape(many(len(rows), "dated act"))}}
    return json.dumps({"title": opening, "events": slides}, ensure_ascii=False, indent=1).encode()


def _slide(row: dict[str, Any], identity: str) -> dict[str, Any]:
    shown = in_words(row["date"])
    start, end = _partial(row["date"], row["first_day"]), _partial(row["date"], row["last_day"])
    told = f"{many(row['witnesses'], 'sentence')} in {many(row['documents'], 'document')}"
    document = ", ".join(filter(None, (row["title"], row["outlet"], row["published"])))
    return {
        "unique_id": identity,
        "start_date": start | {"display_date": shown},
        **({"end_date": end} if end != start else {}),
        "display_date": shown,
        "group": GROUPS.get(row["actor_type"], GROUPS["other"]),
        "text": {
            "headline": html.escape(drawing.visible(f"{row['actor']}: {row['type']}")),
            "text": "".join(
                f"<p>{html.escape(drawing.visible(part))}</p>" for part in (row["sentence"], document, told)
            ),
        },
        "autolink": False,
    }


def _partial(date: str, day: dt.date) -> dict[str, int]:
    """A day as TimelineJS has it, a month as a month and a year as a year."""
    if match := PRECISION.fullmatch(date):
        return {key: int(value) for key, value in match.groupdict().items() if value}
    return {"year": day.year, "month": day.month, "day": day.day}


def in_words(date: str) -> str:
    """An EDTF date as one reads it.

    >>> in_words("2017-04-13"), in_words("2017-04"), in_words("2017-04-10/2017-04-13")
    ('13 April 2017', 'about April 2017', 'about 10 April 2017 to 13 April 2017')
    """
    start, slash, end = date.partition("/")
    days = read_days(date)
    if days.first is not None and days.first == days.last:
        return f"{days.first.day} {days.first:%B %Y}"
    if not slash:
        return f"about {_in_words(start)}"
    return f"about {_in_words(start)} to {_in_words(end)}"


def _in_words(date: str) -> str:
    day = read_days(date).first
    if day is None:
        return "an unknown day"
    form = {4: "%Y", 7: "%B %Y"}.get(len(date))
    return f"{day:{form}}" if form else f"{day.day} {day:%B %Y}"


def _ids(acts: pd.DataFrame) -> list[str]:
    """An id of letters, digits and hyphens for each act, made from its actor, type and date."""
    taken: dict[str, int] = {}
    ids = []
    for act in acts["act"]:
        slug = re.sub(r"[^a-z0-9]+", "-", act.casefold()).strip("-") or "act"
        taken[slug] = taken.get(slug, 0) + 1
        ids.append(slug if taken[slug] == 1 else f"{slug}--{taken[slug]}")
    return ids


def acts_to_icalendar(acts: pd.DataFrame) -> bytes:
    """The dated acts as all-day events of iCalendar (RFC 5545); an imprecise date takes all of its days."""
    rows = dated(acts)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//purgelib//timeline//EN", "CALSCALE:GREGORIAN"]
    for row, identity in zip(rows.to_dict("records"), _ids(rows), strict=True):
        lines += _event(row, identity)
    lines.append("END:VCALENDAR")
    return b"".join(folded for line in lines for folded in _folded(line))


def _event(row: dict[str, Any], identity: str) -> list[str]:
    summary = f"{row['actor']}: {row['type']}"
    if row["first_day"] != row["last_day"]:
        summary = f"about: {summary}"
    document = ", ".join(filter(None, (row["title"], row["outlet"], row["published"])))
    dated_by = f"Date: {in_words(row['date'])}" + (f" ({row['date_basis']})" if row["date_basis"] else "")
    described = "\n".join(filter(None, (row["sentence"], document, dated_by)))
    return [
        "BEGIN:VEVENT",
        f"UID:{identity}@purgelib.invalid",
        # The same tables give the same bytes: not the moment of the run, but the day on which it was first told.
        f"DTSTAMP:{row['last_day'] if pd.isna(row['told_by']) else row['told_by']:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{row['first_day']:%Y%m%d}",
        f"DTEND;VALUE=DATE:{row['last_day'] + pd.Timedelta(days=1):%Y%m%d}",  # the first day after it
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(described)}",
        f"CATEGORIES:{_text(row['type'])}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """A text value of iCalendar."""
    lines = [drawing.visible(line) for line in text.replace("\r\n", "\n").split("\n")]
    escaped = (re.sub(r"([\\;,])", r"\\\1", line) for line in lines)
    return "\\n".join(escaped)


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets that part no character; all but the first begin with a space."""
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > OCTETS:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"


def acts_to_csv(acts: pd.DataFrame) -> bytes:
    """All acts as CSV, those without a date too; a text that begins like a formula gets a `'` before it."""
    days = {day: acts[day].dt.strftime("%Y-%m-%d").fillna("") for day in DAYS}
    return spreadsheets.csv_of(acts.assign(**days)).encode()
