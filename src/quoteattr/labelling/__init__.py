"""Labelling: what each token is, told by a spaCy model or, without one, by word lists and endings."""

from quoteattr.labelling.nouns import Nouns
from quoteattr.labelling.surface import Surface
from quoteattr.labelling.tags import MARGIN, Tags
from quoteattr.labelling.traits import PRE_NOUN, Traits, Vocabulary

__all__ = ["MARGIN", "PRE_NOUN", "Nouns", "Surface", "Tags", "Traits", "Vocabulary"]
