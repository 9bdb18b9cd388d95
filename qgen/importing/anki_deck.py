"""An Anki deck as a project that makes the same deck again.

Every note stays as it is, under its own guid and note type, and a lock says that learners have it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qgen.anki.cards import ordinals
from qgen.anki.looks import Look
from qgen.anki.note_types import CLOZE, NOTE_TYPES, NoteType
from qgen.anki.package_reading import Package, PackedNote
from qgen.anki.syntax import replace_clozes
from qgen.content.html_text import blocks_of
from qgen.decks.lock import WHOLE_DECK, Id, Lock, Locked
from qgen.decks.lock_file import write_lock
from qgen.diagnostics.problems import Problem
from qgen.importing.draft import Ids
from qgen.importing.writing import Flow, FlowMapping, dump
from qgen.outputs.apkg import content_hash, look_hash, look_id
from qgen.questions.kept_notes import type_key
from qgen.questions.model import Key
from qgen.reading.tree import MAX_BYTES
from qgen.rendering.plain import plain

_MODELINE = "# yaml-language-server: $schema=schema.json\n"
_HEADER = """\
# Imported by `qgen import` from {origin}. Each note goes back into the deck as it is: under its guid and its note type,
# so that those who learn from it keep their schedules. Edit the fields, and they are updated; write facts beside them
# for more.
"""


@dataclass(frozen=True)
class KeptDeck:
    """What a deck becomes: a file's path in the project -> its bytes, how much is in it, and what could not be kept."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _KeptNote:
    """A note with what it is called in the project: its own id, and those of its note type and chapter."""

    packed: PackedNote
    id: str
    note_type: str
    chapter: str

    @property
    def fields(self) -> dict[str, str]:
        """The fields that are filled, as YAML gives them back."""
        cleaned = {name: _clean(value) for name, value in self.packed.fields.items()}
        return {name: value for name, value in cleaned.items() if value}


def keep_deck(
    package: Package, origin: str, name: str, language: str, ids: Ids, tags: Ids, *, learnt: bool = True
) -> KeptDeck:
    """The files of a project that makes the same deck again.

    `tags` are those of the project: a chapter selects by its own. `learnt`: the package's notes and note types are
    those of learners.
    """
    notes, problems = _notes_to_keep(package, origin)
    if not notes:
        message = f"{origin}: no note in it could be kept"
        nothing = Problem.error("not-imported", message, hint="see `qgen import --help`")
        return KeptDeck(problems=(*problems, nothing))
    chapters = _chapters(notes)
    chapter_ids = {chapter: tags.of(chapter) for chapter in chapters.values()}
    types = {key: ids.of(package.note_types[key][0].name) for key in dict.fromkeys(note.note_type_id for note in notes)}
    kept = [
        _KeptNote(note, ids.of(_words(note)), types[note.note_type_id], chapter_ids[chapters[note.deck]])
        for note in notes
    ]
    title = _title(notes, origin)
    files = {
        f"source/{name}.yaml": _source(package, kept, origin, language).encode(),
        f"decks/{name}.yaml": (_MODELINE + dump(_recipe(title, origin, language, chapter_ids))).encode(),
    }
    if learnt:
        files[f"decks/{name}.lock"] = write_lock(_lock(package, kept, language, title, chapter_ids))
    media, lost = _media(package.media, origin)
    counts = {"note": len(kept), "note type": len(types), "file": len(media)}
    return KeptDeck({**files, **media}, counts, (*problems, *lost))


def _notes_to_keep(package: Package, origin: str) -> tuple[list[PackedNote], list[Problem]]:
    """The notes that a project can hold, and a warning for each other one."""
    reasons = [(note, _refusal(note, *package.note_types[note.note_type_id])) for note in package.notes]
    problems = [
        Problem.warning("not-imported", f"{origin}: the note “{_words(note)[:60]}” was not imported: {reason}")
        for note, reason in reasons
        if reason
    ]
    return [note for note, reason in reasons if not reason], problems


def _refusal(note: PackedNote, note_type: NoteType, look: Look) -> str | None:
    """Why a note can't be kept, if it can't."""
    if note.note_type in NOTE_TYPES and note_type.id == NOTE_TYPES[note.note_type].id:
        return (
            "it was made by qgen: to make its deck anew you need its sources, and `qgen lock --from` restores its lock"
        )
    if not note.guid or note.guid.split() != [note.guid]:
        return f"its guid is {note.guid!r}, which Anki itself would never give"
    fields = {key: _clean(value) for key, value in note.fields.items()}
    if not ordinals(note_type.kind, [front for front, _ in look.sides], fields):
        return "it has no card"
    return None


def _source(package: Package, notes: Iterable[_KeptNote], origin: str, language: str) -> str:
    """The source file: the note types, then the notes."""
    types = {note.packed.note_type_id: note.note_type for note in notes}
    note_types = [_note_type(identifier, *package.note_types[key]) for key, identifier in types.items()]
    head = _MODELINE + _HEADER.format(origin=origin)
    listed = [_entity(note, language) for note in notes]
    return head + "\n" + dump({"note_types": note_types}) + "\n" + dump({"notes": listed})


