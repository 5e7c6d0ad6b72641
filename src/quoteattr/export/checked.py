"""What every document format asks of a result before it writes it."""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.errors import InputError, ResultError
from quoteattr.result import Result, Span

__all__ = ["checked"]


def checked(result: Result) -> Result:
    """Return `result` if its parts agree with each other.

    Raises:
        InputError: If it is no `Result`.
        ResultError: If a span does not stand in the text, a quotation has no content or a speaker that is not among the
            speakers, or two speakers share an id.
    """
    if not isinstance(result, Result):
        msg = f"result: expected a Result, got {type(result).__name__}"
        raise InputError(msg)
    for where, span in _spans(result):
        if result.text[span.start : span.end] != span.text:
            stands = result.text[span.start : span.end]
            msg = f"{where}: the text at {span.start}..{span.end} is {stands!r}, not {span.text!r}"
            raise ResultError(msg)
    speakers = {speaker.id: speaker for speaker in result.speakers}
    if len(speakers) < len(result.speakers):
        msg = "two speakers share an id"
        raise ResultError(msg)
    for quotation in result.quotations:
        if not quotation.content:
            msg = f"quotation {quotation.id!r} has no content"
            raise ResultError(msg)
        speaker = None if quotation.speaker is None else speakers.get(quotation.speaker.id)
        if speaker is not quotation.speaker and speaker != quotation.speaker:  # the first spares comparing all mentions
            msg = f"quotation {quotation.id!r}: its speaker is not among the speakers of the result"
            raise ResultError(msg)
    return result


def _spans(result: Result) -> Iterator[tuple[str, Span]]:
    for quotation in result.quotations:
        where = f"quotation {quotation.id!r}"
        yield from ((where, span) for span in quotation.content)
        if quotation.cue is not None:
            yield where, quotation.cue.span
        if quotation.mention is not None:
            yield where, quotation.mention.span
    for speaker in result.speakers:
        yield from ((f"speaker {speaker.id!r}", mention.span) for mention in speaker.mentions)
    yield from (("diagnostic", diagnostic.span) for diagnostic in result.diagnostics)
