"""What stands between quotation marks: double, single, angled; over several paragraphs; with a mark missing.

A mark is judged by its shape and by what stands beside it. No mark that is missing or turned the wrong way makes
a quotation swallow more than its paragraph.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.characters import span_at, text_of


class Quotation(NamedTuple):
    """The words between two marks, or the piece of a longer quotation that one paragraph holds."""

    kind: str  # "double" or "single"
    closed: bool  # False: its closing mark is missing, and no next paragraph takes the quotation up
    continued: bool  # the quotation goes on from the paragraph before


class Words(NamedTuple):
    """The words of lexicons/quotations.toml."""

    elision: re.Pattern[str]
    passed: frozenset[str]
    running: frozenset[str]


class Open(NamedTuple):
    """A mark that waits for its closing mark."""

    kind: str
    start: int  # behind the mark
    mark: str


MARK = re.compile(r"[\"“”„«»‘’‚'‹›]")
SINGLE_CLOSER = re.compile(r"['’](?<=[^\s(\[“‘]['’])(?!\w)")
SENTENCE_END = re.compile(r"(?<=[a-z)])[.!?]\s?(?=[A-Z])")
FAR = 1500  # characters within which a straight single mark must be closed to be one
BEFORE_OPENING = frozenset(" \t\n\r\xa0([{“\"‘'—–-/:…«„")


def read_words(lexicon: Mapping[str, Any]) -> Words:
    """The words of the lexicon as patterns and sets."""
    elisions = [re.escape(str(word)) for word in lexicon.get("elisions", {}).get("words", ())]
    blocks = lexicon.get("blocks", {})
    return Words(
        re.compile(rf"(?:(?:{'|'.join(elisions) or '(?!)'})(?!\w)|\d\d(?:s\b|\b(?!\d)))", re.IGNORECASE),
        frozenset(blocks.get("passed", ())),
        frozenset(blocks.get("running", ("paragraph",))),
    )


def find_quotations(doc: Doc, words: Words) -> list[tuple[Span, Quotation]]:
    """The quotations of a document, by their beginning.

    >>> import spacy
    >>> found = find_quotations(spacy.blank("en")("“We left,” she said. It wasn't ‘safe’."), read_words({}))
    >>> [(span.text, quotation.kind) for span, quotation in found]
    [('We left,', 'double'), ('safe', 'single')]
    """
    text = text_of(doc)
    if not MARK.search(text):
        return []
    pieces: list[list[Any]] = []  # start, end, kind, closed, continued
    held: list[Any] | None = None  # the piece that its paragraph left unclosed
    for start, end, kind in _stretches(doc):
        if kind in words.passed:
            continue
        found = find_in_block(text, start, end, words)
        runs = kind in words.running
        if runs and held is not None:
            opening = next((piece for piece in found if piece[2] == held[2]), None)
            if opening is not None and not text[start : opening[0]].strip("“\"«„‘'”’ \t\xa0"):
                held[3] = opening[4] = True
        if runs:
            held = next((piece for piece in found if not piece[3] and piece[1] >= end - 1), None)
        pieces += found
    results = []
    for start, end, kind, closed, continued in sorted(pieces, key=lambda piece: (piece[0], -piece[1])):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end and (span := span_at(doc, start, end)) is not None:
            results.append((span, Quotation(kind, closed, continued)))
    return results


def _stretches(doc: Doc) -> list[tuple[int, int, str]]:
    if doc.has_extension("blocks") and doc._.blocks:
        return [(span.start_char, span.end_char, block.kind) for span, block in doc._.blocks]
    return [(*match.span(), "paragraph") for match in re.finditer(r"[^\n\r]+", text_of(doc))]


def find_in_block(text: str, start: int, end: int, words: Words) -> list[list[Any]]:
    """Start, end, kind, closed, continued of each quotation in one paragraph."""
    marks = list(MARK.finditer(text, start, end))
    if not marks:
        return []
    closers = [match.start() for match in SINGLE_CLOSER.finditer(text, start, end)]
    found: list[list[Any]] = []
    opened: list[Open] = []

    def close(kind: str, at: int, *, closed: bool) -> None:
        """Close the quotation of this kind, and with it what was left open within."""
        while opened:
            last = opened.pop()
            found.append([last.start, at, last.kind, closed and last.kind == kind, False])
            if last.kind == kind:
                return

    last_closed = -1
    for match in marks:
        mark, at = match[0], match.start()
        before = text[at - 1] if at > start else " "
        behind = text[at + 1] if at + 1 < end else " "
        kinds = [waiting.kind for waiting in opened]
        kind = "double" if mark in '"“”„«»' else "single"
        role = (
            _role_of_double(mark, before, behind, opened)
            if kind == "double"
            else _role_of_single(text, at, end, before, behind, mark, kinds, closers, words, start)
        )
        if role == "open":
            if kind in kinds:
                close(kind, at, closed=False)
            opened.append(Open(kind, at + 1, mark))
        elif role == "close" and kind in kinds:
            close(kind, at, closed=True)
            last_closed = at if kind == "double" else last_closed
        elif role == "close" and kind == "double":
            # Its opening mark is missing: `In the town: They came at night.”`, `are rights,”Queer lives matter”`
            begin = _lost_opening(text, start, at, last_closed)
            if begin >= 0:
                found.append([begin, at, "double", True, False])
                last_closed = at
    while opened:
        last = opened.pop()
        found.append([last.start, end, last.kind, False, False])
    return found


def _role_of_double(mark: str, before: str, behind: str, opened: list[Open]) -> str:
    waiting = next((o.mark for o in reversed(opened) if o.kind == "double"), "")
    opens_here = before in BEFORE_OPENING and not behind.isspace()
    closes_here = not before.isspace() and not behind.isalnum()
    if mark == '"':
        if waiting:
            return "open" if opens_here and before.isspace() and not closes_here else "close"
        return "open" if not behind.isspace() or before.isspace() else "close"
    if mark in "“„":
        return "close" if waiting and mark == "“" and closes_here else "open"
    if mark == "”":
        if waiting:
            return "close"
        return "open" if (before in BEFORE_OPENING or before in ".!?") and behind.isalpha() else "close"
    if mark == "«":
        return "close" if waiting == "»" else "open"
    if waiting in ("", "»") and opens_here and behind.isalnum():
        return "open"  # »German books«
    return "close"


def _role_of_single(
    text: str,
    at: int,
    end: int,
    before: str,
    behind: str,
    mark: str,
    kinds: list[str],
    closers: list[int],
    words: Words,
    start: int,
) -> str:
    if mark in "‹›":
        return "open" if mark == "‹" else "close"
    if before.isalnum() and behind.isalnum():
        return ""  # an apostrophe
    if mark in "‘‚":
        if behind.isspace():
            return "close" if "single" in kinds else ""
        return (
            ""
            if words.elision.match(text, at + 1, end)
            and before.isspace()
            and not _is_closed_soon(text, at, closers, words)
            else "open"
        )
    if "single" in kinds and not before.isspace() and not behind.isalnum():
        return "close"
    if mark == "’":
        return ""
    if before in BEFORE_OPENING and not behind.isspace() and not words.elision.match(text, at + 1, end):
        return "open" if _is_closed_soon(text, at, closers, words) else ""
    return ""


def _is_closed_soon(text: str, at: int, closers: list[int], words: Words) -> bool:
    place = bisect_left(closers, at + 2)
    return place < len(closers) and closers[place] - at <= FAR


def _lost_opening(text: str, start: int, at: int, last_closed: int) -> int:
    """Where a quotation began whose opening mark is missing, -1 where nothing shows it."""
    low = max(start, at - 3000, last_closed + 1)
    if last_closed >= start and text[last_closed + 1 : last_closed + 2].isalpha():
        return last_closed + 1
    colon = text.rfind(": ", low, at)
    if colon >= 0:
        return colon + 2
    if text[at - 1 : at] not in ",.!?":
        return -1
    stops = [match.end() for match in SENTENCE_END.finditer(text, max(low, at - 600), at)]
    return stops[-1] if stops else -1
