"""A symptom is shown with four things to try. A wrong one is one that the rule says does not help.

Needs a rule with `remedies` and three entries of `not_helping`.
"""

from __future__ import annotations

from qgen.content.blocks import Strong, paragraph
from qgen.entities.rule import NotHelping, Remedy
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import Options, choice
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _remedies(base: FactBase) -> list[Remedy]:
    return list(base.of(Remedy))


@pattern(
    "remedy-choice",
    kind="choice",
    bloom="apply",
    asks=_remedies,
    lag=4,
    phrases={"stem": "the question what helps against {symptom}"},
    shares=("it-helps",),
)
def remedy_choice(fact: Remedy, ask: Asker) -> Question | NotAsked:
    """Which of these helps against this symptom?"""
    useless = [one for one in ask.base.stated_by(fact.entity, NotHelping) if _fails_then(one, fact)]
    if not useless:
        return ask.not_asked([fact], "the rule says of nothing that it does not help")
    tried: dict[str, Remedy | NotHelping] = {fact.variant: fact, **{one.variant: one for one in useless}}
    return choice(
        ask,
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=paragraph(ask.say("stem", symptom=(Strong(ask.inline(fact.symptom)),))),
        options=Options(
            key=fact.variant,
            wrong=[[one.variant for one in useless]],
            text=lambda one: ask.words(tried[one].action),
            show=lambda one: ask.blocks(tried[one].action),
            why=lambda one: ask.blocks(tried[one].why) or paragraph(ask.say("it-helps")),
        ),
    )


def _fails_then(useless: NotHelping, helping: Remedy) -> bool:
    """Whether it never helps under what the remedy helps under."""
    return (
        useless.qualifiers.strength == "always"
        and useless.cause in (None, helping.cause)
        and useless.condition in (None, helping.condition)
        and useless.qualifiers.scope in (None, helping.qualifiers.scope)
    )
