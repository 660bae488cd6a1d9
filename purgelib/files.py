"""The disk: corpora and tables in, tables, figures and pages out. Nothing else here knows a path.

What is written together appears together: new contents wait in a folder of their own until all are complete, a journal
says so, and only then do they take their places. A run that dies before the journal leaves the old files; one that dies
after it is finished by whoever opens the folder next. Two that write into one folder take turns.
"""

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from purgelib import schemas

try:
    import fcntl
except ImportError:  # Windows: there, who writes twice into one folder has to wait by himself
    fcntl = None

LARGEST = 50_000_000  # bytes of a file; a book has one million, and a Doc takes many times its text
LARGEST_REPORT = 10_000_000  # bytes of the texts of one; its notebooks hold all tables and draw every row
LONGEST_LINE = 5_000_000  # characters; spaCy keeps a document in memory, and news has line breaks
STATED = ("title", "outlet", "author", "published", "url", "language", "restates")
ACTOR = ("type", "country", "aliases", "same_as", "not_same_as", "public")  # of actors.csv, beside `actor`
SUGGESTIONS = "actors-suggested.csv"
SUGGESTION = ("actor", "other", "likeness", "reason", "mentions", "other_mentions", "documents", "decision")
DECISIONS = {"same": "same_as", "not same": "not_same_as"}  # a decision -> the column of actors.csv that says it
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LINE_END = "\r\n"  # of RFC 4180: with it a lone \r or \n in a text is quoted and comes back
STAGE = ".purgelib-incoming"
WORK = ".purgelib-parts"
JOURNAL = "complete.json"
WORDS = "words"  # folder beside tables, with what their corpus adds to the words by which they are asked


class CorpusError(ValueError):
    """What is wrong with a corpus: one sentence a problem."""

    def __init__(self, problems: Iterable[str]):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Corpus(NamedTuple):
    """A folder of texts and what people decided about them."""

    folder: Path
    texts: tuple[Path, ...]
    stated: dict[tuple[str, int], dict[str, str]]  # (file, part) -> what documents.csv says, with its row number
    actors: tuple[dict[str, str], ...]  # rows of actors.csv
    lexicons: dict[str, str]  # file name -> text of lexicons/*.toml
    passed_over: tuple[str, ...]  # names of files that are no texts
    corrections: tuple[Any, ...] = ()  # lines of corrections.csv


def read_corpus(folder: str | Path) -> Corpus:
    """The folder's texts by name and its tables; the texts themselves are read one by one.

    Raises CorpusError where there is no such folder, no text, or a table that cannot be read.
    """
    if not Path(folder).is_dir():
        raise CorpusError([f"{folder}: there is no such folder"])
    folder = Path(folder).resolve()
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.is_file())
    texts = tuple(folder / name for name in names if Path(name).suffix == ".txt")
    if not texts:
        raise CorpusError([f"{folder}: there is no .txt file in it; a corpus is a folder of texts in UTF-8"])
    known = {path.name for path in texts}
    beside = {"documents.csv", "actors.csv", SUGGESTIONS, "corrections.csv", "imported.csv", "duplicates.csv"}
    beside |= {"README.md", "LICENSE"}
    beside |= known
    passed_over = tuple(name for name in names if name not in beside and not name.startswith("."))
    additions = {path.name: read_text(path) for path in sorted((folder / "lexicons").glob("*.toml"))}
    return Corpus(
        folder,
        texts,
        read_stated(folder, known),
        (*read_actors(folder), *read_decisions(folder)),
        additions,
        passed_over,
        read_corrections(folder, known, additions),
    )


def check_report(corpus: Corpus) -> None:
    """Raises CorpusError where the texts are too many for tables that are held in memory and drawn row by row."""
    size = sum(path.stat().st_size for path in corpus.texts)
    if size > LARGEST_REPORT:
        raise CorpusError(
            [
                f"{corpus.folder.name}: has {size:,} bytes of text, more than the {LARGEST_REPORT:,} of which every row"
                " can be shown; make its tables with `purgelib extract --format parquet` and their page with"
                " `purgelib archive`, or take some of the texts"
            ]
        )


