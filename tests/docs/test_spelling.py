"""The pages are spelled right, in both languages, and a misspelling would be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
import spelling


@pytest.mark.parametrize(
    ("path", "language"),
    [
        pytest.param(path, language, id=path.relative_to(spelling.ROOT).as_posix())
        for path, language in spelling.pages()
    ],
)
def test_pages(path: Path, language: str) -> None:
    assert not list(spelling.unknown(path.read_text(encoding="utf-8"), language)), (
        "correct them, or add them to docs/spelling"
    )


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("A rule is mesured.", "en", ["mesured"]),
        ("A speaker's *capitaine* and a capitaine.", "en", ["capitaine"]),
        ("One\n`mesured` [two](thre.md) https://example.org/mesured\n```sh\nmesured\n```\nthre", "en", ["thre"]),
        ("L’extrait qu’on lit jusqu'ici, aujourd’hui.", "fr", []),
        ("Les dires de l’AFP et d'Awa.", "fr", []),
        ("Une citasion d’aujourdhui, un *result*.", "fr", ["citasion", "d’aujourdhui"]),
    ],
)
def test_what_is_seen(text: str, language: str, words: list[str]) -> None:
    assert [word for _, word in spelling.unknown(text, language)] == words


def test_own_words_are_needed() -> None:
    """A word that the dictionary learns, or that stands twice, leaves the list."""
    lists = {
        name: (spelling.DOCS / "spelling" / f"{name}.txt").read_text(encoding="utf-8").split()
        for name in ("en", "fr", "both")
    }
    assert all(words == sorted(set(words)) for words in lists.values())
    assert not set(lists["both"]) & {*lists["en"], *lists["fr"]}
