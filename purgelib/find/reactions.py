"""Passages that tell how an actor responded to the affair.

A cue is looked for first; only its sentence is read further: who is the subject of the cue, its agent after "by",
its owner, or the one who speaks.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span


class Reaction(NamedTuple):
    """One actor's one reaction; the span beside it is the clause or sentence that states it."""

    actor: str
    type: str
    date: str  # EDTF, "" where the text allows none
    quote: bool
    date_basis: str  # stated, governing sentence, relative, document, or ""
    target: str  # whom it is addressed to, "" where the sentence names nobody
    cue_start: int
    cue_end: int
    rule: str


class Rule(NamedTuple):
    """What a cue's first word, in the form at hand, signals if `rest` follows it."""

    type: str
    kind: str  # verb, undone, noun, speech, naming
    form: str  # base, s, ed, ing, be; "" where it is no verb
    phrase: str
    rest: re.Pattern | None
    parts: int = 1  # how many words of the phrase must be there


class Words(NamedTuple):
    """The lexicon made ready for matching."""

    first: re.Pattern
    rules: dict[str, list[Rule]]
    negated: dict[str, str]
    objects: dict[str, re.Pattern]
    groups: re.Pattern
    group_names: dict[str, str]
    anaphors: re.Pattern
    anaphor_types: dict[str, str]
    same_actor: re.Pattern
    refusals: re.Pattern
    messages: re.Pattern
    message_nouns: re.Pattern
    background: re.Pattern
    indirect: re.Pattern
    bystanders: frozenset[str]
    stand_ins: frozenset[str]
    own_voice: frozenset[str]
    bodies: re.Pattern
    specific: frozenset[str]
    harms: re.Pattern
    aux: re.Pattern


class Cue(NamedTuple):
    start: int
    end: int
    rule: Rule


class Mention(NamedTuple):
    """Someone who may act: a name, a group, or a word that points back to one."""

    start: int
    end: int
    actor: str
    type: str  # type of the name; group; anaphor


class Speech(NamedTuple):
    start: int
    end: int
    speakers: tuple[str, ...]
    speaker_start: int
    speaker_end: int
    cue_start: int
    direct: bool


class Found(NamedTuple):
    """A reaction before its span and date are settled."""

    actors: tuple[str, ...]
    type: str
    cue: Cue
    start: int  # where its clause begins, -1 where it is not known
    rule: str
    quote: bool


# --- words ------------------------------------------------------------------------------------------------------------

KNOWN = {
    "negations", "refusals", "same_actor", "modals", "naming_verbs", "messages", "bystanders", "stand_ins", "anaphors",
    "collectives", "irregular", "types", "harms", "auxiliaries", "background", "speaking", "own_voice", "bodies", "specific",
}  # fmt: skip
PARTS = {"verbs", "nouns", "speech", "namings", "objects", "negated", "undone", "outright", "events"}
BE = {"am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "be": "be", "been": "be", "being": "be",
      "'m": "be", "’m": "be", "'re": "be", "’re": "be"}  # fmt: skip
COPULAS = ("feel", "remain", "become", "sound", "grow", "seem")  # stand where a phrase says "be"
WORD_GAP = r"(?:[^\s.;!?]+\s+){0,8}?[“\"‘']?"  # "..." in a phrase
NOT_IN_NAME = r"(?:of|in|on|to|for|and|or|by|with|at|from|that|who|which|said|has|had|have|was|were|is|are|will|would|not|did|does|after|as|before|but|than|while|when|if|into|over|(?!unit|arm|alli|associat)\w+ed)\b"
FILLER = r"(?:(?:[a-z]+ly|the|these|such|all|any|again|also|today|yesterday|jointly|on|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s+){0,2}"


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
    forms = {verb: "base", third: "s"}
    forms |= dict.fromkeys(irregular.get(verb, [past]), "ed")
    doubled = next((word for word in irregular.get(verb, []) if word == verb + verb[-1] + "ed"), None)
    if doubled or verb in {"set", "put", "get", "let", "begin", "shut", "cut", "hit"}:
        gerund = verb + verb[-1] + "ing"
    return forms | {gerund: "ing"}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _rest(words: list[str]) -> re.Pattern | None:
    """What follows the first word of a phrase."""
    pattern, gap = "", False
    for word in words:
        if word == "...":
            gap = True
            continue
        pattern += rf"\s+{f'({WORD_GAP})' if gap else FILLER}(?:{_either(word.split('|'))})(?![\w-])"
        gap = False
    return re.compile(pattern) if pattern else None


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

    def add(phrase: str, type_: str, kind: str, first: dict[str, str], rest: re.Pattern | None) -> None:
        for word, form in first.items():
            parts = 1 if "(event)" in phrase else sum(part != "..." for part in phrase.split())
            rules.setdefault(word, []).append(Rule(type_, kind, form, phrase, rest, parts))

    types = lexicon.get("types", {})
    for type_, parts in types.items():
        for part in parts:
            if part not in PARTS:
                raise ValueError(f"lexicons/reactions.toml: types.{type_}.{part} is not known; there are {', '.join(sorted(PARTS))}")
        for part, kind in (("verbs", "verb"), ("outright", "outright"), ("undone", "undone"), ("nouns", "noun"), ("speech", "speech")):
            for phrase in parts.get(part, []):
                words = phrase.lower().split()
                if not words:
                    raise ValueError(f"lexicons/reactions.toml: types.{type_}.{part} holds an empty phrase")
                rest = _rest(words[1:])
                if kind in {"noun", "speech"}:
                    for word in words[0].split("|"):
                        add(phrase, type_, kind, {word: ""}, rest)
                    continue
                for word in words[0].split("|"):
                    for verb in (word, *COPULAS) if word == "be" else (word,):
                        add(phrase, type_, kind, forms_of(verb, irregular), rest)
        if events := parts.get("events"):
            rest = re.compile(rf"\s+((?:[^\s.;!?,]+\s+){{0,5}}?)(?:{_either(events)})\s+(?:as\s+)?[“\"‘']")
            for verb in ("call", "describe", "brand", "label", "denounce", "dub", "term"):
                add(f"{verb} ... (event) “", type_, "naming", forms_of(verb, irregular), rest)
        if namings := parts.get("namings"):
            rest = re.compile(
                rf"(?!\s+(?:for|on|upon|by)\b)\s+((?:[^\s.;!?]+\s+){{0,14}}?)[“\"‘'#(]*(?:{_either(namings)})(?![\w-])"
            )
            for verb in lexicon.get("naming_verbs", []):
                head, *tail = verb.split()
                for form, kind in forms_of(head, irregular).items():
                    follows = re.compile(rf"\s+{' '.join(tail)}{rest.pattern}") if tail else rest
                    rules.setdefault(form, []).append(Rule(type_, "naming", kind, f"{verb} ...", follows, 2))
    collectives = lexicon.get("collectives", {})
    listed = {word: name for name, words in collectives.get("names", {}).items() for word in [*words, name.lower()]}
    premodifiers = _either(collectives.get("premodifiers", [])) or r"(?!)"
    heads = _either(collectives.get("heads", [])) or r"(?!)"
    anaphors = {word: kind for kind, words in lexicon.get("anaphors", {}).items() for word in words}

    def controlled(verbs: Iterable[str]) -> str:
        out = []
        for verb in verbs:
            head, *tail = verb.split()
            out += [" ".join([form, *tail]) for form in forms_of(head, irregular)]
        return _either(out)

    return Words(
        first=re.compile(rf"(?<![\w-])(?:{_by_initial(rules) or '(?!)'})(?![\w-])|(?<=\w)(?:'|’)(?:m|re)\b"),
        rules=rules,
        negated={type_: parts.get("negated", "") for type_, parts in types.items()},
        objects={t: re.compile(rf"\b(?:{_either(p['objects'])})\b") for t, p in types.items() if p.get("objects")},
        groups=re.compile(rf"(?<![\w-])(?:{_either(listed) or '(?!)'}|(?:(?:{premodifiers})\s+){{0,3}}(?:{heads}))(?![\w-])"),
        group_names=listed,
        anaphors=re.compile(rf"(?<![\w’'-])(?:(?:the|this|that|its|their|his|her)\s+)?(?:(?:former|same|[a-z]+(?:ian|ean|ish|ese|ese|chen|an|i|’s|'s))\s+)?(?:{_either(anaphors) or '(?!)'})(?![\w-])"),
        anaphor_types=anaphors,
        same_actor=re.compile(rf"(?:\b|’|')(?:{controlled(lexicon.get('same_actor', []))})(?:\s+(?:\w+ly|not))?\s+to$"),
        refusals=re.compile(rf"\b(?:{controlled(lexicon.get('refusals', []))})(?:\s+\w+ly)?\s+to$"),
        messages=re.compile(rf"\b(?:{_either(lexicon.get('messages', [])) or '(?!)'})s?$"),
        message_nouns=re.compile(rf"\b(?:the|an?|its|their|his|her|this|that)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{_either(lexicon.get('messages', [])) or '(?!)'})\b"),
        background=re.compile(rf"\b(?:{_either(lexicon.get('background', [])) or '(?!)'})\b|\bbefore the \d{{4}}\b"),
        indirect=re.compile(rf"\b(?:{_either(lexicon.get('speaking', [])) or '(?!)'})\b"),
        bystanders=frozenset(lexicon.get("bystanders", [])),
        stand_ins=frozenset(lexicon.get("stand_ins", [])),
        own_voice=frozenset(lexicon.get("own_voice", [])),
        bodies=re.compile(
            rf"(?<![\w-])(?:the|an?|its|their|his|her|another|state)\s+((?:(?!{NOT_IN_NAME})[\w’'-]+\s+){{0,3}}?(?:{_either(lexicon.get('bodies', [])) or '(?!)'}))(?![\w-])"
        ),
        specific=frozenset(lexicon.get("specific", [])),
        harms=re.compile(rf"\b(?:{_either(lexicon.get('harms', [])) or '(?!)'})\b"),
        aux=re.compile(
            rf"(?:^|\s|(?<=n't)|(?<=n’t))(?:{_either(lexicon.get('auxiliaries', [])) or '(?!)'}|[a-z]+ly|\d\d\d\d)$|(?<=\w)(?:'|’)(?:ve|re|m|d|ll)$"
        ),
    )


