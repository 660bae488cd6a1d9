"""The finders as components of a spaCy pipeline, and an article as the Doc that they read.

`make_nlp` gives the pipeline, `make_doc` an article as a Doc whose character i is character `doc._.start + i` of the
file. Each finder leaves its (Span, NamedTuple) pairs in an extension of the Doc, where those after it find them.
"""

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any, NamedTuple

import spacy
from spacy.attrs import IS_PUNCT, IS_SPACE, LOWER
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from purgelib.find import model_names
from purgelib.find.characters import span_at, text_of
from purgelib.finder_words import finder_words


class Finder(NamedTuple):
    """One kind of passage: the module in `find`, its function, and the extension of the Doc that it fills."""

    module: str
    function: str
    fills: str | None  # None: the function writes the sentence starts itself


FINDERS = (
    Finder("sentences", "mark_sentences", None),
    Finder("quotations", "find_quotations", "quotations"),
    Finder("dates", "find_dates", "dates"),
    Finder("names", "find_names", "names"),
    Finder("private", "find_private", "private"),
    Finder("attribution", "find_attributions", "attributions"),
    Finder("numbers", "find_numbers", "numbers"),
    Finder("counts", "find_counts", "counts"),
    Finder("reactions", "find_reactions", "reactions"),
)

MARKS = ".,;:?!\"“”'‘’()[]"
WHOLE = re.compile(r"[A-Za-z]+|\S{150,}")  # what is one token; letters are never parted, but for special cases
PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")  # up to a blank line
STATED = ("title", "outlet", "author", "published", "language")
REMEMBERED = 200_000  # words, some tens of megabytes
# What finders ask of a word; spaCy works out all else that one may ask, when it first meets the word
ASKED = frozenset((LOWER, IS_PUNCT, IS_SPACE))
PASSAGES = ("blocks", "references", *(finder.fills for finder in FINDERS if finder.fills))

Doc.set_extension("start", default=0, force=True)
Doc.set_extension("content", getter=text_of, force=True)
for _field in STATED:
    Doc.set_extension(_field, default="", force=True)
for _passages in PASSAGES:
    Doc.set_extension(_passages, default=[], force=True)


class Component:
    """A finder with its words, as spaCy calls it."""

    def __init__(self, finder: Finder, find: Callable):
        self.finder = finder
        self.find = find
        self.words: Any = None

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc, self.words)
        if self.finder.fills:
            doc._.set(self.finder.fills, found)
        return doc


def _register(finder: Finder) -> str:
    """The name of the component, which may hold no dot."""
    name = f"purgelib_{finder.module}"

    @Language.factory(name)
    def make(nlp: Language, name: str) -> Component:
        module = importlib.import_module(f"purgelib.find.{finder.module}")
        return Component(finder, getattr(module, finder.function))

    return name


COMPONENTS = {finder.module: _register(finder) for finder in FINDERS}


class CachingTokenizer:
    """spaCy's tokenizer, which sees the new words of a text before it sees the text.

    From the first special case of a text on ("won't", "U.S.") spaCy remembers none of its words and reads each of them
    anew, in every text again; a word that comes alone, or among words that are none, it remembers.
    """

    def __init__(self, tokenizer: Tokenizer):
        self.tokenizer = tokenizer
        self.known: set[str] = set()
        self.special = frozenset(case.strip(MARKS) for case in tokenizer.rules)

    def __call__(self, text: str) -> Doc:
        if len(self.known) < self.tokenizer.max_cache_size:
            new = set(text.split()) - self.known
            plain = [word for word in new if self.is_plain(word.strip(MARKS))]
            self.tokenizer(" ".join(plain))
            for word in new.difference(plain):
                self.tokenizer(word)
            self.known |= new
        return self.tokenizer(text)

    def is_plain(self, word: str) -> bool:
        """Whether the word, without the marks around it, is no special case and ends in none ("the town's")."""
        return word not in self.special and "'" not in word and "’" not in word


class OtherNames:
    """Adds the names that a pipeline of the user's own finds where the rules found none."""

    def __init__(self):
        self.name, self.other, self.words = "", None, None

    def load(self, name: str, words: Any) -> None:
        """Raises ValueError where no such pipeline is installed."""
        try:
            self.name, self.other, self.words = name, spacy.load(name), words
        except OSError as error:
            raise ValueError(f"pipeline {name!r} is not installed, nor is it a folder that holds one") from error

    def __call__(self, doc: Doc) -> Doc:
        entities = model_names.find_entities(self.other, doc._.content)
        doc._.names = model_names.add_model_names(doc, self.words, entities, pipeline=self.name)
        return doc


