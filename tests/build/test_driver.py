"""What a build returns: nothing is written, and nothing depends on the order in which languages are built."""

from __future__ import annotations

import pytest

from qgen.build.driver import Built, Selection, build
from qgen.build.loading import load
from qgen.diagnostics.problems import errors
from qgen.project.disk import open_project
from qgen.project.saving import save
from tests.conftest import RECIPE, Project


@pytest.fixture(autouse=True)
def _at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def built(project: Project, *languages: str, release: bool = False) -> Built:
    """A build of the packages, written as a user's is."""
    opened, problems = open_project(project.folder)
    assert opened and not problems
    made = build(load(opened), Selection(languages=languages, formats=("apkg",), release=release))
    if not errors(made.problems):
        save(made.files)
    return made


@pytest.mark.parametrize("release", [False, True])
def test_languages_built_at_once_or_one_by_one_leave_one_lock(small: Project, release: bool) -> None:
    built(small, release=release)
    at_once = small.path("decks/zoo.lock").read_bytes()
    small.path("decks/zoo.lock").unlink()
    for language in ("en", "ko"):
        built(small, language, release=release)
    assert small.path("decks/zoo.lock").read_bytes() == at_once


def test_a_lock_is_written_only_if_it_changes(small: Project) -> None:
    assert small.path("decks/zoo.lock") in built(small).files
    assert small.path("decks/zoo.lock") not in built(small).files
    small.replace("source/zoo.yaml", "a thing that barks", "a thing that barks at cats")
    assert small.path("decks/zoo.lock") in built(small).files


def test_locks_come_before_what_they_remember(small: Project) -> None:
    small.write({"decks/farm.yaml": RECIPE.replace("동물원", "농장").replace("Zoo", "Farm")})
    suffixes = [path.suffix for path in built(small).files]
    assert suffixes == [".lock"] * 2 + [".apkg"] * 4


def test_a_released_deck_that_was_renamed_is_an_error(small: Project) -> None:
    built(small, release=True)
    small.replace("decks/zoo.yaml", "title: {ko: 동물원, en: Zoo}", "title: {ko: 새 동물원, en: Zoo}")
    made = built(small)
    assert [problem.code for problem in errors(made.problems)] == ["deck-renamed"]
