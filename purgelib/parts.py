"""Tables of a corpus of any size, made part by part by one or many workers.

Texts are read batch by batch into parts of raw tables, which wait in a folder of their own. From the names in all of
them follows who is who; then each part gets its names and is checked, and all parts take their places at once. Memory
grows with the vocabulary of a corpus and not with its texts. What a worker makes has a name that says what it was made
from, and is renamed to it when it is complete: work can be done twice, or gone on with, and nothing is lost or doubled.
"""

import csv
import io
import json
import os
import platform
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from purgelib import corrections, extract, files, lexicons, manifest, schemas
from purgelib.find.actors import Census, Links
from purgelib.find.actors import read_words as linking_words

PART = 1_000_000  # bytes of text; a worker holds some times as much
MOST = 1_000  # texts of a batch
WORDS = 1_000_000  # strings that a pipeline may have learnt until a new one takes its place
NAMES = pa.schema([("actor", pa.string()), ("type", pa.string()), ("text", pa.string()), ("times", pa.int64())])

_ALONE = Lock()  # a Dask worker may have threads; a pipeline serves one at a time


class Job(NamedTuple):
    """What all workers need to know."""

    corpus: str
    work: str  # folder of what waits
    lexicons: tuple[tuple[str, str], ...]
    convention: str
    other: str
    actors: tuple[tuple[tuple[str, str], ...], ...]  # rows of actors.csv
    by_hand: tuple[corrections.Correction, ...] = ()  # lines of corrections.csv


class Batch(NamedTuple):
    """Texts that are read in one go, and what documents.csv says of them."""

    number: int
    texts: tuple[str, ...]
    stated: dict[str, dict[int, dict[str, str]]]


class Read(NamedTuple):
    """What came of a batch: the folder that holds its parts, how many these are, and what is wrong with the texts."""

    folder: str
    parts: int
    problems: tuple[str, ...]


class Made(NamedTuple):
    """Tables that have taken their places."""

    rows: dict[str, int]
    parts: int
    reused: int  # texts that an earlier run had read before it ended


def extract_parts(
    corpus: files.Corpus,
    out: str | Path,
    *,
    format: str = "csv",
    convention: str = "codebook",
    other: str = "",
    workers: Callable[..., Iterator[Any]] = map,
    progress: Callable[[str], None] = lambda file: None,
) -> Made:
    """Write all tables of a corpus into a folder; those of an earlier run stay until the new ones are complete.

    `workers` does the work as `map` would, on other processes or machines that see both folders. CSV is one file a
    table; Parquet is one file a table where the corpus has one part, else a folder of parts.
    Raises files.CorpusError with every problem of every file, ValueError for words of the corpus that cannot be read,
    and then writes nothing.
    """
    out = Path(out).resolve()
    lexicons.read_lexicons(corpus.lexicons)  # raises before there is a folder
    with files.staged(out) as stage, files.kept_work(out, key_of(corpus, convention, other)) as work:
        job = Job(
            str(corpus.folder),
            str(work),
            tuple(corpus.lexicons.items()),
            convention,
            other,
            tuple(tuple(row.items()) for row in corpus.actors),
            corpus.corrections,
        )
        batches = split_batches(corpus)
        kept = {path.name for path in work.iterdir()}
        census, parts, reused = read_all(job, batches, workers, progress, kept, files.shared_ids(corpus.texts))
        write_parquet(census, work / "census.parquet", work=work)
        gathered, done = extract.Gathered(), []
        for said in workers(partial(gather_part, job), parts):
            gathered.add(said)
            done.append(said._replace(actors={}, private=set()))
        corrections.check(corpus.corrections, done, corpus.actors)
        actors = gathered.actors(corpus.actors)
        write_parquet(actors, work / "actors.parquet", work=work)
        rows = Counter({"actors": len(actors)})
        finish = partial(finish_part, job, format, str(stage.path), len(parts))
        for counted in workers(finish, list(enumerate(parts))):
            rows.update(counted)
        if format == "csv":
            join_csv(work, stage.path, parts, actors)
        else:
            name = "actors.parquet" if len(parts) == 1 else files.part_name("actors", 0)
            write_parquet(actors, stage.path / name, work=work)
        in_parts = len(parts) if format == "parquet" else 1
        files.write(stage.path / "datapackage.json", files.description_of(format, parts=in_parts))
        for name, content in files.words_contents(corpus).items():
            files.write(stage.path / name, content)
        new = {files.relative(path, stage.path) for path in stage.path.rglob("*")}
        stage.remove.extend(name for name in files.tables_in(out) if name not in new)
    return Made({name: rows[name] for name in schemas.TABLES}, len(parts), reused)


