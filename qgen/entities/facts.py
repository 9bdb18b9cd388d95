"""The propositions that entities state, typed. Patterns read these and never YAML.

A fact's class stands in the file of the entity that states it; here are what all facts have, and what several entities
state. A fact's id is `<entity id>#<field>`; it names the fact in `questions.json`, in coverage and in interview key
points.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, fields
from typing import ClassVar, Protocol

from qgen.content.blocks import Blocks, Inline, paragraph
from qgen.content.wording import Value
from qgen.entities.qualifiers import PLAIN, Qualifiers
from qgen.entities.values import Text


class Teller(Protocol):
    """What a fact is told with, in one language: names, texts, and the phrases of the document that tells it."""

    def term(self, concept: str, *, gloss: bool = True) -> Value:
        """A concept's name, with its abbreviation or English name behind it in a gloss."""

    def inline(self, value: Text) -> Inline:
        """A text of one paragraph."""

    def blocks(self, value: Text | None) -> Blocks:
        """A text with everything that is in it; nothing for None."""

    def say(self, phrase: str, /, **values: Value | Inline | str) -> Inline:
        """A phrase with the values in. LookupError if the language has no such phrase for facts."""


@dataclass(frozen=True)
class Edge:
    """That one concept stands right below another.

    `tree` is the id of the taxonomy, or of the concept, that says so; it is None in a group of hyperparameters, whose
    members say so one by one.
    """

    child: str
    parent: str
    fact: Fact
    tree: str | None


@dataclass(frozen=True)
class Fact:
    """What an entity states: `entity` is its id.

    `slot` tells the fact from the entity's other facts of its class; it is empty where there is one only.
    """

    prefix: ClassVar[str]
    """What the ids of this class begin with behind the `#`. No two classes that one entity states may share it."""

    entity: str
    _: KW_ONLY
    slot: str = ""
    qualifiers: Qualifiers = PLAIN
    """How far it holds, and why."""

    @property
    def field(self) -> str:
        """Its place in the entity, as in `key_points/by-hand` or `definition`: unique there."""
        return f"{self.prefix}/{self.slot}" if self.slot else self.prefix

    @property
    def id(self) -> str:
        return f"{self.entity}#{self.field}"

    @property
    def variant(self) -> str:
        """What tells a question about it from those about its siblings, in the question's key.

        It never changes, for learners' schedules hang on it.
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

    def concepts(self) -> tuple[str, ...]:
        """The concepts that it speaks of: they lead to it in an index, and what asks it asks about them."""
        return ()

    def explains(self) -> tuple[str, ...]:
        """The concepts that it helps to explain: told, it is a key point of an interview about them."""
        return self.concepts()

    def edge(self) -> Edge | None:
        """The edge of a tree or a group that it states, if it states one."""
        return None

    def tell(self, teller: Teller) -> Blocks:
        """It as a reader is told it, for the study guide and the key points of interviews; nothing if others tell it.

        Unless its class says otherwise: its texts, one after the other.
        """
        values = (getattr(self, one.name) for one in fields(self))
        return tuple(block for value in values if isinstance(value, Text) for block in teller.blocks(value))


@dataclass(frozen=True)
class Trait(Fact):
    """What a concept states of itself."""

    def concepts(self) -> tuple[str, ...]:
        return (self.entity,)


@dataclass(frozen=True)
class IsA(Fact):
    """`child` is a kind of `parent`. `entity` is the taxonomy that says so, or the child itself."""

    prefix = "is-a"

    child: str
    parent: str

    def concepts(self) -> tuple[str, ...]:
        return self.child, self.parent

    def explains(self) -> tuple[str, ...]:
        return (self.child,)

    def edge(self) -> Edge:
        return Edge(self.child, self.parent, self, self.entity)

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.say("kind", parent=teller.term(self.parent)))
