"""A sentence as items: words, number phrases with their nouns, dates, each of a kind; which of them are verbs."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from purgelib.find.grammar import Grammar
from purgelib.find.verb_forms import Form

NOUN = frozenset("WDNU")  # items that a noun phrase is made of
LOOK = 60  # items that a look to the left or right may pass; a clause is shorter
CLAUSE_ENDS = frozenset({".", ":"})


class Item(NamedTuple):
    """A piece of a sentence: tokens start to end, its kind, and the number that it is (-1: none)."""

    kind: str
    start: int
    end: int
    word: str
    number: int


@lru_cache(maxsize=50_000)
def _kind_by_form(word: str, no_adverbs: frozenset[str]) -> str:
    """The kind of a word that no list knows."""
    if word.endswith("ly") and len(word) > 4 and word not in no_adverbs:
        return "A"
    if set(word) <= set("-–—"):
        return "-"
    if not any(letter.isalnum() for letter in word):
        return '"'
    return "W"


class ClauseItems:
    """The items of a sentence and the noun phrases that they make."""

    grammar: Grammar
    tokens: Sequence[str]
    lower: list[str]
    items: list[Item]
    kind: list[str]  # of each item
    word: list[str]  # of each item

    def _items(self, numbers: Sequence[tuple[int, int, int]], times: Sequence[tuple[int, int]]) -> list[Item]:
        starts = {start: (end, -1) for start, end in times}
        starts.update({start: (end, i) for i, (start, _, end) in enumerate(numbers)})
        items: list[Item] = []
        at, last = 0, len(self.tokens)
        while at < last:
            end, number = starts.get(at, (at, -1))
            if end > at:
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
        return kind or _kind_by_form(word, grammar.no_adverbs)

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

    def _infinitive_follows(self, i: int) -> bool:
        return i < len(self.items) and self.kind[i] == "T" and self._infinitive(i)

    def before(self, i: int) -> int:
        i -= 1
        while i >= 0 and self.kind[i] in 'A"':
            i -= 1
        return i

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
