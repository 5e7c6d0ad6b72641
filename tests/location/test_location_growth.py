"""Looking for similar words costs in a straight line, whatever the text and the quotation; calls are counted, no clock is read."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile
from itertools import pairwise

import pytest

from quoteattr import locate_all, verify
from quoteattr.location import aligned

pytestmark = pytest.mark.slow
WORDS = "le pont de la ville rouvrira demain matin selon la maire"
SHAPES: dict[str, Callable[[int], tuple[str, str]]] = {
    "many pieces": lambda n: (f"{WORDS} " * (n // 10), " […] ".join(["le pont de la vile rouvrira"] * (n // 50))),
    "one word": lambda n: ("a " * n, "a " * n + "c"),
    "two words": lambda n: ("a b " * n, "a b " * n + "c"),
    "words one by one": lambda n: (" ".join(f"w{i}" for i in range(n)), " ".join(f"w{i} x{i}" for i in range(n))),
    "the other way round": lambda n: (" ".join(f"w{i}" for i in range(n)), " ".join(f"w{i}" for i in range(n, 0, -1))),
    "one at the end": lambda n: (
        " ".join(f"w{i}" for i in range(n)),
        " ".join(f"x{i}" for i in range(n)) + f" w{n - 1}",
    ),
    "signs": lambda n: ("$" * n, "$" * n + "x"),
}


def calls(run: Callable[[str, str], object], text: str, words: str) -> int:
    """How many functions, ours and built-in ones, `run` calls."""
    profile = Profile()
    with profile:
        run(text, words)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("shape", SHAPES)
def test_similar_words(shape: str) -> None:
    first, second = (
        calls(lambda text, words: locate_all(text, words, fuzzy=True, min_similarity=0.5), *SHAPES[shape](size))
        for size in (1500, 3000)
    )
    assert second <= 2.4 * first + 20_000, (first, second)


@pytest.mark.parametrize("shape", SHAPES)
def test_verification(shape: str) -> None:
    first, second = (calls(lambda text, words: verify(words, text), *SHAPES[shape](size)) for size in (1500, 3000))
    assert second <= 2.4 * first + 20_000, (first, second)


def test_what_is_long_is_put_side_by_side_as_what_is_short() -> None:
    there = [f"w{i}" for i in range(900)]
    here = [*there[:300], "x", *there[301:600], *there[650:], "y"]
    codes = aligned(there, here)
    assert [code[0] for code in codes] == ["equal", "replace", "equal", "delete", "equal", "insert"]
    assert [b - a for tag, a, b, _, _ in codes if tag != "equal"] == [1, 50, 0]
    assert (codes[0][1], codes[-1][2], codes[-1][4]) == (0, 900, len(here))
    assert all(one[2] == other[1] and one[4] == other[3] for one, other in pairwise(codes))
