"""Number phrases: what a text says in figures or number words, with the bounds that the phrase claims.

Every phrase becomes a row, those that cannot count people with the reason why not. Which happened to the people is for
`counts` to say; here stands only what the phrase and its noun tell.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from spacy.tokens import Doc, Span, Token

from purgelib.find.stretches import find_stretches, lowered, word_ids

LONGEST = 15  # digits: what is longer is a code
REACH = 60  # characters looked at on either side of a number
GRAMMAR = ("pronouns", "determiners", "plurals", "no_names")
LABEL_REACH = 16
STRETCH = 50  # characters looked at on either side of a word that a number may hold
BREADTH = 7  # words that a noun phrase may have


class Bounds(NamedTuple):
    """What a number phrase claims, in persons, inclusive."""

    low: int | None  # None: the words set no lower bound
    high: int | None
    modifier: str  # exact, at_least, more_than, about, up_to, fewer_than, range or vague


class Number(NamedTuple):
    """A number phrase, its bounds, and what it counts."""

    low: int | None
    high: int | None
    modifier: str
    unit: str  # "persons", "families", or "" where a reason stands
    reason: str  # "" where people may be counted, else what it is instead: "a date", "a duration"
    head_start: int  # character of the Doc where the noun phrase begins that names the people, -1 if there is none
    head_end: int


class Words(NamedTuple):
    """The lexicon `numbers.toml`, made ready for `find_numbers`."""

    convention: str  # how vague words became bounds
    floors: Mapping[str, int]
    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    round_scales: Mapping[str, int]
    letters: Mapping[str, int]
    comma_languages: frozenset[str]
    quantity: re.Pattern
    anchors: np.ndarray  # ids of the words of which a number in words holds one
    before: re.Pattern
    before_names: Mapping[str, str]
    after: re.Pattern
    after_names: Mapping[str, str]
    changes: re.Pattern
    labels: re.Pattern
    label_reasons: Mapping[str, str]
    money_before: re.Pattern
    money_after: re.Pattern
    nouns: Mapping[str, str]
    endings: tuple[str, ...]
    stops: frozenset[str]
    skipped: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    plurals: frozenset[str]
    no_names: frozenset[str]


class _Quantity(NamedTuple):
    """The bare number of a phrase."""

    start: int
    end: int
    value: Fraction | None  # None: vague, or not to be read
    floor: int | None  # of a vague word
    kind: str  # digits, words, round, vague, unbounded, none, or a reason


class _Head(NamedTuple):
    """What follows a number: its noun phrase, as tokens, and what kind of thing the noun names."""

    start: int
    end: int
    kind: str  # person, family, event, unknown, "" (no noun) or a reason


_SPACE = r"[ \u00a0\u202f\u2009\t]"
_GAP = r"[ \u00a0\u202f\u2009\t\r\n]{1,3}"
_PEOPLE = frozenset({"person", "family", "event"})
_JOINS = frozenset({"and", "or", ","})
_ADJECTIVE_ENDINGS = ("al", "ic", "ous", "ive", "ful", "less", "ish", "ian", "ary", "ent", "ual", "lar", "den")
_AUXILIARIES = re.compile(
    r"\s*(?:\w+ly\s+)?(?:were|was|are|is|have|has|had|died|fled|remain|remained|of)\b", re.IGNORECASE
)
_IMPERSONAL = re.compile(
    r"\s*(?:can|could|may|might|must|should|would|does|do|needs?|another|by\s+one|thing|day|point|time|way|reason"
    r"|hand|side|such|more|else|word|another's|or\s+(?:another|other)|is\s+(?:not|never)|['’]s)\b"
    r"|['’]s\b|-(?:time|sided|way|off|man|woman|party|sixth|by-one|on-one)\b",
    re.IGNORECASE,
)
_DEFINITE_ONE = re.compile(
    r"\b(?:no|the|this|that|which|each|every|any|another|other|only|an?|some|number|said|first|last|next|new|by|one)\s+$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"[-\s]+(?:years?|months?|weeks?|days?)[-\s]+(?:old|of[-\s]age)\b|[-‑]?year[-‑]?old|\s*y/o\b", re.IGNORECASE
)
_AGE_BETWEEN = re.compile(
    r"\b(?:ages?|aged)\s+(?:of\s+)?(?:between\s+|from\s+|only\s+|just\s+|under\s+|over\s+)?"
    r"(?:\d{1,2}(?:,\s|\s(?:and|to|or)\s|,\sand\s)){0,3}$",
    re.IGNORECASE,
)
_AGE_NAME = re.compile(r"(?P<name>[^\W\d_][\w’'-]+)(?:,\s?|\s\()(?:\d{1,2}(?:,|\sand|,\sand)\s)?$")
_AGE_CLOSE = re.compile(r"(?:(?:,|\sand|,\sand)\s\d{1,2})?\s?[,.;)]")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}$")
_CLOCK_AFTER = re.compile(
    r"\s?(?:[ap]m|[ap]\.m\.|o['’]clock|hrs|hours\s+(?:GMT|local|UTC)|GMT|UTC|BST|CET|EST)(?!\w)", re.I
)
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)(?!\w)", re.IGNORECASE)
_SHARE_AFTER = re.compile(
    r"\s+(?:in|out\s+of)\s+(?:every\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|100|10|[2-9])\b(?!\s*[,\d])"
    r"(?!\s+(?:\w+\s+)?(?:years|months|weeks|days|hours|cities|towns|countries|villages|places|regions))",
    re.IGNORECASE,
)
_PERCENT_AFTER = re.compile(r"\s?%|[\s-]per\s?cent\b|[\s-](?:pct|percentage)\b", re.IGNORECASE)
_LINE_START = re.compile(r"(?:^|\n)[ \u00a0\t]*\Z")
_LIST_NUMBER = re.compile(r"[.)]\s")
_PHONE = re.compile(r"\+?\(?\d{1,5}\)?(?:[ \u00a0().-]{1,3}\d{1,5}){2,7}(?!\w)")
_VOTES_NEAR = re.compile(r"\b(?:vot(?:e|es|ed|ing)|abst(?:ain|ained|entions?)|in\s+favou?r)\b", re.IGNORECASE)
_VOTES_LINK = re.compile(r"\s*(?:-|–|to|in\s+favou?r|against|abst\w+|votes?)\b|\s*[-–]\d", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|from|until|till|after|before|during|year|early|late|mid|around|to|through|and|between|for|the"
    r"|spring|summer|autumn|fall|winter)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"(?<![.!?:;“\"‘])(?<!\n)[ \u00a0-](?P<word>[A-Z][\w’'.]*)[ \u00a0-]$")
_TITLE_NEXT = re.compile(r"\s+(?:\w+ed|dead|held|shot|hurt|missing|still|more|others?|feared|face)\b", re.IGNORECASE)
_TENS = re.compile(r"\d{1,3}0s\b|['’]s\b|s\b")
_IDENTIFIES = re.compile(r"\s+of\s+(?:the|his|her|its|their)\s+(?:most|best|worst|\w+est)\b", re.IGNORECASE)
_SHARED = frozenset({"a duration", "a number of times", "a count of things", "a distance", "a weight or measure"})
_ROW_GAP = re.compile(r"\s*,?\s*(?:(?:and|or|then|perhaps|maybe|if\s+not)\s+)?", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:as|so|too|how|very|not|this|that)\s+$", re.IGNORECASE)
_RANGE_GAP = re.compile(r"\s?[-–‑−]\s?|-?\s+(?P<word>to|or|and)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?P<word>between|from|anywhere\s+between|anywhere\s+from)\s+$", re.IGNORECASE)


def read_words(lexicon: Mapping[str, Any]) -> Words:
    """The words of `numbers.toml` as `find_numbers` wants them.

    Raises ValueError where the convention is not one of the lexicon's, where a noun counts two kinds of thing, or where
    a modifier stands under two names.
    """
    convention = lexicon.get("convention", "codebook")
    conventions = lexicon.get("conventions", {})
    if convention not in conventions:
        raise ValueError(f"the convention {convention!r} does not exist; there are {', '.join(sorted(conventions))}")
    before_names = _by_word(lexicon.get("modifiers_before", {}), "modifier")
    after_names = _by_word(lexicon.get("modifiers_after", {}), "modifier")
    label_reasons = _by_word(lexicon.get("labels", {}), "label")
    currencies = lexicon.get("currencies", {})
    return Words(
        convention=convention,
        floors={word: floor for word, floor in conventions[convention].items() if word != "replace"},
        cardinals=_numbers(lexicon, "cardinals"),
        scales=_numbers(lexicon, "scales"),
        round_scales=_numbers(lexicon, "round_scales"),
        letters=_numbers(lexicon, "scale_letters"),
        comma_languages=frozenset(lexicon.get("decimal_comma", {}).get("languages", ())),
        quantity=_quantity_pattern(lexicon),
        anchors=_anchors(lexicon),
        before=re.compile(
            rf"(?<!\w)(?P<word>{_any(before_names)})(?P<gap>{_GAP}(?:(?:the|an?){_GAP})?|(?<=[.~])){_END}", re.I
        ),
        before_names=before_names,
        after=re.compile(rf"(?P<gap>{_SPACE}|,{_SPACE}|-|(?=[-+]))?(?P<word>{_any(after_names)})(?!\w)", re.I),
        after_names=after_names,
        changes=re.compile(rf"\b(?:{_any(lexicon.get('changes', {}).get('words', ()))})\b[^.;!?]{{0,50}}$", re.I),
        labels=re.compile(
            rf"(?<!\w)(?P<word>{_any(label_reasons)})\.?(?:[ \u00a0]|(?<=§)|(?<=\.))*(?:[A-Z][.-]?|#)?$", re.I
        ),
        label_reasons=label_reasons,
        money_before=re.compile(rf"(?:{_any(currencies.get('before', ()))})\s?$"),
        money_after=re.compile(rf"\s?(?:{_any(currencies.get('after', ()))})(?!\w)"),
        nouns=_by_word({k: v for k, v in lexicon.get("nouns", {}).items() if k != "replace"}, "noun"),
        endings=tuple(lexicon.get("endings", {}).get("person", ())),
        stops=frozenset(word.casefold() for word in lexicon.get("stops", {}).get("words", ())),
        skipped=frozenset(word.casefold() for word in lexicon.get("stops", {}).get("skipped", ())),
        **{name: frozenset(lexicon.get("grammar", {}).get(name, ())) for name in GRAMMAR},
    )


_END = r"\Z"


def _numbers(lexicon: Mapping[str, Any], table: str) -> dict[str, int]:
    return {word.casefold(): value for word, value in lexicon.get(table, {}).items() if word != "replace"}


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


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; blanks stand for any white space. Never the empty word."""
    patterns = [
        re.sub(r"(?:\\ )+", r"\\s+", re.escape(word)) for word in sorted(set(words), key=lambda w: (-len(w), w))
    ]
    return "|".join(patterns) or r"(?!)"


def _quantity_pattern(lexicon: Mapping[str, Any]) -> re.Pattern:
    cardinals, scales = _numbers(lexicon, "cardinals"), _numbers(lexicon, "scales")
    rounds, letters = _numbers(lexicon, "round_scales"), _numbers(lexicon, "scale_letters")
    unbounded = lexicon.get("unbounded", {})
    scale = _any([*scales, *rounds])
    plural = _any(f"{word}s" for word in ["ten", *scales, *rounds])
    adjective = _any(unbounded.get("adjectives", ()))
    word = _any([*cardinals, *scales, *rounds])
    after_scale = "|".join(f"(?<={re.escape(name)})" for name in [*scales, *rounds]) or r"(?!)"
    # Compared with the text in lower case: the engine is several times slower where it has to ignore case itself.
    return re.compile(
        rf"""
        (?<![^\W_])(?=[\d{_initials(lexicon)}])(?:
        (?P<digits>                                        # 1,200   2.5 million   15k   13.04
            (?:\d{{1,3}} (?:{_SPACE}\d{{3}}(?!\d))+ | \d+) (?:[.,:/’']\d+)*
            (?: (?:{_SPACE}|-)(?P<scale>{scale})\b | (?P<letter>{_any(letters)})\b )?
        )
        |
        \b(?:
            (?P<plural>{plural})                           # dozens   tens of thousands   dozens and dozens
            (?:\s+(?:and|upon)\s+(?:{plural}))?
            (?P<times>(?:\s+of\s+(?:{plural}))*)\b(?!-)
            |
            (?P<several>several|an?\s+(?:good\s+)?few|quite\s+a\s+few|few|an?\s+couple|couple|an?\s+(?:small\s+)?handful)
            (?P<of>(?:\s+of)?(?:\s+|-)(?P<unit>{scale}))?\b
            |
            (?P<unbounded>                                 # an unknown number of   large numbers of   some
                an?\s+(?:[a-z]+\s+){{0,2}}number(?=\s+of\b)
                | (?:{adjective})\s+numbers(?=\s+of\b)
                | (?:{_any(unbounded.get("words", ()))})
            )\b
            |
            (?P<words>                                     # a hundred and thirty   half a dozen   twenty-three
                (?:(?:half\s+an?|an?)\s+(?=(?:{scale})\b))?
                (?:{word})\b(?:(?:\s+|-|(?:{after_scale})\s+and\s+)(?:{word})\b)*
            )
            |
            (?P<none>no\s?-?one|nobody|none)\b
        ))
        """,
        re.VERBOSE,
    )


def _anchors(lexicon: Mapping[str, Any]) -> np.ndarray:
    words = {"several", "few", "couple", "handful", "number", "numbers", "no", "nobody", "none", "noone", "tens"}
    for table in ("cardinals", "scales", "round_scales"):
        words |= {form for word in _numbers(lexicon, table) for form in (word, f"{word}s")}
    words |= {word.casefold() for word in lexicon.get("unbounded", {}).get("words", ())}
    return word_ids({part for word in words for part in word.split()})


def _initials(lexicon: Mapping[str, Any]) -> str:
    """The letters with which a number in words can begin."""
    unbounded = lexicon.get("unbounded", {})
    words = ["a", "several", "few", "couple", "quite", "half", "handful", "no", "tens"]
    for table in ("cardinals", "scales", "round_scales"):
        words += _numbers(lexicon, table)
    words += [*unbounded.get("words", ()), *unbounded.get("adjectives", ())]
    return "".join(sorted({re.escape(word[0].casefold()) for word in words}))


def read_bounds(phrase: str, words: Words) -> Bounds:
    """Bounds in persons that a number phrase sets, inclusive.

    Raises ValueError where the phrase holds no number.

    >>> import tomllib
    >>> from importlib.resources import files
    >>> words = read_words(tomllib.loads((files("purgelib") / "lexicons" / "numbers.toml").read_text("utf-8")))
    >>> read_bounds("more than 100", words)
    Bounds(low=101, high=None, modifier='more_than')
    >>> read_bounds("two or three dozen", words)
    Bounds(low=24, high=36, modifier='range')
    """
    whole = [(0, len(phrase))]
    phrases = [phrase for phrase in _find_phrases(phrase, words, whole, (), False) if phrase.bounds is not None]
    if not phrases:
        raise ValueError(f"{phrase!r} holds no number")
    return phrases[0].bounds


class _Phrase(NamedTuple):
    """A number with its modifier: characters, bounds, and the number's own characters and kind."""

    start: int
    end: int
    bounds: Bounds | None
    core_start: int
    core_end: int
    kind: str


