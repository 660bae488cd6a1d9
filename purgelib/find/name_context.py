"""What a word in capitals stands in: before, after, at the start of a sentence; what the finders of names share."""

import re
from typing import NamedTuple

from purgelib.find.beside import Before, word_to
from purgelib.find.capitals import UPPER, Cap, find_capitals
from purgelib.find.name_clues import learned_words
from purgelib.find.name_words import Actor, Words


class Found(NamedTuple):
    """A name before the document as a whole has been heard on who it is."""

    start: int
    end: int
    text: str
    actor: str
    type: str
    country: str
    rule: str


BRACKETED = re.compile(rf"\s?\(\s*(?:the\s+)?[\"“'‘]?([{UPPER}][\w.&+-]{{1,11}})[\"”'’]?\s*[),;]")
STOPS = frozenset((". ", "? ", "! "))
STARTS = re.compile(r"(?:^|[.!?:;…•*·|—–]|\n)[\s\"“”'‘’(\[«]*\Z")
ROLE_LINKS = ("of", "for", "at", "from", "with", "by")
OF_ROLE = Before(
    r"(?:director|head|chair|chairman|chairwoman|founder|member|members|coordinator|co-ordinator|president|secretary|leader|"
    r"spokesman|spokeswoman|spokesperson|lawyer|lawyers|activist|activists|researcher|volunteer|volunteers|adviser|report|statement|"
    rf"representatives?|officials?|employees?|staff|experts?|analyst) (?:{'|'.join(ROLE_LINKS)}) (?:the )?",
    *(*ROLE_LINKS, "the"),
)
BODIES = (
    *("charity", "charities", "organisation", "organization", "organisations", "organizations", "group", "groups"),
    *("NGO", "NGOs", "network", "association", "foundation", "movement", "coalition", "body", "union", "club"),
    *("watchdog", "agency", "think tank", "company", "firm", "militia"),
)
ORG_BEFORE = Before(rf"(?:{'|'.join(BODIES)})(?: called| named)? ?[(“\"]?", *BODIES, "called", "named")
PARTIES = ("party", "parties")
PARTY_BEFORE = Before(  # not "after the party"
    r"\b(?:(?:of|by|with|joined|founded|led) the|The|opposition|ruling|governing|green"
    rf"|[\w-]+(?:left|right|wing|ist|ive|al|ic|an)) (?:{'|'.join(PARTIES)})(?: called| named)? [(“\"]?",
    *(*PARTIES, "called", "named"),
)
MEDIA = (
    *("newspaper", "newspapers", "daily", "weekly", "website", "broadcaster", "news agency", "agency", "magazine"),
    *("outlet", "outlets", "channel", "station", "news site", "portal", "tabloid"),
)
MEDIA_BEFORE = Before(rf"(?:{'|'.join(MEDIA)})(?: called| named)? [(“\"]?", *MEDIA, "called", "named")
MEDIA_AFTER = re.compile(
    r"[”\"]? (?:news agency|newspaper|news site|news website|magazine|newswire|radio|television|"
    r"TV station|daily|broadcaster)\b"
)
ORG_AFTER = re.compile(
    r", (?:an?|the) (?:[\w-]+ ){0,4}(?:group|charity|organi[sz]ation|NGO|network|watchdog|foundation|"
    r"non-profit|nonprofit|body|coalition)\b"
)
LISTED = (
    *("groups", "organisations", "organizations", "NGOs", "charities", "bodies", "unions", "networks", "collectives"),
    "associations",
)
LIST_LINKS = (" such as", ",? including", ",? among them", ",? like")
LIST_BEFORE = Before(
    rf"\b(?:{'|'.join(LISTED)})(?:{'|'.join(LIST_LINKS)}|:| \() (?:the )?",
    *(*LISTED, *LIST_LINKS, "the"),
    flags=re.IGNORECASE,
)
SOURCES = ("according to", "told", "tells", "accused by", "cited by", "quoted by")
ACCORDING = Before(rf"\b(?:{'|'.join(SOURCES)}) (?:the )?", *SOURCES, "the", flags=re.IGNORECASE)
GROUP_AFTER = re.compile(
    r"[”\"]? (?:collective|charity|coalition|rights group|aid group|think tank|foundation|network|initiative|hotline|"
    r"helpline|trade union|pressure group|advocacy group)\b"
)
# Who works there, so that no person and no place can follow.
STAFF_OF = re.compile(
    r"\b(?:director|co-director|founder|co-founder|coordinator|co-ordinator|secretary|chair|chairman|chairwoman|staff|"
    r"employees?|volunteers?|researchers?|members?|representatives?|analyst|lawyers?|campaigner|leader|spokes\w+|speaks|"
    r"spoke|works|worked|working|deputies|workers|activists?) (?:of|at|with|for) (?:the )?\Z",
    re.IGNORECASE,
)
NOT_WHO = re.compile(r", which (?!lies|lie)")
TOLD = re.compile(r"\b(?:told|tells|interview with|quoted by|reported by|statement to|letter to) (?:the )?\Z")