def read_text(path: Path) -> str:
    """The file's text exactly as decoded from UTF-8: no line ending changed, no byte-order mark dropped.

    Raises CorpusError where the file is too large, empty, binary, not UTF-8, or has a line too long to be text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)  # never more, however long the file grows
    except OSError as error:
        raise CorpusError([f"{path.name}: cannot be read: {error.strerror}"]) from error
    if len(content) > LARGEST:
        raise CorpusError(
            [f"{path.name}: has more than the {LARGEST:,} bytes that a file may have; split it into several"]
        )
    if not content.strip():
        raise CorpusError([f"{path.name}: is empty; put the text into it or take it out of the folder"])
    if b"\0" in content:
        raise CorpusError([f"{path.name}: is a binary file, not a text; take it out of the folder"])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte {error.start} (0x{content[error.start]:02x})"
        raise CorpusError([f"{path.name}, line {line}: {byte} is not UTF-8; save the file as UTF-8"]) from error
    longest, line = _longest_line(text)
    if longest > LONGEST_LINE:
        raise CorpusError(
            [
                f"{path.name}, line {line}: has {longest:,} characters, more than the {LONGEST_LINE:,} that a line of"
                " text may have; give it line breaks or split it"
            ]
        )
    return text


def _longest_line(text: str) -> tuple[int, int]:
    """Length of the longest line and its number, counted from 1; a quick look first."""
    if len(text) <= LONGEST_LINE:
        return 0, 1
    return max((len(line), number) for number, line in enumerate(text.splitlines(), 1))


def read_stated(folder: Path, files: set[str]) -> dict[tuple[str, int], dict[str, str]]:
    """What documents.csv says of each file and part; nothing where there is no such table.

    Raises CorpusError that names the row of every unknown file, part that is no number, bad date or doubled row.
    """
    rows = read_rows(folder / "documents.csv", required=("file", "part"), known=("start", "end", *STATED))
    stated: dict[tuple[str, int], dict[str, str]] = {}
    problems = []
    for number, row in enumerate(rows, 2):  # row 1 is the header
        where = f"documents.csv, row {number}"
        if row["file"] not in files:
            problems.append(f"{where}: no file {row['file']!r} is in the folder{_did_you_mean(row['file'], files)}")
            continue
        if not row["part"].isdecimal() or int(row["part"]) < 1:
            problems.append(f"{where}: part {row['part']!r} is no whole number from 1 upwards")
            continue
        key = row["file"], int(row["part"])
        if key in stated:
            problems.append(f"{where}: part {key[1]} of {key[0]} has a row already, row {stated[key]['row']}")
            continue
        if (published := row.get("published", "")) and not is_date(published):
            problems.append(
                f"{where}: published {published!r} is no EDTF date; write 2017-04-13, 2017-04, 2017 or 2017-04/2017-06"
            )
            continue
        stated[key] = {field: row.get(field, "") for field in STATED} | {"row": str(number)}
    if problems:
        raise CorpusError(problems)
    return stated


def read_actors(folder: Path) -> list[dict[str, str]]:
    """The rows of actors.csv.

    Raises CorpusError for every type that is not known, and every `public` but 0, 1 or nothing.
    """
    rows = read_rows(folder / "actors.csv", required=("actor",), known=ACTOR)
    problems = []
    for number, row in enumerate(rows, 2):
        where = f"actors.csv, row {number}: {row['actor'] or 'no actor'}"
        if row.get("type") and row["type"] not in schemas.ACTOR_TYPES:
            known = ", ".join(schemas.ACTOR_TYPES)
            problems.append(f"{where}: type {row['type']!r} is not known; there are {known}")
        if row.get("public", "") not in ("", "0", "1"):
            problems.append(f"{where}: public {row['public']!r} is neither 0, to mask the name, nor 1, to show it")
    if problems:
        raise CorpusError(problems)
    return rows


def read_decisions(folder: Path) -> list[dict[str, str]]:
    """What a person decided on suggested actors, as rows of actors.csv.

    Raises CorpusError for a decision other than `same` and `not same`.
    """
    rows = []
    for number, row in enumerate(read_rows(folder / SUGGESTIONS, required=("actor", "other", "decision")), 2):
        if row["decision"] and row["decision"] not in DECISIONS:
            raise CorpusError(
                [f"{SUGGESTIONS}, row {number}: decision {row['decision']!r} is not known; write same or not same"]
            )
        if row["decision"]:
            rows.append({"actor": row["actor"], DECISIONS[row["decision"]]: row["other"]})
    return rows


def write_suggestions(folder: Path, suggestions: Iterable[Iterable[object]]) -> int:
    """Write suggested actors beside the corpus, below those that a person has decided on; how many are new."""
    decided = [
        row for row in read_rows(folder / SUGGESTIONS, required=("actor", "other", "decision")) if row["decision"]
    ]
    rows = [[row.get(key, "") for key in SUGGESTION] for row in decided]
    known = {frozenset((row["actor"], row["other"])) for row in decided}
    fresh = [[*suggestion, ""] for suggestion in suggestions]
    fresh = [row for row in fresh if frozenset(row[:2]) not in known]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([SUGGESTION, *rows, *fresh])
    write_together(folder, {SUGGESTIONS: out.getvalue().encode()})
    return len(fresh)


def read_corrections(folder: Path, texts: Iterable[str], additions: Mapping[str, str]) -> tuple[Any, ...]:
    """What people put right by hand, line by line; nothing where there is no corrections.csv.

    Raises CorpusError with a sentence for every line that is wrong.
    """
    path = folder / "corrections.csv"
    if not path.is_file():
        return ()
    from purgelib import corrections

    rows = read_rows(path, required=corrections.REQUIRED, known=corrections.OPTIONAL)
    return corrections.read_corrections(rows, texts, additions)


def stated_by_file(stated: Mapping[tuple[str, int], dict[str, str]]) -> dict[str, dict[int, dict[str, str]]]:
    """What documents.csv says, by file and then by the number of the article in it."""
    by_file: dict[str, dict[int, dict[str, str]]] = {}
    for (file, part), row in stated.items():
        by_file.setdefault(file, {})[part] = row
    return by_file


def shared_ids(texts: Iterable[Path]) -> list[str]:
    """A sentence for each text whose id is that of another."""
    first: dict[str, str] = {}
    problems = []
    for path in texts:
        short = short_name(path.name)
        if short in first:
            problems.append(f"{path.name}: has the id {short}, as has {first[short]}; rename one of them")
        first.setdefault(short, path.name)
    return problems


@lru_cache(maxsize=10_000)
def is_date(text: str) -> bool:
    """Whether the text is a date or an interval in EDTF."""
    if DAY.fullmatch(text):  # a table may have a hundred thousand of them
        with suppress(ValueError):
            return bool(date.fromisoformat(text))
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parse_edtf(text)
    except (EDTFParseException, ValueError):
        return False
    return True


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    from purgelib.lexicons import nearest

    known = sorted(known)
    return f"; {nearest(name, known)}" if len(known) <= 20 else ""


def read_rows(path: Path, *, required: tuple[str, ...], known: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """Rows of a CSV file as text, none where there is no file.

    Raises CorpusError where a column is missing, doubled or not known, or a row has not the cells of the header.
    """
    if not path.is_file():
        return []
    text = read_text(path).removeprefix("\ufeff")
    first = text.partition("\n")[0]
    parting = ";" if ";" in first and "," not in first else ","  # some spreadsheets part cells so
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=parting)
    header = [name.strip() for name in rows.fieldnames or ()]
    if doubled := [name for number, name in enumerate(header) if name in header[:number]]:
        raise CorpusError([f"{path.name}: column {doubled[0]!r} stands there twice; take one of them away"])
    if lost := [name for name in required if name not in header]:
        raise CorpusError([f"{path.name}: column {lost[0]} is missing; there are {', '.join(header)}"])
    if known and (strange := [name for name in header if name not in required + known]):
        from purgelib.lexicons import nearest

        raise CorpusError([f"{path.name}: column {strange[0]!r} is not known; {nearest(strange[0], required + known)}"])
    found = []
    try:
        for number, row in enumerate(rows, 2):
            if None in row or None in row.values():
                raise CorpusError([f"{path.name}, row {number}: has not the {len(header)} cells of the header"])
            found.append({key.strip(): value.strip() for key, value in row.items()})
    except csv.Error as error:
        raise CorpusError([f"{path.name}, row {len(found) + 2}: {error}"]) from error
    return found


def read_sheet(path: Path) -> list[dict[str, str]]:
    """Rows of a table that somebody filled in.

    Raises CorpusError where there is no such file or no row in it.
    """
    if not path.is_file():
        raise CorpusError([f"{path}: there is no such file"])
    rows = [row for row in read_rows(path, required=()) if any(row.values())]
    if not rows:
        raise CorpusError([f"{path.name}: has no row below its header"])
    return rows


def write_sheet(path: Path, text: str) -> None:
    """Write a table to be filled in, so that a spreadsheet reads it as UTF-8.

    Raises CorpusError where the file is there already.
    """
    check_new(path)
    write_together(path.parent, {path.name: b"\xef\xbb\xbf" + text.encode()})


def check_new(path: Path) -> None:
    """Raises CorpusError where the file is there already: it may hold somebody's work."""
    if path.exists() or path.is_symlink():
        raise CorpusError([f"{path}: is there already and may hold somebody's work; name another file"])


