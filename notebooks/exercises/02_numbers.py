# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 2 Numbers
#
# "At least three", "more than a hundred", "dozens", "40": all four are numbers, and no two of them claim the same kind of
# thing. A table that writes 3, 100, 24 and 40 has thrown away what mattered most.
#
# - **You will learn** to read a reported number as a pair of bounds, what the word before a number does to them, why
#   `dozens` is not 24, and how to set reports side by side without adding them up.
# - **Read before:** in the README the part *What a number is*; in `data/README.md` the table `counts`.
# - **Time:** 90 minutes
#
# In each step put your answer in place of the three dots, run the cell, then run the check below it. You need exercise
# 1 for the brackets that keep rows, `table[condition]`, and nothing else.

# %% [markdown]
# **Before you begin.** Today's rows count people who were held, hurt or killed, and after an hour of them one stops
# feeling that. That is how it works for everybody, and a good moment to pause: save (Ctrl and S), get up, come back when
# you want to, or tomorrow. You may also stop for good and tell your teacher; no reason is needed.

# %%
import purgelib
from purgelib import exercises

corpus = ""  # a folder of texts; empty: the example corpus
found = exercises.tables(corpus, needs=["counts"])
grader = exercises.Grader("02_numbers")

# %% [markdown]
# ## Two bounds
#
# A count has two bounds. `low` is the fewest persons that the words allow, `high` the most. Where the words set no bound,
# it stays empty. The `modifier` says how the words set them. Look for a row of each kind.

# %%
claims = found.counts[["text", "low", "high", "modifier", "category"]]
purgelib.InFull(claims.drop_duplicates(["low", "high", "modifier"]).sort_values("modifier", kind="stable"))

# %% [markdown]
# A bound that is missing is neither 0 nor the empty text: it is *not known*. To ask for it there is
# `table["column"].isna()`, true where nothing stands, and `table["column"].notna()`, true where something does.

# %% [raw]
# # BEGIN QUESTION
# name: q2_1
# points: 2

# %% [markdown]
# **2.1 Which counts are open above?** "More than a hundred" may be a hundred and one or ten thousand. Put the rows of the
# table of counts that have no upper bound into `open_above`.

# %% [raw]
# # BEGIN SOLUTION

# %%
open_above = found.counts[found.counts["high"].isna()]  # SOLUTION
# wrong: open_above = found.counts[found.counts["low"].isna()]  # IGNORE
# wrong: open_above = found.counts[found.counts["high"].notna()]  # IGNORE
# wrong: open_above = found.counts[found.counts["high"] == 0]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q2_1_says_what_differs(open_above, corpus):
    from purgelib.exercises import checks, tables

    checks.table(open_above, ["count", "low", "high"])
    bounded = open_above["high"].count()
    assert not bounded, f"{bounded} of your rows do have an upper bound."
    high = tables(corpus).counts["high"]
    checks.same_size(open_above, range(len(high) - high.count()))


# %%
# HIDDEN
def q2_1_is_right(open_above, corpus):
    from purgelib.exercises import checks, tables

    counts = tables(corpus).counts
    checks.same_rows(open_above, counts[counts["high"].isna()])


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## The word before the number
#
# `table["column"].value_counts()` says how often each value stands in a column.

# %% [raw]
# # BEGIN QUESTION
# name: q2_2
# points: 2

# %% [markdown]
# **2.2 How often is each modifier used?** Put the tally of the column `modifier` of the counts into `modifiers`.

# %% [raw]
# # BEGIN SOLUTION

# %%
modifiers = found.counts["modifier"].value_counts()  # SOLUTION
# wrong: modifiers = found.counts["category"].value_counts()  # IGNORE
# wrong: modifiers = found.counts["modifier"].unique()  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q2_2_says_what_differs(modifiers, corpus):
    from purgelib.exercises import checks, tables

    tally = {}
    for row in tables(corpus).counts.itertuples():
        tally[row.modifier] = tally.get(row.modifier, 0) + 1
    checks.same_tally(modifiers, tally)


# %%
# HIDDEN
def q2_2_is_right(modifiers, corpus):
    from purgelib.exercises import checks, tables

    checks.same_tally(modifiers, tables(corpus).counts["modifier"].value_counts())


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
modifiers

