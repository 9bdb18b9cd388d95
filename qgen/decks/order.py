"""Study order: a concept before what builds on it, basic before advanced."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from itertools import islice

from qgen.knowledge.factbase import FactBase
from qgen.patterns.registry import patterns
from qgen.questions.model import Key, Question
from qgen.questions.spoilers import NEAR, tells

_LOOK_AHEAD = 12  # questions among which the next is sought: more would move a card too far from its place


def study_order(base: FactBase) -> list[str]:
    """All entities, each after everything it builds on; then by level, then as written.

    What is left of a circle between a tree and a prerequisite comes last.
    """
    rank = {entity.id: (entity.level, place) for place, entity in enumerate(base.entities())}
    sorter = TopologicalSorter({identifier: base.builds_on(identifier) & rank.keys() for identifier in rank})
    with suppress(CycleError):
        sorter.prepare()
    ready: list[tuple[tuple[int, int], str]] = []
    order: list[str] = []
    while True:
        for identifier in sorter.get_ready():
            heapq.heappush(ready, (rank[identifier], identifier))
        if not ready:
            return order + sorted(rank.keys() - set(order), key=rank.__getitem__)
        _, following = heapq.heappop(ready)
        order.append(following)
        sorter.done(following)


def sequence(questions: Sequence[Question], order: Mapping[str, int], base: FactBase) -> list[Question]:
    """The questions of a chapter as they are learnt. `order` is each entity's place in the study order.

    A pattern with a lag waits for that many other entities, so that no card gives away the next; and two cards of one
    pattern on siblings, which are easily confused, do not stand side by side where another card may come between.
    """
    entities = sorted({order[question.key.entity] for question in questions})
    rank = {entity: place for place, entity in enumerate(entities)}

    def study_place(question: Question) -> tuple[int, int, Key]:
        own = rank[order[question.key.entity]]
        return own + patterns()[question.key.pattern].lag, own, question.key

    return _spread(sorted(questions, key=study_place), base)


def _spread(questions: Sequence[Question], base: FactBase) -> list[Question]:
    here = {question.key.entity for question in questions}
    needed = {entity: base.builds_on(entity) & here for entity in here}
    met: set[str] = set()
    spread: list[Question] = []
    waiting = iter(questions)
    window = list(islice(waiting, _LOOK_AHEAD))
    while window:
        ready = [question for question in window if needed[question.key.entity] <= met]
        safe = [question for question in ready if not any(tells(before, question) for before in spread[-NEAR:])]
        calm = (question for question in safe if not spread or not _interfere(spread[-1], question, base))
        following = next(calm, (safe or window)[0])
        window.remove(following)
        window += islice(waiting, 1)
        spread.append(following)
        met.add(following.key.entity)
    return spread


def _interfere(one: Question, other: Question, base: FactBase) -> bool:
    """Whether the two ask of one entity, or by one pattern of two concepts that stand side by side in a tree."""
    if one.key.entity == other.key.entity:
        return True
    mine, theirs = base.path(one.key.entity), base.path(other.key.entity)
    return one.key.pattern == other.key.pattern and len(mine) > 1 and mine[:-1] == theirs[:-1]
