"""Something that does not help against a symptom is shown, the reason why is asked for.

Needs `not_helping` of a rule.
"""

from __future__ import annotations

from qgen.content.blocks import Strong, paragraph
from qgen.entities.rule import NotHelping
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _useless(base: FactBase) -> list[NotHelping]:
    return list(base.of(NotHelping))


@pattern(
    "why-not",
    kind="basic",
    bloom="understand",
    asks=_useless,
    lag=3,
    phrases={"stem": "the question why {action} does not help against {symptom}"},
)
def why_not(fact: NotHelping, ask: Asker) -> Question:
    """Why does this not help against this symptom?"""
    return ask.question(
        fact.entity,
        [fact],
        variant=fact.variant,
        concept=fact.concept,
        stem=paragraph(
            ask.say("stem", symptom=(Strong(ask.inline(fact.symptom)),), action=(Strong(ask.inline(fact.action)),))
        ),
        answer=ask.blocks(fact.why),
    )
