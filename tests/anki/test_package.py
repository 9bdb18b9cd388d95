"""The package file: what it holds, and what is refused because Anki would import it wrongly; ids that never change."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from typing import Any

import pytest

from qgen.anki.looks import look
from qgen.anki.note_types import NOTE_TYPES
from qgen.anki.package import AnkiDeck, Media, Note, PackageError, package


def test_ids_never_change() -> None:
    """Frozen: with another id, learners would get a second note type beside their own."""
    shared = [
        "Why",
        "Extra",
        "Path",
        "Related",
        "Source",
        "Lang",
        "Pattern",
        "ID",
        "Blanks",
        "Left",
        "Spare 3",
        "Spare 4",
    ]
    own = {
        "qgen basic": (1566173644, ["Question", "Answer"], [1566173644901, 1566173644902]),
        "qgen cloze": (1582378232, ["Text"], [1582378232901]),
        "qgen typed": (1836408676, ["Question", "Answer", "Shown"], [1836408676901, 1836408676902]),
        "qgen choice": (1983016465, ["Question", "Options", "Marked"], [1983016465901, 1983016465902]),
        "qgen occlusion": (
            1720914853,
            ["Occlusion", "Image", "Header", "Back Extra", "Comments", "Names"],
            [1720914853901],
        ),
        "qgen interview": (
            1875738139,
            ["Question", "Short", "KeyPoints", "Long", "FollowUps", "Mistakes", "Level"],
            [1875738139901, 1875738139902],
        ),
    }
    assert own.keys() == NOTE_TYPES.keys()
    for name, (identifier, fields, templates) in own.items():
        note_type = NOTE_TYPES[name]
        assert note_type.id == identifier
        assert [(field.name, field.id) for field in note_type.fields] == [
            (field, identifier * 1000 + place) for place, field in enumerate(fields + shared, start=1)
        ]
        assert [template.id for template in note_type.templates] == templates


def _note(guid: str = "g", **fields: str) -> Note:
    return Note(guid, "qgen basic", {"Question": "q", "Answer": "a", **fields}, (), "D", 1)


@pytest.mark.parametrize(
    "notes",
    [[_note(), _note()], [_note(guid="")], [_note(Question="a\x1fb")], [_note(Nope="x")], [_note(Question="<br>")]],
    ids=["guid twice", "empty guid", "U+001F", "unknown field", "no card"],
)
def test_what_anki_would_import_wrongly_is_refused(notes: list[Note]) -> None:
    with pytest.raises(PackageError):
        package(notes, [AnkiDeck("D", "")], {"qgen basic": look(NOTE_TYPES["qgen basic"], None)})


# --- what the file holds ----------------------------------------------------------------------------------------------


def packed(*notes: Note, types: tuple[str, ...] = ("qgen basic",), media: tuple[Media, ...] = ()) -> bytes:
    return package(notes, [AnkiDeck("D", "")], {name: look(NOTE_TYPES[name], None) for name in types}, media)


def collection(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(zipfile.ZipFile(io.BytesIO(data)).read("collection.anki2"))
    return connection


def note_types(data: bytes) -> dict[str, dict[str, Any]]:
    (models,) = collection(data).execute("select models from col").fetchone()
    return {model["name"]: model for model in json.loads(models).values()}


def ids(data: bytes) -> dict[str, tuple[int, list[int]]]:
    """Guid -> the note's id and those of its cards."""
    opened = collection(data)
    cards = list(opened.execute("select nid, id from cards order by ord"))
    return {
        guid: (note, [card for of, card in cards if of == note])
        for guid, note in opened.execute("select guid, id from notes")
    }


# Found by trying 60,000 names: each pair hashes to one id.
COLLIDING = [("guid-3177", "guid-8610"), ("guid-45314", "guid-51073")]


@pytest.mark.parametrize("pair", COLLIDING)
def test_two_guids_that_hash_to_one_id_are_two_notes(pair: tuple[str, str]) -> None:
    """Anki would take the second for the first. In whatever order they come, each has the same id."""
    made, turned = (ids(packed(*map(_note, guids))) for guids in (pair, pair[::-1]))
    assert made == turned and len(made) == 2
    (one, cards), (other, other_cards) = made[pair[0]], made[pair[1]]
    assert other == one + 1000 and cards == [one] and other_cards == [other]  # the next free place
    alone = ids(packed(_note(pair[0])))
    assert alone[pair[0]] == made[pair[0]]


def test_ids_depend_on_the_guid_alone() -> None:
    """They look like times of 2001 to 2020, so that they meet no note that a learner makes."""
    few, many = ids(packed(_note("a"))), ids(packed(*(_note(guid) for guid in "dcba")))
    assert few["a"] == many["a"]
    assert all(1_000_000_000_000 <= note < 1_600_000_000_000 for note, _ in many.values())


def test_anki_protects_the_fields_that_its_own_editor_of_occlusions_needs() -> None:
    shape = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2}}"
    covered = Note("g", "qgen occlusion", {"Occlusion": shape, "Image": '<img src="x.png">'}, (), "D", 1)
    occlusion = note_types(packed(covered, types=("qgen occlusion",)))["qgen occlusion"]
    protected = {field["name"]: (field.get("tag"), field.get("preventDeletion")) for field in occlusion["flds"]}
    assert {name: protected[name] for name in ("Occlusion", "Image", "Header", "Back Extra", "Comments")} == {
        "Occlusion": (0, True),
        "Image": (1, True),
        "Header": (2, True),
        "Back Extra": (3, True),
        "Comments": (4, False),  # as in Anki's own note type
    }
    assert {name for name, (number, _) in protected.items() if number is None} >= {"Names", "Why", "ID"}
    assert occlusion["originalStockKind"] == 6 and occlusion["type"] == 1
    basic = note_types(packed(_note()))["qgen basic"]
    assert "originalStockKind" not in basic and not any("preventDeletion" in field for field in basic["flds"])


@pytest.mark.parametrize("name", ["a/b.png", "a\\b.png", "/b.png", "..\\b.png"])
def test_a_media_name_with_a_folder_is_refused(name: str) -> None:
    with pytest.raises(PackageError, match="has a folder"):
        packed(_note(), media=(Media("fine.png", b"x"), Media(name, b"x")))


def test_media_are_numbered_by_name() -> None:
    archive = zipfile.ZipFile(io.BytesIO(packed(_note(), media=(Media("나.png", b"2"), Media("a b.png", b"1")))))
    assert json.loads(archive.read("media")) == {"0": "a b.png", "1": "나.png"}
    assert (archive.read("0"), archive.read("1")) == (b"1", b"2")


def test_the_same_content_makes_the_same_bytes() -> None:
    assert packed(_note("a"), _note("b")) == packed(_note("a"), _note("b"))
    assert packed(_note("a"), _note("b")) != packed(_note("b"), _note("a"))  # the order is that of study
