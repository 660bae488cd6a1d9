"""Whom `he`, `the group` and `the report` stand for."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from spacy.tokens import Doc

from purgelib.find.attribution_words import UNNAMED, Words
from purgelib.find.characters import holds_word, low_of, text_of
from purgelib.find.speech import NOBODY, Cue, Found, Speaker, Stretch, outermost

REACH = 3000  # characters that a pronoun looks back at most
PUBLIC = frozenset({"ngo", "igo", "government", "party", "court", "other", "state", "media"})
KINDS = {  # what an anaphor may stand for, most likely first
    "media": ("media",),
    "body": ("ngo", "igo", "other", "party"),
    "office": ("government", "igo", "court", "party", "state", "other"),
    "experts": ("igo", "ngo", "government", "court"),
}
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")
REPORT = re.compile(
    r"\b(?:report|study|studies|analysis|statement|letter|investigation|inquiry|survey|dossier|review|complaint"
    r"|article|finding|figure|interview)s?\b",
    re.I,
)
APPOSITION = re.compile(r",\s+[^,.;\n]{0,40}")
SENTENCE_PARTS = re.compile(r"[.!?\n,]\s")
STOP = re.compile(r"[.!?]\s")
AUTHORED = re.compile(r"[^.!?;\n]{0,60}?\b(?:by|from|of)\s", re.I)


class Anaphora:
    """The names of a Doc and who spoke of late: whom `he`, `the group`, `the report` stand for."""

    def __init__(self, doc: Doc, words: Words):
        self.doc = doc
        self.words = words
        self.text = text_of(doc)
        plain = words.nouns["nameless"]  # "Escapees" at the start of a sentence is no name
        names = [(span.start_char, span.end_char, name) for span, name in doc._.names]
        self.names = [row for row in names if self.text[row[0] : row[1]].lower() not in plain]
        self.name_starts = [start for start, _, _ in self.names]
        named = {(start, end) for start, end, _ in self.names}
        self.quotes = list(outermost((span.start_char, span.end_char, quote) for span, quote in doc._.quotations))
        self.quotes = [quote for quote in self.quotes if quote[:2] not in named]
        self.quote_starts = [start for start, _, _ in self.quotes]
        self.blocks = self._blocks()
        self.block_starts = [start for start, _, _ in self.blocks]
        self.found: list[Found] = []
        self.last = NOBODY  # who spoke last
        self.last_block = -9
        self.spoken: list[tuple[int, Speaker]] = []  # position, speaker
        self.meant: dict[str, tuple[int, Speaker]] = {}  # where and for whom `the experts` last stood
        self.open: tuple[int, Speaker, Cue | None] = (-9, NOBODY, None)  # block, who was quoted last

    @cached_property
    def outlet(self) -> str:
        return self.doc._.outlet

    def _blocks(self) -> list[tuple[int, int, str]]:
        """Start, end, kind of each block; without blocks, of each paragraph."""
        if blocks := self.doc._.blocks:
            return sorted((span.start_char, span.end_char, block.kind) for span, block in blocks)
        edges = [0, *(m.end() for m in PARAGRAPH_BREAK.finditer(self.text)), len(self.text)]
        return [(start, end, "paragraph") for start, end in itertools.pairwise(edges) if start < end]

    def _name_at(self, position: int) -> Any:
        index = bisect_right(self.name_starts, position) - 1
        if index >= 0 and self.names[index][1] > position:
            return self.names[index]
        return None

    def _names_in(self, start: int, end: int) -> list[tuple[int, int, Any]]:
        low, high = bisect_left(self.name_starts, start), bisect_left(self.name_starts, end)
        return [name for name in self.names[low:high] if name[1] <= end]

    def _quote_at(self, position: int) -> int:
        index = bisect_right(self.quote_starts, position) - 1
        return index if index >= 0 and self.quotes[index][1] > position else -1

    def _remember(self, stretch: Stretch, position: int, speaker: Speaker) -> None:
        self.last, self.last_block = speaker, stretch.block
        self.spoken.append((position, speaker))

    def _first_person(self, stretch: Stretch, word: str, start: int, end: int) -> Speaker:
        """Outside quotation marks `we` is the body that publishes the text, `I` its author."""
        if stretch.quoted:
            return NOBODY
        actor = self.outlet if word == "we" else self.doc._.author
        if not actor:
            return NOBODY
        return Speaker((self._actor(actor),), start, end, "other", -1)

    def _actor(self, written: str) -> str:
        """The actor so called, with or without an article; as written where the text names none."""
        actors = {name.actor.removeprefix("The ").lower(): name.actor for _, _, name in self.names}
        return actors.get(written.removeprefix("The ").lower(), written)

    def _pronoun(self, stretch: Stretch, word: str, start: int, end: int) -> Speaker:
        if stretch.quoted:
            return Speaker(UNNAMED, start, end, "", -1)
        if word in self.words.anaphors["they"]:
            if self.last.names and stretch.block - self.last_block <= 1:
                return self.last._replace(start=start, end=end, content=-1)
            known = NOBODY
        elif word in self.words.anaphors["it"]:
            if self.last.names and self.last.type in PUBLIC and stretch.block - self.last_block <= 1:
                return self.last._replace(start=start, end=end, content=-1)
            known = self._known(stretch, "body", start)
            return known._replace(start=start, end=end) if known.names else NOBODY
        else:
            known = self._person_before(stretch, word, start)
        return known._replace(start=start, end=end) if known.names else Speaker(UNNAMED, start, end, "", -1)

    def _window(self, stretch: Stretch, position: int, *, back: int = 1) -> int:
        """Where the paragraph so many before begins, not farther than one looks back."""
        floor = self.blocks[max(0, stretch.block - back)][0] if self.blocks else 0
        return max(floor, position - REACH)

    def _titled(self, head: str, position: int) -> Speaker:
        """The person last given this title: `Peru’s leader Ana Costa`, `Ana Costa, the leader of`."""
        index = bisect_left(self.name_starts, position)
        for start, end, name in reversed(self.names[max(0, index - 60) : index]):
            if position - start > 2 * REACH:
                break
            if name.type != "person" or self._quote_at(start) >= 0:
                continue
            before = self.text[max(0, start - 40) : start].lower()
            behind = APPOSITION.match(self.text[end : end + 44])
            if before.rstrip(" ,").endswith(head) or (behind and head in behind[0].lower().split()):
                return Speaker((name.actor,), start, end, "person", -1)
        return NOBODY

    def _names_before(self, position: int) -> Iterator[tuple[int, int, Any]]:
        """The names before a position, nearest first."""
        for index in range(bisect_left(self.name_starts, position) - 1, -1, -1):
            yield self.names[index]

    def _named_so(self, head: str, position: int) -> Speaker:
        """The name written with this noun before: `the experts` are the `United Nations experts`."""
        index = bisect_left(self.name_starts, position)
        low, head = low_of(self.doc), head.lower()
        for start, end, name in reversed(self.names[max(0, index - 60) : index]):
            if position - start > 2 * REACH:
                break
            if name.type != "person" and holds_word(low[start : end + len(head) + 1], head):
                return Speaker((name.actor,), start, end, name.type, -1)
        return NOBODY

    def _known(self, stretch: Stretch, kind: str, position: int) -> Speaker:
        """The actor of this kind last named, here or in the paragraph before."""
        if kind == "person":
            return self._person_before(stretch, "", position)
        floor = self._window(stretch, position)
        fallback = NOBODY
        types = KINDS[kind]
        for start, end, name in self._names_before(position):
            if start < floor:
                break
            if name.type == types[0]:
                return Speaker((name.actor,), start, end, name.type, -1)
            if name.type in types and not fallback.names:
                fallback = Speaker((name.actor,), start, end, name.type, -1)
        return fallback

    def _person_before(self, stretch: Stretch, word: str, position: int) -> Speaker:
        """Who `he` is: who spoke last, else the first person of the nearest sentence that names one."""
        floor = self._window(stretch, position, back=6 if word else 1)
        here = self._persons_in(max(floor, stretch.start), position)
        if word and here and self.text.startswith(":", here[-1][1]) and self._may_be(word, here[-1][0]):
            return Speaker(
                (here[-1][2].actor,), here[-1][0], here[-1][1], "person", -1
            )  # "the word of X: it is, he said,"
        for at, speaker in reversed(self.spoken):
            if at < floor or speaker.type in PUBLIC:
                break
            later = [name for name in self._persons_in(at, position) if self._starts_sentence(name[0])]
            if speaker.nameless and not later:
                return Speaker(UNNAMED, -1, -1, "", -1)
            if speaker.type == "person" and not later and self._may_be(word, speaker.start):
                return speaker._replace(content=-1)
            break
        if here and self._may_be(word, here[0][0]):
            return Speaker((here[0][2].actor,), here[0][0], here[0][1], "person", -1)
        best = NOBODY
        for start, end, name in self._names_before(position):
            if start < floor:
                break
            if name.type != "person" or self._quote_at(start) >= 0 or not self._may_be(word, start):
                continue
            candidate = Speaker((name.actor,), start, end, "person", -1)
            if self._starts_sentence(start):
                return candidate
            best = best if best.names else candidate
        return best

    def _persons_in(self, start: int, end: int) -> list[tuple[int, int, Any]]:
        """The persons whom the text names there, not those whom somebody quoted names."""
        names = self._names_in(start, end)
        return [name for name in names if name[2].type == "person" and self._quote_at(name[0]) < 0]

    def _starts_sentence(self, position: int) -> bool:
        """Whether only titles stand between the start of the sentence and the name."""
        before = SENTENCE_PARTS.split(self.text[max(0, position - 60) : position])[-1]
        return len(before.split()) <= 5 and not any(
            word[0].islower() and word not in self.words.leads for word in before.split()
        )

    def _may_be(self, word: str, start: int) -> bool:
        """Whether the title before a name allows `he` or `she`."""
        title = self.text[max(0, start - 12) : start].rstrip().split(" ")[-1].strip(".").lower()
        if word == "he":
            return title not in ("mrs", "ms", "miss", "lady", "baroness", "dame", "queen", "sister")
        if word == "she":
            return title not in ("mr", "lord", "sir", "father", "king", "brother")
        return True

    def _author(self, stretch: Stretch, position: int) -> Speaker:
        """Whose report was last spoken of, here or in the paragraph before."""
        floor = max(self._window(stretch, position), position - REACH // 2)
        for m in reversed(list(REPORT.finditer(self.text, floor, position))):
            by = AUTHORED.match(self.text, m.end(), position)
            end = by.end() + 80 if by else m.end()
            names = (
                [name for name in self._names_in(by.end(), min(end, position)) if name[2].type != "state"] if by else []
            )
            if not names:
                names = [
                    name
                    for name in self._names_in(max(floor, m.start() - 150), m.start())
                    if name[2].type in PUBLIC | {"person"}
                ]
                names = [
                    name
                    for name in names
                    if not STOP.search(self.text[name[1] : m.start()]) and name[2].type != "state"
                ][-1:]
            if names:
                start, end, name = names[0]
                return Speaker((name.actor,), start, end, name.type, -1)
        return NOBODY
