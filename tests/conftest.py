"""What the tests share: projects made of text, the command line run in two ways, and which tests are quick.

`make quick` runs all tests but those marked `real`: those that start a process, the real Anki or a browser, those that
print, and those that take many seconds.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from qgen.cli import main

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("qgen", deadline=None)  # how long an example takes depends on what else the machine does
settings.load_profile("qgen")

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
    root: {concept: animal, children: [cat, dog], complete: true}
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

PATIENCE = 600
"""Seconds after which a test gives a process up. No test measures time: a machine may be busy with something else."""


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

    def qgen(self, *arguments: str, epoch: int | None = 1_700_000_000) -> Run:
        """Run `qgen` in the project's folder, at a time of day (seconds since 1970)."""
        return qgen(*arguments, cwd=self.folder, epoch=epoch)

    def process(self, *arguments: str, epoch: int | None = 1_700_000_000, library: Path = ROOT) -> Run:
        """The same in a process of its own, with qgen's code from the folder `library`."""
        return process(*arguments, cwd=self.folder, epoch=epoch, library=library)

    def out(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.folder / "out").iterdir())}

    def path(self, name: str) -> Path:
        return self.folder / name


def qgen(*arguments: str, cwd: Path, epoch: int | None = None) -> Run:
    """Run the command line in this process: its start would take longer than most commands.

    `tests/cli/test_process.py` shows that a process of its own says the same.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    status = 0
    with _surroundings(cwd, epoch, ["qgen", *arguments]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return Run(status, _written(out), _written(err))


@contextmanager
def _surroundings(cwd: Path, epoch: int | None, argv: list[str]) -> Iterator[None]:
    """The folder, the environment and the arguments that a command finds."""
    folder, environment, arguments = Path.cwd(), dict(os.environ), sys.argv
    os.chdir(cwd)
    os.environ["NO_COLOR"] = "1"
    if epoch is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    sys.argv = argv
    try:
        yield
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = arguments


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def process(*arguments: str, cwd: Path, epoch: int | None = None, library: Path = ROOT) -> Run:
    """Run the command line in a process of its own, as a user does. `library` is the folder that holds qgen's code."""
    environment = {**os.environ, "PYTHONPATH": str(library), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    if epoch is not None:
        environment["SOURCE_DATE_EPOCH"] = str(epoch)
    ended = subprocess.run(
        [sys.executable, "-m", "qgen", *arguments],
        check=False,
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
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


# Which tests are quick.

_REAL_MODULES = {"tests.real_anki", "tests.terminal"}
_STARTS = {"subprocess.Popen", "os.posix_spawn", "os.fork", "os.forkpty", "os.exec", "os.system"}
_quick: list[str] = []
"""The test that runs just now, if it is a quick one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a module that takes anything from the real Anki or a terminal are `real` without saying so."""
    for item in items:
        taken = vars(item.module).values() if isinstance(item, pytest.Function) else ()
        if any(getattr(value, "__module__", None) in _REAL_MODULES for value in taken):
            item.add_marker("real")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    _quick[:] = [] if item.get_closest_marker("real") else [item.nodeid]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    _quick.clear()


def _no_process(event: str, arguments: tuple[Any, ...]) -> None:
    if _quick and event in _STARTS:
        raise AssertionError(f"{_quick[0]} starts a process: mark it `real`")


sys.addaudithook(_no_process)
