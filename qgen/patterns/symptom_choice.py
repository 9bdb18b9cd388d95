"""Something to try is shown with four symptoms. A symptom is wrong if its rule says that just this does not help.

Needs a remedy with `concept` and `change`, and three other rules that list the same under `not_helping`.
"""

from __future__ import annotations

from qgen.content.blocks import Strong, paragraph
from qgen.entities.rule import NotHelping, Remedy
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import Options, choice
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _changes(base: FactBase) -> list[Remedy]:
    return [fact for fact in base.of(Remedy) if fact.concept and fact.change]


@pattern(
    "symptom-choice",
    kind="choice",
    bloom="apply",
    asks=_changes,
    lag=6,
    phrases={"stem": "the question against what it helps to do {action}"},
    shares=("it-helps",),
)
def symptom_choice(fact: Remedy, ask: Asker) -> Question | NotAsked:
    """Against which of these symptoms does this help?"""
    if not fact.qualifiers.general:
        return ask.not_asked([fact], "it helps under a condition only")
    useless = {
        one.entity: one
        for one in ask.base.of(NotHelping)
        if (one.concept, one.change) == (fact.concept, fact.change) and one.qualifiers.general
    }
    shown: dict[str, Remedy | NotHelping] = {fact.entity: fact, **useless}
    return choice(
        ask,
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=paragraph(ask.say("stem", action=(Strong(ask.inline(fact.action)),))),
        options=Options(
            key=fact.entity,
            wrong=[useless],
            text=lambda one: ask.words(shown[one].symptom),
            show=lambda one: ask.blocks(shown[one].symptom),
            why=lambda one: ask.blocks(shown[one].why) or paragraph(ask.say("it-helps")),
        ),
    )
