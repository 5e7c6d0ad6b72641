"""The plain form of an annotated quotation, read and checked field by field, and written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from quoteattr.errors import EvaluationError
from quoteattr.evaluation.model import GoldDocument, GoldQuotation, Range
from quoteattr.result import Gender, Kind, SpeakerKind

__all__ = ["plain_document", "plain_quotation", "read_quotations"]

FIELDS = frozenset({"type", "content", "cue", "speaker", "entity", "kind", "gender", "optional", "rule"})
CARRIED = frozenset({"id", "note", "confidence"})
"""Not read, but no mistake."""


def read_quotations(record: Any, text: str, source: str, *, strict: bool) -> list[GoldQuotation]:
    """Read ``{"quotations": [{"type", "content", …}]}``.

    Args:
        record: The plain data.
        text: The text that it is about.
        source: What messages begin with.
        strict: Whether a field that is not known is an error.

    Raises:
        EvaluationError: If it is something else; the message names the source, the quotation (from 1) and the field.
    """
    if not isinstance(record, Mapping):
        msg = f"expected an object, got {_name(record)}"
        raise EvaluationError(msg, source)
    rows = record.get("quotations")
    if not isinstance(rows, list):
        msg = f"expected a list, got {_name(rows) if 'quotations' in record else 'no such field'}"
        raise EvaluationError(msg, source, field="quotations")
    return [_Entry(row, text, source, number).read(strict=strict) for number, row in enumerate(rows, start=1)]


class _Entry:
    def __init__(self, row: Any, text: str, source: str, number: int) -> None:
        self.text = text
        self.source = source
        self.number = number
        if not isinstance(row, dict):
            self.fail(f"expected an object, got {_name(row)}")
        self.row: dict[Any, Any] = row

    def fail(self, message: str, field: str | None = None) -> NoReturn:
        raise EvaluationError(message, self.source, self.number, field)

    def read(self, *, strict: bool) -> GoldQuotation:
        unknown = sorted(str(key) for key in self.row if key not in FIELDS | CARRIED)
        if strict and unknown:
            self.fail(f"unknown field; known are {', '.join(sorted(FIELDS | CARRIED))}", unknown[0])
        return GoldQuotation(
            kind=self.choice("type", Kind, required=True),
            content=self.content(),
            cue=self.place("cue", self.row.get("cue")),
            mention=self.place("speaker", self.row.get("speaker")),
            entity=self.string("entity"),
            entity_kind=self.choice("kind", SpeakerKind),
            gender=self.choice("gender", Gender),
            optional=self.flag("optional"),
            rule=self.string("rule") or "",
        )

    def content(self) -> list[Range]:
        rows = self.row.get("content")
        if not isinstance(rows, list) or not rows:
            self.fail(f"expected a list of one or more [start, end], got {_shown(rows)}", "content")
        places = [self.place("content", row) for row in rows]
        if None in places:
            self.fail("expected [start, end], got null", "content")
        return [place for place in places if place is not None]

    def place(self, field: str, value: Any) -> Range | None:
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2 or not all(type(x) is int for x in value):
            self.fail(f"expected [start, end] in code points, got {_shown(value)}", field)
        start, end = value
        if not 0 <= start < end <= len(self.text):
            self.fail(f"[{start}, {end}] is not a place within a text of {len(self.text)} code points", field)
        return start, end

    def choice(self, field: str, values: type[Kind | SpeakerKind | Gender], *, required: bool = False) -> Any:
        value = self.row.get(field)
        if value is None and not required:
            return None
        known = [one.value for one in values]
        if not isinstance(value, str) or value not in known:
            self.fail(
                f"expected one of {', '.join(known)}, got {_shown(value) if field in self.row else 'no such field'}",
                field,
            )
        return value

    def string(self, field: str) -> str | None:
        value = self.row.get(field)
        if value is not None and not isinstance(value, str):
            self.fail(f"expected a string or null, got {_shown(value)}", field)
        return value

    def flag(self, field: str) -> bool:
        value = self.row.get(field, False)
        if not isinstance(value, bool):
            self.fail(f"expected true or false, got {_shown(value)}", field)
        return value


def plain_quotation(quotation: GoldQuotation) -> dict[str, Any]:
    """The plain form of a quotation."""
    return {
        "type": quotation.kind.value,
        "content": [list(place) for place in quotation.content],
        "cue": quotation.cue and list(quotation.cue),
        "speaker": quotation.mention and list(quotation.mention),
        "entity": quotation.entity,
        "kind": quotation.entity_kind and quotation.entity_kind.value,
        "gender": quotation.gender and quotation.gender.value,
        "optional": quotation.optional,
    }


def plain_document(document: GoldDocument) -> dict[str, Any]:
    """The plain form of an annotation."""
    return {"quotations": [plain_quotation(quotation) for quotation in document.quotations]}


def _name(value: Any) -> str:
    return "null" if value is None else type(value).__name__


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"
