"""The last stage: from drafts, mentions and entities to the values that the caller gets."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.quotations import Draft
from quoteattr.reading import holds
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
from quoteattr.speakers import Found, Linked

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
    tokens = work.tokens
    drafts, found = [work.drafts[k] for k in work.kept], [work.found[k] for k in work.kept]
    linked = [work.linked[k] for k in work.kept]
    sure = [work.sure[k] for k in work.kept]
    entities = [item.entity for item in linked]
    span = tokens.document.cut
    diagnostics = [Diagnostic(code, span(s, e), _MESSAGES[code]) for code, s, e in tokens.document.oddities]
    mentions: list[Mention | None] = []
    for item, entity in zip(found, entities, strict=True):
        if item is None:
            mentions.append(None)
            continue
        mention = Mention(span(*_mention_range(tokens, item.phrase)), _form(tokens, item.phrase))
        mentions.append(mention)
        if entity is None and item.phrase.pronoun:
            code = DiagnosticCode.UNRESOLVED_PRONOUN
            diagnostics.append(Diagnostic(code, mention.span, _MESSAGES[code]))
    speakers: dict[int, Speaker] = {}
    named: dict[int, dict[Span, Mention]] = {}
    for told, entity in zip(mentions, entities, strict=True):
        if told is not None:
            named.setdefault(id(entity), {})[told.span] = told
    for entity in entities:
        if entity is not None and id(entity) not in speakers:
            mine = named.get(id(entity), {})
            speakers[id(entity)] = Speaker(
                id=f"s{len(speakers) + 1}",
                name=entity.name,
                kind=SpeakerKind(entity.kind),
                gender=None if entity.gender is None else Gender(entity.gender),
                gender_guessed=entity.gender_guessed,
                aliases=tuple(f for f in entity.forms if f != entity.name),
                mentions=tuple(mine[s] for s in sorted(mine)),
            )
    quotations = []
    parents = _parents(drafts)
    for k, (draft, told, means) in enumerate(zip(drafts, mentions, linked, strict=True)):
        entity = means.entity
        cue = None
        if draft.site is not None:
            cue = Cue(
                span(*tokens.document.span(draft.site.first, draft.site.last)),
                draft.site.lemma,
                CueKind(draft.site.kind),
            )
        quotations.append(
            Quotation(
                id=f"q{k + 1}",
                kind=draft.kind,
                content=tuple(span(a, b) for a, b in draft.content),
                cue=cue,
                mention=told,
                speaker=None if entity is None else speakers[id(entity)],
                rule=draft.rule.value,
                confidence=draft.rule.confidence(draft.kind),
                parent_id=None if parents[k] is None else f"q{parents[k] + 1}",  # type: ignore[operator]
                link="" if entity is None else means.link.value,
                speaker_confidence=None if entity is None else sure[k],
            )
        )
    return Result(tokens.document.source.original, quotations, tuple(speakers.values()), diagnostics, meta)


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


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft, the smallest other draft whose content holds all of its content."""
    out: list[int | None] = [None] * len(drafts)
    sizes = [sum(b - a for a, b in d.content) for d in drafts]
    around: list[int] = []  # drafts that have begun and not ended, in order of their start
    for k in sorted(range(len(drafts)), key=lambda k: (drafts[k].content[0][0], -drafts[k].content[-1][1])):
        start = drafts[k].content[0][0]
        around = [m for m in around if drafts[m].content[-1][1] > start]
        holding = [m for m in around if sizes[m] > sizes[k] and holds(drafts[m].content, drafts[k].content)]
        out[k] = min(holding, key=lambda m: sizes[m], default=None)
        around.append(k)
    return out
