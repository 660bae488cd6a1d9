"""Numbers as a text writes them, and the bounds that they set with their modifiers."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from purgelib.find.characters import lowered
from purgelib.find.number_words import LABEL_SIGNS, Words

LONGEST = 15  # digits: what is longer is a code
REACH = 60  # characters looked at on either side of a number
LABEL_REACH = 16


class Bounds(NamedTuple):
    """What a number phrase claims, in persons, inclusive."""

    low: int | None  # None: the words set no lower bound
    high: int | None
    modifier: str  # exact, at_least, more_than, about, up_to, fewer_than, range or vague


class Quantity(NamedTuple):
    """The bare number of a phrase."""

    start: int
    end: int
    value: Fraction | int | None  # None: vague, or not to be read
    floor: int | None  # of a vague word
    kind: str  # digits, words, round, vague, unbounded, none, or a reason


_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}$")
_PHONE = re.compile(r"\+?\(?\d{1,5}\)?(?:[ \u00a0().-]{1,3}\d{1,5}){2,7}(?!\w)")
_COMPARED = re.compile(r"\b(?:as|so|too|how|very|not|this|that)\s+$", re.IGNORECASE)
_FIGURES = {  # by whether the decimal sign is a comma
    comma: re.compile(rf"(?P<whole>\d{{1,3}}(?:{thousands}\d{{3}})+|\d+)(?:{point}(?P<part>\d+))?")
    for comma, point, thousands in ((True, ",", r"\."), (False, r"\.", ","))
}
_SPACES_IN_FIGURES = re.compile(r"[ \u00a0\u202f\u2009\t’']")
_CLOSES = re.compile(r"\s*(?:[,.;:)—–]|$)")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_WORD = re.compile(r"\w+")
_BLANKS = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_ARTICLES = frozenset({"the", "a", "an"})
_RANGE_GAP = re.compile(r"\s?[-–‑−]\s?|-?\s+(?P<word>to|or|and)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?P<word>between|from|anywhere\s+between|anywhere\s+from)\s+$", re.IGNORECASE)


def read_bounds(phrase: str, words: Words) -> Bounds:
    """Bounds in persons that a number phrase sets, inclusive.

    Raises ValueError where the phrase holds no number.

    >>> import tomllib
    >>> from importlib.resources import files
    >>> from purgelib.find.number_words import read_words
    >>> words = read_words(tomllib.loads((files("purgelib") / "lexicons" / "numbers.toml").read_text("utf-8")))
    >>> read_bounds("more than 100", words)
    Bounds(low=101, high=None, modifier='more_than')
    >>> read_bounds("two or three dozen", words)
    Bounds(low=24, high=36, modifier='range')
    """
    whole = [(0, len(phrase))]
    phrases = [
        phrase for phrase in find_phrases(phrase, lowered(phrase), words, whole, (), False) if phrase.bounds is not None
    ]
    if not phrases:
        raise ValueError(f"{phrase!r} holds no number")
    return phrases[0].bounds


class Phrase(NamedTuple):
    """A number with its modifier: characters, bounds, and the number's own characters and kind."""

    start: int
    end: int
    bounds: Bounds | None
    core_start: int
    core_end: int
    kind: str


def find_phrases(
    text: str,
    low: str,
    words: Words,
    stretches: Iterable[tuple[int, int]],
    dates: Iterable[tuple[int, int]],
    comma: bool,
) -> list[Phrase]:
    """The number phrases of a text, ranges joined, in order; those inside `dates` have no bounds.

    `low` is the text in lower case, character for character as long.
    """
    quantities = _find_quantities(text, low, words, stretches, list(dates), comma)
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


def _modifies(text: str, one: Quantity, following: list[Quantity]) -> bool:
    """Whether "some" or "many" belongs to a number behind it or to a comparison: "some 300", "as many as 60"."""
    if following and text[one.end : following[0].start].strip() == "":
        return True
    return _COMPARED.search(text, max(0, one.start - 10), one.start) is not None


