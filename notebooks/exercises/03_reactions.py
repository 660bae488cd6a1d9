# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 3 Reactions
#
# When people learn of an atrocity, some deny, some condemn, some help, and some say nothing. A timeline of this looks
# simple. It is made of sentences, of dates that are half known, and of texts that somebody happened to collect.
#
# **You will learn**
#
# - to choose rows from a table, and to see what a choice leaves out;
# - why six sentences may tell of one act, and why that confirms nothing;
# - to put dates in order of which only the month is known;
# - to say how many days an answer took, at least and at most;
# - to tell a silence that a text reports from a silence of your collection.
#
# **Read before**
#
# - in the README: *Glossary* and *People at risk*;
# - in `data/README.md`: the tables `documents` and `reactions`;
# - the notebook `02_reaction_timeline`: run it once and look at its figures.
#
# **Time:** 80 minutes
#
# Put your answer where the three dots are, run the cell, then run the check below it. A check says what differs, not what
# the answer is; run it as often as you like. Take every answer from the tables and type no number that you counted by eye:
# the same notebook must be right on other texts too.

# %% [markdown]
# ## Before you begin: about these texts
#
# Behind the rows stand people who were arrested, tortured or killed, and people who spoke up or kept silent about it. The
# tasks marked *(reading)* show you sentences. In each of them you may choose another row, or leave it and come back.
#
# You may stop whenever you want to: save, close the notebook, go outside, talk to your teacher or to somebody you trust. Nothing is
# lost, and nobody is graded for how much they can bear. Carry no name of a private person out of this notebook.

# %%
import purgelib
from purgelib import exercises

corpus = ""  # a folder of texts; empty: the example corpus
found = exercises.tables(corpus)
grader = exercises.Grader("03_reactions")

# %% [markdown]
# ## Choosing rows
#
# One row of `reactions` says: in this sentence, this actor did this. Below it, how often each type occurs.

# %%
from purgelib import timeline

documents, sentences, actors, reactions = found.documents, found.sentences, found.actors, found.reactions
reactions[["actor", "type", "date", "document"]].head(8)

# %%
reactions["type"].value_counts()

# %% [raw]
# # BEGIN QUESTION
# name: q3_1
# points: 2

# %% [markdown]
# **3.1** Complete the function `of_type`: it takes a table of reactions and the name of a type, and gives the rows of that
# type only. `table[table["column"] == value]` keeps the rows that have this value in that column.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: of_type = lambda table, name: table[table["type"] == "deny"]  # IGNORE
def of_type(table, name):
    chosen = table[table["type"] == name]  # SOLUTION
    return chosen


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q3_1_keeps_one_type(of_type, corpus):
    from purgelib.exercises import checks, tables

    reactions = tables(corpus).reactions
    for name, often in reactions["type"].value_counts().head(3).items():
        chosen = of_type(reactions, name)
        checks.table(chosen, columns=["actor", "type", "date"])
        assert set(chosen["type"]) == {name}, "Asked for one type, the function gives rows of other types as well."
        assert len(chosen) == often, "Asked for a type that occurs often, the function does not give all of its rows."
    checks.table(of_type(reactions, ""), columns=["actor", "type", "date"])


# %%
# HIDDEN
def q3_1_works_on_any_table(of_type):
    import pandas as pd

    from purgelib.exercises import checks

    table = pd.DataFrame({"reaction": ["a", "b", "c"], "type": ["aid", "deny", "aid"], "actor": ["deny", "aid", "X"]})
    for name in ("aid", "deny", "protest"):
        checks.same_rows(of_type(table, name), table[table["type"].eq(name)], key="reaction")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q3_2
# points: 2

# %% [markdown]
# ## What has no date
#
# Many texts say what somebody did, but not when. A text column of these tables then holds `""`, an empty text.
#
# **3.2** Put the rows of `reactions` without a date into `without_date`. Whoever draws a timeline and forgets them draws
# something else than the texts tell.

