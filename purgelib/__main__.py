"""The command line. What a command does not need it does not import."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="From a folder of texts about a human-rights affair to tables of reported numbers, reactions and actors, "
    "and from the tables to a report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


class Format(StrEnum):
    """How tables are written."""

    csv = "csv"
    parquet = "parquet"


class Convention(StrEnum):
    """How vague words become bounds."""

    codebook = "codebook"
    acled = "acled"
    none = "none"


class Coded(StrEnum):
    """What can be drawn to be coded by hand."""

    counts = "counts"
    reactions = "reactions"


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


def version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"purgelib {version('purgelib')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    corpus: Annotated[Path, typer.Argument(help="Folder of .txt files in UTF-8, with an optional documents.csv.")],
    out: Annotated[Path, typer.Option(help="Folder for the tables.")],
    format: Annotated[Format, typer.Option(help="How to write the tables.")] = Format.csv,
    convention: Annotated[
        Convention, typer.Option(help="How words such as `dozens` become bounds; written into every row they touch.")
    ] = Convention.codebook,
    pipeline: Annotated[
        str,
        typer.Option(help="An installed spaCy pipeline, or the folder of one, that adds names to those of the rules."),
    ] = "",
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Read with N processes of this machine at once; 0: with this one.")
    ] = 0,
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="[ADDRESS]",
            help="Read on the Dask cluster with this address, whose workers see both folders; without an address, on"
            " one made on this machine, of N workers.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Read a folder of texts, however large, into tables."""
    from purgelib import files, parts
    from purgelib.workers import workers_of

    texts = files.read_corpus(corpus)
    tell_passed_over(texts, quiet=quiet)
    try:
        with (
            workers_of(workers, dask) as work,
            progress(len(texts.texts), "reading", quiet=quiet) as advance,
        ):
            made = parts.extract_parts(
                texts,
                out,
                format=format.value,
                convention=convention.value,
                other=pipeline,
                workers=work,
                progress=advance,
            )
    except KeyboardInterrupt:
        typer.echo(f"purgelib: interrupted; what was read is kept in {out}, and the same command goes on", err=True)
        raise
    if not quiet:
        if made.reused:
            typer.echo(f"{made.reused} files had been read by a run that was interrupted", err=True)
        typer.echo(f"{made.rows['documents']} documents of {len(texts.texts)} files -> {out}", err=True)
        typer.echo("  ".join(f"{name} {count}" for name, count in made.rows.items()), err=True)


def extracted(corpus, *, convention: str, other: str = "", quiet: bool) -> dict:
    """The tables of a corpus, held in memory, with progress shown."""
    from purgelib import files
    from purgelib.extract import extract

    files.check_report(corpus)
    tell_passed_over(corpus, quiet=quiet)
    with progress(len(corpus.texts), "reading", quiet=quiet) as advance:
        return extract(corpus, convention=convention, other=other, progress=advance)


def tell_passed_over(corpus, *, quiet: bool) -> None:
    for name in () if quiet else corpus.passed_over:
        typer.echo(f"passed over: {name} is no .txt file", err=True)


