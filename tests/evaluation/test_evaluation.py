"""Scores of small documents, worked out by hand."""

from __future__ import annotations

import csv
import io
import itertools
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import results

from quoteattr import EvaluationError, QuoteAttrError, Result
from quoteattr.evaluation import (
    GoldDocument,
    GoldQuotation,
    MistakeKind,
    PredictedDocument,
    differences,
    evaluate,
    intervals,
    read_gold,
    read_predictions,
    side_by_side,
    write_gold,
    write_mistakes,
)
from quoteattr.evaluation.matching import Matching, match, overlaps
from quoteattr.evaluation.names import same_entity
from quoteattr.evaluation.words import iou, words
from quoteattr.export import to_brat, write_jsonl

TEXT = "« La halle rouvrira bientôt », promet Odile Tanguy. Selon le préfet, trois ponts restent fermés. Les « mouettes folles » défilent."
"""A quotation in marks, one without, and a stretch between marks that is none."""


def at(part: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


HALL = GoldQuotation(
    "direct", [at("La halle rouvrira bientôt")], at("promet"), at("Odile Tanguy"), "Odile Tanguy", "person", "f"
)
BRIDGES = GoldQuotation(
    "indirect", [at("trois ponts restent fermés")], at("Selon"), at("le préfet"), "le préfet", "person", "m"
)
GOLD = GoldDocument("a", TEXT, [HALL, BRIDGES])


def scores(*predicted: GoldQuotation, gold: GoldDocument = GOLD, matching: str = "greedy") -> dict[str, float | None]:
    return evaluate([gold], [PredictedDocument(gold.id, predicted)], matching=matching).scores()


def some(values: dict[str, float | None], **wanted: float | None) -> None:
    assert {name: values[name] for name in wanted} == {
        name: value if value is None else pytest.approx(value) for name, value in wanted.items()
    }


# ---- measures


def test_the_annotation_itself_is_perfect() -> None:
    values = scores(HALL, BRIDGES)
    wrong = {name: value for name, value in values.items() if value != 1 and "mixed" not in name}
    assert wrong == {}
    some(values, runs05_mixed_p=0, runs05_mixed_f1=0, runs05_mixed_cue=None)


def test_nothing_predicted() -> None:
    values = scores()
    assert {value for name, value in values.items() if name.endswith(("_p", "_r", "_f1"))} == {0}
    assert {value for name, value in values.items() if not name.endswith(("_p", "_r", "_f1"))} == {None}


def test_by_hand() -> None:
    """The hall is found short of a word of four and with the wrong sayer; the bridges are missed.

    The gulls are wrongly taken.
    """
    short = GoldQuotation(
        "mixed",
        [at("La halle rouvrira")],
        at("promet"),
        at("Tanguy"),
        "Tanguy Kerbrat",
        "organization",
        "m",
        rule="incise",
    )
    gulls = GoldQuotation("mixed", [at("mouettes folles")], rule="fragment")
    values = scores(short, gulls)
    # three quarters of the words of the stretch are covered: found; of two that are said to be quotations one is, of
    # one that is one is found
    some(
        values,
        marked_found_p=1 / 2,
        marked_found_r=1,
        marked_found_f1=2 / 3,
        marked_mention=1,
        marked_entity=0,
        marked_e2e_f1=0,
    )
    # IoU 3/4: found at 0.5, not at 0.8, and held against the kind that is annotated
    some(
        values,
        runs05_all_p=1 / 2,
        runs05_all_r=1 / 2,
        runs05_all_f1=1 / 2,
        runs05_direct_p=1,
        runs05_direct_r=1,
        runs05_mixed_p=0,
        runs05_indirect_r=0,
    )
    some(values, runs08_all_f1=0, runs08_all_cue=None, exact_all_f1=0)
    some(
        values,
        runs05_all_cue=1,
        runs05_all_mention=1,
        runs05_all_entity=0,
        runs05_all_e2e_f1=0,
        runs05_gender_told=1,
        runs05_gender_right=0,
        runs05_kind_right=0,
    )
    # 17 of 25 code points: 2 * 17 / (25 + 17) = 0.81
    some(values, ggt03_p=1 / 2, ggt03_r=1 / 2, ggt08_f1=1 / 2)
    # predicted are 3 + 2 words, annotated 4 + 4, in common 3; the cue is one of two,
    # and the source one word of the four of Odile Tanguy and le préfet
    some(
        values,
        tokens_content_p=3 / 5,
        tokens_content_r=3 / 8,
        tokens_content_f1=2 * 3 / 13,
        tokens_cue_p=1,
        tokens_cue_r=1 / 2,
        tokens_source_p=1,
        tokens_source_r=1 / 4,
    )


def test_a_prediction_of_the_whole_text_is_no_hit() -> None:
    whole = GoldQuotation("indirect", [(0, len(TEXT))])
    # the longer of the two has 26 code points: 2 * 26 / (26 + 130) = 0.33 is above 0.3, and below 0.8
    some(scores(whole), runs05_all_f1=0, ggt08_f1=0, ggt03_p=1, ggt03_r=1 / 2)


def test_optional_annotation_neither_counts_nor_holds_against() -> None:
    optional = GoldDocument("a", TEXT, [GoldQuotation("direct", HALL.content, optional=True), BRIDGES])
    without, with_it = (evaluate([optional], [PredictedDocument("a", said)]) for said in ([BRIDGES], [HALL, BRIDGES]))
    assert without.scores()["runs05_all_f1"] == with_it.scores()["runs05_all_f1"] == 1
    assert without.counts()["marked_gold_count"] == 0
    assert without.counts()["marked_optional_count"] == 1
    assert without.mistakes == with_it.mistakes == ()
    some(with_it.scores(), tokens_content_p=1, tokens_content_r=1, ggt08_p=1)
    # 2 of 4 words (IoU 1/2) excuse, 1 of 4 does not
    half, quarter = (GoldQuotation("direct", [at(part)]) for part in ("La halle", "halle"))
    assert scores(half, BRIDGES, gold=optional)["runs08_all_p"] == 1
    assert scores(quarter, BRIDGES, gold=optional)["runs08_all_p"] == 1 / 2


def test_half_of_a_marked_stretch_is_enough_and_less_is_not() -> None:
    assert scores(GoldQuotation("direct", [at("La halle")]))["marked_found_r"] == 1
    assert scores(GoldQuotation("direct", [at("halle")]))["marked_found_r"] == 0


def test_of_two_layers_of_attribution_either_speaker_is_right() -> None:
    text = "« Le col est fermé », a dit Iris Wagner, cite la Gazette d'Orlac."
    layers = [
        GoldQuotation("direct", [at("Le col est fermé", text)], None, at(who, text), who)
        for who in ("Iris Wagner", "la Gazette d'Orlac")
    ]
    gold = GoldDocument("b", text, layers)
    for said in layers:
        some(scores(said, gold=gold), marked_entity=1, marked_mention=1, marked_e2e_f1=1)


def test_rules_confusion_and_documents() -> None:
    taken = GoldQuotation("mixed", HALL.content, rule="free")
    gulls = GoldQuotation("mixed", [at("mouettes folles")], rule="free")
    evaluation = evaluate([GOLD], [PredictedDocument("a", [taken, gulls])])
    assert [(r.rule, r.right, r.predicted, r.precision) for r in evaluation.rules()] == [("free", 1, 2, 0.5)]
    assert evaluation.confusion() == {("", "mixed"): 1, ("direct", "mixed"): 1, ("indirect", ""): 1}
    assert evaluation.speaker_confusion() == {("person", ""): 1}
    assert evaluation.by_document() == {"a": evaluation.scores()}


# ---- matching


def test_greedy_takes_the_closest_and_optimal_the_most() -> None:
    sets = [frozenset({(k, k + 1) for k in range(a, b)}) for a, b in ((0, 4), (3, 9), (2, 6), (0, 1))]
    pairs = overlaps(sets[:2], sets[2:])
    # 4 and 4 words share 2: 2/6; 6 and 4 share 3: 3/7; 4 and 1 share 1: 1/4
    assert [(round(p.overlap, 3), p.gold, p.predicted) for p in pairs] == [(0.429, 1, 0), (0.333, 0, 0), (0.25, 0, 1)]
    assert match(pairs, 0.3) == {1: 0}
    crossed = overlaps([frozenset("abcd"), frozenset("ef")], [frozenset("cdef"), frozenset("ab")])  # type: ignore[arg-type]
    assert match(crossed, 0.1) == {0: 1, 1: 0}
    path = [frozenset("abc"), frozenset("defgh")], [frozenset("bcde"), frozenset("fgh")]
    assert match(overlaps(*path), 0.1) == {1: 1, 0: 0}  # type: ignore[arg-type]


units = st.lists(st.frozensets(st.integers(0, 7), min_size=1), max_size=4)


@given(units, units, st.sampled_from((0.1, 0.3, 0.5)))
def test_optimal_matching_is_the_best_of_all(
    gold: list[frozenset[int]], predicted: list[frozenset[int]], threshold: float
) -> None:
    pairs = overlaps(gold, predicted)  # type: ignore[arg-type]
    assert {(p.gold, p.predicted): p.overlap for p in pairs} == {
        (i, j): iou(g, p)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g & p  # type: ignore[arg-type]
    }
    worth = {(p.gold, p.predicted): p.overlap for p in pairs if p.overlap >= threshold}
    best = (0, 0.0)
    for chosen in itertools.permutations([*range(len(predicted)), *([None] * len(gold))], len(gold)):
        taken = [worth[i, j] for i, j in enumerate(chosen) if (i, j) in worth]
        best = max(best, (len(taken), sum(taken)))
    found = match(pairs, threshold, Matching.OPTIMAL)
    assert len(set(found.values())) == len(found)
    assert (len(found), sum(worth[pair] for pair in found.items())) == (best[0], pytest.approx(best[1]))
    assert len(match(pairs, threshold)) <= len(found)


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("Odile Tanguy", "Mme Tanguy", True),
        ("Odile Tanguy", "ODILE TANGUY", True),
        ("Odile Tanguy", "Odile", False),
        ("Odile Tanguy", "Odile Tanguy, maire", True),
        ("Odile Tanguy", "Bruno Tanguy", False),
        ("le préfet", "Le Prefet de région", True),
        ("le", "la", False),
        ("le", "Le", True),
        ("Odile Tanguy", None, False),
    ],
)
def test_names_of_persons(gold: str, predicted: str | None, same: bool) -> None:
    assert same_entity(gold, predicted, "person") is same