@Language.factory("purgelib_other_names")
def _make_other_names(nlp: Language, name: str) -> OtherNames:
    return OtherNames()


def make_nlp(lexicons: Mapping[str, dict] | None = None, *, other: str = "") -> Language:
    """The pipeline that needs no model: `spacy.blank("en")` and our finders with these words.

    `other` names an installed spaCy pipeline, or the folder of one, whose names are added to those of the rules.

    >>> make_nlp().pipe_names[0]
    'purgelib_sentences'
    """
    if lexicons is None:
        from purgelib.lexicons import read_lexicons

        lexicons = read_lexicons()
    nlp = make_tokenizing_nlp()
    for finder in FINDERS:
        module = importlib.import_module(f"purgelib.find.{finder.module}")
        component = nlp.add_pipe(COMPONENTS[finder.module])
        component.words = finder_words(finder.module, lexicons[finder.module], module.read_words)
        if finder.module == "names" and other:
            nlp.add_pipe("purgelib_other_names").load(other, component.words)
    return nlp


@spacy.registry.tokenizers("purgelib_tokenizer")
def _tokenizer_maker() -> Callable[[Language], CachingTokenizer]:
    def make(nlp: Language) -> CachingTokenizer:
        infixes = [*nlp.Defaults.infixes, r"[“”«»]", r",(?=[”])"]  # `rights,”Queer`
        tokenizer = Tokenizer(
            nlp.vocab,
            rules=nlp.Defaults.tokenizer_exceptions,
            prefix_search=compile_prefix_regex([*nlp.Defaults.prefixes, "”"]).search,
            suffix_search=compile_suffix_regex(nlp.Defaults.suffixes).search,
            infix_finditer=compile_infix_regex(infixes).finditer,
            token_match=WHOLE.fullmatch,
            url_match=nlp.Defaults.url_match,
            max_cache_size=REMEMBERED,
        )
        return CachingTokenizer(tokenizer)

    return make


def make_tokenizing_nlp() -> Language:
    """`spacy.blank("en")` that also parts a closing quotation mark from the word glued to it.

    A run of 150 characters without a blank is one token: spaCy takes them apart in quadratic time.
    """
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "purgelib_tokenizer"}}})
    nlp.max_length = 2**31
    nlp.vocab.lex_attr_getters = {key: get for key, get in nlp.vocab.lex_attr_getters.items() if key in ASKED}
    return nlp


def make_doc(nlp: Language, text: str, article: Any, **stated: str) -> Doc:
    """The article of a file's text as a Doc not yet read; what is masked stands as spaces.

    `stated` are title, outlet, author, published, language where someone knows better than the text.
    """
    letters = list(text[article.start : article.end])
    for start, end in article.masks:
        letters[start - article.start : end - article.start] = " " * (end - start)
    content = "".join(letters)
    doc = nlp.make_doc(content)
    doc.user_data["content"] = content
    doc._.start = article.start
    for field in STATED:
        doc._.set(field, stated.get(field) or getattr(article, field, ""))
    doc._.blocks = list(_passages(doc, article.start, article.blocks))
    doc._.references = list(_passages(doc, article.start, article.references))
    return doc


def _passages(doc: Doc, begin: int, passages: Iterable[Any]) -> Iterator[tuple[Span, Any]]:
    """The passages with their spans; the Doc begins with character `begin` of the file."""
    for passage in passages:
        span = span_at(doc, passage.start - begin, passage.end - begin)
        if span is not None:
            yield span, passage


def read(nlp: Language, text: str, **stated: str) -> Doc:
    """The text as one annotated Doc, its paragraphs parted by blank lines: for a test or a look at one passage."""
    blocks = tuple(
        SimpleNamespace(start=m.start(), end=m.end(), kind="paragraph", section="") for m in PARAGRAPH.finditer(text)
    )
    article = SimpleNamespace(start=0, end=len(text), blocks=blocks, masks=(), references=())
    return nlp(make_doc(nlp, text, article, **stated))
