"""The scripts here find each other as they do when they are run: by the folder that they stand in."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
