"""Which paragraphs may hold an attribution, told before any labels: marks, a source phrase, a reporting verb with what may be reported.

Elsewhere no stage finds a quotation; what those paragraphs add is whom a later pronoun may mean.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from quoteattr.document import Document
from quoteattr.lexicon import Lexicon
from quoteattr.traits import Traits, phrase_words, traits_of

__all__ = ["relevant_paragraphs"]

_QUE = frozenset({"que", "qu'"})
_STOPS = frozenset({".", ";", ":", "!", "?", "qui", "dont"})
_ASKS = frozenset("si s' pourquoi comment combien quand où quel quelle quels quelles ce".split())
_NOUN_AFTER = frozenset("un une du des au aux ce cet cette ces son sa ses mon ma mes notre nos votre vos leurs chaque quelque quelques plusieurs".split())
"""Determiners after which a form is a noun: *une demande*, *son rapport*."""
_BEFORE_INFINITIVE = frozenset("à de d' ne pas plus se s' y en le la les l' lui leur me m' nous vous avoir être n'".split())
_BEFORE_OPINION = frozenset(", : mais et car or ainsi aussi donc enfin".split())
_FAR = 24
"""How many tokens after a verb what it reports is looked for."""
_NEAR = 12
"""How many tokens after a verb an infinitive is looked for."""
_INFINITIVE = ("er", "ir", "re", "oir")


def relevant_paragraphs(document: Document, lexicon: Lexicon) -> list[bool]:
    """Return for each paragraph of `document` whether something in it may be attributed."""
    words = document.word
    traits = traits_of(words, lexicon)
    sources = _sources(lexicon)
    out = [False] * len(document.paragraphs)
    for block in document.blocks:
        first, last = document.paragraph(block.first), document.paragraph(min(block.last, len(words) - 1))
        out[first : last + 1] = [True] * (last + 1 - first)
    cues = [i for i, its in enumerate(traits) if its.verbal or its.source or its.inverted]
    for k, (first, end) in enumerate(document.paragraphs):
        if not out[k]:
            here = cues[bisect_left(cues, first) : bisect_left(cues, end)]
            out[k] = any(_is_source(document, i, sources) if traits[i].source else _may_report(document, traits, i, end, lexicon) for i in here)
    return out


def _may_report(document: Document, traits: Sequence[Traits], i: int, end: int, lexicon: Lexicon) -> bool:
    """Whether token `i` may be a cue with no marks beside it."""
    words = document.word
    its = traits[i]
    if its.inverted:
        return True  # a-t-elle dit
    before = words[i - 1].low if i else ""
    if before in _NOUN_AFTER or words[i].is_title and i not in document.boundaries_set:
        return False
    ahead = [word.low for word in words[i + 1 : min(end, i + _FAR)]]
    takes = {c for form in lexicon.forms.get(words[i].low, ()) for c in form.verb.constructions}
    if its.begins:
        takes |= {c for rest, verb in lexicon.multiword[lexicon.other_forms[words[i].low][0]] if rest[0] in ahead[:5] for c in verb.constructions}
    if not takes:
        return False
    stop = next((k for k, low in enumerate(ahead) if low in _STOPS), len(ahead))
    if "q" in takes and not _QUE.isdisjoint(ahead[: stop + 1]) or "s" in takes and not _ASKS.isdisjoint(ahead[:_NEAR]):
        return True
    k = i - 1
    while k >= 0 and (traits[k].clitic or traits[k].adverb) and i - k < _NEAR:
        k -= 1
    if takes & {"i", "q"} and k >= 0 and (words[k].low in (",", "comme", "—") or words[k].ends and k > document.inner_sentence(i)[0]) and ahead[:1] not in (["de"], ["d'"], ["par"]):
        return True
    return bool(takes & {"f", "d", "a"}) and any(low.endswith(_INFINITIVE) and (ahead[k - 1] in _BEFORE_INFINITIVE if k else True) for k, low in enumerate(ahead[:_NEAR]))


def _sources(lexicon: Lexicon) -> dict[str, list[tuple[list[frozenset[str]], str]]]:
    """The source phrases by their first word: what may stand at each place, and the kind."""
    out: dict[str, list[tuple[list[frozenset[str]], str]]] = lexicon.memo.get("source openings", {})
    if not out:
        for phrase, kind in lexicon.sources.items():
            first, *rest = phrase_words(phrase)
            out.setdefault(first, []).append(([_OF if word == "de" else frozenset({word}) for word in rest], kind))
        lexicon.memo["source openings"] = out
    return out


_OF = frozenset({"de", "d'", "du", "des"})


def _is_source(document: Document, i: int, sources: Mapping[str, list[tuple[list[frozenset[str]], str]]]) -> bool:
    """Whether a source phrase begins at token `i`; one of opinion must open its sentence or clause (*pour la maire, …*)."""
    words = document.word
    for rest, kind in sources[words[i].low]:
        there = [word.low for word in words[i + 1 : i + 1 + len(rest)]]
        if len(there) == len(rest) and all(low in allowed for low, allowed in zip(there, rest, strict=True)):
            return kind == "source" or i in document.boundaries_set or i > 0 and words[i - 1].low in _BEFORE_OPINION
    return False
