"""Verification: whether a source says what a quotation says, and as what it differs."""

from quoteattr.verification.values import Change, Flag, Verdict, Verification
from quoteattr.verification.verify import verify

__all__ = ["Change", "Flag", "Verdict", "Verification", "verify"]
