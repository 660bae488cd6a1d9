"""Who is credited for what stretch of text: reporting clauses, `according to`, quotations that run on.

A text is read in stretches: outside quotation marks from sentence start to sentence start, with the quoted words
blanked, so that `“… . …,” the minister said` is one stretch; and inside quotation marks sentence by sentence. In a
stretch each cue (a reporting verb, `according to`, `citing`) looks for its speaker and for the words that it credits.

`speakers` are whom an analysis should name as the source: of a chain, the one who says it first if the same sentence
names them, else who passes it on. `via` holds the rest of the chain: with kind "cited" those who pass it on, with the
other kinds those without a name whom the speaker cites.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

UNNAMED = ("unnamed",)
RELATED = "who"  # the type of `a man who said`, who speaks only by the way
MANY = 20  # cues and quotations that one sentence may hold
REACH = 3000  # characters that a pronoun looks back at most
TRANSITIVE = frozenset(
    {"tell", "inform", "notify", "brief", "assure", "accuse"}
)  # say to somebody, so never `…, told X.`
BLANK = "¤"  # stands for a quoted character
LEADS = frozenset({"the", "a", "an", "and", "but", "former", "then"})  # before a name that begins a sentence
OTHERS = frozenset({"other", "own", "local", "several", "some", "many", "all", "most", "same", "new"})
CLITICS = frozenset({"'s", "'ve", "'d", "’s", "’ve", "’d"})
OWN = frozenset({"its", "their", "his", "her"})
FIRST = frozenset({"i", "we"})
PUBLIC = frozenset({"ngo", "igo", "government", "party", "court", "other", "state", "media"})
KINDS = {  # what an anaphor may stand for, most likely first
    "media": ("media",),
    "body": ("ngo", "igo", "other", "party"),
    "office": ("government", "igo", "court", "party", "state", "other"),
    "experts": ("igo", "ngo", "government", "court"),
}

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
MARKS = '“”"„«»'
PARENTHESIS = re.compile(r"\([^()\n]{0,120}\)|\[[^\[\]\n]{0,120}\]")
HARD = re.compile(rf"[;:!?()\[\]{MARKS}]|{BLANK}+")
DASH = re.compile(r"[–—]|(?<=\s)-(?=\s)")
COMMA = re.compile(r",(?!\d{3})")
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got)"
    r"(?:\s+(?:\w{2,20}ly|first|also|now|then|since|later|been|being))*\s*$",  # "was first", "has been widely"
    re.I,
)
NEGATED = re.compile(r"(?:\b(?:not|never|nor|neither|without|to|cannot)|n['’]t)\s+(?:\w{2,20}ly\s+)?$", re.I)
PARTICIPLE = re.compile(r"ing\b", re.I)
BY = re.compile(
    r"\s+(?:(?:in|on|at|last|this|early|late|first|to|for|yesterday|today|earlier|week|month|year|time|the"
    r"|\w{2,20}ly|[A-Z][\w-]*|\d+)\s+){0,5}?by\s+(?!\w{2,20}ing\b)"  # "(reported) in April by", not "by reducing"
)
POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
DETERMINER = re.compile(
    r"(?:the|this|that|these|those|its|their|his|her|both|a|an|one|two|three|another|some)\b\s*", re.I
)
DEFINITE = re.compile(r"(?!the other\b)(?:the|this|that|these|those|its|their|both)\s", re.I)
CONJUNCTION = re.compile(r"(?:\s|,)*(?:(?:and|but|or|so|yet|that|while|whereas|although|as)\b(?:\s|,)*)*", re.I)
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")
BARE = re.compile(r"\s+(?:that|to|of|about|there|by|why)\b|\s*[.,;]", re.I)
REDUCED = re.compile(r"\s+(?:of\b|as\b|to\s+(?:be|have)\b|missing|dead|killed|wounded|injured|by\b)", re.I)
THAT_OR_QUOTE = re.compile(rf"[\s,]*(?:[^,.;:]{{0,40}}\bthat\b|[:{MARKS}{BLANK}‘])", re.I)
BY_OWN = re.compile(r"\bby\s+([^,;:]{2,60}?)['’]s?\s+(?:[\w-]+\s+){0,2}$", re.I)  # "by the union’s own count"
TAKEN = re.compile(r"\s+(?:[\w,-]+\s+){1,6}lives?\b")  # "the flood claimed at least 30 lives"
SOMEWHERE_BY = re.compile(r"[^,;:.()]{0,60}?\bby\s")
LABEL = re.compile(r"(?:\s\([^()\n]{1,40}\))?:\s")
AFTER_WHICH = re.compile(r"(?:^|[,\s])((?:which|who|that),?\s*)$", re.I)  # "which, according to the union, bore"
YEAR_OR_DAY = re.compile(
    r"(?:(?:19|20)\d\d\b|\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d+\s*$)"
)
LIST_GAP = re.compile(r"\s*,\s*(?:the\s+)?", re.I)
TOPIC = re.compile(r"\b(?:on|about|into|regarding|concerning|against)\s+(?:the\s+)?$", re.I)
WHERE = re.compile(r"\b(?:in|near|inside|outside|across|throughout|from)\s+(?:the\s+)?$", re.I)
AND_ANOTHER = re.compile(r"\sand\s+((?:the|a|an|his|her|its|their)\s[^,]{1,80})$", re.I)  # "X met Y and the leader"
AND_OTHERS = re.compile(r"(?:,\s*)?and\s+(?:\w+\s+)?(?:others|colleagues|more|allies)\b", re.I)
AS_QUOTED = re.compile(r"\b(?:quot|cit)(?:ed|es|ing|e)\b", re.I)
QUANTITY = re.compile(
    r"(?:at (?:least|most)|as (?:many|few) as|(?:up to|over|under|about|between|around)\s+\d+)\b", re.I
)
REPORT = re.compile(
    r"\b(?:report|study|studies|analysis|statement|letter|investigation|inquiry|survey|dossier|review|complaint"
    r"|article|finding|figure|interview)s?\b",
    re.I,
)
AUTHORED = re.compile(r"[^.!?;\n]{0,60}?\b(?:by|from|of)\s", re.I)
NOUN_AFTER = re.compile(r"\s+(?:by|of|from|released|published|issued|compiled|dated)\b", re.I)


class Attribution(NamedTuple):
    """Who is credited for a stretch of text, and by which words; offsets are the Doc's, -1 where there is none.

    `kind` is "direct" for words in quotation marks, "cited" where the speakers are cited by somebody, else "indirect".
    """

    speakers: tuple[str, ...]
    speaker_start: int
    speaker_end: int
    cue_start: int
    cue_end: int
    kind: str
    via: tuple[str, ...]
    rule: str


class Words(NamedTuple):
    """The lexicon, ready for use."""

    cues: dict[str, tuple[tuple[str, str, str], ...]]  # first word -> (further words, strength, bare verb)
    ids: np.ndarray  # of the first words
    participles: frozenset[str]
    nounlike: frozenset[str]  # forms that may be nouns: "reports"
    nouns: dict[str, frozenset[str]]
    anaphors: dict[str, frozenset[str]]
    openers: frozenset[str]
    bound: frozenset[str]
    no_subject: frozenset[str]  # a verb does not follow them
    bodies: frozenset[str]  # words that name a body by themselves: "police", "interior ministry"
    own_outlet: re.Pattern
    some_of: re.Pattern
    numbered: re.Pattern
    quantity: re.Pattern
    subordinate: re.Pattern
    adverbs: frozenset[str]
    second: frozenset[str]  # the last words of adverbs of two
    in_ly: frozenset[str]  # nouns
    object_of: re.Pattern
    postmodifier: re.Pattern


class Cue(NamedTuple):
    start: int
    end: int
    form: str
    strength: str
    verb: str


class Speaker(NamedTuple):
    """Who speaks in a stretch: names or `UNNAMED`, where the words stand, and the type of the first name."""

    names: tuple[str, ...]
    start: int
    end: int
    type: str
    content: int  # where what they say may begin at the earliest, if before the verb; else -1

    @property
    def nameless(self) -> bool:
        return self.names == UNNAMED


NOBODY = Speaker((), -1, -1, "", -1)


class Found(NamedTuple):
    start: int
    end: int
    attribution: Attribution


class Stretch(NamedTuple):
    start: int
    end: int
    view: str  # its text, quoted words and short parentheses blanked
    cues: list[Cue]
    quotes: list[tuple[int, int]]
    quoted: bool
    block: int


def inflected(verb: str) -> tuple[str, ...]:
    """The forms of a verb of the lexicon, all words of each.

    >>> inflected("point out")
    ('point out', 'points out', 'pointing out', 'pointed out')
    """
    if "/" in verb:
        return tuple(form.strip() for form in verb.split("/"))
    first, _, rest = verb.partition(" ")
    stem = first.removesuffix("e")
    if re.search(r"[^aeiou]y$", first):
        forms = (first, f"{first[:-1]}ies", f"{first}ing", f"{first[:-1]}ied")
    elif first.endswith("e"):
        forms = (first, f"{first}s", f"{first}ing" if first.endswith("ee") else f"{stem}ing", f"{first}d")
    else:
        ending = "es" if re.search(r"(?:s|sh|ch|x|z)$", first) else "s"
        forms = (first, f"{first}{ending}", f"{first}ing", f"{first}ed")
    return tuple(f"{form} {rest}".strip() for form in forms)


def read_words(lexicon: dict) -> Words:
    """The words of lexicons/attribution.toml.

    Raises ValueError where a table is missing, an entry is no word, or a form stands under two strengths.
    """
    try:
        verbs, nouns, anaphors, grammar = (lexicon[table] for table in ("verbs", "nouns", "anaphors", "grammar"))
    except KeyError as error:
        raise ValueError(f"attribution.toml has no table {error}") from error
    for table, lists in lexicon.items():
        for name, entries in lists.items():
            for entry in entries:
                if not isinstance(entry, str) or not entry.strip():
                    raise ValueError(f"attribution.toml, {table}.{name}: {entry!r} is no word")
    forms: dict[str, tuple[str, str]] = {}
    for strength, entries in verbs.items():
        for entry in entries:
            for form in dict.fromkeys(inflected(entry.lower())):
                if form in forms:
                    raise ValueError(f"attribution.toml: {form!r} stands under {forms[form][0]} and under {strength}")
                forms[form] = (strength, inflected(entry)[0])
    for word in grammar["carried"]:
        forms.setdefault(word, ("carried", word))
    forms |= {form: ("citing", form) for form in ("citing", "quoting")}
    forms |= {form: ("according", form) for form in grammar["according"]}
    cues: dict[str, list[tuple[str, str, str]]] = {}
    for form, (strength, verb) in forms.items():
        first, _, rest = form.partition(" ")
        cues.setdefault(first, []).append((rest, strength, verb))
    known = {first: tuple(sorted(rests, key=lambda rest: -len(rest[0]))) for first, rests in cues.items()}
    any_of = lambda words: "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # noqa: E731
    prepositions, quantities = any_of(grammar["prepositions"]), any_of(grammar["quantities"])
    adverbs = [adverb.lower() for adverb in grammar["adverbs"]]
    modifier = rf"(?:(?:{any_of(grammar['modifiers'])})\s)?"
    return Words(
        cues=known,
        ids=np.array([get_string_id(first) for first in known], dtype=np.uint64),
        participles=frozenset(
            form
            for form in forms
            if not form.split()[0].endswith("ing") and re.search(r"(?:ed|id|ld|en|wn|nd|rd|ought)\b", form.split()[0])
        ),
        nounlike=frozenset(
            form
            for verb in {verb for _, verb in forms.values()}
            for form in (verb, *inflected(verb)[1:2])
            if " " not in form
        ),
        nouns={name: frozenset(word.lower() for word in entries) for name, entries in nouns.items()},
        anaphors={name: frozenset(word.lower() for word in entries) for name, entries in anaphors.items()},
        openers=frozenset(word.lower() for word in grammar["openers"]),
        bound=frozenset(inflected(verb)[0] for verb in grammar["bound"]),
        no_subject=frozenset(grammar["no_subject"]),
        bodies=frozenset(word.lower() for word in grammar["bodies"]),
        own_outlet=re.compile(rf"\b(?:{any_of(grammar['own_outlet'])})\b", re.I),
        some_of=re.compile(
            rf"[\s,]*(?:of\b[^,]{{2,40}},\s+)?(?:\d+|{quantities}|(?:{quantities})-(?:{quantities}))\s+of\s"
            r"(?:them|those|the|these|its|his|her|their)\b",
            re.I,
        ),
        numbered=re.compile(rf"\s+(?:the names of\s+)?{modifier}(?:\d|(?:{quantities})\b)", re.I),
        quantity=re.compile(rf"\s(?={modifier}(?:\d|(?:{quantities})\b))", re.I),
        subordinate=re.compile(rf"\b(?:{any_of(grammar['subordinators'])})\b", re.I),
        adverbs=frozenset(adverbs),
        second=frozenset(adverb.rpartition(" ")[2] for adverb in adverbs if " " in adverb),
        in_ly=frozenset(word.lower() for word in grammar["nouns_in_ly"]),
        object_of=re.compile(
            rf"\b(?:{prepositions})\s+(?!(?:{any_of(grammar['calendar'])}|\d))"
            rf"(?:(?:the|a|an|its|their|former|then|[A-Z][\w.’'-]*|[\w-]+['’]s)\s+)*[\"“‘']?$"
        ),
        postmodifier=re.compile(
            rf"\b(?:{prepositions}|who|which|whose|whom|that|{any_of(grammar['postmodifiers'])})\b",
            re.I,
        ),
    )


def find_attributions(doc: Doc, words: Words) -> list[tuple[Span, Attribution]]:
    """Each stretch of the text that is credited to somebody, with who and how, sorted by start.

    One may lie inside another; a number belongs to the smallest that covers it.
    """
    if not len(doc):
        return []
    reader = _Reader(doc, words)
    found, text = reader.read(), reader.text
    result = []
    for start, end, attribution in sorted(found, key=lambda row: (row.start, -row.end, row.attribution.cue_start)):
        start, end = (start, end) if attribution.kind == "direct" else _trimmed(text, start, end)
        if start < end and (span := doc.char_span(start, end, alignment_mode="expand")) is not None:
            result.append((span, attribution))
    return sorted(result, key=lambda pair: pair[0].start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


class _Reader:
    """One reading of a Doc from top to bottom: it remembers who spoke last."""

    def __init__(self, doc: Doc, words: Words):
        self.doc = doc
        self.words = words
        self.text = doc._.content if doc.has_extension("content") else doc.text
        plain = words.nouns["nameless"]  # "Escapees" at the start of a sentence is no name
        self.names = [
            (span.start_char, span.end_char, name) for span, name in doc._.names if span.text.lower() not in plain
        ]
        self.name_starts = [start for start, _, _ in self.names]
        named = {(start, end) for start, end, _ in self.names}
        self.quotes = list(_outermost((span.start_char, span.end_char, quote) for span, quote in doc._.quotations))
        self.quotes = [quote for quote in self.quotes if quote[:2] not in named]
        self.quote_starts = [start for start, _, _ in self.quotes]
        self.blocks = self._blocks()
        self.block_starts = [start for start, _, _ in self.blocks]
        self.found: list[Found] = []
        self.last = NOBODY  # who spoke last
        self.last_block = -9
        self.spoken: list[tuple[int, Speaker]] = []  # position, speaker
        self.meant: dict[str, tuple[int, Speaker]] = {}  # where and for whom `the experts` last stood
        self.open: tuple[int, Speaker, Cue | None] = (-9, NOBODY, None)  # block, who was quoted last

    # -- the text in stretches

    def _blocks(self) -> list[tuple[int, int, str]]:
        """Start, end, kind of each block; without blocks, of each paragraph."""
        if self.doc._.blocks:
            return sorted((span.start_char, span.end_char, block.kind) for span, block in self.doc._.blocks)
        edges = [0, *(m.end() for m in PARAGRAPH_BREAK.finditer(self.text)), len(self.text)]
        return [(start, end, "paragraph") for start, end in itertools.pairwise(edges) if start < end]

    def _cues(self) -> Iterator[Cue]:
        """Each reporting verb, `according to`, `citing` outside names."""
        for index in np.flatnonzero(np.isin(self.doc.to_array("LOWER").astype(np.uint64), self.words.ids)):
            token = self.doc[int(index)]
            start, end = token.idx, token.idx + len(token)
            form = token.lower_
            for rest, strength, verb in self.words.cues[form]:
                if rest and (self.text[end + 1 : end + 1 + len(rest)].lower() != rest):
                    continue
                end += len(rest) + 1 if rest else 0
                if self._name_at(start) is None:
                    yield Cue(start, end, f"{form} {rest}".strip(), strength, verb)
                break

    def _colons(self) -> Iterator[Cue]:
        """The colon of `Amnesty: 40 held`, `JANE DOE (in the chair): 40 are held` and the headline `40 held: Amnesty`.

        A state before a colon is a rubric: `KENYA: POLICE KILL SEVEN`.
        """
        for start, end, name in self.names:
            label = LABEL.match(self.text, end) if self.text[end : end + 1] in (":", " ") else None
            if label and (name.type != "state" or self._name_at(start - 2)):
                yield Cue(label.end() - 2, label.end() - 1, ":", "colon", ":")
            elif self.text[start - 2 : start] in (": ", "– ", "— ", "- ") and self.text[end : end + 1] in ("", "\n"):
                yield Cue(start - 2, start - 1, ":", "colon", ":")

    def _name_at(self, position: int) -> Any:
        index = bisect_right(self.name_starts, position) - 1
        if index >= 0 and self.names[index][1] > position:
            return self.names[index]
        return None

    def _names_in(self, start: int, end: int) -> list[tuple[int, int, Any]]:
        low, high = bisect_left(self.name_starts, start), bisect_left(self.name_starts, end)
        return [name for name in self.names[low:high] if name[1] <= end]

    def _quote_at(self, position: int) -> int:
        index = bisect_right(self.quote_starts, position) - 1
        return index if index >= 0 and self.quotes[index][1] > position else -1

    def _stretches(self) -> Iterator[Stretch]:
        """The stretches that hold a cue or a quotation, in the order of their starts."""
        masked = self._masked()
        starts = self._sentence_starts()
        outer = sorted(
            {start for start in starts if self._quote_at(start - 1) < 0 or self._quote_at(start) < 0}
            | set(self.block_starts)
        )
        outer = [start for start in outer if not self._inside(start)]
        if not outer or outer[0] > 0:
            outer.insert(0, 0)
        cues: dict[tuple[int, int], list[Cue]] = {}
        for cue in sorted([*self._cues(), *self._colons()]):
            quote = self._quote_at(cue.start)
            where = (
                (bisect_right(outer, cue.start) - 1, -1) if quote < 0 else (bisect_right(starts, cue.start) - 1, quote)
            )
            cues.setdefault(where, []).append(cue)
        quotes: dict[int, list[tuple[int, int]]] = {}
        for start, end, _ in self.quotes:
            quotes.setdefault(bisect_right(outer, max(0, start - 1)) - 1, []).append((start, end))
        inner = {where for where in cues if where[1] >= 0}
        order = [(outer[unit], (unit, -1)) for unit in quotes.keys() | {unit for unit, quote in cues if quote < 0}]
        order += [(max(starts[unit], self.quotes[quote][0]), (unit, quote)) for unit, quote in inner]
        for start, (unit, quote) in sorted(order):
            if quote < 0:
                end = outer[unit + 1] if unit + 1 < len(outer) else len(self.text)
                view, held = masked[start:end], quotes.get(unit, [])
            else:
                end = min(starts[unit + 1] if unit + 1 < len(starts) else len(self.text), self.quotes[quote][1])
                view, held = self.text[start:end], []
            block = bisect_right(self.block_starts, start) - 1
            if block >= 0 and self.blocks[block][2] in ("reference", "furniture"):
                continue
            here = cues.get((unit, quote), [])
            yield from _divided(Stretch(start, end, view, here, held, quote >= 0, block))

    def _sentence_starts(self) -> list[int]:
        if not self.doc.has_annotation("SENT_START"):
            return [0]
        marks = self.doc.to_array(["SENT_START", "IDX"])  # a Span a sentence would take most of the time of this module
        return marks[(marks[:, 0] == 1) | (np.arange(len(marks)) == 0), 1].tolist()

    def _inside(self, position: int) -> bool:
        """Whether the character is strictly inside a quotation, not its first."""
        quote = self._quote_at(position)
        return quote >= 0 and self.quotes[quote][0] < position

    def _masked(self) -> str:
        pieces, last = [], 0
        for start, end, _ in self.quotes:
            pieces += [self.text[last:start], BLANK * (end - start)]
            last = end
        return "".join([*pieces, self.text[last:]])

    # -- reading

    def read(self) -> list[Found]:
        for stretch in self._stretches():
            self._read_stretch(stretch)
        self._read_references()
        return _chained(self.found, self.text)

    def _read_references(self) -> None:
        """The title of a cited work is credited to its outlet."""
        if not self.doc._.references:
            return
        actors = {self.text[start:end].removeprefix("The ").lower(): name.actor for start, end, name in self.names}
        actors |= {name.actor.removeprefix("The ").lower(): name.actor for _, _, name in self.names}
        for span, reference in self.doc._.references:
            if not reference.outlet:
                continue
            actor = actors.get(reference.outlet.removeprefix("The ").lower(), reference.outlet)
            self._credit(
                span.start_char, span.end_char, tuple(actor.split("; ")), (-1, -1), (-1, -1), "cited", "reference"
            )

    def _credit(
        self,
        start: int,
        end: int,
        speakers: tuple[str, ...],
        speaker: tuple[int, int],
        cue: tuple[int, int],
        kind: str,
        rule: str,
        via: tuple[str, ...] = (),
    ) -> None:
        if start < end and speakers:
            self.found.append(Found(start, end, Attribution(speakers, *speaker, *cue, kind, via, rule)))

    def _read_stretch(self, stretch: Stretch) -> None:
        spoken: list[tuple[Cue, Speaker]] = []
        first = len(self.found)
        until = 0
        for number, cue in enumerate(stretch.cues):
            if cue.start < until:
                continue
            speaker, rule, content = self._read_cue(stretch, cue, number, spoken)
            if cue.strength == "colon" and not speaker.names:
                continue
            if cue.strength == "according":
                until = speaker.end
            spoken.append((cue, speaker))
            if not speaker.names or speaker.names == ("",):
                continue
            if content and cue.strength not in ("deny", "respond"):
                start, end = content
                if not _only_quoted(
                    stretch, start, end, (speaker.start, cue.end) if start < cue.start < end else (0, 0)
                ):
                    self._credit(
                        start, end, speaker.names, (speaker.start, speaker.end), (cue.start, cue.end), "indirect", rule
                    )
            if not stretch.quoted and speaker.type != RELATED:
                self._remember(stretch, cue.start, speaker)
        self._pass_on(first)
        if stretch.quoted:
            return
        self._read_quotes(stretch, spoken)

    def _pass_on(self, first: int) -> None:
        """What a stretch credits to who cites somebody is credited to whom they cite."""
        citings = [row.attribution for row in self.found[first:] if row.attribution.rule == "citing"]
        for citing in citings:
            passing = citing.via if citing.kind == "cited" else citing.speakers
            for index, row in enumerate(self.found[first:], first):
                if row.attribution.speakers != passing or row.attribution.rule == "citing":
                    continue
                changed = row.attribution._replace(speakers=citing.speakers, kind=citing.kind, via=citing.via)
                self.found[index] = row._replace(attribution=changed)

    def _remember(self, stretch: Stretch, position: int, speaker: Speaker) -> None:
        self.last, self.last_block = speaker, stretch.block
        self.spoken.append((position, speaker))

    def _read_cue(
        self, stretch: Stretch, cue: Cue, number: int, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, str, tuple[int, int] | None]:
        """The speaker of a cue, the rule, and what is credited; NOBODY where there is none."""
        nobody = (NOBODY, "", None)
        view, base = stretch.view, stretch.start
        at, after = cue.start - base, cue.end - base
        before = view[:at]
        if cue.strength == "carried":
            return self._carried(stretch, cue, spoken)
        if cue.strength == "colon":
            return self._colon(stretch, cue, spoken)
        if cue.strength == "according":
            return self._according(stretch, cue)
        if cue.strength == "citing":
            return self._citing(stretch, cue, spoken)
        participle = cue.form in self.words.participles
        if participle and (PASSIVE.search(before[-60:]) or re.match(r"\s+by\b", view[after : after + 9])):
            return self._passive(stretch, cue)
        if cue.form in self.words.nounlike and NOUN_AFTER.match(view, after):
            return self._report_by(stretch, cue)
        if cue.form in self.words.nouns["reports"] and (owned := BY_OWN.search(view, max(0, at - 90), at)):
            return (
                self._read_noun_phrase(stretch, owned.start(1), owned.end(1), None),
                "by own count",
                (stretch.start, stretch.end),
            )
        if NEGATED.search(before[-30:]) or TAKEN.match(view, after) or not self._is_verb(stretch, cue):
            return nobody
        if cue.strength == "confide":
            return self._confided(stretch, cue, number)
        if PARTICIPLE.search(cue.form):
            credits = THAT_OR_QUOTE.match(view, after)
            loose = re.search(r"(?:,|\b(?:while|and|also|by|instead|but|as)|ly)\s*$", before)
            if cue.strength == "contain" or not (
                credits or (loose and cue.verb not in self.words.bound and cue.verb not in self.words.nouns["reports"])
            ):
                return nobody
            speaker = self._participle_subject(stretch, cue, spoken, loose is not None)
            return (speaker, "participle", (cue.end, stretch.end)) if speaker.names else nobody
        inverted = self._inverted(stretch, cue)
        if inverted is not None:
            speaker, rest = inverted
            left = self._left_start(stretch, cue, spoken)
            return speaker, "verb speaker", (left, cue.start if rest else stretch.end)
        by = participle and SOMEWHERE_BY.match(view, after)
        bound = cue.verb in self.words.bound
        writing = (by or bound or cue.strength == "contain") and self._writing(view, at)
        if writing and by:
            return nobody
        speaker = self._subject(stretch, cue, number, spoken)
        if not speaker.names or (cue.strength == "contain" and not writing):
            return nobody
        if (
            speaker.type == RELATED
            and cue.verb not in ("say", "claim", "allege")
            and not THAT_OR_QUOTE.match(view, after)
        ):
            return NOBODY._replace(type=RELATED), "", None
        heard = self._medium(stretch, cue) if speaker.nameless else None
        if heard is not None:
            after_all = self._postposed(stretch, cue, speaker)
            return heard, "told medium", (base if after_all else max(speaker.start, base), stretch.end)
        if speaker.start >= 0 and self._postposed(stretch, cue, speaker):
            left = self._left_start(stretch, cue, spoken)
            tail = _closing(view[after:])
            return speaker, "speaker verb after", (left, speaker.start if tail else stretch.end)
        start = speaker.content if speaker.content >= 0 else cue.end
        if (
            bound
            and not writing
            and not re.match(r"[^.;:]{0,60}?\bthat\b", view[after:])
            and not (cue.verb in self.words.nouns["counting"] and self.words.numbered.match(view, after))
        ):
            return speaker, "speaker verb", None
        return speaker, "speaker verb", (start, stretch.end)

    def _writing(self, view: str, at: int) -> bool:
        """Whether the subject before a verb is a report or the like."""
        low = max((m.end() for m in HARD.finditer(view, max(0, at - 400), at)), default=max(0, at - 400))
        low = max([low, *(m.end() for m in self.words.subordinate.finditer(view, low, at))])
        pieces = [piece for piece in _pieces(view, low, at) if not self._opens(view, piece)]
        heads = [self._head(view[start:end]) for start, end in pieces[:1] + pieces[-1:]]
        end = self._before_adverbs(view, low, at)
        heads += [self._head(view[pieces[-1][0] : end])] if pieces else []
        return any(head in self.words.nouns["reports"] for head in heads)

    def _is_verb(self, stretch: Stretch, cue: Cue) -> bool:
        """Whether a form that may be a noun, an adjective or a passive participle is a verb with a subject."""
        view, at, after = stretch.view, cue.start - stretch.start, cue.end - stretch.start
        before = view[max(0, at - 80) : at]
        if _last_word(before) in self.words.no_subject:
            return False
        if cue.form in self.words.participles:
            if cue.verb in TRANSITIVE:
                return not BARE.match(view, after)
            if (
                REDUCED.match(view, after)
                and " " not in cue.form
                and cue.verb not in ("warn", "hear", "learn", "think")
            ):
                return False
            return self._has_subject(stretch, cue, before) or THAT_OR_QUOTE.match(view, after) is not None
        if cue.form not in self.words.nounlike or cue.verb in ("say", "tell"):
            return True
        end = self._before_adverbs(before, 0, len(before))
        word, stop = _last_word(before[:end]), len(before[:end].rstrip(" ,\n"))
        if not word:
            return BLANK in before[-4:] or before.rstrip()[-1:] in tuple(MARKS + "’'")
        if end < len(before.rstrip()) and re.search(
            r"\b(?:will|would|must|can|could|did|does|do|may|might|should)\b", before[end:]
        ):
            return True
        position = stretch.start + at - len(before) + stop - 1
        named = self._name_at(position) is not None
        if view[at].isupper() and not named:
            return False
        if cue.form == cue.verb and named:  # `the Herald report`, but `the Herald and the Star report`
            piece = _pieces(before, 0, len(before))[-1]
            return bool(re.search(r"\band\b", before)) or self._head(before[piece[0] : piece[1]]).endswith("s")
        head = word
        known = any(head in nouns for nouns in (*self.words.nouns.values(), *self.words.anaphors.values()))
        return named or known or head in FIRST or head in ("who", "which") or before.rstrip().endswith((",", ")"))

    def _has_subject(self, stretch: Stretch, cue: Cue, before: str) -> bool:
        """Whether a noun phrase known to speak, or a short one, stands before: not `individual alleged victims`."""
        end = self._before_adverbs(before, 0, len(before))
        word, stop = _last_word(before[:end]), len(before[:end].rstrip(" ,\n"))
        if not word or not cue.form.endswith("ed") or end < len(before) or before.rstrip().endswith((",", ")")):
            return True
        if self._name_at(cue.start - len(before) + stop - 1) is not None:
            return True
        head = word
        if head in FIRST or head in ("who", "which", "and", "or", "but", "that", "then"):
            return True
        piece = _pieces(before, 0, end)[-1]
        phrase = before[piece[0] : piece[1]]
        heads = {head} if " to " in phrase else {head, self._head(phrase)}
        if any(heads & nouns for nouns in (*self.words.nouns.values(), *self.words.anaphors.values())):
            return True
        phrase = COMMA.split(before[:end])[-1].split()
        return len(phrase) <= 4 and DETERMINER.match(" ".join(phrase) + " ") is not None

    # -- subjects

    def _subject(self, stretch: Stretch, cue: Cue, number: int, spoken: list[tuple[Cue, Speaker]]) -> Speaker:
        """Who stands before the verb."""
        view, at = stretch.view, cue.start - stretch.start
        hard = max((m.end() for m in HARD.finditer(view, 0, at)), default=0)
        end = self._before_adverbs(view, hard, at)
        segment = view[hard:end]
        comma = segment.rstrip().endswith(",")
        if not segment.strip(" ,\n"):
            quoted_before = bool(HARD.search(view[:end])) and number
            return self._inherited(spoken) if quoted_before and comma else NOBODY
        if re.search(r"\b(?:and|or|but|then)[\s,]*$", segment, re.I):
            inherited = self._inherited(spoken)
            return inherited if inherited.names or stretch.quoted else self._main_subject(stretch, at)
        relative = re.search(r"\b(who|which|that)\s*$", segment, re.I)
        if relative and not relative[1].isupper():  # "the WHO says"
            if relative[1].lower() == "that":
                return NOBODY
            return self._antecedent(stretch, hard + relative.start(), relative[1].lower(), spoken)
        low = hard
        if not comma:
            low = max([hard, *(hard + m.end() for m in self.words.subordinate.finditer(segment))])
        earlier = [c for c, who in spoken if who.names and c.start - stretch.start >= low]
        pieces = _pieces(view, low, end)
        if not pieces:
            return NOBODY
        if not comma:
            return self._last_piece(stretch, pieces, earlier, cue, spoken)
        kept = [self._unopened(stretch, piece) for piece in pieces]
        kept = [piece for index, piece in enumerate(kept) if not self._opens(view, piece) or index == len(pieces) - 1]
        if earlier:
            limit = earlier[-1].end - stretch.start
            later = [
                piece
                for piece in kept
                if piece[0] >= limit and re.match(r"\s*(?:and|but|while|whereas)\s", view[piece[0] : piece[1]], re.I)
            ]
            inside = [
                piece
                for piece in kept
                if piece[0] >= limit and self._names_in(piece[0] + stretch.start, piece[1] + stretch.start)
            ]
            if later:
                kept = kept[kept.index(later[-1]) :]
            elif (kept and kept[0][1] > limit > kept[0][0]) or not inside:
                return self._inherited(spoken)
        if (own := self._own_clause(stretch, kept)) is not None:
            return own
        first = next((piece for piece in kept if self._names_or_noun(stretch, piece)), kept[0] if kept else None)
        if first is None:
            return NOBODY
        index = kept.index(first)
        speaker = self._read_noun_phrase(stretch, first[0], first[1], cue)
        if index + 1 < len(kept):
            person = self._exact_person(stretch, kept[index + 1], any_type=speaker.nameless)
            officer = self._head(view[first[0] : first[1]]) in self.words.nouns[
                "officers"
            ] and self.words.object_of.search(view[first[0] : first[1]] + " ")
            if person is not None and (speaker.type != "person" or officer or not self._free_person(stretch, first)):
                return person._replace(start=speaker.start if speaker.start >= 0 else person.start)
            joined = self._listed(stretch, kept[index:])
            if joined is not None:
                return joined
        if speaker.names and self._is_report(view[first[0] : first[1]]) and index + 1 < len(kept):
            return speaker._replace(content=stretch.start + kept[index + 1][0])
        return speaker

    def _own_clause(self, stretch: Stretch, pieces: list[tuple[int, int]]) -> Speaker | None:
        """The person of `…, where their lawyer, X, says`, whatever stands before the clause."""
        if len(pieces) < 3:
            return None
        start, end = pieces[-2]
        word = self.words.subordinate.match(
            stretch.view, start + len(stretch.view[start:end]) - len(stretch.view[start:end].lstrip())
        )
        if word is None or len(stretch.view[start:end].split()) > 6:
            return None
        return self._exact_person(stretch, pieces[-1])

    def _before_adverbs(self, view: str, low: int, end: int) -> int:
        """Where the subject ends: before auxiliaries and adverbs."""
        for _ in range(8):
            start = self._adverb(view, low, end)
            if start < 0:
                break
            end = start
        return end

    def _adverb(self, view: str, low: int, end: int) -> int:
        """Where the adverb begins that ends at `end`, -1 if there is none."""
        low = max(low, end - 40)
        words = view[low:end].rstrip()
        stop = low + len(words.removesuffix(","))
        start = max(view.rfind(blank, low, stop) for blank in " ,\n\t\xa0") + 1 or low
        word = view[start:stop].lower()
        if not word:
            return -1
        if word in self.words.second:
            first = max(view.rfind(blank, low, max(low, start - 1)) for blank in " ,\n") + 1 or low
            if view[first:stop].lower() in self.words.adverbs:
                return first
        ending = word.endswith("ly") and 4 <= len(word) <= 22 and word.isalpha() and word not in self.words.in_ly
        return start if ending or word in self.words.adverbs or word in CLITICS else -1

    def _last_piece(
        self,
        stretch: Stretch,
        pieces: list[tuple[int, int]],
        earlier: list[Cue],
        cue: Cue,
        spoken: list[tuple[Cue, Speaker]],
    ) -> Speaker:
        """The subject where no comma parts it from its verb: the last piece, or the name that it describes."""
        view = stretch.view
        start, end = pieces[-1]
        inside = [c for c in earlier if c.start - stretch.start >= start]
        if inside:
            limit = inside[-1].end - stretch.start
            relative = re.compile(r"\b(?:who|which)\s").search(view, start, inside[0].start - stretch.start)
            if relative:
                head = self._read_noun_phrase(stretch, start, relative.start(), cue)
                return head if head.names else self._inherited(spoken)
            joints = [m.end() for m in re.finditer(r"\b(?:and|but|while|or)\s", view[limit:end], re.I)]
            if not joints:
                return NOBODY
            start = limit + joints[-1]
            if not view[start:end].strip():
                return self._inherited(spoken)
        if len(pieces) > 1 and (listed := self._listed(stretch, pieces)) is not None:
            return listed
        if len(pieces) > 1:
            before = pieces[-2]
            name = self._exact_person(stretch, before)
            lower = view[start:end].strip()[:1].islower()
            if (
                name is not None
                and lower
                and not self._opens(view, (start, end))
                and not CONJUNCTION.match(view, start, end)[0].strip(" ,\n")
            ):
                return name
        second = AND_ANOTHER.search(view, start, end)
        if second and len(view[start : second.start()].split()) > 7:
            start = second.start(1)
        return self._read_noun_phrase(stretch, start, end, cue)

    def _listed(self, stretch: Stretch, pieces: list[tuple[int, int]]) -> Speaker | None:
        """`A, B and C said`: names piece by piece, the last joined by `and`."""
        names: list[tuple[int, int, Any]] = []
        for start, end in pieces:
            inside = self._names_in(stretch.start + start, stretch.start + end)
            lead = stretch.view[start : inside[0][0] - stretch.start].split() if inside else ["x"]
            exact = {word.lower() for word in lead} <= {"the", "and", "both"} and not AND_OTHERS.sub(
                "", self._tail(stretch, inside[-1], end)
            )
            gaps = [self.text[one[1] : two[0]].split() for one, two in itertools.pairwise(inside)]
            exact = exact and all({word.lower() for word in gap} <= {"the", "and", "both", "&"} for gap in gaps)
            names = names + inside if exact else []
        last = stretch.view[pieces[-1][0] : pieces[-1][1]]
        if len(names) < 2 or not re.search(r"\band\b", last, re.I):
            return None
        actors = tuple(dict.fromkeys(name.actor for _, _, name in names))
        return Speaker(actors, names[0][0], names[-1][1], names[0][2].type, -1)

    def _inherited(self, spoken: list[tuple[Cue, Speaker]]) -> Speaker:
        return next((speaker._replace(content=-1) for _, speaker in reversed(spoken) if speaker.names), NOBODY)

    def _ends_in_name(self, stretch: Stretch, piece: tuple[int, int]) -> bool:
        """Whether a piece ends in a name that is no object: `In May the Red Cross`."""
        names = self._names_in(stretch.start + piece[0], stretch.start + piece[1])
        return (
            bool(names)
            and not self._tail(stretch, names[-1], piece[1])
            and not self._governed(stretch, stretch.start + piece[0], names[-1][0])
        )

    def _unopened(self, stretch: Stretch, piece: tuple[int, int]) -> tuple[int, int]:
        """`On 4 May 2020 Peter Lund` -> `Peter Lund`; other pieces as they are."""
        if not self._opens(stretch.view, piece) or not self._ends_in_name(stretch, piece):
            return piece
        return self._names_in(stretch.start + piece[0], stretch.start + piece[1])[-1][0] - stretch.start, piece[1]

    def _opens(self, view: str, piece: tuple[int, int]) -> bool:
        word = WORD.search(view, *piece)
        if word is None or QUANTITY.match(view, word.start(), piece[1]):
            return word is None
        if word[0][0].isdigit():
            return bool(YEAR_OR_DAY.match(view, word.start(), piece[1]))
        return word[0].lower() in self.words.openers

    def _names_or_noun(self, stretch: Stretch, piece: tuple[int, int]) -> bool:
        if self._names_in(stretch.start + piece[0], stretch.start + piece[1]):
            return True
        head = self._head(stretch.view[piece[0] : piece[1]])
        return any(head in self.words.nouns[kind] for kind in ("officers", "nameless", "reports")) or any(
            head in nouns for nouns in self.words.anaphors.values()
        )

    def _exact_person(self, stretch: Stretch, piece: tuple[int, int], *, any_type: bool = False) -> Speaker | None:
        """The person whom a piece names and nothing else."""
        start, end = piece[0] + stretch.start, piece[1] + stretch.start
        inside = self._names_in(start, end)
        if len(inside) != 1 or (inside[0][2].type != "person" and not any_type):
            return None
        name = inside[0]
        lead = CONJUNCTION.sub("", stretch.view[piece[0] : name[0] - stretch.start], count=1).strip()
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

    def _governed(self, stretch: Stretch, low: int, start: int) -> bool:
        """Whether the name at `start` is the object of a preposition."""
        low = max(low, start - 120)
        m = self.words.object_of.search(stretch.view[low - stretch.start : start - stretch.start])
        return m is not None and not self._names_in(low + m.start(), start)

    def _head(self, phrase: str) -> str:
        """The last noun before what follows it: `a former guard at the prison` -> guard."""
        phrase = CONJUNCTION.sub("", phrase, count=1)
        m = self.words.postmodifier.search(phrase)
        core = phrase[: m.start()] if m and m.start() else phrase
        found = WORD.findall(core)
        return found[-1].lower().removesuffix("'s").removesuffix("’s") if found else ""

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
        if not names and self.doc._.outlet and not stretch.quoted and self.words.own_outlet.search(phrase):
            start = base + low + (len(phrase) - len(phrase.lstrip(" ,\n")))
            return Speaker(
                (self._actor(self.doc._.outlet),), start, base + low + len(phrase.rstrip(" ,\n")), "media", -1
            )
        if not names:
            return self._without_name(stretch, low, high, cue)
        groups = self._groups(names)
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
        before = stretch.view[max(low, at - 80) : at]
        if TOPIC.search(before):
            return True
        if name[2].type != "state" or not WHERE.search(before):
            return False
        return self._head(before) not in ("authorities", "government", "police", "officials", "prosecutors", "leaders")

    def _groups(self, names: list[tuple[int, int, Any]]) -> list[list[tuple[int, int, Any]]]:
        """Names parted into those joined by `and` or a comma."""
        groups = [[names[0]]]
        for before, name in itertools.pairwise(names):
            gap = self.text[before[1] : name[0]]
            if re.search(r"(?:^|\s)(?:and|&|as well as)\s", gap, re.I) or LIST_GAP.fullmatch(gap):
                groups.append([name])
            else:
                groups[-1].append(name)
        return groups

    def _tail(self, stretch: Stretch, name: tuple[int, int, Any], high: int) -> str:
        return stretch.view[name[1] - stretch.start : high].strip(" ,\n")

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
        if self.words.postmodifier.match(tail) or AND_OTHERS.match(tail):
            return True
        return not tail[:1].isalpha()

    def _without_name(self, stretch: Stretch, low: int, high: int, cue: Cue | None) -> Speaker:
        """A pronoun, `the paper`, `a witness`: whom it stands for."""
        view, base, words = stretch.view, stretch.start, self.words
        phrase = view[low:high]
        start = base + low + (len(phrase) - len(phrase.lstrip(" ,\n")))
        end = base + low + len(phrase.rstrip(" ,\n"))
        found = WORD.findall(phrase)
        head = self._head(phrase)
        if len(found) == 1 and found[0].lower() in FIRST:
            return self._first_person(stretch, found[0].lower(), start, end)
        if len(found) == 1 and (
            found[0].lower() in words.anaphors["he"] | words.anaphors["they"] | words.anaphors["it"]
        ):
            return self._pronoun(stretch, found[0].lower(), start, end)
        definite = DEFINITE.match(phrase.lstrip(" ,\n")) or (found and found[0].lower() in ("his", "her"))
        if definite and not stretch.quoted:
            two = " ".join(found[-2:]).lower()
            for kind in ("media", "body", "office", "experts", "person"):
                if head in words.anaphors[kind] or two in words.anaphors[kind]:
                    known = self._named_so(head, start) if kind != "person" else self._titled(head, start)
                    if not known.names and kind == "office" and " " in (body := self._body(phrase)):
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
                if found[0].lower() in OWN and self.last.names and stretch.block - self.last_block <= 1:
                    return self.last._replace(start=start, end=end, content=-1)
                author = self._author(stretch, start)
                if author.names:
                    return author._replace(start=start, end=end)
                if self.last.names and stretch.block - self.last_block <= 1 and not self.last.nameless:
                    return self.last._replace(start=start, end=end, content=-1)
                return NOBODY
        if (body := self._body(phrase)) and not stretch.quoted:
            return Speaker((body,), start, end, "government", -1)
        if words.some_of.match(phrase):  # the number is theirs too
            return Speaker(UNNAMED, start, end, "", start)
        if head in words.nouns["agentless"] or not head or head in words.openers:
            return NOBODY
        if any(head in words.nouns[kind] for kind in ("nameless", "officers")) or any(
            head in words.anaphors[kind] for kind in ("person", "media", "body", "office", "experts")
        ):
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

    def _first_person(self, stretch: Stretch, word: str, start: int, end: int) -> Speaker:
        """Outside quotation marks `we` is the body that publishes the text, `I` its author."""
        if stretch.quoted:
            return NOBODY
        actor = self.doc._.outlet if word == "we" else self.doc._.author
        if not actor:
            return NOBODY
        return Speaker((self._actor(actor),), start, end, "other", -1)

    def _actor(self, written: str) -> str:
        """The actor so called, with or without an article; as written where the text names none."""
        actors = {name.actor.removeprefix("The ").lower(): name.actor for _, _, name in self.names}
        return actors.get(written.removeprefix("The ").lower(), written)

    def _body(self, phrase: str) -> str:
        """The body that a noun phrase names without a capital: `the interior ministry`, `police`; "" if none."""
        phrase = CONJUNCTION.sub("", phrase, count=1).strip(" ,\n")
        m = self.words.postmodifier.search(phrase)
        core = phrase[: m.start()] if m and m.start() else phrase
        words = DETERMINER.sub("", core, count=1).split()
        if not words or len(words) > 5 or words[-1].lower() not in self.words.bodies:
            return ""
        alone = len(words) == 1
        if alone and words[0].lower() not in self.words.nouns["alone"]:
            return ""
        if any(not word.replace("-", "").isalpha() for word in words) or words[0].lower() in OTHERS:
            return ""
        return " ".join(words).lower()

    def _pronoun(self, stretch: Stretch, word: str, start: int, end: int) -> Speaker:
        if stretch.quoted:
            return Speaker(UNNAMED, start, end, "", -1)
        if word in self.words.anaphors["they"]:
            if self.last.names and stretch.block - self.last_block <= 1:
                return self.last._replace(start=start, end=end, content=-1)
            known = NOBODY
        elif word in self.words.anaphors["it"]:
            if self.last.names and self.last.type in PUBLIC and stretch.block - self.last_block <= 1:
                return self.last._replace(start=start, end=end, content=-1)
            known = self._known(stretch, "body", start)
            return known._replace(start=start, end=end) if known.names else NOBODY
        else:
            known = self._person_before(stretch, word, start)
        return known._replace(start=start, end=end) if known.names else Speaker(UNNAMED, start, end, "", -1)

    def _window(self, stretch: Stretch, position: int, *, back: int = 1) -> int:
        """Where the paragraph so many before begins, not farther than one looks back."""
        floor = self.blocks[max(0, stretch.block - back)][0] if self.blocks else 0
        return max(floor, position - REACH)

    def _titled(self, head: str, position: int) -> Speaker:
        """The person last given this title: `Peru’s leader Ana Costa`, `Ana Costa, the leader of`."""
        index = bisect_left(self.name_starts, position)
        for start, end, name in reversed(self.names[max(0, index - 60) : index]):
            if position - start > 2 * REACH:
                break
            if name.type != "person" or self._quote_at(start) >= 0:
                continue
            before = self.text[max(0, start - 40) : start].lower()
            behind = re.match(r",\s+[^,.;\n]{0,40}", self.text[end : end + 44])
            if before.rstrip(" ,").endswith(head) or (behind and head in behind[0].lower().split()):
                return Speaker((name.actor,), start, end, "person", -1)
        return NOBODY

    def _names_before(self, position: int) -> Iterator[tuple[int, int, Any]]:
        """The names before a position, nearest first."""
        for index in range(bisect_left(self.name_starts, position) - 1, -1, -1):
            yield self.names[index]

    def _named_so(self, head: str, position: int) -> Speaker:
        """The name written with this noun before: `the experts` are the `United Nations experts`."""
        index = bisect_left(self.name_starts, position)
        for start, end, name in reversed(self.names[max(0, index - 60) : index]):
            if position - start > 2 * REACH:
                break
            if name.type != "person" and re.search(
                rf"\b{re.escape(head)}\b", self.text[start : end + len(head) + 1], re.I
            ):
                return Speaker((name.actor,), start, end, name.type, -1)
        return NOBODY

    def _known(self, stretch: Stretch, kind: str, position: int) -> Speaker:
        """The actor of this kind last named, here or in the paragraph before."""
        if kind == "person":
            return self._person_before(stretch, "", position)
        floor = self._window(stretch, position)
        fallback = NOBODY
        types = KINDS[kind]
        for start, end, name in self._names_before(position):
            if start < floor:
                break
            if name.type == types[0]:
                return Speaker((name.actor,), start, end, name.type, -1)
            if name.type in types and not fallback.names:
                fallback = Speaker((name.actor,), start, end, name.type, -1)
        return fallback

    def _person_before(self, stretch: Stretch, word: str, position: int) -> Speaker:
        """Who `he` is: who spoke last, else the first person of the nearest sentence that names one."""
        floor = self._window(stretch, position, back=6 if word else 1)
        here = self._persons_in(max(floor, stretch.start), position)
        if word and here and self.text.startswith(":", here[-1][1]) and self._may_be(word, here[-1][0]):
            return Speaker(
                (here[-1][2].actor,), here[-1][0], here[-1][1], "person", -1
            )  # "the word of X: it is, he said,"
        for at, speaker in reversed(self.spoken):
            if at < floor or speaker.type in PUBLIC:
                break
            later = [name for name in self._persons_in(at, position) if self._starts_sentence(name[0])]
            if speaker.nameless and not later:
                return Speaker(UNNAMED, -1, -1, "", -1)
            if speaker.type == "person" and not later and self._may_be(word, speaker.start):
                return speaker._replace(content=-1)
            break
        if here and self._may_be(word, here[0][0]):
            return Speaker((here[0][2].actor,), here[0][0], here[0][1], "person", -1)
        best = NOBODY
        for start, end, name in self._names_before(position):
            if start < floor:
                break
            if name.type != "person" or self._quote_at(start) >= 0 or not self._may_be(word, start):
                continue
            candidate = Speaker((name.actor,), start, end, "person", -1)
            if self._starts_sentence(start):
                return candidate
            best = best if best.names else candidate
        return best

    def _persons_in(self, start: int, end: int) -> list[tuple[int, int, Any]]:
        """The persons whom the text names there, not those whom somebody quoted names."""
        names = self._names_in(start, end)
        return [name for name in names if name[2].type == "person" and self._quote_at(name[0]) < 0]

    def _starts_sentence(self, position: int) -> bool:
        """Whether only titles stand between the start of the sentence and the name."""
        before = re.split(r"[.!?\n,]\s", self.text[max(0, position - 60) : position])[-1]
        return len(before.split()) <= 5 and not any(word[0].islower() and word not in LEADS for word in before.split())

    def _may_be(self, word: str, start: int) -> bool:
        """Whether the title before a name allows `he` or `she`."""
        title = self.text[max(0, start - 12) : start].rstrip().split(" ")[-1].strip(".").lower()
        if word == "he":
            return title not in ("mrs", "ms", "miss", "lady", "baroness", "dame", "queen", "sister")
        if word == "she":
            return title not in ("mr", "lord", "sir", "father", "king", "brother")
        return True

    def _antecedent(self, stretch: Stretch, at: int, word: str, spoken: list[tuple[Cue, Speaker]]) -> Speaker:
        """Whom `who` or `which` stands for."""
        base = stretch.start
        pieces = _pieces(stretch.view, max((m.end() for m in HARD.finditer(stretch.view, 0, at)), default=0), at)
        for start, end in reversed(pieces[-3:]):
            names = [
                name
                for name in self._names_in(base + start, base + end)
                if (name[2].type == "person") == (word == "who")
            ]
            if names and not self._tail(stretch, names[-1], end):
                return Speaker((names[-1][2].actor,), names[-1][0], names[-1][1], names[-1][2].type, -1)
            phrase = stretch.view[start:end].strip(" ,\n")
            if not re.match(r"(?:a|an|the|one|another|\w+-\w+)\b", phrase, re.I):
                break
        if word == "who":
            return Speaker(UNNAMED, base + at, base + at + 3, RELATED, -1)
        names = [name for name in self._names_in(base, base + at) if name[2].type in PUBLIC]
        return (
            Speaker((names[-1][2].actor,), names[-1][0], names[-1][1], names[-1][2].type, -1)
            if names and names[-1][2].type == "media"
            else NOBODY
        )

    def _participle_subject(
        self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]], loose: bool
    ) -> Speaker:
        """Of `…, saying`: who spoke before in the sentence, else its subject."""
        before = stretch.view[: cue.start - stretch.start].rstrip()
        if not before or _last_word(before) in self.words.no_subject:
            return NOBODY
        if re.search(r"\bas$", before, re.I):
            return self._quoted_as(stretch, len(before) - 2, cue)
        writing = None if loose else re.compile(r"[^,;:]{0,80}\b(\w+)\s+(?:by|from)\s+([^,;:]+)$").search(before)
        if writing and writing[1].lower() in self.words.nouns["reports"]:
            return self._read_noun_phrase(stretch, writing.start(2), writing.end(2), cue)._replace(type=RELATED)
        inherited = self._inherited(spoken)
        return inherited if inherited.names else self._main_subject(stretch, cue.start - stretch.start)

    def _quoted_as(self, stretch: Stretch, at: int, cue: Cue) -> Speaker:
        """`The Star quoted X as saying`, `X was quoted by the Star as saying`: X."""
        verb = next(reversed(list(AS_QUOTED.finditer(stretch.view, max(0, at - 200), at))), None)
        if verb is None:
            return NOBODY
        if not PASSIVE.search(stretch.view[max(0, verb.start() - 60) : verb.start()]):
            return self._read_noun_phrase(stretch, verb.end(), at, cue)
        end = self._before_adverbs(stretch.view, 0, verb.start())
        pieces = _pieces(stretch.view, 0, end)
        return self._last_piece(stretch, pieces, [], cue, []) if pieces else NOBODY

    def _main_subject(self, stretch: Stretch, limit: int) -> Speaker:
        """The subject of the sentence: what stands first in its first piece that is no adjunct."""
        pieces = [piece for piece in _pieces(stretch.view, 0, limit) if not self._opens(stretch.view, piece)]
        if not pieces:
            return NOBODY
        start, end = pieces[0]
        names = self._names_in(stretch.start + start, stretch.start + end)
        if names and len(stretch.view[start : names[0][0] - stretch.start].split()) <= 5:
            last = names[0]
            for name in names[1:]:
                if self.text[last[1] : name[0]].strip(" '’s"):
                    break
                last = name
            speaker = self._read_noun_phrase(stretch, start, last[1] - stretch.start, None)
            if speaker.names and len(pieces) > 1 and speaker.type != "person":
                person = self._exact_person(stretch, pieces[1])
                return person or speaker
            return speaker
        m = re.compile(r"\s*(?:(?:the|this|a|an|another|one)\s+)?(?:[\w-]+\s+){0,2}?([\w-]+)\s", re.I).match(
            stretch.view, start, end
        )
        if m is None:
            return NOBODY
        for word in WORD.finditer(stretch.view, start, min(end, start + 60)):
            head = word[0].lower()
            if head in self.words.anaphors["he"] | self.words.anaphors["they"] or any(
                head in nouns
                for nouns in (self.words.nouns["officers"], self.words.nouns["nameless"], *self.words.anaphors.values())
            ):
                return self._without_name(stretch, start, word.end(), None)
        return NOBODY

    # -- other constructions

    def _according(self, stretch: Stretch, cue: Cue) -> tuple[Speaker, str, tuple[int, int] | None]:
        view, base = stretch.view, stretch.start
        after = cue.end - base
        hard = HARD.search(view, after)
        stop = hard.start() if hard else len(view)
        pieces = _pieces(view, after, stop)
        if not pieces:
            return NOBODY, "", None
        end = pieces[0][1]
        if (number := self.words.quantity.search(view, after, end)) and WORD.search(view, after, number.start()):
            end = number.start()  # "According to the health department 78 people"
            pieces = pieces[:1]
        for piece in pieces[1:]:  # a list of names goes on over commas
            names = self._names_in(base + piece[0], base + piece[1])
            lead = view[piece[0] : names[0][0] - base].strip(" ,\n").lower() if names else ""
            tail = view[names[-1][1] - base : piece[1]].strip(" ,\n") if names else "x"
            if not names or lead not in ("", "the", "and", "and the", "both") or tail:
                break
            end = piece[1]
        leading = not WORD.search(view, 0, cue.start - base) or self._adjunct_only(view[: cue.start - base])
        speaker = self._read_noun_phrase(stretch, after, end, None)
        if (
            not speaker.names
            and (m := WORD.search(view, after, end)) is not None
            and self._head(view[after:end]) not in self.words.nouns["agentless"]
        ):
            speaker = Speaker(UNNAMED, base + m.start(), base + len(view[:end].rstrip(" ,.\n")), "", -1)
        if not speaker.names:
            return NOBODY, "", None
        heard = self._interviewed(stretch, after, end) if speaker.nameless else None
        if heard is not None:
            speaker = heard
        if leading:
            return speaker, "according to", (base + end, stretch.end)
        if which := AFTER_WHICH.search(view, 0, cue.start - base):
            return speaker, "according to", (base + which.start(1), stretch.end)
        last = not WORD.search(view, end)
        return speaker, "according to", (stretch.start, cue.start if last else stretch.end)

    def _adjunct_only(self, before: str) -> bool:
        pieces = _pieces(before, 0, len(before))
        return (
            all(self._opens(before, piece) for piece in pieces)
            and len(before.split()) <= 8
            and before.rstrip().endswith((",", "But", "And", "but", "and"))
        )

    def _interviewed(self, stretch: Stretch, low: int, high: int) -> Speaker | None:
        """`escapees interviewed by the Herald and the Star`: the outlets that heard people without a name."""
        names = [name for name in self._names_in(stretch.start + low, stretch.start + high) if name[2].type == "media"]
        if not names:
            return None
        actors = tuple(dict.fromkeys(name.actor for _, _, name in names))
        return Speaker(actors, names[0][0], names[-1][1], "media", -1)

    def _citing(
        self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`X, citing Y, reported …`: Y where named; else X, and Y is kept for the verb of X."""
        view, base = stretch.view, stretch.start
        after = cue.end - base
        hard = HARD.search(view, after)
        pieces = _pieces(view, after, hard.start() if hard else len(view))
        if not pieces:
            return NOBODY, "", None
        end = pieces[0][1]
        cited = self._read_noun_phrase(stretch, after, end, None)
        speaker = self._inherited(spoken)
        if not speaker.names:
            speaker = self._main_subject(stretch, cue.start - base)
        if not speaker.names:
            opening = not WORD.search(view, 0, cue.start - base)
            speaker = (
                self._main_subject(stretch._replace(view=" " * end + view[end:]), len(view)) if opening else NOBODY
            )
        words = " ".join(view[after:end].split()).strip(" ,.")
        if cited.names and not cited.nameless:
            self._credit(
                stretch.start,
                stretch.end,
                cited.names,
                (cited.start, cited.end),
                (cue.start, cue.end),
                "cited",
                "citing",
                tuple(name for name in speaker.names if name not in cited.names),
            )
        elif speaker.names:
            self._credit(
                stretch.start,
                stretch.end,
                speaker.names,
                (speaker.start, speaker.end),
                (cue.start, cue.end),
                "indirect",
                "citing",
                (words,),
            )
        return speaker._replace(start=-1, end=-1) if speaker.names else NOBODY, "citing", None

    def _passive(self, stretch: Stretch, cue: Cue) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`N were reported by X to have died`; without `by`, nobody says it."""
        view, base = stretch.view, stretch.start
        after = cue.end - base
        by = BY.match(view, after, min(len(view), after + 90))
        if (
            by is None
            or (cue.verb in self.words.bound and not self._writing(view, cue.start - base))
            or HARD.search(view[after : by.end()])
        ):
            return NOBODY, "", None
        hard = HARD.search(view, by.end())
        pieces = _pieces(view, by.end(), hard.start() if hard else len(view))
        if not pieces:
            return NOBODY, "", None
        start, end = pieces[0]
        cut = re.compile(r"\s(?:as|that|to|who|which|during|after|when|while)\s").search(view, start, end)
        end = cut.start() if cut else end
        speaker = self._read_noun_phrase(stretch, start, end, None)
        if (
            not speaker.names
            and self._head(view[start:end]) not in self.words.nouns["agentless"]
            and cue.strength in ("assert", "claim")
        ):
            speaker = Speaker(UNNAMED, base + start, base + end, "", -1)
        return speaker, "passive by", (stretch.start, stretch.end)

    def _report_by(self, stretch: Stretch, cue: Cue) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`reports by X that …`, `comments from X regarding …`."""
        view, after = stretch.view, cue.end - stretch.start
        m = re.compile(
            r"\s+(?:by|from)\s+([^,;:.()]{2,80}?)\s"
            r"(?:that|regarding|about|concerning|saying|suggesting|indicating|alleging|describing|detailing)\s"
        ).match(view, after)
        if m is None:
            return NOBODY, "", None
        return (
            self._read_noun_phrase(stretch, m.start(1), m.end(1), None),
            "report by",
            (stretch.start + m.end(1), stretch.end),
        )

    def _confided(self, stretch: Stretch, cue: Cue, number: int) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`Three men shared their story with X`: credited to X, the three too."""
        heard = self._medium(stretch, cue)
        if heard is None:
            return NOBODY, "", None
        speaker = self._subject(stretch, cue, number, [])
        if speaker.names and not speaker.nameless:
            return speaker, "told medium", None
        return heard, "told medium", (stretch.start, stretch.end)

    def _medium(self, stretch: Stretch, cue: Cue) -> Speaker | None:
        """The outlet that something is told to."""
        low, view = cue.end - stretch.start, stretch.view
        if cue.verb not in ("tell", "describe", "recount", "relate", "confirm") and cue.strength != "confide":
            return None
        hard = re.compile(r"[,;:.()“”\"]|\bthat\b").search(view, low)
        names = self._names_in(cue.end, stretch.start + (hard.start() if hard else len(view)))
        media = [name for name in names if name[2].type == "media"]
        if not media or media[0][0] - cue.end > 80:
            return None
        if cue.verb != "tell" and not re.search(
            r"\b(?:to|with)\s", view[cue.start - stretch.start : media[0][0] - stretch.start]
        ):
            return None
        last = 0
        while last + 1 < len(media) and re.fullmatch(
            r",?\s(?:and|or)\s(?:the\s)?", self.text[media[last][1] : media[last + 1][0]], re.I
        ):
            last += 1
        actors = tuple(dict.fromkeys(name.actor for _, _, name in media[: last + 1]))
        return Speaker(actors, media[0][0], media[last][1], "media", -1)

    def _inverted(self, stretch: Stretch, cue: Cue) -> tuple[Speaker, bool] | None:
        """`…, said X.`: the speaker after the verb, and whether the stretch ends with them."""
        view, base = stretch.view, stretch.start
        at, after = cue.start - base, cue.end - base
        before = view[:at].rstrip()
        marked = before.endswith(tuple(MARKS + "’'?!")) and BLANK in before[-4:]
        if not marked and not before.endswith((",", "”", "“")):
            return None
        if cue.form in self.words.nounlike and cue.verb != "say" and self._name_at(cue.end + 1) is None:
            return None
        if cue.verb in TRANSITIVE or (not marked and self._describes(stretch, at)):
            return None
        stop = re.compile(rf"[,;:!?{MARKS}{BLANK}]|\.(?=\s*$)|(?<=[a-z\)]{{3}})\.(?=\s)").search(view, after)
        end = stop.start() if stop else len(view)
        phrase = view[after:end]
        if not phrase.strip() or len(phrase) > 200 or re.match(r"\s*(?:that|on|in|at|to)\b", phrase, re.I):
            return None
        names = self._names_in(base + after, base + end)
        lead = view[after : names[0][0] - base] if names else phrase
        if len(lead.split()) > (8 if names else 5):
            return None
        if (
            not marked
            and names
            and self._tail(stretch, names[-1], end)
            and not self._postmodified(self._tail(stretch, names[-1], end))
            and self._head(self._tail(stretch, names[-1], end)) not in self.words.nouns["officers"]
        ):
            return None
        if (
            not marked
            and not names
            and self._head(phrase)
            not in self.words.nouns["nameless"]
            | self.words.nouns["officers"]
            | frozenset().union(
                *(self.words.anaphors[kind] for kind in ("person", "media", "body", "office", "experts"))
            )
        ):
            return None
        speaker = self._read_noun_phrase(stretch, after, end, cue)
        if not speaker.names:
            return None
        if stop and stop.group() == "," and speaker.type != "person":
            rest = _pieces(view, end, min(len(view), end + 80))
            person = self._exact_person(stretch, rest[0]) if rest else None
            speaker = person or speaker
        return speaker, not WORD.search(view, end) or BLANK in view[end:]

    def _describes(self, stretch: Stretch, at: int) -> bool:
        """Whether the comma before a verb closes what describes a name: `X, a nurse, said`."""
        hard = max((m.end() for m in HARD.finditer(stretch.view, max(0, at - 300), at)), default=max(0, at - 300))
        pieces = _pieces(stretch.view, hard, at)[-3:]
        return any(
            self._exact_person(stretch, piece) is not None or self._ends_in_name(stretch, piece) for piece in pieces
        )

    def _left_start(self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]]) -> int:
        """Where the words before a cue begin that it may credit."""
        semicolon = stretch.view.rfind(";", 0, cue.start - stretch.start)
        return stretch.start + semicolon + 1

    def _postposed(self, stretch: Stretch, cue: Cue, speaker: Speaker) -> bool:
        """Whether the verb comes after what it credits: `40 died, the ministry said on Monday.`"""
        view = stretch.view
        left = view[: max(0, speaker.start - stretch.start)]
        if not WORD.search(left) and BLANK not in left:
            return False
        rest = re.compile(rf"[^,.;:{MARKS}{BLANK}]*").match(view, cue.end - stretch.start)
        following = view[rest.end() : rest.end() + 1]
        if following in (":", BLANK) or (following and following in MARKS and not re.search(rf"[{MARKS}]\W*$", left)):
            return False
        if re.search(rf"[,?!.]?[{MARKS}’']\s*(?:the\s+)?$", left) and BLANK in left[-12:]:
            return not re.match(r"\s+that\b", rest[0])
        if not left.rstrip().endswith(","):
            return False
        tail = rest[0].strip().lower()
        if self._adjunct_only(left):
            return False
        if not tail:
            return following != "," or len(_pieces(view, rest.end() + 1, len(view))) >= 1
        if re.search(r"\bthat\b", tail):
            return False
        first = tail.split()[0]
        return first in self.words.openers or first in ("reporters", "journalists") or cue.verb == "tell"

    def _carried(
        self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`Reportedly, …` and `were also reportedly …` go on with who was credited before."""
        opening = not WORD.search(stretch.view, 0, cue.start - stretch.start)
        if stretch.quoted or spoken or (not opening and not cue.form.startswith("also")):
            return NOBODY, "", None
        if not self.last.names or stretch.block - self.last_block > 1:
            return NOBODY, "", None
        speaker = self.last._replace(start=-1, end=-1, content=-1)
        return speaker, "carried over", (stretch.start, stretch.end)

    def _colon(
        self, stretch: Stretch, cue: Cue, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, str, tuple[int, int] | None]:
        """`Amnesty: 40 held` credits what follows the colon, `40 held: Amnesty` what stands before it."""
        nobody = (NOBODY, "", None)
        base, at = stretch.start, cue.start - stretch.start
        if any(speaker.names for _, speaker in spoken):
            return nobody
        names = self._names_in(cue.end, cue.end + 200)
        if names and names[0][0] == cue.start + 2:
            speaker = self._read_noun_phrase(stretch, at + 1, names[0][1] - base, None)
            return speaker, "colon", (base, cue.start)
        names = self._names_in(base, cue.start)
        if (
            not names
            or len(stretch.view[: names[0][0] - base].split()) > 3
            or stretch.view[names[-1][1] - base : at].strip()
        ):
            return nobody
        return self._read_noun_phrase(stretch, 0, at, None), "colon", (cue.end, stretch.end)

    # -- quotations and reports

    def _read_quotes(self, stretch: Stretch, spoken: list[tuple[Cue, Speaker]]) -> None:
        """Each quotation of the stretch goes to the cue that governs it, or on from the one before."""
        for start, end in stretch.quotes:
            speaker, cue, rule = self._who_is_quoted(stretch, start, end, spoken)
            if speaker.names:
                where = (cue.start, cue.end) if cue else (-1, -1)
                self._credit(start, end, speaker.names, (speaker.start, speaker.end), where, "direct", rule)
                self.open = (stretch.block, speaker, cue)
                if rule == "continued quotation":
                    self._remember(stretch, start, speaker)

    def _who_is_quoted(
        self, stretch: Stretch, start: int, end: int, spoken: list[tuple[Cue, Speaker]]
    ) -> tuple[Speaker, Cue | None, str]:
        nobody = (NOBODY, None, "")
        spoken = [(cue, who) for cue, who in spoken if who.names or cue.form not in self.words.nounlike]
        left = [(cue, speaker) for cue, speaker in spoken if cue.start < start and cue.strength != "according"]
        main = [pair for pair in left if pair[1].type != RELATED]
        left = main if main and main[-1][1].names else left
        right = [(cue, speaker) for cue, speaker in spoken if cue.start >= end]
        if right:
            cue, speaker = right[0]
            between = stretch.view[end - stretch.start : cue.start - stretch.start]
            ends = self.text[end - 1 : end] in tuple(",?!") or not left
            if (
                ends
                and speaker.names
                and (
                    len(between.split()) <= 25
                    and (
                        speaker.start >= cue.end
                        or not WORD.search(stretch.view, end - stretch.start, max(end, speaker.start) - stretch.start)
                    )
                )
            ):
                return speaker, cue, "quotation before cue"
        if left:
            cue, speaker = left[-1]
            if not speaker.names:
                return nobody
            return speaker, cue, "quotation after cue"
        before = stretch.view[: start - stretch.start].rstrip(MARKS + "‘’' \n")
        if before.rstrip().endswith((":", ",")) and len(self.text[start:end].split()) > 3:
            speaker = self._main_subject(stretch, len(before))
            if speaker.names:
                self._remember(stretch, start, speaker)
                return speaker, None, "quotation after subject"
        if right and right[0][1].names and not WORD.search(before):
            return right[0][1], right[0][0], "quotation before cue"
        alone = not WORD.search(stretch.view, end - stretch.start)
        if WORD.search(before) or (not alone and end - start < 30 and len(self.text[start:end].split()) <= 3):
            return nobody
        block, speaker, cue = self.open
        if speaker.names and stretch.block - block <= 1 and self.last.names == speaker.names:
            return speaker, cue, "continued quotation"
        if self.last.names and stretch.block - self.last_block <= 1:
            return self.last, None, "continued quotation"
        return nobody

    def _author(self, stretch: Stretch, position: int) -> Speaker:
        """Whose report was last spoken of, here or in the paragraph before."""
        floor = max(self._window(stretch, position), position - REACH // 2)
        for m in reversed(list(REPORT.finditer(self.text, floor, position))):
            by = AUTHORED.match(self.text, m.end(), position)
            end = by.end() + 80 if by else m.end()
            names = (
                [name for name in self._names_in(by.end(), min(end, position)) if name[2].type != "state"] if by else []
            )
            if not names:
                names = [
                    name
                    for name in self._names_in(max(floor, m.start() - 150), m.start())
                    if name[2].type in PUBLIC | {"person"}
                ]
                names = [
                    name
                    for name in names
                    if not re.search(r"[.!?]\s", self.text[name[1] : m.start()]) and name[2].type != "state"
                ][-1:]
            if names:
                start, end, name = names[0]
                return Speaker((name.actor,), start, end, name.type, -1)
        return NOBODY


def _last_word(text: str) -> str:
    """The last word in lower case, whatever blanks and commas follow; "" where it is no word.

    >>> _last_word("Later, the head of the Fishers’ Union, "), _last_word("He said: “")
    ('union', '')
    """
    word = text[-60:].rstrip(" ,\n\t\xa0")
    at = len(word)
    while at and (word[at - 1].isalnum() or word[at - 1] in "’'.-_"):
        at -= 1
    return word[at:].lower()


def _outermost(quotes: Iterable[tuple[int, int, Any]]) -> Iterator[tuple[int, int, Any]]:
    last = -1
    for start, end, quote in sorted(quotes, key=lambda row: (row[0], -row[1])):
        if end > last and start >= last:
            yield start, end, quote
            last = end


def _divided(stretch: Stretch) -> Iterator[Stretch]:
    """The stretch, in parts where it holds more cues than a sentence does: rubbish is read in linear time too."""
    if len(stretch.cues) + len(stretch.quotes) <= MANY:
        yield stretch._replace(view=_plain(stretch.view, [cue.start - stretch.start for cue in stretch.cues]))
        return
    cues, quotes = [cue.start for cue in stretch.cues], [start for start, _ in stretch.quotes]
    edges = [stretch.start, *sorted([*cues, *quotes])[MANY::MANY], stretch.end]
    for low, high in itertools.pairwise(edges):
        own = stretch.cues[bisect_left(cues, low) : bisect_left(cues, high)]
        view = _plain(stretch.view[low - stretch.start : high - stretch.start], [cue.start - low for cue in own])
        within = stretch.quotes[bisect_left(quotes, low) : bisect_left(quotes, high)]
        yield stretch._replace(start=low, end=high, view=view, cues=own, quotes=within)


def _plain(view: str, cues: list[int]) -> str:
    """The stretch with short parentheses and spaced dashes out of the way, all else where it was."""

    def blank(m: re.Match) -> str:
        if any(m.start() <= cue < m.end() for cue in cues):
            return m[0]
        return " " * len(m[0])

    if "(" in view or "[" in view:
        view = PARENTHESIS.sub(blank, view)
    if "–" in view or "—" in view or " - " in view:
        view = DASH.sub(",", view)
    return view


def _pieces(view: str, low: int, high: int) -> list[tuple[int, int]]:
    """Start and end of what stands between commas, empty ones left out."""
    edges = [low, *(m.end() for m in COMMA.finditer(view, low, high)), high + 1]
    return [(start, end - 1) for start, end in itertools.pairwise(edges) if view[start : end - 1].strip()]


def _only_quoted(stretch: Stretch, start: int, end: int, clause: tuple[int, int] = (0, 0)) -> bool:
    """Whether a credited stretch holds little besides quoted words, which are credited by themselves."""
    view = stretch.view[start - stretch.start : end - stretch.start]
    if BLANK not in view:
        return False
    low, high = (min(clause) - start, max(clause) - start)
    if high > low:
        stop = re.compile(r"[,.;:“”\"¤]|$").search(view, max(0, high))
        view = view[: max(0, low)] + view[stop.start() :]
    return sum(1 for _ in WORD.finditer(view)) < 3


def _closing(rest: str) -> bool:
    """Whether nothing credited follows the verb: an end, a date, a quotation of its own.

    >>> _closing(" on Monday."), _closing(", and two were beaten.")
    (True, False)
    """
    if rest.startswith(",") and not re.match(rf",\W*{BLANK}", rest):
        return False
    return len(_pieces(rest, 0, len(rest))) <= 1


def _chained(found: list[Found], text: str) -> list[Found]:
    """Somebody without a name inside what a named speaker says: the speaker is credited, the other goes to `via`."""
    result: list[Found] = []
    around: list[Found] = []
    for row in sorted(found, key=lambda row: (row.start, -row.end)):
        credit = row.attribution
        around = [outer for outer in around if outer.end > row.start]
        if credit.speakers == UNNAMED and credit.cue_start >= 0:
            outer = [
                o
                for o in around
                if o.end >= row.end
                and o.start <= credit.cue_start < o.end
                and o.attribution.cue_start != credit.cue_start
            ]
            if outer:
                speaker = min(outer, key=lambda o: o.end - o.start).attribution
                cited = " ".join(text[credit.speaker_start : credit.speaker_end].split()) or "unnamed"
                credit = credit._replace(speakers=speaker.speakers, via=(cited, *speaker.via))
        row = row._replace(attribution=credit)
        if credit.speakers != UNNAMED:
            around.append(row)
        result.append(row)
    return result
