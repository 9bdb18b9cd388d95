"""What is right of a concept is chosen among what many believe of it. Its author says that each of the others is false.

Needs three misconceptions about one concept.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.misconception import Misbelief
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import Options, choice
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question

_RIGHT = ""


def _beliefs(base: FactBase) -> list[Misbelief]:
    return list(base.of(Misbelief))


@pattern(
    "which-is-right",
    kind="choice",
    bloom="understand",
    asks=_beliefs,
    lag=12,
    phrases={"stem": "the question which statement about {term} is true"},
    shares=("mistake", "true"),
)
def which_is_right(fact: Misbelief, ask: Asker) -> Question | NotAsked:
    """Which of these statements is true?"""
    if fact.qualifiers.strength != "always":
        return ask.not_asked([fact], "what is right does not always hold")
    concept = fact.about[0]
    beliefs = {one.entity: one for one in ask.base.of(Misbelief) if concept in one.about}
    said = {_RIGHT: fact.right, **{one: belief.belief for one, belief in beliefs.items()}}
    return choice(
        ask,
        fact.entity,
        [fact],
        stem=paragraph(ask.say("stem", term=ask.term(concept))),
        options=Options(
            key=_RIGHT,
            wrong=[beliefs],
            text=lambda one: ask.words(said[one]),
            show=lambda one: ask.blocks(said[one]),
            why=lambda one: paragraph(
                ask.say("mistake", text=ask.inline(beliefs[one].because)) if one else ask.say("true")
            ),
        ),
    )
