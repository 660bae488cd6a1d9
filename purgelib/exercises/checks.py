"""What the checks of an exercise say: how an answer differs from the one asked for, never what that one is."""

import numbers
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from purgelib.prose import many

EMPTY = "There is no answer yet. Put yours in place of the three dots and run the cell."


def given(answer: Any) -> None:
    """There is an answer at all."""
    assert answer is not None and answer is not ..., EMPTY


def number(answer: Any) -> None:
    """The answer is one whole number."""
    given(answer)
    assert not _is_missing(answer), "The answer is a missing value; it should be one whole number."
    right = isinstance(answer, numbers.Real) and not isinstance(answer, bool)
    assert right, f"The answer should be one whole number; it is {_kind(answer)}."
    assert float(answer).is_integer(), "The answer should be a whole number; it has a fraction."


def text(answer: Any) -> None:
    """The answer is one text that is not empty."""
    given(answer)
    assert isinstance(answer, str), f"The answer should be a text; it is {_kind(answer)}."
    assert answer.strip(), "The answer is an empty text."


def yes_or_no(answer: Any) -> None:
    """The answer is True or False."""
    given(answer)
    right = isinstance(answer, bool) or type(answer).__name__ in ("bool", "bool_")
    assert right, f"The answer should be True or False; it is {_kind(answer)}."


def names(answer: Any) -> list[str]:
    """The answer is a list of texts, or a column of them; gives it as a list."""
    given(answer)
    listed = isinstance(answer, list | tuple | set | frozenset | pd.Series | pd.Index) or hasattr(answer, "tolist")
    assert listed and not isinstance(answer, pd.DataFrame), f"The answer should be a list; it is {_kind(answer)}."
    found = list(answer)
    assert all(isinstance(one, str) for one in found), "The list should hold texts only."
    return found


def table(answer: Any, columns: Iterable[str] = ()) -> None:
    """The answer is a table with these columns."""
    given(answer)
    assert isinstance(answer, pd.DataFrame), f"The answer should be a table; it is {_kind(answer)}."
    missing = [column for column in columns if column not in answer]
    assert not missing, f"The table has no column {' and no column '.join(missing)}."


def same_number(answer: Any, expected: Any) -> None:
    """The answer is that number."""
    number(answer)
    assert answer <= expected, "The number is too high."
    assert answer >= expected, "The number is too low."


def same_text(answer: Any, expected: str) -> None:
    """The answer is that text."""
    text(answer)
    near = " ".join(answer.split()).casefold() == " ".join(expected.split()).casefold()
    assert answer == expected or not near, "Nearly: only blanks or capital letters differ."
    assert answer == expected, "It is another text than the one that is asked for."


def same_names(answer: Any, expected: Iterable[str], *, ordered: bool = False) -> None:
    """The answer holds those texts, each as often."""
    _same(names(answer), list(expected), "name", ordered=ordered)


def same_rows(answer: Any, expected: pd.DataFrame, key: str = "count", *, ordered: bool = False) -> None:
    """The answer has those rows, told apart by the column `key`."""
    table(answer, [key])
    _same(list(answer[key]), list(expected[key]), "row", ordered=ordered)


def same_tally(answer: Any, expected: pd.Series) -> None:
    """The answer gives each name that number, as `value_counts` does."""
    given(answer)
    assert isinstance(answer, pd.Series | dict), f"The answer should say a number a name; it is {_kind(answer)}."
    found, wanted = dict(answer), dict(expected)
    _same([str(one) for one in found], [str(one) for one in wanted], "name", ordered=False)
    wrong = sum(found[name] != wanted[name] for name in wanted)
    assert not wrong, f"The number differs for {many(wrong, 'name')}."


def same_size(answer: Any, expected: Sequence | pd.DataFrame | pd.Series) -> None:
    """The answer is as long as that."""
    given(answer)
    assert hasattr(answer, "__len__"), f"The answer should be a table or a list; it is {_kind(answer)}."
    more = len(answer) - len(expected)
    assert more <= 0, f"There are too many: {_rows(more, answer)} more than asked for."
    assert more >= 0, f"There are too few: {_rows(-more, answer)} less than asked for."


def _same(found: list, expected: list, noun: str, *, ordered: bool) -> None:
    missing = [one for one in dict.fromkeys(expected) if one not in found]
    strange = [one for one in found if one not in expected]
    differs = [f"{many(len(missing), noun)} missing"] if missing else []
    differs += [f"{many(len(strange), noun)} that {_do(len(strange))} not belong"] if strange else []
    assert not differs, f"There {_are(missing or strange)} {' and '.join(differs)}."
    assert len(found) == len(expected), f"A {noun} comes more or less often than it should."
    assert found == expected or not ordered, f"Each {noun} is there, but their order differs."


def _are(ones: list) -> str:
    return "is" if len(ones) == 1 else "are"


def _do(many: int) -> str:
    return "does" if many == 1 else "do"


def _rows(more: int, answer: Any) -> str:
    return many(more, "row" if isinstance(answer, pd.DataFrame) else "name")


def _is_missing(answer: Any) -> bool:
    return pd.api.types.is_scalar(answer) and bool(pd.isna(answer))


def _kind(answer: Any) -> str:
    """
    >>> _kind(pd.DataFrame())
    'a table'
    """
    kinds = [
        (pd.DataFrame, "a table"),
        (pd.Series, "a column or a row"),
        (bool, "True or False"),
        (str, "a text"),
        (numbers.Number, "a number"),
        ((list, tuple, set, frozenset, pd.Index), "a list"),
        (dict, "a dictionary"),
    ]
    for type_, words in kinds:
        if isinstance(answer, type_):
            return words
    return f"of the kind {type(answer).__name__!r}"