# --- cues -------------------------------------------------------------------------------------------------------------


def _lower(text: str) -> str:
    """The text in small letters, letter for letter (some capitals grow longer)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _cues(low: str, words: Words, start: int, end: int) -> Iterator[Cue]:
    """The best cue of each kind at each place."""
    for match in words.first.finditer(low, start, end):
        best: dict[str, tuple] = {}
        for rule in words.rules.get(match[0], ()):
            finish, gap = match.end(), 0
            if rule.rest is not None:
                rest = rule.rest.match(low, finish, end)
                if rest is None:
                    continue
                gap = sum(len(part or "") for part in rest.groups())
                finish = rest.end()
            kind = {"naming": "verb", "outright": "verb"}.get(rule.kind, rule.kind)
            rank = (-rule.parts, gap + (3 if rule.kind == "naming" else 0), -finish)
            if kind not in best or rank < best[kind][0]:
                best[kind] = (rank, Cue(match.start(), finish, rule))
        yield from (cue for _, cue in best.values())


# --- who acts ---------------------------------------------------------------------------------------------------------

BOUNDARY = re.compile(r"[;:]|[“”\"]|--|—|–|\b(?:that|while|whereas|although|though|because|after|before|when|if|as|since|but|where|whose)\b")
NO_VERB = re.compile(
    r"(?:^|[\s(“\"‘])(?:the|an?|of|in|on|at|for|with|from|against|about|into|no|any|some|this|these|those|its|his|her|their|our|my|your|such|"
    r"other|more|many|several|new|mass|under|over|between|during|despite|amid|through|than|fresh|further|following|numerous|recent|alleged|"
    r"repeated|all|both|public|early|two|three|four|five|first|initial|international|joint|any|every|each|another|what|"
    r"peaceful|street|anti-government|economic|financial|targeted|tough|similar|violent|widespread|serious|growing|emergency|humanitarian|military|foreign|united)$"
    r"|['’]s?$"
)
JOINED = re.compile(r"^\s*(?:,|,?\s*and|,?\s*or|&|,?\s*as\s+well\s+as|,?\s*along\s+with|,?\s*alongside|,?\s*but\s+also)\s+(?:by\s+|from\s+|of\s+|the\s+|both\s+|former\s+)*(?:[\w’'.-]+\s+){0,3}$")
PLAIN_JOIN = re.compile(r"^\s*(?:,|,?\s*and|,?\s*n?or|&|/|,?\s*as\s+well\s+as|,?\s*along\s+with)\s*(?:by\s+|from\s+|of\s+|in\s+|the\s+|both\s+)*$")
HEAD_OF = re.compile(r"([\w’'-]+)\s+(?:(?:who|which|that)\s+\w+\s+)?(of|for|in|at|from|with|to|on|by|within|behind|inside|across|outside)\s+(?:the\s+|its\s+|their\s+|former\s+)?(?:(?!the\b|an?\b)[\w’'.-]+\s+){0,3}$")
BY = re.compile(r"\s*(?:[\w,’'-]+\s+){0,4}?(?:by|in)\s+(?:the\s+|an?\s+)?")
STATEMENT_PP = re.compile(r"\s(?:in|on|via|at|through)\s+(?:an?\s+|his\s+|her\s+|its\s+|their\s+|the\s+)?(?:[\w’'-]+\s+){0,2}[\w’'-]+$")
POSSESSIVE = re.compile(r"^\s*['’]s?\s+(?:[\w’'-]+\s+){0,4}[\w’'-]+$")
OFFICE_GAP = re.compile(r"^(?:\s+[\w’'&-]+){1,5}$")


NO_BODY = {"group", "anaphor", "message", "person", "other"}
POSSESSOR = re.compile(r"(?<![\w.’'-])([A-Z][\w-]+)['’]s\s+$")
CAPITALISED = re.compile(
    r"(?<![\w.’'-])(?!(?:The|A|An|This|That|These|Those|In|On|At|It|He|She|They|We|I|But|And|As|After|Before|When|While|What|Who|There|His|Her|Its|Their|No|Not|So|If|Then|Here|Some|Many|Most|Several|Two|Three|Four|Five|Neighbouring|Both|All|Nobody|Nothing|One|Also|For|From|With|By|To|Of|Or|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"([A-Z][\w’-]*\w(?:\s+[A-Z][\w’-]*\w){0,3})(?:['’]s(?:\s+[\w-]+){1,3})?\s*$"
)
OFFICIAL = {"interior ministry", "foreign ministry", "defence ministry", "defense ministry", "justice ministry", "health ministry", "government", "authorities", "officials", "army", "military", "leaders", "prosecutors", "riot police", "police", "security forces", "prosecutor's office", "prosecutor’s office", "ministers"}


class Reader:
    """One document read for reactions: its mentions by place, its speeches, who was named last."""

    def __init__(self, doc: Doc, words: Words):
        self.doc = doc
        self.words = words
        self.text = doc.text
        self.low = _lower(doc.text)
        self.names = [
            Mention(span.start_char, span.end_char, name.actor, name.type) for span, name in doc._.names if name.actor
        ]
        self.names.sort()
        self.name_starts = [mention.start for mention in self.names]
        self.types = {mention.actor: mention.type for mention in self.names}
        self.dates = sorted(((span.start_char, span.end_char, date) for span, date in doc._.dates), key=lambda d: d[:2])
        self.date_starts = [start for start, _, _ in self.dates]
        self.speeches = sorted(
            Speech(span.start_char, span.end_char, tuple(told.speakers), told.speaker_start, told.speaker_end, told.cue_start,
                   told.kind == "direct")
            for span, told in doc._.attributions
        )
        self.speech_starts = [speech.start for speech in self.speeches]
        self.quotations = sorted((span.start_char, span.end_char) for span, _ in doc._.quotations)
        self.quotation_starts = [start for start, _ in self.quotations]
        states = Counter(mention.actor for mention in self.names if mention.type == "state")
        leading = states.most_common(2)
        self.main_state = ""  # the state that the text names most, if one stands out
        if leading and leading[0][1] > 2 and (len(leading) == 1 or leading[0][1] >= 1.2 * leading[1][1]):
            self.main_state = leading[0][0]
        self.sentence_starts = [sentence.start_char for sentence in doc.sents]
        self.last: list[tuple[str, str]] = []  # (actor, type) of whoever acted or spoke, latest last
        self.signatories: tuple[str, ...] = ()
        self.first_hand: set[str] = set()
        outlet = getattr(doc._, "outlet", "") or ""
        self.self_actor = outlet if self.types.get(outlet, "media") != "media" else ""

    # mentions

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Names, groups and anaphors in a stretch, in order, names before what overlaps them."""
        low = bisect_right(self.name_starts, start - 1)
        high = bisect_right(self.name_starts, end - 1)
        found = self.names[low:high]
        taken = [(mention.start, mention.end) for mention in found]

        def free(a: int, b: int) -> bool:
            return all(b <= s or a >= e for s, e in taken)

        for match in self.words.groups.finditer(self.low, start, end):
            if free(*match.span()):
                found.append(Mention(*match.span(), self.group_name(match[0]), "group"))
                taken.append(match.span())
        for match in self.words.message_nouns.finditer(self.low, start, end):
            if free(*match.span()):
                found.append(Mention(*match.span(), "message", "message"))
                taken.append(match.span())
        for match in self.words.bodies.finditer(self.low, start, end):
            # "the bar association"; a bare "the association" may repeat a name
            words = match[1].split()
            if free(*match.span()) and (
                len(words) > 1 or words[-1] not in self.words.anaphor_types or match[0].startswith(("a ", "an ", "another ", "state "))
            ):
                found.append(Mention(*match.span(), self.group_name(" ".join(words)), "group"))
                taken.append(match.span())
        for match in self.words.anaphors.finditer(self.low, start, end):
            word = match[0].split()[-1]
            alone = match[0] in {"he", "she", "it", "they", "we", "i", "who"}
            if not alone and not re.match(r"(?:the|this|that)\s", match[0]):
                word = word if word in {"he", "she", "it", "they", "we", "i"} else ""
                if not word:
                    continue
                match_start = match.end() - len(word)
            else:
                match_start = match.start()
            if free(match_start, match.end()):
                if "'s " in match[0] or "’s " in match[0]:
                    word = "office"  # "the museum's director": the body speaks
                found.append(Mention(match_start, match.end(), word, "anaphor"))
                taken.append((match_start, match.end()))
        found.sort()
        return [self.with_body(mention, found) for mention in found]

    def with_body(self, mention: Mention, found: list[Mention]) -> Mention:
        """A group that belongs to a body: "U.N. experts", "Ghana's leaders"."""
        if mention.type == "group" and (match := re.search(r"\b(its|their)\s+$", self.low[max(0, mention.start - 8) : mention.start])):
            return mention._replace(actor={"its": "it", "their": "they"}[match[1]], type="anaphor")  # "its surgeons"
        if mention.type == "group" and (match := POSSESSOR.search(self.text, max(0, mention.start - 40), mention.start)):
            owner = next((m for m in found if m.end == match.end(1)), None)
            if owner is None and mention.actor.rpartition(" ")[2] not in self.words.own_voice:
                return mention._replace(start=match.start(1), actor=match[1], type="other")
        if mention.type != "group" or re.split(r"\s", self.low[mention.start : mention.end])[-1] not in self.words.stand_ins:
            return mention
        before = [m for m in found if m.end <= mention.start and m.type not in NO_BODY]
        if before and re.fullmatch(r"(?:['’]s?)?\s+(?:(?:most|senior|top|own|foreign|several|interim|prime|deputy|military|government)\s+){0,3}", self.low[before[-1].end : mention.start]):
            return mention._replace(start=before[-1].start, actor=before[-1].actor, type=before[-1].type)
        after = next((m for m in found if m.start >= mention.end and m.type not in NO_BODY), None)
        if after is not None and re.fullmatch(r"\s+(?:in|at|of|from|for|with)\s+(?:the\s+)?", self.low[mention.end : after.start]):
            return mention._replace(end=after.end, actor=after.actor, type=after.type)
        return mention

    def group_name(self, words: str) -> str:
        plain = " ".join(words.split())
        head = plain.rpartition(" ")[2]
        if head in OFFICIAL and set(plain.split()[:-1]) <= {"local", "regional", "senior", "military", "government", "state"}:
            return head
        return self.words.group_names.get(plain) or (self.words.group_names.get(head) if head != "groups" else None) or plain

    def resolve(self, mention: Mention, limit: int, *, speech: Speech | None = None) -> tuple[str, ...]:
        """The actors that a mention stands for."""
        if mention.type == "unresolved":
            return ()
        if mention.type == "group":
            if mention.actor in {"experts", "senior experts"}:
                return (self.latest({"igo", "ngo"}) or mention.actor,)
            if mention.actor in OFFICIAL:
                # "the government", "police": of the state that the text is about
                return (self.main_state or mention.actor,)
            return (mention.actor,)
        if mention.type == "message":
            return ()
        if mention.type != "anaphor":
            return (mention.actor,)
        word = mention.actor
        if word in {"i", "we"}:
            if speech is not None and speech.speakers:
                return self.speakers(speech)
            return (self.self_actor,) if self.self_actor and word == "we" else ()
        if speech is not None and not speech.direct and word in {"he", "she", "it", "they"} and mention.start - speech.start < 25:
            if speakers := self.speakers(speech):
                return speakers
        if word not in {"he", "she", "it", "they", "who", "office"}:
            if named := self.named_with(word, mention.start):
                return (named,)
            if word in self.words.specific:
                if word in OFFICIAL:
                    return (self.main_state or word,)
                return (word,)
        before = [name for name in self.names_before(mention.start, limit)]
        kind = self.words.anaphor_types.get(word, "any")
        wanted = {
            "person": {"person"},
            "media": {"media"},
            "body": {"ngo", "igo", "government", "party", "court", "other", "media"} | ({"state"} if word == "it" else set()),
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
        if earlier := self.latest(wanted):
            return (earlier,)
        paragraph = [name for name in self.names_before(limit, max(0, limit - 600)) if not wanted or name.type in wanted]
        return (paragraph[-1].actor,) if paragraph else ()

    def named_with(self, word: str, position: int) -> str:
        """The last name before that holds the word: "the union" after "the Students' Union"."""
        pattern = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
        near = self.names_before(position, max(0, position - 3000))
        if name := next((m.actor for m in reversed(near) if m.type != "person" and pattern.search(m.actor)), ""):
            return name
        unnamed = [m[1] for m in self.words.bodies.finditer(self.low, max(0, position - 1500), position)]
        return next((" ".join(words.split()) for words in reversed(unnamed) if words.endswith(" " + word)), "")

    def latest(self, wanted: set[str]) -> str:
        return next((actor for actor, type_ in reversed(self.last[-6:]) if not wanted or type_ in wanted), "")

    def names_before(self, end: int, start: int) -> list[Mention]:
        low = bisect_right(self.name_starts, start - 1)
        high = bisect_right(self.name_starts, end - 1)
        return self.names[low:high]

    # speech

    def speech_at(self, position: int) -> Speech | None:
        """The innermost content that holds the position."""
        index = bisect_right(self.speech_starts, position)
        best = None
        for speech in self.speeches[max(0, index - 8) : index]:
            if speech.end > position and (best is None or speech.end - speech.start <= best.end - best.start):
                best = speech
        return best

    def speakers(self, speech: Speech) -> tuple[str, ...]:
        named = tuple(actor for actor in speech.speakers if actor and actor != "unnamed")
        if named:
            return named
        if speech.speaker_start < 0:
            return ()
        who = [m for m in self.mentions(speech.speaker_start, speech.speaker_end) if m.type not in {"anaphor", "message"}]
        return self.resolve(who[0], speech.speaker_start) if who else ()

    def quoted(self, position: int) -> bool:
        index = bisect_right(self.quotation_starts, position) - 1
        return index >= 0 and self.quotations[index][1] > position

    # subjects

    def subject(self, position: int, limit: int, found: list[Mention], earlier: list[Found], depth: int = 0, form: str = ""):
        """(mentions, flags, start) of the subject of a verb at `position`; flags: not, modal, be, to, refuse."""
        flags: set[str] = set()
        low, words = self.low, self.words
        verb = position
        while True:
            left = low[limit:position].rstrip(" \t\n\xa0“\"‘'" if position == verb else None)
            position = limit + len(left)
            if date := self.date_ending(position):
                position = date
                continue
            if match := words.aux.search(left):
                word = match[0].strip()
                if any(mention.start <= limit + match.start() + 1 < mention.end for mention in found if mention.type != "anaphor"):
                    break
                if word in {"not", "never", "n't", "n’t", "cannot", "neither", "yet", "no longer", "hardly"} or word.endswith(("n't", "n’t")):
                    flags.add("not")
                if word in {"must", "should", "may", "might", "can", "shall", "ought", "could"} or word.endswith(("should", "must")):
                    flags.add("modal")
                if word in {"is", "are", "was", "were", "be", "been", "being", "am", "get", "got", "’m", "'m", "’re", "'re"}:
                    flags.add("be")
                if word in {"will", "would", "’ll", "'ll"}:
                    flags.add("will")
                position = limit + match.start()
                continue
            break
        left = low[limit:position]
        if depth > 5:
            return [], flags, -1
        if re.search(r"\b(?:if|whether|unless|lest)\b[^,;]*$", left):
            return [], flags | {"foreign"}, -1
        if left.endswith(" to"):
            if (match := re.search(r"(?:,|\band|\bor)\s+to$", left)) and (other := left.rfind(" to ", 0, match.start())) > 0:
                return self.subject(limit + other + 4, limit, found, earlier, depth + 1)
            if match := words.refusals.search(left):
                subject = self.subject(limit + match.start(), limit, found, earlier, depth + 1)
                return subject[0], flags ^ ({"not"} if "not" not in subject[1] else set()) | {"refuse"}, subject[2]
            if match := words.same_actor.search(left) or re.search(r"\b(?:work|team|join|partner|cooperat|liais)\w*\s+(?:\w+\s+)?with\s+[^,;:]{1,60}\s+to$", left):
                mentions, more, start = self.subject(limit + match.start(), limit, found, earlier, depth + 1)
                return mentions, flags | more | {"to"}, start
            if re.search(r"\byet to$", left):
                mentions, more, start = self.subject(limit + len(left) - 6, limit, found, earlier, depth + 1)
                return mentions, flags | more | {"not"}, start
            return [], flags | {"foreign"}, -1
        if mention := self.ending_at(position, found):
            return (*self.noun_phrase(mention, limit, found)[:1], flags, self.noun_phrase(mention, limit, found)[1])
        if left.endswith(","):
            last = self.ending_at(limit + len(left[:-1].rstrip()), found)
            if last is not None and re.search(r",?\s*\b(?:and|or)\s+(?:the\s+)?$", low[limit : last.start]):
                mentions, start = self.noun_phrase(last, limit, found)
                return mentions, flags, start
        if left.rstrip(",").endswith(")") and (bracket := left.rfind("(")) > 0:
            inside = [m for m in found if limit + bracket < m.start and m.end <= position and m.type not in {"anaphor", "message", "group"}]
            if len(inside) > 1:
                return inside, flags, inside[0].start
            return self.subject(limit + bracket, limit, found, earlier, depth + 1, form)
        if left.endswith((",", ")", "—", "–")):
            opener = max(left.rfind(mark, 0, len(left) - 1) for mark in (",", "(", "—", "–"))
            if opener > 0:
                mention = self.ending_at(limit + len(low[limit : limit + opener].rstrip()), found)
                inner = self.exactly(limit + opener + 1, position - 1, found)
                if inner is not None and (mention is None or mention.type == "anaphor" or self.stands_in(mention, limit) or (mention.type == "group" and not self.low[mention.end - 1] == "s")):
                    return [inner], flags, inner.start
                if mention:
                    mentions, start = self.noun_phrase(mention, limit, found)
                    return mentions, flags, start
            return *self.main_subject(limit, position, found), flags | {"main"}, -1
        if match := re.search(r"(?:,?\s*)\b(?:and|but|or|then|who|which|that|,)$", left):
            if left.endswith(("who", "which", "that")):
                mentions, more, start = self.subject(limit + match.start(), limit, found, earlier, depth + 1)
                return mentions, flags | more, start
            if form == "base" and (other := left.rfind(" to ")) > 0 and not re.search(r"[;:“”]", left[other:]):
                return self.subject(limit + other + 4, limit, found, earlier, depth + 1)
            return *self.main_subject(limit, position, found), flags | {"main"}, -1
        if NO_VERB.search(left):
            return [], flags | {"noun"}, -1
        if match := STATEMENT_PP.search(left):
            mention = self.ending_at(limit + len(left[: match.start()].rstrip(" ,")), found)
            if mention:
                mentions, start = self.noun_phrase(mention, limit, found)
                return mentions, flags, start
        return self.headed(limit, position, found, flags)

    def date_ending(self, position: int) -> int:
        """Where a date that ends here begins, with its preposition; 0 where none does."""
        index = bisect_right(self.date_starts, position - 1) - 1
        if index < 0:
            return 0
        start, end, _ = self.dates[index]
        if end != position:
            return 0
        match = re.search(r"\b(?:on|in|since|by|early|late|at|during)\s+(?:the\s+)?$", self.low[max(0, start - 20) : start])
        return start - (len(match[0]) if match else 0)

    def titled(self, start: int, end: int) -> bool:
        """Whether most words have a capital, as in some headlines."""
        words = self.text[start : end + 60].split()
        return sum(word[:1].isupper() for word in words) > 0.6 * len(words)

    def spokesman(self, position: int) -> str:
        """The one person whom the paragraph names as spokesman."""
        start = self.text.rfind("\n", 0, position) + 1
        end = self.text.find("\n", position)
        stretch = (start, len(self.text) if end < 0 else end)
        people = {
            m.actor
            for m in self.names_before(stretch[1], stretch[0])
            if m.type == "person"
            and (
                re.search(r"\bspokes(?:man|woman|person)\b[^.;]{0,40},?\s+$", self.low[max(stretch[0], m.start - 70) : m.start])
                and not re.search(r"\b(?:for|of)\s+(?:[\w’'.]+\s+){0,2}$", self.low[max(stretch[0], m.start - 25) : m.start])
                or re.match(r",\s+(?:an?\s+|the\s+)?(?:\w+\s+)?spokes(?:man|woman|person)\b", self.low[m.end : m.end + 50])
            )
        }
        return people.pop() if len(people) == 1 else ""

    def ending_at(self, position: int, found: list[Mention]) -> Mention | None:
        ends = [m for m in found if m.end == position]
        if ends:
            return ends[0]
        return next((m for m in reversed(found) if (m.end < position and self.low[m.end : position] in {"'s", "’s", ")", "]"} and self.low[m.end:position] in {")", "]"})), None)

    def exactly(self, start: int, end: int, found: list[Mention]) -> Mention | None:
        """The name that fills the stretch, but for an office before it."""
        inside = [m for m in found if start <= m.start and m.end <= end and m.type not in {"anaphor", "message", "group"}]
        if len(inside) != 1 or self.low[inside[0].end : end].strip() or len(self.low[start : inside[0].start].split()) > 2:
            return None
        return inside[0] if not re.search(r"\b(?:in|at|on|of|by|with|for|from)\b", self.low[start : inside[0].start]) else None

    def stands_in(self, mention: Mention, limit: int) -> bool:
        """Whether the mention only says whom an office belongs to: "a spokesman for Ghana"."""
        match = HEAD_OF.search(self.low[limit : mention.start])
        return bool(match and match[1] in self.words.stand_ins)

    def noun_phrase(self, mention: Mention, limit: int, found: list[Mention]) -> tuple[list[Mention], int]:
        """The mentions that a subject ending in this one consists of, and where it begins."""
        mentions, start = [mention], mention.start
        if mention.type == "anaphor":
            return mentions, start
        index = found.index(mention)
        while index > 0:
            previous = found[index - 1]
            gap = self.low[previous.end : start]
            offices = previous.type == mentions[0].type == "person" and JOINED.match(gap) and "and" in gap
            if previous.type == "anaphor" or not (PLAIN_JOIN.match(gap) or offices):
                break
            # "Nikki Haley, the US ambassador": a comma alone joins only what a later "and" closes
            if "," in gap and "and" not in gap and len(mentions) == 1 and previous.type != mention.type:
                break
            if "," in gap and "and" not in gap and len(mentions) == 1:
                break
            mentions.insert(0, previous)
            start, index = previous.start, index - 1
        before = self.low[limit:start]
        match = HEAD_OF.search(before)
        if not match:
            word = re.search(r"([\w’'-]+)\s+$", before)
            if word and word[1] in self.words.bystanders and mention.type == "person":
                return [Mention(start, mention.end, "", "unresolved")], start
            return mentions, limit + len(before) - len(word[0]) if word and word[1] in {"the", "a", "an"} else start
        head, preposition = match[1], match[2]
        holder = re.search(r",\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?$", self.low[limit : limit + match.start()])
        if holder and head in self.words.stand_ins:
            person = self.ending_at(limit + holder.start(), found)
            if person is not None and person.type == "person":
                return [person], person.start  # "X, spokesperson for Y denied"
        if head.startswith("spokes") and (name := self.spokesman(start)):
            return [Mention(start, mention.end, name, "person")], limit + match.start()
        head_start = limit + match.start()
        if mention.type == "other" and (group := self.ending_at(limit + match.end(1), found)) is not None and group.type == "group":
            return [group], group.start  # "prosecutors in Kelmar"
        group = self.ending_at(limit + match.start(1) + len(head), found)
        if head in self.words.bystanders:
            return [Mention(start, mention.end, "", "unresolved")], head_start
        if group is not None and group.type not in {"anaphor", "group", "message", "person"} and preposition in {"in", "of", "at", "for"}:
            return [group], group.start
        if group is not None and group.type == "group" and head not in self.words.stand_ins:
            return [group], group.start
        if head in self.words.stand_ins and preposition not in {"by", "on", "behind", "outside"}:
            return mentions, head_start
        if self.words.messages.search(head) and preposition in {"by", "from", "of"}:
            return mentions, head_start
        if preposition in {"by", "from"}:
            return mentions, head_start
        if preposition in {"of", "for", "at"}:
            return mentions, head_start
        first, = self.main_subject(limit, head_start, found)
        return first, head_start

    def main_subject(self, limit: int, position: int, found: list[Mention]) -> tuple[list[Mention]]:
        """The first noun phrase of the stretch that no preposition governs."""
        for mention in found:
            if mention.start < limit or mention.end > position:
                continue
            before = self.low[limit : mention.start]
            if re.search(r"\b(?:in|on|at|from|of|for|with|by|after|before|to|about|against|outside|near|amid|told|tells|telling|asked|despite|under|between|during|like|than|over|into|citing|toward|towards|following)\s+(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,2}$", before):
                match = HEAD_OF.search(before)
                if not match or match[1] not in self.words.stand_ins:
                    continue
            after = self.low[mention.end : position]
            if match := re.match(r"['’]s?\s+(?:[\w’'-]+\s+){0,3}?([\w’'-]+)\b", after):
                if not set(match[0].split()) & self.words.stand_ins:
                    continue
            holder = re.match(r"(?:['’]s?)?(?:\s+[\w-]+){0,4},\s+(?:[A-Z][\w.-]+\s+){0,2}?", self.text[mention.end : position])
            if holder and mention.type != "person":
                person = next((m for m in found if m.type == "person" and mention.end + holder.end() - 12 <= m.start <= mention.end + holder.end() + 12), None)
                if person is not None and self.low[person.end : person.end + 1] == ",":
                    return ([person],)
            chain = [mention]
            for other in found[found.index(mention) + 1 :]:
                if other.end > position or not PLAIN_JOIN.match(self.low[chain[-1].end : other.start]):
                    break
                chain.append(other)
            if len(chain) > 1 and not re.search(r"\b(?:and|or|&)\b", self.low[chain[-2].end : chain[-1].start]):
                chain = chain[:1]
            return (chain,)
        return ([],)

    def headed(self, limit: int, position: int, found: list[Mention], flags: set[str]):
        """A subject whose last word is no mention: "Ghana's foreign minister", "officials in the north"."""
        for mention in reversed(found):
            if mention.end > position or mention.start < limit or mention.type == "anaphor":
                continue
            gap = self.low[mention.end : position]
            words = gap.split()
            if len(words) > 7 or re.search(r"[;:,.“”\"]", gap):
                break
            last = words[-1] if words else ""
            if last in self.words.own_voice and mention.type == "state":
                break
            if POSSESSIVE.match(gap) and (last in self.words.stand_ins or set(words) & self.words.stand_ins):
                return [mention], flags, mention.start
            if OFFICE_GAP.match(gap) and last in self.words.stand_ins:
                return [mention], flags, mention.start
            if words and words[0] in {"in", "at", "of", "from", "on"} and len(words) <= 6:
                mentions, start = self.noun_phrase(mention, limit, found)
                return mentions, flags, start
            break
        first = self.main_subject(limit, position, found)[0]
        if first and first[0].type in {"group", "state", "government", "igo", "ngo", "media"} and not re.search(
            r"\b(?:is|are|was|were|has|have|had|that|said|who)\b|[;:“”\"]|(?!based)\w+ed\b", self.low[first[0].end : position]
        ) and len(self.low[first[0].end : position].split()) <= 9 and len(self.low[limit : first[0].start].split()) <= 6:
            return first, flags, first[0].start
        if not self.titled(limit, position) and (match := CAPITALISED.search(self.text, limit, position)):
            owner = match[1]
            alone = " " not in owner and match.start(1) == _sentence_start(self, match.start(1))
            if alone and not re.search(rf"(?<=[a-z,] ){re.escape(owner)}\b", self.text):
                return [], flags | {"none"}, -1  # only the first word of its sentence
            if re.split(r"\s", match[0].strip())[-1].lower() in self.words.own_voice:
                return [], flags | {"none"}, -1
            return [Mention(match.start(1), match.end(1), owner, "other")], flags, match.start(1)
        word = re.search(r"([\w’'-]+)$", self.low[limit:position])
        if word and self.words.messages.search(word[1]):
            return [Mention(limit + word.start(), position, "message", "message")], flags, limit + word.start()
        return [], flags | {"none"}, -1

    def agents(self, position: int, end: int, found: list[Mention]) -> list[Mention]:
        """Who stands after "by", with whoever is joined to them."""
        match = BY.match(self.low, position, end)
        if not match:
            return []
        chain: list[Mention] = []
        place = match.end()
        for mention in found:
            if mention.start < place or mention.type == "anaphor":
                continue
            gap = self.low[(chain[-1].end if chain else place) : mention.start]
            if not chain:
                if len(gap.split()) > 6 or re.search(r"[,;:.“”\"]", gap):
                    break
            elif not PLAIN_JOIN.match(gap) and not (JOINED.match(gap) and "and" in gap):
                # "the Foreign Secretary, Boris Johnson": an office and who holds it
                if mention.type == "person" and len(gap.split()) <= 4 and not re.search(r"[.;:“”\"]", gap) and "," not in gap:
                    chain[-1] = mention
                    continue
                break
            chain.append(mention)
        return [m for m in chain if m.type != "anaphor"]


# --- a sentence -------------------------------------------------------------------------------------------------------

NOUN_AFTER = re.compile(r"\s+(?:was|were|is|are|has|have|had|of|by|from|among)\b")
SUBJUNCTIVE = re.compile(r"\b(?:demand|urg|insist|request|recommend|ask|call)\w*\b[^;.]*\bthat\b")
COORDINATE_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+\s+)?\w+(?:ed|en)\b[^,;]*\band\s+$")
NONE_OF = re.compile(r"\b(?:neither|no|none of|nobody from|no one (?:from|in|at))\s+(?:the\s+)?$")
TO_REACTION = re.compile(r"\w+\s+(?:the\s+|these\s+|those\s+|its\s+|their\s+|such\s+|international\s+)*(?:sanctions|criticism|condemnation|resolution|resolutions)\b")
CROWD = re.compile(r"\b(?:people|residents|women|men|citizens|hundreds|thousands|dozens|tens of thousands|locals|youths|inhabitants|crowds|families|mourners)\s+(?:\w+\s+)?$")
PROTEST_NOUN = re.compile(r"\s+(?:\w+\s+){0,2}(?:was|were|took|attended|held|erupted|broke|organised|organized|staged|outside|against|over|in front|began|spread|continued|followed|and fundraising)\b")
OWNER_AFTER = re.compile(r"(?:\s+[\w’'-]+){0,3}?\s+(?:from|by|among|on the part of)\s+(?:the\s+|both\s+)?")
OWNER_OF = re.compile(r"(?:\s+[\w’'-]+){0,1}?\s+(?:from|by|of|on the part of)\s+(?:the\s+|both\s+)?")
OWNER_BEFORE = re.compile(r"^['’]s?\s+(?:(?!to\b)[\w-]+\s+){0,2}$")
PRONOUN_OWNER = re.compile(r"\b(his|her|their|its)\s+(?:[\w-]+\s+){0,2}$")
AGENTLESS = re.compile(r"\b(?:is|are|was|were|be|been|being)\b")
CITING = re.compile(r"\b(?:citing|quoting|according to|referring to)\b")
FIRST_HAND = re.compile(r"\b(?:br(?:oke|eaks?|oken) (?:\w+ ){0,3}(?:news|story|stories)|(?:first|initially|exclusively) (?:reported|published|broken|revealed|exposed))\b")
INHERITED = {"deny", "corroborate"}


