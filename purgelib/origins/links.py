"""The chain of a count: document <- cited work <- speaker <- whom the speaker cites, as far as the texts say."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from purgelib.origins.bounds import same_number
from purgelib.origins.names import ARTICLE, UNNAMED, Tie, is_name, name_reader, ties
from purgelib.origins.waves import cited_works
from purgelib.origins.words import Words, shipped

LINKS = ("count", "chain", "step", "giver", "taker", "basis", "file", "start", "end", "text", "matched", "loop")
PRONOUNS = frozenset(["he", "she", "they", "it", "who", "which", "that", "we", "i", "you", "this", "these", "those"])
DEEPEST = 12  # links of a chain
MOST_CHAINS = 24  # of one count


class Link(NamedTuple):
    """Somebody gives a number; where, in the words of a file, that stands."""

    giver: str
    basis: str  # stated, reference, matched
    file: str
    start: int
    end: int
    text: str
    matched: str = ""  # the count of another place that this link is inferred from


class Known(NamedTuple):
    """What chains are read from, looked up once."""

    outlet: dict[str, str]  # document -> who published it
    published: dict[str, str]  # document -> its first day
    read_name: Callable[[str], str]
    ties: dict[str, Tie]
    cited: Callable[[str], list]  # sentence -> works cited
    works: dict[str, list]  # document -> works of its reference list
    sentence: dict[str, Any]
    quotes: dict[str, list]  # document -> quotes that say whom the speaker cites
    named: dict[str, dict[str, Any]]  # document -> actor -> first mention of it there
    paragraph: dict[tuple, str]  # document and paragraph -> text
    words: Words


def outlets(documents: pd.DataFrame, read_name: Callable[[str], str] = str) -> dict[str, str]:
    """Document -> who published it; its id where nobody knows."""
    return {row.document: read_name(row.outlet) if row.outlet else row.document for row in documents.itertuples()}


def look_up(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    quotes: pd.DataFrame,
    references: pd.DataFrame,
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    words: Words | None = None,
) -> Known:
    """What chains are read from."""
    words = words or shipped()
    read_name = name_reader(actors, documents["outlet"], words=words)
    works, via, named, paragraph = defaultdict(list), defaultdict(list), defaultdict(dict), defaultdict(list)
    for row in references.itertuples():
        works[row.document].append(row)
    for row in quotes[quotes["via"].ne("")].itertuples():
        via[row.document].append(row)
    for row in mentions.itertuples():
        named[row.document].setdefault(row.actor, row)
    for row in sentences.itertuples():
        paragraph[row.document, row.paragraph].append(row.text)
    return Known(
        outlets(documents, read_name),
        dict(zip(documents["document"], documents["first_day"], strict=True)),
        read_name,
        ties(mentions, sentences, actors, words),
        cited_works(sentences, references),
        works,
        {row.sentence: row for row in sentences.itertuples()},
        via,
        named,
        {key: " ".join(" ".join(texts).split()) for key, texts in paragraph.items()},
        words,
    )


def chains(counts: pd.DataFrame, known: Known) -> pd.DataFrame:
    """One row a link of a count's chain, from its document (step 1) towards its root.

    `taker` has the number from `giver`; `basis` is `stated` by the text, a `reference` of a work of reference, or
    `matched` with the same number elsewhere (inferred), which `matched` names. A count on the word of two has two
    chains. `loop` is 1 where the chain comes back to one who is in it already. `counts` need wave and people.
    """
    first = {row.count: stated_paths(row, known) for row in counts.itertuples()}
    first |= _repeated_inside(counts, first)
    reports = _reports(counts, known)
    spoken = _spoken(counts, first)
    rows = []
    for count in counts.itertuples():
        publisher = known.outlet[count.document]
        paths: dict[tuple, list[Link]] = {}
        for path in _paths(count, first, reports, spoken, known, frozenset({count.count})):
            paths.setdefault(tuple(link.giver for link in path), path)
            if len(paths) == MOST_CHAINS:
                break
        for number, path in enumerate(paths.values(), 1):
            seen, taker = {publisher}, publisher
            for step, link in enumerate(path, 1):
                loop = int(link.giver in seen and link.giver != UNNAMED)
                rows.append([count.count, number, step, link.giver, taker, *link[1:], loop])
                if loop:
                    break
                seen.add(link.giver)
                taker = link.giver
    table = pd.DataFrame(rows, columns=list(LINKS))
    return table.astype({"count": "str", "giver": "str", "taker": "str", "basis": "str", "matched": "str"})


# What a document says itself


def stated_paths(count, known: Known) -> list[list[Link]]:
    """The chains that a count's own document states: works cited, then speakers, then whom those cite."""
    publisher = known.outlet[count.document]
    spoken = [
        [link, *_onwards(count, link, known)]
        for link in (_credited(count, name, known) for name in count.source.split("; ") if name)
        if link.giver != publisher
    ]
    works = [_cited(work, known) for work in _works_of(count, known)]
    before = [path[0] for path in works]
    if not before or not spoken:
        return spoken or works
    titles = {link.giver for link in before}
    joined = []
    for path in spoken:
        if path[0].giver in titles:  # the work cited is the speaker's own
            own = next(link for link in before if link.giver == path[0].giver)
            joined.append([own if count.in_reference else own._replace(basis="stated"), *path[1:]])
        else:
            free = [link for link in before if link.giver not in {other[0].giver for other in spoken}]
            joined += [[link, *path] for link in free] or [path]
    return joined


def _works_of(count, known: Known) -> list:
    if count.in_reference:
        return [work for work in known.works[count.document] if work.start <= count.start < work.end][:1]
    return known.cited(count.sentence)


def _cited(work, known: Known) -> list[Link]:
    """The work that a document cites: its outlet, else its author, else its title; behind it the agency, if one is."""
    names = work.outlet.split("; ") if work.outlet else work.authors.split("; ")[:1]
    agencies = [name for name in names if name in known.words.agencies and len(names) > 1]
    others = [name for name in names if name and name not in agencies]
    givers = [*others[-1:], *agencies[:1]] or [f"“{work.title}”"]
    return [
        Link(known.read_name(giver), "reference", work.file, work.start, work.end, work.text)
        if not giver.startswith("“")
        else Link(giver, "reference", work.file, work.start, work.end, work.text)
        for giver in givers
    ]


def _credited(count, name: str, known: Known) -> Link:
    name = known.read_name(name)
    if count.credit and not pd.isna(count.credit_start):
        return Link(name, "stated", count.file, int(count.credit_start), int(count.credit_end), count.credit)
    sentence = known.sentence[count.sentence]
    return Link(name, "stated", sentence.file, sentence.start, sentence.end, sentence.text)


def _onwards(count, link: Link, known: Known) -> list[Link]:
    """From a speaker to whom the speaker cites, or to the body that the speaker speaks for."""
    for row in known.quotes[count.document]:
        inside = row.start <= count.start < row.end or row.sentence == count.sentence
        if inside and link.giver in [known.read_name(name) for name in row.speaker.split("; ")]:
            for cited in row.via.split("; "):
                words = ARTICLE.sub("", cited.strip())
                giver = known.read_name(words)
                if words.casefold() not in PRONOUNS and giver not in (link.giver, known.outlet[count.document]):
                    return [Link(giver, "stated", row.file, row.start, row.end, row.text)]
    if link.giver != UNNAMED and (people := _passed_on(link, known.words)):
        return [people]
    if link.giver != UNNAMED and (hearsay := _hearsay(count, known)):
        return [hearsay]
    tie = known.ties.get(link.giver)
    if tie and tie.body != known.outlet[count.document]:
        return [Link(tie.body, "stated", tie.file, tie.start, tie.end, tie.text)]
    return []


def _passed_on(link: Link, words: Words) -> Link | None:
    """Those without a name whom the giver lets speak: `survivors interviewed by the Harbour Post`."""
    match = words.passed_on.match(link.text)
    if not match or link.giver.split()[-1] in match["who"]:
        return None
    start = link.start + match.start("who")
    return link._replace(giver=UNNAMED, start=start, end=start + len(match["who"]), text=match["who"])


def _hearsay(count, known: Known) -> Link | None:
    """The reports that a speaker passes on: `Recent reports indicate that two people have died`."""
    words, sentence = known.words, known.sentence[count.sentence]
    for match in words.hearsay.finditer(sentence.text, 0, max(0, count.start - sentence.start)):
        before = (match["before"] or "").casefold()
        if before not in words.own and not before.endswith(("’s", "'s", "s’", "s'")):
            start, end = (sentence.start + place for place in match.span("who"))
            return Link(UNNAMED, "stated", sentence.file, start, end, match["who"])
    return None


def _repeated_inside(counts: pd.DataFrame, first: Mapping[str, list]) -> dict[str, list[list[Link]]]:
    """Of counts that credit nobody, the chains of the same number where their document credits somebody for it."""
    credited = defaultdict(list)
    for row in counts.itertuples():
        if first[row.count] and not row.in_reference:
            credited[row.document, row.category, row.wave].append(row)
    found = {}
    for row in counts.itertuples():
        if first[row.count] or row.in_reference:
            continue
        same = [one for one in credited[row.document, row.category, row.wave] if _same(one, row)]
        if same:
            found[row.count] = [
                [path[0]._replace(basis="matched", matched=same[0].count), *path[1:]] for path in first[same[0].count]
            ]
    return found