# %% [raw]
# # BEGIN SOLUTION

# %%
without_date = reactions[reactions["date"] == ""]  # SOLUTION
# wrong: without_date = reactions[reactions["date"].isna()]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q3_2_holds_what_has_no_date(without_date, corpus):
    from purgelib.exercises import checks, tables

    checks.table(without_date, columns=["actor", "type", "date"])
    dates = list(tables(corpus).reactions["date"])
    assert not any(without_date["date"]), "Some of these rows have a date."
    checks.same_size(without_date, [date for date in dates if not date])


# %%
# HIDDEN
def q3_2_is_right(without_date, corpus):
    from purgelib.exercises import checks, tables

    reactions = tables(corpus).reactions
    checks.same_rows(without_date, reactions[reactions["date"].str.len().eq(0)], key="reaction")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q3_3
# points: 2

# %% [markdown]
# ## From sentences to acts
#
# A spokesman denies something once; six sentences tell of it. An *act* is what an actor did, however many sentences tell of
# it. `merged_reactions` puts reactions together that have the same actor and type and dates that may mean the same day.
# `witnesses` is the number of sentences that tell of an act.
#
# **3.3** How many rows of `reactions` only tell again of an act that another row tells of already? Compute it from `acts`
# and `reactions`, into `told_again`. (`len(table)` is the number of rows of a table.)

# %%
acts = timeline.merged_reactions(reactions, documents)
acts[["actor", "type", "date", "witnesses", "documents"]].head(8)

# %% [raw]
# # BEGIN SOLUTION

# %%
told_again = len(reactions) - len(acts)  # SOLUTION
# wrong: told_again = len(acts[acts["witnesses"] > 1])  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q3_3_counts_what_is_told_again(told_again, corpus):
    from purgelib import timeline
    from purgelib.exercises import checks, tables

    checks.number(told_again)
    found = tables(corpus)
    witnesses = sorted(timeline.merged_reactions(found.reactions, found.documents)["witnesses"])
    assert told_again < max(1, sum(witnesses)), "Each act has one row that is not told again."
    several = [often for often in witnesses if often > 1]
    least = len(several) + sum(often - 2 for often in several[-3:])
    assert told_again >= least, "An act that four sentences tell of is told again three times, not once."


# %%
# HIDDEN
def q3_3_is_right(told_again, corpus):
    from purgelib import timeline
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    acts = timeline.merged_reactions(found.reactions, found.documents)
    checks.same_number(told_again, sum(len(told.split("; ")) - 1 for told in acts["reactions"]))


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# To be told often is not to be confirmed: several sentences may rest on one statement, and articles repeat each other.

# %% [raw]
# # BEGIN QUESTION
# name: q3_4
# points: 2

# %% [markdown]
# ## In the order of time
#
# `2017-04` may be any day of that April. The tables therefore keep two days: `first_day`, the earliest that a date may
# mean, and `last_day`, the latest. By `last_day`, the act has surely happened.
#
# **3.4** Complete `in_time`: the acts in the order in which they have surely happened, by `last_day`, and where that is the
# same, by `first_day`. `table.sort_values(["one", "other"])` sorts by one column and then by another.

# %%
dated = timeline.dated(acts)
dated[["actor", "type", "date", "first_day", "last_day"]].head(8)

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: in_time = lambda acts: acts.sort_values("date")  # IGNORE
def in_time(acts):
    ordered = acts.sort_values(["last_day", "first_day"])  # SOLUTION
    return ordered


in_time(dated[["actor", "type", "date", "first_day", "last_day"]])


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q3_4_is_in_some_order(in_time, corpus):
    from itertools import pairwise

    from purgelib import timeline
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    dated = timeline.dated(timeline.merged_reactions(found.reactions, found.documents))
    ordered = in_time(dated)
    checks.table(ordered, columns=["act", "first_day", "last_day"])
    checks.same_size(ordered, dated)
    back = sum(later < earlier for earlier, later in pairwise(ordered["last_day"]))
    assert not back, f"Going down, the last day goes back in time {back} times."


