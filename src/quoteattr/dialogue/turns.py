"""What of a turn of dialogue its character says.

The narrator's asides and the narrator's sentences after them are cut out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.dialogue.actors import actors, is_past
from quoteattr.dialogue.asides import Aside, find_aside
from quoteattr.dialogue.tales import is_tale, without_tales
from quoteattr.dialogue.voices import SPOKEN, voice
from quoteattr.grammar import Tokens
from quoteattr.reading import Block, Document, Segment
from quoteattr.result import CueKind

__all__ = ["settle", "with_asides"]


_FLAT_END: Final = 0.3
"""What it takes for the narrator to go on after speech where line ends were lost.

Elsewhere a turn of its own paragraph seldom ends before it.
"""
_LINE_END: Final = 10.0
_BACK: Final = 6.0
"""What it takes for speech to come back with no aside to say so."""
_TALE: Final = 0.0
_ACTS: Final = 2.0
"""How much less a sentence in which somebody else acts in the simple past is taken for speech."""
_AWAY: Final = 3.0
"""What it takes for the narrator to go on with such a sentence."""
_FAR: Final = 60
"""How many tokens of a sentence are read for who acts in it."""
_CERTAIN: Final = 99.0
_LINE: Final = 0.5
"""How much more a sentence is taken for speech in a turn that has a paragraph of its own."""


def settle(tokens: Tokens, *, tale: bool | None = None) -> tuple[Tokens, tuple[Aside, ...]]:
    """Return the tokens of a document whose turns end where their speech ends, and the asides cut out of them.

    `tale` says whether its text is one, where more of it is known than the document.
    """
    told = without_tales(tokens) if tokens.document.blocks and (is_tale(tokens) if tale is None else tale) else None
    if told is not None:
        tokens = tokens.on(tokens.document.with_segments(told))
    document = tokens.document
    if not any(b.is_turn for b in document.blocks):
        return tokens, ()
    segments: list[Segment] = []
    asides: list[Aside] = []
    for block in document.blocks:
        if not block.is_turn:
            segments.append(block.segment)
            continue
        pieces, found = _pieces(tokens, block)
        parts = tuple(p for a, b in pieces if (p := _span(document, a, b)) is not None)
        asides += [a.within(block.index) for a in found]
        if not parts:
            segments.append(block.segment)  # nothing but notes
            continue
        end = block.segment.end if block.segment.closed and pieces[-1][1] > block.inner[1] else parts[-1][1]
        segments.append(block.segment.reshaped(parts, end, closed=end == block.segment.end and block.segment.closed))
    return tokens.on(document.with_segments(segments)), tuple(asides)


def with_asides(sites: Sequence[CueSite], asides: Sequence[Aside]) -> list[CueSite]:
    """Return `sites` in which the incises of turns are those of `asides`."""
    taken = {i for a in asides for i in range(a.first, a.end)}
    heads = {a.first for a in asides}
    kept = [s for s in sites if s.first not in taken or s.kind is not CueKind.INCISE and s.first not in heads]
    return sorted([*kept, *(a.site for a in asides)], key=lambda s: s.first)


def _span(document: Document, first: int, end: int) -> tuple[int, int] | None:
    return document.span(first, end - 1) if first < end else None


def _pieces(tokens: Tokens, block: Block) -> tuple[list[tuple[int, int]], list[Aside]]:
    """The token ranges of a turn that are speech, and its asides.

    In the paragraphs that a turn goes on for, the speaker tells a story: its asides are the speaker's own words.
    """
    document = tokens.document
    first = block.inner[0]
    end = min(block.inner[1] + 1, document.token_at(block.segment.parts[0][1]))
    paragraph = document.paragraphs[document.paragraph(first)]
    flat = (
        tokens.low[block.first] in ("—", "-")
        and paragraph[0] != block.first
        or end < paragraph[1]
        and not block.segment.closed
    )
    asides = _asides(tokens, first, end, flat=flat)
    out: list[tuple[int, int]] = []
    start = first
    follows: Aside | None = None
    for aside in [*asides, None]:
        stop = aside.first if aside is not None else end
        out += _speech(tokens, start, stop, follows, before_aside=aside is not None, flat=flat)
        follows = aside
        if aside is not None:
            start = aside.end
    out = [piece for a, b in _joined(out) for piece in _without_notes(tokens, a, b)]
    more = ((document.token_at(a), document.token_at(b)) for a, b in block.segment.parts[1:])
    return [*out, *(m for m in more if not _is_tale(tokens, *m))], asides


def _is_tale(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a paragraph that a speaker goes on for has become a tale, with a narrator's voice of its own."""
    voices = [voice(tokens, a, b) for a, b in _sentences(tokens, first, end)]
    return sum(voices) < _TALE * len(voices)


def _asides(tokens: Tokens, first: int, end: int, *, flat: bool) -> list[Aside]:
    out: list[Aside] = []
    i = first + 1
    depth = tokens.block_of[first]
    start = first
    while i < end:
        aside = find_aside(tokens, i, end) if tokens.block_of[i] == depth else None
        if aside is None or flat and not _follows_speech(tokens, aside, start, first):
            i += 1
        else:
            out.append(aside)
            i = start = aside.end
    return out


def _follows_speech(tokens: Tokens, aside: Aside, start: int, first: int) -> bool:
    """Whether the words between token `start` and an aside may be speech, where line ends were lost.

    Paul se tut. Sa mère, pâle, répondit à l'abbé.
    """
    begin = max(start, tokens.document.inner_sentence(aside.first - 1)[0], aside.first - 80)
    bonus = 4.0 if aside.site.phrase is not None and aside.site.phrase.pronoun else 1.5
    return begin <= first or begin >= aside.first or voice(tokens, begin, aside.first) + bonus > 0


