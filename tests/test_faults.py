"""A fault of the package costs the text that shows it, never the texts around it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from stand_in import run

from quoteattr import DiagnosticCode, Extractor, pipeline, stages
from quoteattr.faults import STRICT

if TYPE_CHECKING:
    from spacy.language import Language

GOOD = "« Le bac repart jeudi », annonce Awa Keller."
BAD = "« Tout va bien », dit Omar Sall à Brest."


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that fails on every text with *Brest* in it."""
    find = stages.find_cues

    def find_cues(context: object) -> object:
        if "brest" in context.low:  # type: ignore[attr-defined]
            msg = "no such token"
            raise IndexError(msg)
        return find(context)  # type: ignore[arg-type]

    monkeypatch.setattr(stages, "find_cues", find_cues)
    monkeypatch.delenv(STRICT)


def one_by_one(extractor: Extractor) -> list[object]:
    return [extractor(text) for text in (GOOD, BAD, GOOD)]


def together(extractor: Extractor) -> list[object]:
    return list(extractor.pipe([GOOD, BAD, GOOD]))


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("work", [one_by_one, together])
def test_the_text_is_told_and_the_others_are_read(
    work: Callable[[Extractor], list[object]], caplog: pytest.LogCaptureFixture
) -> None:
    first, second, third = work(Extractor(model=None))
    assert [q.speaker.name for q in first.quotations] == [q.speaker.name for q in third.quotations] == ["Awa Keller"]
    assert second.text == BAD
    assert not second.quotations
    (diagnostic,) = second.diagnostics
    assert diagnostic.code is DiagnosticCode.INTERNAL_ERROR
    assert diagnostic.span.text == BAD
    assert "IndexError" in diagnostic.message
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert record.name == "quoteattr"
    assert record.exc_info
    assert record.exc_info[0] is IndexError


@pytest.mark.usefixtures("faulty")
def test_why_there_is_nothing_is_told_too(caplog: pytest.LogCaptureFixture) -> None:
    extractor = Extractor(model=None)
    explanation = extractor.explain(BAD)
    assert explanation.result == extractor(BAD)
    assert [d.code for d in explanation.result.diagnostics] == [DiagnosticCode.INTERNAL_ERROR]
    assert (explanation.steps, explanation.choices) == ((), ())
    assert [r.exc_info[0] for r in caplog.records if r.exc_info] == [IndexError, IndexError]
    assert extractor.explain(GOOD).steps


@pytest.mark.usefixtures("faulty")
def test_a_fault_of_the_telling_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def explained(*_: object) -> object:
        msg = "no such step"
        raise KeyError(msg)

    monkeypatch.setattr(pipeline, "explained", explained)
    explanation = Extractor(model=None).explain(GOOD)
    assert [d.code for d in explanation.result.diagnostics] == [DiagnosticCode.INTERNAL_ERROR]


@pytest.mark.usefixtures("faulty")
@pytest.mark.model
def test_a_batch_that_is_parsed_together(extractor: Extractor, nlp: Language) -> None:
    results = list(extractor.pipe([GOOD, BAD, GOOD]))
    assert [len(result.quotations) for result in results] == [1, 0, 1]
    assert [d.code for d in extractor.from_doc(nlp(BAD)).diagnostics] == [DiagnosticCode.INTERNAL_ERROR]


@pytest.mark.usefixtures("faulty")
def test_a_run_of_the_command_goes_on(tmp_path: Path) -> None:
    for name, text in (("a", GOOD), ("b", BAD), ("c", GOOD)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    outcome = run("extract", str(tmp_path), "--model", "none", "-o", str(out))
    assert outcome.exit_code == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [len(row["quotations"]) for row in rows] == [1, 0, 1]


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("work", [Extractor.__call__, Extractor.explain])
def test_strictly_it_raises(work: Callable[[Extractor, str], object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STRICT, "1")
    with pytest.raises(IndexError):
        work(Extractor(model=None), BAD)


def test_no_memory_left_is_no_fault_of_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_cues(_: object) -> object:
        raise MemoryError

    monkeypatch.setattr(stages, "find_cues", find_cues)
    monkeypatch.delenv(STRICT)
    with pytest.raises(MemoryError):
        Extractor(model=None)(GOOD)