def short_name(file: str) -> str:
    """The file's name for ids: without `.txt`, a content hash in it cut to six digits as git does.

    >>> short_name("003_6eee862c993d36d6.txt")
    '003_6eee86'
    >>> short_name("press release 2017-04-09.txt")
    'press-release-2017-04-09'
    """
    stem = file.removesuffix(".txt")
    return re.sub(r"[^\w.-]+", "-", re.sub(r"(?<![0-9A-Za-z])([0-9a-f]{6})[0-9a-f]{8,}(?![0-9A-Za-z])", r"\1", stem))


# Tables


def write_tables(tables: Mapping[str, pd.DataFrame], folder: str | Path, *, format: str = "csv") -> None:
    """All tables, checked, with their Frictionless description; the old ones stay until all new ones are complete."""
    contents = contents_of(tables, format)
    write_together(folder, contents, remove=[name for name in tables_in(Path(folder)) if name not in contents])


def tables_in(folder: Path) -> list[str]:
    """The files of the tables in a folder, as seen from there: of each table one, or several parts; and of words."""
    found = [f"{name}.{suffix}" for name in schemas.TABLES for suffix in ("csv", "parquet")]
    found = [name for name in found if (folder / name).exists()]
    found += [name for name in words_files() if (folder / name).exists()]
    return found + [relative(path, folder) for name in schemas.TABLES for path in parts_of(folder, name)]


