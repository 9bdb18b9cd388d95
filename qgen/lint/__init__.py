"""The linter: rules of good item writing that a machine can check, run over every derived question."""

from qgen.lint.findings import Finding, Flaw
from qgen.lint.lint import Allowances, Linted, lint, lint_deck
from qgen.lint.registry import Rule, rule, rules

__all__ = ["Allowances", "Finding", "Flaw", "Linted", "Rule", "lint", "lint_deck", "rule", "rules"]
