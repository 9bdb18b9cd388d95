"""A concept as an interviewer asks for it: to be explained aloud, graded by everything that the base says of it.

Needs a `definition`, two more facts of the concept, and a link or a taxonomy that leads on to a follow-up question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgen.content.blocks import Blocks, Code, Inline, Paragraph, joined, paragraph
from qgen.entities.concept import Definition, KeyPoint
from qgen.entities.facts import Fact, IsA
from qgen.entities.hyperparameter import Default, Effect, InGroup, Range, Values, When
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.follow_ups import follow_ups
from qgen.patterns.registry import pattern
from qgen.questions.bodies import InterviewAnswer
from qgen.questions.model import NotAsked, Question

_LEAST = 2  # points, below which there is nothing to be told beyond the definition


def _defined(base: FactBase) -> list[Definition]:
    return list(base.of(Definition))


@pattern(
    "explain",
    kind="interview",
    bloom="understand",
    asks=_defined,
    lag=12,
    phrases={
        "stem": "the question to explain {term}",
        "short": "the short answer: {definition}",
        "short_sets": "the short answer for a hyperparameter: what it sets is {definition}",
        "kind": "a key point: it is a kind of {parent}",
        "group": "a key point: it belongs to the group {group}",
        "range": "a key point: its range, {text}",
        "what": "a follow-up question: what {term} means",
    },
    shares=("difference", "raising", "lowering", "when", "values", "default"),
)
def explain(fact: Definition, ask: Asker) -> Question | NotAsked:
    """Explain this concept: what it is, and what is to be known about it."""
    points = [(said, point) for said in _known(fact.entity, ask) if (point := _point(said, ask))]
    if len(points) < _LEAST:
        return ask.not_asked([fact], "less than two things are known of it beside its definition")
    next_questions = list(follow_ups(fact.entity, ask))
    if not next_questions:
        return ask.not_asked([fact], "no link or tree leads on to a follow-up question")
    facts: list[Fact] = [fact, *(said for said, _ in points), *(one for said, _ in next_questions for one in said)]
    return ask.question(
        fact.entity,
        facts,
        stem=paragraph(ask.say("stem", term=ask.term(fact.entity))),
        answer=InterviewAnswer(
            short=_short(fact, ask),
            key_points=tuple(point for _, point in points),
            follow_ups=tuple(follow_up for _, follow_up in next_questions),
        ),
    )


def _short(fact: Definition, ask: Asker) -> Blocks:
    """The definition as one says it: in a sentence, unless it is one already or more than that."""
    blocks = ask.blocks(fact.text)
    if len(blocks) > 1 or not isinstance(blocks[0], Paragraph) or not ask.words(fact.text).rstrip()[-1].isalnum():
        return blocks
    return paragraph(
        ask.say("short_sets" if ask.kind(fact.entity) == "hyperparameter" else "short", definition=blocks[0].inline)
    )


def _known(concept: str, ask: Asker) -> list[Fact]:
    """What the base says of a concept beyond its definition, in the order in which one would tell it."""
    base = ask.base
    kinds = [fact for fact in base.of(IsA) if fact.child == concept]
    kinds_of: tuple[type[Fact], ...] = (InGroup, KeyPoint, Effect, Values, Range, Default, When)
    return [*kinds[:1], *(fact for kind in kinds_of for fact in base.stated_by(concept, kind))]


def _point(fact: Fact, ask: Asker) -> Inline | None:
    say: dict[type[Fact], Callable[[Any], Inline]] = {
        KeyPoint: lambda fact: ask.inline(fact.text),
        IsA: lambda fact: ask.say("kind", parent=ask.term(fact.parent)),
        InGroup: lambda fact: ask.say("group", group=ask.term(fact.group, gloss=False)),
        Effect: lambda fact: ask.say(fact.prefix, text=ask.inline(fact.text)),
        When: lambda fact: ask.say("when", text=ask.inline(fact.text)),
        Range: lambda fact: ask.say("range", text=ask.inline(fact.text)),
        Values: lambda fact: ask.say("values", text=joined([ask.inline(value) for value in fact.values])),
        Default: lambda fact: ask.say("default", value=(Code(fact.value),), library=(Code(fact.library),)),
    }
    return next(say[kind] for kind in type(fact).__mro__ if kind in say)(fact)