def _sentence(reader: Reader, start: int, end: int, cues: list[Cue]) -> list[Found]:
    """What the cues of one sentence say, without span and date."""
    if reader.words.background.search(reader.low, start, end):
        return []
    found = reader.mentions(start, end)
    rows: list[Found] = []
    covered = start
    cues.sort(key=lambda cue: (cue.start, {"verb": 0, "naming": 0, "outright": 0, "undone": 1, "speech": 2, "noun": 3}[cue.rule.kind]))
    for cue in cues:
        kind = cue.rule.kind
        if cue.start < covered and kind in {"noun", "speech"}:
            continue
        speech = reader.speech_at(cue.start)
        limit = max(start, speech.start) if speech else start
        if speech is not None and speech.direct and limit == speech.start and not any(limit <= m.start < cue.start for m in found):
            limit = start
        if kind in {"verb", "naming", "undone", "outright"}:
            row = _verb(reader, cue, limit, start, end, found, rows, speech)
        elif kind == "noun":
            row = _noun(reader, cue, start, end, found, rows)
        else:
            row = _said(reader, cue, speech, rows, start, found)
        if row is None or not row.actors:
            if row is not None and row.rule == "bystander":
                covered = max(covered, cue.end)
            continue
        rows.append(row)
        covered = max(covered, cue.end)
    return _without_doubles(rows)


