"""What the model sees of a word, as numbers: the hashes of its norm, its beginning, its end and its shape.

As spaCy makes them: strings are hashed by MurmurHash64A (``spacy.strings.StringStore``), the few that spaCy has a
number for by that number. Tests compare each with spaCy's own.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import numpy as np

from quoteattr.labelling.engine.kernels import Kernels
from quoteattr.labelling.nodes import Key

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NAMES", "features_of", "hash_of", "hashes", "murmur", "norm", "rows_of", "shape"]

_MASK: Final = 2**64 - 1
_FACTOR: Final = 0xC6A4A7935BD1E995
LONG = 100
"""Code points from which on a word has no shape but that it is long."""
RUN = 4
"""How many code points of the same kind a shape tells."""


def _lines(name: str) -> list[str]:
    text = files("quoteattr.labelling.engine").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _symbols() -> dict[str, int]:
    return {name: k for k, name in enumerate(_lines("symbols.txt"), 1)}


@cache
def _norms() -> dict[str, str]:
    return {word: norm for word, _, norm in (line.partition("\t") for line in _lines("norms.tsv"))}


def murmur(data: bytes) -> int:
    """MurmurHash64A with the seed 1.

    Example:
        >>> murmur("promet".encode()) == murmur(b"promet") != murmur(b"promets")
        True
    """
    size = len(data)
    h = 1 ^ size * _FACTOR & _MASK
    blocks = size >> 3
    for block in struct.unpack_from(f"<{blocks}Q", data):
        k = block * _FACTOR & _MASK
        h = (h ^ (k ^ k >> 47) * _FACTOR & _MASK) * _FACTOR & _MASK
    if size & 7:
        h = (h ^ int.from_bytes(data[blocks << 3 :], "little")) * _FACTOR & _MASK
    h = (h ^ h >> 47) * _FACTOR & _MASK
    return h ^ h >> 47


def hash_of(text: str) -> int:
    """The number that spaCy's string store gives to `text`."""
    return _symbols().get(text) or (murmur(text.encode("utf-8")) if text else 0)


@lru_cache(maxsize=20_000)
def _of_part(text: str) -> int:
    """The same, for what is met again and again: beginnings, ends, shapes."""
    return hash_of(text)


def norm(word: str) -> str:
    """The norm of a word: in lower case, and marks, dashes and currencies made alike."""
    known = _norms().get(word)
    return word.lower() if known is None else known


def shape(word: str) -> str:
    """The shape of a word.

    Example:
        >>> shape("Ferrand"), shape("TF1"), shape("2024-25")
        ('Xxxxx', 'XXd', 'dddd-dd')
    """
    if len(word) >= LONG:
        return "LONG"
    rest = word[1:]
    if rest.isalpha() and rest.islower() and word[0].isalpha():  # as most are
        first = "X" if word[0].isupper() else "x"
        return first + "x" * min(len(rest), RUN if first == "X" else RUN - 1)
    out = []
    last, run = "", 0
    for char in word:
        kind = ("X" if char.isupper() else "x") if char.isalpha() else "d" if char.isdigit() else char
        run = run + 1 if kind == last else 0
        last = kind
        if run < RUN:
            out.append(kind)
    return "".join(out)


def hashes(texts: Sequence[str], kernels: Kernels | None) -> NDArray[np.uint64]:
    """The number that spaCy's string store gives to each of `texts`."""
    if kernels is None:
        return np.array([hash_of(text) for text in texts], dtype=np.uint64)
    parts = [text.encode("utf-8") for text in texts]
    out = np.empty(len(texts), dtype=np.uint64)
    ends = np.fromiter(accumulate(map(len, parts)), dtype=np.int64, count=len(parts))
    whole = b"".join(parts)
    kernels.call("hash", whole, len(whole), ends, len(parts), out)
    symbols = _symbols()
    for k, text in enumerate(texts):
        if text in symbols:
            out[k] = symbols[text]
    return out


NAMES: Final = ("NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE")
"""What a model's configuration may name."""


def features_of(keys: Sequence[Key], kernels: Kernels | None) -> dict[str, NDArray[np.uint64]]:
    """The numbers of words by each of `NAMES`, and by ``ORTH`` that of the word as it is written."""
    words = [word for word, _ in keys]
    norms = [norm(word) for word in words]
    both = hashes([*words, *(n for n, word in zip(norms, words, strict=True) if n != word)], kernels)
    orth = both[: len(words)]
    of_norm = orth.copy()
    of_norm[[k for k, (n, word) in enumerate(zip(norms, words, strict=True)) if n != word]] = both[len(words) :]
    numbers = {
        "PREFIX": [_of_part(word[0]) for word in words],
        "SUFFIX": [_of_part(word[-3:]) for word in words],
        "SHAPE": [_of_part(shape(word)) for word in words],
        "SPACY": [int(space) for _, space in keys],
        "IS_SPACE": [int(word.isspace()) for word in words],
    }
    return {"ORTH": orth, "NORM": of_norm} | {
        name: np.array(values, dtype=np.uint64) for name, values in numbers.items()
    }


def rows_of(ids: Sequence[int] | NDArray[np.uint64], seed: int, size: int) -> NDArray[np.intp]:
    """The four rows of a table of `size` rows that each of `ids` stands for, as ``thinc.layers.HashEmbed`` finds them.

    MurmurHash3 (x86, 128 bits) of a number of 64 bits.
    """
    h1 = np.array(ids, dtype=np.uint64) * np.uint64(0x87C37B91114253D5)
    h1 = (h1 << np.uint64(31) | h1 >> np.uint64(33)) * np.uint64(0x4CF5AD432745937F)
    h1 ^= np.uint64(seed ^ 8)
    h1 += np.uint64(seed ^ 8)
    h2 = h1 + np.uint64(seed ^ 8)
    a, b = _mixed(h1), _mixed(h2)
    a += b
    b += a
    half = np.uint64(0xFFFFFFFF)
    keys = np.stack([a & half, a >> np.uint64(32), b & half, b >> np.uint64(32)], axis=1)
    return (keys % np.uint64(size)).astype(np.intp)


def _mixed(h: NDArray[np.uint64]) -> NDArray[np.uint64]:
    h ^= h >> np.uint64(33)
    h *= np.uint64(0xFF51AFD7ED558CCD)
    h ^= h >> np.uint64(33)
    h *= np.uint64(0xC4CEB9FE1A85EC53)
    h ^= h >> np.uint64(33)
    return h
