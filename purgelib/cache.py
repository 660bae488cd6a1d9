"""Tables of earlier runs, found again by what they were made from.

The key is a hash of all that the tables depend on: texts, decisions, words, the convention, our code and the versions
of what it needs. So nothing that is found is ever out of date, and an upgrade finds nothing. Entries are written under
a name of their own and then take their place at once: two runs may share a cache.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from platformdirs import user_cache_path

from purgelib import files, manifest, schemas

HASHES = "hashes.json"


def default_folder() -> Path:
    """The user's cache folder, as the system has it."""
    return user_cache_path("purgelib", appauthor=False) / "tables"


def key_of(corpus: files.Corpus, *, convention: str) -> str:
    """What the tables of a corpus depend on, as one hash."""
    # What was read is in the key, not what lies on the disk by now; texts are read later, so that who keeps tables
    # asks for the key once more.
    decided = {name: repr(value) for name, value in corpus._asdict().items() if name not in ("folder", "texts")}
    parts = {
        "texts": {path.name: manifest.digest_of(path) for path in corpus.texts},
        "decided": decided,
        "decisions": manifest.inputs_of(corpus._replace(texts=()))["decisions"],
        "convention": convention,
        "software": manifest.software(),
    }
    return manifest.digest(json.dumps(parts, sort_keys=True).encode())


def find(folder: Path, key: str) -> dict[str, pd.DataFrame] | None:
    """The tables kept under the key; None where there are none, or none that are whole."""
    entry = folder / key
    try:
        hashes = json.loads((entry / HASHES).read_text(encoding="utf-8"))
        if any(manifest.digest_of(entry / f"{name}.parquet") != hashes[name] for name in schemas.TABLES):
            return None
        return {name: schemas.checked(name, pd.read_parquet(entry / f"{name}.parquet")) for name in schemas.TABLES}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(folder: Path, key: str, tables: Mapping[str, pd.DataFrame]) -> bool:
    """Keep the tables under the key; whether that was possible. A cache that cannot be written stops no run."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))  # only its owner can read it: names are in it
    except OSError:
        return False
    try:
        contents = {f"{name}.parquet": files.encoded(tables[name], "parquet") for name in schemas.TABLES}
        hashes = {name.removesuffix(".parquet"): manifest.digest(content) for name, content in contents.items()}
        for name, content in (contents | {HASHES: json.dumps(hashes).encode()}).items():
            (fresh / name).write_bytes(content)
        if find(folder, key) is None:
            shutil.rmtree(folder / key, ignore_errors=True)
            os.replace(fresh, folder / key)
    except OSError:  # a full disk, or another run was faster
        return False
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True
