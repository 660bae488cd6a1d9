# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 4 Networks
#
# A drawing of dots and lines looks like knowledge about who belongs to whom. Here a line means one thing only: two names
# stand in one sentence. That may be a list, a quarrel, a denial, or chance.
#
# **You will learn**
#
# - what a line of such a network is made of, and how to get back to its sentences;
# - how many lines one long list of names makes;
# - how often two names would meet by chance, and why rare names look close;
# - how the drawing changes with the unit and with one actor who is everywhere;
# - why "named together" is not "connected", and what would have to be shown instead.
#
# **Read before**
#
# - in the README: *Glossary* and *People at risk*;
# - in `data/README.md`: the tables `actors`, `mentions` and `sentences`;
# - the notebook `03_actor_network`: run it once and look at its figures.
#
# **Time:** 80 minutes
#
# Put your answer where the three dots are, run the cell, then run the check below it. A check says what differs, not what
# the answer is; run it as often as you like. Take every answer from the tables: the same notebook must be right on other
# texts too.

# %% [markdown]
# ## Before you begin: about these texts
#
# The names here are of people and bodies that were written about in connection with grave crimes. Some are accused, some
# accuse, some were only asked. A drawing that puts a name beside a crime can harm; do not pass on one of yours without its
# sentences. Private persons appear as `witness 1`, `witness 2`; please do not try to find out who they are.
#
# The tasks marked *(reading)* show sentences. Choose another one whenever you want to, and stop when you want to: save,
# close, take a break, talk to somebody. Nothing is lost.

# %%
import purgelib
from purgelib import exercises

corpus = ""  # a folder of texts; empty: the example corpus
found = exercises.tables(corpus)
grader = exercises.Grader("04_networks")

# %% [markdown]
# ## What a line is made of
#
# One row of `mentions` is a place where a text names an actor. We leave out reference lists, which name who published what.

# %%
from purgelib import network

sentences = found.sentences[found.sentences["kind"].ne("reference")]
mentions = found.mentions[found.mentions["sentence"].isin(sentences["sentence"])]
mentions[["actor", "type", "text", "sentence"]].head(8)

# %% [raw]
# # BEGIN QUESTION
# name: q4_1
# points: 2

# %% [markdown]
# **4.1** Complete `named_in`: the actors that one sentence names, each once. `table.loc[table["column"] == value, "other"]`
# is the column `other` of the rows that have this value in that column; `set(...)` keeps each name once.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: named_in = lambda sentence, mentions: list(mentions.loc[mentions["sentence"] == sentence, "actor"])  # IGNORE
def named_in(sentence, mentions):
    names = set(mentions.loc[mentions["sentence"] == sentence, "actor"])  # SOLUTION
    return names


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q4_1_names_each_once(named_in, corpus):
    from purgelib.exercises import checks, tables

    mentions = tables(corpus).mentions
    there = set(zip(mentions["sentence"], mentions["actor"], strict=True))
    checks.names(named_in("", mentions))
    for sentence in mentions["sentence"].value_counts().index[:20]:
        names = checks.names(named_in(sentence, mentions))
        assert len(names) == len(set(names)), "A sentence may name an actor twice; here such an actor comes twice."
        strange = sum((sentence, name) not in there for name in names)
        assert not strange, f"Of the names given for a sentence, {strange} do not stand in it as an actor."


# %%
# HIDDEN
def q4_1_works_on_any_table(named_in, corpus):
    import pandas as pd

    from purgelib.exercises import checks, tables

    table = pd.DataFrame({"sentence": ["s1", "s1", "s1", "s10"], "actor": ["A", "B", "A", "C"], "text": list("wxyz")})
    for sentence, expected in (("s1", ["A", "B"]), ("s10", ["C"]), ("s2", [])):
        checks.same_names(named_in(sentence, table), expected)
    mentions = tables(corpus).mentions
    for sentence, group in list(mentions.groupby("sentence"))[:100]:
        checks.same_names(named_in(sentence, mentions), group["actor"].unique())


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# *(reading)* The sentence that names the most actors, and how many. (Nothing is shown where no sentence names two.)

