"""The page of a table of runs: each figure, table and sentence of the notebooks, run beside run.

What several runs have in common stands there once. Charts are pictures here: the page runs no script at all, and each
picture leads to the chart in the page of its run.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from purgelib import manifest, page, parameters
from purgelib.page import text_html
from purgelib.prose import many

if TYPE_CHECKING:
    from purgelib.runs import Ended

COUNTED = ("documents", "counts", "reactions")  # tables whose rows the overview tells


class Place(NamedTuple):
    """Where something is shown, the same in every run."""

    notebook: str
    heading: str
    kind: str  # prose, figure, table or printed
    name: str  # of a figure; else the how-manyth of its kind below the heading


class Shared(NamedTuple):
    """Something shown at a place by these runs, all in the same way."""

    part: page.Part
    picture: bytes  # SVG; empty where the part is no figure
    runs: list[str]


def written(runs: Iterable["Ended"]) -> str:
    """The page, as HTML."""
    runs = list(runs)
    differing = differing_values(runs)
    shown = [one.name for one in runs if one.done]
    contents: list[tuple[int, str, str]] = []
    return page.filled(
        "side_by_side.html",
        title=f"{many(len(runs), 'run')} side by side",
        runs=_overview(runs, differing),
        failures="\n".join(
            f'<p class="failure">Run {_link(one.name) if one.done else text_html(one.name)}: {text_html(failure)}</p>'
            for one in runs
            for failure in one.failures
        ),
        sections="\n".join(_place(place, found, shown, differing, contents) for place, found in by_place(runs)),
        contents=page.contents_html(contents),
    )


# What the runs have in common


def differing_values(runs: Iterable["Ended"]) -> dict[str, dict[str, str]]:
    """Run -> the parameters in which the runs differ, with their values there."""
    defaults = {one.name: parameters.default_of(one) for ones in parameters.declared().values() for one in ones}
    values = {one.name: defaults | {name: given.value for name, given in one.given.items()} for one in runs}
    named = list(dict.fromkeys(name for one in runs for name in one.given))
    differing = [name for name in named if len({repr(one.get(name)) for one in values.values()}) > 1]
    return {run: {name: str(one.get(name, "")) for name in differing} for run, one in values.items()}


def by_place(runs: Iterable["Ended"]) -> Iterator[tuple[Place, list[Shared]]]:
    """What is shown at each place, in the order of the notebooks; runs that show the same are together."""
    places: list[Place] = []
    found: dict[Place, dict[Any, Shared]] = {}
    for one in runs:
        before = -1
        for place, part in _placed(one.done.made.shown if one.done else ()):
            if place not in found:  # after what this run shows before it
                places.insert(before + 1, place)
                found[place] = {}
            before = places.index(place)
            picture = one.done.made.figures[f"{part.name}.svg"] if isinstance(part, page.Figure) else b""
            found[place].setdefault(picture or part, Shared(part, picture, [])).runs.append(one.name)
    for place in places:
        yield place, list(found[place].values())


def _placed(shown: Iterable[page.Shown]) -> Iterator[tuple[Place, page.Part]]:
    for notebook in shown:
        heading, seen = "", {}
        for part in notebook.parts:
            if isinstance(part, page.Figure):
                yield Place(notebook.name, heading, "figure", part.name), part
                continue
            if isinstance(part, page.Prose) and part.text.startswith("#"):
                heading = part.text.partition("\n")[0].lstrip("# ")
            kind = {page.Prose: "prose", page.Rows: "table", page.Printed: "printed"}.get(type(part))
            if kind:  # else files for other programs, which lie in the folder of their run
                seen[heading, kind] = seen.get((heading, kind), 0) + 1
                yield Place(notebook.name, heading, kind, str(seen[heading, kind])), part


# In HTML


def _overview(runs: Iterable["Ended"], differing: Mapping[str, Mapping[str, str]]) -> str:
    """A row a run: what it was made with, and how much came of it."""
    corpora: dict[str, int] = {}  # what was read -> its number
    for one in runs:
        if one.done:
            corpora.setdefault(repr(one.done.record["inputs"]), len(corpora) + 1)
    named = list(dict.fromkeys(name for one in differing.values() for name in one))
    heads = ["run", *(name.replace("_", " ") for name in named), "texts", *COUNTED, "record"]
    rows = ["".join(f"<th>{text_html(head)}</th>" for head in heads)]
    for one in runs:
        cells = [_link(one.name) if one.done else text_html(one.name)]
        cells += [text_html(differing[one.name][name]) for name in named]
        if one.done:
            record = one.done.record
            which = f" (corpus {corpora[repr(record['inputs'])]})" if len(corpora) > 1 else ""
            cells.append(f"{len(record['inputs']['texts'])}{which}")
            cells += [f"{record['tables'][f'tables/{name}.csv']['rows']:,}" for name in COUNTED]
            cells.append(_link(one.name, manifest.NAME, manifest.NAME))
        else:
            cells += ["it failed", *[""] * (len(heads) - len(cells) - 1)]
        rows.append("".join(f"<td>{cell}</td>" for cell in cells))
    body = "\n".join(f"<tr>{row}</tr>" for row in rows[1:])
    return f'<div class="table"><table>\n<thead><tr>{rows[0]}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'


def _place(
    place: Place,
    found: list[Shared],
    shown: list[str],
    differing: Mapping[str, Mapping[str, str]],
    contents: list[tuple[int, str, str]],
) -> str:
    """What the runs show at a place, beside one another; what all show, once."""
    drawn = [_drawn(one, contents) for one in found]
    if place.kind == "prose" and len(found) == 1 and len(found[0].runs) == len(shown):
        return drawn[0]
    cells = [
        f'<article>\n<p class="runs">{_label(one, place, shown, differing)}</p>\n{html}\n</article>'
        for one, html in zip(found, drawn, strict=True)
    ]
    lost = [name for name in shown if not any(name in one.runs for one in found)]
    if lost:
        cells.append(f'<p class="runs">{", ".join(map(_link, lost))}: nothing is shown here</p>')
    return '<div class="beside">\n' + "\n".join(cells) + "\n</div>"


def _label(one: Shared, place: Place, shown: list[str], differing: Mapping[str, Mapping[str, str]]) -> str:
    """The runs that show it, and what they were given."""
    if len(one.runs) == len(shown) > 1:
        return "the same in every run"
    anchor = f"#{place.name}" if place.kind == "figure" else f"#{place.notebook}"
    return "; ".join(_link(run, f"report.html{anchor}") + _given(differing[run]) for run in one.runs)


def _given(values: Mapping[str, str]) -> str:
    said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in values.items() if value)
    return f" <small>{text_html(said)}</small>" if said else ""


def _link(run: str, to: str = "report.html", words: str = "") -> str:
    folder, hash, anchor = to.partition("#")
    return f'<a href="{quote(f"{run}/{folder}")}{hash}{quote(anchor)}">{text_html(words or run)}</a>'


def _drawn(one: Shared, contents: list[tuple[int, str, str]]) -> str:
    if isinstance(one.part, page.Prose):
        return page.prose_html(one.part.text, contents)
    if isinstance(one.part, page.Rows):
        return page.table_html(one.part.cells)
    if isinstance(one.part, page.Printed):
        return f"<pre>{text_html(one.part.text)}</pre>"
    picture = base64.b64encode(one.picture).decode()
    says = text_html(str(one.part.spec.get("description", one.part.name)))
    place = quote(f"{one.runs[0]}/report.html")
    return (
        f'<figure><a href="{place}#{one.part.name}"><img alt="{says}" src="data:image/svg+xml;base64,{picture}"></a>'
        "</figure>"
    )
