"""Anki's text export: what its header says, and what each row becomes."""

from __future__ import annotations

from qgen.anki.note_types import BASIC, CLOZE
from qgen.importing.text_export import is_text_export, read_text_export

FULL = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
abc\tBasic\tBirds\tOwl\tA <b>bird</b>\tnight hunter
def\tCloze\tBirds::Small\t{{c1::Wren}}\t\t
\tBasic\t\tHen\t"two
lines"\t
\tBasic\tBirds\t \t\tempty
\t\t\t\t\t
"""


def test_the_columns_that_the_header_names() -> None:
    package, problems = read_text_export("birds.txt", FULL, "birds")
    owl, wren, hen = package.notes
    assert (owl.guid, owl.note_type, owl.deck, owl.tags) == ("abc", "Basic", "Birds", ("night", "hunter"))
    assert owl.fields == {"Field 1": "Owl", "Field 2": "A <b>bird</b>"}
    assert (wren.note_type, wren.deck, wren.tags) == ("Cloze", "Birds::Small", ())
    assert hen.deck == "birds" and hen.guid and hen.fields["Field 2"] == "two\nlines"
    kinds = {note.guid: package.note_types[note.note_type_id][0].kind for note in package.notes}
    assert kinds == {"abc": BASIC, "def": CLOZE, hen.guid: BASIC}
    assert owl.note_type_id == hen.note_type_id != wren.note_type_id
    (problem,) = problems
    assert problem.span and (problem.span.path, problem.span.line) == ("birds.txt", 11)
    assert problem.message == "not imported: a row without a field"


def test_what_the_header_says_of_every_row() -> None:
    text = (
        "#separator:;\r\n#notetype:Words\r\n#deck:Latin\r\n#tags:one two\r\n"
        "#columns:Word;Meaning;Word;\r\naqua;<water>;x;y;z\r\n"
    )
    package, problems = read_text_export("latin.txt", text, "latin")
    (note,) = package.notes
    assert not problems
    assert (note.note_type, note.deck, note.tags) == ("Words", "Latin", ("one", "two"))
    assert note.fields == {
        "Field 1": "aqua",
        "Meaning": "&lt;water&gt;",
        "Field 3": "x",
        "Field 4": "y",
        "Field 5": "z",
    }


def test_a_note_type_shows_the_first_field_and_then_the_others() -> None:
    package, _ = read_text_export("a.txt", "#separator:comma\nfront,back\n{{c1::a}},b\n", "a")
    looks = [look.sides for _, look in package.note_types.values()]
    assert looks == [
        (("{{Field 1}}", "{{FrontSide}}\n<hr id=answer>\n{{#Field 2}}<div>{{Field 2}}</div>{{/Field 2}}"),),
        (("{{cloze:Field 1}}", "{{cloze:Field 1}}\n{{#Field 2}}<div>{{Field 2}}</div>{{/Field 2}}"),),
    ]


def test_the_same_row_gets_the_same_guid_and_another_deck_another() -> None:
    guids = [read_text_export("a.txt", f"#deck:{deck}\nx\ty\n", "a")[0].notes[0].guid for deck in ("One", "One", "Two")]
    assert guids[0] == guids[1] != guids[2]


def test_what_is_a_text_export() -> None:
    assert is_text_export("#separator:tab\nx\ty\n") and is_text_export("#html:true")
    assert not is_text_export("# A heading: of notes\n") and not is_text_export("plain")


def test_a_column_number_that_is_none_is_not_there() -> None:
    package, _ = read_text_export("a.txt", "#separator:comma\n#guid column:0\n#tags column:x\na,b\n", "a")
    (note,) = package.notes
    assert list(note.fields.values()) == ["a", "b"] and note.guid != "b" and note.tags == ()
