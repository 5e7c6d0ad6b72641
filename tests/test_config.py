"""`Config` checks every value when it is made."""

from __future__ import annotations

from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from quoteattr import Config, ConfigError, QuoteAttrError


def test_defaults() -> None:
    config = Config()
    assert config.indirect is True
    assert config.min_confidence == 0
    assert config.min_speaker_confidence == 0.5
    assert config.max_nesting >= 2
    assert config.batch_tokens >= 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("indirect", "no"),
        ("indirect", 1),
        ("indirect", None),
        ("min_confidence", -0.1),
        ("min_confidence", 1.1),
        ("min_confidence", "0.5"),
        ("min_confidence", True),
        ("min_confidence", None),
        ("min_confidence", float("nan")),
        ("min_speaker_confidence", 1.1),
        ("min_speaker_confidence", True),
        ("max_nesting", 0),
        ("max_nesting", 2.0),
        ("max_nesting", True),
        ("batch_tokens", 0),
        ("batch_tokens", "8000"),
        ("batch_tokens", None),
    ],
)
def test_bad_values(name: str, value: Any) -> None:
    with pytest.raises(ConfigError, match=name) as caught:
        Config(**{name: value})
    assert repr(value) in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, QuoteAttrError)


@pytest.mark.parametrize("value", ["yes", "", None, True, 1])
def test_bad_modes_of_dialogue(value: object) -> None:
    with pytest.raises(ConfigError, match="dialogue: expected one of auto, on, off"):
        Config(dialogue=value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("indirect", False),
        ("min_confidence", 0),
        ("min_confidence", 1),
        ("min_confidence", 0.5),
        ("min_speaker_confidence", 0.5),
        ("max_nesting", 1),
        ("batch_tokens", 1),
    ],
)
def test_good_values(name: str, value: Any) -> None:
    assert getattr(Config(**{name: value}), name) == value


def test_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Config().indirect = False  # type: ignore[misc]


def test_keywords_only() -> None:
    with pytest.raises(TypeError):
        Config(False)  # type: ignore[misc]


def test_unknown_option() -> None:
    with pytest.raises(TypeError):
        Config(tempo=3)  # type: ignore[call-arg]


def test_equal_and_hashable() -> None:
    assert Config(max_nesting=3) == Config(max_nesting=3)
    assert hash(Config()) == hash(Config())
