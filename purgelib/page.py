"""The one page: what executed notebooks show, as HTML that fetches nothing and runs nothing but its own script.

Texts come from elsewhere and may hold anything. They reach the page as text: Markdown is rendered with HTML switched
off, of a data frame only the cells are read, charts are JSON that is never part of a script, and the page's own policy
lets no script run but the one whose hash it names, and no connection be made.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from importlib import resources
from typing import Any, NamedTuple

import nbformat
import vl_convert
from markdown_it import MarkdownIt

from purgelib import drawing, exports
from purgelib.figures import drawn_part, name_of

RECORD = (
    "<footer><p>How this page was made, with a hash of each text, word list, table and figure, tells"
    ' <a href="{0}">{0}</a> beside it.</p></footer>\n'
)


class Prose(NamedTuple):
    """Markdown, from a cell or displayed by one."""

    text: str


class Figure(NamedTuple):
    """A chart: Vega-Lite as JSON, and the table behind it as CSV."""

    name: str
    spec: dict[str, Any]
    csv: str


class Rows(NamedTuple):
    """A table: its cells, row by row, the first row its header."""

    cells: tuple[tuple[str, ...], ...]


class Printed(NamedTuple):
    """What a cell printed."""

    text: str


Part = Prose | Figure | Rows | Printed | exports.Exports


class Shown(NamedTuple):
    """All that a notebook shows, in order."""

    name: str
    parts: tuple[Part, ...]


def read_notebook(name: str, notebook: nbformat.NotebookNode) -> Shown:
    """What an executed notebook shows: its Markdown and the outputs of its cells, never their code."""
    parts: list[Part] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "papermill-error-cell-tag" not in cell.metadata.get("tags", ()):
            parts.append(Prose(cell.source))
        for output in cell.get("outputs", ()):
            if part := _read_output(output):
                parts.append(part)
    return Shown(name, tuple(_with_names(name, parts)))


def _read_output(output: nbformat.NotebookNode) -> Part | None:
    if output.output_type == "stream":
        return Printed(output.text) if output.name == "stdout" else None
    data = output.get("data", {})
    if exports.MIME in data:
        return exports.read_exports(data[exports.MIME])
    for kind, content in data.items():
        if re.fullmatch(r"application/vnd\.vegalite\.v\d+\+json", kind):
            return Figure(name_of(content), drawn_part(content), (content.get("usermeta") or {}).get("csv", ""))
    if "text/markdown" in data:
        return Prose(data["text/markdown"])
    if "text/html" in data and (cells := read_cells(data["text/html"])):
        return Rows(cells)
    if "application/vnd.jupyter.widget-view+json" in data or "text/plain" not in data:
        return None
    return Printed(data["text/plain"])


def _with_names(notebook: str, parts: Iterable[Any]) -> Iterable[Any]:
    """Each figure with a name of its own."""
    taken: set[str] = set()
    for part in parts:
        if isinstance(part, Figure):
            name, number = part.name or f"{notebook}_figure", 2
            while name in taken:
                name, number = f"{part.name or notebook + '_figure'}_{number}", number + 1
            taken.add(name)
            part = part._replace(name=name)
        yield part


def figures_of(shown: Iterable[Shown]) -> list[Figure]:
    """All figures, in order; of two notebooks that draw the same figure, the later one's."""
    return list({part.name: part for one in shown for part in one.parts if isinstance(part, Figure)}.values())


def exports_of(shown: Iterable[Shown]) -> dict[str, bytes]:
    """All files for other programs, by name."""
    return {
        one.name: one.content
        for notebook in shown
        for part in notebook.parts
        if isinstance(part, exports.Exports)
        for one in part.files
    }


