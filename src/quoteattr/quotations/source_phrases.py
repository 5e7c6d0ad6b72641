"""What a source phrase covers: the rest of its sentence, the clause before it, the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.grammar import pattern_set
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts
from quoteattr.quotations.incises import block_after, incise_after_block
from quoteattr.quotations.sides import after_dateline, after_last_incise, behind_colon, right_side
from quoteattr.reading import Block
from quoteattr.result import CueKind, Kind

__all__ = ["draft_source"]

_COMMENT: Final = pattern_set("comment on a source")
_CLAUSE_START: Final = ("où", "dont", ";", ":", "—", "(")
"""Words of what may stand before a source phrase that begins its sentence: en effet, par ailleurs, en outre."""
_HINGES: Final = frozenset({"que", "qu'", "qui", "où", "si", "dont", "mais", "car"})
"""Words after which a source phrase begins its clause: le pont qui, selon la maire, fermera."""
_STRESS: Final = frozenset({"toujours", "encore", "notamment"})
_BEFORE_MARKS: Final = frozenset({"de", "d'", "à", "un", "une", "des", "le", "la"})
"""What may stand between a source phrase and the marked words that it covers: une arme selon eux d'« un autre âge »."""
_COMPLEMENTS: Final = frozenset({"à", "au", "aux", "de", "d'", "du", "des", "comme", "quelque"})
"""What opens a complement behind a source phrase and its comma."""
_THEM: Final = frozenset({"lui", "elle", "eux", "elles"})
_RELATIVES: Final = frozenset("qui que qu' dont où lequel laquelle lesquels lesquelles duquel auquel".split())
_NEEDS_VERB: Final = frozenset("qui que qu' dont où et mais ou si car quand lorsque comme , ; : (".split())
"""Words after which another verb may belong to the same clause."""
_DASHES: Final = frozenset({"—", "–", "-"})
_SINGLED: Final = frozenset("seul seule premier première dernier dernière plus".split())
"""Words after *le* or *la* that single somebody or something out of many: la plus ancienne du club."""
_COUNTED: Final = frozenset("un une deux trois quatre cinq plusieurs des".split())
"""What goes on with a list: un homme, deux femmes."""
_WORDS: Final = frozenset({"mot", "mots", "termes", "formule", "l'expression", "expression"})
_ASIDE: Final = 30
"""Tokens of an aside behind the name of a source at the most."""
_AFTER: Final = frozenset({",", ".", ";", ":", ")", "(", "!", "?", "qui", "et", "dont"})
"""What follows a source phrase that ends its clause."""


def draft_source(drafts: Drafts, site: CueSite) -> None:
    """Draft what a source phrase covers: Le pont fermera, selon la maire."""
    if site.phrase is None or drafts.tokens.block_of[site.first] >= 0:
        return
    source = _Source(drafts, site, max(site.phrase.last, site.last))
    block = source.block_before()
    if site.phrase.first < site.first:
        drafts.add(drafts.passage(site.opens, source.end_of_relative()), Rule.SOURCE, site)
    elif source.leads():
        drafts.add(drafts.passage(*source.clause_after()), Rule.SOURCE, site)
    elif block is not None and (source.of_words() or source.after_another(block)):
        drafts.add(drafts.marked(block, Kind.MIXED), Rule.SOURCE, site)
    elif block is not None and not drafts.repeated(block):
        drafts.incise_ends[site.first] = site.phrase.last
        incise_after_block(drafts, site, block, site.phrase.last)
    else:
        source.draft_around()


