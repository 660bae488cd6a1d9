"""Names of the shipped lists: actors known everywhere, states, what their demonyms and capitals stand for."""

import re

from purgelib.find.beside import Before, ending_of
from purgelib.find.capitals import UPPER, Cap, is_acronym
from purgelib.find.characters import is_of_word
from purgelib.find.name_context import MEDIA_AFTER, MEDIA_BEFORE, ORG_BEFORE, STAFF_OF, Context
from purgelib.find.name_words import Actor

PARTY_AFTER = re.compile(
    rf"(?:,? (?:of|from) (?=[{UPPER}])|(?: and [{UPPER}]\w+)? (?:members?|lawmakers?|senators?|congress\w+|"
    r"representatives?|leaders?|"
    r"leadership|party|candidates?|"
    r"politicians?|caucus|nominee|voters?|councillors?|governors?|MPs?|peers?|Sens?\.|Reps?\.|Senators?|Party)(?!\w))"
)
EMBASSY_PLACE = re.compile(rf" in (?:the )?((?:[{UPPER}][\w'’-]+)(?: [{UPPER}][\w-]+)?)")
STATE_LEADS = Before(r"\b(?:[Gg]overnment|Republic) of (?:the )?", "of", "the")
PLACE_BEHIND = re.compile(r" (?:river|basin|valley|sea|canal|desert|peninsula)\b", re.IGNORECASE)
DEALT_WITH = re.compile(
    r"\b(?:with|by|against|between|that|urged|urge|urging|pressured?|pressing|told|asked|asks|asking|"
    r"loyal to|loyalt(?:y|ies) to|ties to|pressure on|"
    r"relations with|accused|accuse|accusing|angered|blamed|condemned|criticised|criticized|"
    r"calls? on|called on|sanctions on) \Z"
)
NEGOTIATED = re.compile(r"\b(?:negotiat\w+|talks|ties|relations|deal|agreement|treaty|alliance|allied) with \Z")
IS = re.compile(r" (?:is|was)\b(?: (?:not |now |still |already |also )?(\w+(?:ed|ing))\b)?")
AND_ANOTHER = re.compile(rf" and [{UPPER}]\w+")


