"""Where sentences begin: after a stop that ends one, and with every block."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from purgelib.find.characters import starts_of, text_of


class Words(NamedTuple):
    """The words of lexicons/sentences.toml."""

    titles: frozenset[str]
    numbered: frozenset[str]
    open_ended: frozenset[str]
    clock: frozenset[str]
    openers: frozenset[str]
    domains: frozenset[str]
    abbreviations: frozenset[str]  # all of them
    tag: re.Pattern[str]
    whole: frozenset[str]


# A stop with what closes behind it, and the first character of what follows: `.” He`, `said.”For`
# or a comma inside a closing mark, `kill him,” Three of`
STOP = re.compile(
    r"""
    (?P<stop> [.!?…,]  # all in one class, to which the engine skips
        (?: (?<=,)(?=[”"]\s) | (?<!,)(?<![.!?…][.!?…])[.!?…]*+ ) )
    (?P<close> ["'”’»)\]]*+ )
    (?P<blank> \s*+ )
    (?=(?P<next> \S ))
    """,
    re.VERBOSE,
)
WORD_BEFORE = re.compile(r"[\w.&’'-]{1,30}$")
WORD_BEHIND = re.compile(r"[^\W\d_]+")
INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})")
OPENERS = frozenset("“\"‘'«„([—–-")
CLOSING_QUOTES = frozenset("”\"’»'")
PARAGRAPH = re.compile(r"[^\n\r]+")


def read_words(lexicon: Mapping[str, Any]) -> Words:
    """The words of the lexicon as sets.

    Raises ValueError where an abbreviation is written with its stop, with which it would never be found.
    """

    def listed(table: str, key: str) -> list[str]:
        return [str(word) for word in lexicon.get(table, {}).get(key, ())]

    for key in lexicon.get("abbreviations", {}):
        for word in listed("abbreviations", key):
            if word.endswith(".") or not word:
                raise ValueError(
                    f"lexicons/sentences.toml: abbreviations.{key} has {word!r}; write it without the last stop"
                )
    tags = "|".join(re.escape(word) for word in sorted(listed("follow", "tags"), key=len, reverse=True)) or "(?!)"
    return Words(
        *(frozenset(listed("abbreviations", key)) for key in ("titles", "numbered", "open_ended", "clock")),
        frozenset(listed("follow", "openers")),
        frozenset(listed("follow", "domains")),
        frozenset(word for key in lexicon.get("abbreviations", {}) for word in listed("abbreviations", key)),
        # `Ms Doe asked.`, `the minister asked`, `said Ms Doe`
        re.compile(
            rf"(?:[^\W\d_][\w.’'-]*+\s){{1,4}}?(?:{tags})\b(?=\s*[.,;:]|\s(?:on|in|at|the|a|an|his|her|during|after|as|of|reporters)\b|$)"
        ),
        frozenset(listed("blocks", "whole")),
    )


def mark_sentences(doc: Doc, words: Words) -> Doc:
    """The same Doc, each of its tokens told whether a sentence begins with it.

    >>> import spacy
    >>> words = read_words({"abbreviations": {"titles": ["Mr"]}})
    >>> doc = mark_sentences(spacy.blank("en")("Mr. Roe left. “Go!” he said.Nobody went."), words)
    >>> [sentence.text for sentence in doc.sents]
    ['Mr. Roe left.', '“Go!” he said.', 'Nobody went.']
    """
    if not len(doc):
        return doc
    text = text_of(doc)
    places = starts_of(doc)
    starts = find_sentence_starts(text, _stretches(doc, text), words)
    tokens = doc.user_data["sentence_starts"] = sorted({0, *(bisect_right(places, start) - 1 for start in starts)})
    marks = np.full(len(doc), -1, dtype=np.int64)
    marks[tokens] = 1
    doc.from_array([SENT_START], marks.astype(np.uint64).reshape(-1, 1))
    return doc


def _stretches(doc: Doc, text: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of the blocks; of a Doc without any, its lines."""
    if doc.has_extension("blocks") and doc._.blocks:
        return [(span.start_char, span.end_char, block.kind) for span, block in doc._.blocks]
    return [(*match.span(), "paragraph") for match in PARAGRAPH.finditer(text)]


def find_sentence_starts(text: str, blocks: list[tuple[int, int, str]], words: Words) -> Iterator[int]:
    """Offsets at which sentences begin, in order."""
    for start, end, kind in blocks:
        first = start
        while first < end and text[first].isspace():
            first += 1
        if first == end:
            continue
        yield first
        if kind == "furniture" or kind in words.whole:
            continue
        last = first
        for match in STOP.finditer(text, first, end):
            begin = _begins(text, match, first, last, words)
            if begin > last:
                last = begin
                yield begin


def _begins(text: str, match: re.Match[str], first: int, last: int, words: Words) -> int:
    """Where the sentence behind this stop begins, -1 where it ends none.

    `first` is where the block began, `last` where the stop's own sentence did.
    """
    stop, close, blank, follows = match.groups()
    at = match.end()
    if not blank:
        if (
            close
            and close[-1] in CLOSING_QUOTES
            and not _is_open(text, first, match.end("stop") + len(close) - 1, close[-1])
        ):
            at -= 1  # `he said.”For hours`: a mark that the page turned the wrong way opens the next sentence
            close = close[:-1]
        if not _is_missing_blank(text, match, follows, words):
            return -1
        if "." in stop and len(stop) == 1 and not close and _is_short_word(text, match.start(), last):
            return -1
        return at
    behind = WORD_BEHIND.match(text, match.end())
    if (
        follows.islower()
    ):  # only where a citation mark is masked may a sentence begin small: `methods.[6] organizer Doe`
        is_masked = len(blank) > 3 and not blank.strip(" ") and stop == "."
        return at if is_masked and not _may_be_short(text, match.start(), last, words) else -1
    if stop == ",":
        is_opener = behind is not None and behind[0] in words.openers and behind[0] != "I"
        return at if is_opener and not words.tag.match(text, match.end(), match.end() + 80) else -1
    if follows in OPENERS and stop != ".":
        inner = text[match.end() + 1 : match.end() + 3].lstrip()
        if inner[:1].islower():
            return -1
    if not (
        follows.isupper()
        or follows.isdigit()
        or follows in OPENERS
        or (follows.isalpha() and not follows.islower())
        or not follows.isalnum()
    ):
        return -1
    if follows in ",;:.!?…)]”’»":
        return -1
    quoted = not CLOSING_QUOTES.isdisjoint(close)
    if quoted and ("!" in stop or "?" in stop):
        return -1 if words.tag.match(text, match.end(), match.end() + 80) else at
    if stop == "." and not quoted:
        return -1 if _is_abbreviation(text, match, behind[0] if behind else "", follows, last, words) else at
    return at


def _is_open(text: str, start: int, end: int, mark: str) -> bool:
    """Whether a quotation stands open at `end`, which this mark could close."""
    start = max(start, end - 3000)
    if mark == '"':
        return text.count('"', start, end) % 2 == 1
    if mark == "'":
        return True
    opener = {"”": "“", "’": "‘", "»": "«"}[mark]
    return text.rfind(opener, start, end) > text.rfind(mark, start, end) or (
        mark == "”" and text.rfind("„", start, end) >= 0
    )


def _is_missing_blank(text: str, match: re.Match[str], follows: str, words: Words) -> bool:
    """Whether a stop that a capital or a quotation follows at once lacks its blank: `region.Mr Doe`."""
    before = text[max(0, match.start() - 2) : match.start()]
    if (
        not (before[-1:].islower() or before[-1:] in ')]”’"' or (before[-1:].isdigit() and match["close"]))
        or len(before) < 2
    ):
        return False
    if follows in "“‘«„":
        return True
    if not follows.isupper():
        return False
    word = WORD_BEHIND.match(text, match.end())
    return (
        word is not None
        and word[0] not in words.domains
        and (len(word[0]) > 1 or text[word.end() : word.end() + 1] in " ’'")
        and before.strip().isalpha()
    )


def _may_be_short(text: str, at: int, last: int, words: Words) -> bool:
    """Whether the word before the stop could be an abbreviation."""
    word = _word_before(text, at, last)
    return len(word) < 2 or "." in word or word in words.abbreviations


def _is_short_word(text: str, at: int, last: int) -> bool:
    """Whether the word before the stop is a letter or an abbreviation with stops of its own."""
    word = _word_before(text, at, last)
    return len(word) < 2 or "." in word


def _word_before(text: str, at: int, last: int) -> str:
    """The word before a stop, "" where there is none."""
    low = max(last, at - 30)
    word = text[max(low, text.rfind(" ", low, at) + 1) : at]
    if word.isalnum():
        return word
    found = WORD_BEFORE.search(text, low, at)
    return found[0] if found else ""


def _is_abbreviation(text: str, match: re.Match[str], word_behind: str, follows: str, last: int, words: Words) -> bool:
    """Whether the full stop belongs to a word and ends no sentence."""
    at = match.start()
    word = _word_before(text, at, last)
    if not word:
        return False
    word = word.strip("'’-.")
    if match["close"] and ")" not in match["close"]:
        return False
    if word in words.titles or (word in words.numbered and follows.isdigit()):
        return not match["close"]
    opens = word_behind in words.openers or (follows in OPENERS and follows not in "([—–-")
    if word in words.clock:
        return not opens and (len(word_behind) <= 3 or word_behind.endswith("day") or follows.isdigit())
    if word in words.open_ended:
        return not opens
    if at - last <= 6 and ENUMERATOR.fullmatch(text, last, at) and not match["close"]:
        return True  # `1. The group`, `a. Freedom`
    if (len(word) == 1 or "." in word) and INITIALS.fullmatch(word) and not match["close"]:
        if len(word) == 1 and not word.isupper():
            return False
        return not opens and (bool(word_behind) or follows in "([—–-" or (follows.isdigit() and len(word) > 1))
    return False