def find_numbers(doc: Doc, words: Words) -> list[tuple[Span, Number]]:
    """Every number phrase of the Doc with its bounds, in the order of the text.

    Reads `doc._.dates`, for no part of a date counts people, and `doc._.language`, for what the point in "1.200" means.
    """
    text = _left_on(doc, "content", "") or doc.text
    dates = sorted((span.start_char, span.end_char) for span, _ in _left_on(doc, "dates", ()))
    comma = _left_on(doc, "language", "en")[:2].casefold() in words.comma_languages
    starts = doc.to_array("IDX").tolist()
    phrases: list[_Phrase] = []
    spans: list[Span] = []
    stretches = find_stretches(doc, text, words.anchors, STRETCH)
    for phrase in _find_phrases(text, words, stretches, dates, comma):
        span = _span(doc, starts, phrase.start, phrase.end)
        # Several figures may stand in one token: "MH17/18".
        if span is not None and (not spans or span.start >= spans[-1].end):
            phrases.append(phrase)
            spans.append(span)
    numbers = [_read_number(doc, text, starts, phrase, words) for phrase in phrases]
    numbers = _with_shared_nouns(text, phrases, numbers)
    return [(span, number) for span, number in zip(spans, numbers, strict=True) if number is not None]


def _with_shared_nouns(text: str, phrases: list[_Phrase], numbers: list[Number | None]) -> list[Number | None]:
    """The numbers, each of a row with the noun that only the last has: "five, six, seven times"."""
    shared = list(numbers)
    for index in range(len(phrases) - 2, -1, -1):
        one, two = shared[index], shared[index + 1]
        if one is None or two is None or one.reason or one.head_start >= 0:
            continue
        if two.reason and two.reason not in _SHARED:
            continue
        if _ROW_GAP.fullmatch(text, phrases[index].end, phrases[index + 1].start):
            shared[index] = one._replace(
                unit=two.unit, reason=two.reason, head_start=two.head_start, head_end=two.head_end
            )
    return shared


def _left_on(doc: Doc, extension: str, otherwise: Any) -> Any:
    return (doc._.get(extension) if doc.has_extension(extension) else None) or otherwise


def _span(doc: Doc, starts: list[int], start: int, end: int) -> Span | None:
    first = bisect_right(starts, start) - 1
    stop = bisect_left(starts, end)
    return doc[first:stop] if 0 <= first < stop else None


def _find_phrases(
    text: str, words: Words, stretches: Iterable[tuple[int, int]], dates: Iterable[tuple[int, int]], comma: bool
) -> list[_Phrase]:
    """The number phrases of a text, ranges joined, in order; those inside `dates` have no bounds."""
    quantities = _find_quantities(text, words, stretches, list(dates), comma)
    phrases = []
    last = 0
    index = 0
    while index < len(quantities):
        one = quantities[index]
        if one.kind == "unbounded" and _modifies(text, one, quantities[index + 1 : index + 2]):
            index += 1
            continue
        other = quantities[index + 1] if index + 1 < len(quantities) else None
        joined = _join(text, one, other, words, last)
        if joined is not None:
            phrases.append(joined)
            index += 2
        else:
            phrases.append(_alone(text, one, words, last))
            index += 1
        last = phrases[-1].end
    return phrases


def _modifies(text: str, one: _Quantity, following: list[_Quantity]) -> bool:
    """Whether "some" or "many" belongs to a number behind it or to a comparison: "some 300", "as many as 60"."""
    if following and text[one.end : following[0].start].strip() == "":
        return True
    return _COMPARED.search(text, max(0, one.start - 10), one.start) is not None


def _find_quantities(
    text: str, words: Words, stretches: Iterable[tuple[int, int]], dates: list[tuple[int, int]], comma: bool
) -> list[_Quantity]:
    found = []
    ends = [end for _, end in dates]
    low, position = lowered(text), 0
    for begin, stop in stretches:
        position = max(position, begin)
        while (match := words.quantity.search(low, position, stop)) is not None:
            start, end = match.span()
            at = bisect_right(ends, start)
            if at < len(dates) and dates[at][0] < end:
                # The rest of a match that runs on behind a date is looked at again: "April 1 200 people".
                position = max(dates[at][1], start + 1)
                if dates[at][0] <= start:
                    found.append(_Quantity(start, min(end, dates[at][1]), None, None, "a date"))
                    continue
            if match["digits"] and (phone := _phone(text, start)):
                found.append(_Quantity(start, phone, None, None, "a phone number"))
                position = phone
                continue
            position = end
            found.extend(_read_quantity(match, words, comma))
    return found


def _phone(text: str, start: int) -> int | None:
    """Where a phone number ends that begins here: three or more groups of digits that are no thousands."""
    at = start - 1 if start and text[start - 1] in "+(" else start
    match = _PHONE.match(text, at)
    if match is None:
        return None
    groups = re.findall(r"\d+", match[0])
    if match[0][0] != "+" and groups[0] != "0" and all(len(group) == 3 for group in groups[1:]) and "-" not in match[0]:
        return None
    return match.end() if sum(map(len, groups)) >= 7 and "." not in match[0] else None


def _read_quantity(match: re.Match, words: Words, comma: bool) -> list[_Quantity]:
    start, end = match.span()
    if match["digits"]:
        return [_read_digits(match, words, comma)]
    if match["none"]:
        return [_Quantity(start, end, None, None, "none")]
    if match["unbounded"]:
        return [_Quantity(start, end, None, None, "unbounded")]
    if match["plural"]:
        factors = re.findall(r"\w+", match["times"].casefold())
        value: int | None = words.floors.get(match["plural"].casefold())
        for factor in (word for word in factors if word != "of"):
            scale = words.scales.get(factor[:-1]) or words.round_scales.get(factor[:-1]) or 10
            value = value * scale if value is not None else None
        return [_Quantity(start, end, None, value, "vague")]
    if match["several"]:
        value = words.floors.get(re.findall(r"\w+", match["several"].casefold())[-1])
        if match["unit"]:
            unit = match["unit"].casefold()
            value = value * (words.scales.get(unit) or words.round_scales[unit]) if value is not None else None
        elif match["several"].casefold() in {"few", "couple"}:
            return []
        return [_Quantity(start, end, None, value, "vague")]
    return _read_number_words(match["words"], start, words)


