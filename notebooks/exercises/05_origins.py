# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 5 On whose word
#
# Ten articles give a number. All ten have it from one report, which has it from one organisation, which asked people whom
# nobody may name. How often a number is printed says how often it was printed. Here you follow numbers back, and where the
# software misread one, you put it right, under your own name and with a reason.
#
# **You will learn**
#
# - to follow a number from the article to the one on whose word it stands;
# - to count independent origins instead of articles;
# - what an origin without a name means, and what it does not;
# - to put numbers in the order of the days for which they hold, and when two of them do contradict each other;
# - why reports must not be added up;
# - to find a row that is wrong, and to write a correction that another person can check.
#
# **Read before**
#
# - in the README: *What a number is*, *Glossary*, *People at risk*, *How well it reads*;
# - in `data/README.md`: the tables `counts` and `corrections`;
# - the notebook `05_origins`: run it once and look at its figures.
#
# **Time:** 90 minutes
#
# Put your answer where the three dots are, run the cell, then run the check below it. A check says what differs, not what
# the answer is; run it as often as you like. Take every answer from the tables: the same notebook must be right on other
# texts too.

# %% [markdown]
# ## Before you begin: about these texts
#
# Each number here stands for people who were detained, killed or driven out, and for others who risked something to tell
# of it. To doubt how a number was handed on is not to doubt them: it is how one protects what they said.
#
# The tasks marked *(reading)* show sentences. Leave one out, or choose another, whenever you want to. You may stop at any time:
# save, close, take a break, talk to somebody. Nothing is lost. "Unnamed" people are unnamed for a reason; leave them so.

# %%
import purgelib
from purgelib import exercises

corpus = ""  # a folder of texts; empty: the example corpus
found = exercises.tables(corpus, needs=["counts"])
grader = exercises.Grader("05_origins")

# %% [markdown]
# ## From the article to the root
#
# `origins.trace` follows the numbers of people detained, killed and evacuated. `steps` shows the way of one of them: in each
# row, `taker` has the number from `giver`, and `words` are those of the text that say so. `basis` is `stated` where the text
# says it, `reference` where a reference list does, and `matched` where it is only inferred, because another text has the same
# number. Below, the number with the longest way. (No row: no number here has one.)

# %%
from purgelib import origins

traced = origins.trace(found)
counts, links, roots = traced.counts, traced.links, traced.roots
farthest = [*links.sort_values(["step", "count"], ascending=[False, True])["count"]][:1]
purgelib.InFull(origins.steps(traced, farthest[0]) if farthest else links)

# %% [raw]
# # BEGIN QUESTION
# name: q5_1
# points: 2

# %% [markdown]
# **5.1** Complete `root_of`: the one where the way ends. `path` is a list that begins with the outlet of the article and goes
# on with each giver; where the article credits nobody, it holds the outlet alone. `path[0]` is the first of a list, `path[1]`
# the second; counted from the end, `-1` is the last and `-2` the one before it.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: root_of = lambda steps, outlet: [outlet, *steps["giver"]][:2][-1]  # IGNORE
def root_of(steps, outlet):
    path = [outlet, *steps["giver"]]
    root = path[-1]  # SOLUTION
    return root


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q5_1_leads_to_an_end(root_of):
    import pandas as pd

    from purgelib.exercises import checks

    none = pd.DataFrame({"giver": []})
    way = pd.DataFrame({"giver": ["the mayor", "a rights group", "an eyewitness"]})
    checks.text(root_of(way, "a newspaper"))
    assert root_of(none, "a newspaper") == "a newspaper", (
        "Where an article credits nobody, the way ends with its outlet."
    )
    assert root_of(way, "a newspaper") != "a newspaper", "The newspaper has the number from others; it is not the root."
    taken = set(way["giver"][:-1])
    assert root_of(way, "a newspaper") not in taken, "The one given has the number from somebody else."


# %%
# HIDDEN
def q5_1_is_right(root_of, corpus):
    import pandas as pd

    from purgelib import origins
    from purgelib.exercises import checks, traced

    checks.same_text(root_of(pd.DataFrame({"giver": ["A", "B"]}), "C"), "B")
    checks.same_text(root_of(pd.DataFrame({"giver": []}), "C"), "C")
    known = traced(corpus)
    outlet = known.counts.set_index("count")["document"].map(known.outlets)
    for row in known.roots.itertuples():
        steps = origins.steps(known, row.count)
        checks.same_text(
            root_of(steps[steps["chain"].eq(row.chain)], row.root if steps.empty else outlet[row.count]), row.root
        )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## How many origins?
