"""A review: the least sure first, every step on the disk before it counts, taken back and made again, killed at any moment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from killing import killed_at

from quoteattr import Quotation, Result, Span, Speaker
from quoteattr.errors import EditError, EvaluationError, ResultError
from quoteattr.evaluation import evaluate, read_gold, read_predictions
from quoteattr.export import read_jsonl, write_jsonl
from quoteattr.export.jsonl import read_with_fields
from quoteattr.review import Document, Review, edited, is_reviewed, read_reviewed

POSIX = pytest.mark.skipif(os.name != "posix", reason="fork and SIGKILL as POSIX has them")
ACCEPT = {"do": "accept", "quotation": "q1"}


def result(name: str, sure: float = 0.9) -> Result:
    text = f"« Le bac coulera », prédit {name}."
    speaker = Speaker(id="s1", name=name, kind="person")
    content = [Span(2, 16, text[2:16])]
    quotation = Quotation(
        "q1", "direct", content, None, None, speaker, "incise", sure, link="name", speaker_confidence=0.9
    )
    return Result(text, [quotation], [speaker])


def documents(*names: str) -> list[Document]:
    return [Document.of(name, result(name, 0.9 - k / 10), {"outlet": "Le Bac"}) for k, name in enumerate(names)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "reviewed.jsonl"


def steps(review: Review) -> list[Any]:
    """A working day, step by step; what each returns is not asked."""

    def edit(number: int, **what: Any) -> Any:
        return lambda: review.edit(number, review.documents[number].version, what)

    return [
        edit(0, do="accept", quotation="q1"),
        edit(0, do="extent", quotation="q1", range=[2, 8]),
        edit(1, do="add", range=[18, 24]),
        review.undo,
        review.redo,
        edit(1, do="finish"),
        edit(2, do="remove", quotation="q1"),
        review.undo,
    ]


class TestOrder:
    def test_the_least_sure_comes_first_and_what_is_finished_last(self, file: Path) -> None:
        done = Document.of("Zoé", edited(result("Zoé", 0.1), {"do": "finish"}), {"reviewed": True})
        nothing = Document.of("vide", Result("Rien."), {})
        review = Review([nothing, done, *documents("Awa", "Luc", "Maud")], file)
        assert [d.id for d in review.documents] == ["Maud", "Luc", "Awa", "vide", "Zoé"]
        assert [d.open for d in review.documents] == [1, 1, 1, 0, 0]

    def test_or_as_given(self, file: Path) -> None:
        assert [d.id for d in Review(documents("Awa", "Luc"), file, sort=False).documents] == ["Awa", "Luc"]


class TestSteps:
    def test_each_is_on_the_disk(self, file: Path) -> None:
        review = Review(documents("Awa", "Luc", "Maud"), file)
        for step in steps(review):
            step()
            assert [(d.id, d.result, d.finished) for d in read_reviewed(file)] == [
                (d.id, d.result, d.finished) for d in review.documents
            ]

    def test_undo_goes_all_the_way_back_and_redo_all_the_way_on(self, file: Path) -> None:
        review = Review(documents("Awa", "Luc", "Maud"), file)
        seen = [[d.result for d in review.documents]]
        for number, edit in enumerate([ACCEPT, ACCEPT, {"do": "finish"}]):
            review.edit(number, 0, edit)
            seen.append([d.result for d in review.documents])
        for number in (2, 1, 0):
            assert review.undo() == number
            assert [d.result for d in review.documents] == seen[number]
        assert (review.undo(), review.can_undo, review.can_redo) == (None, False, True)
        assert [d.finished for d in read_reviewed(file)] == [False] * 3
        for number in (0, 1, 2):
            assert review.redo() == number
            assert [d.result for d in review.documents] == seen[number + 1]
        assert (review.redo(), review.can_redo) == (None, False)

    def test_a_new_step_ends_what_could_be_made_again(self, file: Path) -> None:
        review = Review(documents("Awa"), file)
        review.edit(0, 0, ACCEPT)
        review.undo()
        review.edit(0, 2, {"do": "remove", "quotation": "q1"})
        assert review.redo() is None

    def test_finished_and_reopened(self, file: Path) -> None:
        review = Review(documents("Awa"), file)
        assert review.edit(0, 0, {"do": "finish"}).finished
        assert review.edit(0, 1, {"do": "join", "quotation": "q1"}).finished
        assert not review.edit(0, 2, {"do": "reopen"}).finished

    def test_an_edit_of_another_version_is_refused(self, file: Path) -> None:
        review = Review(documents("Awa"), file)
        review.edit(0, 0, ACCEPT)
        review.undo()
        with pytest.raises(EditError) as raised:
            review.edit(0, 0, {"do": "remove", "quotation": "q1"})
        assert raised.value.code == "stale"

    def test_what_cannot_be_saved_is_not_done(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        review = Review(documents("Awa"), file)
        review.edit(0, 0, ACCEPT)
        saved, kept = file.read_bytes(), review.documents[0]

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        for step in (lambda: review.edit(0, 1, {"do": "finish"}), review.undo):
            with pytest.raises(OSError, match="No space"):
                step()
        assert (file.read_bytes(), review.documents[0], list(file.parent.iterdir())) == (saved, kept, [file])
        monkeypatch.undo()
        assert review.undo() == 0


class TestFile:
    def test_what_another_program_wrote_is_not_written_over(self, file: Path) -> None:
        one, other = (Review(documents("Awa", "Luc"), file, sort=False) for _ in range(2))
        one.edit(0, 0, {"do": "finish"})
        saved = file.read_bytes()
        with pytest.raises(EditError, match="changed by another program") as raised:
            other.edit(1, 0, {"do": "finish"})
        assert (raised.value.code, file.read_bytes(), other.documents[1].finished) == ("changed", saved, False)
        one.edit(1, 0, {"do": "finish"})
        file.unlink()
        with pytest.raises(EditError, match="changed"):
            one.undo()

    def test_what_was_extracted_anew_is_not_finished(self) -> None:
        assert not Document.of("Awa", result("Awa"), {"reviewed": True}).finished
        assert Document.of("rien", Result("Rien."), {"reviewed": True}).finished

    def test_a_review_goes_on_where_it_ended(self, file: Path) -> None:
        Review(documents("Awa", "Luc"), file).edit(0, 0, {"do": "finish"})
        again = Review(documents("Awa", "Luc", "Maud"), file)
        assert [(d.id, d.finished) for d in again.documents] == [("Maud", False), ("Awa", False), ("Luc", True)]
        assert all(map(is_reviewed, again.documents[-1].result.quotations))

    def test_documents_that_only_the_file_has_stay(self, file: Path) -> None:
        Review(documents("Awa", "Luc"), file).save()
        Review(documents("Maud"), file).edit(0, 0, ACCEPT)
        assert {d.id for d in read_reviewed(file)} == {"Awa", "Luc", "Maud"}

    def test_other_fields_stay(self, file: Path) -> None:
        Review(documents("Awa"), file).edit(0, 0, {"do": "finish"})
        assert [fields for _, _, fields in read_with_fields(file)] == [{"outlet": "Le Bac", "reviewed": True}]

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            (b"{}\n", "schema"),
            (b"not JSON\n", ":1: not a line of JSON"),
            (b'{"schema":1,"text":"Rien.","quotations":[],"speakers":[],"diagnostics":[],"meta":{}}\n', "no id"),
            (b'{"id":"Awa","schema":1,"text":"Rien.","quotations":[],"speakers":[],"diagnostics":[],"meta":{}}\n', "another text"),
        ],
    )  # fmt: skip
    def test_a_file_of_something_else_is_refused_and_stays(self, file: Path, line: bytes, told: str) -> None:
        file.write_bytes(line)
        with pytest.raises(ResultError, match=told):
            Review(documents("Awa"), file)
        assert file.read_bytes() == line

    def test_documents_that_cannot_be_reviewed(self, file: Path) -> None:
        with pytest.raises(ResultError, match="the field 'reviewed'"):
            Document.of("Awa", result("Awa"), {"reviewed": "oui"})
        with pytest.raises(ResultError, match="two documents"):
            Review([*documents("Awa"), *documents("Awa")], file)
        write_jsonl([result("Awa")] * 2, file, ids=["Awa"] * 2)
        with pytest.raises(ResultError, match="two documents"):
            read_reviewed(file)
        twice = Result("Oui. Oui.", [Quotation("q", "direct", [Span(k, k + 3, "Oui")]) for k in (0, 5)])
        with pytest.raises(ResultError, match="two quotations share an id"):
            Document.of("Awa", twice, {})


class TestScoring:
    def test_what_was_reviewed_is_gold_and_the_rest_is_not(self, file: Path, tmp_path: Path) -> None:
        review = Review(documents("Awa", "Luc"), file, sort=False)
        review.edit(0, 0, {"do": "extent", "quotation": "q1", "range": [2, 8]})
        review.edit(0, 1, {"do": "finish"})
        gold = read_gold(file)
        assert [(d.id, d.quotations[0].content) for d in gold] == [("Awa", ((2, 8),))]
        predicted = tmp_path / "predicted.jsonl"
        write_jsonl([result("Awa"), result("Luc")], predicted, ids=["Awa", "Luc"])
        evaluation = evaluate(gold, read_predictions(predicted, gold))
        assert ([d.id for d in evaluation.documents], evaluation.unannotated) == (["Awa"], ("Luc",))
        assert len(read_predictions(file, gold)) == 2, "as predictions, all count"

    def test_a_file_with_nothing_reviewed_is_no_gold(self, file: Path) -> None:
        Review(documents("Awa"), file).save()
        with pytest.raises(EvaluationError, match="none of its documents is reviewed"):
            read_gold(file)

    def test_lines_without_the_field_are_gold_as_ever(self, file: Path) -> None:
        write_jsonl([result("Awa")], file, ids=["Awa"])
        assert len(read_gold(file)) == 1


@POSIX
def test_killed_at_any_moment_the_file_is_whole_and_lacks_nothing(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    whole = Review(documents("Awa", "Luc", "Maud"), tmp_path / "whole" / "file")
    states = [[d.result for d in whole.documents]]
    for step in steps(whole):
        step()
        states.append(list(read_jsonl(whole.path)))
    call = 0
    while True:
        folder = tmp_path / str(call)
        folder.mkdir()
        file, log = folder / "reviewed.jsonl", folder / "log"

        def work(file: Path = file, log: Path = log) -> None:
            with log.open("ab", buffering=0) as told:
                review = Review(documents("Awa", "Luc", "Maud"), file)
                for step in steps(review):
                    step()
                    told.write(b".")

        log.touch()
        killed = killed_at(call, work)
        done = len(log.read_bytes())
        if file.exists():
            # what was acknowledged is there; what was under way is there, or not at all
            assert list(read_jsonl(file)) in states[done : done + 2]
        else:
            assert done == 0
        if not killed:
            break
        call += 1
    assert call >= 2 * (len(states) - 1)
    assert done == len(states) - 1
