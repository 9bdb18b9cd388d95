"""How much of a base is asked: facts, angles, levels of thinking, and what is not asked and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from qgen.knowledge.factbase import FactBase
from qgen.lint import Asked
from qgen.questions.model import Bloom


@dataclass(frozen=True)
class Coverage:
    """Counts for one language. A fact is asked from as many angles as patterns ask it."""

    language: str
    facts: int
    """Facts that can be asked."""
    asked: int
    two_angles: int
    questions: int
    by_pattern: dict[str, int]
    by_kind: dict[str, int]
    bloom: dict[str, dict[str, int]]
    """Entity -> level of thinking -> questions."""
    not_asked: dict[str, dict[str, int]]
    """Pattern -> precondition that failed -> how often."""
    unasked: tuple[str, ...]
    """Facts that nothing asks."""
    one_angle: tuple[str, ...]
    decks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Deck -> what is counted over the order of its cards (`qgen.decks.figures`) -> how often."""

    def as_json(self) -> dict[str, Any]:
        """The counts by their names, as `qgen stats` gives them to programs."""
        return {**vars(self), "unasked": list(self.unasked), "one_angle": list(self.one_angle)}


def cover(base: FactBase, asked: Asked, language: str) -> Coverage:
    """The coverage of a base by the questions that are asked of it."""
    angles: dict[str, set[str]] = {fact.id: set() for fact in base.facts if base.is_askable(fact)}
    for question in asked.questions:
        for fact in angles.keys() & set(question.facts):
            angles[fact].add(question.key.pattern)
    failed: dict[str, Counter[str]] = {}
    for missing in asked.not_asked:
        failed.setdefault(missing.pattern, Counter())[missing.reason] += 1
    return Coverage(
        language=language,
        facts=len(angles),
        asked=sum(1 for patterns in angles.values() if patterns),
        two_angles=sum(1 for patterns in angles.values() if len(patterns) > 1),
        questions=len(asked.questions),
        by_pattern=_counted(question.key.pattern for question in asked.questions),
        by_kind=_counted(question.kind for question in asked.questions),
        bloom=_bloom(asked),
        not_asked={pattern: dict(counts) for pattern, counts in sorted(failed.items())},
        unasked=tuple(sorted(fact for fact, patterns in angles.items() if not patterns)),
        one_angle=tuple(sorted(fact for fact, patterns in angles.items() if len(patterns) == 1)),
    )


def _counted(names: Any) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _bloom(asked: Asked) -> dict[str, dict[str, int]]:
    matrix: dict[str, dict[str, int]] = {}
    for question in asked.questions:
        row = matrix.setdefault(question.key.entity, dict.fromkeys(get_args(Bloom), 0))
        row[question.bloom] += 1
    return dict(sorted(matrix.items()))
