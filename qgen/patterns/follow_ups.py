"""What an interviewer asks next: what leads on from a concept, never back to what it is a kind of.

Takes a concept; gives questions on what tells it from others, on what changing it does, and on what many get wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from qgen.content.blocks import Blocks, Inline, Table, text
from qgen.entities.comparison import Cell
from qgen.entities.concept import Related
from qgen.entities.facts import Fact
from qgen.entities.hyperparameter import Effect
from qgen.entities.misconception import Misbelief
from qgen.patterns.asking import Asker
from qgen.patterns.contrast import said_back
from qgen.questions.bodies import FollowUp

_MOST = 3
"""Follow-ups: what more there is would be an interrogation."""

Next = tuple[list[Fact], FollowUp]
"""A follow-up question with the facts that its answer states."""


def follow_ups(concept: str, ask: Asker) -> Iterator[Next]:
    """The first few questions that lead on from a concept."""
    found = (*_differences(concept, ask), *_effects(concept, ask), *_beliefs(concept, ask))
    yield from found[:_MOST]


def _differences(concept: str, ask: Asker) -> Iterator[Next]:
    """What tells it from what it is confused with, where the base says so in words or in a comparison."""
    contrasts = [fact for fact in ask.base.stated_by(concept, Related) if fact.how == "contrasts-with"]
    contrasts += [
        fact
        for fact in ask.base.where(Related, "to", concept)
        if fact.how == "contrasts-with" and not said_back(fact, ask)
    ]
    for fact in contrasts:
        stated = next((one for one in (fact, *said_back(fact, ask)) if one.difference), None)
        one, other = ask.term(fact.entity, gloss=False), ask.term(fact.to, gloss=False)
        if stated and stated.difference:
            asked = ask.say("difference", one=one, other=other)
            if stated.axis:
                asked = ask.say("axis", one=one, other=other, axis=ask.inline(stated.axis))
            yield [stated], FollowUp(asked, ask.blocks(stated.difference))
        elif table := _compared(fact.entity, fact.to, ask):
            facts, answer = table
            yield [fact, *facts], FollowUp(ask.say("difference", one=one, other=other), answer)


def _compared(one: str, other: str, ask: Asker) -> tuple[list[Fact], Blocks] | None:
    """A comparison of the two as a table; None if the base holds none."""
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
        return None
    header: tuple[Inline, ...] = ((), *(text(ask.plain_term(concept)) for concept in both))
    shown = tuple((ask.inline(left.aspect_name), ask.inline(left.text), ask.inline(right.text)) for left, right in rows)
    return [fact for row in rows for fact in row], (Table(header, shown, stub=True),)


def _effects(concept: str, ask: Asker) -> Iterator[Next]:
    for fact in ask.base.stated_by(concept, Effect):
        yield [fact], FollowUp(ask.say(fact.prefix, term=ask.term(concept, gloss=False)), ask.blocks(fact.text))


def _beliefs(concept: str, ask: Asker) -> Iterator[Next]:
    for fact in ask.base.of(Misbelief):
        if fact.about[0] == concept:
            yield [fact], FollowUp(ask.say("belief", belief=ask.inline(fact.belief)), ask.blocks(fact.right))
