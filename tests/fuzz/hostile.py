"""Strategies of hypothesis for texts and files that nobody would write, made of what people do write."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import news
from hypothesis import strategies as st

from purgelib import lexicons

SENTENCES = sorted({s for one in news.articles(60, 9) for s in re.split(r"(?<=[.!?”])\s+", one.text) if s})
FRAGMENTS = sorted({" ".join(s.split()[n : n + 3]) for s in SENTENCES for n in range(0, len(s.split()), 3)})
FORMS = (
    "By Ann Weir", "Published on 4 May 2019, 6:14 PM GMT", "MIROGRAD, May 3 (Reuters) -", "Title: Storm over the port",
    "References", "1. ^ a b Doe, Ann (1 May 2019). “Flood leaves 40 dead”. The Courier. Retrieved 2 May 2019.",
    "[12] Doe, A. (2019, May 3). Title.", "[1][2]", "[citation needed]", "[edit]", "Edit", "-----", "=====", "* * *",
    "Copyright 2019 The Courier. All Rights Reserved", "3 of 20 DOCUMENTS", "HD  Storm",
    "Home | News | Sport | Weather",
    "170703_r30210Chechnya", "GettyImages-143656574_640x345", "https://example.org/a?b=c", "lena@relief.example",
    "+44 20 7946 0018", "8 800 555 01 00", "2017-04-13/2018-05", "Feb. 29", "31 November", "30 February 2019",
    "0000-00-00",
    "’s", "'s", "n’t", "S$3m", "5ft 10in", "$1.2 billion", "3.20 a.m.", "50%", "1,5", "1.000.000", "½", "²", "٣٤", "五",
)  # fmt: skip
POKES = (
    "“", "”", "‘", "’", '"', "'", "«", "»", "„", "`", "''", "(", ")", "[", "]", "{", "}", "<", ">", "((((", "))))",
    "“‘“‘",
    "’”’”", "\n", "\n\n", "\r\n", "\r", "\n \n", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\xa0", "\u3000",
    "\u200b",
    "\ufeff", "\x00", "\x01", "\x07", "\x1b[31m", "\x7f", "\x9f", "\u202e", "\u202c", "\u2066", "\u2069", "\u200f",
    "\u0301",
    "\u0301" * 9, "e\u0308", "ﬁ", "ß", "İ", "ı", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U000e0041", "\ufffd",
    "\uffff", "9" * 30, "9" * 400, "1,000,000,000,000,000", "00", "-1", "1e9", "0x10", ".", "..", "...", "…", "!",
    "?", "?!",
    ";", ":", ",", ",,", "-", "–", "—", "/", "\\", "\\n", "|", "•", "^", "↑", "*", "_", "#", "@", "&", "&amp;", "%",
    "=", "+",
    " ", "  ", "", "a" * 200, "A" * 200, "A.B.C.D.", "Mr. ", "=SUM(A1)", "@cmd", "<script>", "</p>", "{{", "}}", "$",
    "§",
)  # fmt: skip
GLUE = (" ", "", "\n\n", "\n", ", ", "; ", " and ", " of ", ". ")


def words_in(value: Any) -> Iterator[str]:
    """Every text in nested lists and tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from words_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words_in(one)


CUES = tuple(sorted({word for word in words_in(lexicons.read_lexicons()) if word and len(word) < 50}))


def _some(value: tuple[str, int]) -> str:
    return value[0] * value[1]


def _together(pieces: list[tuple[str, str]]) -> str:
    return "".join(piece + glue for piece, glue in pieces)


def pieces() -> st.SearchStrategy[str]:
    kinds = [st.sampled_from(kind) for kind in (SENTENCES, FRAGMENTS, CUES, FORMS, POKES, POKES)]
    again = st.tuples(st.sampled_from((*POKES, *FORMS, *CUES)), st.sampled_from((2, 3, 7, 40))).map(_some)
    return st.one_of(*kinds, again, st.text(max_size=6))


def texts(most: int = 16) -> st.SearchStrategy[str]:
    """Sentences of news, doubled, cut and poked."""
    return st.lists(st.tuples(pieces(), st.sampled_from(GLUE)), min_size=1, max_size=most).map(_together)


def phrases() -> st.SearchStrategy[str]:
    return texts(5)


def changed(content: str) -> st.SearchStrategy[str]:
    """The text with some stretches cut, doubled, swapped or poked."""
    change = st.tuples(st.sampled_from(("cut", "double", "swap", "poke")), st.integers(0, 10**6), st.integers(1, 80))
    return st.lists(st.tuples(change, pieces()), max_size=6).map(lambda changes: _changed(content, changes))


def changed_bytes(content: bytes) -> st.SearchStrategy[bytes]:
    change = st.tuples(st.sampled_from(("cut", "double", "swap", "poke")), st.integers(0, 10**6), st.integers(1, 80))
    poke = st.one_of(st.binary(max_size=4), pieces().map(lambda piece: piece.encode("utf-8", "surrogatepass")))
    return st.lists(st.tuples(change, poke), max_size=6).map(lambda changes: _changed(content, changes))


def _changed(content: Any, changes: list) -> Any:
    for (kind, place, length), poke in changes:
        at = place % (len(content) + 1)
        before, stretch, after = content[:at], content[at : at + length], content[at + length :]
        if kind == "cut":
            content = before + after
        elif kind == "double":
            content = before + stretch + stretch + after
        elif kind == "swap":
            content = after[:length] + before + stretch + after[length:]
        else:
            content = before + poke + after
    return content