# %%
often = mentions.groupby("sentence")["actor"].nunique().rename("actors").reset_index()
longest = often[often["actors"] > 1].sort_values(["actors", "sentence"], ascending=[False, True]).head(1)
purgelib.InFull(longest.merge(sentences[["sentence", "text"]], on="sentence"))

# %% [raw]
# # BEGIN QUESTION
# name: q4_2
# points: 2

# %% [markdown]
# ## What one list does
#
# Three names make three pairs: A and B, A and C, B and C. Each pair is a line in the drawing.
#
# **4.2** Complete `pairs_of`: how many pairs do `n` names make? Each name has `n - 1` others, and a pair has two ends, so
# that you would count it twice. Use `//` to divide: it gives a whole number.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: pairs_of = lambda n: n * n // 2  # IGNORE
def pairs_of(n):
    number = n * (n - 1) // 2  # SOLUTION
    return number


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q4_2_grows_as_it_should(pairs_of):
    from purgelib.exercises import checks

    for n in (0, 1, 2, 3):
        checks.number(pairs_of(n))
    assert pairs_of(0) == pairs_of(1) == 0, "One name alone makes no pair."
    assert pairs_of(3) == 3, "Three names make three pairs; the function says otherwise."
    for n in range(2, 20):
        assert pairs_of(n + 1) - pairs_of(n) == n, "One more name makes one more pair with each name that was there."


# %%
# HIDDEN
def q4_2_is_right(pairs_of):
    from itertools import combinations

    from purgelib.exercises import checks

    for n in range(34):
        checks.same_number(pairs_of(n), sum(1 for _ in combinations(range(n), 2)))


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# A call signed by 30 countries makes 435 lines, and joins each of them to each other as closely as if they had met. Say so
# wherever such a list stands behind your drawing.

# %% [raw]
# # BEGIN QUESTION
# name: q4_3
# points: 2

# %% [markdown]
# ## Counting a pair
#
# **4.3** Complete `together`: in how many sentences are both actors named? `with_one` and `with_other` are sets of sentence
# ids; `one & other` is what two sets share.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: together = lambda a, b, t: min(t["actor"].eq(a).sum(), t["actor"].eq(b).sum())  # IGNORE
def together(one, other, mentions):
    with_one = set(mentions.loc[mentions["actor"] == one, "sentence"])
    with_other = set(mentions.loc[mentions["actor"] == other, "sentence"])
    number = len(with_one & with_other)  # SOLUTION
    return number


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q4_3_counts_sentences(together):
    import pandas as pd

    from purgelib.exercises import checks

    table = pd.DataFrame({"sentence": ["s1", "s1", "s2", "s3", "s3", "s3"], "actor": ["A", "B", "A", "A", "C", "A"]})
    checks.number(together("A", "B", table))
    assert together("B", "C", table) == 0, "Two actors that no sentence names both are counted as named together."
    assert together("A", "B", table) == together("B", "A", table), "Turned round, the pair has another number."
    assert together("A", "C", table) < 2, "A sentence that names one of the two twice is still one sentence."
    assert together("A", "A", table) == 3, "An actor stands with itself in each sentence that names it."


# %%
# HIDDEN
def q4_3_is_right(together, corpus):
    from purgelib import network
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    running = found.sentences.loc[found.sentences["kind"].ne("reference"), "sentence"]
    mentions = found.mentions[found.mentions["sentence"].isin(running)]
    for row in network.co_mentions(mentions, found.sentences, within="sentence").head(60).itertuples():
        checks.same_number(together(row.actor, row.other, mentions), row.together)
    checks.same_number(together("", "", mentions), 0)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Counted for all actors, this is the table behind the drawing: `together` sentences name both, `actor_units` and
# `other_units` name the one and the other, of `units` sentences in all. (No row: no sentence here names two actors.)

# %%
pairs = network.co_mentions(mentions, sentences, within="sentence")
pairs[["actor", "other", "together", "actor_units", "other_units", "units"]].head(8)

