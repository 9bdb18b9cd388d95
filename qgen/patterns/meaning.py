"""A hyperparameter is shown, what it sets is asked for.

Needs the `definition` of a hyperparameter.
"""

from __future__ import annotations

from qgen.entities.concept import Definition
from qgen.entities.hyperparameter import Hyperparameter
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _hyperparameters(base: FactBase) -> list[Definition]:
    return [fact for fact in base.of(Definition) if isinstance(base.entity(fact.entity), Hyperparameter)]


@pattern(
    "meaning",
    kind="basic",
    bloom="remember",
    asks=_hyperparameters,
    phrases={"stem": "the question what the hyperparameter {term} sets"},
    introduces=True,
)
def meaning(fact: Definition, ask: Asker) -> Question:
    """What does this hyperparameter set?"""
    return ask.question(
        fact.entity,
        [fact],
        stem=ask.asked(fact, ask.say("stem", term=ask.term_and_code(fact.entity))),
        answer=ask.blocks(fact.text),
    )
