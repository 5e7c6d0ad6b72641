"""Measured and learnt numbers: tables of rules and weights, and the confidence that they give."""

from quoteattr.measured.rules import Link, MentionRule, Rule
from quoteattr.measured.tables import rows
from quoteattr.measured.trace import SWITCHES, Part, Trace, Weighing

__all__ = ["SWITCHES", "Link", "MentionRule", "Part", "Rule", "Trace", "Weighing", "rows"]
