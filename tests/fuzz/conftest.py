"""The scripts here find each other, and the generator of the benchmarks, as they do when they are run."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "benchmarks")]
