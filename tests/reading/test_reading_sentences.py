"""Where sentences begin."""

from __future__ import annotations

from quoteattr.reading import read


def test_sentences_are_not_cut_by_marks_that_open() -> None:
    document = read('Il pleut. " Demain, ce sera mieux ", dit-elle.')
    assert [document.tokens[i].text for i in document.sentence_starts] == ["Il", '"']
