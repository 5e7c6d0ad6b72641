"""Looks for a quotation in sources and says how it stands to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from quoteattr.config import MIN_RATIO
from quoteattr.errors import ConfigError, InputError
from quoteattr.location import densest
from quoteattr.pipeline import extract
from quoteattr.reading import deaccent
from quoteattr.result import Quotation, Result, Span, Speaker
from quoteattr.verification.compare import Comparison, Reading, compare
from quoteattr.verification.values import Change, Flag, Verdict, Verification

__all__ = ["verify"]

_PLACES = 6
"""Places of a source that are compared, those first that share most."""
_REACH = 60
"""Words that may have been left out without a sign, and half as many as the quotation has."""
_SIGNED_REACH = 800
_SHARED = 0.4
"""Share of its different words that a source must have to be looked at."""
_PREFERRED = {Verdict.VERBATIM: 0.1, Verdict.CUT: 0.05}
"""Of readings of one place, the one that supposes less."""
Extract = Callable[[str], Result]
Source = str | Result


def verify(
    quotation: str | Quotation,
    sources: Source | Iterable[Source],
    *,
    speaker: str | None = None,
    accents: bool = True,
    min_ratio: float = MIN_RATIO,
    extractor: Extract | None = None,
) -> Verification:
    """Return how `quotation` stands to what `sources` say: verbatim, cut, altered, reattributed or absent.

    Typography makes no difference (marks, apostrophes, spaces, hyphens, ligatures, capitals, accents of capitals), nor
    do calls of notes and ways of writing a number. What an incise or a bracket of the narrator interrupts is one.

    Args:
        quotation: The words, or a quotation that was extracted, whose speaker is then asked for, too.
        sources: A text or a result, or several. The best place in any of them counts, the first of equals.
        speaker: Who is said to have said it; ``""`` asks only who says it there.
        accents: Whether accents of small letters count.
        min_ratio: How alike the words must be, from 0 to 1, to be the same quotation.
        extractor: What finds the speakers of a source that is a text, when a speaker is asked for;
            :func:`quoteattr.extract` when left out.

    Raises:
        InputError: If an argument has the wrong type.
        ConfigError: If `min_ratio` is not between 0 and 1.

    Example:
        >>> from quoteattr import verify
        >>> source = "« Nous ne fermerons pas les douze classes », a promis Nadia Ferrand."
        >>> verify("Nous ne fermerons pas les 12 classes", source).verdict.value
        'verbatim'
        >>> found = verify("Nous fermerons les douze classes", source)
        >>> found.verdict.value, [flag.value for flag in found.flags]
        ('altered', ['negation'])
        >>> [change.there.text for change in found.changes]
        ['ne', 'pas']
    """
    text, wanted = _asked(quotation, speaker)
    texts = [sources] if isinstance(sources, str | Result) else _listed(sources)
    number: object = min_ratio
    if not isinstance(number, int | float) or isinstance(number, bool) or not 0 <= number <= 1:
        msg = f"min_ratio: expected a number from 0 to 1, got {min_ratio!r}"
        raise ConfigError(msg)
    here = Reading(text, signs=True)
    places = []
    for index, source in enumerate(texts):
        there = _reading(source if isinstance(source, str) else source.text)
        places += [_Place(index, c) for c in _places(there, here, accents=accents) if c.score >= min_ratio]
    if not places:
        return Verification(Verdict.ABSENT, text)
    places.sort(key=lambda place: place.rank)
    if wanted is None:
        return _verification(text, places[0], None, None)
    return _with_speaker(text, places, wanted, lambda index: _result(texts[index], extractor))


@frozen
class _Place:
    index: int
    comparison: Comparison

    @property
    def rank(self) -> tuple[int, float, int, int]:
        place = self.comparison
        order = list(Verdict).index(_verdict(place.changes))
        return order, -place.ratio, self.index, place.spans[0].start


def _asked(quotation: object, speaker: object) -> tuple[str, str | None]:
    if not isinstance(quotation, str | Quotation):
        msg = f"quotation: expected str or Quotation, got {type(quotation).__name__}"
        raise InputError(msg)
    if speaker is not None and not isinstance(speaker, str):
        msg = f"speaker: expected str, got {type(speaker).__name__}"
        raise InputError(msg)
    if isinstance(quotation, str):
        return quotation, speaker
    if speaker is None and quotation.speaker is not None:
        speaker = quotation.speaker.name
    return quotation.text, speaker


def _listed(sources: object) -> list[Source]:
    if not isinstance(sources, Iterable):
        msg = f"sources: expected str, Result or several of them, got {type(sources).__name__}"
        raise InputError(msg)
    out: list[Source] = []
    for source in sources:
        if not isinstance(source, str | Result):
            msg = f"sources: expected str or Result, got {type(source).__name__}"
            raise InputError(msg)
        out.append(source)
    return out


@lru_cache(maxsize=256)
def _reading(text: str) -> Reading:
    """The words of a source: it is often asked for many quotations."""
    return Reading(text)


@lru_cache(maxsize=64)
def _extracted(text: str, extractor: Extract | None) -> Result:
    return extract(text) if extractor is None else extractor(text)


def _result(source: Source, extractor: Extract | None) -> Result:
    return source if isinstance(source, Result) else _extracted(source, extractor)


def _places(there: Reading, here: Reading, *, accents: bool) -> list[Comparison]:
    """The best places of a source, apart."""
    mine = set(here.keys)
    if not mine or len(mine.intersection(there.keys)) < _SHARED * len(mine):
        return []
    size, count = len(here.words), len(there.words)
    reaches = [size // 5 + 2, _REACH + size // 2]
    if any(w.signed for w in here.words[1:]):
        reaches.append(_SIGNED_REACH)
    found: list[Comparison] = []
    for last in densest(here.keys, there.keys)[:_PLACES]:
        bounds = [(last - size - reach + 1, last + reach) for reach in reaches]
        for start, end in bounds:
            comparison = compare(there, here, max(start, 0), min(end, count), accents=accents)
            if comparison is None or not comparison.spans:
                continue
            found.append(comparison)
            if not comparison.changes:
                break
            if len(bounds) == len(reaches):  # once more, where its longest stretch is
                bounds.append((comparison.begin - 1, comparison.begin + size + 1))
    found.sort(key=lambda c: (-c.score - _PREFERRED.get(_verdict(c.changes), 0), len(c.changes), c.spans[0].start))
    out: list[Comparison] = []
    for comparison in found:
        if all(_apart(comparison.spans, other.spans) for other in out):
            out.append(comparison)
    return out


def _apart(a: tuple[Span, ...], b: tuple[Span, ...]) -> bool:
    return a[-1].end <= b[0].start or b[-1].end <= a[0].start


def _verdict(changes: tuple[Change, ...]) -> Verdict:
    if not changes:
        return Verdict.VERBATIM
    for change in changes:
        if change.kind != "removed" or Flag.NEGATION in change.flags and not change.signed:
            return Verdict.ALTERED
    return Verdict.CUT


def _with_speaker(text: str, places: list[_Place], wanted: str, result: Callable[[int], Result]) -> Verification:
    """The first of the places that are as good as the best where the speaker is the one that is wanted."""
    best = places[0].rank[:2]
    first: Verification | None = None
    for place in places:
        if place.rank[:2] != best:
            break
        found = _verification(text, place, _speaker(result(place.index), place.comparison.spans), wanted)
        if found.same_speaker or first is None:
            first = found
        if first.same_speaker:
            break
    assert first is not None  # noqa: S101 - there is a best place
    return first


def _verification(text: str, place: _Place, speaker: Speaker | None, wanted: str | None) -> Verification:
    comparison = place.comparison
    verdict = _verdict(comparison.changes)
    same = None if speaker is None or not wanted else _same_person(wanted, speaker)
    if same is False and verdict is not Verdict.ALTERED:
        verdict = Verdict.REATTRIBUTED
    return Verification(
        verdict, text, place.index, comparison.spans, comparison.ratio, comparison.changes, speaker, same
    )


def _speaker(result: Result, spans: tuple[Span, ...]) -> Speaker | None:
    """Who says it: the speaker of the quotation that holds most of it, the innermost of those."""
    best: tuple[int, int] = (0, 0)
    speaker = None
    for quotation in result.quotations:
        common = sum(max(min(a.end, b.end) - max(a.start, b.start), 0) for a in quotation.content for b in spans)
        rank = (common, -sum(len(span) for span in quotation.content))
        if common and rank > best:
            best, speaker = rank, quotation.speaker
    return speaker


def _same_person(wanted: str, speaker: Speaker) -> bool:
    """Whether a name is one of the speaker's, or part of one, or the other way round, at whole words."""
    mine = _name(wanted)
    return any(
        _within(mine, theirs) or _within(theirs, mine) for theirs in map(_name, (speaker.name, *speaker.aliases))
    )


def _name(name: str) -> list[str]:
    return [deaccent(w.spelling).lower() for w in Reading(name).words if w.key not in ("monsieur", "madame")]


def _within(part: list[str], whole: list[str]) -> bool:
    places = [i for i, word in enumerate(whole) if word in part]
    return bool(part) and [whole[i] for i in places] == part and all(b > a for a, b in pairwise(places))
