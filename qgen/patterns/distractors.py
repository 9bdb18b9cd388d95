"""Which of the options that are proved wrong a question shows: the hardest, of one length, none giving another away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations, islice
from typing import NamedTuple

from qgen.language.similarity import contains, unspaced, weighty
from qgen.language.width import cells
from qgen.patterns.shuffling import shuffled

COUNT = 3
_TRIED = 14  # candidates, nearest first, among which a set of alike lengths is sought: 364 sets at most


class Candidate(NamedTuple):
    """An entity that could stand as an option, the text that it would show, and how wide that is in cells."""

    entity: str
    text: str
    length: int


def never(one: str, other: str) -> bool:
    """Of options of which none can lie above another."""
    return False


def always(one: str) -> bool:
    """Of options of which each is known to be wrong."""
    return True


def choose(
    key: str,
    groups: Iterable[Iterable[str]],
    seed: str,
    *,
    text: Callable[[str], str],
    asked: str = "",
    related: Callable[[str, str], bool] = never,
    is_wrong: Callable[[str], bool] = always,
) -> tuple[str, ...] | None:
    """Three wrong options, nearest to the key first; None if no three stand together.

    The groups hold those that may be wrong, nearest to the key first; no more of them are looked at, and no more of
    these are proved (`is_wrong`), than are needed. `text` is what an option would show. No option lies above another
    (`related`), holds or reads like another, or is much longer or shorter. The key is not the odd one out by its
    length, nor by a word that the question `asked` has too.
    """
    shown = Candidate(key, text(key), cells(text(key)))
    clues = weighty(asked) & weighty(shown.text)

    @cache  # each pair stands in many sets
    def apart(one: Candidate, other: Candidate) -> bool:
        return not (related(one.entity, other.entity) or _one_holds(one.text, other.text))

    for options in _threes(_nearest(shown, groups, seed, text, is_wrong)):  # what is quickly told comes first
        if (
            alike([option.length for option in options], shown.length)
            and (not clues or not clues - set().union(*(weighty(option.text) for option in options)))
            and all(apart(one, other) for one, other in combinations(options, 2))
        ):
            return tuple(option.entity for option in options)
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


def _threes(found: Iterator[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """What `combinations` makes of the candidates; no more of them are drawn than are in the sets looked at."""
    drawn = list(islice(found, COUNT - 1))
    first = tuple(drawn)
    for last in found:
        yield (*first, last)
        drawn.append(last)
    yield from islice(combinations(drawn, COUNT), max(len(drawn) - len(first), 0), None)


def _nearest(
    key: Candidate,
    groups: Iterable[Iterable[str]],
    seed: str,
    text: Callable[[str], str],
    is_wrong: Callable[[str], bool],
) -> Iterator[Candidate]:
    """The first candidates that are wrong, group by group, in each those first that are as long as the key.

    Without those that read like the key or like another, or that hold the key or are held by it.
    """
    seen = {unspaced(key.text)}
    for group in groups:
        for one in _by_length(group, key, seed, text):
            reads = unspaced(one.text)
            if (
                one.entity != key.entity
                and is_wrong(one.entity)
                and reads not in seen
                and not _one_holds(one.text, key.text)
            ):
                seen.add(reads)
                yield one
                if len(seen) > _TRIED:
                    return


def _by_length(group: Iterable[str], key: Candidate, seed: str, text: Callable[[str], str]) -> Iterator[Candidate]:
    """The candidates of a group: those as long as the key first, those of one length in an order of their own."""
    by_gap: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for one in group:
        said = text(one)
        length = cells(said)
        by_gap[abs(length - key.length) // 4].append((one, said, length))
    for gap in sorted(by_gap):
        yield from map(Candidate._make, sorted(by_gap[gap], key=lambda one: shuffled(seed, one[0])))


def _one_holds(one: str, other: str) -> bool:
    return contains(one, other) or contains(other, one)