# %%
# HIDDEN
def q3_4_is_right(in_time, corpus):
    import pandas as pd

    from purgelib import timeline
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    dated = timeline.dated(timeline.merged_reactions(found.reactions, found.documents))
    days = [("a", "2030-04-10", 10, 10), ("b", "2030-04", 1, 30), ("c", "2030-04-09/2030-04-10", 9, 10)]
    april = pd.DataFrame(days, columns=["act", "date", "first_day", "last_day"])
    for acts in (dated, april):
        ordered = in_time(acts)
        checks.same_rows(ordered, acts, key="act")
        found = list(zip(ordered["last_day"], ordered["first_day"], strict=True))
        assert found == sorted(found), "Where the last day is the same, the first day does not decide."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q3_5
# points: 2

# %% [markdown]
# Any program will sort such a table. That does not mean that the order is known: an act of "April" and one of 10 April
# stand one below the other, and nobody can say which came first.
#
# **3.5** Complete `surely_before`: it takes two acts and says `True` only if the first happened before the other whatever
# the days are that their dates mean, else `False`. An act has its days as `one["first_day"]` and `one["last_day"]`;
# `a < b` says whether day `a` comes before day `b`.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: surely_before = lambda one, other: one["last_day"] < other["last_day"]  # IGNORE
def surely_before(one, other):
    answer = one["last_day"] < other["first_day"]  # SOLUTION
    return answer


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q3_5_is_sure(surely_before):
    import pandas as pd

    from purgelib.exercises import checks

    april = {"first_day": pd.Timestamp("2030-04-01"), "last_day": pd.Timestamp("2030-04-30")}
    tenth = {"first_day": pd.Timestamp("2030-04-10"), "last_day": pd.Timestamp("2030-04-10")}
    june = {"first_day": pd.Timestamp("2030-06-01"), "last_day": pd.Timestamp("2030-06-30")}
    checks.yes_or_no(surely_before(tenth, june))
    assert surely_before(april, june), "An act of April is surely before one of June, but the function says no."
    assert not surely_before(june, april), "An act of June is not before one of April, but the function says yes."
    assert not surely_before(tenth, april), "The 10th is not surely before “April”, but the function says yes."


# %%
# HIDDEN
def q3_5_works_on_all_acts(surely_before, corpus):
    from itertools import product

    import pandas as pd

    from purgelib import timeline
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    dated = timeline.dated(timeline.merged_reactions(found.reactions, found.documents))
    pairs = [pd.Timestamp(2030, 5, day) for day in (1, 2, 3)]
    own = [{"first_day": a, "last_day": b} for a in pairs for b in pairs if a <= b]
    rows = [*own, *dated[["first_day", "last_day"]].head(40).to_dict("records")]
    for one, other in product(rows, rows):
        before = surely_before(one, other)
        checks.yes_or_no(before)
        days = pd.date_range(one["first_day"], one["last_day"])
        all_before = all(day < other["first_day"] for day in (days[0], days[-1]))
        assert bool(before) == all_before, "Of some pairs of acts, the function does not say what their days say."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q3_6
# points: 2

# %% [markdown]
# ## How long did it take?
#
# Whoever says "they answered after twelve days" needs two dates. Each may be imprecise, so the answer is a range. The
# earliest report that these texts date gives the days from which delays count; other reports, which nobody put into this
# folder, may be earlier.
#
# **3.6** Complete `days_taken`, for an answer that came between `first_day` and `last_day` to a report that came out between
# `reported_from` and `reported_to`: fewest days and most days, in round brackets with a comma between. `(later -
# earlier).days` is the number of days between two days. The fewest are never below 0: `max(0, number)`.

