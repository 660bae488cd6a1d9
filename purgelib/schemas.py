"""Every table, declared once: what a row is, what each column means, where it points.

From the declarations come the checks on the way out and in, the empty tables, the types on reading back, the
Frictionless description beside the tables and the data dictionary. Text columns hold "" where there is nothing to say,
whole numbers may be missing. Offsets are code points into the file as decoded from UTF-8.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd


@contextmanager
def _without(package: str) -> Iterator[None]:
    """As if a package that is not loaded yet were not installed."""
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None
    try:
        yield
    finally:
        del sys.modules[package]


with _without("dask"):  # pandera would load it, for a kind of tables that we do not have: half a second at each start
    import pandera.pandas as pa
    from pandera.typing.pandas import Series

CATEGORIES = (
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
)
MODIFIERS = ("exact", "at_least", "more_than", "about", "up_to", "fewer_than", "range", "vague")
CONVENTIONS = ("codebook", "acled", "none")
REACTIONS = (
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
)
ACTOR_TYPES = ("person", "state", "government", "igo", "ngo", "media", "party", "court", "other")
KINDS = ("title", "byline", "heading", "paragraph", "caption", "teaser", "list", "reference")
CORRECTABLE = ("counts", "reactions", "mentions", "quotes", "references")
ACTIONS = ("change", "add", "drop")


def column(means: str, *, points_to: str = "", **checks: Any) -> Any:
    """A column that may not be left out; `points_to` is `table.column` where it names a row of a table."""
    return pa.Field(description=means, metadata={"points_to": points_to}, coerce=True, **checks)


def optional_number(means: str, **checks: Any) -> Any:
    """A column of whole numbers that may be missing."""
    return column(means, nullable=True, **checks)


def flag(means: str) -> Any:
    """A column of 0 and 1."""
    return column(means, isin=[0, 1])


def by_hand() -> Any:
    """A column that says what of a row a person put right."""
    return column("what was corrected by hand, by whom and when: `low: Ann, 2024-05-02`; parted by `; `")


class Table(pa.DataFrameModel):
    """What all tables have in common: these columns, in this order, and no others."""

    class Config:
        strict = True
        ordered = True


class Passage(Table):
    """A stretch of a file: `content[start:end] == text`."""

    file: Series[str] = column("name of the file in the corpus folder", str_length={"min_value": 1})
    start: Series[pd.Int64Dtype] = column("first character, counted from 0", ge=0)
    end: Series[pd.Int64Dtype] = column("character after the last", ge=1)
    text: Series[str] = column("the words, exactly as in the file", str_length={"min_value": 1})

    @pa.dataframe_check(error="end must be start plus the length of text")
    def spans_its_text(cls, table: pd.DataFrame) -> pd.Series:
        return table["end"] - table["start"] == table["text"].str.len()


class Documents(Table):
    """An article: a file, or a part of one that holds several."""

    document: Series[str] = column("id: the short name of the file and the part", unique=True)
    file: Series[str] = column("name of the file in the corpus folder", str_length={"min_value": 1})
    part: Series[pd.Int64Dtype] = column("which article of the file, counted from 1", ge=1)
    start: Series[pd.Int64Dtype] = column("first character of the article in its file, counted from 0", ge=0)
    end: Series[pd.Int64Dtype] = column("character after its last", ge=1)
    title: Series[str] = column("its title")
    outlet: Series[str] = column("who published it")
    author: Series[str] = column("who wrote it; several parted by `; `")
    published: Series[str] = column("when it was published, EDTF; a month stays a month")
    first_day: Series[str] = column("first day that `published` may mean, for plotting")
    last_day: Series[str] = column("last day that `published` may mean")
    url: Series[str] = column("where it was published")
    language: Series[str] = column("its language, ISO 639")
    restates: Series[str] = column("the publication that this text retells in other words, if it does")
    stated: Series[str] = column("which of the columns come from documents.csv, parted by `; `")
    missing: Series[str] = column("which of title, outlet, author and published nobody says, parted by `; `")
    sentences: Series[pd.Int64Dtype] = column("how many sentences it has", ge=0)
    words: Series[pd.Int64Dtype] = column("how many words it has, punctuation left out", ge=0)


class Sentences(Passage):
    """A sentence, a heading, a caption or an item of a list."""

    paragraph: Series[pd.Int64Dtype] = column("which paragraph of the document, counted from 1", ge=1)
    section: Series[str] = column("the heading that it stands under, if any")
    kind: Series[str] = column("what it is a sentence of", isin=KINDS)
    quoted: Series[str] = column("whether it stands inside a quotation", isin=["no", "partly", "yes"])
    references: Series[str] = column("the numbers of the references that it cites, parted by `; `")
    sentence: Series[str] = column("id: document and number", unique=True)
    document: Series[str] = column("the article", points_to="documents.document")


class Counts(Passage):
    """A mention of a number of people to whom something happened or who did something."""

    category: Series[str] = column("what happened to them or what they did", str_length={"min_value": 1})
    low: Series[pd.Int64Dtype] = optional_number("the fewest persons that the words allow; none: no lower bound", ge=0)
    high: Series[pd.Int64Dtype] = optional_number("the most persons that the words allow; none: no upper bound", ge=0)
    modifier: Series[str] = column("how the words bound the number", isin=MODIFIERS)
    population: Series[str] = column("who they are: the noun with what stands before it, as written")
    source: Series[str] = column(
        "whom the text credits: canonical names parted by `; `, `unnamed`, or nothing where the text states it itself"
    )
    place: Series[str] = column("where it happened, as written, if the sentence says it")
    when: Series[str] = column("EDTF: when it happened or, failing that, as of when the number holds")
    event_date: Series[str] = column("EDTF: when it happened")
    as_of: Series[str] = column("EDTF: as of when the number holds")
    hedge: Series[pd.Int64Dtype] = flag("1: the clause marks the number as unverified")
    in_reference: Series[pd.Int64Dtype] = flag("1: it stands in a reference list")
    unit: Series[str] = column("what is counted", isin=["persons", "families"])
    whole: Series[str] = column("of a share, the words for the whole: `100` of `27 of the 100`")
    convention: Series[str] = column("how vague words became bounds, where they did; see codebook")
    cue: Series[str] = column("the words that gave the category")
    cue_start: Series[pd.Int64Dtype] = column("first character of the cue", ge=0)
    cue_end: Series[pd.Int64Dtype] = column("character after its last", ge=0)
    rule: Series[str] = column("the rule that joined number and cue")
    credit: Series[str] = column("the words that credit the source")
    credit_start: Series[pd.Int64Dtype] = optional_number("first character of the credit", ge=0)
    credit_end: Series[pd.Int64Dtype] = optional_number("character after its last", ge=0)
    corrected: Series[str] = by_hand()
    count: Series[str] = column(
        "id: sentence, category and place in the sentence; a correction leaves it as it is", unique=True
    )
    sentence: Series[str] = column("the sentence", points_to="sentences.sentence")
    document: Series[str] = column("the article", points_to="documents.document")

    @pa.dataframe_check(error="low may not be above high")
    def bounds_are_in_order(cls, table: pd.DataFrame) -> pd.Series:
        return (table["low"] <= table["high"]).fillna(True).astype(bool)


class Reactions(Passage):
    """How somebody outside the victims responded: one row an actor and type."""

    actor: Series[str] = column("canonical name of who reacts", points_to="actors.name")
    type: Series[str] = column("what the actor does; see codebook", str_length={"min_value": 1})
    date: Series[str] = column("EDTF: when the actor did it, if the text allows one")
    quote: Series[pd.Int64Dtype] = flag("1: the words of the reaction are quoted directly")
    date_basis: Series[str] = column(
        "what the date rests on", isin=["", "stated", "governing sentence", "relative", "document", "correction"]
    )
    target: Series[str] = column("whom it is addressed to, canonical name, if the sentence names one")
    plover: Series[str] = column("the type in PLOVER")
    cameo: Series[str] = column("the type in CAMEO")
    huridocs: Series[str] = column("the type in the HURIDOCS Events Standard Formats")
    cue: Series[str] = column("the words that gave the type")
    cue_start: Series[pd.Int64Dtype] = column("first character of the cue", ge=0)
    cue_end: Series[pd.Int64Dtype] = column("character after its last", ge=0)
    rule: Series[str] = column("the rule that joined actor and cue")
    corrected: Series[str] = by_hand()
    reaction: Series[str] = column(
        "id: sentence, type, actor and place in the sentence; a correction leaves it as it is", unique=True
    )
    sentence: Series[str] = column("the sentence", points_to="sentences.sentence")
    document: Series[str] = column("the article", points_to="documents.document")


class Actors(Table):
    """An actor of the whole corpus: a person, an organisation, a state, a body."""

    id: Series[str] = column("the name in lower case with hyphens", unique=True)
    name: Series[str] = column("canonical name: the fullest common English name", unique=True)
    type: Series[str] = column("what the actor is", isin=ACTOR_TYPES)
    country: Series[str] = column("the country that the actor belongs to, if known")
    aliases: Series[str] = column("the ways in which the texts write it, parted by `; `")
    mentions: Series[pd.Int64Dtype] = column("how often the texts name it", ge=0)
    documents: Series[pd.Int64Dtype] = column("how many documents name it", ge=0)
    first_seen: Series[str] = column("EDTF: date of the first dated document that names it")
    public: Series[pd.Int64Dtype] = flag("0: a private person whose name figures and exports mask")


class Mentions(Passage):
    """A passage that names an actor."""

    actor: Series[str] = column("canonical name", points_to="actors.name")
    type: Series[str] = column("what the actor is", isin=ACTOR_TYPES)
    found_by: Series[str] = column("`rules`, `hand`, or the spaCy pipeline that added it")
    rule: Series[str] = column("the rule that found it")
    corrected: Series[str] = by_hand()
    mention: Series[str] = column("id: sentence and place in the sentence", unique=True)
    sentence: Series[str] = column("the sentence", points_to="sentences.sentence")
    document: Series[str] = column("the article", points_to="documents.document")


class Quotes(Passage):
    """What a text says on somebody's word: a quotation, or a clause that somebody is credited with."""

    speaker: Series[str] = column("canonical names parted by `; `, or `unnamed`")
    kind: Series[str] = column("direct in quotation marks or not", isin=["direct", "indirect", "cited"])
    via: Series[str] = column("whom the speaker cites, parted by `; `")
    cue: Series[str] = column("the words that credit the speaker")
    cue_start: Series[pd.Int64Dtype] = optional_number("first character of the cue", ge=0)
    cue_end: Series[pd.Int64Dtype] = optional_number("character after its last", ge=0)
    rule: Series[str] = column("the rule that joined speaker and content")
    corrected: Series[str] = by_hand()
    quote: Series[str] = column("id: sentence and place in the sentence", unique=True)
    sentence: Series[str] = column("the sentence in which it begins", points_to="sentences.sentence")
    document: Series[str] = column("the article", points_to="documents.document")