def _without_doubles(rows: list[Found]) -> list[Found]:
    """One row an actor and type; a demand in speech outdoes the adjectives beside it."""
    demanding = min((row.cue.start for row in rows if row.type == "demand"), default=None)
    judged = {actor for row in rows if row.type == "condemn" for actor in row.actors}
    seen: set[tuple[str, str]] = set()
    kept = []
    for row in rows:
        if row.rule.startswith("speech") and row.type in {"condemn", "concern"} and demanding is not None and demanding < row.cue.start:
            continue
        if row.rule.startswith("speech") and row.type == "deny" and judged.intersection(row.actors):
            continue  # "to say that they do not exist is monstrous"
        actors = tuple(actor for actor in dict.fromkeys(row.actors) if actor and (actor, row.type) not in seen)
        if not actors:
            continue
        seen.update((actor, row.type) for actor in actors)
        kept.append(row._replace(actors=actors))
    return kept


def _actors(reader, mentions, limit, speech, rows, found) -> tuple[str, ...]:
    """Whom the mentions stand for; a message stands for whoever sent it."""
    actors: list[str] = []
    for mention in mentions:
        if mention.type == "message":
            earlier = next((row.actors for row in reversed(rows) if row.actors), ())
            if not earlier and (senders := reader.main_subject(limit, mention.start, found)[0]):
                earlier = _actors(reader, [m for m in senders if m.type != "message"], limit, speech, rows, found)
            actors += earlier or reader.signatories or (("activists",) if "petition" in reader.low[mention.start : mention.end] else ())
        else:
            actors += reader.resolve(mention, _sentence_start(reader, mention.start), speech=speech)
    return tuple(dict.fromkeys(actors))


