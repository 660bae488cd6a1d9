"""Number phrases in marked-up sentences.

`[At least 40](40.. at_least: residents)` marks a phrase with its bounds, modifier and noun phrase, `[34](!an age)` one that
counts no people with the reason. Every phrase of the sentence is marked: one that is found and not marked fails too.
"""

import re
import tomllib
from importlib.resources import files

import pytest
import spacy

from purgelib.find.numbers import find_numbers, read_words

MARK = re.compile(r"\[([^\]]+)\]\(([^)]*)\)")

# What was written before the rules, kept apart: how they do here estimates how they do on texts not seen.
WRITTEN_FIRST = [
    # floods, fires, accidents
    "[At least 40](40.. at_least: residents) residents were led away from the dam.",
    "[More than 1,200](1201.. more_than: people) people spent the night in school halls.",
    "Rescuers pulled [23](23..23 exact: bodies) bodies from the river on Sunday.",
    "[Hundreds of thousands](200000.. vague: villagers) of villagers lost their homes in the flood.",
    "[Two](2..2 exact: firefighters) firefighters and [a dozen](12..12 about: campers) campers were hurt.",
    "[Up to 80](..80 up_to: miners) miners may still be underground, [30](!a distance) metres below the surface.",
    "[Between 30 and 40](30..40 range: tourists) tourists were on the boat when it sank.",
    "The ferry had [350](350..350 exact: passengers) passengers and cost $[2.5 million](!a sum of money) to build.",
    "[Some 300](300..300 about: families) families left the valley.",
    "The fire spread [over 15](!a distance) kilometres in [three](!a duration) hours.",
    "[Three](3..3 exact: people) people were killed and [at least 15](15.. at_least) injured.",
    "The death toll rose from [12](12..12 exact) to [20](20..20 exact) overnight.",
    "[Nearly 5,000](!a count of things) homes were swept away.",
    # arrests at protests
    "Police detained [over 700](701.. more_than: protesters) protesters across the country.",
    "[Dozens](24.. vague: students) of students were dragged into vans.",
    "[Scores](40.. vague: demonstrators) of demonstrators were beaten with batons.",
    "[Several dozen](36.. vague: lawyers) lawyers stood outside the court.",
    "[A few thousand](3000.. vague: workers) workers went on strike.",
    "[Tens of thousands](20000.. vague: people) of people filled the square.",
    "[Fewer than 50](..49 fewer_than: marchers) marchers turned up.",
    "[No more than 200](..200 up_to: supporters) supporters came.",
    "[Not less than 60](60.. at_least: activists) activists are in custody, a lawyer said.",
    "[Two or three](2..3 range: officers) officers fired into the crowd.",
    "[One](1..1 exact: student) student was shot dead.",
    "Police made [22](22..22 exact) arrests.",
    "[27](27..27 exact: detainees) of the [100](100..100 exact: detainees) detainees were minors.",
    "A petition with [45,000](45000..45000 exact) signatures was handed in.",
    "The motion passed by [380](!a vote count) votes to [102](!a vote count).",
    "[No one](!an indefinite pronoun) was charged.",
    "[One](!a partitive that only identifies somebody) of the organisers, Maria Lund, said they would go on.",
    # displacement and asylum
    "[2.5 million](2500000..2500000 exact: refugees) refugees crossed the border.",
    "[About 15k](15000..15000 about: migrants) migrants are waiting in the camp.",
    "[One hundred and thirty](130..130 exact: Yazidi women) Yazidi women were freed.",
    "A further [40](40..40 exact: asylum seekers) asylum seekers were sent back.",
    "Another [12](12..12 exact: nationals) nationals were put on a plane.",
    "[An estimated 10,000](10000..10000 about: Rohingya) Rohingya fled.",
    "[100-odd](100..100 about: deportees) deportees arrived in Lagos.",
    "Germany took in [roughly a million](1000000..1000000 about: people) people.",
    "[An unknown number](.. vague: villagers) of villagers hid in the forest.",
    "[Several](3.. vague: nuns) nuns were abducted.",
    "[As many as 60](..60 up_to: children) children are missing.",
    "[Half a dozen](6..6 about: aid workers) aid workers were held for [six](!a duration) weeks.",
    "[30-40](30..40 range: inmates) inmates shared a cell of [12](!a distance) square metres.",
    "He is serving [15](!a duration) years under Article [5](!a section number).",
    # what is no number of people
    "The [34](!an age)-year-old was arrested at [7](!a clock time) pm.",
    "Anna Berg, [52](!an age), fled with her sister.",
    "Turnout fell by [12](!a percentage) percent.",
    "Call [020 7946 0958](!a phone number) for help.",
    "He was beaten [five](!a number of times) times.",
    "Officials in [12](!a count of things) countries signed the treaty.",
    "Flight [17](!part of a name or code) was shot down.",
    "The Boeing [737](!part of a name or code) carried [180](180..180 exact: passengers) passengers.",
    "Police searched [14](!a count of things) houses and seized [three](!a count of things) trucks.",
    "[One](!an indefinite pronoun) day she came home.",
]


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.fixture(scope="module")
def lexicon():
    return tomllib.loads((files("purgelib") / "lexicons" / "numbers.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def words(lexicon):
    return read_words(lexicon)


def unmark(example):
    """The plain sentence, and what stands in its marks."""
    text, marks, last = "", [], 0
    for match in MARK.finditer(example):
        text += example[last : match.start()]
        marks.append((len(text), match[1], match[2]))
        text += match[1]
        last = match.end()
    return text + example[last:], marks


def shown(text, span, number):
    """A found phrase as it would be marked."""
    if number.reason:
        return span.start_char, span.text, f"!{number.reason}"
    bounds = [str(bound) if bound is not None else "" for bound in (number.low, number.high)]
    label = f"{'..'.join(bounds)} {number.modifier}"
    if number.head_start >= 0:
        label += f": {text[number.head_start : number.head_end]}"
    return span.start_char, span.text, label


@pytest.mark.parametrize("example", WRITTEN_FIRST)
def test_finds_every_number_phrase(nlp, words, example):
    text, marks = unmark(example)
    assert [shown(text, span, number) for span, number in find_numbers(nlp(text), words)] == marks
