"""Quotation marks: where they stand, which belong together, and what they hold. No model, no lexicon."""

from quoteattr.marks.dialogue import FAMILY, add_turns
from quoteattr.marks.pairing import Segment, holds, nest, pair
from quoteattr.marks.scanner import Mark, Side, scan

__all__ = ["FAMILY", "Mark", "Segment", "Side", "add_turns", "holds", "nest", "pair", "scan"]
