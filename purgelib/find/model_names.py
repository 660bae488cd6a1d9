"""Names that a spaCy pipeline of the user's own finds where the rules found none: added, never replacing.

The rules need no model. Who has installed a pipeline that marks entities may name it, and what it marks is added with
its name as the rule, so that a reader can tell the two apart.
"""

import re
from itertools import accumulate

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from purgelib.find.characters import starts_of, text_of
from purgelib.find.name_words import Words
from purgelib.find.names import Name

# What pipelines call the kinds of actors. GPE is any place and NORP any people: of these only what the lists know as
# a state or a party is an actor.
TYPES = {"PERSON": "person", "PER": "person", "ORG": "ngo", "GPE": "state", "NORP": "party"}
LEADS = re.compile(r"(?:the|The|a|A|an|An)\s+")
TRAILS = re.compile(r"(?:['’]s?|\s)+\Z")


def add_model_names(doc: Doc, words: Words, ents: Doc, *, pipeline: str) -> list[tuple[Span, Name]]:
    """The names of `doc._.names` and those that `ents`, a Doc of another pipeline over the same text, adds to them.

    An entity counts where no name of ours overlaps it and outside reference lists; a place, a people only where the
    lists know a state or a party of that name.

    >>> import spacy
    >>> from purgelib.find.names import read_words
    >>> Doc.set_extension("names", default=[], force=True)
    >>> other = spacy.blank("en")
    >>> other.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Open Oar"}])
    >>> text = "A boat of the Open Oar came."
    >>> added = add_model_names(spacy.blank("en")(text), read_words({}), other(text), pipeline="boats")
    >>> [(span.text, name.rule) for span, name in added]
    [('Open Oar', 'pipeline boats')]

    Raises ValueError where the two are not over the same text.
    """
    text = text_of(doc)
    if ents.text != text:
        raise ValueError(f"the pipeline {pipeline} must read the very text of the document; it read {ents.text[:40]!r}")
    names = list(doc._.names)
    if not len(doc) or not ents.ents:
        return names
    taken = _covered(doc, [(span.start_char, span.end_char) for span, _ in names] + _skipped(doc), len(text))
    offsets = starts_of(doc)
    added = []
    for entity in ents.ents:
        kind = TYPES.get(entity.label_)
        start, end = _trimmed(text, entity.start_char, entity.end_char)
        if kind is None or start >= end or taken[end] > taken[start]:
            continue
        if (name := _name(text[start:end], kind, words, pipeline)) is None:
            continue
        first = int(np.searchsorted(offsets, start, side="right")) - 1
        last = int(np.searchsorted(offsets, end, side="left"))
        added.append((Span(doc, first, last), name))
    return _apart(names, added)


def find_entities(pipeline: Language, text: str) -> Doc:
    """The text as the pipeline marks it, however long the text is."""
    pipeline.max_length = max(pipeline.max_length, len(text) + 1)
    return pipeline(text)


def _name(said: str, kind: str, words: Words, pipeline: str) -> Name | None:
    """The name as an actor of the lists, else as it is said; None where no list knows the place or the people."""
    rule = f"pipeline {pipeline}"
    said = re.sub(r"\s+", " ", said)
    first = said.split(" ", 1)[0]
    for alias, actor in words.known.get(first, ()):
        if alias == said and (not actor.weak or kind == actor.type):
            return Name(actor.name, actor.type, actor.country or (actor.name if actor.type == "state" else ""), rule)
    return None if kind in ("state", "party") else Name(said, kind, "", rule)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The entity without article and possessive."""
    if lead := LEADS.match(text, start, end):
        start = lead.end()
    if trail := TRAILS.search(text[start:end]):
        end = start + trail.start()
    return start, end


def _skipped(doc: Doc) -> list[tuple[int, int]]:
    if not doc.has_extension("blocks"):
        return []
    return [(s.start_char, s.end_char) for s, block in doc._.blocks if block.kind in ("reference", "furniture")]


def _covered(doc: Doc, stretches: list[tuple[int, int]], length: int) -> list[int]:
    """For each offset, how many characters up to it lie in one of the stretches."""
    inside = bytearray(length)
    for start, end in stretches:
        inside[start:end] = b"\x01" * (end - start)
    return list(accumulate(inside, initial=0))


def _apart(names: list[tuple[Span, Name]], added: list[tuple[Span, Name]]) -> list[tuple[Span, Name]]:
    """By start; ours first where two would share a token."""
    held = {index for span, _ in names for index in range(span.start, span.end)}
    result = list(names)
    for span, name in added:
        if held.isdisjoint(range(span.start, span.end)):
            held.update(range(span.start, span.end))
            result.append((span, name))
    return sorted(result, key=lambda pair: pair[0].start)
