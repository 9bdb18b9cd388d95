"""Rules about a deck as a learner meets it: cards in their order, and what they tell taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt

from qgen.language.width import cells
from qgen.lint.context import Context
from qgen.lint.findings import Flaw
from qgen.lint.registry import further, rule
from qgen.questions.model import Question
from qgen.questions.spoilers import NEAR, asks_with

# 99 % of chi-squared, by degrees of freedom. Source: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4.
_CHI_SQUARED = {1: 6.635, 2: 9.210, 3: 11.345, 4: 13.277, 5: 15.086}


@further("M05", scope="deck")
def key_is_longest_by_chance_only(context: Context) -> Iterator[Flaw]:
    choices = [question for question in context.questions if question.kind == "choice"]
    longest = sum(map(_key_is_longest, choices))
    expected = sum(1 / len(question.options) for question in choices)
    sigma = sqrt(sum((1 - 1 / len(question.options)) / len(question.options) for question in choices))
    if choices and longest > expected + 2 * sigma:
        yield Flaw(
            f"the right option is the longest in {longest} of {len(choices)} choices; "
            f"by chance it would be in about {expected:.0f}"
        )


@rule(
    "M14",
    severity="warning",
    scope="deck",
    title="the right option stands anywhere",
    why="A position that is right more often than the others is a clue.",
    example="B in half of the questions",
    remedy="positions come from the questions' ids: leave a question out, or allow it in the recipe",
)
def key_stands_anywhere(context: Context) -> Iterator[Flaw]:
    choices = [question for question in context.questions if question.kind == "choice"]
    for count in sorted({len(question.options) for question in choices}):
        places = Counter(_place(question) for question in choices if len(question.options) == count)
        yield from _uneven([places[place] for place in range(count)], "position")


@rule(
    "M15",
    severity="warning",
    scope="deck",
    title="true and false are as frequent",
    why="If most statements are true, “true” is the best guess.",
    example="nine true statements of ten",
    remedy="say more of what is `disjoint`, so that more false statements can be proved false",
)
def true_as_often_as_false(context: Context) -> Iterator[Flaw]:
    statements = Counter(question.answer_text for question in context.questions if question.kind == "true-false")
    if statements:
        yield from _uneven([*statements.values(), 0][:2], "answer")


@rule(
    "M18",
    severity="warning",
    scope="deck",
    title="no card tells the next one's answer",
    why="What was read a moment ago is recognised, not recalled.",
    example="“What is recall?” right before “Which term does this describe?”",
    remedy="set `lag` in the pattern, or move one of the entities to another chapter",
)
def no_card_tells_the_next(context: Context) -> Iterator[Flaw]:
    for place, question in enumerate(context.questions):
        for before in context.questions[max(0, place - NEAR) : place]:
            if asks_with(before, question):
                yield Flaw(f"`{before.key}` stands right before it and says its answer", key=question.key)


def _uneven(counts: Sequence[int], what: str) -> Iterator[Flaw]:
    """A flaw if the counts differ more than chance lets them: chi-squared, at 99 %."""
    total, cases = sum(counts), len(counts)
    expected = total / cases
    if expected < 5 or cases - 1 not in _CHI_SQUARED:
        return  # too few to tell
    statistic = sum((count - expected) ** 2 / expected for count in counts)
    if statistic > _CHI_SQUARED[cases - 1]:
        yield Flaw(f"right answers by {what}: {', '.join(map(str, counts))}, which is hardly chance")


def _place(question: Question) -> int:
    return next(place for place, option in enumerate(question.options) if option.correct)


def _key_is_longest(question: Question) -> bool:
    lengths = sorted(((cells(option.words), option.correct) for option in question.options), reverse=True)
    return lengths[0][1] and lengths[0][0] > lengths[1][0]
