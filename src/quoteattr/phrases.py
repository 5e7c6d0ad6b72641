"""Noun phrases, read off word order first; the model's labels are asked where word order leaves a doubt."""

from __future__ import annotations

from typing import Final

from quoteattr.context import NOMINAL, TokenContext
from quoteattr.traits import PRE_NOUN

__all__ = ["NounPhrase", "Phrases"]

_APPROXIMATE: Final = frozenset({"plus", "près", "moins", "environ", "autour", "quelque", "quelques"})
_MANY: Final = 16
"""How many determiners and figures may begin a noun phrase."""
_ADDRESSEE: Final = frozenset({"afp", "presse", "journalistes", "reuters", "médias", "antenne", "micro", "ats", "figaro", "parisien", "monde"})
_ADDRESS: Final = frozenset("m. mm. mr mr. mme mme. mmes mlle mlle. mlles monsieur messieurs madame mesdames mademoiselle".split())
_TAKES_A: Final = frozenset(
    "ministre ministres secrétaire conseiller conseillère professeur professeure chercheur chercheuse délégué déléguée avocat avocate médecin "
    "étudiant étudiante adjoint adjointe enseignant enseignante maître candidat candidate juge directeur directrice économiste politologue sociologue".split()
)
"""Role nouns that take a complement with *à*: *le ministre délégué aux Comptes*."""
_LONGEST: Final = 120
"""Tokens of a noun phrase at the most."""
_DAYS: Final = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "aujourd'hui"})


class NounPhrase:
    """A noun phrase as an inclusive range of token indices.

    Attributes:
        first: First token.
        last: Last token.
        head: The noun (or the last word of a bare name).
        name: Range of the proper name of a person or body inside it, if there is one.
        pronoun: Whether it is one.
        core: Last token before any apposition.
    """

    __slots__ = ("core", "first", "head", "last", "name", "pronoun")

    def __init__(self, first: int, last: int, head: int, name: tuple[int, int] | None = None, *, pronoun: bool = False, core: int = -1) -> None:
        self.first: int = first
        self.last: int = last
        self.head: int = head
        self.name: tuple[int, int] | None = name
        self.pronoun: bool = pronoun
        self.core: int = core

    def up_to(self, last: int) -> NounPhrase:
        """The phrase without what follows token `last`, and without its name where that would be cut."""
        name = self.name if self.name is not None and self.name[0] <= last else None
        return NounPhrase(self.first, last, self.head, name, pronoun=self.pronoun, core=last)


