"""The kernels in C do what numpy does, whatever the networks, and refuse what they cannot do.

They are compiled here for every width of a vector, as any processor can run them; `QUOTEATTR_TEST_CFLAGS` adds flags to
that (`nox -s sanitize` runs this file with AddressSanitizer and UndefinedBehaviorSanitizer).
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import srsly
from hypothesis import given, settings
from hypothesis import strategies as st
from places import ROOT

from quoteattr.labelling.arcs import ArcDecoder
from quoteattr.labelling.encoder import Encoder
from quoteattr.labelling.engine import KernelError, Kernels, Native, kernels
from quoteattr.labelling.engine.embedding import NativeRows, read_rows
from quoteattr.labelling.engine.features import hash_of, rows_of
from quoteattr.labelling.entities import EntityDecoder
from quoteattr.labelling.expected import UnknownArchitectureError
from quoteattr.labelling.networks import Networks
from quoteattr.labelling.nodes import Node, Parts, Transitions

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")]
LEVELS = ("avx2", "avx512", "neon")
WIDTH, HIDDEN, DEPTH = 96, 64, 4
NER = [(kind, label) for kind in (1, 2, 3, 4) for label in ("LOC", "PER")] + [(4, ""), (5, "")]
ARCS = [(0, ""), (1, ""), *((2, f"l{k}") for k in range(9)), *((3, f"r{k}") for k in range(7)), (4, "ROOT")]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    # as they are built: at -O2 for Zen 3, gcc 12 stores vectors of its own where they are not aligned
    flags = ["-O3", "-march=native", *os.environ.get("QUOTEATTR_TEST_CFLAGS", "").split()]
    source = ROOT / "src" / "quoteattr" / build.KERNELS / "c"
    made = build.kernels(
        source, tmp_path_factory.mktemp("kernels"), [os.environ.get("CC", "cc")], {level: [] for level in LEVELS}, flags
    )
    return ctypes.CDLL(str(made))


@pytest.fixture(scope="module", params=LEVELS)
def native(request: pytest.FixtureRequest, library: ctypes.CDLL) -> Kernels:
    return Kernels(library, request.param)


def node(name: str, attrs: dict[str, Any] | None = None, refs: dict[str, int] | None = None, **params: Any) -> Node:
    return Node(name, params, attrs or {}, refs or {})


def numbers(chance: np.random.Generator, *shape: int, scale: float = 0.3) -> Any:
    return chance.normal(scale=scale, size=shape).astype(np.float32)


def whole(chance: np.random.Generator, *shape: int) -> Any:
    """Whole numbers, few and small: whatever the order in which they are added, the sums are the same."""
    return chance.integers(-2, 3, shape).astype(np.float32) * (chance.random(shape) < 0.2).astype(np.float32)


def encoder_of(seed: int, pieces: int = 3, norm: float = 1) -> list[Node]:
    chance = np.random.default_rng(seed)
    one = "residual(expand_window>>maxout>>layernorm>>dropout)"
    out = [node(f"with_array({'>>'.join([one] * DEPTH)})", {"pad": DEPTH})]
    for _ in range(DEPTH):
        out += [
            node(one),
            node("expand_window", {"window_size": 1}),
            node("maxout", W=numbers(chance, WIDTH, pieces, 3 * WIDTH), b=numbers(chance, WIDTH, pieces)),
            node("layernorm", G=norm * numbers(chance, WIDTH), b=norm * numbers(chance, WIDTH)),
        ]
    return out


def transitions_of(seed: int, moves: Sequence[tuple[int, str]], features: int, pieces: int = 2) -> Transitions:
    chance = np.random.default_rng(seed)
    shape = (features, HIDDEN, pieces)
    nodes = [
        node("parser_model", refs={"tok2vec": 1, "lower": 2, "upper": 3}),
        node("words"),
        node(
            "precomputable_affine",
            W=whole(chance, *shape, HIDDEN),
            b=whole(chance, HIDDEN, pieces),
            pad=whole(chance, 1, *shape),
        ),
        node("linear", W=whole(chance, len(moves), HIDDEN), b=whole(chance, len(moves))),
        node("linear", W=np.eye(HIDDEN, WIDTH, int(chance.integers(32)), dtype=np.float32), b=whole(chance, HIDDEN)),
    ]
    return Transitions(nodes, moves)


def parts_of(seed: int, pieces: int = 3, norm: float = 1) -> Parts:
    """Where `norm` is 0, the layers of the encoder change nothing."""
    chance = np.random.default_rng(seed)
    table = numbers(chance, 50, 2 * WIDTH, scale=1.0) if norm else whole(chance, 50, 2 * WIDTH)
    tagger = [
        node("tok2vec-listener>>with_array(softmax)"),
        node("softmax", W=whole(chance, 19, WIDTH), b=whole(chance, 19)),
    ]
    return Parts(
        lambda keys: table[[int(word) for word, _ in keys]],
        (encoder_of(seed + 1, pieces, norm), encoder_of(seed + 2, 3, norm)),
        (tagger, [f"POS={k}" for k in range(19)]),
        transitions_of(seed + 3, ARCS, 8),
        transitions_of(seed + 4, NER, 3),
    )


SEEDS = st.integers(0, 2**32 - 8)
WANTED = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 60), max_size=30)
LENGTHS = st.lists(st.one_of(st.integers(1, 12), st.integers(230, 250), st.integers(480, 490)), min_size=1, max_size=4)


class TestSameAsNumpy:
    @given(SEEDS, LENGTHS, st.integers(2, 4))
    @settings(max_examples=8)
    def test_encoded(self, native: Kernels, seed: int, lengths: list[int], pieces: int) -> None:
        chance = np.random.default_rng(seed)
        texts = [[(str(k), False) for k in chance.integers(0, 50, size)] for size in lengths]
        parts = parts_of(seed, pieces)
        plain, ours = Networks(parts), Networks(parts, native)
        assert ours._native is not None
        expected, found = (networks.run(texts, [[0]] * len(texts))[0] for networks in (plain, ours))
        for a, b in zip(expected, found, strict=True):
            assert np.allclose(a, b, atol=2e-3)

    @given(SEEDS, LENGTHS, st.sampled_from([0.02, 0.2, 1.0]))
    @settings(max_examples=15)
    def test_labels_and_entities(self, native: Kernels, seed: int, lengths: list[int], share: float) -> None:
        chance = np.random.default_rng(seed)
        texts = [[(str(k), False) for k in chance.integers(0, 50, size)] for size in lengths]
        starts = [[0, *np.flatnonzero(chance.random(size) < 0.1).tolist()] for size in lengths]
        named = [np.flatnonzero(chance.random(size) < share).tolist() for size in lengths]
        parts = parts_of(seed, norm=0)
        plain, ours = Networks(parts), Networks(parts, native)
        for within in (named, None):
            expected, found = (networks.run(texts, starts, within) for networks in (plain, ours))
            assert found[1:] == expected[1:]
        assert plain.arcs.run(expected[0]) == ours.arcs.run(found[0])

    @given(SEEDS, st.lists(st.integers(1, 40), min_size=1, max_size=12))
    def test_trees(self, native: Kernels, seed: int, lengths: list[int]) -> None:
        chance = np.random.default_rng(seed)
        plain, ours = (ArcDecoder(transitions_of(seed, ARCS, 8)) for _ in range(2))
        ours.use(native)
        vectors = [whole(chance, size, WIDTH) for size in lengths]
        assert ours.run(vectors) == plain.run(vectors)

    def test_a_very_long_sentence(self, native: Kernels) -> None:
        plain, ours = (ArcDecoder(transitions_of(5, ARCS, 8)) for _ in range(2))
        ours.use(native)
        vectors = [whole(np.random.default_rng(5), size, WIDTH) for size in (3, 1700, 2)]
        assert ours.run(vectors) == plain.run(vectors)

    @given(st.lists(st.text(min_size=0, max_size=40), max_size=20))
    def test_hashes(self, native: Kernels, words: list[str]) -> None:
        words = [word for word in words if not any("\ud800" <= c <= "\udfff" for c in word)]
        parts = [word.encode() for word in words]
        text, ends = b"".join(parts), np.array(list(accumulate(map(len, parts))), dtype=np.int64)
        out = np.empty(len(words), dtype=np.uint64)
        native.call("hash", text, len(text), ends, len(words), out)
        assert [h for h, w in zip(out.tolist(), words, strict=True) if len(w) > 12] == [
            hash_of(word) for word in words if len(word) > 12
        ]

    @given(SEEDS, st.integers(0, 30), st.integers(1, 3000))
    def test_hashed_rows(self, native: Kernels, seed: int, count: int, size: int) -> None:
        chance = np.random.default_rng(seed)
        ids = chance.integers(0, 2**64, count, dtype=np.uint64)
        table, out = numbers(chance, size, 5), np.full((count, 7), 9, dtype=np.float32)
        native.call("gather", table, size, 5, ids, count, seed % 99, out, 7)
        assert np.allclose(out[:, :5], table[rows_of(ids, seed % 99, size)].sum(axis=1), atol=1e-5)
        assert (out[:, 5:] == 9).all()

    @given(st.dictionaries(st.integers(0, 2**64 - 1) | st.integers(0, 40), st.integers(0, 70_000), max_size=60), WANTED)
    def test_rows_of_words(self, native: Kernels, rows: dict[int, int], wanted: list[int]) -> None:
        found = NativeRows(srsly.msgpack_dumps(rows), 70_001, native)
        keys = [*rows, *wanted]
        assert found.find(np.array(keys, dtype=np.uint64)).tolist() == [rows.get(key, -1) for key in keys]


@given(SEEDS, st.integers(0, 2**20))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_numbers_that_are_none_do_not_lead_astray(native: Kernels, seed: int, where: int) -> None:
    """Weights and vectors that are no numbers: any tree will do, but it is one."""
    chance = np.random.default_rng(seed)
    transitions = transitions_of(seed, ARCS, 8)
    for layer in transitions.nodes:
        for name, weights in layer.params.items():
            if where >> hash_of(name + layer.name) % 20 & 1:
                weights[chance.random(weights.shape) < 0.1] = chance.choice([np.nan, np.inf, -np.inf, 3e38])
    decoder = ArcDecoder(transitions)
    decoder.use(native)
    vectors = numbers(chance, 25, WIDTH, scale=4)
    vectors[chance.random(vectors.shape) < 0.01] = np.nan
    heads, labels = decoder._native.parse(vectors, [20, 5])  # type: ignore[union-attr]
    assert ((heads >= -1) & (heads < 20)).all()
    assert ((labels >= -1) & (labels < len(ARCS))).all()


class TestRefused:
    """What does not fit: told, and nothing is read or written outside."""

    @pytest.fixture
    def ours(self, native: Kernels) -> Native:
        parts = parts_of(7)
        return Networks(parts, native)._native  # type: ignore[return-value]

    @given(st.lists(st.integers(-3, 30), max_size=6))
    def test_lengths_of_sentences(self, native: Kernels, lengths: list[int]) -> None:
        decoder = ArcDecoder(transitions_of(1, ARCS, 8))
        decoder.use(native)
        vectors = numbers(np.random.default_rng(1), 30, WIDTH)
        if sum(lengths) == 30 and all(n > 0 for n in lengths):
            assert len(decoder._native.parse(vectors, lengths)[0]) == 30  # type: ignore[union-attr]
        else:
            with pytest.raises(KernelError):
                decoder._native.parse(vectors, lengths)  # type: ignore[union-attr]

    def test_sentences_that_sum_up_beyond_all_numbers(self, native: Kernels) -> None:
        decoder = ArcDecoder(transitions_of(1, ARCS, 8))
        decoder.use(native)
        with pytest.raises(KernelError):
            decoder._native.parse(numbers(np.random.default_rng(1), 30, WIDTH), [2**31 - 1] * 4)  # type: ignore[union-attr]

    @pytest.mark.parametrize("row", [10, 2**31 - 1])
    def test_rows_that_are_not_there(self, ours: Native, row: int) -> None:
        table = np.zeros((10, 2 * WIDTH), dtype=np.float32)
        with pytest.raises(KernelError):
            ours.run(table, np.array([1, row], dtype=np.int32), [2], [[0]], [[0]])

    def test_tables_of_another_width(self, ours: Native) -> None:
        table = np.zeros((10, WIDTH), dtype=np.float32)
        with pytest.raises(KernelError):
            ours.run(table, np.array([1, 2], dtype=np.int32), [2], [[0]], [[0]])

    def test_vectors_of_another_width(self, native: Kernels) -> None:
        decoder = ArcDecoder(transitions_of(1, ARCS, 8))
        decoder.use(native)
        with pytest.raises(KernelError):
            decoder._native.parse(np.zeros((3, WIDTH - 1), dtype=np.float32), [3])  # type: ignore[union-attr]

    @given(st.binary(max_size=40))
    def test_maps_that_are_none(self, native: Kernels, data: bytes) -> None:
        """Nothing is read beyond the end; what is taken for a map is one to numpy, too."""
        for packed in (data, b"\x84" + data, b"\xde\x00\x04" + data, b"\x81\xcf" + data):
            try:
                found = NativeRows(packed, 9, native)
            except (KernelError, UnknownArchitectureError):
                continue
            keys, rows = read_rows(packed)
            assert found.find(keys).tolist() == [rows[keys.tolist().index(key)] for key in keys.tolist()]

    def test_rows_beyond_the_last(self, native: Kernels) -> None:
        with pytest.raises(KernelError):
            NativeRows(srsly.msgpack_dumps({1: 2, 3: 4}), 4, native)

    def test_keys_that_crowd(self, native: Kernels) -> None:
        """Keys made to begin their search at the same place would take time without bound."""
        with pytest.raises(KernelError):
            NativeRows(srsly.msgpack_dumps({k << 32: 0 for k in range(3000)}), 1, native)

    def test_places_outside_of_the_map(self, native: Kernels) -> None:
        found = NativeRows(srsly.msgpack_dumps({1: 2}), 3, native)
        found._table[:] = 2**31 - 1
        with pytest.raises(KernelError):
            found.find(np.array([1], dtype=np.uint64))

    def test_ends_of_strings(self, native: Kernels) -> None:
        for ends in ([4, 2], [9], [-1]):
            out = np.empty(2, dtype=np.uint64)
            with pytest.raises(KernelError):
                native.call("hash", b"abcdef", 6, np.array(ends, dtype=np.int64), len(ends), out)

    def test_networks_of_an_odd_size_are_left_to_numpy(self, native: Kernels) -> None:
        parts = parts_of(3)
        one = transitions_of(1, NER, 3)
        narrow = Node("linear", {"W": one.nodes[4].params["W"], "b": one.nodes[4].params["b"]}, {}, {})
        lower = one.nodes[2].params
        cut = {"W": lower["W"][:, :41], "b": lower["b"][:41], "pad": lower["pad"][:, :, :41]}
        upper = {"W": one.nodes[3].params["W"][:, :41], "b": one.nodes[3].params["b"]}
        odd = [
            one.nodes[0],
            one.nodes[1],
            Node("precomputable_affine", cut, {}, {}),
            Node("linear", upper, {}, {}),
            narrow,
        ]
        parts.ner = Transitions(odd, NER)
        networks = Networks(parts, native)
        assert networks._native is None
        assert networks.run([[("1", False)]], [[0]])[1] == Networks(parts).run([[("1", False)]], [[0]])[1]


def test_where_memory_ends_numpy_goes_on(native: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = parts_of(2)
    networks, texts = Networks(parts, native), [[("3", False), ("4", True)]]
    expected = Networks(parts).run(texts, [[0]])[1:]
    vectors = Networks(parts).run(texts, [[0]])[0]
    trees = Networks(parts).arcs.run(vectors)

    def fail(*_: object) -> int:
        msg = "no memory"
        raise KernelError(msg)

    monkeypatch.setattr(native, "call", fail)
    assert networks.run(texts, [[0]])[1:] == expected
    assert networks.arcs.run(vectors) == trees


class TestChoice:
    def test_no_library(self, tmp_path: Path) -> None:
        assert kernels(tmp_path / "none.so") is None

    def test_another_library(self, tmp_path: Path) -> None:
        path = tmp_path / "other.so"
        path.write_bytes(b"no library")
        assert kernels(path) is None

    def test_asked_to_do_without(self, monkeypatch: pytest.MonkeyPatch, library: ctypes.CDLL) -> None:
        path = Path(library._name)
        monkeypatch.delenv("QUOTEATTR_KERNELS", raising=False)
        found = kernels(path)
        if found is None:
            pytest.skip("a processor without kernels")
        for asked in ("", found.level, "nonsense"):
            monkeypatch.setenv("QUOTEATTR_KERNELS", asked)
            again = kernels(path)
            assert again is not None
            assert again.level == found.level
        monkeypatch.setenv("QUOTEATTR_KERNELS", "none")
        assert kernels(path) is None


def test_encoder_and_recognizer_are_as_they_are_made_here() -> None:
    assert Encoder(encoder_of(1)).width == WIDTH
    assert len(EntityDecoder(transitions_of(1, NER, 3)).moves) == len(NER)
