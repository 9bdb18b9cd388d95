"""Notes of imported decks: they go back into a package as they came, for Anki finds them by guid and note type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qgen.anki.cards import ordinals
from qgen.anki.drawing import draw_card
from qgen.anki.looks import Look
from qgen.anki.note_types import BASIC, CLOZE, Field, NoteType, Template
from qgen.entities.note import KeptNote, media_in
from qgen.entities.note_type import KeptNoteType


@dataclass(frozen=True)
class Original:
    """A note with its note type.

    `fields` maps names to HTML, `media` the names of the files that the note shows to their bytes.
    """

    guid: str
    note_type: NoteType
    look: Look
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    media: Mapping[str, bytes]

    @property
    def type_key(self) -> str:
        """What the lock and packages call its note type."""
        return type_key(self.note_type.id)

    def ordinals(self) -> list[int]:
        """Which cards it has, counted from 0."""
        return ordinals(self.note_type.kind, [front for front, _ in self.look.sides], self.fields)

    def cards(self) -> list[tuple[str, str]]:
        """The HTML of each card's front and back."""
        return [draw_card(self.look, self.fields, ordinal) for ordinal in self.ordinals()]


def type_key(anki_id: int) -> str:
    """What the lock and packages call an imported note type: two of them may have one name."""
    return f"anki-{anki_id}"


def anki_note_type(kept: KeptNoteType) -> tuple[NoteType, Look]:
    """The note type and its look."""
    made = NoteType(
        kept.name,
        kept.anki_id,
        CLOZE if kept.cloze else BASIC,
        tuple(Field(field.name, field.id, field.tag) for field in kept.fields),
        tuple(Template(template.name, template.id, "", "") for template in kept.templates),
        kept.stock,
    )
    return made, Look(tuple((template.front, template.back) for template in kept.templates), kept.css)


def original(note: KeptNote, kept: KeptNoteType, media: Mapping[str, bytes]) -> Original:
    """The note as Anki gets it. Files whose names begin with `_` come along whoever shows them, as in Anki."""
    note_type, look = anki_note_type(kept)
    texts = [
        *note.fields.values(),
        kept.css,
        *(side for template in kept.templates for side in (template.front, template.back)),
    ]
    shown = set().union(*map(media_in, texts)) & media.keys()
    return Original(
        note.guid, note_type, look, note.fields, note.anki_tags, {name: media[name] for name in sorted(shown)}
    )
