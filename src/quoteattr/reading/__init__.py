"""Reading: a folded text of the same length, its tokens, blocks, sentences and paired marks. No model, no lexicon."""

from quoteattr.reading.blocks import Block
from quoteattr.reading.characters import CAPITAL, CLOSERS, DASHES, INVISIBLE, NEUTRALS, OPENERS, deaccent, fold
from quoteattr.reading.document import Document, Outline, read
from quoteattr.reading.late import Late
from quoteattr.reading.marks import Oddity, Segment, holds, parents
from quoteattr.reading.source import Source
from quoteattr.reading.tokens import Token, tokenize
from quoteattr.reading.windows import Sizes, Window, windows
from quoteattr.reading.words import ABSENT, Word, cut

__all__ = [
    "ABSENT",
    "CAPITAL",
    "CLOSERS",
    "DASHES",
    "INVISIBLE",
    "NEUTRALS",
    "OPENERS",
    "Block",
    "Document",
    "Late",
    "Oddity",
    "Outline",
    "Segment",
    "Sizes",
    "Source",
    "Token",
    "Window",
    "Word",
    "cut",
    "deaccent",
    "fold",
    "holds",
    "parents",
    "read",
    "tokenize",
    "windows",
]
