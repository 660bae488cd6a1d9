"""Date phrases as they stand in a text, before the article's date is brought in."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from purgelib.find.calendar_days import Day, is_day
from purgelib.find.characters import plain_ending
from purgelib.find.date_words import Words, plain_word

REACH = 70  # characters looked at around a phrase


class Phrase(NamedTuple):
    """A phrase as matched, before the article's date is brought in."""

    start: int
    end: int
    kind: str  # day, season, year or the name of the group of the pattern that matched
    first: Day | None
    last: Day | None
    match: re.Match


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
SURE_YEAR_OPENER = re.compile(
    r"\b(?:in|since|until|till|by|during|early|late|mid|year|throughout)[\s-]+$", re.IGNORECASE
)
_DAY_BARE_MONTH = re.compile(r"\b(?:in|since|during|throughout|late|early|mid)[\s-]+$", re.IGNORECASE)
_LOWER_NEXT = re.compile(r"\s+(?:[a-z]+ly\s+)?[a-z]+\b")
_INTERVAL_OPENER = re.compile(r"\b(between|from|since)\s+(?:the\s+)?(?:early\s+|late\s+)?\Z", re.IGNORECASE)
_INTERVAL_GAP = re.compile(r"\s+(?P<word>and|to|through|until|till)\s+(?:the\s+)?|\s?[-–—]\s?", re.IGNORECASE)
COMES = re.compile(
    r"\b(?=[wpdseg])(?:will|plans?\s+to|due|scheduled|set\s+to|expected|going\s+to|planned\s+for)\b", re.IGNORECASE
)
_PERFECT = re.compile(r"[^.!?;\n]{0,70}?\b(?:has|have)\b")  # "In three weeks police have led away 40 men"
NO_FIGURE = re.compile(r"\D")
_NOUN_AFTER = re.compile(r"\s+(?:the|a|an|his|her|their|its|he|she|they|[A-Z]\w+)\b")


def find_phrases(text: str, low: str, stretches: Iterable[tuple[int, int]], words: Words) -> list[Phrase]:
    """The date phrases of these stretches of a text, in order; what only looks like one is left out.

    `low` is the text in lower case, character for character as long.
    """
    found, last = [], 0
    for begin, end in stretches:
        for match in words.phrase.finditer(low, max(begin, last), end):
            last = match.end()
            if (raw := _read(text, match, words)) is not None:
                found.append(raw)
    return found


def _read(text: str, match: re.Match, words: Words) -> Phrase | None:
    """The phrase as matched, or None where it is no date: a name, a verb, a quantity."""
    start, end = match.span()
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    name = next((group for group in ("dm", "mm", "bm", "weekday") if match[group]), None)
    if name is not None and not text[match.start(name)].isupper():
        return None
    if match["iso_y"]:
        return _raw(match, "day", Day(int(match["iso_y"]), int(match["iso_m"]), read_int(match["iso_d"])))
    if match["n1"]:
        return _read_figures(match)
    if match["d1"]:
        return _read_days(match, words, match["dm"], match["dy"], match["d1"], match["d2"])
    if match["mm"]:
        if not match["my"] and not match["m2"] and _DAY_BARE_MONTH.search(before) and _LOWER_NEXT.match(after):
            # "In May 12 people died": the number counts the people.
            first = Day(None, _month(match["mm"], words))
            return Phrase(match.start("mm"), match.end("mm"), "day", first, None, match)
        return _read_days(match, words, match["mm"], match["my"], match["m1"], match["m2"])
    if match["bm"]:
        return _read_month(match, before, after, words)
    if match["season"]:
        return _read_season(match, before)
    if match["year"]:
        return _read_year(match, before, after)
    if match["feast"]:
        feast = plain_word(match["feast"])
        if feast in words.easter:
            return _raw(match, "easter", None)
        month, day = words.feasts[feast]
        return _raw(match, "day", Day(read_int(match["fy"]), month, day))
    if match["weekday"]:
        return None if _follows_trap(before, words) or words.trap_after.match(after) else _raw(match, "weekday", None)
    if match["ana_day"]:
        if _NOUN_AFTER.match(after):
            return None
        return Phrase(start + 4, end, "ana_day", None, None, match)
    if match["ana"] and match["ana"].casefold() == "that" and re.match(r"\s+(?:is|was|has|of|when)\b", after) is None:
        return _raw(match, "ana", None)
    if match["gap_n"]:
        return Phrase(start, match.end("gap_unit"), "gap_n", None, None, match)
    if match["within_n"]:
        perfect = _PERFECT.match(text, end) and not COMES.search(text, end, end + REACH)
        return Phrase(match.start("within_n"), end, "within_n", None, None, match) if perfect else None
    kind = next(
        name for name in ("near", "ends", "span_det", "recent", "ago_n", "later_n", "ana", "det") if match[name]
    )
    if kind == "det":
        opened = re.match(r"(?i)(?:over|at|on|during)\s+the\s+|the\s+", match[0])
        begin = start + opened.end() if opened else start
        return Phrase(begin, end, kind, None, None, match)
    return _raw(match, kind, None)


def _follows_trap(before: str, words: Words) -> bool:
    """Whether what stands before a weekday or month makes a name of it: "Black Friday"."""
    return plain_ending(before) in words.trap_ends and words.trap_before.search(before) is not None


def _raw(match: re.Match, kind: str, first: Day | None, last: Day | None = None) -> Phrase:
    return Phrase(match.start(), match.end(), kind, first, last, match)


def read_int(figures: str | None) -> int | None:
    if not figures:
        return None
    return int(figures if figures.isdecimal() else NO_FIGURE.sub("", figures))