class Listed(Context):
    """Reads what a list knows."""

    def _city(self, i: int) -> int | None:
        """The position behind a place of several words that only locates: `New York`."""
        following = self.at(i + 1)
        if following is None or following.gap != "next":
            return None
        for city in self.words.cities[self.caps[i].text]:
            if self.plain.startswith(city, self.caps[i].start):
                return self.after(self.caps[i].start + len(city), i)
        return None

    def _known(self, i: int) -> tuple[int, Actor] | None:
        cap = self.caps[i]
        word, upper = cap.text, cap.mode == "upper"
        aliases = self.words.folded.get(word.upper()) if upper else self.words.known.get(word)
        if aliases is None:
            if word.isupper() and len(word) > 3:
                return self._state_in_capitals(cap)
            if word.isalpha():
                return None
            aliases = self.words.known.get(word.replace("’", "'"), ())
        here, at = (self.plain[cap.start : cap.start + 90].upper(), 0) if upper else (self.plain, cap.start)
        for alias, actor in aliases:
            if here.startswith(alias, at):
                end = cap.start + len(alias)
                after = self.plain[end : end + 2]
                if is_of_word(after[:1]):
                    continue
                if after[:1] == "-" and actor.type != "state" and after[1:].isupper():
                    continue
                if self._plausible(i, cap.start, end, actor):
                    return end, actor
        return None

    def _state_in_capitals(self, cap: Cap) -> tuple[int, Actor] | None:
        """`KENYA: Release the nine`: the state of one word alone, as notices set it before their headline."""
        for alias, actor in self.words.folded.get(cap.text, ()):
            if alias == cap.text and actor.type == "state" and self.text.startswith((":", ",", "'s", "’s"), cap.end):
                return cap.end, actor
        return None

    def _plausible(self, i: int, start: int, end: int, actor: Actor) -> bool:
        """Whether a known name that is an everyday word too is meant as a name here."""
        alias = self.text[start:end]
        if " " in alias or actor.type in ("state", "igo") or not self.everyday(alias) or alias.isupper():
            return not (alias in self.words.given and self._personal(i, end))
        if actor.type == "person":
            return self.acting(end) or (not self.initial(self.caps[i]) and self.text.startswith(("'s", "’s"), end))
        if actor.type == "party" and not alias.endswith("s"):
            return PARTY_AFTER.match(self.text, end) is not None
        if actor.type in ("government", "party", "court"):
            return not self.initial(self.caps[i]) or self.acting(end)
        before = self.before(start, 30)
        ending = ending_of(before)
        return (
            (before.endswith(("the ", "The ")) and not self.initial(self.caps[i]))
            or MEDIA_AFTER.match(self.text, end) is not None
            or MEDIA_BEFORE.search(before, ending) is not None
            or ORG_BEFORE.search(before, ending) is not None
            or self.speaking(end)
        )

    def _personal(self, i: int, end: int) -> bool:
        """Whether `Jordan`, `Chad` is the given name of the one who is named with it."""
        following = self.at(i + 1)
        if following is None or following.gap != "next" or following.start != end + 1:
            return False
        word = following.text
        return not (
            self.everyday(word)
            or word in self.words.heads
            or word in self.words.offices
            or word in self.words.portfolios
            or word in self.words.no_names
            or is_acronym(word)
            or word in self.words.known
        )

    def _take_known(self, i: int, end: int, actor: Actor) -> int:
        cap = self.caps[i]
        behind = self.after(end, i)
        if actor.type == "state" and self.words.collective.match(self.text, end):
            return self._take_state(i, end, actor.name)
        following = self.at(behind)
        further = following is not None and following.gap in ("next", "of") and (following.gap == "next" or actor.weak)
        if further and cap.mode == "text" and following.text not in self.words.generic and actor.type != "person":
            last = self._organisation(i)
            if last is not None and last >= behind:
                return self._take_organisation(i, last)
        if actor.type == "state" and PLACE_BEHIND.match(self.text, end):
            return behind
        if actor.type == "state":
            return self._take_state(i, end, actor.name)
        start = cap.start
        if self.text.startswith("The ", start):  # an article, though the list has it in the name
            start += 4
        rule = "list, in a word that is weak alone" if actor.weak else "list"
        self.take(start, end, actor.name, actor.type, actor.country, rule)
        self._bracketed(end, actor.name, actor.type, actor.country)
        return behind

    def _take_state(self, i: int, end: int, state: str) -> int:
        behind = self.after(end, i)
        before = self.before(self.caps[i].start)
        if led := STATE_LEADS.search(before, ending_of(before)):
            start = self.caps[i].start - (led.end() - led.start())
            self.take(start, end, state, "state", state, "state with its officials")
            return behind
        if whole := self.words.collective.match(self.text, end):
            self.take(self.caps[i].start, whole.end(), state, "state", state, "state with its officials")
            return self.after(whole.end(), behind)
        if body := self.words.body.match(self.text, end):
            return self._take_body(self.caps[i].start, body.end(), body.group(1), state, behind)
        following = self.at(behind)
        if (
            following
            and following.gap == "next"
            and (known := self._known(behind))
            and known[1].type == "government"
            and known[1].country == state
        ):
            self.take(self.caps[i].start, known[0], known[1].name, "government", state, "list")
            return self.after(known[0], behind)
        self.take(self.caps[i].start, end, state, "state", state, "list of states")
        if following and following.gap == "poss":
            self.owner = state
        return behind

    def _demonym(self, i: int) -> int:
        cap, words = self.caps[i], self.words
        state = words.demonyms[cap.text]
        if whole := words.collective.match(self.text, cap.end):
            self.take(cap.start, whole.end(), state, "state", state, "demonym with officials")
            return self.after(whole.end(), i)
        if body := words.body.match(self.text, cap.end):
            return self._take_body(cap.start, body.end(), body.group(1), state, i + 1)
        following = self.at(i + 1)
        if following and following.gap in ("and", "comma") and following.text in words.demonyms:
            if self._shares_officials(i + 1):
                self.take(cap.start, cap.end, state, "state", state, "demonym that shares its officials")
            return i + 1
        if cap.mode == "text" and (last := self._organisation(i)) is not None and last > i:
            return self._take_organisation(i, last)
        if taken := self._demonym_with_body(i, state):
            return taken
        self.owner = state if following and following.gap == "next" and following.text not in words.demonyms else ""
        if self.owner:
            return self._step_owned(i + 1)
        return i + 1

    def _demonym_with_body(self, i: int, state: str) -> int | None:
        """`Peruvian Congress`, though a list knows another's; `deputies of Kenyan Renewal`, who sit for it."""
        cap, following = self.caps[i], self.at(i + 1)
        if following is None or following.gap != "next" or cap.mode != "text":
            return None
        if (known := self._known(i + 1)) and known[1].type in ("government", "court") and known[1].country != state:
            body = self.plain[following.start : known[0]]
            self.take(
                cap.start, known[0], self._body_name(body, state, known[0]), known[1].type, state, "body of a state"
            )
            return self.after(known[0], i)
        word, words = following.text, self.words
        if known or not self.everyday(word) or word in words.offices or word in words.titles or word in words.places:
            return None
        if word in words.things or word in words.no_names or not STAFF_OF.search(self.before(cap.start, 50)):
            return None
        name = self.plain[cap.start : following.end]
        self.take(cap.start, following.end, name, "party", state, "what it is called beside")
        return i + 2

    def _step_owned(self, i: int) -> int:
        owner, count = self.owner, len(self.found)
        behind = self._step(i)
        self.found[count:] = [f._replace(country=f.country or owner) for f in self.found[count:]]
        return behind

    def _shares_officials(self, i: int) -> bool:
        for k in range(i, i + 5):
            cap = self.at(k)
            if cap is None or cap.text not in self.words.demonyms:
                return False
            if self.words.collective.match(self.text, cap.end):
                return True
            following = self.at(k + 1)
            if following is None or following.gap not in ("and", "comma"):
                return False
        return False

    def _take_body(self, start: int, end: int, body: str, state: str, behind: int) -> int:
        name = f"{body[0].upper()}{body[1:]}"
        self.take(
            start,
            end,
            self._body_name(name, state, end),
            "court" if "ourt" in body else "government",
            state,
            "body of a state",
        )
        return self.after(end, behind)

    def _capital(self, i: int) -> int | None:
        """A capital that acts stands for its state: `Nairobi said`, not `in Nairobi`."""
        cap, words = self.caps[i], self.words
        following = self.at(i + 1)
        name, last = cap.text, i
        if (
            name not in words.capitals
            and following
            and following.gap == "next"
            and f"{name} {following.text}" in words.capitals
        ):
            name, last = f"{name} {following.text}", i + 1
        if name not in words.capitals or cap.mode == "upper":
            return None
        end, state = self.caps[last].end, words.capitals[name]
        behind = self.at(last + 1)
        if behind and behind.gap == "next" and cap.mode == "text":
            if (organisation := self._organisation(i)) is not None:
                return self._take_organisation(i, organisation)
            if not self.everyday(behind.text) and name in words.given:
                return None
        if self._acts_as_state(cap.start, end):
            self.take(cap.start, end, state, "state", state, "capital that acts")
        return last + 1

    def _acts_as_state(self, start: int, end: int) -> bool:
        before, text = self.before(start), self.text
        if self.located(start) or text.startswith("-", end) or text.startswith(" based", end):
            return False
        if text.startswith(",", end):
            return text.startswith(", which", end) or NEGOTIATED.search(before) is not None
        if text.startswith(("'s", "’s"), end):
            return self.words.place_owned.match(text, end) is None
        if being := IS.match(text, end):
            return being.group(1) is not None
        if self.words.acts.match(text, end) or (
            (both := AND_ANOTHER.match(text, end)) and self.words.acts.match(text, both.end())
        ):
            return re.search(r"\b(?:of|from|to)(?: the)? \Z", before) is None
        return DEALT_WITH.search(before) is not None

    def _hyphened(self, i: int) -> int | None:
        """`Kremlin-backed`, `Canada-based`: the first part is the name; both of `US-Russia`."""
        cap = self.caps[i]
        head, _, tail = cap.text.partition("-")
        actor = self._alone(head)
        if actor is None:
            return None
        end = cap.start + len(head)
        if tail[:1].islower():
            self.take(cap.start, end, actor.name, actor.type, actor.country, "list, in a compound")
            return i + 1
        if other := self._alone(tail):
            self.take(cap.start, end, actor.name, actor.type, actor.country, "list, in a compound")
            self.take(end + 1, cap.end, other.name, other.type, other.country, "list, in a compound")
            return i + 1
        return None
