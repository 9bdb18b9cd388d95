"""A hyperparameter is shown, its group is asked for.

Needs the `group` of a hyperparameter, whose name shares no word with it.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.hyperparameter import InGroup
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _grouped(base: FactBase) -> list[InGroup]:
    return list(base.of(InGroup))


@pattern("group", kind="basic", bloom="understand", asks=_grouped, lag=3, shares=("which-group",))
def group(fact: InGroup, ask: Asker) -> Question | NotAsked:
    """Which group of hyperparameters does this one belong to?"""
    if ask.hints_at(fact.entity, fact.group):
        return ask.not_asked([fact], "the hyperparameter and its group share a word")
    return ask.question(
        fact.entity,
        [fact],
        stem=paragraph(ask.say("which-group", term=ask.term_and_code(fact.entity))),
        answer=ask.full_name(fact.group),
    )
