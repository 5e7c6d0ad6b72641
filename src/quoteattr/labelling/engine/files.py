"""Reads a model from its own files, as spaCy 3.8 writes them, and checks that they are what is known here.

A model is a folder: ``config.cfg`` says how its networks are built, ``meta.json`` what it is, ``<component>/model``
holds the weights, ``<component>/moves`` and ``cfg`` the labels, ``vocab`` the vectors of words. The strings of the
vocabulary, most of what spaCy loads, are not needed: words are known by their hashes.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Mapping, Sequence
from configparser import ConfigParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from quoteattr.labelling.engine.embedding import Embedding, Embeddings, WordVectors
from quoteattr.labelling.engine.features import NAMES
from quoteattr.labelling.engine.kernels import kernels
from quoteattr.labelling.engine.packed import unpack
from quoteattr.labelling.expected import UnknownArchitectureError, expect
from quoteattr.labelling.nodes import Node, Parts, Transitions

__all__ = ["read_parts"]

EXPECTED = [
    *((name, "factory", name) for name in ("tok2vec", "morphologizer", "parser", "ner")),
    ("tok2vec.model", "@architectures", "spacy.Tok2Vec.v2"),
    ("ner.model.tok2vec", "@architectures", "spacy.Tok2Vec.v2"),
    ("morphologizer.model", "@architectures", "spacy.Tagger.v2"),
    *(
        (f"{name}.model", key, value)
        for name, state in (("parser", "parser"), ("ner", "ner"))
        for key, value in (
            ("@architectures", "spacy.TransitionBasedParser.v2"),
            ("state_type", state),
            ("extra_state_tokens", False),
            ("use_upper", True),
        )
    ),
    *(
        (f"{name}.model.tok2vec", key, value)
        for name in ("morphologizer", "parser")
        for key, value in (("@architectures", "spacy.Tok2VecListener.v1"), ("upstream", "tok2vec"))
    ),
    *(
        (f"{section}.{part}", key, value)
        for section in ("tok2vec.model", "ner.model.tok2vec")
        for part, key, value in (
            ("embed", "@architectures", "spacy.MultiHashEmbed.v2"),
            ("embed", "include_static_vectors", True),
            ("encode", "@architectures", "spacy.MaxoutWindowEncoder.v2"),
            ("encode", "window_size", 1),
        )
    ),
]
"""Section of a component, name, value: what a configuration must say."""
COMPONENTS = ("tok2vec", "morphologizer", "parser", "ner")
NO_LOOKUPS = b"\x80"
"""An empty map: no norms of words beside those of spaCy itself."""
VERSIONS = re.compile(r">=3\.8(\.\d+)?,<3\.9(\.0)?")
"""Of spaCy, for which a model is made: the format is that of 3.8."""
_REFERENCE = re.compile(r"\$\{([\w.]+)[:.](\w+)\}")


def read_parts(model: str) -> tuple[Path, Mapping[str, Any], Parts]:
    """Read a model by the name of its package or by its path: its folder, what it tells of itself, its parts.

    Raises:
        UnknownArchitectureError: If it is not there, or not as expected; spaCy then says what is wrong with it, if
            anything is.
    """
    try:
        folder = _folder(model)
        meta = json.loads((folder / "meta.json").read_bytes())
        return folder, meta, _parts(folder, meta)
    except UnknownArchitectureError:
        raise
    except Exception as error:  # whatever is wrong with a file
        msg = f"{type(error).__name__}: {error}"
        raise UnknownArchitectureError(msg) from error


def _folder(model: str) -> Path:
    """Where the files of a model are; as spaCy does, a package is looked for before a path."""
    if re.fullmatch(r"\w+", model):
        spec = find_spec(model)  # which does not import it: it would import spaCy
        if spec is not None and spec.origin is not None:
            package = Path(spec.origin).parent
            expect(
                "load_model_from_init_py(__file__" in Path(spec.origin).read_text(encoding="utf-8"), "a plain package"
            )
            meta = json.loads((package / "meta.json").read_bytes())
            return package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    folder = Path(model)
    expect(folder.is_dir(), "the folder of a model")
    return folder


def _parts(folder: Path, meta: Mapping[str, Any]) -> Parts:
    expect(VERSIONS.fullmatch(meta["spacy_version"].replace(" ", "")) is not None, "a model of spaCy 3.8")
    config = _config((folder / "config.cfg").read_text(encoding="utf-8"))
    check_config(config)
    nodes = {name: _nodes(_mapped(folder / name / "model")) for name in COMPONENTS}
    vectors = _vectors(folder / "vocab")
    embeddings, encoders = [], []
    for name, section in (("tok2vec", "tok2vec.model"), ("ner", "ner.model.tok2vec")):
        layers = nodes[name] if name == "tok2vec" else nodes[name][4:]
        columns, depth = config[f"components.{section}.embed"]["attrs"], config[f"components.{section}.encode"]["depth"]
        expect(layers[0].name == f"{_embed_name(len(columns))}>>{_encode_name(depth)}", layers[0].name)
        embeddings.append(Embedding(layers, columns, vectors.data.shape[1]))
        encoders.append(_encoder(nodes[name]))
    for name, below in (("ner", nodes["ner"][4].name), ("parser", "tok2vec-listener")):
        built = ["parser_model", f"{below}>>list2array>>linear"]
        expect([node.name for node in nodes[name][:2]] == built, built[1])
    labels = list(json.loads((folder / "morphologizer" / "cfg").read_bytes())["labels_morph"])
    return Parts(
        Embeddings(embeddings, vectors, kernels()),
        (encoders[0], encoders[1]),
        (nodes["morphologizer"], labels),
        Transitions(nodes["parser"], _moves(folder / "parser", 5)),
        Transitions(nodes["ner"], _moves(folder / "ner", 6)),
    )


def _embed_name(columns: int) -> str:
    hashed = "|".join(["ints-getitem>>hashembed"] * columns)
    return (
        f"extract_features>>list2ragged>>with_array({hashed})|static_vectors"
        ">>with_array(maxout>>layernorm>>dropout)>>ragged2list"
    )


def _encode_name(depth: int) -> str:
    return f"with_array({'>>'.join(['residual(expand_window>>maxout>>layernorm>>dropout)'] * depth)})"


def _encoder(nodes: Sequence[Node]) -> list[Node]:
    """The layers of the encoder: the chain itself, and all but the maxout and the layer norm of the embedding.

    thinc walks breadth first, and those of the embedding stand less deep.
    """
    start = next(k for k, node in enumerate(nodes) if node.name.startswith("with_array(residual("))
    first = {next(k for k, node in enumerate(nodes) if node.name == name) for name in ("maxout", "layernorm")}
    return [node for k, node in enumerate(nodes) if k >= start and k not in first]


def _mapped(path: Path) -> memoryview:
    """What is in a file, on the disk until it is looked at."""
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _nodes(data: memoryview) -> list[Node]:
    """The layers of a model of thinc, from its bytes."""
    packed = unpack(data)
    expect(
        set(packed) == {"nodes", "attrs", "params", "shims"} and not any(packed["shims"]),
        "the layers of a model, their parameters and attributes",
    )
    return [
        Node(node["name"], params, {name: unpack(value) for name, value in attrs.items()}, node["refs"])
        for node, params, attrs in zip(packed["nodes"], packed["params"], packed["attrs"], strict=True)
    ]


def _moves(folder: Path, kinds: int) -> list[tuple[int, str]]:
    """The moves of a transition system in their order: each kind with its labels, the most frequent first."""
    cfg = json.loads((folder / "cfg").read_bytes())
    expect(cfg["beam_width"] == 1 and not cfg["learn_tokens"], "a greedy decoder of whole tokens")
    counts = json.loads(unpack((folder / "moves").read_bytes())["moves"])
    expect(sorted(counts) == [str(kind) for kind in range(kinds)], "so many kinds of moves")
    return [
        (kind, label)
        for kind in range(kinds)
        for _, label in sorted(((count, label) for label, count in counts[str(kind)].items()), reverse=True)
    ]


def _vectors(folder: Path) -> WordVectors:
    expect((folder / "lookups.bin").read_bytes() == NO_LOOKUPS, "no norms of its own")
    expect(json.loads((folder / "vectors.cfg").read_bytes()) == {"mode": "default"}, "vectors of whole words")
    return WordVectors(folder / "vectors", _mapped(folder / "key2row"), kernels())


def _config(text: str) -> dict[str, dict[str, Any]]:
    """A configuration as spaCy writes it: values are JSON, and may refer to each other."""
    parser = ConfigParser(interpolation=None, strict=True, delimiters=("=",), comment_prefixes=("#", ";"))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    raw = {section: dict(parser.items(section)) for section in parser.sections()}
    return {
        section: {
            name: json.loads(_REFERENCE.sub(lambda found: raw[found[1]][found[2]], value))
            for name, value in values.items()
        }
        for section, values in raw.items()
    }


def check_config(config: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse a configuration that asks for anything but the networks that are known here."""
    nlp = config["nlp"]
    expect(nlp["lang"] == "fr", "a model of French")
    expect(set(COMPONENTS) <= set(nlp["pipeline"]) - set(nlp["disabled"]), ", ".join(COMPONENTS))
    expect(nlp["pipeline"].index("parser") < nlp["pipeline"].index("ner"), "a recognizer after the parser")
    expect(nlp.get("vectors") == {"@vectors": "spacy.Vectors.v1"}, "vectors of spaCy")
    expect(not any(nlp[name] for name in nlp if name.startswith(("before_", "after_"))), "no steps of its own")
    for section, name, value in EXPECTED:
        found = config[f"components.{section}"].get(name)
        expect(found == value, f"{name} = {value!r} in {section}, not {found!r}")
    for section in ("tok2vec.model.embed", "ner.model.tok2vec.embed"):
        attrs = config[f"components.{section}"]["attrs"]
        expect(set(attrs) <= set(NAMES), f"no other features than {', '.join(NAMES)}")
