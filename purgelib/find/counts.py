"""Counts: which number of people belongs to which event, on whose word, when, where, and with how much doubt.

The verbs and nouns that tell an event stand in `counts.toml`; `clauses` says which number is the subject or object of which
verb. A number that is nobody's argument, or whose event is negated, hoped for or planned, gives no row, and
`explain_numbers` says why.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.clauses import Clauses, Grammar, Group, inflect, read_grammar, third

LISTS = ("befell", "did", "states", "nouns", "nouns_of", "nouns_after", "tolls")
THINGS = "a count of things"
NO_EVENT = "no event word takes it as its argument"
BODIES = frozenset(["media", "ngo", "igo"])  # types of those who interview
PLACE_WORDS = frozenset(["in", "at", "near", "outside", "inside", "across", "to", "from", "around", "into", "throughout", "within", "off"])
PASSED_WORDS = frozenset(["by", "during", "on", "since", "before", "under", "as", "over", "with", "until"])
ENTRY = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)*\Z")


class Count(NamedTuple):
    """A number of people to whom something happened, or who did something; offsets are those of the Doc."""

    category: str
    low: int | None  # None: the words set no lower bound
    high: int | None
    modifier: str
    population: str
    source: tuple[str, ...]  # actors; empty where the text says it itself
    place: str
    when: str  # EDTF: event_date, failing that as_of
    event_date: str
    as_of: str
    hedge: bool
    in_reference: bool
    unit: str
    whole: str  # "100" of "27 of the 100"
    cue_start: int
    cue_end: int
    rule: str
    source_start: int  # -1 where no words name the source
    source_end: int
    convention: str  # how a vague word became bounds; empty where none did


class Verb(NamedTuple):
    """An entry of "befell" or "did": what its verb must be followed by, and what it then means."""

    category: str
    role: str
    particles: tuple[str, ...]
    later: re.Pattern | None
    place: bool  # a name of a place will do for `later`


class Noun(NamedTuple):
    """An entry of the lists of nouns, or of states."""

    category: str
    role: str  # of, after, both, state, toll
    rest: tuple[str, ...]  # the words after the first


class Words(NamedTuple):
    """The lexicon `counts.toml`, made ready for `find_counts`."""

    grammar: Grammar
    verbs: Mapping[str, tuple[Verb, ...]]  # by base form
    nouns: Mapping[str, tuple[Noun, ...]]  # by every form of the first word
    doers: frozenset[str]  # the verbs of "did"
    cues: frozenset[str]  # every word that an entry begins with; a sentence without one has no count
    hedges: frozenset[str]
    hedged_that: frozenset[str]
    phrases: re.Pattern
    negated: frozenset[str]
    hoped: frozenset[str]
    conditions: frozenset[str]
    links: frozenset[str]
    toll_verbs: frozenset[str]
    standing: frozenset[str]
    tails: frozenset[str]
    causing: frozenset[str]
    holding: frozenset[str]
    stand_ins: frozenset[str]
    institutions: frozenset[str]


class Event(NamedTuple):
    """What takes a number as its argument: the items of the cue, the rule, the verb group (None: a noun), and its doubt."""

    category: str
    start: int
    end: int
    rule: str
    group: Group | None
    hedged: bool
    denied: str  # "" or the word that negates it or makes it a plan


# -- words ---------------------------------------------------------------------------------------------------------


def read_words(lexicon: Mapping[str, Any]) -> Words:
    """The words of `counts.toml` as `find_counts` wants them.

    Raises ValueError where a word stands under two categories, or where an entry can match nothing.
    """
    categories = {name: lists for name, lists in lexicon.get("categories", {}).items() if name != "replace"}
    doubt, grammar = lexicon.get("doubt", {}), lexicon.get("grammar", {})
    entries = list(_entries(categories))
    _check(entries)
    verbs: dict[str, list[Verb]] = {}
    nouns: dict[str, list[Noun]] = {}
    for category, role, entry in entries:
        if role in ("befell", "did"):
            base, verb = _read_verb(category, role, entry)
            verbs.setdefault(base, []).append(verb)
        else:
            for word, noun in _read_noun(category, role, entry):
                nouns.setdefault(word, []).append(noun)
    verb_entries = [entry.split(" ...")[0] for _, role, entry in entries if role in ("befell", "did")]
    first = lambda entry: _plain_verb(entry.split(" ...")[0]).split(",")[0]  # noqa: E731
    done = {first(entry) for _, role, entry in entries if role == "befell"}
    active = {first(entry) for _, role, entry in entries if role == "did"} - done
    active |= {entry for _, role, entry in entries if role == "did" and entry == first(entry)}
    read = read_grammar(grammar, [_plain_verb(entry) for entry in verb_entries], doubt, active)
    forms = {form for entry in verb_entries for form in inflect(_plain_verb(entry))}
    bases = lambda words: frozenset(word.split(",")[0].strip() for word in words)  # noqa: E731
    phrases = "|".join(re.escape(phrase) for phrase in doubt.get("phrases", ())) or r"(?!)"
    return Words(
        grammar=read,
        verbs={base: tuple(sorted(of, key=lambda v: (v.later is None, -len(v.particles)))) for base, of in verbs.items()},
        nouns={word: tuple(sorted(of, key=lambda n: -len(n.rest))) for word, of in nouns.items()},
        doers=frozenset(first(entry) for _, role, entry in entries if role == "did"),
        cues=frozenset(forms | set(nouns)),
        hedges=frozenset(doubt.get("hedge", ())),
        hedged_that=bases(doubt.get("hedged_that", ())),
        phrases=re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE),
        negated=bases(doubt.get("negated", ())),
        hoped=bases(doubt.get("hoped", ())),
        conditions=frozenset(doubt.get("conditions", ())),
        links=bases(grammar.get("links", ())),
        toll_verbs=bases(grammar.get("toll_verbs", ())),
        standing=bases(grammar.get("standing", ())),
        tails=frozenset(grammar.get("tails", ())),
        causing=bases(grammar.get("causing", ())),
        stand_ins=frozenset(grammar.get("stand_ins", ())),
        holding=bases(grammar.get("holding", ())),
        institutions=frozenset(grammar.get("institutions", ())),
    )


def _entries(categories: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for category, lists in categories.items():
        if not isinstance(lists, Mapping):
            raise ValueError(f"counts.toml: categories.{category} is a {type(lists).__name__}; it must be a table of lists")
        for role, entries in lists.items():
            if role == "replace":
                continue
            if role not in LISTS:
                raise ValueError(f"counts.toml: categories.{category}.{role} is not known; there are {', '.join(LISTS)}")
            for entry in entries:
                yield category, role, entry


def _check(entries: Iterable[tuple[str, str, str]]) -> None:
    """Raises ValueError for an entry that can match nothing or that two categories claim."""
    seen: dict[tuple[str, str], str] = {}
    for category, role, entry in entries:
        where = f"counts.toml: categories.{category}.{role}: {entry!r}"
        if not isinstance(entry, str) or not entry.strip():
            raise ValueError(f"{where} can match nothing: it is empty")
        head, dots, later = entry.partition(" ...")
        words = head.split(",")
        if role not in ("befell", "did") and (dots or len(words) > 1):
            raise ValueError(f"{where} can match nothing: only verbs have other forms or '...'")
        if len(words) not in (1, 3):
            raise ValueError(f"{where} can match nothing: an irregular verb has three forms, as in 'shoot, shot, shot'")
        if dots and (not later.strip() or "..." in later):
            raise ValueError(f"{where} can match nothing: after '...' stands what follows, as in 'take ... custody|hostage'")
        for part in [*words, *(later.split("|") if dots else ())]:
            if not ENTRY.match(part.strip()):
                raise ValueError(f"{where} can match nothing: {part.strip()!r} is no word")
            if part.strip() != "PLACE" and part != part.lower():
                raise ValueError(f"{where} can match nothing: texts are compared in lower case")
        group = "verb" if role in ("befell", "did") else "state" if role == "states" else "noun"
        key = " ".join([words[0].strip(), *words[2:3][0].split()[1:]] if len(words) == 3 else [words[0].strip()])
        for alternative in later.split("|") if dots else [""]:
            other = seen.setdefault((group, f"{key} ... {alternative.strip()}"), category)
            if other != category:
                raise ValueError(f"counts.toml: {entry!r} stands under two categories, {other!r} and {category!r}")


def _plain_verb(entry: str) -> str:
    """The verb alone: "round" of "round up", "shoot, shot, shot" of "shoot, shot, shot dead"."""
    return ", ".join(part.split()[0] for part in entry.split(","))


def _read_verb(category: str, role: str, entry: str) -> tuple[str, Verb]:
    head, _, later = entry.partition(" ...")
    particles = tuple(head.split(",")[-1].split()[1:])
    alternatives = [word.strip() for word in later.split("|") if word.strip()]
    plain = "|".join(re.escape(word) for word in alternatives if word != "PLACE")
    pattern = re.compile(rf"\b(?:{plain})s?\b") if plain else (re.compile(r"(?!)") if alternatives else None)
    return _plain_verb(head).split(",")[0], Verb(category, role, particles, pattern, "PLACE" in alternatives)


def _read_noun(category: str, role: str, entry: str) -> Iterator[tuple[str, Noun]]:
    first, *rest = entry.split()
    kind = {"nouns": "both", "nouns_of": "of", "nouns_after": "after", "states": "state", "tolls": "toll"}[role]
    yield first, Noun(category, kind, tuple(rest))
    if kind in ("both", "of") and not first.endswith("s"):
        yield third(first), Noun(category, kind, tuple(rest))


# -- sentences -----------------------------------------------------------------------------------------------------


class Passage(NamedTuple):
    """A number of a sentence, with tokens counted from the start of the sentence."""

    span: Span
    number: Any
    start: int
    end: int
    head_end: int


def find_counts(doc: Doc, words: Words) -> list[tuple[Span, Count]]:
    """Every count of the Doc in the order of the text: one for each number and category.

    Reads `doc._.numbers`, `dates`, `names`, `attributions`, `references` and `published`.
    """
    found: list[tuple[Span, Count]] = []
    context = _Context(doc)
    for sentence, passages in _sentences(doc):
        if not any(_usable(passage, sentence, words) for passage in passages):
            continue
        reading = _read_sentence(sentence, passages, words, context)
        if reading is None:
            continue
        found += reading.counts(found)
    return found


def explain_numbers(doc: Doc, words: Words) -> list[tuple[Span, str]]:
    """Every number of the Doc with the reason why it gave no count; "" where it gave one."""
    context = _Context(doc)
    explained: list[tuple[Span, str]] = []
    for sentence, passages in _sentences(doc):
        reading = _read_sentence(sentence, passages, words, context)
        for i, passage in enumerate(passages):
            if not _usable(passage, sentence, words):
                reason = passage.number.reason
            elif reading is None:
                reason = NO_EVENT
            else:
                reason = reading.reason(i)
            explained.append((passage.span, reason))
    return explained


def _left_on(doc: Doc, extension: str) -> Any:
    return (doc._.get(extension) if doc.has_extension(extension) else None) or []


class _Context:
    """What earlier finders left on the Doc, made ready for looking up by token."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.text = doc.text  # put together anew at each look
        self.published = _left_on(doc, "published") or ""
        self.dates = sorted(_left_on(doc, "dates"), key=lambda pair: pair[0].start)
        self.date_starts = [span.start for span, _ in self.dates]
        self.names = sorted(_left_on(doc, "names"), key=lambda pair: pair[0].start)
        self.name_starts = [span.start for span, _ in self.names]
        self.attributions = sorted(_left_on(doc, "attributions"), key=lambda pair: pair[0].end - pair[0].start)
        self.references = sorted(_left_on(doc, "references"), key=lambda pair: pair[0].start)
        self.reference_starts = [span.start for span, _ in self.references]
        self.blocks = sorted(_left_on(doc, "blocks"), key=lambda pair: pair[0].start)
        self.block_starts = [span.start for span, _ in self.blocks]
        self.covered = _covered(self.attributions)
        self.previous: tuple[int, int] | None = None

    def dates_in(self, start: int, end: int) -> list[tuple[Span, Any]]:
        return self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def names_in(self, start: int, end: int) -> list[tuple[Span, Any]]:
        return self.names[bisect_left(self.name_starts, start) : bisect_left(self.name_starts, end)]

    def reference_at(self, token: int) -> Any:
        at = bisect_right(self.reference_starts, token) - 1
        return self.references[at][1] if at >= 0 and self.references[at][0].end > token else None

    def block_at(self, token: int) -> int:
        return bisect_right(self.block_starts, token) - 1

    def kind_at(self, token: int) -> str:
        at = self.block_at(token)
        return getattr(self.blocks[at][1], "kind", "") if at >= 0 and self.blocks[at][0].end > token else ""

    def attribution_of(self, token: int) -> Any:
        at = bisect_right(self.covered[0], token) - 1
        return self.covered[1][at] if at >= 0 else None


