"""Statements that contradict a complete list: a kind of something whose kinds, as a taxonomy says, are all in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qgen.entities.facts import Edge, Fact, IsA
from qgen.entities.taxonomy import Complete


def outsiders(facts: Iterable[Fact]) -> Iterator[tuple[IsA, Complete]]:
    """Each statement that something is a kind of a concept, with the one that says that there are no such kinds.

    What stands anywhere below the concept in the complete tree may be said to be a kind of it elsewhere too, and so may
    a kind of that.
    """
    stated = list(facts)
    kinds = [fact for fact in stated if isinstance(fact, IsA)]
    edges = [edge for fact in stated if (edge := fact.edge())]
    for complete in (fact for fact in stated if isinstance(fact, Complete)):
        known = _below(complete.parent, [edge for edge in edges if edge.tree == complete.entity])
        for child in list(known):
            known |= _below(child, [edge for edge in edges if isinstance(edge.fact, IsA)])
        yield from ((fact, complete) for fact in kinds if fact.parent == complete.parent and fact.child not in known)


def _below(concept: str, edges: Sequence[Edge]) -> set[str]:
    found: set[str] = set()
    waiting = [concept]
    while waiting:
        parent = waiting.pop()
        children = {edge.child for edge in edges if edge.parent == parent} - found
        found |= children
        waiting += children
    return found
