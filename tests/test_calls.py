"""A bad call raises an error of the library, whichever public function it meets."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import quoteattr
import quoteattr.export
from quoteattr import QuoteAttrError, Result

WRONG: tuple[Any, ...] = (object(), 7, b"x", None)


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in (quoteattr, quoteattr.export):
        for name in module.__all__:
            thing = getattr(module, name)
            if callable(thing) and not (inspect.isclass(thing) and issubclass(thing, Exception)):
                yield f"{module.__name__}.{name}", thing


PUBLIC = dict(public())


def run(thing: Callable[..., Any], value: Any) -> None:
    parameters = [
        p
        for p in inspect.signature(thing).parameters.values()
        if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
    ]
    made = thing(*([value] * max(len(parameters), 1)))
    if isinstance(made, Iterator):
        list(made)


@pytest.mark.parametrize("name", PUBLIC)
def test_wrong_types(name: str) -> None:
    for value in WRONG:
        try:
            run(PUBLIC[name], value)
        except QuoteAttrError:
            pass
