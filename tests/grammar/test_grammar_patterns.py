"""The patterns: each fits its example and not its counter-example; what the notation means; what is malformed."""

from __future__ import annotations

import re

import pytest

from quoteattr import LexiconError
from quoteattr.grammar import Tokens, pattern_set
from quoteattr.grammar.patterns import Declared, PatternSet, Term, compiled, declared
from quoteattr.labelling import Surface, Vocabulary
from quoteattr.lexicon import french
from quoteattr.reading import read

VOCABULARY = Vocabulary(french())
SURFACE = Surface(french())


def anchored(sentence: str) -> tuple[Tokens, int]:
    """The tokens of a sentence in which the anchor stands in square brackets, and the anchor."""
    at = sentence.index("[")
    document = read(re.sub(r"[\[\]]", "", sentence))
    return Tokens(document, SURFACE.tags(document), VOCABULARY), document.token_at(at)


def fits(source: str, sentence: str) -> bool:
    tokens, at = anchored(sentence)
    return PatternSet("a", compiled(source)).fits(tokens, at, 0, tokens.size)


@pytest.mark.parametrize("line", declared(), ids=lambda line: f"{line.name}: {line.source}")
def test_examples(line: Declared) -> None:
    assert fits(line.source, line.fits)
    assert not fits(line.source, line.fits_not)
    assert pattern_set(line.name).name == line.name


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("le _", "Le [bac] part."),
        ("le|un [bac|canot] part", "Un [canot] part."),
        ("{det} _ <finite>", "Le [bac] arrive."),
        ("!un _", "Le [bac] part."),
        ("NOUN&!bac _", "Le canot [part]."),
        ("[~ant]", "Il part en [chantant]."),
        ("le très? [bac]", "Le [bac] part."),
        ("le petit? [bac]", "Le petit [bac] part."),
        ("^ [le]", "[Le] bac part."),
        ("[.] $", "Le bac part[.]"),
        ("<name> _", "Maud Tessier [part]."),
        ("<time> _", "Mardi [elle] part."),
        ("<adverb> _", "Il part aussi [lundi]."),
        ("* * _", "Le bac [part]."),
        ("[<block>]", "Il dit [«] oui »."),
    ],
)
def test_notation(source: str, sentence: str) -> None:
    assert fits(source, sentence)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("un _", "Le [bac] part."),
        ("{det} _ <finite>", "Le [bac] blanc part."),
        ("!le _", "Le [bac] part."),
        ("NOUN&!canot _", "Le canot [part]."),
        ("[~ant]", "Il part en [chanson]."),
        ("le petit? [bac]", "Le grand [bac] part."),
        ("^ [bac]", "Le [bac] part."),
        ("[part] $", "Le bac [part]."),
        ("* * * _", "Le bac [part]."),
        ("<name> _", "Le bac [part]."),
        ("[<block>]", "Il dit [oui]."),
        ("_ * *", "Le bac part[.]"),
    ],
)
def test_what_does_not_fit(source: str, sentence: str) -> None:
    assert not fits(source, sentence)


def test_the_place_that_a_rule_goes_on_from() -> None:
    tokens, at = anchored("[Du] côté du port, on attend.")
    place = pattern_set("body of on").place(tokens, at, at, tokens.size)
    assert tokens.low[place] == "du"
    assert place == at + 2
    assert PatternSet("end", compiled("[du] côté")).place(tokens, at, 0, tokens.size) == at + 2
    assert pattern_set("body of on").place(tokens, at + 1, at, tokens.size) == -1


def test_nothing_beyond_the_stretch_is_looked_at() -> None:
    tokens, at = anchored("Il faut [dire] non.")
    assert pattern_set("unsaid infinitive").fits(tokens, at, 0, tokens.size)
    assert not pattern_set("unsaid infinitive").fits(tokens, at, at, tokens.size)
    assert not PatternSet("a", compiled("[dire] non")).fits(tokens, at, 0, at + 1)


def test_most_tokens_are_turned_away_by_the_words_of_the_anchor() -> None:
    assert set(pattern_set("no clause")._by_anchor) == {"que", "qu'"}
    assert not PatternSet("any", compiled("faut _"))._by_anchor


@pytest.mark.parametrize("source", ["le bac", "_ le _", "", "<nothing> _", "! _", "a||b _", "[] le"])
def test_malformed(source: str) -> None:
    with pytest.raises(LexiconError, match=re.escape("patterns.tsv")):
        compiled(source or "^")


def test_an_unknown_name_is_told_at_once() -> None:
    with pytest.raises(LexiconError, match="no patterns of the name 'unsaid finit'; there are body of on"):
        pattern_set("unsaid finit")


def test_terms_are_told_apart() -> None:
    assert Term("ADJ|NOUN").pos == {"ADJ", "NOUN"}
    assert Term("d'").words == {"d'"}
    assert Term("{prep}").klass == "prep"
