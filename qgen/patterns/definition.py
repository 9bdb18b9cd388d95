"""A term is shown, its definition is asked for.

Needs the `definition` of a concept; that of a hyperparameter is asked for by `meaning`.
"""

from __future__ import annotations

from collections.abc import Iterable

from qgen.entities.concept import Definition
from qgen.entities.hyperparameter import Hyperparameter
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _definitions(base: FactBase) -> Iterable[Definition]:
    return (fact for fact in base.of(Definition) if not isinstance(base.entity(fact.entity), Hyperparameter))


@pattern(
    "definition",
    kind="basic",
    bloom="remember",
    asks=_definitions,
    introduces=True,
    phrases={"stem": "the question what {term} means"},
)
def definition(fact: Definition, ask: Asker) -> Question:
    """What is this concept?"""
    return ask.question(
        fact.entity,
        [fact],
        stem=ask.asked(fact, ask.say("stem", term=ask.term(fact.entity))),
        answer=ask.blocks(fact.text),
    )
