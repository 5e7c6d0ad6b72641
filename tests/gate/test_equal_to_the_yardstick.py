"""The library's own scores are those of the script that the gold comes with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from gate.corpora import GOLD, ROOT

from quoteattr.evaluation import PredictedDocument, evaluate, read_gold

if TYPE_CHECKING:
    from quoteattr import Extractor

pytestmark = [pytest.mark.gate, pytest.mark.model]

SCRIPT = GOLD.parent / "measure" / "score.py"
GROUPS = ("all", "direct", "mixed", "indirect")
NAMES = {
    "marked_f1": "marked_found_f1",
    "marked_p": "marked_found_p",
    "marked_r": "marked_found_r",
    "marked_mention": "marked_mention",
    "marked_entity": "marked_entity",
    "marked_e2e": "marked_e2e_f1",
    **{f"runs{t}_{group}_{one}": f"runs{v}_{group}_{other}" for t, v in ((0.5, "05"), (0.8, "08")) for group in GROUPS for one, other in (("f1", "f1"), ("e2e", "e2e_f1"))},
    **{f"runs{t}_{one}": f"runs{v}_{other}" for t, v in ((0.5, "05"), (0.8, "08")) for one, other in (("gender_told", "gender_told"), ("gender_right", "gender_right"), ("kind", "kind_right"))},
}  # fmt: skip
"""The script's names of its scores, and ours."""


@pytest.mark.parametrize("corpus", ["dev", "seeds", "train"])
def test_every_score_is_the_same(corpus: str, extractor: Extractor, tmp_path: Path, gate_lines: list[str]) -> None:
    folder = GOLD / corpus
    if not folder.is_dir() or not SCRIPT.is_file():
        left_out = f"{corpus}: not compared with the script, there is no {os.path.relpath(folder if SCRIPT.is_file() else SCRIPT, ROOT)}"
        gate_lines.append(left_out)
        pytest.skip(left_out)
    gold = read_gold(folder)
    results = extractor.pipe(document.text for document in gold)
    predicted = [
        PredictedDocument.from_result(document.id, result) for document, result in zip(gold, results, strict=True)
    ]
    predicted[0] = PredictedDocument(predicted[0].id)  # a document in which nothing was found
    given = tmp_path / "predicted.jsonl"
    given.write_text(
        "".join(_line(document) for document in predicted[:-1]), encoding="utf-8"
    )  # and one that is missing
    out = subprocess.run(
        [sys.executable, SCRIPT, folder, folder, given, "--json", tmp_path / "scores.json"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    wanted = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))

    got = evaluate(gold, predicted[:-1])

    assert got.unpredicted == (gold[-1].id,)
    assert set(wanted) == set(NAMES)
    assert {name: got.scores()[ours] or 0.0 for name, ours in NAMES.items()} == pytest.approx(wanted, abs=1e-9)
    for line in _printed(got.scores(), got.total()):
        assert line in out.stdout
    gate_lines.append(f"{corpus}: {len(wanted)} scores equal to those of the script, and its lines by kind")


def _line(document: PredictedDocument) -> str:
    rows = [
        {
            "type": q.kind.value,
            "content": q.content,
            "cue": q.cue,
            "speaker": q.mention,
            "entity": q.entity,
            "kind": q.entity_kind,
            "gender": q.gender,
        }
        for q in document.quotations
    ]
    return json.dumps({"id": document.id, "quotations": rows}) + "\n"


def _printed(scores: dict[str, float | None], counts: dict[tuple[str, str, str], int]) -> list[str]:
    """What the script prints by kind, which is more than it writes as JSON."""

    def shown(name: str) -> str:
        value = scores[name]
        return "  n/a" if value is None else f"{100 * value:5.1f}"

    lines = []
    for level, view in (("0.5", "runs05"), ("0.8", "runs08")):
        for group in GROUPS:
            p, r, f1, cue, mention, entity, e2e = (
                shown(f"{view}_{group}_{what}") for what in ("p", "r", "f1", "cue", "mention", "entity", "e2e_f1")
            )
            gold, predicted = counts[view, group, "gold"], counts[view, group, "predicted"]
            head = f"RUNS@{level} {group:8} gold {gold:4} pred {predicted:4}"
            lines.append(f"{head} P {p} R {r} F1 {f1} | cue {cue} mention {mention} entity {entity} | e2e F1 {e2e}\n")
    return lines
