"""A rule: a symptom and what to try against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from qgen import facts
from qgen.entities.base import Entity, Part
from qgen.entities.registry import entity
from qgen.text import ConceptId, Id, Text


class Remedy(Part):
    """One thing to try."""

    action: Text = Field(description="What to do, as a short phrase: `raise the learning rate`.")
    concept: ConceptId | None = Field(default=None, description="What is changed.")
    change: Literal["raise", "lower", "adjust", "replace", "add"] | None = Field(default=None)
    why: Text | None = Field(default=None, description="Why it helps.")


@entity("rules")
class Rule(Entity):
    """A symptom and its remedies."""

    kind: ClassVar[str] = "rule"

    symptom: Text = Field(description="What is seen, as a noun phrase: `overfitting`.")
    ordered: bool = Field(default=False, description="True if the remedies are to be tried in the order written.")
    remedies: dict[Id, Remedy] = Field(min_length=1)

    def facts(self) -> Iterator[facts.Fact]:
        for place, (identifier, remedy) in enumerate(self.remedies.items(), start=1):
            yield facts.Remedy(
                self.id, identifier, self.symptom, remedy.action, remedy.concept, remedy.change, remedy.why,
                place if self.ordered else None,
            )

    def about_concepts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(remedy.concept for remedy in self.remedies.values() if remedy.concept))
