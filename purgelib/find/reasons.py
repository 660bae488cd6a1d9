"""Why a number counts no people: it is a date, an age, a sum of money."""

import re

from purgelib.find.heads import PEOPLE, Head
from purgelib.find.number_words import Words
from purgelib.find.quantities import REACH, Phrase, find_label

AUXILIARIES = re.compile(
    r"\s*(?:\w+ly\s+)?(?:were|was|are|is|have|has|had|died|fled|remain|remained|of)\b", re.IGNORECASE
)
NO_NUMBERS = {  # kinds of phrases that count nobody whatever stands around them, with the reason
    **{kind: kind for kind in ("a date", "a phone number", "part of a name or code", "a clock time")},
    "none": "an indefinite pronoun",
}
_IMPERSONAL = re.compile(
    r"\s*(?:can|could|may|might|must|should|would|does|do|needs?|another|by\s+one|thing|day|point|time|way|reason"
    r"|hand|side|such|more|else|word|another's|or\s+(?:another|other)|is\s+(?:not|never)|['’]s)\b"
    r"|['’]s\b|-(?:time|sided|way|off|man|woman|party|sixth|by-one|on-one)\b",
    re.IGNORECASE,
)
_DEFINITE_ONE = re.compile(
    r"\b(?:no|the|this|that|which|each|every|any|another|other|only|an?|some|number|said|first|last|next|new|by|one)\s+$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"[-\s]+(?:years?|months?|weeks?|days?)[-\s]+(?:old|of[-\s]age)\b|[-‑]?year[-‑]?old|\s*y/o\b", re.IGNORECASE
)
_AGE_BETWEEN = re.compile(
    r"\b(?:ages?|aged)\s+(?:of\s+)?(?:between\s+|from\s+|only\s+|just\s+|under\s+|over\s+)?"
    r"(?:\d{1,2}(?:,\s|\s(?:and|to|or)\s|,\sand\s)){0,3}$",
    re.IGNORECASE,
)
_AGE_NAME = re.compile(r"(?P<name>[^\W\d_][\w’'-]+)(?:,\s?|\s\()(?:\d{1,2}(?:,|\sand|,\sand)\s)?$")
_AGE_CLOSE = re.compile(r"(?:(?:,|\sand|,\sand)\s\d{1,2})?\s?[,.;)]")
_CLOCK_AFTER = re.compile(
    r"\s?(?:[ap]m|[ap]\.m\.|o['’]clock|hrs|hours\s+(?:GMT|local|UTC)|GMT|UTC|BST|CET|EST)(?!\w)", re.I
)
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)(?!\w)", re.IGNORECASE)
_SHARE_AFTER = re.compile(
    r"\s+(?:in|out\s+of)\s+(?:every\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|100|10|[2-9])\b(?!\s*[,\d])"
    r"(?!\s+(?:\w+\s+)?(?:years|months|weeks|days|hours|cities|towns|countries|villages|places|regions))",
    re.IGNORECASE,
)
_PERCENT_AFTER = re.compile(r"\s?%|[\s-]per\s?cent\b|[\s-](?:pct|percentage)\b", re.IGNORECASE)
_LINE_START = re.compile(r"(?:^|\n)[ \u00a0\t]*\Z")
_LIST_NUMBER = re.compile(r"[.)]\s")
_VOTES_NEAR = re.compile(r"\b(?:vot(?:e|es|ed|ing)|abst(?:ain|ained|entions?)|in\s+favou?r)\b", re.IGNORECASE)
_VOTES_LINK = re.compile(r"\s*(?:-|–|to|in\s+favou?r|against|abst\w+|votes?)\b|\s*[-–]\d", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|from|until|till|after|before|during|year|early|late|mid|around|to|through|and|between|for|the"
    r"|spring|summer|autumn|fall|winter)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"(?<![.!?:;“\"‘])(?<!\n)[ \u00a0-](?P<word>[A-Z][\w’'.]*)[ \u00a0-]$")
_TITLE_NEXT = re.compile(r"\s+(?:\w+ed|dead|held|shot|hurt|missing|still|more|others?|feared|face)\b", re.IGNORECASE)
_OF = re.compile(r"\s+of\b")
_WORD_AFTER = re.compile(r"[\s-]+\w+")
_VOTES_RUN = re.compile(r"\d[-–]$|\bto\s$")
_DASH_AFTER = re.compile(r"[-–]\d")
_DASH_BEFORE = re.compile(r"\d[-–]$")
_DEGREES = re.compile(r"\s?°")
_LETTER = re.compile(r"[^\W\d]")
_HYPHENED = re.compile(r"[^\W\d_][-‑–]$")
_DECADE_OF_LIFE = re.compile(r"\b(?:his|her|their|my)\s+(?:early\s+|late\s+|mid-?\s*)?$", re.IGNORECASE)
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_OPENS_CLAUSE = re.compile(r"(?:^|[.!?;:\n”\"(]|\bbut|\bthat|,)\s*$", re.IGNORECASE)
_TENS = re.compile(r"\d{1,3}0s\b|['’]s\b|s\b")


def find_reason(text: str, phrase: Phrase, head: Head, words: Words) -> str:
    """Why the phrase cannot count people; empty if it may."""
    core_start, core_end, kind = phrase.core_start, phrase.core_end, phrase.kind
    if kind in NO_NUMBERS:
        return NO_NUMBERS[kind]
    core = text[core_start:core_end]
    before = text[max(0, phrase.start - REACH) : phrase.start]
    close = text[max(0, core_start - REACH) : core_start]
    after = text[core_end : core_end + REACH]
    ends = close.rstrip()
    people = head.kind in PEOPLE
    if (ends.endswith(words.money_ends) and words.money_before.search(close)) or words.money_after.match(after):
        return "a sum of money"
    if _PERCENT_AFTER.match(after):
        return "a percentage"
    if _AGE_AFTER.match(after) or ("age" in before.lower() and _AGE_BETWEEN.search(before)):
        return "an age"
    if kind in {"digits", "words"} and (label := find_label(text, core_start, words)) is not None:
        word = label["word"].casefold()
        if not people or word == "no" or _OF.match(after):
            return words.label_reasons[word]
    if kind in {"digits", "lettered", "a share or measure"}:
        reason = _reason_of_digits(core, close, after, people, phrase, words)
        if reason:
            return reason
    if core.casefold() == "one":
        reason = _reason_of_one(text, phrase, head, close, after)
        if reason:
            return reason
    if _SHARE_AFTER.match(after) and kind in {"digits", "words"}:
        return "a share"
    if head.kind == "a share" and not _WORD_AFTER.match(after):
        return "a share"
    if head.kind not in {"person", "family", "event", "unknown", ""}:
        return head.kind
    if people:
        return ""
    if _VOTES_LINK.match(after) and _VOTES_NEAR.search(before + " # " + after[:30]):
        return "a vote count"
    if ends.endswith(("-", "–", "to")) and _VOTES_RUN.search(close) and _VOTES_NEAR.search(before):
        return "a vote count"
    # "51-49" runs down and is no range.
    if _DASH_AFTER.match(after) or (ends.endswith(("-", "–")) and _DASH_BEFORE.search(close)):
        return "a vote count"
    return ""


def _reason_of_digits(core: str, close: str, after: str, people: bool, phrase: Phrase, words: Words) -> str:
    if phrase.kind == "lettered" and not people and core[-1] in "mM" and after[:1] != " ":
        return "a distance"
    if "°" in after[:2] and _DEGREES.match(after):
        return "a weight or measure"
    if _CLOCK_AFTER.match(after):
        return "a clock time"
    if _ORDINAL_AFTER.match(after):
        return "an ordinal"
    if phrase.kind == "a share or measure":
        return phrase.kind
    if close[-1:] == "[" and after[:1] == "]":
        return "a citation mark"
    if close[-1:] in {"#", "@", "/", "_", "&"} or (not people and _HYPHENED.search(close[-3:])):
        return "part of a name or code"
    if _LETTER.match(after):
        if _TENS.match(after):
            return "an age" if _DECADE_OF_LIFE.search(close) else "a date"
        return "part of a name or code"
    if _LIST_NUMBER.match(after) and _LINE_START.search(close):
        return "a list number"
    bare = phrase.start == phrase.core_start
    if bare and len(core) == 4 and _YEAR.fullmatch(core) and (not people or _YEAR_BEFORE.search(close)):
        return "a year"
    if people:
        return ""
    if (
        len(core) <= 2
        and _AGE_CLOSE.match(after)
        and (named := _AGE_NAME.search(close)) is not None
        and _is_named(named["name"], words)
    ):
        return "an age"
    name = _NAME_BEFORE.search(close) if bare else None
    if name is None or name["word"] in words.no_names:
        return ""
    return "" if AUXILIARIES.match(after) or _TITLE_NEXT.match(after) else "part of a name or code"


def _is_named(word: str, words: Words) -> bool:
    """Whether an age may follow: a name or a noun for a person, not "of those arrested, 12, ..."."""
    return word[0].isupper() or words.nouns.get(word.casefold()) == "person"


def _reason_of_one(text: str, phrase: Phrase, head: Head, close: str, after: str) -> str:
    if phrase.start != phrase.core_start:
        return ""
    if _OF.match(after):
        return "" if _counts_one_of(text, phrase, head) else "a partitive that only identifies somebody"
    if _DEFINITE_ONE.search(close) and head.kind != "person":
        return "an indefinite pronoun"
    if _IMPERSONAL.match(after):
        return "an indefinite pronoun"
    return ""


_ONE_OF = re.compile(
    r"\s+of\s+(?:the|these|those|them)\b[^.,;:!?\"“”]{0,60}?"
    r"\b(?:was|were|has|had|have|died|later|(?:is|remains)\s+(?:dead|missing|still|being|in|now))\b",
    re.IGNORECASE,
)


def _counts_one_of(text: str, phrase: Phrase, head: Head) -> bool:
    """Whether "one of the detainees" tells how many: it opens its clause and something befell the one."""
    opens = _OPENS_CLAUSE.search(text[max(0, phrase.start - 12) : phrase.start])
    return bool(opens) and head.kind in {"person", ""} and _ONE_OF.match(text, phrase.core_end) is not None
