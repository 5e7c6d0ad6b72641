"""Source phrases: *selon la mairie*, *d'après elle*, *pour le syndicat*, *une étude selon laquelle*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues.opinions import holds_opinion
from quoteattr.cues.site import CueSite, is_clause, is_source, may_speak
from quoteattr.grammar import NounPhrase, Tokens, antecedent, noun_phrase, past_their_saying
from quoteattr.result import CueKind

__all__ = ["source_sites"]

_RELATIVES: Final = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})
_SOURCES: Final = frozenset({"source", "sources"})
_OUR: Final = frozenset({"nos", "notre", "mes", "mon"})
_WHOSE: Final = frozenset({"son", "ses", "leur", "leurs", "l'", "les"})
"""Words in a source phrase that say whose it is: *à ses yeux*, *à l'en croire*."""


def source_sites(tokens: Tokens, verbs: Sequence[CueSite]) -> list[CueSite]:
    """Return the source phrases of a document, in which `verbs` report."""
    sites = []
    by_first, low = tokens.vocabulary.sources, tokens.low
    for i in tokens.hot:
        if not tokens.traits[i].source:
            continue
        by_second = by_first[low[i]]
        for words, kind, p in by_second.get(low[i + 1]) or by_second.get("") or []:
            site = _with_its_own(tokens, i, words, p) if kind == "whose" else _source_at(tokens, i, words, kind, p)
            if site is not None and (kind != "opinion" or holds_opinion(tokens, site, verbs)):
                sites.append(site)
                break
    return sites


def _source_at(tokens: Tokens, i: int, words: tuple[str, ...], kind: str, lemma: str) -> CueSite | None:
    """The source phrase of those words at token `i`, if somebody follows who can be a source."""
    if not _stand_at(tokens, i, words) or words[-1] in _SOURCES and not _source_tells(tokens, i, i + len(words) - 1):
        return None
    low = tokens.low
    _, end = tokens.document.sentence(i)
    j = i + len(words)
    if words[-1] in _SOURCES or words[-1] == "de" and low[j - 1] in ("du", "des"):
        j -= 1  # which the noun phrase begins with
    if j < end and low[j] in _RELATIVES:
        return _relative_source(tokens, i, j, end, lemma)
    phrase = noun_phrase(tokens, j, end, bare=True) if j < end and low[j] not in tokens.that else None
    if phrase is None or low[phrase.head] in tokens.lexicon.words["not_source"] or _is_ours(tokens, phrase):
        return None
    if not _names_source(tokens, i, j, end, phrase, kind) or tokens.skip_time(j, end) > phrase.head:
        return None  # selon les embouteillages, d'après un dessin, selon la veille
    return CueSite(CueKind.SOURCE, i, max(j - 1, i), lemma, None, phrase, phrase.last + 1)


def _names_source(tokens: Tokens, i: int, j: int, end: int, phrase: NounPhrase, kind: str) -> bool:
    """Whether a noun phrase, behind the words of a source phrase in ``i..j``, is of who says what stands beside it."""
    if kind == "source":
        own = past_their_saying(tokens, phrase.first) > phrase.first  # selon ses dires
        return phrase.pronoun or own or is_source(tokens, phrase) or _after_block(tokens, i)
    marked = tokens.block_of[phrase.head] >= 0 and (phrase.name is None or tokens.block_of[phrase.name[0]] >= 0)
    if not may_speak(tokens, phrase) or tokens.is_time(phrase.head) or marked:
        return False
    if kind == "opinion" and tokens.low[phrase.last + 1] == "," and phrase.last + 2 in tokens.document.block_at:
        return _after_block(tokens, i) or not _leads(tokens, i)
    if kind == "opinion" and _after_block(tokens, i) and _leads(tokens, i):
        return _is_of_block(tokens, i, phrase, end)
    return not _leads(tokens, i) and _clause_follows(tokens, phrase, j, end, weak=kind == "weak")


def _with_its_own(tokens: Tokens, i: int, words: tuple[str, ...], lemma: str) -> CueSite | None:
    """The source phrase that a word of its own tells the source of: À ses yeux, le pont fermera."""
    last = i + len(words) - 1
    apart = tokens.low[i - 1] == "," or not _leads(tokens, i)
    if not apart or tokens.low[last + 1] != "," or not _stand_at(tokens, i, words):
        return None
    whose = next((k for k in range(i, last + 1) if tokens.low[k] in _WHOSE), i)
    return CueSite(
        CueKind.SOURCE, i, last, lemma, None, NounPhrase(whose, whose, whose, pronoun=True, core=whose), last + 1
    )


