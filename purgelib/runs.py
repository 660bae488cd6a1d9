"""A table of runs: each row a run in a folder of its own, and one page with their results side by side.

```csv
run,corpus,convention,date_from
all,,codebook,
late,,codebook,2018
careful,my-texts,none,
```
"""

import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from purgelib import batch, files, parameters, report
from purgelib.manifest import Given

PAGE = "index.html"
MOST = 200  # runs of one table; their results are held until the page is written
NAME = re.compile(r"[^\W_](?:[\w.-]{0,58}[\w-])?")  # of a folder, on any system
TAKEN = frozenset(["con", "prn", "aux", "nul", PAGE, *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))])


class Planned(NamedTuple):
    """A row of the table, ready to run."""

    name: str
    corpus: files.Corpus
    given: dict[str, Given]


class Ended(NamedTuple):
    """A run that is over."""

    name: str
    given: dict[str, Given]
    done: batch.Done | None  # None where nothing came of it
    error: str = ""  # then, why

    @property
    def failures(self) -> list[str]:
        """What went wrong, a sentence each."""
        return [self.error] if self.done is None else [str(one) for one in self.done.failures]


# Reading


def read_runs(table: Path, *, corpus: Path, given: Mapping[str, Given]) -> tuple[Planned, ...]:
    """The runs of a table: `run`, its name, and a column a parameter; an empty cell leaves a parameter as it is else.

    `given` holds for all runs; a cell wins over a file of parameters. A row may name its `corpus`, as seen from the
    folder of the table, or else has the one given. Every corpus is looked at, so that nothing runs where one is bad.

    Raises CorpusError with every problem of the table.
    """
    if not table.is_file():
        raise files.CorpusError([f"{table}: there is no such file"])
    known = parameters.of_all(report.find_notebooks(files.shipped("notebooks")))
    columns = tuple(name for name in known if name not in (*parameters.PLACES, "show_private"))
    rows = files.read_rows(table, required=("run",), known=("corpus", *columns))
    if not 0 < len(rows) <= MOST:
        raise files.CorpusError([f"{table.name}: has {len(rows)} runs; a table has 1 to {MOST}"])
    typed = [name for name in rows[0] if name in given and given[name].source == "-p"]
    if typed:
        raise files.CorpusError([f"{table.name}: parameter {typed[0]} has a column here and is given with -p as well"])
    problems, runs, corpora = [], [], {}
    rows_of: dict[str, int] = {}
    for number, row in enumerate(rows, 2):  # row 1 is the header
        where = f"{table.name}, row {number}"
        problems += [f"{where}: {problem}" for problem in _problems_of_name(row["run"], rows_of)]
        rows_of.setdefault(_folded(row["run"]), number)
        own = {}
        for name in columns:
            try:
                if row.get(name):
                    own |= batch.read_given({name: row[name]}, where, known)
            except ValueError as error:
                problems.append(str(error))
        folder = table.parent / row["corpus"] if row.get("corpus") else corpus
        try:
            if folder not in corpora:
                corpora[folder] = files.read_corpus(folder)
            runs.append(Planned(row["run"], corpora[folder], {**given, **own}))
        except files.CorpusError as error:
            corpora[folder] = None
            problems += [f"{where}: corpus {row.get('corpus') or str(corpus)!r}: {one}" for one in error.problems]
    if problems:
        raise files.CorpusError(problems)
    return tuple(runs)


def _problems_of_name(name: str, rows_of: Mapping[str, int]) -> list[str]:
    """What is wrong with a run's name, which becomes that of a folder."""
    if not NAME.fullmatch(name) or _folded(name).partition(".")[0] in TAKEN or _folded(name) in TAKEN:
        return [
            f"run {name!r} cannot name a folder; write up to 60 letters and digits, with - _ or . between them,"
            " such as without-references"
        ]
    if row := rows_of.get(_folded(name)):
        return [f"run {name!r} has the name of the run in row {row}; give it one of its own"]
    return []


def _folded(name: str) -> str:
    """The name as systems compare it that do not tell capitals apart."""
    return unicodedata.normalize("NFC", name).casefold()


# Running


def run(
    planned: Iterable[Planned],
    out: Path,
    *,
    extracted: Callable[..., dict[str, pd.DataFrame]],
    progress: Callable[[str, int], AbstractContextManager[Callable[[str], None]]],
    cache_folder: Path | None,
    notebooks: Path | None = None,
) -> tuple[Ended, ...]:
    """Run one after the other, each into a folder of its own name in `out`, and write the page that shows all.

    Runs of one corpus share its tables, through a cache that is gone at the end where none is named. One that fails
    stops no other. `extracted` takes a corpus and a convention, `progress` a run's name and its number of notebooks.

    Raises ValueError where `out` cannot be written, or holds a link in place of a run's folder.
    """
    from purgelib.side_by_side import written

    planned, out = tuple(planned), out.resolve()
    report.check_folder(out)
    if linked := next((one.name for one in planned if (out / one.name).is_symlink()), None):
        raise ValueError(f"{out / linked}: is a link, which may lead out of the folder; nothing is run")
    ended = []
    with tempfile.TemporaryDirectory(prefix="purgelib-") as scratch:
        for one in planned:
            try:
                done = batch.run(
                    one.corpus,
                    files.places_of(out / one.name),
                    one.given,
                    extracted=lambda corpus=one.corpus, **how: extracted(corpus, **how),
                    progress=lambda total, name=one.name: progress(name, total),
                    cache_folder=cache_folder or Path(scratch),
                    notebooks=notebooks,
                )
                ended.append(Ended(one.name, one.given, done))
            except Exception as error:  # whatever it is, the other runs have nothing to do with it
                placeless = report.placeless(out, one.corpus.folder)
                kind = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
                ended.append(Ended(one.name, one.given, None, kind + placeless(" ".join(str(error).split()))))
                with suppress(OSError):  # an earlier run lies there
                    (out / one.name).rmdir()
    files.write_together(out, {PAGE: written(ended).encode()})
    return tuple(ended)
