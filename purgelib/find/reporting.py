"""Reporting constructions: verbs before and after, `according to`, `citing`, passives, colons."""

import re

from purgelib.find.attribution_words import RELATED, UNNAMED
from purgelib.find.characters import plain_ending
from purgelib.find.speech import (
    BLANK,
    HARD,
    MARKS,
    NOBODY,
    WORD,
    Attribution,
    Cue,
    Found,
    Speaker,
    Stretch,
    is_closing,
    split_pieces,
)
from purgelib.find.subjects import PASSIVE, PASSIVE_ENDS, THAT_OR_QUOTE, Subjects

NEGATING = ("not", "never", "nor", "neither", "without", "to", "cannot")
NEGATED = re.compile(rf"(?:\b(?:{'|'.join(NEGATING)})|n['’]t)\s+(?:\w{{2,20}}ly\s+)?$", re.I)
NEGATED_ENDS = frozenset({"", *NEGATING})  # or in -ly
SPEAKER_END = re.compile(rf"[,;:!?{MARKS}{BLANK}]|\.(?=\s*$)|(?<=[a-z\)]{{3}})\.(?=\s)")
GOES_ON = re.compile(r"\s(?:as|that|to|who|which|during|after|when|while)\s")
HARD_STOP = re.compile(r"[,;:.()“”\"]|\bthat\b")
UP_TO_STOP = re.compile(rf"[^,.;:{MARKS}{BLANK}]*")
MARK_AT_END = re.compile(rf"[{MARKS}]\W*$")
QUOTE_AT_END = re.compile(rf"[,?!.]?[{MARKS}’']\s*(?:the\s+)?$")
IN_QUOTES = tuple(MARKS + "’'?!")  # what may end the words before "said X"
LOOSE = re.compile(r"(?:,|\b(?:while|and|also|by|instead|but|as)|ly)\s*$")
ADJUNCT = re.compile(r"\s*(?:that|on|in|at|to)\b", re.I)
THAT = re.compile(r"\bthat\b")
THAT_NEXT = re.compile(r"\s+that\b")
THAT_LATER = re.compile(r"[^.;:]{0,60}?\bthat\b")
BY_NEXT = re.compile(r"\s+by\b")
PARTICIPLE = re.compile(r"ing\b")
BY = re.compile(
    r"\s+(?:(?:in|on|at|last|this|early|late|first|to|for|yesterday|today|earlier|week|month|year|time|the"
    r"|\w{2,20}ly|[A-Z][\w-]*|\d+)\s+){0,5}?by\s+(?!\w{2,20}ing\b)"  # "(reported) in April by", not "by reducing"
)
BY_OWN = re.compile(r"\bby\s+([^,;:]{2,60}?)['’]s?\s+(?:[\w-]+\s+){0,2}$", re.I)  # "by the union’s own count"
TAKEN = re.compile(r"\s+(?:[\w,-]+\s+){1,6}lives?\b")  # "the flood claimed at least 30 lives"
SOMEWHERE_BY = re.compile(r"[^,;:.()]{0,60}?\bby\s")
AFTER_WHICH = re.compile(r"(?:^|[,\s])((?:which|who|that),?\s*)$", re.I)  # "which, according to the union, bore"
REPORT_BY = re.compile(
    r"\s+(?:by|from)\s+([^,;:.()]{2,80}?)\s"
    r"(?:that|regarding|about|concerning|saying|suggesting|indicating|alleging|describing|detailing)\s"
)
TOLD_TO = re.compile(r"\b(?:to|with)\s")
AND_THE = re.compile(r",?\s(?:and|or)\s(?:the\s)?", re.I)
NOUN_AFTER = re.compile(r"\s+(?:by|of|from|released|published|issued|compiled|dated)\b", re.I)


