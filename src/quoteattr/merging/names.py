"""The names of people: what is given, what is the surname, what a title tells."""

from __future__ import annotations

import re

from attrs import frozen

from quoteattr.lexicon import french
from quoteattr.reading import deaccent, fold

__all__ = ["PersonName", "person_name", "plain", "words_of_name"]

_INITIAL = re.compile(r"(?:[a-z]\.)(?:-?[a-z]\.)*|[a-z]")
_LETTERS = re.compile(r"[a-z]")


@frozen
class PersonName:
    """A name taken apart, in small letters without accents.

    Attributes:
        given: First names, a compound one as one word (*jean-luc*); empty for a surname alone.
        surname: The rest, particles included.
        initials: Whether the first names are initials only.
        titled: Whether a title stands before it (*Mme*, *le docteur*).
    """

    given: tuple[str, ...]
    surname: tuple[str, ...]
    initials: bool = False
    titled: bool = False

    @property
    def full(self) -> bool:
        """Whether it has a first name in full."""
        return bool(self.given) and not self.initials

    @property
    def key(self) -> tuple[str, str]:
        """What is the same for one name however it is written: hyphens are spaces, initials in between are left out."""
        first, *others = self.given or ("",)
        kept = [first, *(name for name in others if not _INITIAL.fullmatch(name))]
        return _open(" ".join(kept)), self.last

    @property
    def last(self) -> str:
        """The surname as one text."""
        return _open(" ".join(self.surname))

    @property
    def letters(self) -> str:
        """The first letters of the first names: *jl* for *jean-luc* and for *j.-l.*."""
        return "".join(part[0] for name in self.given for part in re.split(r"[-.\s]+", name) if part)

    def fits(self, other: PersonName) -> bool:
        """Whether this one, of initials or a surname alone, may stand for `other`, which is in full."""
        if self.last != other.last:
            return False
        return not self.given or other.letters.startswith(self.letters) or self.letters.startswith(other.letters)


def _open(text: str) -> str:
    return " ".join(text.replace("-", " ").replace(".", " ").split())


def plain(text: str) -> str:
    """Return a text in small letters without accents, with straight apostrophes."""
    return deaccent(fold(text).lower())


def words_of_name(text: str) -> list[str]:
    """Return the words of a name, plain, an article before an apostrophe apart."""
    return plain(text).replace("'", "' ").split()


def person_name(text: str) -> PersonName | None:
    """Take the name of a person apart; ``None`` for a description (*le maire*, *une voisine*).

    A word alone is a surname, unless it is listed as a first name and has no title: *Sylvie* may be anybody.
    """
    whole = fold(text).split()
    lexicon = french()
    titled = False
    while len(whole) > 1 and (whole[0].lower() in lexicon.words["title"] or whole[0].lower() in {"le", "la"}):
        if whole[0].lower() in {"le", "la"} and whole[1].lower() not in lexicon.words["title"]:
            break
        titled = titled or whole[0].lower() not in {"le", "la"}
        whole = whole[1:]
    if not whole or not whole[-1][0].isupper():
        return None
    if not all(word[0].isupper() or word.lower() in lexicon.words["particle"] | {"le", "la"} for word in whole):
        return None
    if plain(whole[0]) in lexicon.words["det"] and not _surname_alone(whole):
        return None
    words = [plain(word) for word in whole]
    if len(words) == 1 or _surname_alone(whole):
        if not titled and len(words) == 1 and _first_name(whole[0]):
            return None
        return PersonName((), tuple(words), titled=titled)
    count = _given(whole)
    given = tuple(words[:count])
    return PersonName(given, tuple(words[count:]), all(map(_INITIAL.fullmatch, given)), titled)


def _first_name(word: str) -> bool:
    return word.lower() in french().names


def _surname_alone(whole: list[str]) -> bool:
    """Whether a name begins with its particle: *Le Pen*, *de Rugy*."""
    first = whole[0].lower()
    particle = first in french().words["particle"] or first in {"le", "la"}
    return particle and len(whole) > 1 and all(word[0].isupper() for word in whole[1:])


def _given(whole: list[str]) -> int:
    """How many words are first names: the first, and listed names and initials after it, but for the last word."""
    count = 1
    while count < len(whole) - 1 and (_first_name(whole[count]) or _INITIAL.fullmatch(plain(whole[count]))):
        count += 1
    return count