# %% [markdown]
# How many of them say a number and mean exactly that number? Keep your guess of the share of `exact` in mind for 2.9.

# %% [markdown]
# ## What a number allows
#
# Suppose that it were `n` people. Which of the reports would then be true? Those whose words allow `n`: the lower bound is
# not above it, the upper bound not below. For this question a missing lower bound may be read as 0, and a missing upper
# bound as a number so large that nothing reaches it. The next cell does that, and picks an `n` from the middle of these
# texts.

# %%
low = found.counts["low"].fillna(0)
high = found.counts["high"].fillna(10**12)
n = int(low.median())
n

# %% [raw]
# # BEGIN QUESTION
# name: q2_3
# points: 2

# %% [markdown]
# **2.3 Which reports would be true of `n` people?** Two conditions hold together with `&` between them, each in brackets
# of its own: `found.counts[(low > 5) & (high > 7)]`. Less or equal is `<=`, greater or equal `>=`. Put the rows of the
# counts whose words allow `n` into `allowing`.

# %% [raw]
# # BEGIN SOLUTION

# %%
allowing = found.counts[(low <= n) & (high >= n)]  # SOLUTION
# wrong: allowing = found.counts[low <= n]  # IGNORE
# wrong: allowing = found.counts[(low == n) & (high == n)]  # IGNORE
# wrong: allowing = found.counts[(low < n) & (high > n)]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q2_3_says_what_differs(allowing, corpus):
    from purgelib.exercises import checks, tables

    checks.table(allowing, ["count", "low", "high"])
    counts = tables(corpus).counts
    middle = int(counts["low"].fillna(0).median())
    above = sum(bound > middle for bound in allowing["low"].dropna())
    assert not above, f"{above} of your rows begin above n."
    below = sum(bound < middle for bound in allowing["high"].dropna())
    assert not below, f"{below} of your rows end below n."
    refused = sum(counts["low"].fillna(middle).gt(middle) | counts["high"].fillna(middle).lt(middle))
    checks.same_size(allowing, range(len(counts) - refused))


# %%
# HIDDEN
def q2_3_is_right(allowing, corpus):
    from purgelib.exercises import checks, tables

    counts = tables(corpus).counts
    middle = int(counts["low"].fillna(0).median())
    right = counts[counts["low"].fillna(middle).le(middle) & counts["high"].fillna(middle).ge(middle)]
    checks.same_rows(allowing, right)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
purgelib.InFull(found.counts[["text", "low", "high", "modifier"]][(low <= n) & (high > n)].drop_duplicates())

# %% [markdown]
# The reports above allow `n`, and would be just as true of one person more. None of them says `n`.

# %% [markdown]
# ## Why "dozens" is not 24
#
# "Dozens" sets a lower bound only if somebody decides where it begins. Such a decision is a *convention*. The next cell
# shows where three of them let a word begin: the one these tables were made with (`codebook`), one that many conflict
# data sets use (`acled`), and one that decides nothing (`none`).

# %%
conventions = exercises.conventions(corpus)
conventions

# %% [raw]
# # BEGIN QUESTION
# name: q2_4
# points: 2

# %% [markdown]
# **2.4 Which counts rest on such a decision?** Their `modifier` is `"vague"`. Put their rows into `vague`.

# %% [raw]
# # BEGIN SOLUTION

# %%
vague = found.counts[found.counts["modifier"] == "vague"]  # SOLUTION
# wrong: vague = found.counts[found.counts["modifier"] == "about"]  # IGNORE
# wrong: vague = found.counts[found.counts["low"].isna()]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q2_4_says_what_differs(vague, corpus):
    from purgelib.exercises import checks, tables

    checks.table(vague, ["count", "modifier"])
    clear = sum(one != "vague" for one in vague["modifier"])
    assert not clear, f"{clear} of your rows have another modifier."
    checks.same_size(vague, [one for one in tables(corpus).counts["modifier"] if one == "vague"])


# %%
# HIDDEN
def q2_4_is_right(vague, corpus):
    from purgelib.exercises import checks, tables

    checks.same_rows(vague, tables(corpus).counts.query("modifier == 'vague'"))


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
vague