_NOTES: Final = frozenset({"note", "ndlr", "ndt", "nda", "n.d.t", "n.d.l.r", "n", "nde"})


def _without_notes(tokens: Tokens, first: int, end: int) -> list[tuple[int, int]]:
    """The range ``first..end`` without the notes in brackets of an editor, or of the narrator.

    Ce couteau (et il le montra) est à moi.
    """
    out: list[tuple[int, int]] = []
    start = i = first
    while i < end:
        close = _closing(tokens, i, end)
        if close is not None and _is_note(tokens, i + 1, close):
            out.append((start, i))
            start = close + 1
            i = close
        i += 1
    out.append((start, end))
    return [(a, b) for a, b in out if a < b]


def _closing(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the bracket that opens at token `i` closes, ``None`` where none opens."""
    closing = {"[": "]", "(": ")"}.get(tokens.low[i])
    inside = range(i + 1, min(end, i + 80)) if closing else range(0)
    return next((k for k in inside if tokens.low[k] == closing), None)


def _is_note(tokens: Tokens, first: int, end: int) -> bool:
    """Whether what stands between brackets is an editor's note, or told by the narrator."""
    if tokens.low[first] in _NOTES or tokens.low[first] == "[" and tokens.low[first + 1] in _NOTES:
        return True
    return tokens.low[first - 1] == "(" and _tells(tokens, first, end) and voice(tokens, first, end) < 0


def _tells(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a verb of ``first..end`` is in a tense of narration."""
    return any(tokens.tense[i] == "Past" and tokens.verb_form[i] == "Fin" for i in range(first, end))


def _speech(
    tokens: Tokens, start: int, stop: int, follows: Aside | None, *, before_aside: bool, flat: bool
) -> list[tuple[int, int]]:
    """The stretches of ``start..stop`` that are speech: the likeliest run of voices over its sentences."""
    if start >= stop:
        return []
    sentences = _sentences(tokens, start, stop)
    scores = [voice(tokens, a, b) + (0 if flat else _LINE) for a, b in sentences]
    acts = [flat and k > 0 and _acts(tokens, *sentence) for k, sentence in enumerate(sentences)]
    scores = [s - _ACTS if a else s for s, a in zip(scores, acts, strict=True)]
    announced = [tokens.low[b - 1] == ":" and _announces(tokens, a, b) for a, b in sentences]
    if follows is None or not follows.stops:
        scores[0] = _CERTAIN
    if before_aside:
        scores[-1] = _CERTAIN
    for k, is_announced in enumerate(announced[:-1]):
        if is_announced and k:
            scores[k] = -_CERTAIN
            scores[k + 1] = _CERTAIN
    away = _FLAT_END if flat else _LINE_END
    # two states a sentence, speech and narration; the best way to each, then back
    best = [scores[0], -scores[0]]
    ways: list[tuple[int, int]] = []
    for k in range(1, len(sentences)):
        stay, back = best[0], best[1] - _BACK
        leave, on = best[0] - (min(away, _AWAY) if acts[k] else away), best[1]
        ways.append((int(back > stay), int(on > leave)))
        best = [max(stay, back) + scores[k], max(leave, on) - scores[k]]
    states = [int(best[1] > best[0])]
    for way in reversed(ways):
        states.append(way[states[-1]])
    states.reverse()
    return [sentence for sentence, narrates in zip(sentences, states, strict=True) if not narrates]


def _acts(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a sentence can only be the narrator's: somebody else acts in it, in the simple past.

    *Romain baissa la tête et sortit.*
    """
    if tokens.low[end - 1] not in (".", "…", ":") or not SPOKEN.isdisjoint(tokens.low[first:end]):
        return False
    found = [a for a in actors(tokens, first, min(end, first + _FAR)) if not a.subordinate]
    if not found:
        return False
    verb = found[0].verb
    while verb < end - 1 and tokens.low[verb] in tokens.clitic:
        verb += 1
    return is_past(tokens, verb) or tokens.tense[verb] == "Past" and tokens.verb_form[verb] == "Fin"


def _announces(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the narrator hands over before a colon.

    Puis, se tournant vers Paul : Venez ! / Elle ajouta tout bas : Venez !
    """
    if tokens.low[first] in ("puis", "alors", "et", "mais") and any(
        tokens.low[i].endswith("ant") and tokens.pos[i] in ("VERB", "AUX", "ADJ", "NOUN")
        for i in range(first + 1, min(end, first + 5))
    ):
        return True
    told = any(
        tokens.tense[i] == "Past" and tokens.verb_form[i] == "Fin" and tokens.low[i] in tokens.forms
        for i in range(first, end)
    )
    return told and voice(tokens, first, end) < 0


def _sentences(tokens: Tokens, start: int, stop: int) -> list[tuple[int, int]]:
    """The sentences of ``start..stop``, cut at colons that announce speech too; what marks enclose is not cut."""
    out: list[tuple[int, int]] = []
    depth = tokens.block_of[start]
    i = start
    while i < stop:
        _, end = tokens.document.inner_sentence(i)
        end = min(max(end, i + 1), stop)
        while end < stop and tokens.block_of[end] != depth:
            _, end = tokens.document.inner_sentence(end)
            end = min(end, stop)
        colon = next((k for k in range(i, end - 1) if tokens.low[k] == ":" and tokens.block_of[k] == depth), None)
        if colon is not None and out and _announces(tokens, i, colon + 1):
            end = colon + 1
        out.append((i, end))
        i = end
    return out


def _joined(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges, those that touch as one."""
    out: list[tuple[int, int]] = []
    for a, b in pieces:
        first = out.pop()[0] if out and out[-1][1] == a else a
        out.append((first, b))
    return out
