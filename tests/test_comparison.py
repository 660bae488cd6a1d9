"""Two runs of the flood that never was, with one thing changed between them."""

import pytest

from purgelib import comparison, files, manifest
from purgelib.extract import extract
from purgelib.manifest import Given

HELD = (0, "[At least 12] people were held, Ina Holt said.", "detained", 12, None, "at_least", "Ina Holt", "2021-06", 0)
DIED = (0, "[Three] people drowned.", "killed", 3, 3, "exact", "", "", 0)
MANIFEST = {
    "software": {
        "purgelib": "0.1.0",
        "python": "3.12.1",
        "code": "c",
        "words": {"counts.toml": "w"},
        "packages": {"pandas": "3.0"},
    },
    "inputs": {"texts": {"flood.txt": "1", "relief.txt": "2"}, "decisions": {}, "lexicons": {"counts.toml": "a"}},
    "parameters": {"convention": {"value": "", "from": "default"}},
}


def with_columns(row, **changed):
    names = ("document", "sentence", "category", "low", "high", "modifier", "source", "when", "hedge")
    return tuple({**dict(zip(names, row, strict=True)), **changed}.values())


def in_short(found):
    return [(one.kind, one.row, one.columns) for one in found]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([HELD, DIED], []),
        ([HELD], [("gone", "Three killed", ())]),
        (
            [HELD, DIED, with_columns(DIED, sentence="[Nine] fled.", category="evacuated")],
            [("added", "Nine evacuated", ())],
        ),
        ([with_columns(HELD, source=""), DIED], [("changed", "At least 12 detained", (("source", "Ina Holt", ""),))]),
        ([HELD, with_columns(DIED, high=None)], [("changed", "Three killed", (("high", "3", ""),))]),
        (
            [HELD, with_columns(DIED, category="tortured")],
            [("changed", "Three killed", (("category", "killed", "tortured"),))],
        ),
        # The rows before it moved it: nothing about it changed.
        (
            [with_columns(DIED, sentence="It rained for [a week]. ", category="aided"), HELD, DIED],
            [("added", "a week aided", ())],
        ),
    ],
)
def test_says_what_happened_to_each_count(tables_of, after, expected):
    before, after = tables_of(counts=[HELD, DIED]), tables_of(counts=after)
    assert in_short(comparison.changes(before, after, "counts")) == expected


def test_a_sentence_that_was_edited_is_the_same_sentence(tables_of):
    edited = with_columns(DIED, sentence="[Four] people drowned.", low=4, high=4)
    (found,) = comparison.changes(tables_of(counts=[DIED]), tables_of(counts=[edited]), "counts")
    assert found.kind == "changed"
    assert found.columns == (
        ("text", "Three", "Four"),
        ("low", "3", "4"),
        ("high", "3", "4"),
        ("sentence", "Three people drowned.", "Four people drowned."),
    )


@pytest.mark.parametrize(
    ("changed", "sentences"),
    [
        ({}, []),
        ({"inputs": {"texts": {"flood.txt": "1"}}}, ["text relief.txt is gone", "word list counts.toml is gone"]),
        ({"inputs": MANIFEST["inputs"] | {"lexicons": {"counts.toml": "b"}}}, ["word list counts.toml changed"]),
        (
            {"inputs": MANIFEST["inputs"] | {"decisions": {"corrections.csv": "x"}}},
            ["table of decisions corrections.csv is new"],
        ),
        (
            {"software": MANIFEST["software"] | {"words": {"counts.toml": "v"}}},
            ["shipped word list counts.toml changed"],
        ),
        (
            {"parameters": {"convention": {"value": "acled", "from": "-p"}}},
            ["parameter convention was '' and is 'acled'"],
        ),
        (
            {"software": MANIFEST["software"] | {"python": "3.13.0", "code": "d", "packages": {"pandas": "3.1"}}},
            [
                "Python changed from 3.12.1 to 3.13.0",
                "the code of purgelib changed",
                "version of pandas changed from 3.0 to 3.1",
            ],
        ),
    ],
)
def test_says_why(changed, sentences):
    assert comparison.reasons(MANIFEST, MANIFEST | changed) == sentences


def manifest_of(corpus, **parameters):
    """The manifest of a run with no results, as read back from its file."""
    record = manifest.of_run(
        manifest.inputs_of(files.read_corpus(corpus)),
        parameters={name: Given(value, "-p") for name, value in parameters.items()},
        rows={},
        tables={},
        figures={},
        others={},
        warnings=[],
        run={},
    )
    (corpus.parent / "run").mkdir(exist_ok=True)
    (corpus.parent / "run" / manifest.NAME).write_bytes(manifest.encoded(record))
    return manifest.read(corpus.parent / "run")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("flood.txt", "Nine drowned.", "text flood.txt changed"),
        ("more.txt", "Nine drowned.", "text more.txt is new"),
        ("lexicons/counts.toml", "# nothing", "word list counts.toml is new"),
        ("corrections.csv", "row,column,value,who,when,why\n", "table of decisions corrections.csv is new"),
        ("documents.csv", "file,part\nflood.txt,1\n", "table of decisions documents.csv is new"),
        ("actors.csv", "actor\nInes\n", "table of decisions actors.csv is new"),
    ],
)
def test_each_file_of_a_corpus_is_a_reason(tmp_path, name, content, sentence):
    corpus = tmp_path / "corpus"
    (corpus / "lexicons").mkdir(parents=True)
    (corpus / "flood.txt").write_text("Three drowned.")
    before = manifest_of(corpus)
    assert comparison.reasons(before, manifest_of(corpus)) == []
    (corpus / name).write_text(content)
    assert comparison.reasons(before, manifest_of(corpus)) == [sentence]