# %% [raw]
# # BEGIN QUESTION
# name: q4_4
# points: 2

# %% [markdown]
# ## What chance alone would do
#
# Write the names of two actors on slips, throw them into sentences blindly, each name into as many as the texts name it in.
# They will meet now and then. An actor in one of four sentences meets the other in one of four of *its* sentences.
#
# **4.4** Complete `expected`: how many sentences would name both by chance, if `one` sentences name the first, `other`
# sentences the second, and there are `units` sentences in all? (`*` multiplies, `/` divides.)

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: expected = lambda one, other, units: (one + other) / units  # IGNORE
def expected(one, other, units):
    number = one * other / units  # SOLUTION
    return number


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q4_4_behaves_like_chance(expected):
    from math import isclose

    from purgelib.exercises import checks

    checks.given(expected(1, 1, 10))
    assert isclose(expected(100, 7, 100), 7), "Who is named in every sentence meets each name wherever it stands."
    assert isclose(expected(25, 8, 100), 2), "Who is in one of four sentences meets a name in one of four of its own."
    assert isclose(expected(0, 9, 100), 0), "Who is named nowhere meets nobody."
    assert isclose(expected(5, 3, 60), expected(3, 5, 60)), "Turned round, the pair has another number."


# %%
# HIDDEN
def q4_4_is_right(expected):
    from itertools import combinations
    from math import isclose

    from purgelib.exercises import checks

    checks.given(expected(1, 1, 10))
    for units in (1, 4, 7):
        for one in range(units + 1):
            for other in range(units + 1):
                throws = [len({*range(one)} & {*throw}) for throw in combinations(range(units), other)]
                mean = sum(throws) / len(throws)
                assert isclose(expected(one, other, units), mean, abs_tol=1e-9), "Of some pairs, chance gives another."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# The pairs that are named together most often, beside what chance would give. Where the two numbers are close, the pair
# stands on top because both names are everywhere, and for no other reason.

# %%
most = pairs.head(6)
most[["actor", "other", "together"]].assign(
    by_chance=[expected(row.actor_units, row.other_units, row.units) for row in most.itertuples()]
)

# %% [raw]
# # BEGIN QUESTION
# name: q4_5
# points: 2

# %% [markdown]
# ## How often chance does as much
#
# The cell below throws the slips of the most frequent pair 1,000 times. Each number in `draws` says in how many sentences
# the two met that time.

# %%
from random import Random

top = pairs.iloc[0].to_dict() if len(pairs) else {"together": 0, "actor_units": 0, "other_units": 0, "units": 0}
dealt, places = Random(1), range(top["units"])
draws = [
    len({*dealt.sample(places, top["actor_units"])} & {*dealt.sample(places, top["other_units"])}) for _ in range(1000)
]
draws[:20], top["together"]

# %% [markdown]
# **4.5** Complete `share_as_often`: the share of the draws, between 0 and 1, in which the two met as often as `observed` or
# oftener. `sum(draw == 5 for draw in draws)` would count the draws that are 5; `len(draws)` is how many there are.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: share_as_often = lambda draws, observed: sum(draw > observed for draw in draws) / len(draws)  # IGNORE
def share_as_often(draws, observed):
    share = sum(draw >= observed for draw in draws) / len(draws)  # SOLUTION
    return share


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q4_5_is_a_share(share_as_often):
    from purgelib.exercises import checks

    draws = [0, 1, 1, 2, 3, 5, 5, 7]
    checks.given(share_as_often(draws, 4))
    assert all(0 <= share_as_often(draws, n) <= 1 for n in range(9)), "A share lies between 0 and 1; this does not."
    assert share_as_often(draws, 0) == 1, "In every draw, two names meet 0 times or oftener: that is a share of 1."
    assert share_as_often(draws, 8) == 0, "What no draw reached has a share above 0."
    assert share_as_often(draws, 7) > 0, "A draw that gives exactly as many is not counted."
    assert share_as_often(draws, 2) >= share_as_often(draws, 3), "The more is asked for, the less often it comes."