#
# A *figure* is a number that several counts of one category and time have in common: the same, with other bounds, or rounded.
# `chains` holds each way of the figure that the most documents report. `origin` is 1 where the text gives the number on the
# word of this root, and 0 where the way only ends there: with somebody who has no name, in a circle, or in a list of
# references that does not say who knew.

# %%
figure = next(iter(traced.figures["figure"]), "")
told = counts[["count", "category", "figure", "document", "text"]].assign(outlet=counts["document"].map(traced.outlets))
chains = roots.merge(told[told["figure"].eq(figure)], on="count")
purgelib.InFull(chains[["document", "outlet", "text", "path", "root", "origin"]].sort_values("document"))

# %% [raw]
# # BEGIN QUESTION
# name: q5_2
# points: 2

# %% [markdown]
# **5.2** Complete `independent`: the set of the roots with `origin` 1, each once. `table.loc[table["column"] == value,
# "other"]` is the column `other` of the rows with this value. Then compare three numbers: how many documents, how many
# outlets, how many origins?

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: independent = lambda chains: set(chains["root"])  # IGNORE
def independent(chains):
    names = set(chains.loc[chains["origin"] == 1, "root"])  # SOLUTION
    return names


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q5_2_names_origins(independent, corpus):
    from purgelib.exercises import checks, traced

    known = traced(corpus)
    checks.names(independent(known.roots))
    for figure, group in list(known.counts[known.counts["figure"].ne("")].groupby("figure"))[:12]:
        chains = known.roots[known.roots["count"].isin(group["count"])]
        names = checks.names(independent(chains))
        assert len(names) == len(set(names)), f"Of the figure {figure}, an origin comes more than once."
        ends = set(chains["root"])
        strange = sum(name not in ends for name in names)
        assert not strange, f"Of the figure {figure}, {strange} of those given are no root of any chain."
        sure = {row.root for row in chains.itertuples() if row.origin}
        only_ends = sum(name not in sure for name in names)
        assert not only_ends, f"Of the figure {figure}, the way only ends with {only_ends} of those given."


# %%
# HIDDEN
def q5_2_is_right(independent, corpus):
    import pandas as pd

    from purgelib.exercises import checks, traced

    table = pd.DataFrame({"root": ["A", "A", "B", "unnamed"], "origin": [1, 1, 0, 0], "outlet": ["D", "E", "F", "G"]})
    checks.same_names(independent(table), ["A"])
    known = traced(corpus)
    for row in known.figures.itertuples():
        mine = known.counts.loc[known.counts["figure"].eq(row.figure), "count"]
        named = independent(known.roots[known.roots["count"].isin(mine)])
        checks.same_names(named, [name for name in row.origins.split("; ") if name])


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
chains["document"].nunique(), chains["outlet"].nunique(), independent(chains)

# %% [markdown]
# Even these need not be independent: two organisations may have asked the same person. The texts would have to say so.

# %% [raw]
# # BEGIN QUESTION
# name: q5_3
# points: 2

# %% [markdown]
# ## One origin, printed often
#
# **5.3** Complete `resting_on`: in how many documents does a way end at this root? A document with the number in its headline
# and in its text is one document: `.nunique()` at the end of a column counts each value once.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: resting_on = lambda root, chains: int((chains["root"] == root).sum())  # IGNORE
def resting_on(root, chains):
    number = chains.loc[chains["root"] == root, "document"].nunique()  # SOLUTION
    return number


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q5_3_counts_documents(resting_on):
    import pandas as pd

    from purgelib.exercises import checks

    table = pd.DataFrame({"root": list("AAABB"), "document": ["d1", "d1", "d2", "d2", "d3"], "outlet": list("XXXXY")})
    checks.number(resting_on("A", table))
    assert resting_on("C", table) == 0, "No way ends at this root, but the function counts documents."
    assert resting_on("A", table) < 3, "A document that gives the number twice is counted twice."
    assert resting_on("B", table) > 1, "Two documents of two outlets end at this root, but the function counts fewer."


