"""HTML: a text to read, its quotations in colour."""

from quoteattr.export.html.page import to_html

__all__ = ["to_html"]
