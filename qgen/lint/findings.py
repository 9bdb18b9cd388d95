"""What a rule finds. A rule yields flaws; the registry makes findings of them, with the rule's id and severity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qgen.questions.model import Key

Severity = Literal["error", "warning"]


WORTH = "W"
"""What the ids of rules about worth begin with: what they find is not asked, and is no fault of the sources."""


@dataclass(frozen=True)
class Flaw:
    """Something wrong, in the rule's words: lower case, no full stop. `hint` says how to mend it.

    A rule over one question leaves `key` and `entity` out; another names the question, the entity, or neither.
    """

    message: str
    hint: str | None = None
    severity: Severity | None = None
    """The rule's own severity if None."""
    key: Key | None = None
    entity: str | None = None


@dataclass(frozen=True)
class Finding:
    """A flaw with the rule that found it. An error keeps the question out; a warning may be allowed, with a reason."""

    rule: str
    severity: Severity
    message: str
    hint: str | None = None
    key: Key | None = None
    entity: str | None = None
    """The entity that it is reported at; None if the set as a whole is at fault."""
