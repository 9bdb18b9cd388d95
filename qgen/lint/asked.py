"""What is asked of a base in one language: all that the patterns derive and in which the linter finds no error."""

from __future__ import annotations

from dataclasses import dataclass

from qgen.diagnostics.problems import Problem
from qgen.knowledge.factbase import FactBase
from qgen.lint.findings import WORTH, Finding
from qgen.lint.lint import lint
from qgen.lint.registry import rules
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
    """Ask everything that can be asked well.

    What could be guessed (`qgen.lint.worth`) is no fault of the sources: it is not asked, and `qgen stats` says why.
    """
    derived = derive(base, language)
    linted = lint(base, language, derived.questions)
    guessed = {finding.key: finding for finding in linted.findings if finding.rule.startswith(WORTH)}
    left_out = tuple(
        NotAsked(question.key.pattern, question.facts, f"{found.rule}, {rules()[found.rule].title}: {found.message}")
        for question in derived.questions
        if (found := guessed.get(question.key))
    )
    findings = tuple(finding for finding in linted.findings if not finding.rule.startswith(WORTH))
    return Asked(linted.questions, (*derived.not_asked, *left_out), derived.problems, findings)
