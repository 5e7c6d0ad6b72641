"""The narrator's asides in a turn of dialogue: — Oui, **dit Paul en se levant**, je viens."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite
from quoteattr.dialogue.voices import voice
from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, subject_right
from quoteattr.lexicon import Mood, Verb
from quoteattr.result import CueKind

__all__ = ["Aside", "find_aside"]


class Aside:
    """An incise with what the narrator adds to it.

    Attributes:
        first: First token of the verb group.
        end: One past the last token of the aside; speech or a new sentence begins there.
        stops: Whether the sentence ends with the aside, so that it is open who goes on.
        site: The incise as a cue.
        block: Index of the block that it is cut out of.
    """

    __slots__ = ("block", "end", "first", "site", "stops")

    def __init__(self, first: int, end: int, *, stops: bool, site: CueSite, block: int = -1) -> None:
        self.first: int = first
        self.end: int = end
        self.stops: bool = stops
        self.site: CueSite = site
        self.block: int = block

    def within(self, block: int) -> Aside:
        """The same aside, known to be cut out of a block."""
        return Aside(self.first, self.end, stops=self.stops, site=self.site, block=block)


_BREAKS: Final = frozenset({",", ";", ":", "?", "!", "…", ".", "—", "-", ")", "]"})
_HARD: Final = frozenset({"?", "!", "…"})
_THIRD: Final = frozenset({"-t-il", "-il", "-t-elle", "-elle", "-ils", "-elles", "-t-ils", "-t-elles"})
_IMPERSONAL: Final = frozenset({"paraît", "semble", "faut", "est", "a", "serait", "aurait", "peut", "y"})
_DOES: Final = frozenset({"fit", "fait", "faisait", "firent", "font"})
_FAR: Final = 80
"""How many tokens are weighed at the most."""
_AFTER_MANNER: Final = 1.5
_RESUMES_VERBLESS: Final = 2.0
_RESUMES: Final = 0.0
"""How much like a character the rest of a sentence must sound to be speech again after an aside."""
_PAST: Final = ("a", "it", "ut", "int", "rent", "ait", "aient")
"""Endings of narrated forms; others, such as *demande*, may be imperatives: Allons, demande la permission."""
_FIRST: Final = frozenset({"dis", "fis", "repris", "répondis", "disais", "interrompis", "poursuivis", "dit"})
_TO_HEARER: Final = frozenset({"vous", "te", "t'"})
_WAYS: Final = frozenset("voix ton air accent geste bond sourire regard mouvement coup signe souffle pas".split())
"""How one speaks: demanda le brigadier d'une voix douce."""
_MANNER: Final = frozenset("avec sans d' tout toute à au selon comme les le la l' son sa ses dans".split())
"""What opens the manner, place or attitude of an aside: d'une voix douce, les yeux baissés."""


def find_aside(context: Tokens, i: int, end: int) -> Aside | None:
    """Return the aside whose verb group begins at token `i` of a turn that ends before `end`, or ``None``."""
    before = context.low[i - 1]
    if before not in _BREAKS and not before.startswith("..") and i - 1 not in context.document.block_ending:
        return None
    if not context.word[i].text[0].islower():
        return None
    v = i
    while v < end - 1 and v - i < 3 and context.low[v] in context.clitic:
        v += 1
    hard = before in _HARD or before.startswith("..")
    found = _with_pronoun(context, i, v, end) or _with_noun(context, i, v, end, hard=hard)
    if found is None:
        return None
    group, phrase = found
    site = CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, i - 1)
    stop, stops = _extent(context, max(phrase.last, group.last), end)
    return Aside(i, stop, stops=stops, site=site)


def _verb(context: Tokens, i: int, mood: Mood) -> Verb | None:
    """The reporting verb that token `i` is a form of, if it may head an incise."""
    if context.low[i] in _DOES and mood is Mood.FINITE:
        return Verb("faire", "B", frozenset("i"))
    forms = context.forms.get(context.low[i], ())
    return next((f.verb for f in forms if f.mood is mood and f.verb.constructions & {"i", "c"}), None)


def _told(context: Tokens, i: int) -> bool:
    """Whether token `i` is a verb in a tense of narration."""
    return context.pos[i] in ("VERB", "AUX") and context.tense[i] == "Past" and context.verb_form[i] == "Fin"


def _with_pronoun(context: Tokens, i: int, v: int, end: int) -> tuple[VerbGroup, NounPhrase] | None:
    """Oui, dit-elle / m'écriai-je / avait-il répondu / sursauta-t-il."""
    if v + 1 >= end:
        return None
    low, clitic = context.low[v], context.low[v + 1]
    phrase = NounPhrase(v + 1, v + 1, v + 1, pronoun=True, core=v + 1)
    if clitic == "-je":
        told = (
            low in _FIRST
            or low.endswith("ai")
            and len(low) > 3
            and low not in ("serai", "aurai", "irai", "ferai", "dirai", "vais", "sais", "pourrai", "devrai")
            or low.endswith("ais")
            and _verb(context, v, Mood.FINITE) is not None
        )
        if (
            not told
            or any(context.low[k] in _TO_HEARER for k in range(i, v))
            or low.endswith("rai")
            and context.tense[v] == "Fut"
        ):
            return None
        said = _verb(context, v, Mood.FIRST) or _verb(context, v, Mood.FINITE) or Verb(low, "B", frozenset("i"))
        return VerbGroup(i, v + 1, v, said, "finite", inverted=v + 1), phrase
    if clitic not in _THIRD:
        return None
    if low in context.have or low in context.be:
        k = v + 2
        while k < end and (context.is_adverb(k) or k - v < 4 and context.pos[k] == "ADV"):
            k += 1
        participle = _verb(context, k, Mood.PARTICIPLE) if k < end else None
        return None if participle is None else (VerbGroup(i, k, k, participle, "compound", inverted=v + 1), phrase)
    verb = _verb(context, v, Mood.FINITE)
    if low in _IMPERSONAL or verb is None and not _past_form(context, v):
        return None
    return VerbGroup(
        i, v + 1, v, Verb(low, "B", frozenset("i")) if verb is None else verb, "finite", inverted=v + 1
    ), phrase