def _find_quantities(
    text: str,
    low: str,
    words: Words,
    stretches: Iterable[tuple[int, int]],
    dates: list[tuple[int, int]],
    comma: bool,
) -> list[Quantity]:
    found = []
    ends = [end for _, end in dates]
    position = 0
    for begin, stop in stretches:
        position = max(position, begin)
        while (match := words.quantity.search(low, position, stop)) is not None:
            start, end = match.span()
            at = bisect_right(ends, start)
            if at < len(dates) and dates[at][0] < end:
                # The rest of a match that runs on behind a date is looked at again: "April 1 200 people".
                position = max(dates[at][1], start + 1)
                if dates[at][0] <= start:
                    found.append(Quantity(start, min(end, dates[at][1]), None, None, "a date"))
                    continue
            if match["digits"] and (phone := _phone(text, start)):
                found.append(Quantity(start, phone, None, None, "a phone number"))
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
    groups = _DIGITS.findall(match[0])
    if match[0][0] != "+" and groups[0] != "0" and all(len(group) == 3 for group in groups[1:]) and "-" not in match[0]:
        return None
    return match.end() if sum(map(len, groups)) >= 7 and "." not in match[0] else None


def _read_quantity(match: re.Match, words: Words, comma: bool) -> list[Quantity]:
    start, end = match.span()
    if match["digits"]:
        return [_read_digits(match, words, comma)]
    if match["none"]:
        return [Quantity(start, end, None, None, "none")]
    if match["unbounded"]:
        return [Quantity(start, end, None, None, "unbounded")]
    if match["plural"]:
        factors = re.findall(r"\w+", match["times"].casefold())
        value: int | None = words.floors.get(match["plural"].casefold())
        for factor in (word for word in factors if word != "of"):
            scale = words.scales.get(factor[:-1]) or words.round_scales.get(factor[:-1]) or 10
            value = value * scale if value is not None else None
        return [Quantity(start, end, None, value, "vague")]
    if match["several"]:
        value = words.floors.get(re.findall(r"\w+", match["several"].casefold())[-1])
        if match["unit"]:
            unit = match["unit"].casefold()
            value = value * (words.scales.get(unit) or words.round_scales[unit]) if value is not None else None
        elif match["several"].casefold() in {"few", "couple"}:
            return []
        return [Quantity(start, end, None, value, "vague")]
    return _read_number_words(match["words"], start, words)


def _read_digits(match: re.Match, words: Words, comma: bool) -> Quantity:
    start, end = match.span()
    scale, letter = match["scale"], match["letter"]
    tail = scale or letter or ""
    figures = match["digits"][: len(match["digits"]) - len(tail)].rstrip(" \u00a0\u202f\u2009\t-")
    if len(figures) > LONGEST and sum(map(str.isdigit, figures)) > LONGEST:
        return Quantity(start, end, None, None, "part of a name or code")
    if ":" in figures and _CLOCK.match(figures):
        return Quantity(start, end, None, None, "a clock time")
    value = _read_figures(figures, comma)
    if value is None:
        return Quantity(start, end, None, None, "part of a name or code")
    kind = "digits"
    if scale:
        unit = scale.casefold()
        kind = "round" if unit in words.round_scales else kind
        value *= words.scales.get(unit) or words.round_scales[unit]
    if letter:
        value *= words.letters[letter.casefold()]
        kind = "lettered"
    if value.denominator != 1:
        return Quantity(start, end, value, None, "a share or measure")
    return Quantity(start, end, value, None, kind)


def _read_figures(figures: str, comma: bool) -> Fraction | int | None:
    """The value of figures with separators; `comma`: the decimal sign is a comma. None if they are no number.

    >>> _read_figures("1,200", False), _read_figures("1.200", True), _read_figures("2.5", False)
    (1200, 1200, Fraction(5, 2))
    """
    if figures.isdecimal():
        return int(figures)
    match = _FIGURES[comma].fullmatch(_SPACES_IN_FIGURES.sub("", figures))
    if match is None:
        return None
    whole = match["whole"].replace("." if comma else ",", "")
    part = match["part"]
    return Fraction(int(whole + part), 10 ** len(part)) if part else int(whole)


def _read_number_words(phrase: str, start: int, words: Words) -> list[Quantity]:
    """The numbers that number words make; words that do not add up to one number are several."""
    tokens = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(phrase)]
    found: list[Quantity] = []
    total, current, begun, until, smallest, kind = 0, None, start, start, None, "words"
    half: Fraction | int = 1
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
            current = (current if current is not None else 1) * scale
            kind = "round" if word in words.round_scales else kind
            if scale >= 1000:
                total, current = total + current, None
            smallest, until = scale, start + end
            continue
        value = words.cardinals[word]
        fits = smallest is None or (value < smallest and value < 100)
        if not fits:
            found.append(Quantity(begun, until, total + (current or 0), None, kind))
            total, current, begun, kind = 0, None, start + begin, "words"
        current = (current or 0) + value
        smallest = 10 if value >= 20 and value % 10 == 0 else 1
        until = start + end
    value = total + (current or 0)
    kind = kind if value.denominator == 1 else "a share or measure"
    found.append(Quantity(begun, until, value, None, kind))
    return found


