"""The annotated sentences of ``cases/``: one test a case, and the notation itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from case_reader import CASES, Case, CaseError, known_failures, problems, read_all, read_file

if TYPE_CHECKING:
    from quoteattr import Extractor

ALL = read_all()
KNOWN = known_failures()


def _parameters() -> list[object]:
    return [
        pytest.param(case, id=case.id, marks=[pytest.mark.xfail(reason=KNOWN[case.id], strict=True)] if case.id in KNOWN else []) for case in ALL
    ]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize("case", _parameters())
def test_case(case: Case, extractor: Extractor) -> None:
    found = problems(case, extractor(case.text))
    assert not found, "\n".join([case.text, *found])


def test_known_failures_are_cases() -> None:
    assert set(KNOWN) <= {case.id for case in ALL}
    assert all(KNOWN.values()), "each known failure says why"


def test_every_construction_has_cases_of_both_sorts() -> None:
    files = {path.stem for path in CASES.glob("*.txt")}
    assert len(files) >= 34
    for name in files:
        cases = [c for c in ALL if c.file == name]
        assert 5 <= len(cases) <= 40, name
        assert any(case.gold for case in cases), name
        assert any(not case.gold for case in cases), f"{name}: no case in which nothing is quoted"


def test_texts_are_distinct() -> None:
    texts = [case.text for case in ALL]
    assert len(set(texts)) == len(texts)


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "made.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_reader_reads_ranges_and_information(tmp_path: Path) -> None:
    (case,) = read_file(
        _write(
            tmp_path,
            "# two stretches\n«~⟦D1:Je pars⟧~», {C1:a-t-{S1:elle} dit}. «_⟦D1:Demain⟧_».\n1: Léa Morel; person; f\n",
        )
    )
    assert case.text == "«\u00a0Je pars\u00a0», a-t-elle dit. «\u202fDemain\u202f»."
    assert case.comment == "two stretches"
    (gold,) = case.gold
    assert [case.text[a:b] for a, b in gold.content] == ["Je pars", "Demain"]
    assert [case.text[a:b] for a, b in gold.cue] == ["a-t-elle dit"]
    assert [case.text[a:b] for a, b in gold.mention] == ["elle"]
    assert (gold.kind, gold.entity.name, gold.entity.kind, gold.entity.gender) == ("direct", "Léa Morel", "person", "f")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("⟦D1:Oui", "never closed"),
        ("Oui⟧", "closes nothing"),
        ("⟦Z1:Oui⟧", "malformed marker"),
        ("⟦D1:Oui}⟧", "closes nothing"),
        ("⟦D1:⟧", "empty marker"),
        ("{C1:dit} Léa", "no content"),
        ("⟦D1:Oui⟧ ⟦I1:non⟧", "two kinds"),
        ("⟦D1:Oui⟧\n1: Léa; robot", "kind: expected one of"),
        ("⟦D1:Oui⟧\n1: Léa; person; x", "gender: expected"),
        ("⟦D1:Oui⟧\n1: Léa; person; f; g", "name; kind; gender"),
        ("⟦D1:Oui⟧\n1: Léa\n1: Lou", "two information lines"),
        ("⟦D1:Oui⟧\n2: Léa", "no content"),
        ("Oui\n---\n---\nNon", "empty case"),
    ],
)
def test_reader_rejects(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        read_file(_write(tmp_path, text))


class TestProblems:
    """The comparison itself: it must fail where something is wrong."""

    @staticmethod
    def _result(text: str, content: str, **changes: object) -> object:
        from quoteattr import Cue, Mention, Quotation, Result, Span, Speaker

        def span(part: str) -> Span:
            start = text.index(part)
            return Span(start, start + len(part), part)

        speaker = Speaker(id="s1", name="Léa Morel", kind="person", gender="f")
        values = {
            "kind": "direct",
            "cue": Cue(span("a dit"), "dire", "incise"),
            "mention": Mention(span("Léa Morel"), "name"),
            "speaker": speaker,
        } | changes
        quotation = Quotation(id="q1", content=(span(content),), **values)  # type: ignore[arg-type]
        return Result(text, (quotation,), (speaker,))

    @pytest.fixture
    def case(self, tmp_path: Path) -> Case:
        return read_file(
            _write(
                tmp_path,
                "« ⟦D1:Nous partons demain matin⟧ », {C1:a dit} {S1:Léa Morel}, de Brest.\n1: Léa Morel; person; f\n",
            )
        )[0]

    def test_right(self, case: Case) -> None:
        assert problems(case, self._result(case.text, "Nous partons demain matin")) == []  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"kind": "mixed"}, "kind: expected direct"),
            ({"cue": None}, "cue: expected 'a dit'"),
            ({"mention": None}, "mention: expected"),
            ({"speaker": None}, "speaker: expected"),
        ],
    )
    def test_wrong(self, case: Case, changes: dict[str, object], message: str) -> None:
        found = problems(case, self._result(case.text, "Nous partons demain matin", **changes))  # type: ignore[arg-type]
        assert len(found) == 1
        assert message in found[0]

    def test_wrong_content(self, case: Case) -> None:
        assert "content not found" in problems(case, self._result(case.text, "demain matin"))[0]  # type: ignore[arg-type]

    def test_unexpected(self, case: Case) -> None:
        from attrs import evolve

        bare = evolve(case, gold=())
        (found,) = problems(bare, self._result(case.text, "Nous partons demain matin"))  # type: ignore[arg-type]
        assert found.startswith("unexpected: direct")
