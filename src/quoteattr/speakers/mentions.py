"""The speaker mention of each quotation: an ordered tuple of small rules, the first that answers decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.grammar import (
    NounPhrase,
    Tokens,
    VerbGroup,
    antecedent,
    first_subject,
    noun_phrase,
    people_in,
    phrase_around,
    subject_left,
)
from quoteattr.measured import MentionRule, Rule
from quoteattr.quotations import Draft
from quoteattr.result import CueKind

__all__ = ["Found", "find_mention"]

_COORDINATED: Final = 8
"""How many coordinated verbs are followed back to a subject."""
_VERBS: Final = 24
"""How many cues of a sentence are looked back at."""
_LISTED: Final = 12
"""How many stretches between marks may stand in a list before the clause that explains them."""
_PERCEPTION: Final = frozenset({"voir", "entendre", "regarder", "écouter", "laisser", "sentir"})


class Found:
    """A speaker mention and the rule that found it."""

    __slots__ = ("phrase", "rule")

    def __init__(self, phrase: NounPhrase, rule: MentionRule) -> None:
        self.phrase: NounPhrase = phrase
        self.rule: MentionRule = rule


Asked = Callable[[Tokens, Draft, Sequence[CueSite]], NounPhrase | None]


def find_mention(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> Found | None:
    """Return the mention that names the source of `draft`, or ``None`` when none stands beside it."""
    for rule, ask in RULES:
        phrase = ask(tokens, draft, sites)
        if phrase is not None:
            return Found(phrase, rule)
    return None


def _body_behind_on(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """A-t-on appris auprès de la préfecture, dit-on dans l'entourage du maire: the body named after the preposition."""
    site = draft.site
    if (
        site is None
        or site.group is None
        or site.phrase is None
        or tokens.low[site.phrase.head] not in ("-t-on", "-on", "on")
    ):
        return None
    i = site.group.last + 1
    _, end = tokens.document.sentence(site.first)
    while i < end and (tokens.is_adverb(i) or tokens.skip_time(i, end) > i):
        i = max(i + 1, tokens.skip_time(i, end))
    if tokens.low[i : i + 3] in (
        ["en", "tête", "de"],
        ["en", "marge", "de"],
        ["en", "exergue", "de"],
        ["en", "une", "de"],
    ):
        i += 2
    if i < end and tokens.low[i] in ("de", "d'", "auprès", "à", "au", "chez", "dans", "sur", "du"):
        j = i + 1
        if tokens.low[i] == "auprès" and j < end and tokens.low[j] in ("de", "du", "des", "d'"):
            j += 1 if tokens.low[j] in ("de", "d'") else 0
        while j < end and tokens.low[j] in ("sa", "ses") and tokens.low[j] not in tokens.det:
            j += 1
        return noun_phrase(tokens, j, end, bare=True)
    return None


