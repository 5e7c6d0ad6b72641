"""Terms and utterances: what the shape of words between marks says, one sentence a test."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of

from quoteattr.cues import find_cues
from quoteattr.grammar import Tokens
from quoteattr.quotations.shape import is_label, is_term, is_utterance, says_itself
from quoteattr.reading import Block


def last_block(text: str, **labels: dict[str, str]) -> tuple[Tokens, Block]:
    tokens = tokens_of(text, **labels)
    return tokens, tokens.document.blocks[-1]


@pytest.mark.parametrize(
    ("words", "utterance"),
    [
        ("un bac trop vieux pour nous", True),
        ("un bac trop vieux pour", False),
        ("un bac est là", True),
        ("bac est là", False),
        ("Un bac !", True),
        ("Bac !", False),
        ("un bac", False),
    ],
)
def test_utterance(words: str, *, utterance: bool) -> None:
    assert is_utterance(*last_block(f"Voici « {words} » au port.")) is utterance


TERMS = {
    "number": ("Le groupe de « 29 » part.", "Le groupe de « 29 bacs » part."),
    "name announced": ("Le film « le bac du port » sort.", "Au sujet de « le bac du port » ici."),
    "name of some words": ("Le film « le bac du vieux port du bourg » sort.", "Le film « le bac du vieux port du bourg neuf bleu » sort."),
    "charge": ("Il est jugé pour « vol en réunion ».", "Il est jugé pour « vol »."),
    "charge without a verb": ("Il est jugé pour « vol en réunion ».", "Il est jugé pour « un vol qui est là »."),
    "capital after a determiner": ("On y voit le « Bac bleu » ici.", "On y voit là « bac bleu » ici."),
    "two capitals": ("On y voit, « Bac Bleu » ici.", "On y voit, « Bac bleu » ici."),
    "capital after a word": ("On y voit là « Bac bleu » ici.", "On y voit, « Bac bleu » ici."),
    "capital and no verb": ("On y voit là « Bac bleu » ici.", "On y voit là « Bac est bleu » ici."),
    "capital and few words": ("On y voit là « Bac du port de la baie » ici.", "On y voit là « Bac du port de la baie bleue » ici."),
    "capital and no colon": ("On y voit là « Bac Bleu » ici.", "On y voit : « Bac Bleu » ici."),
    "capital of the first word": ("On y voit là « Bac bleu » ici.", "On y voit là « bac Bleu » ici."),
    "word of a phrase": ("Voici la « petite » école.", "Voici très « petite » école."),
    "few words of a phrase": ("Voici la « bien trop petite » école.", "Voici la « bien trop petite vieille » école."),
    "word before a noun": ("Voici la « petite » école.", "Voici la « petite » et l'école."),
    "word before a word": ("Voici la « petite » école.", "Voici la « petite », école."),
}  # fmt: skip


@pytest.mark.parametrize("sort", TERMS)
def test_term(sort: str) -> None:
    term, none = TERMS[sort]
    assert is_term(*last_block(term), 1)
    assert not is_term(*last_block(none), 1)


def test_words_after_a_verb_are_no_term() -> None:
    tokens, block = last_block("On y crie « Bac Bleu » ici.")
    assert is_term(tokens, block, 1, attributed=True)
    assert not is_term(tokens, block, 1, governed=True, attributed=True)


def test_an_infinitive_after_pour_is_no_charge() -> None:
    assert not is_term(*last_block("Il est là pour « rester au port ».", verb_form={"rester": "Inf"}), 1)


@pytest.mark.parametrize(
    ("text", "count", "attributed", "term"),
    [
        ("Voici donc « brodeurs du port » ici.", 1, False, False),
        ("Voici donc « brodeurs du port » ici.", 2, False, True),
        ("Voici donc « brodeurs du port » ici.", 2, True, False),
        ("Voici donc « brodeurs du port » ici.", 3, True, True),
        ("Voici des « brodeurs du port » ici.", 2, True, True),
        ("Voici donc « brodeurs du vieux port bleu » ici.", 2, False, False),
    ],
)
def test_few_words_that_come_back_are_a_term(text: str, count: int, *, attributed: bool, term: bool) -> None:
    assert is_term(*last_block(text), count, attributed=attributed) is term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Il dénonce dans le film « un bac du port ».", False),
        ("Il dénonce dans le film « Un bac du port ».", True),
        ("Il dénonce un bac surnommé « un rafiot du port ».", True),
        ("Il dénonce ici « Bac bleu » ici.", False),
    ],
)
def test_after_a_verb_a_name_has_a_capital(text: str, *, term: bool) -> None:
    assert is_term(*last_block(text), 1, attributed=True) is term


@pytest.mark.parametrize(
    ("text", "itself"),
    [
        ("Le maire « dénonce la peur ».", True),
        ("Le maire « Dénonce la peur ».", False),
        ("Le maire a « promis d'agir ».", True),
    ],
)
def test_words_that_begin_with_the_verb(text: str, *, itself: bool) -> None:
    assert says_itself(*last_block(text)) is itself


@pytest.mark.parametrize(
    ("text", "count", "label"),
    [
        ("Elle parle des « bacs mauves ».", 2, True),
        ("Elle parle des « bacs mauves ».", 1, False),
        ("Elle dénonce les « bacs mauves ».", 2, False),
        ("Elle chante « Le Bac du soir ».", 1, True),
        ("Elle chante « Le Bac arrive ! ».", 1, False),
        ("Elle nomme « Le Bac du soir ».", 1, False),
    ],
)
def test_what_is_a_label_whatever_the_verb(text: str, count: int, *, label: bool) -> None:
    tokens, block = last_block(text)
    site = next((s for s in find_cues(tokens) if s.first < block.first), None)
    assert is_label(tokens, block, site, count) is label
