"""When one question tells the answer of another: the order of a deck, exams and the linter go by this.

Takes two questions of one language; compares what the first shows with what the second asks for.
"""

from __future__ import annotations

from qgen.language.similarity import contains
from qgen.questions.bodies import Choice, Imported, Recall, Typed
from qgen.questions.model import Question

GAP = 10
"""Cards for which a learner still has in mind what a back said."""

NEAR = 2
"""Cards between which even a deck that asks everything should not tell an answer."""


def tells(before: Question, question: Question) -> bool:
    """Whether what one question shows is the answer of another.

    A front tells only what is asked of the same facts: a name that stands in a stem answers nothing by itself.
    Notes of imported decks keep their author's order, and are never told.
    """
    if isinstance(question.body, Imported) or isinstance(before.body, Imported):
        return False
    shares = not before.fact_set.isdisjoint(question.fact_set)
    if shares and question.kind == "true-false":
        return True
    shown = (*before.told, before.front_text) if shares else before.told
    return any(
        all(any(contains(text, one) for text in shown) for one in hidden) for hidden in question.hidden if any(hidden)
    )


def asks_with(other: Question, question: Question) -> bool:
    """Whether the front of one question names the answer of another on the same fact, as on one sheet of an exam."""
    if not isinstance(question.body, Recall | Typed | Choice) or other.fact_set.isdisjoint(question.fact_set):
        return False
    return contains(other.front_text, question.answer_text.split("\n")[0])
