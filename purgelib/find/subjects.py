"""Who the subject of a reporting verb is."""

import itertools
import re
from typing import Any

from purgelib.find.anaphora import PUBLIC
from purgelib.find.attribution_words import RELATED, UNNAMED
from purgelib.find.characters import plain_ending
from purgelib.find.noun_phrases import AND_OTHERS, NounPhrases
from purgelib.find.speech import (
    BLANK,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    HARD,
    MARKS,
    NOBODY,
    WORD,
    Cue,
    Speaker,
    Stretch,
    after_hard,
    last_word,
    split_pieces,
)

BE = ("is", "are", "was", "were", "be", "been", "being", "get", "gets", "got")
AFTER_BE = ("first", "also", "now", "then", "since", "later", "been", "being")
PASSIVE = re.compile(  # "was first", "has been widely"
    rf"\b(?:{'|'.join(BE)})(?:\s+(?:\w{{2,20}}ly|{'|'.join(AFTER_BE)}))*\s*$", re.I
)
PASSIVE_ENDS = frozenset({"", *BE, *AFTER_BE})  # or in -ly
WRITTEN_BY = re.compile(r"[^,;:]{0,80}\b(\w+)\s+(?:by|from)\s+([^,;:]+)$")
JOINING = ("and", "or", "but", "then")
JOINING_AT_END = re.compile(rf"\b(?:{'|'.join(JOINING)})[\s,]*$", re.I)
JOINING_ENDS = frozenset({"", *JOINING})
RELATIVES = ("who", "which", "that")
RELATIVE_AT_END = re.compile(rf"\b({'|'.join(RELATIVES)})\s*$", re.I)
RELATIVE_ENDS = frozenset({"", *RELATIVES})
RELATIVE = re.compile(r"\b(?:who|which)\s")
FIRST_NOUN = re.compile(r"\s*(?:(?:the|this|a|an|another|one)\s+)?(?:[\w-]+\s+){0,2}?([\w-]+)\s", re.I)
BARE = re.compile(r"\s+(?:that|to|of|about|there|by|why)\b|\s*[.,;]", re.I)
REDUCED = re.compile(r"\s+(?:of\b|as\b|to\s+(?:be|have)\b|missing|dead|killed|wounded|injured|by\b)", re.I)
THAT_OR_QUOTE = re.compile(rf"[\s,]*(?:[^,.;:]{{0,40}}\bthat\b|[:{MARKS}{BLANK}‘])", re.I)
YEAR_OR_DAY = re.compile(
    r"(?:(?:19|20)\d\d\b|\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d+\s*$)"
)
AND = re.compile(r"\band\b", re.I)
AND_ANOTHER = re.compile(r"\sand\s+((?:the|a|an|his|her|its|their)\s[^,]{1,80})$", re.I)  # "X met Y and the leader"
CLAUSE_OPENS = re.compile(r"\s*(?:and|but|while|whereas)\s", re.I)
JOINT = re.compile(r"\b(?:and|but|while|or)\s", re.I)
MODAL = re.compile(r"\b(?:will|would|must|can|could|did|does|do|may|might|should)\b")
LISTING = frozenset({"the", "and", "both"})  # what may stand before and between the names of a list
ARTICLE = re.compile(r"(?:a|an|the|one|another|\w+-\w+)\b", re.I)
AS_AT_END = re.compile(r"\bas$", re.I)
AS_QUOTED = re.compile(r"\b(?:quot|cit)(?:ed|es|ing|e)\b", re.I)
QUANTITY = re.compile(
    r"(?:at (?:least|most)|as (?:many|few) as|(?:up to|over|under|about|between|around)\s+\d+)\b", re.I
)