def test_a_parameter_and_an_upgrade_are_reasons(tmp_path, monkeypatch):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "flood.txt").write_text("Three drowned.")
    before = manifest_of(corpus, convention="")
    assert comparison.reasons(before, manifest_of(corpus, convention="acled")) == [
        "parameter convention was '' and is 'acled'"
    ]
    packages = manifest.versions() | {"numpy": "9.9"}
    numpy = before["software"]["packages"]["numpy"]
    monkeypatch.setattr(manifest, "versions", lambda: packages)
    assert comparison.reasons(before, manifest_of(corpus, convention="")) == [
        f"version of numpy changed from {numpy} to 9.9"
    ]


def test_what_is_no_manifest_of_a_run_is_told(tmp_path):
    for text in ("[]", "{}", '{"inputs": {}, "figures": {}}', "{", "[" * 100_000):
        (tmp_path / manifest.NAME).write_text(text)
        with pytest.raises(ValueError, match=r"manifest\.json: is no manifest"):
            manifest.read(tmp_path)


def test_says_that_it_cannot_say_why(tables_of):
    assert comparison.reasons(None, MANIFEST) == [
        "the first run has no manifest.json, so that why they differ cannot be said"
    ]
    tables = tables_of()
    assert (
        "the first and the second run have no manifest.json"
        in comparison.in_lines(tables, tables, manifests=(None, None))[1]
    )


def test_a_row_is_told_with_what_happened_to_its_text(tables_of):
    after = MANIFEST | {"inputs": MANIFEST["inputs"] | {"texts": {"flood.txt": "9", "relief.txt": "2"}}}
    lines = comparison.in_lines(tables_of(counts=[HELD]), tables_of(counts=[HELD, DIED]), manifests=(MANIFEST, after))
    assert lines[:2] == ["Why:", "  text flood.txt changed"]
    assert "counts: 1 before, 2 after; 1 added, 0 gone, 0 changed" in lines
    assert "  added   flood.txt: Three killed  (the text changed)" in lines


RUNS = {  # what a person put right, and what is told of it
    "changed": ("{id},,low,2,", "changed flood.txt: 12 killed"),
    "gone": ("{id},drop,,,", "gone    flood.txt: 12 killed"),
    "added": (
        "x,add,file,flood.txt,counts|x,add,text,Nobody,counts|x,add,category,detained,counts",
        "added   flood.txt",
    ),
}


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("kind", RUNS)
def test_what_a_person_put_right_or_took_back_is_a_reason(tmp_path, kind, back):
    (tmp_path / "flood.txt").write_text("The flood\n\n12 people were killed. Nobody came.\n")
    plain = extract(files.read_corpus(tmp_path))
    lines, told = RUNS[kind]
    lines = lines.format(id=plain["counts"]["count"].iloc[0]).split("|")
    head = "row,action,column,value,table,who,when,why\n"
    (tmp_path / "corrections.csv").write_text(head + "".join(f"{line},Ann,2024-05-02,x\n" for line in lines))
    runs = [plain, extract(files.read_corpus(tmp_path))]
    if back:
        runs.reverse()
        told = {"gone": told.replace("gone ", "added"), "added": told.replace("added", "gone ")}.get(kind, told)
    said = comparison.in_lines(*runs, manifests=(None, None))
    (row,) = [line for line in said if line.startswith(f"  {told}")]
    assert row.endswith("  (corrected by hand)")


@pytest.mark.parametrize("kind", ["changed", "gone"])
def test_a_row_that_the_text_changed_is_not_said_to_be_corrected(tmp_path, kind):
    (tmp_path / "flood.txt").write_text("The flood\n\n12 people were killed. 30 were detained.\n")
    counts = extract(files.read_corpus(tmp_path))["counts"]
    line = f"{counts['count'].iloc[0]},hedge,1,Ann,2024-05-02,x\n"
    (tmp_path / "corrections.csv").write_text(f"row,column,value,who,when,why\n{line}")
    before = extract(files.read_corpus(tmp_path))
    text = "12 people were killed. " + {"changed": "31 were detained.", "gone": ""}[kind]
    (tmp_path / "flood.txt").write_text(f"The flood\n\n{text}\n")
    (found,) = comparison.changes(before, extract(files.read_corpus(tmp_path)), "counts")
    assert (found.kind, found.by_hand) == (kind, False)


def test_two_equal_runs_are_said_to_be_equal(tables_of):
    lines = comparison.in_lines(tables_of(), tables_of(), manifests=(MANIFEST, MANIFEST))
    assert lines[0] == "The two runs were made from the same with the same."
    assert [line for line in lines if line.endswith("; 0 added, 0 gone, 0 changed")] == lines[2::2]


def test_private_persons_are_masked_and_no_text_steers_the_terminal(tables_of):
    row = with_columns(DIED, sentence="[Three] people drowned with Lena Moss\x1b[2J.")
    before, after = tables_of(counts=[HELD]), tables_of(counts=[HELD, row])
    actor = {"id": "lena-moss", "name": "Lena Moss", "type": "person", "country": "", "aliases": "", "mentions": 1}
    actor |= {"documents": 1, "first_seen": "", "public": 0}
    from purgelib import schemas

    after["actors"] = schemas.table("actors", [actor])
    said = "\n".join(comparison.in_lines(before, after, manifests=(None, None)))
    assert "Lena" not in said
    assert "\x1b" not in said
    assert "Lena Moss" in "\n".join(comparison.in_lines(before, after, manifests=(None, None), show_private=True))
