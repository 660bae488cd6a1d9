"""The words of lexicons/dates.toml, ready for use, and the pattern of a date phrase."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from purgelib.find.stretches import word_ids
from purgelib.find.word_tables import by_word, one_of

BLANKS = re.compile(r"\s+")
BETWEEN = ("the", "about", "around", "early", "late", "on", "in")  # a relation and its date: "since about the"


class Words(NamedTuple):
    """The lexicon `dates.toml`, made ready for `find_dates`."""

    phrase: re.Pattern
    anchors: frozenset[int]  # ids of the words without which there is no date but in figures
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    days: Mapping[str, int]
    feasts: Mapping[str, tuple[int, int]]
    easter: Mapping[str, int]
    numbers: Mapping[str, int]
    relation: re.Pattern
    relation_ends: frozenset[str]  # the last words of its matches, "" for those that are no plain words
    relations: Mapping[str, str]
    trap_before: re.Pattern
    trap_ends: frozenset[str]  # likewise
    trap_after: re.Pattern
    trap_names: frozenset[str]
    future: re.Pattern


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
    relations = by_word(lexicon.get("relations", {}), "relation")
    months = by_word(lexicon.get("months", {}), "month")
    weekdays = by_word(lexicon.get("weekdays", {}), "weekday")
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
        days={plain_word(word): days for word, days in _table(lexicon, "days").items()},
        feasts={plain_word(word): (day[0], day[1]) for word, day in _table(lexicon, "feasts").items()},
        easter={plain_word(word): days for word, days in _table(lexicon, "easter").items()},
        numbers={plain_word(word): value for word, value in _table(lexicon, "numbers").items()},
        relation=re.compile(
            rf"(?<![\w’'-])(?P<word>{_any(relations)})\s+(?:(?:{'|'.join(BETWEEN)})\s+){{0,2}}\Z", re.I
        ),
        relation_ends=_last_words([*relations, *BETWEEN]),
        relations=relations,
        trap_before=re.compile(rf"\b(?:{_any(traps.get('before', ()))})\s+\Z", re.I),
        trap_ends=_last_words(traps.get("before", ())),
        trap_after=re.compile(rf"\s+(?:{_any(traps.get('after', ()), as_written=True)})\b"),
        trap_names=frozenset(word.casefold() for word in traps.get("names", ())),
        future=re.compile(rf"\b(?:{_any(lexicon.get('future', {}).get('words', ()))})\b", re.I),
    )


def _table(lexicon: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {word: value for word, value in lexicon.get(name, {}).items() if word != "replace"}


def plain_word(word: str) -> str:
    return BLANKS.sub(" ", word.casefold().replace("’", "'"))


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset({"", *(phrase.lower().split()[-1] for phrase in phrases if phrase.strip())})


def _any(words: Iterable[str], *, as_written: bool = False) -> str:
    """A pattern for any of the words, the longest first; blanks stand for any white space."""
    ordered = sorted({word if as_written else word.casefold() for word in words}, key=lambda word: (-len(word), word))
    return one_of(map(_pattern, ordered)) or r"(?!)"


def _pattern(word: str) -> str:
    """A pattern for a word or phrase; a blank stands for any white space."""
    return re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]")


def _phrase_pattern(lexicon: Mapping[str, Any]) -> re.Pattern:
    # Compared with the text in lower case: the engine is several times slower where it has to ignore case itself.
    names = sorted((name.casefold() for names in _table(lexicon, "months").values() for name in names), key=len)[::-1]
    short = {name for name in names if len(name) <= 4 and name not in {"may", "june", "july"}}
    month = one_of(re.escape(name) + (r"\.?" if name in short else r"\b") for name in names)
    days = [name.casefold() for names in _table(lexicon, "weekdays").values() for name in names]
    long_days, any_day = _any(name for name in days if name.endswith("day")), _any(days)
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d)"
    year = r"(?:1[5-9]\d\d|20\d\d)(?![\w%]|[.,:]\d)"
    part = rf"(?:(?:{_any(lexicon.get('parts', {}).get('words', ()))})(?:\s+|-)(?:of\s+|in\s+)?(?:the\s+)?)?"
    number = rf"(?:{_any(_table(lexicon, 'numbers'))}|\d{{1,3}})"
    vague = r"few|several|many|some|a\s+few|couple\s+of"
    units = r"days?|weeks?|months?|years?|weekends?|fortnights?|decades?"
    within = r"in\s+(?:(?:less\s+than|under|just|barely|little\s+more\s+than|the\s+space\s+of)\s+)?"
    parts_of_time = "day|night|morning|afternoon|evening|week|month|year"
    counted = [*(_pattern(word.casefold()) for word in _table(lexicon, "numbers")), *vague.split("|")]
    beginnings = [
        *(_pattern(word.casefold()) for word in lexicon.get("pattern", {}).get("openers", ())),
        *(_pattern(word) + r"(?!(?<=\w)\w)" for word in [*names, *days, *map(str.casefold, _openers(lexicon))]),
        *(rf"{word}\s+(?:hours?|{units})" for word in counted),
        rf"{within}{number}\s+(?:{units})",
        rf"that\s+(?:same|{parts_of_time})",
        r"\d",
    ]
    return re.compile(
        rf"""
        (?<![\w$£€#@.,:/&=-])
        (?={one_of(beginnings)})  # look before all is tried: few words begin a date
        (?:
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
                | {within}(?P<within_n>{number})\s+(?P<within_unit>{units})\b
                | (?P<ana>following|previous|same|that\s+same|that|very\s+same)\s+
                  (?P<ana_unit>{parts_of_time})\b
                | (?P<ana_day>the\s+(?:next\s+day|day\s+(?:before|after)))\b
                | (?:earlier\s+|later\s+|late\s+|early\s+|mid-?)?
                  (?P<det>(?:the\s+)?(?:this|last|next|past|current|coming)|(?:over|at|on|during)\s+the(?=\s+weekend))\s+
                  (?P<unit>week|weekend|month|year|fortnight)\b
            )
        )
        """,
        re.VERBOSE,
    )


def _anchors(lexicon: Mapping[str, Any], names: list[str]) -> frozenset[int]:
    """Ids of all words of which a date phrase holds one: "may", "yesterday", "weeks", "easter"."""
    phrases = [*names, *(word for table in ("seasons", "days", "feasts", "easter") for word in _table(lexicon, table))]
    words = {
        word
        for phrase in phrases
        for word in re.split(r"[\s'’]+", phrase.casefold())
        if len(word) > 2 or word == phrase.casefold()
    }
    words = (words | {f"{name}." for name in names} | set(lexicon.get("pattern", {}).get("units", ()))) - {
        "the",
        "this",
        "last",
        "before",
        "after",
    }
    return word_ids(words)


def _openers(lexicon: Mapping[str, Any]) -> list[str]:
    """The words of the lexicon with which a phrase can begin, but for months, weekdays and numbers."""
    words = [word for table in ("seasons", "days", "feasts", "easter") for word in _table(lexicon, table)]
    return words + list(lexicon.get("parts", {}).get("words", ()))