class Reporting(Subjects):
    """What each kind of cue credits, and to whom."""

    def _credit(
        self,
        start: int,
        end: int,
        speakers: tuple[str, ...],
        speaker: tuple[int, int],
        cue: tuple[int, int],
        kind: str,
        rule: str,
        via: tuple[str, ...] = (),
    ) -> None:
        if start < end and speakers:
            self.found.append(Found(start, end, Attribution(speakers, *speaker, *cue, kind, via, rule)))

    def _read_cue(
        self, stretch: Stretch, cue: Cue, number: int, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, str, tuple[int, int] | None]:
        """The speaker of a cue, the rule, and what is credited; NOBODY where there is none."""
        nobody = (NOBODY, "", None)
        view, base = stretch.view, stretch.start
        at, after = cue.start - base, cue.end - base
        before = view[:at]
        if cue.strength == "carried":
            return self._carried(stretch, cue, spoken)
        if cue.strength == "colon":
            return self._colon(stretch, cue, spoken)
        if cue.strength == "according":
            return self._according(stretch, cue)
        if cue.strength == "citing":
            return self._citing(stretch, cue, spoken)
        participle = cue.form in self.words.participles
        ending = plain_ending(before)
        if participle and (
            ((ending in PASSIVE_ENDS or ending.endswith("ly")) and PASSIVE.search(before[-60:]))
            or BY_NEXT.match(view[after : after + 9])
        ):
            return self._passive(stretch, cue)
        if cue.form in self.words.nounlike and NOUN_AFTER.match(view, after):
            return self._report_by(stretch, cue)
        if cue.form in self.words.nouns["reports"] and (owned := BY_OWN.search(view, max(0, at - 90), at)):
            return (
                self._read_noun_phrase(stretch, owned.start(1), owned.end(1), None),
                "by own count",
                (stretch.start, stretch.end),
            )
        if (ending in NEGATED_ENDS or ending.endswith("ly")) and NEGATED.search(before[-30:]):
            return nobody
        if (view.find("live", after) >= 0 and TAKEN.match(view, after)) or not self._is_verb(stretch, cue):
            return nobody
        if cue.strength == "confide":
            return self._confided(stretch, cue, number)
        if "ing" in cue.form and PARTICIPLE.search(cue.form):
            credits = THAT_OR_QUOTE.match(view, after)
            loose = LOOSE.search(before)
            if cue.strength == "contain" or not (
                credits or (loose and cue.verb not in self.words.bound and cue.verb not in self.words.nouns["reports"])
            ):
                return nobody
            speaker = self._participle_subject(stretch, cue, spoken, loose is not None)
            return (speaker, "participle", (cue.end, stretch.end)) if speaker.names else nobody
        inverted = self._inverted(stretch, cue)
        if inverted is not None:
            speaker, rest = inverted
            left = self._left_start(stretch, cue, spoken)
            return speaker, "verb speaker", (left, cue.start if rest else stretch.end)
        by = participle and view.find("by", after) >= 0 and SOMEWHERE_BY.match(view, after)
        bound = cue.verb in self.words.bound
        writing = (by or bound or cue.strength == "contain") and self._writing(view, at)
        if writing and by:
            return nobody
        speaker = self._subject(stretch, cue, number, spoken)
        if not speaker.names or (cue.strength == "contain" and not writing):
            return nobody
        if (
            speaker.type == RELATED
            and cue.verb not in ("say", "claim", "allege")
            and not THAT_OR_QUOTE.match(view, after)
        ):
            return NOBODY._replace(type=RELATED), "", None
        heard = self._medium(stretch, cue) if speaker.nameless else None
        if heard is not None:
            after_all = self._postposed(stretch, cue, speaker)
            return heard, "told medium", (base if after_all else max(speaker.start, base), stretch.end)
        if speaker.start >= 0 and self._postposed(stretch, cue, speaker):
            left = self._left_start(stretch, cue, spoken)
            tail = is_closing(view[after:])
            return speaker, "speaker verb after", (left, speaker.start if tail else stretch.end)
        start = speaker.content if speaker.content >= 0 else cue.end
        if (
            bound
            and not writing
            and not THAT_LATER.match(view[after:])
            and not (cue.verb in self.words.nouns["counting"] and self.words.numbered.match(view, after))
        ):
            return speaker, "speaker verb", None
        return speaker, "speaker verb", (start, stretch.end)

    def _according(self, stretch: Stretch, cue: Cue) -> tuple[Speaker, str, tuple[int, int] | None]:
        view, base = stretch.view, stretch.start
        after = cue.end - base
        hard = HARD.search(view, after)
        stop = hard.start() if hard else len(view)
        pieces = split_pieces(view, after, stop)
        if not pieces:
            return NOBODY, "", None
        end = pieces[0][1]
        if (number := self.words.quantity.search(view, after, end)) and WORD.search(view, after, number.start()):
            end = number.start()  # "According to the health department 78 people"
            pieces = pieces[:1]
        for piece in pieces[1:]:  # a list of names goes on over commas
            names = self._names_in(base + piece[0], base + piece[1])
            lead = view[piece[0] : names[0][0] - base].strip(" ,\n").lower() if names else ""
            tail = view[names[-1][1] - base : piece[1]].strip(" ,\n") if names else "x"
            if not names or lead not in ("", "the", "and", "and the", "both") or tail:
                break
            end = piece[1]
        leading = not WORD.search(view, 0, cue.start - base) or self._adjunct_only(view[: cue.start - base])
        speaker = self._read_noun_phrase(stretch, after, end, None)
        if (
            not speaker.names
            and (m := WORD.search(view, after, end)) is not None
            and self._head(view[after:end]) not in self.words.nouns["agentless"]
        ):
            speaker = Speaker(UNNAMED, base + m.start(), base + len(view[:end].rstrip(" ,.\n")), "", -1)
        if not speaker.names:
            return NOBODY, "", None
        heard = self._interviewed(stretch, after, end) if speaker.nameless else None
        if heard is not None:
            speaker = heard
        if leading:
            return speaker, "according to", (base + end, stretch.end)
        if which := AFTER_WHICH.search(view, 0, cue.start - base):
            return speaker, "according to", (base + which.start(1), stretch.end)
        last = not WORD.search(view, end)
        return speaker, "according to", (stretch.start, cue.start if last else stretch.end)

    def _interviewed(self, stretch: Stretch, low: int, high: int) -> Speaker | None:
        """`escapees interviewed by the Herald and the Star`: the outlets that heard people without a name."""
        names = [name for name in self._names_in(stretch.start + low, stretch.start + high) if name[2].type == "media"]
        if not names:
            return None
        actors = tuple(dict.fromkeys(name.actor for _, _, name in names))
        return Speaker(actors, names[0][0], names[-1][1], "media", -1)

    def _citing(
        self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`X, citing Y, reported …`: Y where named; else X, and Y is kept for the verb of X."""
        view, base = stretch.view, stretch.start
        after = cue.end - base
        hard = HARD.search(view, after)
        pieces = split_pieces(view, after, hard.start() if hard else len(view))
        if not pieces:
            return NOBODY, "", None
        end = pieces[0][1]
        cited = self._read_noun_phrase(stretch, after, end, None)
        speaker = self._inherited(spoken)
        if not speaker.names:
            speaker = self._main_subject(stretch, cue.start - base)
        if not speaker.names:
            opening = not WORD.search(view, 0, cue.start - base)
            speaker = (
                self._main_subject(stretch._replace(view=" " * end + view[end:]), len(view)) if opening else NOBODY
            )
        words = " ".join(view[after:end].split()).strip(" ,.")
        if cited.names and not cited.nameless:
            self._credit(
                stretch.start,
                stretch.end,
                cited.names,
                (cited.start, cited.end),
                (cue.start, cue.end),
                "cited",
                "citing",
                tuple(name for name in speaker.names if name not in cited.names),
            )
        elif speaker.names:
            self._credit(
                stretch.start,
                stretch.end,
                speaker.names,
                (speaker.start, speaker.end),
                (cue.start, cue.end),
                "indirect",
                "citing",
                (words,),
            )
        return speaker._replace(start=-1, end=-1) if speaker.names else NOBODY, "citing", None

    def _passive(self, stretch: Stretch, cue: Cue) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`N were reported by X to have died`; without `by`, nobody says it."""
        view, base = stretch.view, stretch.start
        after = cue.end - base
        by = BY.match(view, after, min(len(view), after + 90))
        if (
            by is None
            or (cue.verb in self.words.bound and not self._writing(view, cue.start - base))
            or HARD.search(view[after : by.end()])
        ):
            return NOBODY, "", None
        hard = HARD.search(view, by.end())
        pieces = split_pieces(view, by.end(), hard.start() if hard else len(view))
        if not pieces:
            return NOBODY, "", None
        start, end = pieces[0]
        cut = GOES_ON.search(view, start, end)
        end = cut.start() if cut else end
        speaker = self._read_noun_phrase(stretch, start, end, None)
        if (
            not speaker.names
            and self._head(view[start:end]) not in self.words.nouns["agentless"]
            and cue.strength in ("assert", "claim")
        ):
            speaker = Speaker(UNNAMED, base + start, base + end, "", -1)
        return speaker, "passive by", (stretch.start, stretch.end)

    def _report_by(self, stretch: Stretch, cue: Cue) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`reports by X that …`, `comments from X regarding …`."""
        view, after = stretch.view, cue.end - stretch.start
        m = REPORT_BY.match(view, after)
        if m is None:
            return NOBODY, "", None
        return (
            self._read_noun_phrase(stretch, m.start(1), m.end(1), None),
            "report by",
            (stretch.start + m.end(1), stretch.end),
        )

    def _confided(self, stretch: Stretch, cue: Cue, number: int) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`Three men shared their story with X`: credited to X, the three too."""
        heard = self._medium(stretch, cue)
        if heard is None:
            return NOBODY, "", None
        speaker = self._subject(stretch, cue, number, [])
        if speaker.names and not speaker.nameless:
            return speaker, "told medium", None
        return heard, "told medium", (stretch.start, stretch.end)

    def _medium(self, stretch: Stretch, cue: Cue) -> Speaker | None:
        """The outlet that something is told to."""
        low, view = cue.end - stretch.start, stretch.view
        if cue.verb not in ("tell", "describe", "recount", "relate", "confirm") and cue.strength != "confide":
            return None
        hard = HARD_STOP.search(view, low)
        names = self._names_in(cue.end, stretch.start + (hard.start() if hard else len(view)))
        media = [name for name in names if name[2].type == "media"]
        if not media or media[0][0] - cue.end > 80:
            return None
        if cue.verb != "tell" and not TOLD_TO.search(view[cue.start - stretch.start : media[0][0] - stretch.start]):
            return None
        last = 0
        while last + 1 < len(media) and AND_THE.fullmatch(self.text[media[last][1] : media[last + 1][0]]):
            last += 1
        actors = tuple(dict.fromkeys(name.actor for _, _, name in media[: last + 1]))
        return Speaker(actors, media[0][0], media[last][1], "media", -1)

    def _inverted(self, stretch: Stretch, cue: Cue) -> tuple[Speaker, bool] | None:
        """`…, said X.`: the speaker after the verb, and whether the stretch ends with them."""
        view, base = stretch.view, stretch.start
        at, after = cue.start - base, cue.end - base
        before = view[:at].rstrip()
        marked = before.endswith(IN_QUOTES) and BLANK in before[-4:]
        if not marked and not before.endswith((",", "”", "“")):
            return None
        if cue.form in self.words.nounlike and cue.verb != "say" and self._name_at(cue.end + 1) is None:
            return None
        if cue.verb in self.words.transitive or (not marked and self._describes(stretch, at)):
            return None
        stop = SPEAKER_END.search(view, after)
        end = stop.start() if stop else len(view)
        phrase = view[after:end]
        if not phrase.strip() or len(phrase) > 200 or ADJUNCT.match(phrase):
            return None
        names = self._names_in(base + after, base + end)
        lead = view[after : names[0][0] - base] if names else phrase
        if len(lead.split()) > (8 if names else 5):
            return None
        if (
            not marked
            and names
            and self._tail(stretch, names[-1], end)
            and not self._postmodified(self._tail(stretch, names[-1], end))
            and self._head(self._tail(stretch, names[-1], end)) not in self.words.nouns["officers"]
        ):
            return None
        if not marked and not names and self._head(phrase) not in self.words.unnamed:
            return None
        speaker = self._read_noun_phrase(stretch, after, end, cue)
        if not speaker.names:
            return None
        if stop and stop.group() == "," and speaker.type != "person":
            rest = split_pieces(view, end, min(len(view), end + 80))
            person = self._exact_person(stretch, rest[0]) if rest else None
            speaker = person or speaker
        return speaker, not WORD.search(view, end) or BLANK in view[end:]

    def _left_start(self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]]) -> int:
        """Where the words before a cue begin that it may credit."""
        semicolon = stretch.view.rfind(";", 0, cue.start - stretch.start)
        return stretch.start + semicolon + 1

    def _postposed(self, stretch: Stretch, cue: Cue, speaker: Speaker) -> bool:
        """Whether the verb comes after what it credits: `40 died, the ministry said on Monday.`"""
        view = stretch.view
        left = view[: max(0, speaker.start - stretch.start)]
        comma = left.rstrip().endswith(",")
        if not comma and BLANK not in left[-12:]:
            return False
        if not WORD.search(left) and BLANK not in left:
            return False
        rest = UP_TO_STOP.match(view, cue.end - stretch.start)
        following = view[rest.end() : rest.end() + 1]
        if following in (":", BLANK) or (following and following in MARKS and not MARK_AT_END.search(left)):
            return False
        if BLANK in left[-12:] and QUOTE_AT_END.search(left):
            return not THAT_NEXT.match(rest[0])
        if not comma:
            return False
        tail = rest[0].strip().lower()
        if self._adjunct_only(left):
            return False
        if not tail:
            return following != "," or len(split_pieces(view, rest.end() + 1, len(view))) >= 1
        if THAT.search(tail):
            return False
        first = tail.split()[0]
        return first in self.words.openers or first in ("reporters", "journalists") or cue.verb == "tell"

    def _carried(
        self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`Reportedly, …` and `were also reportedly …` go on with who was credited before."""
        opening = not WORD.search(stretch.view, 0, cue.start - stretch.start)
        if stretch.quoted or spoken or (not opening and not cue.form.startswith("also")):
            return NOBODY, "", None
        if not self.last.names or stretch.block - self.last_block > 1:
            return NOBODY, "", None
        speaker = self.last._replace(start=-1, end=-1, content=-1)
        return speaker, "carried over", (stretch.start, stretch.end)

    def _colon(
        self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`Amnesty: 40 held` credits what follows the colon, `40 held: Amnesty` what stands before it."""
        nobody = (NOBODY, "", None)
        base, at = stretch.start, cue.start - stretch.start
        if any(speaker.names for _, speaker in spoken):
            return nobody
        names = self._names_in(cue.end, cue.end + 200)
        if names and names[0][0] == cue.start + 2:
            speaker = self._read_noun_phrase(stretch, at + 1, names[0][1] - base, None)
            return speaker, "colon", (base, cue.start)
        names = self._names_in(base, cue.start)
        if (
            not names
            or len(stretch.view[: names[0][0] - base].split()) > 3
            or stretch.view[names[-1][1] - base : at].strip()
        ):
            return nobody
        return self._read_noun_phrase(stretch, 0, at, None), "colon", (cue.end, stretch.end)