def _sentence_start(reader: Reader, position: int) -> int:
    index = bisect_right(reader.sentence_starts, position) - 1
    return reader.sentence_starts[index] if index >= 0 else 0


def _verb(reader, cue, limit, start, end, found, rows, speech) -> Found | None:
    words, low, rule = reader.words, reader.low, cue.rule
    if rule.form in {"base", "s"} and NOUN_AFTER.match(low, cue.end, end):
        return None
    mentions, flags, at = reader.subject(cue.start, limit, found, rows, 0, rule.form)
    if rule.form == "base" and mentions and SUBJUNCTIVE.search(low, start, cue.start):
        return None
    if rule.form == "base" and "main" in flags and any(row.type == "demand" for row in rows):
        return None
    if mentions and NONE_OF.search(low, max(start, mentions[0].start - 25), mentions[0].start):
        flags ^= {"not"}
    if rule.phrase == "sign were|was|included|are":
        mentions, flags = _after(found, cue.end, low), set()
    if mentions and mentions[0].type == "message" and any(row.type == "decline" for row in rows):
        return None  # "blocked a statement condemning"
    is_be = rule.phrase.startswith("be ")
    passive = rule.form == "ed" and not is_be and ("be" in flags or bool(COORDINATE_PASSIVE.search(low, limit, cue.start)))
    participle = rule.form == "ed" and not passive and reader.agents(cue.start + len(low[cue.start:cue.end].split()[0]), end, found) and low[cue.start:end].split()[1:2] == ["by"]
    type_ = rule.type
    needs = type_ in words.objects and rule.kind == "verb"
    if passive or participle:
        first_word = cue.start + len(low[cue.start : cue.end].split()[0])
        agents = reader.agents(first_word, min(end, cue.end + 90), found)
        if needs and not words.objects[type_].search(low, max(start, cue.start - 90), cue.start):
            return None
        if not agents:
            return None
        mentions, at = agents, -1
    elif rule.form in {"base", "s"} and "noun" in flags:
        return None
    elif "noun" in flags or "foreign" in flags:
        return None
    elif needs and not words.objects[type_].search(low, cue.end, min(end, cue.end + 60)):
        return None
    if type_ in {"deny", "condemn"} and TO_REACTION.match(low, cue.start, end):
        return None
    if rule.phrase == "condemn" and re.match(r"\w+\s+to\b", low[cue.start : end]):
        return None
    if rule.phrase == "sanction" and (passive or participle):
        return None  # "sanctioned by the authorities": allowed
    if rule.form == "ing" and mentions and mentions[0].type != "message" and re.search(
        r"\b(?:with|to|in|on|at|against|before|from|for|of)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}$", low[max(limit, mentions[0].start - 30) : mentions[0].start]
    ) and "be" not in flags:
        mentions = []
    if rule.form == "ing" and not mentions:
        told = rows and rows[-1].type in {"petition", "condemn", "demand", "legislate", "concern", "litigate"}
        if rows and (told or "none" not in flags) and rows[-1].type != "decline":
            mentions_actors = rows[-1].actors
            return Found(mentions_actors, type_, cue, -1, f"participle: {rule.phrase}", reader.quoted(cue.start))
        return None
    if "modal" in flags:
        if type_ == "corroborate" and "not" in flags:
            pass
        else:
            return None
    if "not" in flags:
        if rule.kind == "undone":
            type_ = rule.type
        else:
            type_ = words.negated.get(type_, "")
        if not type_:
            return None
    elif rule.kind == "undone":
        return None
    if "main" in flags and rows and rows[0].actors and not any(m.start > rows[-1].cue.end for m in mentions):
        actors = rows[-1].actors if rule.form != "ing" else rows[-1].actors
    else:
        actors = _actors(reader, mentions, limit, speech, rows, found)
    if rule.phrase.startswith("fear for") and any(reader.types.get(actor) == "person" for actor in actors):
        return None
    if type_ == "decline" and mentions and mentions[0].actor == "i":
        return None
    if not actors and type_ == "protest" and rule.kind == "verb" and not passive and CROWD.search(low, max(limit, cue.start - 60), cue.start):
        actors = ("protesters",)  # "several hundred people gathered"
    if not actors and any(mention.type == "unresolved" for mention in mentions):
        return Found((), type_, cue, -1, "bystander", False)
    if type_ == "report":
        kinds = {reader.types.get(actor, "") for actor in actors}
        if kinds & {"ngo", "igo", "government", "state"} and words.harms.search(low, cue.end, end):
            type_ = "corroborate" if kinds & {"ngo", "igo"} else ""
        elif "media" not in kinds:
            return None
        elif rule.phrase == "report" and CITING.search(low, start, end):
            return None
        if not type_:
            return None
    return Found(actors, type_, cue, at, f"{rule.kind}: {rule.phrase}", reader.quoted(cue.start))


