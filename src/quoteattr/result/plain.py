"""Results as plain data, and back: what `Result.to_dict` and `Result.from_dict` do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quoteattr.errors import ResultError
from quoteattr.result.halves import apart, together
from quoteattr.result.values import Cue, Diagnostic, Mention, Quotation, Result, Span, Speaker

__all__ = ["SCHEMA", "from_plain", "to_plain"]

SCHEMA = 1
"""Version of the dictionary form; raised whenever its meaning changes."""


def to_plain(result: Result) -> dict[str, Any]:
    """Return `result` as plain data, which JSON holds as it is."""
    data = {
        "schema": SCHEMA,
        "text": result.text,
        "quotations": [_quotation_to_dict(q) for q in result.quotations],
        "speakers": [_speaker_to_dict(s) for s in result.speakers],
        "diagnostics": [
            {"code": d.code.value, "span": _pair(d.span), "message": d.message} for d in result.diagnostics
        ],
        "meta": dict(result.meta),
    }
    plain: dict[str, Any] = apart(data)
    return plain


def from_plain(data: Mapping[str, Any]) -> Result:
    """Rebuild a result from what `to_plain` made.

    Raises:
        ResultError: If `data` is not such a dictionary; the message says what is wrong.
    """
    try:
        return _result_from_dict(together(data))
    except ResultError:
        raise
    except (KeyError, TypeError, RecursionError, ValueError, AttributeError, IndexError, OverflowError) as error:
        msg = f"not the dictionary of a result: {type(error).__name__}: {error}"
        raise ResultError(msg) from error


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _mention_to_dict(mention: Mention) -> dict[str, Any]:
    return {"span": _pair(mention.span), "form": mention.form.value}


def _speaker_to_dict(speaker: Speaker) -> dict[str, Any]:
    row = {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind.value,
        "gender": None if speaker.gender is None else speaker.gender.value,
        "gender_guessed": speaker.gender_guessed,
        "aliases": list(speaker.aliases),
        "mentions": [_mention_to_dict(m) for m in speaker.mentions],
    }
    return {**row, "about": dict(speaker.about)} if speaker.about else row


def _quotation_to_dict(q: Quotation) -> dict[str, Any]:
    return {
        "id": q.id,
        "kind": q.kind.value,
        "content": [_pair(c) for c in q.content],
        "cue": None if q.cue is None else {"span": _pair(q.cue.span), "lemma": q.cue.lemma, "kind": q.cue.kind.value},
        "mention": None if q.mention is None else _mention_to_dict(q.mention),
        "speaker": None if q.speaker is None else q.speaker.id,
        "rule": q.rule,
        "confidence": q.confidence,
        "parent_id": q.parent_id,
        "link": q.link,
        "speaker_confidence": q.speaker_confidence,
        "time": None if q.time is None else list(q.time),
    }


def _float(value: Any) -> Any:
    """A number as JSON may have written it: 1 for 1.0."""
    return float(value) if type(value) is int else value


def _result_from_dict(data: Mapping[str, Any]) -> Result:
    if not isinstance(data, Mapping):
        msg = f"expected a mapping, got {type(data).__name__}"
        raise ResultError(msg)
    if data.get("schema") != SCHEMA:
        msg = f"expected schema {SCHEMA}, got {data.get('schema')!r}"
        raise ResultError(msg)
    text = data["text"]
    if not isinstance(text, str):
        msg = f"text: expected str, got {type(text).__name__}"
        raise ResultError(msg)

    def span(pair: Any) -> Span:
        start, end = pair
        if not (type(start) is int and type(end) is int and 0 <= start < end <= len(text)):
            msg = f"span {pair!r} is not within a text of {len(text)} code points"
            raise ResultError(msg)
        return Span(start, end, text[start:end])

    def mention(row: Mapping[str, Any]) -> Mention:
        return Mention(span(row["span"]), row["form"])

    speakers = {
        s["id"]: Speaker(
            id=s["id"],
            name=s["name"],
            kind=s["kind"],
            gender=s["gender"],
            gender_guessed=s.get("gender_guessed", False),
            aliases=s["aliases"],
            mentions=[mention(m) for m in s["mentions"]],
            about=s.get("about", {}),
        )
        for s in data["speakers"]
    }
    quotations = [
        Quotation(
            id=q["id"],
            kind=q["kind"],
            content=[span(c) for c in q["content"]],
            cue=None if q["cue"] is None else Cue(span(q["cue"]["span"]), q["cue"]["lemma"], q["cue"]["kind"]),
            mention=None if q["mention"] is None else mention(q["mention"]),
            speaker=None if q["speaker"] is None else speakers[q["speaker"]],
            rule=q["rule"],
            confidence=_float(q["confidence"]),
            parent_id=q["parent_id"],
            link=q.get("link", ""),
            speaker_confidence=_float(q.get("speaker_confidence")),
            time=q.get("time"),
        )
        for q in data["quotations"]
    ]
    diagnostics = [Diagnostic(d["code"], span(d["span"]), d["message"]) for d in data["diagnostics"]]
    return Result(
        text=text,
        quotations=quotations,
        speakers=tuple(speakers.values()),
        diagnostics=diagnostics,
        meta=dict(data["meta"]),
    )
