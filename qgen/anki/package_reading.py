"""An .apkg file read back: the notes in it, as a learner's collection would get them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qgen.anki.looks import Look
from qgen.anki.note_types import BASIC, CLOZE, Field, NoteType, Template
from qgen.anki.protobuf import NotAPackage, messages, unpacked

__all__ = ["NotAPackage", "Package", "PackedNote", "read_package"]


@dataclass(frozen=True)
class PackedNote:
    """A note in a package.

    `fields` maps names to HTML, `deck` is the full name of its first card's, `mod` is in seconds since 1970.
    """

    guid: str
    note_type: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    deck: str
    mod: int
    cards: int
    note_type_id: int = 0


@dataclass(frozen=True)
class Package:
    """What a package holds: notes in the order of their cards, decks by full name, how each note type looks."""

    notes: tuple[PackedNote, ...]
    decks: tuple[str, ...]
    looks: Mapping[str, Look]
    note_types: Mapping[int, tuple[NoteType, Look]] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)


def read_package(data: bytes) -> Package:
    """The package in an .apkg file's bytes. NotAPackage if there is none."""
    collection, media = unpacked(data)
    connection = sqlite3.connect(":memory:")
    try:
        # Bytes 18 and 19 say that a log lies beside the file, which nothing in memory has: https://www.sqlite.org/fileformat2.html
        connection.deserialize(collection[:18] + b"\x01\x01" + collection[20:])
        connection.create_collation(
            "unicase", lambda one, other: (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())
        )
        tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
        note_types, decks = _latest(connection) if "notetypes" in tables else _legacy(connection)
        rows = connection.execute(
            "select n.guid, n.mid, n.flds, n.tags, n.mod, c.did, count(*), min(c.due)"
            " from notes n join cards c on c.nid = n.id group by n.id order by min(c.due), n.id"
        ).fetchall()
        notes = tuple(_note(row, note_types, decks) for row in rows)
    except (sqlite3.Error, json.JSONDecodeError, KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        raise NotAPackage(f"it can't be read: {error}") from error
    finally:
        connection.close()
    looks = {note_type.name: look for note_type, look in note_types.values()}
    return Package(notes, tuple(sorted(decks.values())), looks, note_types, media)


def _legacy(connection: sqlite3.Connection) -> tuple[dict[int, tuple[NoteType, Look]], dict[int, str]]:
    """Note types and decks of the format that all versions of Anki read: JSON in one row."""
    models_json, decks_json = connection.execute("select models, decks from col").fetchone()
    models = {int(key): model for key, model in json.loads(models_json).items()}
    decks = {int(key): deck["name"] for key, deck in json.loads(decks_json).items()}
    return {key: _model(key, model) for key, model in models.items()}, decks


def _model(identifier: int, model: dict[str, Any]) -> tuple[NoteType, Look]:
    templates = sorted(model["tmpls"], key=lambda one: one["ord"])
    note_type = NoteType(
        model["name"],
        identifier,
        CLOZE if model.get("type") else BASIC,
        tuple(
            Field(one["name"], one.get("id"), one.get("tag"))
            for one in sorted(model["flds"], key=lambda one: one.get("ord", 0))
        ),
        tuple(Template(one["name"], one.get("id"), "", "") for one in templates),
        model.get("originalStockKind", 0),
    )
    return note_type, Look(tuple((one["qfmt"], one["afmt"]) for one in templates), model["css"], model["mod"])


def _latest(connection: sqlite3.Connection) -> tuple[dict[int, tuple[NoteType, Look]], dict[int, str]]:
    """Note types and decks in the format since Anki 2.1.50.

    They are tables, whose `config` columns are protobuf messages (anki/proto/anki/notetypes.proto).
    """
    found = {}
    for identifier, name, mod, config in connection.execute(
        "select id, name, mtime_secs, config from notetypes"
    ).fetchall():
        own = messages(config)
        fields = connection.execute(
            "select name, config from fields where ntid = ? order by ord", (identifier,)
        ).fetchall()
        templates = [
            (template, messages(inner))
            for template, inner in connection.execute(
                "select name, config from templates where ntid = ? order by ord", (identifier,)
            ).fetchall()
        ]
        note_type = NoteType(
            name,
            identifier,
            CLOZE if _number(own, 1) else BASIC,
            tuple(
                Field(field, _number(messages(inner), 9) or None, _number(messages(inner), 10))
                for field, inner in fields
            ),
            tuple(Template(template, _number(inner, 8) or None, "", "") for template, inner in templates),
            _number(own, 9) or 0,
        )
        found[identifier] = (
            note_type,
            Look(tuple((_string(inner, 1), _string(inner, 2)) for _, inner in templates), _string(own, 3), mod),
        )
    decks = {
        key: name.replace("\x1f", "::") for key, name in connection.execute("select id, name from decks").fetchall()
    }
    return found, decks


def _number(message: dict[int, list[int | bytes]], key: int) -> int | None:
    value = message.get(key, [None])[-1]
    if not isinstance(value, int):
        return None
    return value - (1 << 64) if value >> 63 else value  # int64


def _string(message: dict[int, list[int | bytes]], key: int) -> str:
    value = message.get(key, [b""])[-1]
    return value.decode() if isinstance(value, bytes) else ""


def _note(
    row: tuple[Any, ...], note_types: Mapping[int, tuple[NoteType, Look]], decks: Mapping[int, str]
) -> PackedNote:
    guid, note_type_id, fields, tags, mod, deck, cards, _ = row
    note_type, _ = note_types[note_type_id]
    names = [one.name for one in note_type.fields]
    return PackedNote(
        guid,
        note_type.name,
        dict(zip(names, fields.split("\x1f"), strict=False)),  # a note of others may have fewer than its type
        tuple(tags.split()),
        decks[deck],
        mod,
        cards,
        note_type_id,
    )
