"""The words that signal a reaction: the lexicon made ready, and the places where its phrases stand."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from purgelib.find.characters import is_of_word
from purgelib.find.endings import Endings
from purgelib.find.phrases import ADVERB, LONGEST_GAP, STOP, Part, find_rest, read_parts


class Rule(NamedTuple):
    """What a cue's first word, in the form at hand, signals if `rest` or `naming` follows it."""

    type: str
    kind: str  # verb, undone, noun, speech, naming
    form: str  # base, s, ed, ing, be; "" where it is no verb
    phrase: str
    rest: tuple[Part, ...] = ()
    naming: re.Pattern | None = None
    object: tuple[tuple[str, ...], ...] = ()  # what a passive has before it: "visas were withheld by"
    needed: frozenset[str] = frozenset()  # of these too one word must stand in the sentence, if there are any
    rare: frozenset[str] = frozenset()  # of these one word must stand in the sentence
    parts: int = 1  # how many words of the phrase must be there


class Rules(NamedTuple):
    """The rules of one first word, in the order of the lexicon."""

    listed: list[Rule]
    always: list[Rule]  # those that need nothing else in their sentence
    needs: frozenset[str]  # what others need: words, "by" for a passive
    alone: dict[str, list[Rule]]  # the rules where this is the only needed word that stands there, once asked for

    def of(self, present: frozenset[str]) -> list[Rule]:
        """The rules that may hold in a sentence of these words."""
        there = self.needs & present
        if not there:
            return self.always
        if len(there) > 1:
            return self._with(there)
        (word,) = there
        if word not in self.alone:
            self.alone[word] = self._with(there)
        return self.alone[word]

    def _with(self, words: frozenset[str]) -> list[Rule]:
        passive = "by" in words
        return [
            rule
            for rule in self.listed
            if not rule.rare or (passive and rule.object) or not rule.rare.isdisjoint(words)
        ]


class RulesByWord(dict[str, Rules]):
    """The rules of each first word, parted when the word is first met."""

    def __init__(self, listed: dict[str, list[Rule]]):
        self.listed = listed

    def __missing__(self, word: str) -> Rules:
        self[word] = _by_need(self.listed[word])
        return self[word]


class LexiconWords(dict[str, tuple[str, ...]]):
    """Of each run of letters between blanks the words and marks in it that the lexicon names, once met."""

    def __init__(self, words: Iterable[str], marks: frozenset[str]):
        self.words = frozenset(words)
        self.marks = marks

    def __missing__(self, run: str) -> tuple[str, ...]:
        if run.isalpha():
            found = (run,) if run in self.words else ()
        else:
            whole = WORD.findall(run)
            owners = [word.replace("’", "'").partition("'")[0] for word in whole]  # "the museum's director"
            found = (*self.words.intersection(whole + owners), *self.marks.intersection(run))
        if len(run) <= LONGEST_RUN:
            if len(self) >= REMEMBERED:
                self.clear()
            self[run] = found
        return found

    def within(self, stretch: str) -> frozenset[str]:
        """Those of a stretch of text in lower case.

        >>> named = LexiconWords(["so-called", "vote", "worker"], frozenset("’"))
        >>> sorted(named.within("the ‘so-called’ workers’ vote"))
        ['so-called', 'vote', '’']
        >>> sorted(named.within("a worker’s"))
        ['worker', '’']
        """
        return frozenset(chain.from_iterable(map(self.__getitem__, stretch.split())))


class Words(NamedTuple):
    """The lexicon made ready for matching."""

    named: LexiconWords
    first: re.Pattern
    marks: frozenset[str]  # other than letters and hyphens in first words: "don't"
    rules: RulesByWord
    negated: dict[str, str]
    objects: dict[str, re.Pattern]
    groups: Endings
    group_names: dict[str, str]
    anaphors: Endings
    anaphor_types: dict[str, str]
    negations: frozenset[str]
    modals: frozenset[str]
    same_actor: re.Pattern
    refusals: re.Pattern
    denials: re.Pattern  # without one of them a sentence denies nothing
    messages: re.Pattern
    message_nouns: Endings
    background: re.Pattern
    indirect: re.Pattern
    bystanders: frozenset[str]
    stand_ins: frozenset[str]
    own_voice: frozenset[str]
    bodies: Endings
    body_of: re.Pattern
    specific: frozenset[str]
    harms: re.Pattern
    harmless: re.Pattern
    bodies_in_groups: frozenset[str]
    alone: frozenset[str]
    statement_bodies: frozenset[str]
    official: frozenset[str]
    official_of: frozenset[str]
    where_from: frozenset[str]
    aux: re.Pattern
    aux_ends: frozenset[str]  # the last words of its words


