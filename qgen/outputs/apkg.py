"""The Anki package of an edition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qgen.anki.cloze import tag
from qgen.anki.looks import Look, look
from qgen.anki.note_types import NOTE_TYPES
from qgen.anki.package import Deck, Media, Note, card_ordinals, package
from qgen.decks.edition import Chapter, Edition, Item, Leaving
from qgen.decks.lock import Id, Locked
from qgen.outputs.anki_fields import NOTE_TYPE_OF_KIND, fields_of, last_fields
from qgen.outputs.deck_description import description
from qgen.outputs.registry import Produced, output
from qgen.pictures import media_name
from qgen.wording import labels

RETIRED = "qgen::retired"
"""The tag by which a learner finds, and deletes, all cards that left a deck."""

_LEVELS = {1: "1-basic", 2: "2-intermediate", 3: "3-expert"}


@output(".apkg")
def apkg(edition: Edition) -> Produced:
    """One deck with a subdeck a chapter, cards in study order."""
    notes: list[Note] = []
    locked: dict[Id, Locked] = {}
    for chapter in edition.chapters:
        for item in chapter.items:
            note, entry = _note(edition, chapter, item)
            notes.append(note)
            locked[str(item.question.key), edition.language] = entry
    for leaving in edition.leaving:
        note, entry = _last_note(edition, leaving)
        notes.append(note)
        locked[leaving.key, edition.language] = entry
    looks = _looks(edition, {note.note_type for note in notes}, locked)
    decks = [Deck(edition.title, description(edition)), *(Deck(_deck_name(edition, chapter.title), "") for chapter in edition.chapters)]
    decks += [Deck(_retired_deck(edition), "")] if edition.leaving else []
    return Produced(package(notes, decks, looks, _media(edition)), locked, summary=_summary(notes, looks, locked, edition))


def _media(edition: Edition) -> list[Media]:
    """Every picture that a card shows, once."""
    shown = (picture for item in edition.items() for picture in item.question.pictures())
    found = {media_name(picture.file, picture.data): picture.data for picture in shown}
    return [Media(name, data) for name, data in sorted(found.items())]


def _summary(notes: list[Note], looks: Mapping[str, Look], locked: Mapping[Id, Locked], edition: Edition) -> str:
    """How much is in the package, and what learners of the last release get: new, changed, leaving."""
    cards = sum(len(card_ordinals(note, looks[note.note_type])) for note in notes)
    mine = [entry for (_, language), entry in locked.items() if language == edition.language]
    leaving = len(edition.leaving)
    counted = f"{len(notes) - leaving:,} notes, {cards:,} cards"
    if not any(entry.released for entry in mine):
        return f"{counted}; never released"
    new, changed = (sum(entry.is_new for entry in mine), sum(entry.is_changed for entry in mine))
    return f"{counted}; since the last release +{new} ~{changed} −{leaving}"


def _note(edition: Edition, chapter: Chapter, item: Item) -> tuple[Note, Locked]:
    note_type = NOTE_TYPE_OF_KIND[item.question.kind]
    fields = fields_of(item)
    tags = tuple(_tags(chapter, item))
    content = content_hash(note_type, fields, tags)
    before = item.locked or Locked(item.guid, content, edition.now)
    entry = replace(before.revised(content, edition.now, item.numbered), note_type=note_type.replace(" ", "-"))
    return Note(item.guid, note_type, fields, tags, _deck_name(edition, chapter.title), entry.mod), entry


def _last_note(edition: Edition, leaving: Leaving) -> tuple[Note, Locked]:
    """What takes the place of a card that the deck has no more: it says so, and has a tag to find and delete it by."""
    note_type = leaving.locked.note_type.replace("-", " ")
    fields = last_fields(note_type, leaving, edition.language)
    entry = leaving.locked.revised(content_hash(note_type, fields, [RETIRED]), edition.now, leaving.locked.blanks, leaving=True)
    return Note(leaving.locked.guid, note_type, fields, (RETIRED,), _retired_deck(edition), entry.mod), entry


def _tags(chapter: Chapter, item: Item) -> Iterable[str]:
    yield tag(f"qgen::topic::{chapter.id}")
    yield f"qgen::level::{_LEVELS[item.question.level]}"
    yield f"qgen::pattern::{item.question.key.pattern}"


def _deck_name(edition: Edition, chapter: str) -> str:
    return f"{edition.title}::{chapter}"


def _retired_deck(edition: Edition) -> str:
    """Only those who never had the card get it there; a card that is in a collection stays where it is."""
    return _deck_name(edition, labels(edition.language, "deck")["retired"])


def _looks(edition: Edition, used: set[str], locked: dict[Id, Locked]) -> dict[str, Look]:
    """How each used note type looks. Its time moves only when its look does, or Anki would undo the learner's styling."""
    looks: dict[str, Look] = {}
    for name in sorted(used):
        drawn = look(NOTE_TYPES[name], edition.templates)
        content = look_hash(drawn)
        before = edition.locked_looks.get(name.replace(" ", "-")) or Locked("-", content, edition.now)
        entry = before.revised(content, edition.now)
        looks[name] = drawn.at(entry.mod)
        locked[look_id(name)] = entry
    return looks


def look_id(note_type: str) -> Id:
    """Where the lock holds how a note type looks."""
    return f"note-type:{note_type.replace(' ', '-')}", "-"


def look_hash(drawn: Look) -> str:
    """The hash of templates and stylesheet."""
    return _hash([drawn.sides, drawn.css])


def content_hash(note_type: str, fields: Mapping[str, str], tags: Iterable[str]) -> str:
    """The hash of what a learner sees of a note. Empty fields do not count, nor does the order of tags."""
    filled = {name: value for name, value in fields.items() if value}
    return _hash({"type": note_type, "fields": filled, "tags": sorted(tags)})


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
