"""Subjects: the noun phrase that a verb belongs to, before it or, inverted, after it."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.able import can_speak
from quoteattr.grammar.agreement import agrees
from quoteattr.grammar.phrases import ADDRESSEE, NounPhrase, noun_phrase
from quoteattr.grammar.relatives import antecedent
from quoteattr.grammar.tokens import Tokens
from quoteattr.labelling import APPROXIMATE

__all__ = ["first_subject", "is_impersonal", "skip_complement", "subject_left", "subject_right"]

_STEPS: Final = 12
"""How many adverbs, times and complements may stand between a verb and its subject."""
_ASIDE: Final = 14
"""Tokens of an aside between a verb and its subject at the most."""
_PICTURE: Final = 8
"""Tokens of an aside that shows somebody speak at the most."""
_SELVES: Final = frozenset({"lui-même", "elle-même", "eux-mêmes", "elles-mêmes"})
_CLITICS: Final = 4
"""How many clitics may stand before a verb."""
_CONJUNCTION: Final = frozenset("que qu' alors tandis lorsque quand si car mais puisque où dont".split())
_BEFORE_INFINITIVE: Final = frozenset({"pour", "afin", "sans", "après", "avant", "à"})
_COPULA: Final = frozenset({"est", "était", "serait", "sera", "fut", "semble", "paraît"})
_FURTHER: Final = (("un", "peu", "plus"), ("plus",))
_HOW_FAR: Final = frozenset({"loin", "tard", "tôt", "bas", "haut"})
_OPENS_PLACE: Final = frozenset("saint sainte mont port fort château villeneuve bourg pont notre roche".split())
"""First words of places that may have a first name in them: *à Fort Alexandre*."""
_INNER: Final = frozenset({"sur", "dans", "à", "de", "du", "au", "en"})
"""Prepositions of complements within a complement."""
_OBJECT: Final = frozenset({"l'", "lui", "leur", "nous", "vous", "me", "te", "m'", "t'", "n'", "ne", "en"})
_NEGATION: Final = frozenset({"pas", "plus", "jamais", "guère"})
_WORTH: Final = frozenset(
    "temps bon possible impossible difficile facile important essentiel nécessaire indispensable utile inutile urgent "
    "question préférable interdit permis prudent rare normal dommage vrai vain exclu courant fréquent aisé malaisé "
    "étonnant surprenant logique juste injuste regrettable grave hors évident clair exact faux probable "
    "improbable".split()
)
"""What *il est* … *de* says of something and not of somebody."""


def subject_right(tokens: Tokens, i: int, limit: int) -> NounPhrase | None:
    """The first noun phrase right of an inverted verb, past adverbs, times and prepositional complements."""
    for step in range(_STEPS):
        after = _past_adjunct(tokens, i, limit, first=step == 0)
        if after == i:
            return noun_phrase(tokens, i, limit, bare=tokens.low[i] in ("source", "sources"))
        if after is None:
            break
        i = after
    return None


def _past_adjunct(tokens: Tokens, i: int, limit: int, *, first: bool) -> int | None:
    """The index after the comma, adverb, time or complement at token `i` right of a verb; `i` if there is none.

    ``None``: no subject follows. `first`: nothing stands between the verb and it.
    """
    low = tokens.low[i]
    if low == ",":
        return _past_comma(tokens, i, limit, first=first)
    after = max(tokens.skip_time(i, limit), _past_further(tokens, i))
    if after > i:
        return after
    if tokens.is_adverb(i) and not tokens.word[i].is_title or low in _SELVES:
        return i + 1
    if tokens.traits[i].prep:
        article = low == "des" and (first or not tokens.is_time(i + 1)) or low == "du" and tokens.low[i + 1] == "monde"
        article = article or low in ("de", "d'") and tokens.low[i + 1] in ("nombreux", "nombreuses", "autres")
        return i if article else skip_complement(tokens, i, limit)
    follows = tokens.low[i + 1]
    if first and _is_manner(tokens, i):
        return i + 1
    return i + 1 if low in ("suite", "face", "grâce") and (follows in tokens.to or follows in tokens.of) else i


def _past_further(tokens: Tokens, i: int) -> int:
    """The index after *un peu plus loin*, *plus tard* at token `i`, or `i`."""
    for words in _FURTHER:
        end = i + len(words)
        if tuple(tokens.low[i:end]) == words and tokens.low[end] in _HOW_FAR:
            return end + 1
    return i


def _past_comma(tokens: Tokens, i: int, limit: int, *, first: bool) -> int | None:
    """The index after the comma at token `i`, or after a word between commas: *relatait, amère, une voisine*."""
    j = i + 1
    aside = _past_aside(tokens, j, limit)
    if aside is not None:
        return aside
    if tokens.traits[j].prep or tokens.is_adverb(j) or tokens.skip_time(j, limit) > j:
        return _past_long_aside(tokens, j, limit) or j
    return (_past_picture(tokens, j, limit) or None) if first else j


def _is_manner(tokens: Tokens, i: int) -> bool:
    """Whether an adjective before a subject says how somebody speaks: *lance moqueur le député*."""
    if (
        tokens.pos[i] not in ("ADJ", "NOUN", "VERB")
        or tokens.verb_form[i] == "Inf"
        or not tokens.word[i].text.islower()
        or tokens.is_finite(i)
    ):
        return False
    its, after = tokens.traits[i], tokens.traits[i + 1]
    return not its.det and not its.title and (after.det or after.title) and not its.prep


def _past_picture(tokens: Tokens, i: int, limit: int) -> int:
    """The index after the aside at token `i` that shows somebody speak: *, le sourire aux lèvres, la vendeuse*."""
    for k in range(i, min(limit, i + _PICTURE)):
        if tokens.low[k] == ",":
            its = tokens.traits[k + 1]
            return k + 1 if its.det or its.title or tokens.is_name(k + 1) else 0
        if tokens.is_finite(k) or tokens.is_mark(k) or tokens.low[k] in (".", ";", ":"):
            break
    return 0


def _past_long_aside(tokens: Tokens, i: int, limit: int) -> int:
    """The index after the aside at token `i`, where a participle makes it long: *, dans un message effacé depuis,*."""
    for k in range(i, min(limit, i + _ASIDE)):
        if tokens.low[k] == ",":
            return k + 1 if any(tokens.verb_form[m] == "Part" for m in range(i, k)) else 0
        if tokens.is_finite(k) or tokens.is_mark(k):
            break
    return 0


def _past_aside(tokens: Tokens, i: int, limit: int) -> int | None:
    """The index after a word or two that say how the speaker is: *, amère,*; *, fort applaudi,*; ``None`` if not so."""
    end = i + 1 + (tokens.is_adverb(i) and tokens.low[i + 1] != ",")
    if end >= limit or tokens.low[end] != "," or not tokens.word[end - 1].text.islower():
        return None
    told = tokens.pos[end - 1] in ("ADJ", "VERB", "ADV")
    opens = tokens.traits[end + 1].det or tokens.traits[end + 1].title or tokens.is_name(end + 1)
    return end if told or opens and not tokens.traits[end - 1].function else None


def skip_complement(tokens: Tokens, i: int, limit: int) -> int | None:
    """The index after the prepositional complement at token `i`, or ``None`` when there is no telling."""
    j = i + 1
    while j < limit and tokens.traits[j].prep and tokens.low[j] != "des":
        j += 1
    if j >= limit:
        return None
    after = tokens.skip_time(j, limit)
    if after > j:
        return after
    phrase = noun_phrase(tokens, j, limit, bare=True, appositions=False)
    if phrase is None:
        return j + 1 if tokens.word[j].is_word and not tokens.is_finite(j) else None
    subject = _first_name_behind(tokens, i, phrase)
    subject = _subject_behind(tokens, phrase) if subject is None else subject
    return _past_inner(tokens, phrase.last, limit) if subject is None else subject


def _first_name_behind(tokens: Tokens, preposition: int, phrase: NounPhrase) -> int | None:
    """Where a first name begins right behind the name of a place: *a regretté à Lorval Ludovic, 40 ans*."""
    k = phrase.first + 1
    if tokens.low[preposition] not in ("à", "en") or phrase.last < k or not tokens.is_name(phrase.first):
        return None
    place = not tokens.traits[phrase.first].given and tokens.low[phrase.first] not in _OPENS_PLACE
    place = place or tokens.low[phrase.first] in tokens.lexicon.words["capital"]
    return k if place and tokens.traits[k].names else None


def _subject_behind(tokens: Tokens, phrase: NounPhrase) -> int | None:
    """Where the subject begins that stands right behind a complement and looks as if it belonged to it."""
    head, name = phrase.head, phrase.name
    if not tokens.is_person_noun(head):
        for k in range(head + 1, phrase.last + 1):
            if tokens.is_title_word(k) and tokens.word[k].is_title:
                return k  # a écrit sur Twitter M. Sall
        if name is not None and name[0] > head:
            return name[0] - tokens.traits[name[0] - 1].title  # a confié au Courrier Omar Sall
    if (
        head == phrase.first
        and phrase.last > head
        and tokens.word[head].text.islower()
        and tokens.traits[head + 1].given
    ):
        return head + 1  # lâche sans ambages Zoé Lam
    after = tokens.word[head + 1]
    another = after.low == "des" or phrase.last > head and after.is_title and not after.text.isupper()
    if tokens.low[head] in ADDRESSEE and tokens.traits[head + 1].given:
        return head + 1  # a expliqué au Parisien Omar Sall
    acronym = len(tokens.low[head]) > 1 and tokens.word[head].text.isupper()
    return head + 1 if acronym and another else None  # ont dit à l'AFP des riverains, a dit à l'AFP Azi Nagar


def _past_inner(tokens: Tokens, end: int, limit: int) -> int:
    """The index after the complements of a complement that ends with token `end`: *dans un message sur un réseau*."""
    while tokens.low[end + 1] in _INNER:
        after = tokens.skip_time(end + 2, limit)
        if after > end + 2:
            end = after - 1  # a confié à l'AFP en 2016 l'artiste
            continue
        inner = noun_phrase(tokens, end + 2, limit, bare=True, appositions=False)
        if inner is None:
            break
        end = inner.last
    return end + 1


def subject_left(tokens: Tokens, i: int, start: int) -> NounPhrase | None:
    """The subject that stands before the verb group that begins at token `i`, in ``start..i``.

    The model's subject is taken when it has one; else the first noun phrase of the clause that is no complement.
    """
    j = i - 1
    while j >= start and (tokens.is_adverb(j) and not tokens.word[j].is_title or tokens.low[j] in ("ne", "n'")):
        j -= 1
    if j < start:
        return None
    if _is_subject_pronoun(tokens, j, start):
        return NounPhrase(j, j, j, pronoun=True, core=j)
    if tokens.low[j] == "qui":
        return antecedent(tokens, j, start)
    return first_subject(tokens, start, i, _finite_at(tokens, i))


def _finite_at(tokens: Tokens, i: int) -> int:
    """The finite form of the verb group that begins at token `i`."""
    return next((k for k in range(i, i + _CLITICS) if tokens.is_finite(k)), i)


def _is_subject_pronoun(tokens: Tokens, j: int, start: int) -> bool:
    """Whether token `j` before a verb is its subject; *nous* and *vous* behind another subject are objects."""
    low = tokens.low[j]
    if low in ("nous", "vous"):
        return j == start or not tokens.is_nominal(j - 1)
    return low in tokens.subject_clitic and low not in ("ce", "c'")


def first_subject(tokens: Tokens, start: int, i: int, verb: int | None = None) -> NounPhrase | None:
    """The first noun phrase of the clause that ends at `i` which no preposition governs and which is no date.

    Rather one that can speak than a thing: *Jugeant la digue sûre, la maire*. Given the finite form that it is the
    subject of, rather one that agrees; else it is of a gerund or the like, and may be the pronoun of another verb.
    """
    found = _phrases_of_clause(tokens, start, _before_relative(tokens, start, i), pronouns=verb is None)
    if verb is not None:
        found = [p for p in found if agrees(tokens, verb, p)] or found
    return next((p for p in found if can_speak(tokens, p)), found[0] if found else None)


def _phrases_of_clause(tokens: Tokens, start: int, i: int, *, pronouns: bool) -> list[NounPhrase]:
    """The noun phrases of the clause that ends at `i` which no preposition governs and which are no dates."""
    found: list[NounPhrase] = []
    k = _clause_start(tokens, start, i)
    while k < i:
        if pronouns and _is_subject_pronoun(tokens, k, start) and not is_impersonal(tokens, k):
            found.append(NounPhrase(k, k, k, pronoun=True, core=k))
            k += 1
        elif _opens_phrase(tokens, k):
            after = tokens.skip_time(k, i)
            phrase = noun_phrase(tokens, k, i) if after == k else None
            if phrase is not None:
                found.append(phrase)
                after = phrase.last + 1
            k = max(after, k + 1)
        elif tokens.traits[k].prep:
            k = _past_adverbial(tokens, k, i)
        else:
            block = tokens.document.block_at.get(k)
            k = block.last + 1 if block is not None and block.last < i else k + 1
    return found


def is_impersonal(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the *il* of *il faut*, *il y a*, *il s'agit*, *il est vrai que*, negated or not."""
    low = tokens.low
    if low[i] != "il":
        return False
    k = i + 1
    while k < i + 4 and low[k] in _OBJECT:
        k += 1
    if low[k] == "y":  # il y a reconnu sa faute
        return low[k + 1] in tokens.have and tokens.verb_form[k + 2] != "Part"
    if low[k] == "s'" and low[k + 1].startswith("agi") or _is_impersonal_infinitive(tokens, k + 1):
        return True
    if low[k] in _COPULA:
        return low[k + 1] not in tokens.have and _opens_clause(tokens, k + 1)
    return low[k] in tokens.lexicon.words["impersonal"]


