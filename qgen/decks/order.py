"""Study order of what a base states: a concept before what builds on it or speaks of it, basic before advanced."""

from __future__ import annotations

import heapq
from collections import defaultdict
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter

from qgen.knowledge.factbase import FactBase
from qgen.questions.mentions import defined_by

Rank = tuple[int, int]


def study_order(base: FactBase) -> list[str]:
    """All entities, each after everything it builds on; of what is left, what its definition speaks of comes before.

    Then they go by level, then as written. What is left of a circle between a tree and a prerequisite comes last.
    """
    rank = {entity.id: (entity.level, place) for place, entity in enumerate(base.entities())}
    sorter = TopologicalSorter({identifier: base.builds_on(identifier) & rank.keys() for identifier in rank})
    with suppress(CycleError):
        sorter.prepare()
    ready = _Ready(base, rank)
    order: list[str] = []
    while True:
        ready.add(sorter.get_ready())
        following = ready.next()
        if following is None:
            return order + sorted(rank.keys() - set(order), key=rank.__getitem__)
        order.append(following)
        sorter.done(following)


class _Ready:
    """Entities whose turn it may be: those first whose definitions speak of nothing that is still to come."""

    def __init__(self, base: FactBase, rank: dict[str, Rank]):
        self._rank = rank
        self._missing = {entity: set(others) for entity, others in base.once(defined_by).items()}
        self._speaking_of: dict[str, list[str]] = defaultdict(list)
        for entity, others in self._missing.items():
            for other in others:
                self._speaking_of[other].append(entity)
        self._free: list[tuple[Rank, str]] = []
        self._others: list[tuple[Rank, str]] = []
        self._waiting: set[str] = set()

    def add(self, entities: tuple[str, ...]) -> None:
        """Entities of which everything that they build on has had its turn."""
        for entity in entities:
            self._waiting.add(entity)
            heapq.heappush(self._others if self._missing.get(entity) else self._free, (self._rank[entity], entity))

    def next(self) -> str | None:
        """The entity whose turn it is; None if none is left."""
        for heap in (self._free, self._others):
            while heap:
                _, entity = heapq.heappop(heap)
                if entity in self._waiting:
                    self._waiting.remove(entity)
                    self._met(entity)
                    return entity
        return None

    def _met(self, entity: str) -> None:
        for other in self._speaking_of[entity]:
            self._missing[other].discard(entity)
            if not self._missing[other] and other in self._waiting:
                heapq.heappush(self._free, (self._rank[other], other))
