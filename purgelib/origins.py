"""On whose word a number stands: its chain from the document to a root, and how many roots stand behind a figure.

A chain runs document <- speaker <- whom the speaker cites, as far as the texts say; each link has its evidence and a
basis. Counts of one category, wave and place whose bounds speak of about the same number are a figure. Nothing here
decides what is true: two roots may have asked the same person.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from purgelib.days import Days, read_days

UNKNOWN = "unknown"
UNNAMED = "unnamed"
KINDS = ("witness", "own casework", "official", "leak", "anonymous", UNKNOWN)
GAP = 150  # days without any dated count that part two waves
NEAR = 0.15  # two numbers less apart than this share of the larger are about the same: 100, over 100, 110
LINKS = ["count", "step", "giver", "taker", "basis", "file", "start", "end", "text", "matched", "loop"]


class Link(NamedTuple):
    """`taker` has the number from `giver`."""

    giver: str
    basis: str  # stated, reference, matched, unknown
    file: str
    start: int
    end: int
    text: str
    matched: str = ""  # the count of the other document that this link rests on


# Waves


def with_waves(
    counts: pd.DataFrame,
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    references: pd.DataFrame,
    *,
    gap: int = GAP,
) -> pd.DataFrame:
    """The counts with `first_day` and `last_day` of the date that they have, `dated_by`, and their `wave`.

    A count is dated by its own `when`, else by the works that its sentence or paragraph cites, else by its document,
    unless that is a work of reference, which tells of many years. Days of counts more than `gap` days apart part two
    waves; a wave is named by its first and last month. A count without any date has wave "".
    """
    days, basis = zip(*_dates(counts, documents, sentences, references), strict=True) if len(counts) else ((), ())
    dated = counts.assign(
        first_day=pd.Series([one.first for one in days], index=counts.index, dtype=object),
        last_day=pd.Series([one.last for one in days], index=counts.index, dtype=object),
        dated_by=pd.Series(list(basis), index=counts.index, dtype="str"),
    )
    names = _waves([one for one in days if one.first and one.last], gap)
    return dated.assign(wave=pd.Series([names.get(one.first, "") for one in days], index=counts.index, dtype="str"))


def _dates(
    counts: pd.DataFrame, documents: pd.DataFrame, sentences: pd.DataFrame, references: pd.DataFrame
) -> Iterator[tuple[Days, str]]:
    published = documents.set_index("document")["published"].to_dict()
    encyclopedic = set(references["document"])
    cited = _cited(sentences, references)
    for row in counts.itertuples():
        own = read_days(row.when)
        if own.first and own.last:
            yield own, "its sentence"
            continue
        works = [read_days(work.published) for work in cited(row.sentence) if read_days(work.published).last]
        if works:
            earliest = min(works, key=lambda one: one.last)
            yield earliest, "the work cited"
        elif row.document not in encyclopedic and read_days(published[row.document]).last:
            yield read_days(published[row.document]), "its document"
        else:
            yield Days(None, None), ""


def _cited(sentences: pd.DataFrame, references: pd.DataFrame):
    """A function from a sentence to the works that it cites, or else those that the rest of its paragraph cites."""
    works = {(row.document, str(row.number)): row for row in references.itertuples()}
    numbers, paragraph, place = {}, defaultdict(list), {}
    for row in sentences.itertuples():
        numbers[row.sentence] = [number for number in row.references.split("; ") if number]
        paragraph[row.document, row.paragraph].append(row.sentence)
        place[row.sentence] = (row.document, row.paragraph)

    def of(sentence: str) -> list:
        document, number = place[sentence]
        inside = paragraph[document, number]
        for one in inside[inside.index(sentence) :]:
            if numbers[one]:
                return [works[document, n] for n in numbers[one] if (document, n) in works]
        return []

    return of


def _waves(days: list[Days], gap: int) -> dict[dt.date, str]:
    """First day of a count -> name of its wave."""
    groups: list[list[dt.date]] = []
    for day in sorted({one.first for one in days}):
        if groups and (day - groups[-1][-1]).days <= gap:
            groups[-1].append(day)
        else:
            groups.append([day])
    return {day: _months(group[0], group[-1]) for group in groups for day in group}


def _months(first: dt.date, last: dt.date) -> str:
    return f"{first:%Y-%m}" if f"{first:%Y-%m}" == f"{last:%Y-%m}" else f"{first:%Y-%m}/{last:%Y-%m}"


# Chains


def chains(
    counts: pd.DataFrame,
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    quotes: pd.DataFrame,
    references: pd.DataFrame,
) -> pd.DataFrame:
    """One row a link of a count's chain, from its document (step 1) towards its root.

    `taker` has the number from `giver`; `basis` is `stated` by the text, a `reference` of a work of reference, or
    `matched` with an earlier count of the one it follows (inferred). A count on the word of two has two chains.
    `loop` is 1 where the chain comes back to one who is in it already. `counts` need their `wave` (with_waves).
    """
    outlet = {row.document: row.outlet or row.document for row in documents.itertuples()}
    first_links = _first_links(counts, outlet, sentences, quotes, references)
    reports = _reports(counts, outlet)
    rows = []
    for count in counts.itertuples():
        for path in _paths(count, first_links, reports, outlet, frozenset({count.count})):
            seen, taker = {outlet[count.document]}, outlet[count.document]
            for step, link in enumerate(path, 1):
                loop = int(link.giver in seen)
                rows.append([count.count, step, link.giver, taker, *link[1:6], link.matched, loop])
                if loop:
                    break
                seen.add(link.giver)
                taker = link.giver
    table = pd.DataFrame(rows, columns=LINKS)
    return table.drop_duplicates(["count", "step", "giver", "taker"], ignore_index=True)


def _first_links(
    counts: pd.DataFrame,
    outlet: Mapping[str, str],
    sentences: pd.DataFrame,
    quotes: pd.DataFrame,
    references: pd.DataFrame,
) -> dict[str, list[list[Link]]]:
    """Of each count the chains that its own document states: works cited, then speakers, then whom those cite."""
    cited = _cited(sentences, references)
    text = sentences.set_index("sentence")["text"].to_dict()
    via = defaultdict(list)
    for row in quotes[quotes["via"].ne("")].itertuples():
        via[row.document].append(row)
    links = {}
    for count in counts.itertuples():
        publisher = outlet[count.document]
        evidence = (count.file, count.start, count.end, text[count.sentence])
        works = [] if count.in_reference else [work for work in cited(count.sentence) if _who(work)]
        before = [Link(_who(work), "reference", work.file, work.start, work.end, work.text) for work in works]
        speakers = [name for name in count.source.split("; ") if name and name != publisher]
        credit = _credit(count, evidence)
        spoken = [
            [Link(name, "reference" if count.in_reference else "stated", *credit), *_cited_by(count, name, via)]
            for name in speakers
        ]
        if not before:
            links[count.count] = spoken
        elif not spoken:
            links[count.count] = [[link] for link in before]
        else:  # the works are where the speakers are to be read
            links[count.count] = [
                [link, *path] if link.giver != path[0].giver else [link, *path[1:]]
                for link in before
                for path in spoken
            ]
    return links


def _who(work) -> str:
    return work.outlet or work.authors.split("; ")[0]


def _credit(count, evidence: tuple[str, int, int, str]) -> tuple[str, int, int, str]:
    if pd.isna(count.credit_start):
        return evidence
    return count.file, int(count.credit_start), int(count.credit_end), count.credit


def _cited_by(count, speaker: str, via: Mapping[str, list]) -> list[Link]:
    """Whom the speaker cites for what the count stands in."""
    for row in via[count.document]:
        if row.start <= count.start < row.end and speaker in row.speaker.split("; "):
            cited = [name for name in row.via.split("; ") if name != speaker]
            if cited:
                return [Link(cited[0], "stated", row.file, row.start, row.end, row.text)]
    return []


def _reports(counts: pd.DataFrame, outlet: Mapping[str, str]) -> dict[tuple, list]:
    """(publisher, category, wave, low, high) -> the counts that it reports so."""
    found = defaultdict(list)
    for row in counts.itertuples():
        found[_key(outlet[row.document], row)].append(row)
    return found


def _key(publisher: str, count) -> tuple:
    bounds = tuple(None if pd.isna(one) else int(one) for one in (count.low, count.high))
    return publisher, count.category, count.wave, *bounds


def _paths(
    count, first: Mapping[str, list], reports: Mapping[tuple, list], outlet, used: frozenset
) -> Iterator[list[Link]]:
    """The chains of a count, each carried on through other documents of the corpus while they have the same number."""
    for path in first[count.count] or [[]]:
        if not path:
            yield []
            continue
        earlier = [
            other
            for other in reports.get(_key(path[-1].giver, count), ())
            if other.count not in used and other.document != count.document and not _after(other, count)
        ]
        if not earlier:
            yield path
            continue
        other = min(earlier, key=lambda one: (one.last_day or dt.date.max, one.count))
        for rest in _paths(other, first, reports, outlet, used | {other.count}):
            inferred = [link._replace(basis="matched", matched=other.count) for link in rest[:1]]
            yield [*path, *inferred, *rest[1:]]


def _after(one, other) -> bool:
    return bool(one.first_day and other.last_day and one.first_day > other.last_day)


# Roots


def roots(links: pd.DataFrame, counts: pd.DataFrame, documents: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """One row a chain: count, its path in words, its root, the root's kind, the weakest basis and whether it loops.

    A count whose text credits nobody has its document as root, of kind unknown.
    """
    outlet = {row.document: row.outlet or row.document for row in documents.itertuples()}
    types = actors.set_index("name")["type"].to_dict()
    private = set(actors.loc[actors["public"] == 0, "name"])
    rows = []
    by_count = {count: list(group.itertuples()) for count, group in links.groupby("count", sort=False)}
    for count in counts.itertuples():
        steps = by_count.get(count.count, [])
        if not steps:
            rows.append([count.count, outlet[count.document], outlet[count.document], UNKNOWN, UNKNOWN, 0])
        for path in _unfolded(steps, outlet[count.document]):
            last = path[-1]
            names = [outlet[count.document], *(step.giver for step in path)]
            bases = {step.basis for step in path}
            basis = next(one for one in ("matched", "reference", "stated") if one in bases)
            kind = (
                UNKNOWN
                if last.loop
                else root_kind(last.giver, last.text, types.get(last.giver, ""), last.giver in private)
            )
            rows.append([count.count, " ← ".join(names), last.giver, kind, basis, max(step.loop for step in path)])
    return pd.DataFrame(rows, columns=["count", "path", "root", "kind", "basis", "loop"])


def _unfolded(steps: list, publisher: str) -> Iterator[list]:
    """The chains that the links of one count make, each from the document to a root."""

    def onwards(taker: str, step: int) -> Iterator[list]:
        following = [one for one in steps if one.step == step and one.taker == taker]
        if not following:
            yield []
        for one in following:
            for rest in onwards(one.giver, step + 1) if not one.loop else [[]]:
                yield [one, *rest]

    yield from (path for path in onwards(publisher, 1) if path)


def root_kind(name: str, evidence: str, actor_type: str = "", private: bool = False) -> str:
    """What kind of root somebody is, by the words of the credit and by what is known of the actor.

    >>> root_kind("unnamed", "a witness")
    'witness'
    >>> root_kind("Miners Union", "the Miners Union", "ngo")
    'own casework'
    """
    kinds, types = _words()
    if private:
        return "witness"
    said = f"{name} {evidence}" if len(evidence) < 160 else name  # a whole sentence is no credit
    if name != UNNAMED and actor_type in types:
        own = next((kind for kind in ("leak", "witness") if kinds[kind].search(said)), "")
        return own or types[actor_type]
    for kind, pattern in kinds.items():
        if pattern.search(said):
            return kind
    return "anonymous" if name == UNNAMED else UNKNOWN


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, re.Pattern], dict[str, str]]:
    from purgelib.lexicons import read_lexicons

    lexicon = read_lexicons()["origins"]
    kinds = {
        kind: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I)
        for kind, words in lexicon["kinds"].items()
    }
    return kinds, lexicon["types"]


# Figures


def with_figures(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts with `anchor`, the number that their words turn on, and `figure`, the id of those that speak of it.

    One figure has a category, a wave, places that do not differ, and anchors less than `NEAR` apart; counts without any
    bound, shares of a whole and families belong to none (""). `counts` need their `wave`.
    """
    anchors = [_anchor(row) for row in counts.itertuples()]
    figure = pd.Series("", index=counts.index, dtype="str")
    table = counts.assign(anchor=pd.Series(anchors, index=counts.index, dtype="Int64"))
    open_to_all = table[table["anchor"].notna() & table["whole"].eq("") & table["unit"].eq("persons")]
    for (category, wave), group in open_to_all.groupby(["category", "wave"], sort=True):
        often = group["anchor"].value_counts().rename_axis("anchor").reset_index()
        ordered = often.sort_values(["count", "anchor"], ascending=[False, True])["anchor"]
        left = dict.fromkeys(map(int, group["anchor"]))
        for anchor in map(int, ordered):
            if anchor not in left:
                continue
            near = [one for one in left if abs(one - anchor) <= NEAR * max(one, anchor)]
            for one in near:
                del left[one]
            figure[group.index[group["anchor"].isin(near)]] = f"{category}:{wave}:{anchor}"
    return table.assign(figure=figure)


