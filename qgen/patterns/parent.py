"""A concept is shown, what it is a kind of in a taxonomy is asked for.

Needs an `is-a` edge between two concepts of which neither name holds the other.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.facts import IsA
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _kinds(base: FactBase) -> list[IsA]:
    return list(base.of(IsA))


@pattern(
    "parent",
    kind="basic",
    bloom="understand",
    asks=_kinds,
    lag=2,
    phrases={"stem": "the question what {term} is a kind of"},
    shares=("is-a",),
)
def parent(fact: IsA, ask: Asker) -> Question | NotAsked:
    """What is this concept a kind of?"""
    if ask.gives_away(fact.child, fact.parent):
        return ask.not_asked([fact], "one of the two names stands in the other")
    return ask.question(
        fact.child,
        [fact],
        variant=fact.entity,
        stem=paragraph(ask.say("stem", term=ask.term(fact.child))),
        answer=ask.full_name(fact.parent),
        why=paragraph(
            ask.say("is-a", child=ask.term(fact.child, gloss=False), parent=ask.term(fact.parent, gloss=False))
        ),
    )
