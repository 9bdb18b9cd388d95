"""From a package of ours back to the lock that it was built with."""

from __future__ import annotations

from qgen.anki.note_types import NOTE_TYPES
from qgen.anki.reading import Package
from qgen.decks.lock import WHOLE_DECK, Id, Lock, Locked
from qgen.outputs.apkg import RETIRED, content_hash, look_hash, look_id


def language_of(package: Package) -> str | None:
    """The language of a package's notes; None if it holds no notes of ours."""
    return next((note.fields["Lang"] for note in package.notes if note.note_type in NOTE_TYPES), None)


def title_of(package: Package) -> str:
    """The name of the deck that all others are below."""
    return next((note.deck for note in package.notes), "").split("::")[0]


def lock_of(package: Package, chapters: dict[str, str]) -> Lock:
    """Everything in the package as released. `chapters` maps the titles that the recipe knows to their ids."""
    language = language_of(package)
    if language is None:
        return Lock()
    items: dict[Id, Locked] = {}
    titles: dict[Id, str] = {(WHOLE_DECK, language): title_of(package)}
    for note in package.notes:
        if note.note_type not in NOTE_TYPES:
            continue
        hashed = content_hash(note.note_type, note.fields, note.tags)
        blanks = tuple(filter(None, note.fields["Blanks"].split(",")))
        state = "retired" if RETIRED in note.tags else "released"
        items[note.fields["ID"], language] = Locked(note.guid, hashed, note.mod, blanks, note.note_type.replace(" ", "-"), state, hashed, len(blanks))
        chapter = note.deck.removeprefix(f"{title_of(package)}::")
        if chapter in chapters:
            titles[chapters[chapter], language] = chapter
    for name, look in package.looks.items():
        if name in NOTE_TYPES:
            items[look_id(name)] = Locked("-", look_hash(look), look.mod)
    return Lock(items, titles)
