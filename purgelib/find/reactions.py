"""Passages that tell how an actor responded to the affair.

A cue is looked for first; only its sentence is read further: who is the subject of the cue, its agent after "by",
its owner, or the one who speaks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.characters import span_at
from purgelib.find.cues import Cue, Rule, Words, find_cues, read_words
from purgelib.find.doers import Reader
from purgelib.find.mentions import Speech
from purgelib.find.responses import CITING, Found, read_sentence

__all__ = ["Reaction", "find_reactions", "read_words"]


class Reaction(NamedTuple):
    """One actor's one reaction; the span beside it is the clause or sentence that states it."""

    actor: str
    type: str
    date: str  # EDTF, "" where the text allows none
    quote: bool
    date_basis: str  # stated, governing sentence, relative, document, or ""
    target: str  # whom it is addressed to, "" where the sentence names nobody
    cue_start: int
    cue_end: int
    rule: str


FIRST_HAND = re.compile(  # "broke the news", "first reported"
    r"\b(?:br(?:oke|eaks?|oken) (?:\w+ ){0,3}(?:news|story|stories)"
    r"|(?:first|initially|exclusively) (?:reported|published|broken|revealed|exposed))\b"
)
OPENINGS = ("broke", "break", "first ", "initially ", "exclusively ")  # of FIRST_HAND
INHERITED = {"deny", "corroborate"}
SO_DID = re.compile(r"so (?:did|has|have|had|does|do)\s+(?:the\s+)?")
LONGEST = 1500  # letters
EVENT_OF = re.compile(r"\b(?:night|morning|evening|events?|attacks?|killings?|arrests?|raids?)\s+of\s+(?:the\s+)?$")
SKIPPED = {"reference", "byline", "furniture"}
CUT = re.compile(r"(?:[,;:–—]|\band\b|\bbut\b|\bwhile\b)\s+")
TRAILING = re.compile(r"[\s,;:–—-]*+(?:\b(?:and|but|while|whereas|although|though|or|as|after|that)\b)?[\s,;:]*$")


def find_reactions(doc: Doc, words: Words) -> list[tuple[Span, Reaction]]:
    """Each actor's reactions, beside the clause or sentence that states them, in the order of the text."""
    reader = Reader(doc, words)
    reader.first_hand = _first_hand(reader)
    skipped = sorted((span.start_char, span.end_char) for span, block in doc._.blocks if block.kind in SKIPPED)
    skipped_starts = [start for start, _ in skipped]
    rows: list[tuple[int, int, int, Found]] = []  # start, end, paragraph, found
    previous: tuple[int, tuple[str, ...], str] | None = None
    paragraph = 0
    place = 0
    for start, end in _stretches(reader.text, reader.sentence_starts):
        start, end = _trimmed(reader.text, start, end)
        passed = bisect_right(skipped_starts, start) - 1
        if start >= end or (passed >= 0 and start < skipped[passed][1]):
            continue
        if "\n" in reader.text[place:start]:
            paragraph, previous, reader.signatories = paragraph + 1, None, ()
        place = end
        if rows and (match := SO_DID.match(reader.low, start, end)):
            found = _so_did(reader, rows[-1][3], match, start, end)
            rows += [(start, end, paragraph, row) for row in found]
            continue
        cues = list(find_cues(reader.text, reader.low, words, start, end, reader.present(start, end)))
        speech = _speech_in(reader, start, end)
        if not cues and speech is None:
            continue
        found = read_sentence(reader, start, end, cues) if cues else []
        speakers = reader.speakers(speech) if speech else ()
        if previous and previous[2] == "deny" and previous[1] == speakers and speech is not None and speech.direct:
            found = [row for row in found if set(row.actors) & set(speakers)]
        if (
            not found
            and speech is not None
            and previous
            and previous[1] == speakers
            and speakers
            and (speech.direct or previous[2] == "deny")
        ):
            cue = Cue(
                max(start, speech.start), max(start, speech.start) + 1, Rule(previous[2], "speech", "", "goes on")
            )
            found = [Found(speakers, previous[2], cue, -1, "speech goes on", speech.direct)]
        if (
            not found
            and speech is not None
            and (row := _witness(reader, speech, start, end) or _according(reader, speech, start, end))
        ):
            found = [row]
        rows += [(a, b, paragraph, row) for (a, b), row in zip(_clauses(reader, start, end, found), found, strict=True)]
        for row in found:
            if row.type in INHERITED:
                previous = (paragraph, row.actors, row.type)
            if row.type in {"petition", "legislate", "litigate"}:
                reader.signatories = row.actors
            reader.last += [(actor, reader.types.get(actor, "group")) for actor in row.actors]
        reader.last += [(actor, reader.types.get(actor, "group")) for actor in speakers]
    return _finished(reader, rows)


