"""A statement about what a concept is a kind of, to be judged. False ones are proved false, and come with the true one.

Needs an `is-a` or `tunes` edge of a taxonomy; a false statement also needs `disjoint` branches.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from qgen.content.blocks import Blocks, paragraph
from qgen.entities.facts import IsA
from qgen.entities.taxonomy import Tunes
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import reason
from qgen.patterns.registry import pattern
from qgen.patterns.shuffling import Ring, shuffled
from qgen.questions.bodies import TrueFalse
from qgen.questions.model import NotAsked, Question


@dataclass(frozen=True)
class Statement:
    """What is known of a concept, and the fact that says so."""

    concept: str
    fact: IsA | Tunes


def _statements(base: FactBase) -> list[Statement]:
    kinds = [Statement(fact.child, fact) for fact in base.of(IsA)]
    return kinds + [Statement(fact.factor, fact) for fact in base.of(Tunes)]


@pattern(
    "true-false",
    kind="true-false",
    bloom="understand",
    asks=_statements,
    lag=4,
    phrases={
        "stem": "the statement that {child} is a kind of {parent}",
        "factor": "why it is false: {child} is a factor that is tuned for {parent}",
    },
    shares=("is-a", "true", "false"),
)
def true_false(statement: Statement, ask: Asker) -> Question | NotAsked:
    """Is this concept a kind of that one?"""
    fact = statement.fact
    if not fact.qualifiers.proves:
        return ask.not_asked([fact], "it does not always hold, so that it is neither true nor false")
    if isinstance(fact, Tunes):
        return _question(statement, fact.target, ask)
    if ask.gives_away(fact.child, fact.parent):
        return ask.not_asked([fact], "one of the two names stands in the other")
    wrong = _wrong_parents(fact, ask)
    seed = f"{fact.child}#true-false/{fact.entity}"
    false = bool(wrong) and shuffled(seed, "side")[0] % 2 == 0
    return _question(statement, min(wrong, key=lambda one: shuffled(seed, one)) if false else fact.parent, ask)


def _question(statement: Statement, parent: str, ask: Asker) -> Question:
    fact = statement.fact
    proof = ask.prover.within(fact.qualifiers.scope).is_no(statement.concept, parent)
    return ask.question(
        statement.concept,
        [fact],
        variant=fact.entity,
        stem=paragraph(ask.say("stem", child=ask.term(statement.concept), parent=ask.term(parent, gloss=False))),
        answer=TrueFalse(not proof, paragraph(ask.say("false" if proof else "true"))),
        why=(*(reason(ask, proof) if proof else ()), *_truth(fact, ask)),
    )


def _truth(fact: IsA | Tunes, ask: Asker) -> Blocks:
    """The true statement, which corrects a false one and confirms a true one."""
    if isinstance(fact, Tunes):
        return paragraph(
            ask.say("factor", child=ask.term(fact.factor, gloss=False), parent=ask.term(fact.target, gloss=False))
        )
    return paragraph(
        ask.say("is-a", child=ask.term(fact.child, gloss=False), parent=ask.term(fact.parent, gloss=False))
    )


def _inner_nodes(base: FactBase) -> dict[str, Ring]:
    """Taxonomy -> its nodes that have kinds below them."""
    inner: dict[str, list[str]] = defaultdict(list)
    for fact in base.of(IsA):
        inner[fact.entity].append(fact.parent)
    return {taxonomy: Ring(nodes) for taxonomy, nodes in inner.items()}


def _wrong_parents(fact: IsA, ask: Asker) -> list[str]:
    """Inner nodes of the same tree of which the concept is proved to be no kind, and that are not below it."""
    inner = ask.base.once(_inner_nodes)[fact.entity].stretch(fact.child)
    prover = ask.prover.within(fact.qualifiers.scope)
    return [node for node in inner if not prover.related(node, fact.child) and prover.is_no(fact.child, node)]
