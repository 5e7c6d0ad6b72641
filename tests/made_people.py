"""Texts in which people are named in several ways, and results that say who is quoted in them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from quoteattr import Quotation, Result, Span, Speaker

__all__ = ["Naming", "corpus", "pairs", "quoting"]

FIRST = {
    "f": "Hélène Nadia Solveig Odile Inès Maud Jeanne Marie-Ange Sophie Claire Anne Émilie Louise Agnès Julie".split(),
    "m": "Bastien Thierry Ludovic Omar Paul Denis Gilles Marc Jean-Pierre Louis Henri Antoine Hugo Yves Luc".split(),
}
BEGINNINGS = "Cast Ferr Aub Tang Larr Kerb Vass Roum Vaub Press Garr Mont Esc Lautr Berth Corn Dess Gouj".split()
ENDINGS = "aing and ertin uy ouy at eur ieu ourg ac ec aubin offre echal elin iou igny olle".split()
ROLES = {
    "f": "maire de Lorme|infirmière|libraire|historienne|avocate|agricultrice|députée|boulangère".split("|"),
    "m": "maire de Vannes|médecin|menuisier|historien|avocat|viticulteur|sénateur|boulanger".split("|"),
}
OUTLETS = ("Le Courrier", "La Voix", "Lorme-Matin")
TOWNS = "Lorme Aubry Tillac Vernon Sorbier Massac Orval Quillan Brandes Nérac".split()


class Naming(NamedTuple):
    """One person in one text: the name that stands there, and who it is."""

    document: str
    speaker: str
    person: int


def quoting(*speakers: tuple[str, str], text: str = "", **more: object) -> Result:
    """A result in which each of `speakers`, a name and a gender (or nothing), says one word of a text that names them."""
    whole = text
    found: list[Quotation] = []
    people: list[Speaker] = []
    for number, (name, gender) in enumerate(speakers):
        whole += f" « Bac », dit {name}." if name not in text else " « Bac »."
        start = whole.rindex("Bac")
        who = Speaker(f"s{number}", name, "person", gender or None, **more)  # type: ignore[arg-type]
        people.append(who)
        found.append(Quotation(id=f"q{number}", kind="direct", content=[Span(start, start + 3, "Bac")], speaker=who))
    return Result(whole, found, people)


def corpus(
    seed: int = 3, names: int = 300, texts: int = 700
) -> tuple[list[Result], list[dict[str, str]], list[Naming]]:
    """Some hundred people in some hundred texts, most of them in full, some by initials or by the surname alone."""
    chance = random.Random(seed)
    people = list(_people(chance, names))
    results: list[Result] = []
    fields: list[dict[str, str]] = []
    truth: list[Naming] = []
    for number in range(texts):
        outlet = chance.choice(OUTLETS)
        town = chance.choice(TOWNS)
        cast = chance.sample(range(names), 3)
        results.append(quoting(*(_named(chance, *people[who]) for who in cast), text=f"On en parle à {town}."))
        fields.append({"outlet": outlet})
        truth += [Naming(str(number), f"s{place}", who) for place, who in enumerate(cast)]
    return results, fields, truth


def _people(chance: random.Random, names: int) -> Iterator[tuple[str, str, str]]:
    """Different names in full; about one surname in six is of several people."""
    taken: set[str] = set()
    while len(taken) < names:
        gender = chance.choice("fm")
        name = f"{chance.choice(FIRST[gender])} {chance.choice(BEGINNINGS)}{chance.choice(ENDINGS)}"
        if name not in taken:
            taken.add(name)
            yield name, gender, chance.choice(ROLES[gender])


def _named(chance: random.Random, name: str, gender: str, role: str) -> tuple[str, str]:
    first, last = name.split(" ", 1)
    drawn = chance.random()
    if drawn < 0.03:
        return f"{'-'.join(part[0] + '.' for part in first.split('-'))} {last}", ""
    if drawn < 0.05:
        return f"{'Mme' if gender == 'f' else 'M.'} {last}", gender
    spelled = {0: name.upper(), 1: name.replace("é", "e").replace("É", "E"), 2: name.replace("-", " ")}
    return spelled.get(chance.randrange(12), name), gender


def pairs(groups: list[list[tuple[str, str]]]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """All pairs that are together."""
    return {(a, b) for group in groups for a in group for b in group if a < b}