def _anchor(count) -> int | None:
    """`more than 100` turns on 100, `up to 20` on 20, `30 to 40` on 40."""
    if count.modifier == "more_than" and not pd.isna(count.low):
        return int(count.low) - 1
    if not pd.isna(count.high):
        return int(count.high) + (1 if count.modifier == "fewer_than" else 0)
    return None if pd.isna(count.low) else int(count.low)


def figures(counts: pd.DataFrame, documents: pd.DataFrame, chain_roots: pd.DataFrame) -> pd.DataFrame:
    """One row a figure: in how many documents, by how many speakers, from how many independent roots, since when.

    `origins` names the roots, parted by `; `, and `independent` counts them. Nobody can tell whether two roots without
    a name are one: `unclear` counts the documents that lead to such. `counts` need `wave` and `figure`.
    """
    outlet = {row.document: row.outlet or row.document for row in documents.itertuples()}
    published = {row.document: row.first_day for row in documents.itertuples()}
    found = chain_roots.merge(counts[["count", "figure", "document"]], on="count")
    rows = []
    for figure, group in counts[counts["figure"].ne("")].groupby("figure", sort=True):
        mine = found[found["figure"] == figure]
        clear = mine[(mine["root"] != UNNAMED) & (mine["basis"] != UNKNOWN) & (mine["loop"] == 0)]
        speakers = {name for source in group["source"] for name in source.split("; ") if name and name != UNNAMED}
        first = min(group["document"], key=lambda one: (published[one] or "9999", one))
        lows, highs = group["low"].dropna(), group["high"].dropna()
        rows.append(
            {
                "figure": figure,
                "category": group["category"].iloc[0],
                "wave": group["wave"].iloc[0],
                "anchor": int(figure.rpartition(":")[2]),
                "lowest": lows.min() if len(lows) == len(group) else None,
                "highest": highs.max() if len(highs) == len(group) else None,
                "counts": len(group),
                "documents": group["document"].nunique(),
                "outlets": len({outlet[one] for one in group["document"]}),
                "speakers": len(speakers),
                "independent": clear["root"].nunique(),
                "unclear": mine.loc[~mine.index.isin(clear.index), "document"].nunique(),
                "origins": "; ".join(sorted(clear["root"].unique())),
                "first_report": first,
                "first_day": published[first],
            }
        )
    columns = [
        "figure",
        "category",
        "wave",
        "anchor",
        "lowest",
        "highest",
        "counts",
        "documents",
        "outlets",
        "speakers",
    ]
    columns += ["independent", "unclear", "origins", "first_report", "first_day"]
    table = pd.DataFrame(rows, columns=columns).astype({"lowest": "Int64", "highest": "Int64"})
    return table.sort_values(["documents", "figure"], ascending=[False, True], ignore_index=True)


