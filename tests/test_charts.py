import json
import re

import altair as alt
import pandas as pd
import pytest

from purgelib import charts, drawing, figures, numbers


@pytest.fixture
def reported(flood):
    return numbers.reported_numbers(flood["counts"], flood["documents"], flood["sentences"])


def all_charts(tables):
    reported = numbers.reported_numbers(tables["counts"], tables["documents"], tables["sentences"])
    return [
        charts.documents_by_date(tables["documents"]),
        charts.sentences_by_kind(tables["sentences"], tables["documents"]),
        charts.reported_numbers(reported),
        charts.numbers_over_time(numbers.numbers_over_time(reported)),
    ]


def marks(svg, panel, kind):
    """How many marks of a kind a panel holds, layer by layer."""
    groups = re.findall(rf'<g class="mark-{kind} role-mark concat_{panel}_[^"]*"[^>]*>(.*?)</g>', svg, flags=re.S)
    return [len(re.findall(r"<(?:path|line|text)", group)) for group in groups]


def values(chart, panel=0):
    """The rows that a panel draws."""
    spec = chart.to_dict()
    return (spec["vconcat"][panel].get("data") or spec["data"])["values"]


def test_every_figure_has_its_functions_name_a_description_and_its_table(flood):
    specs = [chart.to_dict() for chart in all_charts(flood)]
    names = [spec["usermeta"]["figure"] for spec in specs]
    assert names == ["documents_by_date", "sentences_by_kind", "reported_numbers", "numbers_over_time"]
    assert all(hasattr(charts, name) for name in names)
    assert all(spec["description"] and spec["usermeta"]["csv"].count("\n") > 1 for spec in specs)


def test_bounds_are_drawn_as_bounds(reported):
    panels = charts.reported_numbers(reported).to_dict()["vconcat"]
    killed, evacuated = (panel["data"]["values"] for panel in panels)
    assert [(row["text"], row["drawn"], row["hollow"], row["times_said"]) for row in killed] == [
        ("up to 40", "below", 1, "×1"),
        ("Dozens", "above", 1, "×1"),
        ("at least 12", "above", 0, "×1"),
        ("at least 12", "above", 0, "×2"),
        ("15", "point", 0, "×1"),
    ]
    assert [(row["text"], row["drawn"], row["hollow"]) for row in evacuated] == [
        ("Between 300 and 350", "range", 0),
        ("About 320", "point", 0),
        ("More than 300", "above", 0),
        ("An unknown number of", "none", 1),
    ]


def test_an_open_end_is_an_arrow_and_a_range_a_bar(reported):
    svg = figures.svg_of(charts.reported_numbers(reported).to_dict()).decode()
    assert marks(svg, 0, "rule") == [3, 1]  # to the right: at least 12, the same twice, dozens; to the left: up to 40
    assert marks(svg, 0, "symbol") == [3, 1, 5, 2]  # two kinds of heads, five numbers, two of them hollow
    assert marks(svg, 1, "rect") == [1]
    assert "An unknown number of (no bound)" in svg
    assert "×2" in svg


def test_marks_of_one_speaker_do_not_cover_each_other(tables_of):
    tables = tables_of(
        documents=[(f"{n}.txt", 1, "T", f"Outlet {n}", "", "2021-06-03") for n in range(5)],
        counts=[(n, "[More than 100] held.", "detained", 101, None, "more_than", "Ina Holt", "", 0) for n in range(5)],
    )
    reported = numbers.reported_numbers(tables["counts"], tables["documents"], tables["sentences"])
    rows = values(charts.reported_numbers(reported))
    assert [row["row"] for row in rows] == ["0000Ina Holt", "0001", "0002", "0003", "0004"]


def test_the_tooltip_tells_sentence_document_and_offsets(reported):
    row = values(charts.reported_numbers(reported))[3]
    assert row["sentence"] == "The mayor had said that at least 12 drowned."
    assert row["headline"] == "What the water left"
    assert row["places"] == "relief.txt:332–343, relief.txt:364–375"


