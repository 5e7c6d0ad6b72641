"""The last stage: from drafts, mentions and entities to the values that the caller gets."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.quotations import Draft
from quoteattr.reading import Document, parents
from quoteattr.result import (
    Cue,
    CueKind,
    Diagnostic,
    DiagnosticCode,
    Gender,
    Mention,
    MentionForm,
    Quotation,
    Result,
    Span,
    Speaker,
    SpeakerKind,
)
from quoteattr.speakers import Entity, Found, Linked

__all__ = ["Work", "assemble"]

_MESSAGES: Final = {
    DiagnosticCode.UNCLOSED_MARK: "this opening mark is never closed; "
    "the quotation was ended at the paragraph or at the last closing mark",
    DiagnosticCode.ORPHAN_CLOSER: "this closing mark has no opening mark; it was passed over",
    DiagnosticCode.MIXED_PAIR: "this mark closes a quotation that another kind of mark opened",
    DiagnosticCode.DEEP_NESTING: "marks are nested too deeply here; this level was passed over",
    DiagnosticCode.UNRESOLVED_PRONOUN: "no antecedent was found for this pronoun, or none that is sure enough",
    DiagnosticCode.LONG_RUN: "this run without spaces is too long to be parsed",
}


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


def assemble(work: Work, meta: dict[str, str]) -> Result:
    """Return the result of what the stages made of a text; `meta` names versions."""
    mentions = [_mention(work.tokens, work.found[k]) for k in work.kept]
    entities = [work.linked[k].entity for k in work.kept]
    speakers = _speakers(mentions, entities)
    document = work.tokens.document
    return Result(
        document.source.original,
        _quotations(work, mentions, speakers),
        tuple(speakers.values()),
        [*_oddities(document), *_unresolved(work, mentions)],
        meta,
    )


def _oddities(document: Document) -> list[Diagnostic]:
    """What is odd about the marks of a text."""
    return [Diagnostic(code, document.cut(start, end), _MESSAGES[code]) for code, start, end in document.oddities]


def _unresolved(work: Work, mentions: list[Mention | None]) -> list[Diagnostic]:
    """The pronouns that nobody was found for."""
    code = DiagnosticCode.UNRESOLVED_PRONOUN
    out: list[Diagnostic] = []
    for k, mention in zip(work.kept, mentions, strict=True):
        found = work.found[k]
        if mention is not None and found is not None and found.phrase.pronoun and work.linked[k].entity is None:
            out.append(Diagnostic(code, mention.span, _MESSAGES[code]))
    return out


def _mention(tokens: Tokens, found: Found | None) -> Mention | None:
    if found is None:
        return None
    return Mention(tokens.document.cut(*_mention_range(tokens, found.phrase)), _form(tokens, found.phrase))


def _speakers(mentions: list[Mention | None], entities: list[Entity | None]) -> dict[int, Speaker]:
    """Everybody who says a quotation, by the identity of the entity, in the order in which they first speak."""
    named: dict[int, dict[Span, Mention]] = {}
    for mention, entity in zip(mentions, entities, strict=True):
        if mention is not None:
            named.setdefault(id(entity), {})[mention.span] = mention
    out: dict[int, Speaker] = {}
    for entity in entities:
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


def _quotations(work: Work, mentions: list[Mention | None], speakers: dict[int, Speaker]) -> list[Quotation]:
    around = parents([work.drafts[k].content for k in work.kept])
    return [
        _quotation(work, k, f"q{place + 1}", None if parent is None else f"q{parent + 1}", mention, speakers)
        for place, (k, parent, mention) in enumerate(zip(work.kept, around, mentions, strict=True))
    ]


def _quotation(
    work: Work, k: int, name: str, parent: str | None, mention: Mention | None, speakers: dict[int, Speaker]
) -> Quotation:
    """The quotation of the `k`-th draft."""
    draft, linked = work.drafts[k], work.linked[k]
    entity = linked.entity
    document = work.tokens.document
    content = tuple(span for start, end in draft.content for span in document.spans(start, end))
    subtitles = document.source.subtitles
    return Quotation(
        id=name,
        kind=draft.kind,
        content=content,
        cue=_cue(document, draft.site),
        mention=mention,
        speaker=None if entity is None else speakers[id(entity)],
        rule=draft.rule.value,
        confidence=draft.rule.confidence(draft.kind),
        parent_id=parent,
        link="" if entity is None else linked.link.value,
        speaker_confidence=None if entity is None else work.sure[k],
        time=None if subtitles is None else subtitles.time(content[0].start, content[-1].end),
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
