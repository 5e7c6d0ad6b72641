"""W3C Web Annotation (JSON-LD): a page of annotations that point into the text by position and by quotation.

Each annotation targets spans of one text (its `source`), each with a ``TextPositionSelector`` (code points, end
excluded, as the model has it and as ours are) and a ``TextQuoteSelector`` (the words, and what stands before and after
them):

- a quotation: motivation ``describing``; its targets are the spans of its content, its bodies the speaker and, as a
  tag, the kind;
- a cue, and a mention: motivation ``linking``; their body is the quotation;
- a diagnostic: motivation ``assessing``; its body is the message.

What the model has no word for stands under names of our own (``quoteattr:…``), which JSON-LD allows and readers pass
over. Nothing is lost but the text, which the reader must be given; a lone surrogate in a name or message is escaped, in
a quoted stretch it is written as U+FFFD.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from quoteattr.errors import ResultError
from quoteattr.export.literals import encodable
from quoteattr.result import Quotation, Result, Span, Speaker, SpeakerKind
from quoteattr.result.plain import SCHEMA

__all__ = ["from_webannotation", "to_webannotation"]

_AROUND = 32
"""How many code points of prefix and suffix a quote selector has."""
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"quoteattr": "urn:quoteattr:terms#"}]
_TYPES = {SpeakerKind.PERSON: "Person", SpeakerKind.ORGANIZATION: "Organization"}
"""The types of a body that the model's own context defines."""


def to_webannotation(result: Result, name: str = "") -> str:
    """Return an ``AnnotationPage`` as JSON-LD.

    Args:
        result: What to write.
        name: What the text is called: a URL, or a file name, which is taken for a relative one. It becomes the `source`
            of the targets.
    """
    return (
        json.dumps(
            _page(result, quote(encodable(name), safe=":/?#[]@!$&'()*+,;=%~") or "urn:quoteattr:text"),
            ensure_ascii=True,
            indent=1,
        )
        + "\n"
    )


def _page(result: Result, source: str) -> dict[str, Any]:
    base = source.partition("#")[0]
    plain = result.to_dict()
    speakers = {s.id: f"{base}#speaker-{number}" for number, s in enumerate(result.speakers, start=1)}
    return {
        "@context": _CONTEXT,
        "id": f"{base}#quotations",
        "type": "AnnotationPage",
        "quoteattr:schema": SCHEMA,
        "quoteattr:source": source,
        "quoteattr:meta": _json(plain["meta"]),
        "quoteattr:speakers": _json(plain["speakers"]),
        "items": [
            *(
                item
                for number, q in enumerate(result.quotations, start=1)
                for item in _quotation(q, f"{base}#quotation-{number}", result.text, source, speakers)
            ),
            *(
                {
                    "id": f"{base}#diagnostic-{number}",
                    "type": "Annotation",
                    "motivation": "assessing",
                    "body": {"type": "TextualBody", "value": d.message, "format": "text/plain", "language": "en"},
                    "target": _target(d.span, result.text, source),
                    "quoteattr:code": d.code.value,
                }
                for number, d in enumerate(result.diagnostics, start=1)
            ),
        ],
    }


def _json(value: Any) -> dict[str, Any]:
    """A value of JSON that JSON-LD keeps as it is."""
    return {"@type": "@json", "@value": value}


