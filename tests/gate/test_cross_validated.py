"""The floors of what is learned, on articles that it was not learned from, and of the last figures on blind articles."""

from __future__ import annotations

import csv
import importlib
import os
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from gate.corpora import GOLD, ROOT

if TYPE_CHECKING:
    from quoteattr import Extractor

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
FOLDS = 3


def _below(floors: dict[str, float], values: dict[str, float], lines: list[str]) -> list[str]:
    low = []
    for name, floor in floors.items():
        most = name.startswith("wrong")
        bad = values[name] > floor if most else values[name] < floor
        lines.append(
            f"  {name:<20} {values[name]:>7.3f}  {'ceiling' if most else 'floor'} {floor:>6}{'  MISSED' * bad}"
        )
        if bad:
            low.append(f"{name} is {values[name]:.4f}, {'ceiling' if most else 'floor'} {floor}")
    return low


@pytest.mark.gate
@pytest.mark.model
def test_on_articles_that_nothing_was_learned_from(extractor: Extractor, gate_lines: list[str]) -> None:
    """Folds of train and dev, each read with weights learned on the others."""
    folders = [GOLD / "train", GOLD / "dev"]
    if not all(folder.is_dir() for folder in folders) or not (ROOT / "benchmarks").is_dir():
        left_out = f"cross-validated: LEFT OUT, there is no gold corpus at {os.path.relpath(folders[0], ROOT)}"
        gate_lines.append(left_out)
        pytest.skip(left_out)
    sys.path.append(str(ROOT / "benchmarks"))
    learning = importlib.import_module("learn_speakers")
    weights = learning.antecedents.weights
    try:
        items = learning.articles(extractor, folders, GOLD / "chains")
        evaluation, _, given = learning.cross_validated(extractor, items, FOLDS)
    finally:
        learning.antecedents.weights = weights
    named = [credit.right for credit in given if credit.named]
    values = {name: value or 0.0 for name, value in evaluation.scores().items()}
    values["wrong_names"] = 1 - sum(named) / len(named)
    gate_lines.append(f"cross-validated over train and dev: {len(items)} articles in {FOLDS} folds")
    low = _below(FLOORS["cross-validated"]["floors"], values, gate_lines)
    assert not low, "; ".join(low)


@pytest.mark.gate
@pytest.mark.parametrize("corpus", ["press", "wild"])
def test_the_last_figures_on_blind_articles(corpus: str, gate_lines: list[str]) -> None:
    """They are taken at milestones and logged in blind.tsv, the last line of a set being the newest."""
    with (HERE / "blind.tsv").open(encoding="utf-8", newline="") as log:
        lines = [line for line in log if not line.startswith("#")]
    last = [row for row in csv.DictReader(lines, delimiter="\t") if row["set"] == corpus and row["model"] != "none"][-1]
    values = {name: float(last[name]) for name in FLOORS[f"blind-{corpus}"]["floors"]}
    gate_lines.append(f"blind, {corpus}: figures of {last['commit']}")
    low = _below(FLOORS[f"blind-{corpus}"]["floors"], values, gate_lines)
    assert not low, "; ".join(low)
