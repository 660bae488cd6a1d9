# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 1 Look
#
# Somebody reports a number, a newspaper prints it, a program puts it into a table. The table looks tidy and sure. The
# sentence that it came from often does not. This sitting is about going back from the table to the sentence.
#
# - **You will learn** what one row is, how its id leads to its sentence and its document, how to see what the tables do
#   not hold, and why a row without its sentence proves little.
# - **Read before:** in the data dictionary `data/README.md` the parts on `documents`, `sentences` and `counts`.
# - **Time:** 75 minutes
#
# In each step you put your answer in place of the three dots, run the cell (Shift and Enter), then run the check below
# it. A check says what differs. It never says what the answer is, and you may ask it as often as you like.

# %% [markdown]
# **Before you begin.** The texts are about people who were hurt, and some sentences are hard to read. Behind each number
# is somebody. You are here to read carefully, not to bear everything: you may stop at any point, save (Ctrl and S), close
# the notebook and come back later; what you wrote stays. Talk to somebody if a text follows you home. Nobody has to say
# why they took a break.

# %%
import purgelib
from purgelib import exercises

corpus = ""  # a folder of texts; empty: the example corpus
found = exercises.tables(corpus, needs=["sentences"])
grader = exercises.Grader("01_look")

# %% [markdown]
# `found` holds the tables. Run the next cell: each line is a table, how many rows it has, and what one row of it is.

# %%
found

# %% [markdown]
# ## Documents
#
# A document is one article. A file may hold several.

# %%
purgelib.InFull(found.documents[["document", "title", "outlet", "published", "sentences", "words"]])

# %% [raw]
# # BEGIN QUESTION
# name: q1_1
# points: 2

# %% [markdown]
# **1.1 How many documents are there?** `len(table)` gives the number of rows of a table, and `found.quotes` would be the
# table of quotes. Put the number of rows of the table of documents into `documents`. Do not count by eye: the answer has
# to hold for other texts, too.

# %% [raw]
# # BEGIN SOLUTION

# %%
documents = len(found.documents)  # SOLUTION
# wrong: documents = len(found.documents) + 1  # IGNORE
# wrong: documents = len(found.sentences)  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q1_1_says_what_differs(documents, corpus):
    from purgelib.exercises import checks, tables

    checks.same_number(documents, tables(corpus).documents["document"].nunique())


# %%
# HIDDEN
def q1_1_is_right(documents, corpus):
    from purgelib.exercises import checks, tables

    checks.same_number(documents, len(tables(corpus).documents))


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# A column of a table is `table["column"]`. Text that is missing is the empty text `""`, in every column of every table.
# A condition in brackets keeps the rows for which it holds: `found.sentences[found.sentences["kind"] == "heading"]` are
# the headings.

# %% [raw]
# # BEGIN QUESTION
# name: q1_2
# points: 2

# %% [markdown]
# **1.2 Which documents name no author?** Put the rows of the table of documents whose column `author` is empty into
# `unsigned`. (There may be none; then the table has no rows, and that is the answer.)

# %% [raw]
# # BEGIN SOLUTION

# %%
unsigned = found.documents[found.documents["author"] == ""]  # SOLUTION
# wrong: unsigned = found.documents[found.documents["author"].isna()]  # IGNORE
# wrong: unsigned = found.documents[found.documents["author"] != ""]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q1_2_says_what_differs(unsigned, corpus):
    from purgelib.exercises import checks, tables

    checks.table(unsigned, ["document", "author"])
    signed = sum(len(author) > 0 for author in unsigned["author"])
    assert not signed, f"{signed} of your rows do name an author."
    unnamed = [one for one in tables(corpus).documents["missing"] if "author" in one.split("; ")]
    checks.same_size(unsigned, unnamed)


# %%
# HIDDEN
def q1_2_is_right(unsigned, corpus):
    from purgelib.exercises import checks, tables

    documents = tables(corpus).documents
    checks.same_rows(unsigned, documents[documents["author"] == ""], key="document")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
unsigned

# %% [markdown]
# ## From a row to its sentence
#
# A row of the table of counts is one mention of a number of people. (In texts without any we look at a row of sentences
# instead.) Here is one row; each column is a line. Read it before you go on: would you have understood what happened?

# %%
rows = found.counts if len(found.counts) else found.sentences
row = rows.iloc[0]
row

# %% [markdown]
# `row["sentence"]` is an id. The same id stands in the table of sentences, in one row only. If a table has one row,
# `table["document"].item()` is what stands in its column `document`.

# %% [raw]
# # BEGIN QUESTION
# name: q1_3
# points: 2

# %% [markdown]
# **1.3 What does the sentence say?** `chosen` below is the table with that one row. Put what stands in its column `text`
# into `sentence`.

# %% [raw]
# # BEGIN SOLUTION

