"""What many believe is shown, what is wrong with it is asked for.

Needs a misconception.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.misconception import Misbelief
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _beliefs(base: FactBase) -> list[Misbelief]:
    return list(base.of(Misbelief))


@pattern(
    "correction",
    kind="basic",
    bloom="analyze",
    asks=_beliefs,
    lag=9,
    phrases={"stem": "the question what is wrong with the statement below it"},
    shares=("mistake",),
)
def correction(fact: Misbelief, ask: Asker) -> Question:
    """What is wrong with what many believe?"""
    return ask.question(
        fact.entity,
        [fact],
        concept=fact.about[0],
        stem=(*ask.asked(fact, ask.say("stem")), *ask.blocks(fact.belief)),
        answer=ask.blocks(fact.right),
        why=paragraph(ask.say("mistake", text=ask.inline(fact.because))),
    )
