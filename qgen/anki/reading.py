"""An .apkg file read back: the notes in it, as a learner's collection would get them."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from qgen.anki.looks import Look


@dataclass(frozen=True)
class PackedNote:
    """A note in a package. `fields` maps names to HTML, `deck` is the full name of its first card's, `mod` in seconds since 1970."""

    guid: str
    note_type: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    deck: str
    mod: int
    cards: int


@dataclass(frozen=True)
class Package:
    """What a package holds: notes in the order of their cards, decks by full name, how each note type looks."""

    notes: tuple[PackedNote, ...]
    decks: tuple[str, ...]
    looks: Mapping[str, Look]


class NotAPackage(ValueError):
    """The bytes are no Anki package, or one that can't be read; the message says why."""


def read_package(data: bytes) -> Package:
    """The package in an .apkg file's bytes. NotAPackage if there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "collection.anki21b" in names:
                raise NotAPackage("it was written in Anki's newest format: export it again with “Support older Anki versions” ticked")
            found = next((name for name in ("collection.anki21", "collection.anki2") if name in names), None)
            if found is None:
                raise NotAPackage("no collection is inside")
            return _read(archive.read(found))
    except (zipfile.BadZipFile, sqlite3.DatabaseError, json.JSONDecodeError, KeyError, IndexError, UnicodeDecodeError) as error:
        raise NotAPackage(f"it can't be read: {error}") from error


def _read(database: bytes) -> Package:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
        models_json, decks_json = connection.execute("select models, decks from col").fetchone()
        models, decks = json.loads(models_json), json.loads(decks_json)
        rows = connection.execute(
            "select n.guid, n.mid, n.flds, n.tags, n.mod, c.did, count(*), min(c.due) from notes n join cards c on c.nid = n.id"
            " group by n.id order by min(c.due), n.id"
        ).fetchall()
        notes = tuple(_note(row, models, decks) for row in rows)
        looks = {model["name"]: _look(model) for model in models.values()}
        return Package(notes, tuple(sorted(deck["name"] for deck in decks.values())), looks)
    finally:
        connection.close()


def _look(model: Mapping) -> Look:  # type: ignore[type-arg] # likewise
    sides = tuple((template["qfmt"], template["afmt"]) for template in sorted(model["tmpls"], key=lambda one: one["ord"]))
    return Look(sides, model["css"], model["mod"])


def _note(row: tuple, models: Mapping, decks: Mapping) -> PackedNote:  # type: ignore[type-arg] # rows and JSON are Anki's own
    guid, model_id, fields, tags, mod, deck, cards, _ = row
    model = models[str(model_id)]
    names = [field["name"] for field in model["flds"]]
    return PackedNote(guid, model["name"], dict(zip(names, fields.split("\x1f"))), tuple(tags.split()), decks[str(deck)]["name"], mod, cards)
