"""A note type of an Anki deck that was imported, as Anki knows it."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from qgen.entities.base import Entity, Part
from qgen.entities.registry import entity
from qgen.entities.values import Line


class KeptField(Part):
    """A field. Anki matches it by its id, or by its name if it has none."""

    name: Line
    id: int | None = None
    tag: int | None = Field(default=None, description="What it is to Anki's editor of image occlusion.")


class KeptTemplate(Part):
    """A card template: the HTML of its front and back."""

    name: Line
    id: int | None = None
    front: str
    back: str


@entity("note_types")
class KeptNoteType(Entity):
    """A note type of an imported Anki deck. `qgen import` writes it; its fields and templates stay as they are."""

    kind: ClassVar[str] = "note type"

    name: Line
    anki_id: int = Field(description="By which learners' collections know it. Never change it.")
    cloze: bool = False
    stock: int = Field(
        default=0, description="Anki's number of the built-in note type that it behaves like; 6 is image occlusion."
    )
    fields: tuple[KeptField, ...] = Field(min_length=1)
    templates: tuple[KeptTemplate, ...] = Field(min_length=1)
    css: str = ""
