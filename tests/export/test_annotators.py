"""Formats of tools for annotation: what people change there comes back, and what they draw by hand is read."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cassis
import pytest
from hypothesis import given
from samples import made
from strategies import results

from quoteattr import ExtraError, Result, ResultError
from quoteattr.export.annotators.assembled import from_regions
from quoteattr.export.annotators.cas import from_cas, read_cas, to_cas
from quoteattr.export.annotators.labelstudio import labelstudio_config, read_labelstudio, write_labelstudio
from quoteattr.export.annotators.prodigy import read_prodigy, write_prodigy
from quoteattr.export.annotators.regions import Region, Regions, Tie, to_regions

TEXT = "« Oui », a dit Léa. Elle précise que le pont ferme."


def drawn(*rows: tuple[str, str, str], ties: tuple[Tie, ...] = ()) -> Regions:
    """Stretches that somebody drew: name, label, words."""
    return Regions(
        tuple(Region(name, label, TEXT.index(words), TEXT.index(words) + len(words)) for name, label, words in rows),
        ties,
    )


@given(results())
def test_regions_come_back(result: Result) -> None:
    assert from_regions(result.text, to_regions(result)) == result


def test_what_is_drawn_by_hand() -> None:
    given = drawn(
        *(("x", "Quotation", "Oui"), ("y", "Cue", "a dit"), ("z", "Mention", "Léa")),
        *(("b", "Quotation", "le pont ferme"), ("c", "Mention", "Elle")),
        ties=(Tie("", "x", "y"), Tie("Mention", "z", "x"), Tie("Mention", "b", "c")),
    )
    first, second = from_regions(TEXT, given).quotations
    assert (first.id, first.kind, first.speaker and first.speaker.name) == ("q1", "direct", "Léa")
    assert first.cue is not None
    assert (first.cue.kind, first.cue.lemma) == ("incise", "a dit")
    assert (second.id, second.kind, second.speaker, second.mention and second.mention.form) == (
        "q2",
        "indirect",
        None,
        "pronoun",
    )


def test_two_mentions_of_one_name_are_one_speaker() -> None:
    given = drawn(
        *(("x", "Quotation", "Oui"), ("z", "Mention", "Léa"), ("b", "Quotation", "le pont ferme")),
        ties=(Tie("Mention", "x", "z"), Tie("Mention", "b", "z")),
    )
    assert [s.name for s in from_regions(TEXT, given).speakers] == ["Léa"]


def test_stretches_tied_by_next_are_one_quotation() -> None:
    given = drawn(("x", "Quotation", "le pont"), ("y", "Quotation", "ferme"), ties=(Tie("Next", "x", "y"),))
    (quotation,) = from_regions(TEXT, given).quotations
    assert quotation.text == "le pont […] ferme"


def test_a_circle_of_stretches_ends() -> None:
    given = drawn(
        ("x", "Quotation", "Oui"), ("y", "Quotation", "ferme"), ties=(Tie("Next", "x", "y"), Tie("Next", "y", "x"))
    )
    assert from_regions(TEXT, given).quotations == ()


def test_a_place_outside_the_text() -> None:
    with pytest.raises(ResultError, match=r"Quotation x: 3\.\.900 is not within a text of"):
        from_regions(TEXT, Regions((Region("x", "Quotation", 3, 900),)))
    with pytest.raises(ResultError, match="not the annotation of a result: AttributeError"):
        from_regions(TEXT, Regions((), (), {"meta": 3}))


# ---- Label Studio


def tasks(path: Path, result: Result) -> list[dict[str, Any]]:
    write_labelstudio([result], path, ["un"], [{"outlet": "Le Phare"}])
    return list(json.loads(path.read_text(encoding="utf-8")))


def read_back(path: Path, rows: object) -> Result:
    path.write_text(json.dumps(rows), encoding="utf-8")
    ((_, result, _),) = read_labelstudio(path)
    return result


def annotated(path: Path, change: Callable[[list[dict[str, Any]]], object]) -> Result:
    """What comes back when somebody corrects a task: its predictions, changed, as an annotation."""
    (task,) = tasks(path, made())
    rows = json.loads(json.dumps(task["predictions"][0]["result"]))
    change(rows)
    task["annotations"] = [{"result": rows}, {"result": [], "was_cancelled": True}]
    return read_back(path, [task])


def row(rows: list[dict[str, Any]], kind: str, own: str = "q1") -> dict[str, Any]:
    return next(r for r in rows if r["type"] == kind and r["id"] == own)


class TestLabelStudio:
    def test_a_speaker_is_renamed(self, tmp_path: Path) -> None:
        result = annotated(
            tmp_path / "a.json", lambda rows: row(rows, "textarea")["value"].update(text=["Maud Le Bris"])
        )
        quotation = result.quotations[0]
        assert quotation.speaker is not None
        assert (quotation.speaker.id, quotation.speaker.name, quotation.id) == ("s2", "Maud Le Bris", "q1")
        assert [s.name for s in result.speakers] == ["Léa", "Maud Le Bris"]

    def test_a_speaker_is_taken_away(self, tmp_path: Path) -> None:
        result = annotated(tmp_path / "a.json", lambda rows: rows.remove(row(rows, "textarea")))
        assert result.quotations[0].speaker is None

    def test_the_kind_is_changed(self, tmp_path: Path) -> None:
        result = annotated(tmp_path / "a.json", lambda rows: row(rows, "choices")["value"].update(choices=["mixed"]))
        assert (result.quotations[0].kind, result.quotations[0].speaker and result.quotations[0].speaker.name) == (
            "mixed",
            "Léa",
        )

    def test_the_extent_is_changed(self, tmp_path: Path) -> None:
        result = annotated(tmp_path / "a.json", lambda rows: row(rows, "labels")["value"].update(start=0, text="« Oui"))
        assert (result.quotations[0].text, result.quotations[0].id) == ("« Oui", "q1")

    def test_a_quotation_is_taken_away(self, tmp_path: Path) -> None:
        def remove(rows: list[dict[str, Any]]) -> None:
            rows[:] = [r for r in rows if "q1" not in {r.get("id"), r.get("from_id")}]

        result = annotated(tmp_path / "a.json", remove)
        assert (result.quotations, [s.name for s in result.speakers]) == ((), ["Léa"])

    def test_names_that_the_tool_gives_are_no_matter(self, tmp_path: Path) -> None:
        def rename(rows: list[dict[str, Any]]) -> None:
            for r in rows:
                for key in {"id", "from_id", "to_id"} & set(r):
                    r[key] = f"zz{r[key]}"

        assert annotated(tmp_path / "a.json", rename) == made()

    def test_the_last_annotation_counts(self, tmp_path: Path) -> None:
        (task,) = tasks(tmp_path / "a.json", made())
        task["annotations"] = [{"result": []}]
        assert read_back(tmp_path / "a.json", [task]).quotations == ()

    def test_a_project_of_others(self, tmp_path: Path) -> None:
        value = {"start": 2, "end": 5, "text": "Oui", "labels": ["Quotation"]}
        task = {
            "data": {"text": TEXT, "id": 7, "outlet": "x"},
            "annotations": [{"result": [{"id": "r", "type": "labels", "value": value}]}],
        }
        (tmp_path / "a.json").write_text(json.dumps([task]), encoding="utf-8")
        ((name, result, fields),) = read_labelstudio(tmp_path / "a.json")
        assert (name, result.quotations[0].text, fields) == ("7", "Oui", {"outlet": "x"})

    def test_offsets_are_code_points(self, tmp_path: Path) -> None:
        (task,) = tasks(tmp_path / "a.json", made("\U0001f600 « Oui », a dit Léa."))
        value = task["predictions"][0]["result"][0]["value"]
        assert (value["start"], value["text"]) == (4, "Oui")

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ("[", "not JSON"),
            ('[{"x": 1}]', "task 1: not a task of Label Studio: KeyError"),
            (
                '[{"data": {"text": "x"}, "predictions": [{"result": [{"type": "labels", "id": "q", "value": {"start": 0, "end": 1, "text": "y", "labels": ["Cue"]}}]}]}]',
                "the text at 0..1 is 'x', not 'y'",
            ),
        ],
    )
    def test_what_is_wrong_is_told(self, tmp_path: Path, rows: str, told: str) -> None:
        (tmp_path / "a.json").write_text(rows, encoding="utf-8")
        with pytest.raises(ResultError, match=r"a\.json") as caught:
            list(read_labelstudio(tmp_path / "a.json"))
        assert told in str(caught.value)

    def test_the_interface_has_every_control_that_tasks_name(self, tmp_path: Path) -> None:
        interface = ET.fromstring(labelstudio_config())  # noqa: S314 - our own
        names = {element.get("name") for element in interface.iter() if element.get("name")}
        labels = {
            element.get("value") for element in interface.iter() if element.tag in {"Label", "Relation", "Choice"}
        }
        (task,) = tasks(tmp_path / "a.json", made())
        for r in task["predictions"][0]["result"]:
            assert {r[key] for key in ("from_name", "to_name") if key in r} <= names
            assert {
                *r.get("labels", ()),
                *r.get("value", {}).get("labels", ()),
                *r.get("value", {}).get("choices", ()),
            } <= labels


# ---- Prodigy


class TestProdigy:
    def test_spans_are_of_whole_tokens(self, tmp_path: Path) -> None:
        write_prodigy([made("« Oui», a dit-Léa.")], tmp_path / "a.jsonl", ["un"], [{"outlet": "x"}])
        task = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
        tokens = task["tokens"]
        for span in task["spans"]:
            assert (tokens[span["token_start"]]["start"], tokens[span["token_end"]]["end"]) == (
                span["start"],
                span["end"],
            )
        assert [(r["label"], r["head_span"]["id"], r["child_span"]["id"]) for r in task["relations"]] == [
            ("Cue", "q1", "c1"),
            ("Mention", "q1", "m1"),
        ]
        assert task["meta"] == {"id": "un", "outlet": "x"}

    def test_what_a_person_drew(self, tmp_path: Path) -> None:
        mention, quotation = {"start": 15, "end": 18, "label": "Mention"}, {"start": 2, "end": 5, "label": "Quotation"}
        relation = {"head_span": quotation, "child_span": mention, "label": "Mention"}
        other = {"start": 0, "end": 1, "label": "Else"}
        task = {
            "text": TEXT,
            "spans": [quotation, mention, other],
            "relations": [relation],
            "answer": "reject",
            "meta": {"id": 3},
        }
        (tmp_path / "a.jsonl").write_text(json.dumps(task) + "\n\n", encoding="utf-8")
        ((name, result, fields),) = read_prodigy(tmp_path / "a.jsonl")
        assert (name, fields) == ("3", {"answer": "reject"})
        assert [(q.text, q.speaker and q.speaker.name) for q in result.quotations] == [("Oui", "Léa")]

    @pytest.mark.parametrize(
        "line",
        [
            "{",
            '{"text": "x", "spans": [{"label": "Cue"}]}',
            '{"text": "x", "spans": [{"label": "Cue", "start": 0, "end": 9}]}',
        ],
    )
    def test_what_is_wrong_is_told(self, tmp_path: Path, line: str) -> None:
        (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
        with pytest.raises(ResultError, match=r"a\.jsonl:1: "):
            list(read_prodigy(tmp_path / "a.jsonl"))


# ---- UIMA CAS


class TestCas:
    def test_a_reader_of_somebody_else_finds_the_words(self) -> None:
        cas = cassis.load_cas_from_json(to_cas(made("\U0001f600 « Oui », a dit Léa.")))
        words = {
            layer: [a.get_covered_text() for a in cas.select(f"webanno.custom.{layer}")]
            for layer in ("Quotation", "Cue", "Mention")
        }
        assert words == {"Quotation": ["Oui"], "Cue": ["a dit"], "Mention": ["Léa"]}
        (quotation,) = cas.select("webanno.custom.Quotation")
        assert (quotation.kind, quotation.speaker) == ("direct", "Léa")
        assert {t.label: t.Dependent.get_covered_text() for t in cas.select("webanno.custom.QuotationTie")} == {
            "Cue": "a dit",
            "Mention": "Léa",
        }

    def test_what_was_corrected_comes_back(self) -> None:
        cas = cassis.load_cas_from_json(to_cas(made()))
        (quotation,) = cas.select("webanno.custom.Quotation")
        quotation.speaker, quotation.begin = "Maud", 0
        result = from_cas(cas.to_json())
        assert [(q.text, q.speaker and q.speaker.name) for q in result.quotations] == [("« Oui", "Maud")]

    def test_xmi_beside_its_types(self, tmp_path: Path) -> None:
        cas = cassis.load_cas_from_json(to_cas(made()))
        cas.to_xmi(tmp_path / "a.xmi")
        cas.typesystem.to_xml(tmp_path / "TypeSystem.xml")
        assert read_cas(tmp_path / "a.xmi") == made()

    def test_layers_alone(self) -> None:
        """A tool may drop what it has no layer for."""
        cas = cassis.load_cas_from_json(to_cas(made()))
        cas.remove(cas.select("quoteattr.Document")[0])
        (quotation,) = from_cas(cas.to_json()).quotations
        assert (
            quotation.text,
            quotation.speaker and quotation.speaker.name,
            quotation.cue and quotation.cue.lemma,
        ) == ("Oui", "Léa", "a dit")

    @pytest.mark.parametrize("data", ["{", "{}", '{"%TYPES": 3}'])
    def test_what_is_no_cas(self, data: str) -> None:
        with pytest.raises(ResultError, match="not UIMA CAS that can be read"):
            from_cas(data)

    def test_without_its_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "cassis", None)
        with pytest.raises(ExtraError, match=r'pip install "quoteattr\[cas\]"'):
            to_cas(made())
