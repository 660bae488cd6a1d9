"""Dates in marked-up sentences, read against an article of Thursday, 19 August 2021 if nothing else is said.

`[1 April](2021-04-01)` marks a phrase with its EDTF string; a relation other than "at" and the word "relative" may stand
with it: `since [last month](since 2021-07 relative)`. Every date of the sentence is marked.
"""

import re
import tomllib
from importlib.resources import files

import pytest
import spacy
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from purgelib.find.dates import find_dates, read_words

MARK = re.compile(r"\[([^\]]+)\]\(([^)]*)\)")
if not Doc.has_extension("published"):
    Doc.set_extension("published", default="")

# Written before the rules and kept apart.
WRITTEN_FIRST = [
    "The dam broke on [1 April](2021-04-01).",
    "The dam broke on [April 1st](2021-04-01), officials said.",
    "The court sat on [3 May 2018](2018-05-03) in Lagos.",
    "The court sat on [May 3, 2018](2018-05-03), a judge said.",
    "He was born on [2018-05-03](2018-05-03).",
    "Die Akte ist vom [13.04.2017](2017-04-13).",
    "They were moved in [June](2021-06).",
    "In [December](2020-12) the camp was closed.",
    "The strike began in [late May](2021-05).",
    "By [mid-June](by 2021-06) most had left.",
    "In [early 2018](2018) the police came.",
    "The [summer of 2018](2018-06/2018-08) was dry.",
    "[Spring 2017](2017-03/2017-05) brought floods.",
    "The law of [2013](2013) was never used.",
    "The prison was built in [1974](1974).",
    "The protests of [2019/20](2019/2020) changed that.",
    "[Yesterday](2021-08-18 relative) hundreds marched.",
    "She spoke to reporters [today](2021-08-19 relative).",
    "The boat sank [last week](2021-08-09/2021-08-15 relative).",
    "The boat sank [earlier this week](2021-08-16/2021-08-19 relative).",
    "The boat sank [last month](2021-07 relative).",
    "[Earlier this month](2021-08 relative) he was freed.",
    "[This spring](2021-03/2021-05 relative) he was freed.",
    "[Last summer](2020-06/2020-08 relative) he was freed.",
    "Police said on [Thursday](2021-08-19 relative) that they had no leads.",
    "Police said on [Friday](2021-08-13 relative) that they had no leads.",
    "The trial was held [last Thursday](2021-08-12 relative).",
    "The trial opens [next Monday](2021-08-23 relative).",
    "In the [last two weeks](2021-08-05/2021-08-19 relative) 40 were held.",
    "He was shot [two days ago](2021-08-17 relative).",
    "He was shot on [2 March](2021-03-02) and died the [following day](2021-03-03 relative).",
    "He was shot on [2 March](2021-03-02). [That day](2021-03-02 relative) the school was shut.",
    "Camps will close by the [end of the year](by 2021-12 relative).",
    "Fires burned over the [weekend](2021-08-14/2021-08-15 relative).",
    "Since [February 2017](since 2017-02) 40 have died.",
    "As of [19 May](as_of 2021-05-19), nine had arrived.",
    "Between [December 2016 and March 2017](between 2016-12/2017-03) nine had arrived.",
    "From [December 2016 through March](between 2016-12/2017-03) nine had arrived.",
    "From [3 to 7 May](between 2021-05-03/2021-05-07) the shops were shut.",
    "The curfew holds until [5 September](until 2021-09-05).",
    "They may be released soon.",
    "Prime Minister Theresa May met the families.",
    "April Jones led the march through the city.",
    "The Sun reported that Mon State was flooded.",
    "The judge will rule on [30 August](2021-08-30).",
    "More than 2000 people fled.",
    "Police arrested 1950 men in the raids.",
]


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.fixture(scope="module")
def words():
    return read_words(tomllib.loads((files("purgelib") / "lexicons" / "dates.toml").read_text("utf-8")))


def unmark(example):
    """The plain sentence, and what stands in its marks."""
    text, marks, last = "", [], 0
    for match in MARK.finditer(example):
        text += example[last : match.start()]
        marks.append((len(text), match[1], match[2]))
        text += match[1]
        last = match.end()
    return text + example[last:], marks


def shown(span, found):
    """A found date as it would be marked."""
    label = [found.relation] if found.relation != "at" else []
    label += [found.edtf] + (["relative"] if found.basis == "relative" else [])
    return span.start_char, span.text, " ".join(label)


def find_in(nlp, words, text, published="2021-08-19"):
    doc = nlp(text)
    doc._.published = published
    return [shown(span, found) for span, found in find_dates(doc, words)]


@pytest.mark.parametrize("example", WRITTEN_FIRST)
def test_finds_every_date(nlp, words, example):
    text, marks = unmark(example)
    assert find_in(nlp, words, text) == marks
