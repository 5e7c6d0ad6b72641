"""Documents made again of the rows of a table, which may have been edited in a spreadsheet since.

A table holds no texts. Where the text is not at hand, one takes its place that holds what the rows quote, at its place,
and spaces elsewhere: enough to count and to compare, not to be read or written as the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from attrs import evolve

from quoteattr.errors import ResultError
from quoteattr.export.table.columns import places
from quoteattr.result import Quotation, Result, Speaker

__all__ = ["rebuilt"]


def rebuilt(quotations: Sequence[Quotation], text: str | None) -> Result:
    """Return the document that `quotations` are of.

    A row whose speaker was given another name is of the speaker who has that name in the document, or of a new one.

    Args:
        quotations: As a reader of a table yields them.
        text: The text of the document, or ``None`` where it is not at hand.

    Raises:
        ResultError: If a quotation does not stand in the text where its row says, or two say different things of one
            place.
    """
    if text is None:
        text = _patchwork(quotations)
    for quotation in quotations:
        for span in places(quotation):
            stands = text[span.start : span.end]
            if stands != span.text:
                msg = f"quotation {quotation.id!r}: expected {span.text!r} at {span.start}, got {stands!r}"
                raise ResultError(msg)
    cast = _Cast(q.speaker for q in quotations if q.speaker is not None)
    named = [q if q.speaker is None else evolve(q, speaker=cast.role(q.speaker)) for q in quotations]
    return Result(text, list(_identified(named)), cast.speakers())


def _patchwork(quotations: Iterable[Quotation]) -> str:
    spans = [span for quotation in quotations for span in places(quotation)]
    letters = [" "] * max((span.end for span in spans), default=0)
    for span in spans:
        letters[span.start : span.end] = span.text
    return "".join(letters)


def _identified(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Quotations with an id each: rows that somebody added have none."""
    taken = {q.id for q in quotations}
    free = (name for name in (f"q{number}" for number in count(1)) if name not in taken)
    for quotation in quotations:
        yield quotation if quotation.id else evolve(quotation, id=next(free))


class _Cast:
    """The speakers of one document: whoever has a name is one, whatever id a row still has."""

    def __init__(self, given: Iterable[Speaker]) -> None:
        self._by_id: dict[str, Speaker] = {}
        self._by_name: dict[str, Speaker] = {}
        self._known: dict[tuple[str, str], Speaker] = {}
        others = []
        for speaker in given:
            if speaker.id and speaker.id not in self._by_id:
                self._by_id[speaker.id] = speaker
                self._by_name.setdefault(speaker.name, speaker)
                self._known[speaker.id, speaker.name] = speaker
            else:
                others.append(speaker)
        free = (name for name in (f"s{number}" for number in count(1)) if name not in self._by_id)
        for speaker in others:
            key = speaker.id, speaker.name
            if key in self._known:
                continue
            if speaker.name not in self._by_name:
                self._by_name[speaker.name] = evolve(speaker, id=next(free))
            self._known[key] = self._by_name[speaker.name]

    def role(self, speaker: Speaker) -> Speaker:
        """Who that is."""
        return self._known[speaker.id, speaker.name]

    def speakers(self) -> list[Speaker]:
        """All of them, in the order in which they come."""
        return list(dict.fromkeys([*self._by_id.values(), *self._by_name.values()]))
