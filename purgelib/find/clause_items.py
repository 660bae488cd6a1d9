"""A sentence as items: words, number phrases with their nouns, dates, each of a kind; which of them are verbs."""

from bisect import bisect_left
from collections.abc import Sequence

from purgelib.find.grammar import BLANK, UNSETTLED, Forms, Grammar, kind_by_form

NOUN = frozenset("WDNU")  # items that a noun phrase is made of
LOOK = 60  # items that a look to the left or right may pass; a clause is shorter
CLAUSE_ENDS = frozenset({".", ":"})


class ClauseItems:
    """The items of a sentence and the noun phrases that they make."""

    grammar: Grammar
    tokens: Sequence[str]
    lower: list[str]
    present: frozenset[str]  # the words of the sentence
    starts: list[int]  # of each item its first token
    ends: list[int]  # of each item one past its last token
    kind: list[str]  # of each item
    word: list[str]  # of each item, of a phrase the last
    number_of: dict[int, int]  # item -> the number that it is
    item_of_number: dict[int, int]

    def _read_items(self, numbers: Sequence[tuple[int, int, int]], times: Sequence[tuple[int, int]]) -> None:
        lower, kind_of = self.lower, self.grammar.kind_of
        starts, ends = list(range(len(lower))), list(range(1, len(lower) + 1))
        kind, word = [kind_of[word] for word in lower], lower.copy()
        phrases = {start: (end, -1) for start, end in times}
        phrases.update({start: (end, i) for i, (start, _, end) in enumerate(numbers) if start >= 0})
        numbered: list[tuple[int, int]] = []
        following = len(lower)
        for start in sorted(phrases, reverse=True):  # from the end: what is joined moves only what follows
            end, number = phrases[start]
            end, following = min(end, following), start
            if end > start:
                starts[start:end], ends[start:end], word[start:end] = [start], [end], [lower[end - 1]]
                kind[start:end] = ["N" if number >= 0 else "Y"]
                if number >= 0:
                    numbered.append((start, number))
        for i in [i for i, one in enumerate(kind) if one == BLANK][::-1]:
            del starts[i], ends[i], kind[i], word[i]
        self.starts, self.ends, self.kind, self.word = starts, ends, kind, word
        self.number_of = {bisect_left(starts, start): number for start, number in numbered}
        self.item_of_number = {number: i for i, number in self.number_of.items()}
        if UNSETTLED in kind:
            for i in [i for i, one in enumerate(kind) if one == UNSETTLED]:
                kind[i] = self._settled_kind(i)

    def _settled_kind(self, i: int) -> str:
        """The kind of a word that what stands before it decides."""
        word, token = self.word[i], self.tokens[self.starts[i]]
        before, word_before = (self.kind[i - 1], self.word[i - 1]) if i else ("", "")
        if word in ("'s", "’s"):
            return "B" if before == "U" or word_before in ("that", "there", "what", "who") else "D"
        kind = self.grammar.kinds.get(word)
        if before == "N" and word in self.grammar.tails:
            return "A"  # "took seven nurses hostage"
        if kind == "D" and before and before in "BHM" and word in ("all", "both", "each"):
            return "A"
        if kind == "U" and before and before in "BH" and word.endswith(("selves", "self")):
            return "A"  # "were themselves taken away"
        if kind == '"' and word in ("'", "’") and word_before.endswith("s"):
            return "D"  # the possessive of a plural
        if kind == "Y" and word in ("march", "may", "august") and not token[:1].isupper():
            kind = None
        if kind == "M" and token == "May" and self.starts[i]:
            return "Y"
        return kind or kind_by_form(word, self.grammar.no_adverbs)

    def forms(self, word: str) -> Forms:
        """What verb the word may be a form of."""
        return self.grammar.forms_of[word]

    def _mark_verbs(self) -> None:
        kind, forms_of = self.kind, self.grammar.forms_of
        for i, word in enumerate(self.word):
            if kind[i] == "W" or (word == "march" and kind[i] not in "HAPU"):
                if forms := forms_of[word].kinds:
                    verb = self._is_verb(i, forms)
                else:
                    verb = kind[i] == "W" and kind[i - 1] in "MT" and self._unknown_verb(i)
            elif kind[i] == "B" and word.startswith(("get", "got")):
                forms = forms_of[word].kinds
                verb = forms != "" and not self._next_verb(i + 1, "n") and self._is_verb(i, forms)
            else:
                continue
            if verb:
                kind[i] = "V"

    def _unknown_verb(self, i: int) -> bool:
        """A word no list knows is a verb after "will", or after "hope to", where an object follows."""
        if i < 1 or i + 1 >= len(self.kind) or self.kind[i + 1] not in "ND":
            return False
        return self.kind[i - 1] == "M" or (self.kind[i - 1] == "T" and i > 1 and self.kind[i - 2] == "V")

    def _next_verb(self, i: int, want: str) -> bool:
        """Whether a verb of the wanted form stands at i, past adverbs."""
        while i < len(self.kind) and self.kind[i] in "AX":
            i += 1
        return i < len(self.kind) and any(kind in want for kind in self.forms(self.word[i]).kinds)

    def _is_verb(self, i: int, forms: str) -> bool:
        before = self.kind[i - 1] if i else "."
        at = i - 1
        while at >= 0 and self.kind[at] == "A":
            at -= 1
        past_adverbs = self.kind[at] if at >= 0 else "."
        after = self.kind[i + 1] if i + 1 < len(self.kind) else "."
        following = self.word[i + 1] if i + 1 < len(self.kind) else ""
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
            return after in "DN" or following in ("that", "more", "over") or self.tokens[self.starts[at]][:1].isupper()
        return (
            plural
            and (after in "DNWPTAYUR" or (before == "N" and self.forms(self.word[i]).bases[0] in self.grammar.active))
            and not (
                before == "N" and self.ends[i - 1] - self.starts[i - 1] == 1 and after == "P" and following == "of"
            )
        )

    def _infinitive(self, i: int) -> bool:
        at = i + 1
        while at < len(self.kind) and self.kind[at] in "AX":
            at += 1
        if at >= len(self.kind):
            return False
        if self.word[at] in ("be", "have", "get"):
            return True
        forms = self.forms(self.word[at]).kinds
        return self.kind[at] == "V" and (not forms or "b" in forms)

    def _infinitive_follows(self, i: int) -> bool:
        return i < len(self.kind) and self.kind[i] == "T" and self._infinitive(i)

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
        last = len(self.kind)
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
        return [self.number_of[i] for i in range(start, end) if self.kind[i] == "N"]

    def past_modifiers(self, i: int) -> int:
        """Past prepositional phrases and dates: "12 people in Aleppo on Monday" """
        last = len(self.kind)
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
