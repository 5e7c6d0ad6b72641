"""Which of those already mentioned is meant: a small linear ranker over features that can be read aloud.

Whatever could be meant later is noted as the text is read. A pronoun, or a definite description of a person, is then
compared with everybody noted within reach; each is described by features (how far, subject or not, who spoke last, …)
and the best weighted sum wins. The weights are learned by ``benchmarks/antecedent_weights.py`` from annotated articles
and stand in ``data/antecedents.tsv``.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from math import log1p
from types import MappingProxyType
from typing import Final

from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.measured import Part, Weighing, rows
from quoteattr.reading import Document, deaccent
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.names import name_tokens

__all__ = ["Candidate", "Memory", "Seen", "best", "weights"]

Features = dict[str, float]

_REACH: Final = 160
"""How many mentions back an antecedent is looked for."""


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weight of each feature, by what is resolved (*pronoun*, *description*, *carry*)."""
    out: dict[str, dict[str, float]] = {}
    for task, feature, value in rows("antecedents.tsv"):
        out.setdefault(task, {})[feature] = float(value)
    return MappingProxyType(out)


class Seen:
    """Something mentioned at a token that a later mention may mean.

    Whether as a subject, as a speaker, inside marks, after a preposition.
    """

    __slots__ = ("at", "entity", "governed", "inside", "spoke", "subject")

    def __init__(self, at: int, entity: Entity, *, subject: bool, spoke: bool, inside: bool, governed: bool) -> None:
        self.at: int = at
        self.entity: Entity = entity
        self.subject: bool = subject
        self.spoke: bool = spoke
        self.inside: bool = inside
        self.governed: bool = governed


def _place(seen: Seen) -> int:
    return seen.at


class Candidate:
    """Somebody who may be meant (``None``: somebody new), and what speaks for it."""

    __slots__ = ("entity", "features")

    def __init__(self, entity: Entity | None, features: Features) -> None:
        self.entity: Entity | None = entity
        self.features: Features = features


def best(task: str, candidates: list[Candidate]) -> Candidate | None:
    """The candidate with the highest score, the first of equals."""
    weight = weights().get(task, {})
    return max(candidates, key=lambda candidate: _score(weight, candidate.features), default=None)


def _nearest(task: str, candidates: list[Candidate]) -> Candidate | None:
    """The candidate mentioned last, or for a description somebody new where nobody was."""
    return next((c for c in candidates if c.entity is not None or task == "description"), None)


def _score(weight: Mapping[str, float], features: Features) -> float:
    score = 0.0
    for name, value in features.items():
        score += weight.get(name, 0.0) * value
    return score