def parts_of(folder: Path, name: str) -> list[Path]:
    """The parts of a table that is too large for one file, in their order."""
    return sorted((folder / name).glob("part-*.parquet"))


def parquet_of(folder: Path, name: str) -> list[Path]:
    """The file or the parts of a Parquet table; nothing where there is no such table."""
    one = folder / f"{name}.parquet"
    return [one] if one.is_file() else parts_of(folder, name)


def words_files() -> list[str]:
    """The files that may hold words beside tables, as seen from the folder of the tables."""
    from purgelib.lexicons import LATER

    return [f"{WORDS}/{name}" for name in LATER]


def words_of(corpus: Corpus) -> dict[str, str]:
    """Of the lexicons of a corpus, those by which its tables are asked: file name -> text."""
    return {name: text for name, text in corpus.lexicons.items() if f"{WORDS}/{name}" in words_files()}


def words_contents(corpus: Corpus) -> dict[str, bytes]:
    """These lexicons as files beside the tables: name -> content."""
    return {f"{WORDS}/{name}": text.encode() for name, text in words_of(corpus).items()}


def read_words(folder: Path) -> dict[str, str]:
    """The words that a run has left beside its tables: file name of a lexicon -> text."""
    return {Path(name).name: read_text(folder / name) for name in words_files() if (folder / name).is_file()}


def contents_of(tables: Mapping[str, pd.DataFrame], format: str = "csv") -> dict[str, bytes]:
    """All tables, checked, and their Frictionless description as files: name -> content."""
    tables = {name: schemas.checked(name, table) for name, table in tables.items()}
    schemas.check_links(tables)
    contents = {f"{name}.{format}": encoded(table, format) for name, table in tables.items()}
    return contents | {"datapackage.json": description_of(format)}


def description_of(format: str, *, parts: int = 1) -> bytes:
    """The Frictionless description of tables; those of a large corpus lie in parts, those of actors in one."""
    package = schemas.datapackage(format)
    for resource in package["resources"] if parts > 1 else ():
        count = 1 if resource["name"] == "actors" else parts
        resource["path"] = [part_name(resource["name"], number) for number in range(count)]
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def part_name(table: str, number: int) -> str:
    """The file of a part of a table, as seen from the folder of the tables."""
    return f"{table}/part-{number:05}.parquet"


