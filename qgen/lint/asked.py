"""What is asked of a base in one language: all that the patterns derive and in which the linter finds no error."""

from __future__ import annotations

from dataclasses import dataclass

from qgen.diagnostics.problems import Problem
from qgen.knowledge.factbase import FactBase
from qgen.lint.findings import Finding
from qgen.lint.lint import lint
from qgen.patterns.derivation import derive
from qgen.questions.model import NotAsked, Question


@dataclass(frozen=True)
class Asked:
    """The sound questions, what is not asked and why, and what is wrong with the base as it is asked."""

    questions: tuple[Question, ...]
    not_asked: tuple[NotAsked, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]


def ask_base(base: FactBase, language: str) -> Asked:
    """Ask everything that can be asked well."""
    derived = derive(base, language)
    linted = lint(base, language, derived.questions)
    return Asked(linted.questions, derived.not_asked, derived.problems, linted.findings)
