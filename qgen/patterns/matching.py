"""Hyperparameters to their groups. Each belongs to one group and no two here to the same, so there is one way to match.

Needs the `group` of a hyperparameter, and three other groups with one each.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph, text
from qgen.entities.hyperparameter import InGroup
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.patterns.shuffling import Ring, shuffled
from qgen.questions.bodies import Matching, Pair
from qgen.questions.model import NotAsked, Question

_SIZE = 4


def _rounds(base: FactBase) -> list[InGroup]:
    """One question for each hyperparameter, matched beside three of other groups."""
    return list(base.of(InGroup))


def _members(base: FactBase) -> Ring:
    return Ring(fact.entity for fact in base.of(InGroup))


@pattern(
    "matching",
    kind="matching",
    bloom="understand",
    asks=_rounds,
    lag=9,
    phrases={
        "stem": "the question",
        "left": "the heading of the hyperparameters",
        "right": "the heading of the groups",
    },
)
def matching(fact: InGroup, ask: Asker) -> Question | NotAsked:
    """Which hyperparameter belongs to which group?"""
    seed = f"{fact.entity}#matching"
    if ask.hints_at(fact.entity, fact.group):
        return ask.not_asked([fact], "the hyperparameter and its group share a word")
    chosen = {fact.group: fact}
    for entity in sorted(ask.base.once(_members).stretch(seed), key=lambda one: shuffled(seed, one)):
        (other,) = ask.base.stated_by(entity, InGroup)
        if (
            other.group not in chosen
            and not ask.base.is_coined(other.group)
            and not ask.hints_at(other.entity, other.group)
        ):
            chosen[other.group] = other
        if len(chosen) == _SIZE:
            break
    if len(chosen) < _SIZE:
        return ask.not_asked([fact], f"there are fewer than {_SIZE} groups")
    pairs = sorted(chosen.values(), key=lambda one: shuffled(seed, f"left {one.entity}"))
    groups = [pair.group for pair in pairs]
    return ask.question(
        fact.entity,
        pairs,
        stem=paragraph(ask.say("stem")),
        answer=Matching(
            tuple(Pair(text(ask.plain_term(pair.entity)), text(ask.plain_term(pair.group))) for pair in pairs),
            shown_right=tuple(map(groups.index, sorted(groups, key=lambda one: shuffled(seed, f"right {one}")))),
            headings=(ask.say("left"), ask.say("right")),
        ),
    )
