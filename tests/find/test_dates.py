# ruff: noqa: E501 (a sentence stands on one line)
"""Dates in marked-up sentences, read against an article of Thursday, 19 August 2021 if nothing else is said.

`[1 April](2021-04-01)` marks a phrase with its EDTF string; a relation other than "at" and the word "relative" may stand
with it: `since [last month](since 2021-07 relative)`. Every date of the sentence is marked.
"""

import re
import time
import tomllib
from importlib.resources import files
from typing import NamedTuple

import pytest
import spacy
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from purgelib.find.dates import find_dates, read_words


class Block(NamedTuple):
    section: str


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

# Written with the rules at hand.
WRITTEN_AFTER = [
    "The camp was shut on [Friday, 13 August](2021-08-13).",
    "The camp was shut on [Sunday 15 August 2021](2021-08-15).",
    "The earthquake of [January 12, 2010](2010-01-12), killed 200,000.",
    "Troops entered the town in [March 2011](2011-03) and left in [May 2012](2012-05).",
    "She has been held since [November](since 2020-11).",
    "The report, published in [July](2021-07), names 40 officers.",
    "Between [1 and 15 July](between 2021-07-01/2021-07-15) police made 300 arrests.",
    "The truce ran from [June 2 to July 9](between 2021-06-02/2021-07-09).",
    "He was freed in the [spring of 2020](2020-03/2020-05).",
    "[Last winter](2020-12/2021-02 relative) the river froze.",
    "Protests are planned for [next week](2021-08-23/2021-08-29 relative).",
    "The vote will be held on [21 September](2021-09-21).",
    "The mine collapsed [three weeks ago](2021-07-29 relative).",
    "The mine collapsed [two months ago](2021-06 relative).",
    "She disappeared [a year ago](2020 relative).",
    "A week after the storm, on [9 August](2021-08-09), aid arrived.",
    "The fire began on [Tuesday](2021-08-17 relative) night and the [next day](2021-08-18 relative) it reached the town.",
    "[Two days later]( relative) they were dead.",
    "The attack on [9 August](2021-08-09) shocked the city. [Two days later](2021-08-11 relative) the minister resigned.",
    "On [4 July](2021-07-04), 11 people died. Police had raided the house [a week earlier](2021-06-27 relative).",
    "The toll has doubled over the [past month](2021-07-19/2021-08-19 relative).",
    "In the [past three days](2021-08-16/2021-08-19 relative) 900 have landed.",
    "[This year](2021 relative) 58 journalists were killed.",
    "[Last year](2020 relative) there were 49.",
    "The ban ends [tomorrow](2021-08-20 relative).",
    "[Last night](2021-08-18 relative) soldiers opened fire.",
    "The boats left [early this morning](2021-08-19 relative).",
    "[This month](2021-08 relative) is the driest since [1976](since 1976).",
    "Before [2014](before 2014) the area was calm.",
    "After [September 11, 2001](after 2001-09-11), many were deported.",
    "By [2019](by 2019) the number had reached 3,000.",
    "During [2019](2019) it rose to 5,000.",
    "The [2011](2011) uprising was put down.",
    "The Arab Spring changed everything.",
    "Thousands marched on [International Women's Day](2021-03-08).",
    "He was arrested on [Christmas Eve](2020-12-24).",
    "[Good Friday](2021-04-02) services were cancelled.",
    "The Sunday Times said 12 had died.",
    "Every Friday they march to the mosque.",
    "The women march in silence; some may die.",
    "I may go in [May](2021-05).",
    "May was told; Mrs May declined.",
    "The leader, April Stone, said in [April](2021-04) that she would quit.",
    "In the 1990s he fled to Norway.",
    "At 20.30 the doors opened; 10.5 people per hour.",
    "He paid 2000 dollars for 1990 bottles.",
    "The law of [17.06.1953](1953-06-17) still stands.",
    "The seasons [2018–19](2018/2019) were lost.",
    "He served from [2014 to 2018](between 2014/2018).",
    "The judge, who will retire in [2023](2023), refused.",
    "On [Wednesday](2021-08-18 relative), police said 14 had died.",
    "The court will rule on [Monday](2021-08-23 relative).",
    "[Earlier today](2021-08-19 relative) the army withdrew.",
    "In [recent months]( relative) dozens have vanished.",
    "The hearing has been set for [October 2](2021-10-02).",
    "It was [1 May](2021-05-01), the holiday of workers.",
    "In [December last year](2020-12 relative) six miners died.",
    "In [May this year](2021-05 relative) six more died.",
    "They met in [mid-2019](2019) and in [late 2020](2020).",
    "The [4 June](2021-06-04) crackdown is not mentioned.",
    "On the night of [4-5 June](between 2021-06-04/2021-06-05) tanks came.",
    "Over [Christmas](2020-12-25) they were moved.",
    "The siege lasted from [5 April 1992 to 29 February 1996](between 1992-04-05/1996-02-29).",
    "On [Aug. 3](2021-08-03) and [Sept. 9, 2020](2020-09-09) there were raids.",
    "On [Monday last week](2021-08-09 relative) six were shot.",
    "The strike will last until [next Friday](until 2021-08-20 relative).",
    "In [June](2021-06) 40 people and in [July](2021-07) 12 more were held.",
    "In [July](2021-07) 12 people were held.",
    "Since the [start of the year](since 2021-01 relative) 300 have drowned.",
    "She left on [22 August last year](2020-08-22 relative).",
    "The toll of [20/08/2020](2020-08-20) and of [08/20/2020](2020-08-20) is one, that of [03/04/2020](2020) two.",
    "He had fled in [2015](2015), when he was 15.",
]


