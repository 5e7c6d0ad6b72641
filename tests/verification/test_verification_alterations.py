"""Alterations of sentences of our own, made by rules: is each told for what it is?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from quoteattr import Flag, Verdict, verify

SAID = (
    "Nous ne fermerons pas les douze classes du collège de Lorme avant la rentrée",
    "La commune n’a jamais reçu les 1 200 euros que la région avait promis à Nadia Ferrand",
    "Le bac de l’Île-aux-Saules ne rouvrira pas avant le mois d’avril, malgré les 3 500 signatures",
    "Je n’ai pas vu Omar Sall ce soir-là, et personne ne l’a vu sortir de l’hôtel",
    "Les trente-deux salariés de la scierie ne toucheront aucune prime cette année",
    "Mon frère n’est pas allé à Verneuil, il est resté deux jours chez Awa Keller",
    "Ce n’est pas le préfet qui décide, c’est le conseil municipal de Brassac",
    "Nous avons planté quatre cents pommiers sans l’aide de la société Valmont",
    "La rivière n’a pas débordé, mais l’eau est montée de 45 centimètres à Pontel",
    "Il ne faut pas confondre l’été sec de Corvin et les huit hivers qui l’ont précédé",
    "Les élèves n’écrivent plus au tableau depuis que Claire Maurel a acheté 25 ordinateurs",
    "Personne ne m’a demandé mon avis sur les 12,5 % de hausse que défend Hugo Lantier",
    "L’État n’a pas versé les deux millions d’euros prévus pour le port de Sablet",
    "On ne répare pas une toiture de 1 900 mètres carrés avec les moyens de Jarzac",
    "À mon âge, je ne crains pas de dire que Louis Bertin a menti pendant dix-sept ans",
    "Le théâtre ne vendra pas ses cinquante fauteuils à la mairie de Tressan",
    "Les pêcheurs de Kermadec n’iront pas en mer tant que le prix restera sous 3 euros",
    "Je ne signerai pas cet accord, même si Inès Caron me le demande vingt fois",
    "La déchèterie n’accueille pas les camions de plus de 19 tonnes venus de Sorel",
    "Cette étude ne prouve pas que les 600 abeilles de Paul Arnaud sont mortes de froid",
    "Nos voisins de Malaucourt ne paient pas l’eau plus cher que nous depuis 2014",
    "Vous n’entendrez pas un mot de moi contre les quinze pompiers de Réville",
    "Le musée n’a pas perdu les neuf dessins de Théo Vasseur, il les a prêtés",
    "Aucun des 80 arbres du parc de Belleroche ne sera abattu pendant l’hiver",
    "Nous ne dormons pas depuis que la route passe à cent mètres de l’école de Mirval",
    "Je n’oublierai pas les six semaines que j’ai passées à soigner Jeanne Colin",
)
NARRATED = (
    "La réunion a duré jusqu’au soir.",
    "Dehors, la pluie tombait sur les quais.",
    "Les habitants avaient rempli la salle des fêtes.",
    "Un silence a suivi.",
)
SOURCE = " ".join(f"« {said} », a déclaré l’élue. {NARRATED[i % len(NARRATED)]}" for i, said in enumerate(SAID))
Made = Iterator[tuple[str, str, Flag | None]]
"""What was made of a sentence, the verdict, and the flag that must be there."""


def negation(said: str) -> Made:
    bare = re.sub(r"\b(?:ne |n’)(\w+(?: \w’)?) ?(\w*)", r"\1 \2", said, count=1)
    without = re.sub(r" (?:pas|jamais|plus|aucune)\b", "", bare, count=1)
    if without != bare:
        yield without, "altered", Flag.NEGATION
    for one, other in ((" pas ", " plus "), (" jamais ", " pas "), (" sans ", " avec ")):
        if one in said:
            yield said.replace(one, other, 1), "altered", Flag.NEGATION
    for verb in (
        "est resté",
        "est montée",
        "avait promis",
        "ont précédé",
        "a acheté",
        "défend",
        "a menti",
        "restera",
        "a prêtés",
        "passe",
        "j’ai passées",
    ):
        if verb in said:
            first, *rest = verb.split(" ")
            yield said.replace(verb, f"ne {first} pas {' '.join(rest)}".rstrip(), 1), "altered", Flag.NEGATION


def number(said: str) -> Made:
    for m in islice(re.finditer(r"\d+", said), 1):
        yield said[: m.start()] + str(int(m[0]) + 1) + said[m.end() :], "altered", Flag.NUMBER
    for one, other in (
        ("douze", "treize"), ("deux jours", "trois jours"), ("quatre cents", "quatre cent dix"), ("huit", "dix-huit"), ("deux millions", "deux milliards"), ("dix-sept", "soixante-dix-sept"),
        ("cinquante", "soixante"), ("vingt", "cent"), ("quinze", "seize"), ("neuf", "dix-neuf"), ("cent mètres", "cent vingt mètres"), ("six", "dix"), ("trente-deux", "trente-trois"),
    ):  # fmt: skip
        if one in said:
            yield said.replace(one, other, 1), "altered", Flag.NUMBER
    for one, other in (
        ("douze", "12"), ("1 200", "mille deux cents"), ("1 200", "1200"), ("trente-deux", "32"), ("deux jours", "2 jours"), ("quatre cents", "400"), ("45 ", "quarante-cinq "), ("huit", "8"),
        ("25", "vingt-cinq"), ("12,5 %", "12,5 pour cent"), ("deux millions", "2 millions"), ("deux millions d’euros", "2 000 000 d’euros"), ("dix-sept", "17"), ("80", "quatre-vingts"),
        ("cinquante", "50"), ("1 900", "mille neuf cents"), ("600", "six cents"), ("cent mètres", "100 mètres"), ("six semaines", "6 semaines"), ("3 500", "3.500"),
    ):  # fmt: skip
        if one in said:
            yield said.replace(one, other, 1), "verbatim", None


def name(said: str) -> Made:
    names = re.findall(r"(?<!^)\b[A-ZÉÎ]\w{3,}", said)
    if names:
        yield said.replace(names[-1], "Rochebrune"), "altered", Flag.NAME
        yield said.replace(names[0], "Delmas"), "altered", Flag.NAME


def order(said: str) -> Made:
    words = re.sub(r"(?<=\d) (?=\d{3})", "\u202f", said).split(" ")
    size = len(words)
    i = size // 2
    swapped = [*words[: i - 2], words[i], *words[i - 2 : i], *words[i + 1 :]]
    if swapped != words:
        yield " ".join(swapped), "altered", Flag.ORDER
    yield " ".join([*words[size // 2 :], *words[: size // 2]]), "altered", Flag.ORDER


def cut(said: str) -> Made:
    words = re.sub(r"(?<=\d) (?=\d{3})", "\u202f", said).split(" ")
    i = len(words) // 2
    kept = 6 if len(words) > 12 else 5
    for sign in ("[…]", "(...)", "..."):
        yield " ".join([*words[:kept], sign, *words[kept + 3 :]]), "cut", None
    yield " ".join(words[i:]), "verbatim", None
    m = re.search(
        r" (du collège|que la région avait promis|ce soir-là|de la scierie|de l’hôtel|de la société|municipal|au tableau|prévus|carrés|à la mairie|venus|du parc|à soigner|cette année)",
        said,
    )
    if m and m.end() < len(said):
        yield said[: m.start()] + said[m.end() :], "cut", None


def typography(said: str) -> Made:
    yield f'"{said.replace("’", chr(39))}."', "verbatim", None
    yield said.replace(" ", "\u00a0").replace("-", "\u2011").upper(), "verbatim", None
    words = re.sub(r"(?<=\d) (?=\d{3})", "\u202f", said).split(" ")
    yield " ".join([*words[:4], "[1]", *words[4:]]) + " (2).", "verbatim", None
    if "é" in said or "î" in said:
        import unicodedata

        yield unicodedata.normalize("NFD", said), "verbatim", None


def accents(said: str) -> Made:
    plain = said.replace("L’État", "L'Etat").replace("Île", "Ile").replace("À mon", "A mon")
    if plain != said:
        yield plain, "verbatim", None
    for one, other in (("é", "e"), ("è", "e"), ("â", "a"), ("ê", "e")):
        if one in said:
            yield said.replace(one, other, 1), "altered", None
            break


MADE = [
    (maker.__name__, said, *made)
    for maker in (negation, number, name, order, cut, typography, accents)
    for said in SAID
    for made in maker(said)
]


def right(made: str, verdict: str, flag: Flag | None) -> bool:
    found = verify(made, SOURCE)
    good = found.verdict == verdict and (flag is None or flag in found.flags)
    return good and (verdict != Verdict.VERBATIM or found.ratio == 1.0 and not found.changes)


def test_there_are_many() -> None:
    assert len(MADE) >= 300
    assert all(made != said for _, said, made, _, _ in MADE)


@pytest.mark.parametrize("maker", [negation, number, name, order, cut, typography, accents])
def test_each_sort_is_told(maker: Callable[[str], Made]) -> None:
    made = [(m, verdict, flag) for sort, _, m, verdict, flag in MADE if sort == maker.__name__]
    wrong = [one for one in made if not right(*one)]
    assert len(wrong) <= 0.03 * len(made), wrong


def test_nothing_is_found_in_other_sentences() -> None:
    for said in SAID:
        other = SOURCE.replace(said, "Rien à dire")
        assert verify(said, other).verdict is Verdict.ABSENT
