"""The mention that names the speaker of each quotation, found by the construction that the quotation stands in."""

from quoteattr.speakers.mentions.authors import find_mentions
from quoteattr.speakers.mentions.find import RULES, Found, find_mention

__all__ = ["RULES", "Found", "find_mention", "find_mentions"]
