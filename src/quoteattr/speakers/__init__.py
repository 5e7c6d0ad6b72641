"""Speakers: the mention of each draft, the persons and bodies of a document, and which one a mention means."""

from quoteattr.speakers.cast import Cast, Linked
from quoteattr.speakers.census import Census
from quoteattr.speakers.confidence import Sureness
from quoteattr.speakers.conversations import Conversations
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.known import KnownPeople
from quoteattr.speakers.mentions import RULES, Found, find_mention, find_mentions
from quoteattr.speakers.offices import Offices
from quoteattr.speakers.registry import Left, Registry
from quoteattr.speakers.repeated import alike, said_again, words_of
from quoteattr.speakers.turns import Turn

__all__ = [
    "RULES",
    "Cast",
    "Census",
    "Conversations",
    "Entity",
    "Found",
    "KnownPeople",
    "Left",
    "Linked",
    "Offices",
    "Registry",
    "Sureness",
    "Turn",
    "alike",
    "find_mention",
    "find_mentions",
    "said_again",
    "words_of",
]
