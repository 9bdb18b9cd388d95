"""The lock of a deck, `decks/<deck>.lock`: what learners have been given, so that a build knows what is new to them.

One line an item, sorted, so that two authors' changes merge. A note's `mod` moves only when its hash does: Anki updates
a note if its `mod` is newer, and leaves it alone otherwise. Building writes down drafts; `qgen release` makes them
released. A draft that is dropped leaves no trace; what was released and is dropped is written down as leaving, and
after the next release as retired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, cast
from urllib.parse import unquote

from qgen.diagnostics.problems import Problem, Span

_HEADER = """\
# What was built and released of this deck: key, language, guid, hash of what the learner sees, time of its last change,
# note type, state with the hash of the last release, and the blanks of a cloze in the order of their numbers,
# behind a + those that are not released yet.
# Made by `qgen build` and `qgen release`. Commit it: without it, every learner's next import rewrites every note.
""".splitlines()
_LINE = re.compile(
    r"(?P<key>\S+) (?P<language>\S+) (?P<guid>\S+) (?P<hash>[0-9a-f]+) (?P<mod>\d+) (?P<type>\S+)"
    r" (?P<state>draft|released|leaving|retired)(?:=(?P<released>[0-9a-f]+))?(?: (?P<blanks>\S+))?"
)
_TITLE = re.compile(r"title (?P<chapter>\S+) (?P<language>\S+) (?P<title>\S+)")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

_MOST_PROBLEMS = 3  # of a file that is not a lock at all, a thousand lines would say the same

Id = tuple[str, str]
"""An item's key and its language. A note type's look is locked as `note-type:<name>` in language `-`."""

State = Literal["draft", "released", "leaving", "retired"]

WHOLE_DECK = "*"
"""Stands for the deck itself where a chapter's id is expected."""


@dataclass(frozen=True)
class Locked:
    """What was last built of an item.

    `mod` is the time of its last change, in seconds since 1970; `blanks` are ids in the order of their numbers.
    """

    guid: str
    hash: str
    mod: int
    blanks: tuple[str, ...] = ()
    note_type: str = "-"
    state: State = "draft"
    released: str | None = None
    """The hash that learners were last given; None if they never were."""
    released_blanks: int = 0
    """How many of the blanks learners have: the first ones."""

    @property
    def is_new(self) -> bool:
        """Whether learners of the last release do not have it."""
        return self.state == "draft"

    @property
    def is_changed(self) -> bool:
        """Whether learners of the last release have it with another content."""
        return self.state == "released" and self.hash != self.released

    def revised(self, content: str, now: int, blanks: tuple[str, ...] = (), *, leaving: bool = False) -> Locked:
        """The same item with what it holds now: a new `mod` only if that is something else. What had left is back."""
        mod = self.mod if content == self.hash else max(self.mod + 1, now)
        state: State = "leaving" if leaving else "draft" if self.released is None else "released"
        return replace(self, hash=content, mod=mod, blanks=blanks, state=state)

    def given_away(self) -> Locked:
        """The same item once learners have it: the next build compares with this."""
        gone = self.state in ("leaving", "retired")
        return replace(
            self,
            state="retired" if gone else "released",
            released=self.released if gone else self.hash,
            released_blanks=len(self.blanks),
        )


@dataclass(frozen=True)
class Lock:
    """What a lock file holds."""

    items: Mapping[Id, Locked] = field(default_factory=dict)
    titles: Mapping[Id, str] = field(default_factory=dict)
    """(chapter, language) -> the title by which Anki knows it since the last release; of the deck itself too."""

    def merged(self, built: Mapping[Id, Locked], language: str) -> Lock:
        """What to remember after a package of a language was built.

        An item that has a new key, because its entity has a new id, loses the old one; so does a draft that is gone.
        """
        again = {locked.guid for (_, code), locked in built.items() if code == language}
        kept = {
            identifier: locked
            for identifier, locked in self.items.items()
            if identifier[1] != language or (locked.guid not in again and locked.state != "draft")
        }
        return replace(self, items={**kept, **built})

    def restored(self, released: Lock, language: str) -> Lock:
        """The lock with what a package of a language holds, and nothing else of that language."""
        items = {identifier: locked for identifier, locked in self.items.items() if identifier[1] != language}
        titles = {identifier: title for identifier, title in self.titles.items() if identifier[1] != language}
        return Lock({**items, **released.items}, {**titles, **released.titles})

    def given_away(self, titles: Mapping[Id, str], languages: Iterable[str]) -> Lock:
        """The lock once learners have the packages of these languages."""
        spoken = set(languages)
        items = {
            identifier: locked.given_away() if identifier[1] in spoken else locked
            for identifier, locked in self.items.items()
        }
        return Lock(items, {**{key: title for key, title in self.titles.items() if key[1] not in spoken}, **titles})