def _read_digits(match: re.Match, words: Words, comma: bool) -> _Quantity:
    start, end = match.span()
    scale, letter = match["scale"], match["letter"]
    tail = scale or letter or ""
    figures = match["digits"][: len(match["digits"]) - len(tail)].rstrip(" \u00a0\u202f\u2009\t-")
    if sum(map(str.isdigit, figures)) > LONGEST:
        return _Quantity(start, end, None, None, "part of a name or code")
    if _CLOCK.match(figures) and ":" in figures:
        return _Quantity(start, end, None, None, "a clock time")
    value = _read_figures(figures, comma)
    if value is None:
        return _Quantity(start, end, None, None, "part of a name or code")
    kind = "digits"
    if scale:
        unit = scale.casefold()
        kind = "round" if unit in words.round_scales else kind
        value *= words.scales.get(unit) or words.round_scales[unit]
    if letter:
        value *= words.letters[letter.casefold()]
        kind = "lettered"
    if value.denominator != 1:
        return _Quantity(start, end, value, None, "a share or measure")
    return _Quantity(start, end, value, None, kind)


def _read_figures(figures: str, comma: bool) -> Fraction | None:
    """The value of figures with separators; `comma`: the decimal sign is a comma. None if they are no number.

    >>> _read_figures("1,200", False), _read_figures("1.200", True), _read_figures("2.5", False)
    (Fraction(1200, 1), Fraction(1200, 1), Fraction(5, 2))
    """
    figures = re.sub(r"[ \u00a0\u202f\u2009\t’']", "", figures)
    point, thousands = (",", ".") if comma else (".", ",")
    match = re.fullmatch(
        rf"(?P<whole>\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|\d+)(?:{re.escape(point)}(?P<part>\d+))?", figures
    )
    if match is None:
        return None
    whole = match["whole"].replace(thousands, "")
    part = match["part"] or ""
    return Fraction(int(whole + part), 10 ** len(part))


def _read_number_words(phrase: str, start: int, words: Words) -> list[_Quantity]:
    """The numbers that number words make; words that do not add up to one number are several."""
    tokens = [(match[0].casefold(), match.start(), match.end()) for match in re.finditer(r"\w+", phrase)]
    found: list[_Quantity] = []
    total, current, begun, until, smallest, kind = Fraction(0), None, start, start, None, "words"
    half = Fraction(1)
    for word, begin, end in tokens:
        if word == "half":
            half = Fraction(1, 2)
        if word in {"half", "and"}:
            continue
        if word in {"a", "an"}:
            current = half
            continue
        scale = words.scales.get(word) or words.round_scales.get(word)
        if scale:
            # "two hundred thousand": the hundreds are part of what the thousand multiplies.
            current = (current if current is not None else Fraction(1)) * scale
            kind = "round" if word in words.round_scales else kind
            if scale >= 1000:
                total, current = total + current, None
            smallest, until = scale, start + end
            continue
        value = words.cardinals[word]
        fits = smallest is None or (value < smallest and value < 100)
        if not fits:
            found.append(_Quantity(begun, until, total + (current or 0), None, kind))
            total, current, begun, kind = Fraction(0), None, start + begin, "words"
        current = (current or 0) + value
        smallest = 10 if value >= 20 and value % 10 == 0 else 1
        until = start + end
    value = total + (current or 0)
    kind = kind if value.denominator == 1 else "a share or measure"
    found.append(_Quantity(begun, until, value, None, kind))
    return found


def _join(text: str, one: _Quantity, other: _Quantity | None, words: Words, last: int) -> _Phrase | None:
    """The range that two numbers make: "30 to 40", "between 30 and 40", "two or three"."""
    if other is None or one.value is None or other.value is None or other.start - one.end > 12:
        return None
    gap = _RANGE_GAP.fullmatch(text, one.end, other.start)
    if gap is None:
        return None
    opener = _BETWEEN.search(text, max(last, one.start - 20), one.start)
    word = (gap["word"] or "-").casefold()
    if word == "and" and (opener is None or "between" not in opener["word"].casefold()):
        return None
    low, high = one.value, other.value
    scale = _shared_scale(text[other.start : other.end], words)
    if (
        low < high / scale * 1000
        and low < 1000
        and scale > 1
        and not _shared_scale(text[one.start : one.end], words) > 1
    ):
        low = low * scale if low * scale <= high else low
    if low >= high or low.denominator != 1 or high.denominator != 1:
        return None
    start = one.start
    if opener is not None:
        start = opener.start()
        if "from" in opener["word"].casefold() and words.changes.search(text, max(0, start - REACH), start):
            return None
    if _is_label(text, one, words):
        return None
    end = other.end
    modifier = words.before.search(text, max(last, start - 40), start)
    if modifier is not None and words.before_names[_plain(modifier["word"])] == "about":
        start = modifier.start()
    kind = one.kind if one.kind == other.kind else "digits"
    return _Phrase(start, end, Bounds(int(low), int(high), "range"), one.start, other.end, kind)


