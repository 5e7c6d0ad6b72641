"""The features by which words between marks are judged: each holds of one sentence, and not of one like it."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of

from quoteattr.cues import find_cues
from quoteattr.quotations.drafts import Drafts
from quoteattr.quotations.open_marks import open_blocks, share_taken
from quoteattr.quotations.passes import attribute
from quoteattr.quotations.scorer import features, is_somebodys


def judged(text: str, **labels: dict[str, str]) -> tuple[set[str], bool]:
    """The features of the last words between marks of a text, and whether they are somebody's."""
    tokens = tokens_of(text, **labels)
    drafts = Drafts(tokens, find_cues(tokens))
    block, site, alone = list(open_blocks(drafts))[-1]
    count = drafts.counts[drafts.key(block)]
    taken = share_taken(drafts)
    found = features(tokens, block, site, count, alone=alone, taken=taken)
    assert len(set(found)) == len(found)
    return set(found), is_somebodys(tokens, block, site, count, alone=alone, taken=taken)


def test_share_that_constructions_take_up() -> None:
    tokens = tokens_of("« Oui », dit Ada. Voici le « bac ».")
    drafts = Drafts(tokens, find_cues(tokens))
    before = share_taken(drafts)
    attribute(drafts)
    assert before < share_taken(drafts) < share_taken(Drafts(tokens_of("Rien."), []))


WORDS = "Le bac est « {} »."
INSIDE = {
    "words0": ("vieux", "un vieux rafiot"),
    "words3": ("un rafiot bien vieux", "vieux"),
    "finite": ("il coule", "un vieux rafiot"),
    "pos-first-DET": ("le rafiot", "rafiot vieux"),
    "pos-last-NOUN": ("le rafiot", "rafiot vieux"),
    "infinitive-first": ("couler au port", "au port couler"),
    "function-first": ("dans la rade", "rafiot vieux"),
    "clitic-first": ("il coule", "rafiot vieux"),
    "person": ("trop vieux pour nous", "trop vieux pour eux"),
    "capital": ("Vieux rafiot", "vieux rafiot"),
    "capitals": ("Vieux Rafiot", "Vieux rafiot bleu"),
    "stop": ("vieux !", "vieux"),
}


@pytest.mark.parametrize("feature", INSIDE)
def test_words_between_the_marks(feature: str) -> None:
    labels = {"pos": {"rafiot": "NOUN"}, "verb_form": {"couler": "Inf"}}

    def found(words: str) -> set[str]:
        return judged(
            WORDS.format(words), **{f: {w: v for w, v in d.items() if w in words} for f, d in labels.items()}
        )[0]

    holds, holds_not = INSIDE[feature]
    assert feature in found(holds)
    assert feature not in found(holds_not)


AROUND = {
    "word-before-le": ("Voici le « bac ».", "Voici ce « bac »."),
    "word-after-.": ("Voici le « bac ».", "Voici le « bac », enfin."),
    "word-before-determiner-voici": ("Voici le « bac ».", "Revoici le « bac »."),
    "others1": ("Un « port », deux « bacs ».", "Deux « bacs »."),
    "count1": ("Un « bac », deux « bacs ».", "Un « bac », deux « rafiots »."),
    "det-before": ("Voici le « bac ».", "Voici « le bac »."),
    "det-before-short": ("Voici le « vieux bac ».", "Voici le « vieux bac du port »."),
    "det-before-long": ("Voici le « vieux bac du port ».", "Voici le « vieux bac »."),
    "prep-before": ("Il est pour « le bac ».", "Il est là, « le bac »."),
    "list-before": ("Il est vieux et « usé ».", "Il est très « usé »."),
    "after-block": ("Il est « vieux » et « usé ».", "Il est vieux et « usé »."),
    "opens-sentence": ("« Usé », le bac coule.", "Un bac « usé » coule."),
    "pos-before-ADV": ("Il est très « usé ».", "Il est « usé »."),
    "before-des": ("Voici des « rafiots ».", "Voici les « rafiots »."),
    "before-les": ("Voici les « rafiots ».", "Voici des « rafiots »."),
    "figurative-named": ("Il est surnommé « le rafiot ».", "Il est rebâti « le rafiot »."),
    "pos-after-ADP": ("Un « rafiot » de bois coule.", "Un « rafiot »."),
    "mark-after": ("Un « rafiot », vraiment.", "Un « rafiot » coule."),
}


@pytest.mark.parametrize("feature", AROUND)
def test_words_next_to_the_marks(feature: str) -> None:
    holds, holds_not = AROUND[feature]
    assert feature in judged(holds)[0]
    assert feature not in judged(holds_not)[0]


GOVERNED = {
    "no-verb": ("Le bac est « très vieux ».", "Elle juge le bac « très vieux »."),
    "mood-finite": ("Elle dénonce « un scandale ».", "Elle a dénoncé « un scandale »."),
    "passive": ("Le bac est jugé « très vieux ».", "Elle juge « très vieux » le bac."),
    "reflexive": ("Elle s'indigne d'un « scandale ».", "Elle dénonce un « scandale »."),
    "takes-que": ("Elle juge le bac « très vieux ».", "Elle qualifie le bac de « très vieux »."),
    "verb-between": ("Elle dénonce le bac, il est « vieux ».", "Elle dénonce le bac « vieux »."),
    "relative-between": ("Elle dénonce le bac, dont « l'âge » compte.", "Elle dénonce le bac « vieux »."),
    "comma-between": ("Elle dénonce, outrée, « un scandale ».", "Elle dénonce « un scandale »."),
    "block-between": ("Elle dénonce un « bac » trop « vieux ».", "Elle dénonce un bac trop « vieux »."),
    "distance0": ("Elle dénonce « un scandale ».", "Elle dénonce ici « un scandale »."),
    "rules-yes": ("Elle dénonce « un scandale ».", "Voici le « bac »."),
}


@pytest.mark.parametrize("feature", GOVERNED)
def test_verb_before_the_marks(feature: str) -> None:
    holds, holds_not = GOVERNED[feature]
    assert feature in judged(holds)[0]
    assert feature not in judged(holds_not)[0]


def test_distance_tells_near_from_far() -> None:
    near, _ = judged("Elle dénonce « un scandale ».")
    far, _ = judged("Elle dénonce à la radio du port « un scandale ».")
    assert {name for name in near if name.endswith("-near")} == {"class-E-near"}
    assert {name for name in far if name.endswith("-far")} == {"class-E-far"}


@pytest.mark.parametrize(
    ("text", "somebodys"),
    [
        ("Elle dénonce « un scandale ».", True),
        ("On y voit la « Coupe des vallées ».", False),
        ("On y mange un « fish and chips ».", False),
        ("Au programme, « Les Gens du vieux port » — roman de mer.", False),
        ("Puis « nous partons ! » retentit.", True),
        ("Elle dénonce ici la « Coupe des vallées ».", False),
    ],
)
def test_titles_and_labels_are_nobodys(text: str, *, somebodys: bool) -> None:
    assert judged(text)[1] is somebodys
