"""What a source phrase covers: the rest of its sentence, the clause before it, the words beside it."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts
from quoteattr.quotations.incises import after_last_incise, block_after, incise_after_block, right_side
from quoteattr.result import Kind

__all__ = ["draft_source"]

_COMMENT: Final = ("un pourcentage", "un chiffre", "une information", "ce qui", "une hausse", "une baisse")
"""How the narrator comments on what a source said: Pour 37 %, il doit partir, un chiffre en hausse."""


_CLAUSE_START: Final = frozenset({"où", "dont", ";", ":", "—", "("})


def draft_source(drafts: Drafts, site: CueSite) -> None:
    """Draft what a source phrase covers: Le pont fermera, selon la maire."""
    phrase = site.phrase
    if phrase is None or drafts.tokens.block_of[site.first] >= 0:
        return
    start, end = drafts.document.sentence(site.first)
    if phrase.first < site.first:  # une étude selon laquelle …: a relative clause, up to the comma that a verb follows
        last = next(
            (
                k - 1
                for k in range(site.opens, end)
                if drafts.low[k] in (",", ")")
                and drafts.tokens.block_of[k] < 0
                and k + 1 < end
                and (
                    drafts.low[k] == ")"
                    or drafts.tokens.is_finite(k + 1)
                    or any(m in drafts.site_at for m in (k + 1, k + 2))
                )
            ),
            end - 1,
        )
        drafts.add_stretch(site.opens, last, Rule.SOURCE, site)
        return
    colon = max(
        (k + 1 for k in range(start, site.first) if drafts.low[k] == ":" and drafts.tokens.block_of[k] < 0),
        default=start,
    )
    lead = [
        i
        for i in range(colon, site.first)
        if drafts.tokens.word[i].is_word
        and drafts.low[i] not in ("par", "en", "de", "effet", "fait", "outre")
        and drafts.low[i] not in drafts.tokens.connective
        and not drafts.tokens.is_adverb(i)
    ]
    hinge = drafts.low[site.first - 1 - (drafts.low[site.first - 1] == ",")] if site.first > start else ""
    if not lead or hinge in ("que", "qu'", "qui", "où", "si", "dont", "mais", "car"):
        _source_first(drafts, site, phrase.last, end)
        return
    before = site.first - 1
    if drafts.low[before] in ("toujours", "encore", "notamment") and before > start:
        before -= 1
    closer = (
        before
        if drafts.tokens.is_closer(before)
        else before - 1
        if drafts.low[before] == "," and drafts.tokens.is_closer(before - 1)
        else None
    )
    if (
        closer is not None
        and closer in drafts.document.block_ending
        and not drafts.repeated(drafts.document.block_ending[closer])
    ):
        incise_after_block(drafts, site, drafts.document.block_ending[closer], phrase.last)
        return
    comma = drafts.low[before] == ","
    begin = after_last_incise(drafts, start, site.first)
    if not comma:
        begin = max(
            [
                begin,
                *(
                    i + 1
                    for i in range(begin, before)
                    if drafts.low[i] in _CLAUSE_START and drafts.tokens.block_of[i] < 0
                ),
            ]
        )
    if begin == start:
        begin = max(
            [
                begin,
                *(
                    i + 1 + (drafts.low[i + 1] == "où")
                    for i in range(begin, before - 3)
                    if _own_clause(drafts, i, before)
                ),
            ]
        )
    left_clause = any(drafts.tokens.is_finite(i) for i in range(begin, before))
    ahead = block_after(drafts, _past_apposition(drafts, phrase.last, end), end) if comma else None
    right = (
        (ahead.first, end - 1)
        if ahead is not None
        else right_side(drafts, phrase.last)
        if comma and not left_clause
        else None
    )
    if right is not None and right[0] in drafts.document.block_at and left_clause:
        # marquant, selon la géologue, « la fin d'un cycle »: only the marked words are hers
        block = drafts.document.block_at[right[0]]
        drafts.add(Kind.MIXED, drafts.block_content(block), Rule.SOURCE, site, [block.index], block.first)
        return
    beside = next(
        (
            drafts.document.block_at[k]
            for k in (phrase.last + 1, phrase.last + 2)
            if k in drafts.document.block_at and k < end
        ),
        None,
    )
    if (
        not comma
        and beside is not None
        and (
            beside.first == phrase.last + 1
            or drafts.low[phrase.last + 1] in ("de", "d'", "à", "un", "une", "des", "le", "la")
        )
    ):
        # une arme selon eux « dangereuse »
        drafts.add(Kind.MIXED, drafts.block_content(beside), Rule.SOURCE, site, [beside.index], beside.first)
        return
    if (
        not comma
        and phrase.last + 1 < end
        and drafts.low[phrase.last + 1] not in (",", ".", ";", ":", ")", "(", "!", "?", "qui", "et", "dont")
    ):
        # Cette loi permettra selon la ministre de « réparer une injustice »
        right = (phrase.last + 1, end - 1)
    if right is not None and (not comma or any(drafts.tokens.is_finite(i) for i in range(right[0], right[1] + 1))):
        blocks = [
            b
            for b in drafts.blocks_in(begin, before) + drafts.blocks_in(*right)
            if not drafts.repeated(drafts.document.blocks[b])
        ]
        drafts.add(
            Kind.MIXED if blocks else Kind.INDIRECT,
            drafts.stretch(begin, before) + drafts.stretch(*right),
            Rule.SOURCE,
            site,
            blocks,
            begin,
        )
        return
    drafts.add_stretch(begin, before - comma, Rule.SOURCE, site)


def _past_apposition(drafts: Drafts, last: int, end: int) -> int:
    """The last token of an apposition that a block follows.

    Selon Omar Sarr, jardinier à Brest, « … »; `last` when there is none.
    """
    if drafts.low[last + 1 : last + 2] != [","]:
        return last
    comma = next(
        (
            k
            for k in range(last + 2, min(end, last + 14))
            if drafts.low[k] == "," or drafts.tokens.block_of[k] >= 0 or drafts.tokens.is_finite(k)
        ),
        last + 1,
    )
    return comma - 1 if drafts.low[comma] == "," and comma + 1 in drafts.document.block_at else last


def _own_clause(drafts: Drafts, i: int, before: int) -> bool:
    """Whether the comma at token `i` opens the clause that alone a source phrase covers.

    …, qui sont mille cent, selon la police.
    """
    if drafts.low[i] != "," or drafts.low[i + 1] not in ("qui", "où") or drafts.tokens.block_of[i] >= 0:
        return False
    return not any(drafts.low[k] == "," for k in range(i + 2, before))


def _source_first(drafts: Drafts, site: CueSite, last: int, end: int) -> None:
    """Selon la maire, le pont fermera."""
    j = last + 1
    comma = next(
        (i for i in range(j, min(end, j + 30)) if drafts.low[i] == "," and drafts.tokens.block_of[i] < 0), None
    )
    block = next((i for i in range(j, min(end, j + 12)) if i in drafts.document.block_at), None)
    if comma is not None and (block is None or comma < block):
        j = comma + 1
    elif block is not None:
        j = block
    if j < end and drafts.low[j] == ":":
        j += 1
    if j < end:
        last = next(
            (
                k - 1
                for k in range(j + 3, end)
                if drafts.low[k] == ","
                and drafts.tokens.block_of[k] < 0
                and drafts.words(k + 1, end).startswith(_COMMENT)
            ),
            end - 1,
        )
        drafts.add_stretch(j, last, Rule.SOURCE, site)