# %% [raw]
# # BEGIN QUESTION
# name: q2_5
# points: 2

# %% [markdown]
# **2.5 Where do two conventions part?** Put the rows of the table `conventions` in which the column `codebook` differs from
# the column `acled` into `parted`. "Differs from" is `!=`.

# %% [raw]
# # BEGIN SOLUTION

# %%
parted = conventions[conventions["codebook"] != conventions["acled"]]  # SOLUTION
# wrong: parted = conventions[conventions["codebook"] == conventions["acled"]]  # IGNORE
# wrong: parted = conventions  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q2_5_says_what_differs(parted, corpus):
    from purgelib import exercises
    from purgelib.exercises import checks

    checks.table(parted, ["codebook", "acled"])
    same = sum(one == other for one, other in zip(parted["codebook"], parted["acled"], strict=True))
    assert not same, f"In {same} of your rows the two agree."
    words = exercises.conventions(corpus)
    checks.same_size(parted, [word for word in words.index if words["codebook"][word] - words["acled"][word]])


# %%
# HIDDEN
def q2_5_is_right(parted, corpus):
    from purgelib import exercises
    from purgelib.exercises import checks

    words = exercises.conventions(corpus)
    checks.same_names(parted.index, words.index[words["codebook"].ne(words["acled"])])


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
parted

# %% [markdown]
# Whoever draws "dozens" as a bar of 24 has drawn the decision, not the report.

# %% [markdown]
# ## Side by side, not added up
#
# From here on, one category: the one of which these texts say most. Everybody who reports it may speak of the same
# people, of some of them, or of others; the numbers do not tell.

# %%
category = found.counts["category"].mode()[0]
same = found.counts[found.counts["category"] == category]
purgelib.InFull(same[["text", "low", "high", "population", "source", "when", "document"]])

# %% [raw]
# # BEGIN QUESTION
# name: q2_6
# points: 2

# %% [markdown]
# **2.6 How many different claims are there?** Two rows with the same bounds claim the same. `drop_duplicates(["a", "b"])`
# keeps one row of all that agree in the columns `a` and `b`. Put one row of `same` for each pair of `low` and `high` into
# `different`.

# %% [raw]
# # BEGIN SOLUTION

# %%
different = same.drop_duplicates(["low", "high"])  # SOLUTION
# wrong: different = same.drop_duplicates(["low"])  # IGNORE
# wrong: different = same.drop_duplicates(["count"])  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q2_6_says_what_differs(different, corpus):
    from purgelib.exercises import checks, tables

    checks.table(different, ["category", "low", "high"])
    counts = tables(corpus).counts
    strange = sum(one != counts["category"].mode()[0] for one in different["category"])
    assert not strange, f"{strange} of your rows are of another category."
    rows = counts.query("category == category.mode()[0]")
    checks.same_size(different, {(str(row.low), str(row.high)) for row in rows.itertuples()})


# %%
# HIDDEN
def q2_6_is_right(different, corpus):
    from purgelib.exercises import checks, tables

    counts = tables(corpus).counts
    rows = counts[counts["category"] == counts["category"].mode()[0]]
    claimed = [f"{row.low} to {row.high}" for row in different.itertuples()]
    checks.same_names(claimed, dict.fromkeys(f"{row.low} to {row.high}" for row in rows.itertuples()))


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
print(f"{len(same)} rows of the category {category}; all lower bounds added up: {same['low'].sum()}")

# %% [markdown]
# That sum is in no text, and nobody reported it: it counts those again who were reported twice. What the reports bear out
# together, *if* they speak of the same people, is much less: as many as the one that claims most.

# %% [raw]
# # BEGIN QUESTION
# name: q2_7
# points: 2

# %% [markdown]
# **2.7 How many at least, if all speak of the same people?** `column.fillna(0)` puts a 0 where nothing stands, and
# `column.max()` is the highest value. Put the highest lower bound in `same` into `at_least`, a missing one counted as 0.

# %% [raw]
# # BEGIN SOLUTION

