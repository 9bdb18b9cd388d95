"""Follows the saves of a project's author."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from watchfiles import watch

from qgen.project.disk import Project
from qgen.project.roots import SETTINGS


def follow(project: Callable[[], Project], reload: Callable[[], None], stop: threading.Event) -> None:
    """Call `reload` at each save in the project's own folders, until `stop` is set."""
    while not stop.is_set():
        for changed in watch(*_own(project()), stop_event=stop, debounce=60, step=20, rust_timeout=500, recursive=True):
            paths = [Path(path) for _, path in changed]
            if all(path.suffix == ".lock" for path in paths):  # what `qgen build` writes, not the author
                continue
            try:
                reload()
            except Exception:  # noqa: BLE001 - a bug of ours must not end the preview; the next save may not meet it
                traceback.print_exc()
            if any(path.name == SETTINGS for path in paths):  # the folders may be others now
                break


def _own(project: Project) -> list[Path]:
    names = ("source", "decks", project.settings.templates, SETTINGS)
    return [place for place in (project.root / name for name in names) if place.exists()]
