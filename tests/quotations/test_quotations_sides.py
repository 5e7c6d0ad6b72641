"""What source phrases and incises cover, and where words between marks go: one sentence a test."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of

from quoteattr.cues import find_cues
from quoteattr.quotations import draft_quotations


def drafted(text: str) -> list[str]:
    """The quotations: kind, rule, and content."""
    tokens = tokens_of(text)
    return [
        f"{d.kind.value} {d.rule.value}: {' … '.join(text[start:end] for start, end in d.content)}"
        for d in draft_quotations(tokens, find_cues(tokens))
    ]


SOURCES = {
    "Une étude selon laquelle le lac baisse, a surpris.": "indirect source: le lac baisse",
    "Une note selon laquelle le lac est bas, gris et nu.": "indirect source: le lac est bas, gris et nu",
    "Un lac (dont une note selon laquelle il est bas) est pur.": "indirect source: il est bas",
    "Le lac baisse selon la maire.": "indirect source: Le lac baisse",
    "Le lac baisse, toujours selon la maire.": "indirect source: Le lac baisse",
    "Par ailleurs, selon la maire, le lac est bas.": "indirect source: le lac est bas",
    "Enfin, selon la maire, le lac est bas.": "indirect source: le lac est bas",
    "Il pleut : selon la maire, le lac est bas.": "indirect source: le lac est bas",
    "Il pleut mais, selon la maire, le lac est bas.": "indirect source: le lac est bas",
    "Selon la maire, le lac est bas, une panne est exclue.": "indirect source: le lac est bas, une panne est exclue",
    "Selon la maire, le lac est bas, une hausse rare.": "indirect source: le lac est bas",
    "Selon la maire de Lorme (Oise) « le lac est bas ».": "direct source: le lac est bas",
    "Le lac, selon la maire, est bas.": "indirect source: Le lac … est bas",
    "Le lac, selon la maire, qui est bas.": "indirect source: Le lac",
    "Le lac est bas, selon la maire, et tout est dit.": "indirect source: Le lac est bas",
    "Il y a un lac où tout est bas selon la maire.": "indirect source: tout est bas",
    "Il y a un lac, où tout est bas, selon la maire.": "indirect source: tout est bas",
    "Il y a un lac, pur, qui est bas, selon la maire.": "indirect source: qui est bas",
    "Voici un lac selon elle « trop bas ».": "mixed source: trop bas",
    "Voici un lac selon elle d'un « autre âge ».": "mixed source: Voici un lac … d'un « autre âge »",
    "Le lac permettra selon elle de « rester au frais ».": "mixed source: rester au frais",
    "Le lac permettra selon elle, et tout est dit.": "indirect source: Le lac permettra",
    "Le lac est bas, marquant, selon elle, « la fin ».": "mixed source: la fin",
    "Le lac, selon Omar Sall, pêcheur, « est trop bas ».": "mixed source: Le lac … « est trop bas »",
    "Les « lacs » sont pleins. Voici les « lacs », selon elle.": "indirect source: Voici les « lacs »",
}


@pytest.mark.parametrize("text", SOURCES)
def test_source(text: str) -> None:
    assert drafted(text) == [SOURCES[text]]


INCISES = {
    "« Le lac est bas », dit la maire.": "direct incise: Le lac est bas",
    "« Le lac est bas » ! dit la maire.": "direct incise: Le lac est bas",
    "Le lac est bas, dit la maire.": "indirect incise: Le lac est bas",
    "Il pleut : le lac est bas, dit la maire.": "indirect incise: le lac est bas",
    "Il pleut : « le lac est bas », dit la maire.": "direct incise: le lac est bas",
    "Le lac, dit la maire, est bas.": "indirect incise: Le lac … est bas",
    "À Lorme, a dit la maire, « le lac est bas ».": "direct incise: le lac est bas",
    "Voici que le lac est « trop bas cet été », dit la maire.": "mixed incise: Voici que le lac est « trop bas cet été »",
    "Mais « le lac est bas », dit la maire.": "direct incise: le lac est bas",
    "« Le lac est bas », dit-elle, « et la rive est nue ».": "direct incise: Le lac est bas … et la rive est nue",
    "« Le lac est bas », dit-elle « et la rive est nue ».": "direct incise: Le lac est bas … et la rive est nue",
    "« Le lac est bas », dit-elle au port, « et la rive est nue ».": "direct incise: Le lac est bas … et la rive est nue",
    "« Le lac est bas, dit-elle, et la rive est nue. »": "direct incise-inside: Le lac est bas … et la rive est nue",
    "« Le lac est bas ! dit-elle. La rive est nue. »": "direct incise-inside: Le lac est bas ! … La rive est nue",
    "« Le lac est trop bas, dit-elle »": "direct incise-inside: Le lac est trop bas",
    "Comme l'a dit la maire, le lac est bas.": "indirect as-said: le lac est bas",
    "Comme l'a dit hier la maire au port « le lac est bas ».": "direct as-said: le lac est bas",
    "Le lac, comme l'a dit la maire, est bas.": "indirect as-said: Le lac … est bas",
    "Le lac est bas, comme l'a dit la maire.": "indirect as-said: Le lac est bas",
}


@pytest.mark.parametrize("text", INCISES)
def test_incise(text: str) -> None:
    assert drafted(text) == [INCISES[text]]


COLONS = {
    "La maire dit : « Le lac est bas. »": ["direct colon: Le lac est bas"],
    "La maire dit : — « Le lac est bas. »": ["direct colon: Le lac est bas"],
    "La maire, qui le dit : « Le lac est bas. »": ["direct colon: Le lac est bas"],
    "La maire : « Le lac est bas. »": ["direct colon-label: Le lac est bas"],
    "La maire : « lac ».": [],
    "À lire aussi : « Le lac est bas. »": [],
}


@pytest.mark.parametrize("text", COLONS)
def test_colon(text: str) -> None:
    assert drafted(text) == COLONS[text]


OPEN = {
    "Elle dénonce « un lac trop bas ».": ["mixed fragment: un lac trop bas"],
    "Elle dénonce « un lac » et « une rive ».": ["mixed fragment: un lac … une rive"],
    "« Le lac est trop bas. »": ["direct alone: Le lac est trop bas"],
    "« Le lac est bas », dit-elle. « La rive est nue. »": ["direct incise: Le lac est bas … La rive est nue"],
    "« Le lac est bas », dit-elle.\n« La rive est nue. »": [
        "direct incise: Le lac est bas",
        "direct alone: La rive est nue",
    ],
    "« Le lac est bas », dit-elle, et elle est lasse. « La rive est nue. »": [
        "direct incise: Le lac est bas",
        "direct alone: La rive est nue",
    ],
    "« Le lac est bien bas. »\nOmar Sall, pêcheur.": ["direct signature: Le lac est bien bas"],
    "« Le lac est bien bas. » —\nOmar Sall, pêcheur.": ["direct signature: Le lac est bien bas"],
    "« Le lac est bien bas. » — Omar Sall (pêcheur).": ["direct signature: Le lac est bien bas"],
    "« Le lac est bien bas. » — Un pêcheur": ["direct signature: Le lac est bien bas"],
    "« Le lac est bien bas. » — Un lac": ["direct alone: Le lac est bien bas"],
    "« Le lac est bien bas. » — Omar Sall « le bref du lac noir »": ["direct alone: Le lac est bien bas"],
}


@pytest.mark.parametrize("text", OPEN)
def test_open_marks(text: str) -> None:
    assert drafted(text) == OPEN[text]
