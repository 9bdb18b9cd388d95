"""A change to a hyperparameter is shown, its effect is asked for.

Needs `raising` or `lowering` of a hyperparameter.
"""

from __future__ import annotations

from qgen.entities.hyperparameter import Effect
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _effects(base: FactBase) -> list[Effect]:
    return list(base.of(Effect))


@pattern(
    "effect",
    kind="basic",
    bloom="understand",
    asks=_effects,
    lag=4,
    phrases={
        "raising": "the question what happens when {term} is raised",
        "lowering": "the question what happens when {term} is lowered",
    },
)
def effect(fact: Effect, ask: Asker) -> Question:
    """What happens when this hyperparameter is raised or lowered?"""
    return ask.question(
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=ask.asked(fact, ask.say(fact.prefix, term=ask.term_and_code(fact.entity))),
        answer=ask.blocks(fact.text),
    )
