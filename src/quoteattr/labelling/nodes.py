"""The parts of a pipeline's networks as plain values, whether they are read from files or from a loaded pipeline.

The names of the layers and parameters are those of thinc 8.3 and spaCy 3.8.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quoteattr.labelling.expected import expect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Key", "Node", "Parts", "Transitions", "parameter", "parts_of_pipeline"]

Key = tuple[str, bool]
"""A word, and whether a space follows: all that an embedding knows of its place."""


class Node:
    """One layer of a network, or a chain of layers.

    Args:
        name: What it is.
        params: Its parameters.
        attrs: How it works.
        refs: What the network calls the place of some of its layers, among all in the order of ``walk``.
    """

    def __init__(
        self, name: str, params: Mapping[str, Any], attrs: Mapping[str, Any], refs: Mapping[str, int | None]
    ) -> None:
        self.name = name
        self.params = params
        self.attrs = attrs
        self.refs = refs


class Transitions:
    """A parser or a recognizer: its network, and its moves with their labels in their order."""

    def __init__(self, nodes: Sequence[Node], moves: Sequence[tuple[int, str]]) -> None:
        self.nodes = nodes
        self.moves = moves


class Parts:
    """What a whole pipeline is run with.

    Args:
        embed: Embeds a list of distinct keys, a row each: for the shared encoder, then for that of the recognizer.
        encoders: The layers of the encoder under tagger and parser, and of that under the recognizer.
        tagger: The layers of the morphologizer, and its labels.
        parser: The parser.
        ner: The recognizer.
    """

    def __init__(
        self,
        embed: Callable[[list[Key]], Floats],
        encoders: tuple[Sequence[Node], Sequence[Node]],
        tagger: tuple[Sequence[Node], Sequence[str]],
        parser: Transitions,
        ner: Transitions,
    ) -> None:
        self.embed = embed
        shared, own = encoders
        self.shared: Sequence[Node] = shared
        self.own: Sequence[Node] = own
        tags, labels = tagger
        self.tagger: Sequence[Node] = tags
        self.labels: tuple[str, ...] = tuple(labels)
        self.parser = parser
        self.ner = ner


def parameter(node: Node, name: str) -> Floats:
    """A parameter, which must be there, of single precision and in main memory."""
    array = node.params.get(name)
    expect(
        isinstance(array, np.ndarray) and array.dtype == np.float32, "parameters in main memory, of single precision"
    )
    found: Floats = array  # type: ignore[assignment]
    return found


def _nodes(model: Any) -> list[Node]:
    """The layers of a model of thinc."""
    walked = list(model.walk())
    places = {id(node): k for k, node in enumerate(walked)}
    return [
        Node(
            node.name,
            {name: node.get_param(name) for name in node.param_names if node.has_param(name)},
            node.attrs,
            {name: places.get(id(node.maybe_get_ref(name))) for name in node.ref_names},
        )
        for node in walked
    ]


def _transitions(component: Any, letters: str) -> Transitions:
    labels = component.moves.labels
    moves = [(move, label) for move in sorted(labels) for label in labels[move]]
    names = [f"{letters[move]}-{label}" if label else letters[move] for move, label in moves]
    named = [name for name in names if name != "U"]  # which has no name in spaCy: a unit without a label
    expect(named == list(component.move_names), "the moves in their order")
    return Transitions(_nodes(component.model), moves)


def parts_of_pipeline(nlp: Any) -> Parts:
    """The parts of a loaded pipeline, whose words spaCy embeds; its weights are read, not changed.

    Raises:
        UnknownArchitectureError: If it is built otherwise than the networks that are known here.
    """
    shared, ner = nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner")
    own = ner.model.get_ref("tok2vec").layers[0]
    expect(len(shared.layers) == 2 and len(own.layers) == 2, "an embedding and an encoder")
    embeddings = (shared.layers[0], own.layers[0])
    expect(
        all(e.name.startswith("extract_features>>") and e.name.endswith(">>ragged2list") for e in embeddings),
        "an embedding of single words",
    )
    expect(
        nlp.get_pipe("parser").model.get_ref("tok2vec").layers[0].name == "tok2vec-listener",
        "a parser that listens to tok2vec",
    )

    def embed(keys: list[Key]) -> Floats:
        from spacy.tokens import Doc

        with nlp.vocab.memory_zone():  # the vocabulary does not grow
            doc = Doc(nlp.vocab, words=[word for word, _ in keys], spaces=[space for _, space in keys])
            return np.hstack([e.predict([doc])[0] for e in embeddings])

    morphologizer = nlp.get_pipe("morphologizer")
    return Parts(
        embed,
        (_nodes(shared.layers[1]), _nodes(own.layers[1])),
        (_nodes(morphologizer.model), morphologizer.labels),
        _transitions(nlp.get_pipe("parser"), "SDLRB"),
        _transitions(ner, "MBILUO"),
    )
