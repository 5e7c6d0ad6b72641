"""The forms of a French verb, generated: regular paradigms by rule, irregular ones from their principal parts.

Only forms that head an attribution are made: third persons, first persons (interviews), participles, infinitive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

__all__ = ["Mood", "conjugate"]


class Mood(StrEnum):
    """What a form can be, as far as attribution needs to know."""

    FINITE = "finite"
    FIRST = "first"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    INFINITIVE = "infinitive"


DOUBLING = ("peler", "jeter")
"""*appeler → appelle, jeter → jette*; every other *-e.er* takes a grave accent (*marteler → martèle*)."""
BOTH = frozenset({"caqueter", "grommeler", "hoqueter"})
"""Verbs with both spellings: *grommelle*, and since 1990 *grommèle*."""
IN_ISS = frozenset(
    "adoucir agir applaudir approfondir avertir bénir choisir compatir définir ébahir enchérir enhardir enorgueillir "
    "finir flétrir garantir glapir gémir hennir honnir maudire mugir rebondir renchérir rosir rougir rugir "
    "réagir réfléchir réjouir répartir réunir saisir surenchérir vomir".split()
)


def conjugate(infinitive: str, parts: Sequence[str] | None = None) -> Iterator[tuple[str, Mood]]:
    """Yield each form of `infinitive` with its mood; some forms stand under two moods (*dit*).

    Args:
        infinitive: The verb without its reflexive pronoun.
        parts: The principal parts of an irregular verb, in the columns of ``irregular.tsv``.

    Raises:
        ValueError: If the verb is neither regular nor given with `parts`.
    """
    yield infinitive, Mood.INFINITIVE
    if parts is not None:
        yield from _from_parts(infinitive, parts)
    elif infinitive.endswith("er"):
        yield from _first_group(infinitive[:-2])
    elif infinitive in IN_ISS:
        yield from _second_group(infinitive[:-1] if infinitive.endswith("ir") else infinitive[:-2])
    else:
        msg = f"no conjugation known for {infinitive!r}"
        raise ValueError(msg)


def _participles(stem: str) -> Iterator[tuple[str, Mood]]:
    plural = stem if stem.endswith("s") else stem + "s"
    for form in (stem, plural, stem.replace("dû", "du") + "e", stem.replace("dû", "du") + "es"):
        yield form, Mood.PARTICIPLE


def _imperfect(stem: str) -> Iterator[tuple[str, Mood]]:
    soft = _soften(stem, "a")
    yield soft + "ais", Mood.FIRST
    yield stem + "ions", Mood.FIRST
    yield soft + "ait", Mood.FINITE
    yield soft + "aient", Mood.FINITE
    yield soft + "ant", Mood.GERUND


def _past(third: str) -> Iterator[tuple[str, Mood]]:
    """What goes with the third person of a simple past: *dit* has *dis*, *dîmes* and the subjunctive *dît*."""
    for ending, long in (("int", "în"), ("it", "î"), ("ut", "û")):
        if third.endswith(ending):
            stem = third.removesuffix(ending)
            yield third[:-1] + "s", Mood.FIRST
            yield stem + long + "mes", Mood.FIRST
            yield stem + long + "t", Mood.FINITE
            return


def _future(stem: str) -> Iterator[tuple[str, Mood]]:
    for ending in ("a", "ont", "ait", "aient"):
        yield stem + ending, Mood.FINITE
    yield stem + "ai", Mood.FIRST
    yield stem + "ais", Mood.FIRST


def _soften(stem: str, vowel: str) -> str:
    """Keep the sound of a final *c* or *g* before *a* or *o*: *lancer → lança*, *juger → jugea*."""
    if vowel in "aoâ":
        if stem.endswith("c"):
            return stem[:-1] + "ç"
        if stem.endswith("g"):
            return stem + "e"
    return stem


def _strong(stem: str) -> str:
    """Return the stem before a silent ending.

    *rappel- → rappell-*, *martel- → martèl-*, *répét- → répèt-*, *appuy- → appui-*.
    """
    if stem.endswith(("oy", "uy", "ay")):
        return stem[:-1] + "i"
    if (stem + "er").endswith(DOUBLING):
        return stem + stem[-1]
    cut = len(stem.rstrip("bcdfghjklmnpqrstvwxz"))
    tail = stem[cut:]
    if stem.endswith(("qu", "gu")) and len(stem) > 3 and stem[-3] in "eé":
        return stem[:-3] + "è" + stem[-2:]
    if (
        cut
        and stem[cut - 1] in "eé"
        and stem[cut - 2 : cut - 1] != "e"
        and tail
        and (len(tail) == 1 or tail in {"gn", "ch", "br", "cr", "dr", "tr", "gr", "gl", "vr"})
    ):
        return stem[: cut - 1] + "è" + tail
    return stem


def _first_group(stem: str) -> Iterator[tuple[str, Mood]]:
    strong = _strong(stem)
    yield strong + "e", Mood.FINITE
    yield strong + "ent", Mood.FINITE
    if stem + "er" in BOTH:
        yield stem + stem[-1] + "e", Mood.FINITE
        yield stem + stem[-1] + "ent", Mood.FINITE
        yield from _future(stem + stem[-1] + "er")
    if stem.endswith("ay"):  # balaie or balaye
        yield stem + "e", Mood.FINITE
        yield stem + "ent", Mood.FINITE
    yield _soften(stem, "o") + "ons", Mood.FIRST
    yield from _imperfect(stem)
    yield _soften(stem, "a") + "a", Mood.FINITE
    yield stem + "èrent", Mood.FINITE
    yield _soften(stem, "a") + "ât", Mood.FINITE
    yield _soften(stem, "a") + "ai", Mood.FIRST
    yield _soften(stem, "a") + "âmes", Mood.FIRST
    yield from _future(strong + "er")  # répètera, since 1990
    if "é" in stem[-3:]:
        yield from _future(stem + "er")
    yield from _participles(stem + "é")


def _second_group(stem: str) -> Iterator[tuple[str, Mood]]:
    yield stem + "s", Mood.FIRST
    yield stem + "t", Mood.FINITE
    yield stem + "ssent", Mood.FINITE
    yield stem + "sse", Mood.FINITE
    yield stem + "ssons", Mood.FIRST
    yield from _imperfect(stem + "ss")
    yield stem + "rent", Mood.FINITE
    yield from _future(stem + "r")
    yield from _participles(stem)
    yield from _past(stem + "t")


def _from_parts(infinitive: str, parts: Sequence[str]) -> Iterator[tuple[str, Mood]]:
    first, third, plural, we, past, pasts, future, subjunctive, participle = parts
    for form in (third, plural, past, pasts, subjunctive):
        if form:
            yield form, Mood.FINITE
    if third.endswith("aît"):  # reconnait, since 1990
        yield third[:-2] + "it", Mood.FINITE
        yield from _future(future.replace("aî", "ai"))
    for form in (first, we):
        if form:
            yield form, Mood.FIRST
    if we:
        stem = "ét" if infinitive == "être" else we.removesuffix("ons")
        yield from _imperfect(stem)
    yield from _future(future)
    yield from _participles(participle)
    yield from _past(past)
