"""A source: where a fact comes from."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from qgen.entities.base import Entity
from qgen.entities.registry import entity
from qgen.entities.values import Line, Text


@entity("sources")
class Source(Entity):
    """A book, paper, manual or article that facts cite."""

    kind: ClassVar[str] = "source"

    title: Text = Field(description="Its title, in each language if it was translated.")
    type: Literal["book", "paper", "manual", "article", "course"] = Field(
        description="What it is: told in the list of sources of a study guide."
    )
    authors: tuple[Line, ...] = Field(default=(), description="Who wrote it, one name each.")
    year: int | None = Field(default=None, ge=1600, le=2200, description="When it came out.")
    url: Line | None = Field(default=None, description="Where it can be read.")