def _month(word: str, words: Words) -> int:
    return words.months[word.rstrip(".").casefold()]


def _read_figures(match: re.Match) -> Phrase | None:
    """13.04.2017, 13/04/2017, 04/13/2017; where both readings are days, slashes leave only the year."""
    one, two, year = int(match["n1"]), int(match["n2"]), int(match["n3"])
    if year < 100:
        if match["sep"] != "/" and match["sep"] != ".":
            return None
        year += 2000 if year < 70 else 1900
    if match["sep"] == "/" and one <= 12 and two <= 12 and one != two:
        return _raw(match, "day", Day(year))
    day, month = (one, two) if two <= 12 else (two, one)
    stated = Day(year, month, day)
    if not 1 <= month <= 12 or day < 1 or not is_day(stated):
        return None
    return _raw(match, "day", stated)


def _read_days(match: re.Match, words: Words, month: str, year: str | None, one: str, two: str | None) -> Phrase | None:
    first = Day(read_int(year), _month(month, words), read_int(one))
    last = first._replace(day=read_int(two)) if two else None
    if not is_day(first) or (last is not None and not is_day(last)):
        return None
    if last is not None and last.day <= first.day:
        return _raw(match, "day", last)
    return _raw(match, "day" if last is None else "interval", first, last)


def _read_month(match: re.Match, before: str, after: str, words: Words) -> Phrase | None:
    """A month without a day: with a year, or behind a word that opens a date; "May" and "April" are also people."""
    first = Day(read_int(match["by"]), _month(match["bm"], words))
    if first.year is not None:
        return _raw(match, "day", first)
    has_part = match.start("bm") > match.start()
    if not has_part and _MONTH_OPENER.search(before) is None:
        return None
    if _follows_trap(before, words):
        return None
    name = match["bm"].casefold()
    if name in words.trap_names and not has_part:
        if re.match(r"(?:['’]s)?\s+[A-Z]", after) and _NAME_OPENER.search(before):
            return None
        # "the letter to May", "by May's office" against "by May."
        doubted = re.match(r"['’]s\b", after) or re.search(r"\b(?:by|to|and|for|of|or)\s+$", before)
        closed = re.search(r"\b(?:by|to|and|or)\s+$", before) and re.match(r"\s*(?:[,.;]|\d|$)", after)
        if name == "may" and doubted and not closed:
            return None
    if re.search(r"\b(?:last|this|next)\s+$", before):
        det = re.search(r"\b(last|this|next)\s+$", before, re.I)[1]
        return Phrase(match.start() - len(det) - 1, match.end(), f"{det.casefold()} month", first, None, match)
    return _raw(match, "day", first)


def _read_season(match: re.Match, before: str) -> Phrase | None:
    if match["sy"] or match["s_det"]:
        return _raw(match, "season", None)
    if match["season"].casefold() == "fall" or not _SEASON_OPENER.search(before):
        return None
    return _raw(match, "season", None)


def _read_year(match: re.Match, before: str, after: str) -> Phrase | None:
    """Four digits that are a year and no quantity: "2000 people"."""
    if re.search(r"\d\s$", before) or _QUANTITY_BEFORE.search(before):
        return None
    if match["year2"]:
        first, second = match["year"], match["year2"]
        second = first[:2] + second if len(second) == 2 else second
        if int(second) <= int(first):
            return None
        return _raw(match, "interval", Day(int(first)), Day(int(second)))
    sure = SURE_YEAR_OPENER.search(before) or match.start("year") > match.start()
    if not sure and _QUANTITY_AFTER.match(after) and not re.search(r"\b(?:the|his|her|their|its)\s+$", before, re.I):
        return None
    if not sure and _PLURAL_NEXT.match(after) and re.search(r"\b(?:of|for|and|or|to|with)\s+$", before, re.I):
        return None
    if not sure and not _YEAR_OPENER.search(before) and re.match(r"\s+[a-z]", after) and not _AUX.match(after):
        return None
    return _raw(match, "day", Day(int(match["year"])))


_PLURAL_NEXT = re.compile(r"\s+(?!(?:was|is|has|as|its|this|does|across)\b)[a-z]+s\b")
_SEASON_OPENER = re.compile(r"\b(?:in|during|since|by|until)\s+(?:the\s+)?\Z", re.IGNORECASE)
_AUX = re.compile(r"\s+(?:and|or|to|was|is|were|by|at|in|on|for|with|when|as|after|but|that|which|where|the|a|under)\b")


def join_phrases(text: str, raws: list[Phrase]) -> list[Phrase]:
    """Two dates that make an interval: "between December 2016 and March 2017", "from 3 May to 7 June"."""
    joined: list[Phrase] = []
    for raw in raws:
        one = joined[-1] if joined else None
        if one is not None and _names_its_year(text, one, raw):
            joined[-1] = Phrase(one.start, raw.end, "year_of", one.first, None, raw.match)
            continue
        if one is None or not _makes_interval(text, one, raw):
            joined.append(raw)
            continue
        joined[-1] = Phrase(one.start, raw.end, "interval", one.first, raw.first, one.match)
    return joined


def _names_its_year(text: str, one: Phrase, two: Phrase) -> bool:
    """ "December last year", "3 May this year"."""
    if one.kind != "day" or one.first.year is not None or two.kind != "det" or two.match["unit"] != "year":
        return False
    return re.fullmatch(r",?\s+(?:of\s+)?", text[one.end : two.start]) is not None


def _makes_interval(text: str, one: Phrase, two: Phrase) -> bool:
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
