"""Colours for any number of speakers, each in a light and a dark scheme.

A speaker's *ink* writes names and underlines, *tint* lies behind quotations, *strong* behind those that are pointed at.
All are chosen in OKLCH, where equal steps look equal: eight hues far apart, then the hues between them with another
line style, and so on. After `COUNT` speakers colours come round again; initials still tell.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from attrs import frozen

__all__ = ["COUNT", "PAGE", "TEXT", "Shades", "contrast", "shades"]

HUES = (255, 45, 150, 335, 205, 90, 300, 15)
"""Degrees, in the order in which speakers get them: neighbours in a text are far apart on the wheel."""
LINES = ("solid", "dashed", "double", "dotted")
"""Styles of the line under a quotation, one a round of hues."""
TURN = 23
"""Degrees that the hues move on in each round."""
COUNT = len(HUES) * len(LINES)

PAGE = {"light": "#fffdf9", "dark": "#16171a"}
"""The colour of the page."""
TEXT = {"light": "#1f2328", "dark": "#e6e4df"}
"""The colour of the words."""

# lightness and chroma of ink, tint and strong
_LEVELS = {
    "light": ((0.455, 0.14), (0.953, 0.03), (0.905, 0.06)),
    "dark": ((0.825, 0.1), (0.285, 0.035), (0.375, 0.06)),
}


@frozen
class Shades:
    """The colours of one speaker in one scheme, as ``#rrggbb``."""

    ink: str
    tint: str
    strong: str


@cache
def shades(number: int, scheme: str) -> Shades:
    """Return the colours of speaker `number` (from 0) in scheme ``"light"`` or ``"dark"``."""
    number %= COUNT
    hue = HUES[number % len(HUES)] + TURN * (number // len(HUES))
    ink, tint, strong = (_hex(lightness, chroma, hue) for lightness, chroma in _LEVELS[scheme])
    return Shades(ink, tint, strong)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 counts it, from 1 to 21."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """The nearest colour of the same lightness and hue that a screen can show."""
    while True:
        linear = _linear(lightness, chroma, hue)
        if chroma <= 0 or all(-0.0005 <= part <= 1.0005 for part in linear):
            break
        chroma -= 0.002
    clipped = (min(max(part, 0.0), 1.0) for part in linear)
    return "#" + "".join(
        f"{round(255 * (12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055)):02x}" for p in clipped
    )


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB (Björn Ottosson, 2020)."""
    a, b = chroma * cos(hue * pi / 180), chroma * sin(hue * pi / 180)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
