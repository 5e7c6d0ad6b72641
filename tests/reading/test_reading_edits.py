"""The way back from a text as it is read to the caller's offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from quoteattr.reading.plain import Edit, Mapped


@given(st.text("abcdefgh", min_size=1, max_size=30), st.data())
def test_edits_of_edits_lead_back_as_if_each_code_point_were_kept(original: str, data: DataObject) -> None:
    mapped = Mapped(original)
    places = [(k, k + 1) for k in range(len(original))]
    for _ in range(3):
        size = len(mapped.text)
        marks = sorted(data.draw(st.lists(st.integers(0, size), max_size=6, unique=True)))
        edits: list[Edit] = []
        for start, end in zip(marks[::2], marks[1::2], strict=False):
            edits.append((start, end, data.draw(st.text("xyz", max_size=end - start))))
        mapped.edit(edits)
        for start, end, new in reversed(edits):
            kept = places[end - len(new) : end]
            if kept:
                kept[0] = (places[start][0], kept[0][1])
            places[start:end] = kept
        assert len(places) == len(mapped.text)
        for k, place in enumerate(places):
            assert mapped.back(k, k + 1) == place
