"""Names, groups and words that point back, in the stretches of a document that are read for reactions."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from spacy.tokens import Doc

from purgelib.find.characters import low_of, sentence_places_of, text_of
from purgelib.find.cues import Words


class Mention(NamedTuple):
    """Someone who may act: a name, a group, or a word that points back to one."""

    start: int
    end: int
    actor: str
    type: str  # type of the name; group; anaphor


class Speech(NamedTuple):
    start: int
    end: int
    speakers: tuple[str, ...]
    speaker_start: int
    speaker_end: int
    cue_start: int
    direct: bool


LETTERS_A_WE = 800  # a report that quotes some "we" is no statement
NO_BODY = {"group", "anaphor", "message", "person", "other"}
WE = re.compile(r"[WwOo](?:(?<=\b[Ww])e|(?<=\b[Oo])ur)\b")  # begins with what a search skips to
OF_NAME = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+(?:and\s+)?[A-Z][\w’'-]+)*")
PRONOUNS = {"he", "she", "it", "they", "we", "i"}
ALONE = PRONOUNS | {"who"}  # point back without "the" or "this"
POSSESSOR = re.compile(r"(?<![\w.’'-])([A-Z][\w-]+)['’]s\s+$")


class Mentions:
    """One document: its mentions and speeches by place, and who acted last."""

    def __init__(self, doc: Doc, words: Words):
        self.doc = doc
        self.words = words
        self.text = text_of(doc)
        self.low = low_of(doc)
        self.seen: tuple[int, int, frozenset[str]] = (-1, -1, frozenset())
        self.names = [
            Mention(span.start_char, span.end_char, name.actor, name.type) for span, name in doc._.names if name.actor
        ]
        self.names.sort()
        self.add_own_name(getattr(doc._, "outlet", "") or "")
        self.name_starts = [mention.start for mention in self.names]
        self.types = {mention.actor: mention.type for mention in self.names}
        self.dates = sorted(((span.start_char, span.end_char, date) for span, date in doc._.dates), key=lambda d: d[:2])
        self.date_starts = [start for start, _, _ in self.dates]
        self.speeches = sorted(
            Speech(
                span.start_char,
                span.end_char,
                tuple(told.speakers),
                told.speaker_start,
                told.speaker_end,
                told.cue_start,
                told.kind == "direct",
            )
            for span, told in doc._.attributions
        )
        self.speech_starts = [speech.start for speech in self.speeches]
        self.speech_reach = [0, *accumulate((speech.end for speech in self.speeches), max)]  # of those before each
        self.quotations = sorted((span.start_char, span.end_char) for span, _ in doc._.quotations)
        self.quotation_starts = [start for start, _ in self.quotations]
        states = Counter(mention.actor for mention in self.names if mention.type == "state")
        leading = states.most_common(2)
        self.main_state = ""  # the state that the text names most, if one stands out
        if leading and leading[0][1] > 1 and (len(leading) == 1 or leading[0][1] >= 1.2 * leading[1][1]):
            self.main_state = leading[0][0]
        self.sentence_starts = sorted({0, *sentence_places_of(doc)})
        self.last: list[tuple[str, str]] = []  # (actor, type) of whoever acted or spoke, latest last
        self.signatories: tuple[str, ...] = ()
        self.first_hand: set[str] = set()
        self.self_actor = self.own_body(getattr(doc._, "outlet", "") or "")

    def add_own_name(self, outlet: str) -> None:
        """Takes the outlet's name where the text writes it in full as one name."""
        if " " not in outlet or any(mention.actor == outlet for mention in self.names):
            return
        for match in re.finditer(re.escape(outlet), self.text):
            start, end = match.span()
            self.names = [m for m in self.names if m.end <= start or m.start >= end]
            self.names.append(Mention(start, end, outlet, "other"))
        self.names.sort()

    def own_body(self, outlet: str) -> str:
        """The body whose statement the document is, "" where it is an outlet's report."""
        kind = self.types.get(outlet, "")
        signed = getattr(self.doc._, "author", "")
        body = not signed and not self.words.statement_bodies.isdisjoint(outlet.lower().split())
        if kind in {"ngo", "igo", "government", "party"} or (body and kind != "media"):
            return outlet
        if kind == "media" or (outlet and signed):
            return ""
        outside = sum(not self.quoted(match.start()) for match in WE.finditer(self.text))
        if outside < 3 or outside < len(self.text) / LETTERS_A_WE:
            return ""
        if outlet:
            return outlet
        # a statement without a head: of the body that it names first
        first = next((m for m in self.names if m.type in {"ngo", "igo", "government", "party"}), None)
        return first.actor if first is not None and first.start < 300 else ""

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Names, groups and anaphors in a stretch, in order, names before what overlaps them."""
        found, words = self.names_before(end, start), self.words
        present = self.present(start, end)
        self.add_bodies(found, words.bodies.finditer(self.low, start, end, present), end)
        for match in words.groups.finditer(self.low, start, end, present):
            if _is_free(found, *match.span()):
                found.append(Mention(*match.span(), self.group_name(match[0]), "group"))
        for match in words.message_nouns.finditer(self.low, start, end, present):
            if _is_free(found, *match.span()):
                found.append(Mention(*match.span(), "message", "message"))
        self.add_anaphors(found, words.anaphors.finditer(self.low, start, end, present))
        found.sort()
        return self.joined(
            [self.with_body(mention, found) if mention.type == "group" else mention for mention in found]
        )

    def add_bodies(self, found: list[Mention], matches: Iterable[re.Match], end: int) -> None:
        """ "The bar association"; a bare "the association" may repeat a name."""
        for match in matches:
            words = match[1].split()
            if (
                len(words) == 1
                and words[-1] in self.words.anaphor_types
                and not match[0].startswith(("a ", "an ", "another ", "state "))
            ) or not _is_free(found, *match.span()):
                continue
            named = OF_NAME.match(self.text, match.end(), end)  # "the Chamber of Lawyers"
            if named and _is_free(found, *named.span()):
                actor, stop = self.text[match.start(1) : named.end()], named.end()
            else:
                actor, stop = self.group_name(" ".join(words)), match.end()
            found.append(Mention(match.start(), stop, actor, "group"))

    def add_anaphors(self, found: list[Mention], matches: Iterable[re.Match]) -> None:
        for match in matches:
            *before, word = match[0].split()
            begin = match.start()
            if before and before[0] not in {"the", "this", "that"}:  # "his office", "Ghana's it"
                if word not in PRONOUNS:
                    continue
                begin = match.end() - len(word)
            elif not before and word not in ALONE:
                continue
            if not _is_free(found, begin, match.end()):
                continue
            # "the museum's director": the body speaks
            actor = "office" if "'s " in match[0] or "’s " in match[0] else word
            found.append(Mention(begin, match.end(), actor, "anaphor"))

    def present(self, start: int, end: int) -> frozenset[str]:
        """The words and marks of the lexicon in a stretch."""
        if self.seen[:2] != (start, end):
            self.seen = (start, end, self.words.named.within(self.low[start:end]))
        return self.seen[2]

    def joined(self, found: list[Mention]) -> list[Mention]:
        """Two groups without a name that "and" joins are one: "dockers and teachers"."""
        out: list[Mention] = []
        for mention in found:
            if (
                out
                and mention.type == out[-1].type == "group"
                and self.low[out[-1].end : mention.start] == " and "
                and self.group_of_people(out[-1])
                and self.group_of_people(mention)
            ):
                out[-1] = Mention(out[-1].start, mention.end, f"{out[-1].actor} and {mention.actor}", "group")
            else:
                out.append(mention)
        return out

    def group_of_people(self, mention: Mention) -> bool:
        words = self.low[mention.start : mention.end].split()
        if words[-1] in self.words.bodies_in_groups or mention.actor in self.words.official:
            return False
        return words[-1].endswith("s")

    def with_body(self, mention: Mention, found: list[Mention]) -> Mention:
        """A group that belongs to a body: "U.N. experts", "Ghana's leaders"."""
        if self.low.startswith("the ", mention.start):
            # "Daily Post the Moscow based newspaper": an apposition without its comma
            beside = next((m for m in found if m.end == mention.start - 1 and m.type not in NO_BODY), None)
            if beside is not None:
                return mention._replace(start=beside.start, actor=beside.actor, type=beside.type)
        before = self.low[max(0, mention.start - 40) : mention.start].rstrip()
        if before.endswith(("its", "their")) and (
            match := re.search(r"\b(its|their)\s+$", self.low[max(0, mention.start - 8) : mention.start])
        ):
            return mention._replace(actor={"its": "it", "their": "they"}[match[1]], type="anaphor")  # "its surgeons"
        if before.endswith(("'s", "’s")) and (
            match := POSSESSOR.search(self.text, max(0, mention.start - 40), mention.start)
        ):
            owner = next((m for m in found if m.end == match.end(1)), None)
            if owner is None and mention.actor.rpartition(" ")[2] not in self.words.own_voice:
                return mention._replace(start=match.start(1), actor=match[1], type="other")
        beside = next((m for m in found if m.end == mention.start - 1 and m.type == "ngo"), None)
        if beside is not None:
            return mention._replace(start=beside.start, actor=beside.actor, type="ngo")  # "Greenpeace activists"
        if self.low[mention.start : mention.end].split()[-1] not in self.words.stand_ins:
            return mention
        earlier = [m for m in found if m.end <= mention.start and m.type not in NO_BODY]
        if earlier and re.fullmatch(
            r"(?:['’]s?)?\s+(?:(?:most|senior|top|own|foreign|several|interim|prime|deputy|military|government)\s+){0,3}",
            self.low[earlier[-1].end : mention.start],
        ):
            return mention._replace(start=earlier[-1].start, actor=earlier[-1].actor, type=earlier[-1].type)
        after = next((m for m in found if m.start >= mention.end and m.type not in NO_BODY), None)
        if after is not None and re.fullmatch(
            r"\s+(?:in|at|of|from|for|with)\s+(?:the\s+)?", self.low[mention.end : after.start]
        ):
            return mention._replace(end=after.end, actor=after.actor, type=after.type)
        return mention

    def group_name(self, words: str) -> str:
        plain_words = " ".join(words.split())
        head = plain_words.rpartition(" ")[2]
        before = set(plain_words.split()[:-1])
        if head in self.words.official and before <= self.words.official_of:
            return head
        if head in {"activists", "protesters", "demonstrators"} and before <= self.words.where_from:
            return head
        listed = self.words.group_names
        return listed.get(plain_words) or (listed.get(head) if head != "groups" else None) or plain_words

    def names_before(self, end: int, start: int) -> list[Mention]:
        low = bisect_right(self.name_starts, start - 1)
        high = bisect_right(self.name_starts, end - 1)
        return self.names[low:high]

    def in_name(self, start: int) -> bool:
        """Whether the word that begins here belongs to a name or a date."""
        index = bisect_right(self.name_starts, start) - 1
        if index >= 0 and self.names[index].start < start < self.names[index].end:
            return True
        index = bisect_right(self.date_starts, start) - 1
        return index >= 0 and self.dates[index][1] > start and self.text[start].isupper()

    def speech_at(self, position: int) -> Speech | None:
        """The innermost content that holds the position."""
        index = bisect_right(self.speech_starts, position)
        if self.speech_reach[index] <= position:
            return None
        best = None
        for speech in self.speeches[max(0, index - 8) : index]:
            if speech.end > position and (best is None or speech.end - speech.start <= best.end - best.start):
                best = speech
        return best

    def sentence_start(self, position: int) -> int:
        return self.sentence_starts[bisect_right(self.sentence_starts, position) - 1]

    def quoted(self, position: int) -> bool:
        index = bisect_right(self.quotation_starts, position) - 1
        return index >= 0 and self.quotations[index][1] > position


def _is_free(found: list[Mention], start: int, end: int) -> bool:
    """Whether no mention overlaps the stretch."""
    for begin, stop, _, _ in found:  # noqa: SIM110 (a generator takes as long again)
        if begin < end and start < stop:
            return False
    return True
