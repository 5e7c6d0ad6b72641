"""Texts with holes: cut where no text ends, begun in the middle, their words lost, doubled, swapped.

A text is cut into pieces: a token and the space after it, so that pieces put together are a text again.
What must hold of the result for any text is here, too.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from random import Random
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from quoteattr import Result
    from quoteattr.labelling import Tags
    from quoteattr.reading import Document

__all__ = [
    "BEGINNINGS",
    "CLASSES",
    "FRAGMENTS",
    "Mislabelled",
    "Texts",
    "check",
    "class_of",
    "cut_after_class",
    "mutate",
    "pieces",
]

CLASSES = {
    "comma": (",",),
    "colon": (":", ";"),
    "stop": (".", "!", "?", "…", "..."),
    "mark": ("«", "»", "“", "”", '"', "‘", "’", "„", "<<", ">>"),
    "bracket": ("(", ")", "[", "]"),
    "dash": ("—", "–", "-"),
    "determiner": tuple((
        "le la les l' l’ un une des du de d' au aux ce cet cette ces son sa ses leur leurs notre nos mon "
        "plusieurs chaque deux"
    ).split()),
    "title": tuple("M. MM. Mme Mmes Mlle Me Dr Pr Mgr monsieur madame maître".split()),
    "auxiliary": tuple((
        "a ont avait avaient aura est sont était étaient sera été avoir être ayant étant ai avons"
    ).split()),
    "clitic": tuple((
        "il elle ils elles on je tu nous vous se s' s’ me m' te t' y en lui leur ne n' n’ -t-il -t-elle -il "
        "-elle -ils -on -t-on"
    ).split()),
    "preposition": tuple((
        "à de en dans sur pour par avec sans chez vers selon après avant depuis contre entre suite face "
        "auprès d'après"
    ).split()),
    "subordinator": tuple((
        "que qu' qu’ qui dont où si quand lorsque comme parce puisque tandis alors afin lequel celui celle "
        "ceux"
    ).split()),
    "conjunction": ("et", "ou", "mais", "ni", "car", "donc"),
    "negation": tuple("pas plus jamais rien non".split()),
    "verb": tuple((
        "dit déclare affirme ajoute estime explique raconte promet demande répond assure annoncé déclaré "
        "expliqué fait savoir"
    ).split()),
    "infinitive": tuple("dire venir partir avoir ajouter promettre faire".split()),
    "person": tuple((
        "maire ministre présidente pêcheur porte-parole avocate voisin directeur syndicat source communiqué "
        "rapport ville"
    ).split()),
    "time": tuple("lundi jeudi hier mardi janvier midi soir matin semaine an 2019 14h30".split()),
    "name": tuple("Awa Keller Jean Dupuis Lorval Sarr AFP ONU Twitter Canal Sud".split()),
    "odd": (
        "\U0001f600", "e\u0301", "\u200b", "&laquo;", "http://x.fr/a", "@x", "#x", "n°", "%", "*", "/", "''", ",,",
    ),
}  # fmt: skip
"""Words of each class, as they stand in a text."""

BEGINNINGS = (
    "", "", "« Oui », ", "« Oui »", "«Oui, ", '"Oui", ', "“Oui” : ", "Il pleut, ", "Oui ! ", "— Oui, ", "- Oui. ",
    "Selon ", "D'après ", "Pour ", "Comme l'", "À en croire ", "Aux yeux de ", "Il ", "Elle a ", "On ",
    "Les riverains ont ", "La maire, Awa Keller, ", "Mme Sarr ", "Jean Dupuis ", "Le rapport qui ", "Il a promis de ",
    "Il dit que ", "Elle a fait savoir que ", "Awa Keller : ", "Il s'est dit ", "Il se dit ", "En disant ",
    "Le fait de dire que ", "Interrogé par ", "C'est ce qu'a ", "Ainsi, ", "« Oui. »\n", "Awa Keller, maire. ",
    "« Non », a-t-il ", "Il pleut (", "« Il « dit ", "(",
)  # fmt: skip
"""How a sentence begins that reports something."""
FRAGMENTS = (
    "a dit ", "ont dit ", "dit lundi ", "a déclaré jeudi ", "s'est dit ", "se dit ", "n'a pas dit ", "a fait savoir ",
    "a-t-elle ajouté ", "dit-il ", "ajoute-t-on ", "a promis de ", "venir, ", "avoir vu ", "en disant que ",
    "disant vouloir ", "est prêt à ", "la ministre, ", "le maire de Lorval ", "M. Sarr ", "MM. Sarr et Keller ",
    "Awa Keller, ", "sa porte-parole ", "l'un des ", "une source proche du ", "des riverains ", "près de 20 ",
    "plus de la moitié des ", "celui qui ", "qui a dit que ", "que, ", "à l'AFP ", "au Courrier ", "sur Twitter ",
    "dans un communiqué ", "auprès de ", "de source policière ", "selon la maire, ", "lundi matin, ",
    "le 3 mars 2019 ", "il y a deux ans ", "(AFP) ", "(qui ", "« oui », ", ": « non ", "», ", "et que ", "et ",
    "mais ", "comme l'a dit ", "pour qui ", "par la voix de ", "aux yeux du ", "à savoir ", "c'est-à-dire ", "si ",
    "le fait que ", "l'idée de ", "la crainte de ", "elle-même ", "suite à ", "afin de ", ", ",
)  # fmt: skip
"""What such a sentence is made of."""

_PAIRS = (("(", ") "), ("[", "] "), ("« ", " » "), ('"', '" '), ("“", "” "), (", ", ", "), ("— ", " — "))
_CLASS = {word: name for name, words in reversed(CLASSES.items()) for word in words}
_NAMES = tuple(CLASSES)
_WORDS = tuple(_CLASS)
_INVERTED = r"-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce)\b"
_PIECE = re.compile(
    rf"(?:\b(?:MM?|Mgr|Dr)\.|\.\.\.|<<|>>|\w+['’](?=\w)|\w+?(?={_INVERTED})|{_INVERTED}|\w+(?:-\w+)*|\S)\s*|\s+"
)
_SENTENCE = re.compile(r"(?:[.!?…»”\"]|\.\.\.)\s+\Z")
_STRIDE = 15_485_863
"""A prime that no number of pieces is a multiple of: every place is visited once before any is twice."""


def pieces(text: str) -> list[str]:
    """Return the tokens of `text`, each with the space after it."""
    return _PIECE.findall(text)


@lru_cache(maxsize=100_000)
def class_of(piece: str) -> str:
    """Return the class of a piece, one of `CLASSES`, or ``"word"``."""
    token = piece.strip()
    if token in _CLASS or token.lower() in _CLASS:
        return _CLASS.get(token) or _CLASS[token.lower()]
    if token[:1].isdigit():
        return "time"
    if token[:1].isupper():
        return "name"
    return "infinitive" if re.search("[^aeiou](?:er|ir|re)$", token) else "word"


Pieces = list[str]
Change = Callable[[Random, Pieces], Pieces]


def cut_after_class(rng: Random, text: Pieces) -> Pieces:
    """End the text after a piece of a class drawn from those that it has."""
    places: dict[str, list[int]] = {}
    for k, piece in enumerate(text):
        places.setdefault(class_of(piece), []).append(k)
    return text[: rng.choice(places[rng.choice(sorted(places))]) + 1] if text else text


def _cut_before(rng: Random, text: Pieces) -> Pieces:
    return text[rng.randrange(len(text)) :]


def _drop(rng: Random, text: Pieces) -> Pieces:
    at = rng.randrange(len(text))
    return text[:at] + text[at + rng.choice((1, 1, 1, 2, 3, 5)) :]


def _double(rng: Random, text: Pieces) -> Pieces:
    at = rng.randrange(len(text))
    end = at + rng.choice((1, 1, 2, 4))
    return text[:end] + text[at:]


def _swap(rng: Random, text: Pieces) -> Pieces:
    a, b = rng.randrange(len(text)), rng.randrange(len(text))
    if rng.random() < 0.5:
        b = min(a + 1, len(text) - 1)
    out = list(text)
    out[a], out[b] = out[b], out[a]
    return out


def _word(rng: Random) -> str:
    """A word of any class; every class is as likely, or every word."""
    word = rng.choice(CLASSES[rng.choice(_NAMES)] if rng.random() < 0.5 else _WORDS)
    return word if word[-1] in "'’" else word + " "


def composed(rng: Random) -> Pieces:
    """A beginning, then fragments, words and commas as they come, often cut in the midst of the last."""
    beginning, size = rng.choice(BEGINNINGS), rng.choice((1, 2, 2, 3, 3, 4, 5, 7))
    rest = [rng.choice(FRAGMENTS) if rng.random() < 0.5 else _word(rng) for _ in range(size)]
    text = pieces("".join((beginning, *rest)))
    return text[: -rng.choice((1, 1, 2, 3))] if rng.random() < 0.3 else text


def _replace(rng: Random, text: Pieces) -> Pieces:
    at = rng.randrange(len(text))
    return [*text[:at], _word(rng), *text[at + 1 :]]


def _insert(rng: Random, text: Pieces) -> Pieces:
    at = rng.randrange(len(text) + 1)
    return [*text[:at], _word(rng), *text[at:]]


def _in_brackets(rng: Random, text: Pieces) -> Pieces:
    at, end = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
    opens, closes = rng.choice(_PAIRS)
    out = [*text[:at], opens, *text[at:end]]
    if rng.random() < 0.7:
        out.append(closes)
    return out + text[end:] if rng.random() < 0.7 else out


def _other_marks(rng: Random, text: Pieces) -> Pieces:
    marks = CLASSES["mark"]
    chosen = rng.choice((marks, ('"',), ("«", "»"), ("“", "”"), ("",)))
    return [rng.choice(chosen) + piece[len(piece.rstrip()) :] if class_of(piece) == "mark" else piece for piece in text]


def _other_case(rng: Random, text: Pieces) -> Pieces:
    change = rng.choice((str.upper, str.lower, str.title, str.capitalize))
    if rng.random() < 0.4:
        return [change(piece) for piece in text]
    at = rng.randrange(len(text))
    return [*text[:at], change(text[at]), *text[at + 1 :]]


def _other_spaces(rng: Random, text: Pieces) -> Pieces:
    space = rng.choice(("\n", "\r\n", "\n\n", "\n— ", "\n- ", "\n« ", " — ", "\u00a0", "\u202f", "\t", "", "\u2028"))
    if rng.random() < 0.15:
        return [piece.rstrip() + space if piece[-1:].isspace() else piece for piece in text]
    at = rng.randrange(len(text))
    return [*text[:at], text[at].rstrip() + space, *text[at + 1 :]]


_CHANGES: tuple[Change, ...] = (
    cut_after_class, cut_after_class, cut_after_class, _cut_before, _drop, _drop, _double, _swap, _replace, _replace,
    _insert, _in_brackets, _other_marks, _other_case, _other_spaces,
)  # fmt: skip


def mutate(rng: Random, text: Pieces, other: Pieces, changes: int) -> Pieces:
    """Return `text` after so many changes drawn at random; sometimes it goes on as `other` from some place of each."""
    if rng.random() < 0.25 and text and other:
        text = text[: rng.randrange(len(text)) + 1] + other[rng.randrange(len(other)) :]
    for _ in range(changes):
        if text:
            text = rng.choice(_CHANGES)(rng, text)
    return text


class _Source:
    """A text in pieces, and where its sentences and paragraphs begin."""

    def __init__(self, text: str) -> None:
        self.pieces = pieces(text)
        ends = [bool(_SENTENCE.search(piece)) and not after[0].islower() for piece, after in pairwise(self.pieces)]
        self.sentences = [0, *(k + 1 for k, end in enumerate(ends) if end or "\n" in self.pieces[k])]
        self.paragraphs = [0, *(k + 1 for k, piece in enumerate(self.pieces[:-1]) if "\n" in piece)]

    def stretch(self, rng: Random) -> Pieces:
        """A sentence or two, sometimes a paragraph, seldom all."""
        kind = rng.random()
        if kind < 0.005:
            return self.pieces
        starts, most = (self.paragraphs, 1) if kind < 0.04 else (self.sentences, 2)
        first = rng.randrange(len(starts))
        last = first + rng.randint(1, most)
        return self.pieces[
            starts[first] : min(starts[last] if last < len(starts) else len(self.pieces), starts[first] + 300)
        ]

    def up_to(self, rng: Random, last: int) -> Pieces:
        """What ends with the piece `last`: of its sentence, sometimes of those before, or from the middle of it."""
        sentence = bisect_right(self.sentences, last) - 1
        start = self.sentences[max(0, sentence - rng.choice((0, 0, 0, 1, 1, 2)))]
        if rng.random() < 0.2:
            start = rng.randint(start, last)
        return self.pieces[max(start, last - 300) : last + 1]


class Texts:
    """What texts with holes are made from. Each is made by a seed and its number alone.

    Args:
        texts: Texts as they should be.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._sources = [source for source in map(_Source, texts) if source.pieces]
        self._ends = list(accumulate(len(source.pieces) for source in self._sources))

    def made(self, seed: int, number: int) -> str:
        """Return a text.

        Of an even number, one that is cut after the next piece of all texts (and sometimes one word more); of an odd
        one, a stretch with changes, or one composed.
        """
        rng = Random(f"{seed}:{number}")
        out = self._cut(rng, number // 2) if number % 2 == 0 else self._changed(rng)
        text = "".join(out)
        return text if rng.random() < 0.3 else text.rstrip()

    def _cut(self, rng: Random, number: int) -> Pieces:
        at = number * _STRIDE % self._ends[-1]
        k = bisect_right(self._ends, at)
        text = self._sources[k].up_to(rng, at - (self._ends[k - 1] if k else 0))
        return [*text, _word(rng)] if rng.random() < 0.2 else text

    def _changed(self, rng: Random) -> Pieces:
        if rng.random() < 0.4:
            return composed(rng)
        text, other = (rng.choice(self._sources).stretch(rng) for _ in range(2))
        return mutate(rng, text, composed(rng) if rng.random() < 0.5 else other[:100], rng.choice((1, 1, 2, 2, 3, 5)))


class Mislabelled:
    """Labels as the worst of models might give them: half of another labeller's, the others by chance, and any tree.

    What changes depends on the word and the one before it, so that most labels stay when words elsewhere go.

    Args:
        labeller: What labels documents.
    """

    def __init__(self, labeller: Callable[[Sequence[Document]], Iterable[Tags]]) -> None:
        self._labeller = labeller

    def __call__(self, documents: Sequence[Document]) -> list[Tags]:
        """Return the labels of each document."""
        labels = list(self._labeller(documents))
        for document, tags in zip(documents, labels, strict=True):
            self._change(tags, [word.low for word in document.word])
        return labels

    @staticmethod
    def _change(tags: Tags, words: list[str]) -> None:
        pairs = zip(["", *words], words, strict=False)
        seeds = [crc32(f"{before} {word}".encode("utf-8", "replace")) for before, word in pairs]
        draws = [Random(seed) for seed in seeds]
        size = len(seeds)
        for name, values in _LABELS.items():
            old = list(getattr(tags, name))
            for i, rng in enumerate(draws):
                if rng.random() < 0.5:
                    old[i] = rng.choice(values)
            setattr(tags, name, old)
        tags.head = array("q", [*(_nearest(seeds, i) for i in range(size)), *range(size, len(tags.pos))])
        tags.entities = [*_entities(draws)]
        tags.parsed = True


_LABELS = {
    "pos": ("NOUN", "VERB", "AUX", "PROPN", "ADJ", "DET", "PRON", "ADP", "ADV", "PUNCT", "SCONJ", "CCONJ", "NUM", "X"),
    "verb_form": ("", "Fin", "Inf", "Part"),
    "tense": ("", "Pres", "Past", "Imp", "Fut", "sub", "cnd", "imp"),
    "person": ("", "1", "2", "3"),
    "gender": ("", "m", "f"),
    "number": ("", "s", "p"),
    "dep": (
        "", "nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:mod", "obl:agent", "xcomp", "ccomp", "csubj",
        "advcl", "acl", "acl:relcl", "appos", "conj", "cc", "aux:tense", "aux:pass", "cop", "mark", "det", "case",
        "nmod", "amod", "flat:name", "expl:subj", "parataxis", "root", "dep",
    ),
}  # fmt: skip


def _nearest(seeds: Sequence[int], i: int) -> int:
    """The nearest token of a smaller seed, which makes a tree; the token itself when there is none near."""
    places = (k for away in range(1, 30) for k in (i - away, i + away) if 0 <= k < len(seeds) and seeds[k] < seeds[i])
    return next(places, i)


def _entities(draws: Sequence[Random]) -> Iterator[tuple[int, int, str]]:
    i = 0
    while i < len(draws):
        last = min(i + draws[i].choice((0, 0, 1, 2)), len(draws) - 1)
        if draws[i].random() < 0.2:
            yield i, last, draws[i].choice(("PER", "ORG", "LOC", "MISC"))
            i = last
        i += 1


def check(result: Result, text: str) -> None:
    """Fail if a promise about results is broken.

    Raises:
        AssertionError: If it is; the message says which, whatever the text.
    """
    if result.text != text:
        raise AssertionError("another text")
    if any(str(diagnostic.code) == "internal-error" for diagnostic in result.diagnostics):
        raise AssertionError("a fault of ours")
    by_id = {q.id: q for q in result.quotations}
    for quotation in result.quotations:
        _check_content([(s.start, s.end) for s in quotation.content])
        spans = [*quotation.content, *(x.span for x in (quotation.cue, quotation.mention) if x is not None)]
        if any(text[s.start : s.end] != s.text for s in spans):
            raise AssertionError("a span is not its text")
        if quotation.parent_id is not None:
            around = by_id[quotation.parent_id].content
            if not all(any(a.start <= s.start and s.end <= a.end for a in around) for s in quotation.content):
                raise AssertionError("a parent that does not hold its child")
    _check_apart(result)
    _check_names(result)
    if type(result).from_dict(json.loads(json.dumps(result.to_dict()))) != result:
        raise AssertionError("another result from its JSON")


def _check_apart(result: Result) -> None:
    """Contents nest or are apart, none comes twice; cue and mention stand beside them, and apart or one in the other."""
    contents = [tuple((s.start, s.end) for s in q.content) for q in result.quotations]
    runs = [run for content in contents for run in content]
    if len(set(contents)) < len(contents):
        raise AssertionError("a content twice")
    if any(a < c < b < d for a, b in runs for c, d in runs):
        raise AssertionError("contents that cross")
    for quotation, content in zip(result.quotations, contents, strict=True):
        cue = None if quotation.cue is None else (quotation.cue.span.start, quotation.cue.span.end)
        mention = None if quotation.mention is None else (quotation.mention.span.start, quotation.mention.span.end)
        if any(beside and a < beside[1] and beside[0] < b for a, b in content for beside in (cue, mention)):
            raise AssertionError("a cue or a mention in its content")
        meet = cue and mention and cue[0] < mention[1] and mention[0] < cue[1]
        if cue and mention and meet and not cue[0] <= mention[0] < mention[1] <= cue[1]:  # dit-il may
            raise AssertionError("a mention that goes beyond its cue")


def _check_names(result: Result) -> None:
    """Ids are different, speakers are those of quotations, and named."""
    ids, speakers = [q.id for q in result.quotations], [s.id for s in result.speakers]
    if len(set(ids)) < len(ids) or len(set(speakers)) < len(speakers):
        raise AssertionError("an id twice")
    if any(q.speaker is not None and q.speaker not in result.speakers for q in result.quotations):
        raise AssertionError("a speaker that is not listed")
    quoted = [q.speaker for q in result.quotations]
    if not all(speaker.name and speaker in quoted for speaker in result.speakers):
        raise AssertionError("a speaker without a name or a quotation")


def _check_content(ends: Sequence[tuple[int, int]]) -> None:
    if not ends:
        raise AssertionError("no content")
    if list(ends) != sorted(ends) or any(a[1] > b[0] for a, b in pairwise(ends)):
        raise AssertionError("content out of order")