class Cue(NamedTuple):
    start: int
    end: int
    rule: Rule


KNOWN = {
    "anaphors", "auxiliaries", "background", "bodies", "bodies_in_groups", "bystanders", "collectives", "harmless",
    "harms", "irregular", "messages", "modals", "naming_verbs", "negations", "official", "official_of", "own_voice",
    "refusals", "same_actor", "speaking", "specific", "stand_ins", "statement_bodies", "types", "where_from",
}  # fmt: skip
VERBAL = {"verb", "naming", "outright"}
PARTS = {"verbs", "nouns", "speech", "imperatives", "namings", "objects", "negated", "undone", "outright", "events"}
BE = {"am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "be": "be", "been": "be", "being": "be",
      "'m": "be", "’m": "be", "'re": "be", "’re": "be"}  # fmt: skip
TENSED = frozenset({"is", "are", "was", "were", "been", "being", "be"})
COPULAS = ("feel", "remain", "become", "sound", "grow", "seem")  # stand where a phrase says "be"
WORD = re.compile(r"[\w-]+(?:(?<=\w)['’](?=\w)[\w-]+)*")
LONGEST_RUN = 40  # letters
REMEMBERED = 50_000
SHORT = r"(?<=\w)['’](?:m|re)\b"  # "I'm", "we're"
BY = re.compile(r"\s+(?:[\w’'-]+\s+){0,4}?by\b")
NOT_IN_NAME = (  # parts the words of a body's name: "the bar association", not "the police arrested the union"
    r"(?:of|in|on|to|for|and|or|by|with|at|from|that|who|which|said|has|had|have|was|were|is|are|will|would|not|did|does"
    r"|after|as|before|but|than|while|when|if|into|over|(?!unit|arm|alli|associat)\w+ed)\b"
)


def forms_of(verb: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    """Each form of a verb with its kind: base, s, ed or ing.

    >>> forms_of("deny", {})
    {'deny': 'base', 'denies': 's', 'denied': 'ed', 'denying': 'ing'}
    """
    if verb == "be":
        return dict(BE)
    hyphen = re.sub(r"(?:s|x|z|ch|sh|o)$", r"\g<0>e", verb)
    stem = verb[:-1] if verb.endswith("e") else verb
    past, third, gerund = stem + "ed", hyphen + "s", (stem if not verb.endswith("ee") else verb) + "ing"
    if re.search(r"[^aeiou]y$", verb):
        past, third = verb[:-1] + "ied", verb[:-1] + "ies"
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdglmnprt]", verb)
    if doubled:
        past = verb + verb[-1] + "ed"
    if doubled or verb == "begin" or verb + verb[-1] + "ed" in irregular.get(verb, []):
        gerund = verb + verb[-1] + "ing"
    return {verb: "base", third: "s"} | dict.fromkeys(irregular.get(verb, [past]), "ed") | {gerund: "ing"}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _any(words: Iterable[str]) -> str:
    """An alternation that looks at the first letter first; of no words, what never matches."""
    return _by_initial(words) or "(?!)"


def _last_words(phrase: str) -> frozenset[str]:
    """The words of which a phrase must end in one, by their first part; none where it is one word.

    >>> sorted(_last_words("stand ... in_front|outside"))
    ['in', 'outside']
    """
    rest = [word for word in phrase.lower().split()[1:] if word != "..."]
    return frozenset(word.split("_")[0] for word in rest[-1].split("|")) if rest else frozenset()


def _rare_words(phrase: str) -> frozenset[str]:
    """The longest of the words of which a phrase must have one, the last where it does not matter; by their first part.

    >>> sorted(_rare_words("be ready to"))
    ['ready']
    """
    rest = [_last_words(f"... {word}") for word in phrase.split()[1:] if word != "..."]
    whole = [words for words in rest if all(map(WORD.fullmatch, words))] or rest
    return max(reversed(whole), key=lambda words: min(map(len, words)), default=frozenset())


def _object(phrase: str) -> tuple[tuple[str, ...], ...]:
    """What stands before the passive of "verb ... object", with nothing else after the verb: the words of each wording.

    >>> _object("withhold ... visa|entry_visas")
    (('visa',), ('entry', 'visas'))
    """
    verb, gap, last = [*phrase.split(), "", ""][:3]
    if gap != "..." or not last or len(phrase.split()) > 3 or " " in verb:
        return ()
    return tuple(tuple(wording.split("_")) for wording in last.split("|"))


