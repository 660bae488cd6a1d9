"""Who acts at a place of a document: the subject of a verb, its agent, the first noun phrase of its clause.

There is neither tagger nor parser: a subject is looked for to the left of its verb, past adverbs, dates and
parentheses; where the words directly before the verb do not tell, the first noun phrase of the clause does.
"""

import re
from bisect import bisect_right

from purgelib.find.antecedents import Antecedents
from purgelib.find.characters import is_of_word
from purgelib.find.cues import BE
from purgelib.find.mentions import Mention

NO_VERB = re.compile(
    r"(?:^|[\s(“\"‘])(?:the|an?|of|in|on|at|for|with|from|against|about|into|no|any|some|this|these|those|its|his|her|their|our|my|your|such|"
    r"other|more|many|several|new|mass|under|over|between|during|despite|amid|through|than|fresh|further|following|numerous|recent|alleged|"
    r"repeated|all|both|public|early|two|three|four|five|first|initial|international|joint|any|every|each|another|what|"
    r"peaceful|street|anti-government|economic|financial|targeted|tough|similar|violent|widespread|serious|growing|emergency|humanitarian|military|foreign|united)$"
    r"|['’]s?$"
)
JOINED = re.compile(
    r"^\s*+(?:,|,?\s*and|,?\s*or|&|,?\s*as\s+well\s+as|,?\s*along\s+with|,?\s*alongside|,?\s*but\s+also)\s+(?:by\s+|from\s+|of\s+|the\s+|both\s+|former\s+)*(?:[\w’'.-]+\s+){0,3}$"
)
PLAIN_JOIN = re.compile(
    r"^\s*+(?:,|,?\s*and|,?\s*n?or|&|/|,?\s*as\s+well\s+as|,?\s*along\s+with)\s*(?:by\s+|from\s+|of\s+|in\s+|the\s+|both\s+)*$"
)
HEAD_OF = re.compile(
    r"([\w’'-]+)\s+(?:(?:who|which|that)\s+\w+\s+)?(of|for|in|at|from|with|to|on|by|within|behind|inside|across|outside)\s+(?:the\s+|its\s+|their\s+|former\s+)?(?:(?!the\b|an?\b)[\w’'.-]+\s+){0,3}$"
)
BY = re.compile(r"\s*(?:[\w,’'-]+\s+){0,4}?by\s+(?:the\s+|an?\s+)?")
BY_OR_IN = re.compile(r"\s*(?:[\w,’'-]+\s+){0,4}?(?:by|in)\s+(?:the\s+|an?\s+)?")
STATEMENT_PP = re.compile(
    r"\s(?:in|on|via|at|through)\s+(?:an?\s+|his\s+|her\s+|its\s+|their\s+|the\s+)?(?:[\w’'-]+\s+){0,2}[\w’'-]+$"
)
POSSESSIVE = re.compile(r"^\s*['’]s?\s+(?:[\w’'-]+\s+){0,4}[\w’'-]+$")
OFFICE_GAP = re.compile(r"^(?:\s+[\w’'&-]+){1,5}$")
BODIES = {"ngo", "igo", "government", "party", "court", "media", "state"}
OPENING = re.compile(
    r"^(?:following|after|despite|amid|in|with|under|at|since|unlike|before)\b"
    r"[^,;]*\b(?:by|from|of|in|at)\s+(?:the\s+)?$"
)
PLURAL = re.compile(r"[A-Z][a-z]+(?:\s+[a-z]+)?(?<!s)s")  # "Insurers", "Rescue teams"
CAPITALISED = re.compile(
    r"(?<![\w.’'-])(?!(?:The|A|An|This|That|These|Those|In|On|At|It|He|She|They|We|I|But|And|As|After|Before|When|While|What|Who|There|His|Her|Its|Their|No|Not|So|If|Then|Here|Some|Many|Most|Several|Two|Three|Four|Five|Neighbouring|Both|All|Nobody|Nothing|One|You|Your|My|Our|Whoever|Anyone|Everyone|Nor|Yet|How|Why|Where|Let|Not|None|Among|Last|Next|Only|Even|Such|Other|Others|Officers|Also|For|From|With|By|To|Of|Or|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"([A-Z][\w’-]*\w(?:\s+[A-Z][\w’-]*\w){0,3})(?:['’]s(?:\s+[\w-]+){1,3})?\s*$"
)
DOUBTED = re.compile(r"\b(?:if|whether|unless|lest|doubt\w*)\b[^,;]*$")
JOINTS = ("and", "but", "or", "then", "who", "which", "that", ",")
JOINT = re.compile(rf"(?:,?\s*)\b(?:{'|'.join(JOINTS)})$")
WORD_BEFORE = re.compile(r"([\w’'-]+)\s+$")
GOVERNED = re.compile(
    r"\b(?:in|on|at|from|of|for|with|by|after|before|to|about|against|outside|near|amid|told|tells|telling|asked|despite"
    r"|under|between|during|like|than|over|into|citing|toward|towards|following)\s+(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,2}$"
)
OWNED = re.compile(r"['’]s?\s+(?:[\w’'-]+\s+){0,3}?([\w’'-]+)\b")
HOLDER = re.compile(r"(?:['’]s?)?(?:\s+[\w-]+){0,4},\s+(?:[A-Z][\w.-]+\s+){0,2}?")
STOP = re.compile(r"[;:,.“”\"]")


class Reader(Antecedents):
    """One document read for reactions."""

    def subject(self, position: int, limit: int, found: list[Mention], depth: int = 0, form: str = ""):
        """(mentions, flags, start) of the subject of a verb at `position`; flags: not, modal, be, to, refuse."""
        flags: set[str] = set()
        low, words = self.low, self.words
        verb = position
        while True:
            left = low[limit:position].rstrip(" \t\n\xa0“\"‘'" if position == verb else None)
            position = limit + len(left)
            if date := self.date_ending(position):
                position = date
                continue
            if self.ends_in_auxiliary(left) and (match := words.aux.search(left, max(0, len(left) - 24))):
                word = match[0].strip()
                if any(
                    mention.start <= limit + match.start() + 1 < mention.end
                    for mention in found
                    if mention.type != "anaphor"
                ):
                    break
                if word in words.negations or word.endswith(("n't", "n’t")):
                    flags.add("not")
                if word in words.modals or word.endswith(("should", "must")):
                    flags.add("modal")
                if word in BE:
                    flags.add("be")
                if word in {"will", "would", "’ll", "'ll"}:
                    flags.add("will")
                position = limit + match.start()
                continue
            break
        left = low[limit:position]
        if depth > 5:
            return [], flags, -1
        if DOUBTED.search(left):
            return [], flags | {"foreign"}, -1
        if left.endswith(" to"):
            if (match := re.search(r"(?:,|\band|\bor)\s+to$", left)) and (
                other := left.rfind(" to ", 0, match.start())
            ) > 0:
                return self.subject(limit + other + 4, limit, found, depth + 1)
            if match := words.refusals.search(left, max(0, len(left) - 60)):
                subject = self.subject(limit + match.start(), limit, found, depth + 1)
                return subject[0], flags ^ ({"not"} if "not" not in subject[1] else set()) | {"refuse"}, subject[2]
            if match := words.same_actor.search(left, max(0, len(left) - 60)) or re.search(
                r"\b(?:work|team|join|partner|cooperat|liais)\w*\s+(?:\w+\s+)?with\s+[^,;:]{1,60}\s+to$", left
            ):
                mentions, more, start = self.subject(limit + match.start(), limit, found, depth + 1)
                return mentions, flags | more | {"to"}, start
            if re.search(r"\byet to$", left):
                mentions, more, start = self.subject(limit + len(left) - 6, limit, found, depth + 1)
                return mentions, flags | more | {"not"}, start
            return [], flags | {"foreign"}, -1
        if mention := self.ending_at(position, found):
            mentions, start = self.noun_phrase(mention, limit, found)
            return mentions, flags, start
        if left.endswith(","):
            last = self.ending_at(limit + len(left[:-1].rstrip()), found)
            if last is not None and re.search(r",?\s*\b(?:and|or)\s+(?:the\s+)?$", low[limit : last.start]):
                mentions, start = self.noun_phrase(last, limit, found)
                return mentions, flags, start
        if left.rstrip(",").endswith(")") and (bracket := left.rfind("(")) > 0:
            inside = [
                m
                for m in found
                if limit + bracket < m.start and m.end <= position and m.type not in {"anaphor", "message", "group"}
            ]
            if len(inside) > 1:
                return inside, flags, inside[0].start
            return self.subject(limit + bracket, limit, found, depth + 1, form)
        if left.endswith((",", ")", "—", "–")):
            opener = max(left.rfind(mark, 0, len(left) - 1) for mark in (",", "(", "—", "–"))
            if opener > 0:
                mention = self.ending_at(limit + len(low[limit : limit + opener].rstrip()), found)
                inner = self.exactly(limit + opener + 1, position - 1, found)
                if inner is not None and (
                    mention is None
                    or mention.type == "anaphor"
                    or self.stands_in(mention, limit)
                    or (mention.type == "group" and self.low[mention.end - 1] != "s")
                ):
                    return [inner], flags, inner.start
                if mention:
                    mentions, start = self.noun_phrase(mention, limit, found)
                    return mentions, flags, start
            return *self.main_subject(limit, position, found), flags | {"main"}, -1
        if left.endswith(JOINTS) and (match := JOINT.search(left)):
            if left.endswith(("who", "which", "that")) and "will" in flags:
                return [], flags | {"foreign"}, -1  # "countries that would issue visas"
            if left.endswith(("who", "which", "that")):
                mentions, more, start = self.subject(limit + match.start(), limit, found, depth + 1)
                return mentions, flags | more, start
            if form == "base" and (other := left.rfind(" to ")) > 0 and not re.search(r"[;:“”]", left[other:]):
                return self.subject(limit + other + 4, limit, found, depth + 1)
            return *self.main_subject(limit, position, found), flags | {"main"}, -1
        if NO_VERB.search(left, max(0, len(left) - 24)):
            return [], flags | {"noun"}, -1
        if match := STATEMENT_PP.search(left, max(0, len(left) - 70)):
            mention = self.ending_at(limit + len(left[: match.start()].rstrip(" ,")), found)
            if mention:
                mentions, start = self.noun_phrase(mention, limit, found)
                return mentions, flags, start
        return self.headed(limit, position, found, flags)

    def ends_in_auxiliary(self, left: str) -> bool:
        """Whether the last word may be an auxiliary, an adverb or a year."""
        last = "".join(left[-24:].split()[-1:])
        return (
            last in self.words.aux_ends
            or last.endswith("ly")
            or last.isdecimal()
            or "'" in last  # "they've", "didn't"
            or "’" in last
        )

    def subject_before(self, limit: int, wanted: set[str]) -> str:
        """Whom the sentence before is about, in the same paragraph."""
        start = self.sentence_start(max(0, limit - 1))
        if start >= limit or limit - start > 600 or "\n" in self.text[start:limit].rstrip():
            return ""
        if "\n" in self.text[start:limit]:
            return ""
        names = [m for m in self.names_before(limit, start) if not self.quoted(m.start)]
        first = self.main_subject(start, limit, names)[0]
        return first[0].actor if len(first) == 1 and first[0].type in wanted and first[0].start - start < 80 else ""

    def date_ending(self, position: int) -> int:
        """Where a date that ends here begins, with its preposition; 0 where none does."""
        index = bisect_right(self.date_starts, position - 1) - 1
        if index < 0:
            return 0
        start, end, _ = self.dates[index]
        if end != position:
            return 0
        match = re.search(
            r"\b(?:on|in|since|by|early|late|at|during)\s+(?:the\s+)?$", self.low[max(0, start - 20) : start]
        )
        return start - (len(match[0]) if match else 0)

    def titled(self, start: int, end: int) -> bool:
        """Whether most words have a capital, as in some headlines."""
        words = self.text[start : end + 60].split()
        return sum(word[:1].isupper() for word in words) > 0.6 * len(words)

    def within_sentence(self, word: str) -> bool:
        """Whether the document has the capitalised word elsewhere than at the beginning of a sentence."""
        at = self.text.find(f" {word}", 1)
        while at > 0:
            end = at + 1 + len(word)
            before, after = self.text[at - 1], self.text[end : end + 1]
            if (before == "," or "a" <= before <= "z") and not is_of_word(after):
                return True
            at = self.text.find(f" {word}", end)
        return False

    def spokesman(self, position: int) -> str:
        """The one person whom the paragraph names as spokesman."""
        start = self.text.rfind("\n", 0, position) + 1
        end = self.text.find("\n", position)
        stretch = (start, len(self.text) if end < 0 else end)
        people = {
            m.actor
            for m in self.names_before(stretch[1], stretch[0])
            if m.type == "person"
            and (
                (
                    re.search(
                        r"\bspokes(?:man|woman|person)\b[^.;]{0,40},?\s+$",
                        self.low[max(stretch[0], m.start - 70) : m.start],
                    )
                    and not re.search(
                        r"\b(?:for|of)\s+(?:[\w’'.]+\s+){0,2}$", self.low[max(stretch[0], m.start - 25) : m.start]
                    )
                )
                or re.match(
                    r",\s+(?:an?\s+|the\s+)?(?:\w+\s+)?spokes(?:man|woman|person)\b", self.low[m.end : m.end + 50]
                )
            )
        }
        return people.pop() if len(people) == 1 else ""

    def ending_at(self, position: int, found: list[Mention]) -> Mention | None:
        """The mention that ends here, or before a bracket that closes here."""
        for mention in found:
            if mention.end == position:
                return mention
        if self.low[position - 1 : position] not in {")", "]"}:
            return None
        return next((mention for mention in reversed(found) if mention.end == position - 1), None)

    def exactly(self, start: int, end: int, found: list[Mention]) -> Mention | None:
        """The name that fills the stretch, but for an office before it."""
        inside = [
            m for m in found if start <= m.start and m.end <= end and m.type not in {"anaphor", "message", "group"}
        ]
        if (
            len(inside) != 1
            or self.low[inside[0].end : end].strip()
            or len(self.low[start : inside[0].start].split()) > 2
        ):
            return None
        return (
            inside[0]
            if not re.search(r"\b(?:in|at|on|of|by|with|for|from)\b", self.low[start : inside[0].start])
            else None
        )

    def stands_in(self, mention: Mention, limit: int) -> bool:
        """Whether the mention only says whom an office belongs to: "a spokesman for Ghana"."""
        match = HEAD_OF.search(self.low[limit : mention.start])
        return bool(match and match[1] in self.words.stand_ins)

    def noun_phrase(self, mention: Mention, limit: int, found: list[Mention]) -> tuple[list[Mention], int]:
        """The mentions that a subject ending in this one consists of, and where it begins."""
        mentions, start = [mention], mention.start
        if mention.type == "anaphor":
            return mentions, start
        index = found.index(mention)
        while index > 0:
            previous = found[index - 1]
            gap = self.low[previous.end : start]
            alike = previous.type == mentions[0].type == "person" or {previous.type, mentions[0].type} <= BODIES
            offices = alike and JOINED.match(gap) and "and" in gap
            if previous.type == "anaphor" or not (PLAIN_JOIN.match(gap) or offices):
                break
            if "," in gap and "and" not in gap and OPENING.search(self.low, limit, previous.start):
                break  # "Following an appeal by the bishops, Portugal and Malta agreed"
            # "Nikki Haley, the US ambassador": a comma alone joins only what a later "and" closes
            if "," in gap and "and" not in gap and len(mentions) == 1 and previous.type != mention.type:
                break
            if "," in gap and "and" not in gap and len(mentions) == 1:
                break
            mentions.insert(0, previous)
            start, index = previous.start, index - 1
        before = self.low[limit:start]
        match = HEAD_OF.search(before, max(0, len(before) - 150))
        if not match:
            word = WORD_BEFORE.search(before[-60:])
            if word and word[1] in self.words.bystanders and mention.type == "person":
                return [Mention(start, mention.end, "", "unresolved")], start
            return mentions, limit + len(before) - len(word[0]) if word and word[1] in {"the", "a", "an"} else start
        head, preposition = match[1], match[2]
        holder = re.search(r",\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?$", self.low[limit : limit + match.start()])
        if holder and head in self.words.stand_ins:
            person = self.ending_at(limit + holder.start(), found)
            if person is not None and person.type == "person":
                return [person], person.start  # "X, spokesperson for Y denied"
        if head.startswith("spokes") and (name := self.spokesman(start)):
            return [Mention(start, mention.end, name, "person")], limit + match.start()
        head_start = limit + match.start()
        person = self.ending_at(limit + match.end(1), found)
        if person is not None and person.type == "person" and preposition in {"of", "from", "at", "for", "with"}:
            return [person], person.start  # "Jane Roe of the Red Cross"
        group = self.ending_at(limit + match.end(1), found)
        if mention.type in {"other", "group"} and group is not None and group.type == "group":
            return [group], group.start  # "prosecutors in Kelmar"
        group = self.ending_at(limit + match.start(1) + len(head), found)
        if head in self.words.bystanders:
            return [Mention(start, mention.end, "", "unresolved")], head_start
        if (
            group is not None
            and group.type not in {"anaphor", "group", "message", "person"}
            and preposition in {"in", "of", "at", "for"}
        ):
            return [group], group.start
        if group is not None and group.type == "group" and head not in self.words.stand_ins:
            return [group], group.start
        if head in self.words.stand_ins and preposition not in {"by", "on", "behind", "outside"}:
            return mentions, head_start
        if self.words.messages.search(head) and preposition in {"by", "from", "of"}:
            return mentions, head_start
        if preposition == "by" and head.endswith("ed"):
            before_head = self.ending_at(limit + len(before[: match.start()].rstrip()), found)
            if before_head and before_head.type != "message":
                return [before_head], before_head.start  # "a panel appointed by"
        if preposition in {"by", "from"}:
            return mentions, head_start
        if preposition in {"of", "for", "at"}:
            return mentions, head_start
        (first,) = self.main_subject(limit, head_start, found)
        return first, head_start

    def main_subject(self, limit: int, position: int, found: list[Mention]) -> tuple[list[Mention]]:
        """The first noun phrase of the stretch that no preposition governs."""
        for mention in found:
            if mention.start < limit or mention.end > position:
                continue
            before = self.low[limit : mention.start]
            if GOVERNED.search(before):
                match = HEAD_OF.search(before)
                if not match or match[1] not in self.words.stand_ins:
                    continue
            after = self.low[mention.end : position]
            owned = OWNED.match(after)
            if owned and not set(owned[0].split()) & self.words.stand_ins:
                continue
            holder = HOLDER.match(self.text, mention.end, position) if mention.type != "person" else None
            if holder:
                person = next(
                    (m for m in found if m.type == "person" and holder.end() - 12 <= m.start <= holder.end() + 12),
                    None,
                )
                if person is not None and self.low[person.end : person.end + 1] == ",":
                    return ([person],)
            chain = [mention]
            for other in found[found.index(mention) + 1 :]:
                if other.end > position or not PLAIN_JOIN.match(self.low[chain[-1].end : other.start]):
                    break
                chain.append(other)
            if len(chain) > 1 and not re.search(r"\b(?:and|or|&)\b", self.low[chain[-2].end : chain[-1].start]):
                chain = chain[:1]
            return (chain,)
        return ([],)

    def headed(self, limit: int, position: int, found: list[Mention], flags: set[str]):
        """A subject whose last word is no mention: "Ghana's foreign minister", "officials in the north"."""
        for mention in reversed(found):
            if mention.end > position or mention.start < limit or mention.type == "anaphor":
                continue
            gap = self.low[mention.end : position]
            words = gap.split()
            if len(words) > 7 or STOP.search(gap):
                break
            last = words[-1] if words else ""
            if last in self.words.own_voice and mention.type == "state":
                break
            if POSSESSIVE.match(gap) and (last in self.words.stand_ins or set(words) & self.words.stand_ins):
                return [mention], flags, mention.start
            if OFFICE_GAP.match(gap) and last in self.words.stand_ins:
                return [mention], flags, mention.start
            if words and words[0] in {"in", "at", "of", "from", "on"} and len(words) <= 6:
                mentions, start = self.noun_phrase(mention, limit, found)
                return mentions, flags, start
            break
        if match := self.words.body_of.search(self.low, limit, position):
            return [Mention(match.start(), position, " ".join(match[1].split()), "group")], flags, match.start()
        if limit == self.sentence_start(limit) and (match := PLURAL.fullmatch(self.text, limit, position)):
            last = match[0].split()[-1].lower()
            if last not in self.words.bystanders | {
                "hundreds",
                "thousands",
                "dozens",
                "scores",
                "others",
            } and not self.words.messages.search(last):
                return [Mention(limit, position, match[0].lower(), "group")], flags, limit
        first = self.main_subject(limit, position, found)[0]
        if (
            first
            and first[0].type in {"group", "state", "government", "igo", "ngo", "media"}
            and not re.search(
                r"\b(?:is|are|was|were|has|have|had|that|said|who)\b|[;:“”\"]|(?!based)\w+ed\b",
                self.low[first[0].end : position],
            )
            and len(self.low[first[0].end : position].split()) <= 9
            and len(self.low[limit : first[0].start].split()) <= 6
        ):
            return first, flags, first[0].start
        if (match := CAPITALISED.search(self.text, limit, position)) and not self.titled(limit, position):
            owner = match[1]
            alone = " " not in owner and match.start(1) == self.sentence_start(match.start(1))
            if alone and not self.within_sentence(owner):
                return [], flags | {"none"}, -1  # only the first word of its sentence
            if re.split(r"\s", match[0].strip())[-1].lower() in self.words.own_voice:
                return [], flags | {"none"}, -1
            return [Mention(match.start(1), match.end(1), owner, "other")], flags, match.start(1)
        word = re.search(r"([\w’'-]+)$", self.low[limit:position])
        if word and self.words.messages.search(word[1]):
            return [Mention(limit + word.start(), position, "message", "message")], flags, limit + word.start()
        return [], flags | {"none"}, -1

    def agents(self, position: int, end: int, found: list[Mention], *, also_in: bool = False) -> list[Mention]:
        """Who stands after "by", with whoever is joined to them."""
        match = (BY_OR_IN if also_in else BY).match(self.low, position, end)
        if not match:
            return []
        chain: list[Mention] = []
        place = match.end()
        for mention in found:
            if mention.start < place or mention.type == "anaphor":
                continue
            gap = self.low[(chain[-1].end if chain else place) : mention.start]
            if not chain:
                if len(gap.split()) > 6 or re.search(r"[,;:.“”\"]", gap):
                    break
            elif not PLAIN_JOIN.match(gap) and not (JOINED.match(gap) and "and" in gap):
                # "the Foreign Secretary, Boris Johnson": an office and who holds it
                if (
                    mention.type == "person"
                    and len(gap.split()) <= 4
                    and not re.search(r"[.;:“”\"]", gap)
                    and "," not in gap
                ):
                    chain[-1] = mention
                    continue
                break
            chain.append(mention)
        return [m for m in chain if m.type != "anaphor"]