def test_a_hollow_mark_is_white_inside(reported):
    layers = charts.reported_numbers(reported).to_dict()["vconcat"][0]["layer"]
    white = [layer for layer in layers if layer["encoding"].get("color") == {"value": "white"}]
    assert [layer["transform"][1]["filter"] for layer in white] == [{"equal": 1, "field": "hollow"}]


def test_numbers_over_time_tell_what_they_add(reported):
    panels = charts.numbers_over_time(numbers.numbers_over_time(reported)).to_dict()["vconcat"]
    assert [(row["text"], row["adds"], row["imprecise"], row["highest"]) for row in panels[0]["data"]["values"]] == [
        ("at least 12", "the first", 0, 12),
        ("at least 12", "repeated", 0, 12),
        ("up to 40", "other bounds", 0, 12),
        ("15", "higher than any lower bound before", 0, 15),
        ("Dozens", "higher than any lower bound before", 1, 24),
    ]


def test_draws_only_layers_that_have_marks(tables_of):
    tables = tables_of(counts=[(0, "[Nine] were held.", "detained", 9, 9, "exact", "", "", 0)])
    reported = numbers.reported_numbers(tables["counts"], tables["documents"], tables["sentences"])
    assert len(charts.reported_numbers(reported).to_dict()["vconcat"][0]["layer"]) == 1


def test_nothing_to_draw_is_said_in_the_chart(tables_of):
    for chart in all_charts(tables_of(documents=[], counts=[])):
        values = chart.to_dict()["data"]["values"]
        assert len(values) == 1
        assert "no" in values[0]["says"].casefold()


def test_control_characters_become_signs_and_texts_never_expressions(tables_of):
    text = "datum.x + signal('y') \x01 [9] held"
    tables = tables_of(
        documents=[("a.txt", 1, text, "signal('width')\x1b", "", "2021-06-03")],
        counts=[(0, text, "\x07cat'egory", 9, 9, "exact", "datum.x", "", 0)],
    )
    for chart in all_charts(tables):
        spec = chart.to_dict()
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", figures.svg_of(spec).decode())
        expressions = re.findall(r'"(?:filter|labelExpr|expr|signal|calculate)": ("[^"]*")', json.dumps(spec))
        assert set(expressions) <= {
            '"slice(datum.label, 4)"',
            '"datum.first_day != datum.last_day"',
            "\"datum.first_day != '' && datum.first_day == datum.last_day\"",
            "\"datum.first_day == '' && datum.last_day == ''\"",
        }


def test_a_spreadsheet_runs_nothing():
    table = pd.DataFrame({"says": ["=1+1", "+4", "-4", "@me", "\tx", 'he said, "no"'], "low": [1, 2, 3, 4, 5, None]})
    assert drawing.csv_of(table.astype({"low": "Int64"})) == (
        'says,low\r\n\'=1+1,1\r\n\'+4,2\r\n\'-4,3\r\n\'@me,4\r\n\'\tx,5\r\n"he said, ""no""",\r\n'
    )


def test_figures_are_the_same_bytes_each_time(reported):
    first, second = (charts.reported_numbers(reported).to_dict() for _ in range(2))
    assert figures.svg_of(first) == figures.svg_of(second)
    assert figures.png_of(first) == figures.png_of(second)


def test_notebooks_get_json_that_no_front_end_has_to_fetch_a_script_for(reported):
    assert alt.renderers.active == "purgelib"
    bundle = charts.reported_numbers(reported)._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert set(data) == {drawing.MIME, "text/plain"}


def test_saves_a_chart_only_where_a_folder_is_named(reported, tmp_path):
    chart = charts.reported_numbers(reported)
    assert figures.saved(chart) is chart
    assert figures.saved(chart, str(tmp_path / "new")) is chart
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "reported_numbers.png",
        "reported_numbers.svg",
    ]


@pytest.mark.parametrize("name", ["../evil", "a/b", "", "x" * 100, 5, None])
def test_a_figures_name_leads_nowhere(name):
    assert figures.name_of({"usermeta": {"figure": name}}) == ""
