"""The lock of a deck, `decks/<deck>.lock`: what learners have been given, so that the next build knows what is new to them.

One line an item, sorted, so that two authors' changes merge. A note's `mod` moves only when its hash does: Anki updates a
note if its `mod` is newer, and leaves it alone otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from qgen.problems import Problem, Span

_HEADER = (
    "# What was built of this deck: key, language, guid, hash of what the learner sees, time of its last change,",
    "# and the blanks of a cloze in the order of their numbers. Made by `qgen build`. Commit it: without it,",
    "# every learner's next import rewrites every note.",
)
_LINE = re.compile(r"(?P<key>\S+) (?P<language>\S+) (?P<guid>\S+) (?P<hash>[0-9a-f]+) (?P<mod>\d+)(?: (?P<blanks>\S+))?")

Id = tuple[str, str]
"""An item's key and its language. A note type's look is locked as `note-type:<name>` in language `-`."""


@dataclass(frozen=True)
class Locked:
    """What was last built of an item. `mod` is in seconds since 1970; `blanks` are ids in the order of their numbers."""

    guid: str
    hash: str
    mod: int
    blanks: tuple[str, ...] = ()

    def revised(self, content: str, now: int, blanks: tuple[str, ...] = ()) -> Locked:
        """The same item with what it holds now: a new `mod` only if that is something else."""
        mod = self.mod if content == self.hash else max(self.mod + 1, now)
        return replace(self, hash=content, mod=mod, blanks=blanks)


def read_lock(path: str, source: bytes) -> tuple[dict[Id, Locked], list[Problem]]:
    """The entries of a lock file, and a problem for each line that is none."""
    entries: dict[Id, Locked] = {}
    problems: list[Problem] = []
    for number, line in enumerate(source.decode("utf-8", "replace").splitlines(), start=1):
        found = _LINE.fullmatch(line)
        if found:
            blanks = tuple(found["blanks"].split(",")) if found["blanks"] else ()
            entries[found["key"], found["language"]] = Locked(found["guid"], found["hash"], int(found["mod"]), blanks)
        elif line.strip() and not line.startswith("#"):
            problems.append(_bad_line(path, number, line))
    return entries, problems


def write_lock(entries: Mapping[Id, Locked]) -> bytes:
    """The lock file's bytes."""
    lines = [" ".join((*identifier, *_fields(locked))) for identifier, locked in sorted(entries.items())]
    return "".join(f"{line}\n" for line in (*_HEADER, *lines)).encode()


def merged(before: Mapping[Id, Locked], built: Mapping[Id, Locked]) -> dict[Id, Locked]:
    """What to remember after a build. An item that has a new key, because its entity has a new id, loses the old one."""
    again = {(identifier[1], locked.guid) for identifier, locked in built.items()}
    kept = {identifier: locked for identifier, locked in before.items() if (identifier[1], locked.guid) not in again}
    return {**kept, **built}


def numbered(blanks: Iterable[str], before: Locked | None) -> tuple[str, ...]:
    """The blanks in the order of their numbers: those numbered before keep theirs, new ones follow, none is used again."""
    return tuple(dict.fromkeys((*(before.blanks if before else ()), *blanks)))


def _fields(locked: Locked) -> tuple[str, ...]:
    blanks = (",".join(locked.blanks),) if locked.blanks else ()
    return (locked.guid, locked.hash, str(locked.mod), *blanks)


def _bad_line(path: str, number: int, line: str) -> Problem:
    conflict = line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||"))
    message = "a merge conflict" if conflict else "a line that is not an entry of a lock"
    hint = "keep the lines of both sides; the next build sorts them" if conflict else "restore the file from git"
    return Problem("lock", message, Span(path, number, 1, number, len(line) + 1), hint)
