"""Invented news in any amount, with the counts that it reports known.

    python tests/benchmarks/news.py --articles 1000 --seed 1 --out DIR [--truth counts.jsonl]

Words and rules stand in news.toml. An article depends on the seed and its number alone, so that a small corpus is the
beginning of a large one of the same seed. Names are drawn by rank from a list without end, common ones often: new ones
keep appearing however large the corpus, as in an archive.
"""

import argparse
import json
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

GRAMMAR = Path(__file__).with_name("news.toml")
PIECE = re.compile(r"\{([\w.]+)(?::(\w+))?\}|<([^<>]*)>")
NUMERALS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
FIGURES = "n"  # the name of a number that counts no people
# A name's rank is spread as Zipf found it: new ones appear at a rate that falls slowly, and none stands in every text
DECAY, COMMON = -2.2, 60


class Count(NamedTuple):
    """A number of people that the grammar wrote; None is no bound."""

    start: int
    end: int
    category: str
    low: int | None
    high: int | None


class Article(NamedTuple):
    """A text, the name of its file, and its counts in the order of the text."""

    name: str
    text: str
    counts: tuple[Count, ...]


Part = str | Callable[["Writing"], None]
Rule = tuple[tuple[Part, ...], ...]  # alternatives


class Quantity(NamedTuple):
    words: Rule
    low: str
    high: str
    of: bool


class Writing:
    """An article while it is written: its pieces, and where in them a count begins and ends."""

    def __init__(self, grammar: "Grammar", chance: random.Random):
        self.grammar, self.chance, self.random = grammar, chance, chance.random
        self.pieces: list[str] = []
        self.counts: list[tuple[int, int, str, int | None, int | None]] = []
        self.affair = grammar.affairs[self.below(len(grammar.affairs))]
        self.country = grammar.countries[self.below(len(grammar.countries))]
        self.year, self.day = 2000 + self.below(24), 2 + self.below(27)
        self.number, self.other = 0, 0
        self.said: set[tuple[Part, ...]] = set()
        self.cast: dict[str, str] = {key: self.country[key] for key in ("country", "demonym", "capital")}
        for name in grammar.people:
            self.cast[name] = self.person(self.country["tongue"])
            self.cast[f"{name}.last"] = self.cast[name].rpartition(" ")[2]
        for name in grammar.places:
            self.cast[name] = self.place()
        for name, rule in grammar.once.items():
            self.cast[name] = self.aside(rule)

    def below(self, limit: int) -> int:
        """A whole number from 0 on, without the work of randrange."""
        return int(self.random() * limit)

    def write(self, rule: Rule) -> None:
        for part in rule[int(self.random() * len(rule))] if len(rule) > 1 else rule[0]:
            if type(part) is str:
                self.pieces.append(part)
            else:
                part(self)

    def write_sentence(self, rule: Rule) -> None:
        """An alternative that the article has not had, where chance soon finds one."""
        for _ in range(3):
            parts = rule[self.below(len(rule))]
            if parts not in self.said:
                break
        self.said.add(parts)
        self.write((parts,))

    def aside(self, rule: Rule) -> str:
        """What the rule gives, kept out of the text."""
        kept, self.pieces = self.pieces, []
        self.write(rule)
        kept, self.pieces = self.pieces, kept
        return "".join(kept)

    def name(self, tongue: dict[str, list[str]], endings: str) -> str:
        """A name of the rank that chance gives: a first syllable, the more others the rarer it is, an ending."""
        first, more, last = tongue["first"], tongue["more"], tongue[endings]
        rank, size, others = int(COMMON * ((1 - self.random()) ** DECAY - 1)), len(first) * len(last), 0
        while rank >= size:
            rank, size, others = rank - size, size * len(more), others + 1
        rank = rank * 1_000_003 % size  # neighbours in rank shall not look alike
        rank, ending = divmod(rank, len(last))
        rank, begun = divmod(rank, len(first))
        name = first[begun]
        for _ in range(others):
            rank, syllable = divmod(rank, len(more))
            name += more[syllable]
        return name + last[ending]

    def person(self, tongue: str = "") -> str:
        sounds = self.grammar.tongues[tongue or self.grammar.tongue_names[self.below(len(self.grammar.tongue_names))]]
        return f"{sounds['given'][self.below(len(sounds['given']))]} {self.name(sounds, 'last')}"

    def place(self) -> str:
        return self.name(self.grammar.tongues[self.country["tongue"]], "town")

    def rare(self) -> str:
        """A word that few other articles have, `saltgate`."""
        short = self.grammar.short
        return short[self.below(len(short))] + short[self.below(len(short))]

    def figure(self, size: str) -> int:
        """A number of that size, small ones likelier, large ones mostly round."""
        low, high = self.grammar.sizes[size]
        number = int(low * (high / low) ** self.random())
        step = 10 ** max(0, len(str(number)) - 2)
        return number - number % step if number > 99 and self.random() < 0.6 else number

    def spelled(self, number: int) -> str:
        if number <= len(NUMERALS) + 1 and self.random() < 0.7:
            return NUMERALS[number - 2]
        return f"{number:,}"

    def quantity(self, category: str, size: str) -> None:
        """A number of people, and its truth."""
        kinds, weights = self.grammar.quantities[size]
        kind = self.chance.choices(kinds, cum_weights=weights)[0]
        self.number = self.figure(size)
        self.other = self.number + max(2, int(self.number * (0.1 + 0.5 * self.random())))
        begun = len(self.pieces)
        self.write(kind.words)
        known = {"": None, "n": self.number, "n+1": self.number + 1, "m": self.other}
        low, high = (known[bound] if bound in known else int(bound) for bound in (kind.low, kind.high))
        self.counts.append((begun, len(self.pieces), category, low, high))
        if kind.of:
            self.pieces.append(" of")