# %%
# HIDDEN
def q4_5_is_right(share_as_often):
    from random import Random

    from purgelib.exercises import checks

    dealt = Random(7)
    draws = [dealt.randrange(6) for _ in range(40)]
    for observed in range(7):
        share = share_as_often(draws, observed)
        checks.given(share)
        right = len([draw for draw in draws if not draw < observed]) / 40
        assert abs(share - right) < 1e-9, "The share is not that of the draws which are as many or more."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
share_as_often(draws, top["together"])

# %% [raw]
# # BEGIN QUESTION
# name: q4_6
# points: 2

# %% [markdown]
# ## Why rare names look close
#
# Two names that occur once, in the same sentence, meet far oftener than chance lets expect. One sentence did that, and with
# many names some pair always will. The column `p` says how likely chance gives so many sentences or more for this one pair;
# `q` says the same after counting in how many pairs one could have looked at.
#
# **4.6** Put the pairs that chance hardly explains, although so many pairs were looked at, into `beyond`: those with a
# chance of at most 0.05. An empty table is a right answer where there are none. Think about which of the two columns to use.

# %% [raw]
# # BEGIN SOLUTION

# %%
beyond = pairs[pairs["q"] <= 0.05]  # SOLUTION
# wrong: beyond = pairs[pairs["p"] <= 0.05]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q4_6_is_part_of_the_pairs(beyond, corpus):
    from purgelib import network
    from purgelib.exercises import checks, tables

    checks.table(beyond, columns=["actor", "other", "together", "p", "q"])
    found = tables(corpus)
    pairs = network.co_mentions(found.mentions, found.sentences, within="sentence")
    known = set(zip(pairs["actor"], pairs["other"], strict=True))
    strange = sum(pair not in known for pair in zip(beyond["actor"], beyond["other"], strict=True))
    assert not strange, f"{strange} of these are no pairs of the table."
    assert max([0, *beyond["p"]]) <= 0.05, "Even looked at alone, some of these pairs are no surprise."
    assert max([0, *beyond["q"]]) <= 0.5, "Among so many pairs, some of these are no surprise."
    if len(pairs) and not (pairs["q"] <= 0.05).all():
        assert len(beyond) < len(pairs), "That is every pair of the table."


# %%
# HIDDEN
def q4_6_is_right(beyond, corpus):
    from purgelib import network
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    pairs = network.co_mentions(found.mentions, found.sentences, within="sentence")
    strong = network.beyond_chance(pairs, level=0.05, most=len(pairs)) if len(pairs) else pairs
    checks.table(beyond, columns=["actor", "other"])
    checks.same_names(beyond["actor"] + " | " + beyond["other"], strong["actor"] + " | " + strong["other"])


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# *(reading)* The sentences behind the pairs of the table above that chance explains least, whether or not it hardly does.
# Look at the files that they come from: an article that repeats another's list makes the same pairs a second time. The
# arithmetic takes each sentence for a new observation; for a copy, that is wrong.

# %%
rarest = pairs.sort_values(["q", "actor", "other"]).head(3)
purgelib.InFull(
    rarest.assign(sentence=rarest["sentences"].str.split("; "))[["actor", "other", "together", "sentence"]]
    .explode("sentence")
    .merge(sentences[["sentence", "file", "text"]], on="sentence")
)

# %% [raw]
# # BEGIN QUESTION
# name: q4_7
# points: 2