# %%
chosen = found.sentences[found.sentences["sentence"] == row["sentence"]]
sentence = chosen["text"].item()  # SOLUTION
# wrong: sentence = chosen["sentence"].item()  # IGNORE
# wrong: sentence = chosen["text"]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q1_3_says_what_differs(sentence, corpus):
    from purgelib.exercises import checks, tables

    checks.text(sentence)
    assert sentence not in set(tables(corpus).sentences["sentence"]), "This is the id of the sentence, not its words."
    assert sentence in set(tables(corpus).sentences["text"]), "No sentence of these texts has exactly these words."


# %%
# HIDDEN
def q1_3_is_right(sentence, corpus):
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    row = (found.counts if len(found.counts) else found.sentences).iloc[0]
    checks.same_text(sentence, found.sentences.set_index("sentence").loc[row["sentence"], "text"])


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# `purgelib.show` does this in one step and marks the words that the row was read from. Below the sentence stands the
# place: the file, and the characters in it.

# %%
purgelib.show(row, found)

# %% [raw]
# # BEGIN QUESTION
# name: q1_4
# points: 2

# %% [markdown]
# **1.4 Which characters are it?** `content` is the whole file as one text. `content[100:120]` would be its characters 100
# to 119: the first number is where to begin, the second the first that is left out. Take `row["start"]` and `row["end"]`
# in place of 100 and 120, and put those characters into `words`.

# %% [raw]
# # BEGIN SOLUTION

# %%
content = exercises.text(corpus, row["file"])
words = content[row["start"] : row["end"]]  # SOLUTION
# wrong: words = content[row["start"] :]  # IGNORE
# wrong: words = content[row["start"] + 1 : row["end"] + 1]  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q1_4_says_what_differs(words, row, corpus):
    from purgelib.exercises import checks

    checks.text(words)
    more = len(words) - (int(row["end"]) - int(row["start"]))
    assert more <= 0, f"That is {more} characters too many."
    assert more >= 0, f"That is {-more} characters too few."
    assert words[0] == row["text"][0], "As many characters as there should be, but from another place."


# %%
# HIDDEN
def q1_4_is_right(words, corpus):
    from purgelib.exercises import checks, tables, text

    found = tables(corpus)
    row = (found.counts if len(found.counts) else found.sentences).iloc[0]
    checks.same_text(words, text(corpus, row["file"])[int(row["start"]) : int(row["end"])])


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# The words are all that the program saw of the number; everything else in the row it made of what stands around them.
# So look around, as well: a sentence is said to somebody, after something.

# %% [raw]
# # BEGIN QUESTION
# name: q1_5
# points: 2

# %% [markdown]
# **1.5 What stands around it?** Put all sentences of the same document into `around`: the rows of the table of sentences
# whose column `document` is `row["document"]`.

# %% [raw]
# # BEGIN SOLUTION

# %%
around = found.sentences[found.sentences["document"] == row["document"]]  # SOLUTION
# wrong: around = found.sentences[found.sentences["sentence"] == row["sentence"]]  # IGNORE
# wrong: around = found.sentences  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q1_5_says_what_differs(around, row, corpus):
    from purgelib.exercises import checks, tables

    checks.table(around, ["sentence", "document", "text"])
    strange = sum(one != row["document"] for one in around["document"])
    assert not strange, f"{strange} of your sentences stand in another document."
    documents = tables(corpus).documents.set_index("document")
    checks.same_size(around, range(documents["sentences"][row["document"]]))


# %%
# HIDDEN
def q1_5_is_right(around, corpus):
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    row = (found.counts if len(found.counts) else found.sentences).iloc[0]
    checks.same_rows(around, found.sentences[found.sentences["document"] == row["document"]], key="sentence")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
around

# %% [markdown]
# ## On whose word?
#
# The column `source` of the counts says whom the text credits with the number. It is empty where the text states the
# number itself, as if everybody knew.

# %% [raw]
# # BEGIN QUESTION
# name: q1_6
# points: 2

# %% [markdown]
# **1.6 How many counts credit nobody?** Put the number of rows of the table of counts whose column `source` is empty into
# `on_its_own_word`. Step 1.2 shows how to find rows, step 1.1 how to count them.

# %% [raw]
# # BEGIN SOLUTION

# %%
on_its_own_word = len(found.counts[found.counts["source"] == ""])  # SOLUTION
# wrong: on_its_own_word = found.counts["source"].isna().sum()  # IGNORE
# wrong: on_its_own_word = len(found.counts[found.counts["source"] == "unnamed"])  # IGNORE
# wrong: on_its_own_word = len(found.counts)  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q1_6_says_what_differs(on_its_own_word, corpus):
    from purgelib.exercises import checks, tables

    checks.same_number(on_its_own_word, [*tables(corpus).counts["source"]].count(""))


# %%
# HIDDEN
def q1_6_is_right(on_its_own_word, corpus):
    from purgelib.exercises import checks, tables

    counts = tables(corpus).counts
    checks.same_number(on_its_own_word, len(counts) - counts["source"].str.len().gt(0).sum())


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## What the tables do not hold
#
# A table shows what was found. What was not found shows nowhere, unless you look for it.

