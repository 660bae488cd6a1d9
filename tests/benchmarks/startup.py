"""What a first look at purgelib costs: its help, and its import in a notebook."""

import subprocess
import sys
from typing import NamedTuple

import measure

HEAVY = ("spacy", "altair", "pandas", "pyarrow", "numpy", "networkx", "papermill", "dask")
IMPORT = "import sys; import purgelib; print(*{name.partition('.')[0] for name in sys.modules})"


class Startup(NamedTuple):
    """`purgelib --help` beside `import spacy`, and what `import purgelib` brings along."""

    cpu: float  # ratio of processor time
    wall: float  # ratio on the clock
    imported: tuple[str, ...]  # top-level modules that are not Python's own


def startup() -> Startup:
    helped, spacy = measure.best(
        [[sys.executable, "-m", "purgelib", "--help"], [sys.executable, "-c", "import spacy"]], repeats=5
    )
    bare = _modules("import sys; print(*{name.partition('.')[0] for name in sys.modules})")
    imported = _modules(IMPORT) - bare - sys.stdlib_module_names
    return Startup(helped.cpu / spacy.cpu, helped.wall / spacy.wall, tuple(sorted(imported)))


def _modules(code: str) -> set[str]:
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


def rows(found: Startup) -> list[list[str]]:
    return [
        ["`purgelib --help` beside `import spacy`", f"{measure.ratio(found.cpu)} (clock {measure.ratio(found.wall)})"],
        ["modules that `import purgelib` brings into a notebook", ", ".join(found.imported)],
    ]
