"""The Anki package of an edition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qgen.anki.looks import Look, look
from qgen.anki.note_types import NOTE_TYPES, NoteType
from qgen.anki.package import AnkiDeck, Media, Note, card_ordinals, package
from qgen.anki.syntax import tag
from qgen.content.pictures import media_name
from qgen.content.wording import labels
from qgen.decks.edition import Chapter, Edition, Item, Leaving
from qgen.decks.lock import Id, Locked
from qgen.diagnostics.problems import Problem, counted
from qgen.entities.note_type import KeptNoteType
from qgen.outputs.anki_fields import fields_of, last_fields, last_fields_of_kept, note_type_name
from qgen.outputs.deck_description import description
from qgen.outputs.registry import Produced, output
from qgen.questions.bodies import Imported
from qgen.questions.kept_notes import anki_note_type, type_key

RETIRED = "qgen::retired"
"""The tag by which a learner finds, and deletes, all notes that left a deck."""

RETIRED_CARD = "qgen::retired-card"
"""The tag of a note of which a card left, with the card's number below it. It is no part of RETIRED: what is found by
that one is deleted.
"""

_KEYS = dict.fromkeys(NOTE_TYPES, ("ID",))  # an imported note type may have a field of that name

_LEVELS = {1: "1-basic", 2: "2-intermediate", 3: "3-expert"}


@output(".apkg")
def apkg(edition: Edition) -> Produced:
    """The Anki package: a deck with a subdeck for each chapter, its cards in study order."""
    notes: list[Note] = []
    locked: dict[Id, Locked] = {}
    for chapter in edition.chapters:
        for item in chapter.items:
            note, entry = _note(edition, chapter, item)
            notes.append(note)
            locked[str(item.question.key), edition.language] = entry
    foreign = _foreign(edition)
    untold = [
        leaving
        for leaving in edition.leaving
        if leaving.locked.note_type.startswith("anki-") and leaving.locked.note_type not in foreign
    ]
    for leaving in (one for one in edition.leaving if one not in untold):
        note, entry = _last_note(edition, leaving)
        notes.append(note)
        locked[leaving.key, edition.language] = entry
    looks = _looks(edition, {note.note_type for note in notes}, foreign, locked)
    types = {key: note_type for key, (note_type, _) in foreign.items()}
    decks = [
        AnkiDeck(edition.title, description(edition)),
        *(AnkiDeck(_deck_name(edition, chapter.title), "") for chapter in edition.chapters),
    ]
    decks += [AnkiDeck(_retired_deck(edition), "")] if edition.leaving else []
    cards = sum(
        len(card_ordinals(note, types.get(note.note_type) or NOTE_TYPES[note.note_type], looks[note.note_type]))
        for note in notes
    )
    return Produced(
        package(notes, decks, looks, _media(edition), types),
        locked,
        tuple(_untold(untold)),
        summary=_summary(len(notes), cards, locked, edition),
    )


def _untold(leaving: list[Leaving]) -> Iterable[Problem]:
    """A warning if learners can't be told that notes left, for want of the note type."""
    if leaving:
        message = f"{len(leaving)} notes left with their note type, so that learners are not told"
        yield Problem.warning(
            "no-note-type", message, hint="keep the note type under `note_types:` until the release after"
        )


def _media(edition: Edition) -> list[Media]:
    """Every file that a card shows, once. Those of imported decks keep the names that their notes call them by."""
    shown = (picture for item in edition.items() for picture in item.question.pictures())
    found = {media_name(picture.file, picture.data): picture.data for picture in shown}
    for item in edition.items():
        body = item.question.body
        found |= body.original.media if isinstance(body, Imported) else {}
    return [Media(name, data) for name, data in sorted(found.items())]


