"""Runs the notebooks by papermill and makes of what they show the figures and the one page.

A notebook says all that the page needs by showing it: Markdown cells become prose, displayed Markdown too, a chart
becomes a figure under the name that its chart function gave it, a data frame becomes a table. Nothing else gets there.
"""

import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple
from uuid import uuid4

import nbformat

from purgelib import figures as images
from purgelib import files, long_tables, page
from purgelib.lexicons import nearest
from purgelib.parameters import PLACES, read_parameters


class Failure(NamedTuple):
    """Where a notebook stopped and why."""

    notebook: str
    cell: int  # counted from 1 in the notebook as it is in the source folder; 0: before any cell
    error: str

    def __str__(self) -> str:
        where = f", cell {self.cell}" if self.cell else ""
        return f"notebook {self.notebook}{where}: {self.error}"


class NotebookError(ValueError):
    """One sentence a notebook that failed. The others ran, and the page says what is missing."""

    def __init__(self, failures: tuple[Failure, ...]):
        self.failures = failures
        super().__init__("\n".join(str(one) for one in failures))


class Executed(NamedTuple):
    """A notebook as it ran."""

    name: str
    notebook: nbformat.NotebookNode
    parameters: dict[str, Any]
    failure: Failure | None
    seconds: float


def find_notebooks(folder: Path) -> tuple[Path, ...]:
    """The notebooks of a report, in the order of their names: those that begin with a number; or the one that is named.

    Raises ValueError where the folder holds none.
    """
    if folder.suffix == ".ipynb" and folder.is_file():
        return (folder,)
    found = tuple(sorted(Path(folder).glob("[0-9]*.ipynb")))
    if not found:
        raise ValueError(f"{folder}: there is no notebook in it; a report is made of notebooks such as 01_corpus.ipynb")
    return found


class Made(NamedTuple):
    """All that the notebooks gave, not yet written."""

    figures: dict[str, bytes]  # and files for other programs, by name
    page: bytes
    notebooks: dict[str, bytes]
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]  # what a notebook was warned of, and in which cell
    seconds: dict[str, float]  # what each step took
    shown: tuple[page.Shown, ...]


def run(
    notebooks: Path,
    *,
    tables: Path,
    figures: Path,
    report: Path,
    executed: Path | None = None,
    corpus: Path | None = None,
    parameters: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] = lambda notebook: None,
) -> tuple[Path, ...]:
    """Run every notebook of a folder side by side; write figures, page and, where asked, the executed notebooks.

    All that is written takes its place together. Gives the paths of what was written; the rest is as for `make`.

    Raises NotebookError where a notebook failed, after the page, which says so, and all others were written.
    """
    if executed:
        check_folder(executed)  # a folder that cannot be written is better found out at once
    made = make(
        notebooks, tables=tables, lasting=tables, kept=executed, corpus=corpus, parameters=parameters, progress=progress
    )
    contents = contents_of(made, figures=figures, report=report, executed=executed)
    write(contents)
    if made.failures:
        raise NotebookError(made.failures)
    return tuple(contents)


def make(
    notebooks: Path,
    *,
    tables: Path,
    lasting: Path | None = None,
    kept: Path | None = None,
    corpus: Path | None = None,
    parameters: Mapping[str, Any] | None = None,
    record: str = "",
    progress: Callable[[str], None] = lambda notebook: None,
) -> Made:
    """Run every notebook of a folder side by side on the tables in a folder; nothing is written.

    `parameters` are handed to each notebook that declares them; `progress` is called with a notebook's name when it is
    done. A notebook that will be `kept` in a folder leads from there to where the tables will be `lasting`: whoever has
    both can run it again. The page names the `record` that will lie beside it.
    """
    sources = find_notebooks(notebooks)
    declared = {source: read_parameters(source) for source in sources}
    given = dict(parameters or {})
    known = {one.name for ones in declared.values() for one in ones}
    if unknown := sorted(given.keys() - known - set(PLACES)):
        raise ValueError(f"parameter {unknown[0]!r} is not known; {nearest(unknown[0], sorted(known))}")
    places = {"tables": str(tables.resolve())} | ({"corpus": str(corpus.resolve())} if corpus else {})
    began = monotonic()
    with tempfile.TemporaryDirectory(prefix="purgelib-") as scratch:
        ran = _run_side_by_side(
            {
                source: {one.name: (places | given)[one.name] for one in declared[source] if one.name in places | given}
                for source in sources
            },
            scratch=Path(scratch),
            placeless=placeless(scratch, tables, *([corpus] if corpus else [])),
            progress=progress,
        )
    seconds = {"notebooks": monotonic() - began} | {f"notebook {one.name}": one.seconds for one in ran}
    began = monotonic()
    shown = [page.read_notebook(one.name, one.notebook) for one in ran]
    drawn = {
        f"{figure.name}.{suffix}": draw(figure.spec)
        for figure in page.figures_of(shown)
        for suffix, draw in (("svg", images.svg_of), ("png", images.png_of))
    } | page.exports_of(shown)
    seconds["figures"] = monotonic() - began
    began = monotonic()
    written = page.written(
        shown,
        record=record,
        failures={one.name: str(one.failure) for one in ran if one.failure},
        parameters={
            one.name: [
                (parameter, one.parameters.get(parameter.name, parameter.default))
                for parameter in declared[source]
                if parameter.name not in PLACES
            ]
            for one, source in zip(ran, sources, strict=True)
        },
    )
    seconds["page"] = monotonic() - began
    if kept:
        for one in ran:
            _lead_from(one, given | {"tables": Path(os.path.relpath(lasting or tables, kept)).as_posix()})
    executed = {f"{one.name}.ipynb": nbformat.writes(one.notebook).encode() + b"\n" for one in ran} if kept else {}
    return Made(
        figures=drawn,
        page=written.encode(),
        notebooks=executed,
        failures=tuple(one.failure for one in ran if one.failure),
        warnings=tuple(warning for one in ran for warning in _warnings(one)),
        seconds=seconds,
        shown=tuple(shown),
    )


