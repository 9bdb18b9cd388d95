"""Three kinds of one concept and one that is proved to be none. No other shared parent may single out another option.

Needs three `is-a` children, and another concept that `disjoint` branches of a taxonomy prove to be none.
"""

from __future__ import annotations

from itertools import combinations

from qgen.content.blocks import Blocks, Strong, paragraph, text
from qgen.entities.facts import IsA
from qgen.knowledge.factbase import FactBase, Members
from qgen.language.width import cells
from qgen.patterns.asking import Asker
from qgen.patterns.choices import reason
from qgen.patterns.distractors import alike, read_apart
from qgen.patterns.registry import pattern
from qgen.patterns.shuffling import Ring, shuffled
from qgen.questions.bodies import Choice, Option
from qgen.questions.model import NotAsked, Question


def _three_kinds(base: FactBase) -> list[Members]:
    kinds = [members for members in base.members() if all(isinstance(edge.fact, IsA) for edge in members.edges)]
    general = [members for members in kinds if all(edge.fact.qualifiers.general for edge in members.edges)]
    return [members for members in general if len(members.edges) >= 3]


@pattern(
    "odd-one-out",
    kind="choice",
    bloom="analyze",
    asks=_three_kinds,
    lag=7,
    phrases={"stem": "the question", "why": "what the other three are kinds of: {parent}"},
    shares=("is-a",),
)
def odd_one_out(members: Members, ask: Asker) -> Question | NotAsked:
    """Which of these is not a kind of what the others are?"""
    children = [edge.child for edge in members.edges]
    seed = f"{members.parent}#odd-one-out/{members.relation}"
    for odd in sorted(_outside(members, ask), key=lambda one: shuffled(seed, one)):
        for three in combinations(sorted(children, key=lambda one: shuffled(seed, one)), 3):
            if _sound(odd, three, ask):
                return _question(members, odd, three, seed, ask)
    return ask.not_asked(
        [edge.fact for edge in members.edges],
        "no concept beside its kinds is proved to be none, or another option stands out too",
    )


def _outside(members: Members, ask: Asker) -> list[str]:
    """Leaves and nodes of the trees that are proved to be no kind of the parent, and do not lie above it."""
    return [
        node
        for node in ask.base.once(_nodes).stretch(members.parent)
        if not ask.prover.related(node, members.parent) and ask.prover.is_no(node, members.parent)
    ]


def _nodes(base: FactBase) -> Ring:
    """What stands below another one in a tree."""
    return Ring(edge.child for edge in base.edges)


def _sound(odd: str, three: tuple[str, ...], ask: Asker) -> bool:
    """Whether these four can be asked with one right answer and without a clue.

    No option lies above another, holds or reads like another, lengths tell nothing, and nothing else that three of
    the four share sets another apart.
    """
    options = (odd, *three)
    if len({ask.kind(option) for option in options}) > 1 or any(
        ask.prover.related(one, other) for one, other in combinations(options, 2)
    ):
        return False
    terms = [ask.plain_term(option) for option in options]
    if not all(read_apart(one, other) for one, other in combinations(terms, 2)):
        return False
    lengths = [cells(term) for term in terms]
    return alike(lengths[1:], lengths[0]) and not any(
        _singles_out(node, odd, options, ask) for node in _ancestors(options, ask)
    )


def _singles_out(node: str, odd: str, options: tuple[str, ...], ask: Asker) -> bool:
    """Whether three of the four are kinds of a node and the one left over is not the odd one."""
    left_over = [option for option in options if not ask.prover.is_a(option, node)]
    return len(left_over) == 1 and left_over != [odd]


def _ancestors(options: tuple[str, ...], ask: Asker) -> set[str]:
    return set().union(*(ask.base.ancestors(option) for option in options))


def _question(members: Members, odd: str, three: tuple[str, ...], seed: str, ask: Asker) -> Question:
    facts = [edge.fact for edge in members.edges if edge.child in three]
    proof = ask.prover.is_no(odd, members.parent)
    assert proof
    parent = ask.term(members.parent, gloss=False)
    ids = sorted((odd, *three), key=lambda one: shuffled(seed, f"place {one}"))

    def why(one: str) -> Blocks:
        return (
            reason(ask, proof)
            if one == odd
            else paragraph(ask.say("is-a", child=ask.term(one, gloss=False), parent=parent))
        )

    return ask.question(
        members.parent,
        facts,
        variant=members.relation,
        stem=paragraph(ask.say("stem")),
        answer=Choice(
            tuple(Option(paragraph((Strong(text(ask.plain_term(one))),)), one == odd, why(one)) for one in ids)
        ),
        why=paragraph(ask.say("why", parent=parent)),
    )
