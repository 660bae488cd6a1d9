"""Every exercise: built as kept, without leaks, right for right answers on any texts, graded as a class hands it in.

What concerns one exercise is asked of all that there are; `-k 02_numbers` asks it of one.
"""

import ast
import io
import re
import shutil
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

import nbformat
import pytest

from purgelib import exercises, files
from purgelib.exercises import build, checks
from purgelib.extract import extract

pytest.importorskip("otter", reason="otter-grader is not installed")

SOURCES = build.sources()
EXERCISES = {source.stem: build.read(source) for source in SOURCES}
STUDENTS = SOURCES[0].parent / "student"

# A text in which hardly anything is: one count, nobody who reacts, no author, no date.
BARE = "The bridge\n\nOn the far bank the water took the bridge. Three people were killed. Nobody says when.\n"

every_exercise = pytest.mark.parametrize("name", EXERCISES)


@pytest.fixture(scope="session")
def built():
    return {source.stem: build.build(source) for source in SOURCES}


def cells_of(notebook):
    return [cell for cell in nbformat.reads(notebook.decode(), as_version=4).cells if cell.cell_type == "code"]


# What students get


@every_exercise
def test_the_students_notebook_is_up_to_date(name, built):
    assert (STUDENTS / f"{name}.ipynb").read_bytes() == built[name].student, "run `purgelib exercises build`"


def test_nothing_but_the_students_notebooks_lies_among_them():
    kept = [path.name for path in STUDENTS.iterdir() if path.name != ".ipynb_checkpoints"]
    assert sorted(kept) == sorted(f"{name}.ipynb" for name in EXERCISES)


def test_the_same_source_gives_the_same_bytes(built):
    assert build.build(SOURCES[0]) == built[SOURCES[0].stem]


def as_written(code):
    """Code without what may be written in more than one way, and the tables under one name."""
    return ast.unparse(ast.parse(code)).replace("tables(corpus)", "found").replace('"', "'")


