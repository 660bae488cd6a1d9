"""The closed classes of words, and the verbs that the light parser of counts knows."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from purgelib.find.verb_forms import Form, bases, inflect
from purgelib.find.word_tables import ByWord

BLANK = ""  # the kind of a token that is no item
UNSETTLED = "?"  # the kind of a word that what stands before it decides


class Forms(NamedTuple):
    """What a word may be as a verb: of which verbs a form, and all that it may be of them, as in `Form`."""

    bases: tuple[str, ...] = ()
    kinds: str = ""


class Grammar(NamedTuple):
    """The closed classes of words, and the verbs with all their forms."""

    kinds: Mapping[str, str]  # word -> kind of item
    verbs: Mapping[str, tuple[Form, ...]]
    no_adverbs: frozenset[str]
    carry_on: frozenset[str]
    hedged_to: frozenset[str]
    say: frozenset[str]
    transparent: frozenset[str]
    doubtful_modals: frozenset[str]
    time_nouns: frozenset[str]
    active: frozenset[str]  # verbs whose bare past is no participle: "fled", "gathered"
    reports: frozenset[str]
    openers: frozenset[str]
    naming: frozenset[str]
    tails: frozenset[str]
    links: frozenset[str]
    plurals: frozenset[str]
    kind_of: Mapping[str, str]  # of every word; "" if it is none, "?" where what stands before it decides
    forms_of: Mapping[str, Forms]  # of every word


def read_grammar(
    grammar: Mapping[str, list[str]], verbs: Iterable[str], doubt: Mapping[str, list[str]], active: Iterable[str] = ()
) -> Grammar:
    """The words of the lists `grammar` and `doubt`, with `verbs` beside those that the grammar knows.

    `active` are the base forms that are no participle where they stand bare.
    """
    kinds: dict[str, str] = {}
    for name, kind in (
        ("times", "Y"), ("adverbs", "A"), ("prepositions", "P"), ("determiners", "D"), ("pronouns", "U"),
        ("subordinators", "S"), ("conjunctions", "C"), ("relatives", "R"), ("negations", "X"), ("modals", "M"),
        ("do", "O"), ("have", "H"), ("be", "B"),
    ):  # fmt: skip
        if kind:
            kinds.update(dict.fromkeys(grammar.get(name, ()), kind))
    kinds.update(dict.fromkeys(doubt.get("hedge", ()), "A"))
    kinds["to"] = "T"
    marks = {
        ",": ",",
        "–": "-",
        "—": "-",
        "--": "-",
        " - ": "-",
        ":": ":",
        ";": ":",
        "(": "(",
        ")": ")",
        "[": "(",
        "]": ")",
        ".": ".",
        "?": ".",
        "!": ".",
        "…": "-",
        "...": "-",
        "|": ":",
    }
    kinds.update(marks)
    kinds.update(dict.fromkeys('"“”‘«»„', '"'))
    kinds.update(dict.fromkeys(("'", "’", "``", "''"), '"'))
    table: dict[str, dict[str, str]] = {}
    known = [
        *verbs,
        *grammar.get("say", ()),
        *grammar.get("verbs", ()),
        *grammar.get("carry_on", ()),
        *grammar.get("links", ()),
    ]
    known += [
        *grammar.get("toll_verbs", ()),
        *doubt.get("hedged_that", ()),
        *doubt.get("negated", ()),
        *doubt.get("hoped", ()),
    ]
    for entry in known:
        first, *rest = entry.split(",")
        entry = ",".join([first.split()[0], *rest]) if first.split() else entry
        for word, form in inflect(entry).items():
            kinds_of = table.setdefault(word, {})
            kinds_of[form.base] = "".join(sorted(set(kinds_of.get(form.base, "")) | set(form.kinds)))
    for word in [*grammar.get("have", ()), "be", "able"]:
        table.pop(word, None)
    words = lambda name: frozenset(grammar.get(name, ()))  # noqa: E731
    forms = {word: tuple(Form(base, kind) for base, kind in of.items()) for word, of in table.items()}
    tails, no_adverbs, not_verbs = words("tails"), words("adverb_ending_not"), words("not_verbs")
    return Grammar(
        kinds=kinds,
        verbs=forms,
        no_adverbs=no_adverbs,
        carry_on=bases(grammar.get("carry_on", ())),
        hedged_to=frozenset(doubt.get("hedged_to", ())),
        say=bases(grammar.get("say", ())),
        transparent=words("transparent"),
        doubtful_modals=words("doubtful_modals"),
        time_nouns=words("time_nouns"),
        active=frozenset(active) | bases(grammar.get("active", ())),
        reports=words("reports"),
        openers=words("openers"),
        tails=tails,
        plurals=words("plurals"),
        links=bases(grammar.get("links", ())),
        naming=bases(grammar.get("naming", ())),
        kind_of=ByWord(lambda word: _kind(word, kinds, tails, no_adverbs)),
        forms_of=ByWord(lambda word: _forms(word, forms, not_verbs)),
    )


def _kind(word: str, kinds: Mapping[str, str], tails: frozenset[str], no_adverbs: frozenset[str]) -> str:
    """The kind of a word, as far as the word alone tells."""
    if not word.strip():
        return BLANK
    kind = kinds.get(word, "")
    if (
        word in ("'s", "’s", "march", "may", "august")
        or word in tails
        or (kind == "D" and word in ("all", "both", "each"))
        or (kind == "U" and word.endswith(("selves", "self")))
        or (kind == '"' and word in ("'", "’"))
    ):
        return UNSETTLED
    return kind or kind_by_form(word, no_adverbs)


def kind_by_form(word: str, no_adverbs: frozenset[str]) -> str:
    """The kind of a word that no list knows."""
    if word.endswith("ly") and len(word) > 4 and word not in no_adverbs:
        return "A"
    if set(word) <= set("-–—"):
        return "-"
    if not any(letter.isalnum() for letter in word):
        return '"'
    return "W"


def _forms(word: str, verbs: Mapping[str, tuple[Form, ...]], not_verbs: frozenset[str]) -> Forms:
    """The forms of a word; one in -ed or -ing that no list knows is one of an unknown verb."""
    if word in verbs:
        return Forms(tuple(form.base for form in verbs[word]), "".join(form.kinds for form in verbs[word]))
    if word in not_verbs or "-" in word:
        return Forms()
    if word.endswith("ed") and len(word) > 4:
        return Forms((word,), "dn")
    if word.endswith("ing") and len(word) > 5:
        return Forms((word,), "g")
    return Forms()
