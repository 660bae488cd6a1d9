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
# # Who is named with whom?
#
# Actors that the texts name in one sentence or paragraph. To be named together is no connection: the same sentence may
# set two actors against each other. Read the sentences before you say more.

# %% tags=["parameters"]
corpus: str = ""  # folder of texts, read where there are no tables; empty: the example corpus
tables: str = ""  # folder of tables; empty: those of the last run
out: str = ""  # folder that takes the figures as SVG and PNG; empty: they are only shown
window: str = "sentence"  # the unit that names both: sentence, paragraph, document, or a number of sentences
minimum: int = 2  # pairs named together less often are left out
significance: float = 1.0  # pairs with a chance (q) above this are left out; 1: none
types: str = ""  # types of actors, parted by commas, such as "person, ngo"; empty: all
date_from: str = ""  # documents published from this date on, such as 2017-04; empty: from the first
date_to: str = ""  # documents published up to this date; empty: to the last
layout: str = "spring"  # spring, kamada_kawai or circular
seed: int = 1  # of the layout and of the random draws
show_private: bool = False  # whether private persons are named; they are shown as "witness 1" otherwise

# %%
from IPython.display import Markdown

import purgelib
from purgelib import figures, graph_files, network, network_charts

found = purgelib.load(tables, corpus=corpus, show_private=show_private)

# %%
mentions = network.chosen_mentions(
    found.mentions, found.actors, found.documents, types=types, date_from=date_from, date_to=date_to
)

# %%
everyone = network.co_mentions(mentions, found.sentences, within=network.read_window(window))
pairs = network.chosen_pairs(everyone, minimum=minimum, significance=significance)
Markdown(network.in_prose(mentions, everyone, pairs, window=window))

# %% [markdown]
# ## Who stands beside whom?
#
# A mark is an actor, a line joins two that are named together. Point at a line to read the sentences behind it.

# %%
figures.saved(network_charts.actor_network(pairs, found.actors, found.sentences, layout=layout, seed=seed), out)

# %% [markdown]
# ## The same as a matrix
#
# Often the better reading: actors stand in an order that brings those named together side by side.

# %%
figures.saved(network_charts.co_mention_matrix(pairs, found.actors, found.sentences), out)

# %% [markdown]
# ## Who is named with others most often, and how sure is that?
#
# The texts are a sample. Drawn anew at random, sentence by sentence, they would give numbers within these lines.

# %%
strengths = network.resampled_strength(mentions, found.sentences, within=network.read_window(window), seed=seed)
figures.saved(network_charts.named_together_most(strengths, found.actors), out)

# %% [markdown]
# ## Which pairs stand out against chance?
#
# `npmi` is 1 where two are only named together and 0 where chance alone would do it; `q` is the probability that chance
# gives so many units or more, corrected for the number of pairs.

# %%
network.beyond_chance(pairs)

# %% [markdown]
# ## Who stands in the middle?

# %%
graph = network.edges_table_to_graph(pairs, found.actors)
network.centralities(graph).head(15)

# %% [markdown]
# ## Three findings that you can check

# %%
Markdown(network.findings(pairs, strengths))

# %% [markdown]
# ## A graph to walk in
#
# In JupyterLab, `network_charts.walk(graph)` gives a graph that one can drag, search and zoom into.

# %% [markdown]
# ## The network for other programs

# %%
graph_files.saved(graph, mentions, found.documents, out)