def _shared_scale(core: str, words: Words) -> int:
    """What the last word of a number multiplies by: "30 to 40 thousand"."""
    tail = re.search(r"[^\W\d_]+\Z", core)
    if tail is None or (len(re.findall(r"\w+", core)) < 2 and core[0].isalpha()):
        return 1
    word = tail[0].casefold()
    return words.scales.get(word) or words.round_scales.get(word) or words.letters.get(word) or 1


def _is_label(text: str, one: _Quantity, words: Words) -> bool:
    return words.labels.search(text, max(0, one.start - LABEL_REACH), one.start) is not None


def _plain(word: str) -> str:
    return re.sub(r"\s+", " ", word.casefold())


def _alone(text: str, one: _Quantity, words: Words, last: int) -> _Phrase:
    """A number with the modifiers before and behind it."""
    if one.kind not in {"digits", "words", "round", "vague", "lettered"}:
        bounds = Bounds(None, None, "vague") if one.kind == "unbounded" else None
        return _Phrase(one.start, one.end, bounds, one.start, one.end, one.kind)
    start, names = one.start, []
    for _ in range(2):
        before = words.before.search(text, max(last, start - 40), start)
        if before is None:
            break
        start = before.start()
        names.append(words.before_names[_plain(before["word"])])
    end = one.end
    after = words.after.match(text, end)
    if after is not None and _may_follow(text, after):
        end = after.end()
        names.append(words.after_names[_plain(after["word"])])
    # Of "at least some 300" and "300 or more" the word that sets a bound decides.
    name = next((name for name in reversed(names) if name != "about"), "about" if names else "")
    if one.kind == "vague":
        return _Phrase(start, end, Bounds(one.floor, None, "vague"), one.start, one.end, one.kind)
    return _Phrase(start, end, _bounds(int(one.value), name, one.kind == "round"), one.start, one.end, one.kind)


def _may_follow(text: str, after: re.Match) -> bool:
    """Whether the words behind a number belong to it and not to what comes next: "100 at least"."""
    if not _plain(after["word"]).startswith("at "):
        return True
    return re.match(r"\s*(?:[,.;:)—–]|$)", text[after.end() : after.end() + 3]) is not None


def _bounds(value: int, name: str, is_round: bool) -> Bounds:
    if name == "at_least":
        return Bounds(value, None, name)
    if name == "more_than":
        return Bounds(value + 1, None, name)
    if name == "up_to":
        return Bounds(None, value, name)
    if name == "fewer_than":
        return Bounds(None, max(value - 1, 0), name)
    return Bounds(value, value, "about" if name or is_round else "exact")


def _read_number(doc: Doc, text: str, starts: list[int], phrase: _Phrase, words: Words) -> Number | None:
    """The phrase with its noun, or None where it is a word like "some" that stands for no number here."""
    low, high, modifier = phrase.bounds or Bounds(None, None, "exact")
    head = _find_head(doc, starts, phrase.core_end if phrase.end < phrase.core_end else phrase.end, words)
    reason = _reason(text, phrase, head, words)
    if phrase.kind in {"unbounded", "vague"} and _says_no_number(text, phrase, head):
        return None
    if reason:
        return Number(low, high, modifier, "", reason, -1, -1)
    unit = "families" if head.kind == "family" else "persons"
    if head.start < 0 or head.kind == "":
        return Number(low, high, modifier, unit, "", -1, -1)
    start, last = doc[head.start].idx, doc[head.end - 1]
    return Number(low, high, modifier, unit, "", start, last.idx + len(last))


def _says_no_number(text: str, phrase: _Phrase, head: _Head) -> bool:
    """Whether a vague word has no people: "some of the time", "many a day"."""
    core = text[phrase.core_start : phrase.core_end].casefold()
    if phrase.kind == "vague" and core not in {"several"} and not core.endswith("few"):
        return False
    if head.kind in _PEOPLE:
        return _IDENTIFIES.match(text, phrase.core_end) is not None
    if head.kind == "" and core in {"some", "many", "several"}:
        return _AUXILIARIES.match(text, phrase.end) is None or head.start >= 0
    return phrase.kind == "unbounded" or head.kind == "unknown"


def _find_head(doc: Doc, starts: list[int], end: int, words: Words) -> _Head:
    """The noun phrase behind a number that ends at this character, without determiners and what follows it."""
    at = bisect_left(starts, end)
    size = len(doc)
    none = _Head(-1, -1, "")
    if at < size and doc[at].is_space and "\n\n" not in doc[at].text:
        at += 1
    if at < size and doc[at].lower_ == "of":
        at += 1
        while at < size and (doc[at].lower_ in words.determiners or doc[at].like_num):
            if doc[at].lower_ in words.pronouns and (
                at + 1 == size or doc[at + 1].lower_ in words.stops or doc[at + 1].is_punct
            ):
                return none
            at += 1
        if at < size and doc[at].lower_ in words.pronouns:
            return none
    while at < size and doc[at].lower_ in words.skipped:
        at += 1
    return _read_head(doc, at, words)


