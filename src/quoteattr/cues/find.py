"""What signals an attribution, and in which construction.

Incise, colon, *que* clause, infinitive, quoted fragment, source phrase.
"""

from __future__ import annotations

from quoteattr.cues.incise import attribution_in_direct_order, incise
from quoteattr.cues.introductions import infinitive, marks_ahead, que_clause, unsaid
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
    sites = _nearest(sites)
    sites += source_sites(tokens, sites)
    return sorted(sites, key=lambda s: s.first)


def _nearest(sites: list[CueSite]) -> list[CueSite]:
    """The verbs without those that a nearer one parts from the clause that follows both.

    A réagi en précisant que le pont fermera. A passive tells of who was asked: *a dit, interrogé hier, que*.
    """
    nearest: dict[int, CueSite] = {}
    for site in sites:
        if site.kind is CueKind.CLAUSE and (site.opens not in nearest or not _is_passive(site)):
            nearest[site.opens] = site
    return [
        site if site.kind is not CueKind.CLAUSE or nearest[site.opens] is site else _open_again(site) for site in sites
    ]


def _is_passive(site: CueSite) -> bool:
    return site.group is not None and site.group.passive


def _open_again(site: CueSite) -> CueSite:
    """The cue without the clause that another verb opens: it may still report words between marks."""
    after = site.opens if site.group is None else site.group.after
    return CueSite(CueKind.FRAGMENT, site.first, site.last, site.lemma, site.group, None, after)


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
        # sont appelés à partir: somebody's words only if marks show some
        bare = group.passive or group.verb.bare == "accuser"
        opens = None if bare and not marks_ahead(tokens, group) else infinitive(tokens, group, takes)
        if opens is not None:
            return site(CueKind.INFINITIVE, opens)
    return site(CueKind.FRAGMENT, group.after)