class References(Passage):
    """An item of an encyclopedia article's reference list."""

    number: Series[pd.Int64Dtype] = column("its number in the list", ge=1)
    authors: Series[str] = column("as written, parted by `; `")
    title: Series[str] = column("title of the cited work")
    outlet: Series[str] = column("who published it")
    published: Series[str] = column("EDTF: when it was published")
    retrieved: Series[str] = column("EDTF: when it was retrieved")
    archived: Series[str] = column("EDTF: when it was archived")
    quoted: Series[str] = column("what the item quotes from it")
    cited: Series[pd.Int64Dtype] = column("how often the text cites it", ge=0)
    corrected: Series[str] = by_hand()
    reference: Series[str] = column("id: document and number", unique=True)
    document: Series[str] = column("the article that cites it", points_to="documents.document")


class Corrections(Passage):
    """What a person put right in a row, one column a row, as `corrections.csv` beside the corpus says it."""

    action: Series[str] = column("what was done: a column changed, a row added or dropped", isin=ACTIONS)
    table: Series[str] = column("the table that the row is in", isin=CORRECTABLE)
    row: Series[str] = column("id of the row; its file, start, end and text stand here too")
    column_: Series[str] = column("the column, or nothing where a row was dropped", alias="column")
    before: Series[str] = column("what the software had there; of a dropped row, all that it said")
    value: Series[str] = column("what stands there now")
    who: Series[str] = column("who put it right", str_length={"min_value": 1})
    when: Series[str] = column("EDTF: when", str_length={"min_value": 1})
    why: Series[str] = column("why", str_length={"min_value": 1})
    line: Series[pd.Int64Dtype] = column("row of corrections.csv; the header is row 1", ge=2)
    correction: Series[str] = column("id: row and column", unique=True)
    document: Series[str] = column("the article", points_to="documents.document")


