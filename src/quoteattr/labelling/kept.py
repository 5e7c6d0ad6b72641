"""Labels of many tokens in little room, for texts that are labelled in one go and read in another."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from quoteattr.labelling.tags import Tags

__all__ = ["KeptTags"]

_Reading = tuple[str, str, str, str, str, str]


class KeptTags:
    """The labels of a text, put in window by window, taken out by token index."""

    def __init__(self) -> None:
        self._parsed: bool = True
        self._start: int = 0
        """The first token whose labels are still kept."""
        self._codes: dict[_Reading, int] = {}
        self._readings: array[int] = array("H")
        self._relation_codes: dict[str, int] = {}
        self._relations: array[int] = array("H")
        self._heads: array[int] = array("i")
        """How far from each token its head is."""
        self._names: dict[str, int] = {}
        self._entities: tuple[array[int], array[int], array[int]] = (array("q"), array("q"), array("H"))

    def add(self, tags: Tags, size: int) -> None:
        """Put in the labels of the next `size` tokens."""
        at = self._start + len(self._readings)
        self._parsed = tags.parsed
        readings = zip(tags.pos, tags.gender, tags.number, tags.verb_form, tags.tense, tags.person, strict=True)
        codes = self._codes
        self._readings.extend([codes.setdefault(reading, len(codes)) for reading in readings][:size])
        relations = self._relation_codes
        self._relations.extend([relations.setdefault(dep, len(relations)) for dep in tags.dep[:size]])
        self._heads.extend([head - k for k, head in enumerate(tags.head[:size])])
        firsts, lasts, labels = self._entities
        for first, last, label in sorted(tags.entities):
            firsts.append(at + first)
            lasts.append(at + last)
            labels.append(self._names.setdefault(label, len(self._names)))

    def of(self, start: int, size: int) -> Tags:
        """The labels of the `size` tokens from `start` on."""
        tags = Tags(size, parsed=self._parsed)
        readings, relations, names = list(self._codes), list(self._relation_codes), list(self._names)
        end = start + size
        first, stop = start - self._start, end - self._start
        found = [readings[code] for code in self._readings[first:stop]]
        tags.pos[:size] = [reading[0] for reading in found]
        tags.gender = [*[reading[1] for reading in found], *tags.gender[size:]]
        tags.number = [*[reading[2] for reading in found], *tags.number[size:]]
        tags.verb_form[:size] = [reading[3] for reading in found]
        tags.tense = [*[reading[4] for reading in found], *tags.tense[size:]]
        tags.person = [*[reading[5] for reading in found], *tags.person[size:]]
        tags.dep[:size] = [relations[code] for code in self._relations[first:stop]]
        tags.head[:size] = array("q", [k + away for k, away in enumerate(self._heads[first:stop])])
        firsts, lasts, labels = self._entities
        for k in range(bisect_left(firsts, start), bisect_left(firsts, end)):
            tags.entities.append((firsts[k] - start, lasts[k] - start, names[labels[k]]))
        return tags

    def forget(self, start: int) -> None:
        """Let go of the labels of the tokens before `start`, which will not be asked for again."""
        gone = start - self._start
        if gone > 0:
            self._start = start
            del self._readings[:gone], self._relations[:gone], self._heads[:gone]
