"""Whatever format documents are written in, they are read again by one function."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import made
from strategies import results

from quoteattr import InputError, Result, ResultError
from quoteattr.cli.output import Done, write_folder
from quoteattr.export import Document, is_written, read_any, write_arrow, write_csv, write_jsonl, write_parquet
from quoteattr.export.formats import FORMATS, by_name

WHOLE = [f.name for f in FORMATS if f.name not in {"csv", "parquet", "arrow", "html", "txt"}]
"""Formats from which all comes back."""
TABLES = {".csv": write_csv, ".parquet": write_parquet, ".arrow": write_arrow}


def written(folder: Path, name: str, items: Sequence[Done]) -> Path:
    """Write documents as the command does, and return the file or folder."""
    form = by_name(name)
    if form.per_document:
        write_folder(form, items, folder / name)
        return folder / name
    path = folder / f"all{form.endings[0]}"
    form.write([i.result for i in items], path, [i.id for i in items], [i.fields for i in items])
    return path


def encodable(result: Result) -> bool:
    """Whether a file of UTF-8 can hold its text: no half characters."""
    return not any("\ud800" <= c <= "\udfff" for c in result.text)


@pytest.mark.parametrize("name", WHOLE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pair=st.tuples(results(), results()))
def test_all_comes_back(name: str, pair: tuple[Result, Result], tmp_path_factory: Any) -> None:
    kept = [result for result in pair if encodable(result)]
    items = [Done(f"doc/{number}", result, {"outlet": "Le Phare"}) for number, result in enumerate(kept)]
    if not items:
        return
    path = written(tmp_path_factory.mktemp("any"), name, items)
    got = list(read_any(path))
    assert [(d.id, d.result, d.fields, d.has_text) for d in got] == [(i.id, i.result, i.fields, True) for i in items]
    assert is_written(path)


def as_a_table(result: Result) -> Result:
    """What a table holds of a result: its quotations, and of speakers what a row says."""
    bare = {
        s.id: evolve(s, aliases=(), mentions=(), about={name: value for name, value in s.about.items() if value})
        for s in result.speakers
    }
    quotations = [q if q.speaker is None else evolve(q, speaker=bare[q.speaker.id]) for q in result.quotations]
    return Result(result.text, quotations, dict.fromkeys(q.speaker for q in quotations if q.speaker is not None))


@pytest.mark.parametrize("ending", TABLES)
@pytest.mark.parametrize("known", [True, False])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(result=results().filter(lambda r: encodable(r) and r.quotations))
def test_tables_come_back_with_the_texts_and_without(
    ending: str, known: bool, result: Result, tmp_path_factory: Any
) -> None:
    if len({s.id or "" for s in result.speakers} - {""}) < len(result.speakers):
        return  # a speaker without an id gets one
    path = tmp_path_factory.mktemp("table") / f"all{ending}"
    about = [name for speaker in result.speakers for name in speaker.about]
    TABLES[ending]([result], path, ["un"], [{"outlet": "Le Phare"}], about=about)
    (got,) = read_any(path, {"un": result.text} if known else None)
    expected = as_a_table(result)
    if ending == ".csv":  # which does not tell an empty id from none
        expected = evolve(
            expected, quotations=[q if q.parent_id else evolve(q, parent_id=None) for q in expected.quotations]
        )
    numbered = [q.id for q in got.result.quotations]
    assert [(a, b.id) for a, b in zip(numbered, expected.quotations, strict=True) if b.id and a != b.id] == []
    assert [evolve(q, id="") for q in got.result.quotations] == [evolve(q, id="") for q in expected.quotations]
    assert (got.id, got.fields, got.has_text) == ("un", {"outlet": "Le Phare"}, known)
    if known:
        assert got.result.text == result.text
    else:
        spans = [span for q in got.result.quotations for span in q.content]
        assert all(got.result.text[span.start : span.end] == span.text for span in spans)


def edited(path: Path, **cells: str) -> Path:
    """Change cells of the first row of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0].update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def two_quotations() -> Result:
    result = made("« Oui », a dit Léa. « Non », a dit Léa.")
    first = result.quotations[0]
    start = result.text.index("Non")
    span = type(first.content[0])(start, start + 3, "Non")
    return evolve(result, quotations=[first, evolve(first, id="q2", content=[span])])


