"""A misconception: something false that many believe, why they do, and what is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from qgen.content.blocks import Blocks, paragraph
from qgen.entities.base import Entity
from qgen.entities.facts import Fact, Teller
from qgen.entities.qualifiers import Stated
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Text


@dataclass(frozen=True)
class Misbelief(Fact):
    """What many believe of some concepts, and what is right."""

    prefix = "misconception"

    about: tuple[str, ...]
    belief: Text
    because: Text
    right: Text

    def concepts(self) -> tuple[str, ...]:
        return self.about

    def tell(self, teller: Teller) -> Blocks:
        """What is right, and what is not: a key point that an interviewer waits for."""
        return paragraph(teller.say("misbelief", belief=teller.inline(self.belief), right=teller.inline(self.right)))


@entity("misconceptions")
class Misconception(Entity):
    """Something false that many believe."""

    kind: ClassVar[str] = "misconception"

    about: tuple[ConceptId, ...] = Field(min_length=1, description="The concepts that it is about.")
    belief: Text = Field(description="What they believe, as a whole sentence that is false as it stands.")
    because: Text = Field(description="Why people believe it: what it is mixed up with, or where it seems to hold.")
    right: Stated = Field(description="What is right, as a whole sentence that is true as it stands.")

    def heading(self) -> Text:
        return self.belief

    def facts(self) -> Iterator[Fact]:
        yield Misbelief(
            self.id, self.about, self.belief, self.because, self.right.text, qualifiers=self.right.qualifiers()
        )

    def about_concepts(self) -> tuple[str, ...]:
        return self.about
