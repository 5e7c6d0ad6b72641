"""Where the gold corpora are, and what runs over them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from gate.scoring import Report, gold_quotes, predicted_quotes

if TYPE_CHECKING:
    from quoteattr import Extractor

ROOT = Path(__file__).parents[2]
GOLD = Path(os.environ.get("QUOTEATTR_GOLD") or ROOT.parent / "shared" / "gold")
"""The corpora hold press articles under their publishers' copyright, so they are beside the checkout and not in it."""


def documents(corpus: Path) -> list[tuple[str, Path]]:
    """The text and the annotation file of each article, by name."""
    return [(path.with_suffix(".txt").read_text(encoding="utf-8"), path) for path in sorted(corpus.glob("*.json"))]


def digest(corpus: Path) -> str:
    """A short hash of every text and annotation, to tell one state of a corpus from another."""
    total = hashlib.sha256()
    for path in sorted(p for p in corpus.iterdir() if p.suffix in (".json", ".txt")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def measure(corpus: Path, extractor: Extractor) -> Report:
    """Run an extractor over a corpus."""
    rows = documents(corpus)
    report = Report()
    for (text, path), result in zip(rows, extractor.pipe(text for text, _ in rows), strict=True):
        report.add(text, gold_quotes(path), predicted_quotes(result))
    return report