def test_a_body_may_be_named_by_any_part() -> None:
    assert same_entity("Chambre des métiers", "la Chambre", "organization")


def test_words_are_cut_at_the_edges() -> None:
    assert words("abc def", (1, 5)) == {(1, 3), (4, 5)}


# ---- pairs of documents


def test_documents_that_are_missing_are_told() -> None:
    other = GoldDocument("b", TEXT, [HALL])
    evaluation = evaluate(
        [GOLD, other], [PredictedDocument("articles/b.txt", [HALL], TEXT), PredictedDocument("c", [HALL])]
    )
    assert (evaluation.unpredicted, evaluation.unannotated) == (("a",), ("c",))
    assert evaluation.scores()["runs05_all_r"] == 1 / 3


def test_what_does_not_belong_together_is_refused() -> None:
    with pytest.raises(EvaluationError, match="a: there are two gold documents"):
        evaluate([GOLD, GOLD], [])
    with pytest.raises(EvaluationError, match="a: there are two predictions"):
        evaluate([GOLD], [PredictedDocument("a"), PredictedDocument("x/a.txt")])
    with pytest.raises(
        EvaluationError,
        match="a: the predictions are of another text: at code point 3 expected 'a halle rouvrira bie', got 'e hall'",
    ):
        evaluate([GOLD], {"a": Result("« Le hall")})
    with pytest.raises(EvaluationError, match="at code point 130 expected the end, got ' Fin'"):
        evaluate([GOLD], {"a": Result(TEXT + " Fin")})
    with pytest.raises(
        EvaluationError, match=r"a: quotation 1: cue: \[0, 999\] is not a place within a text of 130 code points"
    ):
        evaluate([GOLD], [PredictedDocument("a", [GoldQuotation("direct", [(0, 2)], (0, 999))])])
    with pytest.raises(EvaluationError, match="quotation 1: expected a GoldQuotation, got str"):
        GoldDocument("a", TEXT, ["x"])  # type: ignore[list-item]
    for thresholds in ((), (0,), (1.5,), (0.5, 0.5), "x", (None,)):
        with pytest.raises(EvaluationError, match="thresholds"):
            evaluate([GOLD], [], thresholds=thresholds)  # type: ignore[arg-type]
    with pytest.raises(EvaluationError, match="matching: expected one of greedy, optimal, got 'best'"):
        evaluate([GOLD], [], matching="best")