def _covered(attributions: list[tuple[Span, Any]]) -> tuple[list[int], list[Any]]:
    """From each token on, the innermost attribution, as parallel lists of first tokens and attributions."""
    edges: list[tuple[int, int, int]] = []
    for i, (span, _) in enumerate(attributions):
        edges += [(span.start, 1, i), (span.end, 0, i)]
    starts: list[int] = []
    innermost: list[Any] = []
    is_open: dict[int, None] = {}
    for token, opens, i in sorted(edges):
        if opens:
            is_open[i] = None
        else:
            is_open.pop(i, None)
        best = attributions[min(is_open)][1] if is_open else None  # sorted by length: the least index is the shortest
        if starts and starts[-1] == token:
            innermost[-1] = best
        else:
            starts.append(token)
            innermost.append(best)
    return starts, innermost


def _sentences(doc: Doc) -> Iterator[tuple[Span, list[Passage]]]:
    """The sentences that hold a number, each with its numbers."""
    numbers = _left_on(doc, "numbers")
    if not numbers:
        return
    if doc.has_annotation("SENT_START"):
        sentences: Iterable[Span] = doc.sents
    else:
        sentences = [doc[:]]
    at = 0
    for sentence in sentences:
        while at < len(numbers) and numbers[at][0].start < sentence.start:
            at += 1
        inside = []
        while at < len(numbers) and numbers[at][0].start < sentence.end:
            inside.append(numbers[at])
            at += 1
        if inside:
            yield sentence, [_passage(doc, sentence, span, number) for span, number in inside]


