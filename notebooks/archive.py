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
# # What does an archive hold?
#
# For tables that are too many to be loaded: each answer is counted where they lie, and only what was counted is drawn.
# Rows are not weighed here: read the sentences behind a number before you use it.

# %% tags=["parameters"]
tables: str = ""  # folder of Parquet tables; empty: those of the last run
out: str = ""  # folder that takes the figures as SVG and PNG; empty: they are only shown
references: bool = True  # whether numbers in reference lists count as well
window: str = "sentence"  # the unit that names both: sentence, paragraph or document
minimum: int = 2  # pairs named together less often are left out
layout: str = "spring"  # spring, kamada_kawai or circular
seed: int = 1  # of the layout and of the random draws
show_private: bool = False  # whether private persons are named; they are shown as "witness 1" otherwise

# %%
from IPython.display import Markdown

import purgelib
from purgelib import archive, archive_charts, figures, network, network_charts

found = archive.opened(tables, show_private=show_private)

# %% [markdown]
# ## Who published how much, and when?

# %%
outlets = archive.outlets(found)
Markdown(outlets.told)

# %%
purgelib.InFull(outlets.table)

# %% [markdown]
# ## How many numbers of people are reported, and of which time?
#
# A field counts reports, not people: a number that many repeat is counted as often.

# %%
reported = archive.numbers_by_period(found, references=references)
figures.saved(archive_charts.numbers_by_period(reported), out)

# %% [markdown]
# ## What are the lowest and highest numbers of the sources that are named most often?
#
# From the lowest lower bound to the highest upper one. Where some set no upper bound, the highest is no limit.

# %%
sources = archive.ranges_by_source(found, references=references)
Markdown(sources.told)

# %%
purgelib.InFull(sources.table)

# %% [markdown]
# ## When did actors react, and how?

# %%
figures.saved(archive_charts.reactions_by_period(archive.reactions_by_period(found)), out)

# %% [markdown]
# ## Who is named with whom most often?
#
# To be named together is no connection: the same sentence may set two actors against each other.

# %%
pairs = archive.co_mentions(found, within=window, minimum=minimum)
Markdown(pairs.told)

# %%
needed = archive.excerpt(found, pairs.table)
figures.saved(network_charts.actor_network(pairs.table, needed.actors, needed.sentences, layout=layout, seed=seed), out)

# %%
figures.saved(network_charts.co_mention_matrix(pairs.table, needed.actors, needed.sentences), out)

# %% [markdown]
# ## Which pairs stand out against chance?
#
# `npmi` is 1 where two are only named together and 0 where chance alone would do it; `q` is the probability that chance
# gives so many units or more, corrected for the number of pairs.

# %%
network.beyond_chance(pairs.table)
