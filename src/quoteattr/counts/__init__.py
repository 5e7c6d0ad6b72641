"""Who is quoted how often: counts over the results of one text or of many."""

from quoteattr.counts.groups import GroupCount, GroupedCounts, count_groups
from quoteattr.counts.keys import name_key, only_described
from quoteattr.counts.shares import WomenShare
from quoteattr.counts.speakers import SpeakerCounts, SpeakerShare, count_speakers
from quoteattr.counts.tally import GenderGroup, SpeakerCount

__all__ = [
    "GenderGroup",
    "GroupCount",
    "GroupedCounts",
    "SpeakerCount",
    "SpeakerCounts",
    "SpeakerShare",
    "WomenShare",
    "count_groups",
    "count_speakers",
    "name_key",
    "only_described",
]
