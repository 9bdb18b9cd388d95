"""Which questions a deck asks: each fact from a few angles, not from all.

Each fact chooses by the recipe's order of patterns and with kinds mixed; where the recipe names no patterns, what takes
more thought comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import get_args

from qgen.decks.recipe import Recipe
from qgen.decks.twins import without_twins
from qgen.entities.base import Entity
from qgen.entities.hyperparameter import Hyperparameter
from qgen.knowledge.factbase import FactBase
from qgen.questions.bodies import RECOGNITION
from qgen.questions.model import Bloom, Key, Question

_LATE = 4  # the priority from which a hyperparameter is one of those that are tuned last


def select(
    questions: Sequence[Question], recipe: Recipe, base: FactBase, released: Set[Key] = frozenset()
) -> list[Question]:
    """The questions that the recipe's patterns, kinds, levels and number of angles let in, in the order given.

    With a number of angles, a fact has at most as many questions as `budget` says, and of questions that are nearly
    the same only the first is asked. What learners have stays, whatever the recipe says now: neither fewer patterns,
    kinds, levels or angles take a card away, nor does a new pattern take its place.
    """
    allowed = [question for question in questions if question.key in released or _allowed(question, recipe)]
    if recipe.angles is None:
        return allowed
    had = [question for question in allowed if question.key in released]
    others = [question for question in allowed if question.key not in released]
    chosen = _Chosen(recipe, base, had)
    chosen.choose(without_twins(others, had))
    return [question for question in allowed if question.key in chosen.keys]


def budget(fact: str, angles: int, base: FactBase) -> int:
    """How many questions a fact may have: fewer if it is advanced, or of a hyperparameter that is tuned late."""
    entity = base.entity(fact.partition("#")[0])
    late = isinstance(entity, Hyperparameter) and entity.priority is not None and entity.priority >= _LATE
    return max(1, angles - (entity.level - 1) - late)


class _Chosen:
    """Chooses questions fact by fact; each counts for all the facts that it asks."""

    def __init__(self, recipe: Recipe, base: FactBase, had: Iterable[Question]):
        assert recipe.angles is not None
        self._angles = recipe.angles
        self._base = base
        self._preference = {name: place for place, name in enumerate(recipe.patterns)}
        self.keys: set[Key] = set()
        self._of_fact: dict[str, list[Question]] = defaultdict(list)
        for question in had:
            self._take(question)

    def choose(self, candidates: Sequence[Question]) -> None:
        """The best questions on each fact: those of a kind that it is not asked in yet first, then by preference."""
        asking: dict[str, list[Question]] = defaultdict(list)
        for question in sorted(candidates, key=self._rank):
            for fact in question.facts:
                asking[fact].append(question)
        for fact, waiting in sorted(asking.items(), key=lambda item: self._place(item[0])):
            while waiting and len(self._of_fact[fact]) < self._budget(fact):
                kinds = {question.kind for question in self._of_fact[fact]}
                following = next((question for question in waiting if question.kind not in kinds), waiting[0])
                waiting.remove(following)
                if following.key not in self.keys and self._has_room(following, fact):
                    self._take(following)

    def _has_room(self, question: Question, fact: str) -> bool:
        """Whether no other fact of the question has its fill; a fact that nothing asks yet is asked all the same."""
        if not self._of_fact[fact]:
            return True
        return all(len(self._of_fact[other]) < self._budget(other) for other in question.facts)

    def _take(self, question: Question) -> None:
        self.keys.add(question.key)
        if question.kind == "interview":
            return  # it draws many facts together, and leaves room for a card on each
        for fact in dict.fromkeys(question.facts):
            self._of_fact[fact].append(question)

    def _budget(self, fact: str) -> int:
        return budget(fact, self._angles, self._base)

    def _rank(self, question: Question) -> tuple[float, Key]:
        """What the recipe prefers; where it says nothing, what takes more thought."""
        preferred = self._preference.get(question.key.pattern)
        return (preferred if preferred is not None else -worth(question)), question.key

    def _place(self, fact: str) -> tuple[int, str]:
        return self._base.place(fact.partition("#")[0]), fact


def worth(question: Question) -> int:
    """How much thought a question takes: to explain or to apply more than to recall, to recall more than to pick."""
    effort = get_args(Bloom).index(question.bloom)
    return 2 * effort + (question.kind == "interview") - 2 * (question.kind in RECOGNITION)


def asks_so(question: Question, recipe: Recipe) -> bool:
    """Whether the recipe lets in the question's pattern and kind."""
    return (not recipe.patterns or question.key.pattern in recipe.patterns) and (
        not recipe.kinds or question.kind in recipe.kinds
    )


def _allowed(question: Question, recipe: Recipe) -> bool:
    is_of_level = not recipe.levels or question.level in recipe.levels or question.key.entity in _named(recipe)
    return is_of_level and asks_so(question, recipe)


def is_shown(entity: Entity, recipe: Recipe) -> bool:
    """Whether the deck is about an entity of this level: what the recipe names is in at any level."""
    return not recipe.levels or entity.level in recipe.levels or entity.id in _named(recipe)


def _named(recipe: Recipe) -> set[str]:
    return {entity for chapter in recipe.chapters for entity in chapter.entities}
