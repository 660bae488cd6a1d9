"""Small corpora about affairs that never were, with answers that are known, read by the real extract."""

import pytest

from purgelib import files, origins
from purgelib.extract import extract

HEADER = "file,part,outlet,published"


def traced(folder, *texts):
    """What origins says of texts, each given as (outlet, published, text)."""
    rows = [HEADER]
    for number, (outlet, published, text) in enumerate(texts, 1):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{number}.txt,1,{outlet},{published}")
    (folder / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return origins.trace(extract(files.read_corpus(folder)))


def paths(found):
    """The paths of the chains, with the kind of root and what they rest on."""
    return list(found.roots[["path", "kind", "basis"]].itertuples(index=False, name=None))


def relations(found):
    return [row.relation for row in origins.comparisons(found.counts).itertuples()]


def only_figure(found):
    assert len(found.figures) == 1, found.figures.to_string()
    return found.figures.iloc[0]


def test_three_outlets_that_rest_on_one_network_have_one_origin(tmp_path):
    found = traced(
        tmp_path,
        ("Harbour Post", "2021-05-03", "At least 45 quarry workers were arrested, the Miners Aid Network said."),
        ("Valley Courier", "2021-05-04", "According to the Miners Aid Network, at least 45 men have been detained."),
        ("Evening Echo", "2021-05-06", "The Harbour Post reported that at least 45 workers had been arrested."),
    )
    figure = only_figure(found)
    assert (figure.documents, figure.outlets, figure.independent) == (3, 3, 1)
    assert figure.origins == "Miners Aid Network"
    assert figure.first_report == "1:1"
    assert (
        "**“at least 45” detained**, May 2021: 3 documents of 3 outlets rest on 1 independent origin:"
        " Miners Aid Network (own casework). Of the documents, 2 re-report the number."
    ) in origins.in_prose(found)
    assert paths(found) == [
        ("Harbour Post ← Miners Aid Network", "own casework", "stated"),
        ("Valley Courier ← Miners Aid Network", "own casework", "stated"),
        ("Evening Echo ← Harbour Post ← Miners Aid Network", "own casework", "matched"),
    ]


def test_a_paper_and_a_rights_group_with_own_casework_are_two_origins(tmp_path):
    found = traced(
        tmp_path,
        (
            "Valley Ledger",
            "2020-06-20",
            "Our reporters spoke with the families. Thirty fishermen were arrested last week in the delta.",
        ),
        (
            "Coast Rights Watch",
            "2020-06-22",
            "We documented each case ourselves. Thirty fishermen were detained last week in the delta.",
        ),
    )
    figure = only_figure(found)
    assert (figure.documents, figure.independent) == (2, 2)
    assert figure.origins == "Coast Rights Watch; Valley Ledger"
    assert {kind for _, kind, _ in paths(found)} == {"own casework"}


LOOPING = """The March landslide struck the mining town of Orrel in 2018.

On 3 March 2018 a slope above the town gave way and 70 people were killed.[1]

References

1. ^ Marsh, Ada (5 March 2018). "Slope gives way above Orrel". Hill Gazette. Retrieved 9 March 2018.
"""


def test_a_loop_is_found_and_has_no_root(tmp_path):
    found = traced(
        tmp_path,
        ("Wikipedia", "2019-01", LOOPING),
        ("Hill Gazette", "2018-03-05", "According to Wikipedia, 70 people were killed on 3 March 2018."),
    )
    assert [path for path, *_ in paths(found)] == [
        "Wikipedia ← Hill Gazette ← Wikipedia",
        "Hill Gazette ← Wikipedia ← Hill Gazette",
    ]
    assert found.roots["loop"].tolist() == [1, 1]
    assert set(found.roots["kind"]) == {"unknown"}
    figure = only_figure(found)
    assert (figure.independent, figure.loops, figure.origins) == (0, 2, "")


def test_a_rounded_number_is_matched_with_the_report_that_it_follows(tmp_path):
    found = traced(
        tmp_path,
        (
            "Harbour Post",
            "2021-05-03",
            "The mayor of Tarn, Ina Holt, said that 103 dockers had been arrested on Sunday.",
        ),
        (
            "Evening Echo",
            "2021-05-05",
            "The Harbour Post broke the news of the raid on the docks. About 100 dockers were arrested on Sunday.",
        ),
    )
    assert paths(found) == [
        ("Harbour Post ← Ina Holt", "official", "stated"),
        ("Evening Echo ← Harbour Post ← Ina Holt", "official", "matched"),
    ]
    inferred = found.links[found.links["basis"] == "matched"]
    assert inferred["matched"].tolist() == [found.counts["count"].iloc[0]] * 2
    assert only_figure(found).independent == 1


def test_nobody_follows_a_report_that_was_published_later(tmp_path):
    found = traced(
        tmp_path,
        (
            "Harbour Post",
            "2021-05-06",
            "The mayor of Tarn, Ina Holt, said that 103 dockers had been arrested on Sunday.",
        ),
        ("Evening Echo", "2021-05-04", "The Harbour Post reported that 103 dockers had been arrested on Sunday."),
    )
    assert [path for path, *_ in paths(found)] == ["Harbour Post ← Ina Holt", "Evening Echo ← Harbour Post"]


def test_a_later_higher_number_is_later_and_no_conflict(tmp_path):
    found = traced(
        tmp_path,
        ("Harbour Post", "2021-05-03", "Police said 12 people had been killed in Tarn as of Monday."),
        ("Harbour Post", "2021-05-07", "Police said on Friday that 21 people had been killed in Tarn."),
    )
    (row,) = origins.comparisons(found.counts).itertuples()
    assert row.relation == "later"
    assert row.reason == "“21” is of 2021-05-07, after “12” of 2021-05-03: the number may have grown"


def test_bounds_that_exclude_each_other_in_one_wave_are_a_conflict(tmp_path):
    found = traced(
        tmp_path,
        ("Harbour Post", "2021-05-07", "The governor said that 2 people had been killed on May 6 in Tarn."),
        ("Evening Echo", "2021-05-07", "According to the Miners Aid Network, 10 to 20 people were killed on May 6."),
    )
    (row,) = origins.comparisons(found.counts).itertuples()
    assert (row.relation, row.reason) == ("conflict", "“2” allows at most 2, “10 to 20” at least 10")


def test_numbers_of_different_years_belong_to_different_waves(tmp_path):
    found = traced(
        tmp_path,
        ("Harbour Post", "2017-04-07", "More than 100 dockers were arrested in March 2017, the union said."),
        ("Evening Echo", "2019-01-14", "Around 40 dockers were arrested in January 2019, the union said."),
    )
    assert found.counts["wave"].tolist() == ["2017-03", "2019-01"]
    assert relations(found) == []
    verdict = origins.compare(*found.counts.itertuples())
    assert (verdict.relation, verdict.reason) == (
        "another wave",
        "“More than 100” is of 2017-03, “Around 40” of 2019-01",
    )


def test_a_part_is_no_number_beside_its_whole(tmp_path):
    found = traced(
        tmp_path,
        ("Harbour Post", "2021-05-03", "Police said that 100 people had been arrested in Tarn on Sunday."),
        ("Evening Echo", "2021-05-03", "Police said that 27 of the 100 people arrested on Sunday had been killed."),
        ("Valley Courier", "2021-05-04", "Of those held, 27 of the 100 dockers were detained in Tarn, police said."),
    )
    shares = found.counts[found.counts["whole"].ne("")]
    assert not shares.empty
    assert shares["figure"].eq("").all()
    parts = origins.comparisons(found.counts).query("relation == 'part'")
    assert parts["reason"].str.contains("is a share of").all() and not parts.empty


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("At least 12 people were killed on May 2, 2021 in Tarn.", "is no exact number and cannot be summed"),
        (
            "12 people were killed on May 2, 2021 in Tarn.\n\nOn May 2, 2021, 9 people were killed in Tarn.",
            "may be the same incident",
        ),
        ("As of May 2, 2021, 12 people have been killed.", "is a running total as of 2021-05-02, not an incident"),
        (
            "12 people were killed on May 2, 2021 in Tarn.\n\n30 people were arrested on May 3, 2021 in Orrel.",
            "killed and detained may be the same persons",
        ),
    ],
)
def test_what_may_not_be_summed_is_refused_with_a_sentence(tmp_path, text, sentence):
    found = traced(tmp_path, ("Harbour Post", "2021-05-09", text))
    with pytest.raises(ValueError, match=sentence):
        origins.total(found.counts)