def _opens_clause(tokens: Tokens, k: int) -> bool:
    """Whether *que* or *de* follows what is at token `k`.

    Il est *impossible qu'*il vienne, il n'est pas *bon de* nager, il est *à craindre que* le pont cède.
    """
    k += tokens.low[k] in _NEGATION
    if tokens.is_adverb(k):
        return tokens.low[k + 1] in ("que", "qu'") or _opens_clause(tokens, k + 1)
    if tokens.low[k] == "à":
        return tokens.verb_form[k + 1] == "Inf" and tokens.low[k + 2] in ("que", "qu'")
    if tokens.low[k + 1] in ("que", "qu'"):
        return tokens.pos[k] == "ADJ" or tokens.low[k] in _WORTH
    return tokens.low[k] in _WORTH and tokens.low[k + 1] in ("de", "d'")


def _is_impersonal_infinitive(tokens: Tokens, k: int) -> bool:
    """Whether *falloir* or *y avoir* stands at token `k`, behind a negation perhaps: *il ne devrait pas y avoir*."""
    low = tokens.low
    k += low[k] in _NEGATION
    return low[k] == "falloir" or low[k] == "y" and low[k + 1] == "avoir"


def _before_relative(tokens: Tokens, start: int, i: int) -> int:
    """Where the clause ends that a relative one between commas cuts: *Le pilote, que la vallée salue, raconte*."""
    if tokens.low[i - 1] != ",":
        return i
    found = (
        k for k in range(i - 2, start + 1, -1) if tokens.low[k] in tokens.simple_relative and tokens.low[k - 1] == ","
    )
    return next((k - 1 for k in found), i)


