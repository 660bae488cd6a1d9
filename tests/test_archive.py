"""Answers counted where the tables lie: those that the tables in memory give."""

import tempfile

import pandas as pd
import pytest

from purgelib import archive, archive_charts, files, network, network_charts, numbers, parts, timeline

REPORTED = {  # what is told of some counts
    "counts": ("count", "size"),
    "documents": ("document", "nunique"),
    "lowest": ("low", "min"),
    "highest": ("high", "max"),
    "open_above": ("high", lambda high: high.isna().sum()),
    "hedged": ("hedge", "sum"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The tables of the example corpus, in parts."""
    out = tmp_path_factory.mktemp("archive") / "tables"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parts, "MOST", 2)
        assert parts.extract_parts(files.read_corpus(files.shipped("corpus")), out, format="parquet").parts > 1
    return out


@pytest.fixture(scope="module")
def tables(folder):
    return files.read_tables(folder)


@pytest.fixture(scope="module")
def opened(folder):
    with archive.opened(folder, show_private=True) as one:
        yield one


@pytest.mark.parametrize("within", ["sentence", "paragraph", "document"])
def test_pairs_are_those_of_the_tables_in_memory(opened, tables, within):
    expected = network.co_mentions(tables["mentions"], tables["sentences"], within=within)
    found = archive.co_mentions(opened, within=within, minimum=1, most=100_000, evidence=1_000).table
    assert len(found) > 100
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_the_pairs_named_together_most_often_and_how_many_there_are(opened, tables):
    expected = network.co_mentions(tables["mentions"], tables["sentences"], within="sentence")
    expected = network.chosen_pairs(expected, minimum=2)
    found = archive.co_mentions(opened, minimum=2, most=5)
    figures = [key for key in expected if key != "sentences"]
    pd.testing.assert_frame_equal(found.table[figures], expected[figures].head(5), check_dtype=False)
    assert found.told == (
        f"{len(expected)} pairs of actors are named together in at least 2 sentences; these are the 5 named together"
        " most often."
    )


def test_charts_draw_the_pairs_with_what_they_need(opened):
    pairs = archive.co_mentions(opened, most=20).table
    needed = archive.excerpt(opened, pairs)
    assert set(needed.actors["name"]) >= set(pairs["actor"])
    network_charts.actor_network(pairs, needed.actors, needed.sentences).to_dict()


def test_numbers_are_counted_by_category_month_and_source(opened, tables):
    rows = numbers.reported_numbers(tables["counts"], tables["documents"], tables["sentences"], references=False)
    in_one_month = rows["first_day"].str[:7].eq(rows["last_day"].str[:7])
    expected = (
        rows.assign(period=rows["first_day"].str[:7].where(in_one_month, ""), source=rows["says"])
        .groupby(["category", "period", "source"], as_index=False)
        .agg(
            **REPORTED,
            vague=("modifier", lambda modifier: modifier.eq("vague").sum()),
        )
    )
    found = archive.numbers_by_period(opened, sources=1_000).table
    assert expected["period"].ne("").sum() > 20
    bounds = ["lowest", "highest"]
    pd.testing.assert_frame_equal(
        found.astype(dict.fromkeys(bounds, "Float64")),
        expected.astype(dict.fromkeys(bounds, "Float64")),
        check_dtype=False,
    )


def test_outlets_are_those_of_the_documents(opened, tables):
    found = archive.outlets(opened, most=100)
    expected = tables["documents"].assign(outlet=tables["documents"]["outlet"].replace("", numbers.NO_OUTLET))
    for table in ("counts", "reactions"):
        rows = tables[table].groupby("document").size()
        expected[table] = expected["document"].map(rows).fillna(0).astype(int)
    expected = (
        expected.groupby("outlet", as_index=False)
        .agg(
            documents=("document", "size"),
            first=("first_day", "min"),
            last=("last_day", "max"),
            counts=("counts", "sum"),
            reactions=("reactions", "sum"),
        )
        .sort_values(["documents", "outlet"], ascending=[False, True], ignore_index=True)
    )
    pd.testing.assert_frame_equal(found.table, expected, check_dtype=False)
    assert found.told == f"{len(tables['documents'])} documents of {len(expected)} outlets."
    few = archive.outlets(opened, most=2)
    pd.testing.assert_frame_equal(few.table, found.table.head(2))
    assert few.told.endswith("outlets; these are the 2 with most documents.")


def test_ranges_of_a_source_are_those_of_its_counts(opened, tables):
    rows = numbers.reported_numbers(tables["counts"], tables["documents"], tables["sentences"], references=False)
    expected = (
        rows.groupby(["category", "says"], as_index=False)
        .agg(
            **REPORTED,
        )
        .rename(columns={"says": "source"})
        .sort_values(["counts", "category", "source"], ascending=[False, True, True], ignore_index=True)
    )
    found = archive.ranges_by_source(opened, most=1_000)
    bounds = dict.fromkeys(["lowest", "highest"], "Float64")
    columns = list(expected)
    pd.testing.assert_frame_equal(found.table[columns].astype(bounds), expected.astype(bounds), check_dtype=False)
    assert found.table["first"].min() < "2017-04" < found.table["last"].max()
    few = archive.ranges_by_source(opened, most=3)
    pd.testing.assert_frame_equal(few.table, found.table.head(3), check_dtype=False)
    assert few.told == f"{len(expected)} pairs of category and source; these are the 3 with most counts."


def test_sources_that_are_put_together_are_told(opened):
    everyone, few = archive.numbers_by_period(opened, sources=1_000), archive.numbers_by_period(opened, sources=3)
    assert set(few.table["source"]) - {archive.OTHERS} < set(everyone.table["source"])
    assert few.table["counts"].sum() == everyone.table["counts"].sum()
    assert few.table["source"].nunique() == 4
    assert "The 3 sources with most counts stand by themselves, all others together" in few.told
    assert archive.OTHERS not in everyone.told


def test_what_is_too_much_for_a_chart_is_counted_by_longer_periods_and_says_so(opened):
    months, years = (archive.numbers_by_period(opened, most=most) for most in (5_000, 50))
    assert (months.unit, years.unit) == ("month", "year")
    assert len(years.table) < len(months.table)
    assert years.table["counts"].sum() == months.table["counts"].sum()
    assert set(years.table["period"]) >= {"2017", ""}
    assert years.told.endswith("by year.") or "by year. " in years.told
    weeks, longer = (archive.reactions_by_period(opened, most=most) for most in (5_000, 40))
    assert (weeks.unit, longer.unit) == ("week", "month")
    assert "reactions of one month each" in longer.told


def test_reactions_are_counted_by_week_and_type(opened, tables):
    acts = timeline.merged_reactions(tables["reactions"], tables["documents"], merge=False)
    expected = timeline.reactions_by_week(acts)
    expected = expected.assign(period=expected["week"].dt.strftime("%Y-%m-%d"))
    found = archive.reactions_by_period(opened)
    assert len(expected) > 10
    columns = ["period", "type", "reactions"]
    pd.testing.assert_frame_equal(found.table[columns], expected[columns], check_dtype=False)
    assert found.told == (
        f"{expected['reactions'].sum()} reactions of one week each, counted sentence by sentence;"
        f" {len(acts) - expected['reactions'].sum()} without a date or less precisely dated are left out."
    )


def test_charts_say_what_they_are_of(opened):
    for chart, answer in (
        (archive_charts.numbers_by_period, archive.numbers_by_period(opened)),
        (archive_charts.reactions_by_period, archive.reactions_by_period(opened)),
    ):
        spec = chart(answer).to_dict()
        assert answer.told in spec["title"]["subtitle"]
        assert spec["usermeta"]["csv"].count("\n") == len(answer.table) + 1
        (values,) = (layer["values"] for layer in [spec["data"]])
        assert 1 < len(values) <= len(answer.table)


def test_charts_of_nothing_say_so(opened):
    for chart, answer in (
        (archive_charts.numbers_by_period, archive.numbers_by_period(opened)),
        (archive_charts.reactions_by_period, archive.reactions_by_period(opened)),
    ):
        assert "no " in str(chart(answer._replace(table=answer.table.head(0))).to_dict())


def test_private_names_are_masked(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "camp.txt").write_text("Ann O'Dell and Ruth Adler said that 12 men were killed in Marrow.\n")
    (tmp_path / "texts" / "actors.csv").write_text("actor,public\nRuth Adler,0\n")
    parts.extract_parts(files.read_corpus(tmp_path / "texts"), tmp_path / "it's out", format="parquet")
    with archive.opened(tmp_path / "it's out") as masked:
        pairs = archive.co_mentions(masked, minimum=1).table
        assert "witness 1" in {*pairs["actor"], *pairs["other"]}
        shown = archive.numbers_by_period(masked).table.to_csv() + pairs.to_csv()
        shown += "".join(table.to_csv() for table in archive.excerpt(masked, pairs))
        assert "Adler" not in shown


def test_a_corpus_without_names_or_numbers_has_answers(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "quiet.txt").write_text("Nothing happened in the valley.\n")
    parts.extract_parts(files.read_corpus(tmp_path / "texts"), tmp_path / "out", format="parquet")
    with archive.opened(tmp_path / "out") as quiet:
        answers = archive.co_mentions(quiet), archive.numbers_by_period(quiet), archive.reactions_by_period(quiet)
    assert [len(answer.table) for answer in answers] == [0, 0, 0]


def test_without_a_folder_it_is_the_last_run_or_the_example(tables, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with archive.opened() as example:
        assert len(example.sql("FROM counts")) == len(tables["counts"])


def test_an_archive_can_be_closed_and_leaves_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    one = archive.opened(folder)
    assert len(list(tmp_path.iterdir())) == 1
    one.close()
    assert not list(tmp_path.iterdir())
    with pytest.raises(ValueError, match="holds no Parquet table"):
        archive.opened(tmp_path)
    assert not list(tmp_path.iterdir())


def test_says_what_is_not_there(opened, tmp_path):
    with pytest.raises(ValueError, match="holds no Parquet table documents"):
        archive.opened(tmp_path)
    with pytest.raises(ValueError, match="within 'window' is not known; there are sentence, paragraph, document"):
        archive.co_mentions(opened, within="window")
