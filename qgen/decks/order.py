"""Study order: a concept before what builds on it, basic before advanced."""

from __future__ import annotations

import heapq
from collections import defaultdict

from qgen.factbase import FactBase


def study_order(base: FactBase) -> list[str]:
    """All entities, each after everything it builds on; then by level, then as written."""
    rank = {entity.id: (entity.level, place) for place, entity in enumerate(base.entities())}
    before = {identifier: base.builds_on(identifier) & rank.keys() for identifier in rank}
    after: dict[str, list[str]] = defaultdict(list)
    for identifier, others in before.items():
        for other in others:
            after[other].append(identifier)
    return _sorted(rank, before, after)


def _sorted(rank: dict[str, tuple[int, int]], before: dict[str, set[str]], after: dict[str, list[str]]) -> list[str]:
    """Kahn's algorithm with a heap. What is left of a circle between a tree and a prerequisite comes last, by rank."""
    waiting = {identifier: len(others) for identifier, others in before.items()}
    ready = [(rank[identifier], identifier) for identifier, count in waiting.items() if not count]
    heapq.heapify(ready)
    order: list[str] = []
    while ready:
        _, identifier = heapq.heappop(ready)
        order.append(identifier)
        for follower in after[identifier]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heapq.heappush(ready, (rank[follower], follower))
    placed = set(order)
    return order + sorted(rank.keys() - placed, key=rank.__getitem__)
