"""Subjects: the noun phrase that a verb belongs to, before it or, inverted, after it."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.able import can_speak
from quoteattr.grammar.agreement import agrees
from quoteattr.grammar.phrases import ADDRESSEE, NounPhrase, noun_phrase, phrase_around
from quoteattr.grammar.tokens import Tokens
from quoteattr.labelling import APPROXIMATE

__all__ = ["antecedent", "first_subject", "is_impersonal", "skip_complement", "subject_left", "subject_right"]

_STEPS: Final = 12
"""How many adverbs, times and complements may stand between a verb and its subject."""
_FAR: Final = 25
"""How many tokens before its relative pronoun an antecedent may begin."""
_SELVES: Final = frozenset({"lui-même", "elle-même", "eux-mêmes", "elles-mêmes"})
_CLITICS: Final = 4
"""How many clitics may stand before a verb."""
_RELATIVE: Final = frozenset({"que", "qu'", "dont", "où", "qui"})
_CONJUNCTION: Final = frozenset("que qu' alors tandis lorsque quand si car mais puisque où dont".split())
_BEFORE_INFINITIVE: Final = frozenset({"pour", "afin", "sans", "après", "avant", "à"})
_INNER: Final = frozenset({"sur", "dans", "à", "de", "du", "au", "en"})
"""Prepositions of complements within a complement."""
_OBJECT: Final = frozenset({"l'", "lui", "leur", "nous", "vous", "me", "te", "m'", "t'", "n'", "ne", "en"})
_COPULA: Final = frozenset({"est", "était", "serait", "sera", "fut"})
_OPENS_COMPLEMENT: Final = frozenset({"que", "qu'", "de", "d'"})
_NEGATION: Final = frozenset({"pas", "plus", "jamais", "guère"})


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
    after = tokens.skip_time(i, limit)
    if after > i:
        return after
    if tokens.is_adverb(i) and not tokens.word[i].is_title or low in _SELVES:
        return i + 1
    if tokens.traits[i].prep:
        article = low == "des" and (first or not tokens.is_time(i + 1)) or low == "du" and first
        return i if article else skip_complement(tokens, i, limit)
    follows = tokens.low[i + 1]
    return i + 1 if low in ("suite", "face", "grâce") and (follows in tokens.to or follows in tokens.of) else i


def _past_comma(tokens: Tokens, i: int, limit: int, *, first: bool) -> int | None:
    """The index after the comma at token `i`, or after a word between commas: *relatait, amère, une voisine*."""
    j = i + 1
    aside = _past_aside(tokens, j, limit)
    if aside is not None:
        return aside
    if tokens.traits[j].prep or tokens.is_adverb(j) or tokens.skip_time(j, limit) > j:
        return j
    return None if first else j


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
    subject = _subject_behind(tokens, phrase)
    return _past_inner(tokens, phrase.last, limit) if subject is None else subject


def _subject_behind(tokens: Tokens, phrase: NounPhrase) -> int | None:
    """Where the subject begins that stands right behind a complement and looks as if it belonged to it."""
    head, name = phrase.head, phrase.name
    if not tokens.is_person_noun(head):
        for k in range(head + 1, phrase.last + 1):
            if tokens.is_title_word(k) and tokens.word[k].is_title:
                return k  # a écrit sur Twitter M. Sall
        if name is not None and name[0] > head:
            return name[0] - tokens.traits[name[0] - 1].title  # a confié au Courrier Omar Sall
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


def antecedent(tokens: Tokens, relative: int, start: int) -> NounPhrase | None:
    """The noun phrase before *qui*."""
    j = relative - 1
    if tokens.low[j] == ",":
        j -= 1
    if tokens.low[j] == ")":
        j = next((k - 1 for k in range(j, max(start, j - 12), -1) if tokens.low[k] == "("), j)
    if j < start:
        return None
    if tokens.low[j] in tokens.demonstrative:
        return NounPhrase(j, j, j, pronoun=True, core=j)
    by_model = _antecedent_by_model(tokens, relative, start)
    if by_model is not None and can_speak(tokens, by_model):
        return by_model
    by_order = _antecedent_by_order(tokens, relative, start, j)
    return by_order if by_order is not None and can_speak(tokens, by_order) else by_model or by_order


def _antecedent_by_model(tokens: Tokens, relative: int, start: int) -> NounPhrase | None:
    """The noun phrase on which the model hangs the clause of a relative pronoun."""
    verb = tokens.head[relative]
    noun = tokens.head[verb]
    if (
        start <= noun < relative
        and tokens.dep[verb].startswith("acl")
        and tokens.pos[noun] in ("NOUN", "PROPN", "PRON")
    ):
        return phrase_around(tokens, noun, start, relative)
    return None


def _antecedent_by_order(tokens: Tokens, relative: int, start: int, last: int) -> NounPhrase | None:
    """The longest noun phrase that ends at token `last` or right before, as far as to its determiner."""
    best = None
    for k in range(relative - 1, max(start - 1, relative - _FAR), -1):
        phrase = noun_phrase(tokens, k, relative)
        if phrase is not None and phrase.last >= last - 1:
            best = phrase
        if best is not None and tokens.traits[k].det:
            break
    return best


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
    """Whether token `i` is the *il* of *il y a*, *il ne faut pas*, *il s'agit*, *il va falloir*, *il est vrai que*."""
    low = tokens.low
    if low[i] != "il":
        return False
    k = i + 1
    while k < i + 4 and low[k] in _OBJECT:
        k += 1
    if low[k] in _COPULA:
        return not _OPENS_COMPLEMENT.isdisjoint(low[k + 2 : k + 4])
    if low[k] == "s'":
        return low[k + 1].startswith("agi")
    return low[k] in tokens.lexicon.words["impersonal"] or _is_impersonal_infinitive(tokens, k + 1)


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
