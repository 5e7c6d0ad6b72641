"""The whole way of a text but for the model: every token is unlabelled, and nobody waits for a parse."""

from __future__ import annotations

from array import array

from quoteattr import Config, Result
from quoteattr.labelling import Tags
from quoteattr.pipeline import Extractor
from quoteattr.reading import Document, read

__all__ = ["LABELS", "SHAPES", "bare_extractor", "extract_bare", "repeated"]

SHAPES = {
    "opening guillemets": "«",
    "opening guillemets, spaced": "« ",
    "closing guillemets": "»",
    "straight marks": '"',
    "straight marks, spaced": '" ',
    "straight pairs": '"a" ',
    "opening curly marks": "“",
    "curly and guillemets": "“«",
    "crossing marks": "«“»”",
    "single marks": "‘a ",
    "double single marks": "''",
    "html marks": "&laquo;",
    "pairs": "«a»",
    "pairs that open": "« a » b « ",
    "opening words": "« a ",
    "pairs, spaced": "« a » ",
    "pairs of six words": "« il est parti avec le vent », ",
    "labels": "Jean Paul : Oui, je viens.\nAwa Diop : Non, il pleut.\n",
    "labels with initials": "A. D. : Oui, je viens.\nJ. P. : Il pleut ?\n",
    "questions": "Et vous, viendrez-vous ?\nOui, je viens.\n",
    "questions behind a dash": "- Et vous, viendrez-vous ?\n- Oui, je viens.\n",
    "names alone": "JEAN\nOui, je viens.\nAWA\nNon, il pleut.\n",
    "subtitles": "00:00:01.000 --> 00:00:02.000\n<v Jean>Oui, je viens.\n\n00:00:02.000 --> 00:00:03.000\n<v Awa>Non.\n\n",
    "labels and brackets": "Jean : Oui (rires) non [inaudible].\nAwa : (Il sort.) Non.\n",
    "same pairs and says": "« Oui », dit Jean. ",
    "incises": "dit-il ",
    "incises, commas": ", dit-il,",
    "incises, sentences": "Il pleut, dit-il. ",
    "one word": "mot ",
    "one long word": "a",
    "names": "Jean Dupuis ",
    "names in sentences": "Jean Dupuis a dit que Paul Morin viendra. ",
    "elisions": "l'",
    "elisions, words": "l'un ",
    "smileys": "\U0001f600",
    "combining": "e\u0301",
    "digits": "1",
    "digits, groups": "1 000 ",
    "dots": ".",
    "commas": ",",
    "commas, spaced": ", ",
    "hyphens": "-",
    "hyphenated": "a-",
    "capitals": "A",
    "initials": "A.",
    "according to": "selon ",
    "that": "que ",
    "says that": "dit que ",
    "and": "et ",
    "of the": "de la ",
    "colons": "dit : ",
    "brackets": "(",
    "bracketed": "(a) ",
    "square": "[",
    "address": "a.b@",
    "url": "http://",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "nul": "\x00",
    "surrogates": "\ud800",
    "paragraphs": "Il pleut.\n",
    "blank lines": "\n",
    "carriage returns": "\r\n",
    "dashes": "— ",
    "turns": "— Oui, dit-il.\n",
    "turns of hyphens": "- Oui, dit-il.\n",
    "turns in a line": "Il entra. — Qui est là ? — Moi. ",
    "paragraphs that open": "« Il pleut.\n",
    "paragraphs that close": "Il pleut. »\n",
    "paragraphs that open with straight marks": '" Il pleut.\n',
    "pronouns": "Il dit que oui. ",
    "the minister": "le ministre de la Pêche ",
    "ministers": "Le ministre a dit qu'il viendra. ",
    "the mayor, name,": "le maire, Paul Morin, ",
    "names, many": None,
    "names between marks, many": None,
    "bodies, many": None,
    "descriptions, many": None,
}  # fmt: skip
"""What hostile or odd texts are made of, by name; ``None``: built by :func:`repeated`."""

_MADE = {
    "names, many": lambda k: f"Jean {_word(k)} a dit que {_word(k + 7)} viendra. ",
    "names between marks, many": lambda k: f"« {_word(k)} », a dit Jean {_word(k)}. ",
    "bodies, many": lambda k: f"La {_word(k)} affirme que l'Office {_word(k)} cède. ",
    "descriptions, many": lambda k: f"« Oui », dit un pêcheur de {_word(k)}. ",
}


def _word(k: int) -> str:
    """A made-up name, another for each number."""
    out = ""
    while True:
        k, rest = divmod(k, 60)
        out += "bcdfglmnprstvz"[rest % 14] + "aeiou"[rest % 5]
        if not k:
            return out.capitalize()


def repeated(shape: str, size: int) -> str:
    """About `size` code points of the shape of that name."""
    piece = SHAPES[shape]
    if piece is not None:
        return piece * (size // len(piece))
    out: list[str] = []
    length = 0
    while length < size:
        out.append(_MADE[shape](len(out)))
        length += len(out[-1])
    return "".join(out)


def bare_extractor(config: Config | None = None) -> Extractor:
    """An extractor that has no model."""
    return Extractor(None, config)


LABELS = ("none", "verbs", "names", "chain", "root")
"""What a model may say of every word.

Nothing; all finite verbs; all persons' names; each the subject of the next; all subjects of the first.
"""


def labelled(document: Document, labels: str) -> Tags:
    """Tags of one sort for every token."""
    size = len(document.tokens)
    tags = Tags(size)
    if labels in ("verbs", "chain", "root"):
        tags.pos[:size] = ["VERB"] * size
        tags.verb_form[:size] = ["Fin"] * size
        tags.tense[:size] = ["Past"] * size
    if labels == "names":
        tags.pos[:size] = ["PROPN"] * size
        tags.entities = [(i, min(i + 1, size - 1), "PER") for i in range(0, size, 2)]
    if labels == "chain":
        tags.head[:size] = array("q", (min(i + 1, size - 1) for i in range(size)))
        tags.dep[:size] = ["nsubj"] * size
    if labels == "root":
        tags.head[:size] = array("q", [0] * size)
        tags.dep[:size] = ["nsubj"] * size
    return tags


def extract_bare(text: str, extractor: Extractor | None = None, labels: str = "none") -> Result:
    """The result for a text whose tokens all have the same labels."""
    extractor = extractor or bare_extractor()
    document = read(text, extractor.config.max_nesting, extractor.config.dialogue)
    return extractor._extract(document, labelled(document, labels))
