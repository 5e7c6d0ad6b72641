"""What commands read: files, folders, patterns, standard input, records of tables."""

from quoteattr.cli.input.corpus import Corpus, Text, report
from quoteattr.cli.input.records import Layout
from quoteattr.cli.input.sources import FORMS, PARTS, STDIN, Inputs, check_encoding, given

__all__ = ["FORMS", "PARTS", "STDIN", "Corpus", "Inputs", "Layout", "Text", "check_encoding", "given", "report"]
