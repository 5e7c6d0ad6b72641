"""Labelling: what each token is, told by a spaCy model or, without one, by word lists and endings."""

from quoteattr.labelling.kept import KeptTags
from quoteattr.labelling.nouns import Nouns
from quoteattr.labelling.surface import Surface
from quoteattr.labelling.tags import MARGIN, Tags
from quoteattr.labelling.traits import APPROXIMATE, ARTICLES, PRE_NOUN, SOME, Traits, Vocabulary

__all__ = [
    "APPROXIMATE",
    "ARTICLES",
    "MARGIN",
    "PRE_NOUN",
    "SOME",
    "KeptTags",
    "Nouns",
    "Surface",
    "Tags",
    "Traits",
    "Vocabulary",
]
