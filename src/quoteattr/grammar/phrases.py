"""Noun phrases, read off word order first; the model's labels are asked where word order leaves a doubt."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.determiners import SOME_OF_MANY, determiners
from quoteattr.grammar.names import name_in, name_of_body, name_step
from quoteattr.grammar.tokens import Tokens
from quoteattr.labelling import PRE_NOUN, SOME
from quoteattr.reading import Block

__all__ = ["ADDRESSEE", "NounPhrase", "addresses", "is_quoted_noun", "leads", "noun_phrase"]

_LONGEST: Final = 120
"""Tokens of a noun phrase at the most."""
_BRACKET: Final = 8
"""Tokens of a bracket within a noun phrase at the most."""
ADDRESSEE: Final = frozenset("afp presse journalistes reuters médias antenne micro ats figaro parisien monde".split())
_POSSESSIVES: Final = frozenset({"son", "leur", "mon", "notre", "votre"})
_ADDRESS: Final = frozenset(
    "m. mm. mr mr. mme mme. mmes mlle mlle. mlles monsieur messieurs madame mesdames mademoiselle".split()
)
_TAKES_A: Final = frozenset(
    "ministre ministres secrétaire conseiller conseillère professeur professeure chercheur chercheuse délégué déléguée "
    "avocat avocate médecin étudiant étudiante adjoint adjointe enseignant enseignante maître candidat candidate juge "
    "directeur directrice économiste politologue sociologue".split()
)
"""Role nouns that take a complement with *à*: *le ministre délégué aux Comptes*."""
_APART: Final = frozenset({".", "!", "?", ";", ":", "…"})
_QUOTED: Final = 4
"""Words between marks that may stand for a noun; twice as many where they are a noun phrase."""
_WITH: Final = frozenset({"en", "auprès", "chez", "pour", "contre"})
_SEVERAL: Final = frozenset("les des ces ses leurs plusieurs certains certaines quelques nos".split())
_DAYS: Final = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui".split())


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
    if its.title and addresses(tokens, i):
        inner = noun_phrase(tokens, i + 1, limit, appositions=appositions)
        if inner is not None and not inner.pronoun:
            return NounPhrase(i, inner.last, inner.head, inner.name, core=inner.core)
    if its.head or tokens.low[i][:1] == "@":
        special = _special(tokens, i, limit, appositions=appositions)
        if special is not None:
            return special
    j = determiners(tokens, i, limit)
    if j == i and not (bare or tokens.name_at[i] or its.title):
        return None
    core = _core(tokens, j, limit)
    if core is None:  # Pour 37 %, il doit partir
        return _share(tokens, i, j, limit) if tokens.low[j - 1] == "%" and j > i else None
    head, end = core
    end = _adjectives(tokens, end, head, limit) if tokens.low[i] in _SEVERAL else end
    end = _coordinate(tokens, _complements(tokens, end, head, limit), limit)
    last = _appositions(tokens, end, head, limit) if appositions else end
    return NounPhrase(i, last, head, name_in(tokens, i, last), core=end)


def _share(tokens: Tokens, i: int, j: int, limit: int) -> NounPhrase:
    """The share that ends before token `j`, with whose it is behind a bracket: *57 % (+3) des sondés*."""
    after = _past_bracket(tokens, j, limit)
    end = _complements(tokens, after - 1, j - 1, limit) if after > j and tokens.low[after] == "des" else j - 1
    end = end if end >= after else j - 1
    return NounPhrase(i, end, j - 1, core=end)


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
    """A pronoun, a handle, or one of several: *une des chercheuses, l'un de ses proches*."""
    its = tokens.traits[i]
    if its.pronoun or tokens.low[i][:1] == "@":  # a écrit @zoe_lam
        return NounPhrase(i, i, i, None if its.pronoun else (i, i), pronoun=its.pronoun, core=i)
    of_all = tokens.low[i] in ("tous", "toutes") and tokens.traits[i + 1].det  # tous les élus
    noun = i + 1 < limit and (tokens.is_nominal(i + 1) or its.det and _quoted_noun(tokens, i + 1, limit))
    if its.indefinite and not of_all and not noun:
        end = _complements(tokens, i, i, limit)
        return NounPhrase(i, end, i, pronoun=end == i, core=end)
    if tokens.low[i] == "d'" and tokens.low[i + 1] in SOME_OF_MANY and not tokens.is_nominal(i + 2):
        return NounPhrase(i, i + 1, i + 1, pronoun=True, core=i + 1)  # selon d'autres
    at = i + (tokens.low[i] == "l'" and tokens.low[i + 1] in ("un", "une"))
    if tokens.low[at] not in SOME or tokens.low[at + 1] not in ("des", "de", "d'"):
        return None
    end = _complements(tokens, at, at, limit)
    if end == at:
        return None
    core = _core(tokens, determiners(tokens, at + 1 + (tokens.low[at + 1] != "des"), limit), limit)
    head = at + 2 if core is None else core[0]
    last = _appositions(tokens, end, head, limit) if appositions else end
    return NounPhrase(i, last, head, name_in(tokens, i, last), core=end)


