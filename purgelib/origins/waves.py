"""When a number holds, and of whom: the wave of events that it belongs to, its people, its place, its scene."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

import pandas as pd

from purgelib.days import Days, read_days
from purgelib.origins.bounds import anchor, same_number
from purgelib.origins.words import Words, shipped

GAP = 150  # days without any dated count that part two waves
NO_DAYS = Days(None, None)
BY_CHANCE = 10  # smaller equal numbers may well be of other people
SUBSET = re.compile(r"\s+of\s+(?:the|these|those|them|whom|his|her|their)\b|(?:\s+[\w-]+){1,3}\s+(?:who|whom)\b")
STEM = 5  # letters that a place and the name of its people share


def with_waves(
    counts: pd.DataFrame,
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    references: pd.DataFrame,
    *,
    gap: int = GAP,
) -> pd.DataFrame:
    """The counts with `anchor`, `first_day` and `last_day` of the date that they have, `dated_by`, and their `wave`.

    A count is dated by its own `when`, by another count of its sentence, by the works that its sentence or paragraph
    cites, or by its document, unless that is a work of reference, which tells of many years; failing all, by the same
    number elsewhere in its document. Days of counts more than `gap` days apart part two waves; a wave is named by its
    first and last month. A count without any date has wave "".
    """
    found = _dates(counts, documents, sentences, references)
    days = [found[row.count][0] for row in counts.itertuples()]
    dated = counts.assign(
        first_day=pd.Series([one.first for one in days], index=counts.index, dtype=object),
        last_day=pd.Series([one.last for one in days], index=counts.index, dtype=object),
        dated_by=pd.Series([found[name][1] for name in counts["count"]], index=counts.index, dtype="str"),
        anchor=pd.Series([anchor(row) for row in counts.itertuples()], index=counts.index, dtype="Int64"),
    )
    names = _waves([one for one in days if one.first and one.last], gap)
    return dated.assign(wave=pd.Series([names.get(one.first, "") for one in days], index=counts.index, dtype="str"))


def _dates(
    counts: pd.DataFrame, documents: pd.DataFrame, sentences: pd.DataFrame, references: pd.DataFrame
) -> dict[str, tuple[Days, str]]:
    """Count -> its days and what they rest on."""
    published = documents.set_index("document")["published"].to_dict()
    encyclopedic = set(references["document"])
    cited = cited_works(sentences, references)
    found: dict[str, tuple[Days, str]] = {}
    in_sentence: dict[str, Days] = {}
    for row in counts.itertuples():
        own = read_days(row.when)
        if own.first and own.last:
            found[row.count] = own, "its sentence"
            in_sentence.setdefault(row.sentence, own)
    for row in counts.itertuples():
        if row.count in found:
            continue
        works = [read_days(work.published) for work in cited(row.sentence) if read_days(work.published).last]
        if row.sentence in in_sentence:
            found[row.count] = in_sentence[row.sentence], "its sentence"
        elif works:
            found[row.count] = min(works, key=lambda one: one.last), "the work cited"
        elif row.document not in encyclopedic and read_days(published[row.document]).last:
            found[row.count] = read_days(published[row.document]), "its document"
    return found | _like_others(counts, found)


def _like_others(counts: pd.DataFrame, found: Mapping[str, tuple[Days, str]]) -> dict[str, tuple[Days, str]]:
    """Count without a date -> the days of the same number in its document, where that has one date only."""
    undated = counts[~counts["count"].isin(found.keys())]
    others = defaultdict(list)
    for row in counts[counts["document"].isin(undated["document"]) & counts["count"].isin(found.keys())].itertuples():
        others[row.document, row.category].append(row)
    like = {}
    for row in undated.itertuples():
        days = {found[one.count][0] for one in others[row.document, row.category] if same_number(one, row)}
        near = days and (max(one.first for one in days) - min(one.first for one in days)).days <= GAP
        like[row.count] = (min(days), "the same number") if near else (NO_DAYS, "")
    return like


def cited_works(sentences: pd.DataFrame, references: pd.DataFrame) -> Callable[[str], list]:
    """A function from a sentence to the works that it cites, or else those that the rest of its paragraph cites."""
    works = {(row.document, str(row.number)): row for row in references.itertuples()}
    numbers, paragraph, place = {}, defaultdict(list), {}
    for row in sentences.itertuples():
        numbers[row.sentence] = [number for number in row.references.split("; ") if number]
        paragraph[row.document, row.paragraph].append(row.sentence)
        place[row.sentence] = (row.document, row.paragraph)

    def of(sentence: str) -> list:
        if sentence not in place:
            return []
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


# Of whom


def with_people(counts: pd.DataFrame, sentences: pd.DataFrame, words: Words | None = None) -> pd.DataFrame:
    """The counts with `head`, `site`, `scene` and `subset`; they need their `wave`.

    `head` is the head of the population in the singular, "" where it says no more than people; `site` the place, or,
    where none is said, the place that counts of the category and wave name most; `scene` words that bind the number to
    one room or moment; `subset` words after the number that make it some of a group: `two of the men`, `three men who`.
    """
    words = words or shipped()
    text = sentences.set_index("sentence")["text"].to_dict()
    begin = dict(zip(sentences["sentence"], sentences["start"], strict=True))
    usual = _usual_places(counts)
    return counts.assign(
        head=pd.Series([read_head(one, words) for one in counts["population"]], index=counts.index, dtype="str"),
        site=pd.Series(
            [row.place or usual.get((row.category, row.wave), "") for row in counts.itertuples()],
            index=counts.index,
            dtype="str",
        ),
        subset=pd.Series(
            [_subset(row, begin.get(row.sentence, 0), text.get(row.sentence, "")) for row in counts.itertuples()],
            index=counts.index,
            dtype="str",
        ),
        scene=pd.Series(
            [_scene(row, text.get(row.sentence, ""), words) for row in counts.itertuples()],
            index=counts.index,
            dtype="str",
        ),
    )


def _usual_places(counts: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Category and wave -> the place that most of its documents name; none where two are named as often."""
    named = counts[counts["place"].ne("")].drop_duplicates(["category", "wave", "document", "place"])
    usual = {}
    for key, group in named.groupby(["category", "wave"]):
        (place, often), *rest = Counter(group["place"].str.casefold()).most_common(2)
        if not rest or rest[0][1] < often:
            usual[key] = next(one for one in group["place"] if one.casefold() == place)
    return usual


