# ruff: noqa: E501 (a sentence stands on one line)
"""Number phrases in marked-up sentences.

`[At least 40](40.. at_least: residents)` marks a phrase with its bounds, modifier and noun phrase, `[34](!an age)` one
that counts no people with the reason. Every phrase of the sentence is marked: one that is found and not marked fails too.
"""

import re
import time
import tomllib
from importlib.resources import files

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from purgelib.find.numbers import Bounds, find_numbers, read_bounds, read_words

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

# Written with the rules at hand.
WRITTEN_AFTER = [
    "[At least 12](12.. at_least: people) people, including [four](4..4 exact: children) children, died when the roof of a market collapsed on Monday.",
    "The ministry put the toll at [312](312..312 exact) dead and [more than 1,000](1001.. more_than) wounded.",
    "[Some 4,500](4500..4500 about: soldiers) soldiers were sent to the border, up from [3,000](3000..3000 exact) a year ago.",
    "[Hundreds](200.. vague: Haitian migrants) of Haitian migrants were deported from a camp of [some 14,000](14000..14000 about).",
    "A judge sentenced [three](3..3 exact: opposition leaders) opposition leaders to [nine](!a duration) years in prison.",
    "[Sixteen](16..16 exact: Uyghur imams) Uyghur imams were sentenced to [between five and 20](!a duration) years.",
    "[One](!a share) in [five](5..5 exact: women) women reported abuse.",
    "The [65](!an age)-year-old and his [two](2..2 exact: sons) sons were taken away.",
    "He was [one](!a partitive that only identifies somebody) of [about 200](200..200 about: students) students who were expelled.",
    "Only [3](3..3 exact: survivors) survivors were found.",
    "[Many](.. vague) were barefoot.",
    "[Many](.. vague: prisoners) of the prisoners were barefoot.",
    "The number of dead has risen to [52](52..52 exact), with [17](17..17 exact) still missing.",
    "[Fifty-three](53..53 exact: bodies) bodies were found in a lorry in San Antonio.",
    "The shelter took in [120](120..120 exact: women and children) women and children.",
    "Authorities evacuated [nearly 30,000](30000..30000 about: residents) residents within a [20](!a distance)-kilometre radius.",
    "[Four](4..4 exact) were freed and [two](2..2 exact) remain in custody.",
    "The group said it had documented [1,134](1134..1134 exact) deaths in custody since the coup.",
    "At a rally of [100,000](100000..100000 exact), he promised [10,000](!a count of things) new jobs.",
    "[Twelve](12..12 exact: Nigerian schoolgirls) Nigerian schoolgirls escaped, [219](219..219 exact) are still held.",
    "She has [two](2..2 exact: children) children.",
    "The bill passed [51](!a vote count)-[49](!a vote count) in the Senate.",
    "A magnitude [7.8](!a share or measure) quake killed [over 50,000](50001.. more_than: people) people in [two](!a count of things) countries.",
    "[Around 1.2 million](1200000..1200000 about: Ukrainians) Ukrainians were resettled.",
    "He was prisoner number [46664](!part of a name or code).",
    "The convoy of [18](!a count of things) buses carried [up to 900](..900 up_to: evacuees) evacuees.",
    "Article [19](!a section number) said [at least 30](30.. at_least: reporters) reporters were harassed.",
    "[Less than 20](..19 fewer_than: inmates) inmates tested positive.",
    "Only [one](1..1 exact: person) person per family may leave.",
    "[Three](3..3 exact: masked gunmen) masked gunmen shot [two](2..2 exact: judges) judges.",
    "The camp holds [40,000](40000..40000 exact), [90](!a percentage) per cent of them women.",
    "[60,000](60000..60000 exact: Jews) Jews were deported.",
    "The union says [5,000](5000..5000 exact: nurses) nurses, the government [3,000](3000..3000 exact), walked out.",
    "Rescuers found [six](6..6 exact: bodies) more bodies on Friday.",
    "[No fewer than 70](70.. at_least: opposition supporters) opposition supporters were held on [two](!a count of things) islands.",
    "[Several thousand](3000.. vague: Serbs) Serbs fled.",
    "[About two dozen](24..24 about: police officers) police officers surrounded the house.",
    "[Half a million](500000..500000 exact: people) people signed.",
    "Room [101](!part of a name or code) held [eight](8..8 exact: men) men.",
    "[Between 1,000 and 1,500](1000..1500 range: Hazara families) Hazara families fled.",
    "[3,000 or more](3000.. at_least: workers) workers downed tools.",
    "[100 or so](100..100 about: monks) monks sat in the road.",
    "The [two](!a count of things) sides exchanged [150](150..150 exact: prisoners) prisoners each.",
    "[1 200](1200..1200 exact: workers) workers of the plant were sent home.",
    "[A hundred](100..100 exact: guests) guests were trapped in the hotel.",
    "[More than a hundred](101.. more_than: guests) guests were trapped in the hotel.",
    "Relatives of [43](43..43 exact: missing students) missing students marched.",
    "[Eleven](11..11 exact: men) men and [one](1..1 exact: woman) woman appeared in court.",
    "[More than 1.5m](1500001.. more_than: people) people have fled.",
    "Unemployment rose to [9.5](!a percentage)%.",
    "The first group of [70](70..70 exact: asylum seekers) asylum seekers landed in Kigali.",
    "By nightfall [some 20](20..20 about) had been released without charge.",
    "[27](27..27 exact: people) people were killed and [as many as 60](..60 up_to) hurt when a train derailed.",
    "The [two](2..2 exact: journalists) journalists, aged [31](!an age) and [28](!an age), were held for [72](!a duration) hours.",
    "Prosecutors charged [a dozen](12..12 about: former officials) former officials.",
    "[One](1..1 exact: officer) officer and [four](4..4 exact: demonstrators) demonstrators needed hospital treatment.",
    "There was [no one](!an indefinite pronoun) left.",
    "[At least one](1.. at_least: person) person died.",
    "The army lost [between 200 and 300](200..300 range: men) men a day.",
    "The ship sank with [1,503](1503..1503 exact: people) people on board in [1912](!a year).",
    "He won [62.1](!a percentage) percent of the vote.",
    "[Twenty-two](22..22 exact: Tamil refugees) Tamil refugees were sent back.",
    "The toll stands at [15](15..15 exact).",
    "The toll stands at [15](15..15 exact), including [two](2..2 exact: foreigners) foreigners.",
    "[Some 200 to 250](200..250 range: settlers) settlers moved in.",
    "[250](250..250 exact: families) families lost their homes; [80](80..80 exact: households) households were moved.",
    "[22](22..22 exact: inmates) inmates, [18](18..18 exact) of them women, died in the fire.",
    "Judges freed [14](14..14 exact: accused) of the [32](32..32 exact: accused) accused.",
    "Officials counted [8](!a count of things) bridges, [3](!a count of things) schools and [120](!a count of things) homes destroyed.",
    "The [6](!a distance)-metre wave swept away [scores](40.. vague: bathers) of bathers.",
    "[Almost 90](90..90 about: Rohingya women and children) Rohingya women and children drowned.",
    "A group of [12](12..12 exact: lawyers) lawyers signed the letter.",
    "The city of [half a million](500000..500000 exact) was emptied.",
    "The No. [2](!part of a name or code) official fled with [three](3..3 exact: aides) aides.",
    "[Numerous](.. vague: witnesses) witnesses saw it.",
    "[A growing number](.. vague: families) of families are leaving.",
    "[A number](.. vague: activists) of activists were questioned.",
    "The number of arrests passed [5,000](5000..5000 exact).",
    "He scored [two](!a vote count) goals.",
    "An [18](18..18 exact)-strong team was sent.",
    "[Seven](7..7 exact: Red Cross staff) Red Cross staff were abducted.",
    "The petition has [over 300,000](300001.. more_than) signatures.",
    "[15](15..15 exact: Kurdish and Turkish politicians) Kurdish and Turkish politicians were jailed.",
    "[Five](5..5 exact: crew members) crew members are missing.",
    "[A handful](3.. vague: monks) of monks stayed.",
    "[More than 40](41.. more_than: bodies) bodies lay in the street.",
    "[One](!an indefinite pronoun) must ask why.",
    "[Dozens](24.. vague) more were wounded.",
    "He faces [up to 15](!a duration) years.",
    "[Hundreds](200.. vague) gathered; [thousands](2000.. vague) more watched.",
    "[Up to 10,000](..10000 up_to) a day cross the bridge.",
    "[Three](3..3 exact: attackers) of the [four](4..4 exact: attackers) attackers died.",
    "The drones killed all [six](6..6 exact) aboard.",
    "[Thousands upon thousands](2000.. vague: people) of people lined the road.",
    "[30](30..30 exact: gay and bisexual men) gay and bisexual men were held.",
    "[Three](3..3 exact) killed and [several](3.. vague: people) people hurt.",
    "[40](40..40 exact) dead and [ten](10..10 exact: people) people missing",
    "[Two](2..2 exact: young, unarmed men) young, unarmed men",
    "[Ten](10..10 exact: men, women and children) men, women and children were in the boat.",
    "The coastguard rescued [87](87..87 exact: people) people from [two](!a count of things) rubber boats off Lampedusa.",
    "[Eight](8..8 exact: construction workers) construction workers were buried when a crane fell; [five](5..5 exact) are in hospital.",
    "[Over 1,100](1101.. more_than: detainees) detainees were moved from [three](!a count of things) prisons.",
    "The strike, now in its [12th](!an ordinal) day, has closed [40](!a count of things) schools.",
    "[A few dozen](36.. vague: Tibetan monks) Tibetan monks were taken away.",
    "[Thirteen](13..13 exact: accused) of the [20](20..20 exact: accused) accused were cleared.",
    "The regime has executed [at least 419](419.. at_least: people) people this year.",
    "[Two](2..2 exact: children) children, [8](!an age) and [11](!an age), were among the dead.",
    "[Some](.. vague: evacuees) of the [600](600..600 exact: evacuees) evacuees slept in cars.",
    "It took [48](!a duration) hours to free all [33](33..33 exact: miners) miners.",
    "[Nearly one million](1000000..1000000 about: Venezuelans) Venezuelans left.",
    "[Seven](7..7 exact: hostages) hostages, [two](2..2 exact) of them French, were released for $[3 million](!a sum of money).",
    "Soldiers killed [15 to 20](15..20 range: villagers) villagers.",
    "The camp was built for [5,000](5000..5000 exact: people) people and holds [13,000](13000..13000 exact).",
    "Police used [4](!a count of things) water cannons against [some 300](300..300 about: farmers) farmers.",
    "Of those arrested, [12](12..12 exact), mostly women, remain in custody.",
    "A teacher, [34](!an age), was beaten.",
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


@pytest.mark.parametrize("example", [*WRITTEN_FIRST, *WRITTEN_AFTER])
def test_finds_every_number_phrase(nlp, words, example):
    text, marks = unmark(example)
    assert [shown(text, span, number) for span, number in find_numbers(nlp(text), words)] == marks


@pytest.mark.parametrize(
    ("phrase", "low", "high", "modifier"),
    [
        ("one hundred and thirty", 130, 130, "exact"),
        ("2.5 million", 2500000, 2500000, "exact"),
        ("1 200", 1200, 1200, "exact"),
        ("1\u00a0200", 1200, 1200, "exact"),
        ("1\u2009200", 1200, 1200, "exact"),
        ("two hundred thousand", 200000, 200000, "exact"),
        ("three thousand and five", 3005, 3005, "exact"),
        ("half a dozen", 6, 6, "about"),
        ("two dozen", 24, 24, "about"),
        ("half a million", 500000, 500000, "exact"),
        ("several dozen", 36, None, "vague"),
        ("several hundred", 300, None, "vague"),
        ("a few thousand", 3000, None, "vague"),
        ("tens of thousands", 20000, None, "vague"),
        ("hundreds of thousands", 200000, None, "vague"),
        ("a couple", 2, None, "vague"),
        ("an unknown number of", None, None, "vague"),
        ("100-odd", 100, 100, "about"),
        ("100 or more", 100, None, "at_least"),
        ("fewer than 50", None, 49, "fewer_than"),
        ("at most 50", None, 50, "up_to"),
        ("not less than 50", 50, None, "at_least"),
        ("nearly 50", 50, 50, "about"),
        ("well over 50", 51, None, "more_than"),
        ("at least some 300", 300, None, "at_least"),
        ("30-40", 30, 40, "range"),
        ("30–40", 30, 40, "range"),
        ("from 30 to 40", 30, 40, "range"),
        ("10 to 15 million", 10000000, 15000000, "range"),
        ("two or three hundred", 200, 300, "range"),
        ("more than two million", 2000001, None, "more_than"),
    ],
)
def test_reads_the_bounds_of_a_phrase(words, phrase, low, high, modifier):
    assert read_bounds(phrase, words) == Bounds(low, high, modifier)


def test_a_phrase_without_a_number_is_refused(words):
    with pytest.raises(ValueError, match="holds no number"):
        read_bounds("the men", words)


@pytest.mark.parametrize(("convention", "low"), [("codebook", 24), ("acled", 12), ("none", None)])
def test_the_convention_sets_what_vague_words_claim(nlp, lexicon, convention, low):
    words = read_words({**lexicon, "convention": convention})
    ((_, number),) = find_numbers(nlp("Dozens of men were held."), words)
    assert (number.low, number.modifier, words.convention) == (low, "vague", convention)


def test_an_unknown_convention_is_refused(lexicon):
    with pytest.raises(ValueError, match="'gold' does not exist; there are acled, codebook, none"):
        read_words({**lexicon, "convention": "gold"})


def test_a_noun_under_two_kinds_is_refused(lexicon):
    nouns = {**lexicon["nouns"], "family": ["family", "residents"]}
    with pytest.raises(ValueError, match="'residents' stands under both"):
        read_words({**lexicon, "nouns": nouns})


@pytest.mark.parametrize(("language", "low"), [("en", None), ("de", 1200), ("", None)])
def test_the_point_in_figures_goes_by_the_language(nlp, words, language, low):
    if not Doc.has_extension("language"):
        Doc.set_extension("language", default="")
    doc = nlp("Etwa: 1.200 refugees.")
    doc._.language = language
    ((_, number),) = find_numbers(doc, words)
    assert (number.low if not number.reason else None) == low


def test_no_part_of_a_date_counts_people(nlp, words):
    if not Doc.has_extension("dates"):
        Doc.set_extension("dates", default=[])
    doc = nlp("On April 1 200 people were held.")
    doc._.dates = [(doc[1:3], None)]
    found = [shown(doc.text, span, number) for span, number in find_numbers(doc, words)]
    assert found == [(9, "1", "!a date"), (11, "200", "200..200 exact: people")]


def test_families_are_no_persons(nlp, words):
    units = [number.unit for _, number in find_numbers(nlp("300 families and 20 monks left."), words)]
    assert units == ["families", "persons"]


@given(st.integers(1, 10**9))
def test_more_than_n_leaves_out_n(words, n):
    assert read_bounds(f"more than {n:,}", words).low == n + 1
    assert read_bounds(f"fewer than {n:,}", words).high == n - 1
    assert read_bounds(f"at least {n:,}", words).low == n
    assert read_bounds(f"up to {n:,}", words).high == n


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_range_runs_up(words, one, other):
    bounds = read_bounds(f"between {one} and {other}", words)
    assert bounds.high is None or bounds.low is None or bounds.low <= bounds.high


PIECES = st.sampled_from(
    [
        "one", "two", "hundred", "and", "to", "or", "-", "between", "from", "more than", "at least", "some", "of", "the",
        "men", "12", "1,200", "3.5", "million", "a", "dozen", "dozens", "several", "$", "%", "pm", "\u201c", '"', "\n", "\x00",
        "'", "(", ")", "[5]", "year-old", "10:30", "٣", "²", "½", "\u0130", "No.", "Article", "votes", "5-4", "thousands",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES).map("".join)))
def test_nothing_raises_and_spans_give_back_the_words(nlp, words, text):
    doc = nlp(text)
    last = 0
    for span, number in find_numbers(doc, words):
        assert text[span.start_char : span.end_char] == span.text
        assert span.start_char >= last
        assert number.low is None or number.high is None or number.low <= number.high
        assert bool(number.unit) != bool(number.reason)
        assert (number.head_start < 0) == (number.head_end < 0)
        last = span.end_char


@pytest.mark.parametrize("piece", ["1", '"1', "1 ", "123,", "one hundred and ", "between 1 and ", "some of the "])
def test_a_long_paragraph_takes_time_by_its_length(nlp, words, piece):
    def seconds(size):
        doc = nlp.make_doc(piece * size)
        start = time.process_time()
        find_numbers(doc, words)
        return time.process_time() - start

    size = 40_000 // len(piece)
    assert seconds(8 * size) < 8 * 5 * max(seconds(size), 0.005)
