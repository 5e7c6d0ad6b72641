"""What the page is told: documents as plain data, for a browser to show."""

from __future__ import annotations

from typing import Any

from quoteattr.export.html.palette import COUNT, HUES, LINES, shades
from quoteattr.export.html.view import initials
from quoteattr.result import Quotation, Speaker
from quoteattr.result.shown import shown
from quoteattr.review.edits import is_reviewed, sureness
from quoteattr.review.session import Document, Review

__all__ = ["colours", "of_document", "overview"]


def overview(review: Review) -> dict[str, Any]:
    """Return what the page lists: the documents and how far they are."""
    return {
        "file": review.path.name,
        "documents": [
            {"id": shown(d.id), "quotations": len(d.result.quotations), "open": d.open, "finished": d.finished}
            for d in review.documents
        ],
        "undo": review.can_undo,
        "redo": review.can_redo,
    }


def of_document(review: Review, number: int) -> dict[str, Any]:
    """Return a document of the review as the page shows it, and what the page lists beside it."""
    document = review.documents[number]
    speakers = document.result.speakers
    numbers = {speaker.id: k for k, speaker in enumerate(speakers)}
    return {
        "number": number,
        "version": document.version,
        "finished": document.finished,
        "id": shown(document.id),
        "fields": {shown(key): shown(str(value)) for key, value in document.fields.items() if value is not None},
        "text": shown(document.result.text),
        "quotations": [_quotation(q, numbers) for q in document.result.quotations],
        "speakers": [_speaker(document, speaker) for speaker in speakers],
        "overview": overview(review),
    }


def _quotation(quotation: Quotation, numbers: dict[str, int]) -> dict[str, Any]:
    cue, mention, speaker = quotation.cue, quotation.mention, quotation.speaker
    return {
        "id": quotation.id,
        "kind": quotation.kind.value,
        "content": [[span.start, span.end] for span in quotation.content],
        "cue": None if cue is None else [cue.span.start, cue.span.end],
        "mention": None if mention is None else [mention.span.start, mention.span.end],
        "speaker": None if speaker is None else numbers[speaker.id],
        "reviewed": is_reviewed(quotation),
        "sure": sureness(quotation),
        "confidence": quotation.confidence,
        "speaker_confidence": quotation.speaker_confidence,
        "rule": shown(quotation.rule),
        "link": shown(quotation.link),
    }


def _speaker(document: Document, speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": shown(speaker.name) if speaker.name.strip() else shown(speaker.id),
        "initials": initials(speaker.name),
        "kind": speaker.kind.value,
        "gender": None if speaker.gender is None else speaker.gender.value,
        "guessed": speaker.gender_guessed,
        "aliases": [shown(alias) for alias in speaker.aliases],
        "quotations": sum(q.speaker is speaker for q in document.result.quotations),
    }


def colours() -> str:
    """Return the style sheet with the colours of speakers, those of the HTML view."""
    lines = "".join(f".k{k}{{--line:{LINES[k // len(HUES) % len(LINES)]}}}\n" for k in range(COUNT))
    rules = {
        scheme: "".join(
            f".k{k}{{--ink:{own.ink};--tint:{own.tint};--strong:{own.strong}}}\n"
            for k, own in ((k, shades(k, scheme)) for k in range(COUNT))
        )
        for scheme in ("light", "dark")
    }
    return f"{lines}{rules['light']}@media (prefers-color-scheme: dark) {{\n{rules['dark']}}}\n"
