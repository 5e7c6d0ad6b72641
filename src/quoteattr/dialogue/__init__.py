"""Dialogue: turns behind dashes, without what the narrator says in them."""

from quoteattr.dialogue.asides import Aside
from quoteattr.dialogue.leads import Lead, lead_before
from quoteattr.dialogue.tales import is_tale
from quoteattr.dialogue.turns import settle, with_asides

__all__ = ["Aside", "Lead", "is_tale", "lead_before", "settle", "with_asides"]
