"""The share of women, and where it would lie with other texts of the same sort."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from attrs import frozen

__all__ = ["WomenShare", "women_share"]

_Z = 1.959963984540054
"""Half of what lies outside this on either side is 2.5 %."""


@frozen
class WomenShare:
    """What women have of the quotations, or of the words, of persons whose gender is known.

    Attributes:
        women: Theirs.
        known: Those of women and men.
        share: The part, from 0 to 1, or ``None`` where nothing is known.
        low: Where the interval of 95 % begins; ``None`` without a share.
        high: Where it ends.
    """

    women: int
    known: int
    share: float | None
    low: float | None
    high: float | None


def women_share(documents: Iterable[tuple[int, int]], cap: int | None = None) -> WomenShare:
    """Return the share of women in some texts, with an interval of 95 %.

    Quotations of one text are not independent: it is about one thing, and who speaks in it speaks more than once. So
    the variance is that between texts (of a ratio, as surveys have it), and the interval is Wilson's for as many
    independent quotations as have that variance. Where all or none are women's, the texts count as one quotation each.

    Args:
        documents: For each text, how many are women's and how many of known gender.
        cap: The most independent quotations there can be; as many as are known when left out.
    """
    pairs = [(women, known) for women, known in documents if known]
    women, known = sum(w for w, _ in pairs), sum(k for _, k in pairs)
    if not known:
        return WomenShare(0, 0, None, None, None)
    share = women / known
    between = sum((w - share * k) ** 2 for w, k in pairs)
    independent = float(len(pairs))
    if len(pairs) > 1 and 0 < women < known and between:
        variance = len(pairs) / (len(pairs) - 1) * between / known**2
        independent = min(share * (1 - share) / variance, known if cap is None else cap)
    low, high = _wilson(share, independent)
    return WomenShare(women, known, share, low, high)


def _wilson(share: float, size: float) -> tuple[float, float]:
    middle = share + _Z**2 / (2 * size)
    half = _Z * sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    whole = 1 + _Z**2 / size
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)
