"""The tables of whole corpora: what must hold of every row, and one small affair read from end to end."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purgelib import files, schemas
from purgelib.extract import extract, slug
from purgelib.parts import extract_parts

FLOOD = """\
At least 12 dead after dam bursts in Marrowdale

By Ines Okoro

14 August 2019

At least 12 people were killed when a dam burst in Marrowdale on Monday, the Interior Ministry said.

Red Cross officials said that more than 300 residents had been evacuated since Sunday. "We are deeply concerned," said \
Adaeze Mbeki, the group's director.

About 40 protesters were detained outside the parliament on 13 August, according to the River Defence League.
"""


@pytest.fixture(scope="module")
def flood(tmp_path_factory):
    folder = tmp_path_factory.mktemp("flood")
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    return extract(files.read_corpus(folder))


@pytest.fixture(scope="module")
def example():
    corpus = files.read_corpus(files.shipped("corpus"))
    return extract(corpus), {path.name: files.read_text(path) for path in corpus.texts}


def test_an_article_with_its_head(flood):
    row = flood["documents"].iloc[0]
    assert list(row[["document", "title", "author", "published", "missing"]]) == [
        "flood:1",
        "At least 12 dead after dam bursts in Marrowdale",
        "Ines Okoro",
        "2019-08-14",
        "outlet",
    ]


def test_its_numbers_with_bounds_speakers_and_dates(flood):
    columns = ["text", "category", "low", "high", "modifier", "population", "when"]
    rows = flood["counts"].sort_values("start")[columns].astype(object).where(lambda t: t.notna(), None)
    assert rows.to_numpy().tolist() == [
        ["At least 12", "killed", 12, None, "at_least", "", ""],
        ["At least 12", "killed", 12, None, "at_least", "people", "2019-08-12"],
        ["more than 300", "evacuated", 301, None, "more_than", "residents", "2019-08-11/2019-08-14"],
        ["About 40", "detained", 40, 40, "about", "protesters", "2019-08-13"],
    ]
    assert flood["counts"].sort_values("start")["source"].iloc[-1] == "River Defence League"


def test_every_row_leads_back_to_its_words(example):
    tables, contents = example
    for name, table in tables.items():
        if "text" not in table:
            continue
        assert len(table) or name == "corrections", f"no {name} in the example corpus"
        for row in table.itertuples():
            assert contents[row.file][row.start : row.end] == row.text, name


@pytest.mark.parametrize(
    ("table", "span"), [("counts", "cue"), ("counts", "credit"), ("reactions", "cue"), ("quotes", "cue")]
)
def test_every_cue_leads_back_to_its_words(example, table, span):
    tables, contents = example
    rows = tables[table].dropna(subset=[f"{span}_start"])
    assert len(rows)
    for file, start, end, words in rows[["file", f"{span}_start", f"{span}_end", span]].itertuples(index=False):
        assert contents[file][start:end] == words


def test_every_id_points_to_a_row(example):
    schemas.check_links(example[0])


def test_sentences_do_not_overlap_and_lie_in_their_documents(example):
    tables, _ = example
    for document in tables["documents"].itertuples():
        rows = tables["sentences"][tables["sentences"]["document"] == document.document].sort_values("start")
        assert (rows["start"].iloc[1:].to_numpy() >= rows["end"].iloc[:-1].to_numpy()).all()
        assert rows["start"].min() >= document.start
        assert rows["end"].max() <= document.end


def test_the_same_corpus_gives_the_same_tables(example, tmp_path):
    again = extract(files.read_corpus(files.shipped("corpus")))
    for name, table in example[0].items():
        pd.testing.assert_frame_equal(table, again[name])


def test_a_text_without_a_number_is_no_error(tmp_path):
    (tmp_path / "quiet.txt").write_text("Nothing happened in the valley.\n")
    tables = extract(files.read_corpus(tmp_path))
    assert tables["counts"].empty
    assert len(tables["sentences"]) == 1


def test_new_texts_change_no_id(tmp_path):
    (tmp_path / "flood.txt").write_text(FLOOD)
    before = extract(files.read_corpus(tmp_path))
    (tmp_path / "a.txt").write_text("Later, 3 miners died in Coal Hollow, the Miners Union said.\n")
    after = extract(files.read_corpus(tmp_path))
    for table, key in (("sentences", "sentence"), ("counts", "count"), ("mentions", "mention")):
        assert set(before[table][key]) < set(after[table][key])


def test_says_which_part_does_not_exist(tmp_path):
    (tmp_path / "flood.txt").write_text(FLOOD)
    (tmp_path / "documents.csv").write_text("file,part\nflood.txt,7\n")
    with pytest.raises(files.CorpusError) as caught:
        extract(files.read_corpus(tmp_path))
    assert str(caught.value) == "documents.csv, row 2: part 7 of flood.txt does not exist; the file has part 1"


def test_says_the_problems_of_all_files(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff")
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.raises(files.CorpusError) as caught:
        extract(files.read_corpus(tmp_path))
    assert len(caught.value.problems) == 2


def test_says_that_two_files_share_an_id(tmp_path):
    for name in ("a b.txt", "a-b.txt"):
        (tmp_path / name).write_text("A text.\n")
    with pytest.raises(files.CorpusError, match=r"a-b\.txt: has the id a-b, as has a b\.txt; rename one of them"):
        extract(files.read_corpus(tmp_path))


def test_documents_csv_overrides_the_text(tmp_path):
    (tmp_path / "flood.txt").write_text(FLOOD)
    (tmp_path / "documents.csv").write_text("file,part,outlet,published\nflood.txt,1,NA,2019-08\n")
    row = extract(files.read_corpus(tmp_path))["documents"].iloc[0]
    assert (row["outlet"], row["published"], row["first_day"], row["last_day"]) == (
        "NA",
        "2019-08",
        "2019-08-01",
        "2019-08-31",
    )
    assert row["stated"] == "outlet; published"


PRIVATE = (
    "Amina fled the camp. She asked to be called only by her first name. Amina was beaten there, Ruth Adler said.\n"
)


@pytest.mark.parametrize(
    ("decided", "masked"), [("", {"Amina"}), ("Amina,1\n", set()), ("Ruth Adler,0\n", {"Amina", "Ruth Adler"})]
)
def test_a_private_person_is_known_by_rule_or_by_decision(tmp_path, decided, masked):
    (tmp_path / "camp.txt").write_text(PRIVATE)
    (tmp_path / "actors.csv").write_text("actor,public\n" + decided)
    actors = extract(files.read_corpus(tmp_path))["actors"]
    assert set(actors.loc[actors["public"] == 0, "name"]) == masked


def test_type_and_country_of_an_actor_are_as_people_decided(tmp_path):
    (tmp_path / "camp.txt").write_text(PRIVATE)
    (tmp_path / "actors.csv").write_text("actor,type,country\nRuth Adler,other,Norrland\n")
    tables = extract(files.read_corpus(tmp_path))
    assert tables["actors"].set_index("name").loc["Ruth Adler", ["type", "country"]].to_list() == ["other", "Norrland"]
    assert set(tables["mentions"].set_index("actor").loc[["Ruth Adler"], "type"]) == {"other"}


@pytest.mark.parametrize(
    ("added", "actors"),
    [("", ["Harbor Relief Council", "Harbour Relief Council"]), ('harbor = "harbour"', ["Harbour Relief Council"])],
)
def test_words_of_a_corpus_say_which_spellings_are_one(tmp_path, added, actors):
    corpus = tmp_path / "corpus"
    (corpus / "lexicons").mkdir(parents=True)
    for name, word in (("a", "Harbor"), ("b", "Harbour")):
        (corpus / f"{name}.txt").write_text(
            f"The {word} Relief Council helped. Aid came from the {word} Relief Council."
        )
    (corpus / "lexicons" / "names.toml").write_text(f"[links.spellings]\n{added}\n")
    read = files.read_corpus(corpus)
    assert list(extract(read)["actors"]["name"]) == actors
    extract_parts(read, tmp_path / "tables")
    assert list(files.read_tables(tmp_path / "tables")["actors"]["name"]) == actors


def test_a_pipeline_of_the_users_own_adds_names_and_says_so(tmp_path):
    import spacy

    other = spacy.blank("en")
    other.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "open oar"}])
    other.to_disk(tmp_path / "boats")
    (tmp_path / "sea.txt").write_text("A boat of open oar came to Malta on Friday.\n")
    corpus = files.read_corpus(tmp_path)
    mentions = extract(corpus, other=str(tmp_path / "boats"))["mentions"]
    assert set(zip(mentions["actor"], mentions["found_by"] == "rules", strict=True)) >= {
        ("Malta", True),
        ("open oar", False),
    }
    assert "open oar" not in set(extract(corpus)["mentions"]["actor"])


def test_says_that_a_pipeline_is_not_installed(tmp_path):
    (tmp_path / "sea.txt").write_text("A boat came.\n")
    with pytest.raises(ValueError, match="pipeline 'en_none' is not installed"):
        extract(files.read_corpus(tmp_path), other="en_none")


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)
PIECES = [
    "[5]",
    "“",
    "”",
    '"',
    "’s",
    "At least ",
    "12 ",
    "men ",
    "were killed",
    ", said ",
    "Mr. Doe",
    "\n\n",
    "\r\n",
    "1.",
]


@settings(max_examples=80, deadline=None)
@given(st.one_of(TEXTS, st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join).filter(str.strip)))
def test_rubbish_gives_tables_that_hold(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("rubbish")
    (folder / "rubbish.txt").write_bytes(text.encode())
    tables = extract(files.read_corpus(folder))
    schemas.check_links(tables)
    for table in tables.values():
        if "text" in table:
            assert [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)] == list(
                table["text"]
            )


def test_slugs_are_plain():
    assert slug("Jean-Luc Mélenchon") == "jean-luc-melenchon"
    assert slug("—") == "actor"


def test_a_state_that_is_taken_for_a_victim_in_one_text_is_not_private(tmp_path):
    (tmp_path / "a.txt").write_text("48 detainees were tortured, a spokesman for Labour Watch Tirastan said.\n")
    (tmp_path / "b.txt").write_text("The government of Tirastan denied it. In Tirastan, President Ole Berg said no.\n")
    (tmp_path / "c.txt").write_text(PRIVATE)
    actors = extract(files.read_corpus(tmp_path))["actors"].set_index("name")
    assert actors.loc["Tirastan", ["type", "public"]].to_list() == ["state", 1]
    assert actors.loc["Amina", "public"] == 0
