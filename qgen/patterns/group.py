"""A hyperparameter is shown, its group is asked for.

Needs the `group` of a hyperparameter, whose name shares no word with it.
"""

from __future__ import annotations

from qgen.content.blocks import Bullets, paragraph, text
from qgen.entities.hyperparameter import InGroup
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _grouped(base: FactBase) -> list[InGroup]:
    return list(base.of(InGroup))


@pattern("group", kind="basic", bloom="understand", asks=_grouped, lag=3, shares=("which-group", "group-members"))
def group(fact: InGroup, ask: Asker) -> Question | NotAsked:
    """Which group of hyperparameters does this one belong to?"""
    if ask.hints_at(fact.entity, fact.group):
        return ask.not_asked([fact], "the hyperparameter and its group share a word")
    same = [other.entity for other in ask.base.where(InGroup, "group", fact.group)]
    names = tuple(paragraph((*ask.code_name(entity).inline, *text(f" {ask.plain_term(entity)}"))) for entity in same)
    return ask.question(
        fact.entity,
        [fact],
        stem=paragraph(ask.say("which-group", term=ask.term_and_code(fact.entity))),
        answer=ask.full_name(fact.group),
        extra=(*paragraph(ask.say("group-members", parent=ask.term(fact.group, gloss=False))), Bullets(names)),
    )
