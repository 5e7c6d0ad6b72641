"""Location: where a text says what was said elsewhere, word for word or nearly."""

from quoteattr.location.alignment import aligned
from quoteattr.location.gaps import interrupts
from quoteattr.location.search import MIN_SIMILARITY, Location, locate, locate_all
from quoteattr.location.similar import densest, in_common

__all__ = ["MIN_SIMILARITY", "Location", "aligned", "densest", "in_common", "interrupts", "locate", "locate_all"]