# %%
first = timeline.first_report(acts, documents)
first

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: days_taken = lambda a, b, c, d: (max(0, (a - c).days), (b - d).days)  # IGNORE
def days_taken(first_day, last_day, reported_from, reported_to):
    days = (max(0, (first_day - reported_to).days), (last_day - reported_from).days)  # SOLUTION
    return days


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q3_6_gives_a_range(days_taken):
    import datetime as dt

    from purgelib.exercises import checks

    report = dt.date(2030, 4, 1), dt.date(2030, 4, 3)
    days = days_taken(dt.date(2030, 4, 10), dt.date(2030, 4, 20), *report)
    checks.given(days)
    assert isinstance(days, tuple) and len(days) == 2, "The function does not give two numbers in round brackets."
    checks.number(days[0])
    checks.number(days[1])
    fewest, most = days
    assert fewest <= most, "The fewest days are more than the most days."
    exact = days_taken(dt.date(2030, 4, 10), dt.date(2030, 4, 10), dt.date(2030, 4, 1), dt.date(2030, 4, 1))
    assert len(set(exact)) == 1, "Where all days are known, fewest and most days are the same; here they differ."
    assert most - fewest == 12, "An answer of eleven possible days to a report of three leaves twelve days of doubt."
    same = days_taken(*report, *report)
    assert same[0] == 0, "An answer that may be of the day of the report took at least 0 days."


# %%
# HIDDEN
def q3_6_works_on_all_days(days_taken):
    import datetime as dt
    from itertools import combinations_with_replacement, product

    from purgelib.exercises import checks

    days = [dt.date(2030, 4, day) for day in (1, 2, 5, 9)]
    for answer, report in product(combinations_with_replacement(days, 2), repeat=2):
        possible = [(a - b).days for a in answer for b in report]
        fewest, most = days_taken(*answer, *report)
        checks.same_number(fewest, max(0, min(possible)))
        checks.same_number(most, max(possible))


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q3_7
# points: 2

# %% [markdown]
# ## Two kinds of silence
#
# A text may *say* that somebody was silent or refused. That is a row, of the type `decline`.

# %%
reactions.loc[reactions["type"].eq("decline"), ["actor", "date", "document", "sentence"]].head(10)

# %% [markdown]
# An actor may also be named without any row in `reactions`. Nobody has said that it was silent: these texts tell of no
# response, and that is all.
#
# **3.7** `named` holds the states and international bodies that the texts name, `responded` all who have a row in
# `reactions`. Both are sets, in which each name stands once; `one - other` is what stands in the one and not in the other.
# Put those without a row into `no_row`.

# %%
named = set(actors.loc[actors["type"].isin(["state", "igo"]), "name"])
responded = set(reactions["actor"])

# %% [raw]
# # BEGIN SOLUTION

# %%
no_row = named - responded  # SOLUTION
# wrong: no_row = named & set(reactions.loc[reactions["type"].eq("decline"), "actor"])  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q3_7_names_those_without_a_row(no_row, corpus):
    from purgelib.exercises import checks, tables

    checks.names(no_row)
    found = tables(corpus)
    kind = dict(zip(found.actors["name"], found.actors["type"], strict=True))
    heard = sum(name in set(found.reactions["actor"]) for name in no_row)
    assert not heard, f"{heard} of these have a row in reactions."
    others = sum(kind.get(name) not in ("state", "igo") for name in no_row)
    assert not others, f"{others} of these are no state and no international body of these texts."


# %%
# HIDDEN
def q3_7_is_right(no_row, corpus):
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    of_type = found.actors[found.actors["type"].isin(["state", "igo"])]
    checks.same_names(no_row, of_type.loc[~of_type["name"].isin(found.reactions["actor"]), "name"])


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# *(reading)* Why do the texts name one of them, if not for a response? For other names, change `[:5]`, for instance to `[5:10]`.

