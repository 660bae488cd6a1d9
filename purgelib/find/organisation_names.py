"""Names of organisations, by the last word of their name or by what they are called beside."""

import re

from purgelib.find.beside import ending_of
from purgelib.find.capitals import UPPER, is_acronym
from purgelib.find.name_context import (
    BRACKETED,
    GROUP_AFTER,
    LIST_BEFORE,
    MEDIA_AFTER,
    MEDIA_BEFORE,
    NOT_WHO,
    OF_ROLE,
    ORG_AFTER,
    ORG_BEFORE,
    PARTY_BEFORE,
    STAFF_OF,
    TOLD,
    Context,
    initials,
)
from purgelib.find.name_words import Actor

EMBASSY_PLACE = re.compile(rf" in (?:the )?((?:[{UPPER}][\w'’-]+)(?: [{UPPER}][\w-]+)?)")
STAFF_OF_A_PERSON = re.compile(r"\b(?:lawyers?|spokes\w+|speaks|spoke|works|worked|working) (?:for|with|of) ")
SPACING = frozenset(' ”"')  # what stands between a name and the words behind it
WITHIN = frozenset(("next", "amp", "particle", "plural", "poss", "and"))  # what parts the words of a name
MINISTRY_OF = {
    "Foreign": "Foreign Affairs",
    "Interior": "Internal Affairs",
    "the Interior": "Internal Affairs",
    "External Affairs": "Foreign Affairs",
    "Interior's": "Internal Affairs",
    "Defense": "Defence",
}


