"""The JSON Schema of a line of JSON Lines.

What is written is valid, what is broken is not, and its enumerations are those of the code.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import results

from quoteattr import CueKind, DiagnosticCode, Gender, InputError, Kind, MentionForm, Result, ResultError, SpeakerKind
from quoteattr.export import json_schema, read_records, read_with_fields, write_jsonl
from quoteattr.result.plain import SCHEMA

VALIDATOR = Draft202012Validator(json_schema())
PLAIN = (
    st.text(max_size=5)
    | st.integers(-9, 9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.none()
)
FIELDS = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), PLAIN, max_size=3)


def test_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.parametrize(
    ("name", "enum"),
    [
        ("kind", Kind),
        ("cueKind", CueKind),
        ("mentionForm", MentionForm),
        ("speakerKind", SpeakerKind),
        ("gender", Gender),
        ("diagnosticCode", DiagnosticCode),
    ],
)
def test_enumerations_are_those_of_the_code(name: str, enum: type[StrEnum]) -> None:
    assert json_schema()["$defs"][name]["enum"] == [str(value) for value in enum]


@given(results(), FIELDS)
def test_lines_are_valid(result: Result, fields: dict[str, Any]) -> None:
    sink = io.StringIO()
    write_jsonl([result], sink, ["a"], [fields])
    VALIDATOR.validate(json.loads(sink.getvalue()))
    VALIDATOR.validate(result.to_dict())


@given(results(), FIELDS)
def test_every_property_is_described(result: Result, fields: dict[str, Any]) -> None:
    """Nothing that is written is only let through because the schema does not mention it."""
    schema = json_schema()
    record = {"id": "a", "fields": fields, **result.to_dict()}
    assert set(record) == set(schema["properties"])
    for key, name in (("quotations", "quotation"), ("speakers", "speaker"), ("diagnostics", "diagnostic")):
        for item in record[key]:
            described = set(schema["$defs"][name]["properties"])
            assert described - {"about"} <= set(item) <= described  # left out where nothing is known


def _drop(key: str) -> Callable[[dict[str, Any]], Any]:
    return lambda record: record.pop(key)


@pytest.mark.parametrize(
    "spoil",
    [
        _drop("text"),
        _drop("meta"),
        lambda r: r.update(schema=2),
        lambda r: r.update(extra=1),
        lambda r: r.update(fields={"a": []}),
        lambda r: r.update(diagnostics=[{"code": "strange", "span": [0, 1], "message": ""}]),
        lambda r: r.update(diagnostics=[{"code": "long-run", "span": [0], "message": ""}]),
        lambda r: r.update(diagnostics=[{"code": "long-run", "span": [0, 1, 2], "message": ""}]),
        lambda r: r.update(diagnostics=[{"code": "long-run", "span": [-1, 1], "message": ""}]),
    ],
)
def test_broken_lines_are_not(spoil: Callable[[dict[str, Any]], Any]) -> None:
    record = Result("Non.").to_dict()
    VALIDATOR.validate(record)
    spoil(record)
    assert not VALIDATOR.is_valid(record)


@given(st.lists(st.tuples(FIELDS, results()), max_size=3))
def test_fields_come_back(records: list[tuple[dict[str, Any], Result]]) -> None:
    sink = io.StringIO()
    write_jsonl([r for _, r in records], sink, fields=[f for f, _ in records])
    back = list(read_with_fields(io.StringIO(sink.getvalue())))
    assert [fields for _, _, fields in back] == [json.loads(json.dumps(f)) for f, _ in records]
    assert [name for name, _ in read_records(io.StringIO(sink.getvalue()))] == [None] * len(records)


def test_fields_stand_between_id_and_result() -> None:
    sink = io.StringIO()
    write_jsonl([Result("Non.")], sink, ["a"], [{"outlet": "Le Soir", "words": 1}])
    assert list(json.loads(sink.getvalue()))[:3] == ["id", "fields", "schema"]
    assert next(read_with_fields([sink.getvalue()])) == ("a", Result("Non."), {"outlet": "Le Soir", "words": 1})


@pytest.mark.parametrize("fields", [[], [{}, {}]])
def test_fields_must_match(fields: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match="as many"):
        write_jsonl([Result("Non.")], io.StringIO(), fields=fields)


@pytest.mark.parametrize("fields", [{"a": []}, {1: "a"}, "a", None])
def test_fields_are_plain(fields: Any) -> None:
    with pytest.raises(InputError, match="fields: expected"):
        write_jsonl([Result("Non.")], io.StringIO(), fields=[fields])


def test_not_finite() -> None:
    with pytest.raises(ValueError, match="JSON"):
        write_jsonl([Result("Non.")], io.StringIO(), fields=[{"a": float("nan")}])


def test_fields_that_are_none() -> None:
    line = json.dumps({"fields": [1], **Result("Non.").to_dict()})
    with pytest.raises(ResultError, match="<lines>:1: fields: expected a mapping, got list"):
        list(read_with_fields([line]))
