"""What scholars have -> a corpus folder: a `.txt` for each text, documents.csv, origins and duplicates.

The originals stay where they are and are never changed. What cannot be read is named, the others are imported; all new
files appear together, and none takes the place of one that is there.
"""

import csv
import hashlib
import io
import os
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from purgelib import files, lexicons, readers, segment
from purgelib.duplicates import Document, Duplicate, find_duplicates
from purgelib.finder_words import finder_words
from purgelib.prose import many
from purgelib.readers import ReadingError, Text, bounded, columns, one_line
from purgelib.spreadsheets import harmless

LARGEST_TABLE = 300_000_000  # bytes of a table of articles; any other file has the most that a text may have
MOST_FILES = 200_000
TABLES = ("tables", "json_lines")
IMPORTED = "imported.csv"
DUPLICATES = "duplicates.csv"
DOCUMENTS = "documents.csv"
OWN = frozenset({DOCUMENTS, "actors.csv", files.SUGGESTIONS, "corrections.csv", IMPORTED, DUPLICATES})
ORIGIN = ("file", "from", "place", "sha256", "notes")
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
LONGEST_NAME = 100  # bytes of a name before `.txt`; file systems have 255


class Imported(NamedTuple):
    """What became of what was there: a sentence each."""

    done: tuple[str, ...]  # files that were imported or passed over
    problems: tuple[str, ...]  # files that could not be read
    written: tuple[str, ...]  # names of the new texts
    duplicates: tuple[Duplicate, ...]  # of the whole corpus


class Source(NamedTuple):
    """A file to be read."""

    path: Path
    name: str  # as seen from the folder that is imported, with slashes


class Item(NamedTuple):
    """A text that is to be written: its source, what it says about itself, and where its bytes wait."""

    source: str
    text: Text  # without its words
    stem: str
    digest: str  # of the words and all that is stated
    start: int
    size: int
    sha256: str  # of the source


