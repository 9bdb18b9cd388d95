"""The registry of rules: a new rule is one function with `@rule(…)` in any module of this package.

A rule looks at one question (`check(question, context)`), at the whole base as it is asked in one language
(`check(context)`), or at a deck in the order in which its cards come (`check(context)` too); it yields flaws.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from qgen.lint.findings import Finding, Flaw, Severity

Scope = Literal["question", "base", "deck"]
Check = Callable[..., Iterable[Flaw]]


@dataclass(frozen=True)
class Rule:
    """One rule, with what `qgen explain` prints. `severity` is the level of a flaw that names none of its own.

    `checks` are its functions with the scope of each: a rule may look at each question and at a deck too.
    """

    id: str
    severity: Severity
    title: str
    why: str
    example: str
    remedy: str
    checks: tuple[tuple[Scope, Check], ...]

    def findings(self, scope: Scope, *arguments: Any) -> Iterator[Finding]:
        """What its checks of that scope find."""
        for own, check in self.checks:
            if own == scope:
                yield from (self._finding(flaw) for flaw in check(*arguments))

    def _finding(self, flaw: Flaw) -> Finding:
        entity = flaw.entity or (flaw.key.entity if flaw.key else None)
        return Finding(self.id, flaw.severity or self.severity, flaw.message, flaw.hint, flaw.key, entity)


_rules: dict[str, Rule] = {}
_more: dict[str, list[tuple[Scope, Check]]] = {}


def rule(
    identifier: str, *, severity: Severity, scope: Scope = "question", title: str, why: str, example: str, remedy: str
) -> Callable[[Check], Check]:
    """Register a rule under the id that messages, `allow` and `qgen explain` use."""

    def register(check: Check) -> Check:
        if identifier in _rules:
            raise ValueError(f"two rules are called {identifier!r}")
        _rules[identifier] = Rule(identifier, severity, title, why, example, remedy, ((scope, check),))
        return check

    return register


def further(identifier: str, *, scope: Scope) -> Callable[[Check], Check]:
    """Register one more check of a rule that stands elsewhere, under the same id."""

    def register(check: Check) -> Check:
        _more.setdefault(identifier, []).append((scope, check))
        return check

    return register


@cache
def rules() -> dict[str, Rule]:
    """Every rule by id. Importing the package's modules is what fills the registry."""
    import qgen.lint as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return {
        identifier: replace(found, checks=(*found.checks, *_more.get(identifier, ())))
        for identifier, found in sorted(_rules.items())
    }
