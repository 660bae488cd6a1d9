"""What is fuzzed: each subject draws inputs, reads them, and says what must hold of what came out."""

import csv
import importlib
import io
import json
import re
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import hostile
import networkx as nx
import pandas as pd
import samples
from hypothesis import strategies as st

from purgelib import (
    agreement,
    batch,
    corrections,
    datelines,
    duplicates,
    extract,
    files,
    graph_files,
    lexicons,
    masking,
    pipeline,
    readers,
    references,
    runs,
    segment,
    timeline,
    timeline_files,
)
from purgelib.days import read_days
from purgelib.find import number_words, quantities
from purgelib.finder_words import finder_words
from purgelib.origins import words as origin_words
from purgelib.pipeline import COMPONENTS
from purgelib.readers import bounded

MAIL = re.compile(r"\b[a-z]+@[a-z]+\.[a-z]+\b")


class Subject(NamedTuple):
    """`share` is its part of all inputs; `known` are the errors that are documented."""

    draws: st.SearchStrategy
    reads: Callable[[Any], None]
    share: int
    known: tuple[type[Exception], ...] = ()


@cache
def reader() -> extract.Reader:
    return extract.Reader({})


@cache
def shipped() -> dict[str, dict]:
    return lexicons.read_lexicons()


@cache
def reference_words() -> references.ReferenceWords:
    return reader().splitting.references


@cache
def numbers() -> number_words.Words:
    return number_words.read_words(shipped()["numbers"])


