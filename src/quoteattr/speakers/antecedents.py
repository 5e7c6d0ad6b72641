"""Which of those already mentioned is meant: a small linear ranker over features that can be read aloud.

A pronoun, or a definite description of a person, is compared with everybody mentioned within reach (see
`quoteattr.speakers.memory`); each is described by features (how far, subject or not, who spoke last, …) and the best
weighted sum wins. The weights are learned by ``benchmarks/learn_speakers.py`` from annotated articles and stand in
``data/antecedents.tsv``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from math import exp, log1p
from types import MappingProxyType
from typing import Final

from quoteattr.grammar import Tokens
from quoteattr.measured import Part, Weighing, rows
from quoteattr.quotations import Draft
from quoteattr.reading import Document
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.memory import Memory, Seen
from quoteattr.speakers.said import goes_on

__all__ = ["Antecedents", "Candidate", "Choice", "best", "share_of", "weights"]

Features = dict[str, float]
_FAR: Final = 8.0
"""Sentences between a mention and the next that make it far away, or nowhere."""


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weight of each feature, by what is resolved (*pronoun*, *description*, *carry*)."""
    out: dict[str, dict[str, float]] = {}
    for task, feature, value in rows("antecedents.tsv"):
        out.setdefault(task, {})[feature] = float(value)
    return MappingProxyType(out)


class Candidate:
    """Somebody who may be meant (``None``: somebody new), and what speaks for it."""

    __slots__ = ("entity", "features")

    def __init__(self, entity: Entity | None, features: Features) -> None:
        self.entity: Entity | None = entity
        self.features: Features = features


class Choice:
    """The candidate that was chosen, and its share of what speaks for all of them, between 0 and 1."""

    __slots__ = ("candidate", "share")

    def __init__(self, candidate: Candidate, share: float) -> None:
        self.candidate: Candidate = candidate
        self.share: float = share


def best(task: str, candidates: Sequence[Candidate]) -> Choice | None:
    """The candidate with the highest score, the first of equals."""
    if not candidates:
        return None
    weight = weights().get(task, {})
    scores = [_score(weight, candidate.features) for candidate in candidates]
    top = max(range(len(scores)), key=scores.__getitem__)
    return Choice(candidates[top], share_of(scores, top))


def share_of(scores: Sequence[float], k: int) -> float:
    """The share of the `k`-th of log-linear scores."""
    total = 0.0
    for score in scores:
        total += exp(score - scores[k])
    return 1 / total


def _nearest(task: str, candidates: Sequence[Candidate]) -> Choice | None:
    """The candidate mentioned last, or for a description somebody new where nobody was."""
    found = next((c for c in candidates if c.entity is not None or task == "description"), None)
    return None if found is None else Choice(found, 1.0)


def _score(weight: Mapping[str, float], features: Features) -> float:
    score = 0.0
    for name, value in features.items():
        score += weight.get(name, 0.0) * value
    return score


_EVER: Final = 2**40
"""A place beyond any text."""


