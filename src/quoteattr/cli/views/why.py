"""What ``quoteattr show --why`` adds: for each quotation what was proposed, what won, and between whom was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quoteattr.cli.views.view import cut, one_line
from quoteattr.result import Quotation
from quoteattr.result.explanation import Explanation, Step

__all__ = ["why_lines"]

_CAME_TO_NOTHING = "came to no quotation"


def why_lines(explanation: Explanation) -> Iterator[str]:
    """Yield the lines, without line ends: the steps of each quotation, then those that came to nothing."""
    yield ""
    yield "Why"
    steps: dict[str | None, list[Step]] = {}
    for step in explanation.steps:
        steps.setdefault(step.quotation, []).append(step)
    for number, quotation in enumerate(explanation.result.quotations, 1):
        yield from ("", *_block(str(number), _content(quotation), steps.get(quotation.id, [])))
    lost = explanation.lost()
    if lost:
        yield from ("", *_block("-", _CAME_TO_NOTHING, lost))


def _content(quotation: Quotation) -> str:
    return cut(one_line(quotation.text))


def _block(number: str, head: str, steps: Iterable[Step]) -> Iterator[str]:
    yield f"{number:>3}  {head}"
    for step in steps:
        words = " ".join(cut(one_line(span.text)) for span in step.spans[:1])
        told = [told for told in (one_line(step.who or ""), words, step.why) if told]
        yield f"     {step.stage.value:<10} {'' if step.won else 'not '}{step.name}: {'; '.join(told)}".rstrip(": ")
        if step.candidates:
            weighed = ", ".join(f"{one_line(c.name or 'somebody new')} {c.score:.2f}" for c in step.candidates)
            yield f"{'':16}between {weighed}"