# %% [markdown]
# ## The unit decides
#
# "Together" may mean in one sentence, one paragraph or one document. `network.co_mentions(mentions, sentences,
# within="sentence")` gave the table above; each of its rows is a line of the drawing.
#
# **4.7** Complete `lines_within`: how many pairs does the table have if names count as together `within` this unit?

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: lines_within = lambda unit, m, s: len(network.co_mentions(m, s, within="sentence"))  # IGNORE
def lines_within(unit, mentions, sentences):
    number = len(network.co_mentions(mentions, sentences, within=unit))  # SOLUTION
    return number


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q4_7_depends_on_the_unit(lines_within, corpus):
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    numbers = [lines_within(unit, found.mentions, found.sentences) for unit in ("sentence", "paragraph", "document")]
    for number in numbers:
        checks.number(number)
    assert numbers == sorted(numbers), "A larger unit never has fewer pairs than a smaller one; here it does."
    actors = found.mentions["actor"].nunique()
    assert numbers[-1] <= actors * actors, "There are more pairs than two actors each can make."
    running = found.sentences.loc[found.sentences["kind"].ne("reference"), "sentence"]
    named = found.mentions[found.mentions["sentence"].isin(running)]
    most = {unit: max([0, *named.groupby(unit)["actor"].nunique()]) for unit in ("sentence", "document")}
    if most["document"] > max(1, most["sentence"]):
        assert numbers[-1] > numbers[0], "A document that names more actors than any sentence has no more pairs."


# %%
# HIDDEN
def q4_7_is_right(lines_within, corpus):
    from itertools import combinations

    import pandas as pd

    from purgelib.exercises import checks, tables

    invented = pd.DataFrame({"document": "d", "paragraph": [1, 1, 2], "kind": "paragraph", "sentence": list("xyz")})
    names = pd.DataFrame({"document": "d", "sentence": list("xxyzz"), "actor": list("ABCAD")})
    found = tables(corpus)
    for mentions, sentences in ((found.mentions, found.sentences), (names, invented)):
        running = sentences[sentences["kind"].ne("reference")].set_index("sentence")
        named = mentions[mentions["sentence"].isin(running.index)]
        paragraph = named["document"] + ":p" + named["sentence"].map(running["paragraph"]).astype("str")
        for unit, of in (("sentence", named["sentence"]), ("paragraph", paragraph), ("document", named["document"])):
            groups = named.groupby(of)["actor"].agg(set)
            pairs = {frozenset(pair) for actors in groups for pair in combinations(actors, 2)}
            checks.same_number(lines_within(unit, mentions, sentences), len(pairs))


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
{unit: lines_within(unit, mentions, sentences) for unit in ("sentence", "paragraph", "document")}

# %% [raw]
# # BEGIN QUESTION
# name: q4_8
# points: 2

# %% [markdown]
# ## One who is everywhere
#
# The texts are about something, and its name is in every second sentence. It will stand in the middle of each drawing.
#
# **4.8** Complete `without`: the pairs in which `name` is neither the `actor` nor the `other`. `!=` is "is not", and
# `(one) & (other)` asks for both.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: without = lambda name, pairs: pairs[(pairs["actor"] != name) | (pairs["other"] != name)]  # IGNORE
def without(name, pairs):
    rest = pairs[(pairs["actor"] != name) & (pairs["other"] != name)]  # SOLUTION
    return rest


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q4_8_leaves_one_out(without, corpus):
    from purgelib import network
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    pairs = network.co_mentions(found.mentions, found.sentences, within="sentence")
    unknown = without("", pairs)
    checks.table(unknown, columns=["actor", "other", "together"])
    assert len(unknown) == len(pairs), "Without a name that nobody has, all pairs stay; here some are gone."
    for name in [*pairs["actor"].head(3), *pairs["other"].head(3)]:
        rest = without(name, pairs)
        left = sum(name in (row.actor, row.other) for row in rest.itertuples())
        assert not left, f"There are still {left} pairs with the name that is to be left out."


# %%
# HIDDEN
def q4_8_works_on_any_table(without):
    import pandas as pd

    from purgelib.exercises import checks

    table = pd.DataFrame({"actor": list("AABC"), "other": list("BCCD"), "together": [4, 3, 2, 1]})
    for name, expected in (("A", [2, 1]), ("C", [4]), ("D", [4, 3, 2]), ("E", [4, 3, 2, 1])):
        checks.same_rows(without(name, table), table[table["together"].isin(expected)], key="together")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# The actor named in the most sentences, how many lines there are, and how many of them end at it.

