"""The blocks that no construction has taken up: fragments, utterances on their own, nobody's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.dialogue import lead_before
from quoteattr.grammar import VerbGroup, called_in, can_speak, noun_phrase, people_in
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Draft, Drafts, Passage
from quoteattr.quotations.scorer import is_somebodys
from quoteattr.reading import Block
from quoteattr.result import CueKind, Kind

__all__ = ["draft_open_marks", "open_blocks", "share_taken"]

_ASKS: Final = frozenset({"interroger", "questionner", "interpeller"})
"""Verbs whose passive says nothing: *interrogé par la juge, il a « tout nié »*, *interpellés « pour rien »*."""
_CLAUSE_ONLY: Final = frozenset({"cacher", "maintenir"})
"""Verbs that report a clause, and with an object say what is done: *maintient un dispositif « offensif »*."""
_BESIDE: Final = 6
"""How many tokens may stand between *parler* and its *de*: *parlant à son égard d'« abus »*."""
_QUOTED: Final = 3
"""Words between marks that may stand in a signature: *une élue des « Mauves »*."""
_USUAL: Final = 0.6
"""The share of blocks that the passes take up in the press."""
_ADDED: Final = 4
"""Blocks of that share that are added to those of a document."""
_HEADING: Final = 20
"""Tokens of a line that says whose words follow, at most."""
_CLOSING: Final = frozenset({".", "!", "?", "…", ",", ";"})
_RELATIVE: Final = frozenset({"qui", "dont", "où", "que", "qu'"})


def open_blocks(drafts: Drafts) -> Iterator[tuple[Block, CueSite | None, bool]]:
    """Yield the blocks that no pass has taken up.

    Each with the reporting verb before it, and whether it is a sentence of its own.
    """
    for block in drafts.document.blocks:
        if block.index not in drafts.claimed and drafts.tokens.block_of[block.first] < 0:
            start, end = drafts.document.sentence(block.first)
            yield block, _governor(drafts, block), drafts.whole(start, end - 1) is block


def share_taken(drafts: Drafts) -> float:
    """The share of the document's blocks that the passes have taken up: many where marks hold what is said.

    A document of few blocks tells little, so some that are as usual are added; of a part of a text, those before count.
    """
    taken, blocks = len(drafts.claimed), len(drafts.document.blocks)
    if drafts.elsewhere is not None:
        drafts.elsewhere.taken = taken = taken + drafts.elsewhere.taken
        drafts.elsewhere.blocks = blocks = blocks + drafts.elsewhere.blocks
    return (taken + _USUAL * _ADDED) / (blocks + _ADDED)


def draft_open_marks(drafts: Drafts) -> None:
    """Settle the blocks that are left.

    Fragments of the verb before them, utterances on their own, or nobody's words.
    """
    fragments: dict[int, list[Block]] = {}
    taken = share_taken(drafts)
    for block, site, alone in list(open_blocks(drafts)):
        start, _ = drafts.document.sentence(block.first)
        signature = _signature(drafts, block) or _heading(drafts, block) if start == block.first else None
        if alone and _goes_on(drafts, block, start):
            continue
        if signature is not None:
            drafts.add(drafts.marked(block), Rule.SIGNATURE, label=signature)
        elif not is_somebodys(drafts.tokens, block, site, drafts.counts[drafts.key(block)], alone=alone, taken=taken):
            continue
        elif site is not None:
            fragments.setdefault(site.first, []).append(block)
        elif alone:
            lead = lead_before(drafts.tokens, drafts.sites, block.first) if drafts.tale else None
            drafts.add(drafts.marked(block), Rule.ALONE, lead=lead)
        else:
            drafts.add(drafts.marked(block, Kind.MIXED), Rule.FREE)
    for first, blocks in fragments.items():
        content = tuple(part for block in blocks for part in drafts.block_content(block))
        passage = Passage(Kind.MIXED, content, [block.index for block in blocks], blocks[0].first)
        drafts.add(passage, Rule.FRAGMENT, drafts.site_at[first].of_kind(CueKind.FRAGMENT))