def _is_ours(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a source is what the author has: *nos informations*, *notre enquête*; not *nos confrères*."""
    return tokens.low[phrase.first] in _OUR and tokens.noun_kind(phrase.head)[0] not in ("person", "group")


def _source_tells(tokens: Tokens, i: int, noun: int) -> bool:
    """Whether the sources at token `noun` are people who tell something, and no springs or data.

    De source policière, un homme est mort: not *vit de sources d'eau*. The verb of *a-t-on appris de sources sûres* is
    the cue itself.
    """
    start, _ = tokens.document.sentence(i)
    comma = max((k for k in range(start, i) if tokens.low[k] in (",", ";") or tokens.is_mark(k)), default=start)
    if any(tokens.traits[k].inverted or tokens.low[k] in tokens.inverted for k in range(comma, i)):
        return False
    if tokens.low[i - 1] in ("selon", "d'après"):
        return False  # selon de bonnes sources
    if tokens.low[noun + 1] in tokens.lexicon.words["of_source"]:
        return True
    return comma >= i - 1 and tokens.low[noun + 1] not in tokens.of


def _stand_at(tokens: Tokens, i: int, words: tuple[str, ...]) -> bool:
    """Whether the words of a source phrase stand at token `i`, the first of which does.

    A last *de* stands for *d'*, *du* and *des* too.
    """
    last = i + len(words) - 1
    same = tokens.low[last] == words[-1] or words[-1] == "de" and tokens.low[last] in tokens.of
    return same and tokens.low[i + 1 : last] == list(words[1:-1])


def _after_block(tokens: Tokens, i: int) -> bool:
    """Whether a closing mark stands before token `i`, a comma passed over."""
    return tokens.is_closer(i - 1) or tokens.low[i - 1] == "," and tokens.is_closer(i - 2)


def _leads(tokens: Tokens, i: int) -> bool:
    """Whether more than connectives and adverbs stands before token `i` in its sentence, or after a colon in it."""
    start, _ = tokens.document.sentence(i)
    low = tokens.low
    colon = max((k + 1 for k in range(start, i) if low[k] == ":"), default=start)
    return any(not (low[k] in tokens.linking or low[k] == "," or tokens.is_adverb(k)) for k in range(colon, i))


def _is_of_block(tokens: Tokens, i: int, phrase: NounPhrase, end: int) -> bool:
    """Une « réussite », pour la maire: not sa « fascination » pour la maire."""
    after = tokens.low[phrase.last + 1] if phrase.last + 1 < end else "."
    block = tokens.document.block_ending.get(i - 1)
    start, _ = tokens.document.sentence(i)
    return (block is None or block.first <= start + 1) and after in (",", ".", ";", "qui", "(")


def _clause_follows(tokens: Tokens, phrase: NounPhrase, j: int, end: int, *, weak: bool) -> bool:
    """Whether a clause follows the comma after a phrase: Pour la maire, le pont fermera."""
    comma = next((k for k in range(phrase.last + 1, min(end, phrase.last + 14)) if tokens.low[k] == ","), None)
    if comma is None or not is_clause(tokens, comma + 1, end) or tokens.verb_form[j] == "Inf":
        return False
    return not (weak and tokens.low[comma + 1] in ("il", "c'", "ce"))


def _relative_source(tokens: Tokens, i: int, j: int, end: int, lemma: str) -> CueSite | None:
    """Une étude selon laquelle le lac baisse, Zoé Lam, pour qui tout est dit: the source is the noun before."""
    start, _ = tokens.document.sentence(i)
    phrase = antecedent(tokens, i, start)
    if phrase is None or lemma not in ("selon", "d'après", "pour") or not is_clause(tokens, j + 1, end):
        return None
    if lemma == "pour" and tokens.low[j] != "qui":
        return None  # l'enquête pour laquelle le maire est entendu
    if tokens.low[phrase.head] in tokens.lexicon.words["not_source"]:
        return None
    noun = phrase.head
    if tokens.low[noun] in tokens.lexicon.frames and tokens.low[noun + 1] in tokens.of:
        # l'affirmation de Zoé Lam selon laquelle le lac baisse: hers, not the affirmation's
        inner = noun_phrase(tokens, noun + 2 if tokens.low[noun + 1] in ("de", "d'") else noun + 1, i)
        phrase = inner or phrase
    elif not is_source(tokens, phrase):
        return None
    return CueSite(CueKind.SOURCE, i, j, f"{lemma} {tokens.low[j]}", None, phrase, j + 1)
