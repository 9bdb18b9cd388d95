"""The linter: rules of good item writing that a machine can check, run over every derived question."""

from qgen.lint.asked import Asked, ask_base
from qgen.lint.findings import Finding, Flaw
from qgen.lint.lint import Linted, Report, lint, lint_deck
from qgen.lint.registry import Rule, rule, rules

__all__ = ["Asked", "Finding", "Flaw", "Linted", "Report", "Rule", "ask_base", "lint", "lint_deck", "rule", "rules"]