def _stretches(text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Each sentence; one that is longer than any sentence can be, in pieces, so that time stays linear."""
    for start, end in pairwise([*starts, len(text)]):
        while end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            piece = space if space > 0 else start + LONGEST
            yield start, piece
            start = piece
        yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _speech_in(reader: Reader, start: int, end: int) -> Speech | None:
    """The widest content of the sentence."""
    index = bisect_right(reader.speech_starts, end)
    if reader.speech_reach[index] <= start:
        return None
    inside = [s for s in reader.speeches[max(0, index - 8) : index] if s.end > start and s.start < end]
    return max(inside, key=lambda s: (s.direct, min(s.end, end) - max(s.start, start)), default=None)


def _so_did(reader: Reader, earlier: Found, match: re.Match, start: int, end: int) -> list[Found]:
    """ "So did Togo": the same as the sentence before."""
    mentions = [m for m in reader.mentions(match.end(), end) if m.type not in {"anaphor", "message"}]
    actors = tuple(dict.fromkeys(actor for m in mentions for actor in reader.resolve(m, start)))
    return (
        [Found(actors, earlier.type, Cue(start, match.end(), earlier.cue.rule), -1, "so did", False)] if actors else []
    )


def _first_hand(reader: Reader) -> set[str]:
    """The outlets that the document says broke the news."""
    found: set[str] = set()
    for match in filter(None, (FIRST_HAND.match(reader.low, place) for place in _places(reader.low, OPENINGS))):
        end = reader.low.find(".", match.end())
        start = max(reader.low.rfind(".", 0, match.start()), match.start() - 150)
        found |= {
            m.actor
            for m in reader.names_before(match.end() + 150 if end < 0 else end, max(0, start))
            if m.type == "media"
        }
    return found


def _places(text: str, words: Iterable[str]) -> Iterator[int]:
    """Where one of the words stands."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + 1)


def _according(reader: Reader, speech: Speech, start: int, end: int) -> Found | None:
    """ "According to" the outlet that broke the news is its report."""
    if speech.direct or not CITING.match(reader.low, max(0, speech.cue_start)) or speech.cue_start < start:
        return None
    actors = tuple(a for a in reader.speakers(speech) if reader.types.get(a) == "media")
    actors = tuple(a for a in actors if a in reader.first_hand)
    if not actors:
        return None
    return Found(
        actors,
        "report",
        Cue(speech.cue_start, speech.cue_start + 1, Rule("report", "speech", "", "according to")),
        -1,
        "speech: according to",
        False,
    )


def _witness(reader: Reader, speech: Speech, start: int, end: int) -> Found | None:
    """An organisation that states as fact that somebody came to harm."""
    actors = tuple(a for a in reader.speakers(speech) if reader.types.get(a) in {"ngo", "igo"})
    match = reader.words.harms.search(reader.low, max(start, speech.start), min(end, speech.end))
    if not actors or not match or speech.cue_start < start or CITING.match(reader.low, max(0, speech.cue_start)):
        return None
    cue = Cue(match.start(), match.end(), Rule("corroborate", "speech", "", "states harm"))
    return Found(actors, "corroborate", cue, -1, "speech: states harm", speech.direct)


def _clauses(reader: Reader, start: int, end: int, found: list[Found]) -> list[tuple[int, int]]:
    """The stretch of each row: the sentence, cut where the clause of the next row begins."""
    if not found:
        return []
    begins = [start]
    for previous, row in pairwise(found):
        if row.cue.start <= previous.cue.end:
            begins.append(begins[-1])
        elif row.start >= previous.cue.end:
            begins.append(row.start)
        else:
            cut = next(iter(reversed(list(CUT.finditer(reader.low, previous.cue.end, row.cue.start)))), None)
            begins.append(cut.end() if cut else row.cue.start if row.cue.rule.kind != "speech" else begins[-1])
    out = []
    for index, begin in enumerate(begins):
        finish = next((other for other in begins[index + 1 :] if other > begin), end)
        if finish != end:
            match = TRAILING.search(reader.low, begin, finish)
            finish = match.start() if match and match.start() > begin else finish
        out.append((begin, max(finish, begin + 1)))
    return out


def _finished(reader: Reader, rows: list[tuple[int, int, int, Found]]) -> list[tuple[Span, Reaction]]:
    doc = reader.doc
    published = getattr(doc._, "published", "") or ""
    dated: list[list] = []
    for start, end, paragraph, row in rows:
        date, basis = _date(reader, start, end, row)
        for actor in row.actors:
            dated.append([start, end, paragraph, row, actor, date, basis])
    near = {}
    for *_, actor, date, basis in dated:
        if basis in {"stated", "relative"} and _is_news(date, published):
            near.setdefault(actor, set()).add(date)
    governing: dict[tuple[int, str], str] = {}
    out = []
    for start, end, paragraph, row, actor, date, basis in dated:
        if date:
            governing[(paragraph, actor)] = date
        elif (paragraph, actor) in governing:
            date, basis = governing[(paragraph, actor)], "governing sentence"
        elif len(near.get(actor, ())) == 1:
            date, basis = next(iter(near[actor])), "governing sentence"
        elif reader.self_actor and (actor == reader.self_actor or (row.quote and reader.types.get(actor) == "person")):
            date, basis = published, "document" if published else ""
        span = span_at(doc, start, end)
        if span is None:
            continue
        reaction = Reaction(
            actor,
            row.type,
            date,
            row.quote,
            basis,
            _target(reader, row, start, end),
            row.cue.start,
            row.cue.end,
            row.rule,
        )
        out.append((span, reaction))
    return sorted(out, key=lambda pair: (pair[0].start, pair[0].end, pair[1].actor, pair[1].type))


def _date(reader: Reader, start: int, end: int, row: Found) -> tuple[str, str]:
    """The date in the row's own clause, else one that opens the sentence."""
    best = None
    for index in range(bisect_right(reader.date_starts, start - 200), len(reader.dates)):
        a, b, date = reader.dates[index]
        if a >= end:
            break
        if (
            not date.edtf
            or b <= start
            or date.relation in {"since", "before", "after", "until", "by"}
            or reader.quoted(a)
        ):
            continue
        if len(date.edtf) == 4 and not re.search(
            r"\b(?:in|during|since|by|early|late|mid|of)\s+$", reader.low[max(0, a - 8) : a]
        ):
            continue  # "the 2016 candidate"
        if EVENT_OF.search(reader.low, max(0, a - 30), a):
            continue  # "the arrests in the night of 3 May"
        speech = reader.speech_at(a)
        if speech and speech.direct and not speech.start <= row.cue.start < speech.end:
            continue
        if row.rule.startswith("speech") and row.cue.rule.kind == "speech" and speech and speech.start < a - 4:
            continue
        between = reader.low[min(b, row.cue.end) : max(a, row.cue.start)]
        if a > row.cue.end and re.search(r"\b(?:that|which|who|after|since)\b", between):
            continue
        rank = abs(a - row.cue.start)
        if best is None or rank < best[0]:
            best = (rank, date)
    return (best[1].edtf, best[1].basis) if best else ("", "")


def _is_news(date: str, published: str) -> bool:
    """Whether the date lies in the week before publication."""
    from datetime import date as day

    try:
        last = day.fromisoformat(date.split("/")[-1])
        return 0 <= (day.fromisoformat(published) - last).days <= 7
    except ValueError:
        return False


ADDRESSED = {"condemn", "demand", "sanction", "admit", "threaten", "petition", "litigate"}
PASSIVE = re.compile(r"(?:\s+[\w’'-]+){0,3}?\s+by\b")
# "in Nairobi", "at the request of Chad", "before the court": where or with whom, not whom it is addressed to
ASIDE = re.compile(
    r"\b(?:in|at|near|outside|with|from|before|after|like|alongside|via)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}$"
)
BREAK = re.compile(r"[;“”\"]|\b(?:while|although|because|who|which|but)\b")


def _target(reader: Reader, row: Found, start: int, end: int) -> str:
    """Whom the cue is addressed to: its object, who follows "on", "against" or "by", or the subject of a passive."""
    if row.type not in ADDRESSED:
        return ""
    low, begin = reader.low, row.cue.start
    verb = begin + len(low[begin : row.cue.end].split()[0])
    if row.cue.rule.kind == "speech" or reader.quoted(begin):
        return ""
    passive = PASSIVE.match(low, verb, end)
    place, stop = (start, begin) if passive else (verb, min(end, row.cue.end + 100))
    for mention in reader.mentions(place, stop):
        if mention.type in {"anaphor", "message"}:
            continue
        before = low[place : mention.start]
        if not passive and (ASIDE.search(before) or BREAK.search(before)):
            if BREAK.search(before):
                break
            continue
        actor = next(iter(reader.resolve(mention, start)), "")
        if actor and actor not in row.actors:
            return actor
    return ""