# %%
at_least = same["low"].fillna(0).max()  # SOLUTION
# wrong: at_least = same["low"].sum()  # IGNORE
# wrong: at_least = same["low"].fillna(0).min()  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q2_7_says_what_differs(at_least, corpus):
    from purgelib.exercises import checks, tables

    counts = tables(corpus).counts
    bounds = [0] + [row.low for row in counts.itertuples() if row.category == counts["category"].mode()[0]]
    checks.same_number(at_least, sorted(bound for bound in bounds if str(bound).isdigit())[-1])


# %%
# HIDDEN
def q2_7_is_right(at_least, corpus):
    from purgelib.exercises import checks, tables

    counts = tables(corpus).counts
    rows = counts[counts["category"] == counts["category"].mode()[0]]
    checks.same_number(at_least, rows["low"].fillna(0).max())


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# But do they all speak of the same people? Where a report sets an upper bound below that number, it cannot: it speaks of
# fewer people, of others, of an earlier day, or one of the two is wrong.

# %% [raw]
# # BEGIN QUESTION
# name: q2_8
# points: 2

# %% [markdown]
# **2.8 Which reports cannot be about all of them?** Put the rows of `same` whose upper bound is lower than `at_least` into
# `fewer`. A row without an upper bound is none of them, and no condition is true of a missing value.

# %% [raw]
# # BEGIN SOLUTION

# %%
fewer = same[same["high"] < at_least]  # SOLUTION
# wrong: fewer = same[same["low"] < at_least]  # IGNORE
# wrong: fewer = same[same["high"].isna()]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q2_8_says_what_differs(fewer, corpus):
    from purgelib.exercises import checks, tables

    checks.table(fewer, ["count", "category", "high"])
    counts = tables(corpus).counts
    rows = counts.query("category == category.mode()[0]")
    most = rows["low"].max()
    unbounded = len(fewer) - fewer["high"].count()
    assert not unbounded, f"{unbounded} of your rows have no upper bound."
    above = sum(bound >= most for bound in fewer["high"])
    assert not above, f"The upper bound of {above} of your rows is not below that number."
    checks.same_size(fewer, [bound for bound in rows["high"].dropna() if bound < most])


# %%
# HIDDEN
def q2_8_is_right(fewer, corpus):
    from purgelib.exercises import checks, tables

    counts = tables(corpus).counts
    rows = counts[counts["category"] == counts["category"].mode()[0]]
    checks.same_rows(fewer, rows[rows["high"].lt(rows["low"].fillna(0).max()).fillna(False)])


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
fewer

# %% [markdown]
# ## In your own words
#
# These two are read by your teacher. Double-click the cell below a question and write.

# %% [raw]
# # BEGIN QUESTION
# name: q2_9
# manual: true
# points: 4

# %% [markdown]
# **2.9 One sentence for print.** Choose three rows of `same` with different bounds (`purgelib.show(same.iloc[0], found)`
# shows the sentence of the first). Write one or two sentences for a newspaper that say how many people were reported,
# by whom and as of when, so that nothing is claimed that the three do not bear out. Give the three ids. Below it, say
# which of your words keep a bound open, and why you did not write the middle of the three numbers.

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1 point: three ids; the bounds are read as the words set them ("more than" keeps the upper side open).
# - 1 point: each number has its speaker, or says that the text names none, and a date where there is one.
# - 1 point: nothing is added up, averaged or rounded into a new number.
# - 1 point: says what the middle would hide: that it was reported by nobody, and that the three may be about different
#   people or days.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q2_10
# manual: true
# points: 4

# %% [markdown]
# **2.10 A letter to a colleague.** A colleague has made a chart in which "dozens" is a bar of 24 and "more than 100" a bar
# of 100, and has printed the sum below it. Write the letter in which you ask for a correction: what is wrong with each of
# the three, what to draw instead, and whom the chart as it is could harm, and how.

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1 point: "dozens" has no number of its own; 24 is a convention, others begin elsewhere, and it has to be named.
# - 1 point: "more than 100" begins at 101 and has no end: an open mark, an arrow, words.
# - 1 point: the sum counts people twice and is nobody's report.
# - 1 point: a harm that follows: an exaggeration that lets officials dismiss the whole report, or a bound taken for the
#   truth that makes those not counted disappear; kind in tone.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [markdown]
# Save the notebook (Ctrl and S) and hand in the file. Done. If a number stays with you, that is no mistake.
