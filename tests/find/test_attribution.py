"""Who is credited for what: passages with the credited words in [...], names in {as written|in full|type}."""

import re
import time
import tomllib
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from purgelib.find.attribution import find_attributions, inflected, read_words

HERE = Path(__file__).parent
MARK = re.compile(r"\{([^|{}]+)\|([^|{}]*)\|([^|{}]+)\}|(\[)|(\])|(¶)")
QUOTED = re.compile(r"“([^”\n]*)(”|$|\n)|\"([^\"\n]*)(\"|$|\n)", re.M)


class Name(NamedTuple):
    actor: str
    type: str


class Quotation(NamedTuple):
    kind: str
    closed: bool
    continued: bool


class Block(NamedTuple):
    kind: str


class Reference(NamedTuple):
    outlet: str


class Passage(NamedTuple):
    """A passage without its marks: names and the words asked for as (start, end)."""

    text: str
    names: list[tuple[int, int, Name]]
    asked: tuple[int, int]


def read_passage(marked: str) -> Passage:
    text, names, asked, last = "", [], [0, 0], 0
    for m in MARK.finditer(marked):
        text += marked[last : m.start()]
        last = m.end()
        if m[1]:
            names.append((len(text), len(text) + len(m[1]), Name(m[2] or m[1], m[3])))
            text += m[1]
        elif m[4] or m[5]:
            asked[bool(m[5])] = len(text)
        else:
            text += "\n\n"
    return Passage(text + marked[last:], names, (asked[0], asked[1]))


def read_cases(file: str) -> list[tuple[str, str]]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def nlp():
    for extension, default in {
        "blocks": [],
        "names": [],
        "quotations": [],
        "references": [],
        "outlet": "",
        "author": "",
    }.items():
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=default)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?"]})
    return nlp


@pytest.fixture(scope="module")
def words():
    shipped = resources.files("purgelib") / "lexicons" / "attribution.toml"
    return read_words(tomllib.loads(shipped.read_text(encoding="utf-8")))


