"""Who has the turn: dialogue behind dashes, without what the narrator says in it; conversations with labels."""

from quoteattr.dialogue.asides import Aside
from quoteattr.dialogue.conversation import converse
from quoteattr.dialogue.labels import Kind as LabelKind
from quoteattr.dialogue.labels import Label, initials_of
from quoteattr.dialogue.leads import Lead, lead_before
from quoteattr.dialogue.tales import is_tale, of_a_tale, told_pasts
from quoteattr.dialogue.talk import Conversation, Turn, Voice
from quoteattr.dialogue.turns import settle, with_asides

__all__ = [
    "Aside",
    "Conversation",
    "Label",
    "LabelKind",
    "Lead",
    "Turn",
    "Voice",
    "converse",
    "initials_of",
    "is_tale",
    "lead_before",
    "of_a_tale",
    "settle",
    "told_pasts",
    "with_asides",
]
