"""The words of lexicons/numbers.toml, ready for use, and the pattern of a bare number."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from purgelib.find.stretches import word_ids
from purgelib.find.word_tables import ByWord, beginnings_of, by_word

GRAMMAR = ("pronouns", "determiners", "plurals", "no_names")


class Words(NamedTuple):
    """The lexicon `numbers.toml`, made ready for `find_numbers`."""

    convention: str  # how vague words became bounds
    floors: Mapping[str, int]
    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    round_scales: Mapping[str, int]
    letters: Mapping[str, int]
    comma_languages: frozenset[str]
    quantity: re.Pattern
    anchors: frozenset[int]  # ids of the words of which a number in words holds one
    before: re.Pattern
    before_ends: tuple[str, ...]  # with one of them ends what the pattern finds, but for blanks and an article
    before_names: Mapping[str, str]
    after: re.Pattern
    after_beginnings: tuple[str, ...]  # two letters each
    after_names: Mapping[str, str]
    changes: re.Pattern
    labels: re.Pattern
    label_ends: frozenset[str]  # the last words of labels, without points, hyphens and signs at their end
    label_reasons: Mapping[str, str]
    money_ends: tuple[str, ...]  # with one of them ends what the next pattern finds, but for blanks
    money_before: re.Pattern
    money_after: re.Pattern
    kind_of: Mapping[str, str]  # of every word: what kind of thing it names, "unknown" where nobody knows
    nouns: Mapping[str, str]
    stops: frozenset[str]
    skipped: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    plurals: frozenset[str]
    no_names: frozenset[str]


LABEL_SIGNS = " .-#\n"
SPACE = r"[ \u00a0\u202f\u2009\t]"
GAP = r"[ \u00a0\u202f\u2009\t\r\n]{1,3}"


def read_words(lexicon: Mapping[str, Any]) -> Words:
    """The words of `numbers.toml` as `find_numbers` wants them.

    Raises ValueError where the convention is not one of the lexicon's, where a noun counts two kinds of thing, or where
    a modifier stands under two names.
    """
    convention = lexicon.get("convention", "codebook")
    conventions = lexicon.get("conventions", {})
    if convention not in conventions:
        raise ValueError(f"the convention {convention!r} does not exist; there are {', '.join(sorted(conventions))}")
    before_names = by_word(lexicon.get("modifiers_before", {}), "modifier")
    after_names = by_word(lexicon.get("modifiers_after", {}), "modifier")
    label_reasons = by_word(lexicon.get("labels", {}), "label")
    currencies = lexicon.get("currencies", {})
    nouns = by_word({k: v for k, v in lexicon.get("nouns", {}).items() if k != "replace"}, "noun")
    endings = tuple(lexicon.get("endings", {}).get("person", ()))
    return Words(
        convention=convention,
        floors={word: floor for word, floor in conventions[convention].items() if word != "replace"},
        cardinals=_numbers(lexicon, "cardinals"),
        scales=_numbers(lexicon, "scales"),
        round_scales=_numbers(lexicon, "round_scales"),
        letters=_numbers(lexicon, "scale_letters"),
        comma_languages=frozenset(lexicon.get("decimal_comma", {}).get("languages", ())),
        quantity=_quantity_pattern(lexicon),
        anchors=_anchors(lexicon),
        before=re.compile(
            rf"(?<!\w)(?P<word>{_any(before_names)})(?P<gap>{GAP}(?:(?:the|an?){GAP})?|(?<=[.~])){_END}", re.I
        ),
        before_ends=tuple(sorted({" ".join(name.split()[-2:]) for name in before_names})),
        before_names=before_names,
        after=re.compile(rf"(?P<gap>{SPACE}|,{SPACE}|-|(?=[-+]))?(?P<word>{_any(after_names)})(?!\w)", re.I),
        after_beginnings=tuple(sorted({name.split()[0][:2] for name in after_names})),
        after_names=after_names,
        changes=re.compile(rf"\b(?:{_any(lexicon.get('changes', {}).get('words', ()))})\b[^.;!?]{{0,50}}$", re.I),
        labels=re.compile(
            rf"(?<!\w)(?P<word>{_any(label_reasons)})\.?(?:[ \u00a0]|(?<=§)|(?<=\.))*(?:[A-Z][.-]?|#)?$", re.I
        ),
        label_ends=frozenset(name.split()[-1].rstrip(LABEL_SIGNS) for name in label_reasons),
        label_reasons=label_reasons,
        money_ends=tuple(sorted({word.split()[-1] for word in currencies.get("before", ())})),
        money_before=re.compile(rf"(?:{_any(currencies.get('before', ()))})\s?$"),
        money_after=re.compile(rf"\s?(?:{_any(currencies.get('after', ()))})(?!\w)"),
        kind_of=ByWord(lambda word: _kind(word.casefold(), nouns, endings)),
        nouns=nouns,
        stops=frozenset(word.casefold() for word in lexicon.get("stops", {}).get("words", ())),
        skipped=frozenset(word.casefold() for word in lexicon.get("stops", {}).get("skipped", ())),
        **{name: frozenset(lexicon.get("grammar", {}).get(name, ())) for name in GRAMMAR},
    )


def _kind(word: str, nouns: Mapping[str, str], endings: tuple[str, ...]) -> str:
    return nouns.get(word) or ("person" if len(word) > 5 and word.endswith(endings) else "unknown")


_END = r"\Z"


def _numbers(lexicon: Mapping[str, Any], table: str) -> dict[str, int]:
    return {word.casefold(): value for word, value in lexicon.get(table, {}).items() if word != "replace"}


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; blanks stand for any white space. Never the empty word."""
    patterns = [
        re.sub(r"(?:\\ )+", r"\\s+", re.escape(word)) for word in sorted(set(words), key=lambda w: (-len(w), w))
    ]
    return "|".join(patterns) or r"(?!)"


