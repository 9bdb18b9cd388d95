"""A symptom is shown, what to try against it is asked for, in order where the rule orders it."""

from __future__ import annotations

from qgen.blocks import Blocks, Bullets, Str, Strong, paragraph
from qgen.factbase import FactBase
from qgen.facts import Remedy
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions import Question


def _rules(base: FactBase) -> list[list[Remedy]]:
    """The remedies of each rule."""
    rules: dict[str, list[Remedy]] = {}
    for fact in base.of(Remedy):
        rules.setdefault(fact.entity, []).append(fact)
    return list(rules.values())


@pattern("remedy", kind="basic", bloom="apply", asks=_rules)
def remedy(remedies: list[Remedy], ask: Asker) -> Question:
    """What is to be tried against this symptom?"""
    first = remedies[0]
    ordered = first.place is not None
    return ask.question(
        first.entity, list(remedies),
        stem=paragraph(ask.say("ordered" if ordered else "stem", symptom=(Strong(ask.inline(first.symptom)),))),
        answer=(Bullets(tuple(paragraph(ask.inline(fact.action)) for fact in remedies), ordered),),
        why=_reasons(remedies, ask),
    )  # fmt: skip


def _reasons(remedies: list[Remedy], ask: Asker) -> Blocks:
    given = ((fact.action, fact.why) for fact in remedies if fact.why)
    items = tuple(
        paragraph((Strong(ask.inline(action)), Str(" — "), *ask.inline(why))) for action, why in given
    )
    return (Bullets(items),) if items else ()
