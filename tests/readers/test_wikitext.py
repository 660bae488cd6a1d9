"""Wikitext: what a reader of the page sees, with its references."""

import pytest

from purgelib import segment
from purgelib.lexicons import read_lexicons
from purgelib.readers import ReadingError, Text, wikitext


def test_reads_text_numbers_in_templates_and_references(wiki, wiki_text):
    assert wikitext.read(wiki.encode(), "Lowmoor_flood.wiki") == (
        Text(wiki_text, title="Lowmoor flood", notes=("left out what these templates hold: mystery",)),
    )


def test_the_segmenter_reads_sections_references_and_citations(wiki):
    (text,) = wikitext.read(wiki.encode(), "Lowmoor_flood.wiki")
    (article,) = segment.split_articles(text.text, segment.read_words(read_lexicons()["segment"]))
    assert article.title == "Lowmoor flood"
    assert {block.section for block in article.blocks if block.kind == "paragraph"} == {"", "Response"}
    assert [
        (one.number, one.authors, one.title, one.outlet, one.published, one.cited) for one in article.references
    ] == [
        ("1", "Weir, Ann", "Storm leaves forty homeless", "Harbour Post", "2019-05-03", 2),
        ("2", "", "Others say 320", "", "", 1),
    ]


def test_the_numbers_are_found(wiki, found):
    (text,) = wikitext.read(wiki.encode(), "Lowmoor_flood.wiki")
    assert found(text.text) == [
        ("At least 12", "killed"),
        ("1,340", "evacuated"),
        ("c. 300", "aided"),
        ("14", "detained"),
        ("two", "detained"),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{convert|12|km|mi}} away", "12 km away"),
        ("{{convert|3000|-|4500|m}} up", "3,000–4,500 m up"),
        ("{{formatnum:1234567}} and {{formatnum|98765}} people", "1,234,567 and 98,765 people"),
        ("{{c.|1990}} to {{circa|1994|1996}}", "c. 1990 to c. 1994 – c. 1996"),
        ("{{as of|2019|5}}, {{as of|2019|lc=y}}", "As of May 2019, as of 2019"),
        ("{{lang|ru|приют}} and {{lang-de|Heim}}", "приют and Heim"),
        ("{{nowrap|{{formatnum:4500}} people}} fled", "4,500 people fled"),
        ("{{USD|45000}} was paid{{snd}}late", "US$45,000 was paid – late"),
        ("1&nbsp;200 people &amp; ''more'' '''so'''", "1\xa0200 people & more so".replace("\xa0", " ")),
        ("a [https://post.example the report] b [https://post.example]", "a the report b"),
        ("{{quote|Nobody came.|Ina Holt}}", "Nobody came."),
        ("[[Ashby]] and [[Ashby|the town]], [[:Category:Mills]]", "Ashby and the town, Category:Mills"),
        ("one<br/>two", "one two"),
        ("{{Unclosed|12 people died", "{{Unclosed|12 people died"),
        (
            "12<ref>A</ref> died<ref name=a>B</ref>.<ref name=a/>",
            "12[1] died[2].[2]\n\nReferences[edit]\n\n1. ^ A\n2. ^ B",
        ),
        (
            "12 died.<ref name=a/>\n{{reflist|refs=<ref name=a>Post</ref>}}",
            "12 died.[1]\n\nReferences[edit]\n\n1. ^ Post",
        ),
        ("Died.{{sfn|Weir|2019|p=4}}", "Died.[1]\n\nReferences[edit]\n\n1. ^ Weir, 2019, 4."),
    ],
)
def test_reads_wikitext(source, text):
    assert wikitext.read(source.encode(), "x.wiki")[0].text == f"Title: x\n\n{text}\n"


def test_a_page_of_boxes_alone_says_so():
    with pytest.raises(ReadingError, match="holds no text"):
        wikitext.read(b"{{Infobox|a=1}}\n[[Category:Floods]]", "x.wiki")
