"""The light clause structure of a sentence: which verb has which numbers as its subject and its object.

Neither tagger nor parser: words are known from lists, verbs also by their endings. A sentence becomes items (words,
number phrases with their nouns, dates), the items become verb groups ("have reportedly been detained"), and each group
looks left for its subject and right for its object, past what stands between: insertions, relative clauses,
"of the village". Everything is linear in the length of the sentence but for the looks, which end at the clause.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

VOWELS = "aeiou"
NOUN = frozenset("WDNU")  # items that a noun phrase is made of
LOOK = 60  # items that a look to the left or right may pass; a clause is shorter
NAMELIKE = frozenset("WN")
CLAUSE_ENDS = frozenset({".", ":"})


class Form(NamedTuple):
    """A form of a verb: its base and what it may be, of b(ase), s, (past) d, (participle) n, (in)g."""

    base: str
    kinds: str


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


class Item(NamedTuple):
    """A piece of a sentence: tokens start to end, its kind, and the number that it is (-1: none)."""

    kind: str
    start: int
    end: int
    word: str
    number: int


class Group:
    """A verb with its auxiliaries: "have reportedly been detained"."""

    __slots__ = (
        "active_object", "agent", "base", "bases", "end", "form", "gap", "governor", "hedged", "index", "negated",
        "objects",
        "passive", "planned", "rule", "same", "start", "subjects", "verb", "via",
    )  # fmt: skip

    def __init__(self, index: int, start: int, end: int, verb: int):
        self.index, self.start, self.end, self.verb = index, start, end, verb
        self.base = ""
        self.bases: tuple[str, ...] = ()
        self.form = ""
        self.passive = self.negated = self.planned = self.hedged = False
        self.governor = ""  # the verb whose "to" stands before: "plans" of "plans to evacuate"
        self.subjects: list[int] = []
        self.objects: list[int] = []
        self.agent: list[int] = []
        self.active_object = False
        self.same: Group | None = None
        self.gap: list[int] = []
        self.rule = ""
        self.via = ""  # the verb that leads to this one, if passive: "allow" of "were allowed to enter"


def inflect(entry: str) -> dict[str, Form]:
    """Every form of a verb, from its base form or "base, past, participle".

    >>> sorted(inflect("die"))
    ['die', 'died', 'dies', 'dying']
    """
    base, *irregular = [part.strip() for part in entry.split(",")]
    past, participle = irregular if len(irregular) == 2 else (regular_past(base),) * 2
    forms: dict[str, str] = {}
    shapes = [(base, "b"), (third(base), "s"), (past, "d"), (participle, "n"), (gerund(base, past), "g")]
    if not irregular and base[-1:] == "l" and base[-2:-1] in set(VOWELS) and base[-3:-2] not in set(VOWELS):
        shapes += [(base + "led", "dn"), (base + "ling", "g")]  # "counselled" beside "counseled"
    for word, kind in shapes:
        forms[word] = forms.get(word, "") + kind
    return {word: Form(base, kinds) for word, kinds in forms.items()}


def _doubles(base: str) -> bool:
    """Whether the last letter doubles: "grab", not "join" or "visit"."""
    return (
        len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in VOWELS and base[-3] not in VOWELS
        and sum(letter in VOWELS for letter in base) == 1
    )  # fmt: skip


def regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if _doubles(base) else "") + "ed"


def third(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def gerund(base: str, past: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    doubled = _doubles(base) or past.startswith(base + base[-1])
    return base + (base[-1] if doubled else "") + "ing"


def bases(entries: Iterable[str]) -> frozenset[str]:
    """The base forms of verb entries."""
    return frozenset(entry.split(",")[0].strip() for entry in entries)


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


class Clauses:
    """A sentence as items and verb groups; `groups` come in the order of the text.

    `numbers` are (start, end, end with its noun) and `times` (start, end), in tokens of the sentence.
    """

    def __init__(
        self,
        tokens: Sequence[str],
        numbers: Sequence[tuple[int, int, int]],
        times: Sequence[tuple[int, int]],
        grammar: Grammar,
    ):
        self.grammar = grammar
        self.tokens = tokens
        self.lower = [token.lower() for token in tokens]
        self.noun_of = [end for _, end, _ in numbers]  # the token at which the noun of each number begins
        self.items = self._items(numbers, times)
        self.kind = [item.kind for item in self.items]
        self.word = [item.word for item in self.items]
        self.item_of_number = {item.number: i for i, item in enumerate(self.items) if item.number >= 0}
        self.group_of: dict[int, Group] = {}  # item -> the group that it is part of
        self._verbs()
        self.groups = self._groups()
        for group in self.groups:
            self._voice(group)
        for group in self.groups:
            self._find_subjects(group)
        for group in reversed(self.groups):
            self._find_objects(group)
        for group in self.groups:
            self._find_gap(group)

    # -- items -----------------------------------------------------------------------------------------------------

    def _items(self, numbers: Sequence[tuple[int, int, int]], times: Sequence[tuple[int, int]]) -> list[Item]:
        starts = {start: (end, -1) for start, end in times}
        starts.update({start: (end, i) for i, (start, _, end) in enumerate(numbers)})
        items: list[Item] = []
        at, last = 0, len(self.tokens)
        while at < last:
            if at in starts and starts[at][0] > at:
                end, number = starts[at]
                inner = [start for start in range(at + 1, min(end, last)) if start in starts]
                end = min([end, last, *inner])
                items.append(Item("N" if number >= 0 else "Y", at, end, self.lower[end - 1], number))
                at = end
                continue
            word = self.lower[at]
            if not word.strip():
                at += 1
                continue
            items.append(Item(self._kind(at, word, items), at, at + 1, word, -1))
            at += 1
        return items

    def _kind(self, at: int, word: str, before: list[Item]) -> str:
        grammar = self.grammar
        if word in ("'s", "’s"):
            return (
                "B"
                if before and (before[-1].kind in "U" or before[-1].word in ("that", "there", "what", "who"))
                else "D"
            )
        kind = grammar.kinds.get(word)
        if before and before[-1].kind == "N" and word in grammar.tails:
            return "A"  # "took seven nurses hostage"
        if kind == "D" and before and before[-1].kind in "BHM" and word in ("all", "both", "each"):
            return "A"
        if kind == "U" and before and before[-1].kind in "BH" and word.endswith(("selves", "self")):
            return "A"  # "were themselves taken away"
        if kind == '"' and word in ("'", "’") and before and before[-1].word.endswith("s"):
            return "D"  # the possessive of a plural
        if kind == "Y" and word in ("march", "may", "august") and not self.tokens[at][:1].isupper():
            kind = None
        if kind == "M" and word == "may" and self.tokens[at] == "May" and at:
            return "Y"
        if kind:
            return kind
        if word.endswith("ly") and len(word) > 4 and word not in grammar.no_adverbs:
            return "A"
        if set(word) <= set("-–—"):
            return "-"
        if not any(letter.isalnum() for letter in word):
            return '"'
        return "W"

    # -- verbs -----------------------------------------------------------------------------------------------------

    def forms(self, word: str) -> tuple[Form, ...]:
        """What verb the word may be a form of; a word in -ed or -ing that no list knows is one of an unknown verb."""
        grammar = self.grammar
        if (forms := grammar.verbs.get(word)) is not None:
            return forms
        if word in grammar.not_verbs or "-" in word:
            return ()
        if word.endswith("ed") and len(word) > 4:
            return (Form(word, "dn"),)
        if word.endswith("ing") and len(word) > 5:
            return (Form(word, "g"),)
        return ()

    def _verbs(self) -> None:
        for i, item in enumerate(self.items):
            if item.kind not in "WBHAPU" and item.word != "march":
                continue
            if item.kind == "B" and not item.word.startswith(("get", "got")):
                continue
            forms = self.forms(item.word)
            if not forms:
                if item.kind == "W" and self._unknown_verb(i):
                    self.kind[i] = "V"
                continue
            if item.kind == "B" and self._next_verb(i + 1, "n"):
                continue
            if item.kind in "HAPU":
                continue
            if self._is_verb(i, "".join(form.kinds for form in forms)):
                self.kind[i] = "V"

    def _unknown_verb(self, i: int) -> bool:
        """A word no list knows is a verb after "will", or after "hope to", where an object follows."""
        if i + 1 >= len(self.items) or self.items[i + 1].kind not in "ND" or i < 1:
            return False
        return self.kind[i - 1] == "M" or (self.kind[i - 1] == "T" and i > 1 and self.kind[i - 2] == "V")

    def _next_verb(self, i: int, want: str) -> bool:
        """Whether a verb of the wanted form stands at i, past adverbs."""
        while i < len(self.items) and self.kind[i] in "AX":
            i += 1
        return i < len(self.items) and any(kind in want for form in self.forms(self.word[i]) for kind in form.kinds)

    def _is_verb(self, i: int, forms: str) -> bool:
        before = self.kind[i - 1] if i else "."
        at = i - 1
        while at >= 0 and self.kind[at] == "A":
            at -= 1
        past_adverbs = self.kind[at] if at >= 0 else "."
        after = self.kind[i + 1] if i + 1 < len(self.items) else "."
        following = self.word[i + 1] if i + 1 < len(self.items) else ""
        if past_adverbs in "MOT" or past_adverbs == "X":
            return past_adverbs != "T" or "b" in forms
        if past_adverbs in "BH" and set(forms) & set("ng"):
            return True
        if "d" in forms or "n" in forms:
            if before == "D" or (before == "A" and past_adverbs == "D"):
                return False  # "the detained men"
            if "b" in forms and before in "P":
                return False
            adjective = before in "P" and after in "WN" and self.word[i - 1] not in ("as", "after", "before", "since")
            return not adjective  # "of captured soldiers"
        if "g" in forms:
            return following != "of" and before != "D" and not (before == "P" and following in (",", ".", ""))
        if past_adverbs in "PD" or following == "of":
            return False
        if past_adverbs == "U":
            return True
        if past_adverbs == "R":
            return True
        if before == "," and after == "N" and "s" in forms and "b" not in forms:
            return True  # "the committee, on whose land it stands, shelters 4,000"
        if before in '.,:("-':
            return False
        if before not in "WNC" and past_adverbs not in "WN":
            return before != "Y"
        if before == "C":
            return (after in "DN" and "s" in forms) or (i >= 2 and self.kind[i - 2] == "V" and after in "DNWU")
        plural = past_adverbs == "N" or self.word[at].endswith("s") or self.word[at] in self.grammar.plurals
        if "s" in forms and "b" not in forms:
            if past_adverbs == "N" or (plural and self.word[at] != "police"):
                return False
            return (
                after in "DN"
                or following in ("that", "more", "over")
                or self.tokens[self.items[at].start][:1].isupper()
            )
        return (
            plural
            and (after in "DNWPTAYUR" or (before == "N" and self.forms(self.word[i])[0].base in self.grammar.active))
            and not (
                before == "N"
                and self.items[i - 1].end - self.items[i - 1].start == 1
                and after == "P"
                and following == "of"
            )
        )

    # -- groups ----------------------------------------------------------------------------------------------------

    def _groups(self) -> list[Group]:
        groups: list[Group] = []
        i, last = 0, len(self.items)
        governor = ""
        while i < last:
            kind = self.kind[i]
            if kind not in "BHMOVT":
                i += 1
                continue
            if kind == "T" and not self._infinitive(i):
                i += 1
                continue
            group = self._group(i, len(groups))
            if group is None:
                i += 1
                continue
            if kind == "T":
                group.governor = governor if groups and group.start - groups[-1].end < 8 else "to"
                group.governor = group.governor or "to"
            groups.append(group)
            for at in range(group.start, group.end):
                self.group_of[at] = group
            governor = group.base
            i = group.end
        return groups

    def _infinitive(self, i: int) -> bool:
        at = i + 1
        while at < len(self.items) and self.kind[at] in "AX":
            at += 1
        if at >= len(self.items):
            return False
        if self.word[at] in ("be", "have", "get"):
            return True
        forms = self.forms(self.word[at])
        return self.kind[at] == "V" and (not forms or any("b" in form.kinds for form in forms))

    def _group(self, start: int, index: int) -> Group | None:
        grammar, last = self.grammar, len(self.items)
        i, verb, end = start, -1, start
        passive = negated = planned = hedged = False
        modal, have, be, via = "", False, False, ""
        while i < last and i - start < 16:
            kind, word = self.kind[i], self.word[i]
            if kind == "V":
                if verb >= 0 and not (be_reported := self._reported(verb, i, be)):
                    break
                if verb >= 0 and be_reported:
                    hedged, passive = True, True
                verb, end = i, i + 1
                if i + 1 < last and self._carries_on(i, be) and self._infinitive_follows(i + 1):
                    hedged = hedged or (word in grammar.hedged_to and be)
                    i = self._after_to(i + 1)
                    via = self.forms(word)[0].base if be and word not in grammar.hedged_to and self.forms(word) else ""
                    have = be = passive = False
                    verb_before, verb = verb, -1
                    if i >= last or self.kind[i] not in "BHVAX":
                        verb = verb_before
                        break
                    continue
            elif verb >= 0 and kind not in "AX":
                break
            elif kind in "BHMO":
                if kind == "B" and word in ("being", "getting") and end > start and not be:
                    pass
                be = be or kind == "B"
                have = have or kind == "H"
                modal = modal or (word if kind == "M" else "")
                end = i + 1
            elif kind == "X":
                negated = True
            elif kind == "T" and i == start:
                pass
            elif kind == "W" and word in ("able", "likely", "unlikely", "due", "set", "believed") and be:
                if not self._infinitive_follows(i + 1):
                    break
                planned = planned or word in ("likely", "due", "set")
                negated = negated or word == "unlikely"
                i = self._after_to(i + 1)
                be = False
                continue
            elif kind == "P" and word == "due" and be and self._infinitive_follows(i + 1):
                planned = True
                i = self._after_to(i + 1)
                be = False
                continue
            elif kind != "A":
                break
            i += 1
        if verb < 0 and end == start:
            return None
        group = Group(index, start, max(end, start + 1), verb)
        if verb < 0:
            auxiliary = [self.kind[at] for at in range(start, end)]
            if "B" not in auxiliary and "H" not in auxiliary:
                return None
            group.base = "be" if "B" in auxiliary else "have"
            group.bases = (group.base,)
            group.form = "d"
        else:
            forms = self.forms(self.word[verb]) or (Form(self.word[verb], "b"),)
            group.bases = tuple(form.base for form in forms)
            group.base = group.bases[0]
            group.form = "".join(form.kinds for form in forms)
            passive = passive or (be and "n" in group.form)
        bare = self.kind[start] == "V"
        if bare and "n" in group.form and "d" not in group.form and "b" not in group.form:
            passive = True
        group.passive, group.negated, group.hedged, group.via = passive, negated, hedged, via
        if modal and modal not in grammar.doubtful_modals:
            planned = True
        if modal in grammar.doubtful_modals:
            planned = planned or (not have and group.base != "be")
            group.hedged = True
        group.planned = planned
        return group

    def _reported(self, verb: int, i: int, be: bool) -> bool:
        """ "were reported killed", "was feared drowned" """
        return (
            be
            and self.word[verb] in self.grammar.hedged_to
            and verb == i - 1
            and any("n" in form.kinds for form in self.forms(self.word[i]))
        )

    def _carries_on(self, i: int, be: bool) -> bool:
        if be and self.word[i] in self.grammar.hedged_to:
            return True
        return any(form.base in self.grammar.carry_on for form in self.forms(self.word[i]))

    def _infinitive_follows(self, i: int) -> bool:
        return i < len(self.items) and self.kind[i] == "T" and self._infinitive(i)

    def _after_to(self, i: int) -> int:
        return i + 1

    def _voice(self, group: Group) -> None:
        """A bare "detained" is a participle unless an object or a subject pronoun shows that it is the past."""
        if group.verb < 0:
            return
        group.active_object = self._object_follows(group.end)
        bare = self.kind[group.start] == "V" and group.start == group.verb
        if bare and group.passive and group.active_object and self._perfect_before(group):
            group.passive = False  # "has killed 12 and driven 9,000 from their homes"
            return
        if not bare or "n" not in group.form or group.passive:
            return
        before = self.before(group.start)
        if before >= 0 and self.kind[before] in "UR" and self.word[before] not in ("those", "others", "them"):
            return
        following = self.word[group.end] if group.end < len(self.items) else ""
        if (
            before >= 0
            and self.kind[before] == "N"
            and set(group.bases) & self.grammar.naming
            and self._finite_ahead(group)
        ):
            group.passive = True  # "22 people deemed refugees have found"
            return
        if following == "that" or (
            set(group.bases) & (self.grammar.active | self.grammar.say) and following not in ("by", "to", "as", "of")
        ):
            return
        if set(group.bases) & self.grammar.active and following != "by":
            return
        if not group.active_object or ("d" not in group.form and "b" not in group.form):
            group.passive = True

    def _perfect_before(self, group: Group) -> bool:
        """Whether the participle goes on with an active "has ...", joined by "and" or a comma."""
        if self.before(group.start) < 0 or self.kind[self.before(group.start)] not in "C,":
            return False
        before = self.groups[max(0, group.index - 3) : group.index]
        return any(self.kind[one.start] == "H" and not one.passive for one in before)

    def _finite_ahead(self, group: Group) -> bool:
        for other in self.groups[group.index + 1 : group.index + 2]:
            return self.kind[other.start] in "BHM" and not any(
                self.kind[i] in ".,:CRS" for i in range(group.end, other.start)
            )
        return False

    def before(self, i: int) -> int:
        i -= 1
        while i >= 0 and self.kind[i] in 'A"':
            i -= 1
        return i

    def _object_follows(self, i: int) -> bool:
        """Whether a noun phrase follows at once that may be an object."""
        last = len(self.items)
        while i < last and (self.kind[i] in 'A"' or self.word[i] in self.grammar.tails):
            i += 1
        if (
            i < last
            and self.word[i] in ("up", "out", "down", "away", "off")
            and i + 1 < last
            and self.kind[i + 1] in "WDN"
        ):
            i += 1
        if i >= last or self.kind[i] not in NOUN:
            return False
        if self.word[i] in self.grammar.time_nouns or self.word[i] in ("last", "next"):
            return False
        if (
            self.kind[i] == "D"
            and self.word[i] in ("this", "the", "that", "every", "each", "a")
            and i + 1 < last
            and self.word[i + 1] in self.grammar.time_nouns | {"following", "previous", "same"}
        ):
            return False
        return not (self.kind[i] == "U" and self.word[i] in ("there", "nobody"))

    # -- subjects --------------------------------------------------------------------------------------------------

    def np_start(self, i: int) -> int:
        """First item of the noun phrase whose last is i."""
        while (
            i > 0
            and self.kind[i] in "WNY"
            and (self.kind[i - 1] in "WDN" or (self.kind[i - 1] == "Y" and self.kind[i] == "W"))
        ):
            if self.kind[i] == "N" and self.kind[i - 1] in "W":
                break
            i -= 1
        while i > 0 and self.kind[i] == "D" and self.kind[i - 1] in "WD":
            i -= 1  # "Chechnya 's capital"
        return i

    def np_end(self, i: int) -> int:
        """One past the last item of the noun phrase that begins at i."""
        last = len(self.items)
        if self.kind[i] == "U":
            return i + 1
        at = i
        while at < last and (
            self.kind[at] in 'WDN"' or (self.kind[at] == "Y" and at > i and at + 1 < last and self.kind[at + 1] in "WY")
        ):
            if (
                at > i
                and self.kind[at] == "D"
                and self.word[at] not in ("'s", "’s", "'", "’")
                and self.kind[at - 1] in "WN"
            ):
                break
            if at > i and self.kind[at] == "N" and self.kind[at - 1] in "WN":
                break
            at += 1
        return max(at, i + 1)

    def numbers_in(self, start: int, end: int) -> list[int]:
        return [self.items[i].number for i in range(start, end) if self.kind[i] == "N"]

    def _find_subjects(self, group: Group) -> None:
        if group.governor and group.index:
            self._of_infinitive(group)
            return
        group.subjects, group.same, group.rule = self._subject(group, group.start)

    def _of_infinitive(self, group: Group) -> None:
        before = self.groups[group.index - 1]
        group.same, group.rule = before, "infinitive"
        if group.governor in self.grammar.carry_on:
            group.governor = ""  # "forced 300 people to flee": they did
            group.planned, group.negated = group.planned or before.planned, group.negated or before.negated
        else:
            group.planned = True

    def coordinated(self, start: int, found: list[int]) -> list[int]:
        """The numbers joined to the phrase at start by commas and "and": "two women and three men"."""
        i = start
        for _ in range(8):
            at = i - 1
            if at >= 0 and self.kind[at] == "C" and self.word[at] in ("and", "or", "&"):
                at -= 1
                if at >= 0 and self.kind[at] == ",":
                    at -= 1
            elif at >= 0 and self.kind[at] == "," and i != start:
                at -= 1
            else:
                break
            if at < 0 or self.kind[at] not in "WN":
                break
            head = self.np_start(at)
            if self._object_of(head) is not None:
                break
            if head and self.kind[head - 1] in "PT":
                # "two men from Kano and three women": the phrase before the preposition
                outer = head - 2
                if outer < 0 or self.kind[outer] != "N" or self._object_of(self.np_start(outer)) is not None:
                    break
                head = self.np_start(outer)
            found = self.numbers_in(head, at + 1) + found
            i = head
        return found

    def _object_of(self, start: int) -> Group | None:
        """The active verb whose object the phrase at start may be, if it takes no clause ("said two men were")."""
        before = self.before(start)
        group = self.group_of.get(before)
        if group is None or group.passive or group.base in self.grammar.say or group.base == "be":
            return None
        return group

    def _previous(self, group: Group) -> Group | None:
        return self.groups[group.index - 1] if group.index else None

    def _subject(self, group: Group, k: int) -> tuple[list[int], Group | None, str]:
        """Numbers that are the subject of the group, or the group that it shares its subject with, and how found."""
        i = k - 1
        bare = group.passive and self.kind[group.start] == "V"
        passed = ""  # a relative clause or an insertion that was passed
        for _ in range(LOOK):
            if i < 0:
                return [], (self._previous(group) if "g" in group.form else None), ""
            kind, word = self.kind[i], self.word[i]
            if kind in 'A"X':
                i -= 1
            elif kind == "Y":
                i -= 1
                if i >= 0 and self.kind[i] in "PT":
                    i -= 1
                elif i > 0 and self.kind[i] == "D" and self.kind[i - 1] == "P":
                    i -= 2
            elif kind == ")":
                i = self._opening(i, "(", ")") - 1
            elif kind == "-":
                opening = self._back_to(i, "-")
                if opening < 0:
                    return [], None, ""
                i = opening - 1
            elif kind == ",":
                if (
                    i == k - 1
                    and "g" in group.form
                    and not (group.start < group.verb and self.kind[group.start] != "B")
                ):
                    return [], self._previous(group), "same"
                listed = self._previous(group)
                if (
                    i == k - 1
                    and bare
                    and listed is not None
                    and listed.passive
                    and listed.end >= i - 3
                    and self.kind[listed.start] in "BHM"
                ):
                    return [], listed, "same"  # "were beaten, given shocks or killed"
                opening = self._insertion(i)
                if opening < 0:
                    return [], (self._previous(group) if i == self.before(k) else None), "same"
                if not bare and (apposed := self._apposed(opening, i)):
                    return apposed, None, "apposition"  # "residents, some 800 people, were evacuated"
                i, passed = opening - 1, "insertion"
            elif kind == "C":
                return [], self._previous(group), "same"
            elif kind == "R":
                if word == "that" and self.complement(i):
                    return [], None, ""
                return self._antecedent(i), None, "relative"
            elif kind == "S":
                return [], self._previous(group), ("same" if group.start - 1 == i else "")
            elif kind in "PT":
                if i == k - 1:
                    return [], self._previous(group), "same"
                i -= 1
            elif kind in "BHMOV":
                before = self.group_of.get(i)
                if before is None:
                    return [], None, ""
                if before is group:
                    i -= 1
                elif bare and i == self.before(k) and set(before.bases) & self.grammar.links:
                    return [], before, "same"  # "remain imprisoned"
                elif before.passive and self.kind[before.start] == "V":
                    i, passed = before.start - 1, "participle"  # "men suspected were"
                elif before.governor or before.rule == "infinitive":
                    i = before.start - 1  # "who refused to shoot": on to "refused"
                elif "g" in before.form and self.kind[before.start] == "V":
                    i, passed = before.start - 1, "participle"
                else:
                    relative = self.before(before.start)
                    if relative >= 0 and self.kind[relative] == "R":
                        i, passed = self._past_relative(relative), "relative clause"
                    else:
                        return [], None, ""
            elif kind in "WDNU":
                start = self.np_start(i)
                numbers = self.numbers_in(start, i + 1)
                at = start - 1
                while at >= 0 and self.kind[at] == '"':
                    at -= 1
                before = self.kind[at] if at >= 0 else "."
                if kind == "U" and word == "those" and bare and before == "P" and self.word[at] == "of":
                    outer = at - 1
                    if outer >= 0 and self.kind[outer] == "N":
                        return [self.items[outer].number], None, "share"  # "27 of those arrested"
                    return [], None, ""
                if (
                    kind == "U"
                    and word == "those"
                    and before == "P"
                    and self.word[at] == "among"
                    and self.before(at) in self.group_of
                ):
                    return [], self.group_of[self.before(at)], "among those"
                if kind == "U" and word in ("they", "he", "she") and (speaker := self._speaker_of(at)):
                    return speaker, None, "pronoun"
                if before in "PT" and at not in self.group_of and not (
                    numbers and self._conjoins(at, group, bare)
                ):
                    if word in ("least", "most", "all"):
                        i = at - 1
                        continue
                    outer = at - 1
                    if numbers and self.word[at] == "of" and outer >= 0 and self.kind[outer] == "N" and not bare:
                        return (
                            [self.items[outer].number],
                            None,
                            "subject",
                        )  # "eight of the 200 people who marched were arrested"
                    if (
                        numbers
                        and self.word[at] == "of"
                        and outer >= 0
                        and self.word[outer] in self.grammar.transparent
                    ):
                        return numbers, None, "subject"
                    if (
                        bare
                        and not passed
                        and self.kind[i] != "Y"
                        and not self._is_name(i)
                        and not (numbers and self.word[at] not in ("with",))
                    ):
                        if self.word[at] in ("of",) and outer >= 0 and self.kind[outer] == "N":
                            i = outer
                            continue
                        if not numbers and self.kind[start] == "D" and outer >= 0 and self.kind[outer] not in "Y":
                            return [], None, ""
                    gerund = self.word[group.start] in ("being", "having") or (
                        self.kind[group.start] == "V" and group.form == "g"
                    )
                    if numbers and (bare or (gerund and i == self.before(k))):
                        return numbers, None, "participle"  # "with several women being held"
                    i = at - 1
                    if i >= 0 and self.kind[i] in "PT" and i not in self.group_of:
                        i -= 1  # "out of", "because of"
                    continue
                if before in "BHMOV":
                    verb = self.group_of.get(at)
                    if (
                        (
                            verb is not None
                            and verb is not group
                            and self.nonfinite(verb)
                            and (not numbers or passed or not bare)
                        )
                        and verb.base not in self.grammar.say
                        and not (bare and not numbers and "g" not in verb.form)
                    ):
                        relative = self.before(verb.start)
                        if relative >= 0 and self.kind[relative] == "R":
                            i = self._past_relative(relative)
                        else:
                            i = verb.start - 1
                        passed = "participle"
                        if not numbers or not verb.passive:
                            continue
                        i = start  # what follows a participle without being its object is itself the subject
                if numbers:
                    return self.coordinated(start, numbers), None, "participle" if bare else "subject"
                if before == "R" and not bare and self.word[at] != "that":
                    return [], None, ""
                if before == "C":
                    joined = self.coordinated(start, [])
                    if joined:
                        return joined, None, "subject"
                    if at and self.kind[at - 1] == "W":
                        i = at - 1  # "of being gay or bisexual were"
                        continue
                return [], None, ""
            else:
                return [], None, ""
        return [], None, ""

    def _conjoins(self, at: int, group: Group, bare: bool) -> bool:
        """Whether the preposition at item `at` leads to a clause: "after dozens crossed the river"."""
        if self.word[at] in ("as", "than"):
            return True
        return self.word[at] in ("after", "before", "since", "until") and not bare and "g" not in group.form

    def _speaker_of(self, i: int) -> list[int]:
        """The numbers that "they" stands for after "said": "three prisoners said they had been beaten"."""
        if i >= 0 and self.word[i] == "that":
            i = self.before(i)
        if i >= 0 and self.kind[i] in "W":
            i = self.before(self.np_start(i))  # "told reporters they had"
        verb = self.group_of.get(i)
        if verb is None or verb.index >= len(self.groups) or not set(verb.bases) & self.grammar.say:
            return []
        return verb.subjects

    def _is_name(self, i: int) -> bool:
        token = self.tokens[self.items[i].start]
        return token[:1].isupper()

    def nonfinite(self, group: Group) -> bool:
        """Whether the group is a participle or in a relative clause, so that the main clause goes on after it."""
        if self.kind[group.start] == "V" and ("g" in group.form or group.passive):
            return True
        if self.word[group.start] in ("being", "having"):
            return True
        if group.governor:
            return True
        before = self.before(group.start)
        return (
            before >= 0 and self.kind[before] == "R" and not (self.word[before] == "that" and self.complement(before))
        )

    def complement(self, i: int) -> bool:
        """Whether the "that" at i begins what somebody says, not a relative clause."""
        before = self.before(i)
        if before < 0:
            return True
        while before >= 0 and self.kind[before] in "Y":
            before = self.before(before)
        if before >= 0 and self.kind[before] == "P":
            before = self.before(before)
        if before < 0 or before in self.group_of:
            return True
        if self.kind[before] == "C" or self.kind[before] == ",":
            return True
        word = self.word[before]
        if self.kind[before] in "WY" and word in self.grammar.reports:
            return True
        start = self.np_start(before)
        verb = self.group_of.get(self.before(start))
        return (
            verb is not None
            and verb.base in ("tell", "inform", "break", "warn", "assure", "remind")
            and self.word[i] == "that"
        )

    def _past_relative(self, relative: int) -> int:
        at = relative - 1
        while at >= 0 and self.kind[at] in ',"':
            at -= 1
        return at

    def _antecedent(self, relative: int) -> list[int]:
        """The numbers that "who" stands for: the nearest phrase, or its owner ("three men from the village who")."""
        i = self._past_relative(relative)
        if i >= 0 and self.kind[i] in "PT":  # "some of whom", "in which"
            i -= 1
            if i >= 0 and self.kind[i] == "N":
                return [self.items[i].number]
            return []
        for _ in range(6):
            if i < 0:
                return []
            if self.kind[i] == "Y":
                i -= 1
                if i >= 0 and self.kind[i] == "P":
                    i -= 1
                continue
            if self.kind[i] == ")":
                i = self._opening(i, "(", ")") - 1
                continue
            if self.kind[i] not in "WNU":
                return []
            if self.kind[i] == "U" and i and self.kind[i - 1] == "N":
                i -= 1  # "four others who"
            start = self.np_start(i)
            numbers = self.numbers_in(start, i + 1)
            if numbers:
                return self.coordinated(start, numbers)
            at = start - 1
            if at < 0 or self.kind[at] not in "PT" or at in self.group_of:
                return []
            if self.word[i].endswith("s") and self.word[at] == "of" and at and self.kind[at - 1] == "W":
                return []
            i = at - 1
        return []

    def _apposed(self, opening: int, closing: int) -> list[int]:
        """The number that stands alone between commas for a subject without one."""
        first = opening + 1
        while first < closing and self.kind[first] in "A":
            first += 1
        if self.kind[first] != "N" or any(i in self.group_of for i in range(first, closing)):
            return []
        if any(self.word[i] in ("them", "whom", "these", "those") for i in range(first, closing)):
            return []
        before = opening - 1
        if before < 0 or self.kind[before] not in "WY" or self.lower[self.items[first].end - 1] in ("them", "whom"):
            return []
        if any(self.kind[i] == "N" for i in range(max(0, opening - 8), opening)):
            return []
        return [self.items[first].number] if closing - first <= 4 else []

    def _opening(self, i: int, opening: str, closing: str) -> int:
        depth = 0
        for at in range(i, max(-1, i - LOOK), -1):
            depth += (self.kind[at] == closing) - (self.kind[at] == opening)
            if depth == 0:
                return at
        return 0

    def _back_to(self, i: int, kind: str) -> int:
        for at in range(i - 1, max(-1, i - LOOK), -1):
            if self.kind[at] in CLAUSE_ENDS:
                return -1
            if self.kind[at] == kind:
                return at
        return -1

    def _insertion(self, i: int) -> int:
        """The comma that opens the insertion which the comma at i closes; -1 if it closes none.

        "..., most of them women, were arrested" and "..., who had fled, were"; a list before the comma is no insertion.
        """
        opening = self._back_to(i, ",")
        while opening >= 0:
            first = opening + 1
            while first < i and self.kind[first] in 'A"':
                first += 1
            word, kind = self.word[first], self.kind[first]
            if (
                kind in "RPNDSX"
                or word in self.grammar.openers
                or (kind == "V" and first in self.group_of and self.nonfinite(self.group_of[first]))
            ):
                return opening
            if kind in "WY" and (i - opening) <= 8:
                return opening
            opening = self._back_to(opening, ",")
        return -1

    # -- objects ---------------------------------------------------------------------------------------------------

    def _find_objects(self, group: Group) -> None:
        if group.verb < 0:
            return
        if group.passive:
            self._find_agent(group)
        i = group.end
        last = len(self.items)
        while i < last and self.kind[i] in 'A"':
            i += 1
        # "detained, beaten and humiliated 100 men": the verbs share the last one's object
        if not group.active_object and i < last and self.kind[i] in ",C":
            at = i
            while at < last and self.kind[at] in ',CA"':
                at += 1
            other = self.group_of.get(at)
            if (
                other is not None
                and other.start == at
                and self.kind[at] == "V"
                and other.active_object
                and at - i <= 3
                and set(other.form) & set(group.form)
            ) and (not group.passive or self.kind[group.start] == "V"):
                group.objects = list(other.objects)
                if group.objects:
                    group.passive = False
                return
        if i < last and self.word[i] in (
            "up",
            "out",
            "down",
            "away",
            "off",
            "in",
            "dead",
            "prisoner",
            "hostage",
            "captive",
            "with",
            "to",
        ):
            i += 1
            while i < last and self.kind[i] in 'A"':
                i += 1
            if i < last and self.kind[i] in ",C" and self.word[i - 1] in ("up", "prisoner", "hostage", "captive"):
                at = i
                while at < last and self.kind[at] in ',CA"':
                    at += 1
                other = self.group_of.get(at)
                if (other is not None and other.start == at and other.objects and not group.passive) or (
                    other is not None and other.active_object and other.start == at
                ):
                    group.objects = list(other.objects)
                    group.passive = False
                    return
        if group.passive:
            return
        group.objects = self.phrases_from(i)

    def _find_agent(self, group: Group) -> None:
        i, last = group.end, len(self.items)
        for _ in range(8):
            if i >= last or self.kind[i] in ".:,":
                return
            if self.word[i] == "by":
                group.agent = self.phrases_from(i + 1)
                return
            i += 1

    def phrases_from(self, i: int, *, first: bool = False) -> list[int]:
        """The numbers of the noun phrase at i and of those joined to it; `first`: that at i in any case."""
        found: list[int] = []
        last = len(self.items)
        for _ in range(12):
            while i < last and self.kind[i] in 'A"':
                i += 1
            if i >= last or self.kind[i] not in NOUN:
                break
            end = self.np_end(i)
            numbers = self.numbers_in(i, end)
            if numbers and not (first and not found) and self._subject_elsewhere(i, end):
                break
            if (
                not numbers
                and end + 1 < last
                and self.word[end] == "of"
                and self.word[end - 1] in self.grammar.transparent
            ):
                inner = end + 1
                end = self.np_end(inner) if self.kind[inner] in NOUN else inner
                numbers = self.numbers_in(inner, end)
            found += numbers
            at = self.past_modifiers(end)
            joined = at
            while joined < last and self.kind[joined] in ",C" and joined - at < 2:
                joined += 1
            if joined == at or joined >= last or self.kind[joined] not in NOUN:
                break
            if self.kind[joined] == "N" and self.word[joined + 1 : joined + 3] in (["of", "whom"], ["of", "them"]):
                break  # "by readers, twelve of whom were": of these, something else is told
            i = joined
        return found

    def past_modifiers(self, i: int) -> int:
        """Past prepositional phrases and dates: "12 people in Aleppo on Monday" """
        last = len(self.items)
        for _ in range(10):
            while i < last and self.kind[i] in 'YA"':
                i += 1
            if i >= last or self.kind[i] not in "PT" or i in self.group_of:
                return i
            at = i + 1
            while at < last and self.kind[at] in 'PYA"':
                at += 1
            if at >= last or self.kind[at] not in NOUN:
                return at
            i = self.np_end(at)
        return i

    def _subject_elsewhere(self, start: int, end: int) -> bool:
        """Whether the phrase is the subject of a finite verb that follows it: "...and three officers were hurt"."""
        at = self.past_modifiers(end)
        group = self.group_of.get(at)
        if group is None or group.start != at:
            return False
        if not group.subjects or "g" in group.form or (self.kind[at] == "V" and group.passive):
            return False
        return start <= self.item_of_number[group.subjects[-1]]

    def _find_gap(self, group: Group) -> None:
        """ "people who authorities detained": the antecedent is what the verb has no object for"""
        if group.verb < 0 or group.objects or group.active_object:
            return
        if self.kind[group.start] == "B" or (group.passive and self.kind[group.start] != "V"):
            return
        i = self.before(group.start)
        if i >= 0 and self.kind[i] == "C" and group.index:
            before = self.groups[group.index - 1]
            group.gap = before.gap
            if group.gap:
                group.passive = False
            return
        if i < 0 or self.kind[i] not in "WU":
            return
        start = self.np_start(i)
        if self.numbers_in(start, i + 1):
            return
        at = self.before(start)
        if at >= 0 and self.kind[at] == "R" and not (self.word[at] == "that" and self.complement(at)):
            group.gap = self._antecedent(at)
        elif at >= 0 and self.kind[at] == "N" and self.kind[i] == "U":
            group.gap = [self.items[at].number]
        if group.gap:
            group.passive = False

    def owner(self, group: Group) -> Group:
        """The group whose subject this one shares, at the end of the chain."""
        seen = 0
        while group.same is not None and not group.subjects and seen < 12:
            if group.rule == "infinitive" and group.same.objects:
                break
            group = group.same
            seen += 1
        return group

    def doers(self, group: Group) -> list[int]:
        """The numbers that are the subject of the group, its own or shared; of "forced 300 people to flee", the 300."""
        owner = self.owner(group)
        if not owner.subjects and owner.rule == "infinitive" and owner.same is not None:
            return owner.same.objects
        return owner.subjects

    def clause_end(self, i: int) -> int:
        """The item at which the clause that goes on at i ends."""
        last = len(self.items)
        while i < last and self.kind[i] not in ".:RS":
            i += 1
        return i
