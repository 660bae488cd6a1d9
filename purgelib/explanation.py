"""Why a number gave a row, or none, and what people decided about it; and a row shown in its sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

COLOURS = {"count": "#b7dcf5", "no count": "#e4e4e4"}
SHOWN = ("low", "high", "modifier", "population", "source", "place", "when", "hedge")


class Number(NamedTuple):
    """A number phrase of a sentence: its rows in the table of counts, or the reason why it gave none."""

    start: int  # in the file
    end: int
    text: str
    rows: tuple[dict[str, Any], ...]
    reason: str


class Explanation(NamedTuple):
    """A sentence of a file with every number in it, as the software read them, and what people put right."""

    file: str
    start: int
    text: str
    numbers: tuple[Number, ...]
    by_hand: tuple[dict[str, Any], ...] = ()  # rows of the table of corrections

    def __str__(self) -> str:
        lines = [f"{self.file}:{self.start}", _marked(self), ""]
        decided = _by_row(self.by_hand)
        for number in self.numbers:
            for row in number.rows:
                said = "  ".join(f"{key} {row[key]}" for key in SHOWN if row[key] not in ("", None))
                lines.append(f"  {number.text!r} at {number.start}: {row['category']}  {said}")
                lines.append(f"      by {row['cue']!r} ({row['rule']})")
                lines += [f"      by hand: {said}" for said in _decisions(decided.pop(row["count"], []))]
            if not number.rows:
                lines.append(f"  {number.text!r} at {number.start}: no count: {number.reason}")
        if not self.numbers:
            lines.append("  there is no number in it")
        for made in decided.values():
            lines.append(f"  {made[0]['text']!r} at {made[0]['start']}: {made[0]['row']} of {made[0]['table']}")
            lines += [f"      by hand: {said}" for said in _decisions(made)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """The sentence as displaCy draws it, for JupyterLab; below it the same in words."""
        marks = [
            {
                "start": number.start - self.start,
                "end": number.end - self.start,
                "label": ", ".join(row["category"] for row in number.rows) or f"no count: {number.reason}",
            }
            for number in self.numbers
        ]
        return _drawn(self.text, marks) + f"<pre>{escape(str(self))}</pre>"


def _by_row(by_hand: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    rows = defaultdict(list)
    for made in by_hand:
        rows[made["row"]].append(made)
    return dict(rows)


def _decisions(made: Iterable[dict[str, Any]]) -> Iterator[str]:
    """What people decided about a row, who and when, a line each."""
    for one in made:
        value, before = one["value"] or "nothing", one["before"] or "nothing"
        what = {
            "drop": "dropped",
            "add": f"added with {one['column']} {value}",
            "change": f"{one['column']} is {value}, not {before}",
        }[one["action"]]
        yield " ".join(f"{what} ({one['who']}, {one['when']}: {one['why']})".split())


def _marked(explanation: Explanation) -> str:
    """The sentence with each number in brackets."""
    text, shift = explanation.text, explanation.start
    for number in reversed(explanation.numbers):
        start, end = number.start - shift, number.end - shift
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return " ".join(text.split())


def explain(file: str | Path, start: int) -> Explanation:
    """The sentence of a file of a corpus that holds the character `start`, with every number in it explained.

    Where the corpus has a corrections.csv, what it says of rows of this sentence is there too.
    Raises ValueError where the file has no such character, or none of a sentence.
    """
    from purgelib import files
    from purgelib.extract import FIELDS, Reader, count_rows, sentence_finder, sentences_of
    from purgelib.find.counts import explain_numbers

    path = Path(file)
    corpus = files.read_corpus(path.parent)
    content = files.read_text(path)
    if not 0 <= start < len(content):
        raise ValueError(f"{path.name}: has no character {start}; it has {len(content)}, counted from 0")
    reader = Reader(corpus.lexicons)
    stated = files.stated_by_file(corpus.stated).get(path.name, {})
    for article in reader.articles(path.name, content, stated):
        if not article.parsed.start <= start < article.parsed.end:
            continue
        shift = article.shift
        sentences = sentences_of(article)
        sentence = sentence_finder(sentences)(start - shift)
        if sentence is None or not sentence.start <= start - shift < sentence.end:
            raise ValueError(f"{path.name}:{start}: stands in no sentence; page furniture and blanks are none")
        found = (
            dict(zip(FIELDS["counts"], row, strict=True)) for row in count_rows(article, sentence_finder(sentences))
        )
        rows = [row for row in found if row["sentence"] == sentence.id]
        numbers = [
            Number(
                span.start_char + shift,
                span.end_char + shift,
                content[span.start_char + shift : span.end_char + shift],
                tuple(_readable(row) for row in rows if _same(row, span, shift)),
                reason,
            )
            for span, reason in explain_numbers(article.doc, reader.nlp.get_pipe("purgelib_counts").words)
            if sentence.start <= span.start_char < sentence.end
        ]
        at = sentence.start + shift
        by_hand = tuple(row for row in _corrected(article, corpus, reader) if at <= row["start"] < sentence.end + shift)
        return Explanation(path.name, at, content[at : sentence.end + shift], tuple(numbers), by_hand)
    raise ValueError(f"{path.name}:{start}: stands in no article")


def _corrected(article: Any, corpus: Any, reader: Any) -> list[dict[str, Any]]:
    """What people put right in an article, as rows of the table of corrections; names are those of this article."""
    from purgelib import corrections, extract

    if not corpus.corrections:
        return []
    rows: dict[str, list] = defaultdict(list)
    extract.add_rows(article, rows)
    raw = extract.tables_of(rows)
    links = extract.Links(extract.Census(extract.names_in(raw)), corpus.actors, reader.linking)
    part = corrections.applied(extract.named(raw, links), corpus.corrections, folder=corpus.folder).part
    return part["corrections"].to_pylist() if "corrections" in part else []


def _same(row: dict[str, Any], span: Any, shift: int) -> bool:
    return row["start"] < span.end_char + shift and span.start_char + shift < row["end"]


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"source": "; ".join(row["source"]), "hedge": "yes" if row["hedge"] else ""}


def show(row: pd.Series, tables: Any = None, *, show_private: bool = False) -> Any:
    """The sentence of a row of any table of passages, the row's words marked in it, as JupyterLab shows it.

    A passage of several sentences is shown with all of them. `tables` are those that the row is from; without them,
    those of the last run. Below stands what people put right in the row. Private persons are masked unless
    `show_private`. Raises ValueError where the row is of no
    table of passages, or its sentence is not among theirs.
    """
    from IPython.display import HTML

    from purgelib.masking import mask, spellings
    from purgelib.tables import load

    if lost := [key for key in ("file", "start", "end", "text") if key not in row]:
        raise ValueError(
            f"a row without {lost[0]} is no passage; show a row of counts, reactions, mentions or the like"
        )
    tables = tables or load(show_private=True)
    sentences = tables.sentences
    sentences = sentences[sentences["file"] == row["file"]]
    around = sentences[(sentences["start"] < row["end"]) & (row["start"] < sentences["end"])]
    if around.empty or ("sentence" in row and row["sentence"] not in set(around["sentence"])):
        named = row.get("sentence", f"{row['file']}:{row['start']}")
        raise ValueError(f"sentence {named!r} is in none of these tables; are they of one run?")
    corrected = str(row.get("corrected") or "")
    parts = [*_parted(row, around), corrected and f", corrected by hand ({corrected})"]
    if not show_private:
        private = spellings(tables.actors)
        parts = [mask(part, private) for part in parts]
    before, words, after, corrected = parts
    label = str(row.get("category") or row.get("type") or row.get("kind") or "")
    mark = [{"start": len(before), "end": len(before) + len(words), "label": label}]
    place = f"{row['file']}:{row['start']}–{row['end']}"
    return HTML(_drawn(before + words + after, mark) + f"<small>{escape(place + corrected)}</small>")


def _parted(row: pd.Series, sentences: pd.DataFrame) -> list[str]:
    """The text of the sentences before, in and after the row's words."""
    text, start, end = "", 0, 0
    for one in sentences.itertuples():
        text += " " if text else ""
        if one.start <= row["start"] < one.end:
            start = len(text) + row["start"] - one.start
        if one.start < row["end"]:
            end = len(text) + min(row["end"], one.end) - one.start
        text += one.text
    if len(sentences) == 1 and text[start:end] != row["text"]:  # masked tables, whose words are not those of the file
        start = max(0, text.find(row["text"]))
        end = start + len(row["text"])
    return [text[:start], text[start:end], text[end:]]


def _drawn(text: str, marks: list[dict[str, Any]]) -> str:
    from spacy import displacy

    marks = [{**mark, "label": escape(mark["label"])} for mark in marks]
    colours = {
        mark["label"]: COLOURS["no count" if mark["label"].startswith("no count") else "count"] for mark in marks
    }
    return displacy.render(
        {"text": text, "ents": marks}, style="ent", manual=True, jupyter=False, options={"colors": colours}
    )
