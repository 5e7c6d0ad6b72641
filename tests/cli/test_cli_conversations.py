"""The commands on interviews and subtitles."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conversations import DEBATES, INTERVIEWS, bold, srt, vtt

from quoteattr.cli.app import app


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "diop.txt").write_text(bold(INTERVIEWS[0]), encoding="utf-8")
    (tmp_path / "ligne.vtt").write_text(vtt(DEBATES[0]), encoding="utf-8")
    (tmp_path / "atelier.srt").write_text(srt(DEBATES[1]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--model", "none"])


def test_a_folder_with_subtitles_is_read(folder: Path) -> None:
    outcome = run("extract", ".")
    records = {r["id"]: r for r in map(json.loads, outcome.stdout.splitlines())}
    assert sorted(records) == ["atelier.srt", "diop.txt", "ligne.vtt"]
    assert all(q["time"] is None for q in records["diop.txt"]["quotations"])
    said = [q for q in records["ligne.vtt"]["quotations"] if q["rule"] == "conversation"]
    assert len(said) == len(DEBATES[0].turns)
    assert said[0]["time"] == [0.0, 8.0]
    assert all(a["time"][1] <= b["time"][0] for a, b in pairwise(said))


def test_tables_hold_the_times(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("extract", "atelier.srt", "--format", "csv").stdout)))
    first = next(row for row in rows if row["rule"] == "conversation")
    assert (first["speaker_name"].upper(), first["time_start"]) == ("SALIF SARMANT", "0.0")
    assert float(first["time_end"]) > 0


def test_the_words_of_who_is_interviewed_count(folder: Path) -> None:
    rows = json.loads(run("speakers", "diop.txt", "--format", "json").stdout)
    words = {row["speaker"]: row["words"] for row in rows}
    assert words["Awa Diop"] > 100
    assert max(words, key=words.__getitem__) == "Awa Diop"
    without = run("speakers", "diop.txt", "--format", "json", "--conversation", "off").stdout
    assert {row["speaker"]: row["words"] for row in json.loads(without)}.get("Awa Diop", 0) < 20


def test_subtitles_are_shown(folder: Path) -> None:
    assert "Nadia Ferrand" in run("show", "ligne.vtt").stdout
