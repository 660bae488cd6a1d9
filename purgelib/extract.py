"""From annotated documents to tables. Alone here knows both spaCy and pandas."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc, Span

from purgelib import files, lexicons, pipeline, schemas, segment
from purgelib.days import read_days

try:
    from purgelib.find import actors as find_actors
except ImportError:

    class find_actors:
        link_actors = staticmethod(lambda names, authority: {})


Row = dict[str, Any]
Rows = dict[str, list[Row]]


class Article(NamedTuple):
    """An article read from a file: its Doc, and what its rows share."""

    document: str
    file: str
    content: str
    parsed: segment.Article
    doc: Doc
    stated: dict[str, str]  # what documents.csv says of it


def extract(
    corpus: files.Corpus,
    *,
    convention: str = "codebook",
    other: str = "",
    progress: Callable[[str], None] = lambda file: None,
) -> dict[str, pd.DataFrame]:
    """All tables of a corpus; `other` names a spaCy pipeline whose names are added to those of the rules.

    Raises files.CorpusError with every problem of every file, before any table is made.
    """
    words = lexicons.read_lexicons(corpus.lexicons)
    words["numbers"]["convention"] = convention
    nlp = pipeline.make_nlp(words, other=other)
    splitting, outlets = segment.read_words(words["segment"]), read_outlets(words["names"]["actors"])
    rows: Rows = defaultdict(list)
    problems: list[str] = []
    short_names: dict[str, str] = {}
    for path in corpus.texts:
        short = files.short_name(path.name)
        if short in short_names:
            problems.append(f"{path.name}: has the id {short}, as has {short_names[short]}; rename one of them")
        short_names[short] = path.name
        try:
            for article in read_articles(nlp, corpus, path.name, files.read_text(path), splitting, outlets):
                for table, found in rows_of(article).items():
                    rows[table] += found
        except files.CorpusError as error:
            problems += error.problems
        progress(path.name)
    if problems:
        raise files.CorpusError(problems)
    return tables_of(rows, corpus)


def read_articles(
    nlp: Language,
    corpus: files.Corpus,
    file: str,
    content: str,
    splitting: segment.Words,
    outlets: Mapping[str, str],
) -> Iterator[Article]:
    """The articles of a file, annotated; what documents.csv says of one overrides its text.

    `outlets` gives the full name of one that the text writes otherwise.

    Raises CorpusError where documents.csv names a part that the file does not have.
    """
    articles = segment.split_articles(content, splitting)
    for (named, part), stated in corpus.stated.items():
        if named == file and part > len(articles):
            raise files.CorpusError(
                [
                    f"documents.csv, row {stated['row']}: part {part} of {file} does not exist;"
                    f" the file has {'part 1' if len(articles) == 1 else f'parts 1 to {len(articles)}'}"
                ]
            )
    for parsed in articles:
        stated = {key: value for key, value in corpus.stated.get((file, parsed.part), {}).items() if value}
        known = {key: stated.get(key, "") for key in pipeline.STATED}
        known["outlet"] = known["outlet"] or outlets.get(parsed.outlet.casefold(), parsed.outlet)
        doc = nlp(pipeline.make_doc(nlp, content, parsed, **known))
        yield Article(f"{files.short_name(file)}:{parsed.part}", file, content, parsed, doc, stated)


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


class Sentence(NamedTuple):
    """A sentence by its offsets in the Doc, whitespace at its ends left out."""

    id: str
    start: int
    end: int
    block: int


def rows_of(article: Article) -> Rows:
    """The rows of every table that one article gives; actors still have the names that the article knows."""
    sentences = sentences_of(article)
    sentence_at = sentence_finder(sentences)
    rows = {
        "documents": [document_row(article, len(sentences))],
        "sentences": list(sentence_rows(article, sentences, sentence_at)),
        "references": list(reference_rows(article)),
    }
    if sentences:
        for table, make in (
            ("counts", count_rows),
            ("reactions", reaction_rows),
            ("mentions", mention_rows),
            ("quotes", quote_rows),
        ):
            rows[table] = [row for row in make(article, sentence_at) if row]
    rows["private"] = [{"document": article.document, "actor": one.actor} for _, one in article.doc._.private]
    return rows


def sentence_finder(sentences: list[Sentence]) -> Callable[[int], Sentence | None]:
    """A function from a character of the Doc to the sentence that holds it, or else the last one before it."""
    starts = [sentence.start for sentence in sentences]

    def sentence_at(offset: int) -> Sentence | None:
        place = bisect_right(starts, offset) - 1
        return sentences[place] if place >= 0 else None

    return sentence_at


def passage(article: Article, start: int, end: int) -> Row:
    """The columns that every passage has; start and end are offsets in the Doc."""
    start, end = start + article.doc._.start, end + article.doc._.start
    return {
        "file": article.file,
        "start": start,
        "end": end,
        "text": article.content[start:end],
        "document": article.document,
    }


def words_at(article: Article, start: int, end: int, name: str) -> Row:
    """The words of a cue and their offsets in the file, as columns `name`, `name_start`, `name_end`."""
    if start < 0:
        return {name: "", f"{name}_start": None, f"{name}_end": None}
    start, end = start + article.doc._.start, end + article.doc._.start
    return {name: article.content[start:end], f"{name}_start": start, f"{name}_end": end}


def document_row(article: Article, sentences: int) -> Row:
    doc, parsed, stated = article.doc, article.parsed, article.stated
    first, last = read_days(doc._.published)
    known = {field: getattr(doc._, field) for field in ("title", "outlet", "author", "published")}
    return {
        "document": article.document,
        "file": article.file,
        "part": parsed.part,
        "start": parsed.start,
        "end": parsed.end,
        **known,
        "first_day": first.isoformat() if first else "",
        "last_day": last.isoformat() if last else "",
        "url": stated.get("url", ""),
        "language": doc._.language or "en",
        "restates": stated.get("restates", ""),
        "stated": "; ".join(field for field in files.STATED if field in stated),
        "missing": "; ".join(field for field, value in known.items() if not value),
        "sentences": sentences,
        "words": sum(1 for token in doc if not (token.is_punct or token.is_space)),
    }


def sentences_of(article: Article) -> list[Sentence]:
    """The sentences that have words, in reading order."""
    doc = article.doc
    block_starts = [span.start_char for span, _ in doc._.blocks]
    sentences = []
    for span in doc.sents:
        text = span.text
        start = span.start_char + len(text) - len(text.lstrip())
        end = span.start_char + len(text.rstrip())
        if start >= end:
            continue
        block = bisect_right(block_starts, start) - 1
        if block < 0 or doc._.blocks[block][1].kind == "furniture":
            continue
        sentences.append(Sentence(f"{article.document}:s{len(sentences) + 1}", start, end, block))
    return sentences


def sentence_rows(article: Article, sentences: list[Sentence], sentence_at: Callable) -> Iterator[Row]:
    doc = article.doc
    cited = defaultdict(list)
    for citation in article.parsed.citations:
        if sentence := sentence_at(citation.start - doc._.start):
            cited[sentence.id].append(citation.number)
    quoted = quoted_share(doc, sentences)
    paragraphs = {}
    for sentence in sentences:
        block = doc._.blocks[sentence.block][1]
        yield {
            **passage(article, sentence.start, sentence.end),
            "paragraph": paragraphs.setdefault(sentence.block, len(paragraphs) + 1),
            "section": block.section,
            "kind": block.kind,
            "quoted": quoted[sentence.id],
            "references": "; ".join(map(str, cited[sentence.id])),
            "sentence": sentence.id,
        }


def quoted_share(doc: Doc, sentences: list[Sentence]) -> dict[str, str]:
    """Of each sentence, whether all, some or none of its letters stand in quotations of the outermost kind."""
    quotations = sorted((span.start_char, span.end_char) for span, _ in doc._.quotations)
    content, shares, first = doc._.content, {}, 0
    for sentence in sentences:
        while first < len(quotations) and quotations[first][1] <= sentence.start:
            first += 1
        inside, reached = 0, sentence.start
        for start, end in quotations[first:]:
            if start >= sentence.end:
                break
            start, end = max(start, reached), min(end, sentence.end)
            if start < end:
                inside += letters(content[start:end])
                reached = end
        total = letters(content[sentence.start : sentence.end])
        shares[sentence.id] = "no" if not inside else "yes" if inside >= total else "partly"
    return shares


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def reference_rows(article: Article) -> Iterator[Row]:
    for item in article.parsed.references:
        yield {
            **passage(article, item.start - article.doc._.start, item.end - article.doc._.start),
            "number": item.number,
            "authors": item.authors,
            "title": item.title,
            "outlet": item.outlet,
            "published": item.published,
            "retrieved": item.retrieved,
            "archived": item.archived,
            "quoted": item.quoted,
            "cited": item.cited,
            "reference": f"{article.document}:r{item.number}",
        }


def found_rows(
    article: Article, found: list[tuple[Span, Any]], sentence_at: Callable, make: Callable[[Row, Any], Row], key: str
) -> Iterator[Row]:
    """Rows of what a finder found, each with its sentence and an id made from where it stands and what it says."""
    seen: Counter[str] = Counter()
    for span, record in found:
        sentence = sentence_at(span.start_char)
        if sentence is None:
            continue
        base = passage(article, span.start_char, span.end_char)
        row = {**base, "sentence": sentence.id, **make(base, record)}
        name = f"{article.document}:{base['start']}{row.pop('suffix')}"
        seen[name] += 1
        row[key] = name if seen[name] == 1 else f"{name}:{seen[name]}"
        yield row


def count_rows(article: Article, sentence_at: Callable) -> Iterator[Row]:
    def make(base: Row, count: Any) -> Row:
        return {
            "category": count.category,
            "low": count.low,
            "high": count.high,
            "modifier": count.modifier,
            "population": count.population,
            "source": count.source,
            "place": count.place,
            "when": count.when,
            "event_date": count.event_date,
            "as_of": count.as_of,
            "hedge": int(count.hedge),
            "in_reference": int(count.in_reference),
            "unit": count.unit,
            "whole": count.whole,
            "convention": count.convention,
            **words_at(article, count.cue_start, count.cue_end, "cue"),
            "rule": count.rule,
            **words_at(article, count.source_start, count.source_end, "credit"),
            "suffix": f":{count.category}",
        }

    return found_rows(article, article.doc._.counts, sentence_at, make, "count")


def reaction_rows(article: Article, sentence_at: Callable) -> Iterator[Row]:
    crosswalk = lexicons.read_crosswalk()

    def make(base: Row, reaction: Any) -> Row:
        return {
            "actor": reaction.actor,
            "type": reaction.type,
            "date": reaction.date,
            "quote": int(reaction.quote),
            "date_basis": reaction.date_basis,
            "target": reaction.target,
            **crosswalk.get(reaction.type, {"plover": "", "cameo": "", "huridocs": ""}),
            **words_at(article, reaction.cue_start, reaction.cue_end, "cue"),
            "rule": reaction.rule,
            "suffix": f":{reaction.type}:{slug(reaction.actor)}",
        }

    return found_rows(article, article.doc._.reactions, sentence_at, make, "reaction")


def mention_rows(article: Article, sentence_at: Callable) -> Iterator[Row]:
    def make(base: Row, name: Any) -> Row:
        return {
            "actor": name.actor,
            "type": name.type,
            "country": name.country,
            "found_by": name.rule.removeprefix("pipeline ") if name.rule.startswith("pipeline ") else "rules",
            "rule": name.rule,
            "suffix": "",
        }

    return found_rows(article, article.doc._.names, sentence_at, make, "mention")


def quote_rows(article: Article, sentence_at: Callable) -> Iterator[Row]:
    def make(base: Row, credited: Any) -> Row:
        return {
            "speaker": credited.speakers,
            "kind": credited.kind,
            "via": "; ".join(credited.via),
            **words_at(article, credited.cue_start, credited.cue_end, "cue"),
            "rule": credited.rule,
            "suffix": f"-{base['end']}",
        }

    return found_rows(article, article.doc._.attributions, sentence_at, make, "quote")


# Tables


def tables_of(rows: Rows, corpus: files.Corpus) -> dict[str, pd.DataFrame]:
    """The checked tables; every actor under one name over the whole corpus."""
    link = find_actors.link_actors(
        [(row["document"], row["actor"], row["type"], row["text"]) for row in rows["mentions"]], corpus.actors
    )

    def canonical(document: str, actor: str) -> str:
        return link.get((document, actor), actor)

    for row in rows["mentions"]:
        row["actor"] = canonical(row["document"], row["actor"])
    for row in rows["reactions"]:
        row["actor"] = canonical(row["document"], row["actor"])
        row["target"] = canonical(row["document"], row["target"])
    for table, key in (("counts", "source"), ("quotes", "speaker")):
        for row in rows[table]:
            row[key] = "; ".join(dict.fromkeys(canonical(row["document"], actor) for actor in row[key]))
    private = {canonical(row["document"], row["actor"]) for row in rows["private"]}
    decided = {row["actor"]: row["public"] for row in corpus.actors if row.get("public")}
    rows["actors"] = actor_rows(rows, private - {name for name, public in decided.items() if public != "0"})
    for row in rows["actors"]:
        row["public"] = 0 if decided.get(row["name"]) == "0" else row["public"]
    for row in rows["mentions"]:
        row.pop("country")
    return {name: schemas.table(name, rows[name]) for name in schemas.TABLES}


def actor_rows(rows: Rows, private: set[str]) -> list[Row]:
    """One row an actor: all that are named, and the groups without a name that react; `private` ones are not public."""
    published = {row["document"]: (row["first_day"], row["published"]) for row in rows["documents"] if row["first_day"]}
    named: dict[str, list[Row]] = defaultdict(list)
    for row in rows["mentions"]:
        named[row["actor"]].append(row)
    for row in rows["reactions"]:
        named.setdefault(row["actor"], [])
    actors, ids = [], Counter()
    for name, mentions in sorted(named.items()):
        types = Counter(row["type"] for row in mentions)
        countries = Counter(row["country"] for row in mentions if row["country"])
        seen = {row["document"] for row in mentions}
        ids[slug(name)] += 1
        actors.append(
            {
                "id": slug(name) if ids[slug(name)] == 1 else f"{slug(name)}-{ids[slug(name)]}",
                "name": name,
                "type": types.most_common(1)[0][0] if types else "other",
                "country": countries.most_common(1)[0][0] if countries else "",
                "aliases": "; ".join(sorted({row["text"] for row in mentions} - {name})),
                "mentions": len(mentions),
                "documents": len(seen),
                "first_seen": min((published[one] for one in seen if one in published), default=("", ""))[1],
                "public": int(name not in private),
            }
        )
        for row in mentions:  # one actor has one type, however its mentions were read
            row["type"] = actors[-1]["type"]
    return actors


def slug(name: str) -> str:
    """The name in lower case, without marks on letters, words parted by hyphens.

    >>> slug("Agnès Callamard")
    'agnes-callamard'
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\W+", "-", plain.casefold()).strip("-") or "actor"
