"""What tests share: the pipeline, made once, and marked-up sentences."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from purgelib import pipeline, schemas
from purgelib.days import read_days

MARK = re.compile(r"\[([^\[\]]*)\]")


class Marked(NamedTuple):
    """A sentence and the passages that it marks, by what they say and where they stand."""

    text: str
    spans: tuple[tuple[int, int], ...]


def read_marked(example: str) -> Marked:
    """`"[At least 40 residents] were led away."` without its brackets, and the stretches that they marked."""
    text, spans, reached = "", [], 0
    for match in MARK.finditer(example):
        text += example[reached : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        reached = match.end()
    return Marked(text + example[reached:], tuple(spans))


@pytest.fixture(scope="session")
def nlp():
    return pipeline.make_nlp()


@pytest.fixture(scope="session")
def marked():
    return read_marked


# A flood that never was: three documents and every kind of bound. (document, sentence, category, low, high, modifier,
# source, when, hedge)
FLOOD_DOCUMENTS = [
    ("flood.txt", 1, "River takes the lower town", "The Harbour Post", "Ann Weir", "2021-06-03"),
    ("flood.txt", 2, "", "The Harbour Post", "", "2021-06-05"),
    ("relief.txt", 1, "What the water left", "Relief Monthly", "Bo Lund", "2021-07"),
]
HOLT = "Ina Holt"
FLOOD_COUNTS = [
    (0, "The mayor said [at least 12] people had drowned.", "killed", 12, None, "at_least", HOLT, "2021-06-02", 0),
    (0, "[More than 300] residents were led out by boat.", "evacuated", 301, None, "more_than", "", "", 0),
    (0, "Reportedly, [up to 40] campers are missing or dead.", "killed", None, 40, "up_to", "unnamed", "", 1),
    (1, "She now speaks of [15] dead.", "killed", 15, 15, "exact", HOLT, "2021-06-05", 0),
    (1, "[About 320] people slept in the gym.", "evacuated", 320, 320, "about", "Red Oar", "2021-06-03/2021-06-05", 0),
    (2, "[Between 300 and 350] were housed.", "evacuated", 300, 350, "range", "Red Oar; Ina Holt", "2021-06", 0),
    (2, "[Dozens] died in the valley.", "killed", 24, None, "vague", "", "", 0),
    (2, "[An unknown number of] people left for good.", "evacuated", None, None, "vague", "", "", 0),
    (2, "The mayor had said that [at least 12] drowned.", "killed", 12, None, "at_least", HOLT, "2021-06-02", 0),
    (2, "Once more: [at least 12] drowned.", "killed", 12, None, "at_least", HOLT, "2021-06-02", 0),
]


def flood_tables(documents=FLOOD_DOCUMENTS, counts=FLOOD_COUNTS):
    """The tables of the flood; sentences follow one another in their files."""
    names = [f"{file.removesuffix('.txt')}:{part}" for file, part, *_ in documents]
    rows = {name: [] for name in schemas.TABLES}
    empty = {
        name: {key: 0 if schemas.is_number(one) else "" for key, one in schemas.columns(name).items()}
        for name in ("documents", "sentences", "counts")
    }
    for name, (file, part, title, outlet, author, published) in zip(names, documents, strict=True):
        days = read_days(published)
        rows["documents"].append(
            empty["documents"]
            | {"document": name, "file": file, "part": part, "start": 0, "end": 1000, "title": title, "outlet": outlet}
            | {"author": author, "published": published, "sentences": 4, "words": 40}
            | {"first_day": f"{days.first or ''}", "last_day": f"{days.last or ''}"}
            | {"missing": "; ".join(key for key, value in (("title", title), ("author", author)) if not value)}
        )
    reached = 0
    for number, (place, example, category, low, high, modifier, source, when, hedge) in enumerate(counts, 1):
        text, ((start, end),) = read_marked(example)
        span = {"document": names[place], "file": documents[place][0], "sentence": f"{names[place]}:s{number}"}
        rows["sentences"].append(
            empty["sentences"]
            | span
            | {"start": reached, "end": reached + len(text), "text": text}
            | {"paragraph": 1, "kind": "paragraph", "quoted": "no"}
        )
        rows["counts"].append(
            empty["counts"]
            | span
            | {"start": reached + start, "end": reached + end, "text": text[start:end], "category": category}
            | {"low": low, "high": high, "modifier": modifier, "source": source, "when": when, "hedge": hedge}
            | {"count": f"{names[place]}:s{number}:{category}:1", "unit": "persons"}
            | {"convention": "codebook" if modifier == "vague" else ""}
        )
        reached += len(text) + 1
    return {name: schemas.table(name, found) for name, found in rows.items()}


@pytest.fixture
def flood():
    return flood_tables()


@pytest.fixture(scope="session")
def tables_of():
    """Tables of other documents and counts in the form of the flood's."""
    return flood_tables


