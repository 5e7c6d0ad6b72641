"""The last stage: from drafts, mentions and entities to the values that the caller gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.quotations import Draft
from quoteattr.reading import Document, Oddity, Source, parents
from quoteattr.result import (
    Cue,
    CueKind,
    Diagnostic,
    DiagnosticCode,
    Gender,
    Kind,
    Mention,
    MentionForm,
    Quotation,
    Result,
    Span,
    Speaker,
    SpeakerKind,
)
from quoteattr.speakers import Entity, Found, Linked

__all__ = ["Part", "Work", "assemble", "joined", "parts_of"]

_MESSAGES: Final = {
    DiagnosticCode.UNCLOSED_MARK: "this opening mark is never closed; "
    "the quotation was ended at the paragraph or at the last closing mark",
    DiagnosticCode.ORPHAN_CLOSER: "this closing mark has no opening mark; it was passed over",
    DiagnosticCode.MIXED_PAIR: "this mark closes a quotation that another kind of mark opened",
    DiagnosticCode.DEEP_NESTING: "marks are nested too deeply here; this level was passed over",
    DiagnosticCode.UNRESOLVED_PRONOUN: "no antecedent was found for this pronoun, or none that is sure enough",
    DiagnosticCode.LONG_RUN: "this run without spaces is too long to be parsed",
}
_PRONOUNS: Final = frozenset({MentionForm.CLITIC, MentionForm.PRONOUN})


class Work:
    """What the stages made of one text, before it becomes a result.

    Attributes:
        tokens: The text.
        sites: Its cues.
        drafts: Its quotations, in order.
        found: The mention of each.
        linked: Who says each, and what told it.
        sure: How sure that is, of each.
        kept: Which of the drafts become quotations of the result.
    """

    def __init__(
        self,
        tokens: Tokens,
        sites: list[CueSite],
        drafts: list[Draft],
        found: list[Found | None],
        linked: list[Linked],
        sure: list[float],
        kept: list[int],
    ) -> None:
        self.tokens = tokens
        self.sites = sites
        self.drafts = drafts
        self.found = found
        self.linked = linked
        self.sure = sure
        self.kept = kept


class Part:
    """A quotation that is not yet told of whom, nor numbered.

    Attributes:
        kind: Direct, indirect or mixed.
        content: What is said.
        cue: What signals it.
        mention: What names its speaker.
        rule: What found it.
        confidence: How sure that is.
        time: When it is spoken, in subtitles.
        parent: Place of the part that it stands in among those of its document, or ``None``.
        linked: Who says it, and what told it.
        sure: How sure that is.
    """

    __slots__ = ("confidence", "content", "cue", "kind", "linked", "mention", "parent", "rule", "sure", "time")

    def __init__(
        self, work: Work, k: int, parent: int | None, content: tuple[Span, ...], time: tuple[float, float] | None
    ) -> None:
        draft = work.drafts[k]
        self.kind: Kind = draft.kind
        self.content: tuple[Span, ...] = content
        self.cue: Cue | None = _cue(work.tokens.document, draft.site)
        self.mention: Mention | None = _mention(work.tokens, work.found[k])
        self.rule: str = draft.rule.value
        self.confidence: float = draft.rule.confidence(draft.kind)
        self.time: tuple[float, float] | None = time
        self.parent: int | None = parent
        self.linked: Linked = work.linked[k]
        self.sure: float = work.sure[k]


def assemble(work: Work, meta: dict[str, str]) -> Result:
    """Return the result of what the stages made of a text; `meta` names versions."""
    document = work.tokens.document
    return joined(document.source, document.oddities, parts_of(work), meta)


def joined(source: Source, oddities: Sequence[Oddity], parts: Sequence[Part], meta: dict[str, str]) -> Result:
    """Return the result of a text from its quotations and what is odd about its marks."""
    speakers = _speakers(parts)
    told = [Diagnostic(code, source.cut(start, end), _MESSAGES[code]) for code, start, end in oddities]
    return Result(
        source.original,
        [_quotation(part, place, speakers) for place, part in enumerate(parts)],
        tuple(speakers.values()),
        [*told, *_unresolved(parts)],
        meta,
    )


def parts_of(work: Work) -> list[Part]:
    """Return the quotations of a document that are wanted, in order."""
    document = work.tokens.document
    subtitles = document.source.subtitles
    around = parents([work.drafts[k].content for k in work.kept])
    out: list[Part] = []
    for k, parent in zip(work.kept, around, strict=True):
        content = tuple([span for start, end in work.drafts[k].content for span in document.spans(start, end)])
        time = None if subtitles is None else subtitles.time(content[0].start, content[-1].end)
        out.append(Part(work, k, parent, content, time))
    return out


def _unresolved(parts: Sequence[Part]) -> list[Diagnostic]:
    """The pronouns that nobody was found for."""
    code = DiagnosticCode.UNRESOLVED_PRONOUN
    out: list[Diagnostic] = []
    for part in parts:
        mention = part.mention
        if mention is not None and part.linked.entity is None and mention.form in _PRONOUNS:
            out.append(Diagnostic(code, mention.span, _MESSAGES[code]))
    return out


def _mention(tokens: Tokens, found: Found | None) -> Mention | None:
    if found is None:
        return None
    return Mention(tokens.document.cut(*_mention_range(tokens, found.phrase)), _form(tokens, found.phrase))


def _speakers(parts: Sequence[Part]) -> dict[int, Speaker]:
    """Everybody who says a quotation, by the identity of the entity, in the order in which they first speak."""
    named: dict[int, dict[Span, Mention]] = {}
    for part in parts:
        if part.mention is not None:
            named.setdefault(id(part.linked.entity), {})[part.mention.span] = part.mention
    out: dict[int, Speaker] = {}
    for part in parts:
        entity = part.linked.entity
        if entity is not None and id(entity) not in out:
            out[id(entity)] = _speaker(f"s{len(out) + 1}", entity, named.get(id(entity), {}))
    return out


def _speaker(name: str, entity: Entity, mentions: dict[Span, Mention]) -> Speaker:
    return Speaker(
        id=name,
        name=entity.name,
        kind=SpeakerKind(entity.kind),
        gender=None if entity.told_gender is None else Gender(entity.told_gender),
        gender_guessed=entity.gender_guessed,
        aliases=tuple(form for form in entity.forms if form != entity.name),
        mentions=tuple(mentions[span] for span in sorted(mentions)),
        about=entity.about,
    )


def _quotation(part: Part, place: int, speakers: dict[int, Speaker]) -> Quotation:
    entity = part.linked.entity
    return Quotation(
        id=f"q{place + 1}",
        kind=part.kind,
        content=part.content,
        cue=part.cue,
        mention=part.mention,
        speaker=None if entity is None else speakers[id(entity)],
        rule=part.rule,
        confidence=part.confidence,
        parent_id=None if part.parent is None else f"q{part.parent + 1}",
        link="" if entity is None else part.linked.link.value,
        speaker_confidence=None if entity is None else part.sure,
        time=part.time,
    )


def _cue(document: Document, site: CueSite | None) -> Cue | None:
    if site is None:
        return None
    return Cue(document.cut(*document.span(site.first, site.last)), site.lemma, CueKind(site.kind))


def _mention_range(tokens: Tokens, phrase: NounPhrase) -> tuple[int, int]:
    start, end = tokens.document.span(phrase.first, phrase.last)
    if phrase.pronoun and tokens.document.text[start] == "-":
        # the clitic of a-t-il, without its hyphens
        word = tokens.document.text[start:end]
        start = end - len(word.rsplit("-", 1)[-1])
    return start, end


def _form(tokens: Tokens, phrase: NounPhrase) -> MentionForm:
    if phrase.pronoun:
        low = tokens.low[phrase.head]
        return MentionForm.CLITIC if low.startswith("-") or low in tokens.subject_clitic else MentionForm.PRONOUN
    if phrase.name is not None and phrase.name[0] <= phrase.head <= phrase.name[1]:
        return MentionForm.NAME
    return MentionForm.NOUN_PHRASE