def _quantity_pattern(lexicon: Mapping[str, Any]) -> re.Pattern:
    cardinals, scales = _numbers(lexicon, "cardinals"), _numbers(lexicon, "scales")
    rounds, letters = _numbers(lexicon, "round_scales"), _numbers(lexicon, "scale_letters")
    unbounded = lexicon.get("unbounded", {})
    scale = _any([*scales, *rounds])
    plural = _any(f"{word}s" for word in ["ten", *scales, *rounds])
    adjective = _any(unbounded.get("adjectives", ()))
    word = _any([*cardinals, *scales, *rounds])
    after_scale = "|".join(f"(?<={re.escape(name)})" for name in [*scales, *rounds]) or r"(?!)"
    # Compared with the text in lower case: the engine is several times slower where it has to ignore case itself.
    return re.compile(
        rf"""
        (?<![^\W_])(?={beginnings_of(_openers(lexicon))})(?:
        (?P<digits>                                        # 1,200   2.5 million   15k   13.04
            (?:\d{{1,3}} (?:{SPACE}\d{{3}}(?!\d))+ | \d+) (?:[.,:/’']\d+)*
            (?: (?:{SPACE}|-)(?P<scale>{scale})\b | (?P<letter>{_any(letters)})\b )?
        )
        |
        \b(?:
            (?P<plural>{plural})                           # dozens   tens of thousands   dozens and dozens
            (?:\s+(?:and|upon)\s+(?:{plural}))?
            (?P<times>(?:\s+of\s+(?:{plural}))*)\b(?!-)
            |
            (?P<several>several|an?\s+(?:good\s+)?few|quite\s+a\s+few|few|an?\s+couple|couple|an?\s+(?:small\s+)?handful)
            (?P<of>(?:\s+of)?(?:\s+|-)(?P<unit>{scale}))?\b
            |
            (?P<unbounded>                                 # an unknown number of   large numbers of   some
                an?\s+(?:[a-z]+\s+){{0,2}}number(?=\s+of\b)
                | (?:{adjective})\s+numbers(?=\s+of\b)
                | (?:{_any(unbounded.get("words", ()))})
            )\b
            |
            (?P<words>                                     # a hundred and thirty   half a dozen   twenty-three
                (?:(?:half\s+an?|an?)\s+(?=(?:{scale})\b))?
                (?:{word})\b(?:(?:\s+|-|(?:{after_scale})\s+and\s+)(?:{word})\b)*
            )
            |
            (?P<none>no\s?-?one|nobody|none)\b
        ))
        """,
        re.VERBOSE,
    )


def _anchors(lexicon: Mapping[str, Any]) -> frozenset[int]:
    words = {"several", "few", "couple", "handful", "number", "numbers", "no", "nobody", "none", "noone", "tens"}
    for table in ("cardinals", "scales", "round_scales"):
        words |= {form for word in _numbers(lexicon, table) for form in (word, f"{word}s")}
    words |= {word.casefold() for word in lexicon.get("unbounded", {}).get("words", ())}
    return word_ids({part for word in words for part in word.split()})


def _openers(lexicon: Mapping[str, Any]) -> list[str]:
    """The words with which a number in words can begin."""
    unbounded = lexicon.get("unbounded", {})
    words = ["a", "several", "few", "couple", "quite", "half", "handful", "no", "tens"]
    for table in ("cardinals", "scales", "round_scales"):
        words += _numbers(lexicon, table)
    return [*words, *unbounded.get("words", ()), *unbounded.get("adjectives", ())]
