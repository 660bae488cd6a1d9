"""Who a noun phrase stands for."""

import itertools
import re
from typing import Any

from purgelib.find.anaphora import REACH, Anaphora
from purgelib.find.attribution_words import UNNAMED
from purgelib.find.characters import plain_ending
from purgelib.find.speech import (
    CONJUNCTION,
    DETERMINER,
    NOBODY,
    POSSESSIVE,
    WORD,
    Cue,
    Speaker,
    Stretch,
    final_word,
)

DEFINITE = re.compile(r"(?!the other\b)(?:the|this|that|these|those|its|their|both)\s", re.I)
LIST_GAP = re.compile(r"\s*,\s*(?:the\s+)?", re.I)
ABOUT = ("on", "about", "into", "regarding", "concerning", "against")
TOPIC = re.compile(rf"\b(?:{'|'.join(ABOUT)})\s+(?:the\s+)?$", re.I)
TOPIC_ENDS = frozenset({"", *ABOUT, "the"})
AT = ("in", "near", "inside", "outside", "across", "throughout", "from")
WHERE = re.compile(rf"\b(?:{'|'.join(AT)})\s+(?:the\s+)?$", re.I)
WHERE_ENDS = frozenset({"", *AT, "the"})
AND_JOINS = re.compile(r"(?:^|\s)(?:and|&|as well as)\s", re.I)
AND_OTHERS = re.compile(r"(?:,\s*)?and\s+(?:\w+\s+)?(?:others|colleagues|more|allies)\b", re.I)


