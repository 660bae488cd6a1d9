"""Dates: phrases that say when, resolved to EDTF (ISO 8601-2) strings.

What the phrase leaves open stays open: a month stays a month, a season becomes the interval of its months, "late May"
is that May. The relation word stands beside the string and never in it: of "since February" the string is the February,
and whoever knows the day of the report closes the interval.
"""

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from dateutil.easter import easter
from spacy.tokens import Doc, Span

from purgelib.find.stretches import find_stretches, lowered, word_ids

NEAR_FUTURE = 60  # days after the article's date that a date without a year may lie ahead
STRETCH = 50  # characters that a phrase may have beside the words and figures that make it a date
REACH = 70  # characters looked at around a phrase
FIRST_YEAR, LAST_YEAR = 1000, 2999  # of an article
MEMORY = 2000  # characters after which "the following day" no longer finds its day


class Date(NamedTuple):
    """A date phrase as EDTF, how the sentence relates to it, and what the reading rests on."""

    edtf: str  # "" where the text does not allow it to be resolved
    relation: str  # at, since, by, as_of, until, between, before or after
    basis: str  # stated, or relative ("yesterday") to the article's date or to a date before


class Words(NamedTuple):
    """The lexicon `dates.toml`, made ready for `find_dates`."""

    phrase: re.Pattern
    anchors: np.ndarray  # ids of the words without which there is no date but in figures
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    days: Mapping[str, int]
    feasts: Mapping[str, tuple[int, int]]
    easter: Mapping[str, int]
    numbers: Mapping[str, int]
    relation: re.Pattern
    relations: Mapping[str, str]
    trap_before: re.Pattern
    trap_after: re.Pattern
    future: re.Pattern


class _Day(NamedTuple):
    """A day, or the month or year of one."""

    year: int | None
    month: int | None = None
    day: int | None = None


class _Raw(NamedTuple):
    """A phrase as matched, before the article's date is brought in."""

    start: int
    end: int
    kind: str  # day, season, year or the name of the group of the pattern that matched
    first: _Day | None
    last: _Day | None
    match: re.Match


_AMBIGUOUS = frozenset({"may", "march", "april", "august", "june"})
_MONTH_OPENER = re.compile(
    r"\b(?:in|since|until|till|by|during|early|late|mid|from|to|through|throughout|before|after|between|and|of|this|last"
    r"|next|end\s+of|beginning\s+of|or|as\s+of|around|for|every|following|starting|beginning|over|–|-)"
    r"(?:\s+|-)$|[(]$|\b(?:the\s+month\s+of)\s+$",
    re.IGNORECASE,
)
_NAME_OPENER = re.compile(r"\b(?:by|of|from|to|and|for|before|after|or|with|over|following)\s+$", re.IGNORECASE)
_YEAR_OPENER = re.compile(
    r"\b(?:in|since|until|till|by|during|early|late|mid|from|to|through|throughout|before|after|between|and|year|years"
    r"|the|of|for|this|around|circa|or|back\s+in|its|his|her|their|our)[\s-]+$|[(–-]$",
    re.IGNORECASE,
)
_QUANTITY_AFTER = re.compile(
    r"[\s-]+(?:[a-z]+\s+)?(?:people|men|women|children|[a-z]{3,}(?:ers|ors|ees|ists|ians|ents|als|ants|ies|des|tes))\b"
    r"|\s+(?:km|kg|m|miles|metres|meters|tonnes|tons|dollars|euros|feet|acres|hectares|mph|troops|homes|houses|votes)\b"
)
_QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:than|over|about|around|least|most|some|nearly|almost|roughly|approximately|estimated|under|up\s+to|fewer"
    r"|many\s+as|another|further|No\.?|Article|Section|Resolution|Law|Flight|Room|page|number|exactly|total\s+of|only)"
    r"|[$£€¥#@&=+*])\s?$",
    re.IGNORECASE,
)
_SURE_YEAR_OPENER = re.compile(
    r"\b(?:in|since|until|till|by|during|early|late|mid|year|throughout)[\s-]+$", re.IGNORECASE
)
_DAY_BARE_MONTH = re.compile(r"\b(?:in|since|during|throughout|late|early|mid)[\s-]+$", re.IGNORECASE)
_LOWER_NEXT = re.compile(r"\s+(?:[a-z]+ly\s+)?[a-z]+\b")
_INTERVAL_OPENER = re.compile(r"\b(between|from|since)\s+(?:the\s+)?(?:early\s+|late\s+)?\Z", re.IGNORECASE)
_INTERVAL_GAP = re.compile(r"\s+(?P<word>and|to|through|until|till)\s+(?:the\s+)?|\s?[-–—]\s?", re.IGNORECASE)
_BOUNDARY = re.compile(r"\n\s*\n")
_COMES = re.compile(r"\b(?:will|plans?\s+to|due|scheduled|set\s+to|expected|going\s+to|planned\s+for)\b", re.IGNORECASE)
_PERFECT = re.compile(r"[^.!?;\n]{0,70}?\b(?:has|have)\b")  # "In three weeks police have led away 40 men"
_INSERTED = re.compile(
    r",\s(?:who|whom|whose|which)\b[^,.;!?\n]{0,80}$"
)  # ", whose aircraft had been there on Monday,"
_EDTF_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_NOUN_AFTER = re.compile(r"\s+(?:the|a|an|his|her|their|its|he|she|they|[A-Z]\w+)\b")


