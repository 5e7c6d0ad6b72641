"""Source phrases: *selon la mairie*, *d'après elle*, *pour le syndicat*, *une étude selon laquelle*."""

from __future__ import annotations

from quoteattr.cues.site import CueSite, is_clause, is_source, may_speak
from quoteattr.grammar import Tokens, antecedent, noun_phrase
from quoteattr.result import CueKind

__all__ = ["source_sites"]


def source_sites(tokens: Tokens) -> list[CueSite]:
    """Return the source phrases of a document."""
    sites = []
    by_first, low = tokens.vocabulary.sources, tokens.low
    for i in tokens.hot:
        if not tokens.traits[i].source:
            continue
        by_second = by_first[low[i]]
        for words, kind, p in by_second.get(low[i + 1]) or by_second.get("") or []:
            site = _source_at(tokens, i, words, kind, p)
            if site is not None:
                sites.append(site)
                break
    return sites


def _source_at(tokens: Tokens, i: int, words: tuple[str, ...], kind: str, lemma: str) -> CueSite | None:
    n = len(words)
    window = tokens.low[i : i + n]
    if words[-1] == "de":
        if window[: n - 1] != list(words[:-1]) or not window[n - 1 :] or window[n - 1] not in ("de", "d'", "du", "des"):
            return None
    elif window != list(words):
        return None
    _, end = tokens.document.sentence(i)
    j = i + n
    if words[-1] in ("source", "sources"):
        j -= 1
    if words[-1] == "de" and tokens.low[j - 1] in ("du", "des"):
        j -= 1
    if j < end and tokens.low[j] in ("qui", "lequel", "laquelle", "lesquels", "lesquelles"):
        return _relative_source(tokens, i, j, end, lemma)
    if j >= end or tokens.low[j] in ("que", "qu'"):
        return None
    phrase = noun_phrase(tokens, j, end, bare=True)
    if (
        phrase is None
        or tokens.low[phrase.head] in tokens.lexicon.words["not_source"]
        or tokens.low[phrase.first] in ("nos", "notre", "mes", "mon")
    ):
        return None
    if (
        kind == "source"
        and not phrase.pronoun
        and not is_source(tokens, phrase)
        and not tokens.is_closer(i - 1 - (tokens.low[i - 1] == ","))
    ):
        return None  # selon les embouteillages, d'après un dessin
    if kind in ("opinion", "weak"):
        # Pour la maire, le pont fermera: a clause must follow the comma; "pour la maire" alone may be a beneficiary.
        start, _ = tokens.document.sentence(i)
        if not may_speak(tokens, phrase) or tokens.is_time(phrase.head) or tokens.block_of[phrase.head] >= 0:
            return None
        colon = max((k + 1 for k in range(start, i) if tokens.low[k] == ":"), default=start)
        lead = [
            k
            for k in range(colon, i)
            if not (
                tokens.low[k] in tokens.connective
                or tokens.low[k] in (",", "par", "en", "de", "ailleurs", "outre", "effet", "fait", "plus")
                or tokens.is_adverb(k)
            )
        ]
        if (
            kind == "opinion"
            and lead
            and (tokens.is_closer(i - 1) or tokens.low[i - 1] == "," and tokens.is_closer(i - 2))
        ):
            # Une « réussite », pour la maire.
            after = tokens.low[phrase.last + 1] if phrase.last + 1 < end else "."
            block = tokens.document.block_ending.get(i - 1)
            if block is not None and block.first > start + 1:
                return None  # sa « fascination » pour la maire
            return (
                CueSite(CueKind.SOURCE, i, i, "pour", None, phrase, phrase.last + 1)
                if after in (",", ".", ";", "qui", "(")
                else None
            )
        comma = next((k for k in range(phrase.last + 1, min(end, phrase.last + 14)) if tokens.low[k] == ","), None)
        if lead or comma is None or not is_clause(tokens, comma + 1, end):
            return None
        if tokens.verb_form[j] == "Inf" or tokens.low[comma + 1] in ("il", "c'", "ce") and kind == "weak":
            return None
    if tokens.time and tokens.skip_time(j, end) > phrase.head:
        return None
    return CueSite(CueKind.SOURCE, i, max(j - 1, i), lemma, None, phrase, phrase.last + 1)


def _relative_source(tokens: Tokens, i: int, j: int, end: int, lemma: str) -> CueSite | None:
    """Une étude selon laquelle le lac baisse, Zoé Lam, pour qui tout est dit: the source is the noun before."""
    start, _ = tokens.document.sentence(i)
    phrase = antecedent(tokens, i, start)
    if phrase is None or lemma not in ("selon", "d'après", "pour") or not is_clause(tokens, j + 1, end):
        return None
    if tokens.low[phrase.head] in tokens.lexicon.words["not_source"]:
        return None
    noun = next((k for k in range(phrase.first, phrase.last + 1) if tokens.low[k] in tokens.lexicon.frames), None)
    if noun is not None and tokens.low[noun + 1 : noun + 2] in (["de"], ["du"], ["d'"], ["des"]):
        # l'affirmation de Zoé Lam selon laquelle le lac baisse: hers, not the affirmation's
        inner = noun_phrase(tokens, noun + 2 if tokens.low[noun + 1] in ("de", "d'") else noun + 1, i)
        phrase = inner or phrase
    elif not is_source(tokens, phrase):
        return None
    return CueSite(CueKind.SOURCE, i, j, f"{lemma} {tokens.low[j]}", None, phrase, j + 1)