@given(results(), results())
def test_any_results_can_be_compared(gold: Result, predicted: Result) -> None:
    """Against itself everything but what is annotated twice at one place is right; shares are shares."""
    document = GoldDocument.from_result("x", gold)
    same = evaluate([document], {"x": gold})
    assert {same.scores()[f"{name}_f1"] for name in ("marked_found", "runs05_all", "exact_all", "tokens_content")} <= {
        0.0,
        1.0,
    }
    assert not [m for m in same.mistakes if m.error in {MistakeKind.MISSED, MistakeKind.FALSE}]
    within = [
        q
        for q in map(GoldQuotation.from_quotation, predicted.quotations)
        if all(end <= len(gold.text) for _, (_, end) in q.places())
    ]
    for matching in Matching:
        evaluation = evaluate([document], [PredictedDocument("x", within)], matching=matching)
        assert all(value is None or 0 <= value <= 1 for value in evaluation.scores().values())
        assert write_mistakes(evaluation.mistakes, io.StringIO()) == len(evaluation.mistakes)


# ---- resampling


def corpus(number: int = 12) -> tuple[list[GoldDocument], list[PredictedDocument], list[PredictedDocument]]:
    gold = [GoldDocument(str(k), TEXT, [HALL, BRIDGES]) for k in range(number)]
    good = [PredictedDocument(str(k), [HALL, BRIDGES] if k % 4 else [HALL]) for k in range(number)]
    bad = [PredictedDocument(str(k), [HALL] if k % 4 else []) for k in range(number)]
    return gold, good, bad


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_intervals(method: str) -> None:
    gold, good, _ = corpus()
    evaluation = evaluate(gold, good)
    found = intervals(evaluation, samples=400, seed=3, method=method)  # type: ignore[arg-type]
    assert found == intervals(evaluation, samples=400, seed=3, method=method)  # type: ignore[arg-type]
    assert list(found) == list(evaluation.scores())
    recall = found["runs05_all_r"]
    assert recall.value == 21 / 24
    # a document gives 1 or 1/2: the mean over twelve has a standard error of 0.5 * sqrt(3/16/12) = 0.0625
    assert 0.70 <= recall.low <= 0.80
    assert 0.94 <= recall.high <= 1
    wide = intervals(evaluation, samples=400, seed=3, level=99, measures=["runs05_all_r"])["runs05_all_r"]
    assert wide.low <= intervals(evaluation, samples=400, seed=3)["runs05_all_r"].low
    assert found["marked_found_f1"] == type(recall)("marked_found_f1", 1.0, 1.0, 1.0)
    assert found["runs05_mixed_cue"].low is None