def _summary(notes: int, cards: int, locked: Mapping[Id, Locked], edition: Edition) -> str:
    """How much is in the package, and what learners of the last release get: new, changed, leaving."""
    mine = [entry for (_, language), entry in locked.items() if language == edition.language]
    gone = len(edition.leaving)
    held = f"{counted(notes - gone, 'note')}, {counted(cards, 'card')}" + (f", {gone} that left" if gone else "")
    leaving = sum(entry.state == "leaving" for entry in mine)
    if not any(entry.released for entry in mine):
        return f"{held}; never released"
    new, changed = (sum(entry.is_new for entry in mine), sum(entry.is_changed for entry in mine))
    return f"{held}; since the last release +{new} ~{changed} −{leaving}"


def _note(edition: Edition, chapter: Chapter, item: Item) -> tuple[Note, Locked]:
    body = item.question.body
    note_type, fields = note_type_name(body), fields_of(item)
    tags = body.original.tags if isinstance(body, Imported) else tuple(_tags(chapter, item))
    content = content_hash(note_type, fields, tags)
    before = item.locked or Locked(item.guid, content, edition.now)
    after = before.revised(content, edition.now, item.numbered, renamed=item.is_renamed)
    entry = replace(after, note_type=note_type.replace(" ", "-"))
    return Note(item.guid, note_type, fields, tags, _deck_name(edition, chapter.title), entry.mod), entry


def _last_note(edition: Edition, leaving: Leaving) -> tuple[Note, Locked]:
    """What takes the place of a card that the deck has no more: it says so, and has a tag to find and delete it by."""
    note_type = leaving.locked.note_type.replace("-", " ")
    kept = _foreign(edition).get(leaving.locked.note_type)
    note_type = leaving.locked.note_type if kept else note_type
    fields = (
        last_fields_of_kept(kept[0], leaving, edition.language)
        if kept
        else last_fields(note_type, leaving, edition.language)
    )
    entry = leaving.locked.revised(
        content_hash(note_type, fields, [RETIRED]), edition.now, leaving.locked.blanks, leaving=True
    )
    return Note(leaving.locked.guid, note_type, fields, (RETIRED,), _retired_deck(edition), entry.mod), entry


def _tags(chapter: Chapter, item: Item) -> Iterable[str]:
    yield tag(f"qgen::topic::{chapter.id}")
    yield f"qgen::level::{_LEVELS[item.question.level]}"
    yield f"qgen::pattern::{item.question.key.pattern}"
    yield from (f"{RETIRED_CARD}::{number}" for number in item.left)


def _deck_name(edition: Edition, chapter: str) -> str:
    return f"{edition.title}::{chapter}"


def _retired_deck(edition: Edition) -> str:
    """Only those who never had the card get it there; a card that is in a collection stays where it is."""
    return _deck_name(edition, labels(edition.language, "deck")["retired"])


def _foreign(edition: Edition) -> dict[str, tuple[NoteType, Look]]:
    """Note types of imported decks, by what the lock calls them."""
    kept = (entity for entity in edition.base.entities() if isinstance(entity, KeptNoteType)) if edition.base else ()
    return {type_key(entity.anki_id): anki_note_type(entity) for entity in kept}


def _looks(
    edition: Edition, used: set[str], foreign: Mapping[str, tuple[NoteType, Look]], locked: dict[Id, Locked]
) -> dict[str, Look]:
    """How each used note type looks, written down in `locked` too.

    Its time moves only when its look does, or Anki would undo the learner's styling.
    """
    looks: dict[str, Look] = {}
    for name in sorted(used):
        drawn = foreign[name][1] if name in foreign else look(NOTE_TYPES[name], edition.templates)
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
    """The hash of what a learner sees of a note. Empty fields do not count, nor does the order of tags.

    Nor does its key, so that a note whose entity has a new id is found to say the same.
    """
    filled = {name: value for name, value in fields.items() if value and name not in _KEYS.get(note_type, ())}
    return _hash({"type": note_type, "fields": filled, "tags": sorted(tags)})


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