def test_a_speaker_renamed_in_one_row_is_another(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    write_csv([two_quotations()], path, ["un"])
    edited(path, speaker_name="Maud")
    (document,) = read_any(path)
    assert [(q.speaker.id, q.speaker.name) for q in document.result.quotations if q.speaker] == [
        ("s1", "Maud"),
        ("s2", "Léa"),
    ]
    assert [s.name for s in document.result.speakers] == ["Maud", "Léa"]


def test_a_row_that_somebody_added(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    write_csv([two_quotations()], path, ["un"])
    edited(path, quotation_id="", speaker_id="", speaker_kind="", speaker_gender_guessed="", confidence="")
    (document,) = read_any(path)
    first, second = document.result.quotations
    assert (first.id, first.confidence, second.id) == ("q1", 1.0, "q2")
    assert first.speaker == second.speaker


def test_the_least_that_a_row_needs(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    write_csv([two_quotations()], path, ["un"])
    with path.open(encoding="utf-8", newline="") as file:
        empty = dict.fromkeys(next(csv.reader(file)), "")
    edited(path, **{**empty, "document_id": "un", "kind": "direct", "content": "Oui", "spans": "2..5"})
    (document,) = read_any(path)
    first = document.result.quotations[0]
    assert (first.id, first.text, first.speaker, first.rule, first.link) == ("q1", "Oui", None, "", "")


def test_a_spreadsheet_in_french_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    write_csv([two_quotations()], path, ["un"], spreadsheet=True, delimiter=";")
    (document,) = read_any(path)
    assert document.result.quotations[0].speaker == document.result.speakers[0]


def test_what_is_no_result_is_not_taken_for_one(tmp_path: Path) -> None:
    for name, content in (
        ("a.txt", "Il neige."),
        ("b.jsonl", '{"text": "Il neige."}\n'),
        ("c.csv", "id,text\n1,Il neige.\n"),
        ("d.xml", "<p>Il neige.</p>"),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert not is_written(tmp_path / name)
        with pytest.raises(ResultError, match=r"holds no results in a format that can be read"):
            list(read_any(tmp_path / name))
    assert not is_written(tmp_path)
    assert not is_written(tmp_path / "nowhere.jsonl")
    with pytest.raises(FileNotFoundError):
        list(read_any(tmp_path / "nowhere.jsonl"))


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    write_jsonl([made()], tmp_path / "a.jsonl", ["un"])
    (tmp_path / "b.ann").write_text("T1\tQuotation 0 3\tOui\n", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"schema": 1, "quotations": 3}\n', encoding="utf-8")
    write_jsonl([made()], tmp_path / "d.jsonl", ["deux"])
    told: list[tuple[str, str]] = []
    got = [d.id for d in read_any(tmp_path, tell=lambda where, error: told.append((Path(where).name, str(error))))]
    assert got == ["un", "deux"]
    assert [where for where, _ in told] == ["b.ann", "c.jsonl"]
    assert "there is no text" in told[0][1]
    with pytest.raises(ResultError, match=r"b\.ann: there is no text"):
        list(read_any(tmp_path))


def test_the_texts_may_be_elsewhere(tmp_path: Path) -> None:
    result = made()
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "un.txt").write_bytes(result.text.encode())
    write_csv([result], tmp_path / "all.csv", ["un"])
    (document,) = read_any(tmp_path / "all.csv", texts)
    assert (document.has_text, document.result.text) == (True, result.text)
    with pytest.raises(ResultError, match=r"all\.csv: document 'un': quotation 'q1': expected 'Oui' at 2"):
        list(read_any(tmp_path / "all.csv", {"un": "Autre chose."}))


def test_wrong_calls() -> None:
    with pytest.raises(InputError, match="expected a path"):
        read_any(3)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="texts: expected a folder or a mapping"):
        read_any("a.csv", 3)  # type: ignore[arg-type]
    assert Document("un", made()).where == ""
