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
# # Which texts?
#
# Everything that follows rests on these texts: what they are, how they were split, and what nobody says about them.

# %% tags=["parameters"]
corpus: str = ""  # folder of texts, read where there are no tables; empty: the example corpus
tables: str = ""  # folder of tables; empty: those of the last run
out: str = ""  # folder that takes the figures as SVG and PNG; empty: they are only shown

# %%
from IPython.display import Markdown

import purgelib
from purgelib import charts, figures, texts

found = purgelib.load(tables, corpus=corpus)

# %% [markdown]
# ## What are they?
#
# One row is an article; a file may hold several.

# %%
Markdown(texts.in_prose(found.documents, found.sentences))

# %%
purgelib.InFull(texts.overview(found.documents))

# %% [markdown]
# ## When were they published?
#
# A month stays a month: where only the month is known, a bar covers all of its days.

# %%
figures.saved(charts.documents_by_date(found.documents), out)

# %% [markdown]
# ## How were they split?
#
# Titles, captions, teasers and reference lists are text too, but not the same kind of text as a paragraph.

# %%
figures.saved(charts.sentences_by_kind(found.sentences, found.documents), out)

# %% [markdown]
# ## What is missing about them?
#
# What neither the text nor `documents.csv` says. A count in an undated document has a date only if its sentence gives one.

# %%
purgelib.InFull(texts.gaps(found.documents))

# %% [markdown]
# ## What did people put right?
#
# What `corrections.csv` beside the texts changed, added or dropped in the tables after the texts were read. All else is as
# the software read it.

# %%
Markdown(texts.corrections_in_prose(found.corrections))

# %%
purgelib.InFull(texts.put_right(found.corrections))