class OrganisationsByForm(Context):
    """Reads organisations that no list knows."""

    def _organisation(self, i: int) -> int | None:
        """The position of the last word of an organisation's name that begins here, None where none does."""
        words, caps = self.words, self.caps
        if caps[i].text not in words.heads_first and (i + 1 == len(caps) or caps[i + 1].gap not in WITHIN):
            return None
        head, k, seen = None, i, 0
        while (
            k < len(caps)
            and (k == i or caps[k].gap in ("next", "amp", "particle", "plural") or self._joined(k))
            and caps[k].mode == "text"
        ):
            word = caps[k].text
            if self._heads(i, k) and (k > i or word in self.words.heads_first):
                head = k
            elif (
                (word in words.offices and not self._qualifies(k))
                or (word.rstrip(".") in words.titles and word.endswith("."))
            ) or (
                (word in words.things and not self._thing_qualifies(k))
                or (k > i and word.lower() in self.words.function)
                or (k > i and word in words.no_names and word not in self.words.adjectives and not is_acronym(word))
            ):
                break
            seen += 1
            if seen > 8:
                break
            k += 1
        if head is None:
            return None
        if head == i and caps[i].text.endswith("s") and self.initial(caps[i]) and self.at(i + 1).gap == "of":
            return None  # "Mothers of ...": it may be any mothers
        last = self._complement(head)
        if last == i or (caps[i].text in words.demonyms and last == i + 1 and caps[last].text in self.words.either):
            return None
        if caps[last].text == "Service" and caps[i].text in words.demonyms and last == i + 1:
            return None  # a part of a broadcaster, which is named before or behind
        following = self.at(last + 1)
        if following and following.gap == "next" and following.text in words.things:  # a parade, a law named after it
            return None
        return last

    def _heads(self, i: int, k: int) -> bool:
        """Whether the word heads a name; its plural does where the document has the name in the singular too."""
        word = self.caps[k].text
        if word in self.words.heads:
            return True
        if k == i or not word.endswith("s") or word[:-1] not in self.words.heads:
            return False
        singular = self.plain[self.caps[i].start : self.caps[k].end - 1]
        if singular not in self.singulars:
            self.singulars[singular] = re.search(re.escape(singular) + r"(?!\w)", self.plain) is not None
        return self.singulars[singular]

    def _qualifies(self, k: int) -> bool:
        """Whether the word of an office belongs to the head that follows: `Justice Watch`, `Student Union`."""
        following = self.at(k + 1)
        return (
            following is not None
            and following.gap == "next"
            and following.text in self.words.heads
            and self.everyday(self.caps[k].text)
        )

    def _thing_qualifies(self, k: int) -> bool:
        """Whether a head follows what else would be the end: `Election Commission`, `Law and Order Party`."""
        following = self.at(k + 1)
        return following is not None and (
            (following.gap == "next" and following.text in self.words.heads) or self._joined(k + 1)
        )

    def _joined(self, k: int) -> bool:
        """Whether everyday words go on as one name: `Women's Council`, `Interior's Ministry`, `Law and Order Party`."""
        cap, before = self.caps[k], self.caps[k - 1].text
        if cap.gap == "poss":
            return (before in self.words.possessors and cap.text not in self.words.offices) or (
                before in self.words.portfolios and cap.text in ("Ministry", "Office")
            )
        if (
            cap.gap != "and"
            or before.isupper()
            or not self.everyday(before)
            or before in self.words.heads
            or before in self.words.given
        ):
            return False
        if before.lower() in self.words.function or self._alone(before):
            return False
        return self.everyday(cap.text) and cap.text not in self.words.heads

    def _complement(self, head: int) -> int:
        """The position of the last word of `of Human Rights and Democracy` behind the head, else of the head."""
        words, caps, last = self.words, self.caps, head
        if (beyond := self.at(head + 1)) and beyond.gap == "next" and beyond.text in words.joiners:
            last = head + 2 if (whom := self.at(head + 2)) and whom.gap == "next" else head
        while (
            (following := self.at(last + 1))
            and following.gap in ("of", "for", "on", "and")
            and following.mode == "text"
        ):
            word = following.text
            if (known := self._known(last + 1)) and known[1].type == "media":
                break  # "the Persian Service of Radio Liberty": the medium has a name of its own
            if (
                word in words.no_names
                or (word in words.offices and word not in words.portfolios and caps[head].text != "Office")
                or (following.gap == "and" and last == head)
            ):
                break
            if following.gap == "and" and (not self.everyday(word) or word in words.heads or word in words.demonyms):
                break
            if following.gap == "on" and caps[head].text not in words.heads_on:
                break
            if (
                following.gap == "for"
                and not self.everyday(word)
                and word not in words.demonyms
                and not self._alone(word)
                and not ((further := self.at(last + 2)) and further.gap == "next" and self.everyday(further.text))
            ):
                break
            last += 1
            while (
                (further := self.at(last + 1))
                and further.gap in ("next", "particle")
                and further.text not in words.no_names
                and (
                    further.text not in words.offices
                    or (further.text in words.portfolios and not self._follows(last + 2))
                )
            ):
                if further.text.rstrip(".") in words.titles:
                    break
                last += 1
        return last

    def _take_organisation(self, i: int, last: int) -> int:
        caps, words = self.caps, self.words
        i = self._trimmed(i, last)
        start, end = caps[i].start, caps[last].end
        text = self.plain[start:end]
        tokens = [cap.text for cap in caps[i : last + 1]]
        kind = self._organisation_type(tokens)
        country = (
            words.demonyms.get(tokens[0], "")
            or (a.country or a.name if (a := self._alone(tokens[0])) and a.type == "state" else "")
            or self.owner
        )
        if self._close_to_known(text) is not None:
            actor = self._close_to_known(text)
            self.take(start, end, actor.name, actor.type, actor.country, "list, one letter off")
            return last + 1
        if tokens[0] == "Government" and (state := self._alone(tokens[-1])) and state.type == "state":
            self.take(start, end, state.name, "state", state.name, "state with its officials")
            return last + 1
        actor = self._organisation_name(text, tokens, kind, country, end)
        self.take(start, end, actor, kind, country, "last word of the name")
        self._bracketed(end, actor, kind, country)
        return last + 1

    def _trimmed(self, i: int, last: int) -> int:
        """Where the name begins: a demonym further on leads it, what qualifies it does not (`Former Kenyan ...`)."""
        for k in range(i + 1, last):
            if (
                self.caps[k].text in self.words.demonyms
                and all(self.everyday(c.text) for c in self.caps[i:k])
                and self.caps[k].gap == "next"
                and self._heads_one_of(k, last)
            ):
                return k
        while i < last - 1 and self.caps[i].text in self.words.leading and self.caps[i + 1].gap == "next":
            i += 1
        return i

    def _heads_one_of(self, first: int, last: int) -> bool:
        """Whether a head is left: not in the last words of `Department of Homeland Security Kenyan Frontex`."""
        heads = self.words.heads
        return any(cap.text in heads or cap.text[:-1] in heads for cap in self.caps[first : last + 1])

    def _organisation_type(self, tokens: list[str]) -> str:
        words = self.words
        heads = [head for token in tokens for head in (token, token[:-1]) if head in words.heads]
        kind = words.heads[heads[0]] if heads[0] == tokens[0] else words.heads[heads[-1]]
        if any(words.heads[head] == "court" for head in heads):
            return "court"
        official = (
            tokens[0] in words.demonyms
            or not self.words.official.isdisjoint(tokens)
            or bool(self.owner)
            or self._alone(tokens[0]) is not None
        )
        if (
            kind == "government"
            and heads[-1] in self.words.either
            and not official
            and not (len(tokens) > 1 and tokens[-1] in words.known)
        ):
            return "ngo"
        return kind

    def _organisation_name(self, text: str, tokens: list[str], kind: str, country: str, end: int) -> str:
        if kind != "government":
            return text
        if any(token in ("Embassy", "Consulate") for token in tokens):
            state = country or next((a.name for t in tokens if (a := self._alone(t))), "")
            return self._body_name("Consulate" if "Consulate" in tokens else "Embassy", state, end)
        if tokens[0] in self.words.demonyms or (self._alone(tokens[0]) and len(tokens) > 1):
            rest = text[len(tokens[0]) :].strip()
            if any(token.startswith("Minist") for token in tokens):
                return self._body_name(rest, country, end)
            return text
        if any(token.startswith("Minist") for token in tokens):
            for known in self._states_in(tokens):
                return f"{_ministry(text.split(' of ' + known)[0])} of {known}" if f" of {known}" in text else text
            return self._body_name(text, country, end)
        if self.owner:
            return f"{text} of {self.owner}"
        return text

    def _states_in(self, tokens: list[str]) -> list[str]:
        return [token for token in tokens[1:] if (actor := self._alone(token)) and actor.type == "state"]

    def _close_to_known(self, text: str) -> Actor | None:
        """The one known organisation of many letters whose name differs in a single letter: a slip of the pen."""
        if len(text) < 12 or " " not in text:
            return None
        first = text.split(" ", 1)[0]
        for alias, actor in self.words.known.get(first, ()):
            if len(alias) == len(text) and sum(a != b for a, b in zip(alias, text, strict=True)) == 1:
                return actor
        return None

    def _body_name(self, name: str, state: str, end: int) -> str:
        """The full name of a state's body: `Embassy of Kenya in Berlin`, `Ministry of Health of Kenya`."""
        name = _ministry(name)
        if not state:
            return name
        article = "the " if state.startswith("United ") else ""
        full = f"{name} of {article}{state}"
        if name in ("Embassy", "Consulate") and (place := EMBASSY_PLACE.match(self.text, end)):
            return f"{full} in {place.group(1)}"
        return full

    def _organisation_by_context(self, first: int, last: int, start: int, end: int, tokens: list[str]) -> int | None:
        """`the charity Open Hands`, `the newspaper Vremya`, `director of Open Hands`: what stands around it tells."""
        before, kind, rule = self.before(start, 50) if self.led(start) else "", None, "what it is called beside"
        ending, mark = ending_of(before), self.text[end : end + 1]
        spaced, comma, several = mark in SPACING, mark == ",", len(tokens) > 1
        everyday = not several and self.everyday(tokens[0])
        if MEDIA_BEFORE.search(before, ending) or (spaced and not everyday and MEDIA_AFTER.match(self.text, end)):
            kind = "media"
        elif ORG_BEFORE.search(before, ending) or (comma and ORG_AFTER.match(self.text, end)):
            kind = "ngo"
        elif PARTY_BEFORE.search(before, ending) and tokens[0] not in self.words.given:
            kind = "party"
        elif (
            OF_ROLE.search(before, ending)
            and not self.speaking(end)
            and tokens[0] not in self.words.given
            and not everyday
            and " by " not in before[-8:]
        ):
            kind = "other" if not several else None
            if kind is None and self._employs(tokens, before, start, end):
                kind = "ngo"
        elif several and ((spaced and GROUP_AFTER.match(self.text, end)) or LIST_BEFORE.search(before, ending)):
            kind = "ngo"
        elif several and tokens[-1] in self.words.places and TOLD.search(before):
            kind = "media"
        elif several and self._beside_body(first) and all(self.everyday(token) for token in tokens):
            kind = "ngo"
        elif several and comma and NOT_WHO.match(self.text, end) and not self._locates(tokens, start):
            kind, rule = "ngo", "which, not who"
        elif (
            several
            and "(" in self.text[end : end + 2]
            and (bracket := BRACKETED.match(self.text, end))
            and initials(tokens) == bracket.group(1).upper().replace(".", "")
        ):
            kind = "ngo"
        if kind is None:
            return None
        actor = known.name if (known := self._close_to_known(self.plain[start:end])) else self.plain[start:end]
        self.take(start, end, actor, kind, self.owner, rule)
        self._bracketed(end, actor, kind, self.owner)
        return last + 1

    def _employs(self, tokens: list[str], before: str, start: int, end: int) -> bool:
        """Whether it has staff: `director of Casa Aberta`; a person has some too: `lawyer for Ana Paz`."""
        if len(tokens) < 2 or not STAFF_OF.search(before) or self._locates(tokens, start):
            return False
        if self.text.startswith(("'s", "’s"), end):
            return False
        return STAFF_OF_A_PERSON.search(before) is None or any(self.everyday(token) for token in tokens)

    def _locates(self, tokens: list[str], start: int) -> bool:
        return tokens[0] in self.words.place_first or tokens[-1] in self.words.places or self.located(start)


def _ministry(name: str) -> str:
    """The name in the one order that all get: `Foreign Ministry` is the `Ministry of Foreign Affairs`.

    >>> _ministry("Interior Ministry")
    'Ministry of Internal Affairs'
    """
    match = re.fullmatch(r"(?:the )?(.+?)(?:'s|’s)? [Mm]inistry", name) or re.fullmatch(
        r"[Mm]inistry (?:of|for) (.+)", name
    )
    if match:
        of = match.group(1)
    else:
        return name
    of = f"{of[0].upper()}{of[1:]}" if not of.startswith("the ") else of
    return f"Ministry of {MINISTRY_OF.get(of, of)}"
