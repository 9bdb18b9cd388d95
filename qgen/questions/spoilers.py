"""When one question tells the answer of another: study order, exams and the linter go by this."""

from __future__ import annotations

from qgen.language.similarity import contains
from qgen.questions.bodies import Choice, Recall, Typed
from qgen.questions.model import Question

NEAR = 2
"""Cards between which a learner still has the last one in mind."""


def tells(before: Question, question: Question) -> bool:
    """Whether what one question shows is the answer of another on the same fact."""
    if not isinstance(question.body, Recall | Typed | Choice) or set(before.facts).isdisjoint(question.facts):
        return False
    return contains(before.front_text, question.answer_text.split("\n")[0])
