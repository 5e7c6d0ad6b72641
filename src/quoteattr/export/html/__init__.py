"""HTML: a text to read, its quotations in colour."""

from quoteattr.export.html.index import html_folder
from quoteattr.export.html.page import to_html

__all__ = ["html_folder", "to_html"]