@every_exercise
def test_no_solution_and_no_hidden_test_leaks(name, built):
    student = built[name].student.decode()
    for word in ("SOLUTION", "HIDDEN", "hidden=True", "wrong:", "Rubric", "IGNORE", "otter_assign_solution_cell"):
        assert word not in student
    notebook = nbformat.reads(student, as_version=4)
    shown = [as_written(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    shown += [as_written(test) for test in notebook.metadata.otter.tests.values()]
    shown += [" ".join(cell.source.split()).replace('"', "'") for cell in notebook.cells]
    shown = "\n".join(shown)
    inside, hidden, solutions = "", [], []
    for cell in EXERCISES[name].notebook.cells:
        boundary = build.BOUNDARY.match(cell.source) if cell.cell_type == "raw" else None
        inside = (boundary["block"] if boundary["end"] == "BEGIN" else "") if boundary else inside
        if inside == "TESTS" and cell.source.startswith("# HIDDEN"):
            hidden += [node.name for node in ast.parse(cell.source).body if isinstance(node, ast.FunctionDef)]
        if inside == "SOLUTION" and cell.cell_type == "code":
            solutions += [line.partition("# SOLUTION")[0] for line in cell.source.splitlines() if "# SOLUTION" in line]
    assert len(hidden) == len(solutions) == len([one for one in EXERCISES[name].questions if not one.by_hand])
    assert [one for one in hidden if one in shown] == []
    answers = [as_written(line.strip()).partition(" = ")[2] for line in solutions]
    assert [one for one in answers if one in shown] == []
    for question in EXERCISES[name].questions:
        for line in question.rubric.splitlines():
            assert len(line) < 20 or line.strip("- ") not in student


@every_exercise
def test_it_says_what_a_class_has_to_know(name):
    exercise = EXERCISES[name]
    head, weight, code = exercise.notebook.cells[:3]
    number = int(name.partition("_")[0])
    assert exercise.title.startswith(f"{number} ")
    for words in ("**You will learn", "**Read before", "**Time:**"):
        assert words in head.source
    assert 60 <= int(re.match(r"\d+", exercise.time)[0]) <= 90
    assert weight.cell_type == "markdown" and re.search(r"\bstop\b|\bpause\b", weight.source)
    assert re.search(r"^corpus = \"\"", code.source, re.MULTILINE) and f'Grader("{name}")' in code.source
    assert [question.name for question in exercise.questions] == [
        f"q{number}_{n}" for n in range(1, len(exercise.questions) + 1)
    ]
    by_hand = [question for question in exercise.questions if question.by_hand]
    assert len(by_hand) == 2 and all(len(question.rubric.splitlines()) > 3 for question in by_hand)
    assert all(question.wrong for question in exercise.questions if not question.by_hand)


# Right, wrong and empty answers


class Tables:
    """Folders of texts, their tables made once."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(Path(__file__).parent / "gold_other" / "corpus", folder / "other" / "texts")
        (folder / "bare" / "texts").mkdir(parents=True)
        (folder / "bare" / "texts" / "bridge.txt").write_text(BARE)
        (folder / "one" / "texts").mkdir(parents=True)
        shutil.copy(Path(__file__).parent / "gold_other" / "corpus" / "quake-in-belmora.txt", folder / "one" / "texts")
        shutil.copytree(files.shipped("corpus"), folder / "example" / "texts")

    def places(self, name):
        place = self.folder / name
        if not (place / "tables").is_dir():
            files.write_tables(extract(files.read_corpus(place / "texts")), place / "tables")
        return {exercises.CORPUS: str(place / "texts"), exercises.TABLES: str(place / "tables")}


@pytest.fixture(scope="session")
def texts(tmp_path_factory):
    return Tables(tmp_path_factory.mktemp("texts"))


class Sitting:
    """An exercise worked through in this process: its code run cell by cell, each answer graded by otter-grader."""

    def __init__(self, built, folder):
        from otter.test_files import ExceptionTestFile

        (folder / f"{built.name}.ipynb").write_bytes(built.student)
        with zipfile.ZipFile(io.BytesIO(built.grader)) as made:
            made.extractall(folder / "grader")
        self.tests = {
            path.stem: ExceptionTestFile.from_file(str(path)) for path in (folder / "grader" / "tests").iterdir()
        }
        self.given, self.solved = cells_of(built.student), cells_of(built.solved)
        assert len(self.given) == len(self.solved)

    def graded(self, question, answers):
        """The share of its points that the answer gets."""
        self.tests[question].run(answers)
        return self.tests[question].grade

    def questions(self):
        """Each question that is graded by itself, with the answers so far and the cell that students get for it."""
        answers, empty = {}, ""
        for given, solved in zip(self.given, self.solved, strict=True):
            if asked := re.fullmatch(r'grader\.check\("(\w+)"\)', solved.source):
                yield asked[1], answers, empty
                continue
            if given.source != solved.source:
                empty = given.source
            with redirect_stdout(io.StringIO()):
                exec(compile(solved.source, "<cell>", "exec"), answers)


def said(answers, question):
    return eval(f'grader.check("{question}")', answers)


@pytest.fixture
def sitting(built, texts, tmp_path, monkeypatch):
    def begin(name, corpus):
        for variable, value in texts.places(corpus).items():
            monkeypatch.setenv(variable, value)
        monkeypatch.chdir(tmp_path)
        return Sitting(built[name], tmp_path)

    return begin


@every_exercise
@pytest.mark.parametrize("corpus", ["example", "other", "one", "bare"])
def test_on_any_texts_a_right_answer_gets_all_and_an_empty_one_nothing(name, corpus, sitting):
    questions = [question.name for question in EXERCISES[name].questions if not question.by_hand]
    begun = sitting(name, corpus)
    reached = []
    try:
        for question, answers, empty in begun.questions():
            reached.append(question)
            assert begun.graded(question, answers) == 1, (question, begun.tests[question].summary())
            assert str(said(answers, question)) == f"{question}: nothing differs. Go on."
            nothing = dict(answers)
            exec(empty, nothing)
            assert begun.graded(question, nothing) == 0, question
            assert said(nothing, question).differs == (checks.EMPTY,)
            for variable in set(re.findall(r"^(\w+) = \.\.\.$", empty, re.MULTILINE)):
                del nothing[variable]  # the cell was not run at all
            assert begun.graded(question, nothing) == 0, question
    except ValueError as error:  # of an exercise on what these texts hold nothing of
        assert corpus == "bare" and "has no row; choose other texts" in str(error)
        return
    assert reached == questions


@every_exercise
def test_an_unanswered_notebook_runs_to_its_end(name, sitting):
    answers = {}
    with redirect_stdout(io.StringIO()):
        for cell in sitting(name, "example").given:
            exec(cell.source, answers)


@every_exercise
def test_a_wrong_answer_does_not_get_all_and_hears_why(name, sitting):
    asked = {question.name: question for question in EXERCISES[name].questions}
    begun = sitting(name, "example")
    for question, answers, _empty in begun.questions():
        for line in asked[question].wrong:
            wrong = dict(answers)
            exec(line, wrong)
            assert begun.graded(question, wrong) < 1, line
            differs = said(wrong, question).differs
            assert differs and all(re.fullmatch(r"[A-Z\d].*[.?]", sentence, re.DOTALL) for sentence in differs), line


@every_exercise
def test_a_strange_answer_hears_a_sentence(name, sitting):
    import pandas as pd

    begun = sitting(name, "example")
    for question, answers, empty in begun.questions():
        for strange in (pd.NA, 3.5, "", [], {}, pd.DataFrame(), pd.Series(dtype=object), len, [None], True):
            given = answers | {"strange": strange}
            exec(re.sub(r"= \.\.\.$", "= strange", empty, flags=re.MULTILINE), given)
            assert begun.graded(question, given) < 1, (question, strange)
            assert all("Traceback" not in one and "Error at" not in one for one in said(given, question).differs)
