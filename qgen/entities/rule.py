"""A rule: a symptom and what to try against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from qgen.entities.base import Entity, Fault, StrictModel
from qgen.entities.facts import Fact
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Id, Text

Change = Literal["raise", "lower", "adjust", "replace", "add"]


class RemedyEntry(StrictModel):
    """One thing to try."""

    action: Text = Field(description="What to do, as a short phrase: `raise the learning rate`.")
    concept: ConceptId | None = Field(default=None, description="What is changed.")
    change: Change | None = Field(
        default=None, description="How `concept` is changed; with it, remedies of several rules are compared."
    )
    why: Text | None = Field(default=None, description="Why it helps.")


class Useless(StrictModel):
    """One thing that people try and that does not help."""

    action: Text = Field(description="What is done, as a short phrase: `lower the learning rate`.")
    concept: ConceptId | None = Field(default=None, description="What is changed.")
    change: Change | None = Field(
        default=None, description="How `concept` is changed; with it, remedies of several rules are compared."
    )
    why: Text = Field(description="Why it does not help, or makes it worse.")


@dataclass(frozen=True)
class Remedy(Fact):
    """Something to try against a symptom. `place` counts from 1 where the rule orders its remedies, else it is None."""

    prefix = "remedies"

    symptom: Text
    action: Text
    concept: str | None
    change: str | None
    why: Text | None
    place: int | None

    def concepts(self) -> tuple[str, ...]:
        return (self.concept,) if self.concept else ()

    def explains(self) -> tuple[str, ...]:
        """None: it explains the symptom."""
        return ()


@dataclass(frozen=True)
class NotHelping(Fact):
    """Something that does not help against a symptom, or makes it worse. The base says so; nothing else proves it."""

    prefix = "not_helping"

    symptom: Text
    action: Text
    concept: str | None
    change: str | None
    why: Text

    def concepts(self) -> tuple[str, ...]:
        return (self.concept,) if self.concept else ()

    def explains(self) -> tuple[str, ...]:
        """None: it explains the symptom."""
        return ()

    @property
    def variant(self) -> str:
        """The prefix too: a remedy may have the same id, and some patterns ask both."""
        return self.field


@entity("rules")
class Rule(Entity):
    """A symptom and its remedies."""

    kind: ClassVar[str] = "rule"

    symptom: Text = Field(description="What is seen, as a noun phrase: `overfitting`.")
    ordered: bool = Field(default=False, description="True if the remedies are to be tried in the order written.")
    remedies: dict[Id, RemedyEntry] = Field(min_length=1, description="What to try: id -> remedy.")
    not_helping: dict[Id, Useless] = Field(
        default={}, description="What does not help, though it may look so: the wrong options of choices."
    )

    def facts(self) -> Iterator[Fact]:
        for place, (identifier, remedy) in enumerate(self.remedies.items(), start=1):
            yield Remedy(
                self.id,
                self.symptom,
                remedy.action,
                remedy.concept,
                remedy.change,
                remedy.why,
                place if self.ordered else None,
                slot=identifier,
            )

        for identifier, useless in self.not_helping.items():
            yield NotHelping(
                self.id, self.symptom, useless.action, useless.concept, useless.change, useless.why, slot=identifier
            )

    def faults(self) -> Iterator[Fault]:
        helping = {
            (remedy.concept, remedy.change) for remedy in self.remedies.values() if remedy.concept and remedy.change
        }
        for identifier, useless in self.not_helping.items():
            if {(useless.concept, useless.change), (useless.concept, "adjust")} & helping:
                message = f"to {useless.change} `{useless.concept}` is a remedy of this rule too"
                yield Fault(("not_helping", identifier), "contradiction", message, "drop it from one of the two")

    def about_concepts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(remedy.concept for remedy in self.remedies.values() if remedy.concept))
