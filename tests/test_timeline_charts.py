import re
import shutil

import altair as alt
import pandas as pd
import pytest

from purgelib import figures, page, timeline, timeline_charts

DOCUMENTS = pd.DataFrame(
    {"document": ["d1", "d2"], "published": ["2021-09-05", "2021-12"], "title": ["Editors held", ""], "outlet": "Post"}
)
TYPES = {"Ghana": "state", "Togo": "state", "PEN": "ngo", "Daily Post": "media", "readers": "other"}


def draw(*rows, types=TYPES):
    """Acts as `timeline.with_words` gives them: actor, type, date and sentence."""
    reactions = pd.DataFrame(rows, columns=["actor", "type", "date", "text"]).assign(
        reaction=[f"r{number}" for number in range(len(rows))],
        document=["d1" if number % 2 == 0 else "d2" for number in range(len(rows))],
        date_basis=lambda t: t["date"].ne("").map({True: "stated", False: ""}),
        target="",
        quote=0,
        cue="x",
        sentence=lambda t: t["reaction"],
    )
    sentences = pd.DataFrame({"sentence": reactions["reaction"], "text": reactions["text"]})
    actors = pd.DataFrame({"name": list(types), "type": list(types.values()), "country": ""})
    acts = timeline.merged_reactions(reactions, DOCUMENTS)
    return timeline.with_words(acts, sentences, reactions, DOCUMENTS, actors)


@pytest.fixture
def acts():
    return draw(
        ("Daily Post", "report", "2021-09-01", "The Daily Post reported it."),
        ("Ghana", "deny", "2021-09-03", "Ghana denied it."),
        ("Ghana", "decline", "2021-09-03", "Ghana would not say more."),
        ("Togo", "condemn", "2021-09", "Togo condemned it in September."),
        ("PEN", "demand", "2021-09-02", "PEN called for their release."),
        ("PEN", "demand", "2021-11-20", "PEN asked again."),
        ("readers", "protest", "", "Readers marched."),
    )


@pytest.fixture
def first(acts):
    return timeline.first_report(acts)


EVENTS = pd.DataFrame(
    {
        "category": ["detained"],
        "date": ["2021-09-02"],
        "first_day": pd.to_datetime(["2021-09-02"]),
        "last_day": pd.to_datetime(["2021-09-02"]),
        "numbers": ["14"],
        "sources": ["PEN"],
        "documents": [1],
        "counts": ["c1"],
    }
)


def data(chart, name):
    """The rows of a data set that the chart holds."""

    def search(value):
        if isinstance(value, dict):
            if value.get("name") == name and "values" in value:
                return value["values"]
            return next((found for found in map(search, value.values()) if found is not None), None)
        if isinstance(value, list):
            return next((found for found in map(search, value) if found is not None), None)
        return None

    return search(chart.to_dict())


def rows_of(chart):
    """The labels of the rows from the top, headings in capitals."""
    (domain,) = {
        tuple(layer["encoding"]["y"]["scale"]["domain"])
        for layer in chart.to_dict()["vconcat"][0]["layer"]
        if "y" in layer["encoding"]
    }
    assert list(domain) == sorted(domain)
    return [row[5:].upper() if row[4] == "#" else row[5:] for row in domain]


def period_of(chart):
    """The period drawn at first, as days."""
    (parameter,) = (one for one in chart.to_dict()["params"] if one["name"] == timeline_charts.PERIOD)
    return [f"{pd.Timestamp(end, unit='ms'):%Y-%m-%d}" for end in parameter["value"]["x"]]


def marks(svg, kind):
    """How many marks of a kind the upper part of the timeline has, layer by layer."""
    groups = re.findall(rf'<g class="mark-{kind} role-mark concat_0_layer_[^"]*"[^>]*[^/]>(.*?)</g>', svg, flags=re.S)
    return [len(re.findall(r"<(?:path|line|text)", group)) for group in groups]


def all_charts(acts, first):
    return [
        timeline_charts.reaction_timeline(acts, EVENTS, first),
        timeline_charts.reactions_by_week(timeline.reactions_by_week(acts), acts),
        timeline_charts.reaction_delays(timeline.delays(acts, first), first, acts),
    ]


def test_every_figure_has_its_functions_name_a_description_and_its_table(acts, first):
    specs = [chart.to_dict() for chart in all_charts(acts, first)]
    names = [spec["usermeta"]["figure"] for spec in specs]
    assert names == ["reaction_timeline", "reactions_by_week", "reaction_delays"]
    assert all(hasattr(timeline_charts, name) for name in names)
    assert all(spec["description"] and spec["usermeta"]["csv"].count("\n") > 1 for spec in specs)


def test_every_type_of_the_codebook_has_a_look_of_its_own():
    from purgelib.schemas import REACTIONS

    assert set(timeline_charts.LOOKS) == set(REACTIONS)
    assert len(set(timeline_charts.LOOKS.values())) == len(REACTIONS)
    assert len({colour for colour, _ in timeline_charts.LOOKS.values()}) == len(REACTIONS)  # bars have no shape


