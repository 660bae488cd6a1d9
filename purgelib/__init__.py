"""From a folder of texts about a human-rights affair to tidy tables, and from the tables to a report."""

from importlib import import_module
from typing import Any

# The names that a notebook needs, in reading order; each takes its module on first use, for `--help` needs none.
_HOMES = {"load": "tables", "InFull": "tables", "show": "explanation", "explain": "explanation"}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"purgelib.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'purgelib' has no attribute {name!r}")
