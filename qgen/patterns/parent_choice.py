"""A concept is shown with four others, one of which it is a kind of; it is proved to be no kind of the others.

Needs an `is-a` edge, and three other concepts that `disjoint` branches of a taxonomy prove wrong.
"""

from __future__ import annotations

from qgen.content.blocks import Blocks, Strong, paragraph, text
from qgen.entities.facts import IsA
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import Options, choice, in_trees, nearest, reason
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _kinds(base: FactBase) -> list[IsA]:
    return list(base.of(IsA))


@pattern(
    "parent-choice",
    kind="choice",
    bloom="understand",
    asks=_kinds,
    lag=3,
    phrases={"stem": "the question what {child} is a kind of"},
    shares=("is-a",),
)
def parent_choice(fact: IsA, ask: Asker) -> Question | NotAsked:
    """Which of these is the concept a kind of?"""
    return choice(
        ask,
        fact.child,
        [fact],
        variant=fact.entity,
        stem=paragraph(ask.say("stem", child=ask.term(fact.child))),
        options=Options(
            key=fact.parent,
            wrong=nearest(ask, fact.parent, ask.base.once(in_trees)),
            is_wrong=lambda one: _is_wrong(one, fact, ask),
            text=ask.plain_term,
            show=lambda one: paragraph((Strong(text(ask.plain_term(one))),)),
            why=lambda one: _why(one, fact, ask),
            related=ask.prover.related,
        ),
    )


def _is_wrong(concept: str, fact: IsA, ask: Asker) -> bool:
    above = ask.prover.related(concept, fact.parent) or ask.prover.related(concept, fact.child)
    return not above and ask.prover.within(fact.qualifiers.scope).is_no(fact.child, concept) is not None


def _why(concept: str, fact: IsA, ask: Asker) -> Blocks:
    if concept == fact.parent:
        return paragraph(
            ask.say("is-a", child=ask.term(fact.child, gloss=False), parent=ask.term(fact.parent, gloss=False))
        )
    proof = ask.prover.within(fact.qualifiers.scope).is_no(fact.child, concept)
    assert proof
    return reason(ask, proof)