def test_differences() -> None:
    gold, good, bad = corpus()
    first, second = evaluate(gold, bad), evaluate(gold, good)
    found = differences(first, second, samples=500, seed=1)
    recall = found["runs05_all_r"]
    assert (recall.first, recall.second, recall.difference) == (9 / 24, 21 / 24, 0.5)
    # each document gains one of two: the difference is the same in every sample, and nothing like it comes by chance (2
    # in 4096 are as great)
    assert (recall.low, recall.high) == (pytest.approx(0.5), pytest.approx(0.5))
    assert 1 / 501 <= recall.p <= 5 / 501
    nothing = differences(first, first, samples=50)["runs05_all_r"]
    assert (nothing.difference, nothing.p) == (0, 1)
    assert found == differences(first, second, samples=500, seed=1)


def test_resampling_is_refused_what_makes_no_sense() -> None:
    gold, good, bad = corpus(3)
    evaluation = evaluate(gold, good)
    for wrong in (
        {"level": 0},
        {"level": 100},
        {"level": "95"},
        {"samples": 0},
        {"samples": 1.5},
        {"measures": ["f2"]},
        {"method": "magic"},
    ):
        with pytest.raises(EvaluationError):
            intervals(evaluation, **wrong)  # type: ignore[arg-type]
    with pytest.raises(EvaluationError, match="not of the same documents"):
        differences(evaluation, evaluate(gold[:2], bad[:2]))
    with pytest.raises(EvaluationError, match="not of the same documents"):
        differences(evaluation, evaluate(gold, bad, thresholds=[0.5]))


