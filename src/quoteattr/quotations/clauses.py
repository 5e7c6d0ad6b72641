"""What a *que* clause, an infinitive or a source phrase attributes, and where it ends."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import noun_phrase
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts
from quoteattr.result import CueKind

__all__ = ["draft_clause"]

_NARRATOR: Final = (
    "ce qui",
    "ce que",
    "ce qu'",
    "au moment où",
    "et parce",
    "alors que",
    "tandis que",
    "une information",
    "un chiffre",
    "soit ",
    "lors ",
    "après avoir",
    "avant d'",
    "avant de",
    "à l'issue",
    "sans ",
    "contre ",
)
"""How the narrator takes over after a comma: a dit que la gare fermera, ce qui a surpris la ville."""


def draft_clause(drafts: Drafts, site: CueSite) -> None:
    """Draft what a *que* clause or an infinitive reports: Elle a dit que le pont fermerait."""
    group = site.group
    if group is None:
        return
    if drafts.tokens.block_of[group.first] >= 0:
        return
    last = _clause_end(drafts, site)
    if last < site.opens:
        return
    drafts.add_stretch(site.opens, last, Rule.QUE if site.kind is CueKind.CLAUSE else Rule.INFINITIVE, site)


def _clause_end(drafts: Drafts, site: CueSite) -> int:
    _, end = drafts.document.sentence(site.opens)
    j = site.opens
    while j < end:
        block = drafts.document.block_at.get(j)
        if block is not None and block.last < end:
            j = block.last + 1
            continue
        if j > site.opens and _cuts(drafts, site, j, end):
            return j - 1
        j += 1
    return end - 1


def _cuts(drafts: Drafts, site: CueSite, j: int, end: int) -> bool:
    low = drafts.low[j]
    if low == ";":
        return True
    previous = drafts.document.block_ending.get(j - 1)
    if low == "," and previous is not None and previous.first <= site.opens and previous.words >= 4:
        return True  # estime que « le temps est venu », après un mois de grève
    if (
        low in ("tandis", "alors", "après")
        and previous is not None
        and previous.first <= site.opens
        and previous.words >= 4
    ):
        return True
    if low == "," and drafts.words(j + 1, end).startswith(_NARRATOR):
        return True
    if (
        low == ","
        and site.kind is CueKind.INFINITIVE
        and drafts.low[j + 1].endswith("ant")
        and drafts.tokens.pos[j + 1] == "VERB"
    ):
        return True  # appelle à « marcher » sur la mairie, déclenchant une enquête
    if low == "," and site.kind is CueKind.INFINITIVE and drafts.low[j + 1] == "où":
        return True  # appelle à garnir les quais de Brest, où un défilé est prévu
    if low == "comme" and any(k in drafts.site_at for k in range(j + 1, j + 4)):
        return True
    if low == ":":
        return True
    if low in (",", "et", "mais", "puis") and j + 1 < end:
        k = j + 1
        while k < end and (
            drafts.low[k] in ("tout", "en", "et", "mais", "puis") or drafts.tokens.is_adverb(k) and k + 1 < end
        ):
            after = drafts.site_at.get(k)
            if after is not None:
                break
            k += 1
        following = drafts.site_at.get(k) or drafts.site_at.get(j + 1)
        if following is not None and following.group is not None and site.group is not None:
            mood = following.group.mood
            if following.kind is CueKind.INCISE:
                return True
            if mood == "gerund" and low == ",":
                return True
            head = drafts.tokens.head[following.group.at]
            beside = head == site.group.at or mood == site.group.mood and not site.opens <= head < j
            if mood in ("compound", "finite") and following.first <= j + 3 and beside:
                return True
        if following is not None and following.kind is CueKind.SOURCE and low == ",":
            return True
        if _main_clause_resumes(drafts, site, j, end):
            return True
        if low == "," and drafts.low[j + 1] in ("avant", "sans") and j + 2 < end and drafts.low[j + 2] in ("de", "d'"):
            return True
    return False


def _main_clause_resumes(drafts: Drafts, site: CueSite, j: int, end: int) -> bool:
    """Whether the narrator goes on after token `j`.

    Estimant que tout est dit, la maire est partie / …, mais son voisin soutient que.
    """
    group = site.group
    if group is None:
        return False
    low = drafts.low[j]
    k = j + 1
    if low in ("et", "mais", "puis") or low == "," and drafts.tokens.is_finite(k):
        # qui dit avoir refusé, vit désormais / a dit qu'il dormait et a été conduit
        verb = k
        while verb < end and (drafts.tokens.is_adverb(verb) or drafts.low[verb] in drafts.tokens.clitic):
            verb += 1
        if verb < end and drafts.tokens.is_finite(verb):
            at = verb
            if drafts.tokens.pos[at] == "AUX" and drafts.tokens.head[at] != at:
                at = drafts.tokens.head[at]
            head = drafts.tokens.head[at]
            return head == group.at or low == "," and head < site.first
    if low == "mais" and k < end and drafts.low[k] not in ("que", "qu'", "de", "d'") and _new_subject(drafts, k, end):
        return True  # promet d'entendre les riverains mais beaucoup en doutent
    if low == "," and group.mood == "gerund" and group.first <= drafts.document.sentence(group.first)[0] + 1:
        phrase = noun_phrase(drafts.tokens, k, end) if k < end else None
        if phrase is not None or drafts.low[k] in drafts.tokens.subject_clitic:
            after = phrase.last + 1 if phrase is not None else k + 1
            return any(drafts.tokens.is_finite(m) for m in range(after, min(end, after + 4)))
    if low in (",", "mais"):
        start = k + (drafts.low[k] in ("mais", "tandis", "alors") if k < end else 0)
        phrase = noun_phrase(drafts.tokens, start, end) if start < end else None
        if phrase is not None:
            resumed = drafts.site_at.get(phrase.last + 1) or (
                drafts.site_at.get(phrase.last + 2) if drafts.low[phrase.last + 1 : phrase.last + 2] == [","] else None
            )
            return resumed is not None and resumed.kind is CueKind.CLAUSE
    return False


def _new_subject(drafts: Drafts, k: int, end: int) -> bool:
    """Whether a noun phrase with a verb of its own begins at token `k`."""
    phrase = noun_phrase(drafts.tokens, k, end)
    return (
        phrase is not None
        and not phrase.pronoun
        and any(drafts.tokens.is_finite(m) for m in range(phrase.last + 1, min(end, phrase.last + 4)))
    )