# %%
# HIDDEN
def q5_3_is_right(resting_on, corpus):
    from purgelib.exercises import checks, traced

    known = traced(corpus)
    chains = known.roots.merge(known.counts[["count", "document"]], on="count")
    for root in ["", *chains["root"].unique()]:
        checks.same_number(
            resting_on(root, chains), len({row.document for row in chains.itertuples() if row.root == root})
        )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
{root: resting_on(root, chains) for root in chains["root"].unique()}

# %% [raw]
# # BEGIN QUESTION
# name: q5_4
# points: 2

# %% [markdown]
# ## Unnamed is not nobody
#
# Where a way ends with "unnamed", somebody did say it: a survivor, an official, a colleague. It may be the one whom another
# article names, and it may be another person. Nobody can tell from the texts, so it is wrong to count it as one more origin,
# and wrong to count it as none.
#
# **5.4** Complete `without_name`: the documents of which *no* way leads to an origin. `led` holds the documents with at least
# one way to an origin, `lost` those with at least one way that only ends; `one - other` is what stands in the one set and not
# in the other.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: without_name = lambda chains: set(chains.loc[chains["origin"] == 0, "document"])  # IGNORE
def without_name(chains):
    led = set(chains.loc[chains["origin"] == 1, "document"])
    lost = set(chains.loc[chains["origin"] == 0, "document"])
    documents = lost - led  # SOLUTION
    return documents


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q5_4_names_documents(without_name):
    import pandas as pd

    from purgelib.exercises import checks

    table = pd.DataFrame({"document": ["d1", "d1", "d2", "d3", "d3"], "origin": [1, 0, 1, 0, 0], "root": list("AUAUU")})
    documents = checks.names(without_name(table))
    assert "d2" not in documents, "A document whose only way leads to an origin is given."
    assert "d1" not in documents, "A document with one way to an origin, beside another that only ends, is given."
    assert documents, "A document of which both ways only end is not given."


# %%
# HIDDEN
def q5_4_is_right(without_name, corpus):
    from purgelib.exercises import checks, traced

    known = traced(corpus)
    chains = known.roots.merge(known.counts[["count", "document", "figure"]], on="count")
    checks.names(without_name(chains))
    for row in known.figures.itertuples():
        mine = chains[chains["figure"].eq(row.figure)]
        leads = mine.groupby("document")["origin"].max()
        documents = without_name(mine)
        checks.same_names(documents, leads.index[leads.eq(0)])
        assert len(documents) == row.unclear, "The figure has another number of documents without a named origin."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## As of when?
#
# A number holds as of a day. An article of 2019 may give one of 2017: the day of printing is not the day of the number.
# `first_day` and `last_day` are the days that the date of the number may mean, `dated_by` says what they rest on. These are
# the numbers with a date, of the category that has the most of them.

# %%
with_date = counts.dropna(subset=["first_day", "last_day"]).merge(
    found.documents[["document", "published"]], on="document"
)
dated = with_date[with_date["category"].isin(with_date["category"].mode()[:1])]
dated[["text", "category", "published", "first_day", "last_day", "dated_by", "source"]].head(10)

# %% [raw]
# # BEGIN QUESTION
# name: q5_5
# points: 2

# %% [markdown]
# **5.5** Complete `in_time`: the numbers in the order of the days for which they hold, by `last_day`, and where that is the
# same, by `first_day`. `table.sort_values(["one", "other"])` sorts by one column, then by another.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: in_time = lambda numbers: numbers.sort_values(["published", "first_day"])  # IGNORE
def in_time(numbers):
    ordered = numbers.sort_values(["last_day", "first_day"])  # SOLUTION
    return ordered


in_time(dated[["text", "category", "published", "first_day", "last_day", "source"]])


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q5_5_is_in_some_order(in_time, corpus):
    from itertools import pairwise

    from purgelib.exercises import checks, tables, traced

    published = tables(corpus).documents[["document", "published"]]
    dated = traced(corpus).counts.dropna(subset=["first_day", "last_day"]).merge(published, on="document")
    ordered = in_time(dated)
    checks.table(ordered, columns=["count", "first_day", "last_day"])
    checks.same_size(ordered, dated)
    back = sum(later < earlier for earlier, later in pairwise(ordered["last_day"]))
    assert not back, f"Going down, the last day goes back in time {back} times."


