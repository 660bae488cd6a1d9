"""Names of persons, by their form and by what stands around them."""

import re

from purgelib.find.beside import Before, ending_of
from purgelib.find.capitals import CAMEL, UPPER, is_acronym, is_initial
from purgelib.find.name_context import (
    ACCORDING,
    BRACKETED,
    GROUP_AFTER,
    NOT_WHO,
    OF_ROLE,
    ORG_AFTER,
    Context,
)

AGE_OR_ROLE = re.compile(
    r",? (?:\(?\d\d\)?(?:[,.)]| (?![A-Z]))|aged \d\d)|, (?:an?|the|who|whose|one of|his|her|their|then|now|former)\b"
)
OFFICE_OF = re.compile(r"\b(?:minister|secretary|commissioner|department|ministry) (?:of|for) (?:the )?\Z")
SAYS = ("said", "says", "added", "recalled", "explained", "wrote", "insisted", "asked", "replied", "writes")
SAID_BEFORE = Before(rf"[,?!.][”\"’'] (?:{'|'.join(SAYS)}) ", *SAYS)
ORG_NOUN_AFTER = re.compile(
    r" (?:rebels?|militants?|militias?|fighters?|gunmen|members?|leaders?|spokes\w+|volunteers?|uniforms?|"
    r"officials?|staff|lawyers?|researchers?|"
    r"director|chief|head|report|statement|soldiers|troops|agents|officers|investigators|guerrillas?)\b"
)
COUNTRY_AFTER = re.compile(rf", (?:in )?([{UPPER}]\w+(?: [{UPPER}]\w+)?)(?=[,.;)]|\Z)")
PLACE_APPOSITION = re.compile(
    r",? (?:is |lies |which is |which lies )?(?:an?|the) (?:[\w-]+ ){0,4}"
    r"(?:town|village|city|suburb|hamlet|port|island|settlement|district|province|region|neighbourhood|camp|quarter)\b"
    r"|,? (?:lies|lying) \w"
)
BODIES = frozenset(("ngo", "media", "igo", "party"))


