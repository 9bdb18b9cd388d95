"""Which of the options that are proved wrong a question shows: the hardest, of one length, none giving another away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations

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


def never(one: str, other: str) -> bool:
    """Of options of which none can lie above another."""
    return False


def choose(
    key: Candidate,
    groups: Iterable[Iterable[Candidate]],
    seed: str,
    asked: str = "",
    related: Callable[[str, str], bool] = never,
) -> tuple[Candidate, ...] | None:
    """Three wrong options, nearest to the key first; None if no three stand together.

    The groups hold those that are proved wrong, nearest to the key first; no more groups are looked at than are needed.
    No option lies above another (`related`), holds or reads like another, or is much longer or shorter. The key is not
    the odd one out by its length, nor by a word that the question `asked` has too.
    """
    clues = weighty(asked) & weighty(key.text)
    near = _nearest(key, groups, seed)
    lengths = {one: cells(one.text) for one in (key, *near)}

    @cache  # each pair stands in many sets
    def apart(one: Candidate, other: Candidate) -> bool:
        return not (related(one.entity, other.entity) or _one_holds(one.text, other.text))

    for options in combinations(near, COUNT):  # what is quickly told comes first
        if (
            alike([lengths[option] for option in options], lengths[key])
            and (not clues or not clues - set().union(*(weighty(option.text) for option in options)))
            and all(apart(one, other) for one, other in combinations(options, 2))
        ):
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


def _nearest(key: Candidate, groups: Iterable[Iterable[Candidate]], seed: str) -> list[Candidate]:
    """The candidates of the first groups, in each those first that are as long as the key.

    Without those that read like the key or like another, or that hold the key or are held by it.
    """
    seen = {unspaced(key.text)}
    near: list[Candidate] = []
    for group in groups:
        for one in sorted(group, key=lambda one: (_length_gap(key, one), shuffled(seed, one.entity))):
            if one.entity != key.entity and unspaced(one.text) not in seen and not _one_holds(one.text, key.text):
                seen.add(unspaced(one.text))
                near.append(one)
        if len(near) >= _TRIED:
            break
    return near[:_TRIED]


def _one_holds(one: str, other: str) -> bool:
    return contains(one, other) or contains(other, one)


def _length_gap(one: Candidate, other: Candidate) -> int:
    return abs(cells(one.text) - cells(other.text)) // 4