def _core(tokens: Tokens, j: int, limit: int) -> tuple[int, int] | None:
    """Return ``(head, last)`` of the nouns, names and adjectives from token `j` on."""
    head = -1
    k = j
    blocks = tokens.document.block_at
    while k < limit:
        if k in blocks and blocks[k].last < limit and is_quoted_noun(tokens, blocks[k]):
            head = blocks[k].inner[0] if head < 0 else head
            k = blocks[k].last + 1
        elif (after := name_of_body(tokens, k, limit)) > k:
            head = k if head < 0 else head
            k = after
        elif tokens.is_nominal(k) or tokens.traits[k].title and tokens.word[k].is_title:
            if head < 0 or head == k - 1 and _is_before_its_noun(tokens, head):
                head = k
            if k > j and (tokens.low[k] in _DAYS or _counts(tokens, k)):
                break
            k += 1
        else:
            step = _inner_step(tokens, j, k, limit, headless=head < 0)
            if not step:
                break
            k += step
    return None if head < 0 else (head, k - 1)


def _inner_step(tokens: Tokens, j: int, k: int, limit: int, *, headless: bool) -> int:
    """How many tokens from `k` on may stand among the nouns and names that begin at token `j`, though they are none."""
    low = tokens.low
    if k > j and low[k - 1] == "numéro" and low[k] in ("un", "deux", "trois"):
        return 1
    if k > j and k + 1 < limit and tokens.is_name(k - 1) and (step := name_step(tokens, k - 1, limit - 1)):
        return max(step - 1, 1)
    return int(headless and tokens.is_adverb(k) and low[k] not in ("ne", "n'"))


