"""What holds of every result, made true again after a correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from quoteattr.errors import EditError
from quoteattr.reading import parents
from quoteattr.result import Mention, Quotation, Result, Span, Speaker

__all__ = ["check_places", "pieces", "settled"]

Range = tuple[int, int]


def pieces(text: str, ranges: Iterable[Range]) -> tuple[Span, ...]:
    """Return the ranges as spans of `text`, without outer spaces; those that hold nothing else are left out."""
    out = []
    for start, end in ranges:
        bare = text[start:end].strip()
        if bare:
            first = text.index(bare, start)
            out.append(Span(first, first + len(bare), bare))
    return tuple(out)


def check_places(quotation: Quotation, others: Sequence[Quotation]) -> None:
    """See that a content nests with the others or is apart from them, and is not theirs.

    Raises:
        EditError: If it is not.
    """
    for number, other in enumerate(others, start=1):
        if other.id == quotation.id:
            continue
        if other.content == quotation.content:
            msg = f"quotation {number} has the same content"
            raise EditError(msg, "twice", number)
        for one in quotation.content:
            if any(_cross(one, span) for span in other.content):
                msg = f"the content would cross that of quotation {number}: contents nest or are apart"
                raise EditError(msg, "crosses", number)


def _cross(one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    return first.start < second.start < first.end < second.end


def settled(before: Result, quotations: Iterable[Quotation], speakers: Mapping[str, Speaker]) -> Result:
    """Return `before` with other quotations and speakers, in order and tied to each other.

    Args:
        before: The result before the correction.
        quotations: Those that there are now. Of the speaker of each, only the `id` counts.
        speakers: By `id`, those that quotations name, and others. A speaker whose last quotation is gone goes, too.
    """
    ordered = sorted(quotations, key=lambda q: (q.content[0].start, -q.content[-1].end))
    present = dict(_speakers(before, ordered, speakers))
    around = parents([[(span.start, span.end) for span in q.content] for q in ordered])
    return evolve(
        before,
        quotations=[
            evolve(
                q,
                parent_id=None if outer is None else ordered[outer].id,
                speaker=None if q.speaker is None else present[q.speaker.id],
            )
            for q, outer in zip(ordered, around, strict=True)
        ],
        speakers=tuple(present.values()),
    )


def _speakers(
    before: Result, quotations: Sequence[Quotation], speakers: Mapping[str, Speaker]
) -> Iterator[tuple[str, Speaker]]:
    """Those who speak, in the order in which they first do; then those who have never said anything."""
    old, new = _named(before.quotations), _named(quotations)
    for own in new:
        others = [m for m in speakers[own].mentions if m.span not in old.get(own, {})]
        mentions = {m.span: m for m in others} | new[own]
        yield own, evolve(speakers[own], mentions=[mentions[span] for span in sorted(mentions)])
    yield from ((own, speakers[own]) for own in speakers if own not in new and own not in old)


def _named(quotations: Iterable[Quotation]) -> dict[str, dict[Span, Mention]]:
    """The mentions of each speaker that quotations have."""
    out: dict[str, dict[Span, Mention]] = {}
    for q in quotations:
        if q.speaker is not None:
            mine = out.setdefault(q.speaker.id, {})
            if q.mention is not None:
                mine[q.mention.span] = q.mention
    return out
