"""From cues to quotations: what stretch of text each cue attributes, and which marked blocks nobody is said to have said."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, field, frozen

from quoteattr.cues import CueSite
from quoteattr.document import Block
from quoteattr.phrases import Context
from quoteattr.result import CueKind, Kind
from quoteattr.shape import is_term, is_utterance

__all__ = ["Draft", "draft_quotations"]

Content = tuple[tuple[int, int], ...]


@frozen
class Draft:
    """A quotation before its speaker is known.

    Attributes:
        kind: Direct, indirect or mixed.
        content: Code-point ranges.
        rule: Name of the rule that found it.
        site: Its cue, or ``None``.
        blocks: Indices of the marked blocks that it takes up.
        first: First token, for ordering.
        label: Token range of a label before a colon that has no verb.
    """

    kind: Kind
    content: Content
    rule: str
    site: CueSite | None = None
    blocks: frozenset[int] = field(default=frozenset(), converter=frozenset)
    first: int = 0
    label: tuple[int, int] | None = None


_TRIM = frozenset(",.;:—-–")
_NARRATOR = ("ce qui", "ce que", "ce qu'", "au moment où", "et parce", "alors que", "tandis que", "une information", "un chiffre", "soit ", "lors ", "après avoir", "avant d'", "avant de", "à l'issue", "sans ", "contre ")
"""How the narrator takes over after a comma: a dit que la gare fermera, ce qui a surpris la ville."""
_CLAUSE_START = frozenset({"où", "dont", ";", ":", "—", "("})


def draft_quotations(context: Context, sites: Sequence[CueSite]) -> list[Draft]:
    """Return the quotations of a document, in order of their first token."""
    return _Drafter(context, sites).run()


class _Drafter:
    """The passes over the cues, surest construction first; each pass sees which blocks are taken."""

    def __init__(self, context: Context, sites: Sequence[CueSite]) -> None:
        self.context = context
        self.document = context.document
        self.low = context.low
        self.sites = list(sites)
        self.site_at = {s.first: s for s in sites}
        self.drafts: list[Draft] = []
        self.claimed: set[int] = set()
        self.incise_ends: dict[int, int] = {}
        self.counts: dict[str, int] = {}
        for block in self.document.blocks:
            key = self._key(block)
            self.counts[key] = self.counts.get(key, 0) + 1

    def _key(self, block: Block) -> str:
        return " ".join(t for t in self.low[block.inner[0] : block.inner[1] + 1]).rstrip("s")

    def run(self) -> list[Draft]:
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
        self._fragments()
        self._free_blocks()
        return sorted(self.drafts, key=lambda d: (d.first, -d.content[-1][1]))

    # ---- helpers

    def _add(self, kind: Kind, content: Content, rule: str, site: CueSite | None, blocks: Sequence[int], first: int, label: tuple[int, int] | None = None) -> None:
        content = tuple(c for c in content if c[0] < c[1])
        if not content:
            return
        self.drafts.append(Draft(kind, content, rule, site, frozenset(blocks), first, label))
        self.claimed.update(blocks)

    def _words(self, first: int, end: int) -> str:
        """The few words from token `first` on."""
        return self.document.words(first, min(first + 3, end - 1)) if first < end else ""

    def _inside(self, i: int) -> int:
        """Index of the innermost block of real speech around token `i`, or -1; a block of a few words is part of the narrator's sentence."""
        k = self.document.block_of[i]
        return k

    def _blocks_in(self, first: int, last: int) -> list[int]:
        return [b.index for b in self.document.blocks if first <= b.first and b.last <= last + 1 and b.inner[1] <= last]

    def _trim(self, first: int, last: int) -> tuple[int, int] | None:
        while first <= last and (self.low[first] in _TRIM or self.low[first] in (")",)):
            first += 1
        while first <= last and (self.low[last] in _TRIM or self.low[last] == "("):
            last -= 1
        if first > last:
            return None
        # an edge mark whose partner is outside
        b = self.document.block_ending.get(last)
        if b is not None and b.first < first:
            last -= 1
        b = self.document.block_at.get(first)
        if b is not None and b.inner[1] > last:
            first += 1
        return (first, last) if first <= last else None

    def _stretch(self, first: int, last: int) -> Content:
        trimmed = self._trim(first, last)
        return () if trimmed is None else (self.document.span(*trimmed),)

    def block_content(self, block: Block) -> Content:
        """The parts of a block without outer spaces and closing punctuation."""
        text = self.document.text
        out = []
        for start, end in block.segment.parts:
            while start < end and (text[start].isspace() or text[start] in ",;:"):
                start += 1
            while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
                if text[end - 1] == "." and text[end - 3 : end] == "...":
                    break
                end -= 1
            if start < end:
                out.append((start, end))
        return tuple(out)

    def _whole(self, first: int, last: int) -> Block | None:
        """The block that the tokens ``first..last`` consist of, punctuation apart."""
        while first < last and self.low[first] in _TRIM:
            first += 1
        while last > first and self.low[last] in _TRIM | {"?", "!"}:
            last -= 1
        block = self.document.block_at.get(first)
        return block if block is not None and (block.last == last or block.inner[1] == last) else None

    def _add_stretch(self, first: int, last: int, rule: str, site: CueSite) -> None:
        """Add ``first..last`` as one quotation: direct if it is just a block, mixed if it holds one, else indirect."""
        block = self._whole(first, last)
        if block is not None:
            self._add(Kind.DIRECT, self.block_content(block), rule, site, [block.index], block.first)
            return
        blocks = self._blocks_in(first, last)
        speech = [b for b in blocks if not self._repeated(self.document.blocks[b])]
        self._add(Kind.MIXED if speech else Kind.INDIRECT, self._stretch(first, last), rule, site, blocks, first)

    def _repeated(self, block: Block) -> bool:
        return block.words <= 4 and self.counts[self._key(block)] > 1

    # ---- incises

    def _incise(self, site: CueSite) -> None:
        group = site.group
        phrase = site.phrase
        if group is None or phrase is None:
            return
        before = site.opens
        end_of_incise = max(phrase.last, group.last)
        inside = self._inside(group.first)
        if inside >= 0:
            self._incise_inside(site, self.document.blocks[inside], before, end_of_incise)
            return
        if self.low[site.first - 1] == "comme":
            self._as_said(site, before, end_of_incise)
            return
        closer = before if self.context.is_closer(before) else before - 1 if before and self.context.is_closer(before - 1) else None
        block = self.document.block_ending.get(closer) if closer is not None else None
        if block is None and closer is not None and closer in self.document.block_ending:
            block = self.document.block_ending[closer]
        self.incise_ends[site.first] = end_of_incise
        if block is not None:
            self._incise_after_block(site, block, end_of_incise)
            return
        ahead = self.document.block_at.get(end_of_incise + 2) if self.low[end_of_incise + 1 : end_of_incise + 2] in ([","], [":"]) else None
        if ahead is not None and ahead.words >= 3:
            # À Lyon, a déclaré la maire, « tout reste à faire »
            self._add(Kind.DIRECT, self.block_content(ahead), "incise", site, [ahead.index], ahead.first)
            return
        start, _ = self.document.sentence(site.first)
        start = self._after_last_incise(start, site.first)
        left_clause = any(self.context.is_finite(i) for i in range(start, before))
        right = self._right_side(end_of_incise) if not left_clause else None
        if right is not None:
            left = self._stretch(start, before - (self.low[before] == ","))
            blocks = self._blocks_in(start, before) + self._blocks_in(*right)
            self._add(Kind.MIXED if blocks else Kind.INDIRECT, left + self._stretch(*right), "incise", site, blocks, start)
        else:
            self._add_stretch(start, before - (self.low[before] == ","), "incise", site)

    def _after_last_incise(self, start: int, before: int) -> int:
        """Where the content of an incise may begin: after an earlier incise of the same sentence."""
        ends = [e for f, e in self.incise_ends.items() if start <= f < before - 1 and e < before]
        if not ends:
            return start
        return max(ends) + 1

    def _right_side(self, i: int) -> tuple[int, int] | None:
        """The rest of a sentence that goes on after an incise in its middle."""
        _, end = self.document.sentence(i)
        if i + 2 < end and self.low[i + 1] == ",":
            return i + 2, end - 1
        return None

    def _incise_after_block(self, site: CueSite, block: Block, end_of_incise: int) -> None:
        start, _ = self.document.sentence(block.first)
        _, end = self.document.sentence(site.first)
        start = self._after_last_incise(start, block.first)
        own = [s for s in self.sites if start <= s.first < block.first and s.kind is CueKind.CLAUSE and self.document.block_of[s.first] < 0]
        if own and block.words >= 3:
            start = block.first  # Elle a dit que le pont était vieux, et « il faut le fermer », a-t-elle ajouté
        prefix = [i for i in range(start, block.first) if self.document.tokens[i].is_word and self.low[i] not in self.context.lexicon.words["connective"]]
        following = self._block_after(end_of_incise, end)
        more: Content = ()
        taken = [block.index]
        if following is not None and following.index not in self.claimed:
            more = self.block_content(following)
            taken.append(following.index)
        if not prefix or self.low[block.first - 1] == ":" or (block.words >= 12 and self.document.paragraph(block.first) != self.document.paragraph(block.inner[1])):
            self._add(Kind.DIRECT, self.block_content(block) + more, "incise", site, taken, block.first)
            return
        last = block.last
        content = self._stretch(start, last)
        self._add(Kind.MIXED, content + more, "incise", site, [*self._blocks_in(start, last), *taken], start)

    def _block_after(self, i: int, end: int) -> Block | None:
        """The block that goes on with the quotation right after an incise: « Oui », dit-elle, « demain »."""
        j = i + 1
        if j < end and self.low[j] == ",":
            j += 1
        return self.document.block_at.get(j) if j < end else None

    def _incise_inside(self, site: CueSite, block: Block, before: int, end_of_incise: int) -> None:
        first, last = block.inner
        if before <= first or block.words < 4:
            return
        stop = next((i for i in range(end_of_incise + 1, last + 1) if self.low[i] in (",", ".", ";", "!", "?", "—", ":", "…")), None)
        a = self.document.tokens[before].start if self.low[before] in (",", "—", "-") else self.document.tokens[before].end
        b = self.document.tokens[stop].end if stop is not None else self.document.tokens[last].end
        text = self.document.text
        content: list[tuple[int, int]] = []
        for start, end in self.block_content(block):
            for s, e in ((start, min(end, a)), (max(start, b), end)):
                while s < e and text[s].isspace():
                    s += 1
                while e > s and text[e - 1].isspace():
                    e -= 1
                if s < e:
                    content.append((s, e))
        existing = next((k for k, d in enumerate(self.drafts) if block.index in d.blocks), None)
        if existing is not None:
            return
        self._add(Kind.DIRECT, tuple(content), "incise-inside", site, [block.index], block.first)

    def _as_said(self, site: CueSite, before: int, end_of_incise: int) -> None:
        start, end = self.document.sentence(site.first)
        if before < start or site.first - 1 == start:
            comma = next((i for i in range(end_of_incise + 1, min(end, end_of_incise + 25)) if self.low[i] == "," or i in self.document.block_at), None)
            if comma is not None:
                self._add_stretch(comma + (self.low[comma] == ","), end - 1, "as-said", site)
            return
        begin = self._after_last_incise(start, site.first)
        right = self._right_side(end_of_incise)
        if right is not None and not any(self.context.is_finite(i) for i in range(begin, before)):
            blocks = self._blocks_in(begin, before) + self._blocks_in(*right)
            content = self._stretch(begin, before - (self.low[before] == ",")) + self._stretch(*right)
            self._add(Kind.MIXED if blocks else Kind.INDIRECT, content, "as-said", site, blocks, begin)
            return
        self._add_stretch(begin, before - (self.low[before] == ","), "as-said", site)

    # ---- colons

    def _colons(self) -> None:
        for block in self.document.blocks:
            if block.segment.parent is not None or block.index in self.claimed or not block.first or self.low[block.first - 1] != ":":
                continue
            start, _ = self.document.sentence(block.first - 1)
            if self.low[start : start + 3] in (["à", "lire", "aussi"], ["a", "lire", "aussi"]) or self.low[block.first - 2] in ("aussi", "lire", "voir") or self.low[block.first - 3 : block.first - 1] == ["lire", "aussi"]:
                continue
            heads = [s for s in self.sites if start <= s.first < block.first and s.group is not None and self._opens_colon(s)]
            if heads and heads[-1].kind is CueKind.INCISE:
                # « Oui », a dit la maire sur une radio : « Dès demain. »
                self._add(Kind.DIRECT, self.block_content(block), "colon", heads[-1], [block.index], block.first)
            elif heads:
                site = evolve(heads[-1], kind=CueKind.COLON)
                if block.words < 2 and not block.segment.closed:
                    continue
                self._add(Kind.DIRECT, self.block_content(block), "colon", site, [block.index], block.first)
            elif is_utterance(self.context, block) and block.first - 2 >= start:
                self._add(Kind.DIRECT, self.block_content(block), "colon-label", None, [block.index], block.first, (start, block.first - 2))

    def _opens_colon(self, site: CueSite) -> bool:
        group = site.group
        return group is not None and not group.passive and bool(group.verb.constructions & set("ciqx")) and self.document.block_of[group.first] < 0

    # ---- clauses

    def _clause(self, site: CueSite) -> None:
        group = site.group
        if group is None:
            return
        inside = self._inside(group.first)
        if inside >= 0:
            return
        last = self._clause_end(site)
        if last < site.opens:
            return
        self._add_stretch(site.opens, last, "que" if site.kind is CueKind.CLAUSE else "infinitive", site)

    def _clause_end(self, site: CueSite) -> int:
        _, end = self.document.sentence(site.opens)
        j = site.opens
        while j < end:
            block = self.document.block_at.get(j)
            if block is not None and block.last < end:
                j = block.last + 1
                continue
            if j > site.opens and self._cuts(site, j, end):
                return j - 1
            j += 1
        return end - 1

    def _cuts(self, site: CueSite, j: int, end: int) -> bool:
        low = self.low[j]
        if low == ";":
            return True
        previous = self.document.block_ending.get(j - 1)
        if low == "," and previous is not None and previous.first <= site.opens and previous.words >= 4:
            return True  # estime que « le temps est venu », après un mois de grève
        if low == "," and self._words(j + 1, end).startswith(_NARRATOR):
            return True
        if low == "comme" and any(s.first <= j + 3 and s.first > j and s.kind is CueKind.INCISE for s in self.sites):
            return True
        if low == ":" :
            return True
        if low in (",", "et", "mais", "puis") and j + 1 < end:
            k = j + 1
            while k < end and (self.low[k] in ("tout", "en", "et", "mais", "puis") or self.context.is_adverb(k) and k + 1 < end):
                after = self.site_at.get(k)
                if after is not None:
                    break
                k += 1
            following = self.site_at.get(k) or self.site_at.get(j + 1)
            if following is not None and following.group is not None and site.group is not None:
                mood = following.group.mood
                if following.kind is CueKind.INCISE:
                    return True
                if mood == "gerund" and low == ",":
                    return True
                if mood in ("compound", "finite") and low in ("et", ",", "mais", "puis") and following.first <= j + 3 and (mood == site.group.mood or self.context.tags.head[following.group.at] == site.group.at):
                    return True
            if following is not None and following.kind is CueKind.SOURCE and low == ",":
                return True
            if self._main_clause_resumes(site, j, end):
                return True
            if low == "," and self.low[j + 1] in ("avant", "sans") and j + 2 < end and self.low[j + 2] in ("de", "d'"):
                return True
        return False

    def _main_clause_resumes(self, site: CueSite, j: int, end: int) -> bool:
        """Whether the narrator goes on after token `j`: Estimant que tout est dit, la maire est partie / …, mais son voisin soutient que."""
        group = site.group
        if group is None:
            return False
        low = self.low[j]
        k = j + 1
        if low in ("et", "mais", "puis") or low == "," and self.context.is_finite(k):
            # qui dit avoir refusé, vit désormais / a dit qu'il dormait et a été conduit
            verb = k
            while verb < end and (self.context.is_adverb(verb) or self.low[verb] in self.context.lexicon.words["clitic"]):
                verb += 1
            if verb < end and self.context.is_finite(verb):
                at = verb
                if self.context.tags.pos[at] == "AUX" and self.context.tags.head[at] != at:
                    at = self.context.tags.head[at]
                head = self.context.tags.head[at]
                return head == group.at or low == "," and head < site.first
        if low == "," and group.mood == "gerund" and group.first <= self.document.sentence(group.first)[0] + 1:
            phrase = self.context.noun_phrase(k, end) if k < end else None
            if phrase is not None or self.low[k] in self.context.lexicon.words["subject_clitic"]:
                after = phrase.last + 1 if phrase is not None else k + 1
                return any(self.context.is_finite(m) for m in range(after, min(end, after + 4)))
        if low in (",", "mais") or low == ",":
            start = k + (self.low[k] in ("mais", "tandis", "alors") if k < end else 0)
            phrase = self.context.noun_phrase(start, end) if start < end else None
            if phrase is not None:
                after = self.site_at.get(phrase.last + 1) or (self.site_at.get(phrase.last + 2) if self.low[phrase.last + 1 : phrase.last + 2] == [","] else None)
                return after is not None and after.kind is CueKind.CLAUSE
        return False

    # ---- source phrases

    def _source(self, site: CueSite) -> None:
        phrase = site.phrase
        if phrase is None or self._inside(site.first) >= 0:
            return
        start, end = self.document.sentence(site.first)
        colon = max((k + 1 for k in range(start, site.first) if self.low[k] == ":" and self.document.block_of[k] < 0), default=start)
        lead = [i for i in range(colon, site.first) if self.document.tokens[i].is_word and self.low[i] not in ("par", "en", "de", "effet", "fait", "outre") and self.low[i] not in self.context.lexicon.words["connective"] and not self.context.is_adverb(i)]
        if not lead:
            self._source_first(site, phrase.last, end)
            return
        before = site.first - 1
        if self.low[before] in ("toujours", "encore", "notamment") and before > start:
            before -= 1
        closer = before if self.context.is_closer(before) else before - 1 if self.low[before] == "," and self.context.is_closer(before - 1) else None
        if closer is not None and closer in self.document.block_ending and not self._repeated(self.document.block_ending[closer]):
            self._incise_after_block(site, self.document.block_ending[closer], phrase.last)
            return
        comma = self.low[before] == ","
        begin = self._after_last_incise(start, site.first)
        if not comma:
            begin = max([begin, *(i + 1 for i in range(begin, before) if self.low[i] in _CLAUSE_START and self.document.block_of[i] < 0)])
        left_clause = any(self.context.is_finite(i) for i in range(begin, before))
        right = self._right_side(phrase.last) if comma and (not left_clause or phrase.last + 2 in self.document.block_at) else None
        if right is not None and right[0] in self.document.block_at and left_clause:
            # marquant, selon la géologue, « la fin d'un cycle »: only the marked words are hers
            block = self.document.block_at[right[0]]
            self._add(Kind.MIXED, self.block_content(block), "source", site, [block.index], block.first)
            return
        if not comma and phrase.last + 1 < end and self.low[phrase.last + 1] not in (",", ".", ";", ":", ")", "(", "!", "?", "qui", "et", "dont"):
            # Cette loi permettra selon la ministre de « réparer une injustice »
            right = (phrase.last + 1, end - 1)
        if right is not None and (not comma or any(self.context.is_finite(i) for i in range(right[0], right[1] + 1))):
            blocks = [b for b in self._blocks_in(begin, before) + self._blocks_in(*right) if not self._repeated(self.document.blocks[b])]
            self._add(Kind.MIXED if blocks else Kind.INDIRECT, self._stretch(begin, before) + self._stretch(*right), "source", site, blocks, begin)
            return
        self._add_stretch(begin, before - comma, "source", site)

    def _source_first(self, site: CueSite, last: int, end: int) -> None:
        """Selon la maire, le pont fermera."""
        j = last + 1
        comma = next((i for i in range(j, min(end, j + 30)) if self.low[i] == "," and self.document.block_of[i] < 0), None)
        block = next((i for i in range(j, min(end, j + 12)) if i in self.document.block_at), None)
        if comma is not None and (block is None or comma < block):
            j = comma + 1
        elif block is not None:
            j = block
        if j < end and self.low[j] == ":":
            j += 1
        if j < end:
            self._add_stretch(j, end - 1, "source", site)

    # ---- fragments and what is left

    def _fragments(self) -> None:
        """Give each block that no clause took to the reporting verb before it in its sentence: *dénonce « un scandale »*."""
        found: dict[int, list[Block]] = {}
        for block in self.document.blocks:
            if block.index in self.claimed or self._covered(block) or self.document.block_of[block.first] >= 0:
                continue
            site = self._governor(block)
            governed = site is not None and site.last == block.first - 1 and site.group is not None and site.group.mood != "participle"
            if is_term(self.context, block, self.counts[self._key(block)], governed=governed, attributed=site is not None):
                continue
            if site is not None:
                found.setdefault(site.first, []).append(block)
        for first, blocks in found.items():
            site = evolve(self.site_at[first], kind=CueKind.FRAGMENT)
            content = tuple(c for b in blocks for c in self.block_content(b))
            self._add(Kind.MIXED, content, "fragment", site, [b.index for b in blocks], blocks[0].first)

    def _covered(self, block: Block) -> bool:
        start, end = block.segment.parts[0][0], block.segment.parts[-1][1]
        return any(a <= start and end <= b for d in self.drafts for a, b in d.content)

    def _governor(self, block: Block) -> CueSite | None:
        start, _ = self.document.sentence(block.first)
        best = None
        for site in self.sites:
            if site.group is None or site.kind is CueKind.INCISE or not start <= site.first < block.first:
                continue
            if self.document.block_of[site.first] >= 0 or not site.group.verb.constructions & set("xq"):
                continue
            best = site
        return best

    def _free_blocks(self) -> None:
        for block in self.document.blocks:
            if block.index in self.claimed or block.segment.parent is not None or self._covered(block):
                continue
            start, end = self.document.sentence(block.first)
            alone = self._whole(start, end - 1) is block
            signature = self._signature(block) if start == block.first else None
            if alone and self._goes_on(block, start):
                continue
            if signature is not None:
                self._add(Kind.DIRECT, self.block_content(block), "signature", None, [block.index], block.first, signature)
            elif alone and is_utterance(self.context, block):
                self._add(Kind.DIRECT, self.block_content(block), "alone", None, [block.index], block.first)
            elif is_utterance(self.context, block) and not is_term(self.context, block, self.counts[self._key(block)]):
                self._add(Kind.MIXED, self.block_content(block), "free", None, [block.index], block.first)

    def _goes_on(self, block: Block, start: int) -> bool:
        """Append a sentence between marks to the quotation before it when only the attribution stands between: « Oui », dit-elle. « Demain. »"""
        if not start or self.document.paragraph(start - 1) != self.document.paragraph(start) or block.words < 2:
            return False
        begin, _ = self.document.sentence(start - 1)
        for k, draft in enumerate(self.drafts):
            site = draft.site
            if site is None or site.kind is not CueKind.INCISE or not begin <= site.first < start or site.phrase is None or draft.content[-1][1] > self.document.tokens[site.first].start:
                continue
            if any(self.context.is_finite(i) and self.document.block_of[i] < 0 for i in range(site.phrase.last + 1, start)):
                continue
            self.drafts[k] = evolve(draft, content=draft.content + self.block_content(block), blocks=draft.blocks | {block.index})
            self.claimed.add(block.index)
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
        phrase = self.context.noun_phrase(after, last, bare=True)
        if phrase is None or not (phrase.name is not None or self.context.lexicon.nouns.get(self.low[phrase.head], ("",))[0] in ("person", "group")):
            return None
        return after, last - 1