def _counts(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a number in letters before its noun: *un point de presse* trois *élus*."""
    return tokens.pos[i] == "NUM" and tokens.traits[i].det and tokens.pos[i + 1] in ("NOUN", "ADJ")


def _quoted_noun(tokens: Tokens, i: int, limit: int) -> bool:
    """Whether a block at token `i` stands for a noun: *certains « gilets jaunes »*."""
    block = tokens.document.block_at.get(i)
    return block is not None and block.last < limit and is_quoted_noun(tokens, block)


def is_quoted_noun(tokens: Tokens, block: Block) -> bool:
    """Whether a block can stand for a noun: *le « juge de paix » du village*, *des « gens de la première heure »*."""
    return block.words <= _QUOTED or block.words <= 2 * _QUOTED and _is_quoted_phrase(tokens, block)


def _is_quoted_phrase(tokens: Tokens, block: Block) -> bool:
    """Whether a block is a noun with its complements, behind a determiner that it lacks."""
    first, last = block.inner
    opens = tokens.traits[block.first - 1].det and tokens.is_nominal(first) and not tokens.word[first].is_title
    return opens and not any(tokens.is_finite(k) or tokens.low[k] in _APART for k in range(first, last + 1))


def _is_before_its_noun(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is an adjective before its noun: *la jeune maire*."""
    adjective = tokens.pos[i] == "ADJ" or tokens.low[i] in PRE_NOUN
    return adjective and tokens.pos[i + 1] in ("NOUN", "PROPN") and not tokens.word[i].is_title


def _complements(tokens: Tokens, end: int, head: int, limit: int) -> int:
    """Extend over *de la confédération*, *à l'université de Lyon*, adjectives after them."""
    while end + 1 < limit:
        if tokens.low[end + 1] == "comme" and end > head and tokens.low[end + 2] in ("de", "d'"):
            end += 1  # de gauche comme de droite
        if not _takes_complement(tokens, end, head):
            break
        low = tokens.low[end + 1]
        j = end + 2
        if low == "auprès" and tokens.low[j] in tokens.of:
            j += 1
        if low in ("de", "d'") and (of_them := _of_them(tokens, j)):
            return of_them
        j = determiners(tokens, j, limit)
        if j >= limit or tokens.is_time(j) and low != "de":
            break
        core = _core(tokens, j, limit)
        if core is None or low in tokens.to and tokens.low[core[0]] in ADDRESSEE:
            break
        end = core[1]
    return end


def _of_them(tokens: Tokens, i: int) -> int:
    """The last token of *l'un d'*eux, *deux d'*entre elles, if that stands at token `i`, else 0."""
    i += tokens.low[i] == "entre"
    return i if tokens.low[i] in ("eux", "elles", "nous") else 0


def _takes_complement(tokens: Tokens, end: int, head: int) -> bool:
    """Whether what stands after token `end` can bring in a complement of the noun `head`."""
    low = tokens.low[end + 1]
    if low in tokens.of:
        return True
    if low not in tokens.to and low not in _WITH:
        return False
    entity = tokens.entity_at.get(end)
    if low == "en" and entity is not None and tokens.entity_at.get(end + 2) == entity:
        return True
    if tokens.low[head] in ("source", "sources") and tokens.noun_kind(end + 2 + tokens.traits[end + 2].det)[0]:
        return True  # une source au ministère, à la mairie
    return tokens.low[head] in _TAKES_A or low in ("contre", "pour") and _is_name_of_body(tokens, head, end)


def _is_name_of_body(tokens: Tokens, head: int, end: int) -> bool:
    """Whether a noun with a capital is that of a body: *Médecins pour le Sahel*, *Action contre la faim*."""
    return tokens.pos[head] == "NOUN" and end - head < 2 and tokens.word[head].is_title


def _adjectives(tokens: Tokens, end: int, head: int, limit: int) -> int:
    """Extend over adjectives that are listed: *les députés socialistes, insoumis et communistes*."""
    k = end
    if end == head or not _adjective(tokens, end):
        return end
    while k + 2 < limit and tokens.low[k + 1] == "," and _adjective(tokens, k + 2):
        k += 2
    closed = k + 2 < limit and tokens.low[k + 1] in ("et", "ou") and _adjective(tokens, k + 2)
    return k + 2 if closed and not tokens.is_name(k + 2) else end


def _adjective(tokens: Tokens, i: int) -> bool:
    """Whether token `i` may be an adjective behind its noun; a model takes *communistes* for a noun."""
    return tokens.pos[i] == "ADJ" or tokens.pos[i] == "NOUN" and tokens.noun_kind(i)[0] in ("person", "group")


def _coordinate(tokens: Tokens, end: int, limit: int) -> int:
    """Take in a second phrase: *la mairie et la région*."""
    if tokens.low[end + 1] not in ("et", "ou", "&"):
        return end
    j = determiners(tokens, end + 2, limit)
    if j >= limit or j == end + 2 and not tokens.is_name(j):
        return end
    core = _core(tokens, j, limit)
    if core is None:
        return end
    after = _complements(tokens, core[1], core[0], limit)
    return end if _has_verb_of_its_own(tokens, after, limit) else after


def _has_verb_of_its_own(tokens: Tokens, end: int, limit: int) -> bool:
    """Whether a verb in the singular follows: *le maire sourit et la juge dit*."""
    verb = end + 1
    return (
        verb < limit
        and tokens.is_finite(verb)
        and tokens.number[verb] != "p"
        and tokens.low[verb] not in tokens.inverted
    )


def _appositions(tokens: Tokens, end: int, head: int, limit: int) -> int:
    """Take in up to three appositions: l'un des fondateurs, ancien juge, Omar Sall."""
    for _ in range(3):
        after = _apposition(tokens, end, head, limit)
        if after is None:
            break
        end = after
    return end


def _apposition(tokens: Tokens, end: int, head: int, limit: int) -> int | None:
    """The last token of the apposition that follows token `end`, past a bracket or not."""
    if tokens.low[end + 1] not in (",", "("):
        return None
    j = _past_bracket(tokens, end + 1, limit)
    named = name_in(tokens, head, end) is not None
    if tokens.low[j] != ",":
        return None if named else _name_past_bracket(tokens, j, limit)
    # trois élus, Omar Sall, Zoé Lam et Jens Dahl; but l'un des trois élus, Omar Sall
    several = tokens.number[head] == "p" and not {"un", "une"}.intersection(tokens.low[max(0, head - 4) : head])
    name = None if named or several or _nobody(tokens, head, j + 1) else _apposed_name(tokens, j + 1, limit)
    if name is not None:
        return name
    its = tokens.traits[j + 1]
    return _apposed_role(tokens, j + 1, limit) if named or its.listed and not its.title else None


def _nobody(tokens: Tokens, head: int, name: int) -> bool:
    """Whether the noun `head` is of no person, as the name at token `name` is: *selon l'enquête, Omar Sall a fui*."""
    person = (
        tokens.traits[name].title or tokens.traits[name].given or tokens.entity_at.get(name, (0, 0, ""))[2] == "PER"
    )
    counsel = tokens.low[head] == "conseil" and tokens.low[head - 1] in _POSSESSIVES  # son conseil, Me Sall
    return person and not counsel and tokens.noun_kind(head)[0] in ("document", "organization")


def _past_bracket(tokens: Tokens, i: int, limit: int) -> int:
    """The index after the bracket that opens at token `i`, or `i`."""
    if tokens.low[i] != "(":
        return i
    return next((k + 1 for k in range(i, min(limit - 2, i + _BRACKET)) if tokens.low[k] == ")"), i)


def _name_past_bracket(tokens: Tokens, j: int, limit: int) -> int | None:
    """The last token of a person's name at token `j`: *le député Les Verts (EELV) Omar Sall*."""
    core = _core(tokens, j, limit) if tokens.is_name(j) else None
    return core[1] if core is not None and name_in(tokens, j, core[1]) is not None else None


def _apposed_name(tokens: Tokens, j: int, limit: int) -> int | None:
    """The last token of an apposed name at token `j`: *la maire, Jeanne Arnaud*."""
    k = j + tokens.traits[j].title
    core = _core(tokens, k, limit) if k < limit and tokens.is_name(k) else None
    if core is None or core[1] == j and tokens.entity_at.get(j, (0, 0, ""))[2] != "PER":
        return None
    return core[1]


def _apposed_role(tokens: Tokens, j: int, limit: int) -> int | None:
    """The last token of an apposed role at token `j`: *Jeanne Arnaud, maire de Lyon*, *la présidente du club*."""
    k = determiners(tokens, j, limit)
    core = _core(tokens, k, limit) if k < limit and _may_be_role(tokens, k) else None
    return None if core is None else _coordinate(tokens, _complements(tokens, core[1], core[0], limit), limit)


def _may_be_role(tokens: Tokens, i: int) -> bool:
    kind = tokens.nouns.get(tokens.low[i], ("person" if tokens.low[i] in PRE_NOUN else "",))[0]
    return kind in ("person", "unknown") and not tokens.is_time(i)


def leads(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a phrase opens its sentence, or a verb, comma or relative follows it: a subject, more likely than not."""
    first, end = tokens.document.sentence(phrase.first)
    k = phrase.core + 1
    while k < end and tokens.traits[k].clitic and not tokens.is_finite(k):
        k += 1
    return phrase.first == first or k < end and (tokens.low[k] in (",", "(", "qui") or tokens.is_finite(k))
