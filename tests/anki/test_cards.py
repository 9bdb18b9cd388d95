"""Which cards a note has: our rules beside what the real Anki generates; and ids that never change."""

from __future__ import annotations

import itertools

import pytest

from qgen.anki.cards import ordinals
from qgen.anki.looks import look
from qgen.anki.note_types import BASIC, CLOZE, NOTE_TYPES
from qgen.anki.package import Deck, Note, PackageError, package
from tests.real_anki import collection

FIELDS = ("A", "B")
FRONTS = [
    "{{A}}",
    "{{#A}}{{B}}{{/A}}",
    "{{^A}}{{B}}{{/A}}",
    "{{type:A}}",
    "{{text:A}}",
    "{{hint:A}}",
    "x{{#A}}y{{/A}}",
    "{{#A}}{{#B}}{{A}}{{/B}}{{/A}}",
]
VALUES = ["", "x", " ", "<br>", "&nbsp;", "<div></div>", "<b></b>"]
CLOZES = ["{{c1::a}}", "{{c1::a {{c2::b}} c}}", "{{c1,2::x}}", "{{c3::x}} {{c1::y::hint}}", "{{c10::x}}"]


def _generated(kind: int, fronts: list[str], values: dict[str, str]) -> list[int]:
    """What the real Anki makes of a note of a note type with these fronts."""
    with collection() as opened:
        models = opened.models
        model = models.copy(models.by_name("Cloze" if kind == CLOZE else "Basic"), add=False)
        model["name"], model["flds"], model["tmpls"] = "probe", [], []
        for name in values:
            models.add_field(model, models.new_field(name))
        for number, front in enumerate(fronts):
            template = models.new_template(f"t{number}")
            template["qfmt"] = template["afmt"] = front
            models.add_template(model, template)
        models.add_dict(model)
        note = opened.new_note(models.by_name("probe"))
        for name, value in values.items():
            note[name] = value
        opened.add_note(note, 1)
        return sorted(card.ord for card in note.cards())


@pytest.mark.parametrize("front", FRONTS)
def test_basic_notes_have_the_cards_that_anki_generates(front: str) -> None:
    for values in itertools.product(VALUES, repeat=2):
        fields = dict(zip(FIELDS, values, strict=True))
        ours = ordinals(BASIC, ["{{B}}never{{A}}", front], fields)
        if ours:  # Anki gives a note without a card its first card; we refuse such a note
            assert ours == _generated(BASIC, ["{{B}}never{{A}}", front], fields), fields
        if values[0] not in VALUES[:2]:
            break  # one of the blank-looking values is enough for each front: a collection takes its time


@pytest.mark.parametrize("text", CLOZES)
def test_cloze_notes_have_the_cards_that_anki_generates(text: str) -> None:
    assert ordinals(CLOZE, ["{{cloze:Text}}"], {"Text": text}) == _generated(CLOZE, ["{{cloze:Text}}"], {"Text": text})


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
        "Spare 2",
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
        package(notes, [Deck("D", "")], {"qgen basic": look(NOTE_TYPES["qgen basic"], None)})
