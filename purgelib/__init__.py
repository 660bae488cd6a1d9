"""From a folder of texts about a human-rights affair to tidy tables, and from the tables to a report."""

from typing import Any

__all__ = ["InFull", "load"]


def __getattr__(name: str) -> Any:
    """What notebooks need, on its first use: it takes pandas, which `purgelib --help` does without."""
    if name in __all__:
        from purgelib import tables

        return getattr(tables, name)
    raise AttributeError(f"module 'purgelib' has no attribute {name!r}")
