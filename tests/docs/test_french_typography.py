"""The French pages have French typography, and a slip would be seen."""

from __future__ import annotations

import pytest
import typography


def test_pages() -> None:
    assert not typography.problems(), "run `python docs/typography.py --mend`"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Qui parle ? Nora !", "Qui parle\u202f? Nora\u202f!"),
        ("Qui parle? Nora; ou Omar", "Qui parle\u202f? Nora\u202f; ou Omar"),
        ("Elle dit : « Il neige. »", "Elle dit\u00a0: «\u00a0Il neige.\u00a0»"),
        ("«Il neige»", "«\u00a0Il neige\u00a0»"),
        ("**Pour commencer :** `--from` : l'extension", "**Pour commencer\u00a0:** `--from`\u00a0: l’extension"),
        ("96,8 % de 10 000", "96,8\u00a0% de 10\u202f000"),
        ("de *d'*, qu'`id`, l'*incise*", "de *d’*, qu’`id`, l’*incise*"),
    ],
)
def test_what_is_mended(text: str, right: str) -> None:
    assert typography.mended(text) == right
    assert typography.mended(right) == right


@pytest.mark.parametrize(
    "text",
    [
        "mot\n: sa définition",
        "| a |\n|:---|",
        "![image](l'image.png)",
        "[lien](l'un.md) https://example.org/l'un?a",
        "``l'un ; `l'autre` ?`` `%2F` `a ; b`",
        "```python\n>>> print('« a ? »')\n```",
        "---\norphan: true\n---\ntexte",
        "<!-- it's ; -->",
        '<a title="l\'un ;">',
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert typography.mended(text) == text