def test_incidents_apart_from_each_other_are_summed(tmp_path):
    text = "12 people were killed on May 2, 2021 in Tarn.\n\nOn May 4, 2021, 9 people were killed in Orrel."
    assert origins.total(traced(tmp_path, ("Harbour Post", "2021-05-09", text)).counts) == 21


# Groups that are not each other


def test_other_people_elsewhere_are_no_conflict(tmp_path):
    found = traced(
        tmp_path,
        ("Harbour Post", "2021-05-03", "More than 100 dockers have been detained in Tarn, the union said."),
        ("Evening Echo", "2021-05-03", "Five journalists were arrested in the capital on Sunday."),
        ("Valley Courier", "2021-05-04", "He was held with 30 to 40 other people in one room, a witness said."),
    )
    assert "conflict" not in relations(found)


def test_a_reprint_is_told_from_a_re_report(tmp_path):
    said = "At least 45 quarry workers were arrested on Sunday in Orrel, the Miners Aid Network said."
    found = traced(
        tmp_path,
        ("Harbour Post", "2021-05-03", said),
        ("Evening Echo", "2021-05-04", said),
        (
            "Valley Courier",
            "2021-05-05",
            "At least 45 men are being held, according to the Miners Aid Network.",
        ),
    )
    assert found.reports["kind"].tolist() == ["first report", "reprint", "re-report"]
    figure = only_figure(found)
    assert (figure.reprints, figure.re_reports) == (1, 1)


