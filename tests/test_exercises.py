"""Every exercise: built as kept, without leaks, right for right answers on any texts, graded as a class hands it in.

What concerns one exercise is asked of all that there are; `-k 02_numbers` asks it of one.
"""

import ast
import csv
import io
import json
import re
import shutil
import sys
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from purgelib import exercises, files
from purgelib.exercises import build, checks, grade
from purgelib.extract import extract

pytest.importorskip("otter", reason="otter-grader is not installed")

SOURCES = build.sources()
EXERCISES = {source.stem: build.read(source) for source in SOURCES}
STUDENTS = SOURCES[0].parent / "student"

# A text in which hardly anything is: one count, nobody who reacts, no author, no date.
BARE = "The bridge\n\nOn the far bank the water took the bridge. Three people were killed. Nobody says when.\n"

# The invented affair of the README: what a teacher writes beside the texts so that a new affair is read.
LAKE = {
    "struck-off.txt": """Fishers lose the lake

By Oda Marr

At least 60 fishers were struck off the register of Lake Teyra on Tuesday, the Shore Union said. Dozens more were \
struck off over the winter, two of them after they had spoken to a newspaper, and three were arrested at the harbour.

The Ministry of Waters denied that anybody had been struck off without a hearing. “About 40 names were removed, all of \
them by the book,” its spokesman said.

Nine boats hauled their nets ashore in protest on Thursday. The Shore Union laid a complaint before the court.
""",
    "after-the-winter.txt": """A winter without fish

The Shore Union now speaks of 85 fishers struck off since November. The governor of Teyra called the figure invented. \
Between 200 and 250 people marched to the harbour on Sunday, the Teyra Courier reported.
""",
    "documents.csv": """file,part,outlet,published
struck-off.txt,1,Teyra Courier,2022-03-04
after-the-winter.txt,1,Radio Norrland,2022-03-14
""",
    "actors.csv": """actor,type,country,aliases,public
Shore Union,ngo,Norrland,the Union; fishers' union,1
Oda Marr,person,Norrland,,0
""",
    "lexicons/counts.toml": """[categories.struck_off]
befell = ["strike, struck, struck off"]
""",
    "lexicons/reactions.toml": """[types.protest]
verbs = ["haul ... nets ashore"]
""",
}

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
        (folder / "lake" / "texts" / "lexicons").mkdir(parents=True)
        for name, content in LAKE.items():
            (folder / "lake" / "texts" / name).write_text(content)

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
@pytest.mark.parametrize("corpus", ["example", "other", "one", "bare", "lake"])
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
    begun = sitting(name, "example")
    for question, answers, empty in begun.questions():
        for strange in (pd.NA, 3.5, "", [], {}, pd.DataFrame(), pd.Series(dtype=object), len, [None], True):
            given = answers | {"strange": strange}
            exec(re.sub(r"= \.\.\.$", "= strange", empty, flags=re.MULTILINE), given)
            assert begun.graded(question, given) < 1, (question, strange)
            assert all("Traceback" not in one and "Error at" not in one for one in said(given, question).differs)


# A class


