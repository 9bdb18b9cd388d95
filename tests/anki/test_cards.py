"""Which cards a note has: our rules beside what the real Anki generates."""

from __future__ import annotations

import itertools

import pytest

from qgen.anki.cards import ordinals
from qgen.anki.note_types import BASIC, CLOZE
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