class Spool(Mapping[str, bytes]):
    """Contents of files by name, waiting on the disk: memory holds one at a time."""

    def __init__(self, file: BinaryIO):
        self.file = file
        self.places: dict[str, tuple[int, int]] = {}

    def add(self, content: bytes) -> tuple[int, int]:
        """Where the content waits: start and size."""
        start = self.file.seek(0, os.SEEK_END)
        self.file.write(content)
        return start, len(content)

    def content(self, start: int, size: int) -> bytes:
        self.file.seek(start)
        return self.file.read(size)

    def __getitem__(self, name: str) -> bytes:
        return self.content(*self.places[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def import_texts(
    source: str | Path,
    folder: str | Path,
    *,
    say: Callable[[str], None] = lambda line: None,
    limits: bounded.Limits = bounded.USUAL,
) -> Imported:
    """Write the texts of a file or of all files of a folder into a corpus folder, with what they say about themselves.

    `say` gets each line of `done` as soon as it is known.

    Raises CorpusError where there is nothing to import, the corpus folder holds a table that cannot be read, or
    somebody else writes into it.
    """
    source, folder = Path(source), Path(folder)
    if not source.exists():
        raise files.CorpusError([f"{source}: there is no such file or folder"])
    if folder.exists() and not folder.is_dir():
        raise files.CorpusError([f"{folder}: is a file; name a folder to import into"])
    if folder.is_dir():
        files.finish(folder)
    there, before = _texts_there(folder), _state(folder)
    files.read_stated(folder, set(there))  # a table that cannot be read stops us before anything is done
    sources, done, problems = find_sources(source, folder)
    if not sources and not problems:
        raise files.CorpusError([*done, f"{source}: holds no file that can be imported; there are {_kinds()}"])
    given, stated_problems = _stated_beside(source, folder, sources)
    problems += stated_problems
    for line in done:
        say(line)
    with _waiting(folder) as file, bounded.Process(limits) as process:
        spool = Spool(file)
        items: list[Item] = []
        for one in sources:
            try:
                found = _read(one, process, spool, given.get(one.name, {}))
                items += found
                lines = _told(one, found)
                done += lines
                for line in lines:
                    say(line)
            except ReadingError as error:
                problems.append(_sentence(one.name, str(error)))
        named, clashes = _named(items, there, folder, spool)
        problems += clashes
        tables, found = _tables(folder, named, there, spool)
        if named or found.changed:
            spool.places |= {name: (item.start, item.size) for name, item in named.items()}
            spool.places |= {name: spool.add(content) for name, content in tables.items()}
            if _state(folder) != before:
                raise files.CorpusError([f"{folder}: somebody else wrote into it meanwhile; import again"])
            files.write_together(folder, spool)
    return Imported(tuple(done), tuple(problems), tuple(named), found.duplicates)


def report_duplicates(folder: str | Path) -> tuple[Duplicate, ...]:
    """Write which documents of a corpus repeat which into duplicates.csv beside it.

    Raises CorpusError where the folder is no corpus.
    """
    corpus = files.read_corpus(folder)
    splitting = _splitting(corpus.folder)
    contents = ((path.name, files.read_text(path)) for path in corpus.texts)
    duplicates = tuple(find_duplicates(_documents(contents, splitting)))
    files.write_together(corpus.folder, {DUPLICATES: _csv(Duplicate._fields, duplicates)})
    return duplicates


def in_words(duplicate: Duplicate) -> str:
    """A duplicate as a line.

    >>> in_words(Duplicate("b.txt", 1, "a.txt", 2, "near", 0.91))
    'b.txt, part 1: near duplicate of a.txt, part 2 (likeness 0.91)'
    """
    likeness = "" if duplicate.kind == "exact" else f" (likeness {duplicate.likeness})"
    return (
        f"{duplicate.file}, part {duplicate.part}: {duplicate.kind} duplicate of {duplicate.other},"
        f" part {duplicate.other_part}{likeness}"
    )


# What is there


def find_sources(source: Path, folder: Path) -> tuple[list[Source], list[str], list[str]]:
    """The files to read by name, what was passed over, and what is wrong; links that lead out are not followed.

    Raises CorpusError where there are too many files to be a corpus.
    """
    if source.is_file():
        return _sorted_out([Source(source, source.name)], source.parent)
    found, done, problems = [], [], []
    home = source.resolve()
    target = folder.resolve()
    for at, folders, names in os.walk(source):
        here = Path(at)
        prefix = "" if here == source else f"{here.relative_to(source).as_posix()}/"
        for name in sorted(folders):
            path = here / name
            if path.is_symlink():
                problems.append(f"{_shown(prefix + name)}: is a link to a folder; import that folder by itself")
            elif path.resolve() == target:
                done.append(f"{_shown(prefix + name)}: passed over, it is the folder that is imported into")
            elif pages := _saved_with(name, names):
                done.append(f"{_shown(prefix + name)}: passed over, it holds what was saved with {_shown(pages)}")
            elif not name.startswith("."):
                continue
            folders.remove(name)
        folders.sort()
        for name in sorted(names):
            path = here / name
            if name.startswith("."):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(home):
                problems.append(f"{_shown(prefix + name)}: is a link that leads out of the folder; it is not followed")
                continue
            if not path.is_file():
                problems.append(f"{_shown(prefix + name)}: is no file that can be read")
                continue
            found.append(Source(path, prefix + name))
        if len(found) > MOST_FILES:
            raise files.CorpusError([f"{source}: holds more than the {MOST_FILES:,} files that are imported at once"])
    if home == target:  # texts that are in place stay there as they are
        found = [one for one in found if not ("/" not in one.name and one.path.suffix == ".txt")]
    sources, passed, wrong = _sorted_out(found, source)
    return sources, done + passed, problems + wrong


def _sorted_out(found: Iterable[Source], home: Path) -> tuple[list[Source], list[str], list[str]]:
    """The files that a reader reads, those passed over, and those that hold texts in a form that none reads."""
    sources, done, problems = [], [], []
    instead = readers.read_words()["instead"]
    for one in found:
        shown = _shown(one.name)
        if one.name in OWN or one.name.startswith("lexicons/"):
            if one.name not in (DOCUMENTS, IMPORTED, DUPLICATES):
                done.append(f"{shown}: passed over, it is what people decided; copy it where it is to hold")
        elif readers.kind_of(one.name):
            sources.append(one)
        elif advice := instead.get(one.path.suffix.lower()):
            problems.append(f"{shown}: cannot be read in this form; {advice}")
        else:
            done.append(f"{shown}: passed over, it is none of {_kinds()}")
    return sources, done, problems


def _saved_with(name: str, names: Iterable[str]) -> str:
    """The page with which a browser saved the folder of that name, "" where there is none."""
    stem = re.sub(r"(?:_files|\.files|-Dateien|_fichiers)$", "", name)
    if stem == name:
        return ""
    return next((one for one in names if one.lower() in (f"{stem}.html".lower(), f"{stem}.htm".lower())), "")


def _kinds() -> str:
    return ", ".join(sorted(readers.KINDS))


def _texts_there(folder: Path) -> dict[str, Path]:
    """The texts that the corpus has already, by name."""
    if not folder.is_dir():
        return {}
    return {path.name: path for path in sorted(folder.iterdir()) if path.suffix == ".txt" and path.is_file()}


def _state(folder: Path) -> tuple:
    """What the new tables are made from, beside what is imported: names of texts and rows that are there."""
    tables = [folder / name for name in (DOCUMENTS, IMPORTED)]
    return tuple(_texts_there(folder)), *(path.read_bytes() if path.is_file() else b"" for path in tables)


def _stated_beside(source: Path, folder: Path, sources: list[Source]) -> tuple[dict[str, dict[int, dict]], list[str]]:
    """What a documents.csv beside the originals says of them: name -> part -> what is stated."""
    if not source.is_dir() or source.resolve() == folder.resolve():
        return {}, []
    try:
        stated = files.read_stated(source, {one.name for one in sources if "/" not in one.name})
    except files.CorpusError as error:
        return {}, list(error.problems)
    by_name: dict[str, dict[int, dict]] = {}
    for (name, part), row in stated.items():
        by_name.setdefault(name, {})[part] = {key: value for key, value in row.items() if key != "row" and value}
    return by_name, []


# Reading


def _read(source: Source, process: bounded.Process, spool: Spool, given: Mapping[int, Mapping]) -> list[Item]:
    """The texts of a file, their words put into the spool.

    Raises ReadingError where it holds none.
    """
    kind = readers.kind_of(source.name)
    most = LARGEST_TABLE if kind in TABLES else files.LARGEST
    try:
        with source.path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > most:
                raise ReadingError(f"has {size:,} bytes, more than the {most:,} that are read; split it into several")
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            if kind == "plain":
                texts = readers.read(file.read(size), source.name)
            else:
                texts = process.read(file, size, source.name)
            return [_item(source, text, sha256, spool, given.get(number, {})) for number, text in enumerate(texts, 1)]
    except OSError as error:
        raise ReadingError(f"cannot be read: {error.strerror or error}") from error


def _item(source: Source, text: Text, sha256: str, spool: Spool, given: Mapping[str, str]) -> Item:
    """A text as it waits; what a person stated wins over what the file says."""
    text = text._replace(**{key: value for key, value in given.items() if key in readers.STATED})
    content = text.text.encode("utf-8", "replace")
    notes = text.notes
    if problem := _unfit(text.text, content):
        content, notes = b"", (problem,)
    stem = Path(source.name).with_suffix("").as_posix()
    digest = hashlib.sha256("\x1f".join((text.text, *text[1:7])).encode("utf-8", "replace")).hexdigest()[:6]
    start, size = spool.add(content)
    return Item(source.name, text._replace(text="", notes=notes), stem, digest, start, size, sha256)


def _unfit(text: str, content: bytes) -> str:
    """Why a text cannot stand in a corpus, "" where it can."""
    if not text.strip():
        return "holds no text"
    if len(content) > files.LARGEST:
        return f"holds a text of {len(content):,} bytes, more than the {files.LARGEST:,} that a text may have"
    if len(text) > files.LONGEST_LINE and max(map(len, text.splitlines())) > files.LONGEST_LINE:
        return f"has a line of more than the {files.LONGEST_LINE:,} characters that a line of text may have"
    return ""


def _told(source: Source, items: list[Item]) -> list[str]:
    """What became of a file, one line, and one for each of its texts about which there is something to say."""
    kept = [item for item in items if item.size]
    if len(items) == 1 and not items[0].text.place:
        said = "".join(f"; {note}" for note in items[0].text.notes)
        return [f"{_shown(source.name)}: read{said}"] if kept else []
    used = "".join(f"; {note}" for item in items for note in item.text.notes if note.startswith(columns.USED))
    lines = [f"{_shown(source.name)}: {many(len(kept), 'text')} of {many(len(items), 'row')}{used}"]
    lines += [f"{_shown(source.name)}, {item.text.place}: {note}" for item in kept for note in _of_one(item.text)]
    return lines


def _of_one(text: Text) -> list[str]:
    """The notes on a text, without those on its whole file."""
    return [note for note in text.notes if not note.startswith(columns.USED)]


def _sentence(name: str, problem: str) -> str:
    return f"{_shown(name)}, {problem}" if re.match(r"(?:line|row) \d", problem) else f"{_shown(name)}: {problem}"


def _shown(name: str) -> str:
    """A name as it can be shown in a terminal: control characters and halves of characters are not."""
    return one_line(name.encode("utf-8", "replace").decode(), 200)


# Names


def _named(
    items: list[Item], there: Mapping[str, Path], folder: Path, spool: Spool
) -> tuple[dict[str, Item], list[str]]:
    """New name -> text; and what cannot be written. A text that is there already is none of both."""
    problems = [
        _sentence(item.source, f"{item.text.place}: {item.text.notes[0]}" if item.text.place else item.text.notes[0])
        for item in items
        if not item.size
    ]
    kept = [item for item in items if item.size]
    stems = [_stem(item) for item in kept]
    often = Counter(map(_key, stems))
    named: dict[str, Item] = {}
    taken = {_key(name.removesuffix(".txt")): name for name in there}
    for item, stem in zip(kept, stems, strict=True):
        if often[_key(stem)] > 1 and not item.text.place:
            stem = f"{stem}-{hashlib.sha256(item.source.encode('utf-8', 'replace')).hexdigest()[:6]}"
        free, number = stem, 1
        while f"{free}.txt" in named or (_key(free) in taken and taken[_key(free)] in named):
            number += 1
            free = f"{stem}-{number}"
        name = f"{free}.txt"
        if other := taken.get(_key(free)):
            if other == name and there[other].read_bytes() == spool.content(item.start, item.size):
                continue
            problems.append(
                f"{_shown(item.source)}: {name} is in {folder.name} already with another text; rename one of the two,"
                " or import into another folder"
            )
            continue
        taken[_key(free)] = name
        named[name] = item
    return named, problems


def _stem(item: Item) -> str:
    """The name of a text without `.txt`, made from its source alone; a row is named by its title and a hash."""
    if not item.text.place:
        return file_stem(item.stem)
    return f"{file_stem(item.stem, 40)}-{file_stem(item.text.title, 48)}-{item.digest}"


def file_stem(words: str, longest: int = LONGEST_NAME) -> str:
    """Words as the name of a file that every system can hold: letters, digits, dots and hyphens.

    >>> file_stem("../BBC/Storm: forty homeless?"), file_stem("con"), file_stem("\\x00 ?")
    ('BBC-Storm-forty-homeless', 'con-text', 'text')
    """
    words = unicodedata.normalize("NFC", words.encode("utf-8", "replace").decode())
    plain = re.sub(r"-?\.-?\.+-?|-{2,}", "-", re.sub(r"[^\w.-]+", "-", words)).strip("-._")
    if len(plain.encode()) > longest:
        cut = plain.encode()[: longest - 7].decode("utf-8", "ignore").strip("-._")
        plain = f"{cut}-{hashlib.sha256(plain.encode()).hexdigest()[:6]}"
    if plain.partition(".")[0].casefold() in RESERVED:
        plain = f"{plain}-text" if "." not in plain else f"text-{plain}"
    return plain or "text"


def _key(stem: str) -> str:
    """What two names may not share: letters of either case, and the id that tables make of them."""
    return files.short_name(f"{stem}.txt").casefold()


# Tables


class Found(NamedTuple):
    """The duplicates of the corpus, and whether they are others than its duplicates.csv says."""

    duplicates: tuple[Duplicate, ...]
    changed: bool


def _tables(folder: Path, named: Mapping[str, Item], there: Mapping[str, Path], spool: Spool) -> tuple[dict, Found]:
    """The tables beside the texts as contents of files, rows of those that were there kept, and the duplicates."""
    splitting = _splitting(folder)
    parts: dict[str, int] = {}
    duplicates = tuple(find_duplicates(_documents(_contents(named, there, spool), splitting, parts)))
    table = _csv(Duplicate._fields, duplicates)
    old = folder / DUPLICATES
    changed = bool(there or named) and (not old.is_file() or old.read_bytes() != table)
    rows = [
        row for name, item in named.items() for row in _stated_rows(name, item.text, parts.get(name, 1)) if any(row[2:])
    ]
    origins = [
        (name, item.source, item.text.place, item.sha256, "; ".join(_of_one(item.text))) for name, item in named.items()
    ]
    tables = {DUPLICATES: table}
    if rows:
        tables[DOCUMENTS] = _merged(folder / DOCUMENTS, ("file", "part", *readers.STATED), rows)
    if origins:
        tables[IMPORTED] = _merged(folder / IMPORTED, ORIGIN, origins)
    return tables, Found(duplicates, changed)


def _stated_rows(name: str, text: Text, parts: int) -> Iterator[tuple]:
    """The rows of documents.csv: what a page says holds for all articles that its text reads as, the title for one."""
    for part in range(1, parts + 1):
        title = text.title if part == 1 else ""
        yield name, part, title, text.outlet, text.author, text.published, text.url, text.language


def _contents(named: Mapping[str, Item], there: Mapping[str, Path], spool: Spool) -> Iterator[tuple[str, str]]:
    """Name and text of all files of the corpus to be, in the order of their names; one in memory at a time."""
    for name in sorted({*named, *there}):
        if name in named:
            yield name, spool.content(named[name].start, named[name].size).decode()
            continue
        try:
            yield name, files.read_text(there[name])
        except files.CorpusError:  # `purgelib extract` will say what is wrong with it
            continue


def _documents(
    contents: Iterable[tuple[str, str]], splitting: segment.Words, parts: dict[str, int] | None = None
) -> Iterator[tuple[Document, str]]:
    """The documents of texts; notes in `parts` how many each has."""
    for name, text in contents:
        articles = segment.split_articles(text, splitting)
        if parts is not None:
            parts[name] = max(1, len(articles))
        for article in articles:
            yield Document(name, article.part), text[article.start : article.end]


def _splitting(folder: Path) -> segment.Words:
    added = folder / "lexicons" / "segment.toml"
    words = {"segment.toml": files.read_text(added)} if added.is_file() else {}
    return finder_words("segment", lexicons.read_lexicons(words)["segment"], segment.read_words)


def _merged(path: Path, wanted: tuple[str, ...], rows: Iterable[tuple]) -> bytes:
    """The table at the path with rows added, and with wanted that it lacks; its own rows and their order stay."""
    header: list[str] = []
    old: list[dict[str, str]] = []
    if path.is_file():
        table = csv.DictReader(io.StringIO(files.read_text(path).removeprefix("\ufeff"), newline=""))
        header, old = [name.strip() for name in table.fieldnames or ()], []
        old = [dict(zip(header, row.values(), strict=False)) for row in table]
    header += [name for name in wanted if name not in header]
    new = [dict(zip(wanted, row, strict=True)) for row in rows]
    return _csv(header, [*([row.get(key, "") for key in header] for row in old),
                         *([harmless(row.get(key, "")) for key in header] for row in new)])  # fmt: skip


def _csv(header: Iterable[str], rows: Iterable[Iterable]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([list(header), *rows])
    return out.getvalue().encode("utf-8", "replace")


def _waiting(folder: Path) -> BinaryIO:
    """A file without a name on the disk that the corpus is on; gone when it is closed."""
    home = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())
    try:
        return tempfile.TemporaryFile(dir=home, prefix=".purgelib-")
    except OSError as error:
        raise files.CorpusError([f"{folder}: cannot be written: {error.strerror}"]) from error