# %% [raw]
# # BEGIN QUESTION
# name: q1_7
# points: 2

# %% [markdown]
# **1.7 Which sentences gave no count?** `column.isin(other)` is true where a value of the column stands in another column
# as well, and `~` turns a condition round: `table[~table["a"].isin(other["a"])]` are the rows whose `a` is *not* in
# `other`. Put the sentences that no row of the counts was read from into `silent`.

# %% [raw]
# # BEGIN SOLUTION

# %%
silent = found.sentences[~found.sentences["sentence"].isin(found.counts["sentence"])]  # SOLUTION
# wrong: silent = found.sentences[found.sentences["sentence"].isin(found.counts["sentence"])]  # IGNORE
# wrong: silent = found.sentences  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q1_7_says_what_differs(silent, corpus):
    from purgelib.exercises import checks, tables

    checks.table(silent, ["sentence", "text"])
    counted = {*tables(corpus).counts["sentence"]}
    loud = sum(one in counted for one in silent["sentence"])
    assert not loud, f"{loud} of your sentences did give a count."
    checks.same_size(silent, range(len(tables(corpus).sentences) - len(counted)))


# %%
# HIDDEN
def q1_7_is_right(silent, corpus):
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    expected = found.sentences[~found.sentences["sentence"].isin(found.counts["sentence"])]
    checks.same_rows(silent, expected, key="sentence")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Most of them have no number of people in them, but some may. The next cell takes one in which there is a digit and asks
# the program for each number in it: the row that it gave, or the reason why it gave none. Run it, then change the 0 into
# 1, 2, 3 ... and look at others. You are looking for a reason that is wrong.

# %%
every = found.sentences[~found.sentences["sentence"].isin(set(found.counts["sentence"]))]
digits = every[every["text"].str.contains(r"\d")]
digits = digits if len(digits) else every if len(every) else found.sentences
looked_at = digits.iloc[0]
purgelib.explain(exercises.folder(corpus) / looked_at["file"], looked_at["start"])

# %% [raw]
# # BEGIN QUESTION
# name: q1_8
# points: 2

# %% [markdown]
# **1.8 Which documents hold no count at all?** The same step with documents: put the rows of the table of documents that
# no row of the counts points to into `without`. Both tables have the column `document`.

# %% [raw]
# # BEGIN SOLUTION

# %%
without = found.documents[~found.documents["document"].isin(found.counts["document"])]  # SOLUTION
# wrong: without = found.documents[found.documents["document"].isin(found.counts["document"])]  # IGNORE
# wrong: without = found.documents  # IGNORE

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def q1_8_says_what_differs(without, corpus):
    from purgelib.exercises import checks, tables

    checks.table(without, ["document", "title"])
    counted = {*tables(corpus).counts["document"]}
    loud = sum(one in counted for one in without["document"])
    assert not loud, f"{loud} of your documents did give a count."
    checks.same_size(without, {*tables(corpus).documents["document"]} - counted)


# %%
# HIDDEN
def q1_8_is_right(without, corpus):
    from purgelib.exercises import checks, tables

    found = tables(corpus)
    expected = found.documents[~found.documents["document"].isin(found.counts["document"])]
    checks.same_rows(without, expected, key="document")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## In your own words
#
# These two are read by your teacher. Double-click the cell below a question and write three to six sentences.

# %% [raw]
# # BEGIN QUESTION
# name: q1_9
# manual: true
# points: 4

# %% [markdown]
# **1.9 What did the row lose?** Choose a count and look at its sentence with `purgelib.show(found.counts.iloc[7], found)`
# (any number in place of 7 that is smaller than `len(found.counts)`). Give the id in its column `count`. Which words of
# the sentence, or of those around it, change how you understand the number, and stand in no column of the row?

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1 point: names a row by its id, and the sentence is the one of that row.
# - 1 point: quotes words of the sentence or its surroundings; they are there.
# - 1 point: the words do stand in no column (not, for example, a hedge, which the column `hedge` keeps).
# - 1 point: says what a reader of the table alone would believe instead.
# - Take no point away for a row that the program read wrongly: finding one is worth as much. Exercise 5 returns to it.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q1_10
# manual: true
# points: 4

# %% [markdown]
# **1.10 What may you not conclude?** A friend reads your answer to 1.8 and says: "So nothing happened, as those documents
# tell it." Write to your friend what the answer to 1.8 does say, and name two different ways in which a document may tell
# of people who were hurt and still give no row.

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 1 point: no row means that the program found no number of people, not that there is nothing in the text.
# - 2 points: two ways, one each, such as: the text names persons and counts nobody; it uses words for which the program
#   has no rule; the number belongs to something else than people; it stands in a picture or in a text that is not in the
#   folder; whoever could have counted was kept from it or was afraid.
# - 1 point: written to be understood by somebody who has not seen the tables, and without blaming anybody.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [markdown]
# Save the notebook (Ctrl and S) and hand in the file. Done. Before you go on with your day, look out of the window for
# a minute.
