"""Whom a mention stands for: the actor behind a pronoun, an office, a group or a message."""

import re

from purgelib.find.characters import holds_word
from purgelib.find.mentions import Mention, Mentions, Speech

IN_PLACE = re.compile(r"in\s+(?:the\s+)?")


class Antecedents(Mentions):
    """One document whose mentions can be resolved to actors."""

    def resolve(self, mention: Mention, limit: int, *, speech: Speech | None = None) -> tuple[str, ...]:
        """The actors that a mention stands for."""
        if mention.type == "unresolved":
            return ()
        if mention.type == "group":
            if mention.actor in {"experts", "senior experts"}:
                return (self.latest({"igo", "ngo"}) or mention.actor,)
            if mention.actor in self.words.official:
                # "the government", "police": of the state that the text is about
                return (self.state_at(limit, mention.start) or self.main_state or mention.actor,)
            if " " not in mention.actor and (named := self.named_with(mention.actor, mention.start)):
                return (named,)
            return (mention.actor,)
        if mention.type == "message":
            return ()
        if mention.type != "anaphor":
            own = self.self_actor
            return (own if own.startswith(f"{mention.actor} ") else mention.actor,)
        word = mention.actor
        if speech is not None and speech.direct and word in {"he", "she", "it", "they"}:
            return ()  # "They set fire to it themselves," he said
        if word in {"i", "we"}:
            if speech is not None and speech.speakers:
                return self.speakers(speech)
            return (self.self_actor,) if self.self_actor and word == "we" else ()
        if (
            speech is not None
            and not speech.direct
            and word in {"he", "she", "it", "they"}
            and mention.start - speech.start < 25
            and (speakers := self.speakers(speech))
        ):
            return speakers
        if word not in {"he", "she", "it", "they", "who", "office"}:
            if named := self.named_with(word, mention.start):
                return (named,)
            if word in self.words.specific:
                if word in self.words.official:
                    return (self.main_state or word,)
                return (word,)
        before = self.names_before(mention.start, limit)
        kind = self.words.anaphor_types.get(word, "any")
        wanted = {
            "person": {"person"},
            "media": {"media"},
            "body": {"ngo", "igo", "government", "party", "court", "other", "media"}
            | ({"state"} if word == "it" else set()),
            "any": set(),
        }[kind]
        if kind == "person" and word not in {"he", "she"}:
            wanted = {"person", "government"}
        if word == "they":
            groups = [m for m in self.mentions(limit, mention.start) if m.type == "group"]
            if groups:
                return self.resolve(groups[0], limit)
        if word == "it" or kind == "body":
            inside = [name for name in before if name.type in wanted]
            if inside and word == "it":
                return (inside[0].actor,)
        if kind == "person" and before:
            inside = [name for name in before if name.type in wanted]
            if inside:
                return (inside[0 if word in {"he", "she"} else -1].actor,)
        if word in {"he", "she", "it"} and (earlier := self.subject_before(limit, wanted)):
            return (earlier,)
        if earlier := self.latest(wanted):
            return (earlier,)
        paragraph = [
            name for name in self.names_before(limit, max(0, limit - 600)) if not wanted or name.type in wanted
        ]
        if paragraph:
            return (paragraph[-1].actor,)
        return (word,) if self.low.startswith("the ", mention.start) and word in self.words.alone else ()

    def state_at(self, start: int, position: int) -> str:
        """The state in which a sentence says that something happens: "In Georgia, police ..."."""
        if not (match := IN_PLACE.match(self.low, start)):
            return ""
        names = self.names_before(position, start)
        return next((m.actor for m in names if m.start == match.end() and m.type == "state"), "")

    def named_with(self, word: str, position: int) -> str:
        """The last name before that holds the word: "the union" after "the Students' Union"."""
        for mention in reversed(self.names_before(position, max(0, position - 3000))):
            if mention.type != "person" and holds_word(mention.actor.lower(), word):
                return mention.actor
        if self.low.find(f" {word}", max(0, position - 1500), position) < 0:
            return ""
        ending = frozenset(word.split()[-1:])
        unnamed = [m[1] for m in self.words.bodies.finditer(self.low, max(0, position - 1500), position, ending)]
        return next((" ".join(words.split()) for words in reversed(unnamed) if words.endswith(" " + word)), "")

    def latest(self, wanted: set[str]) -> str:
        return next((actor for actor, type_ in reversed(self.last[-6:]) if not wanted or type_ in wanted), "")

    def speakers(self, speech: Speech) -> tuple[str, ...]:
        named = tuple(actor for actor in speech.speakers if actor and actor != "unnamed")
        if named:
            return named
        if speech.speaker_start < 0:
            return ()
        who = [
            m for m in self.mentions(speech.speaker_start, speech.speaker_end) if m.type not in {"anaphor", "message"}
        ]
        return self.resolve(who[0], speech.speaker_start) if who else ()
