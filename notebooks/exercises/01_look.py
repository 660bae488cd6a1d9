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
# Every row of a table was read from a sentence. Before you trust the row, look at the sentence.
#
# - **You will learn** what a row is, how its id leads to its sentence, and what the tables do not know.
# - **Read before**: `data/README.md`, the tables `documents`, `sentences` and `counts`.
# - **Time:** 75 minutes

# %% [markdown]
# **Before you begin.** These texts tell of people who were hurt. You read about them to check numbers, and you may stop
# at any time: save, close the notebook, and come back when you like. Your answers stay.

# %%
import purgelib
from purgelib import exercises

corpus = ""  # a folder of texts; empty: the example corpus
found = exercises.tables(corpus)
grader = exercises.Grader("01_look")

# %% [raw]
# # BEGIN QUESTION
# name: q1_1
# points: 2

# %% [markdown]
# **1.1** How many documents are there? Put the number into `documents`. `len(table)` gives the rows of a table.

# %% [raw]
# # BEGIN SOLUTION

# %%
documents = len(found.documents)  # SOLUTION
# wrong: documents = found.documents["file"].nunique()  # IGNORE

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

# %% [raw]
# # BEGIN QUESTION
# name: q1_2
# manual: true
# points: 4

# %% [markdown]
# **1.2** Which document would you leave out, and why? Two or three sentences.

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Rubric**
#
# - 2: names a document and a reason that lies in the document
# - 2: says what would be lost

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION
