"""Every regular expression of the package, and texts that make it go back and try again, made of its own pieces."""

import importlib
import pkgutil
import random
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from re import _constants as codes
from re import _parser as parser
from typing import Any, NamedTuple

import fuzz
import subjects

import purgelib
from purgelib.find.late import Late
from purgelib.origins import words as origin_words

NOT_READ = ("__main__", ".exercises", ".report", ".drawing")  # these read no text of others
CALLS = ("match", "search", "finditer", "fullmatch", "sub", "findall", "split")
CLASSES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: "-",
}
LATE = 60  # patterns compiled late, of some thousands that are built alike


class Named(NamedTuple):
    """A pattern, where it is found, and how the code calls it."""

    name: str
    pattern: re.Pattern
    calls: tuple[str, ...]


def find_patterns(seed: int = 1) -> list[Named]:
    """Those of modules, those made of the shipped words, and a draw of those that are compiled when they are tried."""
    found: dict[re.Pattern, str] = {}
    late: dict[Late, str] = {}
    roots: list[tuple[str, Any]] = [
        (module.__name__.removeprefix("purgelib."), {k: v for k, v in vars(module).items() if not k.startswith("__")})
        for module in modules()
    ]
    roots += [(name, getattr(component, "words", None)) for name, component in subjects.reader().nlp.pipeline]
    roots += [("splitting", subjects.reader().splitting), ("origins", origin_words.shipped())]
    for root, value in roots:
        for name, one in inside(root, value, set()):
            (found if isinstance(one, re.Pattern) else late).setdefault(one, name)
    drawn = random.Random(seed).sample(sorted(late, key=lambda one: (late[one], one.words)), min(LATE, len(late)))
    found |= {re.compile(one.write(*one.words)): late[one] for one in drawn}
    return [Named(name, one, calls_of(name)) for one, name in found.items() if isinstance(one.pattern, str)]


def modules() -> Iterator[Any]:
    for one in pkgutil.walk_packages(purgelib.__path__, "purgelib."):
        if not any(part in one.name for part in NOT_READ):
            yield importlib.import_module(one.name)


def inside(name: str, value: Any, seen: set[int]) -> Iterator[tuple[str, Any]]:
    """The patterns that a value holds, by the names that lead there."""
    if isinstance(value, re.Pattern | Late):
        yield name, value
        return
    if isinstance(value, str | int) or id(value) in seen:
        return
    seen.add(id(value))
    if hasattr(value, "_asdict") and not isinstance(value, type):
        value = value._asdict()
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from inside(f"{name}.{key}" if isinstance(key, str) else name, one, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from inside(name, one, seen)


@cache
def source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(purgelib.__path__[0]).rglob("*.py")))


@cache
def calls_of(name: str) -> tuple[str, ...]:
    """How the code calls a pattern of that name; all ways in which it may, where it says none."""
    last = re.escape(name.rpartition(".")[2])
    said = re.findall(rf"\b{last}(?:\[[^\]\n]*\])?\.({'|'.join(CALLS)})\b", source())
    return tuple(sorted(set(said))) or ("match", "search")


def texts_for(pattern: re.Pattern) -> list[tuple[str, str]]:
    """What to begin with and what to repeat: what each loop of the pattern takes, and what leads there."""
    found: dict[tuple[str, str], None] = {}
    for head, body in loops(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG), ""):
        for one in (body, f"{body} ", head + body):
            found |= dict.fromkeys([("", one), (head, one)] if one else [])
    whole = example(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    found |= dict.fromkeys(("", one) for one in (whole, whole[:-1], f"{whole} ", f"{whole}\n") if one)
    return list(found)[:24]


def loops(items: Iterable, head: str) -> Iterator[tuple[str, str]]:
    for code, value in items:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT) and value[1] > 1:
            yield head, example(value[2])
        for inner in inner_of(code, value):
            yield from loops(inner, head)
        head += example([(code, value)])


def inner_of(code: Any, value: Any) -> list:
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [value[2]]
    if code == codes.SUBPATTERN:
        return [value[3]]
    if code == codes.BRANCH:
        return value[1][:3] + value[1][-1:]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    return [value] if code == codes.ATOMIC_GROUP else []


def example(items: Iterable) -> str:
    """A text that the parsed pattern takes, but for what it looks ahead and back at."""
    text = ""
    for code, value in items:
        if code == codes.LITERAL:
            text += chr(value)
        elif code == codes.NOT_LITERAL:
            text += "a" if value != ord("a") else "b"
        elif code == codes.ANY:
            text += "a"
        elif code == codes.IN:
            text += one_of(value)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            text += example(value[2]) * max(value[0], min(1, value[1]))
        elif code not in (codes.ASSERT, codes.ASSERT_NOT) and (inner := inner_of(code, value)):
            text += example(inner[0])
    return text


def one_of(members: list) -> str:
    """A letter of a class, a usual one where it may."""
    if members[0][0] == codes.NEGATE:
        left_out = re.compile("|".join(re.escape(chr(value)) for code, value in members[1:] if code == codes.LITERAL))
        return next((one for one in "a 1-" if not left_out.pattern or not left_out.match(one)), "x")
    code, value = members[0]
    if code == codes.LITERAL:
        return chr(value)
    return chr(value[0]) if code == codes.RANGE else CLASSES.get(value, "a")


def seconds(one: Named, call: str, text: str) -> float:
    """Seconds of processor that a call takes; raises TimeoutError where it does not end."""
    begun = time.process_time()
    with fuzz.alarm():
        if call == "sub":
            one.pattern.sub("", text)
        elif call == "finditer":
            for _ in one.pattern.finditer(text):
                pass
        else:
            getattr(one.pattern, call)(text)
    return time.process_time() - begun


class Slow(NamedTuple):
    name: str
    call: str
    head: str
    unit: str
    short: float  # seconds of processor
    long: float  # for four times the text; infinite where it did not end


def find_slow(patterns: Iterable[Named], short: int, *, least: float, tolerated: float) -> Iterator[Slow]:
    """The calls that take out of proportion to their text, at most one of each pattern and call."""
    for one in patterns:
        for call in one.calls:
            for head, unit in texts_for(one.pattern):
                small, large = (head + unit * (size // len(unit)) + "\x00" for size in (short, 4 * short))
                try:
                    if seconds(one, call, large) < least:
                        continue
                    before, after = (min(seconds(one, call, text) for _ in range(2)) for text in (small, large))
                except TimeoutError:
                    before, after = 0.0, float("inf")
                if after > least and after > tolerated * before:
                    yield Slow(one.name, call, head, unit, before, after)
                    break
