"""What is counted, and listed as wrong, in one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from attrs import field, frozen

from quoteattr.evaluation.model import GoldQuotation, Range
from quoteattr.evaluation.names import same_entity
from quoteattr.evaluation.words import meet
from quoteattr.result import Kind, SpeakerKind

__all__ = ["Counts", "Key", "Mistake", "MistakeKind", "Tally", "once"]

CONTEXT = 40
"""Code points shown on either side of a mistake."""

Key = tuple[str, str, str]
"""View, group within the view (a kind of quotation, say), and what is counted."""
Counts = Counter[Key]


class MistakeKind(StrEnum):
    """What is wrong."""

    MISSED = "missed"
    """An annotated quotation that was not found."""
    FALSE = "false"
    """A predicted one that is not annotated."""
    BOUNDARY = "boundary"
    """Found, but its first or last words are not the annotated ones."""
    KIND = "kind"
    """Direct, indirect and mixed taken for one another."""
    CUE = "cue"
    MENTION = "mention"
    ENTITY = "entity"
    GENDER = "gender"
    """Told, and wrong."""
    SPEAKER_KIND = "speaker-kind"


@frozen
class Mistake:
    """One place where prediction and annotation differ.

    Attributes:
        document: The id of the document.
        view: ``"marked"`` when the unit is a stretch between quotation marks, ``"runs"`` when it is a content stretch.
        error: What is wrong.
        kind: The kind of the annotated quotation; of a false one, that of the predicted.
        start: First code point of the unit: the annotated one, or, when nothing is annotated, the predicted one.
        end: One past its last code point.
        text: Its words.
        before: What stands before it.
        after: What stands after it.
        gold: What the annotation says; ``""`` for nothing.
        predicted: What the system says; ``""`` for nothing.
        rule: The rule that predicted it, where known.
    """

    document: str
    view: str
    error: MistakeKind
    kind: Kind
    start: int
    end: int
    text: str = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)
    gold: str
    predicted: str
    rule: str


def once(mistakes: Sequence[Mistake]) -> tuple[Mistake, ...]:
    """Mistakes without those that a later view lists as well: the same is wrong where they meet."""
    return tuple(m for number, m in enumerate(mistakes) if not any(_same(m, other) for other in mistakes[number + 1 :]))


def _same(one: Mistake, other: Mistake) -> bool:
    return (
        one.view != other.view
        and (one.error, one.gold, one.predicted) == (other.error, other.gold, other.predicted)
        and one.start < other.end
        and other.start < one.end
    )


class Tally:
    """Counts and mistakes of one document, filled by the views."""

    def __init__(self, document: str, text: str) -> None:
        self.document = document
        self.text = text
        self.counts: Counts = Counter()
        self.mistakes: list[Mistake] = []

    def add(self, view: str, group: str, what: str, number: int = 1) -> None:
        """Count something."""
        if number:
            self.counts[view, group, what] += number

    def mistake(
        self,
        view: str,
        error: MistakeKind,
        place: Range,
        expected: GoldQuotation | None,
        got: GoldQuotation | None,
        said: tuple[object, object],
    ) -> None:
        """List something wrong; `said` is what the annotation and the system say."""
        start, end = place
        kind = (expected or got or _NOTHING).kind
        around = self.text[max(0, start - CONTEXT) : start], self.text[end : end + CONTEXT]
        gold, predicted = ("" if what is None else str(what) for what in said)
        rule = got.rule if got else ""
        self.mistakes.append(
            Mistake(self.document, view, error, kind, start, end, self.text[start:end], *around, gold, predicted, rule)
        )

    def ask(
        self, view: str, groups: Iterable[str], layers: Sequence[GoldQuotation], got: GoldQuotation
    ) -> list[tuple[MistakeKind, object, object]]:
        """Count what is right about a quotation that was found, and return what is not.

        Args:
            view: The view.
            groups: The groups that it counts in.
            layers: The annotated quotation that asks the questions, then others, of which the answer to mention and
                entity may be that.
            got: What the system says.
        """
        expected, text = layers[0], self.text
        who = got.who(text)
        asked: list[tuple[MistakeKind, bool, object, object]] = []
        if expected.mention:
            right = any(meet(text, layer.mention, got.mention) for layer in layers)
            asked.append((MistakeKind.MENTION, right, _slice(text, expected.mention), _slice(text, got.mention)))
        if expected.cue:
            asked.append(
                (MistakeKind.CUE, meet(text, expected.cue, got.cue), _slice(text, expected.cue), _slice(text, got.cue))
            )
        same = any(same_entity(layer.entity, who, layer.entity_kind) for layer in layers)
        if expected.entity:
            asked.append((MistakeKind.ENTITY, same, expected.entity, who))
        if expected.gender and got.gender:
            asked.append((MistakeKind.GENDER, got.gender == expected.gender, expected.gender, got.gender))
        if expected.entity_kind not in {None, SpeakerKind.UNKNOWN}:
            asked.append(
                (
                    MistakeKind.SPEAKER_KIND,
                    got.entity_kind == expected.entity_kind,
                    expected.entity_kind,
                    got.entity_kind,
                )
            )
        for group in groups:
            self.add(view, group, "found")
            self.add(view, group, "end_to_end", same or not expected.entity)
            self.add(view, group, "gendered", expected.gender is not None)
            for what, right, *_ in asked:
                self.add(view, group, f"{what}_asked")
                self.add(view, group, f"{what}_right", right)
        return [(what, gold, predicted) for what, right, gold, predicted in asked if not right]


_NOTHING = GoldQuotation(Kind.DIRECT, ())


def _slice(text: str, place: Range | None) -> str | None:
    return None if place is None else text[slice(*place)]
