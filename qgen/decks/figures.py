"""How a deck meets its learner: counts over the order in which the cards come.

Takes an edition; what it finds is told by `qgen stats`.
"""

from __future__ import annotations

from qgen.decks.edition import Edition
from qgen.decks.spacing import introduces, used_by
from qgen.entities.concept import Definition
from qgen.questions.model import Question
from qgen.questions.spoilers import GAP, tells


def figures(edition: Edition) -> dict[str, int]:
    """Counts of one deck in one language.

    `questions`; `told`: those whose answer a back of the ten cards before says; `left_out`: those left out so that none
    is told; `early`: uses of a term by a card that comes before the term's own definition; `undefined`: terms used that
    the deck never defines, though the base does.
    """
    shown = [item.question for item in edition.items()]
    return {
        "questions": len(shown),
        "told": sum(any(tells(before, question) for before in _before(shown, at)) for at, question in enumerate(shown)),
        "left_out": len(edition.left_out),
        **_uses(edition, shown),
    }


def _before(shown: list[Question], at: int) -> list[Question]:
    return shown[max(0, at - GAP) : at]


def _uses(edition: Edition, shown: list[Question]) -> dict[str, int]:
    base = edition.base
    assert base
    introduced = {question.key.entity for question in shown if introduces(question)}
    met: set[str] = set()
    early = 0
    undefined: set[str] = set()
    for question in shown:
        met |= {question.key.entity} if introduces(question) else set()
        used = used_by(question, base)
        early += len((used & introduced) - met)
        undefined |= {concept for concept in used - introduced if base.stated_by(concept, Definition)}
    return {"early": early, "undefined": len(undefined)}