# What a text from elsewhere may hold: each of these has to arrive as text.
HOSTILE_DOCUMENTS = [
    ("flood.txt", 1, "</script><script>window.hacked = 1</script>", "<b onload=hack()>Post</b>", "A", "2021-06-03"),
    ("flood.txt", 2, "[x](javascript:hack()) ![x](https://example.org/x.png)", "datum['x'] + signal", "", "2021-06-05"),
    ("relief.txt", 1, "\u202edlrow olleh\u202c", '=HYPERLINK("https://example.org")', "Bell\x07", "2021-07"),
]
HOSTILE_COUNTS = [
    *FLOOD_COUNTS,
    (0, "</script><img src=x onerror=hack()> [12] were held.", "detained", 12, 12, "exact", "{{sections}}", "", 0),
    (1, "{'signal': 'width'} `[Over 40]` \x01\x1b(31m\u2028 held.", "detained", 41, None, "more_than", "@Ann", "", 1),
    (2, "<!-- \u202e [13] were held -->", "detained", 13, 13, "exact", "__proto__", "", 0),
]


class Run(NamedTuple):
    """A run of the report: the folder that it filled and the notebooks that it ran."""

    out: Path
    notebooks: Path


@pytest.fixture(scope="session")
def hostile_run(tmp_path_factory):
    """A folder with the report of two notebooks on hostile texts, and the folder of the two; made once."""
    from purgelib import files, report

    out = tmp_path_factory.mktemp("hostile")
    notebooks = tmp_path_factory.mktemp("notebooks")
    for name in ("01_corpus", "04_reported_numbers"):
        shutil.copy(files.shipped("notebooks") / f"{name}.ipynb", notebooks)
    files.write_tables(flood_tables(HOSTILE_DOCUMENTS, HOSTILE_COUNTS), out / "tables")
    report.run(
        notebooks,
        tables=out / "tables",
        figures=out / "figures",
        report=out / "report.html",
        executed=out / "notebooks",
    )
    return Run(out, notebooks)


# Three documents on a ferry accident: who is named in which sentence. Kim and the Coast Guard share three of six.
NAMED = {
    "a:s1": ("a", 1, ["Kim", "Coast Guard"]),
    "a:s2": ("a", 1, ["Kim"]),
    "a:s3": ("a", 2, ["Kim", "Coast Guard", "Union"]),
    "b:s1": ("b", 1, ["Union"]),
    "b:s2": ("b", 1, ["Kim", "Coast Guard"]),
    "c:s1": ("c", 1, []),
}


@pytest.fixture
def sentences():
    rows = [(sentence, document, paragraph, "paragraph") for sentence, (document, paragraph, _) in NAMED.items()]
    return pd.DataFrame(rows, columns=["sentence", "document", "paragraph", "kind"])


@pytest.fixture
def mentions():
    rows = [(sentence, document, actor) for sentence, (document, _, actors) in NAMED.items() for actor in actors]
    return pd.DataFrame(rows, columns=["sentence", "document", "actor"])
