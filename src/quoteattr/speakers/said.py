"""What is said in a quotation, as far as it tells who says it."""

from __future__ import annotations

from quoteattr.grammar import Tokens
from quoteattr.quotations import Draft

__all__ = ["goes_on"]


def goes_on(tokens: Tokens, said: Draft | None) -> bool:
    """Whether the verb of what is said, if anything is, tells that the speaker goes on (*ajoute-t-il*)."""
    return said is not None and said.site is not None and said.site.lemma in tokens.lexicon.words["continuing"]
