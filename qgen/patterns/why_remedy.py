"""A remedy is shown with its symptom, the reason why it helps is asked for.

Needs `why` of a remedy.
"""

from __future__ import annotations

from qgen.content.blocks import Strong, paragraph
from qgen.entities.rule import Remedy
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _remedies(base: FactBase) -> list[Remedy]:
    return list(base.of(Remedy))


@pattern(
    "why-remedy",
    kind="basic",
    bloom="understand",
    asks=_remedies,
    lag=2,
    phrases={"stem": "the question why {action} helps against {symptom}"},
)
def why_remedy(fact: Remedy, ask: Asker) -> Question | NotAsked:
    """Why does this remedy help against this symptom?"""
    if fact.why is None:
        return ask.not_asked([fact], "the remedy says no `why`")
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