def _read_head(doc: Doc, at: int, words: Words) -> _Head:
    first, kind, end = at, "", at
    size = len(doc)
    if at + 1 < size and doc[at].text == "-" and doc[at + 1].lower_ == "strong":
        return _Head(-1, -1, "")
    while at < size and at - first < BREADTH:
        token = doc[at]
        word = token.lower_
        if (
            word in _JOINS
            and at > first
            and _may_be_joined(doc[at - 1], kind, word == ",", words)
            and (joined := _joined(doc, at, words))
        ):
            kind, end = "person", joined
            break
        if word in words.stops or token.is_space or (token.is_punct and word not in "-‘’“”\"'"):
            break
        if token.is_punct:
            # A hyphen and the quotation marks of a doubted word stand inside a noun phrase, a closing one ends it.
            if word in "’”'\"" and kind:
                break
            at += 1
            continue
        if token.like_num or token.is_digit:
            break
        new = _kind(token.text, words)
        if kind == "event" and doc[first].text == "-":
            break
        if kind == "person" and new == "event" and _is_plural(doc[end - 1].lower_, words):
            break
        if kind in _PEOPLE and new not in _PEOPLE:
            # "six student visas" counts visas, "six students visas" would not be written.
            if (
                word.endswith("ed")
                or _is_plural(doc[end - 1].lower_, words)
                or not (_is_plural(word, words) or new != "unknown")
            ):
                break
            kind, end = new, at + 1
            break
        if new == "unknown":
            at += 1
            continue
        kind, end = new, at + 1
        at += 1
        if new not in _PEOPLE and new != "a count of things":
            break
    if kind == "event":
        return _of_event(doc, end, words)
    while first < end and doc[first].is_punct:
        first += 1
    if kind in {"", "unknown"}:
        return _unknown_head(doc, first, at if kind == "" else end, words)
    if kind == "person":
        end = _with_company(doc, first, end, words)
    return _Head(first, end, kind)


def _may_be_joined(token: Token, kind: str, comma: bool, words: Words) -> bool:
    """Whether the word before "and" is an adjective: "Kurdish and Turkish politicians", "gay and bisexual men"."""
    if kind:
        return kind == "person" and not _is_plural(token.lower_, words)
    if comma:
        return token.is_alpha and not token.lower_.endswith("ed")
    return token.is_title or token.lower_.endswith(_ADJECTIVE_ENDINGS)


def _joined(doc: Doc, at: int, words: Words) -> int | None:
    """Where the noun ends that stands at most three words behind "and"; None if there is none."""
    for index in range(at + 1, min(at + 4, len(doc))):
        token = doc[index]
        if token.lower_ in words.stops or not token.is_alpha or token.like_num:
            return None
        kind = _kind(token.text, words)
        if kind == "person" and _is_plural(token.lower_, words):
            # "three shot, police said": behind a comma the noun has an adjective of its own.
            return index + 1 if doc[at].text != "," or index > at + 1 else None
        if kind not in {"unknown", "person"}:
            return None
    return None


def _is_plural(word: str, words: Words) -> bool:
    return word.endswith(("s", "men", "people", "children", "ese")) or word in words.plurals


def _kind(word: str, words: Words) -> str:
    plain = word.casefold()
    known = words.nouns.get(plain)
    if known:
        return known
    if len(plain) > 5 and plain.endswith(words.endings):
        return "person"
    return "unknown"


def _unknown_head(doc: Doc, first: int, stop: int, words: Words) -> _Head:
    """A plural noun of no list: people if it is written as a name ("40 Sahrawi"), else left open."""
    if stop <= first or doc[first].is_punct:
        return _Head(-1, -1, "")
    last = doc[stop - 1]
    if last.is_punct and stop - 1 > first:
        last = doc[stop - 2]
    if last.lower_.endswith("ed") or not last.is_alpha:
        return _Head(-1, -1, "")
    if last.text[0].isupper() and last.lower_.endswith(("s", "i", "a")):
        return _Head(first, last.i + 1, "person")
    if last.lower_.endswith("s") and not last.lower_.endswith(("ss", "ous", "'s", "’s")):
        return _Head(first, last.i + 1, "a count of things")
    return _Head(-1, -1, "")


def _with_company(doc: Doc, first: int, end: int, words: Words) -> int:
    """The end of "men" extended over "and women", and of "members" over "of Congress"."""
    size, noun = len(doc), end
    while end + 2 < size and doc[end].text == "," and doc[end + 2].lower_ in _JOINS and _is_person(doc[end + 1], words):
        end += 2
    if end + 1 < size and doc[end].lower_ in {"and", "or"} and _is_person(doc[end + 1], words):
        return end + 2
    end = noun
    if doc[end - 1].lower_ not in {"member", "members"} or end + 1 >= size or doc[end].lower_ != "of":
        return end
    at = end + 1
    if doc[at].lower_ == "the" and at + 1 < size:
        at += 1
    if not doc[at].text[0].isupper() and doc[at].lower_ not in {"parliament", "congress"}:
        return end
    while at + 1 < size and doc[at + 1].text[0].isupper() and doc[at + 1].is_alpha:
        at += 1
    return at + 1


def _is_person(token: Token, words: Words) -> bool:
    return _kind(token.text, words) == "person" and _is_plural(token.lower_, words)


def _of_event(doc: Doc, end: int, words: Words) -> _Head:
    """The people of "the deaths of 12 men", of which the noun before says nothing."""
    if end + 1 < len(doc) and doc[end].lower_ in {"of", "among", "by", "from"}:
        at = end + 1
        while at < len(doc) and doc[at].lower_ in words.determiners:
            at += 1
        head = _read_head(doc, at, words) if at < len(doc) else None
        if head is not None and head.kind == "person":
            return head._replace(kind="event")
    return _Head(-1, -1, "event")


