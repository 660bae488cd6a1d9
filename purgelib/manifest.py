"""What a run was made from, with what, and what came of it, so that it can be cited, repeated and compared.

No path that leads out of the run's folder and nobody's name is in it. What differs between two runs of the same corpus,
parameters and versions stands under `run`, and nothing else does.
"""

import hashlib
import json
import platform
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import metadata, resources
from pathlib import Path
from typing import Any, NamedTuple

from purgelib import files

NAME = "manifest.json"
DECIDED = ("documents.csv", "actors.csv", files.SUGGESTIONS, "corrections.csv")
CODE = (".py", ".toml", ".csv", ".html", ".js")


class Given(NamedTuple):
    """A parameter of a run and where its value comes from: `default`, `-p`, `--show-private` or the name of a file."""

    value: Any
    source: str


def digest(content: bytes) -> str:
    """SHA-256 of the content, in hexadecimal digits.

    >>> digest(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """SHA-256 of a file, which is not held in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def inputs_of(corpus: files.Corpus) -> dict[str, dict[str, str]]:
    """The hash of each text, each table of decisions and each lexicon of a corpus, by name."""
    return {
        "texts": {path.name: digest_of(path) for path in corpus.texts},
        "decisions": {name: digest_of(path) for name in DECIDED if (path := corpus.folder / name).is_file()},
        "lexicons": {name: digest(text.encode()) for name, text in corpus.lexicons.items()},
    }


def software() -> dict[str, Any]:
    """Versions of Python and of what we need, and hashes of our code and of the shipped words."""
    package = Path(str(resources.files("purgelib")))
    sources = {
        path.relative_to(package).as_posix(): digest_of(path)
        for path in sorted(package.rglob("*"))
        if path.suffix in CODE and "shipped" not in path.relative_to(package).parts
    }
    words = {name: one for name, one in sources.items() if name.startswith("lexicons/")}
    return {
        "purgelib": metadata.version("purgelib"),
        "code": digest(json.dumps(sources).encode()),
        "words": digest(json.dumps(words).encode()),
        "python": platform.python_version(),
        "packages": versions(),
    }


def versions() -> dict[str, str]:
    """The version of each package that we depend on, where it is installed."""
    found = {}
    for requirement in metadata.requires("purgelib") or ():
        if "extra ==" in requirement:
            continue
        name = re.match(r"[\w.-]+", requirement)[0]
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return dict(sorted(found.items()))


def of_run(
    inputs: Mapping[str, Mapping[str, str]],
    *,
    parameters: Mapping[str, Given],
    rows: Mapping[str, int],
    tables: Mapping[str, bytes],
    figures: Mapping[str, bytes],
    others: Mapping[str, bytes],
    warnings: Iterable[str],
    run: Mapping[str, Any],
) -> dict[str, Any]:
    """The manifest of a run. Files are named as seen from the folder that the manifest lies in."""
    shown = parameters.get("show_private")
    return {
        "software": software(),
        "inputs": inputs,
        "parameters": {name: {"value": one.value, "from": one.source} for name, one in sorted(parameters.items())},
        "seeds": {name: one.value for name, one in parameters.items() if name.endswith("seed")},
        "private_names_shown": bool(shown and shown.value),
        "tables": {
            name: {"rows": rows[Path(name).stem], "sha256": digest(content)} for name, content in sorted(tables.items())
        },
        "figures": {name: digest(content) for name, content in sorted(figures.items())},
        "others": {name: digest(content) for name, content in sorted(others.items())},
        "warnings": list(warnings),
        "run": dict(run),
    }


def now() -> str:
    """This second, ISO 8601, in universal time: a time zone tells where somebody is."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def encoded(manifest: Mapping[str, Any]) -> bytes:
    """The manifest as JSON."""
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()


def read(folder: Path) -> dict[str, Any] | None:
    """The manifest in a folder; None where there is none.

    Raises ValueError where it cannot be read.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        manifest = json.loads(files.read_text(path))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path}: is no manifest that can be read: {error}") from error
    if not isinstance(manifest, dict) or not all(isinstance(manifest.get(key), dict) for key in ("inputs", "figures")):
        raise ValueError(f"{path}: is no manifest of a run")
    return manifest


def files_of(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Every file that a manifest names, with its hash."""
    tables = {name: one["sha256"] for name, one in manifest["tables"].items()}
    return tables | manifest["figures"] | manifest["others"]
