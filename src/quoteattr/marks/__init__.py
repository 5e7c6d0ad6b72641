"""Quotation marks: where they stand, which belong together, and what they hold. No model, no lexicon."""

from quoteattr.marks.pairing import Segment, pair
from quoteattr.marks.scanner import Mark, Side, scan

__all__ = ["Mark", "Segment", "Side", "pair", "scan"]
