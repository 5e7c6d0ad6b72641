"""Subjects: the noun phrase that a verb belongs to, before it or, inverted, after it."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.phrases import NounPhrase, noun_phrase, phrase_around
from quoteattr.grammar.tokens import Tokens

__all__ = ["antecedent", "first_subject", "skip_complement", "subject_left", "subject_right"]

_APPROXIMATE: Final = frozenset({"plus", "près", "moins", "environ", "autour", "quelque", "quelques"})


def subject_right(tokens: Tokens, i: int, limit: int) -> NounPhrase | None:
    """The first noun phrase right of an inverted verb, past adverbs, times and prepositional complements."""
    steps = 0
    while i < limit and steps < 12:
        steps += 1
        low = tokens.low[i]
        if low == ",":
            if i + 1 < limit and (
                tokens.low[i + 1] in tokens.prep or tokens.is_adverb(i + 1) or tokens.skip_time(i + 1, limit) > i + 1
            ):
                i += 1
                continue
            # relatait, amère, une voisine
            aside = i + 2 < limit and tokens.low[i + 2] == "," and tokens.pos[i + 1] in ("ADJ", "VERB", "ADV")
            if aside or (steps > 1 and i + 1 < limit):
                i += 2 if aside else 1
                continue
            return None
        after = tokens.skip_time(i, limit)
        if after > i:
            i = after
            continue
        if tokens.is_adverb(i) and not tokens.word[i].is_title:
            i += 1
            continue
        if (
            low in tokens.prep
            and low not in ("des", "du")
            or low == "du"
            and steps > 1
            or low == "des"
            and steps > 1
            and tokens.is_time(i + 1)
        ):
            past = skip_complement(tokens, i, limit)
            if past is None:
                return None
            i = past
            continue
        if (
            low in ("suite", "face", "grâce", "près", "lors")
            and i + 1 < limit
            and tokens.low[i + 1] in ("à", "au", "aux", "de", "du", "des", "d'")
        ):
            i += 1
            continue
        if low in ("lui-même", "elle-même", "eux-mêmes", "elles-mêmes"):
            i += 1
            continue
        if (
            low in ("celui", "celle", "ceux", "celles")
            and i + 1 < limit
            and tokens.low[i + 1] in ("qui", "que", "qu'", "dont")
        ):
            return NounPhrase(i, i, i, pronoun=True, core=i)  # confie celle qui a fondé le marché
        phrase = noun_phrase(tokens, i, limit)
        if phrase is None and tokens.low[i] in ("source", "sources"):
            phrase = noun_phrase(tokens, i, limit, bare=True)
        return phrase
    return None


def skip_complement(tokens: Tokens, i: int, limit: int) -> int | None:
    """The index after the prepositional complement at token `i`, or ``None`` when there is no telling."""
    j = i + 1
    while j < limit and tokens.low[j] in tokens.prep and tokens.low[j] not in ("des",):
        j += 1
    if j >= limit:
        return None
    after = tokens.skip_time(j, limit)
    if after > j:
        return after
    phrase = noun_phrase(tokens, j, limit, bare=True, appositions=False)
    if phrase is None:
        return j + 1 if j < limit and tokens.word[j].is_word and not tokens.is_finite(j) else None
    title = next(
        (k for k in range(phrase.head + 1, phrase.last + 1) if tokens.is_title_word(k) and tokens.word[k].is_title),
        None,
    )
    if title is not None and tokens.nouns.get(tokens.low[phrase.head], ("",))[0] != "person":
        return title  # a écrit sur Twitter M. Sall
    if (
        phrase.name is not None
        and phrase.name[0] > phrase.head
        and tokens.nouns.get(tokens.low[phrase.head], ("",))[0] != "person"
    ):
        # a confié au Courrier Omar Sall: the paper is not part of the name
        return phrase.name[0] - (tokens.low[phrase.name[0] - 1] in tokens.title)
    first = tokens.word[phrase.head].text
    if first.isupper() and len(first) > 1 and tokens.low[phrase.head + 1 : phrase.head + 2] == ["des"]:
        return phrase.head + 1  # ont dit à l'AFP des riverains
    if (
        first.isupper()
        and len(first) > 1
        and phrase.last > phrase.head
        and tokens.word[phrase.head + 1].is_title
        and not tokens.word[phrase.head + 1].text.isupper()
    ):
        return phrase.head + 1  # a dit à l'AFP Azi Nagar
    end = phrase.last
    while (
        end + 1 < limit
        and tokens.low[end + 1] in ("sur", "dans", "à", "de", "du", "au", "en")
        and noun_phrase(tokens, end + 2, limit, bare=True, appositions=False)
    ):
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
    if (
        tokens.low[j] in tokens.subject_clitic
        and tokens.low[j] not in ("nous", "vous", "ce", "c'")
        or tokens.low[j] in ("nous", "vous")
        and (j == start or not tokens.is_nominal(j - 1))
    ):
        return NounPhrase(j, j, j, pronoun=True, core=j)
    if tokens.low[j] == "qui":
        return antecedent(tokens, j, start)
    return first_subject(tokens, start, i)


def antecedent(tokens: Tokens, relative: int, start: int) -> NounPhrase | None:
    """The noun phrase before *qui*."""
    j = relative - 1
    if j >= start and tokens.low[j] == ",":
        j -= 1
    if j >= start and tokens.low[j] == ")":
        j = next((k - 1 for k in range(j, max(start, j - 12), -1) if tokens.low[k] == "("), j)
    if j < start:
        return None
    if tokens.low[j] in tokens.demonstrative or tokens.low[j] in ("celui", "celle", "ceux", "celles"):
        return NounPhrase(j, j, j, pronoun=True, core=j)
    verb = relative
    head = tokens.head[relative]
    antecedent = tokens.head[head] if head != relative else verb
    if (
        start <= antecedent < relative
        and tokens.dep[head].startswith("acl")
        and tokens.pos[antecedent] in ("NOUN", "PROPN", "PRON")
    ):
        phrase = phrase_around(tokens, antecedent, start, relative)
        if phrase is not None:
            return phrase
    best = None
    k = relative - 1
    while k >= start and relative - k < 25:
        phrase = noun_phrase(tokens, k, relative)
        if phrase is not None and phrase.last >= j - 1:
            best = phrase
        k -= 1
        if best is not None and tokens.low[k + 1] in tokens.det:
            break
    return best


def first_subject(tokens: Tokens, start: int, i: int) -> NounPhrase | None:
    """The first noun phrase of the clause that ends at `i` which no preposition governs and which is no date."""
    if i - 1 > start and tokens.low[i - 1] == ",":
        # Le pilote, que toute la vallée salue, raconte: pass over the relative clause
        aside = next(
            (
                k
                for k in range(i - 2, start, -1)
                if tokens.low[k] in ("que", "qu'", "dont", "où", "qui") and tokens.low[k - 1] == ","
            ),
            None,
        )
        if aside is not None and aside - 1 > start:
            i = aside - 1
    first = start
    for k in range(i - 1, start - 1, -1):
        low = tokens.low[k]
        if (
            low in (";", ":")
            or low
            in ("que", "qu'", "alors", "tandis", "lorsque", "quand", "si", "car", "mais", "puisque", "où", "dont")
            and not (k + 1 < i and tokens.low[k + 1] == ",")
        ):
            first = k + 1
            if low in ("alors", "tandis") and k + 1 < i and tokens.low[k + 1] in ("que", "qu'"):
                first = k + 2
            break
    k = first
    while k < i:
        low = tokens.low[k]
        if (
            low in tokens.det
            and low not in ("du", "au", "aux")
            or tokens.is_name(k)
            or low in tokens.title
            or low in tokens.lexicon.words["indefinite"]
            or low in tokens.demonstrative
            or low[0].isdigit()
            or low in _APPROXIMATE
        ):
            after = tokens.skip_time(k, i)
            if after > k:
                k = after
                continue
            phrase = noun_phrase(tokens, k, i)
            if phrase is not None:
                return phrase
            k += 1
        elif low in tokens.prep:
            if low in ("pour", "afin", "sans", "après", "avant", "à") and any(
                tokens.verb_form[m] == "Inf" for m in range(k + 1, min(k + 4, i))
            ):
                # Pour surmonter la crise, le président a dit: what the infinitive governs is no subject
                comma = next((m for m in range(k, i) if tokens.low[m] == ","), None)
                if comma is not None:
                    k = comma + 1
                    continue
            past = skip_complement(tokens, k, i)
            k = past if past is not None and past > k else k + 1
        else:
            block = tokens.document.block_at.get(k)
            k = block.last + 1 if block is not None and block.last < i else k + 1
    return None
