"""A symptom and one of its causes are shown, by what one sees that it is this cause is asked for.

Needs a rule with `causes` that say their `evidence`.
"""

from __future__ import annotations

from qgen.content.blocks import Strong, paragraph
from qgen.entities.rule import Cause
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _causes(base: FactBase) -> list[Cause]:
    return list(base.of(Cause))


@pattern(
    "evidence",
    kind="basic",
    bloom="apply",
    asks=_causes,
    lag=3,
    phrases={"stem": "the question by what one sees, with {symptom}, that it is so: {cause}"},
)
def evidence(fact: Cause, ask: Asker) -> Question | NotAsked:
    """How do you tell that this is the cause?"""
    if fact.evidence is None:
        return ask.not_asked([fact], "the cause says no `evidence`")
    return ask.question(
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=paragraph(
            ask.say("stem", symptom=(Strong(ask.inline(fact.symptom)),), cause=(Strong(ask.inline(fact.text)),))
        ),
        answer=ask.blocks(fact.evidence),
    )