def test_intervals_of_no_documents() -> None:
    assert intervals(evaluate([], []))["marked_found_f1"].low is None


# ---- mistakes


def test_mistakes_say_what_and_where(tmp_path: Path) -> None:
    wrong = GoldQuotation("mixed", HALL.content, at("Selon"), at("le préfet"), "le préfet", "group", "m", rule="incise")
    gulls = GoldQuotation("mixed", [at("mouettes folles")], rule="fragment")
    evaluation = evaluate([GOLD], [PredictedDocument("a", [wrong, gulls])])
    runs = {m.error: m for m in evaluation.mistakes if m.view == "runs"}
    assert set(runs) == set(MistakeKind) - {MistakeKind.BOUNDARY}
    assert (runs[MistakeKind.ENTITY].gold, runs[MistakeKind.ENTITY].predicted, runs[MistakeKind.ENTITY].rule) == (
        "Odile Tanguy",
        "le préfet",
        "incise",
    )
    assert (runs[MistakeKind.CUE].gold, runs[MistakeKind.CUE].predicted) == ("promet", "Selon")
    missed, false = runs[MistakeKind.MISSED], runs[MistakeKind.FALSE]
    assert (missed.text, missed.kind, missed.gold, missed.predicted) == (
        "trois ponts restent fermés",
        "indirect",
        "le préfet",
        "",
    )
    assert (false.text, false.before[-4:], false.after[:3], false.start) == (
        "mouettes folles",
        "s « ",
        " » ",
        TEXT.index("mouettes"),
    )
    assert [m.text for m in evaluation.mistakes if m.error == "false"] == ["mouettes folles"]  # by whichever view

    assert write_mistakes(evaluation.mistakes, tmp_path / "m.tsv") == len(evaluation.mistakes)
    rows = list(csv.DictReader((tmp_path / "m.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [row["error"] for row in rows] == [m.error.value for m in evaluation.mistakes]
    sink = io.StringIO()
    write_mistakes(evaluation.mistakes, sink, "json")
    assert json.loads(sink.getvalue())[0]["text"] == evaluation.mistakes[0].text


def test_boundaries() -> None:
    evaluation = evaluate(
        [GOLD], [PredictedDocument("a", [GoldQuotation("direct", [at("La halle rouvrira")]), BRIDGES])]
    )
    (mistake,) = [m for m in evaluation.mistakes if m.error == "boundary"]
    assert (mistake.gold, mistake.predicted) == ("La halle rouvrira bientôt", "La halle rouvrira")


def test_side_by_side(tmp_path: Path) -> None:
    gulls = GoldQuotation("mixed", [at("mouettes folles")])
    first, second = (evaluate([GOLD], [PredictedDocument("a", said)]) for said in ([HALL], [BRIDGES, gulls]))
    changes = side_by_side(first, second)
    assert [(m.view, m.error.value, m.text) for m in changes.mended] == [
        ("runs", "missed", "trois ponts restent fermés")
    ]
    assert sorted((m.view, m.error.value) for m in changes.new) == [
        ("runs", "false"),
        ("runs", "missed"),
    ]
    assert changes.same == ()
    same = side_by_side(second, second)
    assert (same.new, same.mended, same.same) == ((), (), second.mistakes)
    assert write_mistakes(changes, tmp_path / "c.tsv") == 3
    assert (tmp_path / "c.tsv").read_text(encoding="utf-8").split("\n")[0].startswith("change\tdocument\t")


@given(results())
def test_a_table_of_mistakes_keeps_its_columns(result: Result) -> None:
    evaluation = evaluate([GoldDocument.from_result("x", result)], [])
    sink = io.StringIO()
    number = write_mistakes(evaluation.mistakes, sink)
    lines = sink.getvalue().split("\n")
    assert lines.pop() == ""
    assert len(lines) == number + 1
    assert {line.count("\t") for line in lines} == {11}


# ---- reading


def entry(**changes: object) -> dict[str, object]:
    row = {
        "type": "direct",
        "content": [[2, 27]],
        "cue": [31, 37],
        "speaker": [38, 50],
        "entity": "Odile Tanguy",
        "kind": "person",
        "gender": "f",
        "optional": False,
    }
    return {**row, **changes}


def folder(path: Path, *rows: dict[str, object]) -> Path:
    (path / "a.txt").write_text(TEXT, encoding="utf-8")
    (path / "a.json").write_text(json.dumps({"quotations": rows}), encoding="utf-8")
    return path


def test_a_folder_of_gold_is_read_and_written(tmp_path: Path) -> None:
    (document,) = read_gold(folder(tmp_path, entry(), {"type": "mixed", "content": [[0, 5]], "note": "short"}))
    assert document == GoldDocument("a", TEXT, [HALL, GoldQuotation("mixed", [(0, 5)])])
    (tmp_path / "out").mkdir()
    assert write_gold([GOLD, document.__class__("b", "l'un\r\nl'autre", [])], tmp_path / "out") == 2
    assert read_gold(tmp_path / "out") == [GOLD, GoldDocument("b", "l'un\r\nl'autre")]
    assert read_predictions(tmp_path / "out", [GOLD])[0] == PredictedDocument("a", GOLD.quotations, TEXT)
    with pytest.raises(EvaluationError, match="cannot be the name of a file"):
        write_gold([GoldDocument("../a", "")], tmp_path / "out")


def test_texts_may_be_elsewhere(tmp_path: Path) -> None:
    folder(tmp_path, entry())
    (tmp_path / "texts").mkdir()
    (tmp_path / "a.txt").rename(tmp_path / "texts" / "a.txt")
    assert read_gold(tmp_path, tmp_path / "texts")[0].quotations == (HALL,)
    assert read_predictions(tmp_path, [GOLD])[0].quotations == (HALL,)
    with pytest.raises(EvaluationError, match=r"a\.json: there is no text"):
        read_gold(tmp_path)


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.lists(results(), max_size=4))
def test_lines_of_extract_are_read(found: list[Result]) -> None:
    sink = io.StringIO()
    write_jsonl(found, sink, [f"articles/{k}.txt" for k in range(len(found))])
    gold = [GoldDocument.from_result(str(k), result) for k, result in enumerate(found)]
    predicted = read_predictions(sink.getvalue().encode("utf-8").splitlines(keepends=True), gold)
    assert [p.id for p in predicted] == [f"articles/{k}.txt" for k in range(len(found))]
    evaluation = evaluate(gold, predicted)
    assert not evaluation.unpredicted
    assert not evaluation.unannotated


def test_simple_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(
        "\n"
        + json.dumps({"id": "a", "quotations": [entry(confidence=1, rule="x", more=2)]})
        + "\n\n"
        + json.dumps({"id": "z", "quotations": 3}),
        encoding="utf-8",
    )
    predicted = read_predictions(path, [GOLD])
    assert [(p.id, len(p.quotations)) for p in predicted] == [("a", 1), ("z", 0)]
    assert predicted[0].quotations[0].rule == "x"
    path.write_text(json.dumps({"id": "a", "quotations": [entry()]}), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert read_gold(path) == [GoldDocument("a", TEXT, [HALL])]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"type": "loud"}, "quotation 2: type: expected one of direct, indirect, mixed, got 'loud'"),
        ({"type": None}, "quotation 2: type: expected one of"),
        ({"content": []}, r"quotation 2: content: expected a list of one or more \[start, end\], got \[\]"),
        ({"content": [None]}, "quotation 2: content: expected"),
        ({"content": [[5, 2]]}, r"quotation 2: content: \[5, 2\] is not a place within a text of 130 code points"),
        ({"content": [[0, 132]]}, r"quotation 2: content: \[0, 132\] is not a place"),
        ({"content": [[True, 5]]}, "quotation 2: content: expected"),
        ({"cue": [1]}, "quotation 2: cue: expected"),
        ({"cue": "promet"}, "quotation 2: cue: expected"),
        ({"speaker": [1.0, 2]}, "quotation 2: speaker: expected"),
        ({"entity": 3}, "quotation 2: entity: expected a string or null, got 3"),
        ({"kind": "robot"}, "quotation 2: kind: expected one of person, organization"),
        ({"gender": "masculine"}, "quotation 2: gender: expected one of m, f, got 'masculine'"),
        ({"optional": 1}, "quotation 2: optional: expected true or false, got 1"),
        ({"entitiy": "x"}, "quotation 2: entitiy: unknown field; known are"),
    ],
)
def test_malformed_gold_names_file_entry_and_field(row: dict[str, object], message: str, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"a\.json: " + message) as raised:
        read_gold(folder(tmp_path, entry(), entry(**row)))
    assert raised.value.entry == 2
    assert raised.value.field == next(iter(row))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not JSON"),
        (b"\xff", "not UTF-8: invalid start byte"),
        (b"[]", "expected an object, got list"),
        (b"{}", "quotations: expected a list, got no such field"),
        (b'{"quotations": {}}', "quotations: expected a list, got dict"),
        (b'{"quotations": [3]}', "quotation 1: expected an object, got int"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_files_that_are_no_gold(data: bytes, message: str, tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(EvaluationError, match=r"a\.json: " + message):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", ":1: not JSON"),
        (b"3", ":1: id: expected an object with a string as id"),
        (b'{"id": 3}', ":1: id: expected"),
        (b'{"id": "a"}', ":1: quotations: expected a list"),
        (b'{"schema": 99}', ":1: expected schema 1, got 99"),
        (b'{"id": "b", "quotations": []}\n\xff', ":2: not UTF-8"),
    ],
)
def test_lines_that_are_no_predictions(line: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(line)
    with pytest.raises(EvaluationError, match=r"p\.jsonl" + message):
        read_predictions(path, [GOLD])


def test_a_folder_of_brat_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    pieces = " ".join(TEXT[a:b] for a, b in ((52, 57), (69, 74)))
    ann = f"T1\tQuotation 2 27\t{TEXT[2:27]}\nA1\tOptional T2\nT2\tQuotation 52 57;69 74\t{pieces}\n"
    (tmp_path / "a.ann").write_text(ann, encoding="utf-8")
    (document,) = read_gold(tmp_path)
    assert [(q.content, q.optional) for q in document.quotations] == [(((2, 27),), False), (((52, 57), (69, 74)), True)]
    (tmp_path / "a.ann").write_text(ann + f"A2\tOptional T3\nT3\tCue 0 1\t{TEXT[:1]}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"a\.ann: Optional: T3 is no quotation"):
        read_gold(tmp_path)
    (tmp_path / "a.ann").write_text("T1\tQuotation 2 27\tno such words\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"a\.ann: line 1"):
        read_gold(tmp_path)


@given(results())
def test_brat_files_of_results_are_gold(result: Result) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name, "a.txt").write_bytes(result.text.encode("utf-8", "replace"))
        if Path(name, "a.txt").read_bytes().decode("utf-8") == result.text:
            Path(name, "a.ann").write_bytes(to_brat(result).encode("utf-8"))
            assert read_gold(name) == [GoldDocument.from_result("a", result)]


def test_folders_without_annotation(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"holds no \.json and no \.ann file"):
        read_gold(tmp_path)
    (tmp_path / "a.ann").touch()
    folder(tmp_path)
    with pytest.raises(EvaluationError, match=r"holds both \.json and \.ann files"):
        read_gold(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_gold(tmp_path / "none")


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 140)
    | st.floats()
    | st.sampled_from(("direct", "a", "m", "person", "x")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    "id",
                    "schema",
                    "text",
                    "quotations",
                    "type",
                    "content",
                    "cue",
                    "speaker",
                    "kind",
                    "gender",
                    "optional",
                )
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(st.lists(json_values.map(json.dumps).map(str.encode) | st.binary(max_size=30), max_size=3))
def test_any_lines_are_read_or_refused(lines: list[bytes]) -> None:
    try:
        predicted = read_predictions(lines, [GOLD])
    except QuoteAttrError:
        return
    assert all(p.text in {None, TEXT} or p.id for p in predicted)
    assert isinstance(predicted, list)
