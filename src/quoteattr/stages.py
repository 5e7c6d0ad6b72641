"""What the stages make of a document: first its quotations with their mentions, then who says them."""

from __future__ import annotations

from quoteattr.assembly import Work
from quoteattr.config import Config
from quoteattr.cues import CueSite, find_cues
from quoteattr.dialogue import Conversation, converse, is_tale, settle, with_asides
from quoteattr.grammar import Tokens
from quoteattr.measured import Link
from quoteattr.quotations import Draft, Elsewhere, draft_quotations
from quoteattr.result import Kind
from quoteattr.speakers import Conversations, Found, Linked, Registry, Sureness, find_mentions

__all__ = ["Quoted", "quotations_of", "repeated", "speakers_of", "sure_enough"]


class Quoted:
    """The quotations of a document, of which nobody is told yet who says them.

    Attributes:
        tokens: The document.
        talk: The conversation that it is, if it is one.
        sites: Its cues.
        drafts: Its quotations, in order.
        found: The mention of each.
        tale: Whether it is a tale.
    """

    def __init__(
        self,
        tokens: Tokens,
        talk: Conversation | None,
        sites: list[CueSite],
        drafts: list[Draft],
        found: list[Found | None],
        *,
        tale: bool,
    ) -> None:
        self.tokens = tokens
        self.talk = talk
        self.sites = sites
        self.drafts = drafts
        self.found = found
        self.tale = tale

    def within(self, first: int, end: int) -> Quoted:
        """Those that begin at the tokens ``first..end``."""
        kept = [k for k, draft in enumerate(self.drafts) if first <= draft.first < end]
        drafts, found = [self.drafts[k] for k in kept], [self.found[k] for k in kept]
        return Quoted(self.tokens, self.talk, self.sites, drafts, found, tale=self.tale)

    def work(self, linked: list[Linked], sure: list[float], config: Config) -> Work:
        """All of it together, with who says each quotation and how sure that is."""
        # left out at last: what is not wanted still tells who others are, and what gender they have
        kept = [k for k, draft in enumerate(self.drafts) if _wanted(draft, config)]
        return Work(self.tokens, self.sites, self.drafts, self.found, linked, sure, kept)


def _wanted(draft: Draft, config: Config) -> bool:
    sure = draft.rule.confidence(draft.kind) >= config.min_confidence
    return sure and (config.indirect or draft.kind is not Kind.INDIRECT)


def quotations_of(
    tokens: Tokens, conversation: str, *, tale: bool | None = None, elsewhere: Elsewhere | None = None
) -> Quoted:
    """Find the quotations of a document and their mentions.

    Args:
        tokens: The document.
        conversation: Whether it may be a conversation, as `Config.conversation` has it.
        tale: Whether the text is a tale that it is a window of, if it is a window.
        elsewhere: What is known of the marks of that text.
    """
    tokens, talk = converse(tokens, conversation)
    tokens, asides = settle(tokens, tale=tale)
    sites = with_asides(find_cues(tokens), asides)
    told = bool(tokens.document.blocks) and is_tale(tokens) if tale is None else tale
    drafts = draft_quotations(tokens, sites, asides, talk, tale=told, elsewhere=elsewhere)
    drafts, found = find_mentions(tokens, drafts, sites, talk, tale=told)
    return Quoted(tokens, talk, sites, drafts, found, tale=told)


def speakers_of(
    quoted: Quoted, registry: Registry, talk: Conversations, sureness: Sureness
) -> tuple[list[Linked], list[float]]:
    """Who says each quotation and how sure that is, in text order, so that each may lean on those before.

    The turns of a tale that no mention tells the speaker of are decided at last, scene by scene; their mentions are
    put in ``quoted.found``.
    """
    drafts, found = quoted.drafts, quoted.found
    out: list[Linked] = []
    sure: list[float] = []
    for k, (draft, mention) in enumerate(zip(drafts, found, strict=True)):
        talk.before(draft)
        linked = registry.who(draft, None if mention is None else mention.phrase)
        talk.note(k, draft, mention, linked)
        out.append(linked)
        sure.append(sureness.of(draft, mention, linked))
    for k in talk.settle(drafts, found, out):
        sure[k] = sureness.of(drafts[k], found[k], out[k])
    return out, sure


def repeated(linked: Linked) -> Linked:
    """Who says a quotation whose words another says again, of which that is told."""
    return Linked(linked.entity, Link.REPEATED)


def sure_enough(linked: Linked, sure: float, least: float) -> Linked:
    """Who says a quotation, or nobody if it is a person of whom it is less sure than `least`.

    Whom the text only describes has no name to give.
    """
    who = linked.entity
    named = who is not None and who.kind == "person" and who.named
    return Linked(None, linked.link) if named and sure < least else linked
