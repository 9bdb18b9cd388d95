"""Locks of decks on disk: read before a build, and again before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from qgen.decks.lock import Lock
from qgen.decks.lock_file import read_lock
from qgen.diagnostics.problems import Problem, Span
from qgen.project.disk import Project

LockBytes = Mapping[str, bytes | None]
"""The bytes of each deck's lock file by the deck's name, None where there is none."""


def lock_bytes(project: Project, decks: Iterable[str]) -> dict[str, bytes | None]:
    """The lock files of decks as they are now."""
    paths = {deck: project.lock_file(deck) for deck in decks}
    return {deck: path.read_bytes() if path.is_file() else None for deck, path in paths.items()}


def changed_locks(project: Project, read: LockBytes) -> list[Problem]:
    """An error for each lock that is not as it was read: what was built from it would undo what it says now."""
    now = lock_bytes(project, read)
    return [
        Problem.error(
            "lock-changed",
            "the lock was changed while its deck was built; nothing was written",
            at=Span.start_of(project.shown(project.lock_file(deck))),
            hint="run the command again",
        )
        for deck, source in read.items()
        if now[deck] != source
    ]


def read_deck_lock(project: Project, deck: str, source: bytes | None) -> tuple[Lock, list[Problem]]:
    """The lock of a deck; an empty one if there is no file, with a warning if the deck was built before."""
    path = project.lock_file(deck)
    return read_lock(project.shown(path), source) if source is not None else (Lock(), _lost(project, path))


def stored_lock(project: Project, deck: str) -> Lock:
    """A deck's lock as it is on the disk now; what is wrong with it is told where the deck is built."""
    return read_deck_lock(project, deck, lock_bytes(project, [deck])[deck])[0]


def _lost(project: Project, path: Path) -> list[Problem]:
    """A warning if a deck that was built before has no lock."""
    package = next(project.out.glob(f"{path.stem}.*.apkg"), None)
    if package is None:
        return []
    message = (
        f"no {project.shown(path)}, though {project.shown(package)} was built: "
        "learners' next import rewrites every note, and blanks are numbered anew"
    )
    hint = (
        f"restore it from git (`git checkout -- {project.shown(path)}`), or from the packages that you gave away, "
        "not from those that this build makes anew: `qgen lock --from PACKAGE`"
    )
    return [Problem.warning("lock-lost", message, hint=hint)]