# %%
quiet = sorted(name for name in named if name not in responded)[:5]
purgelib.InFull(
    found.mentions[found.mentions["actor"].isin(quiet)]
    .drop_duplicates("actor")[["actor", "sentence"]]
    .merge(sentences[["sentence", "text"]], on="sentence")
)

# %% [raw]
# # BEGIN QUESTION
# name: q3_8
# points: 2

# %% [markdown]
# ## What if one text were missing?
#
# Somebody put these texts together. Had one not been found, some actors would look silent.
#
# **3.8** Complete `only_heard_in`: the set of the actors who have reactions in this document and in no other. `all_of_them`
# holds who reacts anywhere, `elsewhere` who reacts in other documents.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: only_heard_in = lambda document, table: set(table.loc[table["document"] == document, "actor"])  # IGNORE
def only_heard_in(document, reactions):
    all_of_them = set(reactions["actor"])
    elsewhere = set(reactions.loc[reactions["document"] != document, "actor"])
    only_here = all_of_them - elsewhere  # SOLUTION
    return only_here


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q3_8_names_those_of_one_document(only_heard_in, corpus):
    from purgelib.exercises import checks, tables

    reactions = tables(corpus).reactions
    for document in reactions["document"].value_counts().index[:3]:
        only_here = only_heard_in(document, reactions)
        checks.names(only_here)
        heard = set(zip(reactions["actor"], reactions["document"], strict=True))
        absent = sum((name, document) not in heard for name in only_here)
        assert not absent, f"{absent} of these actors have no reaction in the document."
        too = sum(any(actor == name and other != document for actor, other in heard) for name in only_here)
        assert not too, f"{too} of these actors have reactions in other documents too."
    checks.names(only_heard_in("", reactions))


# %%
# HIDDEN
def q3_8_works_on_any_table(only_heard_in, corpus):
    import pandas as pd

    from purgelib.exercises import checks, tables

    table = pd.DataFrame({"actor": ["A", "A", "B", "B", "C"], "document": ["x", "y", "x", "x", "y"]})
    checks.same_names(only_heard_in("x", table), ["B"])
    checks.same_names(only_heard_in("y", table), ["C"])
    reactions = tables(corpus).reactions
    told_in = reactions.groupby("actor")["document"].agg(set)
    for document in set(reactions["document"]):
        expected = [name for name, documents in told_in.items() if documents == {document}]
        checks.same_names(only_heard_in(document, reactions), expected)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q3_9
# points: 2

# %% [markdown]
# ## When did nobody respond?
#
# `gaps` lists stretches of two weeks or more in which no dated act may lie, the longest first. (No row: these texts leave
# no such gap, or date too little to see one.)

# %%
gaps = timeline.gaps(acts)
gaps.head(5)

# %% [markdown]
# **3.9** Was the world silent in such a gap, or did nobody in this folder write then? Complete `published_between`: the rows
# of `documents` that were published after the day `after` and before the day `before`, whatever the days are that their
# dates mean. Both are texts such as `"2017-06-30"`; `<` and `>` put such texts in the order of time, `(one) & (other)` asks
# for both, and a document without a date has `""` in both columns `first_day` and `last_day`.

# %% [raw]
# # BEGIN SOLUTION


# %%
# wrong: published_between = lambda after, before, table: table[(table["last_day"] > after) & (table["first_day"] < before)]  # IGNORE
def published_between(after, before, documents):
    between = documents[(documents["first_day"] > after) & (documents["last_day"] < before)]  # SOLUTION
    return between


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q3_9_keeps_to_the_days(published_between, corpus):
    from purgelib.exercises import checks, tables

    documents = tables(corpus).documents
    everything = published_between("0000-01-01", "9999-12-31", documents)
    checks.table(everything, columns=["document", "published", "first_day", "last_day"])
    dated = sum(bool(day) for day in documents["first_day"])
    assert len(everything) == dated, "Of all time, the function does not give exactly the documents that have a date."
    nothing = published_between("9999-01-01", "9999-12-31", documents)
    assert len(nothing) == 0, "The function gives documents of a time in which none was published."
    april = documents.head(1).assign(published="2030-04", first_day="2030-04-01", last_day="2030-04-30")
    within = published_between("2030-04-05", "2030-04-20", april)
    assert len(within) == 0, "A document of “April” may be of a day before 5 April, but it is given for later days."


