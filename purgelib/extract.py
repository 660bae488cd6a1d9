"""From annotated documents to tables. Alone here knows both spaCy and the tables.

A corpus is read in parts, of which a small one has just one: `read` makes rows of texts, `Links` learn from the census
of all parts who is who, `named` gives the actors of a part their names, `gather` tells what a part says of each actor,
and `finished` makes the tables of a part when all that is known.
"""

import gc
import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from spacy.tokens import Doc, Span

from purgelib import arrow_tables, corrections, files, lexicons, pipeline, schemas, segment
from purgelib.days import read_days
from purgelib.find.actors import Census, Links
from purgelib.find.actors import read_words as linking_words
from purgelib.find.characters import sentence_places_of
from purgelib.finder_words import finder_words

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
Part = dict[str, pa.Table]

TOGETHER = 10_000  # tokens; more make it no faster
SELDOM = 50_000  # new objects that may be garbage before it is looked for
PARTED = "; "
PASSAGE = ("file", "start", "end", "text")
FIELDS = {
    "documents": tuple(schemas.columns("documents")),
    "sentences": (*PASSAGE, "paragraph", "section", "kind", "quoted", "references", "sentence", "document"),
    "references": (
        *PASSAGE,
        *("number", "authors", "title", "outlet", "published", "retrieved", "archived", "quoted", "cited"),
        *("reference", "document"),
    ),
    "counts": (
        *PASSAGE,
        *("category", "low", "high", "modifier", "population", "source", "place", "when", "event_date", "as_of"),
        *("hedge", "in_reference", "unit", "whole", "convention", "cue", "cue_start", "cue_end", "rule"),
        *("credit", "credit_start", "credit_end", "count", "sentence", "document"),
    ),
    "reactions": (
        *PASSAGE,
        *("actor", "type", "date", "quote", "date_basis", "target", "plover", "cameo", "huridocs"),
        *("cue", "cue_start", "cue_end", "rule", "reaction", "sentence", "document"),
    ),
    "mentions": (*PASSAGE, "actor", "type", "country", "found_by", "rule", "mention", "sentence", "document"),
    "quotes": (
        *PASSAGE,
        *("speaker", "kind", "via", "cue", "cue_start", "cue_end", "rule", "quote", "sentence", "document"),
    ),
    "private": ("document", "actor"),
}  # the columns of rows as they are read, in this order
LISTED = (("counts", "source"), ("quotes", "speaker"))  # hold several actors until these have their names
NAMED = (("mentions", "actor"), ("reactions", "actor"), ("reactions", "target"), ("private", "actor"), *LISTED)


class Article(NamedTuple):
    """An article of a file: its Doc, and what its rows share."""

    document: str
    file: str
    content: str
    parsed: segment.Article
    doc: Doc
    stated: Mapping[str, str]  # what documents.csv says of it
    shift: int  # the character of the file at which the Doc begins


def extract(
    corpus: files.Corpus,
    *,
    convention: str = "codebook",
    other: str = "",
    progress: Callable[[str], None] = lambda file: None,
) -> dict[str, pd.DataFrame]:
    """All tables of a corpus; `other` names a spaCy pipeline whose names are added to those of the rules.

    All of it stands in memory; `parts.extract` is for a corpus that is too large for that.
    Raises files.CorpusError with every problem of every file, before any table is made.
    """
    reader = reader_of(tuple(corpus.lexicons.items()), convention, other)
    stated, problems = files.stated_by_file(corpus.stated), files.shared_ids(corpus.texts)
    rows: Rows = defaultdict(list)
    problems += read(reader, corpus.texts, stated, rows, progress=progress)
    if problems:
        raise files.CorpusError(problems)
    raw = tables_of(rows)
    links = Links(Census(names_in(raw)), corpus.actors, reader.linking)
    by_hand = corrections.applied(named(raw, links), corpus.corrections, folder=corpus.folder)
    corrections.check(corpus.corrections, [by_hand], corpus.actors)
    found = Gathered()
    found.add(gather(by_hand.part)._replace(people=by_hand.people))
    actors = found.actors(corpus.actors)
    tables = finished(by_hand.part, types_of(actors)) | {"actors": actors}
    check_part(tables)
    return {name: arrow_tables.frame(tables[name]) for name in schemas.TABLES}


class Reader:
    """What reads articles: the pipeline with its words, made once."""

    def __init__(self, additions: Mapping[str, str], *, convention: str = "codebook", other: str = ""):
        words = lexicons.read_lexicons(additions)
        words["numbers"]["convention"] = convention
        self.nlp = pipeline.make_nlp(words, other=other)
        self.splitting = finder_words("segment", words["segment"], segment.read_words)
        self.outlets = read_outlets(words["names"]["actors"])
        self.linking = linking_words(words["names"])

    def articles(self, file: str, content: str, stated: Mapping[int, Mapping[str, str]]) -> Iterator[Article]:
        """The articles of a file, annotated, as `split` gives them."""
        return self.annotated(self.split(file, content, stated))

    def annotated(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The same articles, annotated some together: each finder reads all before the next begins.

        A processor keeps the words and patterns of one finder at hand, not those of all.
        """
        for some in together(articles):
            for _, component in self.nlp.pipeline:
                for article in some:
                    component(article.doc)
            yield from some

    def split(self, file: str, content: str, stated: Mapping[int, Mapping[str, str]]) -> Iterator[Article]:
        """The articles of a file; what documents.csv says of one, by its number, overrides its text.

        Raises CorpusError where documents.csv names a part that the file does not have.
        """
        articles = segment.split_articles(content, self.splitting)
        if lost := [part for part in stated if part > len(articles)]:
            there = "part 1" if len(articles) == 1 else f"parts 1 to {len(articles)}"
            raise files.CorpusError(
                f"documents.csv, row {stated[part]['row']}: part {part} of {file} does not exist; the file has {there}"
                for part in lost[:1]
            )
        for parsed in articles:
            said = {key: value for key, value in stated.get(parsed.part, {}).items() if value}
            known = {key: said.get(key, "") for key in pipeline.STATED}
            known["outlet"] = known["outlet"] or self.outlets.get(parsed.outlet.casefold(), parsed.outlet)
            doc = pipeline.make_doc(self.nlp, content, parsed, **known)
            document = f"{files.short_name(file)}:{parsed.part}"
            yield Article(document, file, content, parsed, doc, said, doc._.start)


def together(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in groups that end where they have TOGETHER tokens."""
    some, tokens = [], 0
    for article in articles:
        some.append(article)
        tokens += len(article.doc)
        if tokens >= TOGETHER:
            yield some
            some, tokens = [], 0
    if some:
        yield some


@lru_cache(maxsize=1)
def reader_of(additions: tuple[tuple[str, str], ...], convention: str, other: str) -> Reader:
    """The reader of a process; to make one takes as long as to read some articles."""
    return Reader(dict(additions), convention=convention, other=other)


def read_outlets(actors: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Every way to write the name of a known medium, in lower case -> its full name."""
    return {
        alias.strip().casefold(): row["name"]
        for row in actors
        if row["type"] == "media"
        for alias in (row["name"], *row["aliases"].split(";"))
        if alias.strip()
    }


# Rows


def read(
    reader: Reader,
    paths: Iterable[files.Path],
    stated: Mapping[str, Mapping[int, Mapping[str, str]]],
    rows: Rows,
    *,
    full: Callable[[Rows], None] = lambda rows: None,
    progress: Callable[[str], None] = lambda file: None,
) -> list[str]:
    """Add the rows of the articles of files to `rows`; what is wrong with the files, a sentence each.

    `stated` is what documents.csv says, by file and article. `full` is called after each article and may take the rows
    away, `progress` with the name of each file.
    """
    problems: list[str] = []

    def articles() -> Iterator[Article]:
        for path in paths:
            try:
                yield from reader.split(path.name, files.read_text(path), stated.get(path.name, {}))
            except files.CorpusError as error:
                problems.extend(error.problems)
            progress(path.name)

    with little_garbage():
        for article in reader.annotated(articles()):
            add_rows(article, rows)
            article.doc.user_data.clear()  # spans there hold the Doc that holds them
            full(rows)
    return problems


@contextmanager
def little_garbage() -> Iterator[None]:
    """Meanwhile garbage is looked for seldom, and not among what is there now: words and patterns are none, and what
    is read of an article goes with it. To look again and again takes a tenth of the time.
    """
    if gc.get_freeze_count():  # somebody has done that
        yield
        return
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


class Sentence(NamedTuple):
    """A sentence by its offsets in the Doc, whitespace at its ends left out."""

    id: str
    start: int
    end: int
    block: int


def add_rows(article: Article, rows: Rows) -> None:
    """Add the rows of every table that one article gives; actors still have the names that the article knows."""
    sentences = sentences_of(article)
    sentence_at = sentence_finder(sentences)
    rows["documents"].append(document_row(article, len(sentences)))
    rows["sentences"] += sentence_rows(article, sentences, sentence_at)
    rows["references"] += reference_rows(article)
    if sentences:
        rows["counts"] += count_rows(article, sentence_at)
        rows["reactions"] += reaction_rows(article, sentence_at)
        rows["mentions"] += mention_rows(article, sentence_at)
        rows["quotes"] += quote_rows(article, sentence_at)
    rows["private"] += [(article.document, one.actor) for _, one in article.doc._.private]


def sentence_finder(sentences: list[Sentence]) -> Callable[[int], Sentence | None]:
    """A function from a character of the Doc to the sentence that holds it, or else the last one before it."""
    starts = [sentence.start for sentence in sentences]

    def sentence_at(offset: int) -> Sentence | None:
        place = bisect_right(starts, offset) - 1
        return sentences[place] if place >= 0 else None

    return sentence_at


def words_at(article: Article, start: int, end: int) -> tuple[str, int | None, int | None]:
    """The words of a cue and their offsets in the file; start and end are offsets in the Doc."""
    if start < 0:
        return "", None, None
    start, end = start + article.shift, end + article.shift
    return article.content[start:end], start, end


def document_row(article: Article, sentences: int) -> Row:
    doc, parsed, stated = article.doc, article.parsed, article.stated
    known = {field: getattr(doc._, field) for field in ("title", "outlet", "author", "published")}
    first, last = read_days(known["published"])
    no_words = doc.to_array(["IS_PUNCT", "IS_SPACE"]).any(axis=1)
    return (
        article.document,
        article.file,
        parsed.part,
        parsed.start,
        parsed.end,
        *known.values(),
        first.isoformat() if first else "",
        last.isoformat() if last else "",
        stated.get("url", ""),
        doc._.language or "en",
        stated.get("restates", ""),
        PARTED.join(field for field in files.STATED if field in stated),
        PARTED.join(field for field, value in known.items() if not value),
        sentences,
        len(doc) - int(no_words.sum()),
    )


def sentences_of(article: Article) -> list[Sentence]:
    """The sentences that have words, in reading order."""
    doc = article.doc
    if not len(doc):
        return []
    content, blocks = doc._.content, doc._.blocks
    block_starts = [span.start_char for span, _ in blocks]
    starts = sentence_places_of(doc)
    sentences: list[Sentence] = []
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        text = content[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        if start >= end:
            continue
        block = bisect_right(block_starts, start) - 1
        if block < 0 or blocks[block][1].kind == "furniture":
            continue
        sentences.append(Sentence(f"{article.document}:s{len(sentences) + 1}", start, end, block))
    return sentences


def sentence_rows(article: Article, sentences: list[Sentence], sentence_at: Callable) -> Iterator[Row]:
    shift, blocks = article.shift, article.doc._.blocks
    cited = defaultdict(list)
    for citation in article.parsed.citations:
        if sentence := sentence_at(citation.start - shift):
            cited[sentence.id].append(citation.number)
    quoted = quoted_share(article.doc, sentences)
    paragraphs: dict[int, int] = {}
    for sentence in sentences:
        start, end = sentence.start + shift, sentence.end + shift
        block = blocks[sentence.block][1]
        yield (
            article.file,
            start,
            end,
            article.content[start:end],
            paragraphs.setdefault(sentence.block, len(paragraphs) + 1),
            block.section,
            block.kind,
            quoted.get(sentence.id, "no"),
            PARTED.join(map(str, cited.get(sentence.id, ()))),
            sentence.id,
            article.document,
        )


def quoted_share(doc: Doc, sentences: list[Sentence]) -> dict[str, str]:
    """Of each sentence with quoted letters, whether all or some of its letters stand in outermost quotations."""
    quotations = sorted((span.start_char, span.end_char) for span, _ in doc._.quotations)
    content, shares, first = doc._.content, {}, 0
    for sentence in sentences:
        while first < len(quotations) and quotations[first][1] <= sentence.start:
            first += 1
        inside, outside, reached = "", "", sentence.start
        for start, end in islice(quotations, first, None):
            if start >= sentence.end:
                break
            start, end = max(start, reached), min(end, sentence.end)
            if start < end:
                inside += content[start:end]
                outside += content[reached:start]
                reached = end
        if any(map(str.isalnum, inside)):
            outside += content[reached : sentence.end]
            shares[sentence.id] = "partly" if any(map(str.isalnum, outside)) else "yes"
    return shares


def reference_rows(article: Article) -> Iterator[Row]:
    for item in article.parsed.references:
        yield (
            article.file,
            item.start,
            item.end,
            article.content[item.start : item.end],
            int(item.number) if item.number else None,
            item.authors,
            item.title,
            item.outlet,
            item.published,
            item.retrieved,
            item.archived,
            item.quoted,
            item.cited,
            f"{article.document}:r{item.number}",
            article.document,
        )


def found_rows(
    article: Article, found: list[tuple[Span, Any]], sentence_at: Callable, make: Callable[[Any, int], tuple[Row, str]]
) -> Iterator[Row]:
    """Rows of what a finder found, each with its sentence and an id made from where it stands and what it says.

    `make` gives what a record says, and what ends its id.
    """
    document, file, content, shift = article.document, article.file, article.content, article.shift
    seen: dict[str, int] = {}
    for span, record in found:
        start, end = span.start_char + shift, span.end_char + shift
        sentence = sentence_at(start - shift)
        if sentence is None:
            continue
        said, suffix = make(record, end)
        name = f"{document}:{start}{suffix}"
        times = seen[name] = seen.get(name, 0) + 1
        if times > 1:
            name = f"{name}:{times}"
        yield (file, start, end, content[start:end], *said, name, sentence.id, document)


def count_rows(article: Article, sentence_at: Callable) -> Iterator[Row]:
    def make(count: Any, end: int) -> tuple[Row, str]:
        return (
            count.category,
            count.low,
            count.high,
            count.modifier,
            count.population,
            count.source,
            count.place,
            count.when,
            count.event_date,
            count.as_of,
            int(count.hedge),
            int(count.in_reference),
            count.unit,
            count.whole,
            count.convention,
            *words_at(article, count.cue_start, count.cue_end),
            count.rule,
            *words_at(article, count.source_start, count.source_end),
        ), f":{count.category}"

    return found_rows(article, article.doc._.counts, sentence_at, make)


def reaction_rows(article: Article, sentence_at: Callable) -> Iterator[Row]:
    crosswalk = lexicons.read_crosswalk()

    def make(reaction: Any, end: int) -> tuple[Row, str]:
        coded = crosswalk.get(reaction.type, {})
        return (
            reaction.actor,
            reaction.type,
            reaction.date,
            int(reaction.quote),
            reaction.date_basis,
            reaction.target,
            *(coded.get(scheme, "") for scheme in ("plover", "cameo", "huridocs")),
            *words_at(article, reaction.cue_start, reaction.cue_end),
            reaction.rule,
        ), f":{reaction.type}:{slug(reaction.actor)}"

    return found_rows(article, article.doc._.reactions, sentence_at, make)


def mention_rows(article: Article, sentence_at: Callable) -> Iterator[Row]:
    def make(name: Any, end: int) -> tuple[Row, str]:
        other = name.rule.removeprefix("pipeline ")
        return (name.actor, name.type, name.country, "rules" if other == name.rule else other, name.rule), ""

    return found_rows(article, article.doc._.names, sentence_at, make)


def quote_rows(article: Article, sentence_at: Callable) -> Iterator[Row]:
    def make(credited: Any, end: int) -> tuple[Row, str]:
        return (
            credited.speakers,
            credited.kind,
            PARTED.join(credited.via),
            *words_at(article, credited.cue_start, credited.cue_end),
            credited.rule,
        ), f"-{end}"

    return found_rows(article, article.doc._.attributions, sentence_at, make)


# Tables


@lru_cache(maxsize=1)
def raw_schemas() -> dict[str, pa.Schema]:
    """The columns of rows as they are read, by table."""

    def kind(table: str, field: str) -> pa.DataType:
        declared = schemas.columns(table).get(field) if table in schemas.TABLES else None
        if (table, field) in LISTED:
            return pa.list_(pa.string())
        return pa.int64() if declared is not None and schemas.is_number(declared) else pa.string()

    return {table: pa.schema([(field, kind(table, field)) for field in fields]) for table, fields in FIELDS.items()}


def tables_of(rows: Mapping[str, list[Row]]) -> Part:
    """The rows of a part as tables, column by column."""
    part = {}
    for table, schema in raw_schemas().items():
        columns = list(zip(*rows.get(table, ()), strict=True)) or [()] * len(schema)
        part[table] = pa.table(
            [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
        )
    return part


def names_in(part: Mapping[str, pa.Table]) -> Iterator[tuple[str, str, str]]:
    """(actor, type, words) of each mention of a part, as its document names it."""
    return zip(*(part["mentions"][key].to_pylist() for key in ("actor", "type", "text")), strict=True)


def named(raw: Part, links: Links) -> Part:
    """The part with every actor under one name over the corpus."""
    mentions = raw["mentions"]
    by_document: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for document, actor, kind in zip(
        *(mentions[key].to_pylist() for key in ("document", "actor", "type")), strict=True
    ):
        by_document[document].append((actor, kind))
    link = {document: links.of_document(names) for document, names in by_document.items()}
    nobody: dict[str, str] = {}

    def canonical(table: str, key: str) -> list[str]:
        pairs = zip(part[table]["document"].to_pylist(), part[table][key].to_pylist(), strict=True)
        if (table, key) not in LISTED:
            return [link.get(document, nobody).get(actor, actor) for document, actor in pairs]
        return [
            PARTED.join(dict.fromkeys(link.get(document, nobody).get(actor, actor) for actor in actors))
            for document, actors in pairs
        ]

    part = dict(raw)
    for table, key in (
        ("mentions", "actor"),
        ("reactions", "actor"),
        ("reactions", "target"),
        ("private", "actor"),
        *LISTED,
    ):
        place = part[table].schema.get_field_index(key)
        part[table] = part[table].set_column(place, key, pa.array(canonical(table, key), pa.string()))
    return part


NEVER = ("~", "")  # later than every day


Tally = tuple[tuple[str, int], ...]  # how often each, in the order of their first; small, for an archive has many


class Seen(NamedTuple):
    """What a part of a corpus says of an actor."""

    mentions: int
    types: Tally  # as its mentions say; one that a person gave this actor says none
    countries: Tally
    aliases: tuple[str, ...]  # other than its name
    documents: int
    first: tuple[str, str]  # first day and date of the first dated document that names it


PERSONAL = frozenset({"person", "other", ""})  # types of actors that may be private
NOBODY = Seen(0, (), (), (), 0, NEVER)


class Said(NamedTuple):
    """What a part says of each actor: all that are named, and the groups without a name that react."""

    actors: dict[str, Seen]
    private: set[str]
    problems: tuple[tuple[int, str], ...] = ()  # this and the next two as in corrections.Applied
    lines: frozenset[int] = frozenset()
    people: corrections.People | None = None


def gather(part: Part) -> Said:
    """What a part whose actors have their names says of them."""
    documents = part["documents"]
    days = zip(*(documents[key].to_pylist() for key in ("document", "first_day", "published")), strict=True)
    published = {document: (first, date) for document, first, date in days if first}
    rows: dict[str, list[tuple[str, ...]]] = {actor: [] for actor in part["reactions"]["actor"].to_pylist()}
    columns = (part["mentions"][key].to_pylist() for key in ("actor", "type", "country", "text", "document"))
    for actor, *row in zip(*columns, strict=True):
        rows.setdefault(actor, []).append(row)
    found = {}
    for actor, mentions in rows.items():
        inside = {document for *_, document in mentions}
        found[actor] = Seen(
            len(mentions),
            tallied((kind, 1) for kind, *_ in mentions if kind),
            tallied((country, 1) for _, country, *_ in mentions if country),
            tuple({text for _, _, text, _ in mentions} - {actor}),
            len(inside),
            min((published[one] for one in inside if one in published), default=NEVER),
        )
    return Said(found, set(part["private"]["actor"].to_pylist()))


class Gathered:
    """What all parts say of each actor; parts are added in their order."""

    def __init__(self):
        self.seen: dict[str, Seen] = {}
        self.private: set[str] = set()
        self.named: set[str] = set()  # by mentions, before corrections
        self.people: list[corrections.People] = []

    def add(self, said: Said) -> None:
        self.private |= said.private
        if said.people:
            self.people.append(said.people)
            self.named |= said.people.before
        else:
            self.named.update(actor for actor, seen in said.actors.items() if seen.mentions)
        for actor, more in said.actors.items():
            known = self.seen.get(actor)
            if known is None:
                self.seen[actor] = more
                continue
            self.seen[actor] = Seen(
                known.mentions + more.mentions,
                tallied(known.types + more.types),
                tallied(known.countries + more.countries),
                tuple({*known.aliases, *more.aliases}),
                known.documents + more.documents,
                min(known.first, more.first),
            )

    def actors(self, authority: Iterable[Mapping[str, str]]) -> pa.Table:
        """The table of actors; what people decided about type, country and who is public goes before the rules."""
        authority = list(authority)
        types, countries, public = (
            {row["actor"]: row[key] for row in authority if row.get(key)} for key in ("type", "country", "public")
        )
        given = {actor: kind for people in self.people for _, actor, kind in people.types}
        # Once in a thousand texts a state is taken for a person of one name: "Refugees stranded at Tirastan border"
        private = {
            name for name in self.private if name in given or most_common(self.seen.get(name, NOBODY).types) in PERSONAL
        }
        otherwise, hidden = self._named_by_hand(), self._hidden_by_hand(private, public)
        everybody = dict.fromkeys([*otherwise, *hidden], NOBODY) | self.seen
        private |= hidden
        rows, ids = [], Counter()
        for name, seen in sorted(everybody.items()):
            plain = slug(name)
            ids[plain] += 1
            rows.append(
                (
                    plain if ids[plain] == 1 else f"{plain}-{ids[plain]}",
                    name,
                    types.get(name)
                    or given.get(name)
                    or most_common(seen.types)
                    or most_common(otherwise.get(name, ()))
                    or "other",
                    countries.get(name) or most_common(seen.countries),
                    PARTED.join(sorted(seen.aliases)),
                    seen.mentions,
                    seen.documents,
                    seen.first[1],
                    int(public[name] != "0" if name in public else name not in private),
                )
            )
        return arrow_tables.checked("actors", list(zip(*rows, strict=True)))

    def _named_by_hand(self) -> dict[str, Tally]:
        """Actors that people named, who have a row even if no mention is theirs -> what they were taken for before."""
        found: dict[str, Tally] = {}
        for actor, kind in sorted(one for people in self.people for one in people.named):
            said = ((kind, 1),) if kind not in ("", "other") else ()
            found[actor] = tallied(found.get(actor, ()) + said)
        return found

    def _hidden_by_hand(self, private: Set[str], public: Mapping[str, str]) -> set[str]:
        """Names that have to be masked so that corrections show no private one; `public` is what actors.csv decides.

        Who was private stays so under another name that the texts do not know, and a private name that no mention is
        left of keeps a row.
        """
        private = {name for name in private if name not in public}
        private |= {name for name, said in public.items() if said == "0"}
        hidden: set[str] = set()
        new = [
            (old, name)
            for people in self.people
            for old, name in people.renamed
            if name not in self.named and name not in public
        ]
        while more := {name for old, name in new if old in private | hidden} - private - hidden:
            hidden |= more
        there = [(name, self.seen[name]) for name in private | hidden if name in self.seen]
        masked = {spelling for name, seen in there if seen.mentions for spelling in (name, *seen.aliases)}
        gone = [one for people in self.people for one in people.unnamed if one[0] in private | hidden]
        return hidden | {name for one in gone for name in one if name not in masked and name not in public}


def tallied(counted: Iterable[tuple[str, int]]) -> Tally:
    """How often each in all, in the order of their first.

    >>> tallied([("person", 2), ("other", 1), ("person", 1)])
    (('person', 3), ('other', 1))
    """
    total: dict[str, int] = {}
    for one, times in counted:
        total[one] = total.get(one, 0) + times
    return tuple(total.items())


def most_common(counted: Tally) -> str:
    """What is counted most often, of several the first; "" of nothing."""
    return max(counted, key=lambda one: one[1])[0] if counted else ""


def types_of(actors: pa.Table) -> dict[str, str]:
    """Name of an actor -> its type over the corpus."""
    return dict(zip(actors["name"].to_pylist(), actors["type"].to_pylist(), strict=True))


def finished(part: Part, types: Mapping[str, str]) -> Part:
    """The checked tables of a part, but for the actors; an actor has one type, however its mentions were read."""
    mentions = part["mentions"]
    kinds = pa.array([types[actor] for actor in mentions["actor"].to_pylist()], pa.string())
    part = part | {"mentions": mentions.set_column(mentions.schema.get_field_index("type"), "type", kinds)}
    return {name: arrow_tables.checked(name, part.get(name)) for name in schemas.TABLES if name != "actors"}


def check_part(tables: Part) -> None:
    """Raises ValueError where a row of a part points to no sentence or document of it.

    That no other part has the same ids follows from those of the files, which `files.shared_ids` checks.
    """
    for name, table in tables.items():
        for key, target in (("sentence", "sentences"), ("document", "documents")):
            if key not in table.column_names or name == target:
                continue
            there = pc.is_in(table[key], value_set=tables[target][key].combine_chunks())
            if pc.all(there).as_py() is False:
                lost = table[key].filter(pc.invert(there))[0].as_py()
                raise ValueError(f"table {name}: {key} {lost!r} is no row of {target}.{key}")


@lru_cache(maxsize=100_000)
def slug(name: str) -> str:
    """The name in lower case, without marks on letters, words parted by hyphens.

    >>> slug("Agnès Callamard")
    'agnes-callamard'
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\W+", "-", plain.casefold()).strip("-") or "actor"