def _reason(text: str, phrase: _Phrase, head: _Head, words: Words) -> str:
    """Why the phrase cannot count people; empty if it may."""
    core_start, core_end, kind = phrase.core_start, phrase.core_end, phrase.kind
    if kind in {"a date", "a phone number", "part of a name or code", "a clock time"}:
        return kind
    if kind == "none":
        return "an indefinite pronoun"
    core = text[core_start:core_end]
    before = text[max(0, phrase.start - REACH) : phrase.start]
    close = text[max(0, core_start - REACH) : core_start]
    after = text[core_end : core_end + REACH]
    people = head.kind in _PEOPLE
    if words.money_before.search(close) or words.money_after.match(after):
        return "a sum of money"
    if _PERCENT_AFTER.match(after):
        return "a percentage"
    if _AGE_AFTER.match(after) or _AGE_BETWEEN.search(before):
        return "an age"
    label = words.labels.search(close, max(0, len(close) - LABEL_REACH))
    behind = re.match(r"\s+of\b", after) or (label is not None and label["word"].casefold() == "no")
    if label is not None and kind in {"digits", "words"} and (behind or not people):
        return words.label_reasons[label["word"].casefold()]
    if kind in {"digits", "lettered", "a share or measure"}:
        reason = _reason_of_digits(core, close, after, people, phrase, words)
        if reason:
            return reason
    if core.casefold() == "one":
        reason = _reason_of_one(text, phrase, head, close, after)
        if reason:
            return reason
    if _SHARE_AFTER.match(after) and kind in {"digits", "words"}:
        return "a share"
    if head.kind == "a share" and not re.match(r"[\s-]+\w+", after):
        return "a share"
    if head.kind not in {"person", "family", "event", "unknown", ""}:
        return head.kind
    if not people and _VOTES_NEAR.search(before + " # " + after[:30]) and _VOTES_LINK.match(after):
        return "a vote count"
    if not people and re.search(r"\d[-–]$|\bto\s$", close) and _VOTES_NEAR.search(before):
        return "a vote count"
    # "51-49" runs down and is no range.
    if not people and (re.match(r"[-–]\d", after) or re.search(r"\d[-–]$", close)):
        return "a vote count"
    return ""


def _reason_of_digits(core: str, close: str, after: str, people: bool, phrase: _Phrase, words: Words) -> str:
    if phrase.kind == "lettered" and not people and core[-1] in "mM" and after[:1] != " ":
        return "a distance"
    if re.match(r"\s?°", after):
        return "a weight or measure"
    if _CLOCK_AFTER.match(after):
        return "a clock time"
    if _ORDINAL_AFTER.match(after):
        return "an ordinal"
    if phrase.kind == "a share or measure":
        return phrase.kind
    if close[-1:] == "[" and after[:1] == "]":
        return "a citation mark"
    if close[-1:] in {"#", "@", "/", "_", "&"} or (re.search(r"[^\W\d_][-‑–]$", close) and not people):
        return "part of a name or code"
    if re.match(r"[^\W\d_]", after) and _TENS.match(after):
        return (
            "an age"
            if re.search(r"\b(?:his|her|their|my)\s+(?:early\s+|late\s+|mid-?\s*)?$", close, re.I)
            else "a date"
        )
    if re.match(r"[^\W\d]|_", after):
        return "part of a name or code"
    if _LINE_START.search(close) and _LIST_NUMBER.match(after):
        return "a list number"
    bare = phrase.start == phrase.core_start
    if bare and re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", core) and (not people or _YEAR_BEFORE.search(close)):
        return "a year"
    named = _AGE_NAME.search(close)
    if (
        named is not None
        and len(core) <= 2
        and not people
        and _AGE_CLOSE.match(after)
        and _is_named(named["name"], words)
    ):
        return "an age"
    name = _NAME_BEFORE.search(close)
    if name is None or people or not bare or name["word"] in words.no_names:
        return ""
    return "" if _AUXILIARIES.match(after) or _TITLE_NEXT.match(after) else "part of a name or code"


def _is_named(word: str, words: Words) -> bool:
    """Whether an age may follow: a name or a noun for a person, not "of those arrested, 12, ..."."""
    return word[0].isupper() or words.nouns.get(word.casefold()) == "person"


def _reason_of_one(text: str, phrase: _Phrase, head: _Head, close: str, after: str) -> str:
    if phrase.start != phrase.core_start:
        return ""
    if re.match(r"\s+of\b", after):
        return "" if _counts_one_of(text, phrase, head) else "a partitive that only identifies somebody"
    if _DEFINITE_ONE.search(close) and head.kind != "person":
        return "an indefinite pronoun"
    if _IMPERSONAL.match(after):
        return "an indefinite pronoun"
    return ""


_ONE_OF = re.compile(
    r"\s+of\s+(?:the|these|those|them)\b[^.,;:!?\"“”]{0,60}?"
    r"\b(?:was|were|has|had|have|died|later|(?:is|remains)\s+(?:dead|missing|still|being|in|now))\b",
    re.IGNORECASE,
)


def _counts_one_of(text: str, phrase: _Phrase, head: _Head) -> bool:
    """Whether "one of the detainees" tells how many: it opens its clause and something befell the one."""
    opens = re.search(r"(?:^|[.!?;:\n”\"(]|\bbut|\bthat|,)\s*$", text[max(0, phrase.start - 12) : phrase.start], re.I)
    return bool(opens) and head.kind in {"person", ""} and _ONE_OF.match(text, phrase.core_end) is not None
