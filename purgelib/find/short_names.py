"""Short forms: who is meant by a surname, an acronym or a last word, as the whole document tells."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from purgelib.find.capitals import is_acronym, is_initial
from purgelib.find.name_context import Context, Found, initials

WEAK = "list, in a word that is weak alone"


def resolved(reading: Context) -> list[Found]:
    """All names of the document with the short forms among them, each under the fullest name the document gives."""
    shown = {name.text for name in reading.found if name.type == "person" and name.rule != "capitalised words"}
    only_placed = reading.placed - shown
    reading.found = [name for name in reading.found if name.type != "person" or name.text not in only_placed]
    people = People(reading.found)
    bodies = Organisations(reading)
    found = []
    for name in reading.found:
        if name.type == "person":
            listed = name.rule.startswith("list")
            actor = people.of(name.text, name.start) or name.actor if listed else people.full(name)
            found.append(name if actor == name.actor else name._replace(actor=actor))
        else:
            found.append(bodies.full(name))
    found.extend(_short_forms(reading, people, bodies))
    return _apart(found)


def _apart(found: list[Found]) -> list[Found]:
    """By start, the longer of two that overlap."""
    result: list[Found] = []
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if not result or name.start >= result[-1].end:
            result.append(name)
    return result


class People:
    """The persons whom a document names in full, by each word of their names that may stand for them."""

    def __init__(self, found: list[Found]):
        self.by_surname: dict[str, list[tuple[int, str]]] = {}
        self.by_given: dict[str, list[tuple[int, str]]] = {}
        self.singles: dict[str, list[tuple[int, str]]] = {}  # who is never named in full
        self.fulls: dict[str, str] = {}
        self.mains: dict[str, str | None] = {}
        for name in found:
            if name.type != "person":
                continue
            parts = _parts(name.text)
            if len(parts) < 2:
                self.singles.setdefault(name.text, []).append((name.start, name.actor))
                continue
            full = " ".join(parts)
            self.fulls[full] = name.actor if name.rule == "list" else full
            for part in parts[1:]:
                if len(part) > 2:
                    self.by_surname.setdefault(part, []).append((name.start, full))
            if "-" in parts[-1]:
                self.by_surname.setdefault(parts[-1].split("-")[0], []).append((name.start, full))
            self.by_given.setdefault(parts[0], []).append((name.start, full))
        self._merge()

    def _merge(self) -> None:
        """One name for forms of one person: `Ana María Paz` and `Ana Paz`, a slip in the given name."""
        for surname in self.by_surname.values():
            fulls = sorted({full for _, full in surname}, key=lambda full: (-len(full.split()), full))
            for k, longer in enumerate(fulls):
                for shorter in fulls[k + 1 :]:
                    if _same_person(longer, shorter):
                        self.fulls[shorter] = self.fulls[longer]

    def _main(self, word: str, bearers: list[tuple[int, str]]) -> str | None:
        """Who is named twice as often as any other of that name: a father named once does not take over."""
        if word not in self.mains:
            often = Counter(self.fulls.get(one, one) for _, one in bearers).most_common(2)
            alone = len(often) == 1 or often[0][1] >= 2 * often[1][1]
            self.mains[word] = often[0][0] if alone else None
        return self.mains[word]

    def full(self, name: Found) -> str:
        parts = _parts(name.text)
        if len(parts) > 1:
            return self.fulls.get(" ".join(parts), " ".join(parts))
        word = parts[0] if parts else name.text
        return self.of(word, name.start) or word

    def of(self, word: str, start: int, *, given: bool = True) -> str | None:
        """Whom a single word means: who bears it as surname and was named last before, else first after."""
        for table in (self.by_surname, self.by_given, self.singles) if given else (self.by_surname,):
            if bearers := table.get(word):
                if (main := self._main(word, bearers)) is not None:
                    return main
                full = _last_before(bearers, start)
                return self.fulls.get(full, full)
        return None


def _last_before(named: list[tuple[int, Any]], start: int) -> Any:
    """What was named last up to here, else what is named first after it."""
    return named[max(0, bisect_right(named, start, key=itemgetter(0)) - 1)][1]


def _parts(text: str) -> list[str]:
    """The words of a person's name without initials.

    >>> _parts("David N. Cicilline")
    ['David', 'Cicilline']
    """
    parts = text.split()
    return [part for part in parts if not is_initial(part)] if "." in text and " " in text else parts


def _same_person(longer: str, shorter: str) -> bool:
    """Whether two full names in one document are one person's.

    >>> _same_person("Ana María Paz", "Ana Paz"), _same_person("Vladimir Orlov", "Valdimir Orlov")
    (True, True)
    >>> _same_person("Ana Paz", "Eva Paz")
    False
    """
    a, b = longer.split(), shorter.split()
    if len(b) > 1 and a[-len(b) :] == b:
        return True
    if a[0] == b[0]:
        return set(b) <= set(a) or a[-1].startswith(f"{b[-1]}-")
    return (
        a[1:] == b[1:]
        and len(a[0]) > 4
        and a[0][0] == b[0][0]
        and len(a[0]) == len(b[0])
        and sorted(a[0]) == sorted(b[0])
    )


class Organisations:
    """The organisations of a document by the short forms that may stand for them."""

    def __init__(self, reading: Context):
        self.reading, self.words = reading, reading.words
        self.by_key: dict[str, Counter] = {}
        self.keys: dict[str, str] = {}
        self.records: dict[str, Found] = {}
        self.short: dict[str, list[tuple[int, Found]]] = {}
        self.embassies: list[tuple[int, Found]] = []
        self.housed: dict[str, Found] = {}  # embassy -> the first of its state that has a city
        self.tails: dict[str, Found] = {}  # name without its demonym -> the organisation
        self.initials: dict[str, str] = {}  # of the organisations named in full
        # the states that the document names, or whose actors it names beyond doubt
        self.countries = {name.country for name in reading.found if name.rule != WEAK}
        for name in reading.found:
            if name.type in ("person", "state"):
                continue
            self.by_key.setdefault(self._key(name.actor), Counter())[name.actor] += 1
            self.records.setdefault(name.actor, name)
            if name.text.count(" ") > 1:
                self.initials.setdefault(initials(name.text.split()), name.actor)
            for form in self._forms(name):
                self.short.setdefault(form, []).append((name.start, name))
            if name.actor.startswith(("Embassy of ", "Consulate of ")):
                self.embassies.append((name.start, name))
                self.housed.setdefault(name.actor.split(" in ")[0], name)
                if " in " in name.actor and " in " not in self.housed[name.actor.split(" in ")[0]].actor:
                    self.housed[name.actor.split(" in ")[0]] = name
            first, _, rest = name.text.partition(" ")
            if first in self.words.demonyms:
                self.tails.setdefault(rest, name)
            before_of = name.text.split(" of ")[0].split(" for ")[0]
            if " " in before_of and before_of != name.text:  # "Bar Association of Kenya"
                self.tails.setdefault(before_of, name)

    def _key(self, actor: str) -> str:
        """What two spellings of one organisation have in common."""
        key = self.keys.get(actor)
        if key is None:
            words = actor.replace("+", "").replace("The ", "").split()
            words = [self.words.demonyms.get(word, word) for word in words]
            key = self.keys[actor] = " ".join(words).casefold().removesuffix("s")
        return key

    def _forms(self, name: Found) -> list[str]:
        parts = name.text.replace("’", "'").split()
        if len(parts) < 2:
            return [name.text]
        forms = [name.text]
        if parts[0] in self.words.demonyms:
            forms.append(" ".join(parts[1:]))
        if parts[-1] in self.words.heads or (name.type == "media" and not self.reading.everyday(parts[-1])):
            forms.append(parts[-1])
        if parts[0] in self.words.heads_first and parts[1] in ("of", "on", "for"):
            forms.append(parts[0])
        if (
            not self.reading.everyday(parts[0])
            and parts[0] not in self.words.demonyms
            and not self.reading._alone(parts[0])
        ):
            forms.append(parts[0])
        return forms

    def full(self, name: Found) -> Found:
        if name.type == "state":
            return name
        if name.actor in self.reading.brackets:
            actor, kind, country = self.reading.brackets[name.actor]
            return name._replace(actor=actor, type=kind, country=country)
        if (other := self.housed.get(name.actor)) and " in " in other.actor:
            return name._replace(actor=other.actor, country=other.country)
        if name.rule == WEAK:
            for form in self.short.get(name.text.split()[-1], ()):
                if form[1].rule == "last word of the name":
                    return name._replace(actor=form[1].actor, type=form[1].type, country=form[1].country)
            if name.type in ("government", "court") and name.country not in self.countries:
                return name._replace(actor=name.text, country="")  # another state's Congress
        if is_acronym(name.text) and self.initials.get(name.text, name.actor) != name.actor:
            other = self.records[self.initials[name.text]]
            return name._replace(actor=other.actor, type=other.type, country=other.country)
        forms = self.by_key.get(self._key(name.actor))
        if forms and len(forms) > 1:
            best = min(forms, key=lambda actor: (-forms[actor], actor))
            record = self.records[best]
            return name._replace(actor=best, type=record.type, country=record.country)
        if name.rule.startswith("last word") and (shorter := self._longer_form(name)):
            return shorter
        return name

    def _longer_form(self, name: Found) -> Found | None:
        """`LGBT Network` is the `Kenyan LGBT Network` of the same document."""
        if (other := self.tails.get(name.text)) and other.actor != name.actor:
            return name._replace(actor=other.actor, type=other.type, country=other.country)
        return None

    def of(self, form: str, start: int) -> Found | None:
        if form in self.reading.brackets:
            actor, kind, country = self.reading.brackets[form]
            return Found(0, 0, form, actor, kind, country, "")
        if form in ("Embassy", "Consulate") and self.embassies:
            return self.full(_last_before(self.embassies, start))
        bearers = self.short.get(form)
        if not bearers:
            return None
        return self.full(_last_before(bearers, start))


def _short_forms(reading: Context, people: People, bodies: Organisations) -> Iterable[Found]:
    """The words that are names only because the document has the full name elsewhere."""
    caps, words = reading.caps, reading.words
    skip = -1
    for i in sorted(set(reading.loose)):
        if i <= skip:
            continue
        cap = caps[i]
        if cap.mode != "text":
            longest = _longest_full(reading, i, people, bodies)
            if longest:
                found, skip = longest
                yield found
            continue
        word = cap.text
        if word in reading.brackets or is_acronym(word):
            if body := bodies.of(word, cap.start):
                yield Found(cap.start, cap.end, word, body.actor, body.type, body.country, "short form")
            continue
        common = reading.everyday(word)
        if full := people.of(word, cap.start, given=not common):
            if not common or ((reading.acting(cap.end) or not reading.initial(cap)) and not reading.located(cap.start)):
                yield Found(cap.start, cap.end, word, full, "person", "", "part of a full name")
            continue
        if word in words.heads and not reading.before(cap.start, 4).lower().endswith("the "):
            continue
        if common and reading.initial(cap) and not reading.acting(cap.end):
            continue
        if not common and reading.located(cap.start):
            continue
        if body := bodies.of(word, cap.start):
            yield Found(cap.start, cap.end, word, body.actor, body.type, body.country, "short form")


def _longest_full(reading: Context, i: int, people: People, bodies: Organisations) -> tuple[Found, int] | None:
    """In a headline: the longest run of words from here that the text below uses as a name."""
    caps = reading.caps
    last = i
    while last + 1 < len(caps) and last - i < 5 and caps[last + 1].gap == "next":
        last += 1
    upper = caps[i].mode == "upper"
    for k in range(last, i - 1, -1):
        text = reading.plain[caps[i].start : caps[k].end]
        text = text.title() if upper else text
        full = people.fulls.get(" ".join(_parts(text)))
        if k == i and not full and not reading.everyday(text):
            full = people.of(text, caps[i].start, given=False)
        if full:
            return Found(caps[i].start, caps[k].end, text, full, "person", "", "full name elsewhere in the document"), k
        if (k > i or not reading.everyday(text)) and (body := bodies.of(text, caps[i].start)):
            return Found(
                caps[i].start,
                caps[k].end,
                text,
                body.actor,
                body.type,
                body.country,
                "full name elsewhere in the document",
            ), k
    return None