def answered(built, how_many, *, added="", said_in_words=""):
    """What a student hands in who answered the first questions, rightly."""
    notebook = nbformat.reads(built.student.decode(), as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    left = how_many
    for cell, solved in zip(code, cells_of(built.solved), strict=True):
        if cell.source != solved.source and left:
            cell.source, left = solved.source, left - 1
    code[0].source += f"\n{added}"
    for cell in notebook.cells:
        if said_in_words and cell.id.startswith("answer-"):
            cell.source = said_in_words
    return notebook


def run_command(*words):
    from typer.testing import CliRunner

    from purgelib.__main__ import app

    done = CliRunner().invoke(app, ["exercises", *map(str, words)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@pytest.fixture(scope="module")
def class_round(built, texts, tmp_path_factory):
    """A class of a dozen hands in: the table of points, and what is to be read by hand."""
    folder = tmp_path_factory.mktemp("class")
    texts.places("one")
    handed_in = folder / "handed in"
    handed_in.mkdir()
    look, numbers = built["01_look"], built["02_numbers"]
    students = {
        "anna.ipynb": answered(look, 8, said_in_words="The word ```reportedly``` is lost."),
        "ben/ben.ipynb": answered(look, 4),
        "cleo.ipynb": nbformat.reads(look.student.decode(), as_version=4),
        "dora.ipynb": answered(
            numbers, 8, added='corpus = "/my/own/texts"\nimport os\nassert "SECRET" not in os.environ'
        ),
        "emil.ipynb": answered(look, 8, added="import os\nos._exit(3)"),
        "fay.ipynb": answered(look, 8, added="1 / 0"),
    }
    for name, notebook in students.items():
        (handed_in / name).parent.mkdir(exist_ok=True)
        nbformat.write(notebook, handed_in / name)
    (handed_in / "=1+1.ipynb").write_text("")
    (handed_in / "gus.ipynb").write_text("Dear teacher, my notebook does not open.")
    (handed_in / "hal.ipynb").write_text(json.dumps([1, 2, 3]))
    nbformat.write(nbformat.v4.new_notebook(), handed_in / "ida.ipynb")
    (handed_in / "jo.docx").write_bytes(b"PK\x03\x04\xff\xfe")
    (handed_in / "link.ipynb").symlink_to(STUDENTS / "01_look.ipynb")
    (handed_in / ".hidden").write_text("of a system")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET", "of the teacher")
        run_command("grade", handed_in, "--out", folder / "scores.csv", "--corpus", texts.folder / "one" / "texts")
    with (folder / "scores.csv").open(newline="") as table:
        return {row["student"]: row for row in csv.DictReader(table)}, (folder / "scores-to-read.md").read_text()


def test_three_students_get_what_their_answers_are_worth(class_round):
    scores, _ = class_round
    three = [scores[name] for name in ("anna.ipynb", "ben/ben.ipynb", "cleo.ipynb")]
    assert [(row["total"], row["possible"]) for row in three] == [("16.0", "16.0"), ("8.0", "16.0"), ("0.0", "16.0")]
    ben = scores["ben/ben.ipynb"]
    assert [ben[f"q1_{n}"] for n in range(1, 11)] == ["2.0"] * 4 + ["0.0"] * 4 + ["", ""]
    assert {row["problem"] for row in three} == {""}


def test_answers_are_held_against_the_texts_of_the_class_without_the_teachers_environment(class_round):
    scores, _ = class_round
    assert (scores["dora.ipynb"]["total"], scores["dora.ipynb"]["problem"]) == ("16.0", "")
    assert scores["dora.ipynb"]["q1_1"] == "" and scores["anna.ipynb"]["q2_1"] == ""


def test_what_cannot_be_graded_gets_a_row_with_the_reason(class_round):
    scores, _ = class_round
    assert {name: row["problem"] for name, row in scores.items() if row["problem"]} == {
        "'=1+1.ipynb": "is empty",
        "emil.ipynb": "its kernel ended before the last cell",
        "fay.ipynb": "cell 3: ZeroDivisionError: division by zero",
        "gus.ipynb": "is no notebook",
        "hal.ipynb": "is no notebook",
        "ida.ipynb": f"is no notebook of an exercise; there are {', '.join(EXERCISES)}",
        "jo.docx": "is no notebook",
        "link.ipynb": "is a link, which is not followed",
    }
    assert scores["emil.ipynb"]["total"] == "0.0"


def test_what_students_wrote_stands_below_what_the_teacher_looks_for(class_round):
    _, to_read = class_round
    rubric = EXERCISES["01_look"].questions[8].rubric.strip()
    part = to_read[to_read.index("## q1_9") : to_read.index("## q1_10")]
    assert part.startswith(f"## q1_9 (4 points)\n\n{rubric}\n\n### anna.ipynb\n\n")
    assert "````text\nThe word ```reportedly``` is lost.\n````" in part
    assert "### cleo.ipynb\n\n```text\n(no answer)\n```" in part


def test_a_notebook_that_does_not_end_is_stopped_with_its_kernel(built, texts, tmp_path):
    import psutil

    texts.places("one")
    pid = tmp_path / "pid"
    (tmp_path / "in").mkdir()
    waits = f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(1000)"
    nbformat.write(answered(built["01_look"], 8, added=waits), tmp_path / "in" / "waits.ipynb")
    for seconds in (12, 48, 192):  # until the machine has come as far as the cell that waits
        scores, _ = grade.grade(tmp_path / "in", corpus=str(texts.folder / "one" / "texts"), seconds=seconds)
        if pid.exists():
            break
    assert scores[["student", "total", "problem"]].to_numpy().tolist() == [
        ["waits.ipynb", 0, f"was stopped: it ran for more than {seconds} seconds"]
    ]
    kernel = int(pid.read_text())
    assert not psutil.pid_exists(kernel) or psutil.Process(kernel).status() == psutil.STATUS_ZOMBIE


# Stands where the worker stands: fails as often as the first word says, then gives what the second says.
STUBBORN = """#!/bin/sh
echo again >> {tries}
if [ $(wc -l < {tries}) -gt {failures} ]; then echo '{result}' > "$3/result.json"; exit 0; fi
echo 'RuntimeError: the kernel did not start' >&2
exit 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the worker")
@pytest.mark.parametrize(
    ("failures", "result", "tries", "total", "problem"),
    [
        (1, '{"points": {"q1_1": 2.0}, "problem": ""}', 2, 2.0, ""),
        (9, "", 2, 0.0, "could not be graded: RuntimeError: the kernel did not start"),
        (0, '{"points": [], "problem": ""}', 2, 0.0, "could not be graded: it ended without a word"),
    ],
)
def test_what_a_machine_failed_to_start_is_tried_twice(
    failures, result, tries, total, problem, built, texts, tmp_path, monkeypatch
):
    texts.places("bare")
    (tmp_path / "in").mkdir()
    nbformat.write(answered(built["01_look"], 8), tmp_path / "in" / "anna.ipynb")
    script = tmp_path / "worker"
    script.write_text(STUBBORN.format(tries=tmp_path / "tries", failures=failures, result=result))
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    scores, _ = grade.grade(tmp_path / "in", corpus=str(texts.folder / "bare" / "texts"))
    assert scores[["student", "total", "problem"]].to_numpy().tolist() == [["anna.ipynb", total, problem]]
    assert len((tmp_path / "tries").read_text().splitlines()) == tries


def test_a_folder_without_files_is_refused(tmp_path):
    with pytest.raises(ValueError, match="holds no file; put the notebooks"):
        run_command("grade", tmp_path)
    with pytest.raises(ValueError, match="is no folder; name the one"):
        run_command("grade", tmp_path / "none")


def test_without_otter_grader_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "otter", None)
    with pytest.raises(ValueError, match=re.escape("pip install 'purgelib[exercises]'")):
        build.build(SOURCES[0])
    with pytest.raises(ValueError, match=re.escape("pip install 'purgelib[exercises]'")):
        exercises.Grader("01_look")


def test_what_is_built_parts_students_from_teacher(tmp_path, built):
    run_command("build", "--out", tmp_path)
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert made == sorted(
        [f"student/{name}.ipynb" for name in EXERCISES]
        + [
            f"teacher/{name}/{name}-{what}"
            for name in EXERCISES
            for what in ("solved.ipynb", "grader.zip", "rubric.md")
        ]
    )
    assert (tmp_path / "student" / "01_look.ipynb").read_bytes() == built["01_look"].student


def test_a_class_may_work_on_texts_of_its_own(tmp_path, texts, monkeypatch):
    texts.places("one")
    one = texts.folder / "one" / "texts"
    run_command("build", "--out", tmp_path, "--corpus", one)
    given = tmp_path / "student" / "texts"
    assert {path.name: path.read_bytes() for path in given.iterdir()} == {
        path.name: path.read_bytes() for path in one.iterdir()
    }
    monkeypatch.chdir(tmp_path / "student")
    for name in EXERCISES:
        assert (tmp_path / "student" / f"{name}.ipynb").read_text().count("corpus = 'texts'") == 1
    answers = {}
    exec(cells_of((tmp_path / "student" / "01_look.ipynb").read_bytes())[0].source, answers)
    assert set(answers["found"].documents["file"]) == {"quake-in-belmora.txt"}
    assert run_command("build", "--corpus", one).exit_code == 2


def test_words_and_lists_make_another_affair_readable(texts, tmp_path):
    for name in ("struck-off.txt", "after-the-winter.txt", "documents.csv"):
        (tmp_path / name).write_text(LAKE[name])
    before, after = exercises.tables(str(tmp_path)), exercises.tables(str(texts.folder / "lake" / "texts"))
    assert before.counts["category"].tolist() == ["protested", "interviewed", "detained"]
    struck_off = after.counts.query("category == 'struck_off'").fillna({"high": -1})  # -1: open above
    assert struck_off[["text", "low", "high"]].to_numpy().tolist() == [
        ["85", 85, 85],
        ["At least 60", 60, -1],
        ["Dozens", 24, -1],
    ]
    assert set(after.reactions["text"]) - set(before.reactions["text"]) == {
        "Nine boats hauled their nets ashore in protest on Thursday."
    }
    assert "Oda Marr" in set(before.actors["name"]) and "witness 1" in set(after.actors["name"])


def test_the_list_says_title_time_and_points():
    lines = run_command("list").output.splitlines()
    assert len(lines) == len(EXERCISES)
    assert re.fullmatch(r"01_look +1 Look +75 minutes +10 questions, 24 points", lines[0])


# In the notebook


def test_a_notebook_may_be_renamed(built, sitting, tmp_path):
    begun = sitting("01_look", "one")
    (tmp_path / "01_look.ipynb").rename(tmp_path / "anna's.ipynb")
    (tmp_path / "other.ipynb").write_text("{")
    question, answers, _ = next(begun.questions())
    assert said(answers, question).differs == ()


def test_elsewhere_the_grader_says_where_to_open_the_notebook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="holds no notebook of the exercise '01_look'; open it from the folder"):
        exercises.Grader("01_look")


def test_a_check_shows_sentences_and_no_markup_of_answers():
    check = exercises.Check("q1_1", ("<b>One</b> row is missing.",))
    assert str(check) == "q1_1: not yet.\n  <b>One</b> row is missing."
    assert "&lt;b&gt;One" in check._repr_html_() and "<b>One" not in check._repr_html_()


def test_a_student_cannot_change_the_tables_of_the_check(texts, monkeypatch):
    for variable, value in texts.places("one").items():
        monkeypatch.setenv(variable, value)
    given = exercises.tables().counts
    given["low"] = 7
    assert not exercises.tables().counts["low"].eq(7).all()


def test_an_exercise_says_which_table_it_needs(texts, monkeypatch):
    for variable, value in texts.places("bare").items():
        monkeypatch.setenv(variable, value)
    with pytest.raises(ValueError, match="the table references of these texts has no row; choose other texts"):
        exercises.tables(needs=["counts", "references"])


@pytest.mark.parametrize(
    ("check", "answer", "expected", "sentence"),
    [
        (checks.same_number, 3, 4, "The number is too low."),
        (checks.same_number, 5, 4, "The number is too high."),
        (checks.same_number, "4", 4, "The answer should be one whole number; it is a text."),
        (checks.same_number, True, 1, "The answer should be one whole number; it is True or False."),
        (checks.same_text, "The  Post", "The Post", "Nearly: only blanks or capital letters differ."),
        (checks.same_text, "Times", "The Post", "It is another text than the one that is asked for."),
        (checks.same_names, ["a", "d", "e"], ["a", "b"], "There is 1 name missing and 2 names that do not belong."),
        (checks.same_names, ["a", "a", "b"], ["a", "b"], "A name comes more or less often than it should."),
        (checks.same_names, "ab", ["a", "b"], "The answer should be a list; it is a text."),
        (checks.same_size, [1, 2, 3], [1], "There are too many: 2 names more than asked for."),
        (checks.same_tally, {"a": 1, "b": 2}, {"a": 1, "b": 3}, "The number differs for 1 name."),
        (checks.same_names, ..., ["a"], checks.EMPTY),
    ],
)
def test_checks_say_what_differs(check, answer, expected, sentence):
    with pytest.raises(AssertionError) as said:
        check(answer, expected)
    assert str(said.value) == sentence


def test_order_is_asked_for_only_where_it_counts():
    checks.same_names(["b", "a"], ["a", "b"])
    with pytest.raises(AssertionError, match="Each name is there, but their order differs"):
        checks.same_names(["b", "a"], ["a", "b"], ordered=True)
