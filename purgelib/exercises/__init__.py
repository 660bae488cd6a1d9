"""What an exercise needs while a student works in it: the tables, and the check of an answer."""

import inspect
import os
import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from purgelib import files, lexicons
from purgelib.tables import Tables, load

# Set by whoever grades: they go before what a notebook says, so that all answers are held against the same texts.
CORPUS = "PURGELIB_EXERCISE_CORPUS"
TABLES = "PURGELIB_EXERCISE_TABLES"

ASSERTION = re.compile(r"^AssertionError: (?P<sentence>.*)", re.MULTILINE | re.DOTALL)


def folder(corpus: str = "") -> Path:
    """The folder of the texts that an exercise is about; without a corpus, of the example corpus."""
    return Path(os.environ.get(CORPUS) or corpus or files.shipped("corpus"))


def tables(corpus: str = "", *, needs: Iterable[str] = ()) -> Tables:
    """The tables of a corpus, private names masked; a student may change them without harm to anybody's.

    Raises ValueError where there is no such corpus, or a table that the exercise `needs` has no row.
    """
    read = _tables(os.environ.get(TABLES, ""), str(folder(corpus)))
    for name in needs:
        if getattr(read, name).empty:
            raise ValueError(f"{folder(corpus)}: the table {name} of these texts has no row; choose other texts")
    return Tables(*(table.copy() for table in read), lexicons=read.lexicons)


@lru_cache(maxsize=4)
def _tables(made: str, corpus: str) -> Tables:
    return load(made) if made else load(corpus=corpus)


def traced(corpus: str = "") -> Any:
    """The numbers of a corpus followed to their roots, as `origins.trace` does; for checks, which change nothing."""
    return _traced(os.environ.get(TABLES, ""), str(folder(corpus)))


@lru_cache(maxsize=4)
def _traced(made: str, corpus: str) -> Any:
    from purgelib.origins import trace

    return trace(_tables(made, corpus))


def text(corpus: str, file: str) -> str:
    """What stands in a file of a corpus, character by character."""
    return files.read_text(folder(corpus) / file)


def conventions(corpus: str = "") -> pd.DataFrame:
    """One row a vague word, one column a convention: the lower bound that the word has by it; none: no bound."""
    words = lexicons.read_lexicons(files.read_corpus(folder(corpus)).lexicons)["numbers"]["conventions"]
    return pd.DataFrame(words, dtype="Int64").rename_axis("word").sort_values("codebook", kind="stable")


class Check(NamedTuple):
    """What a check says of an answer: one sentence a thing that differs, none where nothing does."""

    question: str
    differs: tuple[str, ...]

    def __str__(self) -> str:
        if not self.differs:
            return f"{self.question}: nothing differs. Go on."
        return "\n".join([f"{self.question}: not yet.", *(f"  {sentence}" for sentence in self.differs)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        if not self.differs:
            return f"<p><b>{escape(self.question)}</b>: nothing differs. Go on.</p>"
        sentences = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.differs)
        return f"<p><b>{escape(self.question)}</b>: not yet.</p><ul>{sentences}</ul>"


class Grader:
    """The checks of one exercise. They lie in the notebook itself, which may have been renamed."""

    def __init__(self, exercise: str):
        otter = import_otter()
        grades = otter.Notebook._grading_mode  # then the checks lie elsewhere
        self._notebook = otter.Notebook(None if grades else str(_find_notebook(exercise)))

    def check(self, question: str) -> Check:
        """Hold the answer to a question against the tables."""
        answers = inspect.currentframe().f_back.f_globals  # type: ignore[union-attr]
        result = self._notebook.check(question, global_env=answers)
        shown = [one for one in result.test_case_results if not one.test_case.hidden]
        return Check(question, tuple(dict.fromkeys(_sentence(one.message) for one in shown if not one.passed)))


def import_otter() -> Any:
    """otter-grader, which only the exercises need.

    Raises ValueError where it is not installed.
    """
    try:
        import otter
    except ImportError as error:
        raise ValueError("the exercises need otter-grader: pip install 'purgelib[exercises]'") from error
    return otter


def _sentence(message: str) -> str:
    """The sentence of a failed check, without the code that says it.

    >>> _sentence("Error at line 5 in test q1_1:\\n  assert x\\nAssertionError: One row is missing.")
    'One row is missing.'
    """
    found = ASSERTION.search(message)
    if found:
        return found["sentence"].strip() or "The answer differs."
    last = message.strip().splitlines()[-1]
    return f"The check cannot make anything of this answer ({last}). Is it of the kind that the question asks for?"


def _find_notebook(exercise: str) -> Path:
    """The notebook of an exercise in the working folder.

    Raises ValueError where there is none.
    """
    import nbformat

    here = Path.cwd()
    for path in (here / f"{exercise}.ipynb", *sorted(here.glob("*.ipynb"))):
        try:
            notebook = nbformat.read(path, as_version=4)
        except (OSError, ValueError):
            continue
        if notebook.metadata.get("otter", {}).get("assignment_name") == exercise:
            return path
    raise ValueError(f"{here}: holds no notebook of the exercise {exercise!r}; open it from the folder it lies in")
