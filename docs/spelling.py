"""Check the spelling of the documentation, the README and the changelog, in both languages.

usage: python docs/spelling.py            # every page; exit status 1 when a word is not known
       python docs/spelling.py --words    # only the words, to look through before adding them to docs/spelling

English pages quote French and French ones name English things, so a word of *italics*, between marks or in a generated
part may be of either language; code, links and names of files are left out. The dictionaries are those of
pyspellchecker, which come with the package. Words that they lack are in docs/spelling: ``en.txt``, ``fr.txt``, and
``both.txt`` with names and technical terms.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from spellchecker import SpellChecker

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
_LEFT_OUT = re.compile(
    r"(?sm)^(`{3,}|:{3,}).*?^\1[ \t]*$|\A---\n.*?\n---$"  # fences, and what stands before the page
    r"|<!--.*?-->|<[^>\n]+>|`+[^`\n]*`+|\{[a-z-]+\}"  # comments, tags, code, roles
    # targets, files, names in code
    r"|\]\([^)\s]*\)|https?://\S+|\b[\w./-]+\.(?:py|toml|tsv|md|txt|jsonl?|xml|csv|html|ann|conf)\b|\b\w+_\w+\b"
)
_FOREIGN = re.compile(
    r"(?sm)(?<![\w*])\*{1,2}(?!\s)[^*\n]+?\*{1,2}|«[^»]*»|“[^”]*”|\"[^\"\n]*\"|^>[^\n]*$|<!-- (\w+)s -->.*?<!-- /\1s -->"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_ELIDED = re.compile(r"(?i)^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|aujourd)['’](?=\w)")


@lru_cache
def dictionary(language: str) -> tuple[SpellChecker, frozenset[str]]:
    """The package's dictionary, and our own words."""
    own = [
        word
        for name in (language, "both")
        for word in (DOCS / "spelling" / f"{name}.txt").read_text(encoding="utf-8").split()
    ]
    return SpellChecker(language=language), frozenset(own)


def known(word: str, language: str) -> bool:
    """Whether a word, or what is left of it without an elided article or an English ending, is in the dictionary."""
    checker, own = dictionary(language)
    low = word.lower().replace("’", "'")
    low = low if low in own or low in checker else low.replace("œ", "oe")
    if language == "fr":
        while (shorter := _ELIDED.sub("", low)) != low:
            if low in own or low in checker:
                return True
            low, word = shorter, _ELIDED.sub("", word)
    elif low.endswith(("'s", "s'")):
        low = low[:-2]
    return word in own or low in own or len(low) < 3 or low in checker


def unknown(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield line and word of whatever is not known; words in italics and between marks may be of the other language."""
    either = {k for m in _FOREIGN.finditer(text) for k in range(*m.span())}
    text = _LEFT_OUT.sub(lambda m: re.sub(r"\S", " ", m[0]), text)
    other = "fr" if language == "en" else "en"
    for match in _WORD.finditer(text):
        word = match[0]
        if (
            known(word, language)
            or (match.start() in either and known(word, other))
            or (word.isupper() and len(word) < 6)
        ):
            continue
        yield text.count("\n", 0, match.start()) + 1, word


def pages() -> Iterator[tuple[Path, str]]:
    """Every page with its language."""
    yield from ((ROOT / name, "en") for name in ("README.md", "CHANGELOG.md"))
    for path in sorted(DOCS.rglob("*.md")):
        parts = path.relative_to(DOCS).parts
        if parts[0] != "_build":
            yield path, "fr" if parts[0] == "fr" else "en"


def main(arguments: list[str]) -> int:
    """Print what is not known; with ``--words``, each word once."""
    found = [
        (path, line, word, language)
        for path, language in pages()
        for line, word in unknown(path.read_text(encoding="utf-8"), language)
    ]
    if arguments == ["--words"]:
        print(
            "\n".join(
                f"{language} {word}" for language, word in sorted({(language, word) for _, _, word, language in found})
            )
        )
        return 0
    for path, line, word, language in found:
        print(
            f"{path.relative_to(ROOT)}:{line}: {word} (not in the {language} dictionary; if it is right, add it to docs/spelling)"
        )
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
