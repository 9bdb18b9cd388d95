"""The propositions that entities state, typed. Patterns read these and never YAML.

A fact's class stands in the file of the entity that states it; here are what all facts have, and what several entities
state. A fact's id is `<entity id>#<field>`; it names the fact in `questions.json`, in coverage and in interview key
points.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, fields
from typing import ClassVar

from qgen.entities.values import Text


@dataclass(frozen=True)
class Fact:
    """`entity` states it; `slot` tells it from the entity's other facts of its class, and is empty where there is one
    only.
    """

    prefix: ClassVar[str]
    """What the ids of this class begin with behind the `#`. No two classes that one entity states may share it."""

    entity: str
    _: KW_ONLY
    slot: str = ""

    @property
    def field(self) -> str:
        """Its place in the entity, as in `key_points/by-hand` or `definition`: unique there."""
        return f"{self.prefix}/{self.slot}" if self.slot else self.prefix

    @property
    def id(self) -> str:
        return f"{self.entity}#{self.field}"

    @property
    def variant(self) -> str:
        """What tells a question about it from those about its siblings, in the question's key. It never changes, for
        learners' schedules hang on it.
        """
        return self.slot or self.prefix

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

    prefix = "is-a"

    child: str
    parent: str
