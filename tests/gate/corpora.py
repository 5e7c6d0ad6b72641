"""Where the gold corpora are, and what runs over them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from places import ROOT

from quoteattr.evaluation import Evaluation, PredictedDocument, evaluate, read_gold

if TYPE_CHECKING:
    from quoteattr import Extractor

GOLD = Path(os.environ.get("QUOTEATTR_GOLD") or ROOT.parent / "shared" / "gold")
"""The corpora hold press articles under their publishers' copyright, so they are beside the checkout and not in it."""


def digest(corpus: Path) -> str:
    """A short hash of every text and annotation, to tell one state of a corpus from another."""
    total = hashlib.sha256()
    for path in sorted(p for p in corpus.iterdir() if p.suffix in (".json", ".txt")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def measure(corpus: Path, extractor: Extractor) -> Evaluation:
    """Run an extractor over a corpus."""
    gold = read_gold(corpus)
    results = extractor.pipe(document.text for document in gold)
    return evaluate(
        gold,
        [PredictedDocument.from_result(document.id, result) for document, result in zip(gold, results, strict=True)],
    )
