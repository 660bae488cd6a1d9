# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Who reports how many people?
#
# Every number of people in the texts, as it is reported: with the bounds that its words set, with its doubt, and with the
# one on whose word it stands. None of them is more than a reported number.

# %% tags=["parameters"]
corpus: str = ""  # folder of texts, read where there are no tables; empty: the example corpus
tables: str = ""  # folder of tables; empty: those of the last run
out: str = ""  # folder that takes the figures as SVG and PNG; empty: they are only shown
categories: str = ""  # which, parted by commas, such as "detained, killed"; empty: all
sources: str = ""  # on whose word, names as in the tables, parted by semicolons; empty: anybody's
date_from: str = ""  # from this date on, such as 2017-04 or 2017-04-13; empty: from the first
date_to: str = ""  # up to this date; empty: to the last
references: bool = True  # whether numbers in reference lists count as well
convention: str = ""  # how words such as "dozens" become bounds: codebook, acled or none; empty: as in the tables
show_private: bool = False  # whether private persons are named; they are shown as "witness 1" otherwise

# %%
from IPython.display import Markdown

import purgelib
from purgelib import charts, figures, numbers

found = purgelib.load(tables, corpus=corpus, convention=convention, show_private=show_private)

# %%
reported = numbers.reported_numbers(
    found.counts,
    found.documents,
    found.sentences,
    categories=categories,
    sources=sources,
    date_from=date_from,
    date_to=date_to,
    references=references,
)
Markdown(numbers.in_prose(reported))

# %% [markdown]
# ## How many, and on whose word?
#
# A row is a speaker, a mark is a number in a document. Point at a mark to read its sentence.

# %%
figures.saved(charts.reported_numbers(reported), out)

# %% [markdown]
# ## How sure are they?
#
# How many reports there are of each kind, and how many of them leave the upper bound open, are hedged or use a vague word.

# %%
purgelib.InFull(numbers.numbers_by_category(reported))

# %% [markdown]
# ## Did a number grow, or was it only repeated?
#
# Each number stands at the date as of which it holds; where its sentence gives none, at the date of its document. A line
# to its left covers the days that an imprecise date may mean.

# %%
over_time = numbers.numbers_over_time(reported)
figures.saved(charts.numbers_over_time(over_time), out)

# %%
purgelib.InFull(numbers.changes_by_category(over_time))
