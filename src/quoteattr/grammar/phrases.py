"""Noun phrases, read off word order first; the model's labels are asked where word order leaves a doubt."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.names import name_in, name_step, people_in
from quoteattr.grammar.tokens import NOMINAL, Tokens
from quoteattr.labelling import PRE_NOUN

__all__ = ["NounPhrase", "addresses", "late_name", "leads", "noun_phrase", "phrase_around"]

_APPROXIMATE: Final = frozenset({"plus", "près", "moins", "environ", "autour", "quelque", "quelques"})
_MANY: Final = 16
"""How many determiners and figures may begin a noun phrase."""
_ADDRESSEE: Final = frozenset(
    {"afp", "presse", "journalistes", "reuters", "médias", "antenne", "micro", "ats", "figaro", "parisien", "monde"}
)
_ADDRESS: Final = frozenset(
    "m. mm. mr mr. mme mme. mmes mlle mlle. mlles monsieur messieurs madame mesdames mademoiselle".split()
)
_TAKES_A: Final = frozenset(
    "ministre ministres secrétaire conseiller conseillère professeur professeure chercheur chercheuse délégué déléguée avocat avocate médecin "
    "étudiant étudiante adjoint adjointe enseignant enseignante maître candidat candidate juge directeur directrice économiste politologue sociologue".split()
)
"""Role nouns that take a complement with *à*: *le ministre délégué aux Comptes*."""
_LONGEST: Final = 120
"""Tokens of a noun phrase at the most."""
_DAYS: Final = frozenset(
    {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "aujourd'hui"}
)


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

    def __init__(
        self,
        first: int,
        last: int,
        head: int,
        name: tuple[int, int] | None = None,
        *,
        pronoun: bool = False,
        core: int = -1,
    ) -> None:
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


def noun_phrase(
    tokens: Tokens, i: int, limit: int, *, bare: bool = False, appositions: bool = True
) -> NounPhrase | None:
    """Return the noun phrase that starts at token `i` and ends before `limit`, or ``None``.

    Args:
        tokens: The text.
        i: First token.
        limit: Where to stop.
        bare: Accept a noun with no determiner (*source policière*).
        appositions: Take in an apposed name or function (*la maire, Jeanne Arnaud*).
    """
    if i >= limit:
        return None
    limit = min(limit, i + _LONGEST)
    its = tokens.traits[i]
    if its.title and i + 2 < limit and addresses(tokens, i):
        inner = noun_phrase(tokens, i + 1, limit, appositions=appositions)
        if inner is not None and not inner.pronoun:
            return NounPhrase(i, inner.last, inner.head, inner.name, core=inner.core)
    if its.head:
        special = _special(tokens, i, limit, appositions=appositions)
        if special is not None:
            return special
    j = _determiners(tokens, i, limit)
    if j >= limit or j == i and not (bare or tokens.name_at[i] or its.title):
        return None
    core = _core(tokens, j, limit)
    if core is None:
        return (
            NounPhrase(i, j - 1, j - 1, core=j - 1) if tokens.low[j - 1] == "%" and j > i else None
        )  # Pour 37 %, il doit partir
    head, end = core
    end = _complements(tokens, end, head, limit)
    end = _coordinate(tokens, end, limit)
    core_end = end
    if appositions:
        end = _appositions(tokens, end, head, limit)
    return NounPhrase(i, end, head, name_in(tokens, i, end), core=core_end)


def addresses(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the title of a person who is called by an office.

    *M. le maire*, *Mme la juge*; not *M. Le Goff*.
    """
    return (
        tokens.low[i] in _ADDRESS
        and tokens.low[i + 1] in ("le", "la", "l'", "les")
        and tokens.word[i + 1].text.islower()
    )


def _special(tokens: Tokens, i: int, limit: int, *, appositions: bool) -> NounPhrase | None:
    """A pronoun, or one of several: *une des chercheuses, l'un de ses proches*."""
    its = tokens.traits[i]
    if its.pronoun:
        return NounPhrase(i, i, i, pronoun=True, core=i)
    if its.indefinite and not (i + 1 < limit and tokens.is_nominal(i + 1)):
        end = _complements(tokens, i, i, limit)
        return NounPhrase(i, end, i, pronoun=end == i, core=end)
    low = tokens.low[i]
    at = i + (low == "l'" and i + 2 < limit and tokens.low[i + 1] in ("un", "une"))
    if (
        at + 1 < limit
        and tokens.low[at + 1] in ("des", "de", "d'")
        and tokens.low[at] in ("un", "une", "deux", "trois", "certains", "certaines")
    ):
        end = _complements(tokens, at, at, limit)
        if end > at:
            head = end
            while head > at + 2 and tokens.pos[head] != "NOUN":
                head -= 1
            last = _appositions(tokens, end, head, limit) if appositions else end
            return NounPhrase(i, last, head, name_in(tokens, i, last), core=end)
    return None


def _determiners(tokens: Tokens, i: int, limit: int) -> int:
    j = i
    if not tokens.traits[j].head:
        if not tokens.traits[j].quantity:
            return j
        if not tokens.traits[j + 1].quantity if j + 1 < limit else True:
            return j + 1
    elif tokens.low[j] in ("tout", "tous", "toute", "toutes", "même"):
        j += 1
    if j + 1 < limit and tokens.low[j] in _APPROXIMATE and tokens.low[j + 1] in ("de", "d'"):
        j += 2
    if j < limit and tokens.low[j] == "d'" and j + 1 < limit and tokens.low[j + 1] in ("autres", "aucuns"):
        j += 1
    while j < limit and j - i < _MANY and tokens.traits[j].quantity and not (j > i and tokens.name_at[j]):
        if j > i and tokens.low[j] in ("du", "au", "aux", "des") and tokens.low[j - 1] in tokens.det:
            break
        j += 1
    return j


def _core(tokens: Tokens, j: int, limit: int) -> tuple[int, int] | None:
    """Return ``(head, last)`` of the nouns, names and adjectives from token `j` on."""
    head = -1
    k = j
    blocks, traits, pos, opens = tokens.document.block_at, tokens.traits, tokens.pos, tokens.document.boundaries_set
    while k < limit:
        if k in blocks and (block := blocks[k]).words <= 4 and block.last < limit and block.inner[1] < tokens.size:
            if head < 0:
                head = block.inner[0]
            k = block.last + 1
            continue
        its = traits[k]
        if (
            not its.never
            and (its.noun or pos[k] in NOMINAL or its.nominal and k not in opens)
            or its.title
            and tokens.word[k].is_title
        ):
            if (
                head < 0
                or (pos[head] == "ADJ" or tokens.low[head] in PRE_NOUN)
                and tokens.pos[k] in ("NOUN", "PROPN")
                and head == k - 1
                and not tokens.word[head].is_title
            ):
                head = k
            if k > j and tokens.low[k] in _DAYS:
                break
            k += 1
            if tokens.low[k - 1] == "numéro" and k < limit and tokens.low[k] in ("un", "deux", "trois"):
                k += 1
        elif k > j and k + 1 < limit and tokens.is_name(k - 1) and (step := name_step(tokens, k - 1, limit - 1)):
            k += max(step - 1, 1)
        elif head < 0 and tokens.is_adverb(k) and tokens.low[k] not in ("ne", "n'"):
            k += 1
        else:
            break
    if head < 0:
        return None
    return head, k - 1


def _complements(tokens: Tokens, end: int, head: int, limit: int) -> int:
    """Extend over *de la confédération*, *à l'université de Lyon*, adjectives after them."""
    while end + 1 < limit:
        low = tokens.low[end + 1]
        if (
            low in ("de", "du", "des", "d'")
            or low == "en"
            and end + 2 < limit
            and tokens.entity_at.get(end) is not None
            and tokens.entity_at.get(end) == tokens.entity_at.get(end + 2)
        ):
            pass
        elif low in ("à", "au", "aux", "en", "auprès", "chez", "pour", "contre"):
            if tokens.low[head] not in _TAKES_A and not (
                low in ("contre", "pour")
                and tokens.pos[head] == "NOUN"
                and end - head < 2
                and tokens.word[head].is_title
            ):
                return end
        else:
            return end
        j = end + 2
        if low == "auprès" and j < limit and tokens.low[j] in ("de", "du", "des", "d'"):
            j += 1
        j = _determiners(tokens, j, limit) if j < limit else j
        if j >= limit or tokens.is_time(j) and low != "de":
            return end
        core = _core(tokens, j, limit)
        if core is None or tokens.low[core[0]] in _ADDRESSEE and low in ("à", "au", "aux"):
            return end
        end = core[1]
    return end


def _coordinate(tokens: Tokens, end: int, limit: int) -> int:
    if end + 2 < limit and tokens.low[end + 1] in ("et", "ou", "&"):
        j = _determiners(tokens, end + 2, limit)
        if j < limit and (j > end + 2 or tokens.is_name(j)):
            core = _core(tokens, j, limit)
            if core is not None:
                after = _complements(tokens, core[1], core[0], limit)
                verb = after + 1
                if not (
                    verb < limit
                    and tokens.is_finite(verb)
                    and tokens.number[verb] != "p"
                    and tokens.low[verb] not in tokens.inverted
                ):
                    return after
    return end


def _appositions(tokens: Tokens, end: int, head: int, limit: int) -> int:
    """Take in up to three appositions: l'un des fondateurs, ancien juge, Omar Sall."""
    for _ in range(3):
        after = _apposition(tokens, end, head, limit)
        if after == end:
            break
        end = after
    return end


