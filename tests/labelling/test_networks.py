"""The networks run by numpy say what spaCy says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from strategies import french_texts

from quoteattr import Extractor
from quoteattr.labelling.chunks import keys_of
from quoteattr.labelling.embedded import Vectors
from quoteattr.labelling.encoder import Encoder
from quoteattr.labelling.expected import UnknownArchitectureError
from quoteattr.labelling.networks import Networks
from quoteattr.labelling.nodes import parts_of_pipeline
from quoteattr.labelling.spacy_model import Tagger, _doc
from quoteattr.reading import read

TEXTS = (
    "« Le pont de la Lorme rouvrira jeudi », a promis Awa Keller, la maire de Port-Aubry, devant le Conseil général du Morbraz.",
    "Jean-Loup van der Meulen (Union des Bacs de l'Ouest) n'y croit pas : \"Ils mentent.\" Selon l'Office des marées, Saint-Brévin sera coupé de Nantes.",
    "Non.",
    "— Et M. Paul-Henri de La Tour du Pin ? demanda Ysé\u00a0; mais le roi Ottar II de Norvège, lui, ne dit rien à l'Académie des sciences de Lund",
)


def test_vectors_are_kept_and_forgotten() -> None:
    asked: list[list[tuple[str, bool]]] = []

    def embed(keys: list[tuple[str, bool]]) -> Any:
        asked.append(keys)
        return np.array([[len(word), space] for word, space in keys], dtype=np.float32)

    vectors = Vectors(embed, width=2, limit=3)
    assert vectors.rows([("a", True), ("bb", False), ("a", True)]).tolist() == [[1, 1], [2, 0], [1, 1]]
    assert vectors.rows([("bb", False)]).tolist() == [[2, 0]]
    assert asked == [[("a", True), ("bb", False)]]
    assert vectors.rows([("a", False), ("ccc", True)]).tolist() == [[1, 0], [3, 1]]  # over the limit: all are forgotten
    assert asked[1:] == [[("a", False), ("ccc", True)]]
    many = [("x" * k, False) for k in range(1, 6)]
    assert vectors.rows(many).tolist() == [[k, 0] for k in range(1, 6)]  # more than are ever kept
    assert vectors.rows([("a", True)]).tolist() == [[1, 1]]


@pytest.fixture(scope="module")
def tagger(extractor: Extractor) -> Tagger:
    return extractor._tag


def _by_spacy(nlp: Language, text: str) -> tuple[list[str], list[tuple[int, int, str]], Any]:
    doc = _doc(nlp, read(text))
    for name in ("tok2vec", "morphologizer", "ner"):
        nlp.get_pipe(name)(doc)
    labels = [f"{t.pos_}|{t.morph}" for t in doc]
    return labels, [(e.start, e.end - 1, e.label_) for e in doc.ents], doc.tensor


def _by_networks(tagger: Tagger, texts: list[str]) -> list[tuple[list[str], list[tuple[int, int, str]], Any]]:
    networks = tagger._networks
    assert networks is not None
    vectors, labels, entities = networks.run(
        [keys_of(document, 0, len(document.word)) for document in map(read, texts)], [[]] * len(texts)
    )
    out = []
    for rows, found, spans in zip(vectors, labels, entities, strict=True):
        morphs = [dict(f.split("=", 1) for f in networks.labels[k].split("|")) for k in found]
        out.append(([f"{m.pop('POS', '')}|" + "|".join(f"{k}={v}" for k, v in m.items()) for m in morphs], spans, rows))
    return out


@pytest.mark.model
class TestSameAsSpacy:
    def test_labels_and_entities(self, tagger: Tagger, nlp: Language) -> None:
        for text, (labels, entities, rows) in zip(TEXTS, _by_networks(tagger, list(TEXTS)), strict=True):
            expected = _by_spacy(nlp, text)
            assert labels == expected[0]
            assert entities == expected[1]
            assert np.allclose(rows, expected[2], atol=1e-4)
        assert sum(len(e) for _, e, _ in _by_networks(tagger, list(TEXTS))) > 5

    @given(french_texts())
    def test_made_up_texts(self, tagger: Tagger, nlp: Language, text: str) -> None:
        if read(text).tokens:
            labels, entities, _ = _by_networks(tagger, [text])[0]
            assert (labels, entities) == _by_spacy(nlp, text)[:2]

    def test_a_text_does_not_see_its_neighbours(self, tagger: Tagger) -> None:
        together = _by_networks(tagger, list(TEXTS))
        for text, (labels, entities, _) in zip(TEXTS, together, strict=True):
            assert (labels, entities) == _by_networks(tagger, [text])[0][:2]

    def test_no_entity_crosses_a_sentence(self, tagger: Tagger) -> None:
        networks = tagger._networks
        assert networks is not None
        document = read("Le conseil a reçu Jean-Loup van der Meulen mardi.")
        keys = keys_of(document, 0, len(document.word))
        (whole,) = networks.run([keys], [[]])[2]
        first, last, _ = next(e for e in whole if e[1] > e[0])
        (cut,) = networks.run([keys], [[first + 1]])[2]
        assert all(not (a <= first < b) for a, b, _ in cut)
        assert last > first

    def test_relations_within_a_sentence(self, tagger: Tagger) -> None:
        document = read(TEXTS[0])
        (tags,) = tagger([document])
        words = [t.text for t in document.tokens]
        assert tags.dep[words.index("promis")] == "ROOT"
        assert tags.head[words.index("pont")] == words.index("rouvrira")


def _trees_by_spacy(nlp: Language, sentences: list[Any]) -> list[tuple[list[int], list[str]]]:
    docs = []
    for rows in sentences:
        doc = Doc(nlp.vocab, words=["-"] * len(rows))
        doc.tensor = rows
        docs.append(nlp.get_pipe("parser")(doc))
    return [([t.head.i for t in doc], [t.dep_ for t in doc]) for doc in docs]


@pytest.mark.model
class TestSameTreesAsSpacy:
    def test_sentences(self, tagger: Tagger, nlp: Language) -> None:
        rows = [rows for _, _, rows in _by_networks(tagger, list(TEXTS))]
        trees = tagger._networks.arcs.run(rows)
        assert trees == _trees_by_spacy(nlp, rows)
        assert len({relation for _, relations in trees for relation in relations}) > 12

    @given(st.lists(french_texts(), min_size=1, max_size=4))
    def test_made_up_texts(self, tagger: Tagger, nlp: Language, texts: list[str]) -> None:
        texts = [text for text in texts if read(text).word]
        rows = [rows for _, _, rows in _by_networks(tagger, texts)] if texts else []
        assert tagger._networks.arcs.run(rows) == _trees_by_spacy(nlp, rows)

    @given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 40), min_size=1, max_size=6))
    def test_any_vectors(self, tagger: Tagger, nlp: Language, seed: int, lengths: list[int]) -> None:
        """Vectors that no text has lead to states that are rare in language: unshift, break, arcs given up."""
        numbers = np.random.default_rng(seed)
        rows = [numbers.normal(scale=2.0, size=(length, 96)).astype(np.float32) for length in lengths]
        assert tagger._networks.arcs.run(rows) == _trees_by_spacy(nlp, rows)


@pytest.mark.model
def test_other_networks_are_left_to_spacy() -> None:
    """A pipeline whose encoder is built otherwise is run by spaCy itself."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("fr")
    encoder = {"@architectures": "spacy.MishWindowEncoder.v2", "width": 16, "window_size": 1, "depth": 2}
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 16,
        "attrs": ["NORM"],
        "rows": [50],
        "include_static_vectors": False,
    }
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encoder}
    nlp.add_pipe("tok2vec", config={"model": model})
    for name in ("morphologizer", "parser", "ner"):
        nlp.add_pipe(name)
    words = ["Awa", "Keller", "promet"]
    example = Example.from_dict(
        nlp.make_doc(" ".join(words)),
        {
            "words": words,
            "pos": ["PROPN", "PROPN", "VERB"],
            "morphs": ["", "", ""],
            "heads": [2, 0, 2],
            "deps": ["nsubj", "flat", "ROOT"],
            "entities": ["B-PER", "L-PER", "O"],
        },
    )
    nlp.initialize(lambda: [example])
    with pytest.raises(UnknownArchitectureError):
        Networks(parts_of_pipeline(nlp))
    extractor = Extractor(nlp)
    assert extractor._tag._networks is None
    assert [q.text for q in extractor("« Le pont rouvrira jeudi », promet Awa Keller.").quotations] == [
        "Le pont rouvrira jeudi"
    ]


@pytest.mark.model
def test_a_layer_of_another_kind_is_refused(nlp: Language) -> None:
    parts = parts_of_pipeline(nlp)
    with pytest.raises(UnknownArchitectureError):
        Encoder(parts.parser.nodes)
