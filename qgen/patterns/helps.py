"""A symptom and something to try are shown, whether it helps is to be judged.

What the rule does not mention is never shown.

Needs a rule with `not_helping`: without it every statement would be true.
"""

from __future__ import annotations

from qgen.content.blocks import Strong, paragraph
from qgen.entities.rule import NotHelping, Remedy
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.bodies import TrueFalse
from qgen.questions.model import NotAsked, Question


def _tried(base: FactBase) -> list[Remedy | NotHelping]:
    """Of the rules that say of something that it does not help: elsewhere every statement would be true."""
    both = {fact.entity for fact in base.of(NotHelping)}
    return [*(fact for fact in base.of(Remedy) if fact.entity in both), *base.of(NotHelping)]


@pattern(
    "helps",
    kind="true-false",
    bloom="apply",
    asks=_tried,
    lag=7,
    phrases={"stem": "the statement that against {symptom} it helps to do {action}"},
    shares=("true", "false"),
)
def helps(fact: Remedy | NotHelping, ask: Asker) -> Question | NotAsked:
    """Does this help against this symptom?"""
    if fact.qualifiers.strength != "always":
        return ask.not_asked([fact], "it does not always hold, so that it is neither true nor false")
    helping = isinstance(fact, Remedy)
    return ask.question(
        fact.entity,
        [fact],
        variant=fact.variant,
        concept=fact.concept,
        stem=paragraph(
            ask.say("stem", symptom=(Strong(ask.inline(fact.symptom)),), action=(Strong(ask.inline(fact.action)),))
        ),
        answer=TrueFalse(helping, paragraph(ask.say("true" if helping else "false"))),
        why=ask.blocks(fact.why),
    )