class Antecedents:
    """Those who may be meant in one document, and what speaks for them."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.tokens: Tokens = memory.tokens
        self.document: Document = memory.document
        paragraphs, sentences = self.document.paragraphs, self.document.sentence_starts
        self.lead: int = paragraphs[2][0] if len(paragraphs) > 2 else _EVER
        """Where the lead of the text ends, its first two paragraphs."""
        self.first_sentence: int = sentences[1] if len(sentences) > 1 else _EVER
        """Where its first sentence ends."""
        self._narrated: list[int] = []
        """How many tokens of the narrator stand before each token; counted when somebody asks."""

    def features(self, item: Seen, i: int, said: Draft | None) -> Features:
        """What speaks for and against the antecedent `item` of a mention at token `i` that says `said`, if it does."""
        if not self._narrated:
            self._narrated = list(accumulate([block < 0 for block in self.document.block_of], initial=0))
        entity, standing = item.entity, self.memory.standing(item.entity)
        starts = self.document.sentence_starts
        here = bisect_right(starts, i)
        sentences = here - bisect_right(starts, item.at)
        paragraph = self.document.paragraph(i)
        paragraphs = paragraph - self.document.paragraph(item.at)
        kind = entity.kind
        found: Features = {
            f"kind {kind}": 1.0,
            "sentences": min(float(sentences), _FAR),
            "same sentence": float(sentences == 0),
            "sentence before": float(sentences == 1),
            "distance": log1p(max(0, self._narrated[i] - self._narrated[item.at])),
            "paragraphs": min(float(paragraphs), 5.0),
            "other paragraph": float(paragraphs > 0),
            "since named": self._since(here, standing.named),
            "since subject": self._since(here, standing.subject),
            "since spoke": self._since(here, standing.spoke),
            "count": log1p(entity.count),
            "subjects": log1p(standing.subjects),
            "mass": log1p(entity.mass),
            "lead": float(entity.first < self.lead),
            "first sentence": float(entity.first < self.first_sentence),
        }
        if kind == "person":
            found["named" if entity.named else "described"] = 1.0
        if item.inside:
            found["inside"] = 1.0
            found["in these marks"] = float(standing.block >= 0 and self._ends_near(standing.block, i))
            return found
        if item.spoke:
            found["spoke"] = 1.0
        if item.pronoun:
            found["pronoun"] = 1.0
        if item.subject:
            found["subject"] = 1.0
            found["subject near"] = float(sentences <= 1)
            found["subject of this sentence"] = float(sentences == 0 and not item.spoke)
            found["subject since"] = float(
                sentences <= 1 and not item.spoke and item.at > self.memory.last_spoke_at and kind == "person"
            )
        elif sentences == 0 and not item.spoke:
            found["object of this sentence"] = 1.0
        if item.governed and not item.spoke:
            found["governed"] = 1.0
        if entity is self.memory.last_speaker:
            found.update(self._of_last_speaker(paragraph, said))
        return found

    def _of_last_speaker(self, paragraph: int, said: Draft | None) -> Features:
        """What speaks for whoever spoke last to be who is meant in a paragraph."""
        return {
            "last speaker": 1.0,
            "last speaker, same paragraph": float(self.document.paragraph(self.memory.last_spoke_at) == paragraph),
            "last speaker goes on": float(goes_on(self.tokens, said)),
        }

    def _since(self, here: int, at: int) -> float:
        """Sentences since a token; far away for never."""
        return min(float(here - bisect_right(self.document.sentence_starts, at)), _FAR) if at >= 0 else _FAR + 1

    def _ends_near(self, block: int, i: int) -> bool:
        """Whether the marks that open at token `block` are those that the mention at token `i` speaks of."""
        opened = self.document.block_at.get(block)
        return opened is not None and opened.last >= i - 6

    def choose(self, task: str, at: int, candidates: Sequence[Candidate]) -> Choice | None:
        """The best of `candidates` for the mention at token `at`."""
        _rank(candidates)
        trace = self.tokens.trace
        if trace.keeps:
            weight = weights().get(task, {})
            names = ["" if c.entity is None else c.entity.name for c in candidates]
            scores = [_score(weight, c.features) for c in candidates]
            places = [[] if c.entity is None else self._places(c.entity) for c in candidates]
            trace.weighings.append(Weighing(task, at, names, scores, [c.features for c in candidates], places))
        return best(task, candidates) if trace.allows(Part.LEARNED_CHOICE) else _nearest(task, candidates)

    def _places(self, entity: Entity) -> list[int]:
        """The tokens at which somebody is mentioned by a name or description."""
        return [seen.at for seen in self.memory.seen if seen.entity is entity and not seen.pronoun]


def _rank(candidates: Sequence[Candidate]) -> None:
    """Tell how many of those mentioned come before somebody: lately a subject, lately named, often named."""
    known = [(c.features, c.entity) for c in candidates if c.entity is not None and "count" in c.features]
    _rank_by("since subject", [features["since subject"] for features, _ in known], known)
    _rank_by("since named", [features["since named"] for features, _ in known], known)
    _rank_by("mass", [-float(entity.mass) for _, entity in known], known)
    for features, _ in known:
        features["alone"] = float(len(known) == 1)


def _rank_by(name: str, values: list[float], known: list[tuple[Features, Entity]]) -> None:
    """Tell each how many have a smaller value than theirs."""
    order = sorted(values)
    for value, (features, _) in zip(values, known, strict=True):
        features[f"{name}, rank"] = min(float(order.index(value)), 5.0)