def _apposition(tokens: Tokens, end: int, head: int, limit: int) -> int:
    if end + 2 >= limit:
        return end
    j = end + 1
    if tokens.low[j] == "(":
        close = next((k for k in range(j, min(limit, j + 8)) if tokens.low[k] == ")"), None)
        if close is None or close + 2 >= limit:
            return end
        j = close + 1
        if (
            tokens.is_name(j)
            and name_in(tokens, head, end) is None
            and (core := _core(tokens, j, limit)) is not None
            and name_in(tokens, j, core[1]) is not None
        ):
            # le député Les Verts (EELV) Omar Sall
            return core[1]
    if tokens.low[j] != ",":
        return end
    j += 1
    named = name_in(tokens, head, end) is not None
    if not named:
        # la maire, Jeanne Arnaud
        k = j
        if tokens.low[k] in tokens.title:
            k += 1
        if k < limit and tokens.is_name(k):
            core = _core(tokens, k, limit)
            if core is not None and (core[1] > k or k > j or tokens.entity_at.get(k, (0, 0, ""))[2] == "PER"):
                return core[1]
        if not (tokens.low[k] in tokens.nouns and tokens.low[k - 1] == ","):
            return end
    # Jeanne Arnaud, maire de Lyon / la présidente du club
    k = _determiners(tokens, j, limit)
    if (
        k < limit
        and (tokens.low[k] in tokens.nouns or tokens.low[k] in PRE_NOUN)
        and not tokens.is_time(k)
        and tokens.nouns.get(tokens.low[k], ("person",))[0] in ("person", "unknown")
    ):
        core = _core(tokens, k, limit)
        if core is not None:
            return _coordinate(tokens, _complements(tokens, core[1], core[0], limit), limit)
    return end


def late_name(tokens: Tokens, phrase: NounPhrase) -> tuple[int, int] | None:
    """The name that closes a long description: *le directeur de l'école d'Oulan, au nord du pays, Jens Dahl, a dit*.

    It must stand after a comma or right after the last noun, and a comma, bracket or full stop must follow.
    """
    _, end = tokens.document.inner_sentence(phrase.head)
    k = phrase.head + 1
    while k < min(end, phrase.head + 28):
        low = tokens.low[k]
        if (
            low in (".", ";", ":", "que", "qu'", "dont")
            or low in tokens.inverted
            or k in tokens.document.block_at
            and tokens.document.block_at[k].words > 4
        ):
            return None
        if low == "qui":
            k = next((m for m in range(k, end) if tokens.low[m] == ","), end)  # un plongeur qui a tout vu, Jens Dahl
            continue
        if tokens.is_finite(k) and not tokens.word[k].is_title and tokens.low[k] in tokens.forms:
            return None
        if low in tokens.subject_clitic:
            return None
        before = k - 1 - tokens.traits[k - 1].title  # une avocate et M. Le Goff: two people
        if tokens.is_name(k) and (tokens.low[before] == "," or k > phrase.core and not tokens.traits[before].function):
            people = people_in(tokens, k, min(end - 1, k + 5))
            if people and people[0][0] == k:
                after = people[0][1] + 1
                if (
                    people[0][1] > k
                    and (
                        after >= end
                        or tokens.low[after] in (",", ".", "(", ")", "?", "!", "…")
                        or tokens.is_mark(after)
                    )
                    or tokens.low[k - 1] != ","
                    and people[0][1] > k
                ):
                    return people[0]
        k += 1
    return None


def leads(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a phrase opens its sentence, or a verb, comma or relative follows it: a subject, more likely than not."""
    first, end = tokens.document.sentence(phrase.first)
    k = phrase.core + 1
    while k < end and tokens.traits[k].clitic and not tokens.is_finite(k):
        k += 1
    return phrase.first == first or k < end and (tokens.low[k] in (",", "(", "qui") or tokens.is_finite(k))


def phrase_around(tokens: Tokens, head: int, start: int, limit: int) -> NounPhrase | None:
    """The noun phrase whose head the model says is token `head`."""
    i = head
    while i > start and (
        tokens.low[i - 1] in tokens.det
        or tokens.is_nominal(i - 1)
        and tokens.low[i - 1] not in tokens.time
        or tokens.low[i - 1] in tokens.title
    ):
        i -= 1
        if tokens.low[i] in tokens.det and not (
            i > start
            and (
                tokens.low[i - 1] in ("tous", "toutes", "tout")
                or tokens.low[i - 1][0].isdigit()
                or tokens.low[i - 1] in ("les", "ces", "des", "aux")
            )
        ):
            break
    while i > start and tokens.low[i - 1] in ("près", "plus", "moins", "très"):
        i -= 1
        if i > start and tokens.low[i - 1] in tokens.det:
            i -= 1
    return noun_phrase(tokens, i, limit, bare=True)
