"""Who is quoted how often: counts over the results of one text or of many."""

from quoteattr.counts.keys import name_key, only_described
from quoteattr.counts.speakers import GenderGroup, SpeakerCount, SpeakerCounts, SpeakerShare, count_speakers

__all__ = [
    "GenderGroup",
    "SpeakerCount",
    "SpeakerCounts",
    "SpeakerShare",
    "count_speakers",
    "name_key",
    "only_described",
]
