"""From cues to quotations: what stretch of text each cue attributes, and which marked blocks nobody is said to have said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quoteattr.asides import Aside
from quoteattr.clauses import Clauses
from quoteattr.context import Tokens
from quoteattr.document import Block
from quoteattr.drafts import Draft
from quoteattr.phrases import noun_phrase
from quoteattr.result import CueKind, Kind
from quoteattr.scorer import is_somebodys
from quoteattr.shape import is_utterance
from quoteattr.sites import CueSite, between

__all__ = ["Drafter", "draft_quotations"]


def draft_quotations(context: Tokens, sites: Sequence[CueSite], asides: Sequence[Aside] = ()) -> list[Draft]:
    """Return the quotations of a document, in order of their first token."""
    drafter = Drafter(context, sites)
    drafter.turns(asides)
    return drafter.run()


class Drafter(Clauses):
    """The passes over the cues, surest construction first; each pass sees which blocks are taken."""

    def attribute(self) -> None:
        """The passes in which a construction decides."""
        self.claimed.update(block.index for block in self.document.blocks if self._points_elsewhere(block))
        for site in self.sites:
            if site.kind is CueKind.INCISE:
                self._incise(site)
        self._colons()
        for site in self.sites:
            if site.kind in (CueKind.CLAUSE, CueKind.INFINITIVE):
                self._clause(site)
        for site in self.sites:
            if site.kind is CueKind.SOURCE:
                self._source(site)

    def run(self) -> list[Draft]:
        """All passes, and the drafts in order."""
        self.attribute()
        self._open()
        return sorted(self.drafts, key=lambda d: (d.first, -d.content[-1][1]))

    def _colons(self) -> None:
        for block in self.document.blocks:
            if block.segment.parent is not None or block.index in self.claimed or not self._after_colon(block):
                continue
            start, _ = self.document.sentence(block.first - 1)
            heads = [s for s in between(self.sites, start, block.first) if s.group is not None and self._opens_colon(s)]
            main = [s for s in heads if s.group is not None and not self.context.dep[s.group.at].startswith("acl")]
            heads = main or heads  # le pilote, que tous surnomment « Lulu », raconte : « … »
            if heads and heads[-1].kind is CueKind.INCISE:
                # « Oui », a dit la maire sur une radio : « Dès demain. »
                self.add(Kind.DIRECT, self.block_content(block), "colon", heads[-1], [block.index], block.first)
            elif heads:
                site = heads[-1].of_kind(CueKind.COLON)
                if block.words < 2 and not block.segment.closed:
                    continue
                self.add(Kind.DIRECT, self.block_content(block), "colon", site, [block.index], block.first)
            elif is_utterance(self.context, block) and block.first - 2 >= start:
                self.add(Kind.DIRECT, self.block_content(block), "colon-label", None, [block.index], block.first, (start, block.first - 2))

    def _points_elsewhere(self, block: Block) -> bool:
        """Whether a block is the title of another article: À lire aussi : « Le port s'éveille »."""
        words = [w for w in self.low[max(0, block.first - 4) : block.first] if w != ":"]
        return words[-1:] in (["lire"], ["voir"]) and self.low[block.first - 1] == ":" or words[-2:] in (["lire", "aussi"], ["lire", "également"], ["voir", "aussi"])

    def _after_colon(self, block: Block) -> bool:
        """Whether a block follows a colon, dashes between them passed over, as in *il dit : — « Oui »*."""
        i = block.first - 1
        while i > 0 and self.low[i] in ("—", "-"):
            i -= 1
        return i >= 0 and self.low[i] == ":"

    def _opens_colon(self, site: CueSite) -> bool:
        group = site.group
        return group is not None and not group.passive and bool(group.verb.constructions & set("ciqx")) and self.context.block_of[group.first] < 0

    def open_blocks(self) -> Iterator[tuple[Block, CueSite | None, bool]]:
        """Yield the blocks that no pass has taken up: each with the reporting verb before it, and whether it is a sentence of its own."""
        for block in self.document.blocks:
            if block.index in self.claimed or self.covered(block) or self.context.block_of[block.first] >= 0:
                continue
            start, end = self.document.sentence(block.first)
            yield block, self._governor(block), self.whole(start, end - 1) is block

    def _open(self) -> None:
        """Settle the blocks that are left: fragments of the verb before them, utterances on their own, or nobody's words."""
        fragments: dict[int, list[Block]] = {}
        for block, site, alone in list(self.open_blocks()):
            start, _ = self.document.sentence(block.first)
            signature = self._signature(block) if start == block.first else None
            if alone and self._goes_on(block, start):
                continue
            if signature is not None:
                self.add(Kind.DIRECT, self.block_content(block), "signature", None, [block.index], block.first, signature)
            elif not is_somebodys(self.context, block, site, self.counts[self.key(block)], alone=alone):
                continue
            elif site is not None:
                fragments.setdefault(site.first, []).append(block)
            elif alone:
                self.add(Kind.DIRECT, self.block_content(block), "alone", None, [block.index], block.first)
            else:
                self.add(Kind.MIXED, self.block_content(block), "free", None, [block.index], block.first)
        for first, blocks in fragments.items():
            site = self.site_at[first].of_kind(CueKind.FRAGMENT)
            content = tuple(c for b in blocks for c in self.block_content(b))
            self.add(Kind.MIXED, content, "fragment", site, [b.index for b in blocks], blocks[0].first)

    def _governor(self, block: Block) -> CueSite | None:
        """The last reporting verb before a block in its sentence: *dénonce « un scandale »*."""
        start, _ = self.document.sentence(block.first)
        passive = None
        for k in range(bisect_left(self.sites, block.first, key=lambda s: s.first) - 1, -1, -1):
            site = self.sites[k]
            if site.first < start:
                break
            if site.group is None or site.kind is CueKind.INCISE or self.context.block_of[site.first] >= 0 or not site.group.verb.constructions & set("xq"):
                continue
            if site.group.mood == "participle" and site.group.passive and "par" not in self.low[site.last + 1 : site.last + 13]:
                passive = passive or site  # s'indigne d'un crime expliqué comme « une fatalité »: whose words these are, the active verb tells
                continue
            return site
        return passive

    def _goes_on(self, block: Block, start: int) -> bool:
        """Append a sentence between marks to the quotation before it when only the attribution stands between: dit-elle. « Demain »."""
        if not start or self.document.paragraph(start - 1) != self.document.paragraph(start) or block.words < 2:
            return False
        begin, _ = self.document.sentence(start - 1)
        for k in sorted(k for s in between(self.sites, begin, start) for k in self.drafts_of.get(s.first, ())):
            draft = self.drafts[k]
            site = draft.site
            if site is None or site.kind is not CueKind.INCISE or site.phrase is None or draft.content[-1][1] > self.document.starts[site.first]:
                continue
            if any(self.context.is_finite(i) and self.context.block_of[i] < 0 for i in range(site.phrase.last + 1, start)):
                continue
            more = self.block_content(block)
            self.drafts[k] = draft.with_more(more, block.index)
            self._taken(more, [block.index])
            return True
        return False

    def _signature(self, block: Block) -> tuple[int, int] | None:
        """The line after a quotation that stands alone in its paragraph, where it names who said it: « Le pont est sûr. » / Omar Sall, ingénieur."""
        k = self.document.paragraph(block.first)
        first, last = self.document.paragraphs[k]
        after = block.last + 1
        dashed = after < last and self.low[after] in ("—", "-", "–", "(")
        if dashed:
            after += 1
        if after >= last:
            if first != block.first or k + 1 >= len(self.document.paragraphs):
                return None
            after, last = self.document.paragraphs[k + 1]
        elif not dashed:
            return None
        while last > after and self.low[last - 1] in (")", "."):
            last -= 1
        if last - after > 18 or any(i in self.document.block_at or self.context.is_finite(i) for i in range(after, last)) or self.low[last - 1] in ("!", "?", ":"):
            return None
        phrase = noun_phrase(self.context, after, last, bare=True)
        if phrase is None or not (phrase.name is not None or self.context.nouns.get(self.low[phrase.head], ("",))[0] in ("person", "group")):
            return None
        return after, last - 1
