"""The command ``evaluate``, without a model unless marked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quoteattr.cli.app import app

TEXT = "« La halle rouvrira bientôt », promet Odile Tanguy. Selon le préfet, trois ponts restent fermés."
HALL = {
    "type": "direct",
    "content": [[2, 27]],
    "cue": [31, 37],
    "speaker": [38, 50],
    "entity": "Odile Tanguy",
    "kind": "person",
    "gender": "f",
}
BRIDGES = {
    "type": "indirect",
    "content": [[69, 95]],
    "cue": [52, 57],
    "speaker": [58, 67],
    "entity": "le préfet",
    "kind": "person",
    "gender": "m",
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        (folder / f"{name}.json").write_text(json.dumps({"quotations": [HALL, BRIDGES]}), encoding="utf-8")
    return folder


def predictions(path: Path, **documents: list[dict[str, object]]) -> Path:
    path.write_text(
        "".join(json.dumps({"id": name, "quotations": rows}) + "\n" for name, rows in documents.items()),
        encoding="utf-8",
    )
    return path


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)], input=stdin)


def test_table(gold: Path, tmp_path: Path) -> None:
    out = run(gold, predictions(tmp_path / "p.jsonl", a=[HALL, BRIDGES], b=[{**HALL, "rule": "incise"}]))
    assert (out.exit_code, out.stderr) == (0, "")
    assert "Stretches between quotation marks: 2, of which 2 are quotations (0 optional ones left out)\n" in out.stdout
    lines = [line.split() for line in out.stdout.split("\n")]
    # three of four stretches: R 75, F1 6/7; of a and b, samples hold 1/2 to all of them
    assert ["all", "4", "3", "100.0", "75.0", "85.7", "66.7–100.0", "100.0", "100.0", "100.0", "85.7"] in lines
    assert ["incise", "1", "1", "100.0"] in lines
    assert ["indirect", "0", "0", "1", "1"] in lines


def test_json_and_csv_hold_every_score(gold: Path, tmp_path: Path) -> None:
    path = predictions(tmp_path / "p.jsonl", a=[HALL, BRIDGES], b=[HALL])
    data = json.loads(run(gold, path, "--format", "json").stdout)
    rows = {row["measure"]: row for row in csv.DictReader(io.StringIO(run(gold, path, "--format", "csv").stdout))}
    assert list(rows) == list(data["scores"])
    assert data["scores"]["runs05_all_r"] == {"value": 0.75, "low": 0.5, "high": 1.0}
    assert rows["runs05_all_r"] == {
        "measure": "runs05_all_r",
        "value": "0.750000",
        "low": "0.500000",
        "high": "1.000000",
    }
    assert rows["runs05_mixed_cue"]["value"] == ""
    assert data["systems"][0]["counts"]["marked_found_count"] == 2


def test_options_of_matching_and_resampling(gold: Path, tmp_path: Path) -> None:
    path = predictions(tmp_path / "p.jsonl", a=[HALL], b=[HALL])
    data = json.loads(
        run(gold, path, "--format", "json", "--iou", "0.75", "--matching", "optimal", "--samples", 0).stdout
    )
    assert (data["iou"], data["matching"]) == ([0.75], "optimal")
    assert data["scores"]["runs075_all_r"] == {"value": 0.5, "low": None, "high": None}
    assert "matched at 0.75 of their words" in run(gold, path, "--iou", "0.75").stdout
    narrow = json.loads(run(gold, path, "--format", "json", "--interval", "80", "--seed", "7").stdout)
    assert (narrow["level"], narrow["seed"]) == (80, 7)


def test_two_systems(gold: Path, tmp_path: Path) -> None:
    first, second = (
        predictions(tmp_path / "1.jsonl", a=[HALL], b=[HALL]),
        predictions(tmp_path / "2.jsonl", a=[HALL, BRIDGES], b=[BRIDGES]),
    )
    out = run(gold, first, second, "--errors", tmp_path / "c.json", "--documents", tmp_path / "d.csv")
    lines = [line.split() for line in out.stdout.split("\n")]
    # a gains one of two, b nothing: a sample of two gains nothing, a half or the mean of both
    assert ["runs05_all_r", "50.0", "75.0", "+25.0", "+0.0", "to", "+50.0", "1.000"] in lines
    assert ["runs", "missed", "2", "1", "0"] in lines
    assert sorted(row["change"] for row in json.loads((tmp_path / "c.json").read_text())) == [
        "mended",
        "mended",
        "new",
    ]
    rows = list(csv.DictReader((tmp_path / "d.csv").open()))
    assert [(row["document"], row["system"], row["runs05_all_r"]) for row in rows] == [
        ("a", "1", "0.500000"), ("b", "1", "0.500000"), ("a", "2", "1.000000"), ("b", "2", "0.500000"),
    ]  # fmt: skip
    data = json.loads(run(gold, first, second, "--format", "json").stdout)
    assert data["mistakes"] == {"new": 1, "mended": 2, "same": 0}
    assert data["scores"]["runs05_all_r"]["difference"] == 0.25
    assert (
        json.loads(run(gold, first, second, "--format", "json", "--samples", 0).stdout)["scores"]["runs05_all_r"]["p"]
        is None
    )


def test_missing_documents_are_named(gold: Path, tmp_path: Path) -> None:
    out = run(gold, predictions(tmp_path / "p.jsonl", b=[HALL, BRIDGES], c=[]))
    assert out.exit_code == 1
    assert "no predictions for a; scored as if nothing had been found in it" in out.stderr
    assert "1 without annotation, left out: c" in out.stderr
    more = run(gold, predictions(tmp_path / "p.jsonl", a=[], b=[], c=[]))
    assert more.exit_code == 0


def test_standard_input_and_texts_elsewhere(gold: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for path in gold.glob("*.txt"):
        path.rename(texts / path.name)
    lines = predictions(tmp_path / "p.jsonl", a=[HALL], b=[]).read_text(encoding="utf-8")
    out = run(gold, "-", "--texts", texts, "--format", "csv", "--samples", 0, stdin=lines)
    assert out.exit_code == 0, out.output
    assert "runs05_all_r,0.250000,," in out.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none"], 1, "none: No such file or directory"),
        ([".", "-", "-"], 2, "standard input (-) only once"),
        ([".", "a", "b", "c"], 2, "at most two"),
        (["."], 1, "holds no .json and no .ann file"),
        ([".", "--iou", "2"], 2, "2"),
        ([".", "--interval", "100"], 2, "100"),
    ],
)
def test_wrong_calls(
    arguments: list[str], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = run(*arguments)
    assert out.exit_code == code
    assert message in out.stderr
    assert out.stdout == ""


def test_malformed_predictions_are_no_traceback(gold: Path, tmp_path: Path) -> None:
    out = run(gold, predictions(tmp_path / "p.jsonl", a=[{**HALL, "content": [[0, 9999]]}]))
    assert out.exit_code == 1
    assert "p.jsonl:1: quotation 1: content: [0, 9999] is not a place within a text of 96 code points" in out.stderr
    out = run(gold, predictions(tmp_path / "p.jsonl", a=[]), "--errors", tmp_path / "no" / "folder")
    assert out.exit_code == 1
    assert "No such file or directory" in out.stderr


@pytest.mark.model
def test_without_predictions_quoteattr_reads_the_texts(gold: Path) -> None:
    data = json.loads(run(gold, "--format", "json", "--samples", 0).stdout)
    assert data["scores"]["marked_found_f1"]["value"] == 1
    assert [rule["rule"] for rule in data["systems"][0]["rules"]] == ["incise", "source"]
