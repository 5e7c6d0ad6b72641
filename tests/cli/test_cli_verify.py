"""``quoteattr verify``."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from stand_in import StandIn, records, run, stand_in  # noqa: F401 - the last is a fixture

from quoteattr.cli import options


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "un.txt").write_text("« Le pont ne ferme pas », dit Maud.", encoding="utf-8")
    (tmp_path / "deux.txt").write_text("« La gare ouvre à midi », dit Omar.", encoding="utf-8")
    (tmp_path / "dites.txt").write_text("Le pont ferme\n\nLa gare ouvre à midi\nRien du tout ici\n", encoding="utf-8")
    return tmp_path


def test_table(folder: Path) -> None:
    outcome = run("verify", "-f", "dites.txt", "un.txt", "deux.txt")
    assert outcome.exit_code == 0
    assert outcome.stdout.splitlines() == [
        "ALTERED (negation): Le pont ferme",
        "  un.txt 2-18: Le pont […] ferme",
        "  ne ->",
        "  pas ->",
        "VERBATIM: La gare ouvre à midi",
        "  deux.txt 2-22: La gare ouvre à midi",
        "ABSENT: Rien du tout ici",
    ]


def test_json_lines(folder: Path) -> None:
    outcome = run("verify", "-q", "La gare ouvre à minuit", ".", "--format", "jsonl")
    (row,) = records(outcome)
    assert (row["verdict"], row["source"], row["start"], row["end"]) == ("altered", "deux.txt", 2, 22)
    assert row["changes"] == [
        {"kind": "replaced", "there": [18, 22, "midi"], "here": [16, 22, "minuit"], "signed": False, "flags": []}
    ]


def test_csv_to_a_file(folder: Path) -> None:
    outcome = run("verify", "-f", "dites.txt", "un.txt", "-o", "out.csv")
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    rows = list(csv.DictReader(StringIO((folder / "out.csv").read_text(encoding="utf-8"))))
    assert [(row["verdict"], row["flags"], row["changes"]) for row in rows] == [
        ("altered", "negation", "ne ->; pas ->"),
        ("absent", "", ""),
        ("absent", "", ""),
    ]


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_what_extract_wrote(folder: Path, ending: str) -> None:
    (folder / "article.txt").write_text("« La gare ouvre à midi », dit Maud.", encoding="utf-8")
    assert run("extract", "article.txt", "-o", f"article.{ending}").exit_code == 0
    (row,) = records(run("verify", "-f", f"article.{ending}", "un.txt", "deux.txt", "--format", "jsonl"))
    assert (row["verdict"], row["speaker"]) == ("verbatim", None)
    (row,) = records(run("verify", "-f", f"article.{ending}", "--speakers", "deux.txt", "--format", "jsonl"))
    assert (row["verdict"], row["wanted"], row["speaker"]) == ("reattributed", "Maud", "Omar")


def test_the_speaker_of_results_takes_no_model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("extract", "deux.txt", "-o", "deux.jsonl").exit_code == 0
    monkeypatch.setattr(options, "new_extractor", lambda *_: pytest.fail("loaded"))
    outcome = run("verify", "-q", "La gare ouvre à midi", "--speaker", "Maud", "deux.jsonl")
    assert outcome.stdout.splitlines()[0] == "REATTRIBUTED: La gare ouvre à midi"
    assert outcome.stdout.splitlines()[-1] == "  said by Omar (not Maud)"


def test_no_model_without_a_speaker(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "new_extractor", lambda *_: pytest.fail("loaded"))
    assert run("verify", "-q", "La gare ouvre", "deux.txt").exit_code == 0


def test_standard_input(folder: Path) -> None:
    outcome = run("verify", "-q", "La gare ouvre", "-", stdin="La gare ouvre.")
    assert outcome.stdout.splitlines() == ["VERBATIM: La gare ouvre", "  - 0-13: La gare ouvre"]
    outcome = run("verify", "-f", "-", "deux.txt", stdin="La gare ouvre\n")
    assert outcome.stdout.startswith("VERBATIM")


def test_what_fails_is_named_and_passed_over(folder: Path) -> None:
    outcome = run("verify", "-q", "La gare ouvre", "absent.txt", "deux.txt")
    assert (outcome.exit_code, outcome.stdout.split(":")[0]) == (1, "VERBATIM")
    assert outcome.stderr == "quoteattr: absent.txt: No such file or directory\n"
    outcome = run("verify", "-f", "absent.txt", "-q", "La gare ouvre", "deux.txt")
    assert (outcome.exit_code, outcome.stdout.split(":")[0]) == (1, "VERBATIM")
    assert run("verify", "-q", "La gare", "absent.txt").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["un.txt"], "give quotations with -q or -f"),
        (["-f", "dites.txt", "--speaker", "Maud", "un.txt"], "--speaker is for -q"),
        (["-f", "-", "-"], "can be read only once"),
        (["-q", "a", "un.txt", "-o", "un.txt"], "is also an input"),
        (["-q", "a", "un.txt", "--min-ratio", "2"], "--min-ratio"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], message: str) -> None:
    outcome = run("verify", *arguments)
    assert outcome.exit_code == 2
    assert message in outcome.stderr


def test_an_output_that_cannot_be_written(folder: Path) -> None:
    outcome = run("verify", "-q", "La gare", "deux.txt", "-o", "absent/out.csv")
    assert (outcome.exit_code, outcome.stderr) == (1, "Error: absent/out.csv: No such file or directory\n")


def test_json_is_json(folder: Path) -> None:
    outcome = run("verify", "-f", "dites.txt", "un.txt", "deux.txt", "--format", "jsonl")
    assert [json.loads(line)["verdict"] for line in outcome.stdout.splitlines()] == ["altered", "verbatim", "absent"]
