"""What is said in a quotation, as far as it tells who says it."""

from __future__ import annotations

from quoteattr.grammar import Tokens
from quoteattr.quotations import Draft

__all__ = ["Said"]


class Said:
    """What somebody says, seen from whoever may say it.

    Attributes:
        continuing: Whether its verb tells that the speaker goes on (*ajoute-t-il*).
    """

    __slots__ = ("continuing",)

    def __init__(self, tokens: Tokens, draft: Draft) -> None:
        lemma = draft.site.lemma if draft.site is not None else ""
        self.continuing: bool = lemma in tokens.lexicon.words["continuing"]
