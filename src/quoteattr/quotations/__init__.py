"""Quotations: drafts of what is said, with its kind and the cue that opened it."""

from quoteattr.quotations.drafts import Content, Draft
from quoteattr.quotations.passes import draft_quotations

__all__ = ["Content", "Draft", "draft_quotations"]
