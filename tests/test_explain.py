"""Why a result is what it is, and what it is without a rule."""

from __future__ import annotations

import pytest
from stand_in import run

from quoteattr import Config, ConfigError, Explanation, Extractor, InputError
from quoteattr.measured import SWITCHES, Link, MentionRule, Part, Rule

TEXT = (
    "La maire, Léa Faure, et Omar Sall ont visité le quai. « On attend », soupire Léa Faure. "
    "Elle ajoute que le bac est vieux. Les « gilets mauves » ont défilé."
)
FREE = Extractor(model=None)


def steps(explanation: Explanation, quotation: str) -> list[tuple[str, str, bool]]:
    return [(step.stage.value, step.name, step.won) for step in explanation.of(quotation)]


def test_the_result_is_the_one_of_a_call() -> None:
    assert FREE.explain(TEXT).result == FREE(TEXT)


def test_what_led_to_each_quotation() -> None:
    explanation = FREE.explain(TEXT)
    first, second = explanation.result.quotations
    assert steps(explanation, "q1")[:2] == [("cue", "incise", True), ("quotation", "incise", True)]
    assert ("mention", "given-by-the-construction", True) in steps(explanation, "q1")
    assert steps(explanation, "q1")[-1] == ("speaker", "name", True)
    assert explanation.of(first) == explanation.of("q1")
    assert steps(explanation, "q2") == [
        ("cue", "clause", True),
        ("quotation", "que", True),
        ("mention", "subject", True),
        ("speaker", "pronoun", True),
    ]
    (speaker,) = [step for step in explanation.of(second) if step.stage == "speaker"]
    assert speaker.who == "Léa Faure"
    assert speaker.candidates[0].name == "Léa Faure"
    assert speaker.candidates[0].features["last speaker"] == 1
    scores = [c.score for c in speaker.candidates]
    assert scores == sorted(scores, reverse=True)


def test_every_choice_is_told_where_it_was_made() -> None:
    (choice,) = [c for c in FREE.explain(TEXT).choices if c.task == "pronoun"]
    assert TEXT[choice.at :].startswith("Elle")
    assert {"Léa Faure"} <= {c.name for c in choice.candidates}


def test_a_rule_that_would_have_said_something_too_has_lost() -> None:
    explanation = FREE.explain("Le retard, a-t-on appris auprès de la régie, est long : « On attend. »")
    lost = [step for step in explanation.steps if step.stage == "mention" and not step.won]
    assert lost
    assert {step.why for step in lost} == {"a rule before it answered"}


def test_what_came_to_nothing() -> None:
    explanation = FREE.explain(TEXT)
    assert [(s.stage.value, s.spans[0].text) for s in explanation.lost()] == [("quotation", "gilets mauves")]
    explanation = FREE.explain("Omar Sall raconte.")
    assert [(s.stage.value, s.name, s.quotation) for s in explanation.lost()] == [("cue", "fragment", None)]


def test_what_the_configuration_leaves_out() -> None:
    explanation = Extractor(model=None, config=Config(indirect=False)).explain(TEXT)
    assert len(explanation.result.quotations) == 1
    (left,) = [s for s in explanation.lost() if s.name == "que"]
    assert left.why == "the configuration leaves it out"


def test_nobody_fits() -> None:
    explanation = FREE.explain("Il a dit que le bac était vieux.")
    (step,) = [s for s in explanation.of("q1") if s.stage == "speaker"]
    assert (step.name, step.won, step.who, step.why) == ("pronoun", False, None, "nobody fits")


def test_no_text() -> None:
    with pytest.raises(InputError, match="expected str, got bytes"):
        FREE.explain(b"oui")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("off", "told"),
    [
        (Rule.INCISE, [("free", "Omar Sall"), ("que", "Léa Faure")]),
        (Rule.QUE, [("incise", "Léa Faure")]),
        (MentionRule.SUBJECT, [("incise", "Léa Faure"), ("que", "Léa Faure")]),
        (Link.PRONOUN, [("incise", "Léa Faure"), ("que", None)]),
    ],
)
def test_without_a_rule(off: str, told: list[tuple[str, str | None]]) -> None:
    result = Extractor(model=None, config=Config(without=[off]))(TEXT)
    assert [(q.rule, q.speaker and q.speaker.name) for q in result.quotations] == told


@pytest.mark.parametrize("off", sorted(SWITCHES))
def test_everything_can_be_left_out(off: str) -> None:
    extractor = Extractor(model=None, config=Config(without=[off]))
    result = extractor(TEXT)
    assert off not in {q.rule for q in result.quotations} | {q.link for q in result.quotations}
    assert extractor.explain(TEXT).result == result


def test_the_nearest_instead_of_the_learned_choice() -> None:
    text = "« On attend », soupire Léa Faure. Maud Tessier est repartie. Elle ajoute que le bac est vieux."
    nearest = Extractor(model=None, config=Config(without=[Part.LEARNED_CHOICE]))(text)
    assert nearest.quotations[1].speaker.name == "Maud Tessier"


def test_without_what_there_is_not() -> None:
    with pytest.raises(ConfigError, match="without: there is no 'incize' to be switched off; there are actor, agent"):
        Extractor(model=None, config=Config(without=["incize"]))
    with pytest.raises(ConfigError, match="expected several names, got 'incise'"):
        Config(without="incise")
    with pytest.raises(ConfigError, match="expected the name of a rule, got 3"):
        Config(without=[3])


def test_show_why() -> None:
    outcome = run("show", "--why", "--model", "none", stdin=TEXT)
    assert outcome.exit_code == 0
    lines = outcome.stdout.splitlines()
    why = lines[lines.index("Why") :]
    assert "  1  On attend" in why
    assert "     cue        incise: soupire; soupirer" in why
    sure = Extractor(model=None)(TEXT).quotations[0].speaker_confidence
    assert (
        f"     speaker    name: Léa Faure; right 98.2% of the time; this speaker with a probability of {sure:.1%}"
        in why
    )
    assert any(line.startswith("                between Léa Faure ") for line in why)
    assert why[-1].startswith("     quotation  not marks: gilets mauves; nobody")
    plain = run("show", "--model", "none", stdin=TEXT).stdout
    assert outcome.stdout.startswith(plain)
    assert "Why" not in plain
    assert run("show", "--why", "--html", "--model", "none", stdin=TEXT).exit_code == 2
