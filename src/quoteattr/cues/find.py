"""What signals an attribution, and in which construction.

Incise, colon, *que* clause, infinitive, quoted fragment, source phrase.
"""

from __future__ import annotations

from typing import Final

from quoteattr.cues.incise import attribution_in_direct_order, incise
from quoteattr.cues.infinitives import infinitive, marks_ahead
from quoteattr.cues.introductions import holds_marks, que_clause, unsaid
from quoteattr.cues.remarks import subject_of_result
from quoteattr.cues.site import CueSite
from quoteattr.cues.sources import source_sites
from quoteattr.grammar import Tokens, VerbGroup, verb_groups
from quoteattr.result import CueKind

__all__ = ["find_cues"]


def find_cues(tokens: Tokens) -> list[CueSite]:
    """Return every cue of the document in order.

    A verb group with no construction around it is a fragment cue at most.
    """
    sites = []
    groups = verb_groups(tokens)
    starts = {g.first: g for g in groups}
    for group in groups:
        site = _verb_site(tokens, group, starts)
        if site is not None:
            sites.append(site)
    sites = _nearest(tokens, sites)
    sites += source_sites(tokens, sites)
    return sorted(sites, key=lambda s: s.first)


def _nearest(tokens: Tokens, sites: list[CueSite]) -> list[CueSite]:
    """The verbs without those that a nearer one parts from the clause that follows both.

    A réagi en précisant que le pont fermera. A passive tells of who was asked: *a dit, interrogé hier, que*.
    """
    nearest: dict[int, CueSite] = {}
    for site in sites:
        if site.kind is CueKind.CLAUSE and (site.opens not in nearest or not _is_passive(site)):
            nearest[site.opens] = site
    return [
        site
        if site.kind is not CueKind.CLAUSE or nearest[site.opens] is site
        else _open_again(tokens, site, nearest[site.opens])
        for site in sites
    ]


def _is_passive(site: CueSite) -> bool:
    return site.group is not None and site.group.passive


def _open_again(tokens: Tokens, site: CueSite, nearer: CueSite) -> CueSite:
    """The cue without the clause that a nearer verb opens: it may still report an infinitive or words between marks.

    A dit vouloir partir tout en admettant que le bac est vieux: not *a dit craindre que*.
    """
    group = site.group
    if group is None:
        return CueSite(CueKind.FRAGMENT, site.first, site.last, site.lemma, None, None, site.opens)
    apart = group.mood != "participle" and nearer.group is not None and nearer.group.mood != "infinitive"
    opens = _infinitive(tokens, group) if apart else None
    if opens is not None and opens < nearer.first:
        return CueSite(CueKind.INFINITIVE, site.first, site.last, site.lemma, group, None, opens)
    return CueSite(CueKind.FRAGMENT, site.first, site.last, site.lemma, group, None, group.after)


def _verb_site(tokens: Tokens, group: VerbGroup, starts: dict[int, VerbGroup]) -> CueSite | None:
    if (
        group.mood == "infinitive"
        and tokens.low[group.at + 1 : group.at + 2] in (["aussi"], ["également"])
        and group.at <= tokens.document.inner_sentence(group.at)[0] + 1
    ):
        return None  # À lire aussi : « Le port s'éveille »: the title of another article
    beside = incise(tokens, group) or attribution_in_direct_order(tokens, group)
    if beside is not None:
        return beside

    phrase = subject_of_result(tokens, group) if group.verb.bare == "ressortir" else None

    def site(kind: CueKind, opens: int) -> CueSite:
        return CueSite(kind, group.first, group.last, group.verb.lemma, group, phrase, opens)

    takes = group.verb.constructions
    if (group.mood != "participle" or group.passive) and not unsaid(tokens, group):
        opens = que_clause(tokens, group, takes, starts)
        if opens is not None:
            return site(CueKind.CLAUSE, opens)
        opens = _infinitive(tokens, group)
        if opens is not None:
            return site(CueKind.INFINITIVE, opens)
    return site(CueKind.FRAGMENT, group.after)


_URGING: Final = frozenset({"encourager", "engager", "inciter"})
"""Verbs whose infinitive tells what is done, unless marks show somebody's words: *s'engage à « tout revoir »*."""

_PERCEIVING: Final = frozenset("apercevoir déceler deviner discerner distinguer entendre percevoir sentir voir".split())
"""Infinitives that make one with *croire*: what is seen is their object."""


def _infinitive(tokens: Tokens, group: VerbGroup) -> int | None:
    """The first token of an infinitive that the verb governs, and that says what somebody said."""
    bare = group.passive or group.verb.bare == "accuser"
    if bare and not marks_ahead(tokens, group):
        return None  # sont appelés à partir
    opens = infinitive(tokens, group, group.verb.constructions)
    if group.verb.bare == "proposer" and group.reflexive:
        return None  # se propose d'étudier: means to
    if opens is not None and group.verb.bare == "croire" and tokens.low[opens] in _PERCEIVING:
        return None  # croit voir une « révolte »
    if opens is None or group.verb.bare not in _URGING:
        return opens
    told = group.mood in ("finite", "compound") and tokens.low[opens] not in tokens.forms  # encourage à dire que
    return opens if told and holds_marks(tokens, opens, cut_by_comma=True) else None
