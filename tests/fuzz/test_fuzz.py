"""A little of the fuzzing in each run of the tests; `fuzz.py` does as much as one asks for."""

import fuzz
import pytest
from hypothesis import strategies as st
from subjects import SUBJECTS, Subject

FEW = {
    "segment": 30,
    "references": 40,
    "datelines": 40,
    "finders": 30,
    "numbers": 40,
    "days": 40,
    "masking": 40,
    "tables": 4,
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_subject_holds(name):
    inputs = FEW.get(name, 8)  # the whole of it is for the command
    found = fuzz.fuzz(SUBJECTS[name], inputs, first_seed=7)
    assert found.broken == ()
    assert found.inputs >= min(inputs, 3)


def test_broken_subject_is_told_with_its_least_input():
    def read(text: str) -> None:
        if "[" in text:
            raise KeyError(text)

    found = fuzz.fuzz(Subject(st.text("a[", min_size=1, max_size=9), read, 1), 200)
    assert len(found.broken) == 1
    assert found.broken[0].startswith("KeyError: '['")
    assert found.broken[0].endswith("of '['")


def test_documented_error_breaks_nothing():
    def read(text: str) -> None:
        raise ValueError(text)

    assert fuzz.fuzz(Subject(st.text(max_size=3), read, 1, (ValueError,)), 20).broken == ()
    assert fuzz.fuzz(Subject(st.text(max_size=3), read, 1), 20).broken != ()


def test_slow_input_breaks_a_subject(monkeypatch):
    monkeypatch.setattr(fuzz, "ALLOWED", -1)  # less than anything takes
    (broken,) = fuzz.fuzz(Subject(st.text("a", max_size=50), str.upper, 1), 20).broken
    assert "of processor" in broken