def test_a_chain_goes_on_to_whom_the_speaker_cites(tmp_path):
    found = traced(
        tmp_path,
        (
            "Evening Echo",
            "2021-05-04",
            "The Harbour Post, citing sources in the security services, reported that 45 dockers had been arrested.",
        ),
    )
    (path, kind, basis) = paths(found)[0]
    assert path.startswith("Evening Echo ← Harbour Post ←")
    assert (kind, basis) == ("leak", "stated")


def test_a_person_leads_to_the_group_that_the_text_names_her_with(tmp_path):
    found = traced(
        tmp_path,
        (
            "Evening Echo",
            "2021-05-04",
            "Ada Marsh, director of the Miners Aid Network, said that 45 dockers had been arrested.",
        ),
        ("Harbour Post", "2021-05-05", "The Miners Aid Network said that 45 dockers had been arrested."),
    )
    assert paths(found)[0] == ("Evening Echo ← Ada Marsh ← Miners Aid Network", "own casework", "stated")
    assert only_figure(found).independent == 1


def test_the_steps_of_a_count_lead_to_its_root_in_the_words_of_the_texts(tmp_path):
    found = traced(
        tmp_path,
        (
            "Evening Echo",
            "2021-05-04",
            "Ada Marsh, director of the Miners Aid Network, said that 45 dockers had been arrested.",
        ),
        ("Harbour Post", "2021-05-05", "Fifty dockers were arrested."),
    )
    spoken, own = found.counts["count"]
    assert origins.steps(found, spoken).values.tolist() == [
        [1, 1, "Evening Echo", "Ada Marsh", "stated", "Ada Marsh"],
        [1, 2, "Ada Marsh", "Miners Aid Network", "stated", "Ada Marsh, director of the Miners Aid Network"],
    ]
    assert origins.steps(found, own).empty
    with pytest.raises(ValueError, match="count 'none' is not among those traced; see the column `count`"):
        origins.steps(found, "none")


def test_one_without_a_name_is_kept_with_who_it_is(tmp_path):
    found = traced(tmp_path, ("Evening Echo", "2021-05-04", "A witness said that 45 dockers had been arrested."))
    assert paths(found) == [("Evening Echo ← unnamed (a witness)", "witness", "stated")]
    figure = only_figure(found)
    assert (figure.independent, figure.unclear) == (0, 1)


def test_every_link_keeps_its_evidence(tmp_path):
    texts = (
        ("Wikipedia", "2019-01", LOOPING),
        ("Hill Gazette", "2018-03-05", "The mayor of Orrel, Ina Holt, said 70 people were killed on 3 March 2018."),
        ("Echo", "2018-03-06", "Seventy people died, the Hill Gazette reported. A witness spoke of 71 dead."),
        ("Courier", "2018-03-06", "The Hill Gazette told of a landslide. About 70 people were killed."),
    )
    found = traced(tmp_path, *texts)
    assert {"stated", "reference", "matched"} <= set(found.links["basis"])
    for link in found.links.itertuples():
        content = (tmp_path / link.file).read_text(encoding="utf-8")
        assert content[link.start : link.end] == link.text