class Memory:
    """What has been mentioned so far in a document, in order of place."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.document: Document = tokens.document
        self.seen: list[Seen] = []
        self.last_speaker: Entity | None = None
        self.last_spoke_at: int = -1
        self._narrated: list[int] = []
        """How many tokens of the narrator stand before each token; counted when somebody asks."""

    def note(self, phrase: NounPhrase, entity: Entity, *, spoke: bool) -> None:
        """Remember that `phrase` mentions `entity`."""
        low, first = self.tokens.low, phrase.first
        block = self.document.outer_block(first)
        governed = low[first - 1] in self.tokens.prep or low[first] in self.tokens.contracted
        seen = Seen(
            first,
            entity,
            subject=self._is_subject(phrase, governed=governed),
            spoke=spoke,
            inside=not spoke and block is not None and block.words > 2,
            governed=governed,
        )
        # in order: read in brief, a speaker known by name is noted before what stands left of it
        insort(self.seen, seen, key=_place)
        entity.count += 1
        if spoke:
            self.last_speaker = entity
            self.last_spoke_at = phrase.first

    def _is_subject(self, phrase: NounPhrase, *, governed: bool) -> bool:
        """Whether a phrase is a subject: it opens its sentence, the model says so, or a finite verb follows it."""
        first, end = self.document.sentence(phrase.first)
        dep = self.tokens.dep
        if phrase.first == first or any(dep[k].startswith("nsubj") for k in range(phrase.first, phrase.core + 1)):
            return True
        if governed:
            return False
        k = self._past_insertion(phrase.core + 1, end)
        while k < end and self.tokens.low[k] in self.tokens.clitic:
            k += 1
        return k < end and self.tokens.is_finite(k) and self.tokens.word[k].text.islower()

    def _past_insertion(self, k: int, end: int) -> int:
        """The token after brackets or commas that open at token `k`: *la Ligue des marais (LDM) avait tenté*."""
        closing = {"(": ")", ",": ","}.get(self.tokens.low[k])
        if closing is None:
            return k
        return next((m + 1 for m in range(k + 1, min(end, k + 15)) if self.tokens.low[m] == closing), end)

    def latest(self, i: int) -> list[Seen]:
        """The latest mention of everybody mentioned left of token `i`, nearest first.

        One by the narrator before one in a quotation.
        """
        out: dict[int, Seen] = {}
        for item in reversed(self.seen[-_REACH:]):
            if item.at < i:
                known = out.get(id(item.entity))
                if known is None or known.inside and not item.inside:
                    out[id(item.entity)] = item
        return sorted(out.values(), key=lambda s: -s.at)

    def features(self, item: Seen, i: int, *, continuing: bool) -> Features:
        """What speaks for and against the antecedent `item` of a mention at token `i`."""
        entity = item.entity
        if not self._narrated:
            self._narrated = list(accumulate([block < 0 for block in self.document.block_of], initial=0))
        starts = self.document.sentence_starts
        sentences = bisect_right(starts, i) - bisect_right(starts, item.at)
        paragraphs = self.document.paragraph(i) - self.document.paragraph(item.at)
        found: Features = {
            "sentences": min(sentences, 8),
            "same sentence": float(sentences == 0),
            "sentence before": float(sentences == 1),
            "distance": log1p(max(0, self._narrated[i] - self._narrated[item.at])),
            "paragraphs": min(paragraphs, 5),
            "other paragraph": float(paragraphs > 0),
            "count": log1p(entity.count),
            f"kind {entity.kind}": 1.0,
        }
        if item.inside:
            found["inside"] = 1.0
            return found
        if item.spoke:
            found["spoke"] = 1.0
        if item.subject:
            found["subject"] = 1.0
            found["subject near"] = float(sentences <= 1)
            found["subject of this sentence"] = float(sentences == 0 and not item.spoke)
            found["subject since"] = float(
                sentences <= 1 and not item.spoke and item.at > self.last_spoke_at and entity.kind == "person"
            )
        elif sentences == 0 and not item.spoke:
            found["object of this sentence"] = 1.0
        if item.governed and not item.spoke:
            found["governed"] = 1.0
        if entity.kind == "person":
            found["named" if entity.named else "described"] = 1.0
        if entity is self.last_speaker:
            found["last speaker"] = 1.0
            found["last speaker, same paragraph"] = float(
                self.document.paragraph(self.last_spoke_at) == self.document.paragraph(i)
            )
            found["last speaker goes on"] = float(continuing)
        return found

    def choose(self, task: str, at: int, candidates: list[Candidate]) -> Candidate | None:
        """The best of `candidates` for the mention at token `at`."""
        trace = self.tokens.trace
        if trace.keeps:
            weight = weights().get(task, {})
            names = ["" if c.entity is None else c.entity.name for c in candidates]
            scores = [_score(weight, c.features) for c in candidates]
            trace.weighings.append(Weighing(task, at, names, scores, [c.features for c in candidates]))
        return best(task, candidates) if trace.allows(Part.LEARNED_CHOICE) else _nearest(task, candidates)

    def body_goes_on(self, i: int, *, continuing: bool) -> bool:
        """Whether *on* at token `i` is the body that spoke last.

        In the same paragraph, or further on with *a-t-on ajouté*.
        """
        last = self.last_speaker
        return (
            last is not None
            and last.kind in ("organization", "place")
            and (continuing or self.document.paragraph(self.last_spoke_at) == self.document.paragraph(i))
        )

    def body(self, i: int, kind: str, noun: str, *, any_noun: bool) -> Entity | None:
        """The body (or document) that a bare noun means.

        One whose name has that noun or a kindred one, else the one that spoke or stood last.

        *L'Union des pêcheurs a saisi le juge. Le syndicat …*: nothing has that noun, and the body mentioned last is
        taken.
        """
        kin = {deaccent(noun)} | {deaccent(w) for w in self.tokens.lexicon.synonyms.get(noun, ())}
        fits = [s for s in self.latest(i) if s.entity.kind == kind and not s.entity.plural and not s.inside]
        same = next(
            (s.entity for s in fits if kin & ({s.entity.noun} if s.entity.noun else set(name_tokens(s.entity.name)))),
            None,
        )
        if same is not None or kind == "document" or not any_noun or noun in self.tokens.lexicon.words["own_name"]:
            return same
        near = [s for s in fits if s.entity.named]
        return next((s.entity for s in near if s.entity is self.last_speaker), near[0].entity if near else None)