# %%
everywhere = mentions.drop_duplicates(["sentence", "actor"])["actor"].mode().to_list()[:1]
[(name, len(pairs), int(pairs[["actor", "other"]].eq(name).any(axis=1).sum())) for name in everywhere]

# %% [raw]
# # BEGIN QUESTION
# name: q4_9
# points: 2

# %% [markdown]
# ## Together, and against each other
#
# The table `reactions` sometimes says at whom a reaction is aimed: its column `target`, `""` where the sentence names nobody.
#
# **4.9** Put the reactions into `against` that have a type in `hostile` and a target. `table["column"].isin(values)` asks
# whether the value is one of several. An empty table is a right answer where there are none.

# %%
reactions = found.reactions
hostile = ["condemn", "sanction", "threaten", "repress"]

# %% [raw]
# # BEGIN SOLUTION

# %%
against = reactions[reactions["type"].isin(hostile) & (reactions["target"] != "")]  # SOLUTION
# wrong: against = reactions[reactions["type"].isin(hostile)]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q4_9_has_two_sides(against, corpus):
    from purgelib.exercises import checks, tables

    checks.table(against, columns=["actor", "type", "target"])
    aimless = sum(not target for target in against["target"])
    assert not aimless, f"{aimless} of these are aimed at nobody."
    mild = len(set(against["type"]) - {"condemn", "sanction", "threaten", "repress"})
    assert not mild, f"There are {mild} types among these that are not in the list."
    both = [row for row in tables(corpus).reactions.itertuples() if row.target]
    assert len(against) <= len(both), "There are more of these than reactions with a target."


# %%
# HIDDEN
def q4_9_is_right(against, corpus):
    from purgelib.exercises import checks, tables

    reactions = tables(corpus).reactions
    aimed = reactions[reactions["target"].str.len() > 0]
    checks.same_rows(against, aimed.query("type in ('condemn', 'sanction', 'threaten', 'repress')"), key="reaction")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# *(reading)* Each of these sentences names two who stand against each other, if the software read it well. In the drawing
# they are joined by the same line as friends. Which of them did it read wrongly?

# %%
opponents = reactions[reactions["type"].isin(hostile) & reactions["target"].str.len().gt(0)]
purgelib.InFull(
    opponents[["actor", "type", "target", "sentence"]].merge(sentences[["sentence", "text"]], on="sentence").head(8)
)

# %% [raw]
# # BEGIN QUESTION
# name: q4_10
# manual: true
# points: 4

# %% [markdown]
# **4.10** *(reading)* Choose a pair with at least two sentences, or, where there is none, any pair. Read all of its
# sentences: the column `sentences` of `pairs` holds their ids, and `found.sentences` their words. Write five to eight
# sentences: what joins the two in each sentence (a list, a quarrel, an office, a statement of one on the other, the same
# article told twice, chance)? What would you write on the line between them, and would you draw it at all?

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1: names the pair, how often it is named together, and the id of each of its sentences.
# - 1: says of each sentence, by its words, what joins the two there, and does not treat all of them alike.
# - 1: sets the number against chance, or against lists and copies (how many *different* statements are behind it).
# - 1: decides with a reason: a label that is no more than what the sentences say, or no line.
#
# Take a point off where "connected", "linked" or "close" is said of two whom a text only names together.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q4_11
# manual: true
# points: 4

# %% [markdown]
# **4.11** A journalist has your drawing and wants to print: "The data link A with B." Answer in five to eight sentences. Say
# what a line means and what it does not; what decided who stands in the middle; and two things that somebody would have to
# show, beyond these texts, before writing of a connection. Say also who may be harmed by the sentence if it is wrong.

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1: a line says that texts name two actors in one unit; it may be a list, an accusation, a denial or a question.
# - 1: the middle is who these texts are about, in the unit that was chosen; another unit or other texts give another middle.
# - 1: two proofs that are of another kind than more co-mentions, such as documents, acts, statements by those concerned, or
#   testimony, each with its source.
# - 1: names the harm: suspicion against somebody who was only asked, named, or against whom something was done; danger for
#   witnesses; and that a drawing outlives its caption.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION
