"""A symptom is shown, what to try against it is asked for, in order where the rule orders it.

Needs the `remedies` of a rule.
"""

from __future__ import annotations

from qgen.content.blocks import Bullets, Inline, Str, Strong, paragraph
from qgen.entities.rule import Remedy
from qgen.entities.values import Text
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _rules(base: FactBase) -> list[list[Remedy]]:
    """The remedies of each rule: those against any cause, then those against each, and those with a condition apart."""
    rules: dict[tuple[str, str | None, Text | None], list[Remedy]] = {}
    for fact in base.of(Remedy):
        rules.setdefault((fact.entity, fact.cause, fact.condition), []).append(fact)
    return list(rules.values())


@pattern(
    "remedy",
    kind="basic",
    bloom="apply",
    asks=_rules,
    phrases={
        "stem": "the question what to do first about {symptom}",
        "ordered": "the question what to do about {symptom}, in which order",
    },
)
def remedy(remedies: list[Remedy], ask: Asker) -> Question:
    """What is to be tried against this symptom?"""
    first = remedies[0]
    ordered = first.place is not None
    return ask.question(
        first.entity,
        list(remedies),
        variant=first.slot if first.condition else first.cause or "",
        stem=paragraph(ask.say("ordered" if ordered else "stem", symptom=(Strong(ask.inline(first.symptom)),))),
        answer=(Bullets(tuple(paragraph(_action(fact, ask)) for fact in remedies), ordered),),
    )


def _action(fact: Remedy, ask: Asker) -> Inline:
    """What to try, and why it helps where the rule says so."""
    because = (Str(" — "), *ask.inline(fact.why)) if fact.why else ()
    return (Strong(ask.inline(fact.action)), *because)
