"""What an incise attributes: the marked block before it, the sentence around it, or both sides of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.dialogue import Aside, lead_before
from quoteattr.grammar import pattern_set
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts, Passage, trimmed
from quoteattr.reading import Block
from quoteattr.result import CueKind, Kind

__all__ = ["after_last_incise", "block_after", "draft_incise", "draft_turns", "incise_after_block", "right_side"]

_ENDS_COMPLEMENTS: Final = frozenset({".", ";", ":", "qui", "que", "et"})
"""What cannot stand between an incise and the rest of the quotation."""
_STOPS: Final = frozenset({",", ".", ";", "!", "?", "—", ":", "…"})
"""What ends an incise between marks."""
_SUBORDINATE_OPENS: Final = pattern_set("subordinate opens")
_RELATIVE: Final = frozenset({"qui", "que", "qu'", "dont", "où"})
_BETWEEN_BLOCKS: Final = frozenset({",", "et", "ou", "mais"})
_STROKES: Final = frozenset({"|", "-", "–", "—"})
_LABEL: Final = 4
"""Words in capitals of a dateline."""
_NARRATORS_LINKS: Final = frozenset("mais or cependant néanmoins toutefois pourtant".split())
"""Words that set a sentence against the one before."""
_TAIL: Final = 8
"""Tokens that may stand between a source and the comma behind it: selon huit marins sur dix (78 %), le bac coule."""
_SENTENCE: Final = 4
"""Words of a block that may be a sentence of its own."""
_WHOLE: Final = 12
"""Words of a block of several paragraphs that is a quotation of its own, whatever leads to it."""


def draft_turns(drafts: Drafts, asides: Sequence[Aside]) -> None:
    """Draft each turn of dialogue, with its first aside as its cue, or with what leads to it."""
    first: dict[int, Aside] = {}
    for aside in reversed(asides):
        first[aside.block] = aside
        drafts.turn_sites.add(aside.first)
    last: Aside | None = None
    k = 0
    for block in drafts.document.blocks:
        if not block.is_turn:
            continue
        while k < len(asides) and asides[k].first < block.first:
            last = asides[k]
            k += 1
        lead = lead_before(drafts.tokens, drafts.sites, block.first, last)
        aside_of = first.get(block.index)
        site = aside_of.site if aside_of is not None else _after_turn(drafts, block)
        rule = Rule.TURN if site is None else Rule.TURN_INCISE
        if site is None and lead is not None and lead.site is not None:
            site, rule = lead.site, Rule.COLON
        drafts.add(drafts.marked(block), rule, site, lead=lead)


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
    group, phrase = site.group, site.phrase
    if group is None or phrase is None or site.first in drafts.turn_sites:
        return
    last = max(phrase.last, group.last)
    inside = drafts.tokens.block_of[group.first]
    if inside >= 0 and drafts.low[site.first - 1] == "comme":
        return  # « On a, comme dit Zoé, le temps »: who speaks cites her
    if inside >= 0:
        _incise_inside(drafts, site, drafts.document.blocks[inside], last)
    elif drafts.low[site.first - 1] == "comme":
        _as_said(drafts, site, last)
    elif group.inverted is None or not _says_itself(drafts, site):
        drafts.incise_ends[site.first] = last
        _incise_beside(drafts, site, last)


def _incise_beside(drafts: Drafts, site: CueSite, last: int) -> None:
    ending = drafts.document.block_ending
    block = ending.get(site.opens) or ending.get(site.opens - 1)
    ahead = drafts.document.block_at.get(last + 2) if drafts.low[last + 1] in (",", ":") else None
    if block is not None:
        incise_after_block(drafts, site, block, last)
    elif ahead is not None and ahead.words >= 3:
        # À Lyon, a déclaré la maire, « tout reste à faire »
        drafts.add(drafts.marked(ahead), Rule.INCISE, site)
    else:
        drafts.add(_sentence_around(drafts, site, last), Rule.INCISE, site)


def _sentence_around(drafts: Drafts, site: CueSite, last: int) -> Passage:
    """The clause before an incise; both sides of one within a clause: Le pont, a dit la maire, fermera."""
    start, _ = drafts.document.sentence(site.first)
    left = after_last_incise(drafts, start, site.first), site.opens - (drafts.low[site.opens] == ",")
    right = right_side(drafts, last)
    if right is not None:
        if _only_links(drafts, *left):
            return drafts.passage(*right)
        whole = any(drafts.tokens.is_finite(i) for i in range(left[0], site.opens))
        if not whole or leaves_open(drafts, left[0], site.opens, right[0], right[1] + 1):
            return drafts.around(left, right)
    return drafts.passage(*left)


def _only_links(drafts: Drafts, first: int, end: int) -> bool:
    """Whether what stands before an incise is a link to the sentence before: Or, note la maire, le lac baisse."""
    return all(drafts.low[i] in drafts.tokens.linking for i in range(first, end) if drafts.tokens.word[i].is_word)


def leaves_open(drafts: Drafts, first: int, end: int, resumed: int, limit: int) -> bool:
    """Whether what stands before an incise is no clause yet, and what follows it completes one.

    Si la digue cède, prévient la maire, trois rues seront noyées; ceux qui restent, dit-elle, auront froid.
    """
    tokens, low = drafts.tokens, drafts.low
    while first < end and low[first] in tokens.connective and not _SUBORDINATE_OPENS.fits(tokens, first, first, end):
        first += 1
    if low[first : first + 3] == ["il", "y", "a"]:
        dated = any(tokens.is_time(i) or low[i].removesuffix("s") in tokens.time for i in range(first + 3, end))
        return tokens.traits[first + 3].prep or dated
    finite = [i for i in range(first, end) if tokens.is_finite(i)]
    goes_on = any(tokens.is_finite(i) for i in range(resumed, limit))
    if _SUBORDINATE_OPENS.fits(tokens, first, first, end):
        comma = max((i for i in range(first, end) if low[i] == ","), default=first)
        return goes_on and not any(i > comma > first for i in finite)
    relatives = sum(low[i] in _RELATIVE for i in range(first + 1, end))
    verb = resumed
    while verb < limit and (low[verb] in tokens.clitic or low[verb] == "c'" or tokens.is_adverb(verb)):
        verb += 1
    return relatives >= len(finite) and tokens.is_finite(verb)


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
    return max([start, *ends, *colons, _after_dateline(drafts, start, before), _after_source(drafts, start, before)])


def _after_dateline(drafts: Drafts, start: int, before: int) -> int:
    """The token after a place or label in capitals and its stroke: LORVAL | Le bac a coulé, TRIBUNE - Le port dort."""
    k = start
    while k < min(before, start + _LABEL) and drafts.tokens.word[k].is_word and drafts.tokens.word[k].text.isupper():
        k += 1
    return k + 1 if k > start and drafts.low[k] in _STROKES and k + 1 < before else start


def _after_source(drafts: Drafts, start: int, before: int) -> int:
    """The token after a source phrase that begins the sentence: Selon elle, le bac « coule », a-t-elle insisté."""
    for site in between(drafts.sites, start, min(before, start + 3)):
        if site.kind is CueKind.SOURCE and site.phrase is not None and site.phrase.first > site.first:
            after = range(site.phrase.last + 1, min(before - 1, site.phrase.last + _TAIL))
            comma = next((k for k in after if drafts.low[k] == "," or drafts.tokens.is_finite(k)), -1)
            return comma + 1 if comma >= 0 and drafts.low[comma] == "," else start
    return start


def right_side(drafts: Drafts, i: int) -> tuple[int, int] | None:
    """The rest of a sentence that goes on after an incise in its middle."""
    _, end = drafts.document.sentence(i)
    goes_on = i + 2 < end and drafts.low[i + 1] == "," and drafts.low[i + 2] not in drafts.tokens.simple_relative
    return (i + 2, end - 1) if goes_on else None


def incise_after_block(drafts: Drafts, site: CueSite, block: Block, last: int) -> None:
    """Attribute the block before an incise, with what stands before it in the sentence and what goes on after."""
    start = _start_with_block(drafts, block, pronoun=_is_personal(drafts, site))
    led_to = any(
        drafts.tokens.word[i].is_word and drafts.low[i] not in drafts.tokens.connective
        for i in range(start, block.first)
    )
    apart = drafts.low[block.first - 1] == ":" or _has_paragraphs(drafts, block) or _is_sentence(drafts, start, block)
    if led_to and not apart:
        start = _past_link(drafts, start)
        kind, first = Kind.MIXED, start
        content = drafts.stretch(start, block.last)
        blocks = [*drafts.blocks_in(start, block.last), block.index]
    else:
        kind, first = Kind.DIRECT, block.first
        content = drafts.block_content(block)
        blocks = [block.index]
    following = block_after(drafts, last, drafts.document.sentence(site.first)[1])
    if following is not None and following.index not in drafts.claimed and not _has_its_own(drafts, following):
        content += drafts.block_content(following)
        blocks.append(following.index)
    drafts.add(Passage(kind, content, blocks, first), Rule.INCISE, site)


def _is_personal(drafts: Drafts, site: CueSite) -> bool:
    """Whether a pronoun says who speaks, so that the sentence may be about the same person: not *lit-on*."""
    return (
        site.phrase is not None and site.phrase.pronoun and drafts.low[site.phrase.head] not in ("on", "-on", "-t-on")
    )


def _is_sentence(drafts: Drafts, start: int, block: Block) -> bool:
    """Whether a block is a sentence of its own, whatever stands before it: a capital begins it, which no name needs.

    Les horaires changent « Nous perdrons des clients », craint le boulanger.
    """
    tokens, first = drafts.tokens, block.inner[0]
    beside = drafts.low[block.first - 1] in _BETWEEN_BLOCKS
    if not tokens.word[first].is_title or tokens.is_name(first) or block.words < _SENTENCE or beside:
        return False
    heading = not any(tokens.is_finite(i) for i in range(start, block.first))
    return heading or any(tokens.is_finite(i) for i in range(first, block.inner[1] + 1))


def _past_link(drafts: Drafts, start: int) -> int:
    """The token after the word that links a sentence to the one before, which is the narrator's.

    Mais le quai « reste ouvert », précise la mairie.
    """
    low = drafts.low
    if low[start] not in _NARRATORS_LINKS:
        return start
    return start + 1 + (low[start + 1] == ",")


def _has_its_own(drafts: Drafts, block: Block) -> bool:
    """Whether a source phrase stands right after a block: « Un triomphe » selon X, « un fiasco » selon Y."""
    comma = drafts.low[block.last + 1] == ","
    site = drafts.site_at.get(block.last + 1 + comma)
    return site is not None and site.kind is CueKind.SOURCE and drafts.low[site.first] not in ("pour", "d'", "à")


def _start_with_block(drafts: Drafts, block: Block, *, pronoun: bool) -> int:
    """Where what leads to a block before an incise begins: at the block itself when a clause of its own reports that.

    Elle a dit que le pont était vieux, et « il faut le fermer », a-t-elle ajouté.
    """
    start, _ = drafts.document.sentence(block.first)
    start = after_last_incise(drafts, start, block.first)
    told = pronoun and drafts.tokens.block_of[start] < 0
    kinds = (CueKind.CLAUSE, CueKind.FRAGMENT) if told else (CueKind.CLAUSE,)
    reported = any(
        s.kind in kinds and drafts.tokens.block_of[s.first] < 0 for s in between(drafts.sites, start, block.first)
    )
    return block.first if reported and block.words >= 3 else start


def _has_paragraphs(drafts: Drafts, block: Block) -> bool:
    paragraph = drafts.document.paragraph
    return block.words >= _WHOLE and paragraph(block.first) != paragraph(block.inner[1])


def _says_itself(drafts: Drafts, incise: CueSite) -> bool:
    """Whether the sentence reports with a verb of its own, so that the incise only repeats it.

    La maire juge « énormes » les frais, a-t-elle dit.
    """
    start, _ = drafts.document.sentence(incise.first)
    direct_order = incise.phrase is not None and incise.phrase.first < incise.first
    moods = ("finite", "compound", "gerund") if direct_order else ("finite", "compound")
    for site in between(drafts.sites, start, incise.opens):
        if site.group is not None and site.group.mood in moods and site.kind is CueKind.FRAGMENT:
            return drafts.tokens.block_of[site.first] < 0 and site.last + 1 in drafts.document.block_at
    return False


def block_after(drafts: Drafts, i: int, end: int) -> Block | None:
    """The block that goes on with the quotation after an incise and its complements.

    « Oui », dit-elle à la radio, « demain ».
    """
    at = drafts.document.block_at
    if i + 1 in at and i + 1 < end:
        return at[i + 1]
    for j in range(i + 1, min(end - 1, i + 12)):
        if drafts.low[j] == ",":
            return at.get(j + 1)
        if drafts.tokens.is_finite(j) or drafts.tokens.is_mark(j) or drafts.low[j] in _ENDS_COMPLEMENTS:
            return None
    return None


def _incise_inside(drafts: Drafts, site: CueSite, block: Block, last: int) -> None:
    """Cut an incise out of the block that it stands in: « Je pars, dit-elle, demain »."""
    before = site.opens
    first, inner_last = block.inner
    if before <= first or block.words < 4 or block.index in drafts.claimed:
        return
    document, text = drafts.document, drafts.document.text
    stop = next((i for i in range(last + 1, inner_last + 1) if drafts.low[i] in _STOPS), inner_last)
    cut = document.starts[before] if drafts.low[before] in (",", "—", "-") else document.end(before)
    resumed = document.end(stop)
    pieces = [
        trimmed(text, *piece)
        for start, end in drafts.block_content(block)
        for piece in ((start, min(end, cut)), (max(start, resumed), end))
        if piece[0] < piece[1]
    ]
    content = tuple((start, end) for start, end in pieces if start < end)
    drafts.add(Passage(Kind.DIRECT, content, [block.index], block.first), Rule.INCISE_INSIDE, site)


def _as_said(drafts: Drafts, site: CueSite, last: int) -> None:
    """Comme l'a dit la maire, le pont fermera; le pont, comme l'a dit la maire, fermera."""
    start, end = drafts.document.sentence(site.first)
    if site.opens >= start:
        drafts.add(_sentence_around(drafts, site, last), Rule.AS_SAID, site)
        return
    for i in range(last + 1, min(end, last + 25)):
        if drafts.low[i] == "," or i in drafts.document.block_at:
            drafts.add(drafts.passage(i, end - 1), Rule.AS_SAID, site)
            return
