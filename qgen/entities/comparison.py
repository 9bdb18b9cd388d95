"""A comparison: subjects by aspects, a table of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from qgen.entities.base import Entity, Fault, StrictModel
from qgen.entities.facts import Fact
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Id, Text


class Aspect(StrictModel):
    """One row of the table."""

    name: Text = Field(description="What is compared: the head of the row.")
    cells: dict[ConceptId, Text] = Field(min_length=1, description="Subject -> what holds for it.")


@dataclass(frozen=True)
class Cell(Fact):
    """What a comparison says of a subject under an aspect."""

    prefix = "cells"

    comparison: Text
    aspect: str
    aspect_name: Text
    subject: str
    text: Text

    def concepts(self) -> tuple[str, ...]:
        return (self.subject,)

    def explains(self) -> tuple[str, ...]:
        """None: it says something beside the other subjects only."""
        return ()


@entity("comparisons")
class Comparison(Entity):
    """A table that tells its subjects apart, aspect by aspect."""

    kind: ClassVar[str] = "comparison"

    name: Text = Field(description="The title of the table.")
    subjects: tuple[ConceptId, ...] = Field(min_length=2, description="The concepts that are compared: the columns.")
    aspects: dict[Id, Aspect] = Field(min_length=1, description="The rows, in their order: id -> aspect.")

    def heading(self) -> Text:
        return self.name

    def facts(self) -> Iterator[Fact]:
        for identifier, aspect in self.aspects.items():
            for subject, text in aspect.cells.items():
                yield Cell(self.id, self.name, identifier, aspect.name, subject, text, slot=f"{identifier}/{subject}")

    def faults(self) -> Iterator[Fault]:
        for identifier, aspect in self.aspects.items():
            for subject in aspect.cells.keys() - set(self.subjects):
                message = f"`{subject}` is not a subject of this comparison"
                yield Fault(("aspects", identifier, "cells", subject), "subject", message, "list it under `subjects`")
            for subject in set(self.subjects) - aspect.cells.keys():
                yield Fault(("aspects", identifier, "cells"), "missing-cell", f"no cell for `{subject}`")

    def about_concepts(self) -> tuple[str, ...]:
        return self.subjects
