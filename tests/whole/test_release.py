"""Builds: the same bytes on any day and anywhere, numbers and order that stay. What learners get: `test_updates.py`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Project, qgen
from tests.real_anki import collection, imported

DAY = 86_400
MONDAY = 1_700_000_000


@pytest.fixture
def released(small: Project) -> Path:
    """The Korean package of the first release, built on a Monday."""
    assert small.qgen("build", epoch=MONDAY).status == 0
    kept = small.path("released.apkg")
    shutil.copy(small.path("out/zoo.ko.apkg"), kept)
    return kept


def test_two_builds_on_two_days_are_the_same_byte_for_byte(small: Project) -> None:
    small.qgen("build", epoch=MONDAY)
    first = small.out()
    assert small.qgen("build", epoch=MONDAY + 40 * DAY).status == 0
    assert small.out() == first


def test_a_fresh_clone_with_the_lock_builds_the_same_bytes(
    small: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    small.qgen("build", epoch=MONDAY)
    clone = tmp_path_factory.mktemp("clone") / "kb"
    shutil.copytree(small.folder, clone, ignore=shutil.ignore_patterns("out"))
    assert qgen("build", cwd=clone, epoch=MONDAY + DAY).status == 0
    assert Project(clone).out() == small.out()
    assert (clone / "decks/zoo.lock").read_bytes() == small.path("decks/zoo.lock").read_bytes()


def test_a_cloze_number_stays_with_its_member_for_ever(small: Project, released: Path) -> None:
    """dog was c2. It stays c2 when cat leaves, and when bird comes before it."""
    small.replace("source/zoo.yaml", "children: [cat, dog]", "children: [animal2, dog]")
    small.replace(
        "source/zoo.yaml",
        "taxonomies:",
        (
            "  - id: animal2\n    term: {ko: 새, en: Bird}\n"
            "    definition: {ko: 날개가 있는 동물, en: a thing with wings}\n"
            "    tags: [zoo]\n    sources: [{id: book}]\ntaxonomies:"
        ),
    )
    assert small.qgen("build", epoch=MONDAY + DAY).status == 0
    questions = json.loads(small.path("out/zoo.ko.questions.json").read_text(encoding="utf-8"))["questions"]
    (members,) = [question for question in questions if question["kind"] == "cloze"]
    assert members["blanks"] == {"animal2": 3, "dog": 2}


def test_cards_come_in_study_order(small: Project, released: Path) -> None:
    """What a concept builds on comes before it."""
    with collection() as opened:
        imported(opened, released)
        keys = opened.db.list("select n.flds from cards c join notes n on n.id = c.nid order by c.due, c.ord")
    definitions = [key.split("\x1f") for key in keys if "#definition" in key]
    assert (
        next(next(field for field in fields if "#definition" in field) for fields in definitions) == "animal#definition"
    )
