"""Reads texts and files that nobody would write, and says what broke.

    python tests/fuzz/fuzz.py [--inputs 100000] [--only finders,html] [--seed 1]

Hypothesis draws the inputs, counts them, and cuts one that breaks something down to the least that still does. An input
breaks a subject if it raises what is not documented, if what comes out does not hold together (offsets that give back
the words, ids that point to rows, tables as declared), or if it takes far more processor time than its length.
"""

import argparse
import signal
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

HERE = Path(__file__).parent
sys.path += [str(HERE.parent / "benchmarks")] if __name__ == "__main__" else []

from subjects import SUBJECTS, Subject  # noqa: E402

SLICE = 2000  # inputs that hypothesis remembers at a time
LONGEST = 20  # seconds of processor, after which an input is given up
ALLOWED = 1.0  # seconds of processor that any input may take
EACH = 0.001  # and so many more each character


class Fuzzed(NamedTuple):
    inputs: int
    seconds: float  # of processor
    broken: tuple[str, ...]  # each with its least input


def fuzz(subject: Subject, inputs: int, first_seed: int = 1) -> Fuzzed:
    """Give a subject that many inputs in slices, of which one ends with the input that breaks it."""
    done, broken, begun = 0, [], time.process_time()
    for first in range(0, inputs, SLICE):
        read = Reading(subject)
        try:
            drawn(subject, read, min(SLICE, inputs - first), first_seed + first)()
        except Exception as error:
            broken.append(f"{type(error).__name__}: {error}\n  in {where(error)}\n  of {read.last!r}")
        done += read.inputs
    return Fuzzed(done, time.process_time() - begun, tuple(broken))


class Reading:
    """Reads an input, times it, and counts it."""

    def __init__(self, subject: Subject):
        self.subject, self.inputs, self.last = subject, 0, None

    def __call__(self, given: Any) -> None:
        self.inputs += 1
        self.last = given  # when hypothesis has cut an input down, it reads the least one last
        begun = time.process_time()
        self.read(given)
        if time.process_time() - begun <= allowed(given):
            return
        begun = time.process_time()  # the first time may have been that of something else
        self.read(given)
        taken = time.process_time() - begun
        assert taken <= allowed(given), f"takes {taken:.1f} s of processor"

    def read(self, given: Any) -> None:
        with alarm(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with suppress(*self.subject.known):
                self.subject.reads(given)


def drawn(subject: Subject, read: Reading, inputs: int, number: int):
    how = settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        print_blob=False,
        report_multiple_bugs=False,
    )

    def test(value) -> None:
        read(value)

    return seed(number)(how(given(subject.draws)(test)))


def allowed(value: Any) -> float:
    return ALLOWED + EACH * (len(value) if isinstance(value, str | bytes) else len(repr(value)))


@contextmanager
def alarm() -> Iterator[None]:
    """Raises TimeoutError in what takes too long."""

    def ring(*_: object) -> None:
        raise TimeoutError(f"takes more than {LONGEST} s of processor")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def where(error: BaseException) -> str:
    """The innermost lines of the traceback that lie in purgelib."""
    found, trace = [], error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        if "purgelib" in code.co_filename or "fuzz" in code.co_filename:
            found.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " > ".join(found[-6:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000, help="of all subjects together")
    parser.add_argument("--only", default=",".join(SUBJECTS), help=f"some of {', '.join(SUBJECTS)}")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chosen = asked.only.split(",")
    if unknown := set(chosen) - set(SUBJECTS):
        parser.error(f"there is no {', '.join(sorted(unknown))} to fuzz; there are {', '.join(SUBJECTS)}")
    shares = sum(SUBJECTS[name].share for name in chosen)
    total = broken = 0
    for name in chosen:
        found = fuzz(SUBJECTS[name], -(-asked.inputs * SUBJECTS[name].share // shares), asked.seed)
        total, broken = total + found.inputs, broken + len(found.broken)
        print(f"{name:<18}{found.inputs:>9,} inputs {found.seconds:>8.0f} s {len(found.broken):>4} broken", flush=True)
        for one in found.broken:
            print(f"\n{one}\n", flush=True)
    print(f"{'all':<18}{total:>9,} inputs {'':>10} {broken:>4} broken")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
