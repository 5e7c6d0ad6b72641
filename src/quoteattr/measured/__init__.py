"""Measured and learnt numbers: tables of rules and weights, and the confidence that they give."""

from quoteattr.measured.rules import Link, MentionRule, Rule
from quoteattr.measured.tables import rows

__all__ = ["Link", "MentionRule", "Rule", "rows"]
