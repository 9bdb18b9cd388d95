"""The registry of rules: a new rule is one function with `@rule(…)` in any module of this package.

A rule looks at one question (`check(question, context)`), at the whole base as it is asked in one language
(`check(context)`), or at a deck in the order in which its cards come (`check(context)` too); it yields flaws.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args

from qgen.lint.findings import Finding, Flaw, Severity
from qgen.registration.blame import RegistrationError
from qgen.registration.registry import Registry

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
        for check in self.of_scope(scope):
            yield from map(self.finding, check(*arguments))

    def of_scope(self, scope: Scope) -> list[Check]:
        """Its checks that look at a question, the base or a deck."""
        return [check for own, check in self.checks if own == scope]

    def finding(self, flaw: Flaw) -> Finding:
        """What a flaw that one of its checks told is reported as."""
        entity = flaw.entity or (flaw.key.entity if flaw.key else None)
        return Finding(self.id, flaw.severity or self.severity, flaw.message, flaw.hint, flaw.key, entity)


RULES: Registry[Rule] = Registry("rule", "qgen.lint")
_further: dict[str, list[tuple[Scope, Check]]] = {}


def rule(
    identifier: str, *, severity: Severity, scope: Scope = "question", title: str, why: str, example: str, remedy: str
) -> Callable[[Check], Check]:
    """Register a rule under the id that messages, `allow` and `qgen explain` use.

    RegistrationError if the id is not a capital letter with two digits or another rule has it, or if the severity or
    the scope is none.
    """

    def register(check: Check) -> Check:
        if not re.fullmatch(r"[A-Z][0-9]{2}", identifier):
            raise RegistrationError(
                f"the rule `{identifier}` has no id such as `M05`", "a capital letter and two digits"
            )
        for name, value, known in (("severity", severity, get_args(Severity)), ("scope", scope, get_args(Scope))):
            if value not in known:
                raise RegistrationError(
                    f"the rule `{identifier}` has the {name} `{value}`", f"one of {', '.join(known)}"
                )
        found = Rule(identifier, severity, title, why, example, remedy, ((scope, check),))
        RULES.add(identifier, found, check.__module__)
        return check

    return register


def further(identifier: str, *, scope: Scope) -> Callable[[Check], Check]:
    """Register one more check of a rule that stands elsewhere, under the same id."""

    def register(check: Check) -> Check:
        _further.setdefault(identifier, []).append((scope, check))
        return check

    return register


@cache
def rules() -> dict[str, Rule]:
    """Every rule by id, with all its checks. KeyError if there are further checks of a rule that there is not."""
    found = RULES.items()
    return found | {
        identifier: replace(found[identifier], checks=(*found[identifier].checks, *checks))
        for identifier, checks in _further.items()
    }