def test_rows_are_actors_by_type_and_marks_of_one_day_have_rows_of_their_own(acts, first):
    chart = timeline_charts.reaction_timeline(acts, EVENTS, first)
    assert rows_of(chart) == [
        "REPORTED EVENTS",
        "detained",
        "STATES",
        "Togo",
        "Ghana",
        "",
        "NON-GOVERNMENTAL ORGANISATIONS",
        "PEN",
        "MEDIA",
        "Daily Post",
    ]


def test_a_day_is_a_point_and_an_imprecise_date_a_bar(acts, first):
    rows = data(timeline_charts.reaction_timeline(acts, EVENTS, first), "acts")
    assert {row["actor"]: (row["exact"], (row["end"] - row["begin"]) // timeline_charts.DAY) for row in rows} == {
        "Daily Post": (1, 0),
        "Ghana": (1, 0),
        "Togo": (0, 29),
        "PEN": (1, 0),
    }
    svg = figures.svg_of(timeline_charts.reaction_timeline(acts, EVENTS, first).to_dict()).decode()
    assert marks(svg, "rule") == [1, 1]  # the first report, Togo
    assert sum(marks(svg, "symbol")) == 1 + 5 + 1  # Togo's, five on a day, the event


def test_the_first_report_and_the_events_are_marked(acts, first):
    svg = figures.svg_of(timeline_charts.reaction_timeline(acts, EVENTS, first).to_dict()).decode()
    assert "First report: 2021-09-01, Daily Post" in svg
    assert ">14</text>" in svg


def test_what_is_not_drawn_is_said(acts, first):
    early = pd.concat([acts, draw(("Ghana", "legislate", "1996", "A law of 1996."))], ignore_index=True)
    key = timeline_charts.reaction_timeline(early, None, first, most=2).to_dict()["title"]["subtitle"][-1]
    assert key == (
        "Not drawn: 1 act without a date, 1 act dated more than a year before the first report,"
        " the 2 actors of whose acts the fewest sentences tell"
    )


def test_many_early_acts_are_drawn(first):
    acts = draw(
        ("Daily Post", "report", "2021-09-01", "The Daily Post reported it."),
        ("Ghana", "deny", "2019-09-03", "Ghana denied it."),
        ("Togo", "deny", "2021-09-03", "Togo denied it."),
    )
    chart = timeline_charts.reaction_timeline(acts, None, first)
    assert {row["actor"] for row in data(chart, "acts")} == {"Daily Post", "Ghana", "Togo"}


def test_words_of_events_that_would_be_cut_are_not_written(acts, first):
    month = pd.to_datetime(["2021-10-01"])
    late = EVENTS.assign(first_day=month, last_day=month, numbers=["more than 140"])
    both = pd.concat([EVENTS, late], ignore_index=True)
    svg = figures.svg_of(timeline_charts.reaction_timeline(acts, both, first).to_dict()).decode()
    assert ">14</text>" in svg
    assert ">more than 140</text>" not in svg


def test_the_period_drawn_at_first_holds_most_acts_and_the_rest_is_hinted_at(acts, first):
    chart = timeline_charts.reaction_timeline(acts, None, first)
    begin, end = period_of(chart)
    assert begin < "2021-09-01" < "2021-09-30" < end < "2021-11-20"
    assert figures.svg_of(chart.to_dict()).decode().count(">…</text>") == 1  # PEN's in November


def test_an_affair_of_one_day_is_drawn():
    acts = draw(("Ghana", "deny", "2021-09-03", "Ghana denied it."))
    chart = timeline_charts.reaction_timeline(acts)
    assert period_of(chart) == ["2021-09-02", "2021-09-04"]
    assert marks(figures.svg_of(chart.to_dict()).decode(), "symbol")[-1] == 1


def test_a_brush_below_chooses_the_period(acts, first):
    spec = timeline_charts.reaction_timeline(acts, EVENTS, first).to_dict()
    (parameter,) = (one for one in spec["params"] if one["name"] == timeline_charts.PERIOD)
    assert parameter["select"]["type"] == "interval" and parameter["select"]["encodings"] == ["x"]
    domains = [
        layer["encoding"]["x"]["scale"]["domain"]
        for layer in spec["vconcat"][0]["layer"]
        if "scale" in layer["encoding"]["x"]
    ]
    assert domains and all(domain == {"param": timeline_charts.PERIOD} for domain in domains)


def test_sixty_actors_have_rows_that_can_be_read():
    types = {f"Union {number:02}": "ngo" for number in range(60)}
    acts = draw(*((name, "condemn", "2021-09-03", f"{name} condemned it.") for name in types), types=types)
    chart = timeline_charts.reaction_timeline(acts)
    assert len(rows_of(chart)) == 61
    assert chart.to_dict()["vconcat"][0]["height"] == 61 * timeline_charts.STEP
    assert timeline_charts.STEP >= 14  # pixels that a label of 11 needs


def test_weeks_are_stacked_and_what_is_left_out_is_said(acts):
    chart = timeline_charts.reactions_by_week(timeline.reactions_by_week(acts), acts)
    rows = [(row["week"], row["type"], row["bottom"], row["top"]) for row in data(chart, "reactions_by_week")]
    assert rows == [
        ("2021-08-30", "deny", 0, 1),
        ("2021-08-30", "decline", 1, 2),
        ("2021-08-30", "demand", 2, 3),
        ("2021-08-30", "report", 3, 4),
        ("2021-11-15", "demand", 0, 1),
    ]
    assert chart.to_dict()["title"]["subtitle"] == [
        "5 acts of one week each; 2 without a date or less precisely dated are left out"
    ]


def test_delays_say_how_long_each_took(acts, first):
    chart = timeline_charts.reaction_delays(timeline.delays(acts, first), first, acts)
    assert [(row["row"], row["took"]) for row in data(chart, "reaction_delays")] == [
        ("0000-PEN", "1"),
        ("0001-Ghana", "2"),
        ("0002-Togo", "0 to 29"),
    ]
    assert chart.to_dict()["title"]["subtitle"][-1] == "Not drawn: 2 actors without a dated reaction to it"


def test_nothing_to_draw_is_said(first):
    empty = draw()
    undated = draw(("Ghana", "deny", "", "Ghana denied it."))
    for acts in (empty, undated):
        for chart in (*all_charts(acts, None)[1:], timeline_charts.reaction_timeline(acts)):
            assert isinstance(chart, alt.Chart)
            assert "under these parameters" in figures.svg_of(chart.to_dict()).decode()


HOSTILE = "datum['x'] + \"signal\" </script><b onload=hack()> \x07\u202e"


def test_what_texts_say_reaches_a_chart_as_values_only():
    acts = draw((HOSTILE, HOSTILE, "2021-09-03", HOSTILE), types={HOSTILE: "state"})
    first = timeline.FirstReport(
        pd.Timestamp("2021-09-01").date(), pd.Timestamp("2021-09-01").date(), HOSTILE, "report"
    )
    for chart in all_charts(acts, first):
        spec = chart.to_dict()

        def expressions(value):
            if isinstance(value, dict):
                for key, inside in value.items():
                    if key in ("filter", "calculate", "expr", "labelExpr", "test") and isinstance(inside, str):
                        yield inside
                    elif key not in ("values", "usermeta"):
                        yield from expressions(inside)
            elif isinstance(value, list):
                for inside in value:
                    yield from expressions(inside)

        assert not any("datum['x']" in one for one in expressions(spec))
        assert b"<b onload" not in figures.svg_of(spec)


def test_the_same_acts_give_the_same_drawing(acts, first):
    for one, other in zip(all_charts(acts, first), all_charts(acts, first), strict=True):
        assert figures.svg_of(one.to_dict()) == figures.svg_of(other.to_dict())
        assert one.to_dict() == other.to_dict()


STRIP = """(() => {
    const view = document.querySelector("#reaction_timeline .period_brush_bg").closest(".root, .role-scope")
    const {x, y, width, height} = view.querySelector("path.background").getBoundingClientRect()
    return {x, y, width, height}
})()"""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(not CHROMIUM, reason="needs Debian's package chromium")
@pytest.mark.parametrize("width", [1280, 640])
def test_brushing_on_the_page_zooms_to_what_is_brushed(acts, first, tmp_path, width):
    from playwright.sync_api import sync_playwright

    spec = timeline_charts.reaction_timeline(acts, EVENTS, first).to_dict()
    figure = page.Figure("reaction_timeline", figures.drawn_part(spec), "")
    report = tmp_path / "report.html"
    report.write_text(page.written([page.Shown("02_reaction_timeline", (figure,))]), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page(viewport={"width": width, "height": 900})
        opened.goto(report.as_uri())
        opened.wait_for_selector("#reaction_timeline .period_brush_bg", state="attached")
        opened.evaluate("document.querySelector('#reaction_timeline').scrollIntoView({block: 'end'})")
        box = opened.evaluate(STRIP)
        inside = box["y"] + box["height"] / 2
        opened.mouse.move(box["x"] + 0.6 * box["width"], inside)
        opened.mouse.down()
        opened.mouse.move(box["x"] + 0.8 * box["width"], inside)
        opened.mouse.move(box["x"] + 0.99 * box["width"], inside)
        opened.mouse.up()
        opened.wait_for_function(
            "document.querySelectorAll('#reaction_timeline .concat_0_layer_5_marks text').length > 3"
        )
        hinted = opened.locator("#reaction_timeline .concat_0_layer_5_marks text")
        outside = [hinted.nth(n).get_attribute("aria-label") for n in range(hinted.count())]
        browser.close()
    assert any("date: 2021-09-03" in one for one in outside)
    assert not any("date: 2021-11-20" in one for one in outside)