# What other documents add


def _reports(counts: pd.DataFrame, known: Known) -> dict[tuple, list]:
    """(publisher, category, wave) -> the counts that it reports."""
    found = defaultdict(list)
    for row in counts.itertuples():
        found[known.outlet[row.document], row.category, row.wave].append(row)
    return found


def _spoken(counts: pd.DataFrame, first: Mapping[str, list]) -> dict[tuple, list]:
    """(giver, category, wave) -> counts of which a document says that the giver has them from somebody else."""
    found = defaultdict(list)
    for row in counts.itertuples():
        for path in first[row.count]:
            for place, link in enumerate(path[:-1]):
                if path[place + 1].basis == "stated" and link.giver != UNNAMED:
                    found[link.giver, row.category, row.wave].append((row, path[place + 1 :]))
    return found


def _paths(
    count, first: Mapping[str, list], reports: Mapping, spoken: Mapping, known: Known, used: frozenset
) -> Iterator[list[Link]]:
    """The chains of a count, each carried on through other documents of the corpus while they have the same number."""
    if len(used) > DEEPEST:
        return
    paths = first[count.count] or _followed(count, reports, known, used)
    for path in paths or [[]]:
        if not path:
            yield []
            continue
        carried = False
        for rest in _carried_on(path[-1].giver, count, first, reports, spoken, known, used):
            carried = True
            yield [*path, *rest]
        if not carried:
            yield path


def _carried_on(
    giver: str, count, first: Mapping, reports: Mapping, spoken: Mapping, known: Known, used: frozenset
) -> Iterator[list[Link]]:
    """From the last giver on: as its own document goes on, or else as another document says that it got the number."""
    key = giver, count.category, count.wave
    own = [one for one in reports.get(key, ()) if one.document != count.document and _follows(count, one, known, used)]
    if own:
        other = min(own, key=lambda one: (not _identical(one, count), one.last_day or dt.date.max, one.count))
        for rest in _paths(other, first, reports, spoken, known, used | {other.count}):
            if rest:
                yield [rest[0]._replace(basis="matched", matched=other.count), *rest[1:]]
        return
    for other, rest in spoken.get(key, ()):
        if other.count not in used and _same(other, count):
            yield [rest[0]._replace(basis="matched", matched=other.count), *rest[1:]]
            return


def _followed(count, reports: Mapping, known: Known, used: frozenset) -> list[list[Link]]:
    """Of a count that credits nobody: the outlet of an earlier report of the same number that its document names."""
    if count.in_reference or is_first_hand(count, known):
        return []
    publisher = known.outlet[count.document]
    found = []
    for actor, mention in known.named[count.document].items():
        name = known.read_name(actor)
        for one in reports.get((name, count.category, count.wave), ()):
            if name != publisher and _follows(count, one, known, used):
                found.append((one, mention, name))
    if not found:
        return []
    other, mention, name = min(found, key=lambda one: (one[0].last_day or dt.date.max, one[0].count))
    return [[Link(name, "matched", mention.file, mention.start, mention.end, mention.text, other.count)]]


def is_first_hand(count, known: Known) -> bool:
    """Whether the paragraph of a count says that its publisher found out himself."""
    sentence = known.sentence[count.sentence]
    return bool(known.words.first_hand.search(known.paragraph[sentence.document, sentence.paragraph]))


def _follows(count, other, known: Known, used: frozenset) -> bool:
    """Whether a count may rest on another: the same number, not published later.

    A work of reference is written over years: of its counts only what they hold for tells whether they are later.
    """
    if other.count in used or not _same(other, count):
        return False
    one, two = known.published[other.document], known.published[count.document]
    if not one or not two or one <= two:
        return True
    later = bool(other.first_day and count.last_day and other.first_day > count.last_day)
    return bool(known.works.get(other.document)) and not later


def _same(one, other) -> bool:
    return bool(one.whole) == bool(other.whole) and one.unit == other.unit and same_number(one, other)


def _identical(one, other) -> bool:
    bounds = [tuple(None if pd.isna(end) else int(end) for end in (row.low, row.high)) for row in (one, other)]
    return bounds[0] == bounds[1]


def giver_in_words(link) -> str:
    """The giver, one without a name by the words that stand for it."""
    if link.giver != UNNAMED:
        return link.giver
    words = " ".join(link.text.split())
    if ARTICLE.match(words):
        words = f"{words[0].lower()}{words[1:]}"
    return f"{UNNAMED} ({words})" if len(words) <= 60 and words.casefold() not in PRONOUNS else UNNAMED


def has_name(giver: str, actors: set[str]) -> bool:
    """Whether a giver is somebody who could be told from others."""
    return giver != UNNAMED and (giver in actors or is_name(giver) or giver.startswith("“"))
