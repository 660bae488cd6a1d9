"""Passages that tell how an actor responded to the affair.

A cue is looked for first; only its sentence is read further: who is the subject of the cue, its agent after "by",
its owner, or the one who speaks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.acting import PLAIN_JOIN, Mention, Reader, Speech
from purgelib.find.cues import Cue, Rule, Words, find_cues, read_words

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


class Found(NamedTuple):
    """A reaction before its span and date are settled."""

    actors: tuple[str, ...]
    type: str
    cue: Cue
    start: int  # where its clause begins, -1 where it is not known
    rule: str
    quote: bool


NOUN_AFTER = re.compile(r"\s+(?:was|were|is|are|has|have|had|of|by|from|among)\b")
SUBJUNCTIVE = re.compile(r"\b(?:demand|urg|insist|request|recommend|ask|call)\w*\b[^;.]*\bthat\b")
COORDINATE_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+\s+)?\w+(?:ed|en)\b[^,;]*\band\s+$")
NONE_OF = re.compile(r"\b(?:neither|no|none of|nobody from|no one (?:from|in|at))\s+(?:the\s+)?$")
TO_REACTION = re.compile(
    r"\w+\s+(?:the\s+|these\s+|those\s+|its\s+|their\s+|such\s+|international\s+)*(?:sanctions|criticism|condemnation|resolution|resolutions)\b"
)
CROWD = re.compile(  # "several hundred people gathered"
    r"\b(?:people|residents|women|men|citizens|hundreds|thousands|dozens|tens of thousands|locals|youths|inhabitants"
    r"|crowds|families|mourners)\s+(?:\w+\s+)?$"
)
PROTEST_NOUN = re.compile(  # "a protest was held", "protests against the arrests"
    r"\s+(?:\w+\s+){0,2}(?:was|were|took|attended|held|erupted|broke|organised|organized|staged|outside|against|over"
    r"|in front|began|spread|continued|followed|and fundraising)\b"
)
OWNER_AFTER = re.compile(r"(?:\s+[\w’'-]+){0,3}?\s+(?:from|by|among|on the part of)\s+(?:the\s+|both\s+)?")
OWNER_OF = re.compile(r"(?:\s+[\w’'-]+){0,1}?\s+(?:from|by|of|on the part of)\s+(?:the\s+|both\s+)?")
OWNER_BEFORE = re.compile(r"^['’]s?\s+(?:(?!to\b)[\w-]+\s+){0,2}$")
PRONOUN_OWNER = re.compile(r"\b(his|her|their|its)\s+(?:[\w-]+\s+){0,2}$")
OPENING = re.compile(r"(?:following|after|despite|amid|in|with|on|under|at|since|unlike|like|before)\b")
SIGNED = re.compile(r"\b(?:signatures|signatories|signed|\d names)\b")
AGENTLESS = re.compile(r"\b(?:is|are|was|were|be|been|being)\b")
CITING = re.compile(r"\b(?:citing|quoting|according to|referring to)\b")
FIRST_HAND = re.compile(  # "broke the news", "first reported"
    r"\b(?:br(?:oke|eaks?|oken) (?:\w+ ){0,3}(?:news|story|stories)"
    r"|(?:first|initially|exclusively) (?:reported|published|broken|revealed|exposed))\b"
)
OWN_WORDS = {"condemn", "concern", "demand", "aid"}  # what a statement's plain sentences may express
# of two cues at one place the first kind goes first
KINDS = {"verb": 0, "naming": 0, "outright": 0, "undone": 1, "imperative": 2, "speech": 2, "noun": 3}
INHERITED = {"deny", "corroborate"}


def _sentence(reader: Reader, start: int, end: int, cues: list[Cue]) -> list[Found]:
    """What the cues of one sentence say, without span and date."""
    if reader.words.background.search(reader.low, start, end):
        return []
    found = reader.mentions(start, end)
    rows: list[Found] = []
    covered = start
    cues.sort(
        key=lambda cue: (
            cue.start,
            KINDS[cue.rule.kind],
        )
    )
    for cue in cues:
        kind = cue.rule.kind
        if reader.in_name(cue.start, cue.end):
            continue  # "the Safety Board", "in March"
        if cue.start < covered and kind in {"noun", "speech"}:
            continue
        speech = reader.speech_at(cue.start)
        limit = max(start, speech.start) if speech else start
        if speech is not None and not speech.direct and reader.low.startswith("to ", speech.start):
            limit = start  # "agreed to send investigators"
        if (
            speech is not None
            and speech.direct
            and limit == speech.start
            and not any(limit <= m.start < cue.start for m in found)
        ):
            limit = start
        if kind in {"verb", "naming", "undone", "outright"}:
            row = _verb(reader, cue, limit, start, end, found, rows, speech)
        elif kind == "imperative":
            row = _imperative(reader, cue, speech)
        elif kind == "noun":
            row = _noun(reader, cue, start, end, found, rows)
        else:
            row = _said(reader, cue, speech, rows, start, found)
        judged = row is not None and row.type == "deny" and cue.rule.phrase.startswith("call|describe")
        if judged and any(
            c.start > cue.end and c.rule.kind == "speech" and c.rule.type in {"condemn", "concern"} for c in cues
        ):
            continue  # "called the reports truly horrifying"
        if row is None or not row.actors:
            if row is not None and row.rule == "bystander":
                covered = max(covered, cue.end)
            continue
        rows.append(row)
        covered = max(covered, cue.end)
    return _without_doubles(rows)


def _without_doubles(rows: list[Found]) -> list[Found]:
    """One row an actor and type; a demand in speech outdoes the adjectives beside it."""
    demanding = min((row.cue.start for row in rows if row.type == "demand"), default=None)
    judged = {actor for row in rows if row.type == "condemn" for actor in row.actors}
    seen: set[tuple[str, str]] = set()
    kept = []
    for row in rows:
        if (
            row.rule.startswith("speech")
            and row.type in {"condemn", "concern"}
            and demanding is not None
            and demanding < row.cue.start
        ):
            continue
        if row.rule.startswith("speech") and row.type == "deny" and judged.intersection(row.actors):
            continue  # "to say that they do not exist is monstrous"
        actors = tuple(actor for actor in dict.fromkeys(row.actors) if actor and (actor, row.type) not in seen)
        if not actors:
            continue
        seen.update((actor, row.type) for actor in actors)
        kept.append(row._replace(actors=actors))
    return kept


def _actors(reader, mentions, limit, speech, rows, found) -> tuple[str, ...]:
    """Whom the mentions stand for; a message stands for whoever sent it."""
    actors: list[str] = []
    for mention in mentions:
        if mention.type == "message":
            earlier = next((row.actors for row in reversed(rows) if row.actors), ())
            if not earlier and (senders := reader.main_subject(limit, mention.start, found)[0]):
                earlier = _actors(reader, [m for m in senders if m.type != "message"], limit, speech, rows, found)
            actors += (
                earlier
                or reader.signatories
                or (("activists",) if "petition" in reader.low[mention.start : mention.end] else ())
            )
        else:
            actors += reader.resolve(mention, reader.sentence_start(mention.start), speech=speech)
    return tuple(dict.fromkeys(actors))


def _verb(reader, cue, limit, start, end, found, rows, speech) -> Found | None:
    words, low, rule = reader.words, reader.low, cue.rule
    plain = rule.form in {"base", "s"} and not low.endswith("to ", 0, cue.start)
    first_word = cue.start + len(low[cue.start : cue.end].split()[0])
    if plain and NOUN_AFTER.match(low, first_word, end):
        return None
    objects = words.objects.get(rule.type) if rule.kind == "verb" else None
    if objects and not objects.search(low, max(start, cue.start - 90), min(end, cue.end + 60)):
        return None
    mentions, flags, at = reader.subject(cue.start, limit, found, 0, rule.form)
    if rule.form == "base" and mentions and SUBJUNCTIVE.search(low, start, cue.start):
        return None
    if rule.form == "base" and "main" in flags and any(row.type == "demand" for row in rows):
        return None
    if mentions and NONE_OF.search(low, max(start, mentions[0].start - 25), mentions[0].start):
        flags ^= {"not"}
    if rule.phrase == "sign were|was|included|are":
        mentions, flags = _after(found, cue.end, low), set()
    if mentions and mentions[0].type == "message" and any(row.type == "decline" for row in rows):
        return None  # "blocked a statement condemning"
    is_be = rule.phrase.startswith("be ")
    passive = (
        rule.form == "ed" and not is_be and ("be" in flags or bool(COORDINATE_PASSIVE.search(low, limit, cue.start)))
    )
    participle = (
        rule.form == "ed"
        and not passive
        and reader.agents(first_word, end, found)
        and low[cue.start : end].split()[1:2] == ["by"]
    )
    type_ = rule.type
    needs = type_ in words.objects and rule.kind == "verb"
    if passive or participle:
        agents = reader.agents(first_word, min(end, cue.end + 90), found, also_in=type_ == "report")
        if needs and not words.objects[type_].search(low, max(start, cue.start - 90), cue.start):
            return None
        if not agents:
            return None
        mentions, at = agents, -1
    elif flags & {"noun", "foreign"} or (
        needs and not words.objects[type_].search(low, cue.start + 1, min(end, cue.end + 60))
    ):
        return None
    if type_ in {"deny", "condemn"} and TO_REACTION.match(low, cue.start, end):
        return None
    if rule.phrase == "condemn" and re.match(r"\w+\s+to\b", low[cue.start : end]):
        return None
    if rule.phrase == "sanction" and (passive or participle):
        return None  # "sanctioned by the authorities": allowed
    if (
        rule.form == "ing"
        and mentions
        and mentions[0].type != "message"
        and re.search(
            r"\b(?:with|to|in|on|at|against|before|from|for|of)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}$",
            low[max(limit, mentions[0].start - 30) : mentions[0].start],
        )
        and "be" not in flags
    ):
        mentions = []
    if rule.form == "ing" and not mentions:
        if rule.kind == "undone":
            return None
        told = rows and rows[-1].type in {"petition", "condemn", "demand", "legislate", "concern", "litigate"}
        if rows and (told or "none" not in flags) and rows[-1].type != "decline":
            mentions_actors = rows[-1].actors
            return Found(mentions_actors, type_, cue, -1, f"participle: {rule.phrase}", reader.quoted(cue.start))
        return None
    if "modal" in flags:
        if type_ == "corroborate" and "not" in flags:
            pass
        else:
            return None
    if "not" in flags:
        type_ = rule.type if rule.kind == "undone" else words.negated.get(type_, "")
        if not type_:
            return None
    elif rule.kind == "undone":
        return None
    if "main" in flags and rows and rows[0].actors and not any(m.start > rows[-1].cue.end for m in mentions):
        actors = rows[-1].actors
    else:
        actors = _actors(reader, mentions, limit, speech, rows, found)
    if rule.phrase.startswith("fear for") and any(reader.types.get(actor) == "person" for actor in actors):
        return None
    if type_ == "repress":
        actors = tuple(a for a in actors if not reader.words.harmless.search(a))
    if type_ == "decline" and mentions and mentions[0].actor == "i":
        return None
    if (
        not actors
        and type_ == "protest"
        and rule.kind == "verb"
        and not passive
        and CROWD.search(low, max(limit, cue.start - 60), cue.start)
    ):
        actors = ("protesters",)  # "several hundred people gathered"
    if not actors and any(mention.type == "unresolved" for mention in mentions):
        return Found((), type_, cue, -1, "bystander", False)
    if (
        type_ == "corroborate"
        and rule.phrase.startswith(("publish", "find "))
        and "media" in map(reader.types.get, actors)
    ):
        type_ = "report"
    if type_ == "report":
        kinds = {reader.types.get(actor, "") for actor in actors}
        if kinds & {"ngo", "igo", "government", "state"} and words.harms.search(low, cue.end, end):
            type_ = "corroborate" if kinds & {"ngo", "igo"} else ""
        elif "media" not in kinds or (rule.phrase == "report" and CITING.search(low, start, end)):
            return None
        if not type_:
            return None
    return Found(actors, type_, cue, at, f"{rule.kind}: {rule.phrase}", reader.quoted(cue.start))


def _noun(reader, cue, start, end, found, rows) -> Found | None:
    low, type_ = reader.low, cue.rule.type
    if any(row.type == "demand" and row.cue.end <= cue.start for row in rows):
        return None  # "called for condemnation from X"
    owners: list[Mention] = []
    before = next((m for m in reversed(found) if m.end <= cue.start), None)
    if before is not None and OWNER_BEFORE.match(low[before.end : cue.start]) and before.type != "anaphor":
        owners = [before]
    elif type_ == "decline" and (match := PRONOUN_OWNER.search(low, start, cue.start)):
        pronoun = Mention(
            match.start(1), match.end(1), {"his": "he", "her": "she", "their": "they", "its": "it"}[match[1]], "anaphor"
        )
        inside = [m for m in found if m.end <= match.start() and m.type == "person"]
        owners = inside[:1] or [pronoun]
    elif match := (OWNER_OF if type_ == "decline" else OWNER_AFTER).match(low, cue.end, end):
        owners = _after(found, match.end(), low, start)
    if not owners and type_ == "protest" and PROTEST_NOUN.match(low, cue.end, end):
        return Found(("protesters",), type_, cue, -1, f"noun: {cue.rule.phrase}", False)
    if not owners or (type_ in {"protest"} and not owners):
        return None
    actors = _actors(reader, owners, start, None, [], found)
    if type_ == "demand" and SIGNED.search(low, start, end):
        type_ = "petition"  # "the appeal by the engineers drew 21,000 names"
    return Found(actors, type_, cue, -1, f"noun: {cue.rule.phrase}", reader.quoted(cue.start))


def _after(found: list[Mention], place: int, low: str, start: int = 0) -> list[Mention]:
    opening = OPENING.match(low, start)
    chain: list[Mention] = []
    for mention in found:
        if mention.start < place or mention.type == "anaphor":
            continue
        gap = low[(chain[-1].end if chain else place) : mention.start]
        if not chain and (len(gap.split()) > 4 or re.search(r"[,;:.“”\"]", gap)):
            break
        if chain and not PLAIN_JOIN.match(gap):
            break
        if chain and "," in gap and opening:
            break  # "Following an appeal by the bishops, Portugal and Malta agreed"
        chain.append(mention)
    return chain


IMPERATIVE = re.compile(r"(?:[“\"‘']|[.!?…–—:]\s*[“\"‘']?\s)$")


def _imperative(reader, cue, speech) -> Found | None:
    """ "Free them", at the beginning of what somebody says: a demand of the speaker."""
    if speech is None or not speech.direct or not reader.text[cue.start].isupper():
        return None
    at_start = cue.start - speech.start < 2 or IMPERATIVE.search(reader.low, max(0, cue.start - 4), cue.start)
    if not at_start or not re.match(r"\s+[\w’'-]+|[.!]", reader.low[cue.end : cue.end + 20]):
        return None
    return Found(reader.speakers(speech), "demand", cue, -1, f"imperative: {cue.rule.phrase}", True)


def _said(reader, cue, speech, rows, start, found) -> Found | None:
    if speech is None:
        match = next(iter(reversed(list(reader.words.indirect.finditer(reader.low, start, cue.start)))), None)
        if match and re.match(r"\s+(?:[\w’'.]+\s+){0,3}that\b|\s*[,:]?\s*[“\"]", reader.low[match.end() : cue.start]):
            mentions, flags, _ = reader.subject(match.start(), start, found)
            actors = _actors(reader, mentions, start, None, rows, found)
            if actors and not flags & {"not", "modal", "noun", "foreign"}:
                return Found(actors, cue.rule.type, cue, -1, f"speech: {cue.rule.phrase}", reader.quoted(cue.start))
        if not reader.self_actor or cue.rule.type not in OWN_WORDS:
            return None
        return Found((reader.self_actor,), cue.rule.type, cue, -1, f"speech: {cue.rule.phrase}", False)
    before = reader.low[max(speech.start, cue.start - 40) : cue.start]
    if cue.rule.type in {"condemn", "concern", "demand"} and re.search(
        r"(?:\bnot|n't|n’t|\bhardly)\s+(?:\w+\s+)?$", before
    ):
        return None
    if not speech.direct and not reader.quoted(cue.start):
        # "The disturbing reports" is the writer's word, "the reports were disturbing" the speaker's
        if cue.rule.type in {"condemn", "concern"} and not re.search(
            r"\b(?:is|are|was|were|be|been|as|an?)\s+(?:\w+\s+){0,2}$", before
        ):
            return None
        if not reader.words.indirect.search(
            reader.low, max(0, speech.cue_start), max(speech.start, speech.cue_start + 20)
        ) and not (cue.rule.type == "deny" and reader.low.startswith("according to", max(0, speech.cue_start))):
            return None
    return Found(reader.speakers(speech), cue.rule.type, cue, -1, f"speech: {cue.rule.phrase}", speech.direct)


SO_DID = re.compile(r"so (?:did|has|have|had|does|do)\s+(?:the\s+)?")
LONGEST = 1500  # letters
EVENT_OF = re.compile(r"\b(?:night|morning|evening|events?|attacks?|killings?|arrests?|raids?)\s+of\s+(?:the\s+)?$")
SKIPPED = {"reference", "byline", "furniture"}
CUT = re.compile(r"(?:[,;:–—]|\band\b|\bbut\b|\bwhile\b)\s+")
TRAILING = re.compile(r"[\s,;:–—-]*(?:\b(?:and|but|while|whereas|although|though|or|as|after|that)\b)?[\s,;:]*$")


def find_reactions(doc: Doc, words: Words) -> list[tuple[Span, Reaction]]:
    """Each actor's reactions, beside the clause or sentence that states them, in the order of the text."""
    reader = Reader(doc, words)
    reader.first_hand = _first_hand(reader)
    skipped = sorted((span.start_char, span.end_char) for span, block in doc._.blocks if block.kind in SKIPPED)
    rows: list[tuple[int, int, int, Found]] = []  # start, end, paragraph, found
    previous: tuple[int, tuple[str, ...], str] | None = None
    paragraph = 0
    place = 0
    for start, end in _stretches(reader.text, reader.sentence_starts):
        start, end = _trimmed(reader.text, start, end)
        if start >= end or any(a <= start < b for a, b in skipped):
            continue
        if "\n" in reader.text[place:start]:
            paragraph, previous, reader.signatories = paragraph + 1, None, ()
        place = end
        if rows and place == end and (match := SO_DID.match(reader.low, start, end)):
            found = _so_did(reader, rows[-1][3], match, start, end)
            rows += [(start, end, paragraph, row) for row in found]
            continue
        cues = list(find_cues(reader.low, words, start, end, reader.present(start, end)))
        speech = _speech_in(reader, start, end)
        if not cues and speech is None:
            continue
        found = _sentence(reader, start, end, cues) if cues else []
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
                max(start, speech.start), max(start, speech.start) + 1, Rule(previous[2], "speech", "", "goes on", None)
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
    found = set()
    for match in FIRST_HAND.finditer(reader.low):
        end = reader.low.find(".", match.end())
        start = max(reader.low.rfind(".", 0, match.start()), match.start() - 150)
        found |= {
            m.actor
            for m in reader.names_before(match.end() + 150 if end < 0 else end, max(0, start))
            if m.type == "media"
        }
    return found


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
        Cue(speech.cue_start, speech.cue_start + 1, Rule("report", "speech", "", "according to", None)),
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
    cue = Cue(match.start(), match.end(), Rule("corroborate", "speech", "", "states harm", None))
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
        elif reader.self_actor and actor == reader.self_actor:
            date, basis = published, "document" if published else ""
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        reaction = Reaction(
            actor,
            row.type,
            date,
            row.quote,
            basis,
            _target(reader, row, end, actor),
            row.cue.start,
            row.cue.end,
            row.rule,
        )
        out.append((span, reaction))
    return sorted(out, key=lambda pair: (pair[0].start, pair[0].end, pair[1].actor, pair[1].type))


def _date(reader: Reader, start: int, end: int, row: Found) -> tuple[str, str]:
    """The date in the row's own clause, else one that opens the sentence."""
    best = None
    for a, b, date in reader.dates[bisect_right(reader.date_starts, start - 200) :]:
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


def _target(reader: Reader, row: Found, end: int, actor: str) -> str:
    if row.type not in {"condemn", "demand", "sanction", "admit", "threaten", "petition", "litigate"}:
        return ""
    for mention in reader.names_before(min(end, row.cue.end + 80), row.cue.end):
        if mention.actor != actor:
            return mention.actor
    return ""
