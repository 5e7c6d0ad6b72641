"""What an incise attributes: the marked block before it, the sentence around it, or both sides of it."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.asides import Aside
from quoteattr.document import Block
from quoteattr.drafts import Content, Drafting
from quoteattr.result import CueKind, Kind
from quoteattr.sites import CueSite, between

__all__ = ["Incises"]


class Incises(Drafting):
    """Drafts quotations from incises."""

    def turns(self, asides: Sequence[Aside]) -> None:
        """Draft each turn of dialogue, with its first aside as its cue."""
        first: dict[int, Aside] = {}
        for aside in reversed(asides):
            first[aside.block] = aside
            self.turn_sites.add(aside.first)
        for block in self.document.blocks:
            if block.is_turn:
                aside_of = first.get(block.index)
                site = aside_of.site if aside_of is not None else self._after_turn(block)
                self.add(Kind.DIRECT, self.block_content(block), "turn-incise" if site is not None else "turn", site, [block.index], block.first)

    def _after_turn(self, block: Block) -> CueSite | None:
        """The incise after the mark that closes a dialogue: « Entrez. — Non ! », fit-il."""
        for i in (block.last + 1, block.last + 2):
            site = self.site_at.get(i)
            if block.segment.closed and site is not None and site.kind is CueKind.INCISE:
                self.turn_sites.add(i)
                return site
        return None

    def _incise(self, site: CueSite) -> None:
        group = site.group
        phrase = site.phrase
        if group is None or phrase is None or site.first in self.turn_sites:
            return
        before = site.opens
        end_of_incise = max(phrase.last, group.last)
        inside = self.context.block_of[group.first]
        if inside >= 0:
            self._incise_inside(site, self.document.blocks[inside], before, end_of_incise)
            return
        if self.low[site.first - 1] == "comme":
            self._as_said(site, before, end_of_incise)
            return
        closer = before if self.context.is_closer(before) else before - 1 if before and self.context.is_closer(before - 1) else None
        block = self.document.block_ending.get(closer) if closer is not None else None
        if group.inverted is not None and self._says_itself(self.document.sentence(site.first)[0], before):
            return
        self.incise_ends[site.first] = end_of_incise
        if block is not None:
            self.incise_after_block(site, block, end_of_incise)
            return
        ahead = self.document.block_at.get(end_of_incise + 2) if self.low[end_of_incise + 1 : end_of_incise + 2] in ([","], [":"]) else None
        if ahead is not None and ahead.words >= 3:
            # À Lyon, a déclaré la maire, « tout reste à faire »
            self.add(Kind.DIRECT, self.block_content(ahead), "incise", site, [ahead.index], ahead.first)
            return
        start, _ = self.document.sentence(site.first)
        start = self.after_last_incise(start, site.first)
        left_clause = any(self.context.is_finite(i) for i in range(start, before))
        right = self.right_side(end_of_incise) if not left_clause else None
        if right is not None:
            left = self.stretch(start, before - (self.low[before] == ","))
            blocks = self.blocks_in(start, before) + self.blocks_in(*right)
            self.add(Kind.MIXED if blocks else Kind.INDIRECT, left + self.stretch(*right), "incise", site, blocks, start)
        else:
            self.add_stretch(start, before - (self.low[before] == ","), "incise", site)

    def after_last_incise(self, start: int, before: int) -> int:
        """Where the content of an incise may begin: after an earlier incise of the same sentence."""
        ends = [e + 1 for s in between(self.sites, start, before - 1) if (e := self.incise_ends.get(s.first, before)) < before]
        # Le bilan s'alourdit : trente maisons ont brûlé, a précisé le préfet
        colons = [k + 1 for k in range(start, before - 2) if self.low[k] == ":" and self.context.block_of[k] < 0 and k + 1 not in self.document.block_at]
        return max([start, *ends, *colons])

    def right_side(self, i: int) -> tuple[int, int] | None:
        """The rest of a sentence that goes on after an incise in its middle."""
        _, end = self.document.sentence(i)
        if i + 2 < end and self.low[i + 1] == "," and self.low[i + 2] not in ("qui", "dont", "où", "qu'", "que"):
            return i + 2, end - 1
        return None

    def incise_after_block(self, site: CueSite, block: Block, end_of_incise: int) -> None:
        """Attribute the block before an incise, with what stands before it in the sentence and what goes on after."""
        start, _ = self.document.sentence(block.first)
        _, end = self.document.sentence(site.first)
        start = self.after_last_incise(start, block.first)
        own = [s for s in between(self.sites, start, block.first) if s.kind is CueKind.CLAUSE and self.context.block_of[s.first] < 0]
        if own and block.words >= 3:
            start = block.first  # Elle a dit que le pont était vieux, et « il faut le fermer », a-t-elle ajouté
        prefix = [i for i in range(start, block.first) if self.context.word[i].is_word and self.low[i] not in self.context.connective]
        following = self.block_after(end_of_incise, end)
        more: Content = ()
        taken = [block.index]
        if following is not None and following.index not in self.claimed:
            more = self.block_content(following)
            taken.append(following.index)
        if not prefix or self.low[block.first - 1] == ":" or (block.words >= 12 and self.document.paragraph(block.first) != self.document.paragraph(block.inner[1])):
            self.add(Kind.DIRECT, self.block_content(block) + more, "incise", site, taken, block.first)
            return
        last = block.last
        content = self.stretch(start, last)
        self.add(Kind.MIXED, content + more, "incise", site, [*self.blocks_in(start, last), *taken], start)

    def _says_itself(self, start: int, before: int) -> bool:
        """Whether the sentence reports with a verb of its own, so that the incise only repeats it: La maire juge « énormes » les frais, a-t-elle dit."""
        for site in between(self.sites, start, before):
            if site.group is not None and site.group.mood in ("finite", "compound") and site.kind is CueKind.FRAGMENT:
                return self.context.block_of[site.first] < 0 and site.last + 1 in self.document.block_at
        return False

    def block_after(self, i: int, end: int) -> Block | None:
        """The block that goes on with the quotation after an incise and its complements: « Oui », dit-elle à la radio, « demain »."""
        if i + 1 in self.document.block_at and i + 1 < end:
            return self.document.block_at[i + 1]
        for j in range(i + 1, min(end - 1, i + 12)):
            if self.low[j] == ",":
                return self.document.block_at.get(j + 1)
            if self.context.is_finite(j) or self.context.is_mark(j) or self.low[j] in (".", ";", ":", "qui", "que", "et"):
                return None
        return None

    def _incise_inside(self, site: CueSite, block: Block, before: int, end_of_incise: int) -> None:
        first, last = block.inner
        if before <= first or block.words < 4 or block.index in self.claimed_by_draft:
            return
        stop = next((i for i in range(end_of_incise + 1, last + 1) if self.low[i] in (",", ".", ";", "!", "?", "—", ":", "…")), None)
        a = self.document.starts[before] if self.low[before] in (",", "—", "-") else self.document.end(before)
        b = self.document.end(stop) if stop is not None else self.document.end(last)
        text = self.document.text
        content: list[tuple[int, int]] = []
        for start, end in self.block_content(block):
            for piece in ((start, min(end, a)), (max(start, b), end)):
                s, e = piece
                while s < e and text[s].isspace():
                    s += 1
                while e > s and text[e - 1].isspace():
                    e -= 1
                if s < e:
                    content.append((s, e))
        self.add(Kind.DIRECT, tuple(content), "incise-inside", site, [block.index], block.first)

    def _as_said(self, site: CueSite, before: int, end_of_incise: int) -> None:
        start, end = self.document.sentence(site.first)
        if before < start or site.first - 1 == start:
            comma = next((i for i in range(end_of_incise + 1, min(end, end_of_incise + 25)) if self.low[i] == "," or i in self.document.block_at), None)
            if comma is not None:
                self.add_stretch(comma + (self.low[comma] == ","), end - 1, "as-said", site)
            return
        begin = self.after_last_incise(start, site.first)
        right = self.right_side(end_of_incise)
        if right is not None and not any(self.context.is_finite(i) for i in range(begin, before)):
            blocks = self.blocks_in(begin, before) + self.blocks_in(*right)
            content = self.stretch(begin, before - (self.low[before] == ",")) + self.stretch(*right)
            self.add(Kind.MIXED if blocks else Kind.INDIRECT, content, "as-said", site, blocks, begin)
            return
        self.add_stretch(begin, before - (self.low[before] == ","), "as-said", site)
