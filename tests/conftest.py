"""What the tests share: projects made of text, and the command line run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

SOURCES = """\
sources:
  - {id: book, title: A book, type: book, authors: [A. Author], year: 2020}
"""

CONCEPTS = """\
concepts:
  - id: animal
    term: {ko: 동물, en: Animal}
    definition: {ko: 움직이며 먹이를 먹는 생물, en: a living thing that moves and eats}
    tags: [zoo]
    sources: [{id: book, locator: p. 1}]
  - id: cat
    term: {ko: 고양이, en: Cat}
    definition: {ko: 야옹 하고 우는 동물, en: a thing that meows}
    tags: [zoo]
    sources: [{id: book, locator: p. 2}]
  - id: dog
    term: {ko: 개, en: Dog}
    definition: {ko: 멍멍 하고 짖는 동물, en: a thing that barks}
    tags: [zoo]
    sources: [{id: book, locator: p. 3}]
taxonomies:
  - id: zoo-map
    name: {ko: 동물원, en: The zoo}
    root: {concept: animal, children: [cat, dog]}
    tags: [zoo]
    sources: [{id: book, locator: p. 4}]
"""

RECIPE = """\
title: {ko: 동물원, en: Zoo}
description: {ko: 동물 덱, en: A deck of animals}
languages: [ko, en]
patterns: [definition, term, parent, members]
chapters:
  - {id: zoo, title: {ko: 01 동물, en: 01 Animals}, tags: [zoo]}
"""

SMALL = {"source/sources.yaml": SOURCES, "source/zoo.yaml": CONCEPTS, "decks/zoo.yaml": RECIPE}


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    status: int
    out: str
    err: str


class Project:
    """A project in a folder of its own."""

    def __init__(self, folder: Path):
        self.folder = folder

    def write(self, files: dict[str, str]) -> Project:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return self

    def replace(self, name: str, old: str, new: str) -> Project:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands in {name} {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return self

    def qgen(self, *arguments: str, epoch: int | None = 1_700_000_000, library: Path = ROOT) -> Run:
        """Run `qgen` in the project's folder, at a time of day (seconds since 1970)."""
        return qgen(*arguments, cwd=self.folder, epoch=epoch, library=library)

    def out(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.folder / "out").iterdir())}

    def path(self, name: str) -> Path:
        return self.folder / name


def qgen(*arguments: str, cwd: Path, epoch: int | None = None, library: Path = ROOT) -> Run:
    """Run the command line in a process of its own, as a user does. `library` is the folder that holds qgen's code."""
    environment = {**os.environ, "PYTHONPATH": str(library), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    if epoch is not None:
        environment["SOURCE_DATE_EPOCH"] = str(epoch)
    ended = subprocess.run(
        [sys.executable, "-m", "qgen", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    return Run(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project folder."""
    return Project(tmp_path)


@pytest.fixture
def small(project: Project) -> Project:
    """A small project that builds without a warning."""
    return project.write(SMALL)
