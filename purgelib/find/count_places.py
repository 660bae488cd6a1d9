"""Where it happened, if the sentence of the number says so."""

from bisect import bisect_left

from purgelib.find.count_dates import Dates
from purgelib.find.passages import Event


class Places(Dates):
    """A sentence with the places of its numbers."""

    def _place(self, number: int, event: Event) -> str:
        clauses = self.clauses
        item = clauses.item_of_number.get(number, 0)
        if event.rule == "gapped":
            return self._place_from(item + 1, by=True) or ""
        group_end = max(event.group.end, event.end) if event.group is not None else event.end
        for start in dict.fromkeys((max(item + 1, group_end), item + 1)):
            if place := self._place_from(start, told=event.category == "interviewed"):
                return place
        group = event.group
        if group is not None:
            same = group.same
            if (
                same is not None
                and clauses.kind[group.start] == "V"
                and same.verb >= 0
                and (place := self._place_from(same.end))
            ):
                return place
            if not group.passive and number in group.objects and (place := self._place_behind(group.start)):
                return place
        following = next((g for g in clauses.groups if g.start >= max(item, group_end)), None)
        if (
            following is not None
            and set(following.bases) & self.words.holding
            and (place := self._place_from(following.end))
        ):
            return place
        anchor = min(item, event.group.start if event.group is not None else event.start)
        return self._place_ahead(anchor) or self._place_of_occasion(event, group_end)

    def _place_of_occasion(self, event: Event, end: int) -> str:
        clauses = self.clauses
        start, stop = self._occasion(event, end)
        for i in range(start, stop - 1):
            if clauses.word[i] not in self.words.place_words or clauses.kind[i + 1] not in "WDN":
                continue
            if name := self._name_in(i + 1, clauses.np_end(i + 1)):
                return name
        return ""

    def _place_behind(self, i: int) -> str:
        """ "Authorities in Chechnya have rounded up": the place that stands last before item i."""
        clauses = self.clauses
        i -= 1
        while i >= 0 and clauses.kind[i] in 'A"Y':
            i -= 1
        if i < 1 or clauses.kind[i] != "W":
            return ""
        start = clauses.np_start(i)
        return self._name_in(start, i + 1) if start and clauses.word[start - 1] in self.words.place_words else ""

    def _place_ahead(self, anchor: int) -> str:
        """ "In Moscow, on 10 May, five ...", "a parade in St. Petersburg in which police ..." """
        clauses = self.clauses
        if (
            clauses.word
            and clauses.word[0] in self.words.place_words
            and (first := next(iter(clauses.groups), None)) is not None
            and anchor <= first.start
        ):
            return self._place_from(0)
        i = anchor - 1
        while i > 0 and clauses.kind[i] in 'WDNAU"':
            i -= 1
        if i > 0 and (
            clauses.word[i] == "where" or (clauses.word[i] == "which" and clauses.word[i - 1] in ("in", "at", "during"))
        ):
            i -= 1 if clauses.word[i] == "where" else 2
            while i >= 0 and clauses.kind[i] in ',"':
                i -= 1
            return self._place_behind(i + 1)
        return ""

    def _place_from(self, i: int, *, by: bool = False, told: bool = False) -> str:
        """The name of a place that the phrases from item i on lead to; "" if none before the clause goes on."""
        clauses = self.clauses
        last = len(clauses.kind)
        found = ""
        placed = False  # the phrase before told where, so that its "of" does too
        for _ in range(16):
            while i < last and clauses.kind[i] in 'YA"':
                i += 1
            if i >= last:
                break
            kind, word = clauses.kind[i], clauses.word[i]
            if (
                kind in ",C"
                and (joined := clauses.group_of.get(i + 1)) is not None
                and joined.start == i + 1
                and joined.same is not None
                and clauses.kind[i + 1] == "V"
                and "g" not in joined.form
            ):
                i = joined.end  # "detained and tortured in Grozny"
                continue
            if kind == ",":
                if placed and not found and i + 1 < last and (name := self._apposed(i + 1)):
                    return name
                if i + 1 < last and clauses.kind[i + 1] in "PY" and not found:
                    i += 1
                    continue
                break
            if kind == "P" or word == "to":
                if i in clauses.group_of or i + 1 >= last:
                    break
                if clauses.kind[i + 1] == "P":
                    i += 1
                    continue
                if clauses.kind[i + 1] not in "WDNUY":
                    break
                if clauses.kind[i + 1] == "Y":
                    i += 2
                    continue
                end = clauses.np_end(i + 1)
                tells = (
                    (word in self.words.place_words and not (told and word == "to"))
                    or (word == "of" and placed)
                    or (by and word == "by")
                )
                if tells and (name := self._name_in(i + 1, end)):
                    return name
                owned = word == "of" and i > 0 and clauses.kind[i - 1] in "NW"
                if not tells and not owned and word not in self.words.passed:
                    break
                placed = (placed and word == "of") or word in self.words.place_words
                i = end
                continue
            if kind in "WD" and not placed and i and clauses.group_of.get(i - 1) is not None:
                end = clauses.np_end(i)
                group = clauses.group_of[i - 1]
                if group.base in ("flee", "leave", "escape") and (name := self._name_in(i, end)):
                    return name
                i = end
                continue
            break
        return found

    def _apposed(self, i: int) -> str:
        """ "the capital, Grozny" """
        clauses = self.clauses
        if clauses.kind[i] != "W" or not self._capital(i):
            return ""
        end = clauses.np_end(i)
        return self._name_in(i, end) if end >= len(clauses.kind) or clauses.kind[end] in ",.:-)" else ""

    def _capital(self, i: int) -> bool:
        return self.clauses.tokens[self.clauses.starts[i]][:1].isupper()

    def _name_in(self, start: int, end: int) -> str:
        """The name of a place that ends a noun phrase, or stands before its "'s"; "" for all other names."""
        clauses = self.clauses
        while end > start and clauses.kind[end - 1] in '"':
            end -= 1
        if end <= start:
            return ""
        last = end - 1
        if not self._capital(last):
            owned = [i for i in range(start + 1, end) if clauses.word[i] in ("'s", "’s")]
            if not owned or not self._capital(owned[0] - 1):
                return ""
            if (
                end < len(clauses.kind)
                and clauses.kind[end] == ","
                and end + 1 < len(clauses.kind)
                and self._capital(end + 1)
                and clauses.kind[end + 1] == "W"
            ):
                return ""
            last = owned[0] - 1
        if clauses.kind[last] != "W" or clauses.word[last] in self.words.institutions:
            return ""
        first = last
        while first > start and clauses.kind[first - 1] == "W" and self._capital(first - 1):
            first -= 1
        low = self.sentence.start + bisect_left(self.at, clauses.starts[first])
        high = self.sentence.start + bisect_left(self.at, clauses.ends[last])
        for span, name in self.context.names_in(max(low - 6, self.sentence.start), high):
            if span.end > low and name.type not in ("state", "other", ""):
                return ""
        return self.sentence.doc[low:high].text
