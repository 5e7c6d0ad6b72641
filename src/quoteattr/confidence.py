"""How often each rule is right: its precision, measured on annotated articles, is the confidence of what it yields."""

from __future__ import annotations

from functools import lru_cache

from quoteattr.result import Kind
from quoteattr.tables import rows

__all__ = ["confidence_of", "link_confidence"]

UNMEASURED = 0.5
"""Confidence of a rule that met no case when the measure was taken."""


@lru_cache(maxsize=2)
def _table(name: str) -> dict[tuple[str, ...], float]:
    return {tuple(key): float(precision) for *key, precision, _, _ in rows(name)}


def confidence_of(rule: str, kind: Kind) -> float:
    """Return the measured precision of `rule` for quotations of `kind`, between 0 and 1."""
    return _table("rules.tsv").get((rule, kind.value), UNMEASURED)


def link_confidence(means: str) -> float:
    """Return how often the speaker was right where `means` told who it is, between 0 and 1."""
    return _table("links.tsv").get((means,), UNMEASURED)