class _Cells(HTMLParser):
    """Reads the text of a table's cells; whatever else stands in the HTML is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows = self.rows or [[]]
            self.rows[-1].append("")
            self.inside = True
        elif tag == "br" and self.inside:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def read_cells(table: str) -> tuple[tuple[str, ...], ...]:
    """The cells of an HTML table as pandas writes it, without its column of row numbers.

    >>> read_cells("<table><tr><th></th><th>says</th></tr><tr><th>0</th><td>&lt;b&gt;Ann</td></tr></table>")
    (('says',), ('<b>Ann',))
    """
    reader = _Cells()
    reader.feed(table)
    reader.close()
    rows = [row for row in reader.rows if row]
    if len(rows) > 1 and not rows[0][0] and all(row[0].isdecimal() for row in rows[1:]):
        rows = [row[1:] for row in rows]
    return tuple(tuple(row) for row in rows)


# Writing


def written(
    shown: Iterable[Shown],
    *,
    title: str = "Reported numbers, reactions and actors",
    failures: Mapping[str, str] | None = None,
    parameters: Mapping[str, list[tuple[Any, Any]]] | None = None,
    record: str = "",
) -> str:
    """The page: the notebooks one after the other, what is missing of those that failed, a table of contents.

    `record` names the file beside the page that tells how it was made.
    """
    contents: list[tuple[int, str, str]] = []
    sections = []
    for one in shown:
        inside = [_section_part(part, contents) for part in one.parts]
        if failure := (failures or {}).get(one.name):
            contents.append((3, f"failed-{one.name}", "what is missing here"))
            inside.append(f'<p class="failure" id="failed-{one.name}">Not complete: {text_html(failure)}</p>')
        if rows := (parameters or {}).get(one.name):
            inside.append(_parameters(rows))
        sections.append(f'<section id="{one.name}">\n' + "\n".join(inside) + "\n</section>")
    script = _script()
    return filled(
        "page.html",
        title=text_html(title),
        contents=contents_html(contents),
        sections="\n".join(sections),
        record=RECORD.format(text_html(record)) if record else "",
        script=script,
        hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def contents_html(contents: Iterable[tuple[int, str, str]]) -> str:
    """The items of a table of contents, each of a level, an id and a heading."""
    return "\n".join(
        f'<li class="level{level}"><a href="#{id}">{text_html(name)}</a></li>' for level, id, name in contents
    )


def filled(template: str, **values: str) -> str:
    """The template of that name, its `{{name}}` and our style filled in; what is filled in is not looked at again."""
    folder = resources.files("purgelib")
    values["style"] = (folder / "page.css").read_text(encoding="utf-8").strip()
    text = (folder / template).read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], text)


@lru_cache(maxsize=1)
def _script() -> str:
    """Vega, Vega-Lite and vega-embed as vl-convert ships them, and the few lines that draw each figure."""
    libraries = vl_convert.javascript_bundle()
    own = (resources.files("purgelib") / "page.js").read_text(encoding="utf-8")
    # A script ends at the first </script, even within a string; in strings and expressions <\/ means the same.
    return (
        re.sub(r"<(/script|!--)", r"<\\\1", f"{libraries}\n{own}", flags=re.I).replace("\r\n", "\n").replace("\r", "\n")
    )


def _section_part(part: Part, contents: list[tuple[int, str, str]]) -> str:
    if isinstance(part, Prose):
        return prose_html(part.text, contents)
    if isinstance(part, Figure):
        return _figure(part)
    if isinstance(part, Rows):
        return table_html(part.cells)
    if isinstance(part, exports.Exports):
        return "<ul>\n" + "\n".join(f"<li>{exports.link(one)}</li>" for one in part.files) + "\n</ul>"
    return f"<pre>{text_html(part.text)}</pre>"


def prose_html(text: str, contents: list[tuple[int, str, str]]) -> str:
    """Markdown as HTML: HTML in it stays text, pictures (which would be fetched) are no pictures, headings get ids."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    tokens = markdown.parse(visible_lines(text))
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "heading_open":
            level = min(int(opening.tag[1]) + 1, 6)
            words = "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))
            id = f"h{len(contents) + 1}"
            opening.tag = closing.tag = f"h{level}"
            opening.attrSet("id", id)
            contents.append((level, id, words))
    return markdown.renderer.render(tokens, markdown.options, {}).strip()


def _figure(figure: Figure) -> str:
    description = text_html(str(figure.spec.get("description", figure.name)))
    download = ""
    if figure.csv:
        # With a byte-order mark, or else spreadsheets take it for another encoding than UTF-8.
        encoded = base64.b64encode(b"\xef\xbb\xbf" + figure.csv.encode("utf-8", "replace")).decode()
        download = (
            f'\n<figcaption><a download="{figure.name}.csv" href="data:text/csv;charset=utf-8;base64,{encoded}">'
            "Download the table behind this chart (CSV)</a></figcaption>"
        )
    return (
        f'<figure id="{figure.name}" class="chart">\n'
        f'<div class="drawing" role="group" aria-label="{description}"></div>\n'
        f'<script type="application/json">{_json(figure.spec)}</script>{download}\n</figure>'
    )


def _json(value: Any) -> str:
    """JSON that may stand in an HTML script element: nothing in it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return re.sub(r"[<>&\u2028\u2029\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def table_html(cells: tuple[tuple[str, ...], ...]) -> str:
    """A table as HTML, its first row the header; nothing in a cell is more than text."""
    kinds = [_kind([row[column] for row in cells[1:] if column < len(row)]) for column in range(len(cells[0]))]

    def row(texts: tuple[str, ...], tag: str) -> str:
        return (
            "<tr>"
            + "".join(f"<{tag}{kind}>{text_html(text)}</{tag}>" for text, kind in zip(texts, kinds, strict=False))
            + "</tr>"
        )

    body = "\n".join(row(texts, "td") for texts in cells[1:])
    return (
        f'<div class="table"><table>\n<thead>{row(cells[0], "th")}</thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'
    )


def _kind(texts: list[str]) -> str:
    """What a column holds, for its looks: numbers stand to the right, short words on one line."""
    if texts and all(re.fullmatch(r"-?[\d,.]+|<NA>|NaN|", text) for text in texts) and any(texts):
        return ' class="number"'
    return ' class="short"' if all(len(text) <= 24 for text in texts) else ' class="long"'


def _parameters(rows: list[tuple[Any, Any]]) -> str:
    cells = (("parameter", "value", "meaning"), *((one.name, str(value), one.means) for one, value in rows))
    return f"<details><summary>Parameters of this notebook</summary>\n{table_html(cells)}\n</details>"


def visible_lines(text: str) -> str:
    """The text with control characters as signs, its line breaks kept."""
    return "\n".join(drawing.visible(line) for line in text.splitlines())


def text_html(text: str) -> str:
    """The text as HTML that shows it as it is, control characters as signs."""
    return html.escape(visible_lines(text))
