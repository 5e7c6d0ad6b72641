"""Review: a person goes through results, confirms and corrects them; what comes of it is annotation.

``edits`` is what can be corrected, ``session`` the documents with their history and their file, ``server`` the page.
"""

from quoteattr.review.edits import REVIEWED, edited, is_reviewed, sureness
from quoteattr.review.session import Document, Review, read_reviewed

__all__ = ["REVIEWED", "Document", "Review", "edited", "is_reviewed", "read_reviewed", "sureness"]
