"""Where a project is. Imports nothing, for completion asks at each Tab."""

from __future__ import annotations

from pathlib import Path

SETTINGS = "qgen.yaml"


def root_of(folder: Path) -> Path | None:
    """The project's folder: this one or the nearest above it; None outside of any."""
    return next((place for place in (folder, *folder.parents) if _is_project(place)), None)


def _is_project(folder: Path) -> bool:
    return (folder / SETTINGS).is_file() or ((folder / "source").is_dir() and (folder / "decks").is_dir())
