"""The annotations are stretches of the texts that they name and keep to the codebook."""

import csv
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOLDERS = {
    "gold": HERE.parent / "data" / "corpus",
    "gold_other": HERE / "gold_other" / "corpus",
    "gold_unseen": HERE / "gold_unseen" / "corpus",
    "gold_heldout": HERE / "gold_heldout" / "corpus",
}
CATEGORIES = {
    "detained",
    "killed",
    "evacuated",
    "tortured",
    "admitted",
    "aided",
    "threatened",
    "protested",
    "signed",
    "interviewed",
}
MODIFIERS = {"exact", "at_least", "more_than", "about", "up_to", "fewer_than", "range", "vague"}
TYPES = {
    "deny",
    "condemn",
    "concern",
    "demand",
    "investigate",
    "corroborate",
    "report",
    "sanction",
    "aid",
    "admit",
    "protest",
    "petition",
    "litigate",
    "legislate",
    "threaten",
    "repress",
    "decline",
}
ACTOR_TYPES = {"person", "state", "government", "igo", "ngo", "media", "party", "court", "other"}
DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
EDTF = re.compile(rf"({DATE}(/{DATE})?)?")


def read_rows(folder: str, table: str) -> list[dict]:
    """Rows of one table of annotations."""
    lines = (HERE / folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_csv(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", ["counts", "reactions", "mentions"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_each_row_is_the_stretch_of_text_that_it_names(folder, table):
    texts = {path.name: path.read_text(encoding="utf-8") for path in FOLDERS[folder].glob("*.txt")}
    for row in read_rows(folder, table):
        assert texts[row["file"]][row["start"] : row["end"]] == row["text"], row
        if "sentence" in row:
            assert row["text"] in row["sentence"], row
            margin = len(row["sentence"])
            around = texts[row["file"]][max(0, row["start"] - margin) : row["end"] + margin]
            assert row["sentence"] in around, row


@pytest.mark.parametrize("folder", FOLDERS)
def test_counts_keep_to_the_codebook(folder):
    rows = read_rows(folder, "counts")
    assert {row["category"] for row in rows} <= CATEGORIES
    assert {row["modifier"] for row in rows} <= MODIFIERS
    for row in rows:
        low, high = row["low"], row["high"]
        assert low is None or high is None or low <= high, row
        assert row["modifier"] not in ("exact", "about") or low == high is not None, row
        assert row["modifier"] not in ("at_least", "more_than") or (low is not None and high is None), row
        assert EDTF.fullmatch(row["when"]), row
        assert row["place"] in row["sentence"] and row["hedge"] in (0, 1) and row["in_reference"] in (0, 1), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_reactions_keep_to_the_codebook(folder):
    for row in read_rows(folder, "reactions"):
        assert row["type"] in TYPES and EDTF.fullmatch(row["date"]) and row["quote"] in (0, 1), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_actor_is_listed_once(folder):
    actors = {row["canonical"]: row["type"] for row in read_csv(HERE / folder / "actors.csv")}
    for row in read_rows(folder, "mentions"):
        assert actors[row["canonical"]] == row["type"] and row["type"] in ACTOR_TYPES, row
    for row in read_rows(folder, "reactions"):
        assert row["actor"] in actors, row
    for row in read_rows(folder, "counts"):
        assert all(name in actors for name in row["source"].split("; ") if name not in ("", "unnamed")), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_mentions_do_not_overlap(folder):
    rows = sorted(read_rows(folder, "mentions"), key=lambda row: (row["file"], row["start"]))
    for one, other in pairwise(rows):
        assert one["file"] != other["file"] or one["end"] <= other["start"], (one, other)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_list_of_documents_tiles_the_files(folder):
    ends = {path.name: 0 for path in FOLDERS[folder].glob("*.txt")}
    for row in read_csv(HERE / folder / "documents.csv"):
        assert int(row["start"]) == ends[row["file"]], row
        ends[row["file"]] = int(row["end"])
    for name, end in ends.items():
        assert end == len((FOLDERS[folder] / name).read_text(encoding="utf-8")), name
