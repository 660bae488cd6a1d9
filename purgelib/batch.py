"""A run from texts to a folder that can be cited: tables, figures, page, manifest and crate, written together."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import Any, NamedTuple

import pandas as pd
import yaml

from purgelib import cache, files, manifest, parameters, report, schemas
from purgelib.manifest import Given
from purgelib.parameters import Parameter

CRATE = "ro-crate-metadata.json"
ARCHIVE = "run.crate.zip"
INSIDE = files.Places(Path("tables"), Path("figures"), Path("report.html"), Path("notebooks"))  # of the archive


class Done(NamedTuple):
    """What a run says of itself when it is over."""

    reused: bool  # whether the tables are those of an earlier run
    failures: tuple[report.Failure, ...]
    made: report.Made
    record: dict[str, Any]  # the manifest


def default_cache() -> Path:
    """Where tables are kept for later runs unless somebody says otherwise."""
    return cache.default_folder()


# Parameters


def given_values(
    typed: Mapping[str, str], file: Path | None = None, *, show_private: bool = False, notebooks: Path | None = None
) -> dict[str, Given]:
    """Every parameter of the notebooks that somebody set, and where; what is typed wins over what the file says.

    `notebooks` are a folder of them or one; else those that travel with the software.
    Raises ValueError where a name is not known, a value has the wrong type, or the file cannot be read.
    """
    known = parameters.of_all(report.find_notebooks(notebooks or files.shipped("notebooks")))
    given = read_given(read_yaml(file), file.name, known) if file else {}
    given |= read_given(typed, "-p", known)
    return given | ({"show_private": Given(True, "--show-private")} if show_private else {})


def read_given(values: Mapping[str, str], where: str, known: Mapping[str, Parameter]) -> dict[str, Given]:
    """What somebody wrote, with the types that the notebooks declare.

    Raises ValueError where a name is not known, is that of a place, or a value is none that the parameter may have.
    """
    given = {}
    for name, text in values.items():
        if name in parameters.PLACES:
            raise ValueError(f"{where}: parameter {name!r} says where things lie; that is for --corpus and --out")
        try:
            given |= {key: Given(value, where) for key, value in parameters.read_values({name: text}, known).items()}
        except ValueError as error:
            line = f", line {text.line}" if isinstance(text, Written) else ""
            raise ValueError(f"{where}{line}: {error}") from error
    return given


class Written(str):
    """A value of a file, and the line that it stands on."""

    line: int


def read_yaml(path: Path) -> dict[str, Written]:
    """`name: value` a line, all values as they are written.

    Raises ValueError where the file is no YAML, or holds anything but names and single values.
    """
    if not path.is_file():
        raise ValueError(f"{path}: there is no such file")
    try:
        top = yaml.compose(files.read_text(path), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: is no YAML: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise ValueError(
            f"{path.name}: is no list of parameters; write one a line, such as categories: killed"
        ) from error
    if top is None:
        return {}
    if not isinstance(top, yaml.MappingNode):
        raise ValueError(f"{path.name}: is no list of parameters; write one a line, such as categories: killed")
    values: dict[str, Written] = {}
    for key, node in top.value:
        where = f"{path.name}, line {key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode) or not isinstance(node, yaml.ScalarNode):
            name = key.value if isinstance(key, yaml.ScalarNode) else "this"
            raise ValueError(f"{where}: {name} is no single value; write a list as one text, such as: detained, killed")
        if key.value in values:
            raise ValueError(f"{where}: parameter {key.value!r} stands on line {values[key.value].line} already")
        values[key.value] = Written(node.value)
        values[key.value].line = key.start_mark.line + 1
    return values


def in_full(given: Mapping[str, Given], declared: Mapping[str, Parameter]) -> dict[str, Given]:
    """What was given, and for all other parameters the default."""
    defaults = {
        name: Given(parameters.default_of(one), "default")
        for name, one in declared.items()
        if name not in parameters.PLACES
    }
    return defaults | dict(given)


# Running


def run(
    corpus: files.Corpus,
    places: files.Places,
    given: Mapping[str, Given],
    *,
    extracted: Callable[..., dict[str, pd.DataFrame]],
    progress: Callable[[int], AbstractContextManager[Callable[[str], None]]],
    cache_folder: Path | None,
    crate: bool = True,
    notebooks: Path | None = None,
) -> Done:
    """Read the corpus into tables, run the notebooks on them, and write all together, with the manifest.

    With `crate`, the folder of the page becomes an RO-Crate; without, an archive beside the page holds one, for the
    run's tables lie elsewhere. The page is written where a notebook failed, too.
    """
    began, date = monotonic(), manifest.now()
    report.check_folder(places.report.parent)
    notebooks = notebooks or files.shipped("notebooks")
    sources = report.find_notebooks(notebooks)
    values = {name: one.value for name, one in given.items()}
    inputs = manifest.inputs_of(corpus)
    tables, reused = tables_of(corpus, values.get("convention") or "codebook", extracted, cache_folder)
    seconds = {"tables": monotonic() - began}
    words = files.words_contents(corpus)
    contents = files.contents_of(tables) | words
    with tempfile.TemporaryDirectory(prefix="purgelib-") as scratch, progress(len(sources)) as advance:
        files.write_together(scratch, contents)
        made = report.make(
            notebooks,
            tables=Path(scratch),
            lasting=INSIDE.tables,
            kept=INSIDE.notebooks,
            corpus=corpus.folder,
            parameters=values,
            record=manifest.NAME,
            progress=advance,
        )

    def record_of(layout: files.Places, home: Path) -> dict[str, Any]:
        """The manifest of a folder whose files lie so."""
        named = seen_from(home, laid_out(contents, made, layout))
        for name in ("datapackage.json", *words):
            beside = files.relative(layout.tables / name, home)
            named["others"][beside] = named["tables"].pop(beside)
        return manifest.of_run(
            inputs,
            parameters=in_full(given, parameters.of_all(sources)),
            rows={name: len(table) for name, table in tables.items()},
            **named,
            warnings=[*(f"passed over: {name} is no .txt file" for name in corpus.passed_over), *made.warnings],
            failures=map(str, made.failures),
            run=about,
        )

    about = {
        "date": date,
        "ended": manifest.now(),
        "seconds": rounded(seconds | made.seconds),
        "tables_reused": reused,
    }
    home = places.report.parent
    record = record_of(places, home)
    to_write = together(laid_out(contents, made, places))
    to_write[home / manifest.NAME] = manifest.encoded(record)
    if crate:
        to_write |= described(record, home)
    else:
        inside = record_of(INSIDE, Path())
        whole = together(laid_out(contents, made, INSIDE))
        whole |= {Path(manifest.NAME): manifest.encoded(inside)} | described(inside, Path())
        to_write[home / ARCHIVE] = packed(whole)
    report.write(to_write, remove=outlived(home, record, places))
    return Done(reused, made.failures, made, record)


def run_archive(
    notebook: Path,
    tables: Path,
    places: files.Places,
    given: Mapping[str, Given],
    *,
    progress: Callable[[int], AbstractContextManager[Callable[[str], None]]],
) -> report.Made:
    """Run a notebook of an archive on Parquet tables, which stay where they are, and write all together, with the
    manifest: it says of which tables. The page is written where the notebook failed, too.
    """
    began = manifest.now()
    report.check_folder(places.report.parent)
    asked = [path for name in schemas.TABLES for path in files.parquet_of(tables, name)]
    inputs = {"tables": {files.relative(path, tables): manifest.digest_of(path) for path in asked}}
    with progress(1) as advance:
        made = report.make(
            notebook,
            tables=tables,
            lasting=tables,
            kept=places.notebooks,
            parameters={name: one.value for name, one in given.items()},
            record=manifest.NAME,
            progress=advance,
        )
    home = places.report.parent
    laid = laid_out({}, made, places)
    record = manifest.of_run(
        inputs,
        parameters=in_full(given, parameters.of_all((notebook,))),
        rows={},
        **seen_from(home, laid),
        warnings=made.warnings,
        failures=map(str, made.failures),
        run={"date": began, "ended": manifest.now(), "seconds": rounded(made.seconds)},
    )
    to_write = together(laid) | {home / manifest.NAME: manifest.encoded(record)}
    report.write(to_write, remove=no_longer_made(home, record, places))
    return made


def laid_out(tables: Mapping[str, bytes], made: report.Made, layout: files.Places) -> dict[str, dict[Path, bytes]]:
    """Every file of a run but its record, where the layout has it: tables, figures and others."""
    others = {layout.report: made.page}
    if layout.notebooks:
        others |= {layout.notebooks / name: content for name, content in made.notebooks.items()}
    return {
        "tables": {layout.tables / name: content for name, content in tables.items()},
        "figures": {layout.figures / name: content for name, content in made.figures.items()},
        "others": others,
    }


def together(laid: Mapping[str, Mapping[Path, bytes]]) -> dict[Path, bytes]:
    """The files of all kinds."""
    return {path: content for some in laid.values() for path, content in some.items()}


def seen_from(home: Path, laid: Mapping[str, Mapping[Path, bytes]]) -> dict[str, dict[str, bytes]]:
    """The files by kind, with the names that they have in a manifest in this folder."""
    return {
        kind: {files.relative(path, home): content for path, content in some.items()} for kind, some in laid.items()
    }


def rounded(seconds: Mapping[str, float]) -> dict[str, float]:
    """What steps took, as a manifest says it."""
    return {name: round(took, 3) for name, took in seconds.items()}


def described(record: Mapping[str, Any], home: Path) -> dict[Path, bytes]:
    """The file that makes a folder with this manifest an RO-Crate."""
    from purgelib.crate import encoded

    return {home / CRATE: encoded(record)}


def packed(contents: Mapping[Path, bytes]) -> bytes:
    """The files as a ZIP archive: the same bytes for the same contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(path.as_posix())  # dated 1980, as every archive that tells no time
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tables_of(
    corpus: files.Corpus, convention: str, extracted: Callable[..., dict[str, pd.DataFrame]], folder: Path | None
) -> tuple[dict[str, pd.DataFrame], bool]:
    """The tables of a corpus, and whether they are those of an earlier run."""
    if not folder:
        return extracted(convention=convention), False
    key = cache.key_of(corpus, convention=convention)
    if tables := cache.find(folder, key):
        return tables, True
    tables = extracted(convention=convention)
    if cache.key_of(corpus, convention=convention) == key:  # else a text or the code changed meanwhile
        cache.keep(folder, key, tables)
    return tables, False


def outlived(home: Path, record: Mapping[str, Any], places: files.Places) -> list[Path]:
    """Files that the last run left in this place and this one does not have."""
    now = manifest.files_of(record)
    gone = [places.tables / f"{name}.parquet" for name in schemas.TABLES]
    gone += [path for name in files.words_files() if files.relative(path := places.tables / name, home) not in now]
    return gone + no_longer_made(home, record, places)


def no_longer_made(home: Path, record: Mapping[str, Any], places: files.Places) -> list[Path]:
    """Figures and notebooks of the last run that this one does not have."""
    try:
        last = manifest.read(home)
        named = manifest.files_of(last) if last else {}
    except (ValueError, KeyError, TypeError, AttributeError):  # a manifest of somebody else's
        named = {}
    now = manifest.files_of(record)
    ours = [files.relative(folder, home) for folder in (places.figures, places.notebooks) if folder]
    return [
        home / name
        for name in named
        if name not in now and PurePosixPath(name).parent.as_posix() in ours and (home / name).is_file()
    ]