def key_of(corpus: files.Corpus, convention: str, other: str) -> str:
    """What the rows of a text depend on beside the text, as one hash."""
    parts = [sorted(corpus.lexicons.items()), convention, other, manifest.software()]
    return manifest.digest(json.dumps(parts, sort_keys=True).encode())[:16]


def split_batches(corpus: files.Corpus) -> list[Batch]:
    """The texts in their order, some together; the number of workers changes nothing."""
    stated = files.stated_by_file(corpus.stated)
    groups: list[list[str]] = [[]]
    size = 0
    for path in corpus.texts:
        if size >= PART or len(groups[-1]) == MOST:
            groups.append([])
            size = 0
        with suppress(OSError):  # whoever reads it says so
            size += path.stat().st_size
        groups[-1].append(path.name)
    return [
        Batch(number, tuple(texts), {text: stated[text] for text in texts if text in stated})
        for number, texts in enumerate(groups)
    ]


# Reading


def read_all(
    job: Job,
    batches: Sequence[Batch],
    workers: Callable[..., Iterator[Read]],
    progress: Callable[[str], None],
    kept: set[str],
    problems: list[str],
) -> tuple[pa.Table, list[str], int]:
    """The names in all texts, the parts in their order, and how many texts were read before.

    Raises CorpusError with every problem of every file; what is known already stands in `problems`.
    """
    census, parts, reused = Census(), [], 0
    here = workers is map
    work = partial(read_batch, job, progress=progress) if here else partial(read_batch, job)
    for batch, read in zip(batches, workers(work, batches), strict=True):
        problems += read.problems
        if not here:
            for text in batch.texts:
                progress(text)
        if read.problems:
            continue
        parts += [f"{read.folder}/{number:05}" for number in range(read.parts)]
        reused += len(batch.texts) if read.folder in kept else 0
        names = pq.read_table(Path(job.work, read.folder, "names.parquet")).to_pydict()
        census.add(
            dict(zip(zip(*(names[key] for key in ("actor", "type", "text")), strict=True), names["times"], strict=True))
        )
    if problems:
        raise files.CorpusError(problems)
    return names_table(census), parts, reused


def read_batch(job: Job, batch: Batch, progress: Callable[[str], None] = lambda file: None) -> Read:
    """Read the texts of a batch into parts, unless that was done before; nothing is written where one has a problem.

    Raises ValueError where this machine does not see the folders.
    """
    for place in (job.corpus, job.work):
        if not Path(place).is_dir():
            raise ValueError(
                f"{place}: is not there on {platform.node()}, where a worker runs; workers need the folders of texts"
                " and tables under the same names as here"
            )
    folder = Path(job.work, f"{batch.number:05}-{digest_of(job, batch)}")
    if folder.is_dir():
        for text in batch.texts:
            progress(text)
        return Read(folder.name, len(list(folder.glob("*.mentions.parquet"))), ())
    fresh = fresh_name(job.work)
    fresh.mkdir()
    try:
        with _ALONE:
            parts, problems = read_texts(job, batch, fresh, progress)
        if not problems:
            os.replace(fresh, folder)
    except OSError:
        if not folder.is_dir():  # else another worker was faster, and has read the same
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Read(folder.name, parts, tuple(problems))


def digest_of(job: Job, batch: Batch) -> str:
    """A hash of what the texts hold and of what is stated of them; a text that cannot be read has none."""
    hashes = []
    for text in batch.texts:
        with suppress(OSError):
            hashes.append((text, manifest.digest_of(Path(job.corpus, text))))
    stated = [(text, sorted(rows.items())) for text, rows in batch.stated.items()]
    return manifest.digest(json.dumps([hashes, stated]).encode())[:16]


def read_texts(job: Job, batch: Batch, folder: Path, progress: Callable[[str], None]) -> tuple[int, list[str]]:
    """Write the parts of a batch into a folder; how many they are, and what is wrong with its texts."""
    reader = extract.reader_of(job.lexicons, job.convention, job.other)
    rows: extract.Rows = defaultdict(list)
    census, written, file, reached = Census(), 0, "", 0

    def write_part() -> None:
        nonlocal written
        raw = extract.tables_of(rows)
        census.add(Counter(extract.names_in(raw)))
        for table, columns in raw.items():
            write_parquet(columns, folder / f"{written:05}.{table}.parquet", work=job.work)
        rows.clear()
        written += 1

    def when_full(rows: extract.Rows) -> None:  # a file may hold thousands of articles
        nonlocal file, reached
        document = rows["documents"][-1]
        if document[FILE] != file:
            file, reached = document[FILE], 0
        if document[END] - reached > PART:
            reached = document[END]
            write_part()

    paths = [Path(job.corpus, text) for text in batch.texts]
    problems = extract.read(reader, paths, batch.stated, rows, full=when_full, progress=progress)
    if rows or not written:
        write_part()
    write_parquet(names_table(census), folder / "names.parquet", work=job.work)
    if len(reader.nlp.vocab.strings) > WORDS:
        extract.reader_of.cache_clear()
    return written, problems


