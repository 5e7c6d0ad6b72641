"""A result as labelled stretches of its text, tied to each other, as tools for annotation have them.

What people see and change there is little: where a stretch is, its label, the kind of a quotation and the name of its
speaker. All else that the result says stands beside, by the names of the stretches, and is found again by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from attrs import field, frozen

from quoteattr.export.checked import checked
from quoteattr.result import Mention, Quotation, Result, Span

__all__ = ["CUE", "DIAGNOSTIC", "LABELS", "MENTION", "NEXT", "QUOTATION", "Region", "Regions", "Tie", "to_regions"]

QUOTATION, CUE, MENTION, DIAGNOSTIC = "Quotation", "Cue", "Mention", "Diagnostic"
LABELS = (QUOTATION, CUE, MENTION, DIAGNOSTIC)
NEXT = "Next"
"""The tie from a stretch of a quotation to the one that goes on with it; cue and mention are tied by their labels."""


@frozen
class Region:
    """A labelled stretch.

    Attributes:
        id: Its name in the file.
        label: One of `LABELS`.
        start: First code point.
        end: One past the last.
        values: What people see of it: of a quotation its kind and the name of its speaker.
    """

    id: str
    label: str
    start: int
    end: int
    values: Mapping[str, str] = field(factory=dict)


@frozen
class Tie:
    """Two stretches that belong together.

    Attributes:
        label: ``"Cue"`` and ``"Mention"`` lead from a quotation to its own, `NEXT` to its next stretch.
        source: The name of the one.
        target: The name of the other.
    """

    label: str
    source: str
    target: str


@frozen
class Regions:
    """All of a document.

    Attributes:
        regions: The stretches.
        ties: What belongs together.
        data: What a tool keeps and nobody sees: ``"regions"`` by name, ``"speakers"``, ``"meta"``.
    """

    regions: tuple[Region, ...]
    ties: tuple[Tie, ...] = ()
    data: Mapping[str, Any] = field(factory=dict)


def to_regions(result: Result) -> Regions:
    """Return the stretches of `result`.

    Raises:
        InputError: If it is no `Result`.
        ResultError: If its parts do not agree with each other.
    """
    return _Taken(checked(result)).regions()


class _Taken:
    """Takes a result apart."""

    def __init__(self, result: Result) -> None:
        self._result = result
        self._regions: list[Region] = []
        self._ties: list[Tie] = []
        self._data: dict[str, dict[str, Any]] = {}

    def regions(self) -> Regions:
        quotations = self._result.quotations
        cues = {cue: f"c{n}" for n, cue in enumerate(dict.fromkeys(q.cue for q in quotations if q.cue is not None), 1)}
        mentions = {mention: f"m{n}" for n, mention in enumerate(dict.fromkeys(self._mentions()), 1)}
        for number, q in enumerate(quotations, 1):
            own = self._quotation(f"q{number}", q)
            if q.cue is not None:
                self._ties.append(Tie(CUE, own, cues[q.cue]))
            if q.mention is not None:
                self._ties.append(Tie(MENTION, own, mentions[q.mention]))
        for cue, own in cues.items():
            self._add(own, CUE, cue.span, {}, {"lemma": cue.lemma, "kind": cue.kind.value})
        for mention, own in mentions.items():
            self._add(own, MENTION, mention.span, {}, {"form": mention.form.value})
        for number, d in enumerate(self._result.diagnostics, 1):
            self._add(f"d{number}", DIAGNOSTIC, d.span, {}, {"code": d.code.value, "message": d.message})
        plain = self._result.to_dict()["speakers"]
        speakers = [
            {**row, "mentions": [mentions[m] for m in speaker.mentions]}
            for row, speaker in zip(plain, self._result.speakers, strict=True)
        ]
        data = {"regions": self._data, "speakers": speakers, "meta": dict(self._result.meta)}
        return Regions(tuple(self._regions), tuple(self._ties), data)

    def _mentions(self) -> Iterator[Mention]:
        yield from (q.mention for q in self._result.quotations if q.mention is not None)
        for speaker in self._result.speakers:
            yield from speaker.mentions

    def _quotation(self, own: str, q: Quotation) -> str:
        """Add the stretches of a quotation; what it is stands on the first."""
        names = [own, *(f"{own}.{number}" for number in range(2, len(q.content) + 1))]
        data = {
            "id": q.id,
            "kind": q.kind.value,
            "rule": q.rule,
            "confidence": q.confidence,
            "link": q.link,
            "speaker_confidence": q.speaker_confidence,
            "parent_id": q.parent_id,
            "time": None if q.time is None else list(q.time),
            "speaker": None if q.speaker is None else q.speaker.id,
        }
        values = {"kind": q.kind.value, "speaker": "" if q.speaker is None else q.speaker.name}
        for name, span in zip(names, q.content, strict=True):
            self._add(name, QUOTATION, span, values if name == own else {}, data if name == own else {})
        self._ties += [Tie(NEXT, one, two) for one, two in pairwise(names)]
        return own

    def _add(self, own: str, label: str, span: Span, values: dict[str, str], data: dict[str, Any]) -> None:
        self._regions.append(Region(own, label, span.start, span.end, values))
        self._data[own] = {"label": label, "place": [span.start, span.end], **data}