def _passage(doc: Doc, sentence: Span, span: Span, number: Any) -> Passage:
    end = min(span.end, sentence.end)
    head_end = end
    if number.head_end > 0:
        while head_end < sentence.end and doc[head_end].idx < number.head_end and head_end - end < 14:
            head_end += 1
        if head_end - end >= 14 or number.head_end <= span.start_char:
            head_end = end
    return Passage(span, number, span.start - sentence.start, end - sentence.start, head_end - sentence.start)


def _usable(passage: Passage, sentence: Span, words: Words) -> bool:
    """Whether the number may be one of people; "Thousands march in Lima" is no count of marches."""
    if not passage.number.reason:
        return True
    if passage.number.reason != THINGS or passage.end + 1 >= sentence.end - sentence.start:
        return False
    word = sentence[passage.end].lower_
    if not any("b" in form.kinds and form.base in words.doers for form in words.grammar.verbs.get(word, ())):
        return False
    return words.grammar.kinds.get(sentence[passage.end + 1].lower_, "W") in "PTDAWY" and sentence[passage.end].text.islower()


def _read_sentence(sentence: Span, passages: list[Passage], words: Words, context: _Context) -> "_Reading | None":
    """The sentence read for events; None where no word of it tells one."""
    if sentence.end - sentence.start > 2000:
        return None
    if not any(token.lower_ in words.cues or "-" in token.lower_ for token in sentence):
        return None
    return _Reading(sentence, passages, words, context)


