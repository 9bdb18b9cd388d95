"""A hyperparameter is shown with four groups. It is in one group only, so every other group is wrong.

Needs the `group` of a hyperparameter, and three other groups in the base.
"""

from __future__ import annotations

from qgen.content.blocks import Blocks, Strong, paragraph, text
from qgen.entities.hyperparameter import InGroup
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import Options, Pool, choice, nearest, pool
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _grouped(base: FactBase) -> list[InGroup]:
    return list(base.of(InGroup))


@pattern(
    "group-choice",
    kind="choice",
    bloom="understand",
    asks=_grouped,
    lag=5,
    phrases={"why": "the {members} of the group {group}"},
    shares=("which-group",),
)
def group_choice(fact: InGroup, ask: Asker) -> Question | NotAsked:
    """Which of these groups does the hyperparameter belong to?"""
    return choice(
        ask,
        fact.entity,
        [fact],
        stem=paragraph(ask.say("which-group", term=ask.term_and_code(fact.entity))),
        options=Options(
            key=fact.group,
            wrong=nearest(ask, fact.group, ask.base.once(_groups)),
            text=ask.plain_term,
            show=lambda one: paragraph((Strong(text(ask.plain_term(one))),)),
            why=lambda one: _members(one, ask),
            related=ask.prover.related,
        ),
    )


def _groups(base: FactBase) -> Pool:
    return pool(base, (fact.group for fact in base.of(InGroup) if not base.is_coined(fact.group)))


def _members(group: str, ask: Asker) -> Blocks:
    names = ", ".join(ask.plain_term(fact.entity) for fact in ask.base.where(InGroup, "group", group))
    return paragraph(ask.say("why", group=ask.term(group, gloss=False), members=names))
