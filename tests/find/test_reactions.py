import csv
import re
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purgelib import pipeline
from purgelib.find import reactions
from purgelib.lexicons import read_lexicons

HERE = Path(__file__).parent
PUBLISHED = "2021-09-10"


class Row(NamedTuple):
    """One actor's reaction in an example."""

    start: int
    end: int
    actor: str
    type: str
    date: str


class Example(NamedTuple):
    text: str
    rows: tuple[Row, ...]


def read_example(line: str) -> Example:
    """A marked-up text, `=>`, and for each opening bracket who reacts how (`@` when)."""
    marked, _, wanted = line.rpartition("=>")
    text, spans, open_spans = "", [], []
    for letter in marked.strip():
        if letter == "[":
            open_spans.append(len(spans))
            spans.append([len(text), -1])
        elif letter == "]":
            spans[open_spans.pop()][1] = len(text)
        else:
            text += letter
    groups = [] if wanted.strip() == "none" else wanted.split(";")
    assert len(groups) == len(spans), line
    rows = []
    for (start, end), group in zip(spans, groups, strict=True):
        who, _, date = group.strip().partition("@")
        actors, _, kind = who.rpartition(" ")
        rows += [Row(start, end, actor.strip(), kind, date) for actor in actors.split(",")]
    return Example(text, tuple(rows))


def read_examples(name: str) -> list[Example]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [read_example(line) for line in lines if line and not line.startswith("#")]


def read_rows(nlp, text: str) -> list[Row]:
    doc = pipeline.read(nlp, text, published=PUBLISHED)
    return [Row(span.start_char, span.end_char, found.actor, found.type, found.date) for span, found in doc._.reactions]


def score(nlp, examples: list[Example], *, with_date: bool) -> float:
    """F1 of rows whose spans overlap and whose actor and type (and date) agree."""
    hits = total = 0
    for example in examples:
        found, left = read_rows(nlp, example.text), list(example.rows)
        total += len(found) + len(left)
        for row in found:
            same = (
                other
                for other in left
                if (other.actor, other.type) == (row.actor, row.type)
                and other.start < row.end
                and row.start < other.end
                and (not with_date or other.date == row.date)
            )
            if (match := next(same, None)) is not None:
                left.remove(match)
                hits += 2
    return hits / total


@pytest.mark.parametrize(
    ("name", "floor", "dated"),
    [
        ("reactions_first.txt", 0.88, 0.87),
        ("reactions_second.txt", 0.88, 0.88),
        ("reactions_third.txt", 0.8, 0.79),
    ],
)
def test_finds_reactions_to_other_affairs(nlp, name, floor, dated):
    examples = read_examples(name)
    assert len(examples) > 85
    assert score(nlp, examples, with_date=False) >= floor
    assert score(nlp, examples, with_date=True) >= dated


@pytest.mark.parametrize(
    "line",
    [
        "[Ghana condemned the coup.] => Ghana condemn",
        "[The coup was condemned by Ghana and Togo.] => Ghana, Togo condemn",
        "[Ghana refused to condemn the coup.] => Ghana decline",
        "[Ghana did not condemn the coup.] => Ghana decline",
        "Ghana did not deny the report. => none",
        "[Neither Ghana nor Togo condemned the coup.] => Ghana, Togo decline",
        "[Condemnation came from Ghana.] => Ghana condemn",
        "[Ghana’s silence was noted.] => Ghana decline",
        "[A spokesperson for the Kremlin denied any knowledge of the raid.] => Kremlin deny",
        "[UK Foreign Secretary Boris Johnson condemned the raid.] => Boris Johnson condemn",
        "[A spokesman for Ghana’s army, Kofi Boateng, denied the reports.] => Kofi Boateng deny",
        "[Ghana urged Togo to condemn the raid and to investigate.] => Ghana demand",  # no act of Togo's
        "If Ghana condemned the raid, nobody noticed. => none",
        "The reports were denounced in vain. => none",
    ],
)
def test_finds_who_acts(nlp, line):
    example = read_example(line)
    wanted = [(row.actor, row.type) for row in example.rows]
    found = [(row.actor, row.type) for row in read_rows(nlp, example.text)]
    assert found == wanted


def test_evidence_is_the_clause_of_each_reaction(nlp):
    text = "Ghana denied the reports but Togo opened an investigation."
    doc = pipeline.read(nlp, text, published=PUBLISHED)
    assert [(span.text, found.actor, found.type) for span, found in doc._.reactions] == [
        ("Ghana denied the reports", "Ghana", "deny"),
        ("Togo opened an investigation.", "Togo", "investigate"),
    ]


def test_quotation_that_goes_on_belongs_to_its_speaker(nlp):
    text = "“The raid was appalling,” said Maria Lindqvist, the Swedish minister. “Those responsible must be punished.”"
    doc = pipeline.read(nlp, text, published=PUBLISHED)
    assert [(found.actor, found.type, found.quote) for _, found in doc._.reactions] == [
        ("Maria Lindqvist", "condemn", True),
        ("Maria Lindqvist", "demand", True),
    ]


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("On 3 September, Ghana condemned the raid.", "2021-09-03", "stated"),
        ("Ghana condemned the raid on Tuesday.", "2021-09-07", "relative"),
        ("Ghana condemned the raid.", "", ""),
        ("Ghana condemned the raid that took place on 3 September.", "", ""),
    ],
)
def test_date_is_that_of_the_act(nlp, text, date, basis):
    ((_, found),) = pipeline.read(nlp, text, published=PUBLISHED)._.reactions
    assert (found.date, found.date_basis) == (date, basis)


def test_date_of_the_sentence_before_governs(nlp):
    text = "On 3 September, Ghana condemned the raid. Ghana also urged restraint."
    doc = pipeline.read(nlp, text, published=PUBLISHED)
    assert [(found.type, found.date, found.date_basis) for _, found in doc._.reactions] == [
        ("condemn", "2021-09-03", "stated"),
        ("demand", "2021-09-03", "governing sentence"),
    ]


def test_target_is_whom_the_sentence_names(nlp):
    ((_, found),) = pipeline.read(nlp, "Ghana imposed sanctions on Togo.")._.reactions
    assert (found.actor, found.target) == ("Ghana", "Togo")


def test_every_type_is_in_the_crosswalk():
    file = resources.files("purgelib") / "lexicons" / "crosswalk.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert [row["type"] for row in rows] == list(read_lexicons()["reactions"]["types"])
    assert all(row["plover"] and row["cameo"] and row["source"] for row in rows)


@pytest.mark.parametrize(
    ("lexicon", "message"),
    [
        ({"typos": []}, "typos is not known"),
        ({"types": {"deny": {"verb": []}}}, "types.deny.verb is not known"),
        ({"types": {"deny": {"verbs": [" "]}}}, "types.deny.verbs holds an empty phrase"),
    ],
)
def test_refuses_an_unknown_word_list(lexicon, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        reactions.read_words(lexicon)


def test_corpus_may_add_a_type(nlp):
    lexicon = read_lexicons({"reactions.toml": '[types.applaud]\nverbs = ["applaud"]\n'})
    own = pipeline.make_nlp(lexicon)
    assert [found.type for _, found in pipeline.read(own, "Ghana applauded the raid.")._.reactions] == ["applaud"]


RUBBISH = " .,;:()“”\"'‘’\n\x00İabGhana condemned said that by and who to not 2021 [5]"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(RUBBISH), max_size=120))
def test_any_text_is_read(nlp, text):
    for span, _ in pipeline.read(nlp, text, published=PUBLISHED)._.reactions:
        assert span.text


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Ghana condemned Togo.", "Togo"),
        ("Ghana urged Togo to release the editor.", "Togo"),
        ("In Accra, Ghana called on the European Union to act.", "European Union"),
        ("Canada imposed sanctions on Belarus.", "Belarus"),
        ("Togo was condemned by Ghana.", "Togo"),
        ("Ghana accused Togo of shooting at fishermen.", "Togo"),
        ("Greenpeace filed a complaint against Norway.", "Norway"),
        ("Ghana condemned the raid.", ""),
        ("Ghana denied the reports about Togo.", ""),  # a denial is addressed to nobody
    ],
)
def test_tells_whom_a_reaction_is_addressed_to(nlp, text, target):
    doc = pipeline.read(nlp, text, published=PUBLISHED)
    assert [found.target for _, found in doc._.reactions] == [target]