def _lead_from(ran: Executed, values: Mapping[str, Any]) -> None:
    """Put into the cell of parameters where the tables lie, seen from where the notebook is kept.

    The corpus is not named: its place says whose it is, and who has the tables does not need it.
    """
    from papermill.translators import PythonTranslator

    values = {name: values.get(name, value) for name, value in ran.parameters.items() if name != "corpus"}
    for cell in ran.notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.source = PythonTranslator.codify(values, "Parameters of this run; open the notebook where it lies")


def _warnings(ran: Executed) -> list[str]:
    """What the cells wrote to stderr."""
    cells = [cell for cell in ran.notebook.cells if not _added_by_papermill(cell)]
    return [
        f"notebook {ran.name}, cell {number}: {_on_one_line(output.text)}"
        for number, cell in enumerate(cells, 1)
        for output in cell.get("outputs", ())
        if output.output_type == "stream" and output.name == "stderr"
    ]


def placeless(*folders: str | Path) -> Callable[[str], str]:
    """A function that takes out of a text where things lie on this machine, for a path tells whose it is.

    >>> placeless("/home/ann/texts")("/home/ann/texts/flood.txt: is empty")
    '…/flood.txt: is empty'
    """
    own = [Path(__file__).parents[1], Path.cwd(), tempfile.gettempdir(), sys.prefix, sys.base_prefix, Path.home()]
    named = {str(form) for one in (*folders, *own) for form in (Path(one), Path(one).resolve())}
    roots = sorted((one for one in named if len(Path(one).parts) > 1), key=len, reverse=True)
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, roots))})(?![\w-])(?:/ipykernel_\d+/\d+\.py)?")
    return lambda text: pattern.sub(lambda match: "cell" if match[0].endswith(".py") else "…", text)


def contents_of(made: Made, *, figures: Path, report: Path, executed: Path | None) -> dict[Path, bytes]:
    """Each file to write and what it holds."""
    contents = {figures / name: content for name, content in made.figures.items()} | {report: made.page}
    if executed:
        contents |= {executed / name: content for name, content in made.notebooks.items()}
    return contents


