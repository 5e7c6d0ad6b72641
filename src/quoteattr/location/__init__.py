"""Location: where a text says what was said elsewhere, word for word or nearly."""

from quoteattr.location.search import MIN_SIMILARITY, Location, locate, locate_all

__all__ = ["MIN_SIMILARITY", "Location", "locate", "locate_all"]
