# ruff: noqa: E501  lines of texts under test stand as they are
"""How files come apart into articles, blocks, masks and references."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purgelib.lexicons import read_lexicons
from purgelib.segment import MENU_LINE, read_words, split_articles

TEXT = (
    "Police in the southern port of Lindala detained at least 40 dock workers on Monday after a strike spread to three "
    "cities, the interior ministry said."
)
MORE = "“We were held for two days,” said one of the workers, who asked not to be named."


@pytest.fixture(scope="module")
def words():
    return read_words(read_lexicons()["segment"])


def heads(text, words):
    return [(a.title, a.outlet, a.author, a.published) for a in split_articles(text, words)]


def kinds(text, words):
    return [(b.kind, text[b.start : b.end]) for a in split_articles(text, words) for b in a.blocks]


def masked(text, words):
    return [text[start:end] for a in split_articles(text, words) for start, end in a.masks]


@pytest.mark.parametrize(
    ("line", "outlet", "author", "published"),
    [
        ("By Ann Doe", "", "Ann Doe", ""),
        ("Ann Doe", "", "Ann Doe", ""),
        ("By ANN DOE and JOHN ROE | Reuters", "Reuters", "ANN DOE; JOHN ROE", ""),
        ("By Ann Doe in Arunda", "", "Ann Doe", ""),
        ("By Ann Doe, BBC News", "BBC News", "Ann Doe", ""),
        ("Ann Doe April 9, 2018", "", "Ann Doe", "2018-04-09"),
        ("By Ann Doe, 9 April 2018", "", "Ann Doe", "2018-04-09"),
        ("4th April 2018, 4:50 PM", "", "", "2018-04-04"),
        ("APRIL 13, 2018", "", "", "2018-04-13"),
        ("2018-04-13", "", "", "2018-04-13"),
        ("2018-04-13T18:14:00Z", "", "", "2018-04-13"),
        ("13.04.2018", "", "", "2018-04-13"),
        ("Published 3 May 2019", "", "", "2019-05-03"),
        ("Published: Friday, 3 May 2019 18.14 BST", "", "", "2019-05-03"),
        ("Updated: May 6, 2019 10:15 a.m.", "", "", "2019-05-06"),
        ("Posted on May 2019", "", "", "2019-05"),
        ("April 5, 2017 Wednesday 6:14 PM GMT", "", "", "2017-04-05"),
        ("The Courier, 3 May 2019", "The Courier", "", "2019-05-03"),
        ("03/04/2018", "", "", "2018"),  # March to some, April to others
        ("31 April 2018", "", "", ""),  # there is no such day
    ],
)
def test_reads_by_and_datelines_under_a_title(line, outlet, author, published, words):
    found = heads(f"Forty dockers held in Lindala strike\n\n{line}\n\n{TEXT}\n", words)
    assert found == [("Forty dockers held in Lindala strike", outlet, author, published)]


@pytest.mark.parametrize(
    ("dateline", "outlet", "published"),
    [
        ("ARUNDA (Reuters) - ", "Reuters", ""),
        ("ARUNDA, March 3 (AP) — ", "AP", ""),  # the year is not said
        ("ARUNDA, March 3, 2020 (AFP) – ", "AFP", "2020-03-03"),
        ("(Reuters) - ", "Reuters", ""),
        ("ARUNDA — ", "", ""),
    ],
)
def test_reads_datelines_of_agencies(dateline, outlet, published, words):
    text = f"Forty dockers held in Lindala strike\n\n{dateline}{TEXT}\n"
    assert heads(text, words) == [("Forty dockers held in Lindala strike", outlet, "", published)]


def test_source_lines_below_articles_part_them(words):
    text = (
        f"Ferry sinks off Lindala, dozens missing\n\n{TEXT}\n\nAnn Doe\n\n* North Post. 4th April 2018, 4:50 PM:\n\n\n\n"
        f"{TEXT}\n\n{MORE}\n\n\n\xa0Captain of the ferry held in Lindala\n\nARUNDA — {TEXT}\n\nJohn Roe\n\n"
        f"John Roe contributed reporting.\n\n* The Courier. APRIL 13, 2018:\n"
    )
    assert heads(text, words) == [
        ("Ferry sinks off Lindala, dozens missing", "North Post", "Ann Doe", "2018-04-04"),
        ("", "", "", ""),  # a text without title or byline
        ("Captain of the ferry held in Lindala", "The Courier", "John Roe", "2018-04-13"),
    ]
    third = split_articles(text, words)[2]
    assert text[third.start :].startswith("Captain")


def test_a_name_above_remarks_at_the_foot_is_the_author(words):
    text = (
        f"Ferry sinks off Lindala, dozens missing\n\n{TEXT}\n\nAnn Doe\n\nMary Major helped from Arunda.\n\n"
        f"It was printed on page A6.\n\n* North Post. 4th April 2018, 4:50 PM:\n"
    )
    assert heads(text, words) == [("Ferry sinks off Lindala, dozens missing", "North Post", "Ann Doe", "2018-04-04")]


def test_source_lines_above_articles_part_them(words):
    text = (
        f"* The Courier. 3rd May 2018, 4:15 PM:\n\nFerry sinks off Lindala, dozens missing\n\n{TEXT}\n\n"
        f"* North Post. 4th May 2018:\n\nCaptain of the ferry held in Lindala\n\n{TEXT}\n"
    )
    assert heads(text, words) == [
        ("Ferry sinks off Lindala, dozens missing", "The Courier", "", "2018-05-03"),
        ("Captain of the ferry held in Lindala", "North Post", "", "2018-05-04"),
    ]


@pytest.mark.parametrize("rule", ["---", "***", "=====", "* * *", "________"])
def test_rules_part_articles_but_not_paragraphs(rule, words):
    text = (
        f"Ferry sinks off Lindala, dozens missing\nBy Ann Doe\n\n{TEXT}\n\n{rule}\n\n{MORE}\n\n{rule}\n\n"
        f"Captain of the ferry held in Lindala\nBy John Roe\n\n{TEXT}\n"
    )
    assert [author for _, _, author, _ in heads(text, words)] == ["Ann Doe", "John Roe"]


def test_fields_of_databases_part_articles(words):
    text = (
        f"Title: Ferry sinks off Lindala\nSource: Lindala Herald\nDate: 12 March 2018\n\n{TEXT}\n\n"
        f"Title: Captain arrested\nSource: North Post\nAuthor: Mary Major\nDate: March 14, 2018\n\n{TEXT}\n"
    )
    assert heads(text, words) == [
        ("Ferry sinks off Lindala", "Lindala Herald", "", "2018-03-12"),
        ("Captain arrested", "North Post", "Mary Major", "2018-03-14"),
    ]


def test_numbered_documents_with_bylines_and_lengths_part(words):
    text = (
        f"1 of 2 DOCUMENTS\n\nThe Courier (Arunda)\n\nApril 5, 2017 Wednesday\n\nDozens of miners held after protest\n\n"
        f"BYLINE: Ann Doe in Arunda\n\nLENGTH: 512 words\n\n{TEXT}\n\nLOAD-DATE: April 5, 2017\n\nCopyright 2017 Courier Ltd\n"
        f"All Rights Reserved\n\n2 of 2 DOCUMENTS\n\nNorth Post\n\nMay 9, 2017 Tuesday\n\nFloods drive thousands from homes\n\n"
        f"LENGTH: 210 words\n\n{TEXT}\n\nCopyright 2017 North Post\n"
    )
    assert heads(text, words) == [
        ("Dozens of miners held after protest", "The Courier (Arunda)", "Ann Doe", "2017-04-05"),
        ("Floods drive thousands from homes", "North Post", "", "2017-05-09"),
    ]


def test_two_letter_codes_of_databases_part_articles(words):
    one = "HD  Strikers freed in {0}\nBY  By {1}\nWC  312 words\nPD  3 April 2019\nSN  {2}\nLA  English\nLP  {3}\nTD  {4}\n{5}\n\n"
    text = one.format(
        "Lindala", "Ann Doe", "Reuters News", TEXT * 4, MORE, "Document LBA0000020190403ef430012x"
    ) + one.format("Arunda", "John Roe", "The Courier", TEXT, MORE, "Document COUR000020190404ef440001y")
    assert heads(text, words) == [
        ("Strikers freed in Lindala", "Reuters News", "Ann Doe", "2019-04-03"),
        ("Strikers freed in Arunda", "The Courier", "John Roe", "2019-04-03"),
    ]
    assert all(said.startswith(("Police", "“We")) for kind, said in kinds(text, words) if kind == "paragraph")


def test_runs_of_blank_lines_part_articles_with_titles_only(words):
    text = f"Ferry sinks off Lindala, dozens missing\n\n{TEXT}\n\n\n\nCaptain of the ferry held in port\n\n{TEXT}\n\n\n{MORE}\n"
    assert [a.title for a in split_articles(text, words)] == [
        "Ferry sinks off Lindala, dozens missing",
        "Captain of the ferry held in port",
    ]


def test_a_page_section_and_an_appeal_are_no_title(words):
    text = f"In The North\n\nForty dockers held in Lindala strike\n\nAnn Doe April 9, 2018\n\n{TEXT}\n"
    assert heads(text, words)[0][0] == "Forty dockers held in Lindala strike"
    text = f"FOR IMMEDIATE RELEASE\n\nContact: Mary Major, +1 555 0100\n\nRights group documents 31 deaths\n\nGENEVA, 13 March 2020 — {TEXT}\n"
    assert heads(text, words) == [("Rights group documents 31 deaths", "", "", "2020-03-13")]


def test_a_text_that_opens_with_by_or_a_date_has_no_byline_there(words):
    text = f"Forty dockers held in Lindala strike\n\nBy the time police came, the hall was empty.\n\n{TEXT}\n"
    assert heads(text, words) == [("Forty dockers held in Lindala strike", "", "", "")]


@pytest.mark.parametrize(
    "example",
    [
        "[strike-lindala-docks-1024x683]Police held 40 people in the port.",
        "[170703_r30210]Lindala’s mayor denied the claims on Monday.",
        "[IMG_8348-750x400]At last the dockers went home to the villages.",
        "[19D90466-B844-46BD-A851-63AA59E5D51D_cx0_w1023_r1_s]“We were held,” said one of them.",
        "[dockers-march-through-the-port]Police held 40 people in the port.",
        "They went home at last.[dock_img]",
        "[photo_2034.jpg] Workers said they were beaten.",
        "The pro-Kremlin, anti-NATO, al-Qaeda-linked vice-president of COVID-19-hit Lindala spoke on 2017-04-13.",
        "Write to doe_ann@example.org or @dock_news or call 8 800 555-73-74, said user_name in the forum.",
        "The McDonald-MacArthur plan and the YouTube-BuzzFeed deal failed.",
        "Share of the vote fell. Print is dead, she said.",
    ],
)
def test_masks_file_names_of_images_and_no_words(example, words):
    text = "Strike spreads in Lindala\n\n" + example.replace("[", "").replace("]", "") + "\n\n" + TEXT
    wanted = [example[example.index("[") + 1 : example.index("]")]] if "[" in example else []
    assert masked(text, words) == wanted


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("They were held in camps.[3][4]", ["3", "4"]),
        ("Police said,[12] after weeks, that it was over.", ["12"]),
        ("The group said [4], after weeks, that it was over.", ["4"]),
        ("It was on humanitarian grounds. [13][14]", ["13", "14"]),
        ("It was over.[2, 3] Then it was not.", ["2", "3"]),
        ("It was over.[note 2] Then it was not.", ["note 2"]),
        ("It was over.[a] Then it was not.[b]", ["a", "b"]),
        ("It was over [see article below].", []),
        ("We met [junior trade minister] Ann Doe.", []),
        ("The rights of LGBT [people] and of [t]he others.", []),
        ("[The] mayor saw about [30] people.", []),
        ("The protest[s] were over.", []),
    ],
)
def test_marks_cite_only_where_they_hang_on_words(sentence, numbers, words):
    text = f"Strike spreads in Lindala\n\n{sentence}\n\n{TEXT}\n"
    assert [c.number for a in split_articles(text, words) for c in a.citations] == numbers


def test_doubts_and_edit_marks_are_masked(words):
    text = f"Dock strike\n\n{TEXT}\n\nBackgroundEdit\n\nIt ended.[citation needed]\n\nArrests[edit]\n\n{TEXT}\n\nComments are closed.\n"
    assert masked(text, words) == ["Edit", "[citation needed]", "[edit]", "Comments are closed."]
    assert [b.section for a in split_articles(text, words) for b in a.blocks] == [
        "", "", "Background", "Background", "Arrests", "Arrests", "",
    ]  # fmt: skip


def test_captions_teasers_and_lists_are_text_of_their_own_kind(words):
    text = (
        f"Strike spreads in Lindala\n\nPhoto: Ann Doe/AFP\n\n{TEXT}\n\nMary Major\nMary Major\n\n{TEXT} EPA/JOHN ROE\n\n"
        f"• Forty are held.\n\n• Three are free.\n\nRelated: Port reopens\n"
    )
    assert [kind for kind, _ in kinds(text, words)] == [
        "title", "caption", "paragraph", "caption", "caption", "caption", "list", "list", "teaser",
    ]  # fmt: skip


def test_hard_wrapped_lines_are_one_paragraph(words):
    text = (
        "Strike ends in Lindala port\nBy Ann Doe\n\nPolice in the southern port of Lindala detained at least 40 dock workers\n"
        "on Monday after a strike spread to three cities, the interior ministry\nsaid on Tuesday in a statement.\n\n"
        "They were freed on Wednesday after talks between the union and the mayor\nof the town, the ministry said in a letter that "
        "was read out on the radio\nand printed.\n"
    )
    assert [kind for kind, _ in kinds(text, words)] == ["title", "byline", "paragraph", "paragraph"]


REFERENCES = """Dock strike

