"""Counts that speak of the same people are a figure: who reports it, and how many independent roots it has."""

from collections.abc import Mapping

import pandas as pd
from rapidfuzz import fuzz

from purgelib.origins.bounds import interval, same_number
from purgelib.origins.links import Known
from purgelib.origins.names import UNNAMED
from purgelib.origins.waves import may_be_one
from purgelib.origins.words import Words, shipped

ALIKE = 88  # of 100: sentences as like as this are one text, printed again
FIGURES = {
    "figure": "str",
    "category": "str",
    "wave": "str",
    "words": "str",
    "anchor": "Int64",
    "lowest": "Int64",
    "highest": "Int64",
    "counts": "Int64",
    "documents": "Int64",
    "outlets": "Int64",
    "speakers": "Int64",
    "independent": "Int64",
    "unclear": "Int64",
    "loops": "Int64",
    "reprints": "Int64",
    "re_reports": "Int64",
    "origins": "str",
    "ends": "str",
    "first_report": "str",
    "first_day": "str",
}
REPORTS = ("figure", "document", "outlet", "published", "kind", "words", "counts", "paths")


def with_figures(counts: pd.DataFrame, words: Words | None = None) -> pd.DataFrame:
    """The counts with `figure`, the id of those that speak of the same; they need wave and people.

    A figure has a category, a wave and people that may be the same, and numbers that may be one, rounded. Counts
    without any bound, shares of a whole and numbers of families belong to none ("").
    """
    words = words or shipped()
    figure = pd.Series("", index=counts.index, dtype="str")
    usable = counts[counts["anchor"].notna() & counts["whole"].eq("") & counts["unit"].eq("persons")]
    taken: dict[str, int] = {}
    for (category, wave), group in usable.groupby(["category", "wave"], sort=True):
        often = group.groupby("anchor")["document"].nunique()
        rows = sorted(
            group.itertuples(), key=lambda row: (-often[row.anchor], row.anchor, row.modifier == "vague", row.count)
        )
        centres: list[tuple] = []  # (the count that a figure turns on, the figure)
        for row in rows:
            same = (name for centre, name in centres if same_number(centre, row) and may_be_one(centre, row, words))
            found = next(same, "")
            if not found:
                found = f"{category}:{wave}:{row.anchor}"
                taken[found] = taken.get(found, 0) + 1
                found = found if taken[found] == 1 else f"{found}:{taken[found]}"
                centres.append((row, found))
            figure[row.Index] = found
    return counts.assign(figure=figure)


def reports(
    counts: pd.DataFrame, documents: pd.DataFrame, sentences: pd.DataFrame, roots: pd.DataFrame, known: Known
) -> pd.DataFrame:
    """One row a figure and document: whether it is the first report, a reprint, a re-report or a report of its own.

    A `reprint` has the sentence of an earlier document or is by an outlet that reported the figure before; a
    `re-report` gives somebody else's number.
    """
    day = dict(zip(documents["document"], documents["first_day"], strict=True))
    published = dict(zip(documents["document"], documents["published"], strict=True))
    text = dict(zip(sentences["sentence"], sentences["text"], strict=True))
    paths = roots.groupby("count")["path"].agg(list).to_dict()
    of_others = set(roots.loc[roots["basis"].ne("unknown") | roots["root"].eq(UNNAMED), "count"])
    rows = []
    for figure, group in counts[counts["figure"].ne("")].groupby("figure", sort=True):
        earlier: list[tuple[str, list[str]]] = []
        order = sorted(group["document"].unique(), key=lambda one: (day[one] or "9999", one))
        for document in order:
            mine = group[group["document"].eq(document)]
            words = [text[one] for one in mine["sentence"]]
            outlet = known.outlet[document]
            if not earlier:
                kind = "first report"
            elif any(outlet == other or _alike_texts(words, theirs) for other, theirs in earlier):
                kind = "reprint"
            else:
                kind = "re-report" if mine["count"].isin(of_others).any() else "own report"
            earlier.append((outlet, words))
            said = "; ".join(dict.fromkeys(" ".join(one.split()) for one in mine["text"]))
            led = "\n".join(dict.fromkeys(path for count in mine["count"] for path in paths.get(count, ())))
            rows.append([figure, document, outlet, published[document], kind, said, len(mine), led])
    return pd.DataFrame(rows, columns=list(REPORTS))


def _alike_texts(mine: list[str], theirs: list[str]) -> bool:
    return any(fuzz.ratio(one, other, score_cutoff=ALIKE) for one in mine for other in theirs)


def figures(
    counts: pd.DataFrame, documents: pd.DataFrame, roots: pd.DataFrame, figure_reports: pd.DataFrame, known: Known
) -> pd.DataFrame:
    """One row a figure: in how many documents, on how many speakers' word, from how many independent origins.

    `origins` names the independent roots, parted by `; `. `ends` names where the trail ends without telling who knew:
    nobody can say whether these are others, and `unclear` counts the documents that lead only to such ends.
    """
    day = dict(zip(documents["document"], documents["first_day"], strict=True))
    found = roots.merge(counts[["count", "figure", "document"]], on="count")
    rows = []
    for figure, group in counts[counts["figure"].ne("")].groupby("figure", sort=True):
        mine = found[found["figure"].eq(figure)]
        clear = mine[mine["origin"].eq(1)]
        lost = mine[mine["origin"].eq(0)]
        kinds = figure_reports.loc[figure_reports["figure"].eq(figure), "kind"]
        speakers = {name for source in group["source"] for name in source.split("; ")} - {"", UNNAMED}
        bounds = [interval(row) for row in group.itertuples()]
        first = min(group["document"], key=lambda one: (day[one] or "9999", one))
        rows.append(
            {
                "figure": figure,
                "category": group["category"].iloc[0],
                "wave": group["wave"].iloc[0],
                "words": _most_common(group["text"]),
                "anchor": int(group["anchor"].mode().iloc[0]),
                "lowest": _whole(min(low for low, _ in bounds), none=0.0),
                "highest": _whole(max(high for _, high in bounds), none=float("inf")),
                "counts": len(group),
                "documents": group["document"].nunique(),
                "outlets": len({known.outlet[one] for one in group["document"]}),
                "speakers": len(speakers),
                "independent": clear["root"].nunique(),
                "unclear": len(set(lost["document"]) - set(clear["document"])),
                "loops": mine.loc[mine["loop"].eq(1), "document"].nunique(),
                "reprints": int(kinds.eq("reprint").sum()),
                "re_reports": int(kinds.eq("re-report").sum()),
                "origins": "; ".join(sorted(clear["root"].unique())),
                "ends": "; ".join(sorted({path.rpartition(" ← ")[2] for path in lost["path"]})),
                "first_report": first,
                "first_day": day[first],
            }
        )
    table = pd.DataFrame(rows, columns=list(FIGURES)).astype(FIGURES)
    return table.sort_values(["documents", "counts", "figure"], ascending=[False, False, True], ignore_index=True)


def _most_common(words: pd.Series) -> str:
    """The wording that most counts have; of equals, the first in the alphabet."""
    plain = words.map(lambda one: " ".join(one.split()).casefold())
    often: Mapping[str, int] = plain.value_counts()
    return min(plain, key=lambda one: (-often[one], one))


def _whole(number: float, *, none: float) -> int | None:
    return None if number == none else int(number)
