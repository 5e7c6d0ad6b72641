"""How often each rule is right: its precision, measured on annotated articles, is the confidence of what it yields."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from quoteattr.result import Kind

__all__ = ["confidence_of"]

UNMEASURED = 0.5
"""Confidence of a rule that met no case when the measure was taken."""


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], float]:
    text = files("quoteattr").joinpath("data", "rules.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {(rule, kind): float(precision) for rule, kind, precision, _, _ in rows}


def confidence_of(rule: str, kind: Kind) -> float:
    """Return the measured precision of `rule` for quotations of `kind`, between 0 and 1."""
    return _table().get((rule, kind.value), UNMEASURED)