The strike began in May.[1][2] It ended in June.[1]

References

1. ^ a b Doe, Ann (3 May 2018). "Strike in Lindala: 'We were held'". The Courier. Retrieved 4 May 2018.
2. ^ "Strike ends". Reuters. Associated Press. 2018-05-09. Archived from the original on 5 July 2018. Retrieved 9 May 2018. The port is open.
3. ^ Roe, John; Major, Mary (May 2018). "Dockers of the south". Northern Review. p. 12.
4. ^ “Minister visits port,” BBC News, 12 May 2018, https://www.example.org/1 (accessed 13 May 2018).
5. ^ ""A port in fear": prisons of the south" (PDF). U.S. Department of State. Retrieved 1 June 2018.
6. ^ Silence in the South: Dockers and the Law. Dock Watch International. 1997. p. 34. ISBN 1873328125.
7. ^ Doe, Ann (1 June 2018). "After the strike". Retrieved 2 June 2018 – via The Northern Herald.
8. ^ Mary Major, Violence in the port Dock Watch International (April 4, 2018).
"""


def test_reads_the_entries_of_a_reference_list(words):
    (article,) = split_articles(REFERENCES, words)
    assert [r[2:11] for r in article.references] == [
        ("1", "Doe, Ann", "Strike in Lindala: 'We were held'", "The Courier", "2018-05-03", "2018-05-04", "", "", 2),
        ("2", "", "Strike ends", "Reuters; Associated Press", "2018-05-09", "2018-05-09", "2018-07-05", "The port is open.", 1),
        ("3", "Roe, John; Major, Mary", "Dockers of the south", "Northern Review", "2018-05", "", "", "", 1),
        ("4", "", "Minister visits port", "BBC News", "2018-05-12", "2018-05-13", "", "", 1),
        ("5", "", '"A port in fear": prisons of the south', "U.S. Department of State", "", "2018-06-01", "", "", 1),
        ("6", "", "Silence in the South: Dockers and the Law", "Dock Watch International", "1997", "", "", "", 1),
        ("7", "Doe, Ann", "After the strike", "The Northern Herald", "2018-06-01", "2018-06-02", "", "", 1),
        ("8", "Mary Major", "Violence in the port", "Dock Watch International", "2018-04-04", "", "", "", 1),
    ]  # fmt: skip
    assert all(REFERENCES[r.title_start : r.title_end] == r.title for r in article.references)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_byte_order_marks_and_blanks_change_nothing(ending, words):
    text = f"\ufeffFerry sinks off Lindala port\n\n\u200eBy Ann Doe\xa0\n\n{TEXT}\n".replace("\n", ending)
    (article,) = split_articles(text, words)
    assert (article.title, article.author) == ("Ferry sinks off Lindala port", "Ann Doe")
    assert [b.kind for b in article.blocks] == ["title", "byline", "paragraph"]


PIECES = st.sampled_from(
    ["\n", "\r\n", "\r", "\n\n\n\n", "Title: x", "By Ann Doe", "* X. 4th April 2018:", "[5]", "[a]", "[citation needed]", "Edit",
     "\x00", "\u200f", "\ufeff", "\u2028", "---", "“", "\"", "1. ^ ", "Retrieved 4 May 2018.", "A strike in the port", TEXT, "Photo: X", "a_bC"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=25).map("".join))
def test_articles_tile_any_text_and_hold_their_parts(words, text):
    articles = split_articles(text, words)
    if not text.strip():
        assert all(not a.blocks for a in articles)
        return
    assert articles[0].start == 0
    assert articles[-1].end == len(text)
    for before, after in itertools.pairwise(articles):
        assert before.end == after.start
    for article in articles:
        inner = [*article.blocks, *article.references, *article.citations]
        assert all(article.start <= part.start <= part.end <= article.end for part in inner)
        reached = article.start
        for start, end in article.masks:
            assert reached <= start < end <= article.end
            reached = end
        reached = article.start
        for block in article.blocks:
            assert reached <= block.start < block.end
            reached = block.end


@pytest.mark.parametrize(
    "piece", ["“”\"'", "1", "[", "[1]", "a-", "A b\n", "Title: x\n", "* X. 4th April 2018:\n", "word "]
)
def test_time_is_linear(piece, words):
    def seconds(length):
        text = piece * (length // len(piece))
        began = time.perf_counter()
        split_articles(text, words)
        return time.perf_counter() - began

    assert seconds(1_000_000) < 40 * seconds(100_000) + 1


@pytest.mark.parametrize(
    ("lexicon", "message"),
    [
        ({"months": {"13": ["Brumaire"]}}, "months.13 is no month"),
        ({"months": {"5": ["May"], "6": ["May"]}}, "'May' stands for two months"),
        (
            {"months": {"5": ["May"]}, "fields": {"title": ["Head"], "outlet": ["head"]}},
            "the field 'head' is title and outlet",
        ),
    ],
)
def test_refuses_words_that_say_two_things(lexicon, message):
    with pytest.raises(ValueError, match=message):
        read_words(lexicon)


def test_menu_with_too_many_bars_is_no_furniture_and_ends():
    bars = "Home | News | Sport | Weather" * 40  # the fuzzing found that its blanks could be taken in 2 ** 20 ways
    assert MENU_LINE.fullmatch(bars) is None
    assert MENU_LINE.fullmatch("Home | News | Sport | Weather")
    assert MENU_LINE.fullmatch("Home| |News |Sport")
