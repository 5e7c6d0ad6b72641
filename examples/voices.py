"""Make a small corpus up: 60 articles of three papers over six months, and the truth about who says how much in them.

    python voices.py            writes articles.csv and truth.csv

Everything is put together from the lists below. `truth.csv` has a line for each quotation: the article, the paper, the
month, who says it, whether a woman or a man, and in how many words.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OUTLETS = ("Le Courrier du bac", "La Voix des quais", "Lorme-Matin")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin")
PEOPLE = (
    ("Hélène Castaing", "f", "maire de Lorme"),
    ("Nadia Ferrand", "f", "directrice du port"),
    ("Solveig Aubertin", "f", "architecte"),
    ("Odile Tanguy", "f", "présidente du comité des fêtes"),
    ("Inès Larrouy", "f", "infirmière"),
    ("Yvonne Kerbrat", "f", "institutrice"),
    ("Jeanne Vasseur", "f", "libraire"),
    ("Bastien Roumieu", "m", "capitaine du bac"),
    ("Thierry Vaubourg", "m", "boulanger"),
    ("Ludovic Pressac", "m", "conseiller municipal"),
    ("Omar Sall", "m", "éclusier"),
    ("Paul Garrec", "m", "menuisier"),
    ("Denis Montaubin", "m", "historien"),
    ("Gilles Escoffre", "m", "notaire"),
    ("Marc Lautrec", "m", "viticulteur"),
)
NAMESAKES = (("Alix Roy", "f", "infirmière", OUTLETS[0]), ("Alix Roy", "m", "footballeur", OUTLETS[2]))
"""Two people of one name, each in a paper of their own."""
SUBJECTS = ("le pont", "la halle", "le bac", "le marché", "la digue", "l'école du bourg", "le vieux lavoir")
VERBS = ("rouvrira", "sera fermé", "changera de place", "coûtera plus cher", "manquera à tout le monde", "tiendra bon")
TIMES = ("avant l'été", "dès lundi", "pour de bon", "l'an prochain", "sans attendre la crue", "quoi qu'on en dise")
ASIDES = ("et personne ne s'en plaindra", "mais rien n'est signé", "c'est une promesse", "il faut le dire")
SAYS = ("explique", "assure", "déclare", "affirme", "précise", "répond")
SCENES = (
    "Une centaine d'habitants ont pris place dans la salle du bourg.",
    "La réunion a commencé avec une heure de retard.",
    "Le dossier occupe la ville depuis des mois.",
    "Sur les quais, chacun a son avis.",
)


class Said(NamedTuple):
    """One quotation of the truth."""

    article: str
    outlet: str
    month: str
    person: str
    gender: str
    words: int


class Article(NamedTuple):
    """One article, and what is said in it."""

    id: str
    outlet: str
    date: str
    text: str
    said: tuple[Said, ...]


def articles(seed: int = 18) -> Iterator[Article]:
    """Yield the articles in order of their dates."""
    chance = random.Random(seed)  # noqa: S311 - the same corpus again
    known: set[tuple[str, str]] = set()
    for number in range(60):
        month, outlet = number // 10, OUTLETS[number % 3]
        own = f"{outlet.split()[0].lower()}-{number + 1:02d}"
        cast = [(*person, "") for person in chance.sample(PEOPLE, 3)]
        if number % 7 == 0:
            cast[0] = next((p for p in NAMESAKES if p[3] == outlet), cast[0])
        said: list[Said] = []
        parts: list[str] = [chance.choice(SCENES)]
        for name, gender, role, _ in cast:
            for part, words in _statements(chance, name, gender, role, short=(outlet, name) in known):
                parts.append(part)
                person = f"{name}, {role}" if name == NAMESAKES[0][0] else name
                said.append(Said(own, outlet, f"2026-{month + 1:02d}", person, gender, words))
            known.add((outlet, name))
        yield Article(own, outlet, _date(outlet, number % 10 * 2 + 3, month), "\n".join(parts), tuple(said))


def _date(outlet: str, day: int, month: int) -> str:
    """A date as each paper writes it."""
    return {
        OUTLETS[0]: f"2026-{month + 1:02d}-{day:02d}",
        OUTLETS[1]: f"{day} {MONTHS[month]} 2026",
        OUTLETS[2]: f"{day:02d}/{month + 1:02d}/2026",
    }[outlet]


def _statements(chance: random.Random, name: str, gender: str, role: str, *, short: bool) -> Iterator[tuple[str, int]]:
    """What somebody says in an article: one paragraph, in which the name may be short if the paper knows it."""
    the = "l'" if role[0] in "aeiouéèh" else "la " if gender == "f" else "le "
    first, last = name.split()
    called = f"{the}{role} {name}"
    namesake = name == NAMESAKES[0][0]
    if short and not namesake:
        title = "Mme" if gender == "f" else "M."
        called = chance.choice((f"{first[0]}. {last}", f"{title} {last}", name, name, f"{name}, {role}"))
    content = _content(chance)
    yield f"« {content} », {chance.choice(SAYS)} {called}.", _words(content)
    if chance.random() < 0.5:
        more = _content(chance)
        pronoun = "elle" if gender == "f" else "il"
        yield f"« {more} », ajoute-t-{pronoun}.", _words(more)


def _content(chance: random.Random) -> str:
    parts = [chance.choice(SUBJECTS), chance.choice(VERBS), chance.choice(TIMES)]
    aside = f", {chance.choice(ASIDES)}" if chance.random() < 0.4 else ""
    text = " ".join(parts) + aside
    return text[0].upper() + text[1:]


def _words(text: str) -> int:
    return len(text.split())


def write(folder: Path) -> None:
    """Write `articles.csv` and `truth.csv` into a folder."""
    made = list(articles())
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "outlet", "date", "text"])
        table.writerows(article[:4] for article in made)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(Said._fields)
        table.writerows(said for article in made for said in article.said)


if __name__ == "__main__":
    write(Path())
