"""Grades one notebook by otter-grader, in a process of its own: `python -m purgelib.exercises.worker FOLDER`.

The folder holds `submission.ipynb` and `grader.zip`; what comes out is put into `result.json` beside them.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path

MEMORY = 8 * 2**30  # bytes of address space a process
FILE = 256 * 2**20  # bytes a file


def main(folder: Path, seconds: int) -> None:
    limit(seconds)
    from nbclient.exceptions import DeadKernelError
    from otter.api import grade_submission

    points, problem = {}, "its kernel ended before the last cell"
    with suppress(DeadKernelError):
        graded = grade_submission(str(folder / "submission.ipynb"), str(folder / "grader.zip"), quiet=True)
        if not graded.has_catastrophic_failure():
            points = {name: round(float(test.score), 4) for name, test in graded.results.items()}
            problem = _problem(graded)
    (folder / "result.json").write_text(json.dumps({"points": points, "problem": problem}))


def limit(seconds: int) -> None:
    """Bound what this process and each of those that it starts may take; only where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, FILE)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most, hard) if hard == resource.RLIM_INFINITY else (min(most, hard), hard))


def _problem(graded: object) -> str:
    """The first cell that raised an error, counted as the student sees them."""
    added = ("import sys\nsys.path.append", "from otter import Notebook as ", "from otter.execute import Checker")
    cells = [cell for cell in graded.notebook.cells if not cell.source.startswith(added)]  # type: ignore[attr-defined]
    for number, cell in enumerate(cells, 1):
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                return " ".join(f"cell {number}: {output.ename}: {output.evalue}".split())[:200]
    return ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
