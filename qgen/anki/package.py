"""The .apkg file, byte for byte the same for the same content.

genanki writes the tables; its public classes are subclassed where Anki needs something else: a `mod` for each note, ids
that never depend on the clock, cards by Anki's own rules, a zip with fixed dates.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA
from genanki.card import Card

from qgen.anki.cards import ordinals
from qgen.anki.looks import Look
from qgen.anki.note_types import NOTE_TYPES, NoteType

# Note ids look like times in milliseconds. Those of 2001 to 2020 collide with no note that a learner makes from now on;
# each has room for the ids of its cards behind it.
_FIRST_ID, _ID_SLOTS, _CARDS_PER_NOTE = 1_000_000_000_000, 600_000_000, 1000


class PackageError(ValueError):
    """Content that Anki would import wrongly, or not at all."""


@dataclass(frozen=True)
class Note:
    """A note. `fields` maps names to HTML (a missing one is empty), `deck` is a full name, `mod` in seconds since 1970.

    `note_type` is the key under which `package` is given its look, and its note type if it is none of ours.
    """

    guid: str
    note_type: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    deck: str
    mod: int


@dataclass(frozen=True)
class AnkiDeck:
    """A deck by its full name, `Parent::Child`. The description is HTML."""

    name: str
    description: str


@dataclass(frozen=True)
class Media:
    """A file that notes or templates show. The name has no folder."""

    name: str
    data: bytes


def package(
    notes: Sequence[Note],
    decks: Sequence[AnkiDeck],
    looks: Mapping[str, Look],
    media: Sequence[Media] = (),
    foreign: Mapping[str, NoteType] | None = None,
) -> bytes:
    """The package's bytes. Notes are in study order; `foreign` are note types that are none of ours, by key.

    PackageError for content that Anki can't take.
    """
    note_types = {**NOTE_TYPES, **(foreign or {})}
    _check(notes, note_types, looks, media)
    models = {name: _Model(note_types[name], drawn) for name, drawn in looks.items()}
    built = {deck.name: _Deck(_id("deck", deck.name), deck.name, deck.description) for deck in decks}
    ids = _note_ids(notes)
    for place, note in enumerate(notes, start=1):
        cards = card_ordinals(note, note_types[note.note_type], looks[note.note_type])
        built[note.deck].add_note(_Note(note, models[note.note_type], cards, ids[note.guid], place))
    return _zipped(_database(list(built.values()), notes), media)


def card_ordinals(note: Note, note_type: NoteType, drawn: Look) -> list[int]:
    """Which cards of its note type a note has, counted from 0."""
    return ordinals(note_type.kind, [front for front, _ in drawn.sides], note.fields)


class _Model(genanki.Model):
    def __init__(self, note_type: NoteType, drawn: Look):
        templates = [
            {"name": template.name, "qfmt": front, "afmt": back} | ({} if template.id is None else {"id": template.id})
            for template, (front, back) in zip(note_type.templates, drawn.sides, strict=True)
        ]
        fields = [
            {"name": field.name}
            | ({} if field.id is None else {"id": field.id})
            | ({} if field.tag is None else {"tag": field.tag, "preventDeletion": field.tag < 4})
            for field in note_type.fields
        ]
        super().__init__(note_type.id, note_type.name, fields, templates, drawn.css, note_type.kind)
        self._mod, self._stock = drawn.mod, note_type.stock

    @property
    def _req(self) -> list[Any]:
        return []  # Anki computes it anew; genanki would ask chevron, which does not know Anki's filters

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        found: dict[str, Any] = super().to_json(self._mod, None)
        stock = {"originalStockKind": self._stock} if self._stock else {}
        return {key: value for key, value in found.items() if key not in ("tags", "vers")} | stock


class _Note(genanki.Note):
    def __init__(self, note: Note, model: _Model, cards: list[int], identifier: int, due: int):
        fields = [note.fields.get(field["name"], "") for field in model.fields]
        super().__init__(model=model, fields=fields, guid=note.guid, tags=list(note.tags), due=due)
        self._mod, self._ordinals, self._id = note.mod, cards, identifier

    @property
    def cards(self) -> list[Card]:
        return [Card(ordinal) for ordinal in self._ordinals]

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Genanki's check takes quadratic time on `<`; our fields come from a renderer that escapes."""

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        ids = iter((self._id, *(self._id + ordinal for ordinal in self._ordinals)))
        super().write_to_db(cursor, self._mod, deck_id, ids)


