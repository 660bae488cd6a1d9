import io
import json

import icalendar
import jsonschema
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purgelib import timeline, timeline_files

HOSTILE = 'Union; "of" <script>alert(1)</script>, \\n Brüder & Söhne \u2028 ☎'

# What TimelineJS 3 documents of its JSON: events need a date, a date a year, all else is optional.
DATE = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        "display_date": {"type": "string"},
    },
    "additionalProperties": False,
}
TEXT = {
    "type": "object",
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "additionalProperties": False,
}
SLIDE = {
    "type": "object",
    "required": ["start_date", "text", "unique_id"],
    "properties": {
        "start_date": DATE,
        "end_date": DATE,
        "text": TEXT,
        "unique_id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "display_date": {"type": "string"},
        "group": {"type": "string"},
        "autolink": {"type": "boolean"},
    },
    "additionalProperties": False,
}
TIMELINE = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "events": {"type": "array", "items": SLIDE},
        "title": {"type": "object", "properties": {"text": TEXT}, "additionalProperties": False},
    },
    "additionalProperties": False,
}


def draw(*rows):
    """Acts as `timeline.with_words` gives them: reaction, actor, type, date and sentence."""
    reactions = pd.DataFrame(rows, columns=["reaction", "actor", "type", "date", "text"]).assign(
        document="d1", date_basis="stated", target="", quote=0, cue="x", sentence=lambda t: t["reaction"]
    )
    sentences = pd.DataFrame({"sentence": reactions["reaction"], "text": reactions["text"]})
    documents = pd.DataFrame(
        {"document": ["d1"], "published": ["2021-11"], "title": ["Editors held"], "outlet": ["The Gazette"]}
    )
    actors = pd.DataFrame({"name": reactions["actor"].unique(), "type": "state", "country": ""})
    acts = timeline.merged_reactions(reactions, documents)
    return timeline.with_words(acts, sentences, reactions, documents, actors)


@pytest.fixture
def acts():
    return draw(
        ("a", "Ghana", "deny", "2021-09-03", "Ghana denied it."),
        ("b", "Togo", "demand", "2021-09", "Togo asked for an inquiry."),
        ("c", HOSTILE, "condemn", "2021-09-28/2021-10-02", HOSTILE),
        ("d", "=Mali", "deny", "", "Mali, too."),
    )


def events_of(content):
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_timelinejs_is_as_its_documentation_says(acts):
    content = json.loads(timeline_files.acts_to_timelinejs(acts))
    jsonschema.validate(content, TIMELINE, cls=jsonschema.Draft202012Validator)
    assert len(content["events"]) == 3
    assert len({slide["unique_id"] for slide in content["events"]}) == 3


def test_timelinejs_shows_imprecise_dates_with_about(acts):
    slides = {
        slide["text"]["headline"]: slide for slide in json.loads(timeline_files.acts_to_timelinejs(acts))["events"]
    }
    exact, month = slides["Ghana: deny"], slides["Togo: demand"]
    assert exact["start_date"] == {"year": 2021, "month": 9, "day": 3, "display_date": "3 September 2021"}
    assert "end_date" not in exact
    assert month["start_date"] == {"year": 2021, "month": 9, "display_date": "about September 2021"}
    assert month["display_date"] == "about September 2021"
    (interval,) = (slide for slide in slides.values() if "end_date" in slide)
    assert interval["end_date"] == {"year": 2021, "month": 10, "day": 2}
    assert interval["display_date"] == "about 28 September 2021 to 2 October 2021"


def test_timelinejs_takes_no_markup_from_texts(acts):
    content = timeline_files.acts_to_timelinejs(acts).decode()
    assert "<script" not in content
    assert "&lt;script&gt;alert(1)" in content


def test_another_parser_reads_the_calendar_back(acts):
    events = events_of(timeline_files.acts_to_icalendar(acts))
    assert [(str(e["SUMMARY"]), str(e.start), str(e.end)) for e in events if HOSTILE[:5] not in e["SUMMARY"]] == [
        ("about: Togo: demand", "2021-09-01", "2021-10-01"),
        ("Ghana: deny", "2021-09-03", "2021-09-04"),
    ]
    assert all(not event.errors for event in events)
    assert {str(event["CATEGORIES"].to_ical(), "utf-8") for event in events} == {"demand", "deny", "condemn"}


def test_the_calendar_keeps_hostile_words_and_no_line_is_too_long(acts):
    content = timeline_files.acts_to_icalendar(acts)
    (event,) = (one for one in events_of(content) if "condemn" in one["SUMMARY"])
    assert str(event["SUMMARY"]) == f"about: {HOSTILE}: condemn"
    assert " ".join(HOSTILE.split()) in str(event["DESCRIPTION"])
    assert "Editors held, The Gazette, 2021-11" in str(event["DESCRIPTION"])
    assert max(map(len, content.split(b"\r\n"))) <= 75


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=120))
def test_any_words_go_through_the_calendar(words):
    content = timeline_files.acts_to_icalendar(draw(("a", "Ghana", "deny", "2021-09-03", words)))
    (event,) = events_of(content)
    assert str(event["DESCRIPTION"]).startswith(" ".join(words.split()))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_rubbish_breaks_no_file(words):
    acts = draw(("a", words, "deny", "2021-09", words))
    jsonschema.validate(json.loads(timeline_files.acts_to_timelinejs(acts)), TIMELINE)
    assert len(events_of(timeline_files.acts_to_icalendar(acts))) == 1
    assert len(pd.read_csv(io.BytesIO(timeline_files.acts_to_csv(acts)))) == 1


def test_the_csv_has_what_no_text_dates_and_no_formulas(acts):
    table = pd.read_csv(io.BytesIO(timeline_files.acts_to_csv(acts)), dtype=str, keep_default_na=False)
    assert list(table.columns) == list(acts.columns)
    assert table.loc[table["type"].eq("deny"), ["actor", "first_day"]].values.tolist() == [
        ["Ghana", "2021-09-03"],
        ["'=Mali", ""],
    ]
    assert HOSTILE in set(table["actor"])


def test_the_same_acts_give_the_same_bytes(acts):
    for write in (
        timeline_files.acts_to_timelinejs,
        timeline_files.acts_to_icalendar,
        timeline_files.acts_to_csv,
    ):
        assert write(acts) == write(acts.copy())


def test_acts_of_one_name_have_ids_of_their_own():
    acts = draw(("a", "Ghana", "deny", "2021-09-03", "x"), ("b", "ghana!", "deny", "2021-09-03", "y"))
    ids = [str(event["UID"]) for event in events_of(timeline_files.acts_to_icalendar(acts))]
    assert ids == ["ghana-deny-2021-09-03@purgelib.invalid", "ghana-deny-2021-09-03--2@purgelib.invalid"]


def test_no_acts_make_empty_files():
    acts = draw()
    assert json.loads(timeline_files.acts_to_timelinejs(acts))["events"] == []
    assert events_of(timeline_files.acts_to_icalendar(acts)) == []
    assert timeline_files.acts_to_csv(acts).count(b"\n") == 1


def test_files_are_written_where_a_folder_is_named(acts, tmp_path):
    shown = timeline_files.saved(acts, str(tmp_path / "exports"))
    assert [one.name for one in shown.files] == ["timeline.json", "timeline.ics", "timeline.csv"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "exports").iterdir()} == {
        one.name: one.content for one in shown.files
    }
