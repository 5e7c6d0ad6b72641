"""What an incise attributes: the marked block before it, the sentence around it, or both sides of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.dialogue import Aside, lead_before
from quoteattr.grammar import in_adverbial
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts, Passage, trimmed
from quoteattr.quotations.sides import (
    after_last_incise,
    awaits_object,
    behind_colon,
    leaves_open,
    only_links,
    right_side,
)
from quoteattr.reading import Block
from quoteattr.result import CueKind, Kind

__all__ = [
    "after_last_incise",
    "block_after",
    "draft_incise",
    "draft_turns",
    "incise_after_block",
    "is_purpose",
    "right_side",
]

_ENDS_COMPLEMENTS: Final = frozenset({".", ";", ":", "qui", "que", "et"})
"""What cannot stand between an incise and the rest of the quotation."""
_STOPS: Final = frozenset({",", ".", ";", "!", "?", "—", ":", "…"})
"""What ends an incise between marks."""
_CONJUNCTIONS: Final = frozenset({"que", "qu'", "car", "puisque"})
"""What opens the clause that an incise right after it belongs to: le lac est vide parce que, dit-on, la vanne cède."""
_BETWEEN_BLOCKS: Final = frozenset({",", "et", "ou", "mais"})
_NARRATORS_LINKS: Final = frozenset("mais or cependant néanmoins toutefois pourtant".split())
"""Words that set a sentence against the one before."""
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
    both = ahead is not None and drafts.low[last + 1] == ":" and _is_whole(drafts, site)
    if ahead is not None and both and _has_incise(drafts, ahead):
        ahead = None  # Le bac coule, dit la maire : « Il est vieux », ajoute-t-elle
    if block is not None:
        incise_after_block(drafts, site, block, last)
    elif ahead is not None and both:
        # Il s'agit d'une chanson, explique la maire : « Je la fredonne »
        start, _ = drafts.document.sentence(site.first)
        left = after_last_incise(drafts, start, site.first), site.opens - (drafts.low[site.opens] == ",")
        drafts.add(drafts.around(left, (ahead.first, ahead.reaches)), Rule.INCISE, site)
    elif ahead is not None and ahead.words >= 3:
        # À Lyon, a déclaré la maire, « tout reste à faire »
        drafts.add(drafts.marked(ahead), Rule.INCISE, site)
    else:
        drafts.add(_sentence_around(drafts, site, last), Rule.INCISE, site)


def _is_whole(drafts: Drafts, site: CueSite) -> bool:
    """Whether a clause stands before an incise: *À Dax, explique la maire :* has none."""
    start, _ = drafts.document.sentence(site.first)
    return any(drafts.tokens.is_finite(i) for i in range(after_last_incise(drafts, start, site.first), site.opens))


def _has_incise(drafts: Drafts, block: Block) -> bool:
    """Whether an incise stands right after a block."""
    site = drafts.site_at.get(block.last + 2)
    return site is not None and site.kind is CueKind.INCISE


def _sentence_around(drafts: Drafts, site: CueSite, last: int) -> Passage:
    """The clause before an incise; both sides of one within a clause: Le pont, a dit la maire, fermera."""
    start, _ = drafts.document.sentence(site.first)
    left = after_last_incise(drafts, start, site.first), site.opens - (drafts.low[site.opens] == ",")
    right = right_side(drafts, last)
    further = behind_colon(drafts, last)
    if further is not None:
        return drafts.around(left, further)
    if right is not None:
        if only_links(drafts, *left):
            return drafts.passage(*right)
        if drafts.low[left[1]] in _CONJUNCTIONS:
            return drafts.passage(*right)
        whole = any(drafts.tokens.is_finite(i) for i in range(left[0], site.opens))
        whole = whole and not awaits_object(drafts, left, right)
        if not whole or leaves_open(drafts, left[0], site.opens, right[0], right[1] + 1):
            return drafts.around(left, right)
    return drafts.passage(*left)


def incise_after_block(drafts: Drafts, site: CueSite, block: Block, last: int) -> None:
    """Attribute the block before an incise, with what stands before it in the sentence and what goes on after."""
    start = _start_with_block(drafts, block, pronoun=_is_personal(drafts, site))
    run = _run_of_blocks(drafts, start, block)
    led_to = run is None
    apart = drafts.low[block.first - 1] == ":" or _has_paragraphs(drafts, block) or _is_sentence(drafts, start, block)
    if led_to and not apart:
        start = _past_link(drafts, start)
        kind, first = Kind.MIXED, start
        content = drafts.stretch(start, block.reaches)
        blocks = [*drafts.blocks_in(start, block.last), block.index]
    else:
        run = [block] if run is None else run
        kind, first = Kind.DIRECT, run[0].first
        content = tuple(part for b in run for part in drafts.block_content(b))
        blocks = [b.index for b in run]
    following = block_after(drafts, last, drafts.document.sentence(site.first)[1])
    if following is not None and following.index not in drafts.claimed and not _has_its_own(drafts, following):
        content += drafts.block_content(following)
        blocks.append(following.index)
    elif (rest := behind_colon(drafts, last)) is not None:
        further = drafts.passage(*rest)
        content, kind, blocks = content + further.content, Kind.MIXED, [*blocks, *further.blocks]
    drafts.add(Passage(kind, content, blocks, first), Rule.INCISE, site)


def _run_of_blocks(drafts: Drafts, start: int, block: Block) -> list[Block] | None:
    """The blocks from token `start` to a block, where only links and adverbs stand before and between them.

    En revanche, « le bac reste », et surtout « la digue tient », précise la régie.
    """
    tokens, i = drafts.tokens, start
    run: list[Block] = []
    while i < block.first:
        found = drafts.document.block_at.get(i)
        if found is not None:
            apart = drafts.low[found.last + 1] not in _BETWEEN_BLOCKS
            run = [] if apart else [*run, found]  # a heading: « À bout » « Nous partons », dit Léa
            i = found.last
        elif tokens.word[i].is_word and not _is_link(drafts, i, block.first):
            return None
        i += 1
    return [*run, block]


def _is_link(drafts: Drafts, i: int, end: int) -> bool:
    """Whether token `i` is a link or belongs to an adverb that says neither when nor where."""
    tokens = drafts.tokens
    adverb = tokens.is_adverb(i) or in_adverbial(tokens, i, end)
    return drafts.low[i] in tokens.connective or adverb and not tokens.is_time(i)


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
        s.kind in kinds and drafts.tokens.block_of[s.first] < 0 and not is_purpose(drafts, s)
        for s in between(drafts.sites, start, block.first)
    )
    return block.first if reported and block.words >= 3 else start


def is_purpose(drafts: Drafts, site: CueSite) -> bool:
    """Whether a saying is what something is done for: joue en noir pour rappeler que « le port pense aux noyés »."""
    low = drafts.low
    of = low[site.first - 1] in ("de", "d'") and low[site.first - 2] == "afin"
    return site.group is not None and site.group.mood == "infinitive" and (low[site.first - 1] == "pour" or of)


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
    block = drafts.document.block_ending.get(site.opens - (drafts.low[site.opens] == ","))
    if block is not None and _is_named_so(drafts, site, block):
        drafts.add(drafts.marked(block, Kind.MIXED), Rule.AS_SAID, site)
        return
    if site.opens >= start:
        drafts.add(_sentence_around(drafts, site, last), Rule.AS_SAID, site)
        return
    for i in range(last + 1, min(end, last + 25)):
        if drafts.low[i] == "," or i in drafts.document.block_at:
            drafts.add(drafts.passage(i, end - 1), Rule.AS_SAID, site)
            return


def _is_named_so(drafts: Drafts, site: CueSite, block: Block) -> bool:
    """Whether the words before *comme* are all that is said: what something is called, or what another clause reports.

    C'est une « verrue », comme l'appelle la maire; not *le port est « fermé », comme l'a dit la maire*.
    """
    if site.group is not None and not site.group.verb.constructions & {"q", "i"}:
        return True
    return _start_with_block(drafts, block, pronoun=False) == block.first