def check_folder(folder: Path) -> None:
    """Make the folder where there is none.

    Raises ValueError where that is not possible, or nothing can be written into it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ValueError(f"{folder}: cannot be written: {error.strerror}") from error


def write(contents: Mapping[Path, bytes], *, remove: Iterable[Path] = ()) -> None:
    """Under the folder that all have in common, so that they appear together."""
    paths = {Path(os.path.abspath(path)): content for path, content in contents.items()}
    top = Path(os.path.commonpath([path.parent for path in paths]))
    gone = [Path(os.path.abspath(path)).relative_to(top).as_posix() for path in remove]
    files.write_together(
        top, {path.relative_to(top).as_posix(): content for path, content in paths.items()}, remove=gone
    )


# Running


def _run_side_by_side(
    parameters: Mapping[Path, dict[str, Any]],
    *,
    scratch: Path,
    placeless: Callable[[str], str],
    progress: Callable[[str], None],
) -> list[Executed]:
    """Each notebook in a kernel of its own, as many at once as there are cores; one that fails stops no other."""
    kernels: list[Any] = []
    pool = ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 1))
    try:
        futures: dict[Future, str] = {
            pool.submit(_run_notebook, source, given, scratch, placeless, kernels): source.stem
            for source, given in parameters.items()
        }
        for done in as_completed(futures):
            progress(futures[done])
        return [future.result() for future in futures]
    except BaseException:
        # Ctrl-C: no thread may wait for a kernel that goes on.
        pool.shutdown(wait=False, cancel_futures=True)
        for kernel in kernels:
            _end(kernel)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _run_notebook(
    source: Path, parameters: dict[str, Any], scratch: Path, placeless: Callable[[str], str], kernels: list[Any]
) -> Executed:
    papermill = _papermill()
    from jupyter_core.utils import ensure_event_loop
    from nbclient.exceptions import CellControlSignal, DeadKernelError

    began, target = monotonic(), scratch / source.name
    failure = None
    try:
        papermill.execute_notebook(
            str(source.resolve()),
            str(target),
            parameters=parameters,
            kernel_name="python3",
            # Not papermill's `cwd`, which moves the whole process, and with it the notebooks beside this one.
            resources={"metadata": {"path": str(scratch)}},
            progress_bar=False,
            kernel_manager_class=_kernel_of_this_python(scratch, kernels),
        )
    except papermill.PapermillExecutionError as error:
        failure = Failure(source.stem, error.cell_index, f"{error.ename}: {_on_one_line(error.evalue)}")
    except (DeadKernelError, CellControlSignal, RuntimeError, TimeoutError) as error:
        failure = Failure(source.stem, 0, f"its kernel ended: {_on_one_line(error)}")
    finally:
        ensure_event_loop().close()  # nbclient opens one for this thread and leaves it open
    notebook = nbformat.read(target if target.exists() else source, as_version=4)
    if failure:
        failure = failure._replace(cell=_failing_cell(notebook), error=placeless(failure.error))
    return Executed(source.stem, _cleaned(notebook, source.stem, placeless), parameters, failure, monotonic() - began)


def _kernel_of_this_python(scratch: Path, kernels: list[Any]) -> type:
    """A kernel manager whose kernel is the Python that runs this, whatever kernels a user has installed as `python3`.

    Where the system has them, the kernel listens on files in the scratch folder, not on ports that others can reach.
    """
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class ThisPython(AsyncKernelManager):
        def __init__(self, *args: Any, **kwargs: Any):
            super().__init__(*args, **kwargs)
            if os.name == "posix" and len(str(scratch)) < 60:  # longer names are no names of sockets
                self.transport = "ipc"
            self.connection_file = str(scratch / f"kernel-{uuid4().hex[:8]}.json")
            kernels.append(self)

        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(
                # A kernel that is told to end may log that it was interrupted: not an error.
                argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=CRITICAL"],
                display_name="Python 3",
                language="python",
                env={long_tables.PLAIN: "1"},
            )

    return ThisPython


def _end(kernel: Any) -> None:
    process = getattr(getattr(kernel, "provisioner", None), "process", None)
    if process is not None and process.poll() is None:
        process.kill()


def _failing_cell(notebook: nbformat.NotebookNode) -> int:
    """The number of the cell that raised, counted in the notebook as it was before papermill added cells to it."""
    cells = [cell for cell in notebook.cells if not _added_by_papermill(cell)]
    for number, cell in enumerate(cells, 1):
        if any(output.output_type == "error" for output in cell.get("outputs", ())):
            return number
    return 0


def _added_by_papermill(cell: nbformat.NotebookNode) -> bool:
    tags = cell.metadata.get("tags", ())
    return any(tag in tags for tag in ("injected-parameters", "papermill-error-cell-tag"))


def _cleaned(notebook: nbformat.NotebookNode, name: str, placeless: Callable[[str], str]) -> nbformat.NotebookNode:
    """The notebook without what differs from run to run and from machine to machine: times, places, random ids."""
    notebook.metadata.pop("papermill", None)
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if _added_by_papermill(cell):
            cell.id = f"{name[:40]}-added-{number}"
        for output in cell.get("outputs", ()):
            if output.output_type == "stream":
                output.text = placeless(output.text)
            elif output.output_type == "error":
                output.evalue = placeless(output.evalue)
                output.traceback = [placeless(line) for line in output.traceback]
            elif "text/plain" in output.data:
                output.data["text/plain"] = placeless(output.data["text/plain"])
    return notebook


def _papermill() -> Any:
    """papermill, loaded only by what runs notebooks; it logs each step, which a progress bar says better."""
    import papermill

    logging.getLogger("papermill").setLevel(logging.ERROR)
    return papermill


def _on_one_line(error: object) -> str:
    return " ".join(str(error).split()) or "no reason given"
