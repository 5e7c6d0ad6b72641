"""The blocks that no construction has taken up: fragments, utterances on their own, nobody's words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from quoteattr.cues import CueSite, between
from quoteattr.grammar import noun_phrase
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts
from quoteattr.quotations.scorer import is_somebodys
from quoteattr.reading import Block
from quoteattr.result import CueKind, Kind

__all__ = ["draft_open_marks", "open_blocks"]


def open_blocks(drafts: Drafts) -> Iterator[tuple[Block, CueSite | None, bool]]:
    """Yield the blocks that no pass has taken up.

    Each with the reporting verb before it, and whether it is a sentence of its own.
    """
    for block in drafts.document.blocks:
        if block.index in drafts.claimed or drafts.covered(block) or drafts.tokens.block_of[block.first] >= 0:
            continue
        start, end = drafts.document.sentence(block.first)
        yield block, _governor(drafts, block), drafts.whole(start, end - 1) is block


def draft_open_marks(drafts: Drafts) -> None:
    """Settle the blocks that are left.

    Fragments of the verb before them, utterances on their own, or nobody's words.
    """
    fragments: dict[int, list[Block]] = {}
    for block, site, alone in list(open_blocks(drafts)):
        start, _ = drafts.document.sentence(block.first)
        signature = _signature(drafts, block) if start == block.first else None
        if alone and _goes_on(drafts, block, start):
            continue
        if signature is not None:
            drafts.add(
                Kind.DIRECT, drafts.block_content(block), Rule.SIGNATURE, None, [block.index], block.first, signature
            )
        elif not is_somebodys(drafts.tokens, block, site, drafts.counts[drafts.key(block)], alone=alone):
            continue
        elif site is not None:
            fragments.setdefault(site.first, []).append(block)
        elif alone:
            drafts.add(Kind.DIRECT, drafts.block_content(block), Rule.ALONE, None, [block.index], block.first)
        else:
            drafts.add(Kind.MIXED, drafts.block_content(block), Rule.FREE, None, [block.index], block.first)
    for first, blocks in fragments.items():
        site = drafts.site_at[first].of_kind(CueKind.FRAGMENT)
        content = tuple(c for b in blocks for c in drafts.block_content(b))
        drafts.add(Kind.MIXED, content, Rule.FRAGMENT, site, [b.index for b in blocks], blocks[0].first)


def _governor(drafts: Drafts, block: Block) -> CueSite | None:
    """The last reporting verb before a block in its sentence: *dénonce « un scandale »*."""
    start, _ = drafts.document.sentence(block.first)
    passive = None
    for k in range(bisect_left(drafts.sites, block.first, key=lambda s: s.first) - 1, -1, -1):
        site = drafts.sites[k]
        if site.first < start:
            break
        if (
            site.group is None
            or site.kind is CueKind.INCISE
            or drafts.tokens.block_of[site.first] >= 0
            or not site.group.verb.constructions & set("xq")
        ):
            continue
        if (
            site.group.mood == "participle"
            and site.group.passive
            and "par" not in drafts.low[site.last + 1 : site.last + 13]
        ):
            passive = (
                passive or site
            )  # s'indigne d'un crime expliqué comme « une fatalité »: whose words these are, the active verb tells
            continue
        return site
    return passive


def _goes_on(drafts: Drafts, block: Block, start: int) -> bool:
    """Append a sentence between marks to the quotation before it when only the attribution stands between.

    Dit-elle. « Demain ».
    """
    if not start or drafts.document.paragraph(start - 1) != drafts.document.paragraph(start) or block.words < 2:
        return False
    begin, _ = drafts.document.sentence(start - 1)
    for k in sorted(k for s in between(drafts.sites, begin, start) for k in drafts.drafts_of.get(s.first, ())):
        draft = drafts.drafts[k]
        site = draft.site
        if (
            site is None
            or site.kind is not CueKind.INCISE
            or site.phrase is None
            or draft.content[-1][1] > drafts.document.starts[site.first]
        ):
            continue
        if any(
            drafts.tokens.is_finite(i) and drafts.tokens.block_of[i] < 0 for i in range(site.phrase.last + 1, start)
        ):
            continue
        more = drafts.block_content(block)
        drafts.drafts[k] = draft.with_more(more, block.index)
        drafts.take(more, [block.index])
        return True
    return False


def _signature(drafts: Drafts, block: Block) -> tuple[int, int] | None:
    """The line after a quotation that stands alone in its paragraph, where it names who said it.

    « Le pont est sûr. » / Omar Sall, ingénieur.
    """
    k = drafts.document.paragraph(block.first)
    first, last = drafts.document.paragraphs[k]
    after = block.last + 1
    dashed = after < last and drafts.low[after] in ("—", "-", "–", "(")
    if dashed:
        after += 1
    if after >= last:
        if first != block.first or k + 1 >= len(drafts.document.paragraphs):
            return None
        after, last = drafts.document.paragraphs[k + 1]
    elif not dashed:
        return None
    while last > after and drafts.low[last - 1] in (")", "."):
        last -= 1
    if (
        last - after > 18
        or any(i in drafts.document.block_at or drafts.tokens.is_finite(i) for i in range(after, last))
        or drafts.low[last - 1] in ("!", "?", ":")
    ):
        return None
    phrase = noun_phrase(drafts.tokens, after, last, bare=True)
    if phrase is None or not (
        phrase.name is not None or drafts.tokens.nouns.get(drafts.low[phrase.head], ("",))[0] in ("person", "group")
    ):
        return None
    return after, last - 1
