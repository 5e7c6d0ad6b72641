"""Tables that are read when somebody asks."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from quoteattr.lexicon import french
from quoteattr.lexicon.on_demand import OnDemand


def towns() -> dict[str, int]:
    return {"Lorval": 1, "Sarr": 2}


def test_read_once_and_not_before() -> None:
    read: list[int] = []

    def table() -> dict[str, int]:
        read.append(1)
        return towns()

    found = OnDemand(table)
    assert not read
    assert (found["Sarr"], found.get("Brest"), len(found), list(found)) == (2, None, 2, ["Lorval", "Sarr"])
    assert len(read) == 1


def test_several_threads_get_the_same() -> None:
    found = OnDemand(towns)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: found["Sarr"], range(64))) == {2}


def test_nobody_changes_it() -> None:
    with pytest.raises(TypeError):
        OnDemand(towns)["Sarr"] = 3  # type: ignore[index]


def test_another_process_reads_it_anew() -> None:
    found = OnDemand(towns)
    assert found["Sarr"] == 2
    packed = pickle.dumps(found)
    assert b"Sarr" not in packed
    assert pickle.loads(packed) == found == towns()  # noqa: S301 - made a line above


def test_the_offices_of_the_lexicon() -> None:
    assert isinstance(french().offices, OnDemand)
    assert "Anne Hidalgo" in french().offices