@contextmanager
def progress(total: int, doing: str, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal, a plain line a step in a log, nothing with --quiet."""
    if quiet:
        yield lambda name: None
        return
    if not sys.stderr.isatty():
        yield lambda name: typer.echo(f"{doing}: {name}", err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total)

        def advance(name: str) -> None:
            bar.update(task, advance=1, description=f"{doing} {name}")

        yield advance


@app.command()
def run(
    corpus: Annotated[Path | None, typer.Option(help="Folder of texts; without one, the example corpus.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for tables, figures, notebooks and report.html; without one, the checkout's data/tables and"
            " figures, or here."
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A parameter of the notebooks; may be repeated."),
    ] = None,
    show_private: Annotated[
        bool, typer.Option("--show-private", help="Name private persons, who are masked otherwise.")
    ] = False,
    params: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Parameters from a YAML file, `name: value`; `-p` wins over it.")
    ] = None,
    runs: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A CSV table of runs, one a row: its name in `run`, and a column a parameter. Each goes into a folder"
            " of its own in OUT, or in a folder with the name of the table; index.html shows them side by side.",
        ),
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder that keeps tables for later runs; else the user's own.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read all texts anew and keep no tables.")] = False,
    quiet: Quiet = False,
) -> None:
    """Extract, run the notebooks, write the figures and one page that opens offline."""
    from purgelib import batch, files, manifest

    given = as_wrong_use(lambda: batch.given_values(named_values(parameter or []), params, show_private=show_private))
    cache_folder = None if no_cache else cache or batch.default_cache()
    if runs:
        run_table(runs, corpus, out, given, cache_folder, quiet=quiet)
        return
    places = files.places_of(out)
    texts = files.read_corpus(corpus or files.shipped("corpus"))
    done = batch.run(
        texts,
        places,
        given,
        extracted=lambda **how: extracted(texts, quiet=quiet, **how),
        progress=lambda total: progress(total, "notebook", quiet=quiet),
        cache_folder=cache_folder,
        crate=out is not None,
    )
    if not quiet:
        if done.reused:
            typer.echo("nothing that the tables depend on has changed: those of an earlier run are reused", err=True)
        home = places.report.parent
        typer.echo(f"tables  {places.tables}\nfigures {places.figures}\nreport  {places.report}", err=True)
        typer.echo(f"record  {home / manifest.NAME}", err=True)
        if not out:
            typer.echo(f"archive {home / batch.ARCHIVE}, to be deposited", err=True)
    if done.failures:
        raise ValueError("\n".join(str(one) for one in done.failures))


@app.command()
def archive(
    tables: Annotated[Path, typer.Argument(help="Folder of Parquet tables, from `extract --format parquet`.")],
    out: Annotated[Path, typer.Option(help="Folder for figures, the notebook and report.html.")],
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A parameter of the notebook; may be repeated."),
    ] = None,
    show_private: Annotated[
        bool, typer.Option("--show-private", help="Name private persons, who are masked otherwise.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Write figures and a page of tables of any size, counted where they lie."""
    from purgelib import batch, files, manifest
    from purgelib.archive import opened

    notebook, places = files.shipped("notebooks") / "archive.ipynb", files.places_of(out)
    typed = named_values(parameter or [])
    given = as_wrong_use(lambda: batch.given_values(typed, show_private=show_private, notebooks=notebook))
    opened(tables).close()  # raises before a notebook is run
    made = batch.run_archive(
        notebook, tables, places, given, progress=lambda total: progress(total, "notebook", quiet=quiet)
    )
    if not quiet:
        typer.echo(f"figures {places.figures}\nreport  {places.report}", err=True)
        typer.echo(f"record  {places.report.parent / manifest.NAME}", err=True)
    if made.failures:
        raise ValueError("\n".join(map(str, made.failures)))


def run_table(
    table: Path, corpus: Path | None, out: Path | None, given: dict, cache: Path | None, *, quiet: bool
) -> None:
    """Every run of a table, each in a folder of its own, and the page that shows them side by side."""
    from purgelib import files, runs

    planned = as_wrong_use(lambda: runs.read_runs(table, corpus=corpus or files.shipped("corpus"), given=given))
    home = out or Path(table.stem)
    ended = runs.run(
        planned,
        home,
        extracted=lambda texts, **how: extracted(texts, quiet=quiet, **how),
        progress=lambda name, total: progress(total, f"run {name}, notebook", quiet=quiet),
        cache_folder=cache,
    )
    if not quiet:
        typer.echo(f"runs    {', '.join(one.name for one in ended if one.done)}", err=True)
        typer.echo(f"page    {home / runs.PAGE}", err=True)
    if failures := [f"run {one.name}: {failure}" for one in ended for failure in one.failures]:
        raise ValueError("\n".join(failures))


def named_values(given: list[str]) -> dict[str, str]:
    """`name=value` as a name and a value each."""
    values = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"-p {text!r} is no NAME=VALUE, such as -p categories=killed")
        values[name.strip()] = value
    return values


def as_wrong_use(read: Callable) -> dict:
    """What is read, or its ValueError as an error in the use of the command, with exit status 2."""
    try:
        return read()
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