class Subjects(NounPhrases):
    """Whether a cue is a verb, and who its subject is."""

    def _is_verb(self, stretch: Stretch, cue: Cue) -> bool:
        """Whether a form that may be a noun, an adjective or a passive participle is a verb with a subject."""
        view, at, after = stretch.view, cue.start - stretch.start, cue.end - stretch.start
        before = view[max(0, at - 80) : at]
        if last_word(before) in self.words.no_subject:
            return False
        if cue.form in self.words.participles:
            if cue.verb in self.words.transitive:
                return not BARE.match(view, after)
            if (
                REDUCED.match(view, after)
                and " " not in cue.form
                and cue.verb not in ("warn", "hear", "learn", "think")
            ):
                return False
            return self._has_subject(stretch, cue, before) or THAT_OR_QUOTE.match(view, after) is not None
        if cue.form not in self.words.nounlike or cue.verb in ("say", "tell"):
            return True
        end = self._before_adverbs(before, 0, len(before))
        word, stop = last_word(before[:end]), len(before[:end].rstrip(" ,\n"))
        if not word:
            return BLANK in before[-4:] or before.rstrip()[-1:] in tuple(MARKS + "’'")
        if end < len(before.rstrip()) and MODAL.search(before[end:]):
            return True
        position = stretch.start + at - len(before) + stop - 1
        named = self._name_at(position) is not None
        if view[at].isupper() and not named:
            return False
        if cue.form == cue.verb and named:  # `the Herald report`, but `the Herald and the Star report`
            piece = split_pieces(before, 0, len(before))[-1]
            return bool(re.search(r"\band\b", before)) or self._head(before[piece[0] : piece[1]]).endswith("s")
        return (
            named
            or word in self.words.known
            or word in self.words.first_person
            or word in ("who", "which")
            or before.rstrip().endswith((",", ")"))
        )

    def _has_subject(self, stretch: Stretch, cue: Cue, before: str) -> bool:
        """Whether a noun phrase known to speak, or a short one, stands before: not `individual alleged victims`."""
        end = self._before_adverbs(before, 0, len(before))
        word, stop = last_word(before[:end]), len(before[:end].rstrip(" ,\n"))
        if not word or not cue.form.endswith("ed") or end < len(before) or before.rstrip().endswith((",", ")")):
            return True
        if self._name_at(cue.start - len(before) + stop - 1) is not None:
            return True
        words = self.words
        if word in words.known or word in words.first_person:
            return True
        if word in ("who", "which", "and", "or", "but", "that", "then"):
            return True
        piece = split_pieces(before, 0, end)[-1]
        phrase = before[piece[0] : piece[1]]
        if " to " not in phrase and self._head(phrase) in words.known:
            return True
        phrase = COMMA.split(before[:end])[-1].split()
        return len(phrase) <= 4 and DETERMINER.match(" ".join(phrase) + " ") is not None

    def _writing(self, view: str, at: int) -> bool:
        """Whether the subject before a verb is a report or the like."""
        low = after_hard(view, max(0, at - 400), at)
        for m in self.words.subordinate.finditer(view, low, at):
            low = m.end()
        pieces = [piece for piece in split_pieces(view, low, at) if not self._opens(view, piece)]
        heads = [self._head(view[start:end]) for start, end in pieces[:1] + pieces[-1:]]
        end = self._before_adverbs(view, low, at)
        heads += [self._head(view[pieces[-1][0] : end])] if pieces else []
        return any(head in self.words.nouns["reports"] for head in heads)

    def _subject(self, stretch: Stretch, cue: Cue, number: int, spoken: list[tuple[Cue, Speaker]]) -> Speaker:
        """Who stands before the verb."""
        view, at = stretch.view, cue.start - stretch.start
        hard = after_hard(view, 0, at)
        end = self._before_adverbs(view, hard, at)
        segment = view[hard:end]
        comma = segment.rstrip().endswith(",")
        if not segment.strip(" ,\n"):
            quoted_before = bool(HARD.search(view[:end])) and number
            return self._inherited(spoken) if quoted_before and comma else NOBODY
        ending = plain_ending(segment)
        if ending in JOINING_ENDS and JOINING_AT_END.search(segment):
            inherited = self._inherited(spoken)
            return inherited if inherited.names or stretch.quoted else self._main_subject(stretch, at)
        relative = RELATIVE_AT_END.search(segment) if ending in RELATIVE_ENDS else None
        if relative and not relative[1].isupper():  # "the WHO says"
            if relative[1].lower() == "that":
                return NOBODY
            return self._antecedent(stretch, hard + relative.start(), relative[1].lower(), spoken)
        low = hard
        if not comma:
            for m in self.words.subordinate.finditer(segment):
                low = hard + m.end()
        earlier = [c for c, who in spoken if who.names and c.start - stretch.start >= low]
        pieces = split_pieces(view, low, end)
        if not pieces:
            return NOBODY
        if not comma:
            return self._last_piece(stretch, pieces, earlier, cue, spoken)
        kept = [self._unopened(stretch, piece) for piece in pieces]
        kept = [piece for index, piece in enumerate(kept) if not self._opens(view, piece) or index == len(pieces) - 1]
        if earlier:
            limit = earlier[-1].end - stretch.start
            later = [piece for piece in kept if piece[0] >= limit and CLAUSE_OPENS.match(view, piece[0], piece[1])]
            inside = [
                piece
                for piece in kept
                if piece[0] >= limit and self._names_in(piece[0] + stretch.start, piece[1] + stretch.start)
            ]
            if later:
                kept = kept[kept.index(later[-1]) :]
            elif (kept and kept[0][1] > limit > kept[0][0]) or not inside:
                return self._inherited(spoken)
        if (own := self._own_clause(stretch, kept)) is not None:
            return own
        first = next((piece for piece in kept if self._names_or_noun(stretch, piece)), kept[0] if kept else None)
        if first is None:
            return NOBODY
        index = kept.index(first)
        speaker = self._read_noun_phrase(stretch, first[0], first[1], cue)
        if index + 1 < len(kept):
            person = self._exact_person(stretch, kept[index + 1], any_type=speaker.nameless)
            officer = self._head(view[first[0] : first[1]]) in self.words.nouns[
                "officers"
            ] and self.words.object_of.search(view[first[0] : first[1]] + " ")
            if person is not None and (speaker.type != "person" or officer or not self._free_person(stretch, first)):
                return person._replace(start=speaker.start if speaker.start >= 0 else person.start)
            joined = self._listed(stretch, kept[index:])
            if joined is not None:
                return joined
        if speaker.names and self._is_report(view[first[0] : first[1]]) and index + 1 < len(kept):
            return speaker._replace(content=stretch.start + kept[index + 1][0])
        return speaker

    def _own_clause(self, stretch: Stretch, pieces: list[tuple[int, int]]) -> Speaker | None:
        """The person of `…, where their lawyer, X, says`, whatever stands before the clause."""
        if len(pieces) < 3:
            return None
        start, end = pieces[-2]
        word = self.words.subordinate.match(
            stretch.view, start + len(stretch.view[start:end]) - len(stretch.view[start:end].lstrip())
        )
        if word is None or len(stretch.view[start:end].split()) > 6:
            return None
        return self._exact_person(stretch, pieces[-1])

    def _before_adverbs(self, view: str, low: int, end: int) -> int:
        """Where the subject ends: before auxiliaries and adverbs."""
        for _ in range(8):
            start = self._adverb(view, low, end)
            if start < 0:
                return end
            end = start
        return end

    def _adverb(self, view: str, low: int, end: int) -> int:
        """Where the adverb begins that ends at `end`, -1 if there is none."""
        low = max(low, end - 40)
        words = view[low:end].rstrip().removesuffix(",")
        start = words.rfind(" ") + 1
        if not words[start:].isalpha():
            start = max(words.rfind(blank) for blank in " ,\n\t\xa0") + 1
        word = words[start:].lower()
        if word in self.words.adverb_ends:
            first = max(words.rfind(blank, 0, max(0, start - 1)) for blank in " ,\n") + 1
            if words[first:].lower() in self.words.adverbs:
                return low + first
            if word in self.words.adverbs:
                return low + start
        ending = word.endswith("ly") and 4 <= len(word) <= 22 and word.isalpha() and word not in self.words.in_ly
        return low + start if ending else -1

    def _last_piece(
        self,
        stretch: Stretch,
        pieces: list[tuple[int, int]],
        earlier: list[Cue],
        cue: Cue,
        spoken: list[tuple[Cue, Speaker]],
    ) -> Speaker:
        """The subject where no comma parts it from its verb: the last piece, or the name that it describes."""
        view = stretch.view
        start, end = pieces[-1]
        inside = [c for c in earlier if c.start - stretch.start >= start]
        if inside:
            limit = inside[-1].end - stretch.start
            relative = RELATIVE.search(view, start, inside[0].start - stretch.start)
            if relative:
                head = self._read_noun_phrase(stretch, start, relative.start(), cue)
                return head if head.names else self._inherited(spoken)
            joints = [m.end() for m in JOINT.finditer(view[limit:end])]
            if not joints:
                return NOBODY
            start = limit + joints[-1]
            if not view[start:end].strip():
                return self._inherited(spoken)
        if len(pieces) > 1 and (listed := self._listed(stretch, pieces)) is not None:
            return listed
        if len(pieces) > 1:
            before = pieces[-2]
            name = self._exact_person(stretch, before)
            lower = view[start:end].strip()[:1].islower()
            if (
                name is not None
                and lower
                and not self._opens(view, (start, end))
                and not CONJUNCTION.match(view, start, end)[0].strip(" ,\n")
            ):
                return name
        second = AND_ANOTHER.search(view, start, end)
        if second and len(view[start : second.start()].split()) > 7:
            start = second.start(1)
        return self._read_noun_phrase(stretch, start, end, cue)

    def _listed(self, stretch: Stretch, pieces: list[tuple[int, int]]) -> Speaker | None:
        """`A, B and C said`: names piece by piece, the last joined by `and`."""
        last = stretch.view[pieces[-1][0] : pieces[-1][1]]
        if not AND.search(last):
            return None
        names: list[tuple[int, int, Any]] = []
        for start, end in pieces:
            inside = self._names_in(stretch.start + start, stretch.start + end)
            lead = stretch.view[start : inside[0][0] - stretch.start].split() if inside else ["x"]
            exact = {word.lower() for word in lead} <= LISTING and not AND_OTHERS.sub(
                "", self._tail(stretch, inside[-1], end)
            )
            gaps = [self.text[one[1] : two[0]].split() for one, two in itertools.pairwise(inside)]
            exact = exact and all({word.lower() for word in gap} <= LISTING | {"&"} for gap in gaps)
            names = names + inside if exact else []
        if len(names) < 2:
            return None
        actors = tuple(dict.fromkeys(name.actor for _, _, name in names))
        return Speaker(actors, names[0][0], names[-1][1], names[0][2].type, -1)

    def _inherited(self, spoken: list[tuple[Cue, Speaker]]) -> Speaker:
        return next((speaker._replace(content=-1) for _, speaker in reversed(spoken) if speaker.names), NOBODY)

    def _ends_in_name(self, stretch: Stretch, piece: tuple[int, int]) -> bool:
        """Whether a piece ends in a name that is no object: `In May the Red Cross`."""
        names = self._names_in(stretch.start + piece[0], stretch.start + piece[1])
        return (
            bool(names)
            and not self._tail(stretch, names[-1], piece[1])
            and not self._governed(stretch, stretch.start + piece[0], names[-1][0])
        )

    def _unopened(self, stretch: Stretch, piece: tuple[int, int]) -> tuple[int, int]:
        """`On 4 May 2020 Peter Lund` -> `Peter Lund`; other pieces as they are."""
        if not self._opens(stretch.view, piece) or not self._ends_in_name(stretch, piece):
            return piece
        return self._names_in(stretch.start + piece[0], stretch.start + piece[1])[-1][0] - stretch.start, piece[1]

    def _opens(self, view: str, piece: tuple[int, int]) -> bool:
        word = WORD.search(view, *piece)
        if word is None or QUANTITY.match(view, word.start(), piece[1]):
            return word is None
        if word[0][0].isdigit():
            return bool(YEAR_OR_DAY.match(view, word.start(), piece[1]))
        return word[0].lower() in self.words.openers

    def _names_or_noun(self, stretch: Stretch, piece: tuple[int, int]) -> bool:
        if self._names_in(stretch.start + piece[0], stretch.start + piece[1]):
            return True
        head = self._head(stretch.view[piece[0] : piece[1]])
        return head in self.words.speakers or head in self.words.nouns["reports"]

    def _antecedent(self, stretch: Stretch, at: int, word: str, spoken: list[tuple[Cue, Speaker]]) -> Speaker:
        """Whom `who` or `which` stands for."""
        base = stretch.start
        pieces = split_pieces(stretch.view, after_hard(stretch.view, 0, at), at)
        for start, end in reversed(pieces[-3:]):
            names = [
                name
                for name in self._names_in(base + start, base + end)
                if (name[2].type == "person") == (word == "who")
            ]
            if names and not self._tail(stretch, names[-1], end):
                return Speaker((names[-1][2].actor,), names[-1][0], names[-1][1], names[-1][2].type, -1)
            phrase = stretch.view[start:end].strip(" ,\n")
            if not ARTICLE.match(phrase):
                break
        if word == "who":
            return Speaker(UNNAMED, base + at, base + at + 3, RELATED, -1)
        names = [name for name in self._names_in(base, base + at) if name[2].type in PUBLIC]
        return (
            Speaker((names[-1][2].actor,), names[-1][0], names[-1][1], names[-1][2].type, -1)
            if names and names[-1][2].type == "media"
            else NOBODY
        )

    def _participle_subject(
        self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]], loose: bool
    ) -> Speaker:
        """Of `…, saying`: who spoke before in the sentence, else its subject."""
        before = stretch.view[: cue.start - stretch.start].rstrip()
        if not before or last_word(before) in self.words.no_subject:
            return NOBODY
        if AS_AT_END.search(before, max(0, len(before) - 3)):
            return self._quoted_as(stretch, len(before) - 2, cue)
        written = not loose and ("by" in before or "from" in before)
        writing = WRITTEN_BY.search(before) if written else None
        if writing and writing[1].lower() in self.words.nouns["reports"]:
            return self._read_noun_phrase(stretch, writing.start(2), writing.end(2), cue)._replace(type=RELATED)
        inherited = self._inherited(spoken)
        return inherited if inherited.names else self._main_subject(stretch, cue.start - stretch.start)

    def _quoted_as(self, stretch: Stretch, at: int, cue: Cue) -> Speaker:
        """`The Star quoted X as saying`, `X was quoted by the Star as saying`: X."""
        verb = next(reversed(list(AS_QUOTED.finditer(stretch.view, max(0, at - 200), at))), None)
        if verb is None:
            return NOBODY
        if not PASSIVE.search(stretch.view[max(0, verb.start() - 60) : verb.start()]):
            return self._read_noun_phrase(stretch, verb.end(), at, cue)
        end = self._before_adverbs(stretch.view, 0, verb.start())
        pieces = split_pieces(stretch.view, 0, end)
        return self._last_piece(stretch, pieces, [], cue, []) if pieces else NOBODY

    def _main_subject(self, stretch: Stretch, limit: int) -> Speaker:
        """The subject of the sentence: what stands first in its first piece that is no adjunct."""
        pieces = [piece for piece in split_pieces(stretch.view, 0, limit) if not self._opens(stretch.view, piece)]
        if not pieces:
            return NOBODY
        start, end = pieces[0]
        names = self._names_in(stretch.start + start, stretch.start + end)
        if names and len(stretch.view[start : names[0][0] - stretch.start].split()) <= 5:
            last = names[0]
            for name in names[1:]:
                if self.text[last[1] : name[0]].strip(" '’s"):
                    break
                last = name
            speaker = self._read_noun_phrase(stretch, start, last[1] - stretch.start, None)
            if speaker.names and len(pieces) > 1 and speaker.type != "person":
                person = self._exact_person(stretch, pieces[1])
                return person or speaker
            return speaker
        m = FIRST_NOUN.match(stretch.view, start, end)
        if m is None:
            return NOBODY
        for word in WORD.finditer(stretch.view, start, min(end, start + 60)):
            if word[0].lower() in self.words.speakers:
                return self._without_name(stretch, start, word.end(), None)
        return NOBODY

    def _describes(self, stretch: Stretch, at: int) -> bool:
        """Whether the comma before a verb closes what describes a name: `X, a nurse, said`."""
        pieces = split_pieces(stretch.view, after_hard(stretch.view, max(0, at - 300), at), at)[-3:]
        return any(
            self._exact_person(stretch, piece) is not None or self._ends_in_name(stretch, piece) for piece in pieces
        )

    def _adjunct_only(self, before: str) -> bool:
        return (
            before.rstrip().endswith((",", "But", "And", "but", "and"))
            and len(before.split()) <= 8
            and all(self._opens(before, piece) for piece in split_pieces(before, 0, len(before)))
        )