# %%
# HIDDEN
def q5_5_is_right(in_time, corpus):
    import pandas as pd

    from purgelib.exercises import checks, traced

    dated = traced(corpus).counts.dropna(subset=["first_day", "last_day"])
    days = [("a", "2032", 10, 10), ("b", "2030", 1, 30), ("c", "2031", 9, 10)]
    april = pd.DataFrame(days, columns=["count", "published", "first_day", "last_day"])
    for numbers in (dated, april):
        ordered = in_time(numbers)
        checks.same_rows(ordered, numbers, key="count")
        found = list(zip(ordered["last_day"], ordered["first_day"], strict=True))
        assert found == sorted(found), "Where the last day is the same, the first day does not decide."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q5_6
# points: 2

# %% [markdown]
# ## Do they contradict each other?
#
# "At least three" and "more than a hundred" are different words, and both may be true of the same people. Two numbers exclude
# each other only if the most that the one allows is less than the fewest that the other allows.
#
# **5.6** Complete `exclude`. `fewest(one)` and `most(one)` are the ends of what a number allows; an open end is 0 or infinity.
# `a < b or c < d` is true if one of both is.

# %%
import pandas as pd


def fewest(number):
    return 0 if pd.isna(number["low"]) else number["low"]


def most(number):
    return float("inf") if pd.isna(number["high"]) else number["high"]


# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: exclude = lambda one, other: fewest(one) != fewest(other)  # IGNORE
def exclude(one, other):
    answer = most(one) < fewest(other) or most(other) < fewest(one)  # SOLUTION
    return answer


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q5_6_respects_open_ends(exclude):
    from purgelib.exercises import checks

    three, four = {"low": 3, "high": 3}, {"low": 4, "high": 4}
    at_least_three, up_to_ten = {"low": 3, "high": None}, {"low": None, "high": 10}
    more_than_hundred = {"low": 101, "high": None}
    checks.yes_or_no(exclude(three, four))
    assert exclude(three, four), "Three and four exclude each other, but the function says no."
    assert exclude(more_than_hundred, three), "Three and “more than 100” exclude each other, but the function says no."
    assert exclude(three, more_than_hundred), "Turned round, the function says something else."
    assert not exclude(at_least_three, more_than_hundred), "With “at least three”, there is room for a hundred."
    assert not exclude(three, {"low": 3, "high": 5}), "Both “three” and “three to five” may be true."
    assert not exclude(up_to_ten, three), "With “up to ten”, there is room for three."


# %%
# HIDDEN
def q5_6_is_right(exclude):
    from itertools import product

    from purgelib.exercises import checks

    ends = [None, 0, 2, 3, 7]
    numbers = [{"low": a, "high": b} for a, b in product(ends, ends) if a is None or b is None or a <= b]
    for one, other in product(numbers, numbers):
        answer = exclude(one, other)
        checks.yes_or_no(answer)
        allowed = [
            {n for n in range(12) if (row["low"] or 0) <= n and (row["high"] is None or n <= row["high"])}
            for row in (one, other)
        ]
        assert bool(answer) == (not allowed[0] & allowed[1]), "Of some pairs, the function says what their ends do not."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q5_7
# points: 2

# %% [markdown]
# Numbers that exclude each other may still both be right: forty people in December and a hundred in April are no
# contradiction, and nor is a number that has grown since.
#
# **5.7** Complete `same_time`: may both numbers hold on one and the same day? The one then begins before the other ends, or
# on that day, and the other way round. `a <= b and c <= d` is true if both are.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: same_time = lambda one, other: one["first_day"] == other["first_day"]  # IGNORE
def same_time(one, other):
    answer = one["first_day"] <= other["last_day"] and other["first_day"] <= one["last_day"]  # SOLUTION
    return answer


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q5_7_looks_at_both_ends(same_time):
    import datetime as dt

    from purgelib.exercises import checks

    april = {"first_day": dt.date(2030, 4, 1), "last_day": dt.date(2030, 4, 30)}
    tenth = {"first_day": dt.date(2030, 4, 10), "last_day": dt.date(2030, 4, 10)}
    june = {"first_day": dt.date(2030, 6, 1), "last_day": dt.date(2030, 6, 30)}
    checks.yes_or_no(same_time(april, tenth))
    assert same_time(april, tenth), "An April day and 10 April may be the same day, but the function says no."
    assert same_time(tenth, april), "Turned round, the function says something else."
    assert not same_time(april, june), "No day lies both in April and in June, but the function says yes."
    assert not same_time(june, april), "No day lies both in June and in April, but the function says yes."


