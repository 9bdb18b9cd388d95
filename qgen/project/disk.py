"""A project on disk: where its sources, decks, settings and results are.

It reads files, and knows nothing of what is in them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from qgen.diagnostics.problems import Problem, Span
from qgen.entities.base import StrictModel
from qgen.entities.values import Line
from qgen.project.roots import SETTINGS, composed, is_hidden, is_yaml, recipe_files, root_of
from qgen.reading.tree import MAX_BYTES, YamlTree, read_tree
from qgen.reading.validation import validate

MOST_FILES = 20_000


class Settings(StrictModel):
    """The optional `qgen.yaml`."""

    namespace: Line = Field(
        default="qgen", description="Part of every guid. Never change it once a deck was given away."
    )
    templates: Line = Field(
        default="templates", description="Folder of templates that replace qgen's own, file by file."
    )


@dataclass(frozen=True)
class Project:
    """A project's folder and its settings."""

    root: Path
    settings: Settings

    @property
    def out(self) -> Path:
        """The folder that results are written to."""
        return self.root / "out"

    @property
    def templates(self) -> Path | None:
        """The folder of the project's own templates; None if there is none."""
        folder = self.root / self.settings.templates
        return folder if folder.is_dir() else None

    def sources(self) -> tuple[dict[str, bytes], list[Problem]]:
        """The YAML files of the knowledge base: path as messages show it -> bytes."""
        paths, linked = self._below(self.root / "source")
        media = self.root / "source" / "media"
        found, problems = self._read([path for path in paths if is_yaml(path) and not path.is_relative_to(media)])
        return found, [*linked, *problems]

    def recipes(self) -> tuple[dict[str, bytes], list[Problem]]:
        """The decks' recipes, likewise."""
        return self._read(recipe_files(self.root))

    def media(self) -> tuple[dict[str, bytes], list[Problem]]:
        """The pictures: path below `source/media/`, with forward slashes and in NFC -> bytes.

        Files that start with a dot are none.
        """
        paths, _ = self._below(self.root / "source" / "media")
        found, problems = self._read([path for path in paths if not is_hidden(path)])
        pictures = {composed(name.removeprefix("source/media/")): data for name, data in found.items()}
        return pictures, problems

    def own_templates(self) -> tuple[dict[str, tuple[str, bytes]], list[Problem]]:
        """The files that replace qgen's own: name below the folder -> the path as messages show it, and the bytes."""
        if self.templates is None:
            return {}, []
        paths, linked = self._below(self.templates)
        read, problems = self._read([path for path in paths if not is_hidden(path)])
        prefix = f"{self.shown(self.templates)}/"
        return {path.removeprefix(prefix): (path, data) for path, data in read.items()}, [*linked, *problems]

    def lock_file(self, deck: str) -> Path:
        """Where a deck's lock is, or will be."""
        locks = () if deck.isascii() else (self.root / "decks").glob("*.lock")
        found = (path for path in locks if composed(path.stem) == composed(deck))
        return next(found, self.root / "decks" / f"{deck}.lock")

    def shown(self, path: Path) -> str:
        """A path as messages show it: below the project's folder, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def _below(self, folder: Path) -> tuple[list[Path], list[Problem]]:
        """Every file below a folder, and a problem for each linked folder in it: links may go round in circles."""
        found: list[Path] = []
        problems: list[Problem] = []

        def unreadable(error: OSError) -> None:
            span = Span.start_of(self.shown(Path(error.filename)))
            problems.append(Problem.error("unreadable-file", f"can't read the folder: {error.strerror}", at=span))

        for place, folders, names in os.walk(folder, onerror=unreadable if folder.exists() else None):
            found += [Path(place, name) for name in names]
            for linked in (Path(place, name) for name in folders if Path(place, name).is_symlink()):
                span = Span.start_of(self.shown(linked))
                problems.append(
                    Problem.error(
                        "outside-project",
                        "the folder is a link, and qgen follows none",
                        at=span,
                        hint="copy it into the project",
                    )
                )
        return sorted(found), problems

    def _read(self, paths: list[Path]) -> tuple[dict[str, bytes], list[Problem]]:
        found: dict[str, bytes] = {}
        problems: list[Problem] = []
        if len(paths) > MOST_FILES:
            message = f"{len(paths):,} files in the project, expected at most {MOST_FILES:,}"
            return {}, [
                Problem.error("too-many-files", message, hint="move what is no knowledge base out of `source/`")
            ]
        for path in paths:
            span = Span.start_of(self.shown(path))
            try:
                if not path.resolve(strict=True).is_relative_to(self.root.resolve()) and not self._is_linked_whole():
                    hint = "copy it into the project"
                    problems.append(
                        Problem.error(
                            "outside-project",
                            f"the file is a link out of the project, to {path.resolve()}",
                            at=span,
                            hint=hint,
                        )
                    )
                elif not path.is_file():
                    problems.append(Problem.error("unreadable-file", "expected a plain file", at=span))
                else:
                    with path.open("rb") as file:
                        found[self.shown(path)] = file.read(MAX_BYTES + 1)  # one more tells that it is too large
            except RuntimeError:  # what pathlib raises for a link to itself
                problems.append(
                    Problem.error(
                        "unreadable-file", "the file is a link that goes round in a circle", at=span, hint="delete it"
                    )
                )
            except OSError as error:
                problems.append(Problem.error("unreadable-file", f"can't read the file: {error.strerror}", at=span))
        return found, problems

    def _is_linked_whole(self) -> bool:
        """Whether the folder of the sources is a link itself.

        Then its owner has put the knowledge base elsewhere on purpose.
        """
        return (self.root / "source").is_symlink()


def open_project(folder: Path) -> tuple[Project | None, list[Problem]]:
    """The project in a folder or in the nearest one above it; None if there is none or its settings are wrong."""
    root = root_of(folder)
    if root is None:
        return None, [_no_project(folder)]
    settings, problems = _settings(root)
    problems += (_missing(root, name) for name in ("source", "decks") if not (root / name).is_dir())
    if settings and not (root / settings.templates).resolve().is_relative_to(root.resolve()):
        span = Span.start_of(SETTINGS)
        problems.append(
            Problem.error(
                "outside-project",
                f"`templates: {settings.templates}` leads out of the project",
                at=span,
                hint="name a folder below the project's own",
            )
        )
    return (None if problems or settings is None else Project(root, settings)), problems


def _no_project(folder: Path) -> Problem:
    missing = [name for name in ("source", "decks") if not (folder / name).is_dir()]
    what = " and no ".join(f"`{name}/`" for name in missing)
    return Problem.error(
        "no-project",
        f"no qgen project here: {folder} has no {what}",
        hint="start one with `qgen new DIR`, or name one with `--project DIR`",
    )


def _missing(root: Path, name: str) -> Problem:
    return Problem.error(
        "no-project",
        f"the project has no folder `{name}/`: {root}",
        hint="make it, or start a project with `qgen new DIR`",
    )


def _settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    path = root / SETTINGS
    if not path.is_file():
        return Settings(), []
    tree: YamlTree | None
    tree, problems = read_tree(SETTINGS, path.read_bytes())
    if tree is None:
        return (None if problems else Settings()), problems
    settings, found = validate(Settings, tree)
    return settings, [*problems, *found]
