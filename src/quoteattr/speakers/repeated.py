"""Words that stand twice: a title or heading quotes without a mention what the text quotes again, with who says it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from quoteattr.grammar import Tokens
from quoteattr.measured import Link
from quoteattr.quotations import Draft
from quoteattr.speakers.cast import Linked
from quoteattr.speakers.mentions import Found

__all__ = ["alike", "said_again", "words_of"]

_LEAST: Final = 3
"""How many words are the same by more than chance."""
_KEPT: Final = 20
"""How many places with the same words are compared."""
_SHORT: Final = 0xFFFFFFFF
"""What of the hash of a word is kept: three words in a row have the same by no chance."""
_Words: TypeAlias = "array[int]"


def said_again(
    tokens: Tokens, drafts: Sequence[Draft], found: Sequence[Found | None], linked: Sequence[Linked]
) -> Iterator[tuple[int, int]]:
    """Yield each draft without a mention whose words another says again, and that other, whose speaker is told.

    « Nous restons » ⏎ … « Nous restons à quai », promet Léa Faure.
    """
    alone = [k for k, mention in enumerate(found) if mention is None and drafts[k].turn < 0]
    if not alone or not tokens.trace.allows(Link.REPEATED):
        return
    told = [k for k, mention in enumerate(found) if mention is not None and linked[k].entity is not None]
    yield from alike({k: words_of(tokens, drafts[k]) for k in alone}, {k: words_of(tokens, drafts[k]) for k in told})


def alike(alone: Mapping[int, _Words], told: Mapping[int, _Words]) -> Iterator[tuple[int, int]]:
    """Yield the keys of words that stand within others, and of the first of these."""
    begins = {tuple(words[:_LEAST]) for words in alone.values()}
    places: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for k, words in told.items():
        for at in range(len(words) - _LEAST + 1):
            first = tuple(words[at : at + _LEAST])
            if first in begins:
                places.setdefault(first, []).append((k, at))
    for k, mine in alone.items():
        for other, at in places.get(tuple(mine[:_LEAST]), ())[:_KEPT]:
            if told[other][at : at + len(mine)] == mine:
                yield k, other
                break


def words_of(tokens: Tokens, draft: Draft) -> _Words:
    """The words of what a draft quotes, each as a number, which takes less room."""
    document = tokens.document
    out: _Words = array("I")
    for start, end in draft.content:
        within = range(document.token_at(start), document.token_at(end))
        out.extend([hash(tokens.low[i]) & _SHORT for i in within if tokens.word[i].is_word])
    return out
