"""The noun phrase behind a number, and what kind of thing it names."""

from bisect import bisect_left
from typing import NamedTuple

from spacy.lang.en.lex_attrs import like_num
from spacy.tokens import Doc, Token

from purgelib.find.number_words import Words

BREADTH = 7  # words that a noun phrase may have


class Head(NamedTuple):
    """What follows a number: its noun phrase, as tokens, and what kind of thing the noun names."""

    start: int
    end: int
    kind: str  # person, family, event, unknown, "" (no noun) or a reason


PEOPLE = frozenset({"person", "family", "event"})
_JOINS = frozenset({"and", "or", ","})
_ADJECTIVE_ENDINGS = ("al", "ic", "ous", "ive", "ful", "less", "ish", "ian", "ary", "ent", "ual", "lar", "den")


def find_head(doc: Doc, starts: list[int], end: int, words: Words) -> Head:
    """The noun phrase behind a number that ends at this character, without determiners and what follows it."""
    at = bisect_left(starts, end)
    size = len(doc)
    none = Head(-1, -1, "")
    if at < size and doc[at].is_space and "\n\n" not in doc[at].text:
        at += 1
    if at < size and doc[at].lower_ == "of":
        at += 1
        while at < size and (doc[at].lower_ in words.determiners or like_num(doc[at].text)):
            if doc[at].lower_ in words.pronouns and (
                at + 1 == size or doc[at + 1].lower_ in words.stops or doc[at + 1].is_punct
            ):
                return none
            at += 1
        if at < size and doc[at].lower_ in words.pronouns:
            return none
    while at < size and doc[at].lower_ in words.skipped:
        at += 1
    return _read_head(doc, at, words)


def _read_head(doc: Doc, at: int, words: Words) -> Head:
    first, kind, end = at, "", at
    size = len(doc)
    if at + 1 < size and doc[at].text == "-" and doc[at + 1].lower_ == "strong":
        return Head(-1, -1, "")
    while at < size and at - first < BREADTH:
        token = doc[at]
        word = token.lower_
        if (
            word in _JOINS
            and at > first
            and _may_be_joined(doc[at - 1], kind, word == ",", words)
            and (joined := _joined(doc, at, words))
        ):
            kind, end = "person", joined
            break
        if word in words.stops or token.is_space or (token.is_punct and word not in "-‘’“”\"'"):
            break
        if token.is_punct:
            # A hyphen and the quotation marks of a doubted word stand inside a noun phrase, a closing one ends it.
            if word in "’”'\"" and kind:
                break
            at += 1
            continue
        if like_num(token.text):
            break
        new = words.kind_of[token.text]
        if kind == "event" and doc[first].text == "-":
            break
        if kind == "person" and new == "event" and _is_plural(doc[end - 1].lower_, words):
            break
        if kind in PEOPLE and new not in PEOPLE:
            # "six student visas" counts visas, "six students visas" would not be written.
            if (
                word.endswith("ed")
                or _is_plural(doc[end - 1].lower_, words)
                or not (_is_plural(word, words) or new != "unknown")
            ):
                break
            kind, end = new, at + 1
            break
        if new == "unknown":
            at += 1
            continue
        kind, end = new, at + 1
        at += 1
        if new not in PEOPLE and new != "a count of things":
            break
    if kind == "event":
        return _of_event(doc, end, words)
    while first < end and doc[first].is_punct:
        first += 1
    if kind in {"", "unknown"}:
        return _unknown_head(doc, first, at if kind == "" else end, words)
    if kind == "person":
        end = _with_company(doc, first, end, words)
    return Head(first, end, kind)


def _may_be_joined(token: Token, kind: str, comma: bool, words: Words) -> bool:
    """Whether the word before "and" is an adjective: "Kurdish and Turkish politicians", "gay and bisexual men"."""
    if kind:
        return kind == "person" and not _is_plural(token.lower_, words)
    if comma:
        return token.text.isalpha() and not token.lower_.endswith("ed")
    return token.text.istitle() or token.lower_.endswith(_ADJECTIVE_ENDINGS)


def _joined(doc: Doc, at: int, words: Words) -> int | None:
    """Where the noun ends that stands at most three words behind "and"; None if there is none."""
    for index in range(at + 1, min(at + 4, len(doc))):
        token = doc[index]
        if token.lower_ in words.stops or not token.text.isalpha() or like_num(token.text):
            return None
        kind = words.kind_of[token.text]
        if kind == "person" and _is_plural(token.lower_, words):
            # "three shot, police said": behind a comma the noun has an adjective of its own.
            return index + 1 if doc[at].text != "," or index > at + 1 else None
        if kind not in {"unknown", "person"}:
            return None
    return None


def _is_plural(word: str, words: Words) -> bool:
    return word.endswith(("s", "men", "people", "children", "ese")) or word in words.plurals


def _unknown_head(doc: Doc, first: int, stop: int, words: Words) -> Head:
    """A plural noun of no list: people if it is written as a name ("40 Sahrawi"), else left open."""
    if stop <= first or doc[first].is_punct:
        return Head(-1, -1, "")
    last = doc[stop - 1]
    if last.is_punct and stop - 1 > first:
        last = doc[stop - 2]
    if last.lower_.endswith("ed") or not last.text.isalpha():
        return Head(-1, -1, "")
    if last.text[0].isupper() and last.lower_.endswith(("s", "i", "a")):
        return Head(first, last.i + 1, "person")
    if last.lower_.endswith("s") and not last.lower_.endswith(("ss", "ous", "'s", "’s")):
        return Head(first, last.i + 1, "a count of things")
    return Head(-1, -1, "")


def _with_company(doc: Doc, first: int, end: int, words: Words) -> int:
    """The end of "men" extended over "and women", and of "members" over "of Congress"."""
    size, noun = len(doc), end
    while end + 2 < size and doc[end].text == "," and doc[end + 2].lower_ in _JOINS and _is_person(doc[end + 1], words):
        end += 2
    if end + 1 < size and doc[end].lower_ in {"and", "or"} and _is_person(doc[end + 1], words):
        return end + 2
    end = noun
    if doc[end - 1].lower_ not in {"member", "members"} or end + 1 >= size or doc[end].lower_ != "of":
        return end
    at = end + 1
    if doc[at].lower_ == "the" and at + 1 < size:
        at += 1
    if not doc[at].text[0].isupper() and doc[at].lower_ not in {"parliament", "congress"}:
        return end
    while at + 1 < size and doc[at + 1].text[0].isupper() and doc[at + 1].text.isalpha():
        at += 1
    return at + 1


def _is_person(token: Token, words: Words) -> bool:
    return words.kind_of[token.text] == "person" and _is_plural(token.lower_, words)


def _of_event(doc: Doc, end: int, words: Words) -> Head:
    """The people of "the deaths of 12 men", of which the noun before says nothing."""
    if end + 1 < len(doc) and doc[end].lower_ in {"of", "among", "by", "from"}:
        at = end + 1
        while at < len(doc) and doc[at].lower_ in words.determiners:
            at += 1
        head = _read_head(doc, at, words) if at < len(doc) else None
        if head is not None and head.kind == "person":
            return head._replace(kind="event")
    return Head(-1, -1, "event")