# %%
# HIDDEN
def q5_7_is_right(same_time):
    import datetime as dt
    from itertools import combinations_with_replacement, product

    from purgelib.exercises import checks

    spans = list(combinations_with_replacement(range(1, 7), 2))
    for one, other in product(spans, spans):
        rows = [{"first_day": dt.date(2030, 4, a), "last_day": dt.date(2030, 4, b)} for a, b in (one, other)]
        answer = same_time(*rows)
        checks.yes_or_no(answer)
        shared = {*range(one[0], one[1] + 1)} & {*range(other[0], other[1] + 1)}
        assert bool(answer) == bool(shared), "Of some pairs, the function says what their days do not."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# `compare` does both, and asks also whether two numbers speak of the same place and the same people. These are the pairs of
# `dated` numbers from different documents whose bounds exclude each other, by how they stand to each other once all of that
# is asked. Only `conflict` is a contradiction. (Nothing is shown where no bounds exclude each other.)

# %%
from itertools import combinations

apart = [
    origins.compare(one, other)
    for one, other in combinations(dated.head(60).itertuples(), 2)
    if one.document != other.document
    and (most(one._asdict()) < fewest(other._asdict()) or most(other._asdict()) < fewest(one._asdict()))
]
relations = pd.DataFrame(apart, columns=["relation", "reason"]).groupby("relation", as_index=False)
purgelib.InFull(relations.agg(pairs=("reason", "size"), example=("reason", "first")))

# %% [raw]
# # BEGIN QUESTION
# name: q5_8
# points: 2

# %% [markdown]
# ## Do not add up
#
# `rows` are all reports of the figure above. They look like a column to add up. As far as one can
# see, they tell of the same people.
#
# **5.8** Complete `counted_again`: how many persons would be counted again if you added up the column `low`? That is the sum
# of `low` (`.sum()`) less its highest value (`.max()`), which alone was ever reported.

# %%
rows = counts[counts["figure"].eq(figure) & counts["low"].notna()]
rows[["document", "text", "low", "high", "source"]]

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: counted_again = lambda rows: rows["low"].sum()  # IGNORE
def counted_again(rows):
    persons = rows["low"].sum() - rows["low"].max()  # SOLUTION
    return persons


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q5_8_counts_persons(counted_again):
    import pandas as pd

    from purgelib.exercises import checks

    once = pd.DataFrame({"low": pd.array([40], dtype="Int64")})
    twice = pd.DataFrame({"low": pd.array([40, 40], dtype="Int64")})
    checks.number(counted_again(once))
    assert counted_again(once) == 0, "A single report counts nobody again, but the function says otherwise."
    assert counted_again(twice) == 40, (
        "Two reports of forty would count forty people again; the function says otherwise."
    )


# %%
# HIDDEN
def q5_8_is_right(counted_again, corpus):
    from purgelib.exercises import checks, traced

    counts = traced(corpus).counts
    checks.number(counted_again(counts[["low"]].head(0).reindex([0]).assign(low=7).astype("Int64")))
    for _, group in counts[counts["low"].notna()].groupby("figure"):
        lows = sorted(int(low) for low in group["low"])
        checks.same_number(counted_again(group), sum(lows[:-1]))


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Not even the rest is the truth: it is the highest lower bound that anybody reported. The library refuses to add up rows
# that have no sum, and says why of the first that stands in the way.

# %%
try:
    refused = origins.total(rows) if len(rows) else "There is nothing to add up."
except ValueError as reason:
    refused = str(reason)
refused

# %% [raw]
# # BEGIN QUESTION
# name: q5_9
# points: 2

# %% [markdown]
# ## Where the software is wrong
#
# The rows were read by rules, and rules misread: a speaker, a date, a place, a doubt, what a number counts. Here is how
# many numbers each document has, and *(reading)* those of the first with their sentences. For those of another, write its id
# in place of `found.counts["document"].iloc[0]`, in quotation marks.

