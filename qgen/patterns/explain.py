"""A concept as an interviewer asks for it: to be explained aloud, graded by everything that the base says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from qgen.blocks import Bullets, Code, Inline, Str, Strong, joined, paragraph, text
from qgen.factbase import FactBase
from qgen.facts import Default, Definition, Effect, Fact, InGroup, IsA, KeyPoint, Range, Related, Values, When
from qgen.patterns.asking import Asker
from qgen.patterns.choices import definition_of
from qgen.patterns.registry import pattern
from qgen.questions import FollowUp, InterviewAnswer, NotAsked, Question

_LEAST = 2  # points, below which there is nothing to be told beyond the definition


def _defined(base: FactBase) -> list[Definition]:
    return list(base.of(Definition))


@pattern("explain", kind="interview", bloom="understand", asks=_defined, lag=12)
def explain(fact: Definition, ask: Asker) -> Question | NotAsked:
    """Explain this concept: what it is, and what is to be known about it."""
    points = [(said, point) for said in _known(fact.entity, ask) if (point := _point(said, ask))]
    if len(points) < _LEAST:
        return ask.not_asked([fact], "less than two things are known of it beside its definition")
    next_questions = list(_follow_ups(fact.entity, ask))
    if not next_questions:
        return ask.not_asked([fact], "no link or tree leads on to a follow-up question")
    facts: list[Fact] = [fact, *(said for said, _ in points), *(said for said, _ in next_questions)]
    return ask.question(
        fact.entity, facts,
        stem=paragraph(ask.say("stem", term=ask.term(fact.entity))),
        answer=ask.blocks(fact.text),
        interview=InterviewAnswer(
            key_points=tuple(point for _, point in points), long=(),
            follow_ups=tuple(follow_up for _, follow_up in next_questions), mistakes=(),
        ),
    )  # fmt: skip


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
        Effect: lambda fact: ask.say(fact.field, text=ask.inline(fact.text)),
        When: lambda fact: ask.say("when", text=ask.inline(fact.text)),
        Range: lambda fact: ask.say("range", text=ask.inline(fact.text)),
        Values: lambda fact: ask.say("values", values=joined([ask.inline(value) for value in fact.values])),
        Default: lambda fact: ask.say("default", value=(Code(fact.value),), library=(Code(fact.library),)),
    }
    return say[type(fact)](fact)


def _follow_ups(concept: str, ask: Asker) -> Iterator[tuple[Fact, FollowUp]]:
    """What tells it from what it is confused with; if there is nothing like that, what the first concept linked to it is."""
    links = ask.base.stated_by(concept, Related)
    contrasts = [fact for fact in links if fact.how == "contrasts-with" and definition_of(ask, fact.to)]
    for fact in contrasts:
        said = ask.say("difference", one=ask.term(concept, gloss=False), other=ask.term(fact.to, gloss=False))
        yield fact, FollowUp(said, (Bullets(tuple(paragraph(_defined_as(one, ask)) for one in (concept, fact.to))),))
    if not contrasts:
        yield from _next(concept, links, ask)


def _next(concept: str, links: list[Related], ask: Asker) -> Iterator[tuple[Fact, FollowUp]]:
    ends = [fact.to for fact in links]
    ends += [fact.parent for fact in ask.base.of(IsA) if fact.child == concept]
    ends += [fact.child for fact in ask.base.of(IsA) if fact.parent == concept]
    ends += [fact.group for fact in ask.base.of(InGroup) if fact.entity == concept]
    for other in ends:
        definition = definition_of(ask, other)
        if definition:
            yield definition, FollowUp(ask.say("what", term=ask.term(other)), ask.blocks(definition.text))
            return


def _defined_as(concept: str, ask: Asker) -> Inline:
    definition = definition_of(ask, concept)
    assert definition
    return (Strong(text(ask.plain_term(concept))), Str(": "), *ask.inline(definition.text))
