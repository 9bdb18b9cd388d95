"""A comparison: subjects by aspects, a table of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from qgen.content.phrases import phrase_faults, values_in
from qgen.entities.base import Entity, Fault, StrictModel
from qgen.entities.facts import Fact
from qgen.entities.qualifiers import Stated
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Id, Text


class Subject(StrictModel):
    """What is compared: a column. Its id alone may be written for it."""

    concept: ConceptId = Field(description="The concept.")
    scope: Text | None = Field(
        default=None, description="The part of it that the table speaks of, such as `classical machine learning`."
    )


def _as_subject(value: Any) -> Any:
    return {"concept": value} if isinstance(value, str) else value


class Aspect(StrictModel):
    """One row of the table."""

    name: Text = Field(description="What is compared: the head of the row.")
    ask: Text | None = Field(
        default=None,
        description="Its question, with `{subject}` for what is compared: `How much data does {subject} need?`. "
        "Without it the row is shown, and not asked.",
    )
    cells: dict[ConceptId, Stated] = Field(min_length=1, description="Subject -> what holds for it.")


@dataclass(frozen=True)
class Cell(Fact):
    """What a comparison says of a subject under an aspect. `question` is the aspect's own, with a place for it."""

    prefix = "cells"

    comparison: Text
    aspect: str
    aspect_name: Text
    question: Text | None
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
    subjects: tuple[
        Annotated[Subject, BeforeValidator(_as_subject, json_schema_input_type=ConceptId | Subject)], ...
    ] = Field(min_length=2, description="The concepts that are compared: the columns.")
    aspects: dict[Id, Aspect] = Field(min_length=1, description="The rows, in their order: id -> aspect.")

    def heading(self) -> Text:
        return self.name

    def facts(self) -> Iterator[Fact]:
        scopes = {one.concept: one.scope for one in self.subjects}
        for identifier, aspect in self.aspects.items():
            for subject, said in aspect.cells.items():
                known = said.qualifiers()
                yield Cell(
                    self.id,
                    self.name,
                    identifier,
                    aspect.name,
                    aspect.ask,
                    subject,
                    said.text,
                    slot=f"{identifier}/{subject}",
                    qualifiers=replace(known, scope=known.scope or scopes.get(subject)),
                )

    def faults(self) -> Iterator[Fault]:
        compared = {one.concept for one in self.subjects}
        for identifier, aspect in self.aspects.items():
            for subject in aspect.cells.keys() - compared:
                message = f"`{subject}` is not a subject of this comparison"
                yield Fault(("aspects", identifier, "cells", subject), "subject", message, "list it under `subjects`")
            for subject in compared - aspect.cells.keys():
                yield Fault(("aspects", identifier, "cells"), "missing-cell", f"no cell for `{subject}`")
            yield from _faults_of_question(identifier, aspect)

    def about_concepts(self) -> tuple[str, ...]:
        return tuple(one.concept for one in self.subjects)


def _faults_of_question(identifier: str, aspect: Aspect) -> Iterator[Fault]:
    """A question that names no subject would ask all of them at once."""
    if aspect.ask is None:
        return
    for language in aspect.ask.languages():
        place = ("aspects", identifier, "ask", language)
        for fault, hint in phrase_faults(aspect.ask[language], "{subject}", particles=True):
            yield Fault(place, "phrase-value", f"the question of this aspect {fault}", hint)
        if "subject" not in values_in(aspect.ask[language]):
            hint = "write `{subject}` where the term belongs; `{subject:은}` takes the particle that agrees"
            yield Fault(place, "phrase-value", "the question of this aspect names no `{subject}`", hint)
