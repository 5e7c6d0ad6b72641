"""Is it somebody's? A small learned scorer for words between marks that no incise, colon or clause took up.

Logistic regression over features that a reader can check; the weights stand in ``data/marks.tsv`` and are made by
``benchmarks/train_marks.py`` on annotated articles. The rules of :mod:`quoteattr.quotations.shape` are one feature
among the others.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NEGATION, Tokens, VerbGroup
from quoteattr.lexicon import Mood
from quoteattr.measured import rows
from quoteattr.quotations.shape import has_verb, is_label, is_term, is_utterance, says_itself
from quoteattr.reading import Block

__all__ = ["THRESHOLD", "features", "is_somebodys"]

THRESHOLD: Final = 0.45
"""Probability from which a block counts as quoted.

The best of those tried on the articles the weights were not learnt on.
"""
_ONLY_SAYING: Final = frozenset("AB")
"""Classes of verbs that report what is said: *dire*, *scander*; not *craindre*, *fustiger*."""
_CALLING: Final = frozenset({"qualifier", "taxer", "traiter"})
"""Verbs whose *de* says what somebody calls another."""
_OTHERS: Final = 3
"""Other blocks of a sentence that are told apart by number."""
_PERSON: Final = frozenset({"je", "j'", "nous", "vous", "tu", "notre", "nos", "mon", "ma", "mes", "votre", "moi", "on"})


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("marks.tsv")}


def is_somebodys(tokens: Tokens, block: Block, site: CueSite | None, count: int, *, alone: bool, taken: float) -> bool:
    """Whether the words of `block` are quoted from somebody.

    Args:
        tokens: The document.
        block: The marked block.
        site: The reporting verb before it in its sentence, if there is one.
        count: How often the same words stand between marks in the document.
        alone: Whether the block is a sentence of its own.
        taken: The share of the document's blocks that a construction takes up.
    """
    if not alone and (says_itself(tokens, block) or _is_described(tokens, block, site) or _is_meant(tokens, block)):
        return True
    if not alone and (is_label(tokens, block, site, count) or _is_named(tokens, block, site)):
        return False
    if site is not None and _follows_saying(block, site):
        return True
    weights = _weights()
    total = weights.get("bias", 0.0) + sum(
        weights.get(name, 0.0) for name in features(tokens, block, site, count, alone=alone, taken=taken)
    )
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total)))) >= THRESHOLD


def _is_described(tokens: Tokens, block: Block, site: CueSite | None) -> bool:
    """Whether somebody describes something so: la réforme, présentée par la maire comme « une urgence ».

    Or calls somebody so: un agent traité de « vendu ».
    """
    calls = site is not None and site.group is not None and site.group.verb.bare in _CALLING
    if calls and tokens.low[block.first - 1] in ("de", "d'"):
        return True
    if site is None or site.group is None or not site.group.passive or tokens.low[block.first - 1] != "comme":
        return False
    return "par" in tokens.low[site.last + 1 : block.first - 1]


def _is_meant(tokens: Tokens, block: Block) -> bool:
    """Whether marks hold what somebody wants, can or is going to do, or feels: elle ne veut pas « vider le lac »."""
    verb, before = block.inner[0], block.first - 1
    while verb < block.inner[1] and tokens.low[verb] in tokens.clitic:
        verb += 1
    while tokens.is_adverb(before) or tokens.low[before] in NEGATION:
        before -= 1
    if tokens.low[before] in tokens.have and tokens.pos[verb] == "NOUN" and not tokens.traits[verb].det:
        return _has_subject(tokens, before)  # elle a « honte, tellement honte »
    infinitive, mood = tokens.other_forms.get(tokens.low[before], ("", Mood.INFINITIVE))
    means = infinitive in tokens.lexicon.words["modal"] and mood is Mood.FINITE and tokens.pos[before] != "NOUN"
    return means and tokens.verb_form[verb] == "Inf" and block.words > 1


def _has_subject(tokens: Tokens, verb: int) -> bool:
    """Whether a pronoun or noun stands before a finite verb: il en a « assez », la maire a « peur »."""
    before = verb - 1
    while tokens.low[before] in tokens.clitic and tokens.low[before] not in tokens.subject_clitic:
        before -= 1
    return tokens.is_finite(verb) and (tokens.low[before] in tokens.subject_clitic or tokens.is_nominal(before))


def _follows_saying(block: Block, site: CueSite) -> bool:
    """Whether a verb that only says stands right before the marks: on les entend scander « Rendez-nous la mer »."""
    group = site.group
    return (
        group is not None
        and site.last == block.first - 1
        and not group.passive
        and group.verb.verb_class in _ONLY_SAYING
    )


def _is_named(tokens: Tokens, block: Block, site: CueSite | None) -> bool:
    """Whether the words are plainly a title or a label, however the weights fall.

    La « Coupe des vallées », un « fish and chips ».
    """
    first, last = block.inner
    if has_verb(tokens, block):
        return False
    if site is None:
        after = tokens.low[block.last + 1]
        capitals = sum(tokens.word[i].is_title for i in range(first, last + 1))
        titled = tokens.word[first].is_title and after == "—"  # « Les Jours de craie » — roman
        return titled or block.words <= 3 and (capitals > 1 or after != ",")
    governed = site.last == block.first - 1
    return (
        not governed and block.words <= 6 and tokens.word[first].is_title and tokens.low[block.first - 1] in tokens.det
    )


def _by_rule(tokens: Tokens, block: Block, site: CueSite | None, count: int, *, alone: bool) -> bool:
    """What the rules of shape say."""
    governed = (
        site is not None and site.last == block.first - 1 and site.group is not None and site.group.mood != "participle"
    )
    term = is_term(tokens, block, count, governed=governed, attributed=site is not None)
    return site is not None and not term or (is_utterance(tokens, block) and (alone or not term))


def _bucket(value: int, edges: tuple[int, ...]) -> int:
    return sum(value > e for e in edges)


def features(tokens: Tokens, block: Block, site: CueSite | None, count: int, *, alone: bool, taken: float) -> list[str]:
    """Return the names of the features that hold of a marked block."""
    out = [*_inside(tokens, block, count), *_around(tokens, block), *_beside(tokens, block), f"taken{int(taken * 4)}"]
    if _by_rule(tokens, block, site, count, alone=alone):
        out.append("rules-yes")
    group = None if site is None else site.group
    return out + (["no-verb"] if group is None else _governor(tokens, block, group))


def _inside(tokens: Tokens, block: Block, count: int) -> list[str]:
    """The words between the marks."""
    low = tokens.low
    first, last = block.inner
    words = [i for i in range(first, last + 1) if tokens.word[i].is_word] or [first]
    head = words[0]
    capitals = sum(tokens.word[i].is_title for i in words)
    checks = {
        "finite": any(tokens.is_finite(i) for i in words),
        "infinitive-first": tokens.verb_form[head] == "Inf",
        "function-first": low[head] in tokens.det or low[head] in tokens.prep,
        "clitic-first": low[head] in tokens.subject_clitic,
        "person": any(low[i] in _PERSON for i in words),
        "capital": tokens.word[head].is_title,
        "capitals": len(words) > 1 and capitals > len(words) / 2,
        "stop": low[last] in (".", "!", "?", "…"),
    }
    return [
        f"words{_bucket(block.words, (1, 2, 3, 5, 8, 14))}",
        f"count{_bucket(count, (1, 2, 4))}",
        f"pos-first-{tokens.pos[head]}",
        f"pos-last-{tokens.pos[words[-1]]}",
        *_holding(checks),
    ]


def _around(tokens: Tokens, block: Block) -> list[str]:
    """The words next to the marks."""
    start, end = tokens.document.sentence(block.first)
    before, after = tokens.low[block.first - 1], block.last + 1
    inside = after < end
    word_after = tokens.word[after].is_word
    checks = {
        f"figurative-{tokens.lexicon.figurative.get(before)}": before in tokens.lexicon.figurative,
        f"before-{before}": before in ("des", "les"),
        f"pos-after-{tokens.pos[after]}": inside and word_after,
        "mark-after": inside and not word_after,
    }
    return [*_before(tokens, block, start), *_holding(checks)]


def _beside(tokens: Tokens, block: Block) -> list[str]:
    """The very words beside the marks, and how many other blocks the sentence has."""
    low, before = tokens.low, block.first - 1
    others = len(tokens.document.blocks_between(*tokens.document.sentence(block.first))) - 1
    out = [
        f"word-before-{low[before]}",
        f"pos-two-before-{tokens.pos[before - 1]}",
        f"word-after-{low[block.last + 1]}",
        f"others{min(_OTHERS, others)}",
    ]
    return [*out, f"word-before-determiner-{low[before - 1]}"] if tokens.traits[before].det else out


def _before(tokens: Tokens, block: Block, start: int) -> list[str]:
    """The word before the marks."""
    before = tokens.low[block.first - 1]
    if before in tokens.det:
        return ["det-before", f"det-before-{'short' if block.words <= 2 else 'long'}"]
    if before in tokens.prep:
        return ["prep-before"]
    if before in (",", "et", "ou"):
        return ["list-before", *(["after-block"] if block.first - 2 in tokens.document.block_ending else [])]
    return ["opens-sentence"] if block.first == start else [f"pos-before-{tokens.pos[block.first - 1]}"]


def _holding(checks: Mapping[str, bool]) -> list[str]:
    return [name for name, holds in checks.items() if holds]


def _governor(tokens: Tokens, block: Block, group: VerbGroup) -> list[str]:
    """The reporting verb before the marks, and what stands between."""
    between = range(group.after, block.first)
    distance = len(between)
    letter = group.verb.verb_class
    low = tokens.low
    checks = {
        "passive": group.passive,
        "reflexive": group.reflexive,
        "takes-que": "q" in group.verb.constructions,
        "verb-between": any(tokens.is_finite(i) for i in between if tokens.block_of[i] < 0),
        "relative-between": any(low[i] in tokens.simple_relative for i in between),
        "comma-between": any(low[i] == "," for i in between),
        "block-between": any(i in tokens.document.block_at for i in between),
    }
    return [
        f"class-{letter}",
        f"mood-{group.mood}",
        f"distance{_bucket(distance, (0, 1, 3, 6, 10, 16))}",
        f"class-{letter}-{'near' if distance <= 3 else 'far'}",
        *_holding(checks),
    ]
