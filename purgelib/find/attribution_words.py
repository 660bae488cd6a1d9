"""The words of lexicons/attribution.toml, ready for use."""

import re
from typing import NamedTuple

from purgelib.find.stretches import word_ids
from purgelib.find.word_tables import any_of

UNNAMED = ("unnamed",)
CLITICS = ("'s", "'ve", "'d", "’s", "’ve", "’d")
RELATED = "who"  # the type of `a man who said`, who speaks only by the way


class Words(NamedTuple):
    """The lexicon, ready for use."""

    cues: dict[str, tuple[tuple[str, str, str, str], ...]]  # first word -> (further words, form, strength, bare verb)
    ids: frozenset[int]  # of the first words
    participles: frozenset[str]
    nounlike: frozenset[str]  # forms that may be nouns: "reports"
    nouns: dict[str, frozenset[str]]
    anaphors: dict[str, frozenset[str]]
    pronouns: frozenset[str]  # that stand for somebody who speaks
    unnamed: frozenset[str]  # nouns that show somebody to speak without a name: "officials", "paper"
    speakers: frozenset[str]  # all words that may stand for somebody who speaks
    known: frozenset[str]  # all nouns and anaphors
    openers: frozenset[str]
    bound: frozenset[str]
    transitive: frozenset[str]
    first_person: frozenset[str]
    own: frozenset[str]
    unspecific: frozenset[str]
    leads: frozenset[str]
    no_subject: frozenset[str]  # a verb does not follow them
    bodies: frozenset[str]  # words that name a body by themselves: "police", "interior ministry"
    own_outlet: re.Pattern
    some_of: re.Pattern
    numbered: re.Pattern
    quantity: re.Pattern
    subordinate: re.Pattern
    adverbs: frozenset[str]
    adverb_ends: frozenset[str]  # their last words
    in_ly: frozenset[str]  # nouns
    object_of: re.Pattern
    postmodifier: re.Pattern


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
    cues: dict[str, list[tuple[str, str, str, str]]] = {}
    for form, (strength, verb) in forms.items():
        first, _, rest = form.partition(" ")
        cues.setdefault(first, []).append((rest, form.strip(), strength, verb))
    ordered = {first: tuple(sorted(rests, key=lambda rest: -len(rest[0]))) for first, rests in cues.items()}
    nouns, anaphors = (
        {name: frozenset(word.lower() for word in entries) for name, entries in table.items()}
        for table in (nouns, anaphors)
    )
    people = nouns["officers"] | nouns["nameless"]
    prepositions, quantities = any_of(grammar["prepositions"]), any_of(grammar["quantities"])
    adverbs = [*CLITICS, *(adverb.lower() for adverb in grammar["adverbs"])]
    modifier = rf"(?:(?:{any_of(grammar['modifiers'])})\s)?"
    return Words(
        cues=ordered,
        ids=word_ids(ordered),
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
        nouns=nouns,
        anaphors=anaphors,
        pronouns=anaphors["he"] | anaphors["they"] | anaphors["it"],
        unnamed=people.union(*(anaphors[kind] for kind in ("person", "media", "body", "office", "experts"))),
        speakers=people.union(*anaphors.values()),
        known=frozenset().union(*nouns.values(), *anaphors.values()),
        openers=frozenset(word.lower() for word in grammar["openers"]),
        bound=frozenset(inflected(verb)[0] for verb in grammar["bound"]),
        no_subject=frozenset(grammar["no_subject"]),
        transitive=frozenset(grammar["transitive"]),
        first_person=frozenset(grammar["first_person"]),
        own=frozenset(grammar["own"]),
        unspecific=frozenset(grammar["unspecific"]),
        leads=frozenset(grammar["leads"]),
        bodies=frozenset(word.lower() for word in grammar["bodies"]),
        own_outlet=re.compile(rf"\b(?:{any_of(grammar['own_outlet'])})\b", re.I),
        some_of=re.compile(
            rf"[\s,]*(?:of\b[^,]{{2,40}},\s+)?(?:\d+|{quantities}|(?:{quantities})-(?:{quantities}))\s+of\s"
            r"(?:them|those|the|these|its|his|her|their)\b",
            re.I,
        ),
        numbered=re.compile(rf"\s+(?:the names of\s+)?{modifier}(?:\d|(?:{quantities})\b)", re.I),
        quantity=re.compile(rf"\s(?={modifier}(?:\d|(?:{quantities})\b))", re.I),
        subordinate=re.compile(rf"\b(?:{any_of(word.lower() for word in grammar['subordinators'])})\b", re.I),
        adverbs=frozenset(adverbs),
        adverb_ends=frozenset(adverb.split()[-1] for adverb in adverbs),
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
