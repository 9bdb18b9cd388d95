"""Which questions a deck asks: each fact from a few angles, not from all.

Each fact chooses for itself, by the recipe's order of patterns and with kinds mixed, so that a new fact never changes
what is asked of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from qgen.decks.recipe import Recipe
from qgen.entities.base import Entity
from qgen.questions.model import Key, Question


def select(questions: Sequence[Question], recipe: Recipe, released: Set[Key] = frozenset()) -> list[Question]:
    """The questions that the recipe's patterns, kinds, levels and number of angles let in, in the order given.

    What learners have stays, whatever the recipe says now: neither fewer patterns, kinds, levels or angles take a card
    away, nor does a new pattern take its place.
    """
    allowed = [question for question in questions if question.key in released or _allowed(question, recipe)]
    if recipe.angles is None:
        return allowed
    asking: dict[str, list[Question]] = defaultdict(list)
    for question in allowed:
        for fact in question.facts:
            asking[fact].append(question)
    chosen: set[Key] = set()
    for candidates in asking.values():
        chosen.update(question.key for question in _angles(candidates, recipe, recipe.angles, released))
    return [question for question in allowed if question.key in chosen]


def _allowed(question: Question, recipe: Recipe) -> bool:
    return (
        (not recipe.patterns or question.key.pattern in recipe.patterns)
        and (not recipe.kinds or question.kind in recipe.kinds)
        and (not recipe.levels or question.level in recipe.levels or question.key.entity in _named(recipe))
    )


def is_shown(entity: Entity, recipe: Recipe) -> bool:
    """Whether the deck is about an entity of this level: what the recipe names is in at any level."""
    return not recipe.levels or entity.level in recipe.levels or entity.id in _named(recipe)


def _named(recipe: Recipe) -> set[str]:
    return {entity for chapter in recipe.chapters for entity in chapter.entities}


def _angles(candidates: Iterable[Question], recipe: Recipe, count: int, released: Set[Key]) -> list[Question]:
    """The best `count` questions on one fact: those of a kind that is not there yet first, then by preference."""
    preference = {name: place for place, name in enumerate(recipe.patterns)}
    ordered = sorted(candidates, key=lambda question: (preference.get(question.key.pattern, 0), question.key))
    chosen = [question for question in ordered if question.key in released]
    waiting = [question for question in ordered if question not in chosen]
    while waiting and len(chosen) < count:
        kinds = {question.kind for question in chosen}
        best = next((question for question in waiting if question.kind not in kinds), waiting[0])
        waiting.remove(best)
        chosen.append(best)
    return chosen
