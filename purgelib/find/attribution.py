"""Who is credited for what stretch of text: reporting clauses, `according to`, quotations that run on.

A text is read in stretches: outside quotation marks from sentence start to sentence start, with the quoted words
blanked, so that `“… . …,” the minister said` is one stretch; and inside quotation marks sentence by sentence. In a
stretch each cue (a reporting verb, `according to`, `citing`) looks for its speaker and for the words that it credits.

`speakers` are whom an analysis should name as the source: of a chain, the one who says it first if the same sentence
names them, else who passes it on. `via` holds the rest of the chain: with kind "cited" those who pass it on, with the
other kinds those without a name whom the speaker cites.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import compress, count

from spacy.tokens import Doc, Span

from purgelib.find.attribution_words import RELATED, UNNAMED, Words, inflected, read_words
from purgelib.find.characters import low_of, lower_ids_of, sentence_places_of, span_at, starts_of
from purgelib.find.reporting import Reporting
from purgelib.find.speech import (
    BLANK,
    MANY,
    MARKS,
    NOBODY,
    WORD,
    Attribution,
    Cue,
    Found,
    Speaker,
    Stretch,
    divided,
    only_quoted,
    plain_view,
)

__all__ = ["Attribution", "find_attributions", "inflected", "read_words"]

LABEL = re.compile(r"(?:\s\([^()\n]{1,40}\))?:\s")


def find_attributions(doc: Doc, words: Words) -> list[tuple[Span, Attribution]]:
    """Each stretch of the text that is credited to somebody, with who and how, sorted by start.

    One may lie inside another; a number belongs to the smallest that covers it.
    """
    if not len(doc):
        return []
    reader = _Reader(doc, words)
    found, text = reader.read(), reader.text
    result = []
    for start, end, attribution in sorted(found, key=lambda row: (row.start, -row.end, row.attribution.cue_start)):
        start, end = (start, end) if attribution.kind == "direct" else _trimmed(text, start, end)
        if start < end and (span := span_at(doc, start, end)) is not None:
            result.append((span, attribution))
    return sorted(result, key=lambda pair: pair[0].start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


def _chained(found: list[Found], text: str) -> list[Found]:
    """Somebody without a name inside what a named speaker says: the speaker is credited, the other goes to `via`."""
    result: list[Found] = []
    around: list[Found] = []
    for row in sorted(found, key=lambda row: (row.start, -row.end)):
        credit = row.attribution
        around = [outer for outer in around if outer.end > row.start]
        if credit.speakers == UNNAMED and credit.cue_start >= 0:
            outer = [
                o
                for o in around
                if o.end >= row.end
                and o.start <= credit.cue_start < o.end
                and o.attribution.cue_start != credit.cue_start
            ]
            if outer:
                speaker = min(outer, key=lambda o: o.end - o.start).attribution
                cited = " ".join(text[credit.speaker_start : credit.speaker_end].split()) or "unnamed"
                credit = credit._replace(speakers=speaker.speakers, via=(cited, *speaker.via))
                row = row._replace(attribution=credit)
        if credit.speakers != UNNAMED:
            around.append(row)
        result.append(row)
    return result


class _Reader(Reporting):
    """One reading of a Doc from top to bottom: it remembers who spoke last."""

    def _cues(self) -> Iterator[Cue]:
        """Each reporting verb, `according to`, `citing` outside names."""
        starts, words, low = starts_of(self.doc), lower_ids_of(self.doc), low_of(self.doc)
        strings = self.doc.vocab.strings
        for token in compress(count(), map(self.words.ids.__contains__, words)):
            start, first = starts[token], strings[words[token]]
            end = start + len(first)
            for rest, form, strength, verb in self.words.cues[first]:
                if rest and not low.startswith(rest, end + 1):
                    continue
                end += len(rest) + 1 if rest else 0
                if self._name_at(start) is None:
                    yield Cue(start, end, form, strength, verb)
                break

    def _colons(self) -> Iterator[Cue]:
        """The colon of `Amnesty: 40 held`, `JANE DOE (in the chair): 40 are held` and the headline `40 held: Amnesty`.

        A state before a colon is a rubric: `KENYA: POLICE KILL SEVEN`.
        """
        for start, end, name in self.names:
            label = LABEL.match(self.text, end) if self.text.startswith((":", " ("), end) else None
            if label and (name.type != "state" or self._name_at(start - 2)):
                yield Cue(label.end() - 2, label.end() - 1, ":", "colon", ":")
            elif self.text[start - 2 : start] in (": ", "– ", "— ", "- ") and self.text[end : end + 1] in ("", "\n"):
                yield Cue(start - 2, start - 1, ":", "colon", ":")

    def _stretches(self) -> Iterator[Stretch]:
        """The stretches that hold a cue or a quotation, in the order of their starts."""
        masked = self._masked()
        starts = sentence_places_of(self.doc)
        outer = self._outer_starts(starts)
        cues: dict[tuple[int, int], list[Cue]] = {}
        for cue in sorted([*self._cues(), *self._colons()]):
            quote = self._quote_at(cue.start)
            where = (
                (bisect_right(outer, cue.start) - 1, -1) if quote < 0 else (bisect_right(starts, cue.start) - 1, quote)
            )
            cues.setdefault(where, []).append(cue)
        quotes: dict[int, list[tuple[int, int]]] = {}
        for start, end, _ in self.quotes:
            quotes.setdefault(bisect_right(outer, max(0, start - 1)) - 1, []).append((start, end))
        inner = {where for where in cues if where[1] >= 0}
        order = [(outer[unit], (unit, -1)) for unit in quotes.keys() | {unit for unit, quote in cues if quote < 0}]
        order += [(max(starts[unit], self.quotes[quote][0]), (unit, quote)) for unit, quote in inner]
        for start, (unit, quote) in sorted(order):
            if quote < 0:
                end = outer[unit + 1] if unit + 1 < len(outer) else len(self.text)
                view, held = masked[start:end], quotes.get(unit, [])
            else:
                end = min(starts[unit + 1] if unit + 1 < len(starts) else len(self.text), self.quotes[quote][1])
                view, held = self.text[start:end], []
            block = bisect_right(self.block_starts, start) - 1
            if block >= 0 and self.blocks[block][2] in ("reference", "furniture"):
                continue
            here = cues.get((unit, quote), [])
            if len(here) + len(held) <= MANY:
                yield Stretch(start, end, plain_view(view, start, here), here, held, quote >= 0, block)
            else:
                yield from divided(Stretch(start, end, view, here, held, quote >= 0, block))

    def _outer_starts(self, starts: list[int]) -> list[int]:
        """Where sentences and blocks begin outside quotations; a quotation that follows another begins none."""
        among = sorted({*starts, *self.block_starts})
        outer: list[int] = []
        at, last = 0, -1
        for start, end, _ in self.quotes:
            first = bisect_left(among, start, at)
            outer += among[at:first]
            at = bisect_left(among, end, first)
            if among[first : first + 1] == [start] and (start != last or start in self.block_starts):
                outer.append(start)
            last = end
        outer += among[at:]
        return outer if outer[:1] == [0] else [0, *outer]

    def _masked(self) -> str:
        if not self.quotes:
            return self.text
        pieces, last = [], 0
        for start, end, _ in self.quotes:
            pieces += [self.text[last:start], BLANK * (end - start)]
            last = end
        return "".join([*pieces, self.text[last:]])

    def read(self) -> list[Found]:
        for stretch in self._stretches():
            self._read_stretch(stretch)
        self._read_references()
        return _chained(self.found, self.text)

    def _read_references(self) -> None:
        """The title of a cited work is credited to its outlet."""
        if not self.doc._.references:
            return
        actors = {self.text[start:end].removeprefix("The ").lower(): name.actor for start, end, name in self.names}
        actors |= {name.actor.removeprefix("The ").lower(): name.actor for _, _, name in self.names}
        for span, reference in self.doc._.references:
            if not reference.outlet:
                continue
            actor = actors.get(reference.outlet.removeprefix("The ").lower(), reference.outlet)
            self._credit(
                span.start_char, span.end_char, tuple(actor.split("; ")), (-1, -1), (-1, -1), "cited", "reference"
            )

    def _read_stretch(self, stretch: Stretch) -> None:
        spoken: list[tuple[Cue, Speaker]] = []
        first = len(self.found)
        until = 0
        for number, cue in enumerate(stretch.cues):
            if cue.start < until:
                continue
            speaker, rule, content = self._read_cue(stretch, cue, number, spoken)
            if cue.strength == "colon" and not speaker.names:
                continue
            if cue.strength == "according":
                until = speaker.end
            spoken.append((cue, speaker))
            if not speaker.names or speaker.names == ("",):
                continue
            if content and cue.strength not in ("deny", "respond"):
                start, end = content
                if not only_quoted(
                    stretch, start, end, (speaker.start, cue.end) if start < cue.start < end else (0, 0)
                ):
                    self._credit(
                        start, end, speaker.names, (speaker.start, speaker.end), (cue.start, cue.end), "indirect", rule
                    )
            if not stretch.quoted and speaker.type != RELATED:
                self._remember(stretch, cue.start, speaker)
        self._pass_on(first)
        if stretch.quoted:
            return
        self._read_quotes(stretch, spoken)

    def _pass_on(self, first: int) -> None:
        """What a stretch credits to who cites somebody is credited to whom they cite."""
        citings = [row.attribution for row in self.found[first:] if row.attribution.rule == "citing"]
        for citing in citings:
            passing = citing.via if citing.kind == "cited" else citing.speakers
            for index, row in enumerate(self.found[first:], first):
                if row.attribution.speakers != passing or row.attribution.rule == "citing":
                    continue
                changed = row.attribution._replace(speakers=citing.speakers, kind=citing.kind, via=citing.via)
                self.found[index] = row._replace(attribution=changed)

    def _read_quotes(self, stretch: Stretch, spoken: list[tuple[Cue, Speaker]]) -> None:
        """Each quotation of the stretch goes to the cue that governs it, or on from the one before."""
        for start, end in stretch.quotes:
            speaker, cue, rule = self._who_is_quoted(stretch, start, end, spoken)
            if speaker.names:
                where = (cue.start, cue.end) if cue else (-1, -1)
                self._credit(start, end, speaker.names, (speaker.start, speaker.end), where, "direct", rule)
                self.open = (stretch.block, speaker, cue)
                if rule == "continued quotation":
                    self._remember(stretch, start, speaker)

    def _who_is_quoted(
        self, stretch: Stretch, start: int, end: int, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, Cue | None, str]:
        nobody = (NOBODY, None, "")
        spoken = [(cue, who) for cue, who in spoken if who.names or cue.form not in self.words.nounlike]
        left = [(cue, speaker) for cue, speaker in spoken if cue.start < start and cue.strength != "according"]
        main = [pair for pair in left if pair[1].type != RELATED]
        left = main if main and main[-1][1].names else left
        right = [(cue, speaker) for cue, speaker in spoken if cue.start >= end]
        if right:
            cue, speaker = right[0]
            between = stretch.view[end - stretch.start : cue.start - stretch.start]
            ends = self.text[end - 1 : end] in tuple(",?!") or not left
            if (
                ends
                and speaker.names
                and (
                    len(between.split()) <= 25
                    and (
                        speaker.start >= cue.end
                        or not WORD.search(stretch.view, end - stretch.start, max(end, speaker.start) - stretch.start)
                    )
                )
            ):
                return speaker, cue, "quotation before cue"
        if left:
            cue, speaker = left[-1]
            if not speaker.names:
                return nobody
            return speaker, cue, "quotation after cue"
        before = stretch.view[: start - stretch.start].rstrip(MARKS + "‘’' \n")
        if before.rstrip().endswith((":", ",")) and len(self.text[start:end].split()) > 3:
            speaker = self._main_subject(stretch, len(before))
            if speaker.names:
                self._remember(stretch, start, speaker)
                return speaker, None, "quotation after subject"
        if right and right[0][1].names and not WORD.search(before):
            return right[0][1], right[0][0], "quotation before cue"
        alone = not WORD.search(stretch.view, end - stretch.start)
        if WORD.search(before) or (not alone and end - start < 30 and len(self.text[start:end].split()) <= 3):
            return nobody
        block, speaker, cue = self.open
        if speaker.names and stretch.block - block <= 1 and self.last.names == speaker.names:
            return speaker, cue, "continued quotation"
        if self.last.names and stretch.block - self.last_block <= 1:
            return self.last, None, "continued quotation"
        return nobody
