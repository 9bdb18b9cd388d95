"""`qgen lock`, `qgen release` and their problems: what is no package, and notes that leave with their note type."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from qgen.build import deck_build
from qgen.project.holding import holding
from tests.conftest import PATIENCE, ROOT, SOURCES, Project, qgen

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


def test_a_lock_says_what_the_packages_do_not_tell(packed: Project) -> None:
    assert packed.qgen("release", "zoo").status == 0
    packed.path("decks/zoo.lock").unlink()
    run = packed.qgen("lock", "--from", "out/zoo.ko.apkg")
    assert run.status == 0 and "warning[lock-incomplete]: no package of `zoo` in `en`" in run.err
    both = packed.qgen("lock", "--from", "out/zoo.en.apkg")
    assert both.status == 0 and "lock-incomplete" not in both.err  # what the lock says already stays
    assert " ko " in packed.path("decks/zoo.lock").read_text(encoding="utf-8")


def test_packages_of_two_histories_are_refused(packed: Project) -> None:
    """Released, then begun anew without its lock, with another order: who has the first one has other numbers."""
    assert packed.qgen("release", "zoo").status == 0
    packed.path("first.apkg").write_bytes(packed.path("out/zoo.ko.apkg").read_bytes())
    lock = packed.path("decks/zoo.lock")
    lock.unlink()
    packed.replace("source/zoo.yaml", "children: [cat, dog]", "children: [dog, cat]")
    assert packed.qgen("release", "zoo").status == 0
    before = lock.read_bytes()
    run = packed.qgen("lock", "--from", "first.apkg")
    assert run.status == 1 and lock.read_bytes() == before
    assert "error[lock-clash]: of `animal#members/zoo-map` in `ko`" in run.err
    assert "`cat,dog`" in run.err and "`dog,cat`" in run.err and "first.apkg against decks/zoo.lock" in run.err


def test_a_lock_whose_recipe_was_renamed_is_named(packed: Project) -> None:
    assert packed.qgen("release", "zoo").status == 0
    packed.path("decks/zoo.yaml").rename(packed.path("decks/animals.yaml"))
    for first in ("", "rm decks/animals.lock; "):  # before a build under the new name, and after it
        run = packed.qgen("build")
        assert run.status == 0 and "warning[orphaned-lock]: a lock without a recipe" in run.err
        assert f"give it the lock:  {first}mv decks/zoo.lock decks/animals.lock" in run.err
    packed.path("decks/animals.lock").unlink()
    packed.path("decks/zoo.lock").rename(packed.path("decks/animals.lock"))
    run = packed.qgen("build")
    assert run.status == 0 and "orphaned-lock" not in run.err and "+0 ~0 −0" in run.err


def test_a_lock_that_changes_during_a_build_is_not_undone(packed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = packed.path("decks/zoo.lock")
    release = lock.read_bytes().replace(b"draft", b"released=aa@1")
    making = deck_build.publish

    def publish(*arguments: Any) -> Any:
        lock.write_bytes(release)  # a `git pull`, say
        return making(*arguments)

    monkeypatch.setattr(deck_build, "publish", publish)
    packed.replace("source/zoo.yaml", "a thing that meows", "what meows")
    run = packed.qgen("build", "--format", "apkg")
    assert run.status == 1 and "error[lock-changed]" in run.err and "run the command again" in run.err
    assert lock.read_bytes() == release


@pytest.mark.real
def test_a_build_beside_a_release_waits_for_it(small: Project) -> None:
    """Whichever comes first, the release stays in the lock."""
    small.replace("decks/zoo.yaml", "languages:", "formats: [apkg]\nlanguages:")
    with holding(small.folder, lambda: None):
        build = subprocess.Popen(
            [sys.executable, "-m", "qgen", "build"],
            cwd=small.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert build.stderr is not None
        assert "waiting: another qgen command writes to this project" in build.stderr.readline()
        assert build.poll() is None and not small.path("decks/zoo.lock").exists()
    _, err = build.communicate(timeout=PATIENCE)
    assert build.returncode == 0, err
    assert small.path("decks/zoo.lock").exists()


@pytest.mark.real
def test_builds_and_releases_at_once(small: Project) -> None:
    small.replace("decks/zoo.yaml", "languages:", "formats: [apkg]\nlanguages:")
    for commands in (["build", "release"], ["release", "build"], ["release", "release"]):
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "qgen", name],
                cwd=small.folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stderr=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
            for name in commands
        ]
        assert [one.wait(timeout=PATIENCE) for one in started] == [0, 0]
        lock = small.path("decks/zoo.lock").read_text(encoding="utf-8")
        assert " released=" in lock and " draft" not in lock and "title zoo ko" in lock
        small.path("decks/zoo.lock").unlink()


@pytest.mark.real
def test_who_is_killed_holds_nothing(project: Project) -> None:
    code = (
        "import pathlib, time\nfrom qgen.project.holding import holding\n"
        "with holding(pathlib.Path('.'), lambda: None):\n    print('held', flush=True)\n    time.sleep(600)\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=project.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None and other.stdout.readline() == "held\n"
    other.kill()
    other.wait()
    with holding(project.folder, lambda: pytest.fail("still held")):
        pass


def test_a_project_in_which_nothing_can_be_held(project: Project) -> None:
    project.path(".qgen-cache").write_text("no folder")
    with holding(project.folder, lambda: pytest.fail("held by whom?")):
        pass
