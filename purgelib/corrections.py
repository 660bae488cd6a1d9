"""What people put right by hand: `corrections.csv` beside a corpus, applied to the tables that the software made.

A line changes one column of a row, drops a row, or gives one column of a row to add; each says who put it right, when
and why. A row is named by its id, and the id stays as the software made it, even where a corrected category or actor is
part of it: it is what people cite. So corrections hold over re-runs, until a text is edited or the software reads it
otherwise and a row is gone. Then the run stops and names the nearest row, for a person to decide.

What follows from a correction follows by itself: the codes of a reaction from its type, `when` from the other dates of
a count, the figures of the actors from the mentions. A bound put in by hand holds under every convention.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from purgelib import files, lexicons, schemas

FILE = "corrections.csv"
REQUIRED = ("row", "column", "value", "who", "when", "why")
OPTIONAL = ("action", "table")
COLUMNS = {  # what may be corrected; the rest is where a row stands, or how the software found it
    "counts": (
        *("category", "low", "high", "modifier", "population", "source", "place", "when", "event_date", "as_of"),
        *("hedge", "in_reference", "unit", "whole"),
    ),
    "reactions": ("actor", "type", "date", "quote", "target"),
    "mentions": ("actor", "type"),
    "quotes": ("speaker", "kind", "via"),
    "references": ("authors", "title", "outlet", "published", "retrieved", "archived", "quoted"),
}
PASSAGE = ("file", "start", "end", "text")
NEEDED = {  # of a row to add; references are counted by their article and cannot be added
    "counts": ("category",),
    "reactions": ("actor", "type"),
    "mentions": ("actor",),
    "quotes": ("speaker", "kind"),
}
DATES = ("when", "event_date", "as_of", "date", "published", "retrieved", "archived")
NAMES = ("actor", "target", "source", "speaker", "via")  # columns that name actors
SEVERAL = ("source", "speaker", "via")  # of them, those that may name more than one
ELSEWHERE = {
    "documents": "what is said of an article stands in documents.csv",
    "actors": "what is decided about actors stands in actors.csv",
}
PARTED = "; "
BY_HAND = "added by hand"
LABEL = 60  # characters of a cell that a message repeats


class Correction(NamedTuple):
    """A line of corrections.csv whose form is right; `value` has the type of its column."""

    line: int  # row 1 is the header
    action: str
    table: str
    row: str  # of a row to add, a label that its lines share
    column: str
    value: str | int | None
    who: str
    when: str
    why: str


class People(NamedTuple):
    """What the corrections of a part say of actors; what follows from it shows when all parts are known."""

    before: frozenset[str] = frozenset()  # whom the mentions named before
    named: tuple[tuple[str, str], ...] = ()  # actor, and the type that it has if no mention says one
    types: tuple[tuple[int, str, str], ...] = ()  # line, actor and its type
    renamed: tuple[tuple[str, str], ...] = ()  # actor of a cell before, and now
    unnamed: tuple[tuple[str, str], ...] = ()  # actor and words of what does not name it any more


class Applied(NamedTuple):
    """A part of a corpus with its corrections."""

    part: dict[str, pa.Table]
    problems: tuple[tuple[int, str], ...] = ()  # line and sentence
    lines: frozenset[int] = frozenset()  # the lines that were about this part, right or wrong
    people: People | None = None  # None where no line was about this part


# Reading


def read_corrections(
    rows: Iterable[Mapping[str, str]], texts: Iterable[str], additions: Mapping[str, str]
) -> tuple[Correction, ...]:
    """The lines of corrections.csv, held against what can be known without the tables.

    `texts` are the names of the corpus's files, `additions` its lexicons, which may name categories and types.

    Raises files.CorpusError with a sentence for every line that is wrong.
    """
    words = lexicons.read_lexicons(additions)
    allowed = {("counts", "category"): list(words["counts"]["categories"])}
    allowed |= {("reactions", "type"): list(words["reactions"]["types"])}
    short_names = {files.short_name(name) for name in texts}
    found, problems = [], []
    for line, row in enumerate(rows, 2):
        if not any(row.values()):  # spreadsheets leave such rows behind
            continue
        try:
            found.append(_read_line(line, row, short_names, allowed))
        except ValueError as error:
            problems.append((line, str(error)))
    problems += _contradictions(found)
    problems += _lacking(found, set(texts))
    _raise(problems)
    return tuple(found)


def _read_line(
    line: int, row: Mapping[str, str], short_names: set[str], allowed: Mapping[tuple[str, str], list[str]]
) -> Correction:
    """Raises ValueError with what is wrong with the line."""
    action, name, column = row.get("action", "") or "change", row["row"], row["column"]
    for key in ("who", "when", "why"):
        if not row[key]:
            raise ValueError(f"{key} is empty; say who put this right, when and why")
    if not files.is_date(row["when"]):
        raise ValueError(
            f"when {_short(row['when'])!r} is no date; write it as 2024-05-02, in a spreadsheet in a column of text"
        )
    if action not in schemas.ACTIONS:
        raise ValueError(f"action {_short(action)!r} is not known; there are {', '.join(schemas.ACTIONS)}")
    if not name:
        raise ValueError("row is empty; write the id of a row, or a word of your own for one to add")
    table = _table_of(action, name, row.get("table", ""), short_names, allowed)
    if action == "drop":
        if column or row["value"]:
            raise ValueError("a row is dropped whole; leave column and value empty")
        return Correction(line, action, table, name, "", "", row["who"], row["when"], row["why"])
    columns = (*PASSAGE, *COLUMNS[table]) if action == "add" else COLUMNS[table]
    if column not in columns:
        if column in schemas.columns(table):
            raise ValueError(
                f"column {column} of {table} is not corrected by hand; those that are: {', '.join(COLUMNS[table])}"
            )
        raise ValueError(f"column {_short(column)!r} of {table} is not known; {lexicons.nearest(column, columns)}")
    value = read_value(table, column, row["value"], allowed=allowed.get((table, column)))
    return Correction(line, action, table, name, column, value, row["who"], row["when"], row["why"])


def _table_of(
    action: str, name: str, table: str, short_names: set[str], allowed: Mapping[tuple[str, str], list[str]]
) -> str:
    if table and table not in COLUMNS:
        if table in ELSEWHERE:
            raise ValueError(f"table {table} is not corrected here; {ELSEWHERE[table]}")
        raise ValueError(f"table {_short(table)!r} is not known; there are {', '.join(COLUMNS)}")
    if action == "add":
        if not table:
            raise ValueError("table is empty; a row to add needs one of " + ", ".join(NEEDED))
        if table not in NEEDED:
            raise ValueError(f"no row is added to {table}; there are {', '.join(NEEDED)}")
        return table
    meant = table_of_id(name, allowed[("counts", "category")])
    if not meant:
        raise ValueError(f"{_short(name)!r} is no id of a row, such as {sorted(short_names)[0]}:1:812:detained")
    if (short := name.partition(":")[0]) not in short_names:
        raise ValueError(f"no file of the corpus has the id {short!r}; {lexicons.nearest(short, sorted(short_names))}")
    if table and table != meant:
        raise ValueError(f"{name} is the id of a row of {meant}, not of {table}")
    return meant


def table_of_id(row: str, categories: Iterable[str] = schemas.CATEGORIES) -> str:
    """The table that an id is of, told by its form; "" where it is none.

    >>> table_of_id("flood:1:812:detained"), table_of_id("flood:1:812-830"), table_of_id("flood:1:r3")
    ('counts', 'quotes', 'references')
    """
    match = re.fullmatch(r"[\w.-]+:\d{1,9}:(r?)(\d{1,9})(-\d{1,9})?((?::[^:]+)*)", row)
    if not match:
        return ""
    reference, _, end, rest = match.groups()
    after = rest.split(":")[1:]
    if reference:
        return "" if end or after else "references"
    if not after or (len(after) == 1 and after[0].isdecimal()):
        return "quotes" if end else "mentions"
    if end:
        return ""
    if len(after) == 1 or (len(after) == 2 and after[0] in categories and after[1].isdecimal()):
        return "counts"
    return "reactions" if len(after) <= 3 else ""


def read_value(table: str, column: str, text: str, *, allowed: Iterable[str] | None = None) -> str | int | None:
    """A cell as its column holds it.

    Raises ValueError where it is no number, no date, none of what the column allows, or empty where it may not be.

    >>> read_value("counts", "low", "12"), read_value("counts", "low", "")
    (12, None)
    """
    declared = schemas.columns(table)[column]
    only = allowed or next((one.statistics["allowed_values"] for one in declared.checks if one.name == "isin"), None)
    if schemas.is_number(declared):
        if not text and declared.nullable:
            return None
        if not re.fullmatch(r"[0-9]{1,15}(\.0+)?", text):  # spreadsheets write 12.0 for 12
            raise ValueError(f"value {_short(text)!r} of {column} is no whole number from 0 upwards")
        number = int(text.partition(".")[0])
        if only and number not in only:
            raise ValueError(f"value {number} of {column} is not allowed; there are {', '.join(map(str, only))}")
        return number
    if only and text not in only:
        raise ValueError(f"value {_short(text)!r} of {column} is not allowed; {lexicons.nearest(text, list(only))}")
    if column in DATES and text and not files.is_date(text):
        raise ValueError(
            f"value {_short(text)!r} of {column} is no EDTF date; write 2017-04-13, 2017-04, 2017 or 2017-04/2017-06"
        )
    if column in SEVERAL:
        text = PARTED.join(dict.fromkeys(filter(None, (name.strip() for name in text.split(";")))))
    elif column in NAMES and ";" in text:
        raise ValueError(f"value {_short(text)!r} of {column} names several; it holds one actor")
    if column in NAMES and re.search(r"[\x00-\x1f\x7f]", text):
        raise ValueError(f"value of {column} holds a line break or another sign that is part of no name")
    if not text and column in ("file", "text", *NEEDED.get(table, ())):
        raise ValueError(f"value of {column} is empty")
    return text


def _contradictions(found: Iterable[Correction]) -> Iterator[tuple[int, str]]:
    """What is said twice of one column, or of a row that another line drops."""
    first: dict[tuple[str, ...], int] = {}
    for one in found:
        key = ("add", one.table, one.row, one.column) if one.action == "add" else (one.row, one.column)
        if key in first:
            what = f"{one.column} of {one.row}" if one.column else f"row {one.row}"
            yield one.line, f"{what} has a line already, row {first[key]}; keep one of them"
        first.setdefault(key, one.line)
    for one in found:
        if one.action == "change" and (dropped := first.get((one.row, ""))):
            yield one.line, f"{one.row} is dropped in row {dropped}; keep one of them"


def _lacking(found: Iterable[Correction], texts: set[str]) -> Iterator[tuple[int, str]]:
    """What rows to add do not say but must."""
    for lines in _by_row(one for one in found if one.action == "add").values():
        cells = {one.column: one for one in lines}
        table, line = lines[0].table, lines[0].line
        missing = [key for key in ("file", *NEEDED[table]) if key not in cells]
        if "text" not in cells and not {"start", "end"} <= cells.keys():
            missing.append("text")
        if missing:
            yield line, f"the row to add, {_short(lines[0].row)!r}, has no line for {' and '.join(missing)}"
        file = cells.get("file")
        if file and file.value not in texts:
            near = lexicons.nearest(str(file.value), sorted(texts)) if len(texts) <= 20 else ""
            yield file.line, f"no file {_short(file.value)!r} is in the folder" + (f"; {near}" if near else "")


def _short(text: object) -> str:
    text = str(text)
    return text if len(text) <= LABEL else f"{text[:LABEL]}…"


def _raise(problems: Iterable[tuple[int, str]]) -> None:
    """Raises files.CorpusError where there is a problem, in the order of the lines."""
    if sentences := [f"{FILE}, row {line}: {problem}" for line, problem in sorted(set(problems))]:
        raise files.CorpusError(sentences)


# Applying


def applied(part: Mapping[str, pa.Table], corrections: Iterable[Correction], *, folder: Path) -> Applied:
    """A part of a corpus with the corrections of its articles; the tables given stay as they are.

    A part is whole articles whose actors have their names, before anything is said of the actors; `folder` holds the
    texts. Tables that a correction touches have a column `corrected` then, and there is the table `corrections`.
    """
    corrections = tuple(corrections)
    if not corrections:
        return Applied(dict(part))
    work = _Work(part, folder)
    for lines in _by_row(one for one in corrections if one.action != "add").values():
        if _document_of(lines[0].row) in work.documents:
            work.correct(lines)
    for lines in _by_row(one for one in corrections if one.action == "add").values():
        work.add(lines)
    if not work.lines:
        return Applied(dict(part))
    return Applied(work.part(), tuple(work.problems), frozenset(work.lines), work.people())


def check(corrections: Iterable[Correction], done: Iterable[Any], actors: Iterable[Mapping[str, str]] = ()) -> None:
    """Raises files.CorpusError with all that was wrong in any part, and what was about none.

    `done` has the `problems`, `lines` and `people` of each part, `actors` are the rows of actors.csv.
    """
    problems, seen, types = [], set(), []
    for one in done:
        problems += one.problems
        seen |= one.lines
        types += one.people.types if one.people else ()
    problems += _two_types(sorted(types), {row["actor"]: row["type"] for row in actors if row.get("type")})
    for lines in _by_row(corrections).values():
        first = lines[0]
        if first.line in seen:
            continue
        if first.action == "add":
            problems.append((first.line, f"the passage of {_short(first.row)!r} stands in no article"))
        else:
            problems.append(
                (first.line, f"{first.row} is gone: there is no article {_document_of(first.row)} any more")
            )
    _raise(problems)


def _two_types(types: Iterable[tuple[int, str, str]], decided: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """An actor has one type: what a person says of one mention holds for all of them."""
    first = {actor: (type, "actors.csv") for actor, type in decided.items()}
    for line, actor, type in types:
        known, place = first.setdefault(actor, (type, f"row {line}"))
        if type != known:
            yield line, f"{actor} is {known} in {place} and {type} here; an actor has one type"


def _by_row(corrections: Iterable[Correction]) -> dict[tuple[str, str, str], list[Correction]]:
    """The lines of each row."""
    rows = defaultdict(list)
    for one in corrections:
        rows["add" if one.action == "add" else "", one.table, one.row].append(one)
    return rows


def _document_of(row: str) -> str:
    return ":".join(row.split(":")[:2])


class _Work:
    """The rows of a part while they are corrected."""

    def __init__(self, part: Mapping[str, pa.Table], folder: Path):
        self.given, self.folder = part, folder
        self.documents = {row["document"]: row for row in part["documents"].to_pylist()}
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.by_id: dict[str, dict[str, dict[str, Any]]] = {}
        self.dropped: set[str] = set()
        self.made: list[dict[str, Any]] = []  # rows of the table of corrections
        self.problems: list[tuple[int, str]] = []
        self.lines: set[int] = set()
        self.named: list[tuple[str, str]] = []  # this and the next three as in People
        self.types: list[tuple[int, str, str]] = []
        self.renamed: list[tuple[str, str]] = []
        self.unnamed: list[tuple[str, str]] = []

    def of(self, table: str) -> dict[str, dict[str, Any]]:
        """The rows of a table by id."""
        if table not in self.rows:
            self.rows[table] = [row | {"corrected": ""} for row in self.given[table].to_pylist()]
            self.by_id[table] = {row[key_of(table)]: row for row in self.rows[table]}
        return self.by_id[table]

    # Changing and dropping

    def correct(self, lines: list[Correction]) -> None:
        """A row changed or dropped."""
        self.lines |= {one.line for one in lines}
        first = lines[0]
        row = self.of(first.table).get(first.row)
        if row is None:
            self.problems.append((first.line, self._gone(first)))
            return
        if first.action == "drop":
            self._record(first, row, before=in_words(first.table, row), value="")
            self.dropped.add(first.row)
            self._unname(first.table, row)
            return
        before = dict(row)
        for one in lines:
            row[one.column] = one.value
            self._record(one, row, before=before[one.column], value=one.value)
        row["corrected"] = PARTED.join(f"{one.column}: {one.who}, {one.when}" for one in lines)
        self._settle(first.table, row, {one.column for one in lines}, lines, before)

    def _gone(self, one: Correction) -> str:
        document = _document_of(one.row)
        others = [row for row in self.of(one.table).values() if row["document"] == document]
        if not others:
            return f"{one.row} is gone: {document} has no {one.table} any more"
        at, suffix = _place(one.row)
        near = min(others, key=lambda row: (_place(row[key_of(one.table)])[1] != suffix, abs(row["start"] - at)))
        words = f" (“{_short(' '.join(near['text'].split()))}”)" if one.table == "counts" else ""
        return (
            f"{one.row} is gone: the text was edited, or is read otherwise; the nearest row is"
            f" {near[key_of(one.table)]}{words}"
        )

    def _settle(
        self,
        table: str,
        row: dict[str, Any],
        columns: set[str],
        lines: list[Correction],
        before: Mapping[str, Any] | None = None,
    ) -> None:
        """What follows from the columns that were set."""
        if table == "counts":
            if columns & {"low", "high", "modifier"}:
                row["convention"] = ""
            if "when" not in columns and columns & {"event_date", "as_of"}:
                row["when"] = row["event_date"] or row["as_of"]
            elif "when" in columns and not columns & {"event_date", "as_of"}:
                row["as_of" if row["as_of"] and not row["event_date"] else "event_date"] = row["when"]
                row["as_of"] = row["as_of"] if row["when"] else ""
            if before and "source" in columns:  # those words credit whom the software read
                row |= {"credit": "", "credit_start": None, "credit_end": None}
            if None not in (row["low"], row["high"]) and row["low"] > row["high"]:
                sentence = f"low {row['low']} of {_short(lines[0].row)} would be above high {row['high']}; correct both"
                self.problems.append((lines[0].line, sentence))
        if table == "reactions" and "type" in columns:
            row |= lexicons.read_crosswalk().get(row["type"], dict.fromkeys(("plover", "cameo", "huridocs"), ""))
        if table == "reactions" and "date" in columns:
            row["date_basis"] = "correction" if row["date"] else ""
        if before:
            self._unname(table, before, row)
        self._name(table, row, columns, before)
        if table == "mentions" and "type" in columns:
            self.types += [(one.line, row["actor"], one.value) for one in lines if one.column == "type"]

    # Actors

    def _name(
        self, table: str, row: dict[str, Any], columns: set[str], before: Mapping[str, Any] | None = None
    ) -> None:
        """Note the actors that were named by hand. A mention leaves type and country to others of its actor."""
        type = ""
        if table == "mentions" and "actor" in columns:
            row["country"] = ""
            if "type" not in columns:
                type, row["type"] = row["type"], ""
        old = {name for key in NAMES if before and key in before for name in _names(before[key])}
        for key in sorted(columns & set(NAMES)):
            for name in _names(row[key]):
                if name == "unnamed":
                    continue
                self.named.append((name, type))
                self.renamed += [(one, name) for one in sorted(old - {name})]

    def _unname(self, table: str, before: Mapping[str, Any], row: Mapping[str, Any] | None = None) -> None:
        """Note the actors that a row named and does not name any more, for them to stay masked if they are private."""
        for key in set(NAMES) & before.keys():
            left = _names(row[key]) if row else []
            gone = [name for name in _names(before[key]) if name not in left]
            self.unnamed += [(name, before["text"] if table == "mentions" else name) for name in gone]

    # Adding

    def add(self, lines: list[Correction]) -> None:
        """A row added to the table, where its article is in this part."""
        table, label = lines[0].table, lines[0].row
        cells = {one.column: one.value for one in lines}
        articles = [row for row in self.documents.values() if row["file"] == cells["file"]]
        if not articles:
            return
        try:
            start, end, text = self._passage(cells, label)
        except ValueError as error:
            self.lines |= {one.line for one in lines}
            self.problems.append((lines[0].line, str(error)))
            return
        article = next((row for row in articles if row["start"] <= start and end <= row["end"]), None)
        if article is None:
            return
        self.lines |= {one.line for one in lines}
        document = article["document"]
        sentence = self._sentence_at(document, start)
        if sentence is None:
            problem = f"the passage of {_short(label)!r}, {cells['file']}:{start}, stands in no sentence"
            self.problems.append((lines[0].line, problem))
            return
        same = next((row for row in self.of(table).values() if _alike(table, row, start, end, cells)), None)
        if same and same[key_of(table)] not in self.dropped:
            known = f"the row to add, {_short(label)!r}, is there already as {same[key_of(table)]}"
            self.problems.append((lines[0].line, f"{known}; take it out of {FILE}, or correct that one"))
            return
        row = self._empty(table) | {key: cells[key] for key in COLUMNS[table] if key in cells}
        row |= {"file": cells["file"], "start": start, "end": end, "text": text}
        row |= {"document": document, "sentence": sentence}
        if "cue_start" in row and not schemas.columns(table)["cue_start"].nullable:
            row |= {"cue_start": start, "cue_end": start}
        if table == "counts" and "modifier" not in cells:
            row["modifier"] = _modifier(row["low"], row["high"])
        row[key_of(table)] = self._fresh_id(table, row)
        row["corrected"] = f"added: {lines[0].who}, {lines[0].when}"
        self._insert(table, row)
        for one in lines:
            self._record(one, row, before="", value=one.value)
        self._settle(table, row, set(cells) & set(COLUMNS[table]), lines)

    def _passage(self, cells: Mapping[str, Any], label: str) -> tuple[int, int, str]:
        """Start, end and words of a passage, of which start and end, or words that stand once in the file, are enough.

        Raises ValueError where that is no passage of the file.
        """
        file, start, end, text = (cells.get(key) for key in PASSAGE)
        content = files.read_text(self.folder / file)
        what = f"the passage of {_short(label)!r}"
        if text and start is None:
            found = [match.start() for match in re.finditer(f"(?={re.escape(text)})", content)]
            if len(found) != 1:
                times = f"stands in {file} {len(found)} times" if found else f"is not in {file}"
                ask = "; add a line for start: " + ", ".join(map(str, found[:5])) if found else ""
                raise ValueError(f"{what}, “{_short(text)}”, {times}{ask}")
            start = found[0]
        if text and end is None:
            end = start + len(text)
        if not 0 <= start < end <= len(content) or (text and content[start:end] != text):
            there = f"; there it says “{_short(content[start:end])}”" if 0 <= start < end <= len(content) else ""
            raise ValueError(f"{what} is not at {start} to {end} of {file}{there}")
        return start, end, content[start:end]

    def _sentence_at(self, document: str, start: int) -> str | None:
        if not hasattr(self, "sentences"):
            self.sentences = self.given["sentences"].to_pylist()
        return next(
            (
                row["sentence"]
                for row in self.sentences
                if row["document"] == document and row["start"] <= start < row["end"]
            ),
            None,
        )

    def _empty(self, table: str) -> dict[str, Any]:
        """A row that says nothing."""
        row: dict[str, Any] = {}
        for field in self.given[table].schema:
            declared = schemas.columns(table).get(field.name)
            number = declared is not None and schemas.is_number(declared)
            row[field.name] = (None if declared.nullable else 0) if number else ""
        by_hand = {"rule": BY_HAND, "found_by": "hand", "unit": "persons"}
        return row | {key: value for key, value in by_hand.items() if key in row}

    def _fresh_id(self, table: str, row: Mapping[str, Any]) -> str:
        from purgelib.extract import slug  # which needs this module

        suffix = {
            "counts": lambda: f":{row['category']}",
            "reactions": lambda: f":{row['type']}:{slug(row['actor'])}",
            "mentions": lambda: "",
            "quotes": lambda: f"-{row['end']}",
        }[table]()
        name = f"{row['document']}:{row['start']}{suffix}"
        taken, number = self.of(table), 1
        while (fresh := name if number == 1 else f"{name}:{number}") in taken:
            number += 1
        return fresh

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        """Put the row after those that stand before it."""
        order = {document: number for number, document in enumerate(self.documents)}
        here = (order[row["document"]], row["start"])
        rows = self.rows[table]
        before = [i for i, one in enumerate(rows) if (order[one["document"]], one["start"]) <= here]
        rows.insert(before[-1] + 1 if before else 0, row)
        self.by_id[table][row[key_of(table)]] = row

    # Results

    def _record(self, one: Correction, row: Mapping[str, Any], *, before: Any, value: Any) -> None:
        self.made.append(
            {key: row[key] for key in (*PASSAGE, "document")}
            | {"action": one.action, "table": one.table, "row": row[key_of(one.table)], "column": one.column}
            | {"before": _as_text(before), "value": _as_text(value)}
            | {"who": one.who, "when": one.when, "why": one.why, "line": one.line}
            | {"correction": f"{row[key_of(one.table)]}:{one.column or one.action}"}
        )

    def part(self) -> dict[str, pa.Table]:
        """The part with its rows corrected, and what was done, article by article."""
        part = dict(self.given)
        for table, rows in self.rows.items():
            schema = self.given[table].schema.append(pa.field("corrected", pa.string()))
            left = [row for row in rows if row[key_of(table)] not in self.dropped]
            part[table] = pa.Table.from_pylist(left, schema=schema)
        order = {document: number for number, document in enumerate(self.documents)}
        made = sorted(self.made, key=lambda row: (order[row["document"]], row["line"]))
        types = {key: pa.int64() if schemas.is_number(one) else pa.string() for key, one in _DECLARED.items()}
        part["corrections"] = pa.Table.from_pylist(made, schema=pa.schema(types))
        return part

    def people(self) -> People:
        return People(
            frozenset(self.given["mentions"]["actor"].to_pylist()),
            *map(tuple, (self.named, self.types, self.renamed, self.unnamed)),
        )


_DECLARED = schemas.columns("corrections")


def key_of(table: str) -> str:
    """The column that holds the ids of a table: `count` of `counts`."""
    return table.removesuffix("s")


def in_words(table: str, row: Mapping[str, Any]) -> str:
    """All that a row says, of the columns that can be corrected."""
    return PARTED.join(f"{key}: {row[key]}" for key in COLUMNS[table] if row[key] not in ("", None))


def _place(row: str) -> tuple[int, str]:
    """The character at which an id says that its row begins, and what follows in it."""
    match = re.match(r"[^:]+:\d+:r?(\d+)(.*)", row)
    return int(match[1]), match[2]


def _names(cell: str) -> list[str]:
    return [name for name in cell.split(PARTED) if name]


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _modifier(low: int | None, high: int | None) -> str:
    """How plain words would bound the number."""
    if low is None and high is None:
        return "vague"
    if low is None or high is None:
        return "up_to" if low is None else "at_least"
    return "exact" if low == high else "range"


def _alike(table: str, row: Mapping[str, Any], start: int, end: int, cells: Mapping[str, Any]) -> bool:
    """Whether a row says what a row to add would say: of one passage, one category or reaction."""
    if row["file"] != cells["file"] or (row["start"], row["end"]) != (start, end):
        return False
    return all(row[key] == cells[key] for key in NEEDED[table] if table != "quotes" or key != "kind")