def _join(text: str, one: Quantity, other: Quantity | None, words: Words, last: int) -> Phrase | None:
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
        low * scale < high * 1000
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
    if modifier is not None and words.before_names[plain_word(modifier["word"])] == "about":
        start = modifier.start()
    kind = one.kind if one.kind == other.kind else "digits"
    return Phrase(start, end, Bounds(int(low), int(high), "range"), one.start, other.end, kind)


def _shared_scale(core: str, words: Words) -> int:
    """What the last word of a number multiplies by: "30 to 40 thousand"."""
    tail = _LAST_WORD.search(core)
    if tail is None or (len(_WORD.findall(core)) < 2 and core[0].isalpha()):
        return 1
    word = tail[0].casefold()
    return words.scales.get(word) or words.round_scales.get(word) or words.letters.get(word) or 1


def _is_label(text: str, one: Quantity, words: Words) -> bool:
    return find_label(text, one.start, words) is not None


def find_label(text: str, end: int, words: Words) -> re.Match | None:
    """The label that ends here: "Article " of "Article 12", "Room B " of "Room B 12"."""
    start = max(0, end - LABEL_REACH)
    return words.labels.search(text, start, end) if _may_be_label(text[start:end], words.label_ends) else None


def _may_be_label(close: str, ends: frozenset[str]) -> bool:
    """Whether a word that ends a label stands at the end: the pattern is slow, and few numbers have one."""
    close = close.rstrip(LABEL_SIGNS)
    last = close.rpartition(" ")[2].lower()
    if len(last) == 1 and last not in ends:  # "Room B "
        last = close[:-1].rstrip(LABEL_SIGNS).rpartition(" ")[2].lower()
    return last in ends or last[:-1] in ends or not (last.isascii() and (last == "" or last.isalnum())) or "" in ends


def plain_word(word: str) -> str:
    return _BLANKS.sub(" ", word.casefold())


def _alone(text: str, one: Quantity, words: Words, last: int) -> Phrase:
    """A number with the modifiers before and behind it."""
    if one.kind not in {"digits", "words", "round", "vague", "lettered"}:
        bounds = Bounds(None, None, "vague") if one.kind == "unbounded" else None
        return Phrase(one.start, one.end, bounds, one.start, one.end, one.kind)
    start, names = one.start, []
    for _ in range(2):
        if not _may_be_modifier(text[max(last, start - 40) : start], words.before_ends):
            break
        before = words.before.search(text, max(last, start - 40), start)
        if before is None:
            break
        start = before.start()
        names.append(words.before_names[plain_word(before["word"])])
    end = one.end
    after = words.after.match(text, end) if _may_be_modified(text, end, words.after_beginnings) else None
    if after is not None and _may_follow(text, after):
        end = after.end()
        names.append(words.after_names[plain_word(after["word"])])
    # Of "at least some 300" and "300 or more" the word that sets a bound decides.
    name = next((name for name in reversed(names) if name != "about"), "about" if names else "")
    if one.kind == "vague":
        return Phrase(start, end, Bounds(one.floor, None, "vague"), one.start, one.end, one.kind)
    return Phrase(start, end, _bounds(int(one.value), name, one.kind == "round"), one.start, one.end, one.kind)


def _may_be_modifier(close: str, ends: tuple[str, ...]) -> bool:
    """Whether a modifier may stand at the end: most numbers have none, and the pattern is slow to say so."""
    close = " ".join(close.split()[-3:]).lower()
    rest, _, last = close.rpartition(" ")
    return not close.isascii() or close.endswith(ends) or (last in _ARTICLES and rest.endswith(ends))


def _may_be_modified(text: str, end: int, beginnings: tuple[str, ...]) -> bool:
    """Whether a modifier may begin behind a number, or behind the one or two signs that part them."""
    after = text[end : end + 4].lower()
    return (
        after.startswith(beginnings)
        or after.startswith(beginnings, 1)
        or after.startswith(beginnings, 2)
        or not after.isascii()
    )


def _may_follow(text: str, after: re.Match) -> bool:
    """Whether the words behind a number belong to it and not to what comes next: "100 at least"."""
    if not plain_word(after["word"]).startswith("at "):
        return True
    return _CLOSES.match(text[after.end() : after.end() + 3]) is not None


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
