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
# # Who responded when?
#
# What states, bodies, organisations and people outside the victims did when they learned of it: who denied, condemned,
# demanded, helped, kept silent. A date stays as imprecise as the texts have it.

# %% tags=["parameters"]
corpus: str = ""  # folder of texts, read where there are no tables; empty: the example corpus
tables: str = ""  # folder of tables; empty: those of the last run
out: str = ""  # folder that takes the figures as SVG and PNG and the timeline as files; empty: they are only shown
date_from: str = ""  # reactions that may lie on or after this date, such as 2017-04; empty: from the first
date_to: str = ""  # reactions that may lie on or before this date; empty: to the last
types: str = ""  # types of reaction, parted by commas, such as "deny, condemn"; empty: all
actor_types: str = ""  # types of actors, parted by commas, such as "state, igo"; empty: all
countries: str = ""  # countries that actors belong to, as in the tables, parted by semicolons; empty: all
since: str = ""  # day from which delays count, such as 2017-04-01; empty: that of the first report
merge: bool = True  # whether what several sentences tell of one act is one mark
show_private: bool = False  # whether private persons are named; they are shown as "witness 1" otherwise

# %%
from IPython.display import Markdown

import purgelib
from purgelib import figures, timeline, timeline_charts, timeline_files

found = purgelib.load(tables, corpus=corpus, show_private=show_private)

# %%
reactions = timeline.chosen_reactions(
    found.reactions,
    found.actors,
    found.documents,
    date_from=date_from,
    date_to=date_to,
    types=types,
    actor_types=actor_types,
    countries=countries,
)

# %%
merged = timeline.merged_reactions(reactions, found.documents, merge=merge)
acts = timeline.with_words(merged, found.sentences, found.reactions, found.documents, found.actors)
events = timeline.reported_events(found.counts, found.documents)

# %% [markdown]
# The first report is the earliest that the texts date, of those that the most documents tell of; where they date none,
# their earliest document takes its place. All delays count from there, or from the parameter `since`.

# %%
everything = timeline.merged_reactions(found.reactions, found.documents)
first = timeline.first_report(everything, found.documents, since=since)
Markdown(timeline.in_prose(acts, first))

# %% [markdown]
# ## Who, when and how?
#
# A row is an actor, a mark is an act. Point at it to read the sentence. Drag in the strip below the figure to choose
# the period.

# %%
figures.saved(timeline_charts.reaction_timeline(acts, events, first), out)

# %% [markdown]
# ## When did most respond?

# %%
figures.saved(timeline_charts.reactions_by_week(timeline.reactions_by_week(acts), acts), out)

# %% [markdown]
# ## Who took how long?
#
# Days from the first report to the first reaction that the texts date. Who is not in the figure may have responded on a
# day that no text tells.

# %%
delays = timeline.delays(acts, first)
figures.saved(timeline_charts.reaction_delays(delays, first, acts), out)

# %% [markdown]
# ## When did nobody respond?
#
# Stretches of two weeks or more in which no dated act may lie. Texts that were not collected leave gaps as well.

# %%
purgelib.InFull(timeline.gaps(acts))

# %% [markdown]
# ## Who changed their stance to the reports?
#
# To condemn the events is to assert them. Actors that took more than one stance, in the order of time.

# %%
purgelib.InFull(timeline.lines_of_stances(timeline.stances(acts, lexicons=found.lexicons)))

# %% [markdown]
# ## What has no date?
#
# It happened by the day on which its first document was published.

# %%
purgelib.InFull(timeline.undated_acts(acts))

# %% [markdown]
# ## The timeline for other programs
#
# TimelineJS and calendars take the acts that have a date.

# %%
timeline_files.saved(acts, out)