def _clause_start(tokens: Tokens, start: int, i: int) -> int:
    """Where the clause begins that ends at token `i`: after the last conjunction, which no comma may follow."""
    for k in range(i - 1, start - 1, -1):
        low = tokens.low[k]
        if low in (";", ":") or low in _CONJUNCTION and tokens.low[k + 1] != ",":
            return k + 1
    return start


def _opens_phrase(tokens: Tokens, k: int) -> bool:
    """Whether a noun phrase that no preposition governs can begin with token `k`."""
    its, low = tokens.traits[k], tokens.low[k]
    return (
        its.det
        and low not in tokens.contracted
        or its.title
        or its.indefinite
        or tokens.is_name(k)
        or low in tokens.demonstrative
        or low[0].isdigit()
        or low in APPROXIMATE
    )


def _past_adverbial(tokens: Tokens, k: int, i: int) -> int:
    """The index after the complement at token `k`; what its infinitive governs is no subject.

    *Pour surmonter la crise, le président a dit*.
    """
    if tokens.low[k] in _BEFORE_INFINITIVE and "Inf" in tokens.verb_form[k + 1 : min(k + 4, i)]:
        comma = next((m for m in range(k, i) if tokens.low[m] == ","), None)
        if comma is not None:
            return comma + 1
    past = skip_complement(tokens, k, i)
    return k + 1 if past is None else past
