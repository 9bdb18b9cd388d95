"""Questions that are nearly the same: most of the same rows or steps, or the same pair of concepts.

Takes questions of one language; gives those of which no twin came before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from qgen.questions.bodies import Matching, Ordering
from qgen.questions.model import Question
from qgen.rendering.plain import plain, plain_inline

_COMMON = 50
"""Questions that show one text, from which on it tells nothing of what is alike: the root of a large tree is such."""

Parts = frozenset[str]


def without_twins(questions: Sequence[Question], before: Iterable[Question] = ()) -> list[Question]:
    """The questions that are unlike each of those before them, and unlike those of `before`."""
    met = _Met()
    for question in before:
        met.add(question)
    return [question for question in questions if met.add(question)]


class _Met:
    """Questions that came before, by what they show."""

    def __init__(self) -> None:
        self._showing: dict[tuple[str, str], list[Parts]] = defaultdict(list)

    def add(self, question: Question) -> bool:
        """Add a question that has no twin here; whether it had none."""
        parts = _parts(question)
        alike = (self._showing[question.key.pattern, part] for part in parts)
        if any(_are_twins(question, parts, other) for others in alike for other in others[:_COMMON]):
            return False
        for part in parts:
            self._showing[question.key.pattern, part].append(parts)
        return True


def _parts(question: Question) -> Parts:
    """What a question shows to be ordered or matched, or the two concepts that it tells apart."""
    match question.body:
        case Ordering(items):
            return frozenset(map(plain, items))
        case Matching(pairs):
            return frozenset(plain_inline(pair.left) for pair in pairs)
        case _ if question.key.pattern == "which-of-two":
            return frozenset((question.key.entity, question.key.variant))
        case _:
            return frozenset()


def _are_twins(question: Question, parts: Parts, other: Parts) -> bool:
    """Of rows and steps more than half are the same."""
    if question.kind in ("matching", "ordering"):
        return 2 * len(parts & other) > min(len(parts), len(other))
    return parts == other