@app.command()
def params(
    notebook: Annotated[
        str, typer.Argument(help="Name or path of a notebook, such as 04_reported_numbers; without one, of all.")
    ] = "",
) -> None:
    """List the parameters of a notebook with type, default and meaning."""
    from purgelib import files, lexicons, parameters, report

    sources = {source.stem: source for source in report.find_notebooks(files.shipped("notebooks"))}
    if notebook and not Path(notebook).suffix and notebook not in sources:
        raise typer.BadParameter(f"no notebook {notebook!r}; {lexicons.nearest(notebook, sources)}")
    for path in [sources.get(notebook, Path(notebook))] if notebook else sources.values():
        if not notebook:
            typer.echo(f"{path.stem}:")
        found = as_wrong_use(lambda path=path: parameters.read_parameters(path))
        widths = [max(len(one[i]) for one in found) for i in range(3)] if found else []
        for one in found:
            typer.echo("  ".join([*(cell.ljust(width) for cell, width in zip(one, widths, strict=False)), one.means]))


@app.command("import")
def import_(
    source: Annotated[
        Path,
        typer.Argument(metavar="SRC", help="A file or folder of HTML, PDF, DOCX, wikitext, CSV, Excel, JSONL, text."),
    ],
    corpus: Annotated[Path, typer.Argument(metavar="DEST", help="Folder for the texts; what it holds already stays.")],
    quiet: Quiet = False,
) -> None:
    """Turn what is there into a corpus: a .txt for each text and a documents.csv of what is known about it."""
    from purgelib import importing

    done = importing.import_texts(source, corpus, say=lambda line: quiet or typer.echo(line, err=True))
    if not quiet:
        for one in done.duplicates:
            typer.echo(importing.in_words(one), err=True)
        typer.echo(f"{len(done.written)} new texts -> {corpus}", err=True)
    if done.problems:
        raise ValueError("\n".join(done.problems))


@app.command()
def duplicates(
    corpus: Annotated[Path, typer.Argument(help="Folder of texts.")],
    quiet: Quiet = False,
) -> None:
    """Report which documents repeat which, in duplicates.csv beside the corpus; nothing is dropped."""
    from purgelib import importing

    found = importing.report_duplicates(corpus)
    if not quiet:
        for one in found:
            typer.echo(importing.in_words(one), err=True)
        typer.echo(f"{len(found)} duplicates -> {corpus / importing.DUPLICATES}", err=True)


@app.command()
def actors(
    corpus: Annotated[Path, typer.Argument(help="Folder of texts.")],
    quiet: Quiet = False,
) -> None:
    """Suggest which actors may be one, in actors-suggested.csv beside the corpus.

    Write `same` or `not same` into its column `decision`: the next run does as it says, and asks no more.
    """
    from purgelib import files
    from purgelib.find.actors import suggest_aliases

    texts = files.read_corpus(corpus)
    tables = extracted(texts, convention="codebook", quiet=quiet)
    mentions = tables["mentions"]
    names = mentions[["document", "actor", "type", "text"]].itertuples(index=False, name=None)
    suggestions = [(*one[:-1], "; ".join(one.documents)) for one in suggest_aliases(names, texts.actors)]
    fresh = files.write_suggestions(texts.folder, suggestions)
    if not quiet:
        typer.echo(f"{fresh} suggestions to decide on -> {texts.folder / files.SUGGESTIONS}", err=True)


@app.command()
def diff(
    run_a: Annotated[Path, typer.Argument(help="Folder of a run, or of its tables.")],
    run_b: Annotated[Path, typer.Argument(help="Folder of another run.")],
    show_private: Annotated[
        bool, typer.Option("--show-private", help="Name private persons, who are masked otherwise.")
    ] = False,
) -> None:
    """Say what changed between two runs, count by count and reaction by reaction, and why."""
    from purgelib import comparison, files, manifest

    homes = [files.home_of(folder) for folder in (run_a, run_b)]
    before, after = (files.read_tables(home.tables) for home in homes)
    manifests = tuple(manifest.read(home.report.parent) for home in homes)
    for line in comparison.in_lines(before, after, manifests=manifests, show_private=show_private):
        typer.echo(line)