def in_order(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether stretches lie apart from each other, from left to right, within bounds."""
    reached = start
    for one, other in stretches:
        if not reached <= one <= other <= end:
            return False
        reached = other
    return True


def split(text: str) -> None:
    articles = segment.split_articles(text, reader().splitting)
    assert [article.part for article in articles] == list(range(1, len(articles) + 1))
    assert in_order([(article.start, article.end) for article in articles], 0, len(text))
    if text.strip() and articles:
        assert (articles[0].start, articles[-1].end) == (0, len(text))
    for article in articles:
        assert in_order([block[:2] for block in article.blocks], article.start, article.end)
        assert in_order(list(article.masks), article.start, article.end)
        assert in_order([one[:2] for one in article.references], article.start, article.end)
        assert all(article.start <= one.start < one.end <= article.end for one in article.citations)
        assert not article.published or files.is_date(article.published)
        for one in article.references:
            assert one.start <= one.title_start <= one.title_end <= one.end
            assert text[one.title_start : one.title_end] == one.title


def refer(text: str) -> None:
    entry = references.read_reference(text, reference_words())
    assert (entry.start, entry.end) == (0, len(text))
    assert 0 <= entry.title_start <= entry.title_end <= len(text)
    assert text[entry.title_start : entry.title_end] == entry.title
    assert all(not one or files.is_date(one) for one in (entry.published, entry.retrieved, entry.archived))


def find_written_dates(text: str) -> None:
    found = datelines.find_written_dates(text, reader().splitting.dates)
    assert in_order([one[:2] for one in found], 0, len(text))
    assert all(files.is_date(one.edtf) for one in found)


def rows_of(text: str, rows: extract.Rows, file: str = "fuzz.txt") -> None:
    """The rows of a text, each of which leads to its words."""
    for article in reader().articles(file, text, {}):
        extract.add_rows(article, rows)


def find(text: str) -> None:
    rows: extract.Rows = defaultdict(list)
    rows_of(text, rows)
    sentences = {row[extract.FIELDS["sentences"].index("sentence")] for row in rows["sentences"]}
    for table, found in rows.items():
        fields = extract.FIELDS[table]
        for row in found:
            read = dict(zip(fields, row, strict=True))
            for name in ("", "cue_", "credit_"):
                if read.get(f"{name}start") is not None and (words := name.rstrip("_") or "text") in read:
                    assert 0 <= read[f"{name}start"] <= read[f"{name}end"] <= len(text), (table, read)
                    assert read[words] == text[read[f"{name}start"] : read[f"{name}end"]], (table, read)
            assert "sentence" not in read or read["sentence"] in sentences, (table, read)
            assert not read.get("low") or not read.get("high") or read["low"] <= read["high"], (table, read)
            for key in ("when", "event_date", "as_of", "date", "published"):
                assert not read.get(key) or files.is_date(read[key]), (table, read)
    spans = [(row[1], row[2]) for row in rows["sentences"]]
    assert in_order(spans, 0, len(text))


def tabulate(several: list[str]) -> None:
    """All tables of some texts are as they are declared, and none of their links is dead."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(several):
            Path(folder, f"{number}.txt").write_bytes(text.encode("utf-8", "replace"))
        corpus = files.read_corpus(folder)
        rows: extract.Rows = defaultdict(list)
        for problem in extract.read(reader(), corpus.texts, {}, rows):
            assert "empty" in problem or "binary" in problem, problem
        raw = extract.tables_of(rows)
        part = extract.named(raw, extract.Links(extract.Census(extract.names_in(raw)), ()))
        gathered = extract.Gathered()
        gathered.add(extract.gather(part))
        actors = gathered.actors(())
        tables = extract.finished(part, extract.types_of(actors)) | {"actors": actors}
        extract.check_part(tables)
        frames = {name: extract.arrow_tables.frame(table) for name, table in tables.items()}
        extract.schemas.check_links(frames)
        files.contents_of(frames)
        masking.masked(frames)


def bound(phrase: str) -> None:
    low, high, _ = quantities.read_bounds(phrase, numbers())
    assert low is None or high is None or low <= high


def day(edtf: str) -> None:
    first, last = read_days(edtf)
    assert first is None or last is None or first <= last or "/" in edtf
    timeline_files.in_words(edtf)
    files.is_date(edtf)


def mask(text: str) -> None:
    names = {"Ina Holt": "witness 1", "Holt": "witness 1", "Bo (the Elder)": "witness 2"}
    said = masking.mask(text, names)
    assert not re.search(r"(?<!\w)Ina Holt(?!\w)", said)
    assert masking.mask(said, names) == said or MAIL.search(said) is None


@cache
def spare() -> extract.Reader:
    return extract.Reader({})


def add_words(given: tuple[str, str]) -> None:
    """Words beside a corpus are read and used, or refused in a sentence."""
    name, text = given
    added = lexicons.read_lexicons({f"{name}.toml": text})[name]
    if name == "stances":
        return
    if name == "origins":
        origin_words.read_words(added, shipped()["numbers"]["conventions"]).passed_on.search(NEWS)
        return
    if name == "segment":
        segment.split_articles(NEWS, finder_words(name, added, segment.read_words))
        return
    words = finder_words(name, added, importlib.import_module(f"purgelib.find.{name}").read_words)
    if name not in COMPONENTS:
        return
    component = spare().nlp.get_pipe(COMPONENTS[name])
    before, component.words = component.words, words
    try:
        for article in segment.split_articles(NEWS, spare().splitting):
            spare().nlp(pipeline.make_doc(spare().nlp, NEWS, article))
    finally:
        component.words = before


def in_folder(contents: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text("Twelve people died.", encoding="utf-8")
        for name, content in contents.items():
            Path(folder, name).write_bytes(content)
        corpus = files.read_corpus(folder)
        for path in corpus.texts:
            files.read_text(path)
        rows = files.read_rows(
            Path(folder, corrections.FILE),
            required=corrections.REQUIRED,
            known=(*corrections.REQUIRED, *corrections.OPTIONAL),
        )
        corrections.read_corrections(rows, ["a.txt"], {})


def plan(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus, table = Path(folder, "texts"), Path(folder, "runs.csv")
        corpus.mkdir()
        (corpus / "a.txt").write_text("Twelve people died.", encoding="utf-8")
        table.write_bytes(content)
        for one in runs.read_runs(table, corpus=corpus, given={}):
            assert (Path(folder) / one.name).resolve().parent == Path(folder).resolve(), one.name


def read_params(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "run.yaml")
        file.write_bytes(content)
        batch.given_values({}, file)


def agree(contents: tuple[bytes, bytes]) -> None:
    """Two codings are compared, or refused in a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        codings = []
        for number, content in enumerate(contents):
            sheet = Path(folder, f"{number}.csv")
            sheet.write_bytes(content)
            codings.append(files.read_rows(sheet, required=()))
        found = agreement.compared(*codings, resamples=20)
        assert found.figures["agree"].dropna().between(0, 1).all()
        assert found.units <= min(map(len, codings))


@cache
def worker() -> bounded.Process:
    return bounded.Process()


def read_apart(given: tuple[str, bytes]) -> None:
    """A file read in the process that bounds it gives the texts that it gives here."""
    name, content = given
    there = list(worker().read(io.BytesIO(content), len(content), name))
    assert there == list(readers.read(content, name))


def export_graph(names: list[str]) -> None:
    graph = nx.Graph()
    for number, name in enumerate(names):
        graph.add_node(name, type=names[-number], country=name, mentions=number)
        graph.add_edge(name, names[0], weight=number, sentences=name)
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    for write in (graph_files.graph_to_gexf, graph_files.graph_to_graphml, graph_files.graph_to_json):
        assert write(graph)
    json.loads(graph_files.graph_to_json(graph))
    nx.read_gexf(io.BytesIO(graph_files.graph_to_gexf(graph)))
    nx.parse_graphml(graph_files.graph_to_graphml(graph).decode())
    for content in graph_files.graph_to_csv(graph).values():
        check_cells(content)


def check_cells(content: bytes) -> None:
    """No cell of a CSV begins as a formula does."""
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell


def export_timeline(rows: list[tuple[str, str, str]]) -> None:
    reactions = pd.DataFrame(
        [(f"d1:{n}:x", actor, "condemn", date, text) for n, (actor, date, text) in enumerate(rows)],
        columns=["reaction", "actor", "type", "date", "text"],
    ).assign(document="d1", date_basis="stated", target="", quote=0, cue="x", sentence=lambda t: t["reaction"])
    documents = pd.DataFrame({"document": ["d1"], "first_day": ["2019-05-03"], "last_day": ["2019-05-03"]})
    documents = documents.assign(outlet="Cape Post", published="2019-05-03", title=rows[0][2])
    actors = pd.DataFrame({"name": reactions["actor"].unique()}).assign(type="other", country=rows[0][0])
    acts = timeline.with_words(
        timeline.merged_reactions(reactions, documents), reactions[["sentence", "text"]], reactions, documents, actors
    )
    json.loads(timeline_files.acts_to_timelinejs(acts))
    assert all(len(line) <= 75 for line in timeline_files.acts_to_icalendar(acts).split(b"\r\n"))
    check_cells(timeline_files.acts_to_csv(acts))


def compare(several: list[str]) -> None:
    documents = ((duplicates.Document(f"{number}.txt", 1), text) for number, text in enumerate(several))
    for one in duplicates.find_duplicates(documents):
        assert one.other < one.file
        assert 0 <= one.likeness <= 1


def read_as(name: str) -> Callable[[bytes], None]:
    def read(content: bytes) -> None:
        for text in readers.read(content, name):
            assert not readers.CONTROLS.search(text.text), text.text
            text.text.encode()
            assert not text.published or files.is_date(text.published)
            assert not any("\n" in fact for fact in (text.title, text.outlet, text.author, text.url))

    return read


def encoded(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    codecs = st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252", "utf-8-sig"))
    return st.tuples(strategy, codecs).map(lambda given: given[0].encode(given[1], "replace"))


def changed_archive(make: Callable[[], bytes], parts: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """An archive of which one part, or the whole, is changed."""

    def change_part(name: str) -> st.SearchStrategy[bytes]:
        whole = samples.parts_of(make())
        return hostile.changed_bytes(whole[name]).map(lambda content: samples.archive_of(whole | {name: content}))

    return st.one_of(
        st.deferred(lambda: hostile.changed_bytes(make())), *(st.deferred(lambda n=n: change_part(n)) for n in parts)
    )


def changed_words() -> st.SearchStrategy[tuple[str, str]]:
    """A lexicon with stretches changed, or one that puts something else in place of a table or list."""

    @cache
    def change(name: str) -> st.SearchStrategy[str]:
        source = (lexicons.SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
        places = places_in(tomllib.loads(source))
        place = st.integers(0, len(places) - 1).map(
            places.__getitem__
        )  # a strategy that lists them all has a long name
        value = st.one_of(st.sampled_from(STRANGE), hostile.phrases().map(lambda word: json.dumps([word])))
        return st.one_of(hostile.changed(source[:3000]), st.tuples(place, value, st.booleans()).map(written))

    names = sorted(one.name.removesuffix(".toml") for one in lexicons.SHIPPED.iterdir() if one.name.endswith(".toml"))
    return st.sampled_from(names).flatmap(lambda name: st.tuples(st.just(name), change(name)))


def places_in(table: dict, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The keys that lead to each table and list, and to one more that is not there."""
    found = [(*above, "purple")]
    for key, value in table.items():
        found += [(*above, key), *(places_in(value, (*above, key)) if isinstance(value, dict) else ())]
    return found


def written(change: tuple[tuple[str, ...], str, bool]) -> str:
    """TOML that says a value at a place; with `replace` it takes the place of its table."""
    (*tables, key), value, replace = change
    heading = f"[{'.'.join(map(json.dumps, tables))}]\n" if tables else ""
    return f"{heading}{'replace = true' * replace}\n{json.dumps(key)} = {value}\n"


NEWS = (
    "CAPE TOWN, May 3 (Reuters) - Two people were killed, the minister said. “We condemn it,” Ina Holt of the Harbour "
    "Office told the Cape Post on Thursday, citing three witnesses.\n\nBo Lund, who denied the reports, called for "
    f"an inquiry; at least {'a' * 60} {'very ' * 40}14 were detained in 2019."
)
STRANGE = (
    *("1", "-1.5", "true", '""', '"word"', '"("', "[]", "[1]", '[""]', '["("]', '["a|"]', '["[a-"]', '["(?P<x>a)"]'),
    *('["(a+)+$"]', '["(a|a)*b"]', '["(very )*x"]', '["\\\\w+\\\\s*"]', '["."]', '[["a"]]', "[{a = 1}]", "{}"),
    *("{a = []}", '{a = ["b"]}', "{a = 1}", "{a = {b = []}}", "2019-05-03", "[true]", '["a ... b"]', '["~"]', '["/"]'),
    *('["a/b"]', '["killed"]', '["said"]', '["not "]', '["...", "... ..."]', '["|"]', '["N N N"]', '["a", "a"]'),
)
RUNS = "run,corpus,convention,date_from\nall,,codebook,\nlate,,codebook,2018\ncareful,texts,none,\n"
PARAMS = "convention: codebook\ndate_from: 2018\nminimum: 3\ncategories: detained, killed\n"
SHEET = (
    "unit,file,start,end,text,category,low,high,when\n1,a.txt,0,6,Twelve,killed,12,12,2019-05-02\n"
    "2,a.txt,20,23,300,housed,300,,\n3,b.txt,4,6,14,detained; killed,14,20,2019-05\n4,b.txt,9,11,50,none,,,\n"
)
DATES = st.one_of(
    st.sampled_from(
        ("2019-05-03", "2019", "2019-05/2019-06", "../2019", "2019-02-30", "19XX", "2019-21", "Y-1e9", "2019~")
    ),
    st.text(alphabet="0123456789-/.~?XYT:Z", max_size=14),
    hostile.phrases(),
)
TABLES = st.one_of(
    encoded(hostile.changed(samples.DOCUMENTS)).map(lambda content: {"documents.csv": content}),
    encoded(hostile.changed(samples.ACTORS)).map(lambda content: {"actors.csv": content}),
    encoded(hostile.changed(samples.CORRECTIONS)).map(lambda content: {"corrections.csv": content}),
    encoded(hostile.texts()).map(lambda content: {"b.txt": content}),
    hostile.changed_bytes(samples.DOCUMENTS.encode()).map(lambda content: {"c.txt": content}),
)
WRONG = (ValueError,)
SUBJECTS = {
    "segment": Subject(hostile.texts(), split, 40),
    "references": Subject(hostile.texts(8), refer, 100),
    "datelines": Subject(hostile.texts(8), find_written_dates, 80),
    "finders": Subject(hostile.texts(), find, 50),
    "tables": Subject(st.lists(hostile.texts(8), min_size=1, max_size=3), tabulate, 1),
    "numbers": Subject(hostile.phrases(), bound, 50, WRONG),
    "days": Subject(DATES, day, 70),
    "masking": Subject(hostile.texts(8), mask, 60),
    "lexicons": Subject(changed_words(), add_words, 3, WRONG),
    "tables of people": Subject(TABLES, in_folder, 6, (files.CorpusError,)),
    "table of runs": Subject(encoded(hostile.changed(RUNS)), plan, 4, (files.CorpusError,)),
    "parameters": Subject(encoded(hostile.changed(PARAMS)), read_params, 6, WRONG),
    "codings": Subject(
        st.tuples(encoded(hostile.changed(SHEET)), encoded(hostile.changed(SHEET))),
        agree,
        6,
        (files.CorpusError, *WRONG),
    ),
    "readers apart": Subject(
        st.one_of(
            st.tuples(st.just("a.html"), encoded(hostile.changed(samples.HTML))),
            st.tuples(st.just("a.wiki"), encoded(hostile.changed(samples.WIKI))),
            st.tuples(st.just("a.pdf"), st.deferred(lambda: hostile.changed_bytes(samples.pdf()))),
            st.tuples(st.just("a.docx"), st.deferred(lambda: hostile.changed_bytes(samples.docx()))),
            st.tuples(st.just("a.csv"), encoded(hostile.changed(samples.CSV))),
            st.tuples(st.just("a.jsonl"), encoded(hostile.changed(samples.JSON_LINES))),
        ),
        read_apart,
        1,
        (readers.ReadingError,),
    ),
    "graph files": Subject(st.lists(hostile.phrases(), min_size=1, max_size=4), export_graph, 8),
    "timeline files": Subject(
        st.lists(st.tuples(hostile.phrases(), DATES, hostile.phrases()), min_size=1, max_size=3), export_timeline, 4
    ),
    "duplicates": Subject(st.lists(hostile.texts(), min_size=1, max_size=4), compare, 5),
    "html": Subject(encoded(hostile.changed(samples.HTML)), read_as("a.html"), 6, (readers.ReadingError,)),
    "wikitext": Subject(encoded(hostile.changed(samples.WIKI)), read_as("a.wiki"), 10, (readers.ReadingError,)),
    "pdf": Subject(
        st.deferred(lambda: hostile.changed_bytes(samples.pdf())), read_as("a.pdf"), 6, (readers.ReadingError,)
    ),
    "docx": Subject(
        changed_archive(samples.docx, ("word/document.xml", "word/styles.xml", "[Content_Types].xml")),
        read_as("a.docx"),
        4,
        (readers.ReadingError,),
    ),
    "xlsx": Subject(
        changed_archive(samples.xlsx, ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml")),
        read_as("a.xlsx"),
        4,
        (readers.ReadingError,),
    ),
    "csv": Subject(encoded(hostile.changed(samples.CSV)), read_as("a.csv"), 10, (readers.ReadingError,)),
    "json lines": Subject(
        encoded(hostile.changed(samples.JSON_LINES)), read_as("a.jsonl"), 10, (readers.ReadingError,)
    ),
}