TABLES: dict[str, type[Table]] = {
    "documents": Documents,
    "sentences": Sentences,
    "counts": Counts,
    "reactions": Reactions,
    "actors": Actors,
    "mentions": Mentions,
    "quotes": Quotes,
    "references": References,
    "corrections": Corrections,
}
with _without("dask"):
    _SCHEMAS = {name: table.to_schema() for name, table in TABLES.items()}


def columns(name: str) -> dict[str, Any]:
    """The columns of a table by name, in order, as pandera declares them."""
    return _SCHEMAS[name].columns


def is_number(declared: Any) -> bool:
    """Whether a declared column holds whole numbers; all others hold text."""
    return str(declared.dtype) == "Int64"


def table(name: str, rows: list[dict[str, Any]] | None = None) -> pd.DataFrame:
    """A table of these rows with its columns, types and checks; without rows, the empty table.

    >>> table("counts").shape
    (0, 30)
    """
    return checked(name, pd.DataFrame(rows or [], columns=list(columns(name))))


def typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the types of the table's columns; missing text becomes "".

    Raises ValueError where a column is missing, unknown or holds no whole numbers where it should.
    """
    declared = columns(name)
    if missing := [column for column in declared if column not in frame]:
        raise ValueError(f"table {name}: column {missing[0]} is missing; there are {', '.join(frame.columns)}")
    if unknown := [column for column in frame if column not in declared]:
        raise ValueError(f"table {name}: column {unknown[0]} is not known; the columns are {', '.join(declared)}")
    try:
        return pd.DataFrame(
            {
                key: pd.to_numeric(frame[key].replace("", None)).astype("Int64")
                if is_number(one)
                else frame[key].astype("str").fillna("")
                for key, one in declared.items()
            }
        )
    except (ValueError, TypeError) as error:
        raise ValueError(f"table {name}: {error}") from error


def checked(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The table, typed and held against its declaration.

    Raises ValueError with the first row that breaks it.
    """
    try:
        return _SCHEMAS[name].validate(typed(name, frame))
    except pa.errors.SchemaError as error:
        cases = getattr(error, "failure_cases", None)
        first = cases.iloc[0].to_dict() if isinstance(cases, pd.DataFrame) and len(cases) else cases
        where = getattr(error.schema, "name", None) or "rows"
        raise ValueError(f"table {name}, {where}: {error.check} does not hold; first case {first}") from error


