"""From facts to questions: every pattern asks everything that its precondition finds."""

from __future__ import annotations

from dataclasses import replace

from qgen.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import Pattern, patterns
from qgen.problems import Problem
from qgen.questions import Key, Question


def derive(base: FactBase, language: str) -> tuple[list[Question], list[Problem]]:
    """All questions of a language, in the order of the patterns' names and of the base.

    Two questions with one key would share one schedule in Anki: that is a bug of a pattern, and an error here.
    """
    questions: dict[Key, Question] = {}
    problems: list[Problem] = []
    for pattern in patterns().values():
        found, new_problems = _ask(pattern, base, language)
        problems += new_problems
        for question in found:
            if question.key in questions:
                problems.append(Problem("duplicate-key", f"two questions have the key `{question.key}`", question.span))
            questions.setdefault(question.key, question)
    return list(questions.values()), problems


def _ask(pattern: Pattern, base: FactBase, language: str) -> tuple[list[Question], list[Problem]]:
    asker = Asker(base, language, pattern)
    questions: list[Question] = []
    problems: list[Problem] = []
    for askable in pattern.asks(base):
        question = pattern.ask(askable, asker)
        if question is not None:
            questions.append(question)
            problems += (replace(problem, span=question.span) for problem in asker.problems)
        asker.problems.clear()
    return questions, problems
