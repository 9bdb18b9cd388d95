"""What many believe, or what is right in its place, is to be judged. Its author says which of the two is false.

Needs a misconception.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.misconception import Misbelief
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.patterns.shuffling import shuffled
from qgen.questions.bodies import TrueFalse
from qgen.questions.model import NotAsked, Question


def _beliefs(base: FactBase) -> list[Misbelief]:
    return list(base.of(Misbelief))


@pattern(
    "misconception",
    kind="true-false",
    bloom="understand",
    asks=_beliefs,
    lag=6,
    phrases={
        "stem": "the question above a statement, whether it is true",
        "right": "what is right: {text}",
        "belief": "what many believe: {text}",
    },
    shares=("true", "false", "mistake"),
)
def misconception(fact: Misbelief, ask: Asker) -> Question | NotAsked:
    """Is this true?"""
    if fact.qualifiers.strength != "always":
        return ask.not_asked([fact], "what is right does not always hold, so that it is neither true nor false")
    true = shuffled(fact.entity, "misconception")[0] % 3 == 0  # what is false teaches more
    correction = (
        ask.say("belief", text=ask.inline(fact.belief)) if true else ask.say("right", text=ask.inline(fact.right))
    )
    return ask.question(
        fact.entity,
        [fact],
        concept=fact.about[0],
        stem=(*paragraph(ask.say("stem")), *ask.blocks(fact.right if true else fact.belief)),
        answer=TrueFalse(true, paragraph(ask.say("true" if true else "false"))),
        why=(*paragraph(correction), *paragraph(ask.say("mistake", text=ask.inline(fact.because)))),
    )
