"""Long tables in JupyterLab: searched, sorted and paged by DataTables, which itables brings along. Nothing is fetched.

All rows stand in the HTML. Where no script may run, as in a notebook that is not trusted, the table is there as it is.
"""

import base64
import hashlib
import os
from functools import lru_cache
from importlib import resources
from pathlib import Path

PLAIN = "PURGELIB_PLAIN_TABLES"  # set where a page is made, which has a search of its own
LONG = 15  # rows that fit on a screen

_brought_by = ""  # the table that the library came with; a notebook needs it once


def searchable(table: str) -> str:
    """The HTML table, made searchable; its id is made from what it holds.

    The first one in a notebook brings the library along, with every later look at the same table.
    """
    global _brought_by
    if os.environ.get(PLAIN):
        return table
    id = f"purgelib-{hashlib.sha256(table.encode()).hexdigest()[:12]}"
    _brought_by = _brought_by or id
    script = _read("long_table.html").replace("{{id}}", id).replace("{{rows}}", str(LONG))
    return (_library() if _brought_by == id else "") + table.replace("<table", f'<table id="{id}"', 1) + script


@lru_cache(maxsize=1)
def _library() -> str:
    """DataTables as a script that puts itself into the page where it is not there yet."""
    from itables import options

    bundle = Path(options.dt_bundle)
    style, script = (base64.b64encode(path.read_bytes()).decode() for path in (bundle.with_suffix(".css"), bundle))
    return _read("long_table_library.html").replace("{{style}}", style).replace("{{script}}", script)


def _read(name: str) -> str:
    return (resources.files("purgelib") / name).read_text(encoding="utf-8")
