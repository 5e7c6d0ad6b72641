"""Who says the turns of a tale that no mention tells."""

from __future__ import annotations

from quoteattr import Config, Extractor
from quoteattr.measured import Link

FREE = Extractor(None)
MET = "— Qui vient ? dit le garde.\n— Moi, dit Berthe.\n{}\n— Entrez donc !"


def last(text: str, *, without: tuple[str, ...] = ()) -> tuple[str | None, str]:
    """Who says the last quotation of a text, and what tells it."""
    extractor = Extractor(None, Config(without=without)) if without else FREE
    quotation = extractor(text).quotations[-1]
    return quotation.speaker and quotation.speaker.name, quotation.link


def test_who_acts_before_a_turn_is_told_by_a_name() -> None:
    assert last(MET.format("Je posai la lampe. Berthe me regarda.")) == ("Berthe", Link.TURNS)


def test_the_narrator_who_acts_before_a_turn_is_nobody_else() -> None:
    assert last(MET.format("Moi, je me levai en hâte.")) == (None, "")


def test_turns_are_left_alone_where_that_is_switched_off() -> None:
    text = MET.format("Je posai la lampe. Berthe me regarda.")
    assert last(text, without=(Link.TURNS,)) != last(text)
    assert last(text, without=(Link.TURNS,))[1] == Link.CARRY


def test_words_that_stand_twice_are_left_alone_where_that_is_switched_off() -> None:
    again = [
        [q.link for q in extractor("« Nous restons à quai »\n« Nous restons à quai », promet Léa Faure.").quotations]
        for extractor in (FREE, Extractor(None, Config(without=[Link.REPEATED])))
    ]
    assert again == [[Link.REPEATED, Link.NAME], ["", Link.NAME]]