class NounPhrases(Anaphora):
    """Who a noun phrase stands for: a name in it, what it refers back to, or somebody without a name."""

    def _head(self, phrase: str) -> str:
        """The last noun before what follows it: `a former guard at the prison` -> guard."""
        return self._head_of(self._core(phrase))

    def _core(self, phrase: str) -> str:
        """The phrase up to its noun: `and a former guard at the prison` -> a former guard."""
        phrase = phrase[CONJUNCTION.match(phrase).end() :].rstrip(" ,\n")
        m = self.words.postmodifier.search(phrase)
        return phrase[: m.start()] if m and m.start() else phrase

    def _head_of(self, core: str) -> str:
        return final_word(core).lower().removesuffix("'s").removesuffix("’s")

    def _is_report(self, phrase: str) -> bool:
        return self._head(phrase) in self.words.nouns["reports"]

    def _read_noun_phrase(self, stretch: Stretch, low: int, high: int, cue: Cue | None) -> Speaker:
        """Who the noun phrase in view[low:high] stands for."""
        view, base = stretch.view, stretch.start
        low = CONJUNCTION.match(view, low, high).end()
        phrase = view[low:high]
        stripped = phrase.strip(" ,\n")
        if not stripped:
            return NOBODY
        names = [name for name in self._names_in(base + low, base + high) if not self._locates(stretch, low, name)]
        if not names and self.outlet and not stretch.quoted and self.words.own_outlet.search(phrase):
            start = base + low + (len(phrase) - len(phrase.lstrip(" ,\n")))
            return Speaker((self._actor(self.outlet),), start, base + low + len(phrase.rstrip(" ,\n")), "media", -1)
        if not names:
            return self._without_name(stretch, low, high, cue)
        groups = self._groups(names) if len(names) > 1 else [names]
        actors: list[str] = []
        kind = ""
        nameless = False
        first = low
        for group in groups:
            speaker = self._of_group(stretch, first, high, group)
            first = group[-1][1] - base
            if speaker is None:
                nameless = True
                continue
            actors.append(speaker.actor)
            kind = kind or speaker.type
        start, end = base + low + (len(phrase) - len(phrase.lstrip(" ,\n"))), base + low + len(phrase.rstrip(" ,\n"))
        if not actors:
            if not nameless:
                return NOBODY
            return Speaker(UNNAMED, start, end, "", -1)
        return Speaker(tuple(dict.fromkeys(actors)), start, end, kind, -1)

    def _locates(self, stretch: Stretch, low: int, name: tuple[int, int, Any]) -> bool:
        """Whether a state is only where something is, or an actor what a report is about: `a witness in Peru`."""
        at = name[0] - stretch.start
        if at <= low:
            return False
        before = stretch.view[max(low, at - 80) : at]
        ending = plain_ending(before)
        if ending in TOPIC_ENDS and TOPIC.search(before):
            return True
        if name[2].type != "state" or ending not in WHERE_ENDS or not WHERE.search(before):
            return False
        return self._head(before) not in ("authorities", "government", "police", "officials", "prosecutors", "leaders")

    def _groups(self, names: list[tuple[int, int, Any]]) -> list[list[tuple[int, int, Any]]]:
        """Names parted into those joined by `and` or a comma."""
        groups = [[names[0]]]
        for before, name in itertools.pairwise(names):
            gap = self.text[before[1] : name[0]]
            if AND_JOINS.search(gap) or LIST_GAP.fullmatch(gap):
                groups.append([name])
            else:
                groups[-1].append(name)
        return groups

    def _tail(self, stretch: Stretch, name: tuple[int, int, Any], high: int) -> str:
        return stretch.view[name[1] - stretch.start : high].strip(" ,\n")

    def _governed(self, stretch: Stretch, low: int, start: int) -> bool:
        """Whether the name at `start` is the object of a preposition."""
        if start <= low:
            return False
        low = max(low, start - 120)
        m = self.words.object_of.search(stretch.view[low - stretch.start : start - stretch.start])
        return m is not None and not self._names_in(low + m.start(), start)

    def _of_group(self, stretch: Stretch, low: int, high: int, group: list[tuple[int, int, Any]]) -> Any:
        """Whom `the minister of X, Y` or `X’s Y` or `a guard at X` stands for; None: somebody without a name."""
        view, base = stretch.view, stretch.start
        free = [name for name in group if not self._governed(stretch, base + low, name[0])]
        persons = [name for name in free if name[2].type == "person"]
        plain = [name for name in persons if not POSSESSIVE.match(self.text, name[1])]
        last = group[-1]
        tail = self._tail(stretch, last, high)
        if plain and ((plain[-1] is last and (not tail or self._postmodified(tail))) or plain[-1] is not last):
            return plain[-1][2]
        if free:
            name = next((name for name in free if name[2].type != "state"), free[0])
            if free[-1] is last and free[-1][2].type != "state" and (not tail or self._postmodified(tail)):
                name = last
            rest = view[name[1] - base : high].strip(" ,\n")
            owner = POSSESSIVE.match(rest)
            rest = rest[owner.end() :] if owner else rest
            if not rest.strip() or self._postmodified(rest.strip()):
                return name[2]
            head = self._head(rest)
            if head in self.words.nouns["reports"] or head in self.words.nouns["officers"]:
                return (persons[-1] if persons and name[2].type == "state" else name)[2]
            if head in self.words.nouns["nameless"]:
                return None
            return None if name[2].type == "person" and owner else name[2]
        head = self._head(view[low : group[0][0] - base])
        if head in self.words.nouns["nameless"] and head not in self.words.nouns["reports"]:
            return next((name[2] for name in group if name[2].type == "media"), None)
        if (
            group[0][2].type == "person"
            and head not in self.words.nouns["officers"]
            and head not in self.words.nouns["reports"]
        ):
            return None
        governed = [name for name in group if name[2].type != "state"] or group
        if len(governed) > 1 and governed[-1][2].type == "person" and head in self.words.nouns["officers"]:
            return governed[-1][2]
        return governed[0][2]

    def _postmodified(self, tail: str) -> bool:
        if not tail[:1].isalpha():
            return True
        return self.words.postmodifier.match(tail) is not None or AND_OTHERS.match(tail) is not None

    def _without_name(self, stretch: Stretch, low: int, high: int, cue: Cue | None) -> Speaker:
        """A pronoun, `the paper`, `a witness`: whom it stands for."""
        view, base, words = stretch.view, stretch.start, self.words
        phrase = view[low:high]
        start = base + low + (len(phrase) - len(phrase.lstrip(" ,\n")))
        end = base + low + len(phrase.rstrip(" ,\n"))
        found = WORD.findall(phrase)
        core = self._core(phrase)
        head = self._head_of(core)
        if len(found) == 1 and found[0].lower() in words.first_person:
            return self._first_person(stretch, found[0].lower(), start, end)
        if len(found) == 1 and found[0].lower() in words.pronouns:
            return self._pronoun(stretch, found[0].lower(), start, end)
        definite = DEFINITE.match(phrase.lstrip(" ,\n")) or (found and found[0].lower() in ("his", "her"))
        if definite and not stretch.quoted:
            two = " ".join(found[-2:]).lower()
            for kind in ("media", "body", "office", "experts", "person"):
                if head in words.anaphors[kind] or two in words.anaphors[kind]:
                    known = self._named_so(head, start) if kind != "person" else self._titled(head, start)
                    if not known.names and kind == "office" and " " in (body := self._body(core)):
                        return Speaker((body,), start, end, "government", -1)
                    known = known if known.names else self._known(stretch, kind, start)
                    if known.names:
                        self.meant[head] = (start, known)
                        return known._replace(start=start, end=end)
                    at, known = self.meant.get(head, (-REACH, NOBODY))
                    if known.names and start - at < REACH:
                        self.meant[head] = (start, known)
                        return known._replace(start=start, end=end)
            if head in words.nouns["reports"]:
                if found[0].lower() in self.words.own and self.last.names and stretch.block - self.last_block <= 1:
                    return self.last._replace(start=start, end=end, content=-1)
                author = self._author(stretch, start)
                if author.names:
                    return author._replace(start=start, end=end)
                if self.last.names and stretch.block - self.last_block <= 1 and not self.last.nameless:
                    return self.last._replace(start=start, end=end, content=-1)
                return NOBODY
        if not stretch.quoted and (body := self._body(core)):
            return Speaker((body,), start, end, "government", -1)
        if words.some_of.match(phrase):  # the number is theirs too
            return Speaker(UNNAMED, start, end, "", start)
        if head in words.nouns["agentless"] or not head or head in words.openers:
            return NOBODY
        if head in words.unnamed:
            return Speaker(UNNAMED, start, end, "", -1)
        if cue is None or cue.strength not in ("assert", "claim") or head[0].isdigit() or cue.form in words.nounlike:
            return NOBODY
        if cue.form in words.participles or cue.form.endswith("ed"):
            few = len(found) <= 6 and DETERMINER.match(phrase.lstrip(" ,\n"))
            return Speaker(UNNAMED, start, end, "", -1) if few else NOBODY
        return (
            Speaker(UNNAMED, start, end, "", -1)
            if len(found) <= 6 and (DETERMINER.match(phrase.lstrip(" ,\n")) or head.endswith("s"))
            else NOBODY
        )

    def _body(self, core: str) -> str:
        """The body that a noun phrase names without a capital: `the interior ministry`, `police`; "" if none."""
        words = DETERMINER.sub("", core, count=1).split()
        if not words or len(words) > 5 or words[-1].lower() not in self.words.bodies:
            return ""
        alone = len(words) == 1
        if alone and words[0].lower() not in self.words.nouns["alone"]:
            return ""
        if any(not word.replace("-", "").isalpha() for word in words) or words[0].lower() in self.words.unspecific:
            return ""
        return " ".join(words).lower()

    def _exact_person(self, stretch: Stretch, piece: tuple[int, int], *, any_type: bool = False) -> Speaker | None:
        """The person whom a piece names and nothing else."""
        start, end = piece[0] + stretch.start, piece[1] + stretch.start
        inside = self._names_in(start, end)
        if len(inside) != 1 or (inside[0][2].type != "person" and not any_type):
            return None
        name = inside[0]
        lead = stretch.view[piece[0] : name[0] - stretch.start]
        lead = lead[CONJUNCTION.match(lead).end() :].strip()
        tail = stretch.view[name[1] - stretch.start : piece[1]].strip(" ,\n")
        if tail or len(lead.split()) > 3 or any(word[0].islower() for word in lead.split()):
            return None
        return Speaker((name[2].actor,), name[0], name[1], name[2].type, -1)

    def _free_person(self, stretch: Stretch, piece: tuple[int, int]) -> bool:
        start, end = piece[0] + stretch.start, piece[1] + stretch.start
        return any(
            name.type == "person" and not self._governed(stretch, start, at) and not POSSESSIVE.match(self.text, to)
            for at, to, name in self._names_in(start, end)
        )