def _noun(reader, cue, start, end, found, rows) -> Found | None:
    low, type_ = reader.low, cue.rule.type
    if any(row.type == "demand" and row.cue.end <= cue.start for row in rows):
        return None  # "called for condemnation from X"
    owners: list[Mention] = []
    before = next((m for m in reversed(found) if m.end <= cue.start), None)
    if before is not None and OWNER_BEFORE.match(low[before.end : cue.start]) and before.type != "anaphor":
        owners = [before]
    elif type_ == "decline" and (match := PRONOUN_OWNER.search(low, start, cue.start)):
        pronoun = Mention(match.start(1), match.end(1), {"his": "he", "her": "she", "their": "they", "its": "it"}[match[1]], "anaphor")
        inside = [m for m in found if m.end <= match.start() and m.type == "person"]
        owners = inside[:1] or [pronoun]
    elif match := (OWNER_OF if type_ == "decline" else OWNER_AFTER).match(low, cue.end, end):
        owners = _after(found, match.end(), low)
    if not owners and type_ == "protest" and PROTEST_NOUN.match(low, cue.end, end):
        return Found(("protesters",), type_, cue, -1, f"noun: {cue.rule.phrase}", False)
    if not owners or type_ in {"protest"} and not owners:
        return None
    actors = _actors(reader, owners, start, None, [], found)
    return Found(actors, type_, cue, -1, f"noun: {cue.rule.phrase}", reader.quoted(cue.start))


