"""The networks of a spaCy pipeline, run by numpy on the pipeline's own weights.

spaCy spends most of its time on what need not be done twice, or at all: the embedding of a word is computed anew at
every occurrence, annotations are written into a ``Doc`` only to be read back one by one, and the entity recognizer asks
its network about every token in turn, although outside an entity the answer depends on nothing but the token. Here the
embedding of each distinct word is kept, the convolutions run over many paragraphs in blocks that fit a processor's
cache, and the recognizer is asked about all tokens at once. The labels are the same (tests compare them); what is not
of the known architecture (``spacy.MultiHashEmbed.v2`` under ``spacy.MaxoutWindowEncoder.v2``) is left to spaCy.

The names of the layers and parameters are those of thinc 8.3 and spaCy 3.8.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

from quoteattr.labelling.arcs import ArcDecoder
from quoteattr.labelling.embedded import Vectors
from quoteattr.labelling.encoder import Encoder
from quoteattr.labelling.engine import KernelError, Kernels, Native
from quoteattr.labelling.entities import Entity, EntityDecoder
from quoteattr.labelling.expected import expect
from quoteattr.labelling.nodes import Key, Parts, parameter

__all__ = ["Networks"]

LOG = logging.getLogger("quoteattr")
REACH = 2
"""How far from a capital an entity may go on: *Jean-Loup van der Meulen*, *l'Office des marées*."""


class Networks:
    """The networks of a whole pipeline.

    A shared ``tok2vec`` under ``morphologizer`` and ``parser``, and an ``ner`` with its own.

    Args:
        parts: What the pipeline is run with.
        kernels: What runs it where it can; numpy does the rest.

    Attributes:
        labels: The morphologizer's labels, which `tags` counts.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, parts: Parts, kernels: Kernels | None = None) -> None:
        self._shared, self._own = Encoder(parts.shared), Encoder(parts.own)
        self._decoder = EntityDecoder(parts.ner)
        expect(parts.tagger[0].name == "tok2vec-listener>>with_array(softmax)", parts.tagger[0].name)
        softmax = next(n for n in parts.tagger if n.name == "softmax")
        self._tagger = np.ascontiguousarray(parameter(softmax, "W").T), parameter(softmax, "b")
        self.labels: tuple[str, ...] = parts.labels
        self.arcs: ArcDecoder = ArcDecoder(parts.parser)
        self._vectors = Vectors(parts.embed, self._shared.width + self._own.width)
        expect(self._tagger[0].shape == (self._shared.width, len(self.labels)), "a score for each label")
        expect(len(self.arcs.scorer.lower) == self._shared.width, "a parser of what is encoded")
        expect(len(self._decoder.scorer.lower) == self._own.width, "a recognizer of what is encoded")
        self._native: Native | None = None
        if kernels is not None:
            with suppress(KernelError):  # which are not made for networks of this size
                self._native = Native(kernels, self._shared, self._own, self._tagger, self._decoder)
                self.arcs.use(kernels)

    def run(
        self,
        texts: Sequence[Sequence[Key]],
        starts: Sequence[Iterable[int]],
        named: Sequence[Iterable[int]] | None = None,
    ) -> tuple[list[Floats], list[list[int]], list[list[Entity]]]:
        """What the networks make of each text.

        The vectors that the parser reads, a label of `labels` for each word, the entities.

        Args:
            texts: None of them empty.
            starts: For each text, the words that begin a sentence.
            named: For each text, the words that may belong to a name: entities are sought only near them; everywhere
                when left out.
        """
        table, places = self._vectors.find([key for text in texts for key in text])
        if self._native is not None:
            try:
                return self._native.run(table, places, [len(text) for text in texts], starts, named)
            except KernelError as error:  # no memory, say
                LOG.debug("the kernels cannot: %s", error)
        lengths = np.cumsum([len(text) for text in texts])[:-1]
        rows = np.split(table[places], lengths)
        width = self._shared.width
        encoded = self._shared.run([r[:, :width] for r in rows])
        weights, bias = self._tagger
        tags = np.split((np.concatenate(encoded) @ weights + bias).argmax(axis=1), lengths)
        ranges = [[(0, len(text))] if named is None else _near(named[k], len(text)) for k, text in enumerate(texts)]
        return encoded, [t.tolist() for t in tags], self._entities([r[:, width:] for r in rows], ranges, starts)

    def _entities(
        self, rows: Sequence[Floats], ranges: Sequence[Sequence[tuple[int, int]]], starts: Sequence[Iterable[int]]
    ) -> list[list[Entity]]:
        """The entities within some ranges of each text, encoded with as many words around them as the encoder sees."""
        pad = self._own.pad
        places = [(k, a, b) for k, spans in enumerate(ranges) for a, b in spans]
        out: list[list[Entity]] = [[] for _ in rows]
        if not places:
            return out
        seen = self._own.run([rows[k][max(a - pad, 0) : b + pad] for k, a, b in places])
        inner = [v[a - max(a - pad, 0) :][: b - a] for v, (_, a, b) in zip(seen, places, strict=True)]
        begins = [np.array(sorted(s)) for s in starts]
        within = [(begins[k][(begins[k] > a) & (begins[k] < b)] - a).tolist() for k, a, b in places]
        for (k, a, _), found in zip(places, self._decoder.run(inner, within), strict=True):
            out[k] += [(a + first, a + last, label) for first, last, label in found]
        return out


def _near(words: Iterable[int], size: int) -> list[tuple[int, int]]:
    """Ranges of a text of `size` words that hold all words within `REACH` of `words`."""
    out: list[tuple[int, int]] = []
    for i in words:
        a, b = max(i - REACH, 0), min(i + REACH + 1, size)
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out
