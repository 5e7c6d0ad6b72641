"""Dialogue: turns behind dashes, without what the narrator says in them."""

from quoteattr.dialogue.asides import Aside
from quoteattr.dialogue.turns import settle, with_asides

__all__ = ["Aside", "settle", "with_asides"]
