"""The propositions that entities state, typed. Patterns read these and never YAML.

A fact's id is `<entity id>#<field>`; it names the fact in `questions.json`, in coverage and in interview key points.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from qgen.entities.values import Text


@dataclass(frozen=True)
class Fact:
    """`entity` states it; `field` is its place there, as in `key_points/by-hand`."""

    entity: str
    field: str

    @property
    def id(self) -> str:
        return f"{self.entity}#{self.field}"

    @property
    def askable(self) -> bool:
        """Whether it is something to be known. What only says how to read other facts is not."""
        return True

    @property
    def one_angle(self) -> bool:
        """Whether there is but one way to ask it."""
        return False

    def texts(self) -> list[Text]:
        """Everything it says in words."""
        return [value for value in (getattr(self, field.name) for field in fields(self)) if isinstance(value, Text)]


@dataclass(frozen=True)
class IsA(Fact):
    """`child` is a kind of `parent`. `entity` is the taxonomy that says so, or the child itself."""

    child: str
    parent: str
