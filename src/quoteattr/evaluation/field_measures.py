"""Measures that others publish, so that figures can be set side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quoteattr.evaluation.matching import Matching, Pair, match
from quoteattr.evaluation.model import GoldQuotation, Range
from quoteattr.evaluation.runs import align, count_units, digits
from quoteattr.evaluation.tally import Tally
from quoteattr.evaluation.words import words

__all__ = ["ROLES", "SIMILARITIES", "TOKENS", "count_similar", "count_tokens", "similar_view"]

SIMILARITIES = (0.3, 0.8)
TOKENS = "tokens"
ROLES = ("content", "cue", "source")


def similar_view(threshold: float) -> str:
    """The name of the view at a threshold of similarity: ``ggt03`` for 0.3."""
    return f"ggt{digits(threshold)}"


def count_similar(
    tally: Tally, gold: Sequence[GoldQuotation], predicted: Sequence[GoldQuotation], matching: Matching
) -> None:
    """Count whole quotations that are similar, as the Gender Gap Tracker does at 0.3 ("easy") and 0.8 ("hard").

    Asr et al., "The Gender Gap Tracker", PLoS ONE 16(1), 2021, compare each extracted quotation with each annotated one
    as strings and take a pair for a match from a similarity of 0.3 or 0.8 on. Here too the unit is the whole quotation,
    all its stretches together. The similarity is twice the code points in common, divided by those of both: what a
    string similarity yields for two passages of one text, but without rewarding the same words at another place, or a
    prediction of the whole article. Matching is one to one. As the description leaves details open (they compare with
    the marks, for one), take figures of the two implementations as near, not as equal.
    """
    pairs = _similar(tally.text, gold, predicted)
    for threshold in SIMILARITIES:
        count_units(
            tally, similar_view(threshold), gold, predicted, align(pairs, match(pairs, threshold, matching), gold)
        )


def _similar(text: str, gold: Sequence[GoldQuotation], predicted: Sequence[GoldQuotation]) -> list[Pair]:
    holders: defaultdict[Range, list[int]] = defaultdict(list)
    for i, quotation in enumerate(gold):
        for word in _words(text, quotation.content):
            holders[word].append(i)
    pairs = []
    for j, quotation in enumerate(predicted):
        for i in {i for word in _words(text, quotation.content) for i in holders.get(word, ())}:
            common = sum(max(0, min(b, d) - max(a, c)) for a, b in gold[i].content for c, d in quotation.content)
            pairs.append(Pair(min(1.0, 2 * common / (gold[i].size + quotation.size)), i, j))
    return sorted(pairs, key=lambda pair: (-pair.overlap, pair.gold, pair.predicted))


def count_tokens(tally: Tally, gold: Sequence[GoldQuotation], predicted: Sequence[GoldQuotation]) -> None:
    """Count words of content, cue and source (the mention), in the scheme of PARC.

    Precision is the share of the words predicted in a role that are annotated in it, recall the reverse, over all words
    of the corpus and with no matching of quotations; like the partial scores of Pareti et al. ("Automatically Detecting
    and Attributing Indirect Quotations", EMNLP 2013), but not averaged over spans. Words that only optional quotations
    hold do not count.
    """
    for role in ROLES:
        required = _role(tally.text, (q for q in gold if not q.optional), role)
        optional = _role(tally.text, (q for q in gold if q.optional), role) - required
        given = _role(tally.text, predicted, role) - optional
        tally.add(TOKENS, role, "gold", len(required))
        tally.add(TOKENS, role, "predicted", len(given))
        tally.add(TOKENS, role, "found", len(required & given))


def _role(text: str, quotations: Iterable[GoldQuotation], role: str) -> set[Range]:
    out: set[Range] = set()
    for quotation in quotations:
        if role == "content":
            out |= _words(text, quotation.content)
        else:
            place = quotation.cue if role == "cue" else quotation.mention
            out |= words(text, place) if place else frozenset()
    return out


def _words(text: str, places: Iterable[Range]) -> set[Range]:
    return {word for place in places for word in words(text, place)}
