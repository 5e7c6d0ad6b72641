"""A quotation beside a stretch of a source, word by word: what was removed, added and replaced, and why it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import evolve, field, frozen

from quoteattr.location import aligned, in_common, interrupts
from quoteattr.result import Span
from quoteattr.verification.negation import NE, NEAR, goes_on, names_in, negations_in, only_ne, unbalanced
from quoteattr.verification.values import Change, Flag
from quoteattr.verification.words import Word, same_spelling, words_of

__all__ = ["Comparison", "Reading", "compare"]

_SHORT = 3
"""Words left out up to which a negation among them is missed."""
_MOVED = 3
"""Words together that are looked for elsewhere."""
_MOVED_COUNTS = 0.9
"""What a letter counts for that stands elsewhere."""
_CUT_COSTS = 12
"""Letters that words left out count for at the most, when a place is looked for."""
_SLIDES = 6
"""Words by which a cut may be moved to where its sign stands."""
Place = tuple[int, int, int, int]
"""Ranges of words, there and here."""


class Reading:
    """A text and its words."""

    __slots__ = ("keys", "text", "trailing", "words")

    def __init__(self, text: str, *, signs: bool = False) -> None:
        self.text: str = text
        words, trailing = words_of(text, signs=signs)
        self.words: list[Word] = words
        self.trailing: bool = trailing
        self.keys: list[str] = [w.key for w in self.words]

    def span(self, start: int, end: int) -> Span | None:
        """The words from `start` to `end`."""
        if start == end:
            return None
        a, b = self.words[start].start, self.words[end - 1].end
        return Span(a, b, self.text[a:b])

    def between(self, start: int, end: int) -> str:
        """What stands between the words before `start` and from `end` on."""
        inside = start > 0 and end < len(self.words)
        return self.text[self.words[start - 1].end : self.words[end].start] if inside else ""

    def size(self, start: int, end: int) -> int:
        """Letters."""
        return sum(len(key) for key in self.keys[start:end])


@frozen
class Comparison:
    """How a quotation and a stretch compare."""

    changes: tuple[Change, ...]
    spans: tuple[Span, ...]
    ratio: float
    score: float = field(default=0.0)
    """The ratio, in which words left out count for little: what tells the best place."""
    begin: int = 0
    """The word of the source where the quotation would begin by its longest stretch that is the same."""


def compare(there: Reading, here: Reading, start: int, end: int, *, accents: bool = True) -> Comparison | None:
    """Compare the quotation `here` with the words `start` to `end` of the source, or ``None`` if none is the same.

    Args:
        there: The source.
        here: The quotation.
        start: Its first word that may belong to the quotation.
        end: One past the last.
        accents: Whether accents count.
    """
    codes = [
        (tag == "equal", (a + start, b + start, i, j)) for tag, a, b, i, j in aligned(there.keys[start:end], here.keys)
    ]
    equal = [k for k, (same, _) in enumerate(codes) if same]
    if not equal:
        return None
    moved = _moved(there, here, (start, end), codes)
    places: list[tuple[bool, Place]] = []
    for k, (same, (a, b, i, j)) in enumerate(codes):
        if not same and i in moved:
            j = i  # noqa: PLW2901 - of those words, the source has none here
        place = (a, b, i, j)
        if k < equal[0]:
            place = (b - _before(there, place), b, i, j)
        elif k > equal[-1]:
            place = (a, a + _after(there, place), i, j)
        if place[0] < place[1] or place[2] < place[3]:
            places.append((same, place))
    return _Sheet(there, here, places, list(moved.values()), accents=accents).comparison()


def _moved(there: Reading, here: Reading, bounds: tuple[int, int], codes: list[tuple[bool, Place]]) -> dict[int, Place]:
    """Words of the quotation that stand elsewhere in the stretch, by where they begin."""
    start, end = bounds
    spaced = " " + " ".join(there.keys[start:end]) + " "
    out: dict[int, Place] = {}
    taken = [place[:2] for same, place in codes if same]
    for same, (_, _, i, j) in codes:
        if same or j - i < _MOVED:
            continue
        at = spaced.find(" " + " ".join(here.keys[i:j]) + " ")
        if at >= 0:
            first = start + spaced[: at + 1].count(" ") - 1
            last = first + j - i
            if all(last <= a or b <= first for a, b in taken):
                out[i] = (first, last, i, j)
                taken.append((first, last))
    return out


def _before(there: Reading, place: Place) -> int:
    """How many words of the source stand for the first of the quotation, which are others."""
    lo, hi, i, j = place
    count = 0
    while count < min(hi - lo, j - i) and not (hi - count < len(there.words) and there.words[hi - count].opens):
        count += 1
    return count


def _after(there: Reading, place: Place) -> int:
    lo, hi, i, j = place
    count = 0
    while count < min(hi - lo, j - i) and not there.words[lo + count].opens:
        count += 1
    return count


class _Sheet:
    """Gathers the changes."""

    def __init__(
        self, there: Reading, here: Reading, places: list[tuple[bool, Place]], moved: list[Place], *, accents: bool
    ) -> None:
        self.moved = moved
        self.there = there
        self.here = here
        self.accents = accents
        self.places = places
        self.matched = 0.0
        self.used = 0
        self.cheap = 0
        self.skipped = 0
        self.found: list[tuple[Place, bool]] = []
        self.runs: list[list[int]] = []

    def comparison(self) -> Comparison:
        for same, place in self.places:
            if same:
                self._same(place)
            else:
                self._other(place)
        self._beyond()
        changes = _reordered([self._change(place, signed=signed) for place, signed in self.found])
        for place in self.moved:
            self._use(*place[:2])
            self.matched += _MOVED_COUNTS * self.there.size(*place[:2])
            changes.append(
                Change("replaced", self.there.span(*place[:2]), self.here.span(*place[2:]), flags=(Flag.ORDER,))
            )
        total = self.here.size(0, len(self.here.words)) - self.skipped
        spans = [span for a, b in sorted(self.runs) if (span := self.there.span(a, b)) is not None]
        a, _, i, _ = max((place for same, place in self.places if same), key=lambda place: place[1] - place[0])
        begin = max(a - i, 0)
        ratio = 2 * self.matched / (total + self.used)
        score = 2 * self.matched / (total + self.cheap)
        if changes and not all(c.signed for c in changes):
            ratio = min(ratio, 0.999)
        return Comparison(tuple(changes), tuple(spans), min(ratio, 1.0), min(score, 1.0), begin)

    def _beyond(self) -> None:
        """A negation whose second half stands right behind the last word, and whose first half was lost."""
        end = max((b for _, b in self.runs), default=0)
        words, count = self.there.words, len(self.here.words)
        if not end or end >= len(words) or self.there.text[words[end - 1].end : words[end].start].strip():
            return
        if goes_on(words, end) and not any(w.key in NE for w in self.here.words[max(count - NEAR, 0) :]):
            self.found.append(((end, end + 1, count, count), False))

    def _use(self, start: int, end: int) -> None:
        size = self.there.size(start, end)
        self.used += size
        self.cheap += size
        if self.runs and self.runs[-1][1] == start:
            self.runs[-1][1] = end
        elif start < end:
            self.runs.append([start, end])

    def _same(self, place: Place) -> None:
        a, b, i, _ = place
        self._use(a, b)
        self.matched += self.there.size(a, b)
        for k in range(b - a):
            if self.accents and not same_spelling(self.there.words[a + k], self.here.words[i + k]):
                self.found.append(((a + k, a + k + 1, i + k, i + k + 1), False))
                self.matched -= 0.5

    def _other(self, place: Place) -> None:
        a, b, i, j = place
        if i == j:
            self._removed(a, b, i)
        elif a == b:
            if interrupts(self.here.between(i, j)):
                self.skipped += self.here.size(i, j)
            else:
                self.found.append((place, False))
        else:
            self._replaced(place)

    def _removed(self, a: int, b: int, i: int) -> None:
        if any(first < b and a < last for first, last, _, _ in self.moved):
            return
        if interrupts(self.there.between(a, b)):
            return
        signed = self._has_sign(a, b, i)
        self.found.append(((a, b, i, i), signed))
        if not signed:
            self.used += self.there.size(a, b)
            self.cheap += min(self.there.size(a, b), _CUT_COSTS)

    def _has_sign(self, a: int, b: int, i: int) -> bool:
        """Whether a sign stands where the words were left out, or where they may as well have been."""
        words, keys = self.here.words, self.there.keys
        for k in range(_SLIDES):
            if i + k < len(words) and words[i + k].signed:
                return True
            if b + k >= len(keys) or keys[a + k] != keys[b + k]:
                break
        for k in range(1, _SLIDES):
            if a - k < 0 or keys[a - k] != keys[b - k] or i - k < 0:
                break
            if words[i - k].signed:
                return True
        return False

    def _replaced(self, place: Place) -> None:
        a, b, i, j = place
        mine, theirs = "".join(self.here.keys[i:j]), "".join(self.there.keys[a:b])
        if mine == theirs or self._one(place):
            self._use(a, b)
            self.matched += self.there.size(a, b)
            return
        signed = any(w.signed for w in self.here.words[i : j + 1])
        if b - a == j - i:
            self._use(a, b)
            self.matched += in_common(theirs, mine)
            self.found += [((a + k, a + k + 1, i + k, i + k + 1), signed) for k in range(b - a)]
            return
        self.found.append((place, signed))
        if b - a > 2 * (j - i) + 4:  # a cut, and other words beside it
            if not signed:
                self.used += self.there.size(a, b)
                self.cheap += min(self.there.size(a, b), _CUT_COSTS)
            return
        self._use(a, b)
        self.matched += in_common(theirs, mine)

    def _one(self, place: Place) -> bool:
        """Whether 1 stands for *un*."""
        a, b, i, j = place
        return b - a == 1 == j - i and {self.there.keys[a], self.here.keys[i]} <= {"#1", "un", "une"}

    def _change(self, place: Place, *, signed: bool) -> Change:
        a, b, i, j = place
        kind = "added" if a == b else "removed" if i == j else "replaced"
        flags = []
        if self._negates(place, signed=signed):
            flags.append(Flag.NEGATION)
        if i < j and _numbers(self.there.words[a:b]) != _numbers(self.here.words[i:j]):
            flags.append(Flag.NUMBER)
        if i < j and names_in(self.there.words, a, b) != names_in(self.here.words, i, j):
            flags.append(Flag.NAME)
        return Change(kind, self.there.span(a, b), self.here.span(i, j), signed, tuple(flags))

    def _negates(self, place: Place, *, signed: bool) -> bool:
        a, b, i, j = place
        there, here = self.there.words, self.here.words
        if i == j and (b - a > _SHORT or signed):
            return unbalanced(there, a, b)
        mine, theirs = negations_in(here, i, j), negations_in(there, a, b)
        lost, won = theirs - mine, mine - theirs
        if not lost and not won:
            return False
        # what follows in the other text: *pas* that stays
        return not (not won and only_ne(lost, here, j) or not lost and only_ne(won, there, b))


def _numbers(words: Sequence[Word]) -> Counter[str]:
    return Counter(w.key for w in words if w.number)


def _reordered(changes: list[Change]) -> list[Change]:
    """Mark what only stands elsewhere."""
    open_ones = [c for c in changes if not c.signed]
    removed = Counter(w.key for c in open_ones if c.there for w in words_of(c.there.text)[0])
    added = Counter(w.key for c in open_ones if c.here for w in words_of(c.here.text)[0])
    if not removed or removed != added or len(open_ones) < 2 and sum(removed.values()) < 2:
        return changes
    return [c if c.signed else evolve(c, flags=(*c.flags, Flag.ORDER)) for c in changes]
