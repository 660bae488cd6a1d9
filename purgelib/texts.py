"""Derived tables of the documents: what they are and what nobody says about them."""

import pandas as pd

from purgelib.prose import escape, many

PARTED = "; "


def overview(documents: pd.DataFrame) -> pd.DataFrame:
    """One row a document: what it is and how long."""
    return documents[["outlet", "title", "author", "published", "words", "sentences", "file", "part"]].reset_index(
        drop=True
    )


def gaps(documents: pd.DataFrame) -> pd.DataFrame:
    """One row a document of which something is missing, with what nobody says."""
    return documents.loc[documents["missing"].ne(""), ["file", "part", "outlet", "title", "missing"]].reset_index(
        drop=True
    )


def in_prose(documents: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """How many texts there are, in Markdown sentences, each number taken from the tables.

    >>> in_prose(pd.DataFrame({"document": []}), pd.DataFrame())
    'There is no text.'
    """
    if documents.empty:
        return "There is no text."
    days = sorted(day for day in (*documents["first_day"], *documents["last_day"]) if day)
    when = f", published between {days[0]} and {days[-1]}" if days else ""
    files, outlets = documents["file"].nunique(), documents.loc[documents["outlet"].ne(""), "outlet"].nunique()
    words, incomplete = int(documents["words"].sum()), documents["missing"].ne("").sum()
    return (
        f"{many(len(documents), 'document')} from {many(files, 'file')} and {many(outlets, 'outlet')}{when}:"
        f" {many(words, 'word')} in {many(len(sentences), 'sentence')}. Something is missing about"
        f" {many(incomplete, 'document')}."
    )


def put_right(corrections: pd.DataFrame) -> pd.DataFrame:
    """One row a correction by hand, with what stood there before and what stands there now."""
    return corrections[["action", "row", "text", "column", "before", "value", "why", "who", "when"]].reset_index(
        drop=True
    )


def corrections_in_prose(corrections: pd.DataFrame) -> str:
    """How much people put right by hand, in Markdown sentences.

    >>> corrections_in_prose(pd.DataFrame({"action": [], "row": [], "who": []}))
    'Nobody has corrected anything by hand.'
    """
    if corrections.empty:
        return "Nobody has corrected anything by hand."
    rows = corrections.groupby("action")["row"].nunique()
    told = [
        f"{many(int(rows[action]), 'row')} {said}"
        for action, said in (("change", "changed"), ("add", "added"), ("drop", "dropped"))
        if action in rows
    ]
    who = sorted(set(corrections["who"]))
    return f"By hand: {', '.join(told)}, by {', '.join(escape(name) for name in who)}."
