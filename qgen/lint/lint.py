"""Runs the rules: over the questions of a language, which loses those with an error, and over each deck."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qgen.diagnostics.problems import Problem, Span, did_you_mean
from qgen.knowledge.factbase import FactBase
from qgen.lint.context import Context
from qgen.lint.findings import Finding
from qgen.lint.registry import rules
from qgen.questions.bodies import Imported
from qgen.questions.model import Question


@dataclass(frozen=True)
class Linted:
    """The questions without an error, and everything that was found, allowed or not."""

    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]


def lint(base: FactBase, language: str, questions: Sequence[Question]) -> Linted:
    """Look at every question, then at the base as the sound ones ask it.

    Notes of imported decks are kept and not looked at: they are as their authors made them.
    """
    kept = tuple(question for question in questions if isinstance(question.body, Imported))
    questions = [question for question in questions if not isinstance(question.body, Imported)]
    every = Context(language, base, tuple(questions))
    checks = [(rule, check) for rule in rules().values() for check in rule.of_scope("question")]
    findings = [
        replace(rule.finding(flaw), key=question.key, entity=question.key.entity)
        for question in questions
        for rule, check in checks
        for flaw in check(question, every)
    ]
    sound = Context(language, base, _sound(questions, findings))
    findings += (found for rule in rules().values() for found in rule.findings("base", sound))
    return Linted((*_sound(questions, findings), *kept), tuple(findings))


def lint_deck(base: FactBase, language: str, questions: Iterable[Question]) -> tuple[Finding, ...]:
    """Look at a deck's questions in their order."""
    context = Context(
        language, base, tuple(question for question in questions if not isinstance(question.body, Imported))
    )
    return tuple(found for rule in rules().values() for found in rule.findings("deck", context))


class Report:
    """Findings of every language and deck as problems, without what authors allow; allowances have to be needed."""

    def __init__(self, base: FactBase):
        self._base = base
        self._unused = {(entity.id, rule) for entity in base.entities() for rule in entity.allow}
        self._found: dict[tuple[Finding, Span | None], list[str]] = {}

    def add(
        self, findings: Iterable[Finding], language: str, deck: Span | None = None, allow: Iterable[str] = ()
    ) -> None:
        """What a language's questions or a deck have. `deck` is the place of what no entity is at fault for."""
        for finding in findings:
            if not (self._allows(finding) if finding.entity else finding.rule in set(allow)):
                span = self._base.span(finding.entity, "id") if finding.entity else deck
                self._found.setdefault((finding, span), []).append(language)

    def problems(self) -> list[Problem]:
        """One problem for each finding, with the languages in which it was made."""
        return [
            _problem(finding, ", ".join(dict.fromkeys(found)), span) for (finding, span), found in self._found.items()
        ]

    def unused(self) -> list[Problem]:
        """Allowances that name no rule, or that no finding of any language needed."""
        return [
            Problem.error("unknown-rule", f"no rule `{rule}`", at=span, hint=did_you_mean(rule, rules()))
            if rule not in rules()
            else Problem.warning(
                "unused-allow", f"`{rule}` finds nothing here that would have to be allowed", at=span, hint="drop it"
            )
            for entity, rule in sorted(self._unused)
            for span in (self._base.span(entity, "allow", rule),)
        ]

    def _allows(self, finding: Finding) -> bool:
        assert finding.entity
        allowed = finding.severity == "warning" and finding.rule in self._base.entity(finding.entity).allow
        if allowed:
            self._unused.discard((finding.entity, finding.rule))
        return allowed


def _sound(questions: Iterable[Question], findings: Iterable[Finding]) -> tuple[Question, ...]:
    faulty = {finding.key for finding in findings if finding.severity == "error"}
    return tuple(question for question in questions if question.key not in faulty)


def _problem(finding: Finding, found_in: str, span: Span | None) -> Problem:
    """An error of the linter is no error of the sources: the question is left out, and everything else is built."""
    left_out = " – left out" if finding.severity == "error" else ""
    about = f"`{finding.key}` ({found_in})" if finding.key else f"({found_in})"
    hint = finding.hint or rules()[finding.rule].remedy
    return Problem.warning(
        finding.rule,
        f"{about}: {finding.message}{left_out}",
        at=span,
        hint=f"{hint}; `qgen explain {finding.rule}` says more",
    )
