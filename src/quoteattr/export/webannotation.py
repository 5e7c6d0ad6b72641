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
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from quoteattr.errors import ResultError
from quoteattr.export.anchors import Anchors
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


def from_webannotation(data: str, text: str, *, partial: bool = False) -> Result:
    """Rebuild the result from the page that `to_webannotation` made and the text that it is about.

    The text may have been edited since: words that are no longer at their position are looked for with what stood
    before and after them.

    Args:
        data: The page.
        text: The text.
        partial: Whether to leave out what can no longer be told in the text: a quotation with its cue and mention, a
            cue, a mention, a diagnostic.

    Raises:
        ResultError: If it is no such page, or words of a selector do not stand in `text`, or at several places that
            their context does not tell apart, and `partial` is false.

    Example:
        >>> from quoteattr import Result, find_quotations
        >>> from quoteattr.export.webannotation import from_webannotation, to_webannotation
        >>> text = "Elle répond : « Le bac coulera. »"
        >>> page = to_webannotation(Result(text, find_quotations(text)))
        >>> from_webannotation(page, "Hier, elle a répondu : « Le bac coulera. »").quotations[0].content[0].start
        25
    """
    try:
        return Result.from_dict(_Page(json.loads(data), text, partial=partial).record())
    except ResultError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        msg = f"not a page of annotations: {type(error).__name__}: {error}"
        raise ResultError(msg) from error


class _Page:
    """What a page says, with its places in a text."""

    def __init__(self, page: Mapping[str, Any], text: str, *, partial: bool) -> None:
        if page["type"] != "AnnotationPage":
            msg = f"expected an AnnotationPage, got {page['type']!r}"
            raise ResultError(msg)
        self.page = page
        self.text = text
        self.partial = partial
        self.anchors = Anchors(text)
        self.quotations: dict[str, dict[str, Any]] = {}
        self.diagnostics: list[dict[str, Any]] = []
        self.left_out: set[str] = set()

    def record(self) -> dict[str, Any]:
        """The result as plain data."""
        for item in self.page["items"]:
            try:
                self._read(item)
            except ResultError:
                if not self.partial:
                    raise
                if item["motivation"] == "describing":
                    self.left_out.add(item["id"])
        return {
            "schema": self.page["quoteattr:schema"],
            "text": self.text,
            "quotations": self._kept(),
            "speakers": [self._speaker(s) for s in self.page["quoteattr:speakers"]["@value"]],
            "diagnostics": self.diagnostics,
            "meta": self.page["quoteattr:meta"]["@value"],
        }

    def _read(self, item: Mapping[str, Any]) -> None:
        if item["motivation"] == "describing":
            content = [self.anchors.place(target) for target in item["target"]]
            shifts = {place[0] - _position(target) for place, target in zip(content, item["target"], strict=True)}
            if len(shifts) > 1 and any(a[1] > b[0] for a, b in pairwise(content)):
                msg = f"the parts of {item['id']!r} no longer stand in order"
                raise ResultError(msg)
            self.quotations[item["id"]] = {**_told(item), "content": content, "cue": None, "mention": None}
        elif item["motivation"] == "assessing":
            place = self.anchors.place(item["target"])
            self.diagnostics.append({"code": item["quoteattr:code"], "span": place, "message": item["body"]["value"]})
        elif item["body"] not in self.left_out:
            place = self.anchors.place(item["target"])
            if "quoteattr:lemma" in item:
                cue = {"span": place, "lemma": item["quoteattr:lemma"], "kind": item["quoteattr:cueKind"]}
                self.quotations[item["body"]]["cue"] = cue
            else:
                self.quotations[item["body"]]["mention"] = {"span": place, "form": item["quoteattr:form"]}

    def _kept(self) -> list[dict[str, Any]]:
        if not self.left_out:
            return list(self.quotations.values())
        ids = {q["id"] for q in self.quotations.values()}
        return [{**q, "parent_id": q["parent_id"] if q["parent_id"] in ids else None} for q in self.quotations.values()]

    def _speaker(self, speaker: Mapping[str, Any]) -> dict[str, Any]:
        """A speaker with its mentions where they are now.

        Once words have moved, those that no annotation points to are left out.
        """
        moved = self.anchors.moved
        if not self.left_out and all(list(old) == new for old, new in moved.items()):
            return dict(speaker)
        mentions = [{**m, "span": moved[tuple(m["span"])]} for m in speaker["mentions"] if tuple(m["span"]) in moved]
        return {**speaker, "mentions": mentions}


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


def _position(target: Mapping[str, Any]) -> int:
    start: int = next(s["start"] for s in target["selector"] if s["type"] == "TextPositionSelector")
    return start
