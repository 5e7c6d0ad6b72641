"""A grid of made-up texts, generated from lists of words: who speaks, told by name, role or pronoun."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

import pytest
from grid.words import CONTEXTS, FIRST_NAMES_OF_MEN, FIRST_NAMES_OF_WOMEN, MEN, OTHERS, ROLES, WOMEN

if TYPE_CHECKING:
    from quoteattr import Extractor
    from quoteattr.result import Speaker

pytestmark = pytest.mark.model

LEAST = 0.97
Case = tuple[str, str]
"""A text, and who speaks last in it."""


def _bare(role: str) -> str:
    return role.split(" ", 1)[1] if not role.startswith("l'") else role.removeprefix("l'")


def _roles_mentioned_again() -> Iterator[Case]:
    for k, (man, woman, of) in enumerate(ROLES):
        for gender, role, people in (("m", man, MEN), ("f", woman, WOMEN)):
            name, other = people[k % 4], (WOMEN if gender == "m" else MEN)[k % 4]
            for context in CONTEXTS:
                text = context.format(
                    name=name, bare=_bare(role), of=of, role=role, Role=role[0].upper() + role[1:], other=other
                )
                yield text.replace("arrivé", "arrivée" if gender == "f" else "arrivé"), name


def _others() -> Iterator[Case]:
    for (k, (man, woman, of)), (end, who) in product(enumerate(ROLES), OTHERS):
        name, role = (MEN[k % 4], man) if k % 2 else (WOMEN[k % 4], woman)
        yield f"{name}, {_bare(role)} {of}, est sur le quai. {end}", who


def _last(extractor: Extractor, cases: list[Case]) -> list[Speaker | None]:
    results = extractor.pipe(text for text, _ in cases)
    return [result.quotations[-1].speaker if result.quotations else None for result in results]


def _wrong(extractor: Extractor, cases: list[Case]) -> list[tuple[str, str, str | None]]:
    found = _last(extractor, cases)
    return [
        (text, who, speaker and speaker.name)
        for (text, who), speaker in zip(cases, found, strict=True)
        if speaker is None or speaker.name != who
    ]


@pytest.mark.parametrize("cases", [_roles_mentioned_again, _others], ids=lambda f: f.__name__.strip("_"))
def test_who_speaks_last(cases: object, extractor: Extractor) -> None:
    made = list(cases())  # type: ignore[operator]
    wrong = _wrong(extractor, made)
    assert len(wrong) <= (1 - LEAST) * len(made), "\n".join(map(str, wrong))


@pytest.mark.parametrize(("names", "gender"), [(FIRST_NAMES_OF_WOMEN, "f"), (FIRST_NAMES_OF_MEN, "m")])
def test_first_names(names: list[str], gender: str, extractor: Extractor) -> None:
    pronoun = "Elle" if gender == "f" else "Il"
    made = [(f"« On attend », dit {n} Kervalec. {pronoun} ajoute que le bac coule.", f"{n} Kervalec") for n in names]
    found = _last(extractor, made)
    wrong = [
        (text, speaker and (speaker.name, speaker.gender))
        for (text, who), speaker in zip(made, found, strict=True)
        if speaker is None or speaker.name != who or speaker.gender is None or speaker.gender.value != gender
    ]
    assert len(wrong) <= (1 - LEAST) * len(made), "\n".join(map(str, wrong))


@pytest.mark.parametrize(("names", "gender"), [(FIRST_NAMES_OF_WOMEN, "f"), (FIRST_NAMES_OF_MEN, "m")])
def test_a_first_name_vetoes_a_pronoun_of_the_other_gender(names: list[str], gender: str, extractor: Extractor) -> None:
    pronoun, other = ("il", "Luc Morvanec") if gender == "f" else ("elle", "Zoé Morvanec")
    made = [(f"{other} attend. {n} Kervalec est à quai. « On ferme », dit-{pronoun}.", other) for n in names]
    wrong = _wrong(extractor, made)
    assert len(wrong) <= (1 - LEAST) * len(made), "\n".join(map(str, wrong))
