"""Where a project is, and which of its files are recipes. Imports nothing heavy, for completion asks at each Tab."""

from __future__ import annotations

import unicodedata
from pathlib import Path

SETTINGS = "qgen.yaml"
_YAML = (".yaml", ".yml")


def root_of(folder: Path) -> Path | None:
    """The project's folder: this one or the nearest above it; None outside of any."""
    return next((place for place in (folder, *folder.parents) if _is_project(place)), None)


def recipe_files(root: Path) -> list[Path]:
    """The recipes of a project, sorted. Each makes the deck that its file is named after: `zoo.yaml` makes `zoo`."""
    return sorted(path for path in (root / "decks").glob("*") if is_yaml(path))


def composed(name: str) -> str:
    """A file's name in NFC, as YAML's texts are: macOS and what it packs may give Hangul in pieces."""
    return unicodedata.normalize("NFC", name)


def recipe_file(root: Path, deck: str) -> Path:
    """Where a deck's recipe is, or where a new one belongs."""
    found = (path for path in recipe_files(root) if composed(path.stem) == composed(deck))
    return next(found, root / "decks" / f"{deck}{_YAML[0]}")


def is_yaml(path: Path) -> bool:
    """Whether a file is one that authors write: YAML by its ending, and not hidden."""
    return path.suffix in _YAML and not is_hidden(path)


def is_hidden(path: Path) -> bool:
    """Whether an editor or a file system keeps the file for itself: a lock, a copy, a thumbnail."""
    return path.name.startswith(".")


def _is_project(folder: Path) -> bool:
    return (folder / SETTINGS).is_file() or ((folder / "source").is_dir() and (folder / "decks").is_dir())