def read_words(lexicon: Mapping[str, Any]) -> Words:
    """The words of `dates.toml` as `find_dates` wants them.

    Raises ValueError where a word stands under two months, weekdays or relations, or a month is not one of the twelve.
    """
    order = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
    week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    relations = _by_word(lexicon.get("relations", {}), "relation")
    months = _by_word(lexicon.get("months", {}), "month")
    weekdays = _by_word(lexicon.get("weekdays", {}), "weekday")
    for known, found, what in ((order, months, "month"), (week, weekdays, "weekday")):
        for name in found.values():
            if name not in known:
                raise ValueError(f"the {what} {name!r} does not exist; there are {', '.join(known)}")
    traps = lexicon.get("traps", {})
    return Words(
        phrase=_phrase_pattern(lexicon),
        anchors=_anchors(lexicon, [*months, *weekdays]),
        months={word: order.index(name) + 1 for word, name in months.items()},
        weekdays={word: week.index(name) for word, name in weekdays.items()},
        seasons={word: (span[0], span[1]) for word, span in _table(lexicon, "seasons").items()},
        days={_plain(word): days for word, days in _table(lexicon, "days").items()},
        feasts={_plain(word): (day[0], day[1]) for word, day in _table(lexicon, "feasts").items()},
        easter={_plain(word): days for word, days in _table(lexicon, "easter").items()},
        numbers={_plain(word): value for word, value in _table(lexicon, "numbers").items()},
        relation=re.compile(
            rf"(?<![\w’'-])(?P<word>{_any(relations)})\s+(?:(?:the|about|around|early|late|on|in)\s+){{0,2}}\Z", re.I
        ),
        relations=relations,
        trap_before=re.compile(rf"\b(?:{_any(traps.get('before', ()))})\s+\Z", re.I),
        trap_after=re.compile(rf"\s+(?:{_any(traps.get('after', ()), as_written=True)})\b"),
        future=re.compile(rf"\b(?:{_any(lexicon.get('future', {}).get('words', ()))})\b", re.I),
    )


