"""A note type of an Anki deck that was imported, as Anki knows it."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from qgen.entities.base import Entity, StrictModel
from qgen.entities.registry import entity
from qgen.entities.values import Line


class KeptField(StrictModel):
    """A field. Anki matches it by its id, or by its name if it has none."""

    name: Line = Field(description="Its name in Anki.")
    id: int | None = Field(default=None, description="Anki's number of it.")
    tag: int | None = Field(default=None, description="What it is to Anki's editor of image occlusion.")


class KeptTemplate(StrictModel):
    """A card template: the HTML of its front and back."""

    name: Line = Field(description="Its name in Anki.")
    id: int | None = Field(default=None, description="Anki's number of it.")
    front: str = Field(description="HTML of the front, with `{{Field}}` where a field is shown.")
    back: str = Field(description="HTML of the back; `{{FrontSide}}` repeats the front.")


@entity("note_types")
class KeptNoteType(Entity):
    """A note type of an imported Anki deck. `qgen import` writes it; its fields and templates stay as they are."""

    kind: ClassVar[str] = "note type"

    name: Line = Field(description="Its name in Anki.")
    anki_id: int = Field(description="By which learners' collections know it. Never change it.")
    cloze: bool = Field(default=False, description="True if its cards hide parts of a text.")
    stock: int = Field(
        default=0, description="Anki's number of the built-in note type that it behaves like; 6 is image occlusion."
    )
    fields: tuple[KeptField, ...] = Field(min_length=1, description="Its fields, in Anki's order.")
    templates: tuple[KeptTemplate, ...] = Field(min_length=1, description="One for each card that it makes of a note.")
    css: str = Field(default="", description="How its cards look.")
