"""What an interviewer asks next: what tells a concept from another one, or what a concept near it is."""

from __future__ import annotations

from collections.abc import Iterator

from qgen.content.blocks import Blocks, Bullets, Inline, Str, Strong, Table, paragraph, text
from qgen.entities.comparison import Cell
from qgen.entities.concept import Related
from qgen.entities.facts import Fact, IsA
from qgen.entities.hyperparameter import InGroup
from qgen.patterns.asking import Asker
from qgen.patterns.choices import definition_of
from qgen.patterns.contrast import said_back
from qgen.questions.bodies import FollowUp

Next = tuple[list[Fact], FollowUp]
"""A follow-up question with the facts that its answer states."""


def follow_ups(concept: str, ask: Asker) -> Iterator[Next]:
    """What tells it from what it is confused with; if there is nothing like that, what the first concept near it is."""
    links = ask.base.stated_by(concept, Related)
    contrasts = [
        fact
        for fact in links
        if fact.how == "contrasts-with" and definition_of(ask, fact.to) and not _comes_later(fact, ask)
    ]
    for fact in contrasts:
        question = ask.say("difference", one=ask.term(concept, gloss=False), other=ask.term(fact.to, gloss=False))
        facts, answer = _difference(concept, fact.to, ask)
        yield [fact, *said_back(fact, ask), *facts], FollowUp(question, answer)
    if not contrasts:
        yield from _next(concept, links, ask)


def _comes_later(fact: Related, ask: Asker) -> bool:
    """Whether the other concept is written further down and names this one too: the pair is told apart once, there."""
    return bool(said_back(fact, ask)) and ask.base.place(fact.entity) < ask.base.place(fact.to)


def _difference(one: str, other: str, ask: Asker) -> tuple[list[Fact], Blocks]:
    """A comparison of the two, where the base holds one; else their definitions."""
    both = (one, other)
    comparisons = dict.fromkeys(fact.entity for fact in ask.base.where(Cell, "subject", one))
    told = (fact for comparison in comparisons for fact in ask.base.stated_by(comparison, Cell))
    cells = {(fact.entity, fact.aspect, fact.subject): fact for fact in told if fact.subject in both}
    rows = [
        (cells[*row, one], cells[*row, other])
        for row in dict.fromkeys(key[:2] for key in cells)
        if all((*row, subject) in cells for subject in both)
    ]
    if not rows:
        return [], (Bullets(tuple(paragraph(_defined_as(concept, ask)) for concept in both)),)
    header: tuple[Inline, ...] = ((), *(text(ask.plain_term(concept)) for concept in both))
    shown = tuple((ask.inline(left.aspect_name), ask.inline(left.text), ask.inline(right.text)) for left, right in rows)
    return [fact for row in rows for fact in row], (Table(header, shown, stub=True),)


def _next(concept: str, links: list[Related], ask: Asker) -> Iterator[Next]:
    """What a concept builds on comes last: asked after it, it leads back rather than on."""
    ends = [fact.to for fact in links if fact.how not in ("prerequisite", "contrasts-with")]
    ends += [fact.child for fact in ask.base.where(IsA, "parent", concept)]
    ends += [fact.parent for fact in ask.base.where(IsA, "child", concept)]
    ends += [fact.to for fact in links]
    ends += [fact.group for fact in ask.base.stated_by(concept, InGroup)]
    for other in ends:
        definition = definition_of(ask, other)
        if definition:
            yield [definition], FollowUp(ask.say("what", term=ask.term(other)), ask.blocks(definition.text))
            return


def _defined_as(concept: str, ask: Asker) -> Inline:
    definition = definition_of(ask, concept)
    assert definition
    return (Strong(text(ask.plain_term(concept))), Str(": "), *ask.inline(definition.text))
