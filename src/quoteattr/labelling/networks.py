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

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]

from quoteattr.labelling.expected import expect, host, normalize

__all__ = ["Key", "Networks", "StateScorer"]

BLOCK = 768
"""Rows to work on at a time: the scratch of one block (1.8 MB) stays in the cache."""
REACH = 2
"""How far from a capital an entity may go on: *Jean-Loup van der Meulen*, *l'Office des marées*."""
MOVES = ("B", "I", "L", "U", "O")


Key = tuple[str, bool]
"""A word, and whether a space follows: all that an embedding knows of its place."""
Entity = tuple[int, int, str]
"""First word, last word, label."""


class Vectors:
    """The embedding of each distinct word, computed once.

    Args:
        embed: Embeds a list of distinct keys: an array of one row each.
        width: The length of a row.
        limit: How many are kept; when more are met, all are forgotten, which bounds memory.
    """

    def __init__(self, embed: Callable[[list[Key]], Floats], width: int, limit: int = 40_000) -> None:
        self._embed = embed
        self._limit = limit
        self._row: dict[Key, int] = {}
        self._table: Floats = np.full(
            (limit, width), np.nan, dtype=np.float32
        )  # written now, so that memory does not grow later

    def rows(self, keys: Sequence[Key]) -> Floats:
        """The embeddings of `keys`, a row each."""
        known = self._row
        try:
            return self._table[[known[key] for key in keys]]
        except KeyError:
            missing = [key for key in dict.fromkeys(keys) if key not in known]
        if len(known) + len(missing) > self._limit:
            known.clear()
            missing = list(dict.fromkeys(keys))
        if len(missing) > self._limit:  # more distinct words in one batch than are ever kept
            return self._embed(list(keys))
        size = len(known)
        self._table[size : size + len(missing)] = self._embed(missing)
        known.update(zip(missing, range(size, size + len(missing)), strict=True))
        return self._table[[known[key] for key in keys]]


class Encoder:
    """Convolutions over words, as ``MaxoutWindowEncoder`` makes them.

    Window of one, maxout of three pieces, layer norm, residual.

    Args:
        layer: The encoder of a ``Tok2Vec`` model.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, layer: Any) -> None:
        nodes = list(layer.walk())
        windows = [n for n in nodes if n.name == "expand_window"]
        maxouts = [n for n in nodes if n.name == "maxout"]
        norms = [n for n in nodes if n.name == "layernorm"]
        residuals = [
            n
            for n in nodes
            if n.name.startswith("residual(expand_window>>maxout>>layernorm") and ">>residual" not in n.name
        ]
        expect(layer.name.startswith("with_array(residual("), layer.name)
        expect(
            len(residuals) == len(windows) == len(maxouts) == len(norms) > 0,
            "residual blocks of one window, one maxout and one layer norm",
        )
        expect(all(n.attrs["window_size"] == 1 for n in windows), "a window of one")
        self.pad: int = layer.attrs["pad"]
        self.width: int
        self.pieces: int
        self._layers = []
        for maxout, norm in zip(maxouts, norms, strict=True):
            weights, bias = host(maxout.get_param("W")), host(maxout.get_param("b"))
            self.width, self.pieces, inputs = weights.shape
            expect(inputs == 3 * self.width, "as many inputs as the window is wide")
            # the pieces of one output stand apart, so that their maximum is taken over whole rows
            matrix = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1))
            self._layers.append(
                (
                    matrix,
                    np.ascontiguousarray(bias.T.reshape(-1)),
                    host(norm.get_param("G")),
                    host(norm.get_param("b")),
                )
            )

    def run(self, texts: Sequence[Floats]) -> list[Floats]:
        """Encode each of `texts` (a row a word) by itself; what stands in one is not seen from another."""
        lengths = [len(t) for t in texts]
        x = np.zeros((self.pad * (len(texts) + 1) + sum(lengths), self.width), dtype=np.float32)
        starts = []
        at = self.pad
        for text in texts:
            starts.append(at)
            x[at : at + len(text)] = text
            at += len(text) + self.pad
        for layer in self._layers:
            x = self._convolve(x, *layer)
        return [x[start : start + length] for start, length in zip(starts, lengths, strict=True)]

    def _convolve(self, x: Floats, matrix: Floats, bias: Floats, scale: Floats, shift: Floats) -> Floats:
        size, width = x.shape
        out = np.empty_like(x)
        window = np.empty((min(BLOCK, size), 3 * width), dtype=np.float32)
        product = np.empty((len(window), self.pieces * width), dtype=np.float32)
        for start in range(0, size, BLOCK):
            end = min(start + BLOCK, size)
            w, p, y = window[: end - start], product[: end - start], out[start:end]
            w[:, width : 2 * width] = x[start:end]
            w[1:, :width] = x[start : end - 1]
            w[0, :width] = x[start - 1] if start else 0
            w[:-1, 2 * width :] = x[start + 1 : end]
            w[-1, 2 * width :] = x[end] if end < size else 0
            np.matmul(w, matrix, out=p)
            p += bias
            np.maximum(p[:, :width], p[:, width : 2 * width], out=y)
            for piece in range(2, self.pieces):
                np.maximum(y, p[:, piece * width : (piece + 1) * width], out=y)
            normalize(y, scale, shift)
            y += x[start:end]
        return out


class StateScorer:
    """Scores the states of a transition-based parser or recognizer (``spacy.TransitionBasedParser.v2``).

    Each feature of a state is a token; what a token adds as which feature is computed once for all tokens, in a table.

    Args:
        model: The component's model.
        features: How many features a state has.
        moves: How many moves are scored.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, model: Any, features: int, moves: int) -> None:
        expect({"tok2vec", "lower", "upper"} <= set(model.ref_names), "a lower and an upper layer over token vectors")
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        expect(
            lower.name == "precomputable_affine" and not model.attrs["unseen_classes"],
            "a lower layer that is precomputable",
        )
        weights = host(lower.get_param("W"))  # feature, output, piece, input
        expect(
            weights.shape[0] == features and host(upper.get_param("W")).shape[0] == moves,
            "so many features of a state, a score for each move",
        )
        self._features, self._hidden, self._pieces, inputs = weights.shape
        self.part: int = self._pieces * self._hidden
        reduce = [n for n in model.get_ref("tok2vec").layers if n.name == "linear"]
        expect(len(reduce) == 1, "one linear layer below the states")
        matrix = weights.transpose(3, 0, 2, 1).reshape(inputs, -1)  # to: feature, piece, output
        # the linear layer below and the affine one become one matrix
        self._lower = np.ascontiguousarray(host(reduce[0].get_param("W")).T @ matrix)
        self._lower_bias = host(reduce[0].get_param("b")) @ matrix
        self._pad = np.ascontiguousarray(host(lower.get_param("pad"))[0].transpose(0, 2, 1).reshape(1, -1))
        self._bias = np.ascontiguousarray(host(lower.get_param("b")).T.reshape(-1))
        self._upper, self._upper_bias = np.ascontiguousarray(host(upper.get_param("W")).T), host(upper.get_param("b"))

    def table(self, vectors: Sequence[Floats]) -> Floats:
        """What each token adds as each feature, and in the last row what is added where there is none.

        Token, feature, addend.
        """
        table = np.empty((sum(len(v) for v in vectors) + 1, self._features * self.part), dtype=np.float32)
        np.matmul(np.concatenate(vectors), self._lower, out=table[:-1])
        table[:-1] += self._lower_bias
        table[-1:] = self._pad
        return table.reshape(len(table), self._features, self.part)

    def scores(self, states: Floats) -> Floats:
        """The score of each move in each state, from the sum of what its features add."""
        pieces = (states + self._bias).reshape(len(states), self._pieces, self._hidden)
        hidden: Floats = pieces.max(axis=1) if self._pieces > 2 else np.maximum(pieces[:, 0], pieces[:, 1])
        scores: Floats = hidden @ self._upper + self._upper_bias
        return scores