def _governor(drafts: Drafts, block: Block) -> CueSite | None:
    """The last reporting verb before a block in its sentence: *dénonce « un scandale »*.

    One with no agent after *par* only if there is no other: dénonce un crime expliqué comme « une fatalité ».
    """
    start, _ = drafts.document.sentence(block.first)
    sites = between(drafts.sites, start, block.first)
    # « Oui », dit le juge, et Zoé Lam « le savait »: nothing before the incise leads past it
    incise = max(
        (s.first for s in sites if s.kind is CueKind.INCISE and drafts.tokens.block_of[s.first] < 0), default=start
    )
    found = [
        site
        for site in sites
        if site.first >= incise
        and _governs(drafts, site)
        and not _is_cut_off(drafts, site, block)
        and not (site.kind is CueKind.INFINITIVE and block.first < site.opens)  # invite les « Mauves » à venir
    ]
    told = [site for site in found if not _leaves_open_whose(drafts, site)]
    return next(reversed(told or found), None)


def _is_cut_off(drafts: Drafts, site: CueSite, block: Block) -> bool:
    """Whether a colon parts a passive from a block: une marche est prévue : celle des « bonnets bleus »."""
    cut = site.group is not None and site.group.passive and ":" in drafts.low[site.last : block.first - 1]
    return cut and _leaves_open_whose(drafts, site)


def _governs(drafts: Drafts, site: CueSite) -> bool:
    return (
        site.group is not None
        and site.kind is not CueKind.INCISE
        and drafts.tokens.block_of[site.first] < 0
        and _takes_object(site.group)
        and not (site.group.passive and site.group.verb.bare in _ASKS)
        and (site.kind is not CueKind.FRAGMENT or site.group.verb.bare not in _CLAUSE_ONLY)
        and (site.group.verb.bare not in ("parler", "voir") or _speaks_of(drafts, site.group))
        and not (site.group.verb.bare == "appeler" and _is_of_all(drafts, site.group))
    )


def _speaks_of(drafts: Drafts, group: VerbGroup) -> bool:
    """Whether somebody speaks of something: parle d'un « gâchis »; not *parle français*, *on parle de « paix »*."""
    low, tokens = drafts.low, drafts.tokens
    if "on" in low[max(0, group.first - 1) : group.first + 1] or group.mood == "infinitive":
        return False
    near = range(group.after, group.after + _BESIDE)
    return group.verb.bare == "voir" or any(low[k] in tokens.of for k in near)


def _takes_object(group: VerbGroup) -> bool:
    """Whether a verb may have words between marks as its object; of several words, only one that is said to."""
    takes = group.verb.constructions
    return "x" in takes or "q" in takes and (" " not in group.verb.bare or "i" in takes)


def _is_of_all(drafts: Drafts, group: VerbGroup) -> bool:
    """Whether everybody says so, and so nobody: ce que l'on appelle « la double peine »."""
    return "on" in drafts.low[max(0, group.first - 1) : group.first + 1] and group.mood in ("compound", "finite")


def _leaves_open_whose(drafts: Drafts, site: CueSite) -> bool:
    group = site.group
    passive = group is not None and group.mood == "participle" and group.passive
    return passive and not any(
        drafts.low[k] == "par" and k + 1 not in drafts.document.block_at for k in range(site.last + 1, site.last + 13)
    )


def _goes_on(drafts: Drafts, block: Block, start: int) -> bool:
    """Append a sentence between marks to the quotation before it when only the attribution stands between.

    Dit-elle. « Demain ».
    """
    if block.words < 2 or not start or drafts.document.paragraph(start - 1) != drafts.document.paragraph(start):
        return False
    begin, _ = drafts.document.sentence(start - 1)
    for site in between(drafts.sites, begin, start):
        for draft in drafts.drafts_of.get(site.first, ()):
            if _ends_with_incise(drafts, draft, start) and not _speaks_to(drafts, block, draft):
                drafts.go_on(draft, block)
                return True
    return False


