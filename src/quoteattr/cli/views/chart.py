"""A bar chart as a self-contained SVG picture: no script, no font of its own, legible in light and in dark."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from attrs import frozen

from quoteattr.export.literals import UNHOLDABLE

__all__ = ["Bar", "bar_chart"]

ROW = 26
LABELS = 250
BARS = 360
WIDTH = LABELS + BARS + 150
LONGEST = 31
"""Characters of a label; the whole of it is in the bar's title."""
STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#1b1b1b}.t{font-size:17px;font-weight:600}.n{font-size:13px}"
    ".f{fill:#a8447f}.m{fill:#2a7ab0}.u{fill:#767676}.g{opacity:.55}.b{fill:#fff}"
    "@media(prefers-color-scheme:dark){text{fill:#eee}.b{fill:#1b1b1b}.f{fill:#d97bb3}.m{fill:#6bb1de}.u{fill:#a0a0a0}}"
)


@frozen
class Bar:
    """One bar.

    Attributes:
        label: What stands before it.
        value: Its length.
        told: What stands behind it.
        tone: Its colour: ``f``, ``m`` or ``u``.
        pale: Whether it is drawn pale (a guess).
    """

    label: str
    value: float
    told: str
    tone: str = "u"
    pale: bool = False


def bar_chart(title: str, description: str, bars: Sequence[Bar]) -> str:
    """Return an SVG document; screen readers read its title, then the description, which should tell the figures."""
    height = 60 + ROW * len(bars)
    widest = max((bar.value for bar in bars), default=0) or 1
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'<title id="title">{_text(title)}</title>',
        f'<desc id="desc">{_text(description)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="b" width="{WIDTH}" height="{height}"/>',
        f'<text class="t" x="16" y="30">{_text(title)}</text>',
    ]
    for number, bar in enumerate(bars):
        top = 48 + ROW * number
        label = bar.label if len(bar.label) <= LONGEST else bar.label[: LONGEST - 1].rstrip() + "…"
        length = max(round(BARS * bar.value / widest, 1), 1 if bar.value else 0)
        out.append(
            f"<g><title>{_text(f'{bar.label}: {bar.told}')}</title>"
            f'<text x="{LABELS - 8}" y="{top + 15}" text-anchor="end">{_text(label)}</text>'
            f'<rect class="{bar.tone}{" g" if bar.pale else ""}" x="{LABELS}" y="{top + 2}" '
            f'width="{length}" height="{ROW - 8}" rx="2"/>'
            f'<text class="n" x="{LABELS + length + 8:.1f}" y="{top + 15}">{_text(bar.told)}</text></g>'
        )
    return "\n".join([*out, "</svg>"]) + "\n"


def _text(text: str) -> str:
    return escape(UNHOLDABLE.sub("\ufffd", " ".join(text.split())))
