"""An Anki deck as a project: every note as it is, under its own guid and note type, and the lock that says that
learners have it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qgen.anki.cards import ordinals
from qgen.anki.looks import Look
from qgen.anki.note_types import CLOZE, NOTE_TYPES, NoteType
from qgen.anki.package_reading import Package, PackedNote
from qgen.anki.syntax import replace_clozes
from qgen.content.html_text import blocks_of
from qgen.decks.lock import WHOLE_DECK, Id, Lock, Locked, write_lock
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


@dataclass
class Files:
    """What a deck becomes: a file's path in the project -> its bytes, how much is in it, and what could not be kept."""

    files: dict[str, bytes] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def keep_deck(
    package: Package, origin: str, name: str, language: str, ids: Ids, tags: Ids, *, learnt: bool = True
) -> Files:
    """The files of a project that makes the same deck again. `tags` are those of the project: a chapter selects by its
    own.

    `learnt`: the package's notes and note types are those of learners.
    """
    made = Files()
    notes = [note for note in package.notes if not _refused(note, package, origin, made)]
    if not notes:
        made.problems.append(
            Problem.error("not-imported", f"{origin}: no note in it could be kept", hint="see `qgen import --help`")
        )
        return made
    chapters = _chapters(notes)
    chapter_ids = {chapter: tags.of(chapter) for chapter in chapters.values()}
    types = {key: ids.of(package.note_types[key][0].name) for key in dict.fromkeys(note.note_type_id for note in notes)}
    listed, locked = [], dict[Id, Locked]()
    for note in notes:
        identifier = ids.of(_words(note))
        fields = {key: _clean(value) for key, value in note.fields.items() if _clean(value)}
        chapter = chapter_ids[chapters[note.deck]]
        listed.append(
            {
                "id": identifier,
                "language": language,
                "guid": note.guid,
                "note_type": types[note.note_type_id],
                "fields": fields,
                **({"anki_tags": Flow(note.tags)} if note.tags else {}),
                "tags": Flow([chapter]),
            }
        )
        key = type_key(note.note_type_id)
        hashed = content_hash(key, fields, note.tags)
        locked[str(Key(identifier, "note")), language] = Locked(
            note.guid, hashed, note.mod, (), key, "released", hashed
        )
    for note_type_id in types:
        _, look = package.note_types[note_type_id]
        hashed = look_hash(Look(tuple((_clean(front), _clean(back)) for front, back in look.sides), _clean(look.css)))
        locked[look_id(type_key(note_type_id))] = Locked("-", hashed, look.mod)
    title = _title(notes, origin)
    titles = {
        (WHOLE_DECK, language): title,
        **{(identifier, language): chapter for chapter, identifier in chapter_ids.items()},
    }
    head = _MODELINE + _HEADER.format(origin=origin)
    kept_types = [_note_type(types[key], *package.note_types[key]) for key in types]
    made.files[f"source/{name}.yaml"] = (
        head + "\n" + dump({"note_types": kept_types}) + "\n" + dump({"notes": listed})
    ).encode()
    made.files[f"decks/{name}.yaml"] = (_MODELINE + dump(_recipe(title, origin, language, chapter_ids))).encode()
    if learnt:
        made.files[f"decks/{name}.lock"] = write_lock(Lock(locked, titles))
    made.counts.update({"note": len(listed), "note type": len(types)})
    _keep_media(package.media, origin, made)
    return made


def _refused(note: PackedNote, package: Package, origin: str, made: Files) -> bool:
    """Whether a note can't be kept; then it is listed."""
    note_type, look = package.note_types[note.note_type_id]
    reason = None
    if note.note_type in NOTE_TYPES and note_type.id == NOTE_TYPES[note.note_type].id:
        reason = (
            "it was made by qgen: to make its deck anew you need its sources, and `qgen lock --from` restores its lock"
        )
    elif not note.guid or note.guid.split() != [note.guid]:
        reason = f"its guid is {note.guid!r}, which Anki itself would never give"
    elif not ordinals(
        note_type.kind, [front for front, _ in look.sides], {key: _clean(value) for key, value in note.fields.items()}
    ):
        reason = "it has no card"
    if reason:
        made.problems.append(
            Problem.warning("not-imported", f"{origin}: the note “{_words(note)[:60]}” was not imported: {reason}")
        )
    return reason is not None


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
            for template, (front, back) in zip(note_type.templates, look.sides)
        ],
        "css": _clean(look.css),
    }


def _keep_media(media: Mapping[str, bytes], origin: str, made: Files) -> None:
    for name, data in sorted(media.items()):
        if "/" in name or "\\" in name or name.startswith(".") or len(data) > MAX_BYTES:
            reason = (
                f"larger than {MAX_BYTES // 10**6} MB"
                if len(data) > MAX_BYTES
                else "a file of such a name could land anywhere"
            )
            made.problems.append(
                Problem.warning("not-imported", f"{origin}: the file {name!r} was not imported: {reason}")
            )
        else:
            made.files[f"source/media/{name}"] = data
            made.counts["file"] += 1


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