@app.command()
def sample(
    corpus: Annotated[Path, typer.Argument(help="Folder of texts.")],
    n: Annotated[int, typer.Option("--n", help="How many units to draw.")] = 50,
    seed: Annotated[int, typer.Option(help="The same seed draws the same units.")] = 1,
    table: Annotated[Coded, typer.Option(help="What to code: number phrases, or sentences.")] = Coded.counts,
    out: Annotated[Path | None, typer.Option(help="File to write: sample.csv, or software.csv with --answers.")] = None,
    strata: Annotated[
        Path | None, typer.Option(help="File for what each unit stands for; it tells what the software found.")
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(metavar="SHEET", help="Write the software's answers to the units of this sheet.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Draw passages to be coded by hand, blind to what the software found in them.

    The sheet holds the texts' own words with all names. Where there is nothing to code, write `none` into `category` or
    `type`; part several answers by `;`. Compare codings with `purgelib agreement`.
    """
    from functools import lru_cache

    from purgelib import files
    from purgelib import sample as drawing_lots
    from purgelib.spreadsheets import csv_of

    out = out or Path("software.csv" if answers else "sample.csv")
    for path in filter(None, (out, strata)):
        files.check_new(path)
    coded = files.read_sheet(answers) if answers else []
    texts = files.read_corpus(corpus)
    with progress(len(texts.texts), "reading", quiet=quiet) as advance:
        units, sentences = drawing_lots.units_of(texts, table.value, progress=advance)
    read = lru_cache(maxsize=16)(lambda file: files.read_text(texts.folder / file))
    if answers:
        files.write_sheet(out, csv_of(drawing_lots.answered(coded, units, read, table=table.value)))
    else:
        drawn = drawing_lots.drawn(units, sentences, read, table=table.value, n=n, seed=seed)
        files.write_sheet(out, csv_of(drawn.sheet))
        if strata:
            files.write_sheet(strata, csv_of(drawn.strata))
    if not quiet:
        written = len(coded) if answers else len(drawn.sheet)
        typer.echo(f"{written} of {len(units)} units -> {out}; it holds names as the texts do", err=True)
        if not answers and (left := drawing_lots.left_out(units, drawn, table=table.value)):
            typer.echo(left, err=True)


@app.command()
def agreement(
    first: Annotated[Path, typer.Argument(metavar="A.csv", help="A coding: a filled-in sample, or a table.")],
    second: Annotated[Path, typer.Argument(metavar="B.csv", help="Another coding of the same units.")],
    by: Annotated[str, typer.Option(help="Columns that tell units apart, parted by commas; else their passage.")] = "",
    columns: Annotated[str, typer.Option(help="Columns to compare, parted by commas; else all that both have.")] = "",
    seed: Annotated[int, typer.Option(help="For the resampling of units.")] = 1,
    out: Annotated[Path | None, typer.Option(help="File for the figures as CSV.")] = None,
) -> None:
    """Say how far two codings agree, column by column: Cohen's kappa and Krippendorff's alpha with their intervals."""
    from purgelib import agreement as agreeing
    from purgelib import files
    from purgelib.spreadsheets import csv_of

    if out:
        files.check_new(out)
    found = agreeing.compared(
        *(files.read_sheet(path) for path in (first, second)),
        by=[name.strip() for name in by.split(",") if name.strip()],
        columns=[name.strip() for name in columns.split(",") if name.strip()],
        seed=seed,
    )
    if out:
        files.write_sheet(out, csv_of(found.figures.round(6)))
    for line in agreeing.in_lines(found, (first.name, second.name)):
        typer.echo("".join(letter if letter.isprintable() else " " for letter in line))


@app.command()
def explain(
    place: Annotated[str, typer.Argument(metavar="FILE:START", help="A file of a corpus and a character in it.")],
) -> None:
    """Print a sentence with every number in it, and for each the row that it gave or why it gave none."""
    from purgelib.explanation import explain

    file, colon, start = place.rpartition(":")
    if not colon or not start.isdecimal():
        raise typer.BadParameter(f"{place!r} is no FILE:START, such as texts/flood.txt:120")
    for line in str(explain(file, int(start))).splitlines():
        typer.echo("".join(letter if letter.isprintable() else " " for letter in line))


@app.command()
def dictionary() -> None:
    """Print the data dictionary, in Markdown."""
    from purgelib import schemas

    typer.echo(schemas.dictionary(), nl=False)


exercises = typer.Typer(help="Exercises for a class: hand out, check, grade.", no_args_is_help=True)
app.add_typer(exercises, name="exercises")


@exercises.command("list")
def list_exercises() -> None:
    """List the exercises with their titles, time and points."""
    from purgelib.exercises import build

    for source in build.sources():
        one = build.read(source)
        points = sum(question.points for question in one.questions)
        typer.echo(f"{one.name:<14}{one.title:<24}{one.time:<14}{len(one.questions)} questions, {points:g} points")


@exercises.command("build")
def build_exercises(
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for `student/`, to hand out, and `teacher/`, to keep; without one, the notebooks for students"
            " that come with the software are made anew."
        ),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(help="The texts of the class, which go to students with the notebooks; else the example corpus."),
    ] = None,
) -> None:
    """Make the students' notebooks, and for the teacher graders, solutions and rubrics, from the sources."""
    from purgelib import files
    from purgelib.exercises import build

    if corpus and not out:
        raise typer.BadParameter("--corpus needs --out: the notebooks that come with the software keep their texts")
    sources = build.sources()
    contents = build.texts_of(corpus, "student/texts") if corpus else {}
    with progress(len(sources), "building", quiet=False) as advance:
        for source in sources:
            contents |= build.contents_of(build.build(source), texts="texts" if corpus else "")
            advance(source.stem)
    if out is None:
        out = sources[0].parent
        contents = {name: content for name, content in contents.items() if name.startswith("student/")}
    files.write_together(out, contents)
    typer.echo(f"{len(sources)} exercises -> {out}", err=True)


@exercises.command("grade")
def grade_exercises(
    folder: Annotated[Path, typer.Argument(help="Folder of the notebooks that were handed in, or of folders of them.")],
    out: Annotated[Path, typer.Option(help="Table of the points; beside it, what is to be read by hand.")] = Path(
        "scores.csv"
    ),
    corpus: Annotated[
        Path | None, typer.Option(help="The texts that the class worked on; without any, the example corpus.")
    ] = None,
    seconds: Annotated[int, typer.Option(min=1, help="After how long a notebook is stopped.")] = 300,
    quiet: Quiet = False,
) -> None:
    """Grade notebooks on this machine, without network: one row a file, with what went wrong.

    **This runs the code that students wrote**, as you: it can read what you can read. Each notebook gets a process,
    a home and a time limit of its own and none of your environment, no more. Grade as a user who owns nothing else,
    or in a container, where you do not trust a notebook.
    """
    from purgelib import files
    from purgelib.exercises import grade

    handed_in = grade.find_files(folder)
    with progress(len(handed_in), "grading", quiet=quiet) as advance:
        scores, to_read = grade.grade(folder, corpus=str(corpus or ""), seconds=seconds, progress=advance)
    by_hand = out.with_name(f"{out.stem}-to-read.md")
    files.write_together(out.parent, {out.name: files.encoded(scores, "csv"), by_hand.name: to_read.encode()})
    if not quiet:
        problems = int(scores["problem"].ne("").sum())
        typer.echo(f"{len(scores)} files, {problems} with a problem -> {out}, {by_hand}", err=True)


def main() -> None:
    """Run the command line; what is wrong with the data is said in a sentence a problem, with exit status 1."""
    try:
        app(with_own_cluster(sys.argv[1:]))
    except ValueError as error:
        for sentence in str(error).splitlines():
            typer.echo(f"purgelib: {sentence}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def with_own_cluster(words: list[str]) -> list[str]:
    """What was typed, with an empty address after a `--dask` that has none.

    >>> with_own_cluster(["extract", "texts", "--dask", "--out", "tables"])
    ['extract', 'texts', '--dask', '', '--out', 'tables']
    """
    typed = []
    for word, after in zip(words, [*words[1:], "-"], strict=True):
        typed += [word, ""] if word == "--dask" and after.startswith("-") else [word]
    return typed


if __name__ == "__main__":
    main()