# %%
found.counts["document"].value_counts()

# %%
document = found.counts["document"].iloc[0]
in_words = found.sentences[["sentence", "text"]].rename(columns={"text": "in words"})
columns = ["count", "text", "category", "low", "high", "source", "when", "hedge", "in words"]
purgelib.InFull(found.counts[found.counts["document"].eq(document)].merge(in_words, on="sentence")[columns])

# %% [markdown]
# Why did it read a row so? `explain` shows each number of a sentence and the rule behind it.

# %%
one = found.counts.iloc[0]
purgelib.explain(exercises.folder(corpus) / one["file"], int(one["start"]))

# %% [markdown]
# **5.9** Find a row of `found.counts` that is wrong, or that you would read otherwise with a reason, and write its correction:
# one column of one row, by whom, when and why. It has the form of a line of `corrections.csv`, the file beside the texts in
# which people put right what the software made:
#
# ```python
# mine = correction("flood:1:812:killed", "low", 12, who="A. Weir", when="2024-05-02", why="She says twelve or more.")
# ```
#
# For a bound that the text leaves open, the value is `None`. The check looks at the form, and that your value is another one
# than the software's; whether you are right, your reason must show. Name it `mine`.

# %%
from purgelib.exercises.correcting import before_and_after, correction

# %% [raw]
# # BEGIN SOLUTION

# %%
mine = correction(one["count"], "hedge", 1 - one["hedge"], who="Ann", when="2024", why="It says so there.")  # SOLUTION
# wrong: mine = correction(one["count"], "hedge", one["hedge"], who="Ann", when="2024", why="It says so there.")  # IGNORE
# wrong: mine = correction(one["count"], "hedge", 1 - one["hedge"], who="", when="2024", why="Wrong.")  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q5_9_can_be_checked_by_others(mine, corpus):
    from purgelib.exercises import correcting

    correcting.check_form(mine, corpus)


# %%
# HIDDEN
def q5_9_takes_effect(mine, corpus):
    from purgelib.exercises import correcting

    correcting.check_effect(mine, corpus)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# The texts are read once more, with your line beside them. What is different in the row? (No row: there is no correction
# yet.) What follows from your correction, such as `when` from the other dates, follows by itself.

# %%
before_and_after(mine, corpus)

# %% [raw]
# # BEGIN QUESTION
# name: q5_10
# manual: true
# points: 4

# %% [markdown]
# **5.10** Argue your correction in five to eight sentences, for somebody who has not seen the row. What does the row say, and
# which words of the sentence say otherwise? Quote no more of it than you need, and no private person's name. Which rule do
# you follow (the README's table of bounds, the meaning of a column in `data/README.md`)? What speaks for the software's
# reading? Which result of this notebook would be another one with your correction, or none?

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1: the row and its sentence are named, and what the software read there is told fairly.
# - 1: the reason rests on words of the sentence (or of the sentence before it), not on what the student knows of the affair.
# - 1: it follows a stated rule: what the column means, how a modifier sets a bound, whom a text credits.
# - 1: weighs the other reading, and says which table or result changes, or that none does.
#
# There is no list of right rows: a correction that another coder would make too is right. Where two students correct the same
# row differently and both argue well, give both the points and let the class discuss the case.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q5_11
# manual: true
# points: 4

# %% [markdown]
# **5.11** Write the paragraph for a report: how many people, according to these texts? Choose one figure. Give the number with
# its bounds in words, the day as of which it holds, who says so and how they know (if the texts say it), how many independent
# origins there are and how many documents print it, and what nobody could know from these texts. No more than 120 words, and
# nothing that a table here does not show. If these texts hold no figure, write instead why none can be given.

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1: a number with its bounds and modifier ("at least", "more than", "about"), as reported, never "N people were ..." as a fact.
# - 1: the date as of which it holds, and its origin by name; an unnamed one is called so, neither left out nor guessed.
# - 1: documents and independent origins are told apart; numbers are not added up and not averaged.
# - 1: says what is unknown: whether two origins asked the same people, whom the texts leave unnamed, what was not collected.

# %% [raw]
# # END SOLUTION


# %% [raw]
# # END QUESTION
