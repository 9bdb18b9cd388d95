"""Two packages of one deck compared: what a learner who has the one gets from the other."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from qgen.anki.package_reading import Package, PackedNote
from qgen.anki.syntax import replace_clozes

_UNSEEN = ("ID", "Lang", "Blanks")
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|dl|dt|dd|pre|table|thead|tbody|tr|th|td|br)\b[^>]*>")
_HTML_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Piece:
    """A run of words: `kept`, `removed` or `added`."""

    kind: str
    text: str


@dataclass(frozen=True)
class ChangedField:
    """A field by its name, and all its words: those that stay, that go and that come, in the order of reading."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Changed:
    """A note that says something else. `fields` is empty if only its markup or its tags differ."""

    note: PackedNote
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True)
class Changes:
    """What an import brings. `stranded` are notes that learners keep and that nothing will ever change or announce."""

    new: tuple[PackedNote, ...]
    changed: tuple[Changed, ...]
    leaving: tuple[PackedNote, ...]
    moved: tuple[tuple[PackedNote, str], ...]
    """Notes in another deck than before, with the name of the one that learners' cards stay in."""
    stranded: tuple[PackedNote, ...]
    emptied: tuple[tuple[PackedNote, int], ...]
    """Notes with the number of cards that learners have and that lose their content."""


def compare(old: Package, new: Package, retired: str) -> Changes:
    """Compare by guid, as Anki does. `retired` is the tag of what leaves a deck."""
    before = {note.guid: note for note in old.notes}
    after = {note.guid: note for note in new.notes}
    pairs = [(before[guid], now) for guid, now in after.items() if guid in before]
    staying = [(was, now) for was, now in pairs if retired not in now.tags]
    return Changes(
        new=tuple(_only_in(after, before, retired)),
        changed=tuple(Changed(now, tuple(_fields(was, now))) for was, now in staying if _content(was) != _content(now)),
        leaving=tuple(was for was, now in pairs if _starts_to_leave(was, now, retired)),
        moved=tuple((now, was.deck) for was, now in staying if was.deck != now.deck),
        stranded=tuple(_only_in(before, after, retired)),
        emptied=tuple((now, was.cards - now.cards) for was, now in staying if now.cards < was.cards),
    )


def _only_in(notes: Mapping[str, PackedNote], others: Mapping[str, PackedNote], retired: str) -> Iterator[PackedNote]:
    """The notes that only one of two packages has, without those that say no more than that they have left."""
    return (note for guid, note in notes.items() if guid not in others and retired not in note.tags)


def _starts_to_leave(was: PackedNote, now: PackedNote, retired: str) -> bool:
    return retired in now.tags and retired not in was.tags


def text_of(html: str) -> str:
    """What a field shows, on one line; what a cloze hides stands in brackets."""
    opened = replace_clozes(html, lambda cloze: f"[{cloze.text}]")
    shown = _HTML_TAG.sub("", _BLOCK.sub(" ", opened))
    return " ".join(unescape(shown).split())


def title_of(note: PackedNote) -> str:
    """The first field with something in it."""
    return next((shown for value in note.fields.values() if (shown := text_of(value))), "")


def _content(note: PackedNote) -> tuple[object, ...]:
    return note.note_type, {name: value for name, value in note.fields.items() if value}, sorted(note.tags)


def _fields(was: PackedNote, now: PackedNote) -> Iterator[ChangedField]:
    for name in dict.fromkeys((*was.fields, *now.fields)):
        old, new = (text_of(note.fields.get(name, "")) for note in (was, now))
        if old != new and name not in _UNSEEN:
            yield ChangedField(name, tuple(_pieces(old.split(), new.split())))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("kept", " ".join(old[start:end]))
            continue
        if start < end:
            yield Piece("removed", " ".join(old[start:end]))
        if new_start < new_end:
            yield Piece("added", " ".join(new[new_start:new_end]))