def _after(found: list[Mention], place: int, low: str) -> list[Mention]:
    chain: list[Mention] = []
    for mention in found:
        if mention.start < place or mention.type == "anaphor":
            continue
        gap = low[(chain[-1].end if chain else place) : mention.start]
        if not chain and (len(gap.split()) > 4 or re.search(r"[,;:.“”\"]", gap)):
            break
        if chain and not PLAIN_JOIN.match(gap):
            break
        chain.append(mention)
    return chain


def _said(reader, cue, speech, rows, start, found) -> Found | None:
    if speech is None:
        match = None
        for match in reader.words.indirect.finditer(reader.low, start, cue.start):
            pass
        if match and re.match(r"\s+(?:[\w’'.]+\s+){0,3}that\b|\s*[,:]?\s*[“\"]", reader.low[match.end() : cue.start]):
            mentions, flags, _ = reader.subject(match.start(), start, found, rows)
            actors = _actors(reader, mentions, start, None, rows, found)
            if actors and not flags & {"not", "modal", "noun", "foreign"}:
                return Found(actors, cue.rule.type, cue, -1, f"speech: {cue.rule.phrase}", reader.quoted(cue.start))
        if not reader.self_actor:
            return None
        return Found((reader.self_actor,), cue.rule.type, cue, -1, f"speech: {cue.rule.phrase}", False)
    before = reader.low[max(speech.start, cue.start - 40) : cue.start]
    if cue.rule.type in {"condemn", "concern", "demand"} and re.search(r"(?:\bnot|n't|n’t|\bhardly)\s+(?:\w+\s+)?$", before):
        return None
    if not speech.direct and not reader.quoted(cue.start):
        # "The disturbing reports" is the writer's word, "the reports were disturbing" the speaker's
        if cue.rule.type in {"condemn", "concern"} and not re.search(r"\b(?:is|are|was|were|be|been|as|an?)\s+(?:\w+\s+){0,2}$", before):
            return None
        if not reader.words.indirect.search(reader.low, max(0, speech.cue_start), max(0, speech.start)):
            return None
    return Found(reader.speakers(speech), cue.rule.type, cue, -1, f"speech: {cue.rule.phrase}", speech.direct)


# --- the document -----------------------------------------------------------------------------------------------------

SO_DID = re.compile(r"so (?:did|has|have|had|does|do)\s+(?:the\s+)?")
SKIPPED = {"reference", "byline", "furniture"}
CUT = re.compile(r"(?:[,;:–—]|\band\b|\bbut\b|\bwhile\b)\s+")
TRAILING = re.compile(r"[\s,;:–—-]*(?:\b(?:and|but|while|whereas|although|though|or|as|after|that)\b)?[\s,;:]*$")