def test_denials_stand_beside_the_figures_that_they_deny(tmp_path):
    found = traced(
        tmp_path,
        (
            "Harbour Post",
            "2021-05-03",
            "More than 100 dockers were arrested, the union said.\n\nThe governor, Ina Holt, denied the reports.",
        ),
    )
    (row,) = found.denials.itertuples()
    assert (row.figure, row.actor) == (found.figures["figure"].iloc[0], "Ina Holt")


# Ways on from a speaker


def test_two_joined_sources_have_a_chain_each(tmp_path):
    found = traced(
        tmp_path,
        (
            "Evening Echo",
            "2021-05-04",
            "According to the Miners Aid Network and the newspaper Valley Courier, 45 dockers were arrested.",
        ),
    )
    assert [path for path, *_ in paths(found)] == [
        "Evening Echo ← Miners Aid Network",
        "Evening Echo ← Valley Courier",
    ]


def test_a_speaker_who_passes_on_reports_is_no_root(tmp_path):
    found = traced(
        tmp_path,
        ("Evening Echo", "2021-05-04", "The governor, Ina Holt, said: “Recent reports indicate that 45 people died.”"),
    )
    assert paths(found) == [("Evening Echo ← Ina Holt ← unnamed (Recent reports)", "anonymous", "stated")]
    assert only_figure(found).independent == 0


def test_who_speaks_through_a_paper_is_the_root(tmp_path):
    found = traced(
        tmp_path,
        (
            "Evening Echo",
            "2021-05-04",
            "According to survivors interviewed by the Harbour Post, 45 dockers were arrested.",
        ),
    )
    assert paths(found) == [("Evening Echo ← Harbour Post ← unnamed (survivors)", "witness", "stated")]


def test_a_headline_has_the_chain_of_the_text_below_it(tmp_path):
    found = traced(
        tmp_path,
        (
            "Evening Echo",
            "2021-05-04",
            "100 dockers arrested\n\nMore than 100 dockers have been arrested in Tarn, the Miners Aid Network said.",
        ),
    )
    assert paths(found) == [
        ("Evening Echo ← Miners Aid Network", "own casework", "matched"),
        ("Evening Echo ← Miners Aid Network", "own casework", "stated"),
    ]


CITING = """The strike of the dockers of Tarn began in 2021.

Around 45 dockers were arrested.[2] The strike went on.[1]

References

1. ^ Marsh, Ada (5 March 2021). "Dockers down tools". Hill Gazette. Retrieved 9 March 2021.
2. ^ Weir, Bo (7 May 2021). "Arrests in the docks". Reuters; Harbour Post. Retrieved 9 May 2021.
"""


def test_a_cited_work_dates_a_count_and_leads_to_its_agency(tmp_path):
    found = traced(tmp_path, ("Wikipedia", "2022-01", CITING))
    assert found.counts[["dated_by", "wave"]].values.tolist() == [["the work cited", "2021-05"]]
    assert found.links["basis"].eq("reference").all()
    assert paths(found) == [("Wikipedia ← Harbour Post ← Reuters", "unknown", "reference")]
    figure = only_figure(found)
    assert (figure.independent, figure.unclear) == (0, 1)


def test_a_wave_or_dates_keep_what_falls_into_them(tmp_path):
    texts = (
        ("Harbour Post", "2017-04-07", "More than 100 dockers were arrested in March 2017, the union said."),
        ("Evening Echo", "2019-01-14", "Around 40 dockers were arrested in January 2019, the union said."),
    )
    traced(tmp_path, *texts)
    tables = extract(files.read_corpus(tmp_path))
    assert origins.trace(tables, wave="2019").counts["anchor"].tolist() == [40]
    assert origins.trace(tables, date_to="2018").counts["anchor"].tolist() == [100]
    with pytest.raises(ValueError, match="wave '2020' is not in the tables; there are 2017-03, 2019-01"):
        origins.trace(tables, wave="2020")
    with pytest.raises(ValueError, match="category 'lost' is not in the tables"):
        origins.trace(tables, categories="lost")
    with pytest.raises(ValueError, match="date_from: 'spring' is no date"):
        origins.trace(tables, date_from="spring")