class Phrases(TokenContext):
    """Finds noun phrases."""

    def noun_phrase(self, i: int, limit: int, *, bare: bool = False, appositions: bool = True) -> NounPhrase | None:
        """Return the noun phrase that starts at token `i` and ends before `limit`, or ``None``.

        Args:
            i: First token.
            limit: Where to stop.
            bare: Accept a noun with no determiner (*source policière*).
            appositions: Take in an apposed name or function (*la maire, Jeanne Arnaud*).
        """
        if i >= limit:
            return None
        limit = min(limit, i + _LONGEST)
        its = self.traits[i]
        if its.title and i + 2 < limit and self.addresses(i):
            inner = self.noun_phrase(i + 1, limit, appositions=appositions)
            if inner is not None and not inner.pronoun:
                return NounPhrase(i, inner.last, inner.head, inner.name, core=inner.core)
        if its.head:
            special = self._special(i, limit, appositions=appositions)
            if special is not None:
                return special
        j = self._determiners(i, limit)
        if j >= limit or j == i and not (bare or self.name_at[i] or its.title):
            return None
        core = self._core(j, limit)
        if core is None:
            return NounPhrase(i, j - 1, j - 1, core=j - 1) if self.low[j - 1] == "%" and j > i else None  # Pour 37 %, il doit partir
        head, end = core
        end = self._complements(end, head, limit)
        end = self._coordinate(end, limit)
        core_end = end
        if appositions:
            end = self._appositions(end, head, limit)
        return NounPhrase(i, end, head, self.name_in(i, end), core=core_end)

    def addresses(self, i: int) -> bool:
        """Whether token `i` is the title of a person who is called by an office: *M. le maire*, *Mme la juge*; not *M. Le Goff*."""
        return self.low[i] in _ADDRESS and self.low[i + 1] in ("le", "la", "l'", "les") and self.word[i + 1].text.islower()

    def _special(self, i: int, limit: int, *, appositions: bool) -> NounPhrase | None:
        """A pronoun, or one of several: *une des chercheuses, l'un de ses proches*."""
        its = self.traits[i]
        if its.pronoun:
            return NounPhrase(i, i, i, pronoun=True, core=i)
        if its.indefinite and not (i + 1 < limit and self.is_nominal(i + 1)):
            end = self._complements(i, i, limit)
            return NounPhrase(i, end, i, pronoun=end == i, core=end)
        low = self.low[i]
        at = i + (low == "l'" and i + 2 < limit and self.low[i + 1] in ("un", "une"))
        if at + 1 < limit and self.low[at + 1] in ("des", "de", "d'") and self.low[at] in ("un", "une", "deux", "trois", "certains", "certaines"):
            end = self._complements(at, at, limit)
            if end > at:
                head = end
                while head > at + 2 and self.pos[head] != "NOUN":
                    head -= 1
                last = self._appositions(end, head, limit) if appositions else end
                return NounPhrase(i, last, head, self.name_in(i, last), core=end)
        return None

    def _determiners(self, i: int, limit: int) -> int:
        j = i
        if not self.traits[j].head:
            if not self.traits[j].quantity:
                return j
            if not self.traits[j + 1].quantity if j + 1 < limit else True:
                return j + 1
        elif self.low[j] in ("tout", "tous", "toute", "toutes", "même"):
            j += 1
        if j + 1 < limit and self.low[j] in _APPROXIMATE and self.low[j + 1] in ("de", "d'"):
            j += 2
        if j < limit and self.low[j] == "d'" and j + 1 < limit and self.low[j + 1] in ("autres", "aucuns"):
            j += 1
        while j < limit and j - i < _MANY and self.traits[j].quantity and not (j > i and self.name_at[j]):
            if j > i and self.low[j] in ("du", "au", "aux", "des") and self.low[j - 1] in self.det:
                break
            j += 1
        return j

    def _core(self, j: int, limit: int) -> tuple[int, int] | None:
        """Return ``(head, last)`` of the nouns, names and adjectives from token `j` on."""
        head = -1
        k = j
        blocks, traits, pos, opens = self.document.block_at, self.traits, self.pos, self.document.boundaries_set
        while k < limit:
            if k in blocks and (block := blocks[k]).words <= 4 and block.last < limit and block.inner[1] < self.size:
                if head < 0:
                    head = block.inner[0]
                k = block.last + 1
                continue
            its = traits[k]
            if not its.never and (its.noun or pos[k] in NOMINAL or its.nominal and k not in opens) or its.title and self.word[k].is_title:
                if head < 0 or (pos[head] == "ADJ" or self.low[head] in PRE_NOUN) and self.pos[k] in ("NOUN", "PROPN") and head == k - 1 and not self.word[head].is_title:
                    head = k
                if k > j and self.low[k] in _DAYS:
                    break
                k += 1
                if self.low[k - 1] == "numéro" and k < limit and self.low[k] in ("un", "deux", "trois"):
                    k += 1
            elif k > j and k + 1 < limit and self.is_name(k - 1) and (step := self._name_step(k - 1, limit - 1)):
                k += max(step - 1, 1)
            elif head < 0 and self.is_adverb(k) and self.low[k] not in ("ne", "n'"):
                k += 1
            else:
                break
        if head < 0:
            return None
        return head, k - 1

    def _complements(self, end: int, head: int, limit: int) -> int:
        """Extend over *de la confédération*, *à l'université de Lyon*, adjectives after them."""
        while end + 1 < limit:
            low = self.low[end + 1]
            if low in ("de", "du", "des", "d'") or low == "en" and end + 2 < limit and self.entity_at.get(end) is not None and self.entity_at.get(end) == self.entity_at.get(end + 2):
                pass
            elif low in ("à", "au", "aux", "en", "auprès", "chez", "pour", "contre"):
                if self.low[head] not in _TAKES_A and not (low in ("contre", "pour") and self.pos[head] == "NOUN" and end - head < 2 and self.word[head].is_title):
                    return end
            else:
                return end
            j = end + 2
            if low == "auprès" and j < limit and self.low[j] in ("de", "du", "des", "d'"):
                j += 1
            j = self._determiners(j, limit) if j < limit else j
            if j >= limit or self.is_time(j) and low != "de":
                return end
            core = self._core(j, limit)
            if core is None or self.low[core[0]] in _ADDRESSEE and low in ("à", "au", "aux"):
                return end
            end = core[1]
        return end

    def _coordinate(self, end: int, limit: int) -> int:
        if end + 2 < limit and self.low[end + 1] in ("et", "ou", "&"):
            j = self._determiners(end + 2, limit)
            if j < limit and (j > end + 2 or self.is_name(j)):
                core = self._core(j, limit)
                if core is not None:
                    after = self._complements(core[1], core[0], limit)
                    verb = after + 1
                    if not (verb < limit and self.is_finite(verb) and self.number[verb] != "p" and self.low[verb] not in self.inverted):
                        return after
        return end

    def _appositions(self, end: int, head: int, limit: int) -> int:
        """Take in up to three appositions: l'un des fondateurs, ancien juge, Omar Sall."""
        for _ in range(3):
            after = self._apposition(end, head, limit)
            if after == end:
                break
            end = after
        return end

    def _apposition(self, end: int, head: int, limit: int) -> int:
        if end + 2 >= limit:
            return end
        j = end + 1
        if self.low[j] == "(":
            close = next((k for k in range(j, min(limit, j + 8)) if self.low[k] == ")"), None)
            if close is None or close + 2 >= limit:
                return end
            j = close + 1
            if self.is_name(j) and self.name_in(head, end) is None and (core := self._core(j, limit)) is not None and self.name_in(j, core[1]) is not None:
                # le député Les Verts (EELV) Omar Sall
                return core[1]
        if self.low[j] != ",":
            return end
        j += 1
        named = self.name_in(head, end) is not None
        if not named:
            # la maire, Jeanne Arnaud
            k = j
            if self.low[k] in self.title:
                k += 1
            if k < limit and self.is_name(k):
                core = self._core(k, limit)
                if core is not None and (core[1] > k or k > j or self.entity_at.get(k, (0, 0, ""))[2] == "PER"):
                    return core[1]
            if not (self.low[k] in self.nouns and self.low[k - 1] == ","):
                return end
        # Jeanne Arnaud, maire de Lyon / la présidente du club
        k = self._determiners(j, limit)
        if k < limit and (self.low[k] in self.nouns or self.low[k] in PRE_NOUN) and not self.is_time(k) and self.nouns.get(self.low[k], ("person",))[0] in ("person", "unknown"):
            core = self._core(k, limit)
            if core is not None:
                return self._coordinate(self._complements(core[1], core[0], limit), limit)
        return end

    def late_name(self, phrase: NounPhrase) -> tuple[int, int] | None:
        """The name that closes a long description: *le directeur de l'école d'Oulan, au nord du pays, Jens Dahl, a dit*.

        It must stand after a comma or right after the last noun, and a comma, bracket or full stop must follow.
        """
        _, end = self.document.inner_sentence(phrase.head)
        k = phrase.head + 1
        while k < min(end, phrase.head + 28):
            low = self.low[k]
            if low in (".", ";", ":", "que", "qu'", "dont") or low in self.inverted or k in self.document.block_at and self.document.block_at[k].words > 4:
                return None
            if low == "qui":
                k = next((m for m in range(k, end) if self.low[m] == ","), end)  # un plongeur qui a tout vu, Jens Dahl
                continue
            if self.is_finite(k) and not self.word[k].is_title and self.low[k] in self.forms:
                return None
            if low in self.subject_clitic:
                return None
            before = k - 1 - self.traits[k - 1].title  # une avocate et M. Le Goff: two people
            if self.is_name(k) and (self.low[before] == "," or k > phrase.core and not self.traits[before].function):
                people = self.people_in(k, min(end - 1, k + 5))
                if people and people[0][0] == k:
                    after = people[0][1] + 1
                    if people[0][1] > k and (after >= end or self.low[after] in (",", ".", "(", ")", "?", "!", "…") or self.is_mark(after)) or self.low[k - 1] != "," and people[0][1] > k:
                        return people[0]
            k += 1
        return None

    def is_plural(self, phrase: NounPhrase) -> bool | None:
        """Whether a noun phrase is plural, as far as its determiner or pronoun tells."""
        low = self.low[phrase.first].lstrip("-").removeprefix("t-")
        if self.low[phrase.head] in ("cinquantaine", "dizaine", "centaine", "vingtaine", "trentaine", "quarantaine", "quinzaine", "douzaine", "poignée", "majorité", "partie", "foule", "groupe", "nombre", "plupart", "moitié", "tiers", "millier", "ensemble", "série", "collectif", "couple"):
            return None
        if low in ("les", "des", "ces", "ses", "leurs", "plusieurs", "certains", "certaines", "quelques", "deux", "trois", "ils", "elles", "ceux-ci", "celles-ci"):
            return True
        if any(self.low[i] == "et" for i in range(phrase.head, phrase.core + 1)):
            return None
        if low in ("le", "la", "l'", "un", "une", "ce", "cet", "cette", "son", "sa", "il", "elle", "on", "celui-ci", "celle-ci") or phrase.name == (phrase.first, phrase.core):
            return False
        return None

    def leads(self, phrase: NounPhrase) -> bool:
        """Whether a phrase opens its sentence, or a verb, comma or relative follows it: a subject, more likely than not."""
        first, end = self.document.sentence(phrase.first)
        k = phrase.core + 1
        while k < end and self.traits[k].clitic and not self.is_finite(k):
            k += 1
        return phrase.first == first or k < end and (self.low[k] in (",", "(", "qui") or self.is_finite(k))

    def phrase_around(self, head: int, start: int, limit: int) -> NounPhrase | None:
        """The noun phrase whose head the model says is token `head`."""
        i = head
        while i > start and (self.low[i - 1] in self.det or self.is_nominal(i - 1) and self.low[i - 1] not in self.time or self.low[i - 1] in self.title):
            i -= 1
            if self.low[i] in self.det and not (i > start and (self.low[i - 1] in ("tous", "toutes", "tout") or self.low[i - 1][0].isdigit() or self.low[i - 1] in ("les", "ces", "des", "aux") )):
                break
        while i > start and self.low[i - 1] in ("près", "plus", "moins", "très"):
            i -= 1
            if i > start and self.low[i - 1] in self.det:
                i -= 1
        return self.noun_phrase(i, limit, bare=True)