class _Deck(genanki.Deck):
    def to_json(self) -> dict[str, Any]:
        today = {name: [0, 0] for name in ("lrnToday", "revToday", "newToday", "timeToday")}
        return {**super().to_json(), **today, "extendRev": 0, "mod": 0, "browserCollapsed": False}


def _check(
    notes: Sequence[Note], note_types: Mapping[str, NoteType], looks: Mapping[str, Look], media: Sequence[Media]
) -> None:
    seen: set[str] = set()
    for note in notes:
        if not note.guid or note.guid in seen:
            raise PackageError(f"two notes have the guid {note.guid!r}: Anki would import both without a word")
        seen.add(note.guid)
        _check_note(note, note_types[note.note_type], looks[note.note_type])
    for file in media:
        if "/" in file.name or "\\" in file.name:
            raise PackageError(f"a media file's name has a folder: {file.name!r}")


def _check_note(note: Note, note_type: NoteType, drawn: Look) -> None:
    names = {field.name for field in note_type.fields}
    if unknown := note.fields.keys() - names:
        raise PackageError(f"{note.note_type!r} has no field {min(unknown)!r}")
    if any("\x1f" in value for value in note.fields.values()):
        raise PackageError(f"a field of {note.guid!r} holds U+001F, which parts fields in Anki")
    if not card_ordinals(note, note_type, drawn):
        raise PackageError(f"the note {note.guid!r} has no card: {note.fields!r}")


def _note_ids(notes: Sequence[Note]) -> dict[str, int]:
    """An id for each guid.

    Two that hash alike are told apart in the order of the guids, so no build depends on another.
    """
    taken: set[int] = set()
    ids: dict[str, int] = {}
    for guid in sorted(note.guid for note in notes):
        slot = _id("note", guid) % _ID_SLOTS
        while slot in taken:
            slot = (slot + 1) % _ID_SLOTS
        taken.add(slot)
        ids[guid] = _FIRST_ID + slot * _CARDS_PER_NOTE
    return ids


def _id(what: str, name: str) -> int:
    """A number above 2^30 and below 2^31, made of a name alone."""
    digest = hashlib.sha256(f"qgen-{what}\0{name}".encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:8], "big") % (1 << 30)


def _database(decks: list[_Deck], notes: Sequence[Note]) -> bytes:
    """The collection as an SQLite file. genanki rereads all decks' JSON for each deck, so that part is done at once."""
    connection = sqlite3.connect(":memory:")
    cursor = connection.cursor()
    cursor.executescript(APKG_SCHEMA)
    cursor.executescript(APKG_COL)
    (known,) = cursor.execute("SELECT decks FROM col").fetchone()
    described = {**json.loads(known), **{str(deck.deck_id): deck.to_json() for deck in decks}}
    models = {str(note.model.model_id): note.model for deck in decks for note in deck.notes}
    models_json = {key: models[key].to_json(0, None) for key in sorted(models)}
    cursor.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(described), json.dumps(models_json)))
    unused = itertools.count(1)
    for deck in decks:
        for note in deck.notes:
            note.write_to_db(cursor, 0, deck.deck_id, unused)
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def _zipped(collection: bytes, media: Sequence[Media]) -> bytes:
    files = sorted(media, key=lambda file: file.name)
    names = json.dumps({str(number): file.name for number, file in enumerate(files)}, ensure_ascii=False)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "collection.anki2", collection)
        _add(archive, "media", names.encode())
        for number, file in enumerate(files):
            _add(archive, str(number), file.data)
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3  # else it says which system built it
    archive.writestr(info, data, compresslevel=6)
