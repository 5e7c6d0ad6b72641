"""Cues: the places where an expression signals that somebody says something."""

from quoteattr.cues.find import find_cues
from quoteattr.cues.site import CueSite, between

__all__ = ["CueSite", "between", "find_cues"]
