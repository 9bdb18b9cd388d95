"""A hyperparameter is shown, when to tune it is asked for.

Needs `when` of a hyperparameter.
"""

from __future__ import annotations

from qgen.entities.hyperparameter import When
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _times(base: FactBase) -> list[When]:
    return list(base.of(When))


@pattern("when", kind="basic", bloom="apply", asks=_times, lag=5, phrases={"stem": "the question when {term} is tuned"})
def when(fact: When, ask: Asker) -> Question:
    """When would you tune this hyperparameter?"""
    return ask.question(
        fact.entity,
        [fact],
        stem=ask.asked(fact, ask.say("stem", term=ask.term_and_code(fact.entity))),
        answer=ask.blocks(fact.text),
    )
