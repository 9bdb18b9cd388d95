"""A hyperparameter is shown, what it sets is asked for.

Needs the `definition` of a hyperparameter.
"""

from __future__ import annotations

from qgen.content.blocks import Block, Blocks, Bullets, paragraph
from qgen.entities.concept import Definition
from qgen.entities.hyperparameter import Default, Effect, Hyperparameter, Values, When
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
    shares=("raising", "lowering", "when", "values", "default"),
)
def meaning(fact: Definition, ask: Asker) -> Question:
    """What does this hyperparameter set?"""
    return ask.question(
        fact.entity,
        [fact],
        stem=paragraph(ask.say("stem", term=ask.term_and_code(fact.entity))),
        answer=ask.blocks(fact.text),
        extra=(*_effects(fact.entity, ask), *ask.key_points(fact.entity), *_values(fact.entity, ask)),
    )


def _effects(entity: str, ask: Asker) -> Blocks:
    facts: list[Effect | When] = [*ask.base.stated_by(entity, Effect), *ask.base.stated_by(entity, When)]
    items = tuple(paragraph(ask.say(fact.prefix, text=ask.inline(fact.text))) for fact in facts)
    return (Bullets(items),) if items else ()


def _values(entity: str, ask: Asker) -> Blocks:
    items: list[Block] = []
    for fact in ask.base.stated_by(entity, Values):
        values = ", ".join(ask.words(value) for value in fact.values)
        items += paragraph(ask.say("values", text=values))
    for default in ask.base.stated_by(entity, Default):
        items += paragraph(ask.say("default", value=default.value, library=default.library))
    return (Bullets(tuple((item,) for item in items)),) if items else ()
