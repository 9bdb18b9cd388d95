"""A library's default is to be chosen among numbers. There is one default, so every other number is wrong.

Needs a number in `defaults`, and three other numbers among the defaults of the base.
"""

from __future__ import annotations

from qgen.content.blocks import Code, Inline, paragraph
from qgen.entities.hyperparameter import Default
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.choices import Options, choice
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _numbers(base: FactBase) -> list[Default]:
    return [fact for fact in base.of(Default) if _number(fact.value) is not None]


@pattern(
    "default-choice",
    kind="choice",
    bloom="remember",
    asks=_numbers,
    lag=8,
    phrases={
        "right": "why an option is right: it is the default of {library}",
        "wrong": "why one is wrong: {value} is the default of {other} in {library}",
    },
    shares=("which-default",),
)
def default_choice(fact: Default, ask: Asker) -> Question | NotAsked:
    """Which of these numbers is the default?"""
    library = (Code(fact.library),)
    owners = ask.base.once(_owners)
    return choice(
        ask,
        fact.entity,
        [fact],
        variant=fact.variant,
        stem=paragraph(ask.say("which-default", term=ask.term_and_code(fact.entity), library=library)),
        options=Options(
            key=fact.value,
            wrong=[[value for value in owners if _number(value) != _number(fact.value)]],
            text=lambda one: one,
            show=lambda one: paragraph((Code(one),)),
            why=lambda one: paragraph(
                ask.say("right", library=library) if one == fact.value else _whose(owners[one], ask)
            ),
            place=_number,
        ),
    )


def _owners(base: FactBase) -> dict[str, Default]:
    """Each value with the first default that it is of."""
    return {fact.value: fact for fact in reversed(_numbers(base))}


def _whose(other: Default, ask: Asker) -> Inline:
    """Whose default a wrong option is: more to learn from than that it is wrong."""
    return ask.say(
        "wrong", value=(Code(other.value),), other=ask.term(other.entity, gloss=False), library=(Code(other.library),)
    )


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
