"""From the source of an exercise to what students get and what the teacher keeps, by otter assign.

A source is a notebook as jupytext writes it (`01_look.py`), with solutions, wrong answers and tests in the cells that
otter-grader knows. Students get neither of these: only the tests that say what differs.
"""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import jupytext
import nbformat
import yaml

from purgelib import files
from purgelib.exercises import import_otter

CONFIG = """# ASSIGNMENT CONFIG
name: {name}
init_cell: false
export_cell: false
generate: true
tests:
    ok_format: false
"""
TIME = re.compile(r"\*\*Time:\*\* *(?P<time>[^\n]+)")  # - **Time:** 75 minutes
BOUNDARY = re.compile(r"# (?P<end>BEGIN|END) (?P<block>QUESTION|SOLUTION|TESTS)")
WRONG = re.compile(r"^# wrong: *(?P<code>.*?) *# IGNORE$", re.MULTILINE)
CORPUS = re.compile(r'^corpus = ""', re.MULTILINE)
KEPT = ("deletable", "editable", "tags")  # of the metadata of a cell
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class Question(NamedTuple):
    """A question of an exercise, as its source states it."""

    name: str
    points: float
    by_hand: bool  # whether a person has to read the answer
    rubric: str  # Markdown; of a question that is read by hand
    wrong: tuple[str, ...]  # lines of code that give a wrong answer


class Exercise(NamedTuple):
    """A source, read."""

    name: str
    title: str
    time: str
    questions: tuple[Question, ...]
    notebook: nbformat.NotebookNode


class Built(NamedTuple):
    """What otter assign makes of a source, the same bytes from the same source."""

    name: str
    student: bytes  # a notebook without solutions, wrong answers and hidden tests
    solved: bytes  # the same with the solutions
    grader: bytes  # a zip file with all tests, as otter-grader takes it
    rubric: bytes  # Markdown


def sources(folder: Path | None = None) -> tuple[Path, ...]:
    """The sources of all exercises, in the order of their numbers.

    Raises ValueError where the folder holds none.
    """
    folder = folder or files.shipped("notebooks") / "exercises"
    found = tuple(sorted(folder.glob("[0-9]*.py")))
    if not found:
        raise ValueError(f"{folder}: holds no source of an exercise, such as 01_look.py; they come with a clone")
    return found


def read(source: Path) -> Exercise:
    """An exercise with its questions.

    Raises ValueError where a question has no name.
    """
    notebook = jupytext.read(source)
    head = notebook.cells[0].source
    time = TIME.search(head)
    return Exercise(
        source.stem,
        head.splitlines()[0].lstrip("# "),
        time["time"] if time else "",
        tuple(_questions(source.name, notebook)),
        notebook,
    )


def _questions(file: str, notebook: nbformat.NotebookNode) -> Iterator[Question]:
    config: dict = {}
    rubric, wrong, inside = "", (), ""
    for number, cell in enumerate(notebook.cells, 1):
        boundary = BOUNDARY.match(cell.source) if cell.cell_type == "raw" else None
        if boundary and (boundary["end"], boundary["block"]) == ("END", "QUESTION"):
            yield Question(
                config["name"], float(config.get("points", 1)), bool(config.get("manual", False)), rubric, tuple(wrong)
            )
            rubric, wrong = "", ()
        elif boundary and boundary["block"] == "QUESTION":
            config = yaml.safe_load(cell.source) or {}
            if "name" not in config:
                raise ValueError(f"{file}, cell {number}: this question has no name")
        elif boundary:
            inside = boundary["block"] if boundary["end"] == "BEGIN" else ""
        elif inside == "SOLUTION":
            wrong = (*wrong, *WRONG.findall(cell.source))
            rubric += cell.source + "\n" if cell.cell_type == "markdown" else ""


def build(source: Path) -> Built:
    """What students and teacher get of one exercise.

    Raises ValueError where otter-grader is not installed or the source is none that it can read.
    """
    import_otter()
    from otter import assign

    exercise = read(source)
    notebook = exercise.notebook.copy()
    notebook.cells = [nbformat.v4.new_raw_cell(CONFIG.format(name=exercise.name)), *notebook.cells]
    notebook.metadata = nbformat.from_dict(KERNEL)
    with tempfile.TemporaryDirectory(prefix="purgelib-") as scratch:
        master, made = Path(scratch, f"{exercise.name}.ipynb"), Path(scratch, "made")
        nbformat.write(notebook, master)
        try:
            assign.main(str(master), str(made), no_pdfs=True, no_run_tests=True)
        except (RuntimeError, AssertionError, TypeError) as error:
            raise ValueError(f"{source.name}: otter assign cannot read it: {error}") from error
        (grader,) = (made / "autograder").glob("*.zip")
        return Built(
            exercise.name,
            _settled(made / "student" / master.name, exercise),
            _settled(made / "autograder" / master.name, exercise),
            _settled_zip(grader),
            _rubrics(exercise).encode(),
        )


def _settled(path: Path, exercise: Exercise) -> bytes:
    """The notebook with ids that say what a cell is, in place of those that otter assign draws by lot."""
    notebook = nbformat.read(path, as_version=4)
    by_hand = iter(question.name for question in exercise.questions if question.by_hand)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
        cell.metadata = {key: cell.metadata[key] for key in KEPT if key in cell.metadata}  # not what jupytext notes
        if cell.cell_type == "markdown" and "otter_answer_cell" in cell.metadata.get("tags", ()):
            cell.id = f"answer-{next(by_hand)}"
    return nbformat.writes(notebook).encode() + b"\n"


def _settled_zip(path: Path) -> bytes:
    """The zip file without the hour at which it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as made, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in sorted(made.namelist()):
            settled.writestr(zipfile.ZipInfo(name, EARLIEST), made.read(name))
    return buffer.getvalue()


def _rubrics(exercise: Exercise) -> str:
    parts = [f"# {exercise.title}: what is read by hand\n"]
    for question in exercise.questions:
        if question.by_hand:
            parts.append(f"## {question.name} ({question.points:g} points)\n\n{question.rubric}")
    return "\n".join(parts)


def contents_of(built: Built, *, texts: str = "") -> dict[str, bytes]:
    """What goes to students under `student/`, what stays with the teacher under `teacher/`.

    `texts` is the folder that the students' notebooks name; without one they are about the example corpus.
    """
    kept = f"teacher/{built.name}"
    return {
        f"student/{built.name}.ipynb": _about(built.student, texts) if texts else built.student,
        f"{kept}/{built.name}-solved.ipynb": built.solved,
        f"{kept}/{built.name}-grader.zip": built.grader,
        f"{kept}/{built.name}-rubric.md": built.rubric,
    }


def _about(student: bytes, texts: str) -> bytes:
    """The notebook with the name of a folder in place of the empty one."""
    notebook = nbformat.reads(student.decode(), as_version=4)
    for cell in notebook.cells:
        cell.source = CORPUS.sub(lambda match: f"corpus = {texts!r}", cell.source)
    return nbformat.writes(notebook).encode() + b"\n"


def texts_of(corpus: Path, place: str) -> dict[str, bytes]:
    """The texts of a corpus and what people decided about them, as files under `place`.

    Raises ValueError where there is no such corpus, or it cannot be read.
    """
    files.read_corpus(corpus)
    kept = [*sorted(corpus.glob("*.txt")), *sorted(corpus.glob("*.csv")), *sorted(corpus.glob("lexicons/*.toml"))]
    return {f"{place}/{path.relative_to(corpus).as_posix()}": path.read_bytes() for path in kept}