def _speaks_to(drafts: Drafts, block: Block, draft: Draft) -> bool:
    """Whether a block calls by name who spoke before it: « Et le pont ? », dit Léa Faure. « Là, madame Faure. »."""
    phrase = draft.site.phrase if draft.site is not None else None
    if phrase is None or phrase.name is None:
        return False
    first, last = block.inner
    own = drafts.low[phrase.name[0] : phrase.name[1] + 1]
    names = {k for k in range(first, last + 1) if drafts.low[k] in own and drafts.tokens.is_name(k)}
    return any(called_in(drafts.tokens, first, last + 1, names))


def _ends_with_incise(drafts: Drafts, draft: Draft, end: int) -> bool:
    """Whether the incise of a quotation stands after it, and no other clause between that and token `end`.

    A relative clause is none: *« Je pars », dit Léa, qui vit à Dax. « Demain. »*.
    """
    site = draft.site
    if site is None or site.kind is not CueKind.INCISE or site.phrase is None:
        return False
    tokens = drafts.tokens
    after = range(site.phrase.last + 1, end)
    verb = next((i for i in after if tokens.is_finite(i) and tokens.block_of[i] < 0), end)
    relative = any(low in _RELATIVE for low in tokens.low[after.start : verb])
    return draft.content[-1][1] <= drafts.document.starts[site.first] and (verb == end or relative)


def _signature(drafts: Drafts, block: Block) -> tuple[int, int] | None:
    """The words after a quotation that stands alone in its paragraph, where they name who said it.

    « Le pont est sûr. » / Omar Sall, ingénieur.
    """
    line = _line_after(drafts, block)
    if line is None:
        return None
    first, end = line
    while end > first and drafts.low[end - 1] in (")", "."):
        end -= 1
    return (first, end - 1) if _names_somebody(drafts, first, end) else None


def _heading(drafts: Drafts, block: Block) -> tuple[int, int] | None:
    """Whoever the line above names whose words fill the paragraph: Réponse de M. Sall / « Le port tiendra. »."""
    k = drafts.document.paragraph(block.first)
    if not k or drafts.document.paragraphs[k][0] != block.first or drafts.document.paragraphs[k][1] > block.last + 2:
        return None
    tokens, (first, end) = drafts.tokens, drafts.document.paragraphs[k - 1]
    if end - first > _HEADING or tokens.low[end - 1] in _CLOSING or any(map(tokens.is_finite, range(first, end))):
        return None
    for i in range(first, end - 1):
        written = tokens.low[i] in tokens.lexicon.frames or tokens.noun_kind(i)[0] == "document"
        if written and tokens.low[i + 1] in tokens.of:
            phrase = noun_phrase(tokens, i + 1 + (tokens.low[i + 1] in ("de", "d'")), end)
            return (phrase.first, phrase.last) if phrase is not None and can_speak(tokens, phrase) else None
    return None


def _line_after(drafts: Drafts, block: Block) -> tuple[int, int] | None:
    """The token range of what follows a block in its paragraph after a dash or bracket, or else the next paragraph."""
    k = drafts.document.paragraph(block.first)
    first, end = drafts.document.paragraphs[k]
    after = block.last + 1
    dashed = after < end and drafts.low[after] in ("—", "-", "–", "(")
    if after + dashed < end:
        return (after + 1, end) if dashed else None
    if first != block.first or k + 1 == len(drafts.document.paragraphs):
        return None
    first, end = drafts.document.paragraphs[k + 1]
    _, stop = drafts.document.sentence(first)  # Awa Diop, directrice du port, à Lyon. Le maire a souri.
    named = stop < end and bool(people_in(drafts.tokens, first, first + 1))
    return first + (end - first > 1 and drafts.low[first] in ("—", "-", "–")), stop if named else end


def _names_somebody(drafts: Drafts, first: int, end: int) -> bool:
    """Whether a line is only a name or a function."""
    tokens = drafts.tokens
    if end - first > 18 or first in drafts.document.block_at or tokens.low[end - 1] in ("!", "?", ":"):
        return False
    block_at = drafts.document.block_at
    if any(i in block_at and block_at[i].words > _QUOTED or tokens.is_finite(i) for i in range(first, end)):
        return False
    phrase = noun_phrase(tokens, first, end, bare=True)
    return phrase is not None and (
        phrase.name is not None or tokens.nouns.get(tokens.low[phrase.head], ("",))[0] in ("person", "group")
    )