# Agreement and conflict


class Verdict(NamedTuple):
    """How two counts of one category stand to each other, and why."""

    relation: str  # compatible, narrower, later, part, elsewhere, another wave, conflict
    reason: str


def compare(one, other) -> Verdict:
    """How two rows of counts with their wave stand to each other, by their bounds, dates, places and wholes."""
    a, b = _interval(one), _interval(other)
    if one.category != other.category or one.unit != other.unit:
        return Verdict(
            "elsewhere", f"{one.category} {one.unit} and {other.category} {other.unit} are not the same thing"
        )
    if one.wave != other.wave:
        return Verdict(
            "another wave",
            f"{_said(one)} is of {one.wave or 'no known time'}, {_said(other)} of {other.wave or 'no known time'}",
        )
    if one.place and other.place and one.place.casefold() != other.place.casefold():
        return Verdict("elsewhere", f"{_said(one)} is said of {one.place}, {_said(other)} of {other.place}")
    for part, whole in ((one, other), (other, one)):
        if part.whole:
            return Verdict("part", f"{_said(part)} is a share of {part.whole}, not a number beside {_said(whole)}")
    if max(a[0], b[0]) <= min(a[1], b[1]):
        if a == b:
            return Verdict("compatible", f"{_said(one)} and {_said(other)} set the same bounds")
        inner, outer = (one, other) if a[0] >= b[0] and a[1] <= b[1] else (other, one)
        if _interval(inner)[0] >= _interval(outer)[0] and _interval(inner)[1] <= _interval(outer)[1]:
            return Verdict("narrower", f"{_said(inner)} lies within the bounds of {_said(outer)}")
        return Verdict("compatible", f"the bounds of {_said(one)} and {_said(other)} overlap")
    lower, higher = (one, other) if a[1] < b[0] else (other, one)
    if _dated_before(lower, higher):
        days = f"{_said(higher)} is of {higher.last_day}, after {_said(lower)} of {lower.last_day}"
        return Verdict("later", f"{days}: the number may have grown")
    if abs(_anchor(one) - _anchor(other)) <= NEAR * max(_anchor(one), _anchor(other)):
        return Verdict("compatible", f"{_said(one)} and {_said(other)} may be one number, rounded")
    most, least = _interval(lower)[1], _interval(higher)[0]
    return Verdict("conflict", f"{_said(lower)} allows at most {most:,.0f}, {_said(higher)} at least {least:,.0f}")