def read_head(population: str, words: Words | None = None) -> str:
    """The head of a population, in the singular; "" where it says no more than people.

    >>> read_head("suspected gay men"), read_head("quarry workers"), read_head("other people")
    ('man', 'worker', '')
    """
    words = words or shipped()
    parts = population.casefold().split()
    head = parts[-1].strip("’'.,") if parts else ""
    if head.endswith("men"):
        head = f"{head[:-3]}man"
    elif head == "children":
        head = "child"
    elif head.endswith("ies"):
        head = f"{head[:-3]}y"
    elif head.endswith("s") and not head.endswith("ss"):
        head = head[:-1]
    return "" if head in words.heads else head


def _scene(count, sentence: str, words: Words) -> str:
    match = words.scenes.search(" ".join(sentence.split()))
    return match[0] if match and not count.in_reference else ""


def _subset(count, begin: int, sentence: str) -> str:
    """Of the dead, `three of the prisoners` are all there are; of others, they are some."""
    match = None if count.category == "killed" else SUBSET.match(sentence[count.end - begin :])
    return " ".join(f"{count.text}{match[0]}".split()) if match else ""


def why_apart(one, other, words: Words) -> tuple[str, str]:
    """Why two counts do not speak of the same people: a relation and the end of a sentence; "" where they may."""
    for count in (one, other):
        if count.scene:
            return "not comparable", f"one is said of a single scene (“{count.scene}”)"
    if one.site and other.site and not _same_place(one.site, other.site, words):
        return "elsewhere", f"one is said of {one.site}, the other of {other.site}"
    if one.head and other.head and one.head != other.head:
        return "not comparable", f"they count other people: {one.population} and {other.population}"
    return "", ""


def may_be_one(one, other, words: Words) -> bool:
    """Whether two counts of about the same number may be of the same people.

    Writers call the same hundred people men, workers or detainees, and say of evacuees now whence they came, now where
    they went; but two small numbers are more likely of two groups.
    """
    relation, _ = why_apart(one, other, words)
    if not relation:
        return True
    if one.scene or other.scene:
        return bool(one.scene and other.scene)
    if relation == "elsewhere" and one.category != "evacuated":
        return False
    opposed = one.head != other.head and {one.head, other.head} <= words.opposed
    return not opposed and min(one.anchor, other.anchor) >= BY_CHANCE


def _same_place(one: str, other: str, words: Words) -> bool:
    """Whether one name holds the other, or both begin alike: `Tarn` and `the docks of Tarn`, `Chile` and `Chilean`."""
    a, b = (set(name.casefold().split()) for name in (one, other))
    if a <= b or b <= a:
        return True
    a, b = ({word[:STEM] for word in name - words.places if len(word) >= STEM} for name in (a, b))
    return bool(a & b)
