"""Which of the options that are proved wrong a question shows: the hardest, of one length, none giving another away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations, islice

from qgen.language.similarity import contains, unspaced, weighty
from qgen.language.width import cells
from qgen.patterns.shuffling import shuffled

COUNT = 3
_TRIED = 14  # candidates, nearest first, among which a set of alike lengths is sought: 364 sets at most


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
    clues = weighty(asked) & weighty(text(key))
    length = cells(text(key))

    @cache  # each pair stands in many sets
    def apart(one: str, other: str) -> bool:
        return not (related(one, other) or _one_holds(text(one), text(other)))

    for options in _threes(_nearest(key, groups, seed, text, is_wrong)):  # what is quickly told comes first
        if (
            alike([cells(text(option)) for option in options], length)
            and (not clues or not clues - set().union(*(weighty(text(option)) for option in options)))
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


def _threes(found: Iterator[str]) -> Iterator[tuple[str, ...]]:
    """What `combinations` makes of the candidates; no more of them are drawn than are in the sets looked at."""
    drawn = list(islice(found, COUNT - 1))
    first = tuple(drawn)
    for last in found:
        yield (*first, last)
        drawn.append(last)
    yield from islice(combinations(drawn, COUNT), max(len(drawn) - len(first), 0), None)


def _nearest(
    key: str, groups: Iterable[Iterable[str]], seed: str, text: Callable[[str], str], is_wrong: Callable[[str], bool]
) -> Iterator[str]:
    """The first candidates that are wrong, group by group, in each those first that are as long as the key.

    Without those that read like the key or like another, or that hold the key or are held by it.
    """
    said = text(key)
    length = cells(said)
    seen = {unspaced(said)}
    for group in groups:
        for _, _, one in sorted((abs(length - cells(text(one))) // 4, shuffled(seed, one), one) for one in group):
            if one != key and is_wrong(one) and unspaced(text(one)) not in seen and not _one_holds(text(one), said):
                seen.add(unspaced(text(one)))
                yield one
                if len(seen) > _TRIED:
                    return


def _one_holds(one: str, other: str) -> bool:
    return contains(one, other) or contains(other, one)