def _given_by_the_construction(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """Inverted subject of an incise, noun phrase of a source phrase."""
    return draft.site.phrase if draft.site is not None else None


def _label(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """La maire : « … » / Réaction de la maire : « … »: the noun phrase before a colon without a reporting verb."""
    if draft.label is None:
        return None
    first, last = draft.label
    verb = next((i for i in range(first, last + 1) if tokens.is_finite(i) and tokens.block_of[i] < 0), None)
    if verb is not None:
        if any(tokens.low[k] in tokens.inverted for k in (verb + 1, verb + 2) if k <= last):
            return None
        return subject_of(tokens, verb, first) or subject_left(tokens, verb, first)
    people = [r for r in people_in(tokens, first, last) if tokens.block_of[r[0]] < 0]
    if people:
        i = people[-1][0]
        return phrase_around(tokens, i, first, last + 1) or noun_phrase(tokens, i, last + 1)
    i = first
    while i <= last:
        phrase = noun_phrase(tokens, i, last + 1, bare=True)
        if phrase is None:
            i += 1
            continue
        if tokens.low[phrase.head] in tokens.lexicon.frames:
            j = phrase.head + 1
            if j <= last and tokens.low[j] in ("de", "du", "d'", "des"):
                inner = noun_phrase(tokens, j if tokens.low[j] in ("du", "des") else j + 1, last + 1)
                if inner is not None:
                    return inner
        return phrase
    return None


def _agent(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """Jugé « absurde » par la maire: the agent of a passive."""
    group = _group(draft)
    if group is None or not group.passive:
        return None
    _, end = tokens.document.sentence(group.last)
    for i in range(group.last + 1, min(end, group.last + 25)):
        if tokens.low[i] == "par" and tokens.block_of[i] < 0:
            phrase = noun_phrase(tokens, i + 1, end)
            if phrase is not None:
                return phrase
        if tokens.low[i] in (";", ":"):
            break
    return None


def _subject(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """The subject before the verb."""
    group = _group(draft)
    if group is None or group.mood not in ("finite", "compound") or group.passive or group.inverted is not None:
        return None
    start, _ = tokens.document.sentence(group.first)
    phrase = _subject_before(tokens, group, start, sites)
    if phrase is not None and tokens.low[phrase.head] == "on":
        return _place_of_on(tokens, start, phrase.first) or phrase
    return phrase


def _place_of_on(tokens: Tokens, start: int, before: int) -> NounPhrase | None:
    """Du côté de la régie, on explique que: the body that *on* stands for."""
    words = tokens.words_between(start, min(start + 3, before - 1)) if before > start else ""
    for opening, length in (
        ("du côté de", 3),
        ("du côté du", 2),
        ("chez", 1),
        ("au sein de", 3),
        ("dans l'entourage de", 4),
        ("à la", 1),
        ("à l'", 1),
        ("au", 0),
    ):
        if words.startswith(opening):
            phrase = noun_phrase(tokens, start + length, before)
            if phrase is not None and not tokens.is_time(phrase.head):
                return phrase
    return None


def _subject_before(
    tokens: Tokens, group: VerbGroup, start: int, sites: Sequence[CueSite], depth: int = 0
) -> NounPhrase | None:
    j = group.first - 1
    while j >= start and tokens.is_adverb(j) and not tokens.word[j].is_title:
        j -= 1
    adjacent = tokens.low[j] if j >= start else ""
    if adjacent in tokens.subject_clitic or adjacent == "qui":
        return subject_left(tokens, group.first, start)
    if adjacent in ("et", ",", "mais", "puis", "ou"):
        # coordinated: La maire a salué l'accord et annoncé « une fête »: the subject of the verb before
        earlier = _verbs_before(tokens, group, start, sites)
        by_model = subject_of(tokens, group.at, start)
        if by_model is None and earlier and adjacent != ",":
            site = earlier[-1]
            if site.phrase is not None:
                return site.phrase
            if site.group is not None and depth < _COORDINATED:
                return _subject_before(tokens, site.group, start, sites, depth + 1)
        if by_model is not None and adjacent != ",":
            return by_model
    return subject_of(tokens, group.at, start) or subject_left(tokens, group.first, start)


def _verbs_before(tokens: Tokens, group: VerbGroup, start: int, sites: Sequence[CueSite]) -> list[CueSite]:
    """The finite reporting verbs of the narrator before a group in its sentence, the nearest few."""
    found = between(sites, start, group.first)[-_VERBS:]
    return [
        s
        for s in found
        if s.group is not None and s.group.mood in ("finite", "compound") and tokens.block_of[s.first] < 0
    ]


def subject_of(tokens: Tokens, verb: int, start: int) -> NounPhrase | None:
    """The subject that the model gives to token `verb`, or to the verb that it is coordinated with, if it stands left of it."""
    seen = 0
    while seen < 4:
        for k in tokens.children(verb):
            if tokens.low[k] in ("personne", "rien", "nul"):
                continue
            if tokens.dep[k].startswith("nsubj") and start <= k < verb and tokens.block_of[k] == tokens.block_of[verb]:
                if tokens.low[k] == "qui":
                    return antecedent(tokens, k, start)
                if tokens.low[k] in tokens.subject_clitic:
                    return NounPhrase(k, k, k, pronoun=True, core=k)
                phrase = phrase_around(tokens, k, start, verb)
                if phrase is not None and phrase.first <= k <= phrase.last:
                    return phrase
        if (
            tokens.dep[verb] not in ("conj", "xcomp", "aux", "cop", "advcl", "ccomp")
            or tokens.head[verb] == verb
            or tokens.head[verb] < start
        ):
            return None
        above = tokens.head[verb]
        if tokens.dep[verb] == "ccomp" or above > verb and tokens.block_of[above] != tokens.block_of[verb]:
            return None  # Avant d'ajouter : « Je pars »: who leaves inside the marks is not who adds
        verb = above
        seen += 1
    return None


def _own_subject(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """X de conclure : « … », on entend X crier « … », sa directrice promettant que ….

    A gerund or infinitive with a subject of its own.
    """
    group = _without_subject(draft)
    if group is None:
        return None
    start, _ = tokens.document.sentence(group.first)
    j = group.first - 1
    # X de conclure : « … »
    if (
        group.mood == "infinitive"
        and j > start
        and tokens.low[j] in ("de", "d'")
        and draft.site is not None
        and draft.site.kind is CueKind.COLON
    ):
        phrase = subject_left(tokens, j, start)
        if phrase is not None:
            return phrase
    if group.mood == "infinitive":
        phrase = _seen_doing(tokens, group, start)
        if phrase is not None:
            return phrase
    # a subject of its own: La gare a fermé, sa directrice, Zoé Lam, promettant que …
    if group.mood == "gerund" and j > start and tokens.low[j] not in ("en", "tout") and tokens.low[j] != ",":
        edge = max((k + 1 for k in range(start, j) if tokens.low[k] == ","), default=start)
        phrase = noun_phrase(tokens, edge, group.first) if edge > start else None
        if phrase is not None and (phrase.last == j or tokens.low[phrase.last + 1] == "(" and tokens.low[j] == ")"):
            return phrase
    # a participle right after its noun phrase: un texte dénonçant « … »
    head = tokens.head[group.at]
    while j > start and tokens.low[j] in ("l'", "le", "la", "les", "s'", "se", "y"):
        j -= 1  # X a rejeté la proposition, la qualifiant de « farce »
    if (
        group.mood == "gerund"
        and tokens.dep[group.at] == "acl"
        and start <= head < group.first
        and group.first - head < 8
        and tokens.low[j] not in (",", "en")
    ):
        phrase = phrase_around(tokens, head, start, group.first)
        if phrase is not None:
            return phrase
    return None


def _understood(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """…, ajoutant que / avant de préciser / pour dénoncer: the speaker of the verb that it hangs on."""
    group = _without_subject(draft)
    if group is None:
        return None
    start, _ = tokens.document.sentence(group.first)
    earlier = _verbs_before(tokens, group, start, sites)
    if earlier:
        chain = set()
        verb = group.at
        for _ in range(6):
            verb = tokens.head[verb]
            chain.add(verb)
        hung = [s for s in earlier if s.group is not None and s.group.at in chain]
        main = [s for s in earlier if s.first == 0 or tokens.low[s.first - 1] != "qui"]
        outer = [s for s in main if not _embedded(tokens, s, earlier)]
        hung = [s for s in hung if not _embedded(tokens, s, earlier)]
        site = (hung or outer or main or earlier)[-1]
        if site.phrase is not None:
            return site.phrase
        if site.group is not None and not site.group.passive:
            found = _subject_before(tokens, site.group, start, sites)
            if found is not None:
                return found
    verb = group.at
    for _ in range(5):
        if tokens.block_of[verb] != tokens.block_of[group.at]:
            break
        found = subject_of(tokens, verb, start)
        if found is not None:
            return found
        if tokens.head[verb] == verb:
            break
        verb = tokens.head[verb]
    phrase = first_subject(tokens, start, group.first)
    if phrase is not None:
        return phrase
    # Condamnant « … », la ministre a promis …: the subject follows
    _, end = tokens.document.sentence(group.first)
    if group.first <= start + 2:
        comma = next((i for i in range(group.last + 1, end) if tokens.low[i] == "," and tokens.block_of[i] < 0), None)
        if (
            comma is not None
            and comma + 1 < end
            and comma + 1 not in tokens.document.block_at
            and tokens.block_of[comma + 1] < 0
            and not any(tokens.low[i] == ":" for i in range(group.last, comma))
        ):
            return noun_phrase(tokens, comma + 1, end) or _clitic_at(tokens, comma + 1, end)
    return None


def _seen_doing(tokens: Tokens, group: VerbGroup, start: int) -> NounPhrase | None:
    """On entend les pêcheurs scander « … ».

    The object of a verb of perception, right before the infinitive, is who speaks.
    """
    for verb in range(group.first - 2, max(start, group.first - 14) - 1, -1):
        if tokens.other_forms.get(tokens.low[verb], ("",))[0] in _PERCEPTION:
            phrase = noun_phrase(tokens, verb + 1, group.first)
            return phrase if phrase is not None and phrase.last == group.first - 1 else None
    return None


def _embedded(tokens: Tokens, site: CueSite, sites: Sequence[CueSite]) -> bool:
    """Whether a cue stands inside the clause of an earlier one.

    *demandé* in *assure que personne ne lui a demandé son avis*.
    """
    if site.group is not None and site.first and tokens.low[site.first - 1] in ("et", ",", "mais", "puis"):
        return False
    return any(s.kind is CueKind.CLAUSE and s.opens <= site.first for s in sites if s is not site)


def _clitic_at(tokens: Tokens, i: int, end: int) -> NounPhrase | None:
    if i < end and tokens.low[i] in tokens.subject_clitic:
        return NounPhrase(i, i, i, pronoun=True, core=i)
    return None


def _without_subject(draft: Draft) -> VerbGroup | None:
    """The verb group of a draft, if it is of a mood that has no subject beside it."""
    group = _group(draft)
    if (
        group is None
        or group.mood not in ("gerund", "infinitive", "participle")
        or group.passive
        and group.mood == "participle"
    ):
        return None
    return group


def _group(draft: Draft) -> VerbGroup | None:
    return draft.site.group if draft.site is not None else None


def _sentence_subject(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """La cour y voit « un manquement », le syndicat « en appelle à l'État ».

    With no reporting verb, the subject of the sentence, if it can speak.
    """
    if draft.rule is not Rule.FREE:
        return None
    block = tokens.document.blocks[min(draft.blocks)]
    start, _ = tokens.document.sentence(block.first)
    found = None
    for k in range(block.first - 1, start - 1, -1):
        if tokens.block_of[k] < 0 and tokens.is_finite(k):
            at = tokens.head[k] if tokens.pos[k] == "AUX" and tokens.head[k] != k else k
            found = subject_of(tokens, at, start) or subject_left(tokens, k, start)
            break
    else:
        if tokens.is_finite(block.inner[0]):
            edge = max((k + 1 for k in range(start, block.first) if tokens.low[k] == ","), default=start)
            found = noun_phrase(tokens, edge, block.first)
            if found is not None and found.last != block.first - 1:
                found = None
    return None if found is None or found.last >= block.first else _able(tokens, found)


def _clause_after(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """« Une farce », « du vent » .

    Les pêcheurs ne décolèrent pas: who the clause that explains the quotations is about.
    """
    if draft.rule not in (Rule.FREE, Rule.ALONE):
        return None
    block = tokens.document.blocks[max(draft.blocks)]
    start, _ = tokens.document.sentence(block.first)
    if any(tokens.word[k].is_word and tokens.block_of[k] < 0 for k in range(start, block.first)):
        return None
    k = block.last + 1
    for _ in range(_LISTED):
        if k + 1 >= tokens.size or tokens.low[k] not in (",", "et") or k + 1 not in tokens.document.block_at:
            break
        k = tokens.document.block_at[k + 1].last + 1
    if tokens.low[k : k + 1] != [":"] or k + 1 in tokens.document.block_at or k + 1 >= tokens.size:
        return None
    _, end = tokens.document.sentence(k + 1)
    incise = next((s for s in between(sites, k + 1, end) if s.kind is CueKind.INCISE and s.phrase is not None), None)
    if incise is not None:
        return incise.phrase
    verb = next((m for m in range(k + 1, end) if tokens.block_of[m] < 0 and tokens.is_finite(m)), None)
    return None if verb is None else _able(tokens, subject_of(tokens, verb, k + 1) or subject_left(tokens, verb, k + 1))


def _able(tokens: Tokens, found: NounPhrase | None) -> NounPhrase | None:
    """A phrase that can speak, by its form or by its noun."""
    if found is None or tokens.low[found.head] in ("ce", "c'", "on", "cela", "ça"):
        return None
    return (
        found
        if found.pronoun
        or found.name is not None
        or tokens.nouns.get(tokens.low[found.head], ("",))[0] in ("person", "organization", "group")
        else None
    )


RULES: Final[tuple[tuple[MentionRule, Asked], ...]] = (
    (MentionRule.BODY_BEHIND_ON, _body_behind_on),
    (MentionRule.GIVEN_BY_THE_CONSTRUCTION, _given_by_the_construction),
    (MentionRule.LABEL, _label),
    (MentionRule.AGENT, _agent),
    (MentionRule.SUBJECT, _subject),
    (MentionRule.OWN_SUBJECT, _own_subject),
    (MentionRule.UNDERSTOOD, _understood),
    (MentionRule.SENTENCE_SUBJECT, _sentence_subject),
    (MentionRule.CLAUSE_AFTER, _clause_after),
)
