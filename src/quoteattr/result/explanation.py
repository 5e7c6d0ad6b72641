"""Why a result is what it is: what was proposed for a quotation, what won, and between whom was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from quoteattr.result.kinds import Told
from quoteattr.result.values import Quotation, Result, Span, several

__all__ = ["Candidate", "Choice", "Explanation", "Stage", "Step"]


def _all(items: Iterable[Any]) -> tuple[Any, ...]:
    return several(items)


class Stage(Told):
    """What is decided."""

    CUE = "cue"
    QUOTATION = "quotation"
    MENTION = "mention"
    SPEAKER = "speaker"


@frozen
class Candidate:
    """Somebody whom a pronoun or description may mean.

    Attributes:
        name: Their name, or ``None`` for somebody not mentioned yet.
        score: What speaks for them: the weighted sum of their features; the highest wins.
        features: Feature → value, those that are not zero.
    """

    name: str | None
    score: float
    features: dict[str, float] = field(factory=dict)


@frozen
class Choice:
    """A choice between those whom a mention may mean, or who may say a quotation without one.

    Attributes:
        task: ``pronoun``, ``description`` or ``carry``.
        at: The code point at which the mention, or the quotation, begins.
        candidates: Everybody who may be meant, in the order in which they were asked: the first of equals wins.
    """

    task: str
    at: int
    candidates: tuple[Candidate, ...] = field(converter=_all)


@frozen
class Step:
    """What one rule or link proposed.

    Attributes:
        stage: What it is about.
        name: The construction of a cue, the rule of a quotation or mention, the link of a speaker.
        won: Whether it decided.
        why: Why it did or did not, in a few words of English.
        spans: Where it stands: the cue, the content, the mention.
        who: The speaker's name, where it is about one.
        quotation: The id of the quotation that it is about, or ``None`` where it came to none.
        candidates: Between whom was chosen, the best first, where it was a choice.
    """

    stage: Stage = field(converter=Stage)
    name: str
    won: bool = field(kw_only=True)
    why: str = ""
    spans: tuple[Span, ...] = field(converter=_all, default=())
    who: str | None = None
    quotation: str | None = None
    candidates: tuple[Candidate, ...] = field(converter=_all, default=())


@frozen
class Explanation:
    """A result, and how it came about.

    Attributes:
        result: What the extractor returns for the text.
        steps: What was proposed: of each quotation in order, stage by stage, and at last what came to none.
        choices: Every choice between antecedents, those about mentions of nobody who speaks among them.

    Example:
        >>> from quoteattr import Extractor
        >>> explanation = Extractor().explain("« Il neige », dit Omar Sall. Il ajoute que le bac reste à quai.")
        >>> [(step.stage.value, step.name) for step in explanation.of("q2") if step.won]
        [('cue', 'clause'), ('quotation', 'que'), ('mention', 'subject'), ('speaker', 'pronoun')]
    """

    result: Result
    steps: tuple[Step, ...] = field(converter=_all, default=())
    choices: tuple[Choice, ...] = field(converter=_all, default=())

    def of(self, quotation: Quotation | str) -> tuple[Step, ...]:
        """Return the steps that are about a quotation, given itself or by its id."""
        wanted = quotation if isinstance(quotation, str) else quotation.id
        return tuple(step for step in self.steps if step.quotation == wanted)

    def lost(self) -> tuple[Step, ...]:
        """Return the steps that came to no quotation: cues that nothing was drawn from, marks that quote nobody."""
        return tuple(step for step in self.steps if step.quotation is None)
