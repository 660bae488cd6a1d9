"""On whose word a number stands: its chain from the document to a root, and how many roots stand behind a figure.

A chain runs document <- cited work <- speaker <- whom the speaker cites, as far as the texts say; each link has its
evidence and a basis. Counts of one category and wave that speak of the same people and about the same number are a
figure. Nothing here decides what is true: two origins may have asked the same person.
"""

from purgelib.origins.comparing import agreement, compare, comparisons, conflicts, denials, total
from purgelib.origins.groups import figures, reports, with_figures
from purgelib.origins.links import chains, look_up
from purgelib.origins.names import root_kind
from purgelib.origins.ranges import headline_ranges, ranges_by_origin, sensitivity, under_convention, with_headline
from purgelib.origins.tracing import (
    Traced,
    agreement_in_prose,
    chains_in_brief,
    denials_in_brief,
    figures_in_brief,
    headlines,
    in_prose,
    sensitivity_in_prose,
    steps,
    trace,
    wave_in_words,
)
from purgelib.origins.waves import with_people, with_waves

__all__ = [
    "Traced",
    "agreement",
    "agreement_in_prose",
    "chains",
    "chains_in_brief",
    "compare",
    "comparisons",
    "conflicts",
    "denials",
    "denials_in_brief",
    "figures",
    "figures_in_brief",
    "headline_ranges",
    "headlines",
    "in_prose",
    "look_up",
    "ranges_by_origin",
    "reports",
    "root_kind",
    "sensitivity",
    "sensitivity_in_prose",
    "steps",
    "total",
    "trace",
    "under_convention",
    "wave_in_words",
    "with_figures",
    "with_headline",
    "with_people",
    "with_waves",
]