def check_links(tables: dict[str, pd.DataFrame]) -> None:
    """Raises ValueError where an id points to no row of the table that it names."""
    for name, frame in tables.items():
        for key, declared in columns(name).items():
            target = (declared.metadata or {}).get("points_to")
            if not target:
                continue
            other, other_key = target.split(".")
            lost = frame.loc[~frame[key].isin(tables[other][other_key]), key]
            if len(lost):
                raise ValueError(f"table {name}: {key} {lost.iloc[0]!r} is no row of {target}")


def datapackage(suffix: str) -> dict[str, Any]:
    """The Frictionless description of the tables as files with this suffix."""
    return {
        "profile": "data-package",
        "name": "purgelib-tables",
        "title": "Reported numbers, reactions and actors",
        "resources": [_resource(name, suffix) for name in TABLES],
    }


def _resource(name: str, suffix: str) -> dict[str, Any]:
    keys = [key for key, one in columns(name).items() if one.unique]
    links = {key: one.metadata["points_to"] for key, one in columns(name).items() if one.metadata.get("points_to")}
    return {
        "name": name,
        "path": f"{name}.{suffix}",
        "format": suffix,
        "encoding": "utf-8",
        "description": description(name),
        "schema": {
            "fields": [
                {"name": key, "type": "integer" if is_number(one) else "string", "description": one.description}
                for key, one in columns(name).items()
            ],
            "missingValues": [""],
            "primaryKey": keys[:1],
            "foreignKeys": [
                {"fields": [key], "reference": {"resource": target.split(".")[0], "fields": [target.split(".")[1]]}}
                for key, target in links.items()
            ],
        },
    }


def description(name: str) -> str:
    """What one row of the table is, in one line."""
    return (TABLES[name].__doc__ or "").splitlines()[0]


def dictionary() -> str:
    """The data dictionary, in Markdown."""
    lines = [
        "# Tables",
        "",
        "What the tables mean. This page is made from the declarations in `purgelib/schemas.py` by",
        "`purgelib dictionary`. Text columns hold nothing where there is nothing to say; offsets are code points into",
        "the file as decoded from UTF-8, so that `content[start:end] == text`.",
    ]
    for name in TABLES:
        lines += ["", f"## {name}", "", f"One row is: {description(name)}", ""]
        lines += ["| column | holds | means |", "|---|---|---|"]
        for key, one in columns(name).items():
            target = one.metadata.get("points_to")
            means = one.description + (f" → `{target}`" if target else "")
            lines.append(f"| `{key}` | {'number' if is_number(one) else 'text'} | {means} |")
    return "\n".join(lines) + "\n"
