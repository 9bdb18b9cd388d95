"""A hyperparameter is shown, the values that it takes or their usual range are asked for.

Needs `values` that are `complete`, three at most, or the `range` of a hyperparameter; an open list is asked by
`name-some`.
"""

from __future__ import annotations

from qgen.content.blocks import Blocks, Bullets, paragraph
from qgen.entities.hyperparameter import Range, Values
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question

_MOST = 3  # item-writing rule C02


def _values(base: FactBase) -> list[Values | Range]:
    return [*base.of(Values), *base.of(Range)]


@pattern(
    "values",
    kind="basic",
    bloom="remember",
    asks=_values,
    lag=5,
    phrases={"values": "the question for the values of {term}", "range": "the question for the range of {term}"},
)
def values(fact: Values | Range, ask: Asker) -> Question | NotAsked:
    """Which values does this hyperparameter take?"""
    if isinstance(fact, Values) and fact.extent != "complete":
        return ask.not_asked([fact], "the list is not said to be complete (`values_are`)")
    if isinstance(fact, Values) and len(fact.values) > _MOST:
        return ask.not_asked([fact], f"a list of more than {_MOST} is asked as a cloze only")
    return ask.question(
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=ask.asked(fact, ask.say(fact.prefix, term=ask.term_and_code(fact.entity))),
        answer=_listed(fact, ask),
    )


def _listed(fact: Values | Range, ask: Asker) -> Blocks:
    if isinstance(fact, Range):
        return ask.blocks(fact.text)
    return (Bullets(tuple(paragraph(ask.inline(value)) for value in fact.values)),)
