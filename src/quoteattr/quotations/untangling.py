"""What holds of all quotations of a text, made true in one place: no content twice, and contents nest or are apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Content, Draft, trimmed
from quoteattr.reading import Document

__all__ = ["untangle"]

_TRIMMED: Final = ",;:.—–-"
"""Signs that may be left at the edge where a content is cut."""


def untangle(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in order of their first token, each content once and none crossing another.

    Of two that cross, the less sure one loses what both have: Pour Ada, le bac coule, selon Luc. One of which only
    punctuation is left is none.
    """
    found = _once(drafts)
    while _cut(document, found):
        pass  # what is left of a content may cross another in its turn
    return sorted(_once([d for d in found if d.content]), key=lambda d: (d.first, -d.content[-1][1]))


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """Each content once, under the surest of its cues: A annoncé que « le bac coule », a-t-elle dit.

    A source comes before who only passes on what it says: Selon la police, « tout est calme », rapporte l'agence.
    """
    kept: dict[Content, Draft] = {}
    for draft in drafts:
        other = kept.get(draft.content)
        if other is None or _is_nearer(draft, other):
            kept[draft.content] = draft
    return list(kept.values())


def _is_nearer(draft: Draft, other: Draft) -> bool:
    """Whether the cue of a draft is surer than that of another of the same content, or tells its source."""
    if _passes_on(other) and draft.rule is Rule.SOURCE or _passes_on(draft) and other.rule is Rule.SOURCE:
        return draft.rule is Rule.SOURCE
    return _sure(draft) > _sure(other)


def _passes_on(draft: Draft) -> bool:
    """Whether a cue may pass on what another says: an incise whose subject is no pronoun, which would be the other."""
    site = draft.site
    if draft.rule is not Rule.INCISE or site is None or site.group is None:
        return False
    return site.phrase is not None and not site.phrase.pronoun


def _sure(draft: Draft) -> float:
    return draft.rule.confidence(draft.kind)


def _cut(document: Document, drafts: Sequence[Draft]) -> bool:
    """Cut the contents that cross another, and say whether there were any."""
    runs = sorted((start, -end, k) for k, draft in enumerate(drafts) for start, end in draft.content)
    holding: list[tuple[int, int, int]] = []  # start, end and draft of the runs that the present one lies in
    crossed = False
    for start, minus_end, k in runs:
        end = -minus_end
        while holding and holding[-1][1] <= start:
            holding.pop()
        while holding and holding[-1][1] < end:
            crossed = True
            before, stop, other = holding[-1]
            if _sure(drafts[k]) <= _sure(drafts[other]):
                _replace(document, drafts[k], (start, end), (stop, end))
                break
            _replace(document, drafts[other], (before, stop), (before, start))
            holding.pop()
        else:
            holding.append((start, end, k))
    return crossed


def _replace(document: Document, draft: Draft, old: tuple[int, int], new: tuple[int, int]) -> None:
    """Put what is left of a run in its place."""
    start, end = trimmed(document.text, *new, _TRIMMED)
    left = ((start, end),) if start < end else ()
    draft.content = tuple(part for run in draft.content for part in (left if run == old else (run,)))