def _interval(count) -> tuple[float, float]:
    return (0.0 if pd.isna(count.low) else float(count.low), float("inf") if pd.isna(count.high) else float(count.high))


def _said(count) -> str:
    return f"“{count.text}”"


def _dated_before(one, other) -> bool:
    return bool(one.last_day and other.last_day and one.last_day < other.last_day)


def comparisons(counts: pd.DataFrame) -> pd.DataFrame:
    """One row a pair of counts of one category and wave from different documents, with how they stand and why."""
    rows = []
    usable = counts[counts["wave"].ne("") & (counts["low"].notna() | counts["high"].notna())]
    for _, group in usable.groupby(["category", "wave"], sort=True):
        distinct = list(group.drop_duplicates(["document", "low", "high", "place", "whole"]).itertuples())
        for i, one in enumerate(distinct):
            for other in distinct[i + 1 :]:
                if one.document != other.document:
                    rows.append([one.category, one.wave, one.count, other.count, *compare(one, other)])
    return pd.DataFrame(rows, columns=["category", "wave", "count", "other", "relation", "reason"])


def total(counts: pd.DataFrame) -> int:
    """The sum of exact numbers that may be summed: incidents apart from each other, none a part or a running total.

    Raises ValueError that says which rows may not be summed, and why.
    """
    rows = list(counts.itertuples())
    for row in rows:
        if pd.isna(row.low) or pd.isna(row.high) or row.low != row.high:
            raise ValueError(f"{row.count}: {_said(row)} is no exact number and cannot be summed")
        if row.whole:
            raise ValueError(
                f"{row.count}: {_said(row)} is a share of {row.whole}; summed with it, persons count twice"
            )
        if row.as_of and not row.event_date:
            raise ValueError(f"{row.count}: {_said(row)} is a running total as of {row.as_of}, not an incident")
    for i, one in enumerate(rows):
        for other in rows[i + 1 :]:
            if one.category != other.category:
                raise ValueError(
                    f"{one.count} and {other.count}: {one.category} and {other.category} may be the same persons"
                )
            if (one.place.casefold(), one.event_date) == (other.place.casefold(), other.event_date) or not (
                one.event_date and other.event_date
            ):
                raise ValueError(
                    f"{one.count} and {other.count}: {_said(one)} and {_said(other)} may be the same incident"
                )
    return int(sum(row.low for row in rows))


