import pandas as pd
import pytest

from purgelib import figures, files, origin_charts, origins, schemas
from purgelib.extract import extract
from purgelib.masking import masked

TEXTS = {
    "post.txt": "At least 45 quarry workers were arrested on Sunday, the Miners Aid Network said.",
    "echo.txt": "The Harbour Post reported that at least 45 workers had been arrested. A witness said dozens are held.",
    "later.txt": "At least 45 workers were arrested on Sunday, the mayor of Tarn, Ina Holt, said.",
}
DOCUMENTS = """file,part,outlet,published
post.txt,1,Harbour Post,2021-05-03
echo.txt,1,Evening Echo,2021-05-04
later.txt,1,Harbour Post,2021-05-06
"""


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quarry")
    for name, text in {**TEXTS, "documents.csv": DOCUMENTS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return origins.trace(extract(files.read_corpus(folder)))


def values(chart, columns):
    """The rows of the first data of a chart that have these columns."""
    parts = [chart.to_dict()]
    while parts:
        part = parts.pop(0)
        rows = (part.get("data") or {}).get("values", [])
        if rows and columns <= rows[0].keys():
            return rows
        parts += [*part.get("vconcat", ()), *part.get("layer", ())]
    return []


def all_charts(found):
    tried = origins.sensitivity(found.counts, found.known)
    return [
        origin_charts.origin_chains(found),
        origin_charts.ranges_by_origin(found),
        origin_charts.sensitivity(tried, found.figures),
    ]


def test_every_figure_has_its_functions_name_a_description_and_its_table(traced):
    specs = [chart.to_dict() for chart in all_charts(traced)]
    assert [spec["usermeta"]["figure"] for spec in specs] == ["origin_chains", "ranges_by_origin", "sensitivity"]
    assert all(hasattr(origin_charts, spec["usermeta"]["figure"]) for spec in specs)
    assert all(spec["description"] and spec["usermeta"]["csv"].count("\n") > 1 for spec in specs)


def test_a_line_is_as_wide_as_there_are_documents(traced):
    drawn = values(origin_charts.origin_chains(traced), {"taker", "giver"})
    lines = {(row["taker"], row["giver"]): row for row in drawn}
    assert {(taker, giver): row["documents"] for (taker, giver), row in lines.items()} == {
        ("Harbour Post, 2 documents from 2021-05-03", "Miners Aid Network"): 1,
        ("Harbour Post, 2 documents from 2021-05-03", "Ina Holt"): 1,
        ("Evening Echo, 2021-05-04", "Harbour Post"): 1,
        ("Harbour Post", "Miners Aid Network"): 1,
    }
    assert lines["Evening Echo, 2021-05-04", "Harbour Post"]["words"] == "The Harbour Post"
    assert lines["Harbour Post", "Miners Aid Network"]["basis"] == "matched"


def test_documents_stand_left_of_all_and_roots_right_of_all(traced):
    nodes = values(origin_charts.origin_chains(traced), {"place", "x"})
    across = {place: {row["x"] for row in nodes if row["place"] == place} for place in ("document", "between", "root")}
    assert max(across["document"]) < min(across["between"]) <= max(across["between"]) < min(across["root"])
    assert len({(row["x"], row["y"]) for row in nodes}) == len(nodes)


def test_ranges_name_every_origin_with_the_dates_of_its_documents(traced):
    rows = values(origin_charts.ranges_by_origin(traced), {"origin"})
    assert [(row["origin"], row["fewest"], row["open_above"], row["dates"]) for row in rows] == [
        ("Miners Aid Network", 45, 1, "2021-05-03 – 2021-05-04 · 2 documents"),
        ("Ina Holt", 45, 1, "2021-05-06 · 1 document"),
        ("unnamed (a witness), in Evening Echo", 24, 1, "2021-05-04 · 1 document"),
    ]


def test_leaving_out_what_sets_a_bound_changes_the_range(traced):
    table = origins.sensitivity(traced.counts, traced.known)
    changed = table[table["changed"].eq(1)]
    assert ("source", "unnamed", 45, 45) in set(
        changed[["way", "left_out", "fewest", "most"]].itertuples(index=False, name=None)
    )
    assert ("convention", "acled", 12, 45) in set(
        changed[["way", "left_out", "fewest", "most"]].itertuples(index=False, name=None)
    )


def test_an_unknown_convention_wave_or_category_is_an_error(traced):
    with pytest.raises(ValueError, match="the convention 'mine' does not exist; there are acled, codebook, none"):
        origins.under_convention(traced.counts, "mine")


def test_nothing_to_draw_is_said(tables_of):
    tables = {name: schemas.table(name) for name in schemas.TABLES}
    found = origins.trace(tables)
    for chart in all_charts(found):
        assert "No number of people" in chart.to_dict()["data"]["values"][0]["says"]
    assert origins.in_prose(found).startswith("The texts report no number")


def test_hostile_names_arrive_as_text(hostile_run):
    found = origins.trace(files.read_tables(hostile_run.out / "tables"))
    for chart in all_charts(found):
        svg = figures.svg_of(chart.to_dict()).decode()
        assert "<script" not in svg and "<img" not in svg


def test_figures_are_the_same_on_every_run(traced):
    first, again = ([figures.svg_of(chart.to_dict()) for chart in all_charts(traced)] for _ in range(2))
    assert first == again


def test_no_table_is_changed(traced):
    before = traced.counts.copy()
    all_charts(traced)
    pd.testing.assert_frame_equal(traced.counts, before)


def test_a_private_person_is_a_witness_without_a_name(tmp_path):
    for name, text in {**TEXTS, "documents.csv": DOCUMENTS, "actors.csv": "actor,public\nIna Holt,0\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    tables = extract(files.read_corpus(tmp_path))
    tables["actors"].loc[tables["actors"]["name"].eq("Ina Holt"), "public"] = 0
    found = origins.trace(masked(tables))
    assert ("Harbour Post ← witness 1", "witness") in set(
        found.roots[["path", "kind"]].itertuples(index=False, name=None)
    )
    drawn = [figures.svg_of(chart.to_dict()).decode() + str(chart.to_dict()) for chart in all_charts(found)]
    assert not any("Holt" in one for one in drawn)
