"""Speakers: the mention of each draft, the persons and bodies of a document, and which one a mention means."""

from quoteattr.speakers.entity import Entity
from quoteattr.speakers.known import KnownPeople
from quoteattr.speakers.mentions import RULES, Found, find_mention
from quoteattr.speakers.registry import Registry

__all__ = ["RULES", "Entity", "Found", "KnownPeople", "Registry", "find_mention"]
