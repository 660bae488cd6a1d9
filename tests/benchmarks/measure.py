"""What work and commands take. Processor time is little disturbed by what else a machine does; the clock is."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

MEBIBYTE = 1024  # in the kilobytes in which Linux tells a peak


class Spent(NamedTuple):
    """What a command took, its children included."""

    cpu: float  # seconds of processor
    wall: float  # seconds on the clock
    peak: float  # MiB of the largest of its processes


def cpu_of(work: Callable[[], object], repeats: int = 3) -> float:
    """Seconds of processor of the quickest of some repeats."""
    seconds = []
    for _ in range(repeats):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)


def run(command: Sequence[str | os.PathLike]) -> Spent:
    """What a command in a process of its own takes.

    Raises RuntimeError with what the command said where it fails.
    """
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{said.read().decode(errors='replace')}")
    return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / MEBIBYTE)


def best(commands: Iterable[Sequence[str | os.PathLike]], repeats: int = 3) -> list[Spent]:
    """The least that each command takes, run in turns so that a busy minute befalls all of them."""
    commands = list(commands)
    rounds = [[run(command) for command in commands] for _ in range(repeats)]
    return [Spent(*map(min, zip(*taken, strict=True))) for taken in zip(*rounds, strict=True)]


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown.

    >>> print(table(["step", "ratio"], [["dates", "4.1"]]))
    | step | ratio |
    |---|---|
    | dates | 4.1 |
    """
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"|{'|'.join(cells)}|" if cells[0] == "---" else f"| {' | '.join(cells)} |" for cells in lines)


def ratio(value: float) -> str:
    """Two digits that count.

    >>> [ratio(one) for one in (0.0123, 0.18, 2.34, 12.3, 140)]
    ['0.012', '0.18', '2.3', '12', '140']
    """
    return f"{value:.2g}" if value < 100 else f"{value:.0f}"