# Sensitivity


def headline_ranges(counts: pd.DataFrame) -> pd.DataFrame:
    """One row a category and wave: the fewest and the most that any report allows, and how many leave the top open."""
    usable = counts[counts["wave"].ne("") & counts["whole"].eq("") & counts["unit"].eq("persons")]
    rows = []
    for (category, wave), group in usable.groupby(["category", "wave"], sort=True):
        anchors = group["anchor"].dropna()
        if anchors.empty:
            continue
        rows.append(
            [category, wave, int(anchors.min()), int(anchors.max()), int(group["high"].isna().sum()), len(group)]
        )
    return pd.DataFrame(rows, columns=["category", "wave", "fewest", "most", "open_above", "counts"])


def sensitivity(counts: pd.DataFrame, documents: pd.DataFrame, conventions: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The headline ranges without one source or outlet at a time, without hedged counts, and under each convention.

    `conventions` are the counts (with wave and anchor) under each vague-word convention. One row a category, wave and
    way of leaving out; `left_out` says which, `changed` is 1 where the range is not that of all counts.
    """
    outlet = {row.document: row.outlet or row.document for row in documents.itertuples()}
    ways = [("nothing", "", counts)]
    sources = sorted({name for source in counts["source"] for name in source.split("; ") if name})
    ways += [
        ("source", name, counts[[name not in source.split("; ") for source in counts["source"]]]) for name in sources
    ]
    published = counts["document"].map(outlet)
    ways += [("outlet", name, counts[published != name]) for name in sorted(set(published))]
    ways += [("hedged counts", "", counts[counts["hedge"] == 0])]
    ways += [("convention", name, table) for name, table in conventions.items()]
    tables = [headline_ranges(table).assign(way=way, left_out=name) for way, name, table in ways]
    everything = pd.concat(tables, ignore_index=True)
    whole = tables[0].set_index(["category", "wave"])[["fewest", "most"]]
    base = everything.merge(whole, left_on=["category", "wave"], right_index=True, how="left", suffixes=("", "_of_all"))
    changed = (base["fewest"] != base["fewest_of_all"]) | (base["most"] != base["most_of_all"])
    columns = ["category", "wave", "way", "left_out", "fewest", "most", "open_above", "counts", "changed"]
    return base.assign(changed=changed.astype(int))[columns]


def denials(reactions: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """One row an actor who denies in a document that reports a figure: what is denied beside what is reported."""
    denied = reactions[reactions["type"] == "deny"]
    pairs = denied[["actor", "date", "document", "text", "reaction"]].merge(
        counts.loc[counts["figure"].ne(""), ["document", "figure", "category", "wave"]].drop_duplicates(), on="document"
    )
    grouped = pairs.groupby(["figure", "actor"], as_index=False).agg(
        denials=("reaction", "nunique"), documents=("document", "nunique"), words=("text", "first")
    )
    return grouped.sort_values(["figure", "denials", "actor"], ascending=[True, False, True], ignore_index=True)
