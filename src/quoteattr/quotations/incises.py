"""What an incise attributes: the marked block before it, the sentence around it, or both sides of it."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.cues import CueSite, between
from quoteattr.dialogue import Aside
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Content, Drafts
from quoteattr.reading import Block
from quoteattr.result import CueKind, Kind

__all__ = ["after_last_incise", "block_after", "draft_incise", "draft_turns", "incise_after_block", "right_side"]


def draft_turns(drafts: Drafts, asides: Sequence[Aside]) -> None:
    """Draft each turn of dialogue, with its first aside as its cue."""
    first: dict[int, Aside] = {}
    for aside in reversed(asides):
        first[aside.block] = aside
        drafts.turn_sites.add(aside.first)
    for block in drafts.document.blocks:
        if block.is_turn:
            aside_of = first.get(block.index)
            site = aside_of.site if aside_of is not None else _after_turn(drafts, block)
            drafts.add(
                Kind.DIRECT,
                drafts.block_content(block),
                Rule.TURN_INCISE if site is not None else Rule.TURN,
                site,
                [block.index],
                block.first,
            )


def _after_turn(drafts: Drafts, block: Block) -> CueSite | None:
    """The incise after the mark that closes a dialogue: « Entrez. — Non ! », fit-il."""
    for i in (block.last + 1, block.last + 2):
        site = drafts.site_at.get(i)
        if block.segment.closed and site is not None and site.kind is CueKind.INCISE:
            drafts.turn_sites.add(i)
            return site
    return None


def draft_incise(drafts: Drafts, site: CueSite) -> None:
    """Draft what an incise attributes: the block before it, or the sentence around it."""
    group = site.group
    phrase = site.phrase
    if group is None or phrase is None or site.first in drafts.turn_sites:
        return
    before = site.opens
    end_of_incise = max(phrase.last, group.last)
    inside = drafts.tokens.block_of[group.first]
    if inside >= 0:
        _incise_inside(drafts, site, drafts.document.blocks[inside], before, end_of_incise)
        return
    if drafts.low[site.first - 1] == "comme":
        _as_said(drafts, site, before, end_of_incise)
        return
    closer = (
        before
        if drafts.tokens.is_closer(before)
        else before - 1
        if before and drafts.tokens.is_closer(before - 1)
        else None
    )
    block = drafts.document.block_ending.get(closer) if closer is not None else None
    if group.inverted is not None and _says_itself(drafts, drafts.document.sentence(site.first)[0], before):
        return
    drafts.incise_ends[site.first] = end_of_incise
    if block is not None:
        incise_after_block(drafts, site, block, end_of_incise)
        return
    ahead = (
        drafts.document.block_at.get(end_of_incise + 2)
        if drafts.low[end_of_incise + 1 : end_of_incise + 2] in ([","], [":"])
        else None
    )
    if ahead is not None and ahead.words >= 3:
        # À Lyon, a déclaré la maire, « tout reste à faire »
        drafts.add(Kind.DIRECT, drafts.block_content(ahead), Rule.INCISE, site, [ahead.index], ahead.first)
        return
    start, _ = drafts.document.sentence(site.first)
    start = after_last_incise(drafts, start, site.first)
    left_clause = any(drafts.tokens.is_finite(i) for i in range(start, before))
    right = right_side(drafts, end_of_incise) if not left_clause else None
    if right is not None:
        left = drafts.stretch(start, before - (drafts.low[before] == ","))
        blocks = drafts.blocks_in(start, before) + drafts.blocks_in(*right)
        drafts.add(
            Kind.MIXED if blocks else Kind.INDIRECT, left + drafts.stretch(*right), Rule.INCISE, site, blocks, start
        )
    else:
        drafts.add_stretch(start, before - (drafts.low[before] == ","), Rule.INCISE, site)


def after_last_incise(drafts: Drafts, start: int, before: int) -> int:
    """Where the content of an incise may begin: after an earlier incise of the same sentence."""
    ends = [
        e + 1
        for s in between(drafts.sites, start, before - 1)
        if (e := drafts.incise_ends.get(s.first, before)) < before
    ]
    # Le bilan s'alourdit : trente maisons ont brûlé, a précisé le préfet
    colons = [
        k + 1
        for k in range(start, before - 2)
        if drafts.low[k] == ":" and drafts.tokens.block_of[k] < 0 and k + 1 not in drafts.document.block_at
    ]
    return max([start, *ends, *colons])


def right_side(drafts: Drafts, i: int) -> tuple[int, int] | None:
    """The rest of a sentence that goes on after an incise in its middle."""
    _, end = drafts.document.sentence(i)
    if i + 2 < end and drafts.low[i + 1] == "," and drafts.low[i + 2] not in ("qui", "dont", "où", "qu'", "que"):
        return i + 2, end - 1
    return None


def incise_after_block(drafts: Drafts, site: CueSite, block: Block, end_of_incise: int) -> None:
    """Attribute the block before an incise, with what stands before it in the sentence and what goes on after."""
    start, _ = drafts.document.sentence(block.first)
    _, end = drafts.document.sentence(site.first)
    start = after_last_incise(drafts, start, block.first)
    own = [
        s
        for s in between(drafts.sites, start, block.first)
        if s.kind is CueKind.CLAUSE and drafts.tokens.block_of[s.first] < 0
    ]
    if own and block.words >= 3:
        start = block.first  # Elle a dit que le pont était vieux, et « il faut le fermer », a-t-elle ajouté
    prefix = [
        i
        for i in range(start, block.first)
        if drafts.tokens.word[i].is_word and drafts.low[i] not in drafts.tokens.connective
    ]
    following = block_after(drafts, end_of_incise, end)
    more: Content = ()
    taken = [block.index]
    if following is not None and following.index not in drafts.claimed:
        more = drafts.block_content(following)
        taken.append(following.index)
    if (
        not prefix
        or drafts.low[block.first - 1] == ":"
        or (block.words >= 12 and drafts.document.paragraph(block.first) != drafts.document.paragraph(block.inner[1]))
    ):
        drafts.add(Kind.DIRECT, drafts.block_content(block) + more, Rule.INCISE, site, taken, block.first)
        return
    last = block.last
    content = drafts.stretch(start, last)
    drafts.add(Kind.MIXED, content + more, Rule.INCISE, site, [*drafts.blocks_in(start, last), *taken], start)


def _says_itself(drafts: Drafts, start: int, before: int) -> bool:
    """Whether the sentence reports with a verb of its own, so that the incise only repeats it.

    La maire juge « énormes » les frais, a-t-elle dit.
    """
    for site in between(drafts.sites, start, before):
        if site.group is not None and site.group.mood in ("finite", "compound") and site.kind is CueKind.FRAGMENT:
            return drafts.tokens.block_of[site.first] < 0 and site.last + 1 in drafts.document.block_at
    return False


def block_after(drafts: Drafts, i: int, end: int) -> Block | None:
    """The block that goes on with the quotation after an incise and its complements.

    « Oui », dit-elle à la radio, « demain ».
    """
    if i + 1 in drafts.document.block_at and i + 1 < end:
        return drafts.document.block_at[i + 1]
    for j in range(i + 1, min(end - 1, i + 12)):
        if drafts.low[j] == ",":
            return drafts.document.block_at.get(j + 1)
        if (
            drafts.tokens.is_finite(j)
            or drafts.tokens.is_mark(j)
            or drafts.low[j] in (".", ";", ":", "qui", "que", "et")
        ):
            return None
    return None


def _incise_inside(drafts: Drafts, site: CueSite, block: Block, before: int, end_of_incise: int) -> None:
    first, last = block.inner
    if before <= first or block.words < 4 or block.index in drafts.claimed_by_draft:
        return
    stop = next(
        (i for i in range(end_of_incise + 1, last + 1) if drafts.low[i] in (",", ".", ";", "!", "?", "—", ":", "…")),
        None,
    )
    a = drafts.document.starts[before] if drafts.low[before] in (",", "—", "-") else drafts.document.end(before)
    b = drafts.document.end(stop) if stop is not None else drafts.document.end(last)
    text = drafts.document.text
    content: list[tuple[int, int]] = []
    for start, end in drafts.block_content(block):
        for piece in ((start, min(end, a)), (max(start, b), end)):
            s, e = piece
            while s < e and text[s].isspace():
                s += 1
            while e > s and text[e - 1].isspace():
                e -= 1
            if s < e:
                content.append((s, e))
    drafts.add(Kind.DIRECT, tuple(content), Rule.INCISE_INSIDE, site, [block.index], block.first)


def _as_said(drafts: Drafts, site: CueSite, before: int, end_of_incise: int) -> None:
    start, end = drafts.document.sentence(site.first)
    if before < start or site.first - 1 == start:
        comma = next(
            (
                i
                for i in range(end_of_incise + 1, min(end, end_of_incise + 25))
                if drafts.low[i] == "," or i in drafts.document.block_at
            ),
            None,
        )
        if comma is not None:
            drafts.add_stretch(comma + (drafts.low[comma] == ","), end - 1, Rule.AS_SAID, site)
        return
    begin = after_last_incise(drafts, start, site.first)
    right = right_side(drafts, end_of_incise)
    if right is not None and not any(drafts.tokens.is_finite(i) for i in range(begin, before)):
        blocks = drafts.blocks_in(begin, before) + drafts.blocks_in(*right)
        content = drafts.stretch(begin, before - (drafts.low[before] == ",")) + drafts.stretch(*right)
        drafts.add(Kind.MIXED if blocks else Kind.INDIRECT, content, Rule.AS_SAID, site, blocks, begin)
        return
    drafts.add_stretch(begin, before - (drafts.low[before] == ","), Rule.AS_SAID, site)