class _Reading:
    """A sentence, its clauses, and the events of its numbers."""

    def __init__(self, sentence: Span, passages: list[Passage], words: Words, context: _Context):
        self.sentence, self.passages, self.words, self.context = sentence, passages, words, context
        self.dates = context.dates_in(sentence.start, sentence.end)
        self.tokens, self.at = _glue(sentence, passages)
        usable = [
            (self.at[p.start], self.at[p.end], self._head_end(p)) if _usable(p, sentence, words) else (-1, -1, -1)
            for p in passages
        ]
        taken = [(start, end) for start, _, end in usable if start >= 0]
        times = [
            (self.at[span.start - sentence.start], self.at[min(span.end, sentence.end) - sentence.start])
            for span, _ in self.dates
        ]
        times = [(s, e) for s, e in times if not any(s < other_end and e > other_start for other_start, other_end in taken)]
        self.clauses = Clauses(self.tokens, usable, times, words.grammar)
        self.events: list[list[Event]] = [[] for _ in passages]
        self._from_verbs()
        self._from_nouns()
        self._from_states()
        self._from_tolls()
        self._from_heads()
        self._from_company()
        self._from_gaps()

    def _head_end(self, passage: Passage) -> int:
        """The end of the number's noun phrase, without a verb that looks like its noun: "40 [detained]"."""
        start, end = self.at[passage.end], self.at[passage.head_end]
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
        return end

    # -- events --

    def _add(self, number: int, event: Event) -> None:
        if number < 0:
            return
        events = self.events[number]
        for i, other in enumerate(events):
            if other.category == event.category:
                if other.denied and not event.denied:
                    events[i] = event
                return
        events.append(event)

    def _cue(self, group: Group) -> list[tuple[Verb, int]]:
        """The entries that the verb matches, with the item where the cue ends; a longer entry keeps out a shorter."""
        return next(iter(self._tiers(group)), [])

    def _tiers(self, group: Group) -> list[list[tuple[Verb, int]]]:
        """The entries that the verb matches, those with words that follow at once before those without."""
        clauses = self.clauses
        found: list[tuple[Verb, int]] = []
        for base in dict.fromkeys(group.bases):
            for verb in self.words.verbs.get(base, ()):
                end = group.end
                if verb.particles:
                    end = self._particles(group, verb.particles)
                    if end < 0:
                        continue
                if verb.later is not None and not self._later(group, end, verb):
                    continue
                if verb.role == "did" and group.passive and not group.agent:
                    continue
                found.append((verb, end))
        if group.via:
            found += [(verb, group.end) for verb in self.words.verbs.get(group.via, ()) if verb.later is not None and verb.later.search(clauses.word[group.end - 1])]
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
        stop = end
        while stop < len(clauses.items) and stop - end < 16 and clauses.kind[stop] not in ".:RS":
            other = clauses.group_of.get(stop)
            if other is not None and other is not group and clauses.kind[stop] in "BHMO":
                break
            stop += 1
        text = " ".join(clauses.lower[clauses.items[end].start : clauses.items[stop - 1].end]) if stop > end else ""
        if verb.later.search(text):
            return True
        if group.passive and group.agent:
            start = group.start
            while start > 0 and clauses.kind[start - 1] not in ".:R":
                start -= 1
            subject = " ".join(clauses.word[start : group.start])
            return subject in ("it", "they") or verb.later.search(subject) is not None
        if not verb.place:
            return False
        return any(
            clauses.kind[i] == "W" and clauses.tokens[clauses.items[i].start][:1].isupper()
            for i in range(end, min(stop, end + 4))
        )

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
            for number in numbers:
                hedged = self._hedged(group, number)
                self._add(number, Event(verb.category, group.start, end, rule, group, hedged, denied))
            self._adjunct(group, end, numbers, denied)
        return found

    def _adjunct(self, group: Group, end: int, numbers: list[int], denied: str) -> None:
        """ "died in custody following torture": a second event that follows as a bare noun"""
        clauses = self.clauses
        i, last = end, len(clauses.items)
        for _ in range(14):
            if i >= last or clauses.kind[i] in ".:RS" or (i in clauses.group_of and clauses.group_of[i] is not group and clauses.kind[i] in "BHMO"):
                return
            if clauses.word[i] in ("after", "following", "under", "from", "through", "amid"):
                at = i + 1
                while at < last and clauses.kind[at] in 'A"' or (at + 1 < last and clauses.kind[at] == "W" and clauses.word[at + 1] in self.words.nouns and clauses.word[at] not in self.words.nouns):
                    at += 1
                while at < last and (noun := self._bare_noun(at)):
                    for number in numbers:
                        self._add(number, Event(noun, at, at + 1, "second event", group, self._hedged(group, number), denied))
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

    def _noun_end(self, i: int, noun: Noun) -> int:
        """The item after the noun and its own words; -1 if they do not stand there."""
        rest = noun.rest
        return i + 1 + len(rest) if tuple(self.clauses.word[i + 1 : i + 1 + len(rest)]) == rest else -1

    def _from_nouns(self) -> None:
        clauses = self.clauses
        last = len(clauses.items)
        for i in range(last):
            if clauses.kind[i] not in "WPV" or (nouns := self.words.nouns.get(clauses.word[i])) is None:
                continue
            if clauses.kind[i] == "V" and clauses.word[i + 1 : i + 2] != ["of"]:
                continue
            for noun in nouns:
                if noun.role not in ("of", "both"):
                    continue
                end = self._noun_end(i, noun)
                if end < 0:
                    continue
                if clauses.kind[end : end + 2] == [":", "N"] and clauses.word[end] == ":":
                    numbers = [clauses.items[end + 1].number]  # "Arrests: 118"
                else:
                    numbers = self._of(end, bool(noun.rest))
                if not numbers:
                    continue
                denied, hedged = self._noun_doubt(i)
                for number in numbers:
                    self._add(number, Event(noun.category, i, end, "noun", None, hedged or self._hedged(None, number), denied))
                break

    def _of(self, i: int, own: bool) -> list[int]:
        """The numbers that a noun's "of" leads to: "the arrest and beating in custody of 58 men"."""
        clauses = self.clauses
        last = len(clauses.items)
        if own:
            return clauses.phrases_from(i, first=True)
        for _ in range(8):
            if i >= last:
                return []
            if clauses.word[i] == "of":
                return clauses.phrases_from(i + 1, first=True)
            if clauses.kind[i] in ",C" and i + 1 < last and (clauses.word[i + 1] in self.words.nouns or clauses.kind[i + 1] in "W,C"):
                i += 2
            elif clauses.word[i] in ("in", "at", "on", "by") and i + 1 < last and clauses.kind[i + 1] in "WD":
                i = clauses.np_end(i + 1)
            else:
                return []
        return []

    def _noun_doubt(self, i: int) -> tuple[str, bool]:
        """What takes back an event told by a noun: "called for the arrest of 12", and whether an adjective doubts it."""
        clauses, words = self.clauses, self.words
        hedged = False
        at = i - 1
        while at >= 0 and i - at < 7 and clauses.kind[at] in 'WDPTCA",' and at not in clauses.group_of:
            word = clauses.word[at]
            hedged = hedged or (word in words.hedges and i - at < 3)
            if word in ("no", "without", "against") or word in ("plans", "plan", "risk", "threat", "demands", "calls", "order", "orders", "threats"):
                return word, hedged
            at -= 1
        group = clauses.group_of.get(at) if at >= 0 else None
        if group is not None and i - at < 7:
            phrase = {base if not rest else f"{base} {rest}" for base in group.bases for rest in ("", clauses.word[group.end] if group.end < len(clauses.word) else "")}
            if hits := phrase & words.hoped:
                return sorted(hits)[0], hedged
            if set(group.bases) & words.negated:
                return group.base, hedged
            if group.negated or (group.planned and set(group.bases) & words.causing):
                return self._denied(group), hedged
        return "", hedged

    def _from_states(self) -> None:
        clauses = self.clauses
        for i in range(1, len(clauses.items)):
            if clauses.kind[i] not in "WPVA" or (nouns := self.words.nouns.get(clauses.word[i])) is None:
                continue
            for noun in nouns:
                if noun.role != "state" or (end := self._noun_end(i, noun)) < 0:
                    continue
                self._state(i, end, noun.category)
                break

    def _state(self, i: int, end: int, category: str) -> None:
        clauses = self.clauses
        before = clauses._before(i)
        if before < 0:
            return
        group = clauses.group_of.get(before)
        denied = ""
        if group is not None:
            if not set(group.bases) & self.words.links and group.base != "be":
                return
            numbers = clauses.owner(group).subjects
            denied = self._denied(group)
            if group.verb >= 0 and not group.passive and group.base not in ("be", "remain", "stay", "lie", "live", "languish", "go", "become"):
                return
        elif clauses.kind[before] in "WNUY":
            while before > 0 and clauses.kind[before] == "Y":
                before -= 1
            start = clauses.np_start(before)
            numbers = clauses.numbers_in(start, before + 1)
            if numbers:
                numbers = clauses._coordinated(start, numbers)
            verb = clauses.group_of.get(clauses._before(start))
            group = verb
            if verb is not None:
                denied = self._denied(verb)
        else:
            return
        for number in numbers:
            hedged = self._hedged(group, number) or (group is not None and set(group.bases) & self.words.hedged_that != set())
            self._add(number, Event(category, i, end, "state", group, bool(hedged), denied))

    def _from_tolls(self) -> None:
        clauses = self.clauses
        for i in range(len(clauses.items)):
            word = clauses.word[i]
            if word in ("number", "total", "tally") and clauses.word[i + 1 : i + 2] == ["of"]:
                category, end = self._counted(i + 2)
                if category:
                    self._toll(i, end, category)
                    continue
            for noun in self.words.nouns.get(word, ()):
                if noun.role == "toll" and (end := self._noun_end(i, noun)) > 0:
                    self._toll(i, end, noun.category)
                    break

    def _counted(self, i: int) -> tuple[str, int]:
        """The event in "number of [men killed]", and where it ends."""
        clauses = self.clauses
        for at in range(i, min(i + 6, len(clauses.items))):
            group = clauses.group_of.get(at)
            if group is not None:
                if clauses.kind[group.start] != "V":
                    return "", at
                for verb, end in self._cue(group):
                    if verb.role == "befell" or "g" in group.form:
                        return verb.category, end
                return "", at
            for noun in self.words.nouns.get(clauses.word[at], ()):
                if noun.role in ("both", "after", "state") and not noun.rest:
                    return noun.category, at + 1
            if clauses.kind[at] not in "WDACU":
                return "", at
        return "", i

    def _toll(self, start: int, end: int, category: str) -> None:
        clauses, words = self.clauses, self.words
        i, last = end, len(clauses.items)
        group = None
        for _ in range(20):
            if i >= last:
                return
            kind, word = clauses.kind[i], clauses.word[i]
            if kind == "N":
                before = clauses.word[i - 1]
                if before in ("by", "in", "on", "for", "during", "than"):
                    i += 1
                    continue
                number = clauses.items[i].number
                hedged = self._hedged(group, number)
                denied = self._denied(group) if group is not None else ""
                if group is not None and denied in words.grammar.doubtful_modals and set(group.bases) & words.standing:
                    denied = ""  # "may exceed 200": doubted, no plan
                self._add(number, Event(category, start, end, "toll", group, hedged, denied))
                if before != "from":
                    return
                i += 1  # "rose from 12 to 17"
                continue
            if kind in "BHMOV":
                group = clauses.group_of.get(i)
                if group is None or (not set(group.bases) & words.toll_verbs and group.base != "be"):
                    return
                i = max(group.end, i + 1)
                continue
            if kind in ".RS" or word == "and":
                return
            i += 1

    def _from_heads(self) -> None:
        """ "22 arrests", "the three dead", "14 detained activists": the number's own noun phrase tells the event"""
        for number, passage in enumerate(self.passages):
            item = self.clauses.item_of_number.get(number)
            if item is None:
                continue
            start, end = self.at[passage.end], self.clauses.items[item].end
            following = [word.lower() for word in self.tokens[start:end]]
            more = [word.lower() for word in self.tokens[end : end + 4]]
            for at, word in enumerate(following):
                for noun in self.words.nouns.get(word, ()):
                    if noun.role not in ("after", "both", "state"):
                        continue
                    tail = tuple([*following, *more][at + 1 : at + 1 + len(noun.rest)])
                    last = at + 1 == len(following) or following[at + 1 : at + 2] == ["of"] or len(noun.rest) > 0
                    if tail != noun.rest or not last or (noun.role == "both" and not word.endswith("s") and self.passages[number].number.low != 1):
                        continue
                    group = next((g for g in self.clauses.groups if number in g.subjects or number in g.objects), None)
                    denied = self._denied(group) if group is not None else ""
                    self._add(number, Event(noun.category, item, item + 1, "noun after number", group, self._hedged(group, number), denied))
            if len(following) > 1:
                for word in following[:-1]:
                    for noun in self.words.nouns.get(word, ()):
                        if noun.role == "state" and not noun.rest:
                            self._add(number, Event(noun.category, item, item + 1, "state before noun", None, self._hedged(None, number), ""))
                    for form in self.words.grammar.verbs.get(word, ()):
                        if "n" not in form.kinds:
                            continue
                        for verb in self.words.verbs.get(form.base, ()):
                            if verb.role == "befell" and verb.later is None and not verb.particles:
                                self._add(number, Event(verb.category, item, item + 1, "participle before noun", None, self._hedged(None, number), ""))

    def _from_company(self) -> None:
        """ "held with dozens of others", "12 people, including three children": what happened to those they are told with"""
        clauses = self.clauses
        for number, events in enumerate(self.events):
            item = clauses.item_of_number.get(number)
            if events or item is None or item < 1:
                continue
            before = clauses.word[item - 1]
            start = clauses.np_start(item)
            if start < item:
                before = clauses.word[start - 1] if start else ""
            words = [token.lower() for token in self.tokens[clauses.items[item].start : clauses.items[item].end + 2]]
            if before in ("with", "alongside") and ("others" in words or "other" in words or clauses.word[start - 2 : start - 1] in (["along"], ["together"])):
                group = self._group_before(start - 1)
                for verb, end in self._cue(group) if group is not None else ():
                    if (verb.role == "befell" and (group.passive or clauses.word[start - 2] in ("along", "together"))) or verb.role == "did":
                        self._add(number, Event(verb.category, group.start, end, "with others", group, self._hedged(group, number), self._denied(group)))
            elif start and clauses.group_of.get(clauses._before(start)) is not None and clauses.word[0] == "among":
                self._among(number, clauses.group_of[clauses._before(start)])
            elif before == "including" or (before in ("them", "whom", "those") and clauses.word[max(0, start - 2) : start - 1] == ["among"]):
                self._share_events(number, item, "included")

    def _among(self, number: int, group: Group) -> None:
        """ "Among the dead were two nurses", "Among those arrested were 12" """
        clauses = self.clauses
        before = clauses._before(group.start)
        if group.base != "be" or before < 0:
            return
        for noun in self.words.nouns.get(clauses.word[before], ()):
            if noun.role == "state" and not noun.rest:
                self._add(number, Event(noun.category, before, before + 1, "among those", group, self._hedged(group, number), ""))
        if (other := clauses.group_of.get(before)) is not None:
            for verb, end in self._cue(other):
                if other.passive == (verb.role == "befell"):
                    self._add(number, Event(verb.category, other.start, end, "among those", other, self._hedged(group, number), ""))

    def _group_before(self, i: int) -> Group | None:
        for at in range(i, max(-1, i - 12), -1):
            if at in self.clauses.group_of:
                return self.clauses.group_of[at]
        return None

    def _share_events(self, number: int, item: int, rule: str) -> None:
        """Gives the number the events of the number before it."""
        for other in range(number - 1, -1, -1):
            if self.events[other]:
                for event in self.events[other]:
                    self._add(number, event._replace(rule=rule))
                return

    def _from_gaps(self) -> None:
        """ "12 people were arrested in Brest, five in Gomel": a bare number goes on with the event of the one before"""
        clauses = self.clauses
        for number, events in enumerate(self.events):
            item = clauses.item_of_number.get(number)
            if events or item is None or item < 1 or item + 1 >= len(clauses.items):
                continue
            if any(number in group.subjects or number in group.objects for group in clauses.groups):
                continue
            passage = self.passages[number]
            at = item - 1
            while at >= 0 and clauses.kind[at] in 'A"':
                at -= 1
            if at < 0 or (clauses.kind[at] not in ",C-:(" and clauses.word[at] != "with"):
                continue
            tail = [token.lower() for token in self.tokens[self.at[passage.end] : clauses.items[item].end]]
            if tail and tail[-1] not in ("them", "more", "others", "whom"):
                continue
            following = item + 1
            while following < len(clauses.items) and (clauses.kind[following] in 'AY"' or clauses.word[following] in ("of", "them", "whom", "others", "more")):
                following += 1
            if following < len(clauses.items) and clauses.word[following] in ("in", "by", "from", "at", "near", "on", "during", "under"):
                self._share_events(number, item, "gapped")

    # -- doubt --

    def _denied(self, group: Group | None) -> str:
        """The word that negates the event or makes it a hope or a plan; "" where it is told as a fact."""
        if group is None:
            return ""
        clauses, words = self.clauses, self.words
        chain = [group]
        while chain[-1].same is not None and len(chain) < 6 and clauses.kind[chain[-1].start] == "V" and "g" not in chain[-1].form:
            chain.append(chain[-1].same)
        for one in chain:
            if one.negated:
                return next((clauses.word[i] for i in range(one.start, one.end) if clauses.kind[i] == "X"), "not")
            if one.governor:
                return one.governor
            if one.planned:
                return next((clauses.word[i] for i in range(one.start, one.end) if clauses.kind[i] in "MWP"), "to")
        before = group
        for _ in range(4):
            if before.index == 0:
                break
            before = clauses.groups[before.index - 1]
            if before.passive and before.base not in ("expect", "hope", "plan"):
                continue
            bases = set(before.bases)
            if bases & (words.hoped | words.negated) and self._takes_clause(before):
                return clauses.word[before.end - 1]
        i = group.start - 1
        while i >= 0 and clauses.kind[i] not in ".:R":
            if clauses.word[i] in words.conditions and clauses.kind[i] in "SM":
                return clauses.word[i]
            if i in clauses.group_of and clauses.group_of[i] is not group and clauses.kind[i] in "BHM":
                break
            i -= 1
        return ""

    def _takes_clause(self, group: Group) -> bool:
        """Whether a clause follows the verb: "hoped that 200", "hoped 200 would"."""
        clauses = self.clauses
        i = group.end
        while i < len(clauses.items) and clauses.kind[i] in 'A"Y':
            i += 1
        if i >= len(clauses.items):
            return False
        if clauses.word[i] == "that":
            return True
        if clauses.kind[i] not in "WDN":
            return False
        at = clauses._past_modifiers(clauses.np_end(i))
        other = clauses.group_of.get(at)
        return other is not None and clauses.kind[at] in "BHMTV"

    def _hedged(self, group: Group | None, number: int) -> bool:
        clauses, words = self.clauses, self.words
        item = clauses.item_of_number.get(number, 0)
        first = clauses.items[item].start
        if group is not None:
            if group.hedged or any(clauses.word[i] in words.hedges for i in range(group.start, group.end)):
                return True
            for at in (group.start - 1, group.end):
                if 0 <= at < len(clauses.items) and clauses.word[at] in words.hedges:
                    return True
            same = group.same
            if same is not None and clauses.kind[group.start] == "V" and (same.hedged or any(clauses.word[i] in words.hedges for i in range(same.start, same.end))):
                return True
            if same is not None and group.start and clauses.word[group.start - 1] == "as" and set(same.bases) & {"report", "describe"}:
                return True
        at = clauses.np_start(item) - 1
        while at >= 0 and clauses.kind[at] in ',"':
            at -= 1
        if at >= 0 and clauses.word[at] in words.hedges:
            return True
        for other in clauses.groups:
            if other.start >= item:
                break
            if group is not None and other is group:
                continue
            if set(other.bases) & words.hedged_that and (not other.passive or clauses.word[other.end : other.end + 1] == ["that"]) and self._takes_clause(other):
                return True
        text = " ".join(clauses.lower[:first])
        return words.phrases.search(text) is not None

    # -- rows --

    def reason(self, number: int) -> str:
        """Why the number gave no count; "" if it gave one."""
        events = self.events[number]
        if any(not event.denied for event in events):
            return ""
        if events:
            word = events[0].denied
            if word in ("not", "n't", "n’t", "never", "no", "without", "neither", "hardly", "unlikely") or word.startswith(("den", "refut", "rul", "disprov")):
                return f"the event is negated: {word!r}"
            return f"the event is hoped for or planned: {word!r}"
        return NO_EVENT

    def counts(self, before: list[tuple[Span, Count]]) -> list[tuple[Span, Count]]:
        rows: list[tuple[Span, Count]] = []
        for number, passage in enumerate(self.passages):
            for event in self.events[number]:
                if not event.denied:
                    rows.append((passage.span, self._count(number, passage, event, [*before[-4:], *rows])))
        return rows

    def _count(self, number: int, passage: Passage, event: Event, before: list[tuple[Span, Count]]) -> Count:
        value, doc = passage.number, self.sentence.doc
        reference = self.context.reference_at(passage.span.start)
        in_reference = reference is not None or self.context.kind_at(passage.span.start) == "reference"
        source, source_start, source_end = self._source(number, passage, event, reference, before)
        event_date, as_of = self._dates(number, event, reference)
        start, end = self._tokens_of(event)
        return Count(
            category=event.category,
            low=value.low,
            high=value.high,
            modifier=value.modifier,
            population=self._population(number, event),
            source=source,
            place=self._place(number, event),
            when=event_date or as_of,
            event_date=event_date,
            as_of=as_of,
            hedge=event.hedged,
            in_reference=in_reference,
            unit=value.unit or "persons",
            whole=self._whole(number),
            cue_start=doc[start].idx,
            cue_end=doc[end - 1].idx + len(doc[end - 1]),
            rule=event.rule,
            source_start=source_start,
            source_end=source_end,
            convention=doc.user_data.get("convention", "codebook") if value.modifier == "vague" else "",
        )

    def _tokens_of(self, event: Event) -> tuple[int, int]:
        """First token and the one past the last of the cue, in the Doc."""
        items = self.clauses.items
        first = bisect_left(self.at, items[event.start].start)
        last = bisect_left(self.at, items[min(event.end, len(items)) - 1].end)
        return self.sentence.start + first, max(self.sentence.start + last, self.sentence.start + first + 1)

    def _population(self, number: int, event: Event) -> str:
        """The noun with its premodifiers; of a number without one, that of the number before it."""
        value = self.passages[number].number
        text = self.context.text
        if value.head_start >= 0:
            words = " ".join(text[value.head_start : value.head_end].split())
            while (last := words.rpartition(" "))[0] and last[2].lower() in self.words.tails:
                words = last[0]
            if words.lower() not in self.words.stand_ins:
                return words
        if event.rule == "noun after number":
            return ""
        for other in range(number - 1, -1, -1):
            inner = self.passages[other].number
            if inner.head_start >= 0 and not inner.reason:
                return " ".join(text[inner.head_start : inner.head_end].split())
        return ""

    def _whole(self, number: int) -> str:
        """ "100" of "27 of the 100 detained" """
        if number + 1 >= len(self.passages):
            return ""
        this, other = self.passages[number], self.passages[number + 1]
        between = [token.lower_ for token in self.sentence.doc[this.span.end : other.span.start]]
        return other.span.text if between[:1] == ["of"] and len(between) <= 3 and set(between[1:]) <= {"the", "these", "those", "all", "some"} else ""

    def _source(self, number: int, passage: Passage, event: Event, reference: Any, before: list) -> tuple[tuple[str, ...], int, int]:
        attribution = self.context.attribution_of(passage.span.start)
        if reference is not None:
            outlet = getattr(reference, "outlet", "")
            return ((outlet,) if outlet else ()), -1, -1
        if any(other.category == "interviewed" for other in self.events[number]) and (heard := self._hearer(number)):
            return heard
        if attribution is not None and attribution.speakers:
            return tuple(attribution.speakers), attribution.speaker_start, attribution.speaker_end
        if event.hedged and before and self._goes_on():
            last = before[-1][1]
            if last.source:
                return last.source, -1, -1
        return self._asker(number) if event.category == "interviewed" else ((), -1, -1)

    def _hearer(self, number: int) -> tuple[tuple[str, ...], int, int] | None:
        """Who was told: "shared their accounts with Radio X"."""
        event = next(event for event in self.events[number] if event.category == "interviewed")
        start = self.sentence.start + bisect_left(self.at, self.clauses.items[event.start].start)
        for span, name in self.context.names_in(start, min(start + 14, self.sentence.end)):
            before = self.sentence.doc[max(self.sentence.start, span.start - 3) : span.start].text.lower().split()
            if name.type in BODIES and set(before) & {"to", "with", "told", "by"}:
                return (name.actor,), span.start_char, span.end_char
        return None

    def _asker(self, number: int) -> tuple[tuple[str, ...], int, int]:
        """Who heard those interviewed, where nobody else is credited: "Radio X published interviews with 12 women"."""
        asked = [(span, name) for span, name in self.context.names_in(self.sentence.start, self.passages[number].span.start) if name.type in BODIES]
        if not asked:
            return (), -1, -1
        span, name = asked[-1]
        return (name.actor,), span.start_char, span.end_char

    def _goes_on(self) -> bool:
        """Whether the sentence goes on with what was reported before: "Several were also reportedly", "Reportedly, ..."."""
        words = self.clauses.word
        return bool(words) and (words[0] in self.words.hedges or "also" in words)

    # -- when and where --

    def _item_at(self, token: int) -> int:
        """The item that holds a token of the Doc."""
        at = self.at[min(max(token - self.sentence.start, 0), len(self.at) - 1)]
        starts = [item.start for item in self.clauses.items]
        return max(bisect_right(starts, at) - 1, 0)

    def _dates(self, number: int, event: Event, reference: Any) -> tuple[str, str]:
        """When it happened, and as of when the number holds, as EDTF; empty where the words do not tell."""
        if reference is not None:
            return "", getattr(reference, "published", "") or ""
        dated = [(self._item_at(span.start), date) for span, date in self.dates if date.edtf]
        clauses = self.clauses
        item = clauses.item_of_number.get(number, 0)
        if not dated:
            return ("", "") if self._in_relative(item) else self._governing(number, event)
        anchor = event.group.start if event.group is not None else event.start
        anchor_end = event.group.end if event.group is not None else event.end
        low, high = min(item, anchor), max(item + 1, anchor_end)
        left, right, opening = low, high, ""
        while left > 0 and clauses.kind[left - 1] not in ".:":
            word = clauses.word[left - 1]
            if clauses.kind[left - 1] == "R" and not (left - 1 > item and left - 1 < anchor):
                opening = "that" if word == "that" and clauses._complement(left - 1) else "relative"
                break
            left -= 1
        while right < len(clauses.items) and clauses.kind[right] not in ".:RS":
            right += 1
        relative = next((i for i in range(item, anchor) if clauses.kind[i] == "R"), -1)
        if relative >= 0:  # "three men who fled the region told the paper on Monday": the flight was not on Monday
            left, opening = relative, "own"
            right = min([right, *(g.start for g in clauses.groups if g.start >= anchor_end and not self._modifies(g))])
        inside = [(at, date) for at, date in dated if left <= at < right]
        outside = [(at, date) for at, date in dated if at < left]
        report = outside[-1][1].edtf if outside else ""
        if inside:
            next_group = min((g.start for g in clauses.groups if g.start >= high and clauses.kind[g.start] in "BHMV" and not self._modifies(g)), default=right)
            after = [pair for pair in inside if anchor_end <= pair[0] < next_group]
            between = [pair for pair in inside if low <= pair[0] < high]
            ahead = [pair for pair in inside if pair[0] < low]
            if self._goes_on_now(event):  # "called for it on 4 April, and 300 people have signed"
                ahead = [pair for pair in ahead if not any(pair[0] < g.start < low and clauses.kind[g.start] in "BHMV" and not self._modifies(g) and g not in [e.group for events in self.events for e in events] for g in clauses.groups)]
                if not (after or between or ahead):
                    return "", ""
            at, date = (after or between or ahead[-1:] or inside)[0]
            return self._place_in_time(number, at, date, report, anchor)
        if opening == "own":
            return ("", "") if self._in_relative(item) else self._governing(number, event)
        if opening == "relative":
            outside = [(at, date) for at, date in outside if self._before_complement(at, left)]
        if outside and opening in ("that", "relative"):
            if len(outside) > 1 and self._begins(outside[-1][0], anchor):
                return outside[-1][1].edtf.split("/")[0] + "/" + outside[0][1].edtf.split("/")[-1], ""
            return "", _closed(outside[-1][1], self._report_date(number, ""))
        return "", ""

    def _in_relative(self, item: int) -> bool:
        clauses = self.clauses
        for i in range(item - 1, -1, -1):
            if clauses.kind[i] in ",.:":
                return False
            if clauses.kind[i] == "R":
                return not (clauses.word[i] == "that" and clauses._complement(i))
        return False

    def _before_complement(self, at: int, left: int) -> bool:
        """Whether the date at item `at` belongs to "it was reported that", before a clause that goes on to `left`."""
        clauses = self.clauses
        return any(clauses.word[i] == "that" and clauses._complement(i) for i in range(at + 1, left - 1))

    def _modifies(self, group: Group) -> bool:
        return self.clauses._nonfinite(group)

    def _place_in_time(self, number: int, at: int, date: Any, report: str, anchor: int) -> tuple[str, str]:
        if date.relation in ("as_of", "by", "until"):
            return "", date.edtf
        edtf = date.edtf
        if date.relation == "since" or self._begins(at, anchor):
            if "/" not in edtf or edtf.endswith(("/", "/..")):
                edtf = edtf.split("/")[0] + "/" + self._report_date(number, report)
            elif report:
                edtf = edtf.split("/")[0] + "/" + report
            edtf = edtf.rstrip("/") if edtf.endswith("/") else edtf
        return edtf, ""

    def _begins(self, at: int, anchor: int) -> bool:
        """Whether the date is that of a beginning: "a purge had begun in December, with several being held"."""
        group = self._group_before(at)
        return group is not None and group.base in ("begin", "start") and group.start != anchor

    def _report_date(self, number: int, report: str) -> str:
        """The date of the report that tells the number: that of the words which name its source, else of the document."""
        if report:
            return report.split("/")[-1]
        attribution = self.context.attribution_of(self.passages[number].span.start)
        where = max(getattr(attribution, "cue_start", -1), getattr(attribution, "speaker_start", -1))
        if where >= 0 and not self.sentence.start_char <= where < self.sentence.end_char:
            token = self.sentence.doc.char_span(where, where + 1, alignment_mode="expand")
            dates = [date for _, date in self.context.dates_in(token.sent.start, token.sent.end) if date.edtf] if token is not None else []
            if dates and token.sent.start < self.sentence.start:
                return dates[-1].edtf.split("/")[-1]
        if attribution is None and not self._goes_on():
            return self.context.published
        sentence = self.sentence
        for _ in range(4):  # the sentence that names who says it, further up in the paragraph
            if (sentence := self._sentence_before(sentence)) is None:
                break
            dates = [date for _, date in self.context.dates_in(sentence.start, sentence.end) if date.edtf]
            if dates:
                return next((date for date in dates if date.relation == "at"), dates[-1]).edtf.split("/")[-1]
        return self.context.published

    def _sentence_before(self, sentence: Span) -> Span | None:
        doc = sentence.doc
        if sentence.start == 0 or not doc.has_annotation("SENT_START"):
            return None
        before = doc[sentence.start - 1].sent
        return before if self.context.block_at(before.start) == self.context.block_at(sentence.start) else None

    def _previous_dates(self) -> list[Any]:
        """The dates of the sentence before, where it stands in the same paragraph."""
        before = self._sentence_before(self.sentence)
        if before is None:
            return []
        return [date for _, date in self.context.dates_in(before.start, before.end) if date.edtf]

    def _goes_on_now(self, event: Event) -> bool:
        """Whether the event is told in the present perfect, which a date in the past does not govern."""
        group = event.group
        return group is not None and self.clauses.word[group.start] in ("have", "has", "'ve", "’ve")

    def _governing(self, number: int, event: Event) -> tuple[str, str]:
        """The date of the sentence before, where this one names none and goes on with what that one tells."""
        dates = [date for date in self._previous_dates() if date.relation != "since"]
        if not dates or self._goes_on_now(event):
            return "", ""
        before = self._sentence_before(self.sentence)
        this = self.context.attribution_of(self.passages[number].span.start)
        other = self.context.attribution_of(before.end - 2 if before.end - before.start > 2 else before.start)
        if this is not None and other is not None and this.speakers != other.speakers:
            return "", ""
        return "", dates[-1].edtf

    def _place(self, number: int, event: Event) -> str:
        clauses = self.clauses
        item = clauses.item_of_number.get(number, 0)
        if event.rule == "gapped":
            return self._place_from(item + 1, by=True) or ""
        group_end = event.group.end if event.group is not None else event.end
        for start in dict.fromkeys((max(item + 1, group_end), item + 1)):
            if place := self._place_from(start, told=event.category == "interviewed"):
                return place
        group = event.group
        if group is not None:
            same = group.same
            if same is not None and clauses.kind[group.start] == "V" and same.verb >= 0 and (place := self._place_from(same.end)):
                return place
            if not group.passive and number in group.objects and (place := self._place_behind(group.start)):
                return place
        following = next((g for g in clauses.groups if g.start >= max(item, group_end)), None)
        if following is not None and set(following.bases) & self.words.holding and (place := self._place_from(following.end)):
            return place
        anchor = min(item, event.group.start if event.group is not None else event.start)
        if place := self._place_ahead(anchor):
            return place
        return ""

    def _place_behind(self, i: int) -> str:
        """ "Authorities in Chechnya have rounded up": the place that stands last before item i."""
        clauses = self.clauses
        i -= 1
        while i >= 0 and clauses.kind[i] in 'A"Y':
            i -= 1
        if i < 1 or clauses.kind[i] != "W":
            return ""
        start = clauses.np_start(i)
        return self._name_in(start, i + 1) if start and clauses.word[start - 1] in PLACE_WORDS else ""

    def _place_ahead(self, anchor: int) -> str:
        """ "In Moscow, on 10 May, five ...", "a parade in St. Petersburg in which police ..." """
        clauses = self.clauses
        if clauses.word and clauses.word[0] in PLACE_WORDS and (first := next(iter(clauses.groups), None)) is not None and anchor <= first.start:
            return self._place_from(0)
        i = anchor - 1
        while i > 0 and clauses.kind[i] in 'WDNAU"':
            i -= 1
        if i > 0 and (clauses.word[i] == "where" or (clauses.word[i] == "which" and clauses.word[i - 1] in ("in", "at", "during"))):
            i -= 1 if clauses.word[i] == "where" else 2
            while i >= 0 and clauses.kind[i] in ',"':
                i -= 1
            return self._place_behind(i + 1)
        return ""

    def _place_from(self, i: int, *, by: bool = False, told: bool = False) -> str:
        """The name of a place that the phrases from item i on lead to, as written; "" if none before the clause goes on."""
        clauses = self.clauses
        last = len(clauses.items)
        found = ""
        placed = False  # the phrase before told where, so that its "of" does too
        for _ in range(16):
            while i < last and clauses.kind[i] in 'YA"':
                i += 1
            if i >= last:
                break
            kind, word = clauses.kind[i], clauses.word[i]
            if kind in ",C" and (joined := clauses.group_of.get(i + 1)) is not None and joined.start == i + 1 and joined.same is not None and clauses.kind[i + 1] == "V" and "g" not in joined.form:
                i = joined.end  # "detained and tortured in Grozny"
                continue
            if kind == ",":
                if placed and not found and i + 1 < last and (name := self._apposed(i + 1)):
                    return name
                if i + 1 < last and clauses.kind[i + 1] in "PY" and not found:
                    i += 1
                    continue
                break
            if kind == "P" or word == "to":
                if i in clauses.group_of or i + 1 >= last:
                    break
                if clauses.kind[i + 1] == "P":
                    i += 1
                    continue
                if clauses.kind[i + 1] not in "WDNUY":
                    break
                if clauses.kind[i + 1] == "Y":
                    i += 2
                    continue
                end = clauses.np_end(i + 1)
                tells = (word in PLACE_WORDS and not (told and word == "to")) or (word == "of" and placed) or (by and word == "by")
                if tells and (name := self._name_in(i + 1, end)):
                    return name
                if not tells and word not in PASSED_WORDS and not (word == "of" and i and clauses.kind[i - 1] in "NW"):
                    break
                placed = placed and word == "of" or word in PLACE_WORDS
                i = end
                continue
            if kind in "WD" and not placed and i and clauses.group_of.get(i - 1) is not None:
                end = clauses.np_end(i)
                group = clauses.group_of[i - 1]
                if group.base in ("flee", "leave", "escape") and (name := self._name_in(i, end)):
                    return name
                i = end
                continue
            break
        return found

    def _apposed(self, i: int) -> str:
        """ "the capital, Grozny" """
        clauses = self.clauses
        if clauses.kind[i] != "W" or not self._capital(i):
            return ""
        end = clauses.np_end(i)
        return self._name_in(i, end) if end >= len(clauses.items) or clauses.kind[end] in ",.:-)" else ""

    def _capital(self, i: int) -> bool:
        return self.clauses.tokens[self.clauses.items[i].start][:1].isupper()

    def _name_in(self, start: int, end: int) -> str:
        """The name of a place at the end of a noun phrase, or before its "'s"; "" for people, bodies and plain nouns."""
        clauses = self.clauses
        while end > start and clauses.kind[end - 1] in '"':
            end -= 1
        if end <= start:
            return ""
        last = end - 1
        if not self._capital(last):
            owned = [i for i in range(start + 1, end) if clauses.word[i] in ("'s", "’s")]
            if not owned or not self._capital(owned[0] - 1):
                return ""
            if end < len(clauses.items) and clauses.kind[end] == "," and end + 1 < len(clauses.items) and self._capital(end + 1) and clauses.kind[end + 1] == "W":
                return ""
            last = owned[0] - 1
        if clauses.kind[last] != "W" or clauses.word[last] in self.words.institutions:
            return ""
        first = last
        while first > start and clauses.kind[first - 1] == "W" and self._capital(first - 1):
            first -= 1
        low = self.sentence.start + bisect_left(self.at, clauses.items[first].start)
        high = self.sentence.start + bisect_left(self.at, clauses.items[last].end)
        for span, name in self.context.names_in(max(low - 6, self.sentence.start), high):
            if span.end > low and name.type not in ("state", "other", ""):
                return ""
        return self.sentence.doc[low:high].text


def _closed(date: Any, close: str) -> str:
    if date.relation == "since" and "/" not in date.edtf:
        return f"{date.edtf}/{close}" if close else date.edtf
    return date.edtf


def _glue(sentence: Span, passages: list[Passage]) -> tuple[list[str], list[int]]:
    """The words of a sentence with hyphened words joined ("ill-treatment"), and for each token the word that it is in."""
    inside = {at for passage in passages for at in range(passage.start, passage.end)}
    tokens = [token.text for token in sentence]
    spaced = [bool(token.whitespace_) for token in sentence]
    words: list[str] = []
    at: list[int] = []
    i = 0
    while i < len(tokens):
        word, stop = tokens[i], i + 1
        while (
            stop + 1 < len(tokens) and tokens[stop] in ("-", "‑") and not spaced[stop - 1] and not spaced[stop]
            and not inside & {i, stop, stop + 1} and tokens[stop + 1][:1].isalpha()
        ):  # fmt: skip
            word += "-" + tokens[stop + 1]
            stop += 2
        at += [len(words)] * (stop - i)
        words.append(word)
        i = stop
    at.append(len(words))
    return words, at
