"""Names that the document has shown elsewhere: what context placed once, and its outlet and authors."""

from collections.abc import Iterable

from purgelib.find.name_clues import Stated
from purgelib.find.name_context import Context, Found

CONTEXT_RULES = frozenset(("what it is called beside", "listed with media", "which, not who", "speaks, in capitals"))

GUESSED = frozenset(("capitalised words", "source", "reporting verb", "apposition"))


class Repeated(Context):
    """Reads again what the first reading has shown."""

    def _repeat(self, stated: Iterable[Stated]) -> None:
        """Every place of a name that only one place has shown to be an organisation's, and of what is stated."""
        shown: dict[str, Found] = {}
        for name in self.found:
            if name.rule in CONTEXT_RULES and " " in name.text:
                shown.setdefault(name.text, name)
        for name, kind in stated:
            if " " not in name and self.everyday(name):
                continue
            if kind == "person" and name.split()[-1] in self.words.heads:
                kind = "media"
            rule = "author of the document" if kind == "person" else "outlet of the document"
            shown.setdefault(name, Found(0, 0, name, name, kind, "", rule))
        if not shown:
            return
        by_first: dict[str, list[str]] = {}
        for text in sorted(shown, key=len, reverse=True):
            by_first.setdefault(text.split(" ", 1)[0], []).append(text)
        again: list[Found] = []
        for cap in self.caps:
            for text in by_first.get(cap.text, ()):
                end = cap.start + len(text)
                ends = not self.text[end : end + 1].isalnum()
                if cap.mode != "upper" and ends and self.text.startswith(text, cap.start):
                    again.append(shown[text]._replace(start=cap.start, end=end, text=text))
                    break
        self._put(again)

    def _put(self, again: list[Found]) -> None:
        """Adds what nothing stronger covers; persons guessed from capitals and a verb give way."""
        taken = {at: name for name in self.found for at in (name.start, name.end)}
        added: set[tuple[int, int]] = set()
        for name in again:
            other = taken.get(name.start) or taken.get(name.end)
            if other is None or other.rule in GUESSED:
                added.add((name.start, name.end))
                self.found.append(name)
        if added:
            starts = {start for start, _ in added} | {end for _, end in added}
            self.found = [
                name
                for name in self.found
                if name.rule not in GUESSED or (name.start not in starts and name.end not in starts)
            ]