class _Source:
    """A source phrase in its sentence.

    Attributes:
        last: Its last token.
        start: First token of the sentence.
        end: The token after the sentence.
        comma: Whether a comma stands before it.
        before: The token before it, *notamment* and the like passed over.
    """

    __slots__ = ("before", "comma", "drafts", "end", "last", "site", "start")

    def __init__(self, drafts: Drafts, site: CueSite, last: int) -> None:
        self.drafts: Drafts = drafts
        self.site: CueSite = site
        self.last: int = last
        self.start, self.end = drafts.document.sentence(site.first)
        before = site.first - 1
        self.before: int = before - (drafts.low[before] in _STRESS and before > self.start)
        self.comma: bool = drafts.low[self.before] == ","

    def _outside(self, i: int, *words: str) -> bool:
        """Whether token `i` is one of these words, and not within marks."""
        return self.drafts.low[i] in words and self.drafts.tokens.block_of[i] < 0

    def _is_clause(self, first: int, end: int) -> bool:
        return any(self.drafts.tokens.is_finite(i) for i in range(first, end))

    def of_words(self) -> bool:
        """Whether it says whose words the marks hold: une « fin de règne », selon la formule de la maire."""
        return any(word in _WORDS for word in self.site.lemma.split())

    def after_another(self, block: Block) -> bool:
        """Whether another source, or the verb that calls it so, tells what stands before the marks.

        400 voix, selon la mairie, et « plus de mille », selon le club; un lac « sacré » aux yeux de la tribu.
        """
        if self.site.lemma == "aux yeux de" and not self.comma:
            return True
        return any(last < block.first for _, last in self._alike(self.start, block.first)) and self.comma

    # ---- une étude selon laquelle le lac baisse

    def end_of_relative(self) -> int:
        """The last token of a relative clause: before the comma that a verb follows."""
        ends = (k - 1 for k in range(self.site.opens, self.end - 1) if self._ends_relative(k))
        return next(ends, self._end_before_main_verb())

    def _end_before_main_verb(self) -> int:
        """The last token before the second verb, if nothing that needs one stands between: *…fermerait est fausse*."""
        tokens, seen = self.drafts.tokens, False
        for k in range(self.site.opens, self.end):
            low = tokens.low[k]
            if seen and (low in _NEEDS_VERB or low in tokens.subject_clitic or low in _DASHES):
                break
            if tokens.is_finite(k) and low != "été":
                if seen and tokens.low[k - 1] not in tokens.be | tokens.have:
                    return k - 1
                seen = True
        return self.end - 1

    def _ends_relative(self, k: int) -> bool:
        resumed = self.drafts.tokens.is_finite(k + 1) or any(m in self.drafts.site_at for m in (k + 1, k + 2))
        return self._outside(k, ")") or resumed and self._outside(k, ",")

    # ---- selon la maire, le pont fermera

    def leads(self) -> bool:
        """Whether it begins its sentence or clause."""
        tokens = self.drafts.tokens
        colons = (k + 1 for k in range(self.start, self.site.first) if self._outside(k, ":", ";"))
        dateline = after_dateline(self.drafts, self.start, self.site.first + 1)
        led_to = any(
            tokens.word[i].is_word and tokens.low[i] not in tokens.linking and not tokens.is_adverb(i)
            for i in range(max(colons, default=dateline), self.site.first)
        )
        if led_to and self.comma and self._is_parallel():
            return True
        return not led_to or tokens.low[self.before - self.comma] in _HINGES

    def _is_parallel(self) -> bool:
        """Whether it stands beside another of its words, and marks follow both: pour X, « … », pour Y, « … »."""
        same = any(self._alike(self.start, self.site.first))
        return same and self.last + 2 in self.drafts.document.block_at and self.drafts.low[self.last + 1] == ","

    def _alike(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each other phrase of its words in ``first..end`` begins, and its last token."""
        for s in between(self.drafts.sites, first, end):
            if s.kind is CueKind.SOURCE and s.lemma == self.site.lemma and s.phrase is not None:
                yield s.first, s.phrase.last

    def _end_before_next(self) -> int:
        """The token that the clause after it ends before: the comma or semicolon of the next such phrase."""
        for first, last in self._alike(self.last + 1, self.end):
            block = last + 2 in self.drafts.document.block_at
            if self._outside(first - 1, ";") or block and self._outside(first - 1, ",", "et", "mais"):
                return first - 1
        return self.end

    def clause_after(self) -> tuple[int, int]:
        """The clause after it, without what the narrator says of it or of the source."""
        j, end = self._past_dashes(), self._end_before_next()
        blocks = [i for i in range(j, min(end, j + 12)) if i in self.drafts.document.block_at]
        comma = self._comma(j, end)
        first = j if comma < 0 else comma + 1
        if blocks and (comma < 0 or blocks[0] < first):
            first = blocks[0]
        elif comma >= 0:
            first = self._past_asides(first, end)
        comments = (k - 1 for k in range(first + 3, end) if self._is_comment(k) or self._is_told_again(k))
        return first, next(comments, end - 1)

    def _comma(self, first: int, end: int) -> int:
        """The first comma outside marks in ``first..end``, not too far, or -1."""
        return next((i for i in range(first, min(end, first + _ASIDE)) if self._outside(i, ",")), -1)

    def _past_dashes(self) -> int:
        """The token after it and an aside between dashes: selon l'ONG – dont le siège est à Dax –, le lac baisse."""
        low, j = self.drafts.low, self.last + 1
        if low[j] not in _DASHES:
            return j
        closing = (i for i in range(j + 2, min(self.end - 1, j + _ASIDE)) if self._outside(i, *_DASHES))
        return next(closing, j - 1) + 1

    def _past_asides(self, first: int, end: int) -> int:
        """Where the clause begins past what is said of the source between commas.

        Selon Omar Sall, 42 ans, venu de Dax, le lac baisse; pour Luc Morin, qui a dirigé le port, tout est dit.
        """
        relative = self._opens_relative(first)
        comma = self._comma(self._verb_after(first) if relative else first + 1, end)
        if comma < 0 or relative and not self._is_clause(comma + 1, end):
            return first
        if not relative and (self._is_clause(first, comma) or not self._is_apposed(first, comma)):
            return first
        return self._past_asides(comma + 1, end)

    def _opens_relative(self, i: int) -> bool:
        """Whether a relative clause begins at token `i`: qui, et qui, avec qui."""
        low = self.drafts.low
        i += low[i] in ("et", "mais") or low[i] in self.drafts.tokens.prep and low[i + 1] in _RELATIVES
        return low[i] in _RELATIVES

    def _verb_after(self, first: int) -> int:
        """The first finite verb from a token on."""
        return next((i for i in range(first, self.end) if self.drafts.tokens.is_finite(i)), first)

    def _is_apposed(self, first: int, comma: int) -> bool:
        """Whether the tokens before a comma tell of the source, with a subject behind the comma."""
        tokens, phrase = self.drafts.tokens, self.site.phrase
        if phrase is None or phrase.pronoun or not self._opens_clause(comma + 1):
            return False
        if tokens.traits[first].det and not tokens.low[first].isdigit():
            return self._singles_out(first) and not self._goes_on_as_list(comma + 1)
        aged = tokens.low[first].isdigit() and tokens.low[first + 1] == "ans"
        participle = tokens.verb_form[first] == "Part" or tokens.low[first].rstrip("es").endswith("é")
        return aged or participle or tokens.pos[first] == "ADJ"

    def _singles_out(self, i: int) -> bool:
        """Whether a noun phrase at token `i` says which of several: une des figures, la seule, un habitant du port."""
        tokens = self.drafts.tokens
        i += tokens.low[i] == "l'"
        if tokens.low[i] in ("un", "une"):
            return tokens.low[i + 1] in tokens.of or tokens.noun_kind(i + 1)[0] in ("person", "unknown")
        return tokens.low[i + 1] in _SINGLED

    def _goes_on_as_list(self, i: int) -> bool:
        """Whether what stands at token `i` is no subject by itself: of a list, a name, said of what stands before."""
        tokens, low = self.drafts.tokens, self.drafts.low[i]
        subject = tokens.traits[i].det or low in tokens.subject_clitic or i in tokens.document.block_at
        return not subject or low in _COUNTED

    def _opens_clause(self, i: int) -> bool:
        """Whether a subject, marks or another aside can begin at token `i`."""
        its, tokens = self.drafts.tokens.traits[i], self.drafts.tokens
        subject = its.det or tokens.is_name(i) or tokens.low[i] in tokens.subject_clitic or its.indefinite
        return subject or i in tokens.document.block_at or tokens.pos[i] in ("ADJ", "VERB", "NUM")

    def _is_told_again(self, k: int) -> bool:
        """Whether an incise or a colon before marks ends the clause: selon elle, le bac « coule », a-t-elle dit."""
        site = self.drafts.site_at.get(k + 1)
        if site is not None and self._outside(k, ","):
            named = site.phrase is not None and not site.phrase.pronoun
            return site.kind is CueKind.INCISE or site.kind is CueKind.SOURCE and named
        return self._outside(k, ":") and k + 1 in self.drafts.document.block_at

    def _is_comment(self, k: int) -> bool:
        return self._outside(k, ",") and _COMMENT.fits(self.drafts.tokens, k, k, self.end)

    # ---- le pont fermera, selon la maire; le pont, selon la maire, fermera; un pont selon elle « fermé »

    def block_before(self) -> Block | None:
        """The block that ends before it."""
        ending = self.drafts.document.block_ending
        return ending.get(self.before) or (ending.get(self.before - 1) if self.comma else None)

    def draft_around(self) -> None:
        """Draft the marked words beside it, or the clause before it with what goes on after it."""
        block = self._block_after()
        if block is None and self._told_otherwise():
            return
        left = self._begin(), self.before - self.comma
        clause = self._is_clause(left[0], self.before)
        if block is not None and (clause or not self.comma):
            passage = self.drafts.marked(block, Kind.MIXED)
        else:
            right = self._right_side(block, clause=clause)
            passage = self.drafts.passage(*left) if right is None else self.drafts.around(left, right)
        self.drafts.add(passage, Rule.SOURCE, self.site)

    def _told_otherwise(self) -> bool:
        """Whether a verb reports the marked words before a pronoun.

        Elle dénonce une « dérive », due selon elle au froid.
        """
        phrase, drafts = self.site.phrase, self.drafts
        if phrase is None or not phrase.pronoun or drafts.low[phrase.head] not in _THEM:
            return False
        return any(
            site.group is not None
            and site.kind is CueKind.FRAGMENT
            and "x" in site.group.verb.constructions
            and any(drafts.document.blocks_between(site.last, self.before))
            for site in between(drafts.sites, self.start, self.site.first)
        )

    def _begin(self) -> int:
        """Where the clause begins that it covers."""
        begin = after_last_incise(self.drafts, self.start, self.site.first)
        if not self.comma:
            starts = (i + 1 for i in range(begin, self.before) if self._outside(i, *_CLAUSE_START))
            begin = max(starts, default=begin)
            begin = max(begin, self._after_other())
        if begin == self.start:
            low = self.drafts.low
            own = (i + 1 + (low[i + 1] == "où") for i in range(begin, self.before - 3) if self._opens_own_clause(i))
            begin = max(own, default=begin)
        return begin

    def _after_other(self) -> int:
        """The token after another of its words and the comma behind that: 400 selon la police, 1 200 selon le club."""
        ends = (
            last + 2
            for _, last in self._alike(self.start, self.site.first)
            if self._outside(last + 1, ",") and last + 2 < self.site.first
        )
        return max(ends, default=self.start)

    def _opens_own_clause(self, i: int) -> bool:
        """Whether the comma at token `i` opens the clause that alone it covers.

        …, qui sont mille cent, selon la police.
        """
        low = self.drafts.low
        return self._outside(i, ",") and low[i + 1] in ("qui", "où") and "," not in low[i + 2 : self.before]

    def _block_after(self) -> Block | None:
        """The block beside it, or after its comma: un pont selon elle « fermé », marquant, selon elle, « la fin »."""
        if self.comma:
            block = block_after(self.drafts, self._past_apposition(), self.end)
            if block is not None or self.drafts.low[self.last + 1] != ",":
                return block
        k = self.last + 1 + self.comma
        k += self.drafts.low[k] in _BEFORE_MARKS
        return self.drafts.document.block_at.get(k) if k < self.end else None

    def _goes_on(self) -> bool:
        """Whether a complement of the clause follows: le lac a baissé, selon la régie, de deux mètres."""
        low = self.drafts.low[self.last + 2]
        pronoun = self.site.phrase is not None and self.site.phrase.pronoun
        return (
            low in _COMPLEMENTS
            or pronoun
            and (low in self.drafts.tokens.prep or self.drafts.tokens.is_adverb(self.last + 2))
        )

    def _is_cut_short(self) -> bool:
        """Whether a verb right before it still waits for what follows: les élus ont, selon elle, menti.

        Ils ont adressé, selon elle, plusieurs lettres; ils pouvaient, selon elle, partir.
        """
        tokens, verb, k = self.drafts.tokens, self.before - 1, self._behind() + 1
        its = tokens.traits[k]
        if tokens.low[verb] in tokens.be or tokens.low[verb] in tokens.have or tokens.low[verb] == "été":
            return not self._is_clause(k, min(self.end, k + 2))
        if tokens.pos[verb] not in ("VERB", "AUX") or tokens.low[verb - 1] in tokens.be:
            return False
        after = k
        while tokens.low[after] in tokens.clitic:
            after += 1
        if tokens.verb_form[after] == "Inf" or tokens.low[k] in tokens.that:
            return True
        return its.det and tokens.low[k] not in tokens.contracted and not self._is_clause(k, self.end)

    def _behind(self) -> int:
        """The comma behind it and a relative clause that tells of the source; its last token if there is none."""
        low = self.drafts.low
        if low[self.last + 1] == ",":
            return self.last + 1
        if low[self.last + 1] not in _RELATIVES:
            return self.last
        comma = self._comma(self._verb_after(self.last + 1), self.end)
        return comma if comma >= 0 else self.last

    def _past_apposition(self) -> int:
        """The last token of an apposition that a comma and a block follow; its own last token when there is none."""
        tokens = self.drafts.tokens
        stops = (
            k
            for k in range(self.last + 2, min(self.end, self.last + 14))
            if tokens.low[k] == "," or tokens.block_of[k] >= 0 or tokens.is_finite(k)
        )
        k = next(stops, self.last)
        return k - 1 if tokens.low[k] == "," and k + 1 in tokens.document.block_at else self.last

    def _right_side(self, block: Block | None, *, clause: bool) -> tuple[int, int] | None:
        """The rest of the sentence, where it goes on with what is before the phrase, and no other source follows."""
        if any(self._alike(self.last + 1, self.end)):
            return None
        if (further := behind_colon(self.drafts, self.last)) is not None:
            return further
        if not self.comma:
            goes_on = self.last + 1 < self.end and self.drafts.low[self.last + 1] not in _AFTER
            return (self.last + 1, self.end - 1) if goes_on else None
        right = (block.first, self.end - 1) if block is not None else None
        behind = self._behind()
        if right is None and self.drafts.low[behind] == "," and self._is_cut_short():
            told = (k for k in range(behind + 2, self.end - 1) if self._is_told_again(k) or self._is_comment(k))
            return behind + 1, next(told, self.end) - 1
        if right is None and self._goes_on():
            return right_side(self.drafts, behind - 1)
        if right is None and not clause:
            right = right_side(self.drafts, behind - 1)
        return right if right is not None and self._is_clause(right[0], right[1] + 1) else None
