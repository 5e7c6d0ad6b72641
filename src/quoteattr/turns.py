"""What of a turn of dialogue its character says: the narrator's asides and the narrator's sentences after them are cut out."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from quoteattr.asides import Aside, find_aside
from quoteattr.cues import CueSite
from quoteattr.document import Block, Document
from quoteattr.grammar import Context
from quoteattr.marks import Segment
from quoteattr.result import CueKind
from quoteattr.voices import voice

__all__ = ["settle", "with_asides"]


_FLAT_END = 0.3
"""What it takes for the narrator to go on after speech where line ends were lost; elsewhere a turn of its own paragraph seldom ends before it."""
_LINE_END = 10.0
_BACK = 6.0
"""What it takes for speech to come back with no aside to say so."""
_LINE = 1.0
"""How much more a sentence is taken for speech in a turn that has a paragraph of its own."""


def settle(context: Context) -> tuple[Context, tuple[Aside, ...]]:
    """Return the context of a document whose turns end where their speech ends, and the asides cut out of them."""
    document = context.document
    if not any(b.is_turn for b in document.blocks):
        return context, ()
    segments: list[Segment] = []
    asides: list[Aside] = []
    for block in document.blocks:
        if not block.is_turn:
            segments.append(block.segment)
            continue
        pieces, found = _pieces(context, block)
        parts = tuple(p for a, b in pieces if (p := _span(document, a, b)) is not None)
        asides += [evolve(a, block=block.index) for a in found]
        if not parts:
            parts = block.segment.parts
        end = block.segment.end if block.segment.closed and pieces[-1][1] > block.inner[1] else parts[-1][1]
        segments.append(evolve(block.segment, parts=parts, end=end, closed=end == block.segment.end and block.segment.closed))
    return Context(document.with_segments(segments), context.tags, context.lexicon), tuple(asides)


def with_asides(sites: Sequence[CueSite], asides: Sequence[Aside]) -> list[CueSite]:
    """Return `sites` in which the incises of turns are those of `asides`."""
    taken = {i for a in asides for i in range(a.first, a.end)}
    heads = {a.first for a in asides}
    kept = [s for s in sites if s.first not in taken or s.kind is not CueKind.INCISE and s.first not in heads]
    return sorted([*kept, *(a.site for a in asides)], key=lambda s: s.first)


def _span(document: Document, first: int, end: int) -> tuple[int, int] | None:
    return document.span(first, end - 1) if first < end else None


def _pieces(context: Context, block: Block) -> tuple[list[tuple[int, int]], list[Aside]]:
    """The token ranges of a turn that are speech, and its asides."""
    first, end = block.inner[0], block.inner[1] + 1
    asides = _asides(context, first, end)
    flat = end < len(context.low) and context.document.paragraph(end) == context.document.paragraph(first) or context.document.paragraphs[context.document.paragraph(first)][0] != block.first
    out: list[tuple[int, int]] = []
    start = first
    follows: Aside | None = None
    for aside in [*asides, None]:
        stop = aside.first if aside is not None else end
        out += _speech(context, start, stop, follows, before_aside=aside is not None, flat=flat)
        follows = aside
        if aside is not None:
            start = aside.end
    return _joined(out), asides


def _asides(context: Context, first: int, end: int) -> list[Aside]:
    out: list[Aside] = []
    i = first + 1
    while i < end:
        aside = find_aside(context, i, end) if context.document.block_of[i] == context.document.block_of[first] else None
        if aside is None:
            i += 1
        else:
            out.append(aside)
            i = max(aside.end, i + 1)
    return out


def _speech(context: Context, start: int, stop: int, follows: Aside | None, *, before_aside: bool, flat: bool) -> list[tuple[int, int]]:
    """The stretches of ``start..stop`` that are speech: the likeliest run of voices over its sentences."""
    if start >= stop:
        return []
    sentences = _sentences(context, start, stop)
    scores = [voice(context, a, b) + (0 if flat else _LINE) for a, b in sentences]
    n = len(sentences)
    certain = follows is None or not follows.stops
    away = _FLAT_END if flat else _LINE_END
    if certain:
        scores[0] = 99.0
    if before_aside:
        scores[-1] = 99.0
    # two states a sentence, speech and narration; the best way to each, then back
    best = [scores[0], -scores[0]]
    ways: list[tuple[int, int]] = []
    for k in range(1, n):
        stay, back = best[0], best[1] - _BACK
        leave, on = best[0] - away, best[1]
        ways.append((int(back > stay), int(on > leave)))
        best = [max(stay, back) + scores[k], max(leave, on) - scores[k]]
    state = int(best[1] > best[0])
    states = [state]
    for way in reversed(ways):
        state = way[state]
        states.append(state)
    states.reverse()
    return [sentences[k] for k in range(n) if not states[k]]


def _sentences(context: Context, start: int, stop: int) -> list[tuple[int, int]]:
    out = []
    i = start
    while i < stop:
        _, end = context.document.inner_sentence(i)
        end = min(max(end, i + 1), stop)
        while end < stop and context.document.block_of[end] != context.document.block_of[start]:
            _, end = context.document.inner_sentence(end)
            end = min(end, stop)
        out.append((i, end))
        i = end
    return out


def _joined(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for a, b in pieces:
        if out and out[-1][1] == a:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out
