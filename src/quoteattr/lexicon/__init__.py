"""The words that signal an attribution, as typed, immutable data."""

from quoteattr.lexicon.changes import load_lexicon
from quoteattr.lexicon.conjugate import Mood, conjugate
from quoteattr.lexicon.model import Form, Lexicon, Verb, french

__all__ = ["Form", "Lexicon", "Mood", "Verb", "conjugate", "french", "load_lexicon"]
