"""A project on disk: where its sources, decks, settings and results are. Reads files; knows nothing of what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from qgen.entities.base import Part
from qgen.problems import Problem, Span
from qgen.reading.tree import Tree, read_tree
from qgen.reading.validation import validate
from qgen.text import Line

SETTINGS = "qgen.yaml"


class Settings(Part):
    """The optional `qgen.yaml`."""

    namespace: Line = Field(default="qgen", description="Part of every guid. Never change it once a deck was given away.")
    templates: Line = Field(default="templates", description="Folder of templates that replace qgen's own, file by file.")


@dataclass(frozen=True)
class Project:
    """A project's folder and its settings."""

    root: Path
    settings: Settings

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def templates(self) -> Path | None:
        folder = self.root / self.settings.templates
        return folder if folder.is_dir() else None

    def sources(self) -> tuple[dict[str, bytes], list[Problem]]:
        """The YAML files of the knowledge base: path as messages show it -> bytes."""
        return self._read(sorted(path for pattern in ("*.yaml", "*.yml") for path in (self.root / "source").rglob(pattern) if not path.is_relative_to(self.root / "source" / "media")))

    def recipes(self) -> tuple[dict[str, bytes], list[Problem]]:
        """The decks' recipes, likewise."""
        return self._read(sorted((self.root / "decks").glob("*.yaml")))

    def media(self) -> tuple[dict[str, bytes], list[Problem]]:
        """The pictures: path below `source/media/`, with forward slashes -> bytes. Files that start with a dot are none."""
        folder = self.root / "source" / "media"
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        found, problems = self._read(paths)
        return {name.removeprefix("source/media/"): data for name, data in found.items()}, problems

    def lock_file(self, deck: str) -> Path:
        return self.root / "decks" / f"{deck}.lock"

    def shown(self, path: Path) -> str:
        """A path as messages show it: below the project's folder, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def _read(self, paths: list[Path]) -> tuple[dict[str, bytes], list[Problem]]:
        found: dict[str, bytes] = {}
        problems: list[Problem] = []
        for path in paths:
            try:
                found[self.shown(path)] = path.read_bytes()
            except OSError as error:
                span = Span(self.shown(path), 1, 1, 1, 1)
                problems.append(Problem("unreadable-file", f"can't read the file: {error.strerror}", span))
        return found, problems


def open_project(folder: Path) -> tuple[Project | None, list[Problem]]:
    """The project in a folder or in the nearest one above it; None if there is none or its settings are wrong."""
    root = next((place for place in (folder, *folder.parents) if _is_project(place)), None)
    if root is None:
        return None, [_no_project(folder)]
    settings, problems = _settings(root)
    problems += (_missing(root, name) for name in ("source", "decks") if not (root / name).is_dir())
    return (None if problems or settings is None else Project(root, settings)), problems


def _is_project(folder: Path) -> bool:
    return (folder / SETTINGS).is_file() or ((folder / "source").is_dir() and (folder / "decks").is_dir())


def _no_project(folder: Path) -> Problem:
    missing = [name for name in ("source", "decks") if not (folder / name).is_dir()]
    what = " and no ".join(f"`{name}/`" for name in missing)
    return Problem("no-project", f"no qgen project here: {folder} has no {what}", None, "start one with `qgen new DIR`, or name one with `--project DIR`")


def _missing(root: Path, name: str) -> Problem:
    return Problem("no-project", f"the project has no folder `{name}/`: {root}", None, "make it, or start a project with `qgen new DIR`")


def _settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    path = root / SETTINGS
    if not path.is_file():
        return Settings(), []
    tree: Tree | None
    tree, problems = read_tree(SETTINGS, path.read_bytes())
    if tree is None:
        return (None if problems else Settings()), problems
    settings, found = validate(Settings, tree)
    return settings, [*problems, *found]
