"""What the cues of one sentence say: who responds how, before span and date are settled."""

import re
from typing import NamedTuple

from purgelib.find.cues import Cue
from purgelib.find.doers import PLAIN_JOIN, Reader
from purgelib.find.mentions import Mention, Speech


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
APOSTROPHE = re.compile(r"['’]")
OWNER_BEFORE = re.compile(r"^['’]s?\s+(?:(?!to\b)[\w-]+\s+){0,2}$")
PRONOUN_OWNER = re.compile(r"\b(his|her|their|its)\s+(?:[\w-]+\s+){0,2}$")
OPENING = re.compile(r"(?:following|after|despite|amid|in|with|on|under|at|since|unlike|like|before)\b")
SIGNED = re.compile(r"\b(?:signatures|signatories|signed|\d names)\b")
CITING = re.compile(r"\b(?:citing|quoting|according to|referring to)\b")
OWN_WORDS = {"condemn", "concern", "demand", "aid"}  # what a statement's plain sentences may express
VERBS = {"verb", "naming", "undone", "outright"}
# of two cues at one place the first kind goes first
KINDS = {"verb": 0, "naming": 0, "outright": 0, "undone": 1, "imperative": 2, "speech": 2, "noun": 3}
IMPERATIVE = re.compile(r"(?:[“\"‘']|[.!?…–—:]\s*[“\"‘']?\s)$")


def read_sentence(reader: Reader, start: int, end: int, cues: list[Cue]) -> list[Found]:
    """What the cues of one sentence say, without span and date."""
    likely = [(cue, reader.speech_at(cue.start)) for cue in cues if not reader.in_name(cue.start)]  # "the Safety Board"
    likely = [(cue, speech) for cue, speech in likely if _may_hold(reader, cue, speech, start, end)]
    if not likely:
        return []
    found = reader.mentions(start, end)
    rows: list[Found] = []
    covered = start
    likely.sort(key=lambda pair: (pair[0].start, KINDS[pair[0].rule.kind]))
    for cue, speech in likely:
        kind = cue.rule.kind
        if cue.start < covered and kind in {"noun", "speech"}:
            continue
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
        if kind in VERBS:
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
    if not rows or reader.words.background.search(reader.low, start, end):
        return []
    return _without_doubles(rows)


def _may_hold(reader: Reader, cue: Cue, speech: Speech | None, start: int, end: int) -> bool:
    """Whether the words beside a cue leave it a reaction, before anybody is looked for who reacts."""
    low, words, rule = reader.low, reader.words, cue.rule
    if rule.kind in VERBS:
        if rule.kind == "undone" and not words.denials.search(low, start, end):
            return False
        if (
            rule.form in {"base", "s"}
            and NOUN_AFTER.match(low, _first_word_end(low, cue), end)
            and not low.endswith("to ", 0, cue.start)
        ):
            return False
        objects = words.objects.get(rule.type) if rule.kind == "verb" else None
        return not objects or bool(objects.search(low, max(start, cue.start - 90), min(end, cue.end + 60)))
    if rule.kind == "imperative":
        return speech is not None and speech.direct
    if rule.kind == "speech":
        own = reader.self_actor and rule.type in OWN_WORDS
        return speech is not None or own or bool(words.indirect.search(low, start, cue.start))
    return bool(
        rule.type == "decline"
        or OWNER_AFTER.match(low, cue.end, end)
        or APOSTROPHE.search(low, start, cue.start)
        or (rule.type == "protest" and PROTEST_NOUN.match(low, cue.end, end))
    )


def _first_word_end(low: str, cue: Cue) -> int:
    return cue.start + len(low[cue.start : cue.end].split(None, 1)[0])


def _without_doubles(rows: list[Found]) -> list[Found]:
    """One row an actor and type; a demand in speech outdoes the adjectives beside it."""
    demanding = min([row.cue.start for row in rows if row.type == "demand"], default=None)
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
        actors = tuple([actor for actor in dict.fromkeys(row.actors) if actor and (actor, row.type) not in seen])
        if not actors:
            continue
        seen.update([(actor, row.type) for actor in actors])
        kept.append(row if actors == row.actors else row._replace(actors=actors))
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
    first_word = _first_word_end(low, cue)
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
        and low[cue.start : end].split(None, 2)[1:2] == ["by"]
        and reader.agents(first_word, end, found)
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


def _imperative(reader, cue, speech) -> Found | None:
    """ "Free them", at the beginning of what somebody says: a demand of the speaker."""
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
