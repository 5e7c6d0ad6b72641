"""Names that must be told apart get a number, and none is tried twice."""

from __future__ import annotations

from quoteattr.cli.names import unused


def test_a_name_that_comes_again_gets_the_next_number() -> None:
    taken: dict[str, int] = {}
    assert [unused(name, taken, "#") for name in ("a", "a", "b", "a")] == ["a", "a#2", "b", "a#3"]


def test_a_name_that_looks_like_a_numbered_one_is_taken() -> None:
    taken: dict[str, int] = {}
    assert [unused(name, taken, "#") for name in ("a#2", "a", "a")] == ["a#2", "a", "a#3"]


def test_names_of_one_key_are_not_told_apart() -> None:
    taken: dict[str, int] = {}
    assert [unused(name, taken, "~", str.casefold) for name in ("Lam", "lam")] == ["Lam", "lam~2"]
