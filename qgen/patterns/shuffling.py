"""Orders that look random and are the same in every build: they hang on the key of the question alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def shuffled(seed: str, option: str) -> bytes:
    """A sort key that puts options into an order of their own for each question."""
    return hashlib.sha256(f"{seed}\0{option}".encode()).digest()


def mixed(ids: Sequence[str], seed: str) -> tuple[int, ...]:
    """The places of the ids, from 0, in an order that is not the one given."""
    places = sorted(range(len(ids)), key=lambda place: shuffled(seed, ids[place]))
    if places == list(range(len(ids))):
        places.reverse()
    return tuple(places)
