"""From cues to quotations: what stretch of text each cue attributes, and which marked blocks nobody is said to have said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quoteattr.cues import CueSite, between
from quoteattr.dialogue import Aside
from quoteattr.grammar import Tokens, noun_phrase
from quoteattr.measured import Rule
from quoteattr.quotations.clauses import draft_clause, draft_source
from quoteattr.quotations.drafts import Draft, Drafts
from quoteattr.quotations.incises import draft_incise, draft_turns
from quoteattr.quotations.scorer import is_somebodys
from quoteattr.quotations.shape import is_utterance
from quoteattr.reading import Block
from quoteattr.result import CueKind, Kind

__all__ = ["attribute", "draft_quotations", "open_blocks"]


def draft_quotations(tokens: Tokens, sites: Sequence[CueSite], asides: Sequence[Aside] = ()) -> list[Draft]:
    """Return the quotations of a document, in order of their first token."""
    drafts = Drafts(tokens, sites)
    draft_turns(drafts, asides)
    attribute(drafts)
    draft_open_marks(drafts)
    return sorted(drafts.drafts, key=lambda d: (d.first, -d.content[-1][1]))


def attribute(drafts: Drafts) -> None:
    """The passes in which a construction decides."""
    drafts.claimed.update(block.index for block in drafts.document.blocks if _points_elsewhere(drafts, block))
    for site in drafts.sites:
        if site.kind is CueKind.INCISE:
            draft_incise(drafts, site)
    draft_colons(drafts)
    for site in drafts.sites:
        if site.kind in (CueKind.CLAUSE, CueKind.INFINITIVE):
            draft_clause(drafts, site)
    for site in drafts.sites:
        if site.kind is CueKind.SOURCE:
            draft_source(drafts, site)


def draft_colons(drafts: Drafts) -> None:
    for block in drafts.document.blocks:
        if block.segment.parent is not None or block.index in drafts.claimed or not _after_colon(drafts, block):
            continue
        start, _ = drafts.document.sentence(block.first - 1)
        heads = [
            s for s in between(drafts.sites, start, block.first) if s.group is not None and _opens_colon(drafts, s)
        ]
        main = [s for s in heads if s.group is not None and not drafts.tokens.dep[s.group.at].startswith("acl")]
        heads = main or heads  # le pilote, que tous surnomment « Lulu », raconte : « … »
        if heads and heads[-1].kind is CueKind.INCISE:
            # « Oui », a dit la maire sur une radio : « Dès demain. »
            drafts.add(Kind.DIRECT, drafts.block_content(block), Rule.COLON, heads[-1], [block.index], block.first)
        elif heads:
            site = heads[-1].of_kind(CueKind.COLON)
            if block.words < 2 and not block.segment.closed:
                continue
            drafts.add(Kind.DIRECT, drafts.block_content(block), Rule.COLON, site, [block.index], block.first)
        elif is_utterance(drafts.tokens, block) and block.first - 2 >= start:
            drafts.add(
                Kind.DIRECT,
                drafts.block_content(block),
                Rule.COLON_LABEL,
                None,
                [block.index],
                block.first,
                (start, block.first - 2),
            )


def _points_elsewhere(drafts: Drafts, block: Block) -> bool:
    """Whether a block is the title of another article: À lire aussi : « Le port s'éveille »."""
    words = [w for w in drafts.low[max(0, block.first - 4) : block.first] if w != ":"]
    return (
        words[-1:] in (["lire"], ["voir"])
        and drafts.low[block.first - 1] == ":"
        or words[-2:] in (["lire", "aussi"], ["lire", "également"], ["voir", "aussi"])
    )


def _after_colon(drafts: Drafts, block: Block) -> bool:
    """Whether a block follows a colon, dashes between them passed over, as in *il dit : — « Oui »*."""
    i = block.first - 1
    while i > 0 and drafts.low[i] in ("—", "-"):
        i -= 1
    return i >= 0 and drafts.low[i] == ":"


def _opens_colon(drafts: Drafts, site: CueSite) -> bool:
    group = site.group
    return (
        group is not None
        and not group.passive
        and bool(group.verb.constructions & set("ciqx"))
        and drafts.tokens.block_of[group.first] < 0
    )


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