class EntityDecoder:
    """The greedy decoder of an entity recognizer: begin, in, last, unit, out.

    Outside an entity the scores depend on the token alone, so they are computed for all tokens at once; inside one, on
    its first token and the one before as well, so these few are taken one by one.

    Args:
        component: The pipeline's ``ner``.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, component: Any) -> None:
        labels = component.moves.labels
        moves = [(move, label) for k, move in enumerate(MOVES, 1) for label in labels[k]]
        expect(
            [f"{m}-{n}" if n else m for m, n in moves if n or m == "O"] == list(component.move_names),
            "the moves in their order",
        )
        self._scorer = StateScorer(component.model, 3, len(moves))
        self._moves = moves
        self._closed = [k for k, (move, label) in enumerate(moves) if move in "BUO" and (label or move == "O")]
        self._not_begin = [k for k in self._closed if moves[k][0] != "B"]
        self._inner = {
            label: (moves.index(("I", label)), moves.index(("L", label))) for move, label in moves if move == "B"
        }

    def run(self, vectors: Sequence[Floats], starts: Sequence[Iterable[int]]) -> list[list[Entity]]:
        """The entities of each text as ``(first, last, label)``, both inclusive.

        Args:
            vectors: What the encoder made of each text, a row a token; no text is empty.
            starts: For each text, the tokens that begin a sentence: no entity crosses them.
        """
        lengths = [len(v) for v in vectors]
        table = self._scorer.table(vectors)
        scores = self._scorer.scores(table[:-1, 0] + (table[-1, 1] + table[-1, 2]))
        ends = np.zeros(len(scores), dtype=bool)  # tokens after which no entity goes on
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        ends[offsets[1:] - 1] = True
        for offset, begins in zip(offsets, starts, strict=False):
            ends[[offset + s - 1 for s in begins if s > 0]] = True
        closed = np.array(self._closed)[scores[:, self._closed].argmax(axis=1)]
        last = np.array(self._not_begin)[scores[:, self._not_begin].argmax(axis=1)]
        best = np.where(ends, last, closed)
        return [self._decode(table[a:b], best[a:b], ends[a:b]) for a, b in pairwise(offsets)]

    def _decode(self, table: Floats, best: Ints, ends: NDArray[np.bool_]) -> list[Entity]:
        entities: list[Entity] = []
        free = 0
        for i in np.flatnonzero(best != len(self._moves) - 1).tolist():
            if i < free:
                continue
            move, label = self._moves[best[i]]
            j = i
            if move == "B":
                inner, final = self._inner[label]
                while True:
                    j += 1
                    if ends[j]:
                        break
                    scores = self._scorer.scores((table[j, 0] + table[i, 1] + table[j - 1, 2])[None])[0]
                    if scores[final] >= scores[inner] and not (scores[final] == scores[inner] and inner < final):
                        break
            entities.append((i, j, label))
            free = j + 1
        return entities


class Networks:
    """The networks of a whole pipeline.

    A shared ``tok2vec`` under ``morphologizer`` and ``parser``, and an ``ner`` with its own.

    Args:
        nlp: The pipeline; its weights are read, not changed.

    Attributes:
        labels: The morphologizer's labels, which `tags` counts.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, nlp: Any) -> None:
        shared, ner = nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner")
        own = ner.model.get_ref("tok2vec").layers[0]
        expect(len(shared.layers) == 2 and len(own.layers) == 2, "an embedding and an encoder")
        self._shared, self._own = Encoder(shared.layers[1]), Encoder(own.layers[1])
        self._decoder = EntityDecoder(ner)
        morphologizer = nlp.get_pipe("morphologizer")
        expect(morphologizer.model.name == "tok2vec-listener>>with_array(softmax)", morphologizer.model.name)
        expect(
            nlp.get_pipe("parser").model.get_ref("tok2vec").layers[0].name == "tok2vec-listener",
            "a parser that listens to tok2vec",
        )
        softmax = next(n for n in morphologizer.model.walk() if n.name == "softmax")
        self._tagger = np.ascontiguousarray(host(softmax.get_param("W")).T), host(softmax.get_param("b"))
        self.labels: tuple[str, ...] = tuple(morphologizer.labels)
        embeddings = (shared.layers[0], own.layers[0])
        expect(
            all(e.name.startswith("extract_features>>") and e.name.endswith(">>ragged2list") for e in embeddings),
            "an embedding of single words",
        )

        def embed(keys: list[Key]) -> Floats:
            from spacy.tokens import Doc

            with nlp.vocab.memory_zone():  # the vocabulary does not grow
                doc = Doc(nlp.vocab, words=[word for word, _ in keys], spaces=[space for _, space in keys])
                return np.hstack([e.predict([doc])[0] for e in embeddings])

        self._vectors = Vectors(embed, self._shared.width + self._own.width)

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
        lengths = np.cumsum([len(text) for text in texts])[:-1]
        rows = np.split(self._vectors.rows([key for text in texts for key in text]), lengths)
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
