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
# # On whose word does a number stand?
#
# Ten outlets may say "over 100" and all have it from one. Here each number is followed from the document that gives it
# to whoever is said to know: through speakers, through those whom they cite, through cited works and through other
# documents of the corpus. What is inferred is marked so. Two origins may still have asked the same person; and an outlet
# whose name stands there in another language counts as another one, unless `actors.csv` says that it is the same.

# %% tags=["parameters"]
corpus: str = ""  # folder of texts, read where there are no tables; empty: the example corpus
tables: str = ""  # folder of tables; empty: those of the last run
out: str = ""  # folder that takes the figures as SVG and PNG; empty: they are only shown
categories: str = ""  # which, parted by commas; empty: detained, killed, evacuated
wave: str = ""  # only the wave that begins then, such as 2018 or 2018-12; empty: all
date_from: str = ""  # numbers that hold from this date on, such as 2017-04; empty: from the first
date_to: str = ""  # numbers that hold up to this date; empty: to the last
convention: str = ""  # how words such as "dozens" become bounds: codebook, acled or none; empty: as in the tables
show_private: bool = False  # whether private persons are named; they are shown as "witness 1" otherwise

# %%
from IPython.display import Markdown

import purgelib
from purgelib import figures, origin_charts, origins

found = purgelib.load(tables, corpus=corpus, show_private=show_private)

# %%
traced = origins.trace(
    found, categories=categories, wave=wave, date_from=date_from, date_to=date_to, convention=convention
)
Markdown(origins.in_prose(traced))

# %% [markdown]
# ## From the documents to the roots
#
# A line leads from outlets and their documents to those on whose word they give the number. Point at a line to read the
# words that it rests on. A hollow mark is an end of the trail where the texts do not say who knew.

# %%
figures.saved(origin_charts.origin_chains(traced), out)

# %% [markdown]
# ## Every figure and its origins
#
# A figure is a number that counts of one category and wave have in common: the same, with other bounds, or rounded.

# %%
purgelib.InFull(origins.figures_in_brief(traced.figures))

# %% [markdown]
# ## What does each origin say?

# %%
figures.saved(origin_charts.ranges_by_origin(traced), out)

# %% [markdown]
# ## Do the numbers agree?
#
# Two numbers are in conflict only where their bounds exclude each other, for the same people, place and time.

# %%
pairs = origins.comparisons(traced.counts, lexicons=found.lexicons)
Markdown(origins.agreement_in_prose(pairs))

# %%
purgelib.InFull(origins.conflicts(pairs, traced.counts, traced.outlets))

# %% [markdown]
# ## What do the ranges hang on?
#
# Each range once more without one source, one outlet, what is hedged, and with vague words read otherwise.

# %%
tried = origins.sensitivity(traced.counts, traced.known)
Markdown(origins.sensitivity_in_prose(tried))

# %%
figures.saved(origin_charts.sensitivity(tried, traced.figures), out)

# %% [markdown]
# ## Who denies?
#
# Texts seldom say which number a denial means: these stand in documents that report the figure.

# %%
purgelib.InFull(origins.denials_in_brief(traced.denials, traced.figures))

# %% [markdown]
# ## Every chain
#
# One row a chain of a count, for reading by hand. `basis` is the weakest of its links.

# %%
purgelib.InFull(origins.chains_in_brief(traced))
