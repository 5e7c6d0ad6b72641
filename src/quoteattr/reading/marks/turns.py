"""Dashes that begin a turn of dialogue.

Which they are in a text, and how far each turn may reach. No model, no lexicon.

A dash at the head of a line is a turn in a novel or an interview, and a bullet in an article; the text itself shows
which. Where the line ends were lost, turns follow each other inside a paragraph: *Il entra. — Qui est là ? — Moi.* What
a turn holds of its region (an incise, the narrator who takes over) is decided later, with the help of the parse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from quoteattr.reading.characters import CAPITAL, SMALL
from quoteattr.reading.late import Late
from quoteattr.reading.marks.pairing import Segment, nest

__all__ = ["FAMILY", "add_turns"]

FAMILY: Final = "dash"
"""The family of a segment that a dash opens."""

_HEAD: Final = re.compile(r"[ ]{0,8}(—|--|-)(?![-\d])[ —-]{0,3}(?=\S)")
_MIDDLE: Final = re.compile(rf"(?<=[.!?…:])[ ]{{1,3}}(—|--)[ ]{{0,3}}(?=[{CAPITAL}…])")
_NAMED: Final = (
    r"(?:l'|(?:le|la|les|un|une|mon|ma|son|sa|notre|votre|leur|monsieur|madame|mademoiselle) "
    rf"|M\.|M(?:me|lle|gr)\b|[{CAPITAL}][{SMALL}])"
)
_SAYS: Final = (
    r"(?:dit|fait|répond|demande|reprend|crie|murmure|lance|ajoute|réplique|rétorque|souffle|exclame|écrie|poursuit|"
    r"continue|insiste|explique|soupire|grogne|"
    r"déclare|conclut|commence|propose|précise|répète|assure|affirme|interroge|coupe|hurle|gronde|avoue|admet|observe|remarque|plaisante|chuchote)"
)
_INCISE: Final = Late(
    rf"[,?!….»] (?:[{SMALL}]{{1,5}}['’ ] ?){{0,2}}"
    rf"(?:[{SMALL}]+-(?:t-)?(?:ils?|elles?|on)\b|[{SMALL}]{{2,}}(?:ai|is|us)-je\b"
    rf"|(?:{_SAYS}|[{SMALL}]+(?:[aiu]t|a|[èiu]rent|aient)) {_NAMED})"
)
_ADDRESS: Final = re.compile(
    r"\b(?:vous|votre|vos|tu|toi|t'|te|oui|non|ah|oh|eh|hé|hein|merci|allons|bonjour|bonsoir|adieu|monsieur|madame)\b",
    re.IGNORECASE,
)
_TURNS: Final = 3
"""How many dashes between marks make a dialogue of what they hold."""
_WINDOW: Final = 400
"""How much of a turn is read for evidence."""


class _Dash:
    """A dash that may begin a turn: where it stands, where its words begin, how far they may reach."""

    __slots__ = ("before", "end", "sign", "start", "words")

    def __init__(self, start: int, words: int, end: int, sign: str, before: str) -> None:
        self.start: int = start
        self.words: int = words
        self.end: int = end
        self.sign: str = sign
        self.before: str = before


def add_turns(
    folded: str, spans: Sequence[tuple[int, int]], segments: Sequence[Segment], mode: str = "auto"
) -> list[Segment]:
    """Return `segments` with a segment for each turn that a dash begins, nested and in order.

    Args:
        folded: The folded text, in which every dash is — (or hyphens).
        spans: Its paragraphs.
        segments: What marks enclose. One that turns divide (« Entrez ! ⏎ — Merci. ») is cut at the dashes.
        mode: ``auto``: where the text shows that dashes are turns; ``on``: always; ``off``: never.
    """
    if mode == "off" or not segments and "—" not in folded and "-" not in folded:
        return list(segments)
    resumed = {part[0] + k for s in segments for part in s.parts[1:] for k in range(9)}
    marked = {s.start for s in segments if s.closed}
    heads = [d for d in _heads(folded, spans) if d.words not in marked]  # — « Oui », dit-il: the marks tell enough
    heads = _kept(folded, heads, mode, resumed)
    talks = [s for s in segments if len(heads) < _TURNS and _is_dialogue(folded, s)]
    middle = _within(folded, spans, segments, heads, talks, mode)
    if not heads and not middle:
        return list(segments)
    turns = sorted([*heads, *middle], key=lambda d: d.start)
    whole, closed = _divide(folded, segments, {d.start for d in heads})
    if talks:
        whole = _opened(talks, [d.start for d in middle], whole, closed)
    found = _segments(turns, whole, closed)
    goes_on = _continued(folded, spans, turns)
    again = {parts[0][0] - 1 for parts in goes_on.values()} | {p[0] - 1 for parts in goes_on.values() for p in parts}
    whole = [s for s in whole if s.start not in again]
    return nest([*whole, *(_extended(s, goes_on.get(s.start, ())) for s in found)])


def _within(
    folded: str,
    spans: Sequence[tuple[int, int]],
    segments: Sequence[Segment],
    heads: Sequence[_Dash],
    talks: Sequence[Segment],
    mode: str,
) -> list[_Dash]:
    """The dashes within paragraphs that begin turns: behind other turns, in a dialogue between marks, after a colon."""
    talking = {s.start for s in talks}
    outer = [s for s in segments if s.parent is None and s.start not in talking]
    closed = [(s.start, s.end) for s in outer if not (len(s.parts) == 1 and _HEAD.match(folded, *s.parts[0]))]
    middle = _middles(folded, spans, closed)
    if mode == "on" or _flat(folded, heads, middle):
        return middle
    begins = [talk.start for talk in talks]
    return [d for d in middle if _inside(d, talks, begins) or d.before == ":" and (heads or _speaks(folded, d))]


def _is_dialogue(folded: str, segment: Segment) -> bool:
    """Whether a pair of marks in one paragraph holds a whole dialogue: « Qui est là ? — Moi. — Toi ? — Ouvre ! »."""
    if segment.parent is not None or len(segment.parts) != 1 or not segment.closed:
        return False
    start, end = segment.parts[0]
    if folded.count("—", start, end) < _TURNS:
        return False
    found = [_Dash(m.start(1), m.end(), end, "—", folded[m.start() - 1]) for m in _MIDDLE.finditer(folded, start, end)]
    for dash, after in pairwise(found):
        dash.end = after.start
    return len(found) >= _TURNS and 2 * sum(_speaks(folded, d) for d in found) >= len(found)


def _inside(dash: _Dash, talks: Sequence[Segment], begins: Sequence[int]) -> bool:
    """Whether a dash stands in one of the dialogues between marks, which begin at `begins`."""
    k = bisect_right(begins, dash.start) - 1
    return k >= 0 and dash.start < talks[k].end


def _opened(
    talks: Sequence[Segment], dashes: Sequence[int], whole: Sequence[Segment], closed: list[Segment]
) -> list[Segment]:
    """The segments with each dialogue between marks cut at its first dash; its last turn shares the closing mark."""
    cut: dict[int, Segment] = {}
    for talk in talks:
        k = bisect_right(dashes, talk.start)
        if k < len(dashes) and dashes[k] < talk.end:
            part = (talk.parts[0][0], dashes[k])
            cut[talk.start] = talk.reshaped((part,), dashes[k], closed=False, family=FAMILY)
            closed.append(talk)
    return [cut.get(segment.start, segment) for segment in whole]


def _continued(
    folded: str, spans: Sequence[tuple[int, int]], turns: Sequence[_Dash]
) -> dict[int, list[tuple[int, int]]]:
    """The paragraphs in which the speaker of a turn goes on, by the start of the turn.

    Each is opened by a mark that it does not close: *— C'est une longue histoire. ⏎ « Mon père tenait l'auberge. ⏎ « Un
    soir d'orage, il disparut.*
    """
    out: dict[int, list[tuple[int, int]]] = {}
    k = 0
    last: int | None = None
    for start, end in spans:
        inside = False
        while k < len(turns) and turns[k].start < end:
            last = turns[k].start
            inside = True
            k += 1
        if inside or last is None:
            continue
        if (
            folded[start] == "«"
            and folded.count("«", start, end) > folded.count("»", start, end)
            and folded[start + 1 : end].strip()
        ):
            out.setdefault(last, []).append((start + 1, end))
        else:
            last = None
    return out


def _extended(segment: Segment, more: Sequence[tuple[int, int]]) -> Segment:
    return (
        segment
        if not more or segment.closed
        else segment.reshaped((*segment.parts, *more), more[-1][1], closed=segment.closed)
    )


def _heads(folded: str, spans: Sequence[tuple[int, int]]) -> list[_Dash]:
    out = []
    for start, end in spans:
        m = _HEAD.match(folded, start, end)
        if m is not None:
            before = folded[max(0, start - 8) : start].rstrip()[-1:]
            out.append(_Dash(m.start(1), m.end(), end, "-" if m.group(1) == "-" else "—", before))
    return out


def _kept(folded: str, heads: list[_Dash], mode: str, resumed: AbstractSet[int]) -> list[_Dash]:
    """The dashes at the head of a line that begin turns, sign by sign.

    A text may have turns with — and lists with -.
    """
    if mode == "on":
        return heads
    out: list[_Dash] = []
    for sign in ("—", "-"):
        mine = [d for d in heads if d.sign == sign]
        listed = sum(_listed(folded, d) for d in mine)
        spoken = sum(_speaks(folded, d) for d in mine)
        told = sum(_INCISE().search(folded, d.words, min(d.end, d.words + _WINDOW)) is not None for d in mine)
        enough = spoken * 3 >= len(mine) if told else spoken * 2 > len(mine) and len(mine) > 1
        within = sum(d.start in resumed for d in mine)
        enough = enough or within * 4 >= len(mine)
        if mine and enough and listed * 3 <= len(mine) and (sign == "—" or told or within):
            out += mine
    return sorted(out, key=lambda d: d.start)


def _listed(folded: str, dash: _Dash) -> bool:
    """Whether what follows a dash looks like an item of a list: — deux kilos de farine ;."""
    return folded[dash.words].islower() or folded[dash.start : dash.end].rstrip()[-1:] in (";", ",")


def _speaks(folded: str, dash: _Dash) -> bool:
    """Whether what follows a dash looks like a turn.

    It follows a question or a colon, asks, exclaims, addresses somebody, or an incise stands in it.
    """
    end = min(dash.end, dash.words + _WINDOW)
    return (
        dash.before in ("?", ":")
        or folded[dash.words : end].rstrip()[-1:] in ("?", "!")
        or _INCISE().search(folded, dash.words, end) is not None
        or _ADDRESS.search(folded, dash.words, end) is not None
    )


def _middles(folded: str, spans: Sequence[tuple[int, int]], marked: Sequence[tuple[int, int]]) -> list[_Dash]:
    """Dashes after a sentence or colon inside a paragraph and outside marks."""
    starts = [s for s, _ in marked]
    out: list[_Dash] = []
    for first, last in spans if "—" in folded or "--" in folded else ():
        here = []
        for m in _MIDDLE.finditer(folded, first, last):
            k = bisect_right(starts, m.start(1)) - 1
            if k < 0 or marked[k][1] <= m.start(1):
                here.append(m)
        for k, m in enumerate(here):
            end = here[k + 1].start(1) if k + 1 < len(here) else last
            out.append(_Dash(m.start(1), m.end(), end, "—", folded[m.start() - 1]))
    return out


def _flat(folded: str, heads: Sequence[_Dash], middle: Sequence[_Dash]) -> bool:
    """Whether the line ends between turns were lost.

    Most dashes stand inside paragraphs, and what follows them speaks.
    """
    return (
        len(middle) >= 3 and len(middle) > 2 * len(heads) and sum(_speaks(folded, d) for d in middle) * 2 >= len(middle)
    )


def _divide(folded: str, segments: Sequence[Segment], heads: set[int]) -> tuple[list[Segment], list[Segment]]:
    """Cut segments of several paragraphs at the turns in them.

    Those that remain, and those that a turn shares the closing mark of.
    """
    whole: list[Segment] = []
    closed: list[Segment] = []
    for segment in segments:
        cut = next((k for k, (start, _) in enumerate(segment.parts) if k and _first_word(start, heads)), None)
        if cut is None:
            whole.append(segment)
            continue
        first = _HEAD.match(folded, *segment.parts[0])  # « — Oui. ⏎ — Non. »
        parts = segment.parts[:cut] if first is None else ((first.end(), segment.parts[0][1]), *segment.parts[1:cut])
        whole.append(segment.reshaped(parts, parts[-1][1], closed=False, family=FAMILY))
        if segment.closed:
            closed.append(segment)
    return whole, closed


def _first_word(start: int, heads: set[int]) -> bool:
    return any(start + k in heads for k in range(9))


def _segments(turns: Sequence[_Dash], whole: Sequence[Segment], closed: Sequence[Segment]) -> list[Segment]:
    """One segment a turn: to the end of the paragraph, the next turn, or the closing mark that ends the dialogue."""
    starts = [t.start for t in turns]
    closing: dict[int, Segment] = {}
    for segment in closed:
        k = bisect_right(starts, segment.parts[-1][1]) - 1
        if k >= 0 and turns[k].start >= segment.start:
            closing[turns[k].start] = segment
    ordered = sorted((s for s in whole if s.parent is None), key=lambda s: s.start)
    marks = [s.start for s in ordered]
    out: list[Segment] = []
    for k, turn in enumerate(turns):
        end = min(turn.end, turns[k + 1].start if k + 1 < len(turns) else turn.end)
        inside = closing.get(turn.start)
        if inside is not None and inside.parts[-1][1] > turn.words:
            out.append(Segment(turn.start, inside.end, ((turn.words, inside.parts[-1][1]),), family=FAMILY))
            continue
        around = bisect_right(marks, turn.start) - 1
        if around >= 0 and ordered[around].end > turn.start:
            end = min(end, ordered[around].parts[-1][1])  # a turn inside marks that hold more than turns
        last = bisect_right(marks, end - 1) - 1
        if last >= 0 and ordered[last].start > turn.start and ordered[last].end > end:
            end = ordered[last].start  # marks that go on into the next paragraph are not part of the turn
        if end > turn.words:
            out.append(Segment(turn.start, end, ((turn.words, end),), family=FAMILY, closed=False))
    return out
