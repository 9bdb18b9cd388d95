"""`qgen diff`: what learners of the last release would get, from the lock, from git, and from a package."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.conftest import Project

pytestmark = [pytest.mark.real, pytest.mark.skipif(not shutil.which("git"), reason="needs git, which `qgen diff` asks")]

DAY = 86_400
MONDAY = 1_700_000_000


@pytest.fixture
def released(small: Project) -> Project:
    small.replace("decks/zoo.yaml", "languages: [ko, en]", "languages: [en]\nformats: [apkg]")
    assert small.qgen("release", epoch=MONDAY).status == 0
    shutil.copy(small.path("out/zoo.en.apkg"), small.path("released.apkg"))
    return small


def edit(project: Project) -> None:
    """A text changes, the dog leaves, a bird comes."""
    project.replace("source/zoo.yaml", "en: a thing that meows", "en: a thing that purrs")
    text = project.path("source/zoo.yaml").read_text(encoding="utf-8")
    project.write(
        {
            "source/zoo.yaml": text.replace("id: dog", "id: bird")
            .replace("Dog}", "Bird}")
            .replace("[cat, dog]", "[cat, bird]")
            .replace("barks", "sings")
        }
    )


def git(project: Project, *arguments: str) -> None:
    identity = ["-c", "user.email=a@b", "-c", "user.name=a"]
    subprocess.run(["git", *identity, *arguments], cwd=project.folder, check=True, capture_output=True)


@pytest.mark.parametrize("how", ["package", "commit", "revision"])
def test_what_learners_would_get_word_by_word(released: Project, how: str) -> None:
    if how != "package":
        released.write({".gitignore": "out/\n*.apkg\n"})
        git(released, "init", "-q")
        git(released, "add", "-A")
        git(released, "commit", "-qm", "released")
        git(released, "tag", "v1")
    edit(released)
    before = released.path("decks/zoo.lock").read_bytes()
    against = {"package": ["--against", "released.apkg"], "commit": [], "revision": ["--against", "v1"]}[how]
    run = released.qgen("diff", *against, epoch=MONDAY + DAY)
    assert run.status == 0, run.err
    assert run.out.startswith("zoo.en\n  +3 new, ~3 changed, −3 leaving\n")
    assert "  + bird#definition  What is Bird?" in run.out
    assert "  ~ cat#definition\n      Answer: a thing that [-meows-] {+purrs+}\n" in run.out
    assert "  − dog#term  " in run.out and "a thing that barks" in run.out
    assert released.path("decks/zoo.lock").read_bytes() == before, "nothing is written"


def test_without_a_commit_or_package_the_lock_tells_what_it_knows(released: Project) -> None:
    edit(released)
    run = released.qgen("diff", epoch=MONDAY + DAY)
    assert run.status == 0, run.err
    assert "+3 new, ~3 changed, −3 leaving (no commit holds the last release" in run.out
    assert "  ~ cat#term\n" in run.out and "  − dog#term\n" in run.out


def test_a_deck_that_was_never_released(small: Project) -> None:
    run = small.qgen("diff", "--lang", "en")
    assert run.status == 0 and "never released: all 9 notes are new" in run.out


def test_cards_that_would_be_orphaned_are_warned_of(released: Project) -> None:
    """A lock that forgot the release: what leaves is announced to nobody. A list loses a member: its card stays."""
    released.path("decks/zoo.lock").unlink()
    edit(released)
    run = released.qgen("diff", "--against", "released.apkg", epoch=MONDAY + DAY)
    assert "  ! dog#term is not in the package any more" in run.out
    assert "  ! animal#members/zoo-map" not in run.out  # as many cards as before, though another member


@pytest.mark.parametrize(
    ("against", "said"),
    [("no-such-thing", "no package and no revision `no-such-thing`"), ("qgen.yaml", "can't be read")],
)
def test_nothing_to_compare_with(released: Project, against: str, said: str) -> None:
    released.write({"qgen.yaml": "namespace: qgen\n"})
    run = released.qgen("diff", "--against", against)
    assert run.status != 0 and said in run.err and "Traceback" not in run.err
