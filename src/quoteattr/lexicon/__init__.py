"""The words that signal an attribution, as typed, immutable data."""

from quoteattr.lexicon.conjugate import Mood, conjugate
from quoteattr.lexicon.files import load_lexicon
from quoteattr.lexicon.model import Lexicon, french
from quoteattr.lexicon.tables import Office, Seat
from quoteattr.lexicon.verbs import Form, Verb

__all__ = ["Form", "Lexicon", "Mood", "Office", "Seat", "Verb", "conjugate", "french", "load_lexicon"]