def _table(lexicon: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {word: value for word, value in lexicon.get(name, {}).items() if word != "replace"}


def _by_word(table: Mapping[str, Any], what: str) -> dict[str, str]:
    """Each word with the key it stands under."""
    found: dict[str, str] = {}
    for key, words in table.items():
        if key == "replace":
            continue
        for word in words:
            other = found.setdefault(word.casefold(), key)
            if other != key:
                raise ValueError(f"the {what} {word!r} stands under both {other!r} and {key!r}")
    return found


def _plain(word: str) -> str:
    return re.sub(r"\s+", " ", word.casefold().replace("’", "'"))


def _any(words: Iterable[str], *, as_written: bool = False) -> str:
    """A pattern for any of the words, the longest first; blanks stand for any white space."""
    ordered = sorted({word if as_written else word.casefold() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered) or r"(?!)"


def _phrase_pattern(lexicon: Mapping[str, Any]) -> re.Pattern:
    # Compared with the text in lower case: the engine is several times slower where it has to ignore case itself.
    names = sorted((name.casefold() for names in _table(lexicon, "months").values() for name in names), key=len)[::-1]
    short = {name for name in names if len(name) <= 4 and name not in {"may", "june", "july"}}
    month = "|".join(f"{re.escape(name)}\\.?" if name in short else f"{re.escape(name)}\\b" for name in names)
    days = [name.casefold() for names in _table(lexicon, "weekdays").values() for name in names]
    long_days, any_day = _any(name for name in days if name.endswith("day")), _any(days)
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d)"
    year = r"(?:1[5-9]\d\d|20\d\d)(?![\w%]|[.,:]\d)"
    part = rf"(?:(?:{_any(lexicon.get('parts', {}).get('words', ()))})(?:\s+|-)(?:of\s+|in\s+)?(?:the\s+)?)?"
    number = rf"(?:{_any(_table(lexicon, 'numbers'))}|\d{{1,3}})"
    vague = r"few|several|many|some|a\s+few|couple\s+of"
    units = r"days?|weeks?|months?|years?|weekends?|fortnights?|decades?"
    initials = "".join(sorted({word[0].casefold() for word in [*_OPENERS, *names, *days, *_openers(lexicon)]}))
    return re.compile(
        rf"""
        (?<![\w$£€#@.,:/&=-])(?=[\d{initials}])(?:
            (?P<iso_y>1[5-9]\d\d|20\d\d)-(?P<iso_m>0[1-9]|1[0-2])(?:-(?P<iso_d>0[1-9]|[12]\d|3[01]))?(?![\w-])
            | (?P<n1>\d{{1,2}})(?P<sep>[./-])(?P<n2>\d{{1,2}})(?P=sep)(?P<n3>(?:19|20)\d\d|\d\d)(?![\w-]|[./]\d)
            | (?:(?:{any_day})[,.]?\s+(?:the\s+)?)?                         # Friday, 3 to 7 May 2017
              (?P<d1>{day})(?:\s?(?:-|–|to|and|or|until|through|/)\s?(?P<d2>{day}))?(?:\s+|-)(?:of\s+)?
              (?P<dm>{month})(?:(?:,?\s+|-)(?P<dy>{year}))?
            | (?:(?:{any_day})[,.]?\s+)?                                    # Friday, May 3-7, 2017
              (?P<mm>{month})\s+(?:the\s+)?(?P<m1>{day})(?![\w])
              (?:\s?(?:-|–|to|and|or|until|through)\s?(?P<m2>{day})(?![\w]))?(?:,?\s+(?P<my>{year}))?
            | {part}(?P<bm>{month})(?![\w-])(?:,?\s+(?:of\s+)?(?P<by>{year}))?        # late May   May 2017
            | {part}(?:(?P<s_det>(?:this|last|next|past))\s+)?(?P<season>(?:{_any(_table(lexicon, "seasons"))}))\b
              (?:,?\s+(?:of\s+|in\s+)?(?P<sy>1[5-9]\d\d|20\d\d)(?:[/–-](?P<sy2>(?:20)?\d\d))?(?!\w))?
            | {part}(?P<year>(?:1[5-9]\d\d|20\d\d))(?:[/–-](?P<year2>(?:19|20)?\d\d))?(?![\w%/–]|[.,:]\d|-\d)
            | (?P<feast>(?:{_any([*_table(lexicon, "feasts"), *_table(lexicon, "easter")])}))\b(?:,?\s+(?P<fy>{year}))?
            | (?:(?:earlier\s+|late\s+|early\s+|later\s+)?(?P<near>{_any(_table(lexicon, "days"))}))\b
            | (?P<wd_det>(?:last|next|this\s+past|this\s+coming|this|following|previous)\s+)?
              (?P<weekday>{long_days})\b(?:\s+(?:of\s+)?(?P<wd_week>(?:last|this|next)\s+(?:week))\b)?
            | (?:
                (?P<ends>end|beginning|start|middle)\s+of\s+(?P<e_det>the|this|last|next)\s+(?P<e_unit>week|month|year)\b
                | (?P<span_det>last|past|previous|next|coming)\s+(?P<span_n>{number}|{vague})\s+(?P<span_unit>{units})\b
                | (?P<recent>recent\s+(?:{units}))\b
                | (?P<ago_n>{number}|{vague})\s+(?P<ago_unit>hours?|{units})\s+ago\b
                | (?P<later_n>{number}|{vague})\s+(?P<later_unit>{units})\s+(?P<later>later|earlier|afterwards?)\b
                | (?P<gap_n>{number})\s+(?P<gap_unit>{units})\s+(?P<gap>after|before)\b
                | in\s+(?:(?:less\s+than|under|just|barely|little\s+more\s+than|the\s+space\s+of)\s+)?
                  (?P<within_n>{number})\s+(?P<within_unit>{units})\b
                | (?P<ana>following|previous|same|that\s+same|that|very\s+same)\s+
                  (?P<ana_unit>day|night|morning|afternoon|evening|week|month|year)\b
                | (?P<ana_day>the\s+(?:next\s+day|day\s+(?:before|after)))\b
                | (?:earlier\s+|later\s+|late\s+|early\s+|mid-?)?
                  (?P<det>(?:the\s+)?(?:this|last|next|past|current|coming)|(?:over|at|on|during)\s+the(?=\s+weekend))\s+
                  (?P<unit>week|weekend|month|year|fortnight)\b
            )
        )
        """,
        re.VERBOSE,
    )


_UNITS = {
    *("day", "week", "month", "year", "weekend", "fortnight", "decade", "hour"),
    *("days", "weeks", "months", "years", "weekends", "fortnights", "decades", "hours"),
    *("night", "morning", "afternoon", "evening"),
}
_OPENERS = [
    "last",
    "next",
    "this",
    "past",
    "previous",
    "following",
    "coming",
    "current",
    "end",
    "beginning",
    "start",
    "middle",
    "recent",
    "few",
    "several",
    "many",
    "some",
    "couple",
    "that",
    "same",
    "very",
    "the",
    "over",
    "at",
    "on",
    "during",
    "earlier",
    "later",
    "late",
    "early",
    "mid",
]


def _anchors(lexicon: Mapping[str, Any], names: list[str]) -> np.ndarray:
    """Ids of all words of which a date phrase holds one: "may", "yesterday", "weeks", "easter"."""
    phrases = [*names, *(word for table in ("seasons", "days", "feasts", "easter") for word in _table(lexicon, table))]
    words = {word for phrase in phrases for word in re.split(r"[\s'’]+", phrase.casefold()) if len(word) > 2}
    words = (words | {f"{name}." for name in names} | _UNITS) - {"the", "this", "last", "before", "after"}
    return word_ids(words)


def _openers(lexicon: Mapping[str, Any]) -> list[str]:
    """The words of the lexicon with which a phrase can begin, but for months and weekdays."""
    words = [word for table in ("seasons", "days", "feasts", "easter", "numbers") for word in _table(lexicon, table)]
    return words + list(lexicon.get("parts", {}).get("words", ()))


def find_dates(doc: Doc, words: Words) -> list[tuple[Span, Date]]:
    """Every date phrase of the Doc, in the order of the text, resolved against `doc._.published`.

    A date without a year takes the latest year that fits before the article's own date. In an encyclopedia article (one
    with sections or a reference list) it takes the year last stated before it instead.
    """
    text = _left_on(doc, "content", "") or doc.text
    raws = _join(text, _read_all(text, find_stretches(doc, text, words.anchors, STRETCH), words))
    if not raws:
        return []
    reader = _Reader(text, words, _left_on(doc, "published", ""), _is_encyclopedic(doc), _breaks(doc, text), raws)
    starts = doc.to_array("IDX").tolist()
    found: list[tuple[Span, Date]] = []
    last = 0
    for raw in raws:
        edtf, basis = reader.read(raw)
        if raw.kind == "gap_n" and not edtf:
            continue  # "two days after the quake", of which no day is known, is a duration
        span = _span(doc, starts, raw.start, raw.end)
        if span is None or span.start < last:
            continue
        last = span.end
        found.append((span, Date(edtf, _relation(text, raw, words), basis)))
    return found


def _left_on(doc: Doc, extension: str, otherwise: Any) -> Any:
    return (doc._.get(extension) if doc.has_extension(extension) else None) or otherwise


def _is_encyclopedic(doc: Doc) -> bool:
    """Whether the article is kept up over years: it has a reference list or several sections."""
    if _left_on(doc, "references", ()):
        return True
    sections = {block.section for _, block in _left_on(doc, "blocks", ()) if getattr(block, "section", "")}
    return len(sections) > 2


def _breaks(doc: Doc, text: str) -> list[int]:
    """Where the sections begin: a year stated in one does not hold in the next."""
    starts, section = [0], None
    for span, block in _left_on(doc, "blocks", ()):
        if getattr(block, "section", "") != section:
            section = getattr(block, "section", "")
            starts.append(span.start_char)
    return sorted(starts)


def _span(doc: Doc, starts: list[int], start: int, end: int) -> Span | None:
    first = bisect_right(starts, start) - 1
    stop = bisect_left(starts, end)
    return doc[first:stop] if 0 <= first < stop else None


def _relation(text: str, raw: _Raw, words: Words) -> str:
    """How the sentence relates to the date, told by the word before it."""
    if raw.kind == "interval" and not raw.match["year2"]:
        return "between"
    before = words.relation.search(text, max(0, raw.start - 30), raw.start)
    if before is None:
        return "at"
    relation = words.relations[_plain(before["word"])]
    return "at" if relation == "between" else relation


def _read_all(text: str, stretches: Iterable[tuple[int, int]], words: Words) -> list[_Raw]:
    low, found, last = lowered(text), [], 0
    for begin, end in stretches:
        for match in words.phrase.finditer(low, max(begin, last), end):
            last = match.end()
            if (raw := _read(text, match, words)) is not None:
                found.append(raw)
    return found


def _read(text: str, match: re.Match, words: Words) -> _Raw | None:
    """The phrase as matched, or None where it is no date: a name, a verb, a quantity."""
    start, end = match.span()
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    name = next((group for group in ("dm", "mm", "bm", "weekday") if match[group]), None)
    if name is not None and not text[match.start(name)].isupper():
        return None
    if match["iso_y"]:
        return _raw(match, "day", _Day(int(match["iso_y"]), int(match["iso_m"]), _int(match["iso_d"])))
    if match["n1"]:
        return _read_figures(match)
    if match["d1"]:
        return _read_days(match, words, match["dm"], match["dy"], match["d1"], match["d2"])
    if match["mm"]:
        if not match["my"] and not match["m2"] and _DAY_BARE_MONTH.search(before) and _LOWER_NEXT.match(after):
            # "In May 12 people died": the number counts the people.
            first = _Day(None, _month(match["mm"], words))
            return _Raw(match.start("mm"), match.end("mm"), "day", first, None, match)
        return _read_days(match, words, match["mm"], match["my"], match["m1"], match["m2"])
    if match["bm"]:
        return _read_month(match, before, after, words)
    if match["season"]:
        return _read_season(match, before)
    if match["year"]:
        return _read_year(match, before, after)
    if match["feast"]:
        feast = _plain(match["feast"])
        if feast in words.easter:
            return _raw(match, "easter", None)
        month, day = words.feasts[feast]
        return _raw(match, "day", _Day(_int(match["fy"]), month, day))
    if match["weekday"]:
        if words.trap_before.search(before) or words.trap_after.match(after):
            return None
        return _raw(match, "weekday", None)
    if match["ana_day"]:
        if _NOUN_AFTER.match(after):
            return None
        return _Raw(start + 4, end, "ana_day", None, None, match)
    if match["ana"] and match["ana"].casefold() == "that" and re.match(r"\s+(?:is|was|has|of|when)\b", after) is None:
        return _raw(match, "ana", None)
    if match["gap_n"]:
        return _Raw(start, match.end("gap_unit"), "gap_n", None, None, match)
    if match["within_n"]:
        perfect = _PERFECT.match(text, end) and not _COMES.search(text, end, end + REACH)
        return _Raw(match.start("within_n"), end, "within_n", None, None, match) if perfect else None
    kind = next(
        name for name in ("near", "ends", "span_det", "recent", "ago_n", "later_n", "ana", "det") if match[name]
    )
    if kind == "det":
        opened = re.match(r"(?i)(?:over|at|on|during)\s+the\s+|the\s+", match[0])
        begin = start + opened.end() if opened else start
        return _Raw(begin, end, kind, None, None, match)
    return _raw(match, kind, None)


def _raw(match: re.Match, kind: str, first: _Day | None, last: _Day | None = None) -> _Raw:
    return _Raw(match.start(), match.end(), kind, first, last, match)


def _int(figures: str | None) -> int | None:
    return int(re.sub(r"\D", "", figures)) if figures else None


def _month(word: str, words: Words) -> int:
    return words.months[word.rstrip(".").casefold()]


def _is_day(day: _Day) -> bool:
    if day.month is None or day.day is None:
        return True
    return day.day <= monthrange(day.year or 2000, day.month)[1]


def _read_figures(match: re.Match) -> _Raw | None:
    """13.04.2017, 13/04/2017, 04/13/2017; where both readings are days, slashes leave only the year."""
    one, two, year = int(match["n1"]), int(match["n2"]), int(match["n3"])
    if year < 100:
        if match["sep"] != "/" and match["sep"] != ".":
            return None
        year += 2000 if year < 70 else 1900
    if match["sep"] == "/" and one <= 12 and two <= 12 and one != two:
        return _raw(match, "day", _Day(year))
    day, month = (one, two) if two <= 12 else (two, one)
    stated = _Day(year, month, day)
    if not 1 <= month <= 12 or day < 1 or not _is_day(stated):
        return None
    return _raw(match, "day", stated)


def _read_days(match: re.Match, words: Words, month: str, year: str | None, one: str, two: str | None) -> _Raw | None:
    first = _Day(_int(year), _month(month, words), _int(one))
    last = first._replace(day=_int(two)) if two else None
    if not _is_day(first) or (last is not None and not _is_day(last)):
        return None
    if last is not None and last.day <= first.day:
        return _raw(match, "day", last)
    return _raw(match, "day" if last is None else "interval", first, last)


def _read_month(match: re.Match, before: str, after: str, words: Words) -> _Raw | None:
    """A month without a day: with a year, or behind a word that opens a date; "May" and "April" are also people."""
    first = _Day(_int(match["by"]), _month(match["bm"], words))
    if first.year is not None:
        return _raw(match, "day", first)
    has_part = match.start("bm") > match.start()
    if not has_part and _MONTH_OPENER.search(before) is None:
        return None
    if words.trap_before.search(before):
        return None
    name = match["bm"].casefold()
    if name in _AMBIGUOUS and not has_part:
        if re.match(r"(?:['’]s)?\s+[A-Z]", after) and _NAME_OPENER.search(before):
            return None
        # "the letter to May", "by May's office" against "by May."
        doubted = re.match(r"['’]s\b", after) or re.search(r"\b(?:by|to|and|for|of|or)\s+$", before)
        closed = re.search(r"\b(?:by|to|and|or)\s+$", before) and re.match(r"\s*(?:[,.;]|\d|$)", after)
        if name == "may" and doubted and not closed:
            return None
    if re.search(r"\b(?:last|this|next)\s+$", before):
        det = re.search(r"\b(last|this|next)\s+$", before, re.I)[1]
        return _Raw(match.start() - len(det) - 1, match.end(), f"{det.casefold()} month", first, None, match)
    return _raw(match, "day", first)


def _read_season(match: re.Match, before: str) -> _Raw | None:
    if match["sy"] or match["s_det"]:
        return _raw(match, "season", None)
    if match["season"].casefold() == "fall" or not _SEASON_OPENER.search(before):
        return None
    return _raw(match, "season", None)


def _read_year(match: re.Match, before: str, after: str) -> _Raw | None:
    """Four digits that are a year and no quantity: "2000 people"."""
    if re.search(r"\d\s$", before) or _QUANTITY_BEFORE.search(before):
        return None
    if match["year2"]:
        first, second = match["year"], match["year2"]
        second = first[:2] + second if len(second) == 2 else second
        if int(second) <= int(first):
            return None
        return _raw(match, "interval", _Day(int(first)), _Day(int(second)))
    sure = _SURE_YEAR_OPENER.search(before) or match.start("year") > match.start()
    if not sure and _QUANTITY_AFTER.match(after) and not re.search(r"\b(?:the|his|her|their|its)\s+$", before, re.I):
        return None
    if not sure and _PLURAL_NEXT.match(after) and re.search(r"\b(?:of|for|and|or|to|with)\s+$", before, re.I):
        return None
    if not sure and not _YEAR_OPENER.search(before) and re.match(r"\s+[a-z]", after) and not _AUX.match(after):
        return None
    return _raw(match, "day", _Day(int(match["year"])))


_PLURAL_NEXT = re.compile(r"\s+(?!(?:was|is|has|as|its|this|does|across)\b)[a-z]+s\b")
_SEASON_OPENER = re.compile(r"\b(?:in|during|since|by|until)\s+(?:the\s+)?\Z", re.IGNORECASE)
_AUX = re.compile(r"\s+(?:and|or|to|was|is|were|by|at|in|on|for|with|when|as|after|but|that|which|where|the|a|under)\b")


def _join(text: str, raws: list[_Raw]) -> list[_Raw]:
    """Two dates that make an interval: "between December 2016 and March 2017", "from 3 May to 7 June"."""
    joined: list[_Raw] = []
    for raw in raws:
        one = joined[-1] if joined else None
        if one is not None and _names_its_year(text, one, raw):
            joined[-1] = _Raw(one.start, raw.end, "year_of", one.first, None, raw.match)
            continue
        if one is None or not _makes_interval(text, one, raw):
            joined.append(raw)
            continue
        joined[-1] = _Raw(one.start, raw.end, "interval", one.first, raw.first, one.match)
    return joined


def _names_its_year(text: str, one: _Raw, two: _Raw) -> bool:
    """ "December last year", "3 May this year"."""
    if one.kind != "day" or one.first.year is not None or two.kind != "det" or two.match["unit"] != "year":
        return False
    return re.fullmatch(r",?\s+(?:of\s+)?", text[one.end : two.start]) is not None


def _makes_interval(text: str, one: _Raw, two: _Raw) -> bool:
    if one.kind != "day" or two.kind != "day" or two.start - one.end > 12:
        return False
    gap = _INTERVAL_GAP.fullmatch(text, one.end, two.start)
    if gap is None:
        return False
    word = (gap["word"] or "-").casefold()
    opener = _INTERVAL_OPENER.search(text, max(0, one.start - 30), one.start)
    if word == "-":
        return True
    if opener is None:
        return word in {"to", "through"} and one.first.month is not None and two.first.month is not None
    return (opener[1].casefold() == "between") == (word == "and")


class _Reader:
    """Resolves the phrases of one article in their order, for a phrase may rest on the one before."""

    def __init__(
        self, text: str, words: Words, published: str, encyclopedic: bool, breaks: list[int], raws: list[_Raw]
    ):
        self.text = text
        self.words = words
        self.published = _read_published(published)
        self.encyclopedic = encyclopedic
        self.breaks = breaks
        self.stated: tuple[int, int] | None = None  # where a year was last stated, and which
        self.years = [(raw.start, year) for raw in raws if (year := self._stated_year(raw))] if encyclopedic else []
        self.day: tuple[int, str] | None = None  # where the last date stands, and its EDTF

    def read(self, raw: _Raw) -> tuple[str, str]:
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

    def _is_inserted(self, raw: _Raw) -> bool:
        """Whether the date is told by the way, so that "the same evening" goes back behind it."""
        return (
            self.day is not None
            and self.text.startswith(",", raw.end)
            and _INSERTED.search(self.text, max(0, raw.start - 100), raw.start) is not None
        )

    def _stated_year(self, raw: _Raw) -> int | None:
        if raw.kind not in {"day", "interval"} or raw.first is None or not self._tells_time(raw):
            return None
        return (raw.last or raw.first).year or raw.first.year

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

    def _resolve(self, raw: _Raw) -> tuple[str, str]:
        basis = "stated" if raw.kind in {"day", "interval", "easter"} or raw.match["sy"] else "relative"
        try:
            if raw.kind == "easter":
                return self._easter(raw), basis
            if raw.kind == "day":
                return _format(self._complete(raw.first, raw)), basis
            if raw.kind == "interval":
                return self._interval(raw), basis
            if raw.kind == "season":
                return self._season(raw.match), basis
            return self._relative(raw), basis
        except (OverflowError, ValueError):
            # "900 years ago" may lie before the first year that a calendar day has.
            return "", basis

    def _complete(self, day: _Day, raw: _Raw) -> _Day:
        """The day with a year: the one that the article goes by, or the latest that is not after publication."""
        if day.year is not None:
            return day
        now = self.published
        year = self._year_here(raw.start)
        if year is not None:
            candidate = day._replace(year=year)
            if now is None or now.year is None or _first(candidate) <= _last(now):
                return candidate
        if now is None or now.year is None:
            return day._replace(year=self.stated[1]) if self.stated else day
        candidate = day._replace(year=now.year)
        ahead = (_first(candidate) - _last(now)).days
        if ahead <= 2:
            following = day._replace(year=now.year + 1)
            near = (_first(following) - _last(now)).days <= NEAR_FUTURE
            return following if near and now.month is not None and self._is_future(raw) else candidate
        if ahead <= 4 * NEAR_FUTURE and self._is_future(raw):
            return candidate
        return day._replace(year=now.year - 1)

    def _tells_time(self, raw: _Raw) -> bool:
        """Whether later dates may go by the year of this one: not by that of "the 2016 candidate"."""
        if (raw.last or raw.first).year is None and raw.first.year is None:
            return False
        return (
            raw.first.month is not None
            or _SURE_YEAR_OPENER.search(self.text, max(0, raw.start - 12), raw.start) is not None
        )

    def _is_future(self, raw: _Raw) -> bool:
        around = self.text[max(0, raw.start - REACH) : raw.end + REACH]
        clause = re.split(r"[.!?;\n]", around[: min(raw.start, REACH)])[-1]
        rest = re.split(r"[.!?;\n]", self.text[raw.end : raw.end + REACH])[0]
        return self.words.future.search(clause + " # " + rest) is not None

    def _interval(self, raw: _Raw) -> str:
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
        one, two = _format(first), _format(last)
        if not one or not two or _first(first) > _last(last) or one.startswith(two):
            return two
        return f"{one}/{two}"

    def _easter(self, raw: _Raw) -> str:
        """The day of a feast that moves with Easter, the latest that is not to come."""
        stated, now = _int(raw.match["fy"]) or self._year_here(raw.start), self.published
        year = stated or (now.year if now is not None else None)
        if year is None:
            return ""
        days = timedelta(days=self.words.easter[_plain(raw.match["feast"])])
        day = easter(year) + days
        if not stated and now.month is not None and day > _last(now) and not self._is_future(raw):
            day = easter(year - 1) + days
        return day.isoformat()

    def _season(self, match: re.Match) -> str:
        begin, end = self.words.seasons[match["season"].casefold()]
        if match["sy"]:
            return _months(int(match["sy"]), begin, end)
        now = self.published
        if now is None or now.month is None:
            return ""
        det = (match["s_det"] or "").casefold()
        year = now.year if now.month >= begin or begin <= end else now.year - 1
        if det == "this":
            return _months(year, begin, end)
        if det == "next":
            return _months(year if now.month < begin and begin <= end else year + 1, begin, end)
        over = (now.month > end) if begin <= end else (end < now.month < begin)
        if begin > end:
            return _months(now.year - 1 if over or now.month >= begin else now.year - 2, begin, end)
        if det == "" and now.month >= begin:
            return _months(now.year, begin, end)
        return _months(now.year if over and det == "" else now.year - 1, begin, end)

    def _relative(self, raw: _Raw) -> str:
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
            step = {"last": -1, "past": -1, "this": 0, "current": 0}.get(_plain(match["det"]).split()[-1], 1)
            return _format(raw.first._replace(year=now.year + step))
        if raw.kind == "recent":
            return ""
        if raw.kind == "ends":
            return self._end_of(match, raw.start)
        if raw.kind == "det":
            return self._unit(_plain(match["det"]), match["unit"].casefold())
        if raw.kind == "ago_n":
            return self._shift(match["ago_n"], match["ago_unit"], -1, now)
        if raw.kind == "span_det":
            return self._stretch(match["span_n"], match["span_unit"], match["span_det"])
        if raw.kind == "within_n":
            return self._stretch(match["within_n"], match["within_unit"], "last")
        if now.day is None:
            return _format(now) if raw.kind == "near" or not match["wd_det"] else ""
        today = date(*now)
        if raw.kind == "near":
            return (today + timedelta(days=self.words.days[_plain(match["near"])])).isoformat()
        return self._weekday(raw, today)

    def _named_month(self, raw: _Raw) -> str:
        """ "last March", "next June"."""
        now, month = self.published, raw.first.month
        if raw.kind.startswith("this") or now.month is None:
            return _format(_Day(now.year, month))
        if raw.kind.startswith("next"):
            return _format(_Day(now.year + (month <= now.month), month))
        return _format(_Day(now.year - (month >= now.month), month))

    def _weekday(self, raw: _Raw, today: date) -> str:
        match = raw.match
        weekday = self.words.weekdays[match["weekday"].casefold()]
        monday = today - timedelta(days=today.weekday())
        if match["wd_week"]:
            weeks = {"last": -1, "this": 0, "next": 1}[match["wd_week"].split()[0].casefold()]
            return (monday + timedelta(weeks=weeks, days=weekday)).isoformat()
        det = _plain(match["wd_det"] or "").strip()
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

    def _comes(self, raw: _Raw) -> bool:
        """Whether a weekday lies ahead: "On Monday the court will rule"."""
        before = re.split(r"[.!?;\n“”\"]|\bthat\b", self.text[max(0, raw.start - 50) : raw.start])[-1]
        after = re.split(r"[.!?;,\n“”\"]|\bthat\b", self.text[raw.end + 1 : raw.end + 50])[0]
        return _COMES.search(before + " # " + after) is not None

    def _unit(self, det: str, unit: str) -> str:
        """ "this week", "last month", "the past year"."""
        now = self.published
        stretch = det in {"the last", "the past", "past"}
        step = 1 if det.endswith(("next", "coming")) else 0 if det.endswith(("this", "current", "the")) else -1
        if unit == "year":
            if stretch and now.month:
                return f"{_format(_back_months(now, 12))}/{_format(now)}"
            return _format(_Day(now.year + step))
        if unit == "month":
            if now.month is None:
                return ""
            if stretch and now.day:
                return f"{_format(_back_months(now, 1))}/{_format(now)}"
            return _format(_back_months(_Day(now.year, now.month), -step))
        if now.day is None:
            return _format(now) if step == 0 and now.month else ""
        today = date(*now)
        monday = today - timedelta(days=today.weekday())
        if unit == "weekend":
            return self._weekend(det, today, monday, step)
        if unit == "fortnight":
            return _interval(today - timedelta(days=14), today) if step < 0 else ""
        if step == 0:
            return _interval(monday, today)
        if stretch:
            return _interval(today - timedelta(days=7), today)
        return _interval(monday + timedelta(weeks=step), monday + timedelta(weeks=step, days=6))

    def _weekend(self, det: str, today: date, monday: date, step: int) -> str:
        saturday = monday + timedelta(days=5)
        if step > 0 or (det == "this" and 1 < today.weekday() < 5):
            saturday += timedelta(weeks=int(step > 0 and today.weekday() >= 5))
        elif today.weekday() < 5 or det == "last":
            saturday -= timedelta(weeks=1)
        return _interval(saturday, saturday + timedelta(days=1))

    def _end_of(self, match: re.Match, position: int) -> str:
        now, unit = self.published, match["e_unit"].casefold()
        if unit == "year" and match["e_det"].casefold() == "the" and (year := self._year_here(position)):
            now = _Day(year)
        step = {"last": -1, "next": 1}.get(match["e_det"].casefold(), 0)
        at_end = match["ends"].casefold()
        if unit == "year":
            month = {"end": 12, "middle": 6}.get(at_end, 1)
            return _format(_Day(now.year + step, month))
        return self._unit({-1: "last", 0: "this", 1: "next"}[step], unit)

    def _count(self, word: str) -> int | None:
        plain = _plain(word)
        if plain.isdecimal():
            return int(plain)
        return self.words.numbers.get(plain)

    def _shift(self, number: str, unit: str, sign: int, origin: _Day) -> str:
        """ "two days ago", "a week later": counted from the origin, as exact as the unit."""
        count, unit = self._count(number), unit.casefold().rstrip("s")
        if count is None or unit == "weekend":
            return ""
        if unit in {"year", "decade"}:
            return _format(_Day(origin.year + sign * count * (10 if unit == "decade" else 1)))
        if unit == "month":
            return _format(_back_months(_Day(origin.year, origin.month), -sign * count)) if origin.month else ""
        if origin.day is None:
            return _format(origin) if unit == "hour" else ""
        days = {"hour": 0, "day": 1, "week": 7, "fortnight": 14}[unit] * count
        return (date(*origin) + sign * timedelta(days=days)).isoformat()

    def _gap(self, raw: _Raw) -> str:
        """ "on Thursday, two days after the quake": the day of the quake; "" where no date stands right before."""
        if self.day is None or raw.start < self.day[0] or self.text[self.day[0] : raw.start].strip(" ,–—-("):
            return ""
        parts = _EDTF_DAY.fullmatch(self.day[1])
        if parts is None:
            return ""
        origin = _Day(*(int(part) if part else None for part in parts.groups()))
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
                other = _Day(now.year + (1 if ahead else -1) * max(1, months // 12))
            else:
                other = _back_months(
                    now if unit == "month" else _Day(now.year, now.month), -months if ahead else months
                )
            return f"{_format(now)}/{_format(other)}" if ahead else f"{_format(other)}/{_format(now)}"
        if now.day is None or unit == "weekend":
            return ""
        days = timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
        today = date(*now)
        return _interval(today, today + days) if ahead else _interval(today - days, today)

    def _anchor(self, raw: _Raw) -> date | None:
        """The day before this phrase that "the following day" follows."""
        if self.day is None or raw.start - self.day[0] > MEMORY:
            return None
        parts = _EDTF_DAY.fullmatch(self.day[1])
        return date(*map(int, parts.groups())) if parts is not None and parts[3] else None

    def _from_last(self, raw: _Raw) -> str:
        match = raw.match
        if self.day is None or raw.start - self.day[0] > MEMORY:
            return ""
        parts = _EDTF_DAY.fullmatch(self.day[1])
        if raw.kind == "later_n":
            if parts is None:
                return ""
            origin = _Day(*(int(part) if part else None for part in parts.groups()))
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
        origin = _Day(*(int(part) if part else None for part in parts.groups()))
        if unit == "year":
            return _format(_Day(origin.year + step))
        if origin.month is None:
            return ""
        if unit == "month":
            return _format(_back_months(_Day(origin.year, origin.month), -step))
        anchor = self._anchor(raw)
        if anchor is None:
            return ""
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        return _interval(monday, monday + timedelta(days=6))


def _read_published(published: str) -> _Day | None:
    """The article's date; of an interval its last day.

    >>> _read_published("2017-04")
    _Day(year=2017, month=4, day=None)
    """
    parts = _EDTF_DAY.match(published.rsplit("/", 1)[-1])
    if parts is None:
        return None
    day = _Day(*(int(part) if part else None for part in parts.groups()))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    known = day.month is None or 1 <= day.month <= 12
    return day if known and day.day != 0 and _is_day(day) else _Day(day.year)


def _format(day: _Day) -> str:
    """A day as EDTF; "" without a year.

    >>> _format(_Day(2017, 4))
    '2017-04'
    """
    if day.year is None or not 1 <= day.year <= 9999:
        return ""
    if day.month is None:
        return f"{day.year:04}"
    if day.day is None:
        return f"{day.year:04}-{day.month:02}"
    return f"{day.year:04}-{day.month:02}-{min(day.day, monthrange(day.year, day.month)[1]):02}"


def _first(day: _Day) -> date:
    return date(day.year, day.month or 1, min(day.day or 1, monthrange(day.year, day.month or 1)[1]))


def _last(day: _Day) -> date:
    month = day.month or 12
    size = monthrange(day.year, month)[1]
    return date(day.year, month, min(day.day or size, size))


def _back_months(day: _Day, months: int) -> _Day:
    """The day so many months before; the last of a month where it has fewer days."""
    count = day.year * 12 + (day.month or 1) - 1 - months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError(f"there is no year {year}")
    return _Day(year, month, min(day.day, monthrange(year, month)[1]) if day.day else None)


def _months(year: int, begin: int, end: int) -> str:
    return f"{year:04}-{begin:02}/{year + (begin > end):04}-{end:02}"


def _interval(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}" if first < last else first.isoformat()