# Of a second round, written before its rules.
WRITTEN_SECOND = [
    "Since [Easter](since 2021-04-04) nine women have been beaten.",
    "On [Good Friday](2021-04-02) the church was stormed, on [Easter Monday 2019](2019-04-22) the mosque.",
    "Twenty were dug out on [Wednesday](2021-08-18 relative), [three days](2021-08-15 relative) after a quake killed 200.",
    "He died on [3 May](2021-05-03), [a week](2021-04-26 relative) after the riot.",
    "Two days after the quake killed 200, the king came.",
    "In less than [three weeks](2021-07-29/2021-08-19 relative) police have led away 270 people.",
    "In [two months](2021-06-19/2021-08-19 relative) the army has shelled nine towns.",
    "In three weeks they will be flown out.",
    "In three days the army shelled nine towns.",
    "It was denied on [Tuesday](2021-08-17 relative). The navy, whose boats were there on [Sunday](2021-08-15 relative),"
    " was silent. The [same evening](2021-08-17 relative) a crowd came.",
    "The hall burned ın [2017](2017).",  # a Turkish letter, which a pattern that ignores case takes for an i
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


@pytest.mark.parametrize("example", [*WRITTEN_FIRST, *WRITTEN_AFTER, *WRITTEN_SECOND])
def test_finds_every_date(nlp, words, example):
    text, marks = unmark(example)
    assert find_in(nlp, words, text) == marks


@pytest.mark.parametrize(
    ("published", "text", "edtf"),
    [
        ("2017-04", "They spoke on Monday.", "2017-04"),  # a day of a month that is all we know
        ("2017-04", "They spoke last month.", "2017-03"),
        ("2017-04", "They spoke last week.", ""),
        ("2017", "They spoke in March.", "2017-03"),
        ("", "They spoke on 3 March.", ""),
        ("", "They spoke yesterday.", ""),
        ("2017-01-03", "They spoke on 30 December.", "2016-12-30"),
        ("2017-12-20", "They will meet on 4 January.", "2018-01-04"),
        ("2017-03-01", "They spoke last month.", "2017-02"),
        ("2017-01-15", "They spoke last month.", "2016-12"),
        ("2020-03-31", "They spoke in the past month.", "2020-02-29/2020-03-31"),
        ("2017-04-10/2017-04-13", "They spoke yesterday.", "2017-04-12"),
        ("rubbish", "They spoke yesterday.", ""),
        ("2017-07", "They spoke this spring.", "2017-03/2017-05"),
        ("2017-07-03", "They spoke last summer.", "2016-06/2016-08"),
        ("2017-01-03", "They spoke this winter.", "2016-12/2017-02"),
        ("2017-01-03", "They spoke last winter.", "2015-12/2016-02"),
    ],
)
def test_goes_by_the_article_as_far_as_its_date_is_known(nlp, words, published, text, edtf):
    ((_, _, label),) = find_in(nlp, words, text, published)
    assert label.replace("relative", "").strip() == edtf


def test_a_year_stated_before_holds_on_in_an_encyclopedia(nlp, words):
    if not Doc.has_extension("references"):
        Doc.set_extension("references", default=[])
    doc = nlp("On 4 April 2017 the town fell. On 26 May the port did. The 2011 treaty was void in July.")
    doc._.published, doc._.references = "2019-07", [(doc[:1], None)]
    assert [found.edtf for _, found in find_dates(doc, words)] == ["2017-04-04", "2017-05-26", "2011", "2017-07"]


def test_an_interval_over_a_new_year_goes_by_the_year_in_which_it_ends(nlp, words):
    if not Doc.has_extension("references"):
        Doc.set_extension("references", default=[])
    doc = nlp("On April 1 the paper told of raids from December 2016 through March. On July 6 it had an answer.")
    doc._.published, doc._.references = "2019-07", [(doc[:1], None)]
    assert [found.edtf for _, found in find_dates(doc, words)] == ["2017-04-01", "2016-12/2017-03", "2017-07-06"]


def test_a_section_of_an_encyclopedia_goes_by_its_own_year(nlp, words):
    for extension in ("blocks", "references"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=[])
    doc = nlp(
        "In May 2020 the fort fell. On 3 May the port did, in June 2014 the town. By the end of the year all had."
    )
    half = next(token.i for token in doc if token.text == ".") + 1
    doc._.published, doc._.references = "2022-07", [(doc[:1], None)]
    doc._.blocks = [(doc[:half], Block("War")), (doc[half:], Block("Ports"))]
    assert [found.edtf for _, found in find_dates(doc, words)] == ["2020-05", "2014-05-03", "2014-06", "2014-12"]


def test_a_word_under_two_months_is_refused():
    with pytest.raises(ValueError, match="'Mai' stands under both 'may' and 'june'"):
        read_words({"months": {"may": ["Mai"], "june": ["Mai"]}})


def test_a_month_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="the month 'smarch' does not exist"):
        read_words({"months": {"smarch": ["Smarch"]}})


