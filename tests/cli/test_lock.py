"""`qgen lock`, `qgen release` and their problems: what is no package, and notes that leave with their note type."""

from __future__ import annotations

import pytest

from tests.conftest import SOURCES, Project, qgen

IMPORTED = """\
note_types:
  - id: front-back
    name: Front and back
    anki_id: 1500000000001
    fields: [{name: Front}, {name: Back}]
    templates: [{name: Card 1, front: "{{Front}}", back: "{{Back}}"}]
"""
NOTES = """\
notes:
  - {id: first, language: en, guid: g1, note_type: front-back, fields: {Front: one, Back: two}, tags: [zoo]}
"""
CONCEPT = "concepts:\n  - {id: cat, term: Cat, definition: it meows, tags: [zoo], sources: [{id: book}]}\n"


@pytest.fixture
def packed(small: Project) -> Project:
    """The small project with its packages built."""
    small.replace("decks/zoo.yaml", "languages:", "formats: [apkg]\nlanguages:")
    assert small.qgen("build", "--format", "apkg").status == 0
    return small


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 torn", b"no zip"])
def test_what_is_no_package_restores_nothing(packed: Project, data: bytes) -> None:
    packed.path("wrong.apkg").write_bytes(data)
    before = packed.path("decks/zoo.lock").read_bytes()
    run = packed.qgen("lock", "--from", "wrong.apkg")
    assert run.status == 1 and "error[not-a-package]: wrong.apkg: " in run.err
    assert packed.path("decks/zoo.lock").read_bytes() == before


def test_a_package_of_somebody_else_restores_nothing(packed: Project) -> None:
    genanki = pytest.importorskip("genanki")
    deck = genanki.Deck(1_234_567_890, "Theirs")
    deck.add_note(genanki.Note(genanki.BASIC_MODEL, ["question", "answer"]))
    genanki.Package(deck).write_to_file(packed.path("theirs.apkg"))
    run = packed.qgen("lock", "--from", "theirs.apkg")
    assert run.status == 1
    assert "error[not-a-package]: theirs.apkg: no note in it was made by qgen" in run.err


def test_a_lock_that_was_lost_comes_back_from_the_packages(packed: Project) -> None:
    assert packed.qgen("release", "zoo").status == 0
    lock = packed.path("decks/zoo.lock")
    before = lock.read_bytes()
    lock.unlink()
    run = packed.qgen("lock", "--from", "out/zoo.ko.apkg", "--from", "out/zoo.en.apkg")
    assert run.status == 0, run.err
    assert lock.read_bytes() == before


def test_notes_that_leave_with_their_note_type_are_told(project: Project) -> None:
    """Anki can't be told that a note has left without the note type; while it is kept, learners are told."""
    recipe = (
        "title: Zoo\ndescription: x\nlanguages: [en]\nformats: [apkg]\n"
        "chapters:\n  - {id: zoo, title: 01 Zoo, tags: [zoo]}\n"
    )
    project.write(
        {
            "source/a.yaml": SOURCES + CONCEPT,
            "source/types.yaml": IMPORTED,
            "source/notes.yaml": NOTES,
            "decks/zoo.yaml": recipe,
        }
    )
    assert project.qgen("release", "zoo").status == 0
    project.path("source/notes.yaml").unlink()
    kept = project.qgen("build")
    assert kept.status == 0 and "no-note-type" not in kept.err and "−1" in kept.err
    project.path("source/types.yaml").unlink()
    run = project.qgen("build")
    assert run.status == 0
    assert "warning[no-note-type]: 1 notes left with their note type" in run.err and "note_types:" in run.err


@pytest.mark.parametrize(
    "arguments", [("build",), ("check",), ("stats",), ("release",), ("diff",), ("schema",)], ids=" ".join
)
def test_no_project(project: Project, arguments: tuple[str, ...]) -> None:
    run = qgen(*arguments, cwd=project.folder)
    assert run.status == 2 and run.out == ""
    assert "error[no-project]: no qgen project here" in run.err and "qgen new DIR" in run.err


def test_a_project_without_one_of_its_folders(small: Project) -> None:
    small.path("qgen.yaml").write_text("namespace: zoo\n")
    small.path("decks/zoo.yaml").unlink()
    small.path("decks").rmdir()
    run = small.qgen("check")
    assert run.status == 2 and "error[no-project]: the project has no folder `decks/`" in run.err