LOCATING_LINKS = frozenset(("the", "of", "to", "from", "for"))
LEADING = frozenset(' (“"')
ENDING = frozenset(".!?;)\n")


class Context:
    """One document being read for names, and where each of its capitalised words stands."""

    def __init__(self, text: str, regions: list[tuple[int, int, str]], words: Words):
        self.text = text
        self.plain = text.replace("’", "'")
        self.regions = regions
        self.everyday = words.everyday.__getitem__
        self.caps = find_capitals(text, regions, gaps=words.gaps, breaks=words.breaks, demonyms=words.demonyms)
        # the word at a position, None at the few behind the last that are asked for
        self.at = [*self.caps, None, None, None].__getitem__
        self.words = learned_words(text, self.caps, words, self.everyday)
        self.found: list[Found] = []
        self.loose: list[int] = []  # positions in caps of words that are nothing by themselves
        self.brackets: dict[str, tuple[str, str, str]] = {}  # acronym -> actor, type, country
        self.singulars: dict[str, bool] = {}  # whether the document has it
        self.placed: set[str] = set()  # names of several words that locate somewhere in the document
        self.placed_end = -1  # where the last of them ended
        self.owner = ""  # the state just named, where the next word belongs to it: "China's Foreign Ministry"

    def before(self, at: int, width: int = 40) -> str:
        return self.text[at - width if at > width else 0 : at]

    def initial(self, cap: Cap) -> bool:
        """Whether the word begins a sentence."""
        if cap.gap is not None:
            return False
        before = self.before(cap.start, 8)
        last = before[-2:]
        if last in STOPS:
            return True
        return not (last[1:] == " " and last[0].isalnum()) and STARTS.search(before) is not None

    def located(self, at: int) -> bool:
        """Whether the words straight before say that a place follows: "fled back to ", "residents of the "."""
        text, words, end = self.text, self.words, at - 1
        if text[end:at] != " ":
            return False
        word = word_to(text, end)
        if words.locating.end_at(text, end, word):
            return True
        word, end = word.lower(), end - len(word) - 1
        if word not in LOCATING_LINKS or text[end : end + 1] != " ":
            return False
        before = word_to(text, end)
        if word == "the":
            return words.locating.end_at(text, end, before)
        if word == "of":
            return words.sites.end_at(text, end, before)
        if words.moves.end_at(text, end, before):
            return True
        end -= len(before) + 1
        return before != "" and text[end : end + 1] == " " and words.moves.end_at(text, end, word_to(text, end))

    def led(self, at: int) -> bool:
        """Whether a word of the same sentence stands straight before: without one, none can tell what follows."""
        return self.text[at - 1 : at] in LEADING and self.text[at - 2 : at - 1] not in ENDING

    def in_role(self, at: int) -> bool:
        """Whether the words straight before say what a person is: "the editor ", "the editor, "."""
        text, end = self.text, at - 1
        if text[end:at] != " ":
            return False
        if text[end - 1 : end] == ",":
            end -= 1
        return self.words.roles.end_at(text, end, word_to(text, end))

    def acting(self, end: int) -> bool:
        return self.words.acts.match(self.text, end) is not None

    def speaking(self, end: int) -> bool:
        return self.words.speaks.match(self.text, end) is not None

    def after(self, end: int, position: int) -> int:
        """The position of the first capitalised word that begins at or behind this character."""
        while position < len(self.caps) and self.caps[position].start < end:
            position += 1
        return position

    def take(self, start: int, end: int, actor: str, type: str, country: str, rule: str) -> None:
        self.found.append(Found(start, end, self.text[start:end], actor, type, country, rule))

    def _alone(self, word: str) -> Actor | None:
        for alias, actor in self.words.known.get(word, ()):
            if alias == word:
                return actor
        return None

    def _bracketed(self, end: int, actor: str, kind: str, country: str) -> None:
        """`Bar Union (BU)`: the bracket names the same actor; a word that follows stands for it from now on."""
        if bracket := BRACKETED.match(self.text, end):
            self.brackets[bracket.group(1)] = (actor, kind, country)


def initials(tokens: list[str]) -> str:
    return "".join(token[0] for token in tokens if token[0].isupper()).upper()
