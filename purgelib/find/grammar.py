"""The closed classes of words, and the verbs that the light parser of counts knows."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from purgelib.find.verb_forms import Form, bases, inflect


class Grammar(NamedTuple):
    """The closed classes of words, and the verbs with all their forms."""

    kinds: Mapping[str, str]  # word -> kind of item
    verbs: Mapping[str, tuple[Form, ...]]
    not_verbs: frozenset[str]
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
    return Grammar(
        kinds=kinds,
        verbs={word: tuple(Form(base, kind) for base, kind in of.items()) for word, of in table.items()},
        not_verbs=words("not_verbs"),
        no_adverbs=words("adverb_ending_not"),
        carry_on=bases(grammar.get("carry_on", ())),
        hedged_to=frozenset(doubt.get("hedged_to", ())),
        say=bases(grammar.get("say", ())),
        transparent=words("transparent"),
        doubtful_modals=words("doubtful_modals"),
        time_nouns=words("time_nouns"),
        active=frozenset(active) | bases(grammar.get("active", ())),
        reports=words("reports"),
        openers=words("openers"),
        tails=words("tails"),
        plurals=words("plurals"),
        links=bases(grammar.get("links", ())),
        naming=bases(grammar.get("naming", ())),
    )