def annotated(nlp, passage: Passage, *, kind="paragraph", outlet=""):
    doc = nlp.make_doc(passage.text)
    starts = {m.end() for m in re.finditer(r"[.!?][”\"]?\s+(?=[“\"A-ZÀ-Ý])|\n\s*", passage.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    span = lambda start, end: doc.char_span(start, end, alignment_mode="expand")  # noqa: E731
    doc._.names = [(span(start, end), name) for start, end, name in passage.names]
    quotes = ((m.start(group), m.end(group)) for m in QUOTED.finditer(passage.text) for group in (1, 3) if m[group])
    doc._.quotations = [(span(start, end), Quotation("double", True, False)) for start, end in quotes]
    doc._.blocks = [(span(m.start(), m.end()), Block(kind)) for m in re.finditer(r"[^\n]+", passage.text)]
    doc._.references = []
    doc._.outlet = outlet
    return doc


def credited(nlp, words, marked: str, **kwargs) -> str:
    """Who is credited for the words in [...], names joined by `; `."""
    passage = read_passage(marked)
    doc = annotated(nlp, passage, **kwargs)
    return source(find_attributions(doc, words), *passage.asked)


def source(found, start: int, end: int) -> str:
    covering = [(span, row) for span, row in found if span.start_char <= start and end <= span.end_char]
    if not covering:
        return ""
    return "; ".join(min(covering, key=lambda pair: len(pair[0].text))[1].speakers)


@pytest.mark.parametrize(("marked", "speakers"), read_cases("attribution_first.txt"))
def test_credits_passages_written_before_the_rules(nlp, words, marked, speakers):
    assert credited(nlp, words, marked) == speakers


@pytest.mark.parametrize(("marked", "speakers"), read_cases("attribution_later.txt"))
def test_credits_passages_written_after_the_rules(nlp, words, marked, speakers):
    assert credited(nlp, words, marked) == speakers


@pytest.mark.parametrize(("marked", "speakers"), read_cases("attribution_second.txt"))
def test_credits_passages_of_the_second_round(nlp, words, marked, speakers):
    assert credited(nlp, words, marked) == speakers


@pytest.mark.parametrize(("marked", "speakers"), read_cases("attribution_unseen.txt"))
def test_credits_passages_kept_from_the_rules(nlp, words, marked, speakers):
    assert credited(nlp, words, marked) == speakers


def rows(nlp, words, marked: str, **kwargs) -> list[tuple]:
    """Content, speakers, words of the cue, kind and via of each attribution."""
    passage = read_passage(marked)
    found = find_attributions(annotated(nlp, passage, **kwargs), words)
    return [
        (span.text, row.speakers, passage.text[row.cue_start : row.cue_end], row.kind, row.via) for span, row in found
    ]


def test_keeps_the_cue_and_parts_direct_from_indirect(nlp, words):
    marked = "{Mary Quill||person} said that the dam broke. “It took the village,” she added."
    assert rows(nlp, words, marked) == [
        ("that the dam broke.", ("Mary Quill",), "said", "indirect", ()),
        ("It took the village,", ("Mary Quill",), "added", "direct", ()),
    ]


def test_a_quotation_runs_over_paragraphs(nlp, words):
    marked = "{Mary Quill||person} said: “The dam broke.¶“The village is gone.¶“Nobody warned us.”"
    assert [(row[0], row[1], row[3]) for row in rows(nlp, words, marked)] == [
        ("The dam broke.", ("Mary Quill",), "direct"),
        ("The village is gone.", ("Mary Quill",), "direct"),
        ("Nobody warned us.", ("Mary Quill",), "direct"),
    ]


def test_an_odd_quotation_mark_loses_nothing_after_it(nlp, words):
    marked = "{Mary Quill||person} said: “The dam broke.¶{Tom Baker||person} said [40 people] were missing."
    assert credited(nlp, words, marked) == "Tom Baker"


def test_a_chain_names_the_first_to_say_it_and_keeps_who_passes_it_on(nlp, words):
    marked = "The {Daily Herald||media}, citing {Human Rights Watch||ngo}, reported that 70 students were held."
    assert ("that 70 students were held.", ("Human Rights Watch",), "reported", "cited", ("Daily Herald",)) in rows(
        nlp, words, marked
    )


def test_a_chain_to_somebody_without_a_name_keeps_the_speaker(nlp, words):
    marked = "The {Daily Herald||media}, citing two guards, reported that 70 students were held."
    assert ("that 70 students were held.", ("Daily Herald",), "reported", "indirect", ("two guards",)) in rows(
        nlp, words, marked
    )


def test_a_speaker_without_a_name_inside_a_quotation_goes_to_via(nlp, words):
    marked = "{Mary Quill||person} said: “Aid groups say that 20 fishermen are missing.”"
    assert ("that 20 fishermen are missing.", ("Mary Quill",), "say", "indirect", ("Aid groups",)) in rows(
        nlp, words, marked
    )


def test_a_statement_speaks_as_its_body_where_it_says_we(nlp, words):
    assert credited(nlp, words, "We believe that [40 nurses] are held.", outlet="Nurses United") == "Nurses United"
    assert credited(nlp, words, "The regime holds [40 nurses].", outlet="Nurses United") == ""
    assert credited(nlp, words, "We believe that [40 nurses] are held.") == ""


def test_a_cited_title_is_credited_to_its_outlet(nlp, words):
    text = 'Doe, Jane. "Forty nurses held". The Daily Herald. Retrieved 3 May 2020.'
    doc = annotated(nlp, read_passage(text), kind="reference")
    doc._.references = [(doc[:], Reference("The Daily Herald"))]
    assert source(find_attributions(doc, words), text.index("Forty"), text.index(" nurses")) == "The Daily Herald"


def test_every_offset_lies_in_the_text(nlp, words):
    for marked, _ in read_cases("attribution_first.txt"):
        passage = read_passage(marked)
        for _, row in find_attributions(annotated(nlp, passage), words):
            assert -1 <= row.speaker_start <= row.speaker_end <= len(passage.text)
            assert -1 <= row.cue_start <= row.cue_end <= len(passage.text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "“",
        "“”",
        "\x00 said \x01",
        ",,, said ,,,",
        "according to",
        "according to .",
        "by said by",
        "citing",
        "said" * 9,
        "“” said “",
        "He said: “" * 30,
        "said " * 200,
    ],
)
def test_rubbish_raises_nothing(nlp, words, text):
    find_attributions(annotated(nlp, Passage(text, [], (0, 0))), words)


@pytest.mark.parametrize("piece", ["“he said” ", ", said X ", "the ministry said, and ", "X, who said "])
def test_a_long_sentence_takes_time_by_its_length(nlp, words, piece):
    def seconds(size):
        doc = annotated(nlp, Passage(piece * size, [], (0, 0)))
        start = time.process_time()
        find_attributions(doc, words)
        return time.process_time() - start

    size = 4_000 // len(piece)
    assert seconds(8 * size) < 8 * 5 * max(seconds(size), 0.005)


@given(
    st.lists(
        st.sampled_from(
            [
                "said",
                "He",
                "“",
                "”",
                ",",
                ".",
                "by",
                "was",
                "reported",
                "citing",
                "according to",
                "(",
                ")",
                "who",
                "and",
                "the report",
                "\n",
                "¤",
                "40",
                ":",
                "told",
                "that",
                "’s",
                "—",
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_cues_raises_nothing(nlp, words, pieces):
    text = " ".join(pieces)
    names = [(m.start(), m.end(), Name("Ada Lovelace", "person")) for m in re.finditer("He", text)]
    find_attributions(annotated(nlp, Passage(text, names, (0, 0))), words)


def test_a_verb_added_beside_a_corpus_is_a_cue(nlp):
    shipped = tomllib.loads((resources.files("purgelib") / "lexicons" / "attribution.toml").read_text(encoding="utf-8"))
    marked = "{Red Cross||ngo} sources murmured, and {Mary Quill||person} blurted out that [40 people] were missing."
    assert credited(nlp, read_words(shipped), marked) == ""
    shipped["verbs"]["claim"].append("blurt out")
    assert credited(nlp, read_words(shipped), marked) == "Mary Quill"


def test_a_form_under_two_strengths_is_refused():
    shipped = tomllib.loads((resources.files("purgelib") / "lexicons" / "attribution.toml").read_text(encoding="utf-8"))
    shipped["verbs"]["deny"].append("claim")
    with pytest.raises(ValueError, match="'claim' stands under claim and under deny"):
        read_words(shipped)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("deny", ("deny", "denies", "denying", "denied")),
        ("agree", ("agree", "agrees", "agreeing", "agreed")),
        ("point out", ("point out", "points out", "pointing out", "pointed out")),
        ("say/says/saying/said", ("say", "says", "saying", "said")),
    ],
)
def test_verbs_bend(verb, forms):
    assert inflected(verb) == forms