FILE, END = map(extract.FIELDS["documents"].index, ("file", "end"))


def names_table(census: Census) -> pa.Table:
    """The census as a table, in its order."""
    names = list(zip(*census.counts, strict=True)) or [(), (), ()]
    return pa.table([*names, list(census.counts.values())], schema=NAMES)


# Finishing


def gather_part(job: Job, part: str) -> extract.Said:
    """What a part says of each actor."""
    by_hand = named_part(job, part)
    return extract.gather(by_hand.part)._replace(
        **{key: getattr(by_hand, key) for key in ("problems", "lines", "people")}
    )


def finish_part(job: Job, format: str, stage: str, parts: int, numbered: tuple[int, str]) -> dict[str, int]:
    """Write the checked tables of a part; how many rows each has."""
    number, part = numbered
    with _ALONE:
        types = types_of(job.work, _stamp(job, "actors.parquet"))
    tables = extract.finished(named_part(job, part).part, types)
    extract.check_part(tables)
    for name, table in tables.items():
        if format == "csv":
            write_at_once(Path(job.work, f"{part}.{name}.csv"), csv_of(table), work=job.work)
        else:
            file = f"{name}.parquet" if parts == 1 else files.part_name(name, number)
            write_parquet(table, Path(stage, file), work=job.work)
    return {name: len(table) for name, table in tables.items()}


def named_part(job: Job, part: str) -> corrections.Applied:
    """A part with every actor under one name over the corpus, and what people corrected by hand."""
    with _ALONE:
        links = links_of(job.work, job.actors, job.lexicons, _stamp(job, "census.parquet"))
    raw = {table: pq.read_table(Path(job.work, f"{part}.{table}.parquet")) for table in extract.FIELDS}
    named = extract.named(raw, links)
    return corrections.applied(named, job.by_hand, folder=Path(job.corpus))


@lru_cache(maxsize=1)
def links_of(
    work: str, actors: tuple[tuple[tuple[str, str], ...], ...], additions: tuple[tuple[str, str], ...], stamp: int
) -> Links:
    """Who is who over the corpus, known once in each worker."""
    census = Census()
    columns = pq.read_table(Path(work, "census.parquet")).to_pydict()
    for *name, times in zip(*columns.values(), strict=True):
        census.counts[tuple(name)] = times
    return Links(census, map(dict, actors), linking_words(lexicons.read_lexicons(dict(additions))["names"]))


@lru_cache(maxsize=1)
def types_of(work: str, stamp: int) -> dict[str, str]:
    """The type of each actor, known once in each worker."""
    return extract.types_of(pq.read_table(Path(work, "actors.parquet"), columns=["name", "type"]))


def _stamp(job: Job, name: str) -> int:
    """When the file was written: a worker of a cluster may outlive several corpora."""
    return Path(job.work, name).stat().st_mtime_ns


# Files


def write_parquet(table: pa.Table, path: Path, *, work: str | Path) -> None:
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    write_at_once(path, buffer.getvalue(), work=work)


def write_at_once(path: Path, content: bytes, *, work: str | Path) -> None:
    """Write a file that is there when it is complete, whoever writes it at the same time.

    Until then it waits in the folder `work`, where the next run clears away what somebody who died has left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = fresh_name(work)
    files.write(fresh, content)
    os.replace(fresh, path)


def fresh_name(work: str | Path) -> Path:
    return Path(work, f".new-{uuid4().hex}")


def csv_of(table: pa.Table) -> bytes:
    """The rows as CSV without a header, as `files.encoded` writes them."""
    out = io.StringIO(newline="")
    columns = [column.to_pylist() for column in table.columns]
    csv.writer(out, lineterminator=files.LINE_END).writerows(zip(*columns, strict=True))
    return out.getvalue().encode()


def join_csv(work: Path, stage: Path, parts: Iterable[str], actors: pa.Table) -> None:
    """Put the parts of each table into one file, below its header."""
    for name in schemas.TABLES:
        header = csv_of(pa.table([[key] for key in schemas.columns(name)], names=list(schemas.columns(name))))
        with (stage / f"{name}.csv").open("wb") as file:
            file.write(header)
            if name == "actors":
                file.write(csv_of(actors))
            else:
                for part in parts:
                    with (work / f"{part}.{name}.csv").open("rb") as source:
                        shutil.copyfileobj(source, file)
            file.flush()
            os.fsync(file.fileno())
