"""The quality gate: scores on the gold corpora may not fall below the floors of ``floors.toml``."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from gate.corpora import GOLD, ROOT, digest, measure

if TYPE_CHECKING:
    from quoteattr import Extractor

pytestmark = [pytest.mark.gate, pytest.mark.model]

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("corpus", sorted(corpus for corpus in FLOORS if "digest" in FLOORS[corpus]))
def test_scores_hold_the_floors(corpus: str, extractor: Extractor, gate_lines: list[str]) -> None:
    wanted = FLOORS[corpus]
    folder = GOLD / wanted.get("corpus", corpus)
    if not folder.is_dir():
        left_out = f"{corpus}: LEFT OUT, there is no gold corpus at {os.path.relpath(folder, ROOT)}"
        gate_lines.append(left_out)
        pytest.skip(left_out)
    if wanted.get("model") == "none":
        extractor = type(extractor)(None)
    report = measure(folder, extractor)
    values = {**report.scores(), **report.counts()}
    state = digest(folder)
    changed = (
        ""
        if state == wanted["digest"]
        else f" (the corpus has changed since the floors were set: its digest is {state})"
    )
    gate_lines.append(f"{corpus}: {len(report.documents)} articles{changed}")
    low = []
    for name, floor in wanted["floors"].items():
        got = values[name] or 0.0
        gate_lines.append(f"  {name:<20} {got:>7.3f}  floor {floor:>6}{'' if got >= floor else '  TOO LOW'}")
        if got < floor:
            low.append(f"{name} is {got:.4f}, floor {floor}")
    assert not low, f"{corpus}{changed}: " + "; ".join(low)
