"""What day, month or interval a date phrase means, given the article's date and the phrases before it."""

import re
from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from dateutil.easter import easter

from purgelib.find.calendar_days import (
    EDTF_DAY,
    Day,
    day_interval,
    first_day,
    format_day,
    last_day,
    month_interval,
    months_back,
    read_published,
)
from purgelib.find.date_phrases import COMES, REACH, SURE_YEAR_OPENER, Phrase, read_int
from purgelib.find.date_words import Words, plain_word

NEAR_FUTURE = 60  # days after the article's date that a date without a year may lie ahead
MEMORY = 2000  # characters after which "the following day" no longer finds its day
STOPS = re.compile(r"[.!?;\n]")
CLAUSE_ENDS = re.compile(r"[.!?;\n“”\"]|\bthat\b")
CLAUSE_OR_COMMA = re.compile(r"[.!?;,\n“”\"]|\bthat\b")
_INSERTED = re.compile(
    r",\s(?:who|whom|whose|which)\b[^,.;!?\n]{0,80}$"
)  # ", whose aircraft had been there on Monday,"


class Reader:
    """Resolves the phrases of one article in their order, for a phrase may rest on the one before."""

    def __init__(
        self, text: str, words: Words, published: str, encyclopedic: bool, breaks: list[int], raws: list[Phrase]
    ):
        self.text = text
        self.words = words
        self.published = read_published(published)
        self.encyclopedic = encyclopedic
        self.breaks = breaks
        self.stated: tuple[int, int] | None = None  # where a year was last stated, and which
        self.years = [(raw.start, year) for raw in raws if (year := self._stated_year(raw))] if encyclopedic else []
        self.day: tuple[int, str] | None = None  # where the last date stands, and its EDTF

    def read(self, raw: Phrase) -> tuple[str, str]:
        """The EDTF string and the basis of a phrase."""
        edtf, basis = self._resolve(raw)
        if edtf and basis == "stated":
            if raw.kind in {"day", "interval"} and raw.first is not None and self._tells_time(raw):
                self.stated = (raw.start, int(edtf.rsplit("/", 1)[-1][:4]))
            if not self._is_inserted(raw):
                self.day = (raw.end, edtf)
        elif (
            edtf
            and raw.kind in {"near", "weekday", "ana", "ana_day", "later_n", "ago_n", "det"}
            and not self._is_inserted(raw)
        ):
            self.day = (raw.end, edtf)
        return edtf, basis

    def _is_inserted(self, raw: Phrase) -> bool:
        """Whether the date is told by the way, so that "the same evening" goes back behind it."""
        return (
            self.day is not None
            and self.text.startswith(",", raw.end)
            and _INSERTED.search(self.text, max(0, raw.start - 100), raw.start) is not None
        )

    def _stated_year(self, raw: Phrase) -> int | None:
        if raw.kind not in {"day", "interval"} or raw.first is None or not self._tells_time(raw):
            return None
        if raw.last is None or raw.last.year is not None:
            return (raw.last or raw.first).year
        turns = raw.first.month and raw.last.month and raw.last.month < raw.first.month
        return raw.first.year + (1 if turns else 0)  # "December 2016 through March" ends in 2017

    def _year_here(self, position: int) -> int | None:
        """The year that a section goes by: last stated in it, else first stated in it, else last stated before."""
        if not self.encyclopedic or not self.years:
            return None
        at = bisect_left(self.years, (position, 0))
        section = bisect_right(self.breaks, position)
        begin = self.breaks[section - 1] if section else 0
        end = self.breaks[section] if section < len(self.breaks) else len(self.text)
        if at and self.years[at - 1][0] >= begin:
            return self.years[at - 1][1]
        if at < len(self.years) and self.years[at][0] < end:
            return self.years[at][1]
        return self.years[at - 1][1] if at else None

    def _resolve(self, raw: Phrase) -> tuple[str, str]:
        basis = "stated" if raw.kind in {"day", "interval", "easter"} or raw.match["sy"] else "relative"
        try:
            if raw.kind == "easter":
                return self._easter(raw), basis
            if raw.kind == "day":
                return format_day(self._complete(raw.first, raw)), basis
            if raw.kind == "interval":
                return self._interval(raw), basis
            if raw.kind == "season":
                return self._season(raw.match), basis
            return self._relative(raw), basis
        except (OverflowError, ValueError):
            # "900 years ago" may lie before the first year that a calendar day has.
            return "", basis

    def _complete(self, day: Day, raw: Phrase) -> Day:
        """The day with a year: the one that the article goes by, or the latest that is not after publication."""
        if day.year is not None:
            return day
        now = self.published
        year = self._year_here(raw.start)
        if year is not None:
            candidate = day._replace(year=year)
            if now is None or now.year is None or first_day(candidate) <= last_day(now):
                return candidate
        if now is None or now.year is None:
            return day._replace(year=self.stated[1]) if self.stated else day
        candidate = day._replace(year=now.year)
        ahead = (first_day(candidate) - last_day(now)).days
        if ahead <= 2:
            following = day._replace(year=now.year + 1)
            near = (first_day(following) - last_day(now)).days <= NEAR_FUTURE
            return following if near and now.month is not None and self._is_future(raw) else candidate
        if ahead <= 4 * NEAR_FUTURE and self._is_future(raw):
            return candidate
        return day._replace(year=now.year - 1)

    def _tells_time(self, raw: Phrase) -> bool:
        """Whether later dates may go by the year of this one: not by that of "the 2016 candidate"."""
        if (raw.last or raw.first).year is None and raw.first.year is None:
            return False
        return (
            raw.first.month is not None
            or SURE_YEAR_OPENER.search(self.text, max(0, raw.start - 12), raw.start) is not None
        )

    def _is_future(self, raw: Phrase) -> bool:
        around = self.text[max(0, raw.start - REACH) : raw.end + REACH]
        clause = STOPS.split(around[: min(raw.start, REACH)])[-1]
        rest = STOPS.split(self.text[raw.end : raw.end + REACH])[0]
        return self.words.future.search(clause + " # " + rest) is not None

    def _interval(self, raw: Phrase) -> str:
        first, last = raw.first, raw.last
        if first.year is None and last.year is not None:
            later = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 31)
            first = first._replace(year=last.year - 1 if later and first.month else last.year)
        elif last.year is None and first.year is not None:
            sooner = (last.month or 0, last.day or 31) < (first.month or 0, first.day or 0)
            last = last._replace(year=first.year + 1 if sooner else first.year)
        elif first.year is None:
            last = self._complete(last, raw)
            if last.year is None:
                return ""
            later = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 31)
            first = first._replace(year=last.year - 1 if later else last.year)
        one, two = format_day(first), format_day(last)
        if not one or not two or first_day(first) > last_day(last) or one.startswith(two):
            return two
        return f"{one}/{two}"

    def _easter(self, raw: Phrase) -> str:
        """The day of a feast that moves with Easter, the latest that is not to come."""
        stated, now = read_int(raw.match["fy"]) or self._year_here(raw.start), self.published
        year = stated or (now.year if now is not None else None)
        if year is None:
            return ""
        days = timedelta(days=self.words.easter[plain_word(raw.match["feast"])])
        day = easter(year) + days
        if not stated and now.month is not None and day > last_day(now) and not self._is_future(raw):
            day = easter(year - 1) + days
        return day.isoformat()

    def _season(self, match: re.Match) -> str:
        begin, end = self.words.seasons[match["season"].casefold()]
        if match["sy"]:
            return month_interval(int(match["sy"]), begin, end)
        now = self.published
        if now is None or now.month is None:
            return ""
        det = (match["s_det"] or "").casefold()
        year = now.year if now.month >= begin or begin <= end else now.year - 1
        if det == "this":
            return month_interval(year, begin, end)
        if det == "next":
            return month_interval(year if now.month < begin and begin <= end else year + 1, begin, end)
        over = (now.month > end) if begin <= end else (end < now.month < begin)
        if begin > end:
            return month_interval(now.year - 1 if over or now.month >= begin else now.year - 2, begin, end)
        if det == "" and now.month >= begin:
            return month_interval(now.year, begin, end)
        return month_interval(now.year if over and det == "" else now.year - 1, begin, end)

    def _relative(self, raw: Phrase) -> str:
        match, now = raw.match, self.published
        if raw.kind in {"ana", "ana_day", "later_n"}:
            return self._from_last(raw)
        if raw.kind == "gap_n":
            return self._gap(raw)
        if now is None or now.year is None:
            return ""
        if raw.kind.endswith(" month"):
            return self._named_month(raw)
        if raw.kind == "year_of":
            step = {"last": -1, "past": -1, "this": 0, "current": 0}.get(plain_word(match["det"]).split()[-1], 1)
            return format_day(raw.first._replace(year=now.year + step))
        if raw.kind == "recent":
            return ""
        if raw.kind == "ends":
            return self._end_of(match, raw.start)
        if raw.kind == "det":
            return self._unit(plain_word(match["det"]), match["unit"].casefold())
        if raw.kind == "ago_n":
            return self._shift(match["ago_n"], match["ago_unit"], -1, now)
        if raw.kind == "span_det":
            return self._stretch(match["span_n"], match["span_unit"], match["span_det"])
        if raw.kind == "within_n":
            return self._stretch(match["within_n"], match["within_unit"], "last")
        if now.day is None:
            return format_day(now) if raw.kind == "near" or not match["wd_det"] else ""
        today = date(*now)
        if raw.kind == "near":
            return (today + timedelta(days=self.words.days[plain_word(match["near"])])).isoformat()
        return self._weekday(raw, today)

    def _named_month(self, raw: Phrase) -> str:
        """ "last March", "next June"."""
        now, month = self.published, raw.first.month
        if raw.kind.startswith("this") or now.month is None:
            return format_day(Day(now.year, month))
        if raw.kind.startswith("next"):
            return format_day(Day(now.year + (month <= now.month), month))
        return format_day(Day(now.year - (month >= now.month), month))

    def _weekday(self, raw: Phrase, today: date) -> str:
        match = raw.match
        weekday = self.words.weekdays[match["weekday"].casefold()]
        monday = today - timedelta(days=today.weekday())
        if match["wd_week"]:
            weeks = {"last": -1, "this": 0, "next": 1}[match["wd_week"].split()[0].casefold()]
            return (monday + timedelta(weeks=weeks, days=weekday)).isoformat()
        det = plain_word(match["wd_det"] or "").strip()
        if det in {"following", "previous"}:
            anchor = self._anchor(raw)
            if anchor is None:
                return ""
            step = 1 if det == "following" else -1
            days = ((weekday - anchor.weekday()) * step) % 7 or 7
            return (anchor + timedelta(days=days * step)).isoformat()
        back = (today.weekday() - weekday) % 7
        if det in {"next", "this coming"} or (det in {"", "this"} and self._comes(raw)):
            return (today + timedelta(days=(7 - back) % 7 or 7)).isoformat()
        if det in {"last", "this past"}:
            back = back or 7
        return (today - timedelta(days=back)).isoformat()

    def _comes(self, raw: Phrase) -> bool:
        """Whether a weekday lies ahead: "On Monday the court will rule"."""
        before = CLAUSE_ENDS.split(self.text[max(0, raw.start - 50) : raw.start])[-1]
        after = CLAUSE_OR_COMMA.split(self.text[raw.end + 1 : raw.end + 50], maxsplit=1)[0]
        return COMES.search(before + " # " + after) is not None

    def _unit(self, det: str, unit: str) -> str:
        """ "this week", "last month", "the past year"."""
        now = self.published
        stretch = det in {"the last", "the past", "past"}
        step = 1 if det.endswith(("next", "coming")) else 0 if det.endswith(("this", "current", "the")) else -1
        if unit == "year":
            if stretch and now.month:
                return f"{format_day(months_back(now, 12))}/{format_day(now)}"
            return format_day(Day(now.year + step))
        if unit == "month":
            if now.month is None:
                return ""
            if stretch and now.day:
                return f"{format_day(months_back(now, 1))}/{format_day(now)}"
            return format_day(months_back(Day(now.year, now.month), -step))
        if now.day is None:
            return format_day(now) if step == 0 and now.month else ""
        today = date(*now)
        monday = today - timedelta(days=today.weekday())
        if unit == "weekend":
            return self._weekend(det, today, monday, step)
        if unit == "fortnight":
            return day_interval(today - timedelta(days=14), today) if step < 0 else ""
        if step == 0:
            return day_interval(monday, today)
        if stretch:
            return day_interval(today - timedelta(days=7), today)
        return day_interval(monday + timedelta(weeks=step), monday + timedelta(weeks=step, days=6))

    def _weekend(self, det: str, today: date, monday: date, step: int) -> str:
        saturday = monday + timedelta(days=5)
        if step > 0 or (det == "this" and 1 < today.weekday() < 5):
            saturday += timedelta(weeks=int(step > 0 and today.weekday() >= 5))
        elif today.weekday() < 5 or det == "last":
            saturday -= timedelta(weeks=1)
        return day_interval(saturday, saturday + timedelta(days=1))

    def _end_of(self, match: re.Match, position: int) -> str:
        now, unit = self.published, match["e_unit"].casefold()
        if unit == "year" and match["e_det"].casefold() == "the" and (year := self._year_here(position)):
            now = Day(year)
        step = {"last": -1, "next": 1}.get(match["e_det"].casefold(), 0)
        at_end = match["ends"].casefold()
        if unit == "year":
            month = {"end": 12, "middle": 6}.get(at_end, 1)
            return format_day(Day(now.year + step, month))
        return self._unit({-1: "last", 0: "this", 1: "next"}[step], unit)

    def _count(self, word: str) -> int | None:
        plain = plain_word(word)
        if plain.isdecimal():
            return int(plain)
        return self.words.numbers.get(plain)

    def _shift(self, number: str, unit: str, sign: int, origin: Day) -> str:
        """ "two days ago", "a week later": counted from the origin, as exact as the unit."""
        count, unit = self._count(number), unit.casefold().rstrip("s")
        if count is None or unit == "weekend":
            return ""
        if unit in {"year", "decade"}:
            return format_day(Day(origin.year + sign * count * (10 if unit == "decade" else 1)))
        if unit == "month":
            return format_day(months_back(Day(origin.year, origin.month), -sign * count)) if origin.month else ""
        if origin.day is None:
            return format_day(origin) if unit == "hour" else ""
        days = {"hour": 0, "day": 1, "week": 7, "fortnight": 14}[unit] * count
        return (date(*origin) + sign * timedelta(days=days)).isoformat()

    def _gap(self, raw: Phrase) -> str:
        """ "on Thursday, two days after the quake": the day of the quake; "" where no date stands right before."""
        if self.day is None or raw.start < self.day[0] or self.text[self.day[0] : raw.start].strip(" ,–—-("):
            return ""
        parts = EDTF_DAY.fullmatch(self.day[1])
        if parts is None:
            return ""
        origin = Day(*(int(part) if part else None for part in parts.groups()))
        sign = -1 if raw.match["gap"].casefold() == "after" else 1
        return self._shift(raw.match["gap_n"], raw.match["gap_unit"], sign, origin)

    def _stretch(self, number: str, unit: str, det: str) -> str:
        """ "the last two weeks": from so many days back to the article's date."""
        now = self.published
        count, unit = self._count(number), unit.casefold().rstrip("s")
        if count is None:
            return ""
        ahead = det.casefold() in {"next", "coming"}
        if unit in {"year", "decade", "month"}:
            months = count * {"year": 12, "decade": 120, "month": 1}[unit]
            if now.month is None:
                other = Day(now.year + (1 if ahead else -1) * max(1, months // 12))
            else:
                other = months_back(now if unit == "month" else Day(now.year, now.month), -months if ahead else months)
            return f"{format_day(now)}/{format_day(other)}" if ahead else f"{format_day(other)}/{format_day(now)}"
        if now.day is None or unit == "weekend":
            return ""
        days = timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
        today = date(*now)
        return day_interval(today, today + days) if ahead else day_interval(today - days, today)

    def _anchor(self, raw: Phrase) -> date | None:
        """The day before this phrase that "the following day" follows."""
        if self.day is None or raw.start - self.day[0] > MEMORY:
            return None
        parts = EDTF_DAY.fullmatch(self.day[1])
        return date(*map(int, parts.groups())) if parts is not None and parts[3] else None

    def _from_last(self, raw: Phrase) -> str:
        match = raw.match
        if self.day is None or raw.start - self.day[0] > MEMORY:
            return ""
        parts = EDTF_DAY.fullmatch(self.day[1])
        if raw.kind == "later_n":
            if parts is None:
                return ""
            origin = Day(*(int(part) if part else None for part in parts.groups()))
            sign = -1 if match["later"].casefold() == "earlier" else 1
            return self._shift(match["later_n"], match["later_unit"], sign, origin)
        if raw.kind == "ana_day":
            step, unit = (-1 if match["ana_day"].casefold().endswith("before") else 1), "day"
        else:
            step = {"following": 1, "previous": -1}.get(match["ana"].casefold(), 0)
            unit = match["ana_unit"].casefold()
        if unit not in {"week", "month", "year"}:
            anchor = self._anchor(raw)
            return (anchor + timedelta(days=step)).isoformat() if anchor else ""
        if parts is None:
            return ""
        origin = Day(*(int(part) if part else None for part in parts.groups()))
        if unit == "year":
            return format_day(Day(origin.year + step))
        if origin.month is None:
            return ""
        if unit == "month":
            return format_day(months_back(Day(origin.year, origin.month), -step))
        anchor = self._anchor(raw)
        if anchor is None:
            return ""
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        return day_interval(monday, monday + timedelta(days=6))
