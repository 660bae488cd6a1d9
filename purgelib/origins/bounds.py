"""Bounds of reported numbers: what a number turns on, and whether two may be one number, rounded."""

import pandas as pd

NEAR = 0.1  # two numbers less apart than this share of the larger may be one, rounded
UNROUNDED = ("range", "vague")  # the same only where the bounds are


def interval(count) -> tuple[float, float]:
    """The fewest and the most that the words allow; of an open end, 0 and infinity."""
    return (0.0 if pd.isna(count.low) else float(count.low), float("inf") if pd.isna(count.high) else float(count.high))


def anchor(count) -> int | None:
    """The number that the words turn on: `more than 100` on 100, `up to 20` on 20, `30 to 40` on 40."""
    if count.modifier == "more_than" and not pd.isna(count.low):
        return int(count.low) - 1
    if not pd.isna(count.high):
        return int(count.high) + (1 if count.modifier == "fewer_than" else 0)
    return None if pd.isna(count.low) else int(count.low)


def same_number(one, other) -> bool:
    """Whether two counts may be one number: the same, with other bounds, or rounded.

    >>> from collections import namedtuple
    >>> Count = namedtuple("Count", "low high modifier")
    >>> same_number(Count(103, 103, "exact"), Count(101, None, "more_than"))
    True
    >>> same_number(Count(14, 14, "exact"), Count(15, 15, "exact"))
    False
    """
    if one.modifier in UNROUNDED or other.modifier in UNROUNDED:
        return one.modifier == other.modifier and interval(one) == interval(other) != (0.0, float("inf"))
    a, b = anchor(one), anchor(other)
    if a is None or b is None:
        return False
    return a == b or _rounds(one, a, b) or _rounds(other, b, a)


def _rounds(count, a: int, b: int) -> bool:
    """Whether `a` is a round number and `b` lies where it would be rounded to `a`."""
    step = _step(a)
    if step < 10 or (count.modifier == "exact" and step < 100):
        return False
    return abs(a - b) < step / 2 and abs(a - b) <= NEAR * max(a, b)


def _step(number: int) -> int:
    """The largest power of ten that divides the number: 100 of 300."""
    step = 1
    while number and number % (step * 10) == 0:
        step *= 10
    return step


def said(count) -> str:
    """The number as written, in quotation marks."""
    return f"“{' '.join(count.text.split())}”"
