"""Results of earlier commands, for a command that would come to the same result again.

A result lies in `.qgen-cache/` with hashes of all that it depends on: the bytes of the project's files, the arguments,
qgen's own files and those of every imported module, and which packages are installed. If anything differs, is missing
or can't be read, there is no result, and the command runs in full. The folder is safe to delete.

It imports little, so that a command that finds its result need not import the rest.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from qgen.project.roots import SETTINGS, recipe_files
from qgen.project.saving import save

FOLDER = ".qgen-cache"
_STATED = ("source", "decks", SETTINGS)
_OURS = Path(__file__).resolve().parents[1]
_BEGAN = time.time_ns()
_MOST = 20  # results that are kept: one for each command with its arguments
_MOST_BYTES = 50_000_000  # no result of ours is larger


class _Doubt(Exception):
    """What a result depends on can't be told for sure."""


class ResultCache:
    """The result that one command with its arguments had in a project.

    Make it before anything of the project is read: a result is stored only if the project's files are still as they
    were then.
    """

    def __init__(self, root: Path, *command: Any):
        """`command`: its name and arguments, as values that JSON knows."""
        self.root = root
        self._command = json.dumps(command)
        self._file = root / FOLDER / f"{_hash(self._command.encode())[:32]}.json"
        self._stated: dict[str, str] = {}
        self._is_doubtful = False
        for name in _STATED:
            self.depend_on(name)

    def depend_on(self, name: str) -> None:
        """A file or folder of the project, from now on, is one that the result depends on."""
        try:
            self._stated[name] = _contents(self.root, name)
        except (_Doubt, OSError):
            self._is_doubtful = True

    def find(self) -> dict[str, Any] | None:
        """The result, if nothing that it depends on has changed and all that it made is there."""
        if self._is_doubtful:
            return None
        try:
            entry = self._read()
            return entry["result"] if self._is_current(entry) else None
        except (_Doubt, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None

    def store(self, result: Mapping[str, Any], made: Mapping[Path, bytes]) -> None:
        """Keep a result, with the files that were made, unless what it depends on has changed meanwhile.

        Nothing is raised if it can't be written: it is only slower without.
        """
        with suppress(_Doubt, OSError):
            if self._is_doubtful or self._stated != {name: _contents(self.root, name) for name in self._stated}:
                return
            folders, modules = _code_folders(), _module_files()
            entry = {
                "command": self._command,
                "surroundings": self._surroundings(),
                "stated": self._stated,
                "folders": folders,
                "modules": modules,
                "code": _stamps(folders, modules, newest=_BEGAN),
                "made": {path.relative_to(self.root).as_posix(): _hash(data) for path, data in made.items()},
                "result": result,
            }
            body = json.dumps(entry).encode()
            ignored = {self._file.parent / ".gitignore": b"*\n"}
            save({**ignored, self._file: _hash(body).encode() + b"\n" + body})
            self._drop_oldest()

    def _read(self) -> dict[str, Any]:
        if not stat.S_ISREG(self._file.lstat().st_mode) or self._file.stat().st_size > _MOST_BYTES:
            raise _Doubt
        head, _, body = self._file.read_bytes().partition(b"\n")
        if head != _hash(body).encode():
            raise _Doubt
        entry: dict[str, Any] = json.loads(body)
        return entry

    def _is_current(self, entry: dict[str, Any]) -> bool:
        if entry["command"] != self._command or entry["surroundings"] != self._surroundings():
            return False  # first of all, for no other file may say where to look
        for name in entry["stated"].keys() - self._stated.keys():
            self.depend_on(name)
        return (
            entry["stated"] == self._stated
            and entry["code"] == _stamps(entry["folders"], entry["modules"])
            and all(_hash((self.root / name).read_bytes()) == known for name, known in entry["made"].items())
        )

    def _surroundings(self) -> str:
        """A hash of what is neither in the project's files nor in code."""
        variables = sorted((name, value) for name, value in os.environ.items() if name.startswith("QGEN_"))
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        packages = list(_unlocked_packages(self.root))
        told = (str(self.root), sys.version, sys.platform, sys.path, list(_installed()), variables, epoch, packages)
        return _hash(repr(told).encode("utf-8", "surrogateescape"))

    def _drop_oldest(self) -> None:
        entries = sorted(self._file.parent.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in entries[_MOST:]:
            path.unlink()


def _contents(root: Path, name: str) -> str:
    """A hash of the names and bytes of all files in a folder, or of the one file. _Doubt if it leads elsewhere."""
    place = root / name
    if place.resolve() == root.resolve():
        raise _Doubt  # the results would be among what they depend on
    if not place.exists():
        return ""
    told = hashlib.sha256()
    for path in _files_below(place) if place.is_dir() else [place]:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise _Doubt
        with path.open("rb") as file:
            read = hashlib.file_digest(file, "sha256").hexdigest()
        told.update(f"{path.relative_to(root).as_posix()}\0{read}\0".encode("utf-8", "surrogateescape"))
    return told.hexdigest()


def _files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in order. _Doubt if a folder in it is a link."""

    def unreadable(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders.sort()
        if any(os.path.islink(os.path.join(place, name)) for name in folders):  # noqa: PTH114, PTH118 - many files
            raise _Doubt
        yield from (Path(place, name) for name in sorted(names))


def _stamps(folders: Iterable[str], modules: Iterable[str], newest: int | None = None) -> str:
    """A hash of the size and time of each file of code. _Doubt if any is newer than the time `newest`."""
    files = [
        str(path) for folder in folders for path in _files_below(Path(folder)) if path.parent.name != "__pycache__"
    ]
    told = []
    for path in (*files, *modules):
        found = os.stat(path)  # noqa: PTH116 - a thousand files
        if newest is not None and found.st_mtime_ns > newest:
            raise _Doubt  # it may have been imported before it was changed
        told.append((path, found.st_mtime_ns, found.st_size))
    return _hash(repr(told).encode("utf-8", "surrogateescape"))


def _code_folders() -> list[str]:
    """The folders of qgen and of the packages that add to it: a new file in them may change what is made."""
    from importlib.metadata import entry_points

    from qgen.registration.blame import GROUPS

    roots = {entry.module.partition(".")[0] for group in GROUPS for entry in entry_points(group=group)}
    packages = [getattr(sys.modules.get(root), "__path__", ()) for root in sorted(roots - {"qgen"})]
    return [str(_OURS), *(str(folder) for folders in packages for folder in folders)]


def _module_files() -> list[str]:
    """The files of the imported modules, but those of qgen itself, which lie in its folder."""
    found = {getattr(module, "__file__", None) for name, module in list(sys.modules.items()) if name != "__main__"}
    return sorted(file for file in found if isinstance(file, str) and not Path(file).is_relative_to(_OURS))


def _installed() -> Iterator[tuple[str, int]]:
    """The packages that are installed, by the names of their folders, which tell their versions."""
    for folder in filter(os.path.isdir, sys.path):
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - by their names alone
            if name.endswith((".dist-info", ".egg-info")):
                entries = Path(folder, name, "entry_points.txt")
                yield name, entries.stat().st_mtime_ns if entries.is_file() else 0


def _unlocked_packages(root: Path) -> Iterator[str]:
    """The packages of decks that were built and have no lock, of which a build warns."""
    for recipe in recipe_files(root):
        if not recipe.with_suffix(".lock").is_file():
            yield from sorted(path.name for path in (root / "out").glob(f"{recipe.stem}.*.apkg"))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
