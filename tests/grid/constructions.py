"""Made-up sentences of each construction, generated from lists of words: text, contents, and who says them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from typing import Final, NamedTuple

__all__ = ["CONSTRUCTIONS", "Case"]


class Case(NamedTuple):
    """A sentence, the runs of what is said in it, and the words or the name of who says it (``None``: any)."""

    text: str
    said: tuple[str, ...]
    who: str | None = None


SAID: Final = "Le bac est vieux"
PEOPLE: Final = ("Zoé Lam", "Omar Sall", "la maire", "le préfet", "la CGT")
OBJECTS: Final = (
    "évoque|dénonce|fustige|vante|salue|moque|pointe|raille|critique|redoute|regrette|déplore|promet|réclame|y voit|décrit|craint|"
    "stigmatise|condamne|espère|prédit|annonce|invoque"
).split("|")
OF: Final = (
    "parle|a parlé|parlait|parlera|avait parlé|ose parler|préfère parler|qualifie ce choix|a qualifié ce choix|taxe ce choix|"
    "traite ce choix|s'inquiète|se réjouit"
).split("|")
OF_NOVELS: Final = (
    "jeta|hasarda|risqua|songea|gronda|prononça|murmura|souffla|balbutia|bredouilla|bougonna|grogna|grommela|chuchota|cria|hurla|"
    "lança|rétorqua|répliqua|riposta|reprit|poursuivit|acheva|conclut|trancha|soupira|gémit|sanglota|ricana|plaisanta|ironisa|insista|"
    "protesta|objecta|concéda|avoua|confessa|admit|supplia|implora|ordonna|commanda|interrogea|questionna|demanda|fit|répondit|"
    "ajouta|continua|coupa|intervint|s'écria|s'exclama|s'étonna|s'inquiéta|s'indigna|s'emporta|marmonna|susurra|articula|bégaya|tonna|"
    "rugit|glapit|piailla|gloussa|tempéra|philosopha|renchérit|surenchérit|opina|approuva|acquiesça|maugréa|pesta|fulmina|vociféra|minauda"
).split("|")
OF_MINE: Final = (
    "dis-je|répondis-je|pensai-je|me disais-je|disais-je|criai-je|murmurai-je|demandai-je|ajoutai-je|expliquai-je|repris-je|"
    "soupirai-je|avouai-je|ai-je dit|ai-je répondu|ai-je ajouté|avais-je dit|répondais-je|protestai-je|m'écriai-je|me dis-je|"
    "songeai-je|fis-je|répliquai-je|dirai-je"
).split("|")
LOOSE: Final = {
    "il": (
        "dit il|a t-il dit|a-t il dit|a-t'il dit|ajoute-t'il|ajoute t il|dit-t-il|répondit il|affirme t il|affirme-t il|a-t- il dit|"
        "explique t'il|confie t-il"
    ),
    "elle": "dit elle|a t'elle dit|ajoute t-elle|soupire-t elle",
    "ils": "ont ils dit|disent ils",
    "on": "précise t-on|a t-on appris",
}
SPELT: Final = (
    "ajoutât-il|grommelle la maire|halète la maire|s'enquit la maire|s'enquiert la maire|répète la maire|complète la maire|"
    "complètera la maire|complétera la maire|martèle la maire|martèlera la maire|interpelle la maire|rappelle la maire|"
    "rappellera la maire|révèle la maire|révèlera la maire|révélera la maire|s'inquiètera la maire|s'inquiétera la maire|"
    "cède la maire|confiât la maire|avouât la maire|reconnaît la maire|reconnait la maire|se plaît à dire la maire|gémît la maire"
).split("|")
OPEN: Final = {
    "Si la digue cède": "trois rues seront noyées",
    "Quand la digue cédera": "trois rues seront noyées",
    "Il y a dix ans": "c'était la rue",
    "Ce qui compte": "est trop loin",
    "Ceux qui restent": "auront froid",
    "Le bac qui passe ici": "est trop vieux",
    "La digue que la ville a vendue": "cédera",
    "Dès que la digue cède": "trois rues sont noyées",
    "Même si la digue tient": "trois rues seront noyées",
    "Lorsque la digue cède": "trois rues sont noyées",
}
NOUNS: Final = (
    "La réponse|claire", "Le verdict|net", "L'avis|tranché", "Le constat|amer", "Le mot d'ordre|clair", "La conclusion|sèche",
)  # fmt: skip
FUNCTIONS: Final = (
    "maire|Thiers", "maire|Brest", "députée|Gironde", "préfet|Corrèze", "adjointe|Lille", "boulanger|Nantes", "évêque|Metz",
)  # fmt: skip
SOURCES: Final = (
    "Selon l'expertise|Selon l'audit|Selon une note interne|Selon une étude|Selon Le Monde|D'après Le Figaro|D'après Le Parisien|"
    "Selon la presse|Selon un témoin|D'après un sondage|Selon nos confrères|Aux yeux de la maire|De l'avis du préfet|Pour la maire|"
    "D'après l'enquête|Selon les secours|Selon une source|Selon Mediapart|Selon Les Échos|D'après La Croix"
).split("|")
COUNTING: Final = ("la police", "la CGT", "la mairie", "les pompiers", "le préfet")


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _objects() -> Iterator[Case]:
    for who, verb in product(PEOPLE, OBJECTS):
        yield Case(f"{_capital(who)} {verb} « un immense gâchis ».", ("un immense gâchis",), who)


def _of() -> Iterator[Case]:
    for who, verb in product(PEOPLE, OF):
        yield Case(f"{_capital(who)} {verb} d'« un immense gâchis ».", ("un immense gâchis",), who)


def _of_novels() -> Iterator[Case]:
    for verb in OF_NOVELS:
        yield Case(f"« {SAID} », {verb} la fermière.", (SAID,), "la fermière")
        inverted = f"{verb}-t-il" if verb[-1] in "ac" else f"{verb}-il"
        yield Case(f"« {SAID} », {inverted}.", (SAID,), "il")


def _of_mine() -> Iterator[Case]:
    for verb in OF_MINE:
        yield Case(f"« {SAID} », {verb}.", (SAID,), "je")


def _loose() -> Iterator[Case]:
    for who, spellings in LOOSE.items():
        for words in spellings.split("|"):
            yield Case(f"« {SAID} », {words}.", (SAID,), who)


def _spelt() -> Iterator[Case]:
    for words in SPELT:
        yield Case(f"« {SAID} », {words}.", (SAID,), "il" if words.endswith("-il") else "la maire")


def _made() -> Iterator[Case]:
    people = ("la vieille servante", "le notaire", "Zoé Lam", "l'enfant", "Mme Tanguy", "le capitaine")
    for verb, who in product(("fit", "fait", "faisait", "avait fait"), people):
        yield Case(f"« {SAID} », {verb} {who}.", (SAID,), who)


def _open() -> Iterator[Case]:
    for (opens, rest), verb in product(OPEN.items(), ("prévient", "explique", "a dit", "estime")):
        yield Case(f"{opens}, {verb} Zoé Lam, {rest}.", (opens, rest), "Zoé Lam")


def _dont() -> Iterator[Case]:
    for noun, said in (("Le bac", "il coulait"), ("La digue", "elle cédait"), ("Les bacs", "ils coulaient")):
        for who in (*PEOPLE, "le notaire", "l'avocate"):
            yield Case(f"{noun} dont {who} a dit qu'{said} est à quai.", (said,), who)


def _sources() -> Iterator[Case]:
    for words in SOURCES:
        yield Case(f"{words}, le bac est trop vieux.", ("le bac est trop vieux",))


def _two() -> Iterator[Case]:
    for first, second in permutations(COUNTING, 2):
        yield Case(f"Ils étaient 400 selon {first}, 1 200 selon {second}.", ("Ils étaient 400",), first)
        yield Case(f"Ils étaient 400 selon {first}, 1 200 selon {second}.", ("1 200",), second)


def _shouted() -> Iterator[Case]:
    for verb, who in product(("A DÉCLARÉ", "A DIT", "AFFIRME", "ASSURE", "PRÉVIENT"), PEOPLE[:4]):
        yield Case(f"« LE BAC EST VIEUX », {verb} {who.upper()}", ("LE BAC EST VIEUX",), who)


def _handles() -> Iterator[Case]:
    names = ("@ZoeLam", "@maire_lorval", "@CGT_Port", "@omar75")
    for verb, who in product(("a tweeté", "écrit", "répond", "a déclaré", "assure"), names):
        yield Case(f"« {SAID} », {verb} {who}.", (SAID,), who)


def _nouns() -> Iterator[Case]:
    for frame, who in product(NOUNS, PEOPLE[:2] + PEOPLE[2:3] + PEOPLE[4:]):
        noun, adjective = frame.split("|")
        yield Case(f"{noun} de {who} est {adjective} : « {SAID} ».", (SAID,), who)


def _places() -> Iterator[Case]:
    for who, function in product(("Zoé Lam", "Omar Sall", "Odile Pastor"), FUNCTIONS):
        what, place = function.split("|")
        yield Case(f"{who}, {what} de {place} : « {SAID} ».", (SAID,), who)


CONSTRUCTIONS: Final = {
    "a quoted object": _objects,
    "parler de and the like": _of,
    "verbs of novels": _of_novels,
    "the first person": _of_mine,
    "pronouns spelt loosely": _loose,
    "both spellings, old tenses": _spelt,
    "faire": _made,
    "an incise in a clause that it opens": _open,
    "dont": _dont,
    "source phrases": _sources,
    "two sources": _two,
    "capitals": _shouted,
    "handles": _handles,
    "a noun and a colon": _nouns,
    "a place in a function": _places,
}
