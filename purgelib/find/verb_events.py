"""Events that verbs tell of their subjects and objects."""

import re

from purgelib.find.characters import holds_one
from purgelib.find.count_words import Verb
from purgelib.find.event_doubt import EventDoubt
from purgelib.find.passages import Event
from purgelib.find.verb_groups import Group

WORD = re.compile(r"\w+")


class VerbEvents(EventDoubt):
    """The events of a sentence that its verbs tell."""

    def _cue(self, group: Group) -> list[tuple[Verb, int]]:
        """The entries that the verb matches, with the item where the cue ends; a longer entry keeps out a shorter."""
        return next(iter(self._tiers(group)), [])

    def _tiers(self, group: Group) -> list[list[tuple[Verb, int]]]:
        """The entries that the verb matches, those with words that follow at once before those without."""
        found: list[tuple[Verb, int]] = []
        after: set[str] = set()
        for base in dict.fromkeys(group.bases):
            for verb in self.words.verbs.get(base, ()):
                if verb.negates and not group.negated:
                    continue
                end = group.end
                if verb.particles:
                    if verb.particles[-1] not in self.clauses.present:
                        continue
                    end = self._particles(group, verb.particles)
                    if end < 0:
                        continue
                if verb.later is not None:
                    if end == group.end and not (verb.place or group.agent):
                        after = after or set(WORD.findall(self._rest_of_clause(group, end)[0]))
                        if verb.begins.isdisjoint(after):
                            continue
                    if not self._later(group, end, verb):
                        continue
                if verb.role == "did" and group.passive and not group.agent:
                    continue
                found.append((verb, end))
        if group.via:
            found += [
                (verb, group.end)
                for verb in self.words.verbs.get(group.via, ())
                if verb.later is not None and holds_one(self.clauses.word[group.end - 1], verb.later)
            ]
        if not found:
            return []
        at_once = [entry for entry in found if entry[0].particles]
        later = [entry for entry in found if entry[0].later is not None and not entry[0].particles]
        plain = [entry for entry in found if entry[0].later is None and not entry[0].particles]
        return [tier for tier in (at_once, later, plain) if tier]

    def _particles(self, group: Group, particles: tuple[str, ...]) -> int:
        word, kind = self.clauses.word, self.clauses.kind
        i = group.end
        if tuple(word[i : i + len(particles)]) == particles:
            return i + len(particles)
        if i < len(word) and kind[i] in "A" and tuple(word[i + 1 : i + 1 + len(particles)]) == particles:
            return i + 1 + len(particles)
        if group.active_object:
            end = self.clauses.np_end(i) if i < len(kind) and kind[i] in "WDNU" else i
            if tuple(word[end : end + len(particles)]) == particles:
                return end + len(particles)
        return -1

    def _later(self, group: Group, end: int, verb: Verb) -> bool:
        clauses = self.clauses
        text, stop = self._rest_of_clause(group, end)
        if holds_one(text, verb.later):
            return True
        if group.passive and group.agent:
            start = group.start
            while start > 0 and clauses.kind[start - 1] not in ".:R":
                start -= 1
            subject = " ".join(clauses.word[start : group.start])
            return subject in ("it", "they") or holds_one(subject, verb.later)
        if not verb.place:
            return False
        return any(
            clauses.kind[i] == "W" and clauses.tokens[clauses.starts[i]][:1].isupper()
            for i in range(end, min(stop, end + 4))
        )

    def _rest_of_clause(self, group: Group, end: int) -> tuple[str, int]:
        """What follows item `end` in the clause of the verb, and where it stops; many entries of a verb ask for it."""
        if (group.index, end) in self.rests:
            return self.rests[group.index, end]
        clauses = self.clauses
        stop = end
        while stop < len(clauses.kind) and stop - end < 16 and clauses.kind[stop] not in ".:RS":
            if clauses.kind[stop] in "BHMO" and clauses.group_of.get(stop, group) is not group:
                break
            stop += 1
        text = " ".join(clauses.lower[clauses.starts[end] : clauses.ends[stop - 1]]) if stop > end else ""
        self.rests[group.index, end] = text, stop
        return text, stop

    def _from_verbs(self) -> None:
        clauses = self.clauses
        for group in clauses.groups:
            if group.verb < 0:
                continue
            for tier in self._tiers(group):
                if self._from_tier(group, tier):
                    break

    def _from_tier(self, group: Group, tier: list[tuple[Verb, int]]) -> bool:
        """Adds the events that these entries find; whether there were any."""
        clauses = self.clauses
        found = False
        owner = clauses.owner(group)
        for verb, end in tier:
            if verb.role == "befell":
                if group.passive or (group.via and verb in self.words.verbs.get(group.via, ())):
                    numbers, rule = clauses.doers(group), owner.rule or group.rule or "subject"
                else:
                    numbers, rule = [*group.objects, *group.gap], "object" if group.objects else "relative"
                    if end > group.end and not numbers:
                        numbers = clauses.phrases_from(end)
            elif group.passive:
                numbers, rule = group.agent, "agent"
            else:
                numbers, rule = clauses.doers(group), owner.rule or "subject"
            if not numbers:
                continue
            found = True
            denied = self._denied(group)
            if verb.negates:
                denied = ""  # "four could not be revived"
            if denied == "agree" and verb.category == "admitted":
                denied = ""  # to agree to take in 60 is to admit them
            for number in numbers:
                if self._named(number) not in ("", verb.category):
                    continue  # "carried 19 corpses out"
                if rule == "object" and number in self.framed:
                    continue  # "took 90 survivors to tent camps" is told by a frame, not by "took ... camps"
                hedged = self._hedged(group, number)
                self._add(number, Event(verb.category, group.start, end, rule, group, hedged, denied))
            self._adjunct(group, end, numbers, denied)
        return found

    def _adjunct(self, group: Group, end: int, numbers: list[int], denied: str) -> None:
        """ "died in custody following torture": a second event that follows as a bare noun"""
        clauses = self.clauses
        i, last = end, len(clauses.kind)
        for _ in range(14):
            if (
                i >= last
                or clauses.kind[i] in ".:RS"
                or (i in clauses.group_of and clauses.group_of[i] is not group and clauses.kind[i] in "BHMO")
            ):
                return
            if clauses.word[i] in ("after", "following", "under", "from", "through", "amid"):
                at = i + 1
                while (at < last and clauses.kind[at] in 'A"') or (
                    at + 1 < last
                    and clauses.kind[at] == "W"
                    and clauses.word[at + 1] in self.words.nouns
                    and clauses.word[at] not in self.words.nouns
                ):
                    at += 1
                while at < last and (noun := self._bare_noun(at)):
                    for number in numbers:
                        self._add(
                            number, Event(noun, at, at + 1, "second event", group, self._hedged(group, number), denied)
                        )
                    at += 1
                    while at < last and clauses.kind[at] in ",C":
                        at += 1
            i += 1

    def _bare_noun(self, i: int) -> str:
        clauses = self.clauses
        following = clauses.word[i + 1] if i + 1 < len(clauses.word) else "."
        if following in ("of", "by") or (i + 1 < len(clauses.kind) and clauses.kind[i + 1] in "WN"):
            return ""
        for noun in self.words.nouns.get(clauses.word[i], ()):
            if noun.role in ("both", "of") and not noun.rest and noun.category in ("tortured", "detained"):
                return noun.category
        return ""
