"""Orders that look random and are the same in every build: they hang on the key of the question alone."""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections.abc import Iterable, Sequence

_STRETCH = 400
"""Ids that a question looks at, of more: enough to choose from, and no work that grows with the square of the base."""


def shuffled(seed: str, option: str) -> bytes:
    """A sort key that puts options into an order of their own for each question."""
    return hashlib.sha256(f"{seed}\0{option}".encode()).digest()


def mixed(ids: Sequence[str], seed: str) -> tuple[int, ...]:
    """The places of the ids, from 0, in an order that is not the one given."""
    places = sorted(range(len(ids)), key=lambda place: shuffled(seed, ids[place]))
    if places == list(range(len(ids))):
        places.reverse()
    return tuple(places)


class Ring:
    """Ids of which each question looks at a stretch of its own: at all of few, at some hundred of many.

    Whoever adds or drops an id changes only the stretches that it lies in.
    """

    def __init__(self, ids: Iterable[str]):
        self._ids = tuple(dict.fromkeys(ids))
        self._around = sorted((shuffled("ring", one), one) for one in self._ids) if len(self._ids) > _STRETCH else []

    def stretch(self, seed: str) -> Sequence[str]:
        """The ids that a question looks at; in the order given, if they are few."""
        if not self._around:
            return self._ids
        start = bisect(self._around, (shuffled("ring", seed), ""))
        turned = self._around[start : start + _STRETCH]
        turned += self._around[: _STRETCH - len(turned)]
        return [one for _, one in turned]