PIECES = st.sampled_from(
    [
        "1", "31", "February", "May", "April", "2017", "2000", "0", "last", "next", "week", "year", "the", "end of", "Monday",
        "900", "years ago", "days later", "ago", "and", "to", "-", "from", "between", "of", ",", "\n\n", "this", "spring",
        "winter", "the following day", "that day", "2017-02", "30.02.2017", "1/2/17", "Christmas", "since", "by", "\u0130",
        "yesterday", "99", "decades", "weekend", "early", "\x00", "until", "in", "\u0131n", "29",
    ]
)  # fmt: skip
PUBLISHED = st.sampled_from(
    ["2017-04-13", "2017-04", "2017", "", "2016-02-29", "0001-01-01", "9999-12-31", "x", "2017-99"]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=16).map(" ".join)), PUBLISHED)
def test_nothing_raises_and_every_string_is_edtf(nlp, words, text, published):
    doc = nlp(text)
    doc._.published = published
    last = 0
    for span, found in find_dates(doc, words):
        assert text[span.start_char : span.end_char] == span.text
        assert span.start_char >= last
        if found.edtf:
            first, _, end = found.edtf.partition("/")
            assert parse_edtf(found.edtf) is not None
            assert not end or first <= end
        last = span.end_char


@pytest.mark.parametrize("piece", ["1", "1 May ", "May ", "from 1 May to ", "the following day ", "2017 ", "1/"])
def test_a_long_paragraph_takes_time_by_its_length(nlp, words, piece):
    def seconds(size):
        doc = nlp.make_doc(piece * size)
        doc._.published = "2021-08-19"
        start = time.process_time()
        find_dates(doc, words)
        return time.process_time() - start

    size = 40_000 // len(piece)
    assert seconds(8 * size) < 8 * 5 * max(seconds(size), 0.005)
