"""Which of the options that are proved wrong a question shows: the hardest, of one length, none giving another away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from qgen.knowledge.factbase import FactBase
from qgen.knowledge.prover import Prover
from qgen.language.similarity import contains, unspaced, weighty
from qgen.language.width import cells
from qgen.patterns.shuffling import shuffled

COUNT = 3
_TRIED = 14  # candidates, nearest first, among which a set of alike lengths is sought: 364 sets at most


@dataclass(frozen=True)
class Candidate:
    """An entity that could stand as an option, and the text that it would show in one language."""

    entity: str
    text: str


@dataclass(frozen=True)
class Space:
    """What options are chosen in: how far apart two are, and whether one lies above the other."""

    distance: Callable[[str, str], int] = lambda one, other: 0
    related: Callable[[str, str], bool] = lambda one, other: False


def concepts(base: FactBase, prover: Prover) -> Space:
    """The space of concepts: steps in the trees, siblings two apart."""
    return Space(lambda one, other: _steps(base, one, other), prover.related)


def choose(
    key: Candidate, wrong: Iterable[Candidate], space: Space, seed: str, asked: str = ""
) -> tuple[Candidate, ...] | None:
    """Three of the wrong options, nearest to the key first; None if no three stand together.

    No option lies above another, holds or reads like another, or is much longer or shorter. The key is not the odd one
    out by its length, nor by a word that the question `asked` has too.
    """
    clues = weighty(asked) & weighty(key.text)

    def hardness(one: Candidate) -> tuple[int, int, bytes]:
        return space.distance(key.entity, one.entity), _length_gap(key, one), shuffled(seed, one.entity)

    near = sorted(_distinct(key, wrong), key=hardness)
    for options in combinations(near[:_TRIED], COUNT):
        apart = not any(
            space.related(one.entity, other.entity) or _one_holds(one.text, other.text)
            for one, other in combinations(options, 2)
        )
        covered = not clues - set().union(*(weighty(option.text) for option in options))
        if apart and covered and alike([cells(option.text) for option in options], cells(key.text)):
            return options
    return None


def read_apart(one: str, other: str) -> bool:
    """Whether two options neither read the same nor hold one another: rules M02 and M03 of item writing."""
    return unspaced(one) != unspaced(other) and not _one_holds(one, other)


def alike(wrong: list[int], key: int) -> bool:
    """Whether lengths, in cells, give nothing away: the item-writing rules M05 and M06 with room to spare."""
    every = [*wrong, key]
    longest, shortest = max(every), min(every)
    key_sticks_out = key > max(wrong) and key >= 1.25 * (sum(wrong) / len(wrong))
    return not key_sticks_out and not (longest > 2 * shortest and longest - shortest > 8)


def _distinct(key: Candidate, wrong: Iterable[Candidate]) -> list[Candidate]:
    """The candidates with those left out that read like the key or like another, or that one of key and candidate
    holds.
    """
    seen = {unspaced(key.text)}
    distinct: list[Candidate] = []
    for one in wrong:
        if one.entity != key.entity and unspaced(one.text) not in seen and not _one_holds(one.text, key.text):
            seen.add(unspaced(one.text))
            distinct.append(one)
    return distinct


def _one_holds(one: str, other: str) -> bool:
    return contains(one, other) or contains(other, one)


def _steps(base: FactBase, one: str, other: str) -> int:
    mine, theirs = base.path(one), base.path(other)
    shared = sum(1 for a, b in zip(mine, theirs) if a == b)
    return len(mine) + len(theirs) - 2 * shared if shared else 99


def _length_gap(one: Candidate, other: Candidate) -> int:
    return abs(cells(one.text) - cells(other.text)) // 4
