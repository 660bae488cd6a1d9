"""From a folder of texts about a human-rights affair to tidy tables, and from the tables to a report."""

from typing import Any

__all__ = ["load"]


def __getattr__(name: str) -> Any:
    """`load` on its first use: it takes pandas, which `purgelib --help` does without."""
    if name == "load":
        from purgelib.tables import load

        return load
    raise AttributeError(f"module 'purgelib' has no attribute {name!r}")