def read_lock(path: str, source: bytes) -> tuple[Lock, list[Problem]]:
    """The lock that a file holds, and a problem for each line that is none.

    The lines of both sides of a merge conflict are taken: of two with one key, the one that was changed last.
    """
    items: dict[Id, Locked] = {}
    titles: dict[Id, str] = {}
    problems: list[Problem] = []
    lines = [line.removesuffix("\r") for line in source.decode("utf-8", "replace").split("\n")]
    for number, line in enumerate(lines, start=1):
        if found := _LINE.fullmatch(line):
            identifier, locked = _entry(found)
            if identifier not in items or items[identifier].mod < locked.mod:
                items[identifier] = locked
        elif found := _TITLE.fullmatch(line):
            titles[found["chapter"], found["language"]] = unquote(found["title"])
        elif line.strip() and not line.startswith("#"):
            problems.append(_bad_line(path, number, line))
    return Lock(items, titles), problems[:_MOST_PROBLEMS]


def write_lock(lock: Lock) -> bytes:
    """The lock file's bytes."""
    lines = [" ".join((*identifier, *_fields(locked))) for identifier, locked in sorted(lock.items.items())]
    lines += [
        f"title {chapter} {language} {_one_word(title)}" for (chapter, language), title in sorted(lock.titles.items())
    ]
    return "".join(f"{line}\n" for line in (*_HEADER, *lines)).encode()


def numbered(blanks: Iterable[str], before: Locked | None) -> tuple[str, ...]:
    """The blanks in the order of their numbers: those numbered before keep theirs, new ones follow, none is used again.

    Not even a draft's: whoever gave it away without `qgen release` would move schedules from one fact to another.
    """
    return tuple(dict.fromkeys((*(before.blanks if before else ()), *blanks)))


def _entry(found: re.Match[str]) -> tuple[Id, Locked]:
    given, _, drafts = (tuple(filter(None, part.split(","))) for part in (found["blanks"] or "").partition("+"))
    state = cast(State, found["state"])  # the pattern lets no other word through
    return (found["key"], found["language"]), Locked(
        found["guid"],
        found["hash"],
        int(found["mod"]),
        (*given, *drafts),
        found["type"],
        state,
        found["released"],
        len(given),
    )


def _fields(locked: Locked) -> tuple[str, ...]:
    state = locked.state + (f"={locked.released}" if locked.released else "")
    given, drafts = locked.blanks[: locked.released_blanks], locked.blanks[locked.released_blanks :]
    blanks = (",".join(given) + ("+" + ",".join(drafts) if drafts else ""),) if locked.blanks else ()
    return (locked.guid, locked.hash, str(locked.mod), locked.note_type, state, *blanks)


def _one_word(title: str) -> str:
    return re.sub(r"[\s%]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), title)


def _bad_line(path: str, number: int, line: str) -> Problem:
    span = Span(path, number, 1, number, len(line) + 1)
    if line.startswith(_CONFLICT):
        return Problem.warning(
            "lock-conflict",
            "a merge conflict; the lines of both sides were kept",
            at=span,
            hint="commit the lock as this build writes it",
        )
    hint = "restore the file from git, or from a package that you gave away: `qgen lock --from PACKAGE`"
    return Problem.error("lock", "a line that is not an entry of a lock", at=span, hint=hint)
