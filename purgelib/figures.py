"""Charts as files: SVG and PNG, the same bytes for the same chart on every run."""

import re
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from purgelib import drawing, files

PIXELS = 2  # of a PNG to a unit of the chart


def svg_of(spec: dict[str, Any]) -> bytes:
    """The chart as SVG."""
    return _numbered_anew(vl_convert.vegalite_to_svg(drawn_part(spec))).encode()


def png_of(spec: dict[str, Any]) -> bytes:
    """The chart as PNG."""
    return vl_convert.vegalite_to_png(drawn_part(spec), scale=PIXELS)


def saved(chart: alt.TopLevelMixin, out: str = "") -> alt.TopLevelMixin:
    """The chart as it is; where a folder is named, it is also saved there as SVG and PNG under its function's name."""
    if out:
        spec = chart.to_dict()
        name = name_of(spec) or "chart"
        files.write_together(Path(out), {f"{name}.svg": svg_of(spec), f"{name}.png": png_of(spec)})
    return chart


def name_of(spec: dict[str, Any]) -> str:
    """The figure's name that a chart function gave it; "" where it gave none that can name a file."""
    name = (spec.get("usermeta") or {}).get("figure", "")
    return name if isinstance(name, str) and re.fullmatch(r"\w{1,80}", name, re.ASCII) else ""


def drawn_part(spec: dict[str, Any]) -> dict[str, Any]:
    """What of a chart is drawn, with control characters as signs: one that is left ends the process that draws it."""
    return {key: _visible(value) for key, value in spec.items() if key not in ("usermeta", "$schema")}


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return drawing.visible(value)
    if isinstance(value, list):
        return [_visible(one) for one in value]
    return {drawing.visible(key): _visible(one) for key, one in value.items()} if isinstance(value, dict) else value


def _numbered_anew(svg: str) -> str:
    """Vega numbers clips and gradients through all charts of a process; here they begin anew with each chart."""
    numbered: dict[str, str] = {}
    for kind in ("clip", "gradient_"):
        found = dict.fromkeys(re.findall(rf'<\w+ id="({kind}\d+)"', svg))
        numbered |= {old: f"{kind}{new}" for new, old in enumerate(found)}
    if not numbered:
        return svg
    return re.sub(
        r'(<\w+ id="|url\(#)((?:clip|gradient_)\d+)', lambda match: match[1] + numbered.get(match[2], match[2]), svg
    )
