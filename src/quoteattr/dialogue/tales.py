"""Tales: texts told in the simple past, and what is a tale or a diary between marks and not said to anybody.

*« Mon père prit sa lampe. Il sortit. Une voix cria : « Qui va là ? » »*: the tale that somebody tells at length is read
as narration, so that what its people say is found.
"""

from __future__ import annotations

from typing import Final

from quoteattr.dialogue.actors import is_past
from quoteattr.grammar import Tokens
from quoteattr.reading import Block, Segment

__all__ = ["is_tale", "of_a_tale", "told_pasts", "without_tales"]

_FEW: Final = 3
_MUCH: Final = 0.3
_MANY: Final = 8
_SOME: Final = 0.03
"""How many simple pasts make a tale, and what share of the finite verbs: few that are much, or many that are some."""
_SURE: Final = ("a", "èrent")
"""Endings that no present has."""
_LONG: Final = 50
"""Words of a paragraph between marks that may be a tale."""
_TOLD: Final = 2
_SHARE: Final = 0.2
"""How many simple pasts there are in such a paragraph, and what share of its finite verbs."""
_DATE: Final = 12
"""Tokens of a line that is a date at the most."""
_MONTHS: Final = frozenset(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)


def is_tale(tokens: Tokens) -> bool:
    """Whether the narrator of a text tells in the simple past, as novels do and the press does not."""
    return of_a_tale(*told_pasts(tokens))


def told_pasts(tokens: Tokens) -> tuple[int, int]:
    """How many simple pasts the narrator of a text uses, and how many finite verbs."""
    told, finite = _pasts(tokens, range(tokens.size), -1)
    told += sum([_looks_past(tokens, i) for i in range(tokens.size) if tokens.low[i].endswith(_SURE)])
    return told, finite


def of_a_tale(told: int, finite: int) -> bool:
    """Whether a text with so many simple pasts among its finite verbs is a tale."""
    return told >= _FEW and told >= _MUCH * finite or told >= _MANY and told >= _SOME * finite


def _looks_past(tokens: Tokens, i: int) -> bool:
    """Whether the model takes a word of the narrator for a verb, and only its ending tells that it is a simple past."""
    verb = tokens.block_of[i] < 0 and tokens.pos[i] in ("VERB", "AUX") and is_past(tokens, i)
    return verb and (tokens.tense[i] != "Past" or tokens.verb_form[i] != "Fin")


def _pasts(tokens: Tokens, places: range, depth: int) -> tuple[int, int]:
    """How many of the tokens at `places`, in the block `depth`, are simple pasts, and how many are finite verbs."""
    told = finite = 0
    forms, block_of = tokens.verb_form, tokens.block_of
    for i in places:
        if forms[i] == "Fin" and block_of[i] == depth and tokens.pos[i] in ("VERB", "AUX"):
            finite += 1
            told += tokens.tense[i] == "Past"
    return told, finite


def without_tales(tokens: Tokens) -> list[Segment]:
    """The segments of a tale, without those and those parts that are a tale in it, or a diary."""
    out: list[Segment] = []
    written = -1
    for block in tokens.document.blocks:
        if not block.is_turn and block.segment.parent is None:
            if _is_diary(tokens, block, written):
                written = tokens.document.paragraph(block.last)
                continue
            if block.words >= _LONG:
                segment = _untold(tokens, block)
                if segment is not None:
                    out.append(segment)
                continue
        out.append(block.segment)
    return out


def _untold(tokens: Tokens, block: Block) -> Segment | None:
    """The segment of a block up to where it becomes a tale; ``None`` if it is one from its beginning."""
    document, segment = tokens.document, block.segment
    for k, (start, end) in enumerate(segment.parts):
        first, last = document.token_at(start), document.token_at(end)
        told, finite = _pasts(tokens, range(first, last), block.index)
        if told >= _TOLD and told >= _SHARE * finite and last - first >= _LONG:
            return segment.reshaped(segment.parts[:k], segment.parts[k - 1][1], closed=False) if k else None
    return segment


def _is_diary(tokens: Tokens, block: Block, written: int) -> bool:
    """Whether a block opens a paragraph under a date, or right under another one of that diary."""
    k = tokens.document.paragraph(block.first)
    if k <= 0 or tokens.document.paragraphs[k][0] != block.first:
        return False
    if written == k - 1:
        return True
    first, end = tokens.document.paragraphs[k - 1]
    return end - first <= _DATE and any(
        tokens.low[i] in _MONTHS and (tokens.low[i - 1].isdigit() or tokens.low[i - 1] == "1er")
        for i in range(first + 1, end)
    )