class PersonsByForm(Context):
    """Reads persons, and what else a word in capitals alone may be."""

    def _follows(self, i: int) -> bool:
        """Whether the word goes on from the one before, as a name goes on from a title."""
        cap = self.at(i)
        return (
            cap is not None
            and cap.gap == "next"
            and cap.mode == "text"
            and not self._known(i)
            and cap.text not in self.words.demonyms
        )

    def _office(self, i: int) -> int | None:
        """The position behind titles and offices that begin here (`Prime Minister`), else None."""
        if self.caps[i].text in self.words.portfolios and OFFICE_OF.search(self.before(self.caps[i].start)):
            return self._portfolio(i)
        behind = None
        for _ in range(4):  # "Former Prime Minister Sir"
            if (further := self._one_office(i)) is None:
                break
            behind = i = further
            following = self.at(behind)
            if following is None or following.gap != "next":
                break
        return behind

    def _one_office(self, i: int) -> int | None:
        words, k = self.words, i
        while k < i + 6 and (cap := self.at(k)) and (k == i or cap.gap == "next") and cap.text in words.portfolios:
            if cap.text in words.offices or cap.text in words.titles:
                break
            k += 1
        cap = self.at(k)
        if cap is None or (k > i and cap.gap != "next"):
            return None
        word = cap.text.rstrip(".")
        if word in words.titles:
            return k + 1
        if word in words.offices or (word.endswith("s") and word[:-1] in words.offices):
            return self._portfolio(k)
        return None

    def _portfolio(self, k: int) -> int:
        words, behind = self.words, k + 1
        while (
            behind < k + 9
            and (cap := self.at(behind))
            and cap.gap in ("of", "for", "and", "next")
            and cap.text in words.portfolios
        ):
            behind += 1
        return behind

    def _person(self, i: int, *, titled: bool) -> int:
        words, caps = self.words, self.caps
        last = i
        while (following := self.at(last + 1)) and following.gap in ("next", "particle") and self._goes_on(last + 1):
            last += 1
            if last - i > 5:
                break
        first = i
        if (
            not titled
            and last > i
            and self.initial(caps[i])
            and self.everyday(caps[i].text)
            and caps[i].text not in words.given
        ):
            behind = caps[last].end
            told = (not caps[i].text.endswith("ing") and self.speaking(behind)) or AGE_OR_ROLE.match(self.text, behind)
            body = NOT_WHO.match(self.text, behind) or GROUP_AFTER.match(self.text, behind)
            first = i if last == i + 1 and (body or (told and not self.everyday(caps[last].text))) else i + 1
        start, end = caps[first].start, caps[last].end
        tokens = [cap.text for cap in caps[first : last + 1]]
        evidence = titled or (self.led(start) and self.in_role(start))
        rule = "title" if titled else "role before the name"
        if not evidence and (shown := self._shown(tokens, start, end)):
            evidence, rule = True, shown
        organisation = self._organisation_by_context(first, last, start, end, tokens)
        if organisation and not titled:
            return organisation
        if tokens[0] in words.things:
            return last + 1
        if (
            tokens[-1] in words.places
            or tokens[-1] in words.things
            or (tokens[0] in self.words.place_first and not titled)
        ):
            if tokens[-1] == "Flight" and len(tokens) > 2 and re.match(r" [A-Z]*\d", self.text[end : end + 5]):
                end = caps[last - 1].end  # "Blue Air Flight 88"
                self.take(start, end, self.plain[start:end], "other", "", "what it is called beside")
                return last + 1
            self._place(" ".join(tokens), end)
            return last + 1
        if self._speaks_in_capitals(first, tokens, end) and not titled:
            start = caps[i].start
            self.take(start, end, self.plain[start:end], "ngo", self.owner, "speaks, in capitals")
            return last + 1
        if len(tokens) == 1:
            return self._single(first, start, end, tokens[0], evidence, titled, rule)
        if all(token.isupper() and len(token) > 2 for token in tokens) and self._beside_media(first):
            self.take(start, end, " ".join(tokens), "media", "", "listed with media")
        elif not evidence and self._only_locates(first, start, end):
            self._place(" ".join(tokens), end)
        elif self._is_person(tokens, start, end, evidence):
            self.take(start, end, " ".join(tokens), "person", self.owner, rule if evidence else "capitalised words")
        else:
            self.loose.extend(range(first, last + 1))
        return last + 1

    def _shown(self, tokens: list[str], start: int, end: int) -> str:
        """The rule by which the words around these make them a person's name, "" where none does."""
        if not self.text[end : end + 1]:
            return ""
        if not self.everyday(tokens[-1]):
            before = self.before(start)
            ending = ending_of(before)
            if SAID_BEFORE.search(before, ending):
                return "reporting verb"
            if self.speaking(end) and not self._placed(tokens, start, end):
                return "reporting verb"
            if ACCORDING.search(before, ending) and not self._placed(tokens, start, end):
                return "source"
            if self.words.suffers.match(self.text, end):
                return "what was done to a person"
        elif len(tokens) == 1:
            return ""
        if AGE_OR_ROLE.match(self.text, end) and not ORG_AFTER.match(self.text, end):
            return "" if self._placed(tokens, start, end) else "apposition"
        return ""

    def _placed(self, tokens: list[str], start: int, end: int) -> bool:
        """Whether a place may be meant, or where a body or a person is from."""
        if self.located(start) or PLACE_APPOSITION.match(self.text, end) or self._of_a_body(start):
            return True
        return len(tokens) == 1 and self.before(start, 6).endswith((" from ", " of "))

    def _speaks_in_capitals(self, first: int, tokens: list[str], end: int) -> bool:
        """Whether everyday words that need no capital say something: `In a statement, Open Shore said`."""
        words = self.words
        if len(tokens) < 2 or not self.speaking(end) or tokens[0] in words.given:
            return False
        if not all(self.everyday(token) for token in tokens) or any(token.isupper() for token in tokens):
            return False
        return not any(
            token in kind
            for token in tokens
            for kind in (words.titles, words.offices, words.portfolios, words.things, words.places, words.no_names)
        ) and not self.initial(self.caps[first])

    def _only_locates(self, first: int, start: int, end: int) -> bool:
        """Whether it stands where a place stands: `in Tel Adas`, `Tel Adas, a town in the hills`, `and Beit Lahm`."""
        if self.text.startswith(("'s", "’s"), end):
            return False
        if self.caps[first].gap in ("and", "comma") and start - self.placed_end < 7:
            return True
        return self.located(start) or PLACE_APPOSITION.match(self.text, end) is not None

    def _place(self, name: str, end: int) -> None:
        self.placed.add(name)
        self.placed_end = end

    def _of_a_body(self, start: int) -> bool:
        """Whether it tells where the body just named is from: `Halden Mines of Leeds`."""
        return bool(self.found) and self.before(start, 4) == " of " and self.found[-1].end == start - 4

    def _beside_media(self, k: int) -> bool:
        before = self.found[-1] if self.found else None
        return (
            self.caps[k].gap in ("comma", "and")
            and before is not None
            and before.type == "media"
            and self.caps[k].start - before.end < 10
        )

    def _beside_body(self, k: int) -> bool:
        before = self.found[-1] if self.found else None
        return (
            self.caps[k].gap in ("comma", "and")
            and before is not None
            and before.type in BODIES
            and self.caps[k].start - before.end < 10
        )

    def _goes_on(self, k: int) -> bool:
        """Whether a person's name goes on with this word."""
        words, word = self.words, self.caps[k].text
        if word in ("May", "June", "April", "Lord") and not re.match(
            r" \d", self.text[self.caps[k].end : self.caps[k].end + 2]
        ):
            return True
        return not (
            word in words.no_names
            or word in words.offices
            or word in words.demonyms
            or word.lower() in self.words.function
            or (word.rstrip(".") in words.titles and not self._ends_run(k))
            or self.caps[k].mode != "text"
            or (word in words.known and (known := self._known(k)) and known[1].type != "person")
        )

    def _ends_run(self, k: int) -> bool:
        """Whether no other capital follows, so that a title here is the surname: `Julie Bishop`."""
        following = self.at(k + 1)
        return "." not in self.caps[k].text and (following is None or following.gap != "next")

    def _is_person(self, tokens: list[str], start: int, end: int, evidence: bool) -> bool:
        if tokens[0].isupper() and tokens[-1].isupper() and self.text.find("—", end, end + 4) > 0:
            return False  # a dateline
        if any(token.isupper() and len(token) > 3 and "." not in token for token in tokens) and not evidence:
            return all(token.isupper() for token in tokens) and self.text[start - 1 : start] == "/"
        if all(self.everyday(token) or is_initial(token) for token in tokens):
            return evidence or tokens[0] in self.words.given
        if not evidence and (country := COUNTRY_AFTER.match(self.text, end)) and self._alone(country.group(1)):
            return False
        following = self.text[end + 1 : end + 14].split(" ", 1)[0].strip(",.;")
        return evidence or following not in self.words.place_nouns

    def _single(self, i: int, start: int, end: int, word: str, evidence: bool, titled: bool, rule: str) -> int:
        words = self.words
        if is_acronym(word) and not titled:
            before = self.before(start)
            ending = ending_of(before)
            if (
                len(word) > 2
                and not self.everyday(word)
                and (
                    self.acting(end)
                    or ORG_NOUN_AFTER.match(self.text, end)
                    or self._beside_body(i)
                    or OF_ROLE.search(before, ending)
                    or ACCORDING.search(before, ending)
                    or self.text.startswith(("'s ", "’s "), end)
                    or BRACKETED.match(self.text, end)
                )
            ):
                self.take(start, end, word, "other", self.owner, "acronym that acts")
            else:
                self.loose.append(i)
            return i + 1
        if (
            not word[1:].islower()
            and CAMEL.fullmatch(word)
            and word.lower() not in words.everyday.common
            and not titled
            and not word.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "O'"))
        ):
            self.take(start, end, word, "other", "", "capital inside the word")
            return i + 1
        if titled and self.everyday(word) and not self.acting(end) and not self.text.startswith(("'s", "’s", ","), end):
            self.loose.append(i)
            return i + 1
        if (
            evidence
            and (titled or not self.everyday(word))
            and not (self.located(start) and not titled)
            and word not in words.places
            and word not in words.heads
        ):
            self.take(start, end, word, "person", self.owner, rule)
            return i + 1
        self.loose.append(i)
        return i + 1
