"""A figure: a picture with its caption and, for image occlusion, the regions that are named in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from qgen.entities.base import Entity, Fault, StrictModel
from qgen.entities.facts import Fact
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Id, Line, Text

Fraction = Annotated[float, Field(ge=0, le=1)]


class RegionEntry(StrictModel):
    """Where something is in the picture. It is called what its concept is called, unless it has a label."""

    concept: ConceptId | None = Field(default=None, description="The concept that is shown there.")
    label: Text | None = Field(default=None, description="What is there, if no concept says it.")
    box: tuple[Fraction, Fraction, Fraction, Fraction] = Field(
        description="Left, top, width and height as fractions of the picture: `[0.1, 0.25, 0.3, 0.08]`."
    )


@dataclass(frozen=True)
class Labelled(Fact):
    """What is in a region of a figure: a concept, or something with a label.

    `box` is left, top, width, height as fractions.
    """

    prefix = "regions"

    concept: str | None
    label: Text | None
    box: tuple[float, ...]

    def concepts(self) -> tuple[str, ...]:
        return (self.concept,) if self.concept else ()

    def explains(self) -> tuple[str, ...]:
        """None: it says where something is, and nothing of it."""
        return ()

    @property
    def one_angle(self) -> bool:
        return True


@entity("figures")
class Figure(Entity):
    """A picture in `source/media/`. Texts show it by `![](its-id)` on a line of its own."""

    kind: ClassVar[str] = "figure"

    file: Line = Field(description="The picture's file below `source/media/`: PNG, JPEG, GIF, WebP or SVG.")
    caption: Text = Field(description="What it shows, in one sentence.")
    alt: Text | None = Field(
        default=None, description="The picture in words, for those who can't see it; the caption if not given."
    )
    about: tuple[ConceptId, ...] = Field(
        default=(), description="The concepts it shows; they come before it in a deck."
    )
    regions: dict[Id, RegionEntry] = Field(
        default={}, description="Parts of the picture that are hidden and asked for: id -> region."
    )
    hide: Literal["all", "one"] = Field(
        default="all", description="`all`: every region is covered while one is asked. `one`: the others can be read."
    )

    def heading(self) -> Text:
        return self.caption

    def facts(self) -> Iterator[Fact]:
        for identifier, region in self.regions.items():
            yield Labelled(self.id, region.concept, region.label, tuple(region.box), slot=identifier)

    def faults(self) -> Iterator[Fault]:
        for identifier, region in self.regions.items():
            loc = ("regions", identifier)
            if (region.concept is None) == (region.label is None):
                yield Fault(loc, "region", "a region has either a `concept` or a `label`", "say what is there")
            left, top, width, height = region.box
            if left + width > 1.0001 or top + height > 1.0001 or not (width and height):
                yield Fault(
                    (*loc, "box"),
                    "region",
                    "the box reaches beyond the picture, or is empty",
                    "left + width and top + height are at most 1",
                )

    def about_concepts(self) -> tuple[str, ...]:
        named = (region.concept for region in self.regions.values() if region.concept)
        return tuple(dict.fromkeys((*self.about, *named)))
