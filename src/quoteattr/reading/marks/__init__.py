"""Quotation marks: where they stand, which belong together, and what they hold. No model, no lexicon."""

from quoteattr.reading.marks.pairing import Oddity, Segment, holds, nest, pair, parents
from quoteattr.reading.marks.scanner import Mark, Side, scan
from quoteattr.reading.marks.turns import FAMILY, add_turns

__all__ = ["FAMILY", "Mark", "Oddity", "Segment", "Side", "add_turns", "holds", "nest", "pair", "parents", "scan"]
