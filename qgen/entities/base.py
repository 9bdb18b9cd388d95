"""What every entity has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from qgen.entities.facts import Fact
from qgen.entities.qualifiers import StrictModel
from qgen.entities.values import Id, Line, SourceId, Text

__all__ = ["Citation", "Entity", "Fault", "StrictModel"]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Citation(StrictModel):
    """Where in a source the entity's facts stand."""

    id: SourceId = Field(description="The source.")
    locator: Annotated[tuple[Line, ...], BeforeValidator(_as_list, json_schema_input_type=Line | list[Line])] = Field(
        default=(), description="Page, chapter, section or row; one or a list."
    )


@dataclass(frozen=True)
class Fault:
    """Something wrong with an entity that no single value shows. `loc` leads from the entity to the place."""

    loc: tuple[Any, ...]
    code: str
    message: str
    hint: str | None = None


class Entity(StrictModel):
    """What every entity has: an id that never changes, tags, a level, sources, and the ids it had before."""

    kind: ClassVar[str]

    id: Id = Field(
        description="ASCII, kebab-case, unique in the project. "
        "Learners' schedules hang on it: never change it without `was`."
    )
    tags: tuple[Id, ...] = Field(default=(), description="Topics; a deck's chapters select by them.")
    level: int = Field(default=1, ge=1, le=3, description="1 basic, 2 intermediate, 3 expert.")
    sources: tuple[Citation, ...] = Field(default=(), description="Where the facts come from.")
    allow: dict[str, Line] = Field(
        default={}, description="Rules of the linter whose warning is accepted here: rule -> why."
    )
    was: tuple[Id, ...] = Field(default=(), description="Ids that this entity had before, oldest first.")

    @property
    def oldest_id(self) -> str:
        """The id that the entity's guids are made from."""
        return self.was[0] if self.was else self.id

    def heading(self) -> Text:
        """What a reader knows it by, as above its section of the study guide."""
        return Text(self.id)

    def facts(self) -> Iterator[Fact]:
        """The propositions that the entity states."""
        return iter(())

    def faults(self) -> Iterator[Fault]:
        """What is wrong with it beyond what its types say."""
        return iter(())

    def cited_facts(self) -> Iterator[tuple[tuple[Any, ...], str]]:
        """The ids of other entities' facts that it names, each with the way to it."""
        return iter(())

    def about_concepts(self) -> tuple[str, ...]:
        """The concepts that its questions are about."""
        return ()

    def builds_on(self) -> tuple[str, ...]:
        """The concepts that come before it in every deck."""
        return self.about_concepts()
