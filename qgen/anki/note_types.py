"""Our note types, whose ids are frozen from the first release.

Anki matches note types, fields and templates by their ids. A note type grows by giving a spare field or the spare
template a name and a use; nothing is ever added, removed or moved, for Anki would then put new notes into a second note
type beside the learner's own.
"""

from __future__ import annotations

from dataclasses import dataclass

BASIC, CLOZE = 0, 1
OCCLUSION = 6
_OCCLUSION_TAGS = {"Occlusion": 0, "Image": 1, "Header": 2, "Back Extra": 3, "Comments": 4}
SPARES = ("Blanks", "Left", "Spare 3", "Spare 4")
"""`Blanks` and `Left` are in use where there are clozes: what each number stands for, and what those say that left."""
_SHARED = ("Why", "Extra", "Path", "Related", "Source", "Lang", "Pattern", "ID", *SPARES)


@dataclass(frozen=True)
class Field:
    """`id` is what Anki matches it by; without one, it is the name."""

    name: str
    id: int | None = None
    tag: int | None = None
    """What it is to Anki's own editor of image occlusion."""


@dataclass(frozen=True)
class Template:
    """One card of a note. `front` and `back` are files below `templates/anki/`."""

    name: str
    id: int | None
    front: str
    back: str


@dataclass(frozen=True)
class NoteType:
    """A note type as Anki knows it. `kind` is BASIC or CLOZE; the first field is what Anki's browser sorts by."""

    name: str
    id: int
    kind: int
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    stock: int = 0
    """Anki's number for the note type that this one behaves like: 6 is image occlusion."""


def _note_type(name: str, identifier: int, own: tuple[str, ...], *, kind: int = BASIC, stock: int = 0) -> NoteType:
    """A field's id is its note type's with its place behind it, which is as frozen as the place itself."""
    fields = tuple(
        Field(field, identifier * 1000 + place, _OCCLUSION_TAGS.get(field) if stock == OCCLUSION else None)
        for place, field in enumerate((*own, *_SHARED), start=1)
    )
    folder = name.removeprefix("qgen ")
    templates = [Template("Card", identifier * 1000 + 901, f"{folder}/front.html", f"{folder}/back.html")]
    if kind == BASIC:  # a cloze note type can have one template only
        templates.append(Template("Spare", identifier * 1000 + 902, "spare/front.html", "spare/back.html"))
    return NoteType(name, identifier, kind, fields, tuple(templates), stock)


NOTE_TYPES = {
    note_type.name: note_type
    for note_type in (
        _note_type("qgen basic", 1566173644, ("Question", "Answer")),
        _note_type("qgen cloze", 1582378232, ("Text",), kind=CLOZE),
        _note_type("qgen typed", 1836408676, ("Question", "Answer", "Shown")),
        _note_type("qgen choice", 1983016465, ("Question", "Options", "Marked")),
        _note_type(
            "qgen occlusion",
            1720914853,
            ("Occlusion", "Image", "Header", "Back Extra", "Comments", "Names"),
            kind=CLOZE,
            stock=OCCLUSION,
        ),
        _note_type(
            "qgen interview", 1875738139, ("Question", "Short", "KeyPoints", "Long", "FollowUps", "Mistakes", "Level")
        ),
    )
}
