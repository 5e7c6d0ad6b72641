"""Why a result is what it is: the steps that led to each quotation, and what came to none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from quoteattr.assembly import Work
from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.measured import Link, Rule, Trace, Weighing
from quoteattr.quotations import Draft
from quoteattr.result import Result, Span
from quoteattr.result.explanation import Candidate, Choice, Explanation, Stage, Step
from quoteattr.speakers import RULES, Found

__all__ = ["explained"]

_TASKS: Final[Mapping[Link, str]] = {
    Link.PRONOUN: "pronoun",
    Link.CARRY: "carry",
    Link.ROLE: "description",
    Link.SALIENT: "description",
    Link.DESCRIPTION: "description",
}
"""The learned choice that each link rests on."""
_SHOWN: Final = 6
"""How many candidates are told."""


def explained(result: Result, work: Work, trace: Trace) -> Explanation:
    """Return the result with the steps that led to it: of each quotation in order, and at last what came to none."""
    ids = {k: quotation.id for k, quotation in zip(work.kept, result.quotations, strict=True)}
    steps: list[Step] = []
    for k in range(len(work.drafts)):
        steps += _of_draft(work, trace, k, ids.get(k))
    steps += _idle_cues(work)
    steps += _idle_marks(work)
    document = work.tokens.document
    choices = [Choice(w.task, document.cut(*document.span(w.at, w.at)).start, _asked(w)) for w in trace.weighings]
    return Explanation(result, steps, choices)


def _asked(weighing: Weighing) -> list[Candidate]:
    """Those between whom was chosen, in order, with the features that are not zero."""
    return [
        Candidate(name or None, round(score, 3), {feature: value for feature, value in told.items() if value})
        for name, score, told in zip(weighing.names, weighing.scores, weighing.features, strict=True)
    ]


def _of_draft(work: Work, trace: Trace, k: int, quotation: str | None) -> Iterator[Step]:
    draft, linked = work.drafts[k], work.linked[k]
    entity, link = linked.entity, linked.link
    if draft.site is not None:
        yield _cue(work.tokens, draft.site, quotation)
    content = tuple(work.tokens.document.cut(*place) for place in draft.content)
    confidence = draft.rule.confidence(draft.kind)
    why = f"{draft.kind.value}; right {confidence:.1%} of the time" if quotation else "the configuration leaves it out"
    yield Step(
        Stage.QUOTATION, draft.rule.value, won=quotation is not None, why=why, spans=content, quotation=quotation
    )
    yield from _mentions(work, draft, quotation)
    candidates = _candidates(trace.weighings, draft, work.found[k], link)
    if entity is None:
        yield Step(Stage.SPEAKER, link.value, won=False, why="nobody fits", quotation=quotation, candidates=candidates)
        return
    why = f"right {link.confidence:.1%} of the time; this speaker with a probability of {work.sure[k]:.1%}"
    yield Step(
        Stage.SPEAKER, link.value, won=True, why=why, who=entity.name, quotation=quotation, candidates=candidates
    )


def _cue(tokens: Tokens, site: CueSite, quotation: str | None, why: str = "") -> Step:
    won = quotation is not None
    return Step(
        Stage.CUE, site.kind.value, won=won, why=why or site.lemma, spans=(_span(tokens, site),), quotation=quotation
    )


def _span(tokens: Tokens, of: CueSite | NounPhrase) -> Span:
    return tokens.document.cut(*tokens.document.span(of.first, of.last))


def _mentions(work: Work, draft: Draft, quotation: str | None) -> Iterator[Step]:
    """What each mention rule answers; the first that answers wins, whatever the others would have said."""
    won = False
    for rule, ask in RULES:
        phrase = ask(work.tokens, draft, work.sites) if work.tokens.trace.allows(rule) else None
        if phrase is not None:
            why = "a rule before it answered" if won else ""
            yield Step(
                Stage.MENTION,
                rule.value,
                won=not won,
                why=why,
                spans=(_span(work.tokens, phrase),),
                quotation=quotation,
            )
            won = True


def _candidates(weighings: Sequence[Weighing], draft: Draft, found: Found | None, link: Link) -> list[Candidate]:
    """Between whom was chosen for a draft, the best first."""
    places = range(draft.first, draft.first + 1)
    if found is not None:
        places = range(found.phrase.first, found.phrase.head + 1)
    made = [w for w in weighings if w.task == _TASKS.get(link) and w.at in places]
    return sorted(_asked(made[-1]), key=lambda c: -c.score)[:_SHOWN] if made else []


def _idle_cues(work: Work) -> Iterator[Step]:
    used = {draft.site.first for draft in work.drafts if draft.site is not None}
    for site in work.sites:
        if site.first not in used:
            yield _cue(work.tokens, site, None, f"{site.lemma}: nothing to be drawn from it")


def _idle_marks(work: Work) -> Iterator[Step]:
    """The blocks that no quotation holds."""
    document = work.tokens.document
    covered = [place for draft in work.drafts for place in draft.content]
    for block in document.blocks:
        start, end = block.segment.parts[0][0], block.segment.parts[-1][1]
        words = document.text[start:end]
        start, end = end - len(words.lstrip()), start + len(words.rstrip())
        if start < end and not any(start < b and a < end for a, b in covered):
            why = "nobody is told to have said these words"
            yield Step(Stage.QUOTATION, Rule.MARKS.value, won=False, why=why, spans=(document.cut(start, end),))
