"""Keep the typography of the French pages: no-break spaces before ; : ! ? % and inside « », typographic apostrophes.

usage: python docs/typography.py          # what is not as it should be; exit status 1 if anything
       python docs/typography.py --mend   # put it right

Code, comments and the targets of links are left alone.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
WIDE, NARROW = "\u00a0", "\u202f"
LEFT = "\ue000"  # stands for what is left alone
_SPACE = f"[ {WIDE}{NARROW}]"
_LEFT_ALONE = re.compile(
    r"(?sm)^(?P<fence>`{3,}|:{3,}).*?^(?P=fence)[ \t]*$"
    r"|\A---\n.*?\n---$|<!--.*?-->|<[^>\n]+>"
    r"|(?P<ticks>`+)(?:[^`]|(?!(?P=ticks))`)+(?P=ticks)|\]\([^)\s]*\)|https?://\S+"
)
RULES = [
    (re.compile(rf"«{_SPACE}*(?=\S)"), f"«{WIDE}"),
    (re.compile(rf"(?<=\S){_SPACE}*»"), f"{WIDE}»"),
    (re.compile(rf"(?<=[^\s{WIDE}{NARROW}]){_SPACE}*:(?=\s|\*|$)"), f"{WIDE}:"),
    (re.compile(rf"(?<=[^\s{WIDE}{NARROW}]){_SPACE}+([;?]|!(?!\[))"), rf"{NARROW}\1"),
    (re.compile(r"(?<=[^\W_])([;!?])(?=\s|$)"), rf"{NARROW}\1"),
    (re.compile(rf"(?<=\d){_SPACE}*([%€])"), rf"{WIDE}\1"),
    (re.compile(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))"), NARROW),
    (re.compile(rf"(?<=[^\W\d_])'(?=[^\W\d_]|[*«{LEFT}])"), "’"),
]


def _prose(text: str) -> str:
    for pattern, wanted in RULES:
        text = pattern.sub(wanted, text)
    return text


def mended(page: str) -> str:
    """Return a page as it should be."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return LEFT

    text = _LEFT_ALONE.sub(keep, page)
    parts = iter(kept)
    return re.sub(LEFT, lambda _: next(parts), "\n".join(_prose(line) for line in text.split("\n")))


def pages() -> list[Path]:
    """The French pages."""
    return sorted((DOCS / "fr").rglob("*.md"))


def problems() -> list[str]:
    """Each line that is not as it should be, as file:line and what the line should be."""
    out = []
    for path in pages():
        page = path.read_text(encoding="utf-8")
        lines = zip(page.split("\n"), mended(page).split("\n"), strict=True)
        out += [
            f"{path.relative_to(DOCS)}:{number}: {right}"
            for number, (line, right) in enumerate(lines, 1)
            if line != right
        ]
    return out


def main(arguments: list[str]) -> int:
    """Print or mend what is not as it should be."""
    if arguments == ["--mend"]:
        for path in pages():
            page = path.read_text(encoding="utf-8")
            path.write_text(mended(page), encoding="utf-8")
        return 0
    if arguments:
        sys.exit(__doc__)
    found = problems()
    print("\n".join(found) or "The typography of the French pages is as it should be.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
