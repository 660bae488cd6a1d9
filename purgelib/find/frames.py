"""Frames: fixed turns of phrase with a place for a number, where no verb takes it as subject or object.

"put the toll at N", "there were N of us in a cell", "a crowd that police put at N". In `counts.toml` a frame is written
as words, `N` for the number with its noun, `a|b` for a choice, `word?` for what may be missing, `...` for up to five
words of the same clause.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from purgelib.find.clauses import Clauses
from purgelib.find.late import Late

MARK = "\ue000"  # of a number in the text that frames are matched with
NOUN = "\ue001"  # before each word of a number's noun
NUMBER = (
    rf"(?:(?:another|the|all|only) )?{MARK}(?P<number>\d+)(?: {NOUN}[^ ]+)*"
    r"(?: of (?:the |them |these |those |its |their |our )?[^\W\d_]+)?"
)
PART = re.compile(r"[^\W\d_][\w'’-]*(?:\|[^\W\d_][\w'’-]*)*\??|[,:;.]|N|\.\.\.\Z|\.\.\.")


class Frame(NamedTuple):
    """A frame made ready: whether it tells of what did not happen ("could not be revived") in its own words."""

    category: str
    pattern: Late
    negates: bool
    needed: tuple[frozenset[str], ...]  # of each of these sets a sentence must hold a word for it to match

    def may_match(self, present: Set[str]) -> bool:
        """Whether the words of a sentence leave the frame possible."""
        for choice in self.needed:  # noqa: SIM110, a generator is slower
            if choice.isdisjoint(present):
                return False
        return True


class Found(NamedTuple):
    """A frame in a sentence: the number in it, and the items that it covers."""

    frame: Frame
    number: int
    start: int
    end: int


def read_frame(category: str, entry: str) -> tuple[tuple[str, ...], Frame]:
    """The frame, with the words of which a sentence must hold one for it to match.

    Raises ValueError where the entry is no frame.

    >>> keys, frame = read_frame("killed", "put|puts the toll at N")
    >>> keys
    ('toll',)
    """
    parts = entry.split()
    words = [part for part in parts if part not in ("N", "...") and not part.endswith("?") and part not in ",:;."]
    if parts.count("N") != 1 or not words or not all(PART.fullmatch(part) for part in parts):
        raise ValueError("a frame is made of words, 'a|b', 'word?', '...' and one 'N'")
    rarest = max(words, key=lambda part: min(len(word) for word in part.split("|")))
    needed = tuple(frozenset(part.split("|")) for part in dict.fromkeys(words) if part != rarest)
    return tuple(rarest.split("|")), Frame(category, Late(_pattern, *parts), bool({"not", "n't"} & set(words)), needed)


def _pattern(*parts: str) -> str:
    pattern = ""
    for part in parts:
        if part == "N":
            pattern += f" {NUMBER}"
        elif part == "...":
            pattern += r"(?: [^ .:;]+){0,5}?"
        else:
            choice = rf" {NOUN}?(?:" + "|".join(re.escape(word) for word in part.rstrip("?").split("|")) + ")"
            pattern += f"(?:{choice})?" if part.endswith("?") else choice
    return rf"{pattern}(?= )"


def index_frames(entries: Iterable[tuple[str, str]]) -> dict[str, tuple[Frame, ...]]:
    """The frames by the words of which one must stand in the sentence; `entries` are category and frame."""
    index: dict[str, list[Frame]] = {}
    for category, entry in dict.fromkeys(entries):
        keys, frame = read_frame(category, entry)
        for key in keys:
            index.setdefault(key, []).append(frame)
    return {key: tuple(frames) for key, frames in index.items()}


def find_frames(clauses: Clauses, frames: Mapping[str, Sequence[Frame]]) -> Iterator[Found]:
    """Every frame of the sentence, in no order."""
    present = clauses.present
    hits = [frame for word in clauses.lower if word in frames for frame in frames[word] if frame.may_match(present)]
    if not hits:
        return
    pieces = _pieces_of(clauses)
    text = f" {' '.join(pieces.values())} "
    item_at: list[int] = []
    for frame in dict.fromkeys(hits):
        for match in frame.pattern.finditer(text):
            item_at = item_at or [0, *(i for i, piece in pieces.items() for _ in range(len(piece) + 1))]
            start = item_at[match.start() + 1]
            yield Found(frame, int(match["number"]), start, item_at[match.end() - 1] + 1)


def _pieces_of(clauses: Clauses) -> dict[int, str]:
    """Of each item what stands for it where frames are matched, numbers masked, quotation marks left out."""
    pieces = {i: word for i, word in enumerate(clauses.word) if word not in '"“”' or i in clauses.number_of}
    for i, number in clauses.number_of.items():
        noun = clauses.lower[clauses.noun_of[number] : clauses.ends[i]]
        pieces[i] = " ".join([f"{MARK}{number}", *(NOUN + word for word in noun)])
    return pieces
