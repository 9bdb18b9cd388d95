"""From facts to questions: every pattern asks everything that its precondition finds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qgen.diagnostics.problems import Problem
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.prover import Prover
from qgen.patterns.asking import Asker
from qgen.patterns.registry import patterns
from qgen.questions.model import Key, NotAsked, Question


@dataclass(frozen=True)
class Derived:
    """All questions of a language, what was not asked and why, and what is wrong with the base as it is asked."""

    questions: tuple[Question, ...]
    not_asked: tuple[NotAsked, ...]
    problems: tuple[Problem, ...]


def derive(base: FactBase, language: str) -> Derived:
    """Ask everything that can be asked, in the order of the patterns' names and of the base.

    Two questions with one key would share one schedule in Anki: that is a bug of a pattern, and an error here.
    """
    questions: dict[Key, Question] = {}
    not_asked: list[NotAsked] = []
    problems: list[Problem] = []
    prover = Prover(base)
    for pattern in patterns().values():
        asker = Asker(base, prover, language, pattern)
        for askable in pattern.asks(base):
            asked = pattern.ask(askable, asker)
            if isinstance(asked, NotAsked):
                not_asked.append(asked)
            elif asked.key in questions:
                problems.append(
                    Problem.error("duplicate-key", f"two questions have the key `{asked.key}`", at=asked.span)
                )
            else:
                questions[asked.key] = asked
                problems += (replace(problem, span=asked.span) for problem in asker.problems)
            asker.problems.clear()
    return Derived(tuple(questions.values()), tuple(not_asked), tuple(problems))