def encoded(table: pd.DataFrame, format: str) -> bytes:
    """A table as the content of a file."""
    if format == "csv":
        return table.to_csv(index=False, lineterminator=LINE_END).encode()
    if format == "parquet":
        buffer = io.BytesIO()
        table.to_parquet(buffer, index=False)
        return buffer.getvalue()
    raise ValueError(f"format {format!r} is not known; there are csv and parquet")


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """All tables of a folder with their types, checked.

    Raises ValueError where the folder holds no tables or one that breaks its declaration.
    """
    folder = Path(folder)
    for above in (folder, *folder.resolve().parents[:2]):  # a run writes its tables with all else that it writes
        finish(above)
    tables = {}
    for name in schemas.TABLES:
        csv_file = folder / f"{name}.csv"
        if found := parquet_of(folder, name):
            frame = pd.concat(map(pd.read_parquet, found), ignore_index=True)
        elif csv_file.exists():
            # All text at first: an outlet called "NA" is an outlet, and "" is no missing value.
            frame = pd.read_csv(csv_file, dtype=str, keep_default_na=False)
        else:
            raise ValueError(f"{folder}: holds no table {name}; make the tables with `purgelib extract`")
        tables[name] = schemas.checked(name, frame)
    return tables


# Writing


def write_together(folder: str | Path, contents: Mapping[str, bytes], *, remove: Iterable[str] = ()) -> None:
    """Write these files into the folder, all or none, and take away those in `remove`.

    Raises CorpusError where the folder cannot be written, or a name leads out of it.
    """
    remove = list(remove)
    for name in (*contents, *remove):
        _check_inside(Path(folder), name)
    with staged(folder) as stage:
        stage.remove.extend(remove)
        for name, content in contents.items():
            write(stage.path / name, content)


class Stage(NamedTuple):
    """Where files wait until all are complete, and the names of those that are to go when they take their places."""

    path: Path
    remove: list[str]


@contextmanager
def staged(folder: str | Path) -> Iterator[Stage]:
    """A stage whose files take their places in the folder together when the block ends; none do where it fails.

    Nobody else writes into the folder meanwhile.
    Raises CorpusError where the folder cannot be written, or a name leads out of it.
    """
    folder = Path(folder)
    stage = Stage(folder / STAGE, [])
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_inside(folder, f"{STAGE}/{JOURNAL}")
        with _alone_in(folder):
            _finish(folder)
            _drop(stage.path)
            stage.path.mkdir()
            try:
                yield stage
                _complete(folder, stage)
            except BaseException:
                if not (stage.path / JOURNAL).exists():
                    shutil.rmtree(stage.path, ignore_errors=True)
                raise
    except BaseException as error:
        if made:
            with suppress(OSError):  # something is in it by now
                folder.rmdir()
        if isinstance(error, OSError):
            raise CorpusError([f"{folder}: cannot be written: {error.strerror or error}"]) from error
        raise


@contextmanager
def kept_work(folder: Path, key: str) -> Iterator[Path]:
    """A folder for what is made on the way, whose files say by their names what they were made from.

    It goes when the block ends, or where a corpus has problems. What ends otherwise, such as by Ctrl-C, leaves it for
    the next run with this key to go on from; that of another key is taken away.
    """
    top = folder / WORK
    _check_inside(folder, f"{WORK}/{key}/part")
    if top.is_dir():
        for path in top.iterdir():
            if path.name != key:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    (top / key).mkdir(parents=True, exist_ok=True)
    for path in (top / key).glob(".new-*"):  # of workers that died
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    try:
        yield top / key
    except CorpusError:
        shutil.rmtree(top, ignore_errors=True)
        raise
    shutil.rmtree(top, ignore_errors=True)


def _complete(folder: Path, stage: Stage) -> None:
    """Say in the journal what the stage holds, and let it take its place."""
    names = sorted(relative(path, stage.path) for path in stage.path.rglob("*") if path.is_file())
    for name in (*names, *stage.remove):
        _check_inside(folder, name)
    write(stage.path / "journal", json.dumps({"files": names, "remove": stage.remove}).encode())
    os.replace(stage.path / "journal", stage.path / JOURNAL)
    _finish(folder)