def _entity(note: _KeptNote, language: str) -> dict[str, object]:
    packed = note.packed
    return {
        "id": note.id,
        "language": language,
        "guid": packed.guid,
        "note_type": note.note_type,
        "fields": note.fields,
        **({"anki_tags": Flow(packed.tags)} if packed.tags else {}),
        "tags": Flow([note.chapter]),
    }


def _lock(package: Package, notes: Iterable[_KeptNote], language: str, title: str, chapters: Mapping[str, str]) -> Lock:
    """The lock that says that learners have the notes as they are."""
    items: dict[Id, Locked] = {}
    for note in notes:
        packed, key = note.packed, type_key(note.packed.note_type_id)
        hashed = content_hash(key, note.fields, packed.tags)
        given = Locked(packed.guid, hashed, packed.mod, note_type=key).given_away()
        items[str(Key(note.id, "note")), language] = given
        look = package.note_types[packed.note_type_id][1]
        items[look_id(key)] = Locked("-", look_hash(_clean_look(look)), look.mod).given_away()
    titles = {(identifier, language): (chapter,) for chapter, identifier in chapters.items()}
    return Lock(items, {(WHOLE_DECK, language): (title,), **titles})


def _clean_look(look: Look) -> Look:
    return Look(tuple((_clean(front), _clean(back)) for front, back in look.sides), _clean(look.css))


def _chapters(notes: Iterable[PackedNote]) -> dict[str, str]:
    """Full name of a deck -> the chapter that it becomes: what stands behind the name that all begin with."""
    decks = list(dict.fromkeys(note.deck for note in notes))
    tops = {deck.split("::")[0] for deck in decks}
    return {deck: (deck.partition("::")[2] if len(tops) == 1 else deck) or deck for deck in decks}


def _title(notes: list[PackedNote], origin: str) -> str:
    tops = list(dict.fromkeys(note.deck.split("::")[0] for note in notes))
    return tops[0] if len(tops) == 1 else origin.rsplit(".", 1)[0]


def _recipe(title: str, origin: str, language: str, chapters: Mapping[str, str]) -> dict[str, object]:
    return {
        "title": FlowMapping({language: title}),
        "description": FlowMapping({language: origin}),
        "languages": Flow([language]),
        "formats": Flow(["apkg", "flashcards"]),
        "chapters": [
            {"id": identifier, "title": FlowMapping({language: chapter}), "tags": Flow([identifier])}
            for chapter, identifier in chapters.items()
        ],
    }


def _note_type(identifier: str, note_type: NoteType, look: Look) -> dict[str, object]:
    return {
        "id": identifier,
        "name": note_type.name,
        "anki_id": note_type.id,
        **({"cloze": True} if note_type.kind == CLOZE else {}),
        **({"stock": note_type.stock} if note_type.stock else {}),
        "fields": [
            FlowMapping(
                {"name": one.name}
                | ({} if one.id is None else {"id": one.id})
                | ({} if one.tag is None else {"tag": one.tag})
            )
            for one in note_type.fields
        ],
        "templates": [
            {
                "name": template.name,
                **({} if template.id is None else {"id": template.id}),
                "front": _clean(front),
                "back": _clean(back),
            }
            for template, (front, back) in zip(note_type.templates, look.sides, strict=True)
        ],
        "css": _clean(look.css),
    }


def _media(media: Mapping[str, bytes], origin: str) -> tuple[dict[str, bytes], list[Problem]]:
    """The deck's files by their paths in the project, and a warning for each that can't be there."""
    reasons = {name: _refusal_of_file(name, data) for name, data in sorted(media.items())}
    files = {f"source/media/{name}": media[name] for name, reason in reasons.items() if not reason}
    problems = [
        Problem.warning("not-imported", f"{origin}: the file {name!r} was not imported: {reason}")
        for name, reason in reasons.items()
        if reason
    ]
    return files, problems


def _refusal_of_file(name: str, data: bytes) -> str | None:
    if len(data) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 10**6} MB"
    if "/" in name or "\\" in name or name.startswith("."):
        return "a file of such a name could land anywhere"
    return None


def _words(note: PackedNote) -> str:
    """What a reader would call the note: the first words that it says."""
    fields = (
        replace_clozes(value, lambda cloze: cloze.text)
        for value in note.fields.values()
        if "image-occlusion:" not in value
    )
    said = (" ".join(plain(blocks_of(value)).split()) for value in fields)
    return next(filter(None, said), note.guid)[:80]


def _clean(text: str) -> str:
    """As YAML gives it back: composed, without the control characters that it refuses."""
    kept = (ch for ch in text.replace("\r\n", "\n") if unicodedata.category(ch) != "Cc" or ch in "\n\t")
    return unicodedata.normalize("NFC", "".join(kept))


def foreign_id(name: str) -> int:
    """A number for a note type of which only the name is known."""
    return (1 << 40) + int.from_bytes(hashlib.sha256(f"qgen-import\0{name}".encode()).digest()[:5], "big")
