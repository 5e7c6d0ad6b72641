"""Quotations: drafts of what is said, with its kind and the cue that opened it."""

from quoteattr.quotations.drafts import Draft, Elsewhere, key_of
from quoteattr.quotations.passes import draft_quotations

__all__ = ["Draft", "Elsewhere", "draft_quotations", "key_of"]
