"""Results to try exporters on, and what they leave in a folder."""

from __future__ import annotations

from pathlib import Path

from quoteattr import Cue, Diagnostic, Mention, Quotation, Result, Span, Speaker


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def made(text: str = "« Oui », a dit Léa.") -> Result:
    def span(part: str) -> Span:
        start = text.index(part)
        return Span(start, start + len(part), part)

    mention = Mention(span("Léa"), "name")
    speaker = Speaker(id="s1", name="Léa", kind="person", gender="f", mentions=[mention])
    return Result(
        text,
        [
            Quotation(
                id="q1",
                kind="direct",
                content=[span("Oui")],
                cue=Cue(span("a dit"), "dire", "incise"),
                mention=mention,
                speaker=speaker,
            )
        ],
        [speaker],
    )


def all_over(text: str) -> Result:
    """A result that has `text` wherever a string may be."""
    span = Span(0, len(text), text)
    speaker = Speaker(text, text, "unknown", None, [text, ""], [Mention(span, "clitic")])
    cue = Cue(span, text, "noun")
    quotation = Quotation(
        text, "mixed", [span], cue, speaker.mentions[0], speaker, text, 0.1, text, link=text, speaker_confidence=1e-300
    )
    return Result(text, [quotation, quotation], [speaker], [Diagnostic("long-run", span, text)] * 2, {text: text})
