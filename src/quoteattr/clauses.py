"""What a *que* clause, an infinitive or a source phrase attributes, and where it ends."""

from __future__ import annotations

from typing import Final

from quoteattr.incises import Incises
from quoteattr.phrases import noun_phrase
from quoteattr.result import CueKind, Kind
from quoteattr.sites import CueSite

__all__ = ["Clauses"]

_NARRATOR: Final = ("ce qui", "ce que", "ce qu'", "au moment où", "et parce", "alors que", "tandis que", "une information", "un chiffre", "soit ", "lors ", "après avoir", "avant d'", "avant de", "à l'issue", "sans ", "contre ")
"""How the narrator takes over after a comma: a dit que la gare fermera, ce qui a surpris la ville."""
_COMMENT: Final = ("un pourcentage", "un chiffre", "une information", "ce qui", "une hausse", "une baisse")
"""How the narrator comments on what a source said: Pour 37 %, il doit partir, un chiffre en hausse."""
_CLAUSE_START: Final = frozenset({"où", "dont", ";", ":", "—", "("})


class Clauses(Incises):
    """Drafts quotations from clauses and source phrases."""

    def _clause(self, site: CueSite) -> None:
        group = site.group
        if group is None:
            return
        if self.context.block_of[group.first] >= 0:
            return
        last = self._clause_end(site)
        if last < site.opens:
            return
        self.add_stretch(site.opens, last, "que" if site.kind is CueKind.CLAUSE else "infinitive", site)

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
        if low in ("tandis", "alors", "après") and previous is not None and previous.first <= site.opens and previous.words >= 4:
            return True
        if low == "," and self.words(j + 1, end).startswith(_NARRATOR):
            return True
        if low == "," and site.kind is CueKind.INFINITIVE and self.low[j + 1].endswith("ant") and self.context.pos[j + 1] == "VERB":
            return True  # appelle à « marcher » sur la mairie, déclenchant une enquête
        if low == "," and site.kind is CueKind.INFINITIVE and self.low[j + 1] == "où":
            return True  # appelle à garnir les quais de Brest, où un défilé est prévu
        if low == "comme" and any(k in self.site_at for k in range(j + 1, j + 4)):
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
                head = self.context.head[following.group.at]
                beside = head == site.group.at or mood == site.group.mood and not site.opens <= head < j
                if mood in ("compound", "finite") and following.first <= j + 3 and beside:
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
            while verb < end and (self.context.is_adverb(verb) or self.low[verb] in self.context.clitic):
                verb += 1
            if verb < end and self.context.is_finite(verb):
                at = verb
                if self.context.pos[at] == "AUX" and self.context.head[at] != at:
                    at = self.context.head[at]
                head = self.context.head[at]
                return head == group.at or low == "," and head < site.first
        if low == "mais" and k < end and self.low[k] not in ("que", "qu'", "de", "d'") and self._new_subject(k, end):
            return True  # promet d'entendre les riverains mais beaucoup en doutent
        if low == "," and group.mood == "gerund" and group.first <= self.document.sentence(group.first)[0] + 1:
            phrase = noun_phrase(self.context, k, end) if k < end else None
            if phrase is not None or self.low[k] in self.context.subject_clitic:
                after = phrase.last + 1 if phrase is not None else k + 1
                return any(self.context.is_finite(m) for m in range(after, min(end, after + 4)))
        if low in (",", "mais"):
            start = k + (self.low[k] in ("mais", "tandis", "alors") if k < end else 0)
            phrase = noun_phrase(self.context, start, end) if start < end else None
            if phrase is not None:
                resumed = self.site_at.get(phrase.last + 1) or (self.site_at.get(phrase.last + 2) if self.low[phrase.last + 1 : phrase.last + 2] == [","] else None)
                return resumed is not None and resumed.kind is CueKind.CLAUSE
        return False

    def _new_subject(self, k: int, end: int) -> bool:
        """Whether a noun phrase with a verb of its own begins at token `k`."""
        phrase = noun_phrase(self.context, k, end)
        return phrase is not None and not phrase.pronoun and any(self.context.is_finite(m) for m in range(phrase.last + 1, min(end, phrase.last + 4)))

    def _source(self, site: CueSite) -> None:
        phrase = site.phrase
        if phrase is None or self.context.block_of[site.first] >= 0:
            return
        start, end = self.document.sentence(site.first)
        if phrase.first < site.first:  # une étude selon laquelle …: a relative clause, up to the comma that a verb follows
            last = next((k - 1 for k in range(site.opens, end) if self.low[k] in (",", ")") and self.context.block_of[k] < 0 and k + 1 < end and (self.low[k] == ")" or self.context.is_finite(k + 1) or any(m in self.site_at for m in (k + 1, k + 2)))), end - 1)
            self.add_stretch(site.opens, last, "source", site)
            return
        colon = max((k + 1 for k in range(start, site.first) if self.low[k] == ":" and self.context.block_of[k] < 0), default=start)
        lead = [i for i in range(colon, site.first) if self.context.word[i].is_word and self.low[i] not in ("par", "en", "de", "effet", "fait", "outre") and self.low[i] not in self.context.connective and not self.context.is_adverb(i)]
        hinge = self.low[site.first - 1 - (self.low[site.first - 1] == ",")] if site.first > start else ""
        if not lead or hinge in ("que", "qu'", "qui", "où", "si", "dont", "mais", "car"):
            self._source_first(site, phrase.last, end)
            return
        before = site.first - 1
        if self.low[before] in ("toujours", "encore", "notamment") and before > start:
            before -= 1
        closer = before if self.context.is_closer(before) else before - 1 if self.low[before] == "," and self.context.is_closer(before - 1) else None
        if closer is not None and closer in self.document.block_ending and not self.repeated(self.document.block_ending[closer]):
            self.incise_after_block(site, self.document.block_ending[closer], phrase.last)
            return
        comma = self.low[before] == ","
        begin = self.after_last_incise(start, site.first)
        if not comma:
            begin = max([begin, *(i + 1 for i in range(begin, before) if self.low[i] in _CLAUSE_START and self.context.block_of[i] < 0)])
        if begin == start:
            begin = max([begin, *(i + 1 + (self.low[i + 1] == "où") for i in range(begin, before - 3) if self._own_clause(i, before))])
        left_clause = any(self.context.is_finite(i) for i in range(begin, before))
        ahead = self.block_after(self._past_apposition(phrase.last, end), end) if comma else None
        right = (ahead.first, end - 1) if ahead is not None else self.right_side(phrase.last) if comma and not left_clause else None
        if right is not None and right[0] in self.document.block_at and left_clause:
            # marquant, selon la géologue, « la fin d'un cycle »: only the marked words are hers
            block = self.document.block_at[right[0]]
            self.add(Kind.MIXED, self.block_content(block), "source", site, [block.index], block.first)
            return
        beside = next((self.document.block_at[k] for k in (phrase.last + 1, phrase.last + 2) if k in self.document.block_at and k < end), None)
        if not comma and beside is not None and (beside.first == phrase.last + 1 or self.low[phrase.last + 1] in ("de", "d'", "à", "un", "une", "des", "le", "la")):
            # une arme selon eux « dangereuse »
            self.add(Kind.MIXED, self.block_content(beside), "source", site, [beside.index], beside.first)
            return
        if not comma and phrase.last + 1 < end and self.low[phrase.last + 1] not in (",", ".", ";", ":", ")", "(", "!", "?", "qui", "et", "dont"):
            # Cette loi permettra selon la ministre de « réparer une injustice »
            right = (phrase.last + 1, end - 1)
        if right is not None and (not comma or any(self.context.is_finite(i) for i in range(right[0], right[1] + 1))):
            blocks = [b for b in self.blocks_in(begin, before) + self.blocks_in(*right) if not self.repeated(self.document.blocks[b])]
            self.add(Kind.MIXED if blocks else Kind.INDIRECT, self.stretch(begin, before) + self.stretch(*right), "source", site, blocks, begin)
            return
        self.add_stretch(begin, before - comma, "source", site)

    def _past_apposition(self, last: int, end: int) -> int:
        """The last token of an apposition that a block follows: selon Omar Sarr, jardinier à Brest, « … »; `last` when there is none."""
        if self.low[last + 1 : last + 2] != [","]:
            return last
        comma = next((k for k in range(last + 2, min(end, last + 14)) if self.low[k] == "," or self.context.block_of[k] >= 0 or self.context.is_finite(k)), last + 1)
        return comma - 1 if self.low[comma] == "," and comma + 1 in self.document.block_at else last

    def _own_clause(self, i: int, before: int) -> bool:
        """Whether the comma at token `i` opens the clause that alone a source phrase covers: …, qui sont mille cent, selon la police."""
        if self.low[i] != "," or self.low[i + 1] not in ("qui", "où") or self.context.block_of[i] >= 0:
            return False
        return not any(self.low[k] == "," for k in range(i + 2, before))

    def _source_first(self, site: CueSite, last: int, end: int) -> None:
        """Selon la maire, le pont fermera."""
        j = last + 1
        comma = next((i for i in range(j, min(end, j + 30)) if self.low[i] == "," and self.context.block_of[i] < 0), None)
        block = next((i for i in range(j, min(end, j + 12)) if i in self.document.block_at), None)
        if comma is not None and (block is None or comma < block):
            j = comma + 1
        elif block is not None:
            j = block
        if j < end and self.low[j] == ":":
            j += 1
        if j < end:
            last = next((k - 1 for k in range(j + 3, end) if self.low[k] == "," and self.context.block_of[k] < 0 and self.words(k + 1, end).startswith(_COMMENT)), end - 1)
            self.add_stretch(j, last, "source", site)
