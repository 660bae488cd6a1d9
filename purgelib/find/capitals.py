"""Capitalised words of a text, and how capitals are to be read in each of its lines."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc


class Cap(NamedTuple):
    """A capitalised word; `gap` is the kind of what parts it from the one before, None where they belong apart."""

    start: int
    end: int
    text: str
    gap: str | None
    mode: str  # text, title (a headline with capitals on most words), upper (a line in capitals)


UPPER = "".join(
    chr(c) for c in range(0x41, 0x1F00) if unicodedata.category(chr(c)) in ("Lu", "Lt") and (c < 0x530 or c > 0x1DFF)
)
REST = r"\w*(?:(?:[-‐‑](?=\w)|['’](?![sS]\b)(?=\w)|\+)\w*)*"
CAP = re.compile(  # begins with the capital itself, so that a search skips to the next one
    rf"""[{UPPER}] (?<![\w@\#.&].) (?<!//.) (?:(?<![a-z\d]/.)|(?<=[A-Z])(?=[A-Z])) (?:
        \. (?:
            (?:[{UPPER}]\.)+(?:[{UPPER}](?!\w))?                       # U.S.
          | (?=[ ]?[{UPPER}]))                                        # an initial
      | {REST}
    )""",
    re.VERBOSE,
)
WORD = re.compile(rf"[{UPPER}]{REST}")
ARTICLE_BEFORE = re.compile(  # "al-Bashir", "d'Arc"
    r"(?<![\w@#.&])(?<!//)(?<![a-z\d]/)(?:al|el|ul|ad|as|ash|an|ar|az|ez|bin|d|l|ed|es)[-'’]\Z"
)
TITLES = frozenset(
    (  # with their full stop, where a blank follows
        *("Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Rep", "Sen", "Gov", "Gen", "Col", "Lt", "Sgt", "Capt", "Maj", "Rev"),
        *("Hon", "Sr", "Jr", "Fr", "Cmdr", "Brig", "Adm"),
    )
)
INITIAL = re.compile(rf"[{UPPER}]\.")
ACRONYM = re.compile(rf"[{UPPER}][{UPPER}\d&-]+s?|(?:[{UPPER}]\.){{2,}}")
CAMEL = re.compile(rf"[{UPPER}][a-z]+[{UPPER}]\w*")
JOINED = frozenset("-'’")
WIDEST = 12  # characters; nothing as wide between two words is looked up
UNREAD = frozenset(("reference", "furniture"))
LINE = re.compile(r"[^\n]+")
CITED = re.compile(r"\s*\[\d{1,3}\] ")


@lru_cache(maxsize=50_000)
def is_acronym(word: str) -> bool:
    """Whether all letters are capitals, but for the `s` of a plural.

    >>> is_acronym("NGOs"), is_acronym("U.S."), is_acronym("Kenya")
    (True, True, False)
    """
    return ACRONYM.fullmatch(word) is not None


def is_initial(word: str) -> bool:
    """Whether it is the first letter of a name: `J.`."""
    return word[1:] == "." and INITIAL.match(word) is not None


def find_capitals(
    text: str,
    regions: Iterable[tuple[int, int, str]],
    *,
    gaps: Mapping[str, str],
    breaks: Set[str],
    demonyms: Mapping[str, str],
) -> list[Cap]:
    """The capitalised words of the regions, in order."""
    caps: list[Cap] = []
    for start, end, mode in regions:
        before = start - WIDEST
        for at, stop in find_words(text, start, end):
            gap = gaps.get(text[before:at]) if at - before < WIDEST else None
            word = text[at:stop]
            if gap == "next":
                if mode == "text" and word in breaks:
                    gap = None
                else:
                    held = caps[-1]
                    both = f"{held.text} {word}"
                    # "Sri Lankan", but neither "New Zealand" nor "Central African Republic"
                    if demonyms.get(both, both) != both and not text.startswith(" Republic", stop):
                        caps[-1] = Cap(held.start, stop, both, held.gap, mode)
                        before = stop
                        continue
            caps.append(Cap(at, stop, word, gap, mode))
            before = stop
    return caps


def find_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each capitalised word, with an article before it, the full stop of a title behind it.

    >>> text = "Dr. Omar al-Bashir and U.S. NGOs left."
    >>> [text[start:end] for start, end in find_words(text, 0, len(text))]
    ['Dr.', 'Omar', 'al-Bashir', 'U.S.', 'NGOs']
    """
    reached = start
    for match in CAP.finditer(text, start, end):
        at, stop = match.span()
        if text[at - 1 : at] in JOINED and (article := ARTICLE_BEFORE.search(text, max(reached, at - 4), at)):
            at, stop = article.start(), WORD.match(text, at, end).end()
        elif text[stop : stop + 1] == "." and text[at:stop] in TITLES and text[stop + 1 : min(stop + 2, end)].isspace():
            stop += 1
        reached = stop
        yield at, stop


def find_regions(doc: Doc, text: str) -> list[tuple[int, int, str]]:
    """The stretches of running text with their mode; reference lists and page furniture are left out."""
    blocks = doc._.blocks if doc.has_extension("blocks") else ()
    stretches = (
        [(span.start_char, span.end_char, block.kind) for span, block in blocks if block.kind not in UNREAD]
        if blocks
        else [(0, len(text), "paragraph")]
    )
    regions = []
    for start, end, kind in stretches:
        for line in LINE.finditer(text, start, end):
            said = line.group()
            if "[" in said and CITED.match(said):  # an item of a reference list that stands among other blocks
                continue
            regions.append((*line.span(), _mode(said, kind)))
    return regions


def _mode(line: str, kind: str) -> str:
    """How capitals are to be read in a line: `text`, `title` where most long words have one, `upper` where all have."""
    if kind == "byline" or len(line) > 200 or len(line) < 12 or line.startswith(("By ", "BY ")):
        return "text"
    if line.isupper() and line.count(" ") > 1:
        return "upper"
    if line.rstrip("\"”’' ").endswith((".", ";", "?", ",", ":")) and kind not in ("title", "heading"):
        return "text"
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    if len(long) < 4:
        return "text"
    return "title" if sum(word[0].isupper() for word in long) > 0.75 * len(long) else "text"
