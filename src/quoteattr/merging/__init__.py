"""One person or body across the texts of a corpus: who is who, as a table that a person can edit and apply."""

from quoteattr.merging.merge import merge_speakers
from quoteattr.merging.table import COLUMNS, MergedSpeaker, SpeakerTable

__all__ = ["COLUMNS", "MergedSpeaker", "SpeakerTable", "merge_speakers"]