def _by_initial(words: Iterable[str]) -> str:
    """An alternation that looks at the first letter first."""
    initials: dict[str, list[str]] = {}
    for word in words:
        initials.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{re.escape(letter)}(?:{_either(rests)})" for letter, rests in sorted(initials.items()))


def read_words(lexicon: dict) -> Words:
    """The parsed reactions.toml, ready for use.

    Raises ValueError where a table or a list has a name that is not known, or a phrase is empty.
    """
    for name in lexicon:
        if name not in KNOWN:
            raise ValueError(f"lexicons/reactions.toml: {name} is not known; there are {', '.join(sorted(KNOWN))}")
    irregular = {**lexicon.get("irregular", {})}
    rules: dict[str, list[Rule]] = {}

    def add(phrase: str, type_: str, kind: str, first: dict[str, str], rest: tuple[Part, ...]) -> None:
        rare, last = _rare_words(phrase), _last_words(phrase)
        needed = last if last != rare else frozenset()
        for word, form in first.items():
            passive = _object(phrase) if form == "ed" and kind in {"verb", "outright"} else ()
            rule = Rule(type_, kind, form, phrase, rest, None, passive, needed, rare, 1 + len(rest))
            rules.setdefault(word, []).append(rule)

    def add_naming(verb: str, phrase: str, type_: str, naming: re.Pattern, rare: frozenset[str], parts: int) -> None:
        for word, form in forms_of(verb, irregular).items():
            rule = Rule(type_, "naming", form, phrase, naming=naming, rare=rare, parts=parts)
            rules.setdefault(word, []).append(rule)

    types = lexicon.get("types", {})
    for type_, parts in types.items():
        for part in parts:
            if part not in PARTS:
                raise ValueError(
                    f"lexicons/reactions.toml: types.{type_}.{part} is not known; there are {', '.join(sorted(PARTS))}"
                )
        events = parts.get("events", [])
        for part, kind in (
            ("verbs", "verb"),
            ("outright", "outright"),
            ("undone", "undone"),
            ("nouns", "noun"),
            ("speech", "speech"),
        ):
            for phrase in parts.get(part, []):
                words = phrase.lower().split()
                if not words:
                    raise ValueError(f"lexicons/reactions.toml: types.{type_}.{part} holds an empty phrase")
                rest = read_parts(words[1:])
                if kind in {"noun", "speech"}:
                    for word in words[0].split("|"):
                        add(phrase, type_, kind, {word: ""}, rest)
                    continue
                for word in words[0].split("|"):
                    for verb in (word, *COPULAS) if word == "be" else (word,):
                        add(phrase, type_, kind, forms_of(verb, irregular), rest)
        for word in parts.get("imperatives", []):
            rules.setdefault(word, []).append(Rule(type_, "imperative", "", word))
        if events:
            naming = re.compile(rf"\s+((?:[^\s.;!?,]+\s+){{0,5}}?)(?:{_either(events)})\s+(?:as\s+)?[“\"‘']")
            for verb in ("call", "describe", "brand", "label", "denounce", "dub", "term"):
                add_naming(verb, f"{verb} ... (event) “", type_, naming, frozenset(events), 1)
        if namings := parts.get("namings"):
            naming = re.compile(
                rf"(?!\s+(?:for|on|upon|by)\b)\s+((?:[^\s.;!?]+\s+){{0,14}}?)[“\"‘'#(]*(?:{_either(namings)})(?![\w-])"
            )
            named = frozenset(naming.split()[0] for naming in namings)
            for verb in lexicon.get("naming_verbs", []):
                head, *tail = verb.split()
                follows = re.compile(rf"\s+{' '.join(tail)}{naming.pattern}") if tail else naming
                add_naming(head, f"{verb} ...", type_, follows, named, 2)
    collectives = lexicon.get("collectives", {})
    listed = {word: name for name, words in collectives.get("names", {}).items() for word in [*words, name.lower()]}
    premodifiers = _any(collectives.get("premodifiers", []))
    heads = _any(collectives.get("heads", []))
    negations = frozenset(lexicon.get("negations", []))
    anaphors = {word: kind for kind, words in lexicon.get("anaphors", {}).items() for word in words}

    def controlling(verbs: str) -> list[str]:
        out = []
        for verb in lexicon.get(verbs, []):
            head, *tail = verb.split()
            out += [" ".join([form, *tail]) for form in forms_of(head, irregular)]
        return out

    marks = frozenset("'’").union(*(re.findall(r"[^\w-]", word) for word in rules))

    def ending_in(phrases: Iterable[str], pattern: str, before: int) -> Endings:
        """Phrases with so many other words before them."""
        words = [WORD.findall(phrase) for phrase in phrases]
        longest = max(map(len, words), default=1)
        return Endings(re.compile(pattern), frozenset(of[-1] for of in words), before + longest - 1)

    names = [*listed, *collectives.get("heads", [])]
    groups = ending_in(
        names,
        rf"(?<![\w-])(?:{_any(listed)}|(?:(?:{premodifiers})\s+){{0,3}}(?:{heads}))(?![\w-])",
        before=3 * max((len(premodifier.split()) for premodifier in collectives.get("premodifiers", [])), default=0),
    )
    anaphoric = ending_in(
        anaphors,
        r"(?<![\w’'-])(?:(?:the|this|that|its|their|his|her)\s+)?"
        r"(?:(?:former|same"  # "the Chechen leader"
        r"|[a-z]++(?:['’]s|(?<=[a-z]i)|(?<=[a-z]an)|(?<=[a-z]ish)|(?<=[a-z]ese)|(?<=[a-z]chen)))\s+)?"
        rf"(?:{_any(anaphors)})(?![\w-])",
        before=2,
    )
    messages = ending_in(
        lexicon.get("messages", []),
        r"\b(?:the|an?|its|their|his|her|this|that)\s+(?:[\w’'-]+\s+){0,2}?"
        rf"(?:{_any(lexicon.get('messages', []))})(?![\w-])",
        before=3,
    )
    bodies = ending_in(
        lexicon.get("bodies", []),
        r"(?<![\w-])(?:the|an?|its|their|his|her|another|state)\s+"
        rf"((?:(?!{NOT_IN_NAME})[\w’'-]+\s+){{0,3}}?(?:{_any(lexicon.get('bodies', []))}))(?![\w-])",
        before=4,
    )
    heads_of = chain.from_iterable(endings.words for endings in (groups, anaphoric, messages, bodies))
    needed = chain.from_iterable(rule.needed | rule.rare for there in rules.values() for rule in there)
    return Words(
        named=LexiconWords([*rules, *needed, "by", *heads_of], marks),
        first=re.compile(
            rf"(?<![\w-])(?:{_any(word for word in rules if not word.isalpha())})(?![\w-])|[\w-]+|{SHORT}"
        ),
        marks=marks,
        rules=RulesByWord(rules),
        negated={type_: parts.get("negated", "") for type_, parts in types.items()},
        objects={t: re.compile(rf"\b(?:{_either(p['objects'])})\b") for t, p in types.items() if p.get("objects")},
        groups=groups,
        group_names=listed,
        anaphors=anaphoric,
        anaphor_types=anaphors,
        negations=negations,
        modals=frozenset(lexicon.get("modals", [])),
        same_actor=re.compile(rf"(?:\b|’|')(?:{_either(controlling('same_actor'))})(?:\s+(?:\w+ly|not))?\s+to$"),
        refusals=re.compile(rf"\b(?:{_either(controlling('refusals'))})(?:\s+\w+ly)?\s+to$"),
        denials=re.compile(
            rf"{_any({*negations, *controlling('refusals'), 'yet to'})}|n['’]t|\b(?:neither|no|none|nobody)\s"
        ),
        messages=re.compile(rf"\b(?:{_any(lexicon.get('messages', []))})s?$"),
        message_nouns=messages,
        background=re.compile(rf"\b(?:{_any(lexicon.get('background', []))})\b|\bbefore (?:the )?\d{{4}}\b"),
        indirect=re.compile(rf"\b(?:{_any(lexicon.get('speaking', []))})\b"),
        bystanders=frozenset(lexicon.get("bystanders", [])),
        stand_ins=frozenset(lexicon.get("stand_ins", [])),
        own_voice=frozenset(lexicon.get("own_voice", [])),
        bodies=bodies,
        body_of=re.compile(  # "the ministry of public works"
            r"(?<![\w-])(?:the|an?)\s+"
            rf"((?:{_any(lexicon.get('bodies', []))})\s+(?:of|for)\s+(?:the\s+)?"
            rf"(?:(?!{NOT_IN_NAME})[\w’'-]+(?:\s+and)?(?:\s+|$)){{1,4}})$"
        ),
        specific=frozenset(lexicon.get("specific", [])),
        harms=re.compile(rf"\b(?:{_any(lexicon.get('harms', []))})\b"),
        harmless=re.compile(rf"^(?:[a-z’'-]+\s+)*(?:{_any(lexicon.get('harmless', []))})$"),
        official=frozenset(lexicon.get("official", [])),
        official_of=frozenset(lexicon.get("official_of", [])),
        where_from=frozenset(lexicon.get("where_from", [])),
        alone=frozenset(lexicon.get("bodies", [])),
        statement_bodies=frozenset(lexicon.get("statement_bodies", [])),
        bodies_in_groups=frozenset(lexicon.get("bodies_in_groups", [])),
        aux=re.compile(
            rf"(?:^|\s|(?<=n't)|(?<=n’t))(?:{_any(lexicon.get('auxiliaries', []))}|[a-z]+ly|\d\d\d\d)$"
            r"|(?<=\w)(?:'|’)(?:ve|re|m|d|ll)$"
        ),
        aux_ends=frozenset(auxiliary.split()[-1] for auxiliary in lexicon.get("auxiliaries", [])),
    )


