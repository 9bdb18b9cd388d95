"""A library's default value of a hyperparameter is to be typed. A library has one default for each of its functions.

Needs the `defaults` of a hyperparameter.
"""

from __future__ import annotations

from qgen.content.blocks import Code, paragraph
from qgen.entities.hyperparameter import Default
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.bodies import Typed
from qgen.questions.model import Question


def _defaults(base: FactBase) -> list[Default]:
    return list(base.of(Default))


@pattern("default", kind="typed", bloom="remember", asks=_defaults, lag=6, shares=("which-default",))
def default(fact: Default, ask: Asker) -> Question:
    """What is the default value of this hyperparameter in this library?"""
    return ask.question(
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=paragraph(ask.say("which-default", term=ask.term_and_code(fact.entity), library=(Code(fact.library),))),
        answer=Typed(paragraph((Code(fact.value),)), fact.value),
    )
