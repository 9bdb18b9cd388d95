"""Locks of decks on disk: read before a build, and restored from the packages of a release."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qgen.anki.package_reading import NotAPackage, read_package
from qgen.build.loading import Loaded
from qgen.decks.lock import Lock, read_lock, write_lock
from qgen.diagnostics.problems import Problem
from qgen.entities.note import KeptNote
from qgen.outputs.package_lock import language_of, lock_of, title_of
from qgen.project.disk import Project


def restore_lock(
    loaded: Loaded, deck: str | None, packages: Mapping[str, bytes]
) -> tuple[dict[Path, tuple[bytes, int]], list[Problem]]:
    """Lock files as the packages of a release say, each with the number of its items; `packages` maps names to bytes.

    The deck of a package is the one of its title, unless one is named.
    """
    locks: dict[str, Lock] = {}
    problems: list[Problem] = []
    kept_notes = {entity.guid: entity for entity in loaded.knowledge.entities() if isinstance(entity, KeptNote)}
    for name, data in packages.items():
        try:
            package = read_package(data)
        except NotAPackage as error:
            problems.append(Problem.error("not-a-package", f"{name}: {error}"))
            continue
        language, title = language_of(package, kept_notes), title_of(package)
        of_title = (
            known
            for known, one in loaded.decks.items()
            if language and one.recipe.title.has(language) and one.recipe.title[language] == title
        )
        known = deck or next(of_title, None)
        if language is None:
            problems.append(
                Problem.error(
                    "not-a-package", f"{name}: no note in it was made by qgen, and none is a note of this project"
                )
            )
        elif known is None:
            problems.append(
                Problem.error(
                    "unknown-deck",
                    f"{name}: no recipe has the title “{title}”",
                    hint="name the deck: `qgen lock DECK --from …`",
                )
            )
        else:
            before, _ = read_deck_lock(loaded.project, loaded.project.lock_file(known))
            chapters = {chapter.title[language]: chapter.id for chapter in loaded.decks[known].recipe.chapters}
            found = lock_of(package, chapters, kept_notes)
            locks[known] = locks.get(known, before).restored(found, language)
    files = {loaded.project.lock_file(name): (write_lock(lock), len(lock.items)) for name, lock in locks.items()}
    return files, problems


def read_deck_lock(project: Project, path: Path) -> tuple[Lock, list[Problem]]:
    """The lock in a file; an empty one if there is no file, with a warning if the deck was built before."""
    return read_lock(project.shown(path), path.read_bytes()) if path.is_file() else (Lock(), _lost(project, path))


def _lost(project: Project, path: Path) -> list[Problem]:
    """A warning if a deck that was built before has no lock."""
    package = next(project.out.glob(f"{path.stem}.*.apkg"), None)
    if package is None:
        return []
    message = (
        f"no {project.shown(path)}, though {project.shown(package)} was built: "
        "learners' next import rewrites every note"
    )
    hint = (
        f"restore it from git (`git checkout -- {project.shown(path)}`), or from the packages that you gave away, "
        "not from those that this build makes anew: `qgen lock --from PACKAGE`"
    )
    return [Problem.warning("lock-lost", message, hint=hint)]
