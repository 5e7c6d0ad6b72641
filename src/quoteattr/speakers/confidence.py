"""How sure it is who says a quotation: a small logistic model of what led to the speaker.

The weights are learned by ``benchmarks/learn_speakers.py`` on articles that the choices themselves were not learned
from, and stand in ``measured/data/speakers.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import exp, log
from types import MappingProxyType
from typing import Final

from quoteattr.measured import Link, rows
from quoteattr.quotations import Draft
from quoteattr.speakers.cast import Linked
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.mentions import Found

__all__ = ["Sureness", "sureness_weights"]

_LEANS: Final = frozenset({Link.PRONOUN, Link.CARRY, Link.SALIENT, Link.LAST_ONE, Link.SAME_SOURCE})
"""Links that rest on whom another mention was taken for."""
_HALF: Final = 0.5
_OF_TURNS: Final = {Link.INITIALS: 1.5, Link.INTERVIEWEE: 1.0}
"""Weights of the links of conversations, set by hand: the articles from which the others are learned have none."""


@lru_cache(maxsize=1)
def sureness_weights() -> Mapping[str, float]:
    """The weight of each feature."""
    return MappingProxyType({feature: float(weight) for feature, weight in rows("speakers.tsv")})


class Sureness:
    """How sure the speakers of one document are, each after those before."""

    def __init__(self) -> None:
        self._of_entity: dict[int, float] = {}

    def of(self, draft: Draft, mention: Found | None, linked: Linked) -> float:
        """The probability that the speaker of a quotation is right, between 0 and 1."""
        entity = linked.entity
        if entity is None:
            return 0.0
        features = dict(self.features(draft, mention, linked))
        weights = sureness_weights()
        score = _OF_TURNS.get(linked.link, 0.0)
        for name, value in features.items():
            score += weights.get(name, 0.0) * value
        confidence = 1 / (1 + exp(-max(-30.0, min(30.0, score))))
        if linked.link not in _LEANS or id(entity) not in self._of_entity:
            self._of_entity[id(entity)] = confidence
        return confidence

    def features(self, draft: Draft, mention: Found | None, linked: Linked) -> Iterator[tuple[str, float]]:
        """What speaks for and against it."""
        share = min(max(linked.share, 0.001), 0.999)
        yield "bias", 1.0
        yield f"link {linked.link}", 1.0
        yield f"rule {draft.rule}", 1.0
        yield f"mention {'none' if mention is None else mention.rule}", 1.0
        if linked.share < 1:
            yield "share", log(share / (1 - share))
            yield f"share, {linked.link}", log(share / (1 - share))
        if linked.link in _LEANS:
            before = min(max(self._of_entity.get(id(linked.entity), _HALF), 0.01), 0.99)
            yield "antecedent", log(before / (1 - before))
        if linked.entity is not None:
            yield from _of_name(linked.entity)


def _of_name(entity: Entity) -> Iterator[tuple[str, float]]:
    yield f"kind {entity.kind}", 1.0
    if entity.kind == "person":
        words = len(entity.name.split())
        yield "named" if entity.named else "described", 1.0
        yield "one word", float(entity.named and words == 1)
        yield "roles", float(bool(entity.roles or entity.offices))
        yield "mass", log(1 + entity.mass)
