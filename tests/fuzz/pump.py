"""Repeats pieces of text until whatever does not take time in proportion to its length is found out.

    python tests/fuzz/pump.py [--cues 25] [--seed 1]
    python tests/fuzz/pump.py --patterns [--seed 1]     each regular expression alone, with pieces of its own

A regular expression that backtracks, or a loop within a loop, takes sixteen times as long for four times the text.
"""

import argparse
import gc
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path += [str(Path(__file__).parent.parent / "benchmarks")] if __name__ == "__main__" else []

import hostile
import patterns
import subjects

from purgelib import masking, pipeline, references, segment

SHORT, LONG = 4000, 16_000  # characters
TOLERATED = 7  # times as long, for four times the text
LEAST = 0.25  # seconds of processor; below, a ratio says nothing
HEAD = "Two people were killed, he said. "
UNITS = (
    *(
        " ",
        "\n",
        "\n\n",
        "\t",
        "\xa0",
        "\u0301",
        "a ",
        "A ",
        "Ab ",
        "1 ",
        "1, ",
        "A. ",
        "A, ",
        "and ",
        "of ",
        "the ",
        "“",
        "‘",
    ),
    *(
        "'",
        '"',
        "“a” ",
        "“a ",
        "(",
        ")",
        "(a) ",
        "[",
        "[1]",
        "a, ",
        "a; ",
        "- ",
        "– ",
        "...",
        ". ",
        "Mr. ",
        "said ",
        "|",
    ),
    *(
        "said that ",
        "1,",
        "1.",
        "1-",
        "1/",
        "to 1 ",
        "one ",
        "one and ",
        "hundred ",
        "thousand ",
        "dozens of ",
        "at least ",
    ),
    *(
        "more than ",
        "May ",
        "May 1, ",
        "1 May 2019 ",
        "2019 ",
        "2019-",
        "of May ",
        "A of ",
        "A and ",
        "A, B and ",
        "’s ",
    ),
    *("A’s ", "A-", "a-", "@a.", "a@a.b ", "http://a/", "+1 ", "1 1 ", "people ", "killed ", "1 killed ", "who ", "* "),
    *("By A ", "^ a ", "1. ", "A\n", "1\n", "a\n", "A b\n\n", "“A,” he said. ", "according to A, ", "A told B that "),
)


class Slow(NamedTuple):
    unit: str
    step: str
    short: float  # seconds of processor
    long: float


def steps(text: str) -> dict[str, float]:
    """Seconds of processor of each step over a text."""
    taken: dict[str, float] = {}

    def step(name: str, work: Callable):
        begun = time.process_time()
        made = work()
        taken[name] = taken.get(name, 0) + time.process_time() - begun
        return made

    reader = subjects.reader()
    for article in step("segment", lambda: segment.split_articles(text, reader.splitting)):
        doc = step("tokens", lambda: pipeline.make_doc(reader.nlp, text, article))  # noqa: B023
        for name, component in reader.nlp.pipeline:
            step(name.removeprefix("purgelib_"), lambda: component(doc))  # noqa: B023
    step("masking", lambda: masking.mask(text, {"Ina Holt": "witness 1"}))
    step("references", lambda: references.read_reference(text, subjects.reference_words()))
    return taken


def least(text: str) -> dict[str, float]:
    """The lesser of two times of each step, which a collection of garbage or a busy machine disturbs less."""
    gc.collect()
    gc.disable()  # it looks at everything when so many objects were made, whose they ever are
    try:
        first, second = steps(text), steps(text)
    finally:
        gc.enable()
    return {name: min(seconds, second[name]) for name, seconds in first.items()}


def find_slow(units: tuple[str, ...]) -> Iterator[Slow]:
    steps(HEAD)  # the first call makes what the others use
    for unit in units:
        short, long = (least(HEAD + unit * (length // len(unit))) for length in (SHORT, LONG))
        for name, seconds in long.items():
            if seconds > LEAST and seconds > TOLERATED * short.get(name, 0):
                yield Slow(unit, name, short.get(name, 0), seconds)


def tell_patterns(seed: int) -> bool:
    """Print which regular expressions take out of proportion to their text, and say whether any does."""
    known, told = patterns.find_patterns(seed), False
    for one in patterns.find_slow(known, SHORT, least=LEAST, tolerated=TOLERATED):
        told = True
        print(f"{one.name}.{one.call} takes {one.short:.2f} s for {one.head!r} and many {one.unit!r},", end=" ")
        print(f"for four times the text {one.long:.2f} s", flush=True)
    print(f"{len(known)} patterns tried")
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--cues", type=int, default=25, help="words of the lexicons to repeat beside the shipped pieces"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patterns", action="store_true", help="try each regular expression alone")
    given = parser.parse_args()
    if given.patterns:
        sys.exit(tell_patterns(given.seed))
    cues = random.Random(given.seed).sample(hostile.CUES, given.cues)
    units = (*UNITS, *(f"{cue} " for cue in cues))
    found = list(find_slow(units))
    for one in found:
        print(f"{one.unit!r}: {one.step} takes {one.short:.2f} s, for four times the text {one.long:.2f} s")
    print(f"{len(units)} pieces repeated, {len(found)} out of proportion")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