def _by_need(rules: list[Rule]) -> Rules:
    needs = frozenset().union(*(rule.rare | {"by"} if rule.object else rule.rare for rule in rules))
    return Rules(rules, [rule for rule in rules if not rule.rare], needs, {})


def find_cues(text: str, low: str, words: Words, start: int, end: int, present: frozenset[str]) -> Iterator[Cue]:
    """The best cue of each kind at each place; `present` are the lexicon's words and marks in the stretch."""
    for begin, stop, rules in _rules_there(low, words, start, end, present):
        best: dict[str, tuple] = {}
        following = None
        for rule in rules:
            finish, gap = stop, 0
            if rule.rest:
                if rule.needed and rule.needed.isdisjoint(present):
                    continue
                if following is None:
                    following = low[stop:end].split() if low[stop : stop + 1].isspace() else []
                if not following:
                    continue
                if rest := find_rest(rule.rest, low, stop, following):
                    finish, gap = rest
                elif "by" not in present or not _is_passive(rule, low, begin, stop, start, end):
                    continue
            elif rule.naming:
                if not (match := rule.naming.match(low, stop, end)):
                    continue
                finish, gap = match.end(), len(match[1]) + 3
            elif rule.kind == "imperative" and not text[begin].isupper():
                continue
            kind = "verb" if rule.kind in VERBAL else rule.kind
            rank = (-rule.parts, gap, -finish)
            if kind not in best or rank < best[kind][0]:
                best[kind] = (rank, rule)
        for (*_, finish), rule in best.values():
            yield Cue(begin, -finish, rule)