def find_reactions(doc: Doc, words: Words) -> list[tuple[Span, Reaction]]:
    """Each actor's reactions, beside the clause or sentence that states them, in the order of the text."""
    reader = Reader(doc, words)
    reader.first_hand = _first_hand(reader)
    skipped = sorted((span.start_char, span.end_char) for span, block in doc._.blocks if block.kind in SKIPPED)
    rows: list[tuple[int, int, int, Found]] = []  # start, end, paragraph, found
    previous: tuple[int, tuple[str, ...], str] | None = None
    paragraph = 0
    place = 0
    for sentence in doc.sents:
        start, end = _trimmed(reader.text, sentence.start_char, sentence.end_char)
        if start >= end or any(a <= start < b for a, b in skipped):
            continue
        if "\n" in reader.text[place:start]:
            paragraph, previous, reader.signatories = paragraph + 1, None, ()
        place = end
        if rows and place == end and (match := SO_DID.match(reader.low, start, end)):
            found = _so_did(reader, rows[-1][3], match, start, end)
            rows += [(start, end, paragraph, row) for row in found]
            continue
        cues = list(_cues(reader.low, words, start, end))
        speech = _speech_in(reader, start, end)
        if not cues and speech is None:
            continue
        found = _sentence(reader, start, end, cues) if cues else []
        speakers = reader.speakers(speech) if speech else ()
        if previous and previous[2] == "deny" and previous[1] == speakers and speech is not None and speech.direct:
            found = [row for row in found if set(row.actors) & set(speakers)]
        if not found and speech is not None and previous and previous[1] == speakers and speakers and (speech.direct or previous[2] == "deny"):
            cue = Cue(max(start, speech.start), max(start, speech.start) + 1, Rule(previous[2], "speech", "", "goes on", None))
            found = [Found(speakers, previous[2], cue, -1, "speech goes on", speech.direct)]
        if not found and speech is not None and (row := _witness(reader, speech, start, end) or _according(reader, speech, start, end)):
            found = [row]
        rows += [(a, b, paragraph, row) for (a, b), row in zip(_clauses(reader, start, end, found), found, strict=True)]
        for row in found:
            if row.type in INHERITED:
                previous = (paragraph, row.actors, row.type)
            if row.type in {"petition", "legislate", "litigate"}:
                reader.signatories = row.actors
            reader.last += [(actor, reader.types.get(actor, "group")) for actor in row.actors]
        reader.last += [(actor, reader.types.get(actor, "group")) for actor in speakers]
    return _finished(reader, rows)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _speech_in(reader: Reader, start: int, end: int) -> Speech | None:
    """The widest content of the sentence."""
    index = bisect_right(reader.speech_starts, end)
    inside = [s for s in reader.speeches[max(0, index - 8) : index] if s.end > start and s.start < end]
    return max(inside, key=lambda s: (s.direct, min(s.end, end) - max(s.start, start)), default=None)


def _so_did(reader: Reader, earlier: Found, match: re.Match, start: int, end: int) -> list[Found]:
    """ "So did Togo": the same as the sentence before."""
    mentions = [m for m in reader.mentions(match.end(), end) if m.type not in {"anaphor", "message"}]
    actors = tuple(dict.fromkeys(actor for m in mentions for actor in reader.resolve(m, start)))
    return [Found(actors, earlier.type, Cue(start, match.end(), earlier.cue.rule), -1, "so did", False)] if actors else []


def _first_hand(reader: Reader) -> set[str]:
    """The outlets that the document says broke the news."""
    found = set()
    for match in FIRST_HAND.finditer(reader.low):
        end = reader.low.find(".", match.end())
        start = max(reader.low.rfind(".", 0, match.start()), match.start() - 150)
        found |= {m.actor for m in reader.names_before(match.end() + 150 if end < 0 else end, max(0, start)) if m.type == "media"}
    return found


def _according(reader: Reader, speech: Speech, start: int, end: int) -> Found | None:
    """"According to" the outlet that broke the news is its report."""
    if speech.direct or not CITING.match(reader.low, max(0, speech.cue_start)) or speech.cue_start < start:
        return None
    actors = tuple(a for a in reader.speakers(speech) if reader.types.get(a) == "media")
    actors = tuple(a for a in actors if a in reader.first_hand)
    if not actors:
        return None
    return Found(actors, "report", Cue(speech.cue_start, speech.cue_start + 1, Rule("report", "speech", "", "according to", None)), -1, "speech: according to", False)


def _witness(reader: Reader, speech: Speech, start: int, end: int) -> Found | None:
    """An organisation that states as fact that somebody came to harm."""
    actors = tuple(a for a in reader.speakers(speech) if reader.types.get(a) in {"ngo", "igo"})
    match = reader.words.harms.search(reader.low, max(start, speech.start), min(end, speech.end))
    if not actors or not match or speech.cue_start < start or CITING.match(reader.low, max(0, speech.cue_start)):
        return None
    cue = Cue(match.start(), match.end(), Rule("corroborate", "speech", "", "states harm", None))
    return Found(actors, "corroborate", cue, -1, "speech: states harm", speech.direct)


def _clauses(reader: Reader, start: int, end: int, found: list[Found]) -> list[tuple[int, int]]:
    """The stretch of each row: the sentence, cut where the clause of the next row begins."""
    if not found:
        return []
    begins = [start]
    for previous, row in zip(found, found[1:], strict=False):
        if row.cue.start <= previous.cue.end:
            begins.append(begins[-1])
        elif row.start >= previous.cue.end:
            begins.append(row.start)
        else:
            cut = None
            for cut in CUT.finditer(reader.low, previous.cue.end, row.cue.start):
                pass
            begins.append(cut.end() if cut else row.cue.start if row.cue.rule.kind != "speech" else begins[-1])
    out = []
    for index, begin in enumerate(begins):
        finish = next((other for other in begins[index + 1 :] if other > begin), end)
        if finish != end:
            match = TRAILING.search(reader.low, begin, finish)
            finish = match.start() if match and match.start() > begin else finish
        out.append((begin, max(finish, begin + 1)))
    return out


def _finished(reader: Reader, rows: list[tuple[int, int, int, Found]]) -> list[tuple[Span, Reaction]]:
    doc = reader.doc
    published = getattr(doc._, "published", "") or ""
    dated: list[list] = []
    for start, end, paragraph, row in rows:
        date, basis = _date(reader, start, end, row)
        for actor in row.actors:
            dated.append([start, end, paragraph, row, actor, date, basis])
    near = {}
    for *_, actor, date, basis in dated:
        if basis in {"stated", "relative"} and _is_news(date, published):
            near.setdefault(actor, set()).add(date)
    governing: dict[tuple[int, str], str] = {}
    out = []
    for start, end, paragraph, row, actor, date, basis in dated:
        if date:
            governing[(paragraph, actor)] = date
        elif (paragraph, actor) in governing:
            date, basis = governing[(paragraph, actor)], "governing sentence"
        elif len(near.get(actor, ())) == 1:
            date, basis = next(iter(near[actor])), "governing sentence"
        elif reader.self_actor and actor == reader.self_actor:
            date, basis = published, "document" if published else ""
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        reaction = Reaction(actor, row.type, date, row.quote, basis, _target(reader, row, end, actor), row.cue.start, row.cue.end, row.rule)
        out.append((span, reaction))
    return sorted(out, key=lambda pair: (pair[0].start, pair[0].end, pair[1].actor, pair[1].type))


def _date(reader: Reader, start: int, end: int, row: Found) -> tuple[str, str]:
    """The date in the row's own clause, else one that opens the sentence."""
    best = None
    for a, b, date in reader.dates[bisect_right(reader.date_starts, start - 200) :]:
        if a >= end:
            break
        if not date.edtf or b <= start or date.relation in {"since", "before", "after", "until", "by"} or reader.quoted(a):
            continue
        if len(date.edtf) == 4 and not re.search(r"\b(?:in|during|since|by|early|late|mid|of)\s+$", reader.low[max(0, a - 8) : a]):
            continue  # "the 2016 candidate"
        speech = reader.speech_at(a)
        if speech and speech.direct and not speech.start <= row.cue.start < speech.end:
            continue
        if row.rule.startswith("speech") and row.cue.rule.kind == "speech" and speech and speech.start < a - 4:
            continue
        between = reader.low[min(b, row.cue.end) : max(a, row.cue.start)]
        if a > row.cue.end and re.search(r"\b(?:that|which|who|after|since)\b", between):
            continue
        rank = abs(a - row.cue.start)
        if best is None or rank < best[0]:
            best = (rank, date)
    return (best[1].edtf, best[1].basis) if best else ("", "")


def _is_news(date: str, published: str) -> bool:
    """Whether the date lies in the week before publication."""
    from datetime import date as day

    try:
        last = day.fromisoformat(date.split("/")[-1])
        return 0 <= (day.fromisoformat(published) - last).days <= 7
    except ValueError:
        return False


def _target(reader: Reader, row: Found, end: int, actor: str) -> str:
    if row.type not in {"condemn", "demand", "sanction", "admit", "threaten", "petition", "litigate"}:
        return ""
    for mention in reader.names_before(min(end, row.cue.end + 80), row.cue.end):
        if mention.actor != actor:
            return mention.actor
    return ""
