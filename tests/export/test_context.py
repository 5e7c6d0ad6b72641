"""The sentence around a quotation, and the number of its paragraph."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from stand_in import run, stand_in  # noqa: F401 - the last is a fixture
from strategies import results

from quoteattr import Cue, Quotation, Result, Span, Speaker
from quoteattr.export import read_csv, rows_of, to_pandas, to_polars, write_csv
from quoteattr.export.table.context import Places


def quotation(text: str, content: str, cue: str = "") -> Quotation:
    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part), part)

    return Quotation(id="q", kind="direct", content=[span(content)], cue=Cue(span(cue), cue, "incise") if cue else None)


@pytest.mark.parametrize(
    ("text", "content", "cue", "sentence"),
    [
        ("Il pleut. « Oui », dit-elle. Il neige.", "Oui", "dit", "« Oui », dit-elle."),
        ("Il pleut. « Oui. Enfin ! » Il neige.", "Oui. Enfin !", "", "« Oui. Enfin ! »"),
        ("Oui, selon M. Roy. Non.", "Oui", "", "Oui, selon M. Roy."),
        ("Selon Mme A. Roy, oui. Non.", "oui", "", "Selon Mme A. Roy, oui."),
        ("Il coûte 3.5 euros, dit-elle. Bon.", "Il coûte 3.5 euros", "dit", "Il coûte 3.5 euros, dit-elle."),
        ("Titre\n« Oui », dit-elle", "Oui", "dit", "« Oui », dit-elle"),
        ("« Oui.\n\nNon », dit-elle. Bon.", "Oui.\n\nNon", "dit", "« Oui.\n\nNon », dit-elle."),
        ("Elle dit : « Oui ? » Et rit.", "Oui ?", "dit", "Elle dit : « Oui ? »"),
        ("Oui", "Oui", "", "Oui"),
    ],
)
def test_sentence(text: str, content: str, cue: str, sentence: str) -> None:
    assert Places(text).sentence(quotation(text, content, cue)) == sentence


@pytest.mark.parametrize(("content", "number"), [("Un", 1), ("Deux", 2), ("Trois", 3)])
def test_paragraph(content: str, number: int) -> None:
    text = "\nUn\r\n \r\nDeux\n\n\nTrois"
    assert Places(text).paragraph(quotation(text, content)) == number


@given(results())
def test_a_sentence_holds_its_quotation(result: Result) -> None:
    for row in rows_of([result]):
        assert row.quotation is not None
        assert row.paragraph is not None
        assert row.paragraph >= 1
        assert all(span.text.strip() in (row.sentence or "") for span in row.quotation.content)


TEXT = "« Oui », dit-elle."
KNOWN = Speaker("s1", "Maud Roy", "person", about={"id": "mr", "wikidata": "Q5", "party": "PDB"})
FOUND = Result(TEXT, [Quotation(id="q", kind="direct", content=[Span(2, 5, "Oui")], speaker=KNOWN)], [KNOWN])


def test_what_is_known_of_the_speaker() -> None:
    for frame in (to_pandas([FOUND], about=["party", "id"]), to_polars([FOUND], about=["party"])):
        for column, value in (("person_id", "mr"), ("wikidata", "Q5"), ("about_party", "PDB"), ("sentence", TEXT)):
            assert list(frame[column]) == [value]
    sink = io.StringIO(newline="")
    write_csv([FOUND], sink, about=["party"])
    (row,) = read_csv(io.StringIO(sink.getvalue(), newline=""))
    assert row.quotation is not None
    assert row.quotation.speaker == KNOWN
    assert (row.sentence, row.paragraph) == (TEXT, 1)


def test_a_table_from_before() -> None:
    sink = io.StringIO(newline="")
    write_csv([FOUND], sink)
    new = {"sentence", "paragraph", "person_id", "wikidata"}
    rows = list(csv.DictReader(io.StringIO(sink.getvalue())))
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, [name for name in rows[0] if name not in new], extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    (row,) = read_csv(io.StringIO(out.getvalue(), newline=""))
    assert row.sentence is None
    assert row.quotation is not None
    assert row.quotation.speaker is not None
    assert row.quotation.speaker.about == {}


class TestEveryText:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.txt").write_text("« Oui », dit Maud.", encoding="utf-8")
        (tmp_path / "b.txt").write_text("Rien.", encoding="utf-8")
        (tmp_path / "c.txt").write_bytes(b"\xff")
        return tmp_path

    @pytest.mark.parametrize("output", [["-o", "q.csv"], ["--format", "csv"]])
    def test_told_apart(self, folder: Path, output: list[str]) -> None:
        outcome = run("extract", "a.txt", "b.txt", "c.txt", "--every-text", *output)
        assert outcome.exit_code == 1
        text = (folder / "q.csv").read_text(encoding="utf-8") if "-o" in output else outcome.stdout
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [(r["document_id"], bool(r["quotation_id"]), bool(r["error"])) for r in rows] == [
            ("a.txt", True, False), ("b.txt", False, False), ("c.txt", False, True),
        ]  # fmt: skip

    def test_not_asked_for(self, folder: Path) -> None:
        assert len(run("extract", "a.txt", "b.txt", "c.txt", "--format", "csv").stdout.splitlines()) == 2

    def test_only_in_tables(self, folder: Path) -> None:
        assert "--every-text is for tables" in run("extract", "a.txt", "--every-text").stderr
