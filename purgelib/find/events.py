"""Which event a number belongs to: the numbers of one sentence as arguments of its verbs, nouns and states."""

from typing import Any

from spacy.tokens import Span

from purgelib.find.clauses import Clauses
from purgelib.find.count_words import Words
from purgelib.find.frames import Found, find_frames
from purgelib.find.passages import Event, Passage, glue
from purgelib.find.shared_events import SharedEvents


class Events(SharedEvents):
    """A sentence, its clauses, and the events of its numbers."""

    def __init__(
        self,
        sentence: Span,
        passages: list[Passage],
        words: Words,
        dates: list[tuple[Span, Any]],
        told: str = "",
    ):
        """`told`: the category of the count before, with which a number without an event of its own may go on."""
        self.sentence, self.passages, self.words, self.dates = sentence, passages, words, dates
        self.framed, self.rests = {}, {}
        self.tokens, self.at = glue(sentence, passages)
        at, first, last = self.at, sentence.start, sentence.end
        phrases = [(at[p.start], at[p.end], self._head_end(p)) if p.usable else (-1, -1, -1) for p in passages]
        times = [(at[span.start - first], at[min(span.end, last) - first]) for span, _ in dates]
        times = [(s, e) for s, e in times if not any(s < end and e > start for start, _, end in phrases if start >= 0)]
        self.clauses = Clauses(self.tokens, phrases, times, words.grammar)
        self.events: list[list[Event]] = [[] for _ in passages]
        frames = list(find_frames(self.clauses, words.frames))
        self._from_frames(frames)
        self._from_verbs()
        self._from_nouns()
        self._from_states()
        self._from_tolls()
        self._from_heads()
        self._from_company()
        self._from_asides()
        self._from_gaps()
        self._again(frames, told)

    def _head_end(self, passage: Passage) -> int:
        """The end of the number's noun phrase, without a verb that looks like its noun: "40 [detained]"."""
        start, end = self.at[passage.end], self.at[passage.head_end]
        if len(self.passages) > 1:
            following = [self.at[other.start] for other in self.passages if other.start >= passage.end]
            end = max(start, min([end, *following]))
        verbs = self.words.grammar.verbs
        if end == start:
            for at in range(start, min(start + 2, len(self.tokens))):
                nouns = self.words.nouns.get(self.tokens[at].lower(), ())
                if any(noun.role in ("after", "both") for noun in nouns):
                    return at + 1
        while end - start > 1 and self.tokens[end - 1].lower() in self.words.tails:
            end -= 1
        while end > start:
            forms = "".join(form.kinds for form in verbs.get(self.tokens[end - 1].lower(), ()))
            word = self.tokens[end - 1].lower()
            if not forms or ("n" not in forms and "d" not in forms and "g" not in forms):
                break
            if any(noun.role in ("after", "both", "state") for noun in self.words.nouns.get(word, ())):
                break
            end -= 1
        while end > start and self.tokens[end - 1].lower() in ("of", "the", "these", "those", ",", "and"):
            end -= 1
        if end == start and end < len(self.tokens) and self.tokens[end].lower() == "others":
            return end + 1
        return end

    def _from_frames(self, frames: list[Found]) -> None:
        """ "put the toll at 61", "there were 60 of us in a cell" """
        for frame, number, start, end in frames:
            if not frame.category:
                continue
            group = next((g for i in range(start, end) if (g := self.clauses.group_of.get(i)) is not None), None)
            denied = "" if frame.negates else self._denied(group)
            before = self.clauses.group_of.get(self.clauses.before(start))
            if before is not None and set(before.bases) & (self.words.hoped | self.words.negated):
                denied = before.base  # "refused entry to 80"
            cue = self._frame_cue(number, start, end)
            self._add(number, Event(frame.category, *cue, "frame", group, self._hedged(group, number), denied))
            self.framed[number] = (start, end)