def write(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check_inside(folder: Path, name: str) -> None:
    """Raises CorpusError where the name leads out of the folder, by itself or by a link on its way."""
    way = PurePosixPath(name)
    if not name or way.is_absolute() or Path(name).is_absolute() or ".." in way.parts or "\\" in name:
        raise CorpusError([f"{folder}: {name!r} leads out of the folder; nothing is written"])
    for part in (*way.parents[:-1], PurePosixPath(STAGE)):
        if (folder / part).is_symlink():
            raise CorpusError([f"{folder}: {part} is a link, which may lead out of the folder; nothing is written"])


@contextmanager
def _alone_in(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Wait until no other run writes into the folder. The lock is on the folder itself and dies with its holder.

    Raises BlockingIOError where another run does and `wait` is false.
    """
    if not fcntl:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(handle)


def finish(folder: Path) -> None:
    """Bring a folder that a run left in the middle of writing to its last complete state.

    Raises CorpusError where what was left would write outside of the folder.
    """
    stage = folder / STAGE
    if not stage.exists():
        return
    complete = (stage / JOURNAL).exists()
    try:
        with _alone_in(folder, wait=complete):
            _finish(folder)
            _drop(stage)
    except OSError as error:
        if not complete:  # somebody is writing it, or nobody may clear it away: the old files stand
            return
        raise CorpusError([f"{folder}: a run left it half written: {error.strerror or error}"]) from error


def _finish(folder: Path) -> None:
    """Let what is complete take its place."""
    stage = folder / STAGE
    if not (stage / JOURNAL).exists():
        return
    _check_inside(folder, STAGE)
    try:
        journal = json.loads((stage / JOURNAL).read_text(encoding="utf-8"))
        names, gone = [str(name) for name in journal["files"]], [str(name) for name in journal["remove"]]
    except (ValueError, TypeError, KeyError) as error:
        raise CorpusError([f"{folder}: {STAGE}/{JOURNAL} is none of ours; take {STAGE} away"]) from error
    for name in (*names, *gone):
        _check_inside(folder, name)
    for name in names:
        if (stage / name).exists():  # else it took its place before the run died
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / name, folder / name)
    for name in gone:
        (folder / name).unlink(missing_ok=True)
        if "/" in name:
            with suppress(OSError):  # other files are in it
                (folder / name).parent.rmdir()
    _drop(stage)


def _drop(stage: Path) -> None:
    """Take the stage away, its journal last, so that one that dies here is taken up again."""
    if not stage.is_dir():
        return
    for path in stage.iterdir():
        if path.name == JOURNAL:
            continue
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.rmtree(stage)


# Places


class Places(NamedTuple):
    """Where a run writes; `notebooks` is None where the executed notebooks are not kept."""

    tables: Path
    figures: Path
    report: Path
    notebooks: Path | None


def places_of(out: Path | None) -> Places:
    """In the folder `out`; without one, the places of the project's checkout, or the working folder outside of it."""
    root = checkout()
    if out is None and root:
        return Places(root / "data" / "tables", root / "figures", root / "figures" / "report.html", None)
    out = (out or Path()).resolve()  # kernels start in folders of their own
    return Places(out / "tables", out / "figures", out / "report.html", out / "notebooks")


def home_of(folder: Path) -> Places:
    """The places of a run that wrote into the folder, or into the folder above it."""
    if not (folder / "tables").is_dir() and (folder / "datapackage.json").is_file():
        resolved = folder.resolve()
        above = resolved.parent if resolved.name == "tables" else resolved
        return Places(folder, above / "figures", above / "report.html", above / "notebooks")
    return places_of(folder)


def relative(path: Path, folder: Path) -> str:
    """The path as seen from the folder, with slashes on every system.

    >>> relative(Path("out/tables/counts.csv"), Path("out"))
    'tables/counts.csv'
    """
    return Path(os.path.relpath(path, folder)).as_posix()


def checkout() -> Path | None:
    """The project's checkout that the working folder lies in, if it does."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "pyproject.toml").is_file() and (folder / "purgelib" / "schemas.py").is_file():
            return folder
    return None


def shipped(name: str) -> Path:
    """The folder `notebooks` or `corpus` that travels with the software, in a checkout or in an installed wheel."""
    package = Path(str(resources.files("purgelib")))
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parent / {"corpus": "data/corpus"}.get(name, name)