class Grammar:
    """The rules of news.toml, each read once."""

    def __init__(self, source: dict[str, Any]):
        self.source = source
        self.sizes: dict[str, tuple[int, int]] = {name: tuple(size) for name, size in source["sizes"].items()}
        self.tongues: dict[str, dict[str, list[str]]] = source["tongues"]
        self.tongue_names = tuple(self.tongues)
        self.countries: list[dict[str, str]] = source["countries"]
        self.people, self.places = source["cast"]["people"], source["cast"]["places"]
        self.known = {"country", "demonym", "capital", *self.people, *(f"{one}.last" for one in self.people)}
        self.known |= {*self.places, *source["cast"]["once"]}
        self.short: list[str] = source["vocabulary"]["short"]
        source["rules"] |= source["vocabulary"]
        self.rules = {name: self.rule(given) for name, given in source["rules"].items()}
        self.once = {name: self.rules[given] for name, given in source["cast"]["once"].items()}
        self.affairs = [
            {name: self.rule(given) for name, given in affair.items() if name != "name"} for affair in source["affairs"]
        ]
        self.names = [affair["name"] for affair in source["affairs"]]
        self.layouts = [
            {"head": [self.rule([head]) for head in layout["head"]]}
            | {"reference": self.rule([layout["reference"]]) if "reference" in layout else None}
            | {"kinds": [kind for kind, share in layout["body"].items() for _ in range(share)]}
            | {key: layout.get(key, ()) for key in ("sections", "paragraphs", "references")}
            for layout in source["layouts"]
        ]
        self.layout_weights = list(accumulate(layout["weight"] for layout in source["layouts"]))
        self.quantities: dict[str, tuple[list[Quantity], list[int]]] = {}
        for size in self.sizes:
            fitting = [one for one in source["quantities"] if size in one.get("sizes", self.sizes)]
            kinds = [
                Quantity(self.rule([one["words"]]), one.get("low", ""), one.get("high", ""), one.get("of", False))
                for one in fitting
            ]
            self.quantities[size] = kinds, list(accumulate(one["weight"] for one in fitting))

    def rule(self, alternatives: list[str]) -> Rule:
        return tuple(self.parts(text) for text in alternatives)

    def parts(self, text: str) -> tuple[Part, ...]:
        """Plain text and what writes the rest.

        Raises ValueError where a slot names no rule.
        """
        parts: list[Part] = []
        reached = 0
        for match in PIECE.finditer(text):
            parts.append(text[reached : match.start()])
            reached = match.end()
            name, size, choice = match.groups()
            parts.append(self.choice(choice) if choice is not None else self.slot(name, size))
        parts.append(text[reached:])
        return tuple(part for part in parts if part != "")

    def choice(self, text: str) -> Part:
        rule = self.rule(text.split("|"))
        return lambda writing: writing.write(rule)

    def slot(self, name: str, size: str | None) -> Part:
        plain = name[0].lower() + name[1:]
        write = self.quantity_slot(plain, size) if size else self.rule_slot(plain)
        if plain == name:
            return write

        def with_capital(writing: Writing) -> None:
            begun = len(writing.pieces)
            write(writing)
            first = writing.pieces[begun]
            writing.pieces[begun] = first[0].upper() + first[1:]

        return with_capital

    def quantity_slot(self, category: str, size: str) -> Part:
        if size not in self.sizes:
            raise ValueError(f"news.toml: there is no size {size!r}; there are {', '.join(self.sizes)}")
        if category == FIGURES:
            return lambda writing: writing.pieces.append(writing.spelled(writing.figure(size)))
        return lambda writing: writing.quantity(category, size)

    def rule_slot(self, name: str) -> Part:
        made = {
            "n": lambda writing: writing.pieces.append(writing.spelled(writing.number)),
            "m": lambda writing: writing.pieces.append(writing.spelled(writing.other)),
            "person": lambda writing: writing.pieces.append(writing.person()),
            "rare": lambda writing: writing.pieces.append(writing.rare()),
            "place": lambda writing: writing.pieces.append(writing.place()),
            "age": lambda writing: writing.pieces.append(str(18 + writing.below(70))),
            "today": lambda writing: writing.pieces.append(str(writing.day)),
            "earlier": lambda writing: writing.pieces.append(str(1 + writing.below(writing.day))),
            "dayno": lambda writing: writing.pieces.append(str(1 + writing.below(28))),
            "year": lambda writing: writing.pieces.append(str(writing.year - writing.below(3))),
            "number": lambda writing: writing.pieces.append(str(writing.number)),
        }
        if name in made:
            return made[name]
        if name in self.known:
            return lambda writing: writing.pieces.append(writing.cast[name])
        if name not in self.source["rules"] and not any(name in affair for affair in self.source["affairs"]):
            raise ValueError(f"news.toml: there is no rule {name!r}")
        return lambda writing: writing.write(writing.affair.get(name) or self.rules[name])

    def article(self, seed: int, number: int) -> Article:
        """The article of that number."""
        chance = random.Random(f"{seed}:{number}")
        writing = Writing(self, chance)
        layout = chance.choices(self.layouts, cum_weights=self.layout_weights)[0]
        pieces = writing.pieces
        for head in layout["head"]:
            writing.write(head)
            pieces.append("\n\n")
        least, most = layout["paragraphs"]
        paragraphs = least + writing.below(most - least + 1)
        cited = layout["references"] and layout["references"][0] + writing.below(
            layout["references"][1] - layout["references"][0] + 1
        )
        sections = layout["sections"]
        for paragraph in range(paragraphs):
            if sections and paragraph * len(sections) // paragraphs != (paragraph - 1) * len(sections) // paragraphs:
                pieces += (sections[paragraph * len(sections) // paragraphs], "\n\n")
            for sentence in range(1 + writing.below(3)):
                if sentence:
                    pieces.append(" ")
                kind = layout["kinds"][writing.below(len(layout["kinds"]))]
                writing.write_sentence(writing.affair.get(kind) or self.rules[kind])
                if cited and writing.random() < 0.5:
                    pieces.append(f"[{1 + writing.below(cited)}]")
            pieces.append("\n\n")
        if cited:
            pieces.append("References\n\n")
            for writing.number in range(1, cited + 1):
                writing.write(layout["reference"])
                pieces.append("\n")
        starts = [0, *accumulate(map(len, pieces))]
        counts = tuple(Count(starts[begun], starts[ended], *truth) for begun, ended, *truth in writing.counts)
        return Article(f"{number:07d}.txt", "".join(pieces).rstrip() + "\n", counts)


def read_grammar(path: Path = GRAMMAR) -> Grammar:
    """The grammar of a file.

    Raises ValueError where a slot names no rule.
    """
    return Grammar(tomllib.loads(path.read_text(encoding="utf-8")))


def articles(number: int, seed: int = 1) -> Iterator[Article]:
    """That many articles, the same for the same seed."""
    grammar = read_grammar()
    return (grammar.article(seed, one) for one in range(number))


def write_corpus(folder: Path, number: int, seed: int = 1) -> None:
    """The articles as files of a folder, one each."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles(number, seed):
        (folder / article.name).write_text(article.text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="folder for the texts, one an article")
    parser.add_argument("--truth", type=Path, help="file for the counts of all articles, one a line in JSON")
    given = parser.parse_args()
    write_corpus(given.out, given.articles, given.seed)
    if given.truth:
        with given.truth.open("w", encoding="utf-8") as file:
            for article in articles(given.articles, given.seed):
                for count in article.counts:
                    file.write(json.dumps({"file": article.name, **count._asdict()}) + "\n")


if __name__ == "__main__":
    main()
