"""Files for other programs, as a notebook shows them: the page offers them, a run writes them beside the figures."""

import base64
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from purgelib import files

MIME = "application/vnd.purgelib.files+json"
NAME = re.compile(r"[a-z][\w-]{0,60}(?:\.[\w-]{1,20}){1,3}", re.ASCII)


class Export(NamedTuple):
    """A file: its name, what reads it, and its content."""

    name: str
    reader: str
    content: bytes


class Exports(NamedTuple):
    """Some files, shown in JupyterLab as a list of links that download them."""

    files: tuple[Export, ...]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        listed = [[one.name, one.reader, base64.b64encode(one.content).decode()] for one in self.files]
        return {
            MIME: listed,
            "text/html": f"<ul>{''.join(f'<li>{link(one)}</li>' for one in self.files)}</ul>",
            "text/plain": "\n".join(f"{one.name}  for {one.reader}" for one in self.files),
        }


def exported(contents: Mapping[str, tuple[str, bytes]], out: str = "") -> Exports:
    """Files by name, each with what reads it and its content; where a folder is named, they are also written there.

    Raises ValueError for a name that is no plain file name.
    """
    for name in contents:
        if not NAME.fullmatch(name):
            raise ValueError(f"export {name!r}: is no plain file name, such as network.gexf")
    if out:
        files.write_together(Path(out), {name: content for name, (_, content) in contents.items()})
    return Exports(tuple(Export(name, reader, content) for name, (reader, content) in contents.items()))


def read_exports(listed: Any) -> Exports:
    """Files as a notebook's output holds them; what is no file is passed over."""
    found = []
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, list) and len(entry) == 3 and all(isinstance(one, str) for one in entry):
            name, reader, content = entry
            try:
                decoded = base64.b64decode(content, validate=True)
            except ValueError:
                continue
            if NAME.fullmatch(name):
                found.append(Export(name, reader, decoded))
    return Exports(tuple(found))


def link(export: Export) -> str:
    """A link that downloads the file, in HTML that fetches nothing."""
    content = base64.b64encode(export.content).decode()
    href = f"data:application/octet-stream;base64,{content}"
    return f'<a download="{escape(export.name)}" href="{href}">{escape(export.name)}</a> for {escape(export.reader)}'
