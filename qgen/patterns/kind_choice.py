"""A parent is shown with four concepts, one of which is a kind of it; the others are proved to be none.

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
    "kind-choice",
    kind="choice",
    bloom="understand",
    asks=_kinds,
    lag=5,
    phrases={"stem": "the question which option is a kind of {parent}"},
    shares=("is-a",),
)
def kind_choice(fact: IsA, ask: Asker) -> Question | NotAsked:
    """Which of these is a kind of this concept?"""
    return choice(
        ask,
        fact.child,
        [fact],
        variant=fact.entity,
        stem=paragraph(ask.say("stem", parent=ask.term(fact.parent))),
        options=Options(
            key=fact.child,
            wrong=nearest(ask, fact.child, ask.base.once(in_trees)),
            is_wrong=lambda one: _is_wrong(one, fact, ask),
            text=ask.plain_term,
            show=lambda one: paragraph((Strong(text(ask.plain_term(one))),)),
            why=lambda one: _why(one, fact, ask),
            related=ask.prover.related,
        ),
    )


def _is_wrong(concept: str, fact: IsA, ask: Asker) -> bool:
    """Proved to be no kind of the parent, and neither above it nor above the answer."""
    above = ask.prover.related(concept, fact.parent) or ask.prover.related(concept, fact.child)
    return not above and ask.prover.within(fact.qualifiers.scope).is_no(concept, fact.parent) is not None


def _why(concept: str, fact: IsA, ask: Asker) -> Blocks:
    if concept == fact.child:
        return paragraph(
            ask.say("is-a", child=ask.term(fact.child, gloss=False), parent=ask.term(fact.parent, gloss=False))
        )
    proof = ask.prover.within(fact.qualifiers.scope).is_no(concept, fact.parent)
    assert proof
    return reason(ask, proof)
