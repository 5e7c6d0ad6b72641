"""What commands read: files, folders, patterns, standard input, records of tables."""

from quoteattr.cli.input.corpus import Corpus, Text, report
from quoteattr.cli.input.encodings import check_encoding
from quoteattr.cli.input.records import Layout
from quoteattr.cli.input.single import Inputs
from quoteattr.cli.input.sources import ENDINGS, FORMS, PARTS, STDIN, given

__all__ = [
    "ENDINGS",
    "FORMS",
    "PARTS",
    "STDIN",
    "Corpus",
    "Inputs",
    "Layout",
    "Text",
    "check_encoding",
    "given",
    "report",
]
