"""The parameters of the notebooks: declared once in parameters.toml, and from there in the first cell of each notebook.

A notebook of the user's own has no place in that file: its cell tagged `parameters` is its declaration.
"""

import ast
import json
import logging
import math
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from purgelib import files
from purgelib.lexicons import nearest

TYPES: dict[str, Callable[[str], Any]] = {"str": str, "int": int, "float": float}
PLACES = ("corpus", "tables", "out")  # say where things lie; a page tells no one's folders
TAG = "parameters"


class Parameter(NamedTuple):
    """A parameter of a notebook."""

    name: str
    type: str  # str, bool, int or float
    default: str  # as written in Python
    means: str
    choices: tuple[str, ...] = ()  # empty: any value of the type


# The declaration


@lru_cache(maxsize=1)
def declared() -> dict[str, tuple[Parameter, ...]]:
    """The parameters of each notebook that travels with the software, by its name, in the order of its cell.

    >>> declared()["03_actor_network"][4]
    Parameter(name='minimum', type='int', default='2', means='pairs named together less often are left out', choices=())
    """
    said = tomllib.loads((resources.files("purgelib") / "parameters.toml").read_text(encoding="utf-8"))
    return {
        notebook: tuple(_declared(name, said["parameters"][name], notebook) for name in names)
        for notebook, names in said["notebooks"].items()
    }


def _declared(name: str, said: Mapping[str, Any], notebook: str) -> Parameter:
    default = said["default"]
    written = json.dumps(default) if isinstance(default, str) else repr(default)
    means = said.get("in", {}).get(notebook, said["means"])
    return Parameter(name, type(default).__name__, written, means, tuple(said.get("choices", ())))


def cell_of(parameters: Iterable[Parameter]) -> str:
    """The cell that documents the parameters, as Python.

    >>> print(cell_of(declared()["01_corpus"][1:2]))
    tables: str = ""  # folder of tables; empty: those of the last run
    """
    return "\n".join(f"{one.name}: {one.type} = {one.default}  # {one.means}" for one in parameters)


def rewrite_cells(folder: Path) -> list[str]:
    """Write the cells of the declared notebooks in a folder anew, script and notebook; the names of changed files.

    Raises ValueError where a notebook is not there or has no cell tagged `parameters`.
    """
    fresh = {}
    for name, parameters in declared().items():
        fresh |= {
            f"{name}.ipynb": _in_notebook(folder / f"{name}.ipynb", cell_of(parameters)),
            f"{name}.py": _in_script(folder / f"{name}.py", cell_of(parameters)),
        }
    changed = {name: text for name, text in fresh.items() if text != (folder / name).read_bytes()}
    if changed:
        files.write_together(folder, changed)
    return sorted(changed)


def _in_notebook(path: Path, cell: str) -> bytes:
    notebook = _read(path)
    if (old := _cell(notebook)) is None:
        raise ValueError(f"{path}: has no cell tagged {TAG}")
    old["source"] = cell.splitlines(keepends=True)
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def _in_script(path: Path, cell: str) -> bytes:
    lines = files.read_text(path).splitlines()
    begins = f'# %% tags=["{TAG}"]'
    if begins not in lines:
        raise ValueError(f"{path}: has no cell that begins with {begins}")
    at = lines.index(begins) + 1
    after = next((number for number, line in enumerate(lines[at:], at) if line.startswith("# %%")), len(lines))
    return ("\n".join([*lines[:at], cell, *([""] if after < len(lines) else []), *lines[after:]]) + "\n").encode()


# What a notebook declares


def read_parameters(notebook: Path) -> tuple[Parameter, ...]:
    """The notebook's parameters with type, default and meaning.

    Raises ValueError where the notebook cannot be read.
    """
    notebook = Path(notebook)
    known = declared().get(notebook.stem)
    if known and (cell := _cell(_read(notebook))) and "".join(cell["source"]) == cell_of(known):
        return known
    return _inspected(notebook)  # one of the user's own, or one that the user has changed


def _read(notebook: Path) -> dict[str, Any]:
    try:
        return json.loads(notebook.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ValueError(f"{notebook}: is no notebook that can be read: {_on_one_line(error)}") from error


def _cell(notebook: Mapping[str, Any]) -> dict[str, Any] | None:
    """The cell tagged `parameters`; None where there is none."""
    return next((one for one in notebook.get("cells", ()) if TAG in one["metadata"].get("tags", ())), None)


def _inspected(notebook: Path) -> tuple[Parameter, ...]:
    """The parameters as papermill reads them from the notebook's cell."""
    import papermill

    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        inspected = papermill.inspect_notebook(str(notebook))
    except (OSError, ValueError) as error:
        raise ValueError(f"{notebook}: is no notebook that can be read: {_on_one_line(error)}") from error
    return tuple(
        Parameter(one["name"], one["inferred_type_name"].strip("'\""), one["default"], one["help"])
        for one in inspected.values()
    )


def of_all(notebooks: Iterable[Path]) -> dict[str, Parameter]:
    """Every parameter of the notebooks by its name.

    Raises ValueError where two notebooks give one name two types.
    """
    found: dict[str, Parameter] = {}
    homes: dict[str, str] = {}
    for notebook in notebooks:
        for one in read_parameters(notebook):
            if one.name in found and one.type != found[one.name].type:
                raise ValueError(
                    f"parameter {one.name} is a {found[one.name].type} in {homes[one.name]} and a {one.type} in"
                    f" {notebook.stem}; give one of them another name"
                )
            found[one.name], homes[one.name] = one, notebook.stem
    return found


# Values


def read_values(given: Mapping[str, str], known: Mapping[str, Parameter]) -> dict[str, Any]:
    """What was given as text (`-p name=value`) with the types that the notebooks declare.

    Raises ValueError where no notebook knows the name or the value is none that the parameter may have.
    """
    values = {}
    for name, text in given.items():
        if name not in known:
            raise ValueError(f"parameter {name!r} is not known; {nearest(name, known)}")
        values[name] = read_value(known[name], text)
    return values


def read_value(parameter: Parameter, text: str) -> Any:
    """The text as a value of the parameter.

    >>> read_value(Parameter("merge", "bool", "True", "whether to merge"), "no")
    False
    """
    if parameter.choices and text not in parameter.choices:
        known = [choice for choice in parameter.choices if choice]
        raise ValueError(f"parameter {parameter.name}: {text!r} is not known; {nearest(text, known)}")
    if parameter.type == "bool":
        if text.casefold() in ("true", "yes", "1"):
            return True
        if text.casefold() in ("false", "no", "0"):
            return False
        raise ValueError(f"parameter {parameter.name}: {text!r} is neither true nor false")
    kind = {"int": "whole number", "float": "number"}.get(parameter.type, "text")
    try:
        value = TYPES.get(parameter.type, str)(text)
    except ValueError as error:
        raise ValueError(f"parameter {parameter.name}: {text!r} is no {kind}") from error
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"parameter {parameter.name}: {text!r} is no {kind}")
    return value


def default_of(parameter: Parameter) -> Any:
    """The default as a value.

    >>> default_of(Parameter("minimum", "int", "2", ""))
    2
    """
    try:
        return ast.literal_eval(parameter.default)
    except (ValueError, SyntaxError):
        return parameter.default


def _on_one_line(error: object) -> str:
    return " ".join(str(error).split()) or "no reason given"


if __name__ == "__main__":
    for name in rewrite_cells(Path(sys.argv[1]) if len(sys.argv) > 1 else files.shipped("notebooks")):
        print(name)