# %%
# HIDDEN
def q3_9_works_on_any_days(published_between, corpus):
    import pandas as pd

    from purgelib.exercises import checks, tables

    table = pd.DataFrame(
        {
            "document": ["day", "month", "edge", "undated"],
            "published": ["2030-04-10", "2030-04", "2030-04-20", ""],
            "first_day": ["2030-04-10", "2030-04-01", "2030-04-20", ""],
            "last_day": ["2030-04-10", "2030-04-30", "2030-04-20", ""],
        }
    )
    for days, expected in (
        (("2030-04-05", "2030-04-20"), ["day"]),
        (("2030-03-31", "2030-05-01"), ["day", "month", "edge"]),
        (("2030-04-10", "2030-04-20"), []),
        (("2030-03-01", "2030-04-15"), ["day"]),
    ):
        between = published_between(*days, table)
        checks.same_rows(between, table[table["document"].isin(expected)], key="document")
    documents = tables(corpus).documents
    checks.same_rows(
        published_between("0000", "9999", documents), documents[documents["first_day"].ne("")], key="document"
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# For each gap, how many documents were published inside it. A text of a later day may still tell of the gap; where no text
# was published and none looks back, the gap is one of your collection.

# %%
within = [
    int((documents["first_day"].gt(row.after_day) & documents["last_day"].lt(row.before_day)).sum())
    for row in gaps.itertuples()
]
gaps.assign(documents_inside=within).head(5)

# %% [raw]
# # BEGIN QUESTION
# name: q3_10
# manual: true
# points: 4

# %% [markdown]
# **3.10** *(reading)* A newspaper wants to print: "These governments kept silent." Write five to eight sentences to its
# editor. Use the tables to part (a) a silence or refusal that a text reports, (b) an actor that the texts name without a
# response, and (c) an actor that the texts do not name. Give one example of (a) and one of (b) with the id of its row
# (`reaction` or `mention`), and read their sentences first: `purgelib.show(row, found)` shows the sentence of a row, where
# `row` is for instance `reactions.iloc[0]`. If these texts hold no example of one of them, say so.

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1: parts the three: a reported silence is a statement of that text, (b) and (c) are no statement about the actor at all.
# - 1: each example has a row id that exists, and says what its sentence tells (or that there is no example, if there is none).
# - 1: notices that the type `decline` also holds refusals and may be misread, by reading the sentence behind the row.
# - 1: words the conclusion with care: "these texts, published between ... and ..., tell of no response of ..."; says what one
#   would have to search before writing "kept silent" (statements of the government, press of its country, other languages).

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q3_11
# manual: true
# points: 4

# %% [markdown]
# **3.11** *(reading)* The table below says how many days after the first report each actor first responded. Choose one row.
# Read its sentence, then write four to six sentences: what does the row claim, which three things could make it wrong or
# misleading, and which of the three could you check here? If the table is empty, explain with the texts why it is.

# %%
delays = timeline.delays(acts, first)
delays[["actor", "type", "date", "days_low", "days_high", "reaction"]].head(12)

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1: states the claim of the row as a range of days and from which report on; or, where the table is empty, that the texts
#   date no response or no report.
# - 2: three different reasons, such as: the first report of this folder is not the first of the world; the date is imprecise
#   or was misread; an earlier response stands in a text that was not collected, or in these texts without a date; the actor
#   was told by somebody else before; a spokesperson is counted apart from the body; a late answer may have been late only in
#   public.
# - 1: checks one of them in the sentence or the table, and says what came of it.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION
