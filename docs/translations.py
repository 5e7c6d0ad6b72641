"""Keep the French pages with the English ones: which English text each French page says.

usage: python docs/translations.py                 # what is out of step
       python docs/translations.py --accept PAGE…  # the French PAGE (guides/spacy.md) says what the English one says
       now
       python docs/translations.py --pending       # list every new English page as one that has no French version yet

``docs/fr/translations.toml`` holds, for each English page, a hash of the English and of the French text when somebody
last said that they agree, or ``pending`` where there is no French page yet. ``docs/fr/how-it-decides.md`` is partly
written by ``docs/decisions.py``: what stands between its markers does not count.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ENGLISH_ONLY = frozenset({"changelog.md", "reference/api.md"})
"""Pages that are not translated: what they show is written from the code, or for the record."""
PENDING = "pending"
_GENERATED = re.compile(r"(?s)(<!-- (\w+)s -->).*?(<!-- /\2s -->)")
HEAD = "# Which English text each French page says; written by `python docs/translations.py --accept PAGE`.\n"


def english_pages(docs: Path = DOCS) -> list[str]:
    """The pages that are, or are to be, in French too."""
    pages = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    return sorted(page for page in pages if not page.startswith(("fr/", "_build/")) and page not in ENGLISH_ONLY)


def digest(path: Path) -> str:
    """A hash of the text of a page, without its generated parts and trailing spaces."""
    text = _GENERATED.sub(r"\1\3", path.read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(line.rstrip() for line in text.splitlines()).encode()).hexdigest()[:16]


def state(page: str, docs: Path = DOCS) -> str:
    """What the table should hold for a page whose two versions agree."""
    french = docs / "fr" / page
    return f"{digest(docs / page)} {digest(french)}" if french.exists() else PENDING


def recorded(docs: Path = DOCS) -> dict[str, str]:
    """The table as it is."""
    path = docs / "fr" / "translations.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def problems(docs: Path = DOCS) -> list[str]:
    """What is out of step, a sentence each, with what to do."""
    table, out = recorded(docs), []
    pages = english_pages(docs)
    for page in pages:
        accept = f"then `python docs/translations.py --accept {page}`"
        french = docs / "fr" / page
        if page not in table:
            out.append(
                f"{page} is new: write fr/{page} if you can, {accept}; if you cannot, `python docs/translations.py --pending`"
            )
        elif table[page] == PENDING and french.exists():
            out.append(f"fr/{page} is new: see that it says what {page} says, {accept}")
        elif table[page] != PENDING and not french.exists():
            out.append(
                f"fr/{page} is gone, but translations.toml says that it is there: bring it back, or {accept[5:]}"
            )
        elif table[page] != state(page, docs):
            old, new = table[page].split(), state(page, docs).split()
            changed = " and ".join(name for name, a, b in zip((page, f"fr/{page}"), old, new, strict=True) if a != b)
            out.append(f"{changed} changed: make the other language say the same, {accept}")
    out += [
        f"translations.toml lists {page}, which is no English page: `python docs/translations.py --accept {page}`"
        for page in table
        if page not in pages
    ]
    for path in sorted((docs / "fr").rglob("*.md")):
        page = path.relative_to(docs / "fr").as_posix()
        if page not in pages:
            out.append(f"fr/{page} has no English page {page}")
    return out


def accept(names: list[str], docs: Path = DOCS) -> None:
    """Record that the two versions of each page agree now, or that there is no French one yet."""
    table, pages = recorded(docs), english_pages(docs)
    for name in names:
        page = name.removeprefix("docs/").removeprefix("fr/")
        if page in pages:
            table[page] = state(page, docs)
        elif table.pop(page, None) is None:
            sys.exit(f"{page}: no English page of that name")
    lines = [f'"{page}" = "{value}"\n' for page, value in sorted(table.items())]
    (docs / "fr" / "translations.toml").write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--accept"] and len(sys.argv) > 2:
        accept(sys.argv[2:])
    elif sys.argv[1:] == ["--pending"]:
        accept([page for page in english_pages() if page not in recorded() and not (DOCS / "fr" / page).exists()])
    elif len(sys.argv) > 1:
        sys.exit(__doc__)
    else:
        found = problems()
        print("\n".join(found) or "French and English agree.")
        sys.exit(bool(found))
