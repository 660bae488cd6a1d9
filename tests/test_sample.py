"""Samples to be coded by hand: blind, the same for a seed, and answered by the software afterwards."""

import pytest

from purgelib import agreement, files, sample

TEXTS = {
    "dam.txt": "Twelve people were killed on 3 May 2018 when a dam burst, the Relief Union said. The wall was 40 "
    "metres high.\n\nAbout 300 residents were evacuated. Nobody had checked the wall since 1999.\n",
    "fire.txt": "Three miners died in a fire. The Miners Union condemned the owners.\n\nTwo of the four shafts are "
    "closed. At least 20 men were detained and beaten at the gate.\n",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return files.read_corpus(folder)


@pytest.fixture(scope="module", params=["counts", "reactions"])
def units(request, corpus):
    return request.param, *sample.units_of(corpus, request.param)


def drawn(units, **options):
    table, found, sentences = units
    return sample.drawn(found, sentences, TEXTS.get, table=table, **({"n": 5, "seed": 1} | options))


def as_rows(table):
    return table.astype(str).to_dict("records")


def test_the_sheet_shows_passages_and_no_answer(units):
    table, *_ = units
    sheet = drawn(units).sheet
    assert list(sheet) == [*sample.SHEET, *sample.CODED[table]]
    assert (sheet[list(sample.CODED[table])] == "").all(axis=None)
    for row in sheet.itertuples():
        assert TEXTS[row.file][row.start : row.end] == row.text
        assert row.text in row.sentence
        assert all(part in TEXTS[row.file] for part in (row.before, row.sentence, row.after))


def test_numbers_that_gave_no_count_are_drawn_too(corpus):
    found, _ = sample.units_of(corpus, "counts")
    said = {TEXTS[unit.file][unit.start : unit.end]: unit.answers["category"] for unit in found}
    assert said["Twelve"] == "killed"
    assert said["40"] == said["3"] == "none"
    assert said["At least 20"] == "detained; tortured"


def test_the_order_tells_no_stratum(units):
    strata = drawn(units, n=100).strata
    keys = list(zip(strata["document"], strata["found"], strict=True))
    assert sorted(keys) != keys
    assert list(strata["unit"]) == list(range(1, len(keys) + 1))


def test_a_seed_draws_the_same_and_another_seed_others(units):
    one, same, other = (drawn(units, seed=seed).sheet for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one.equals(other)


def test_weights_give_the_whole_back(units):
    _, found, _ = units
    strata = drawn(units, n=len({(unit.document, *unit.answers.values()) for unit in found})).strata
    every = {(unit.document, next(iter(unit.answers.values()))) for unit in found}
    assert set(zip(strata["document"], strata["found"], strict=True)) == every
    assert strata["weight"].sum() == pytest.approx(len(found), abs=0.01)


def test_says_how_many_strata_have_no_unit(units):
    table, found, _ = units
    strata = {(unit.document, unit.answers[sample.CODED[table][0]]) for unit in found}
    few = drawn(units, n=2)
    told = few.strata["weight"].sum()
    assert sample.left_out(found, few, table=table) == (
        f"{len(strata) - 2} of {len(strata)} strata have no unit in the sample, so that the weights stand for {told:g}"
        f" of {len(found)} units; with --n {len(strata)} or more each stratum has one"
    )
    assert sample.left_out(found, drawn(units, n=len(strata)), table=table) == ""


def test_more_than_there_is_gives_all(units):
    _, found, _ = units
    assert len(drawn(units, n=1000).sheet) == len(found)


def test_the_answers_have_the_form_of_the_sheet(units):
    table, found, _ = units
    sheet = as_rows(drawn(units, n=100).sheet)
    answers = sample.answered(sheet, found, TEXTS.get, table=table)
    assert [row["unit"] for row in as_rows(answers)] == [row["unit"] for row in sheet]
    agreed = agreement.compared(as_rows(answers), as_rows(answers), resamples=5)
    assert agreed.units == len(sheet)
    assert set(agreed.figures["agree"].dropna()) == {1.0}


def test_corrections_by_hand_are_no_answers_of_the_software(corpus):
    from purgelib.extract import extract

    (row, *_) = extract(corpus)["counts"].itertuples()
    line = dict(
        zip(("row", "column", "value", "who", "when", "why"), (row.count, "low", "7", "A", "2024", "x"), strict=True)
    )
    from purgelib.corrections import read_corrections

    by_hand = corpus._replace(corrections=read_corrections([line], list(TEXTS), {}))
    assert extract(by_hand)["counts"]["low"].iloc[0] == 7
    assert sample.units_of(by_hand, "counts")[0] == sample.units_of(corpus, "counts")[0]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"start": "x"}, "name no passage"),
        ({"start": "1"}, "dam.txt:1 to 6 is no unit of this corpus; was the text edited"),
    ],
)
def test_a_sheet_of_another_corpus_is_refused(corpus, cells, sentence):
    found, _ = sample.units_of(corpus, "counts")
    with pytest.raises(ValueError) as caught:
        sample.answered([{"file": "dam.txt", "start": "0", "end": "6"} | cells], found, TEXTS.get, table="counts")
    assert str(caught.value).startswith("row 2 of the sheet: ")
    assert sentence in str(caught.value)


def test_a_sample_of_nothing_is_refused(corpus):
    with pytest.raises(ValueError, match="n is 0"):
        sample.drawn([1], None, TEXTS.get, table="counts", n=0, seed=1)
    with pytest.raises(ValueError, match="no number phrase"):
        sample.drawn([], None, TEXTS.get, table="counts", n=1, seed=1)