def _quotation(
    q: Quotation, name: str, text: str, source: str, speakers: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    bodies: list[dict[str, Any]] = (
        [] if q.speaker is None else [_speaker(q.speaker, speakers.get(q.speaker.id, f"{name}-speaker"))]
    )
    yield {
        "id": name,
        "type": "Annotation",
        "motivation": "describing",
        "body": [*bodies, {"type": "TextualBody", "purpose": "tagging", "value": q.kind.value, "format": "text/plain"}],
        "target": [_target(span, text, source) for span in q.content],
        "quoteattr:id": q.id,
        "quoteattr:kind": q.kind.value,
        "quoteattr:rule": q.rule,
        "quoteattr:confidence": q.confidence,
        "quoteattr:link": q.link,
        "quoteattr:speakerConfidence": q.speaker_confidence,
        "quoteattr:parent": q.parent_id,
        "quoteattr:speaker": None if q.speaker is None else q.speaker.id,
    }
    for part, place, terms in (
        (
            "cue",
            q.cue and q.cue.span,
            q.cue and {"quoteattr:lemma": q.cue.lemma, "quoteattr:cueKind": q.cue.kind.value},
        ),
        ("mention", q.mention and q.mention.span, q.mention and {"quoteattr:form": q.mention.form.value}),
    ):
        if place and terms:
            yield {
                "id": f"{name}-{part}",
                "type": "Annotation",
                "motivation": "linking",
                "body": name,
                "target": _target(place, text, source),
                **terms,
            }


def _speaker(speaker: Speaker, name: str) -> dict[str, Any]:
    return {"id": name, "type": _TYPES.get(speaker.kind, "quoteattr:Speaker"), "name": speaker.name}


def _target(span: Span, text: str, source: str) -> dict[str, Any]:
    around = {
        "prefix": encodable(text[max(0, span.start - _AROUND) : span.start]),
        "suffix": encodable(text[span.end : span.end + _AROUND]),
    }
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": encodable(span.text),
                **{key: value for key, value in around.items() if value},
            },
        ],
    }


def from_webannotation(data: str, text: str) -> Result:
    """Rebuild the result from the page that `to_webannotation` made and the text that it is about.

    Raises:
        ResultError: If it is no such page, or the words of a selector do not stand in `text` at its position.
    """
    try:
        return Result.from_dict(_record(json.loads(data), text))
    except ResultError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        msg = f"not a page of annotations: {type(error).__name__}: {error}"
        raise ResultError(msg) from error


def _record(page: Mapping[str, Any], text: str) -> dict[str, Any]:
    if page["type"] != "AnnotationPage":
        msg = f"expected an AnnotationPage, got {page['type']!r}"
        raise ResultError(msg)
    quotations: dict[str, dict[str, Any]] = {}
    diagnostics = []
    for item in page["items"]:
        if item["motivation"] == "describing":
            quotations[item["id"]] = {
                **_told(item),
                "content": [_place(target, text) for target in item["target"]],
                "cue": None,
                "mention": None,
            }
        elif item["motivation"] == "assessing":
            diagnostics.append(
                {"code": item["quoteattr:code"], "span": _place(item["target"], text), "message": item["body"]["value"]}
            )
        elif "quoteattr:lemma" in item:
            cue = {
                "span": _place(item["target"], text),
                "lemma": item["quoteattr:lemma"],
                "kind": item["quoteattr:cueKind"],
            }
            quotations[item["body"]]["cue"] = cue
        else:
            quotations[item["body"]]["mention"] = {"span": _place(item["target"], text), "form": item["quoteattr:form"]}
    return {
        "schema": page["quoteattr:schema"],
        "text": text,
        "quotations": list(quotations.values()),
        "speakers": page["quoteattr:speakers"]["@value"],
        "diagnostics": diagnostics,
        "meta": page["quoteattr:meta"]["@value"],
    }


def _told(item: Mapping[str, Any]) -> dict[str, Any]:
    names = {
        "id": "id",
        "kind": "kind",
        "rule": "rule",
        "confidence": "confidence",
        "link": "link",
        "speakerConfidence": "speaker_confidence",
        "parent": "parent_id",
    }
    return {
        **{ours: item[f"quoteattr:{theirs}"] for theirs, ours in names.items()},
        "speaker": item["quoteattr:speaker"],
    }


def _place(target: Mapping[str, Any], text: str) -> list[int]:
    selectors = {selector["type"]: selector for selector in target["selector"]}
    start, end = selectors["TextPositionSelector"]["start"], selectors["TextPositionSelector"]["end"]
    exact = selectors["TextQuoteSelector"]["exact"]
    if encodable(text[start:end]) != exact:
        msg = f"expected {exact!r} at {start}..{end} of the text, got {text[start:end]!r}"
        raise ResultError(msg)
    return [start, end]
