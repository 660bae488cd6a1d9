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
CODE = (".py", ".toml", ".csv", ".html", ".css", ".js")


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
    words = {name.partition("/")[2]: one for name, one in sources.items() if name.startswith("lexicons/")}
    return {
        "purgelib": metadata.version("purgelib"),
        "code": digest(json.dumps(sources).encode()),
        "words": words,
        "python": platform.python_version(),
        "packages": versions(),
    }


def versions() -> dict[str, str]:
    """The version of each package that we depend on, of those that they depend on, and so on, where it is installed."""
    found: dict[str, str] = {}
    asked = ["purgelib"]
    while asked:
        name = asked.pop()
        if name in found:
            continue
        try:
            found[name] = metadata.version(name)
            needed = metadata.requires(name) or ()
        except metadata.PackageNotFoundError:
            continue
        asked += [
            re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", one)[0]).lower() for one in needed if "extra ==" not in one
        ]
    del found["purgelib"]
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
    failures: Iterable[str] = (),
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
        "failures": list(failures),
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
    if not _is_of_run(manifest):
        raise ValueError(f"{path}: is no manifest of a run")
    return manifest


def _is_of_run(manifest: Any) -> bool:
    """Whether what was read has the form of a manifest; it may be anybody's."""

    def named(value: Any) -> bool:
        return isinstance(value, dict)

    return (
        named(manifest)
        and all(named(manifest.get(key)) for key in ("software", "inputs", "parameters", "tables", "figures", "others"))
        and all(named(manifest["software"].get(key)) for key in ("words", "packages"))
        and all(map(named, manifest["inputs"].values()))
        and all(named(one) and "value" in one for one in manifest["parameters"].values())
        and all(named(one) and "sha256" in one for one in manifest["tables"].values())
    )


def files_of(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Every file that a manifest names, with its hash."""
    tables = {name: one["sha256"] for name, one in manifest["tables"].items()}
    return tables | manifest["figures"] | manifest["others"]
