"""Grades a folder of notebooks as students hand them in, each in a process of its own.

Grading runs what students wrote, as the user who grades. Each process gets a folder and a home of its own, none of the
user's environment, and bounds for time, memory and files; it is not kept from reading what the user can read.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pandas as pd

from purgelib import exercises, files
from purgelib.exercises import build
from purgelib.spreadsheets import harmless

SECONDS = 300
LARGEST = 20_000_000  # bytes of a notebook; one with charts in it has some hundred thousand
KEPT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")
NAMED = re.compile(r"""Grader\(\s*["'](?P<exercise>[\w-]+)["']""")  # grader = exercises.Grader("01_look")
NOT_GRADED = "could not be graded"
UNTOUCHED = "_Type your answer here, replacing this text._"


class Submission(NamedTuple):
    """A file that was handed in; the exercise or what is wrong with the file is empty."""

    student: str  # the file, as seen from the folder
    exercise: str
    notebook: nbformat.NotebookNode | None
    problem: str


class Score(NamedTuple):
    """The points of a submission by question, and what went wrong."""

    submission: Submission
    points: Mapping[str, float]
    problem: str


def grade(
    folder: Path,
    *,
    corpus: str = "",
    seconds: int = SECONDS,
    sources: Path | None = None,
    progress: Callable[[str], Any] | None = None,
) -> tuple[pd.DataFrame, str]:
    """One row a file that was handed in, and what is to be read by hand, in Markdown.

    A column a question holds the points, one that is read by hand nothing yet; `total` adds up what the grader gave of
    `possible`, and `problem` says what went wrong. Answers are held against `corpus`, whatever a notebook says.

    Raises ValueError where the folder holds no file, or there is no such corpus.
    """
    lying = {source.stem: source for source in build.sources(sources)}
    known = {name: build.read(source) for name, source in lying.items()}
    handed_in = [_read_submission(path, path.relative_to(folder).as_posix(), set(known)) for path in find_files(folder)]
    wanted = sorted({one.exercise for one in handed_in if one.notebook})
    with tempfile.TemporaryDirectory(prefix="purgelib-") as scratch:
        tables = Path(scratch, "tables")
        texts = exercises.folder(corpus).resolve()
        files.write_tables(_extracted(texts), tables)
        graders = {name: build.build(lying[name]).grader for name in wanted}
        where = {exercises.CORPUS: str(texts), exercises.TABLES: str(tables)}
        scores = _grade_side_by_side(handed_in, graders, Path(scratch), where, seconds, progress)
    return table_of(scores, known), to_read(scores, known)


def find_files(folder: Path) -> list[Path]:
    """Every file of a folder and the folders in it, in the order of their names, but for hidden ones.

    Raises ValueError where there is none.
    """
    if not folder.is_dir():
        raise ValueError(f"{folder}: is no folder; name the one that holds the notebooks that were handed in")
    paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    paths = [path for path in paths if not any(_is_furniture(part) for part in path.relative_to(folder).parts)]
    if not paths:
        raise ValueError(f"{folder}: holds no file; put the notebooks that were handed in there")
    return paths


def _is_furniture(name: str) -> bool:
    return name.startswith(".") or name in ("__MACOSX", "__pycache__")


def _read_submission(path: Path, student: str, known: set[str]) -> Submission:
    if path.is_symlink():
        return Submission(student, "", None, "is a link, which is not followed")
    size = path.stat().st_size
    if not size:
        return Submission(student, "", None, "is empty")
    if size > LARGEST:
        return Submission(student, "", None, f"is larger than {LARGEST // 1_000_000} million bytes")
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(notebook)
    except Exception:  # whatever a file from elsewhere makes the reader raise
        return Submission(student, "", None, "is no notebook")
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    named = NAMED.search("\n".join(cell.source for cell in code))
    stated = notebook.metadata.get("otter", {})
    exercise = stated.get("assignment_name", "") if isinstance(stated, dict) else ""
    exercise = exercise if exercise in known else named["exercise"] if named else ""
    if exercise not in known:
        return Submission(student, "", None, f"is no notebook of an exercise; there are {', '.join(sorted(known))}")
    if not any(cell.source.strip() for cell in code):
        return Submission(student, exercise, None, "holds no code")
    return Submission(student, exercise, notebook, "")


def _extracted(texts: Path) -> dict[str, pd.DataFrame]:
    from purgelib.extract import extract

    return extract(files.read_corpus(texts))


# Running


def _grade_side_by_side(
    handed_in: list[Submission],
    graders: Mapping[str, bytes],
    scratch: Path,
    where: Mapping[str, str],
    seconds: int,
    progress: Callable[[str], Any] | None,
) -> list[Score]:
    """As many at once as there are cores; one that fails stops no other."""
    running: set[subprocess.Popen] = set()
    pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
    try:
        futures = {}
        for number, one in enumerate(handed_in):
            place = scratch / f"{number:04}"
            futures[pool.submit(_grade_one, one, graders, place, where, seconds, running)] = one.student
        for done in as_completed(futures):
            if progress:
                progress(futures[done])
        return [future.result() for future in futures]
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in tuple(running):
            _end(process)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _grade_one(
    one: Submission,
    graders: Mapping[str, bytes],
    place: Path,
    where: Mapping[str, str],
    seconds: int,
    running: set[subprocess.Popen],
) -> Score:
    if not one.notebook:
        return Score(one, {}, one.problem)
    score = _attempt(one, graders[one.exercise], place / "1", where, seconds, running)
    if not score.problem.startswith(NOT_GRADED):
        return score
    # A busy machine may fail to start a kernel, which is no student's fault.
    return _attempt(one, graders[one.exercise], place / "2", where, seconds, running)


def _attempt(
    one: Submission,
    grader: bytes,
    place: Path,
    where: Mapping[str, str],
    seconds: int,
    running: set[subprocess.Popen],
) -> Score:
    home = place / "home"
    home.mkdir(parents=True)
    (place / "submission.ipynb").write_text(nbformat.writes(_bare(one)), encoding="utf-8")
    (place / "grader.zip").write_bytes(grader)
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | dict(where)
    environment |= {"HOME": str(home), "TMPDIR": str(home), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    command = [sys.executable, "-m", "purgelib.exercises.worker", str(place), str(seconds)]
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=place, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log
        )
        running.add(process)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return Score(one, {}, f"was stopped: it ran for more than {seconds} seconds")
        finally:
            _end(process)
            running.discard(process)
    try:
        result = json.loads((place / "result.json").read_text())
        return Score(one, {name: float(points) for name, points in result["points"].items()}, str(result["problem"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Score(one, {}, f"{NOT_GRADED}: {_last_line(place / 'log')}")


def _bare(one: Submission) -> nbformat.NotebookNode:
    """The notebook as it is run: without outputs, by the Python that grades, under the name of its exercise."""
    cells = []
    for cell in one.notebook.cells:  # type: ignore[union-attr]
        if cell.cell_type == "code":
            cells.append(nbformat.v4.new_code_cell(cell.source))
        else:
            cells.append(nbformat.v4.new_markdown_cell(""))
    metadata = build.KERNEL | {"otter": {"assignment_name": one.exercise}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def _end(process: subprocess.Popen) -> None:
    """The process and the kernel that it started, which else would live on."""
    import psutil

    if process.poll() is not None:
        return
    try:
        family = [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]
    except psutil.NoSuchProcess:
        family = []
    for one in family:
        try:
            one.kill()
        except psutil.NoSuchProcess:
            continue
    process.wait()


def _last_line(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 5000))
        lines = file.read().decode(errors="replace").strip().splitlines()
    return lines[-1].strip()[:200] if lines else "it ended without a word"


# What comes out


def table_of(scores: list[Score], known: Mapping[str, build.Exercise]) -> pd.DataFrame:
    """One row a submission, in the order of files; the questions of all exercises that were handed in."""
    wanted = sorted({one.submission.exercise for one in scores} - {""})
    questions = [question for name in wanted for question in known[name].questions]
    rows = []
    for one in scores:
        own = known[one.submission.exercise].questions if one.submission.exercise else ()
        given = {question.name: one.points.get(question.name, 0.0) for question in own if not question.by_hand}
        rows.append(
            {"student": harmless(one.submission.student), "exercise": one.submission.exercise}
            | {question.name: given.get(question.name) for question in questions}
            | {"total": sum(given.values()), "possible": sum(q.points for q in own if not q.by_hand)}
            | {"problem": harmless(one.problem)}
        )
    columns = ["student", "exercise", *(question.name for question in questions), "total", "possible", "problem"]
    return pd.DataFrame(rows, columns=columns)


def to_read(scores: list[Score], known: Mapping[str, build.Exercise]) -> str:
    """What students wrote in their own words, question by question, below what the teacher looks for."""
    parts = ["# Answers to read by hand"]
    for name in sorted({one.submission.exercise for one in scores if one.submission.notebook}):
        for question in known[name].questions:
            if not question.by_hand:
                continue
            parts.append(f"## {question.name} ({question.points:g} points)\n\n{question.rubric.strip()}")
            for one in scores:
                if one.submission.exercise == name and one.submission.notebook:
                    said = _answer_to(question.name, one.submission.notebook)
                    fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall("`+", said)), 3)
                    parts.append(f"### {_heading(one.submission.student)}\n\n{fence}text\n{said}\n{fence}")
    return "\n\n".join(parts) + "\n"


def _heading(student: str) -> str:
    return re.sub(r"([\\`*_<>\[\]#])", r"\\\1", " ".join(student.split()))


def _answer_to(question: str, notebook: nbformat.NotebookNode) -> str:
    """What stands in the cell of an answer, which keeps its id from the notebook that was handed out."""
    said = [cell.source.strip() for cell in notebook.cells if cell.get("id") == f"answer-{question}"]
    text = "\n".join(one for one in said if one and one != UNTOUCHED)
    return text[:20_000] or "(no answer)"
