"""A deck over its releases: the same bytes on any day, and in the real Anki just what changed is updated."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Project, qgen
from tests.real_anki import Update, collection, imported, update

DAY = 86_400
MONDAY = 1_700_000_000


@pytest.fixture
def released(small: Project) -> Path:
    """The Korean package of the first release, built on a Monday."""
    assert small.qgen("build", epoch=MONDAY).status == 0
    kept = small.path("released.apkg")
    shutil.copy(small.path("out/zoo.ko.apkg"), kept)
    return kept


def rebuilt(project: Project, released: Path, days: int = 1) -> Update:
    """Build some days later; what a learner of the first release gets."""
    run = project.qgen("build", epoch=MONDAY + days * DAY)
    assert run.status == 0, run.err
    return update(released, project.path("out/zoo.ko.apkg"))


def log(new: int = 0, updated: int = 0, duplicate: int = 0) -> dict[str, int]:
    return {"new": new, "updated": updated, "duplicate": duplicate, "conflicting": 0}


NOTES = 9  # three definitions, three terms, two parents, one list of members


def test_two_builds_on_two_days_are_the_same_byte_for_byte(small: Project) -> None:
    small.qgen("build", epoch=MONDAY)
    first = small.out()
    assert small.qgen("build", epoch=MONDAY + 40 * DAY).status == 0
    assert small.out() == first


def test_a_fresh_clone_with_the_lock_builds_the_same_bytes(small: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    small.qgen("build", epoch=MONDAY)
    clone = tmp_path_factory.mktemp("clone") / "kb"
    shutil.copytree(small.folder, clone, ignore=shutil.ignore_patterns("out"))
    assert qgen("build", cwd=clone, epoch=MONDAY + DAY).status == 0
    assert Project(clone).out() == small.out()
    assert (clone / "decks/zoo.lock").read_bytes() == small.path("decks/zoo.lock").read_bytes()


def test_nothing_changed(small: Project, released: Path) -> None:
    assert rebuilt(small, released) == Update(log(duplicate=NOTES), 0, ["qgen basic", "qgen cloze"], False)


def test_one_text_edit_updates_the_notes_that_show_it(small: Project, released: Path) -> None:
    small.replace("source/zoo.yaml", "야옹 하고 우는 동물", "야옹 하고 우는 작은 동물")
    assert rebuilt(small, released) == Update(log(updated=2, duplicate=NOTES - 2), 0, ["qgen basic", "qgen cloze"], False)


def test_a_new_entity_is_new_and_its_list_is_updated(small: Project, released: Path) -> None:
    small.replace("source/zoo.yaml", "children: [cat, dog]", "children: [bird, cat, dog]")
    small.write({"source/bird.yaml": (
        "concepts:\n  - id: bird\n    term: {ko: 새, en: Bird}\n    definition: {ko: 날개가 있는 동물, en: a thing with wings}\n"
        "    tags: [zoo]\n    sources: [{id: book}]\n"
    )})  # fmt: skip
    assert rebuilt(small, released).log == log(new=3, updated=1, duplicate=NOTES - 1)


def test_a_cloze_number_stays_with_its_member_for_ever(small: Project, released: Path) -> None:
    """dog was c2. It stays c2 when cat leaves, and when bird comes before it."""
    small.replace("source/zoo.yaml", "children: [cat, dog]", "children: [animal2, dog]")
    small.replace("source/zoo.yaml", "taxonomies:", (
        "  - id: animal2\n    term: {ko: 새, en: Bird}\n    definition: {ko: 날개가 있는 동물, en: a thing with wings}\n"
        "    tags: [zoo]\n    sources: [{id: book}]\ntaxonomies:"
    ))  # fmt: skip
    assert small.qgen("build", epoch=MONDAY + DAY).status == 0
    questions = json.loads(small.path("out/zoo.ko.questions.json").read_text(encoding="utf-8"))["questions"]
    (members,) = [question for question in questions if question["kind"] == "cloze"]
    assert members["blanks"] == {"animal2": 3, "dog": 2}


def test_an_entity_moved_to_another_file_changes_nothing(small: Project, released: Path) -> None:
    text = small.path("source/zoo.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: dog"), text.index("taxonomies:")
    small.write({"source/zoo.yaml": text[:start] + text[end:], "source/z/dog.yaml": "concepts:\n" + text[start:end]})
    assert rebuilt(small, released).log == log(duplicate=NOTES)


def test_an_id_that_changed_keeps_its_notes_through_was(small: Project, released: Path) -> None:
    small.replace("source/zoo.yaml", "- id: cat", "- id: house-cat\n    was: [cat]")
    small.replace("source/zoo.yaml", "children: [cat, dog]", "children: [house-cat, dog]")
    found = rebuilt(small, released)
    assert (found.log["new"], found.log["conflicting"], found.schedules_lost) == (0, 0, 0)
    assert " cat#" not in small.path("decks/zoo.lock").read_text() and "\ncat#" not in small.path("decks/zoo.lock").read_text()
    small.path("decks/zoo.lock").unlink()
    assert rebuilt(small, released).log["new"] == 0


def test_without_the_lock_no_schedule_is_lost(small: Project, released: Path) -> None:
    small.path("decks/zoo.lock").unlink()
    assert rebuilt(small, released) == Update(log(updated=NOTES), 0, ["qgen basic", "qgen cloze"], False)


def test_a_stylesheet_of_the_project_updates_the_note_types_alone(small: Project, released: Path) -> None:
    small.write({"templates/anki/style.css": ".card { color: green }"})
    assert rebuilt(small, released) == Update(log(duplicate=NOTES), 0, ["qgen basic", "qgen cloze"], False)
    with collection() as opened:
        imported(opened, released)
        imported(opened, small.path("out/zoo.ko.apkg"))
        assert opened.models.by_name("qgen basic")["css"] == ".card { color: green }"


def test_a_lock_in_conflict_is_an_error_that_says_what_to_do(small: Project, released: Path) -> None:
    lock = small.path("decks/zoo.lock")
    lock.write_text("<<<<<<< mine\n" + lock.read_text() + ">>>>>>> theirs\n")
    run = small.qgen("build")
    assert run.status == 1
    assert "merge conflict" in run.err and "keep the lines of both sides" in run.err


def test_cards_come_in_study_order(small: Project, released: Path) -> None:
    """What a concept builds on comes before it."""
    with collection() as opened:
        imported(opened, released)
        keys = opened.db.list("select n.flds from cards c join notes n on n.id = c.nid order by c.due, c.ord")
    definitions = [key.split("\x1f") for key in keys if "#definition" in key]
    assert [next(field for field in fields if "#definition" in field) for fields in definitions][0] == "animal#definition"
