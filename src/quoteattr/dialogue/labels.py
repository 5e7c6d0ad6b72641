"""Labels of turns: the words that may name who has the turn, and what sort of name they are."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import Tokens
from quoteattr.reading import deaccent

__all__ = ["Kind", "Label", "Labels", "initials_of"]

_ARTICLES: Final = frozenset({"le", "la", "l'", "les", "un", "une", "du", "de"})
_LETTERS: Final = 4
"""Letters of initials written as one word at the most: *ADR*."""
_NAME: Final = 5
"""Words of a name at the most."""
_WORDS: Final = 3
"""Words of a label that tells a part at the most: *La journaliste*, *Question du public*."""


class Kind:
    """What sort of name a label is."""

    ASKS: Final = "asks"
    ANSWERS: Final = "answers"
    MACHINE: Final = "machine"
    OUTLET: Final = "outlet"
    INITIALS: Final = "initials"
    PERSON: Final = "person"
    ROLE: Final = "role"
    OTHER: Final = "other"


class Label:
    """A label at the head of a turn.

    Attributes:
        first: Its first token, a title included.
        last: Its last token.
        name: Range of the tokens that name somebody, without title and without what follows a comma.
        key: What labels of the same voice share.
        kind: One of `Kind`.
    """

    __slots__ = ("first", "key", "kind", "last", "name")

    def __init__(self, first: int, last: int, name: tuple[int, int], key: str, kind: str) -> None:
        self.first: int = first
        self.last: int = last
        self.name: tuple[int, int] = name
        self.key: str = key
        self.kind: str = kind

    @property
    def names_somebody(self) -> bool:
        """Whether it can only be the label of a turn, as far as its form tells."""
        return self.kind not in (Kind.OTHER, Kind.OUTLET)


class Labels:
    """Reads the labels of one document."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._surnames: frozenset[str] | None = None

    def read(self, start: int, end: int) -> Label | None:
        """The label that stands in the code points ``start..end``, unless no word is in it."""
        tokens = self._tokens
        first, last = tokens.document.token_at(start), tokens.document.token_at(end) - 1
        if first > last or not tokens.word[first].is_word:
            return None
        begins = first
        while begins < last and tokens.is_title_word(begins) and tokens.low[begins] not in _ARTICLES:
            begins += 1
        if all(len(tokens.low[k].strip(".-")) <= 1 for k in range(first, last + 1)):
            begins = first  # M. L. is nobody's title
        ends = next((k - 1 for k in range(begins + 1, last + 1) if tokens.low[k] in (",", "/")), last)
        words = [deaccent(tokens.low[k]).strip(".") for k in range(begins, ends + 1)]
        key = " ".join(word for word in words if word)
        return Label(first, last, (begins, ends), key, self._kind(begins, ends, words, titled=begins > first))

    def _kind(self, first: int, last: int, words: list[str], *, titled: bool) -> str:
        part = self._part(first, last, words)
        if part:
            return part
        if self._initials(first, last, words):
            return Kind.INITIALS
        if self._is_part(first, last):
            return Kind.ROLE
        if not titled and self._outlet(first, last):
            return Kind.OUTLET
        rubric = not titled and self._is_rubric(first, last)
        if titled or not rubric and self._person(first, last):
            return Kind.PERSON
        tokens = self._tokens
        role = not rubric and any(tokens.noun_kind(k)[0] == "person" for k in range(first, last + 1))
        return Kind.ROLE if role else Kind.OTHER

    def _part(self, first: int, last: int, words: list[str]) -> str:
        """The part that a label tells, if it tells one: who asks, who answers, a voice by its number."""
        classes = self._tokens.lexicon.words
        plain = [k for k in range(first, last + 1) if self._tokens.low[k] not in _ARTICLES]
        if not plain or len(words) > _WORDS:
            return ""
        low = self._tokens.low[plain[0]]
        stem = low.rstrip("0123456789").rstrip("_-. ")
        numbered = stem != low or any(self._tokens.low[k].isdigit() or len(self._tokens.low[k]) == 1 for k in plain[1:])
        if stem.split("_")[0] in classes["label_machine"] and (numbered or len(plain) == 1):
            return Kind.MACHINE
        if stem in classes["label_asks"] and (len(plain) == 1 or numbered or len(stem) > 1):
            return Kind.ASKS
        return Kind.ANSWERS if stem in classes["label_answers"] and (len(plain) == 1 or numbered) else ""

    def _is_part(self, first: int, last: int) -> bool:
        """Whether a label is an article with a noun for a person: *M. le président*, *LA COMTESSE*."""
        tokens = self._tokens
        article = tokens.low[first] in _ARTICLES and first < last
        noun = next((k for k in range(first + 1, last + 1) if tokens.noun_kind(k)[0] == "person"), -1)
        return article and noun >= 0 and (not tokens.traits[noun].given or tokens.low[noun] in tokens.nouns)

    def _is_rubric(self, first: int, last: int) -> bool:
        """Whether a label heads a rubric, a notice or a list: *INTERVIEW EXCLUSIVE*, *La recette du mois*."""
        tokens = self._tokens
        head = first + (tokens.low[first] in _ARTICLES and first < last)
        return not tokens.traits[first].given and any(
            tokens.low[k] in tokens.lexicon.words["rubric"] for k in range(head, min(head + 2, last + 1))
        )

    def _initials(self, first: int, last: int, words: list[str]) -> bool:
        letters = [word for word in words if word]
        if all(len(w) == 1 or len(w.replace("-", "").replace(".", "")) <= 2 and "." in w for w in letters):
            return all(self._tokens.word[k].is_title for k in range(first, last + 1) if words[k - first])
        text = self._tokens.word[first].text
        if self._tokens.low[first] in self._known():
            return False
        return first == last and 1 < len(text) <= _LETTERS and text.isupper() and text.isalpha()

    def _outlet(self, first: int, last: int) -> bool:
        """Whether a label is the name of a medium, or of a body whose name has an article: *Le Progrès de Lorme*."""
        tokens = self._tokens
        low = tokens.low
        name = " ".join(low[first : last + 1]).replace("' ", "'")
        outlets = tokens.lexicon.words["outlet"]
        bare = " ".join(low[first + 1 : last + 1])
        if name in outlets or bare in outlets or low[first] in outlets and first == last:
            return True
        article = low[first] in _ARTICLES and first < last and tokens.word[first + 1].is_title
        return article and not any(
            tokens.traits[k].given or low[k] in self._known() or tokens.noun_kind(k)[0] == "person"
            for k in range(first + 1, last + 1)
        )

    def _person(self, first: int, last: int) -> bool:
        tokens = self._tokens
        known = self._known()
        plain = any(tokens.word[i].text.islower() for i in range(first, last + 1))
        for k in range(first, last + 1):
            entity = tokens.entity_at.get(k)
            its = tokens.traits[k]
            if not tokens.word[k].is_title:
                continue
            if its.given or tokens.low[k] in known or entity is not None and entity[2] == "PER":
                return True
            if its.shouted and len(tokens.low[k]) > 2 and not plain:
                return True  # not La piste du CDI
        return False

    def _known(self) -> frozenset[str]:
        """The words that stand behind a first name or a title somewhere in the text: surnames."""
        if self._surnames is None:
            tokens = self._tokens
            titles = tokens.document.titles
            lines = {first for first, _ in tokens.document.paragraphs}
            found: set[str] = set()
            for i in titles:
                if not (tokens.traits[i].names or tokens.traits[i].title):
                    continue
                k = i + 1
                while (
                    k < i + _NAME and k not in lines and (tokens.word[k].is_title or tokens.low[k] in tokens.particle)
                ):
                    if not tokens.traits[k].function:
                        found.add(tokens.low[k])
                    k += 1
            self._surnames = frozenset(found)
        return self._surnames


def initials_of(words: list[str]) -> frozenset[str]:
    """The ways to write the initials of a name: of *Anne-Marie de Roux* ``amr``, ``amdr``, ``ar``, ``adr``."""
    out = {""}
    for word in words:
        pieces = [piece for piece in word.replace("'", "-").split("-") if piece]
        if not pieces:
            continue
        whole = "".join(piece[0] for piece in pieces)
        ways = {whole, pieces[0][0]}
        if word in ("de", "du", "des", "d", "la", "le", "el", "ben", "van", "von"):
            ways.add("")
        out = {before + way for before in out for way in ways if len(before) < 8}
    return frozenset(out)