def _past_form(context: Tokens, v: int) -> bool:
    low = context.low[v]
    return (
        _told(context, v)
        or low.endswith("a")
        and context.low[v + 1].startswith("-t-")
        and len(low) > 2
        and not low.endswith("ra")
    )


def _with_noun(context: Tokens, i: int, v: int, end: int, *, hard: bool) -> tuple[VerbGroup, NounPhrase] | None:
    """Oui, dit la meunière / Non ! sursauta Paul / avait répondu le juge."""
    low = context.low[v]
    at = v
    mood = "finite"
    verb: Verb | None
    if low in ("avait", "a", "ont", "avaient", "eut") and v + 1 < end:
        at = v + 1
        verb = _verb(context, at, Mood.PARTICIPLE)
        mood = "compound"
    else:
        verb = _verb(context, v, Mood.FINITE)
        if verb is None and hard and _told(context, v):
            verb = Verb(low, "B", frozenset("i"))
    if verb is None or at + 1 >= end:
        return None
    phrase = _subject(context, at + 1, end, verb)
    if phrase is None:
        return None
    if phrase.pronoun and context.low[phrase.first] in context.lexicon.words["strong_pronoun"]:
        return None
    if (
        verb.bare not in ("dire", "répondre", "faire", "demander")
        and mood == "finite"
        and not low.endswith(_PAST)
        and not (phrase.name or hard or context.nouns.get(context.low[phrase.head], ("",))[0] == "person")
    ):
        return None
    return VerbGroup(i, at, at, verb, mood), phrase


def _subject(context: Tokens, i: int, end: int, verb: Verb) -> NounPhrase | None:
    """The subject right of a verb.

    A noun phrase, or what stands where one must: dit, Paul / dit tout bas le brigand / firent de jeunes gens.
    """
    phrase = subject_right(context, i, end)
    if phrase is not None and phrase.first - i <= 8:
        manner = next(
            (
                k
                for k in range(phrase.first + 1, phrase.last - 1)
                if context.low[k] == "d'" and context.low[k + 1] in ("un", "une") and context.low[k + 2] in _WAYS
            ),
            None,
        )
        return phrase if manner is None else phrase.up_to(manner - 1)
    while i < end - 1 and (
        context.is_adverb(i)
        or context.low[i] in ("à", "tout", "bas", "haut")
        or context.low[i] == ","
        and context.word[i + 1].is_title
    ):
        i += 1
    if context.word[i].is_title and context.word[i].is_word:
        return NounPhrase(i, i, i, core=i)
    last = i
    while last < end - 1 and (context.low[last] in context.det or context.low[last] in ("de", "d'", "l'")):
        last += 1
    if (
        last > i
        and context.word[last].is_word
        and not context.is_finite(last)
        and (verb.constructions & {"i"} or last - i > 0)
    ):
        return NounPhrase(i, last, last, core=last)
    return None


def _extent(context: Tokens, last: int, end: int) -> tuple[int, bool]:
    """Where an aside ends whose verb and subject end with token `last`.

    ``(one past its end, whether its sentence ends there)``.
    """
    _, stop = context.document.inner_sentence(last)
    stop = min(stop, end)
    k = last + 1
    while k < stop:
        low = context.low[k]
        if low == ":" or low in ("?", "!", "…") or low.startswith(".."):
            return k + 1, k + 1 >= stop
        if low in (",", ";", "—", "-") and k + 1 < stop and _speech_resumes(context, k, stop):
            return k + 1, False
        k += 1
    return stop, True


def _speech_resumes(context: Tokens, k: int, stop: int) -> bool:
    """Whether speech goes on after the comma or semicolon at token `k` of an aside."""
    first = k + 1
    stop = min(stop, first + _FAR)
    verbless = not any(context.is_finite(i) for i in range(first, stop))
    if context.low[k] == "," and _narrates(context, first, stop, verbless=verbless):
        return False
    return voice(context, first, stop) > (_RESUMES_VERBLESS if verbless else _RESUMES)


def _narrates(context: Tokens, first: int, stop: int, *, verbless: bool) -> bool:
    """Whether the words from token `first` on can only be the narrator's.

    En riant, qui tremblait, d'une voix douce, les yeux baissés.
    """
    low = context.low[first]
    if low in ("qui", "dont", "tandis", "puis"):
        return True
    if low == "et" and first + 1 < stop:
        first += 1
        low = context.low[first]
    if low == "en" and any(context.low[i].endswith("ant") for i in range(first + 1, min(stop, first + 4))):
        return True
    if low in _MANNER:
        return verbless or voice(context, first, stop) < _AFTER_MANNER
    return (
        (low.endswith("ant") or context.verb_form[first] == "Part")
        and context.pos[first] in ("VERB", "AUX", "ADJ")
        and low != "maintenant"
    )
