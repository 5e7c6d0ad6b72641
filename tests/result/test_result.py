"""The values of a result: what they refuse, and that their dictionary form loses nothing."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from strategies import results

from quoteattr import Cue, Diagnostic, Kind, Mention, Quotation, QuoteAttrError, Result, ResultError, Span, Speaker

TEXT = "« Oui », a dit Léa Morel."


def span(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part), part)


@pytest.fixture
def result() -> Result:
    mention = Mention(span("Léa Morel"), "name")
    speaker = Speaker(id="s1", name="Léa Morel", kind="person", gender="f", aliases=["Léa"], mentions=[mention])
    quotation = Quotation(
        id="q1",
        kind="direct",
        content=[span("Oui")],
        cue=Cue(span("a dit"), "dire", "incise"),
        mention=mention,
        speaker=speaker,
        rule="incise",
        confidence=0.9,
    )
    return Result(TEXT, [quotation], [speaker], [Diagnostic("mixed-pair", span("»"), "odd")], {"model": "made up"})


@given(results())
def test_round_trip(result: Result) -> None:
    data = result.to_dict()
    assert Result.from_dict(data) == result
    assert Result.from_dict(data).to_dict() == data


@given(results())
def test_round_trip_through_json(result: Result) -> None:
    assert Result.from_dict(json.loads(json.dumps(result.to_dict()))) == result


@given(results())
def test_pickle(result: Result) -> None:
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301


@given(results())
def test_dictionary_holds_plain_data_only(result: Result) -> None:
    def check(value: Any) -> None:
        assert type(value) in (dict, list, str, int, float, bool, type(None)), type(value)
        for item in value.items() if isinstance(value, dict) else value if isinstance(value, list) else ():
            for part in item if isinstance(item, tuple) else (item,):
                check(part)

    check(result.to_dict())


def test_dictionary_is_the_callers_own(result: Result) -> None:
    data = result.to_dict()
    data["meta"]["model"] = "changed"
    data["quotations"].clear()
    assert result.meta == {"model": "made up"}
    assert len(result.quotations) == 1


def _set(path: str, value: object) -> tuple[str, object]:
    return path, value


MISSING = object()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        _set("schema", 0),
        _set("schema", MISSING),
        _set("text", 3),
        _set("text", MISSING),
        _set("text", ""),
        _set("quotations", None),
        _set("quotations", MISSING),
        _set("quotations", [3]),
        _set("quotations.0.kind", "shouted"),
        _set("quotations.0.content", [[0, 999]]),
        _set("quotations.0.content", [[5, 2]]),
        _set("quotations.0.content", [[-3, 2]]),
        _set("quotations.0.content", [[3, 3]]),
        _set("quotations.0.content", [[0.0, 2.0]]),
        _set("quotations.0.content", [[True, 2]]),
        _set("quotations.0.content", [[1, 2, 3]]),
        _set("quotations.0.content", None),
        _set("quotations.0.cue", {"span": [0, 1]}),
        _set("quotations.0.cue.kind", "wink"),
        _set("quotations.0.mention", "Léa"),
        _set("quotations.0.mention.form", "noun"),
        _set("quotations.0.speaker", "s9"),
        _set("quotations.0.speaker", MISSING),
        _set("quotations.0.confidence", 1.5),
        _set("quotations.0.confidence", "0.5"),
        _set("quotations.0.speaker_confidence", 1.5),
        _set("quotations.0.link", None),
        _set("speakers.0.gender_guessed", "yes"),
        _set("quotations.0.confidence", float("nan")),
        _set("quotations.0.id", None),
        _set("quotations.0.rule", None),
        _set("quotations.0.parent_id", 3),
        _set("speakers", MISSING),
        _set("speakers.0.kind", "robot"),
        _set("speakers.0.gender", "x"),
        _set("speakers.0.name", None),
        _set("speakers.0.aliases", [3]),
        _set("speakers.0.mentions", [{}]),
        _set("diagnostics.0.code", "fine"),
        _set("diagnostics.0.span", [0]),
        _set("diagnostics.0.message", 3),
        _set("meta", None),
        _set("meta", {"model": 3}),
        _set("meta", MISSING),
    ],
)
def test_from_dict_rejects(result: Result, path: str, value: object) -> None:
    data: Any = copy.deepcopy(result.to_dict())
    *parents, last = path.split(".")
    target = data
    for key in parents:
        target = target[int(key) if key.isdigit() else key]
    if value is MISSING:
        del target[last]
    else:
        target[last] = value
    with pytest.raises(ResultError) as caught:
        Result.from_dict(data)
    assert str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, QuoteAttrError)


@pytest.mark.parametrize("data", [None, 3, "text", [], [("schema", 1)]])
def test_from_dict_rejects_what_is_no_mapping(data: object) -> None:
    with pytest.raises(ResultError, match="expected a mapping"):
        Result.from_dict(data)  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "end", "text"), [(0, 3, "ab"), (2, 1, "a"), (0, 0, ""), (-1, 1, "ab")])
def test_span_rejects(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match=r"span|start"):
        Span(start, end, text)


@pytest.mark.parametrize(("start", "end", "text"), [("0", 1, "a"), (0, "1", "a"), (0, 1, 3), (0.0, 1, "a")])
def test_span_rejects_types(start: object, end: object, text: object) -> None:
    with pytest.raises(TypeError):
        Span(start, end, text)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["text", "quotations", "speakers", "diagnostics", "meta"])
def test_result_is_frozen(result: Result, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(result, name, None)


def test_parts_are_frozen(result: Result) -> None:
    quotation = result.quotations[0]
    for value, name in (
        (quotation, "kind"),
        (quotation.cue, "lemma"),
        (quotation.mention, "form"),
        (quotation.speaker, "name"),
        (quotation.content[0], "start"),
        (result.diagnostics[0], "code"),
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, None)


def test_sequences_are_tuples(result: Result) -> None:
    quotation = result.quotations[0]
    assert all(
        type(v) is tuple
        for v in (
            result.quotations,
            result.speakers,
            result.diagnostics,
            quotation.content,
            result.speakers[0].aliases,
            result.speakers[0].mentions,
        )
    )


def test_strings_become_enumerations(result: Result) -> None:
    assert result.quotations[0].kind is Kind.DIRECT
    with pytest.raises(ValueError, match="shouted"):
        Quotation(id="q1", kind="shouted", content=[])


def test_text_of_several_spans() -> None:
    assert Quotation(id="q1", kind="direct", content=[span("Oui"), span("Léa")]).text == "Oui […] Léa"


def test_confidence_is_bounded() -> None:
    for value in (-0.1, 1.1):
        with pytest.raises(ValueError, match="confidence"):
            Quotation(id="q1", kind="direct", content=[span("Oui")], confidence=value)


def test_result_is_hashable(result: Result) -> None:
    assert hash(result) == hash(Result.from_dict(result.to_dict()))
