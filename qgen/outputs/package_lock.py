"""From a package of ours back to the lock that it was built with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from qgen.anki.note_types import NOTE_TYPES
from qgen.anki.package_reading import Package, PackedNote
from qgen.decks.lock import WHOLE_DECK, Id, Lock, Locked
from qgen.entities.note import KeptNote
from qgen.outputs.apkg import RETIRED, content_hash, look_hash, look_id
from qgen.questions.kept_notes import type_key
from qgen.questions.model import Key

NotesByGuid = Mapping[str, KeptNote]
"""The notes of imported decks by their guids."""


def language_of(package: Package, kept: NotesByGuid = MappingProxyType({})) -> str | None:
    """The language of a package's notes; None if it holds none that qgen made or keeps."""
    for note in package.notes:
        if note.note_type in NOTE_TYPES:
            return note.fields["Lang"]
        if note.guid in kept:
            return kept[note.guid].language
    return None


def title_of(package: Package) -> str:
    """The name of the deck that all others are below."""
    return next((note.deck for note in package.notes), "").split("::")[0]


def lock_of(package: Package, chapters: dict[str, str], kept: NotesByGuid = MappingProxyType({})) -> Lock:
    """Everything in the package as released. `chapters` maps the titles that the recipe knows to their ids."""
    language = language_of(package, kept)
    if language is None:
        return Lock()
    items: dict[Id, Locked] = {}
    titles: dict[Id, tuple[str, ...]] = {(WHOLE_DECK, language): (title_of(package),)}
    for note in package.notes:
        if note.note_type in NOTE_TYPES:
            hashed = content_hash(note.note_type, note.fields, note.tags)
            blanks = tuple(filter(None, note.fields["Blanks"].split(",")))
            locked = Locked(note.guid, hashed, note.mod, blanks, note.note_type.replace(" ", "-"))
            items[note.fields["ID"], language] = _given_away(locked, note)
        elif note.guid in kept:
            key = type_key(note.note_type_id)
            hashed = content_hash(key, {name: value for name, value in note.fields.items() if value}, note.tags)
            locked = Locked(note.guid, hashed, note.mod, (), key)
            items[str(Key(kept[note.guid].id, "note")), language] = _given_away(locked, note)
            look = package.note_types[note.note_type_id][1]
            items[look_id(key)] = Locked("-", look_hash(look), look.mod).given_away()
        else:
            continue
        chapter = note.deck.removeprefix(f"{title_of(package)}::")
        if chapter in chapters:
            titles[chapters[chapter], language] = (chapter,)
    for name, look in package.looks.items():
        if name in NOTE_TYPES:
            items[look_id(name)] = Locked("-", look_hash(look), look.mod).given_away()
    return Lock(items, titles)


def _given_away(locked: Locked, note: PackedNote) -> Locked:
    return (replace(locked, state="leaving") if RETIRED in note.tags else locked).given_away()
