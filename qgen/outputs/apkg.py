"""The Anki package of an edition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from qgen.anki.note_types import NOTE_TYPES
from qgen.anki.cloze import tag
from qgen.anki.looks import Look, look
from qgen.anki.package import Deck, Note, card_ordinals, package
from qgen.decks.edition import Chapter, Edition, Item
from qgen.decks.lock import Id, Locked
from qgen.outputs.anki_fields import NOTE_TYPE_OF_KIND, fields_of
from qgen.outputs.deck_description import description
from qgen.outputs.registry import Produced, output

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
    looks = _looks(edition, {note.note_type for note in notes}, locked)
    decks = [Deck(edition.title, description(edition)), *(Deck(_deck_name(edition, chapter), "") for chapter in edition.chapters)]
    cards = sum(len(card_ordinals(note, looks[note.note_type])) for note in notes)
    return Produced(package(notes, decks, looks), locked, summary=f"{len(notes):,} notes, {cards:,} cards")


def _note(edition: Edition, chapter: Chapter, item: Item) -> tuple[Note, Locked]:
    note_type = NOTE_TYPE_OF_KIND[item.question.kind]
    fields = fields_of(item)
    tags = tuple(_tags(chapter, item))
    content = _hash({"type": note_type, "fields": fields, "tags": tags})
    before = item.locked or Locked(item.guid, content, edition.now)
    entry = before.revised(content, edition.now, item.numbered)
    return Note(item.guid, note_type, fields, tags, _deck_name(edition, chapter), entry.mod), entry


def _tags(chapter: Chapter, item: Item) -> Iterable[str]:
    yield tag(f"qgen::topic::{chapter.id}")
    yield f"qgen::level::{_LEVELS[item.question.level]}"
    yield f"qgen::pattern::{item.question.key.pattern}"


def _deck_name(edition: Edition, chapter: Chapter) -> str:
    return f"{edition.title}::{chapter.title}"


def _looks(edition: Edition, used: set[str], locked: dict[Id, Locked]) -> dict[str, Look]:
    """How each used note type looks. Its time moves only when its look does, or Anki would undo the learner's styling."""
    looks: dict[str, Look] = {}
    for name in sorted(used):
        drawn = look(NOTE_TYPES[name], edition.templates)
        content = _hash([drawn.sides, drawn.css])
        before = edition.locked_looks.get(name.replace(" ", "-")) or Locked("-", content, edition.now)
        entry = before.revised(content, edition.now)
        looks[name] = drawn.at(entry.mod)
        locked[f"note-type:{name.replace(' ', '-')}", "-"] = entry
    return looks


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
