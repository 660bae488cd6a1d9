import json

import pytest

from purgelib import schemas

CODEBOOK = (
    [
        "file",
        "start",
        "end",
        "text",
        "category",
        "low",
        "high",
        "modifier",
        "population",
        "source",
        "place",
        "when",
        "hedge",
        "in_reference",
    ],
    ["file", "start", "end", "text", "actor", "type", "date", "quote"],
    ["file", "start", "end", "text", "actor", "type"],
)


@pytest.mark.parametrize(("table", "named"), [*zip(("counts", "reactions", "mentions"), CODEBOOK, strict=True)])
def test_tables_have_the_codebooks_columns(table, named):
    assert set(named) <= set(schemas.columns(table))


@pytest.mark.parametrize("name", schemas.TABLES)
def test_every_table_is_declared_whole(name):
    empty = schemas.table(name)
    assert empty.empty
    assert schemas.description(name).endswith(".")
    assert all(column.description for column in schemas.columns(name).values())
    assert set(map(str, empty.dtypes)) <= {"str", "Int64"}


def reference(**cells):
    numbers = dict.fromkeys(["start", "cited"], 0) | {"end": 3, "number": 1}
    return dict.fromkeys(schemas.columns("references"), "x") | {"text": "abc"} | numbers | cells


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"end": 4}, "end must be start plus the length of text"),
        ({"start": -1}, "table references, start"),
        ({"number": "third"}, "table references"),
        ({"file": ""}, "table references, file"),
    ],
)
def test_refuses_a_row_that_breaks_the_declaration(cells, sentence):
    with pytest.raises(ValueError, match=sentence):
        schemas.table("references", [reference(**cells)])


def test_refuses_an_id_twice():
    with pytest.raises(ValueError, match="table references, reference"):
        schemas.table("references", [reference(), reference()])


def test_refuses_a_missing_and_an_unknown_column():
    frame = schemas.table("references", [reference()])
    with pytest.raises(ValueError, match="table references: column title is missing"):
        schemas.checked("references", frame.drop(columns="title"))
    with pytest.raises(ValueError, match="table references: column colour is not known"):
        schemas.checked("references", frame.assign(colour="red"))


def test_every_link_points_to_a_key():
    for name in schemas.TABLES:
        for column in schemas.columns(name).values():
            if target := column.metadata["points_to"]:
                table, key = target.split(".")
                assert schemas.columns(table)[key].unique


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_frictionless_knows_the_description(suffix):
    from frictionless import Package

    descriptor = json.loads(json.dumps(schemas.datapackage(suffix)))
    assert not Package.metadata_validate(descriptor) or not list(Package.metadata_validate(descriptor))


def test_the_dictionary_in_the_project_is_up_to_date(request):
    page = request.config.rootpath / "data" / "README.md"
    assert page.read_text(encoding="utf-8") == schemas.dictionary()