def _rules_there(
    low: str, words: Words, start: int, end: int, present: frozenset[str]
) -> Iterator[tuple[int, int, list[Rule]]]:
    """Start and end of each first word of a phrase, with the rules that may hold there."""
    listed, rules = words.rules.listed, words.rules
    if not words.marks.isdisjoint(present):  # "don't" is one word, "nation's" begins with one
        for match in words.first.finditer(low, start, end):
            if match[0] in listed and (may_hold := rules[match[0]].of(present)):
                yield *match.span(), may_hold
        return
    for word in listed.keys() & present:
        if may_hold := rules[word].of(present):
            at = low.find(word, start, end)
            while at >= 0:
                stop = at + len(word)
                if (at == start or not _in_word(low[at - 1])) and (stop == end or not _in_word(low[stop])):
                    yield at, stop, may_hold
                at = low.find(word, stop, end)


def _in_word(letter: str) -> bool:
    return is_of_word(letter) or letter == "-"


def _is_passive(rule: Rule, low: str, begin: int, stop: int, start: int, end: int) -> bool:
    """Whether the object stands before: "visas for the inspectors were withheld by"."""
    if not rule.object or not BY.match(low, stop, end):
        return False
    before = low[max(start, begin - 100) : begin].split()
    if before and ADVERB.fullmatch(before[-1]):
        del before[-1]  # "were publicly withheld by"
    if len(before) < 2 or before.pop() not in TENSED:
        return False
    for at in range(len(before), max(0, len(before) - LONGEST_GAP - 1), -1):
        if any(_ends_with(before[:at], wording) for wording in rule.object):
            return True
        if STOP.search(before[at - 1]):
            return False
    return False


def _ends_with(words: list[str], wording: tuple[str, ...]) -> bool:
    """Whether the wording stands at the end, marks before its first word left out."""
    if len(words) < len(wording):
        return False
    first, *rest = words[-len(wording) :]
    head = first.removesuffix(wording[0])
    return head != first and not _in_word(head[-1:]) and tuple(rest) == wording[1:]
