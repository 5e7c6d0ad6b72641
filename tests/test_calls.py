"""A bad call raises an error of the library, whichever public function it meets."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import quoteattr
import quoteattr.export
from quoteattr import QuoteAttrError

WRONG: tuple[Any, ...] = (object(), 7, b"x", None)


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in (quoteattr, quoteattr.export):
        for name in module.__all__:
            thing = getattr(module, name)
            if callable(thing) and not (inspect.isclass(thing) and issubclass(thing, Exception)):
                yield f"{module.__name__}.{name}", thing


OUTPUT_ONLY = {
    "quoteattr.Change",
    "quoteattr.Flag",
    "quoteattr.Location",
    "quoteattr.Verdict",
    "quoteattr.Verification",
    "quoteattr.export.Row",
}
"""Values that callers read and need not make: attrs and enums tell what is wrong, by `TypeError` and `ValueError`."""
PUBLIC = {name: thing for name, thing in public() if name not in OUTPUT_ONLY}


def run(thing: Callable[..., Any], value: Any) -> None:
    """Call it with `value` for all that it must be given; how many that are is for Python to say (a `TypeError`)."""
    must = [p for p in inspect.signature(thing).parameters.values() if p.default is p.empty]
    named = {p.name: value for p in must if p.kind is p.KEYWORD_ONLY}
    made = thing(*[value for p in must if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)], **named)
    if isinstance(made, Iterator):
        list(made)


@pytest.mark.parametrize("name", PUBLIC)
def test_wrong_types(name: str) -> None:
    for value in WRONG:
        with contextlib.suppress(QuoteAttrError):
            run(PUBLIC[name], value)


@pytest.mark.parametrize("name", list(inspect.signature(quoteattr.Config).parameters))
def test_wrong_settings(name: str) -> None:
    with pytest.raises(QuoteAttrError):
        quoteattr.Config(**{name: object()})  # type: ignore[arg-type]
