"""The lock file of a deck, `decks/<deck>.lock`: one line an item, sorted, so that two authors' changes merge.

Whoever merges two branches may keep the lines of both sides: several lines of one item are joined by rank
(`qgen.decks.lock.Locked.joined`), so that it does not matter which side comes first or was built last. The form is
described in `docs/locks.md`; it may grow, but what is written stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast
from urllib.parse import unquote

from qgen.decks.lock import Clash, Id, KeysClash, Lock, Locked, State, join_keys, join_titles
from qgen.diagnostics.problems import Problem, Span

FORMAT = 1
"""Rises when an earlier qgen would misread what is written."""

_HEADER = f"""\
# qgen lock, format {FORMAT}
# What was built and released of this deck: key, language, guid, hash of what the learner sees, time of its last change,
# note type, state with hash and time of the last release, and the blanks of a cloze in the order of their numbers,
# behind a + those that are not released yet.
# Made by `qgen build` and `qgen release`. Commit it: without it, every learner's next import rewrites every note.
# In a merge keep the lines of both sides: the next build joins them.
""".splitlines()
_FORMAT = re.compile(r"# qgen lock, format (?P<number>\d+)")
_LINE = re.compile(
    r"(?P<key>\S+) (?P<language>\S+) (?P<guid>\S+) (?P<hash>[0-9a-f]+) (?P<mod>\d+) (?P<type>\S+)"
    r" (?:(?P<draft>draft)|(?P<state>released|leaving|retired)=(?P<released>[0-9a-f]+)@(?P<released_mod>\d+))"
    r"(?: (?P<blanks>\S+))?"
)
_TITLE = re.compile(r"title (?P<chapter>\S+) (?P<language>\S+) (?P<title>\S+)")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

_MOST_PROBLEMS = 3  # of a file that is not a lock at all, a thousand lines would say the same


def read_lock(path: str, source: bytes) -> tuple[Lock, list[Problem]]:
    """The lock that a file holds, and what is wrong: lines that are none, and releases that clash.

    The lines of both sides of a merge conflict are taken, and the conflict is told.
    """
    items: dict[Id, Locked] = {}
    titles: list[dict[Id, tuple[str, ...]]] = []
    lines_of: dict[Id, int] = {}
    bad: list[Problem] = []
    clashes: list[Problem] = []
    for number, line in enumerate(_lines(source), start=1):
        if found := _LINE.fullmatch(line):
            identifier, locked = _entry(found)
            try:
                items[identifier] = items[identifier].joined(locked) if identifier in items else locked
            except Clash as clash:
                clashes.append(_clash(path, number, identifier, clash, lines_of[identifier]))
            lines_of.setdefault(identifier, number)
        elif found := _TITLE.fullmatch(line):
            titles.append({(found["chapter"], found["language"]): (unquote(found["title"]),)})
        elif (found := _FORMAT.fullmatch(line)) and int(found["number"]) > FORMAT:
            return Lock(), [_too_new(path, number)]
        elif line.strip() and not line.startswith("#"):
            bad.append(_bad_line(path, number, line))
    try:
        items = join_keys(items)
    except KeysClash as clash:
        clashes.append(_clash(path, lines_of[clash.other], clash.other, clash, lines_of[clash.one]))
    return Lock(items, join_titles(*titles)), [*bad[:_MOST_PROBLEMS], *clashes]


def write_lock(lock: Lock) -> bytes:
    """The lock file's bytes."""
    lines = [" ".join((*identifier, *_fields(locked))) for identifier, locked in sorted(lock.items.items())]
    lines += [
        f"title {chapter} {language} {_one_word(title)}"
        for (chapter, language), known in sorted(lock.titles.items())
        for title in known
    ]
    return "".join(f"{line}\n" for line in (*_HEADER, *lines)).encode()


def _lines(source: bytes) -> Iterator[str]:
    text = source.decode("utf-8-sig", "replace")
    return (line.removesuffix("\r") for line in text.split("\n"))


def _entry(found: re.Match[str]) -> tuple[Id, Locked]:
    given, _, drafts = (tuple(filter(None, part.split(","))) for part in (found["blanks"] or "").partition("+"))
    locked = Locked(found["guid"], found["hash"], int(found["mod"]), (*given, *drafts), found["type"])
    if found["released"]:
        state = cast(State, found["state"])  # the pattern lets no other word through
        locked = replace(
            locked,
            state=state,
            released=found["released"],
            released_mod=int(found["released_mod"]),
            released_blanks=len(given),
        )
    return (found["key"], found["language"]), locked


def _fields(locked: Locked) -> tuple[str, ...]:
    state = f"{locked.state}={locked.released}@{locked.released_mod}" if locked.released else "draft"
    drafts = locked.blanks[locked.released_blanks :]
    blanks = (",".join(locked.given_blanks) + ("+" + ",".join(drafts) if drafts else ""),) if locked.blanks else ()
    return (locked.guid, locked.hash, str(locked.mod), locked.note_type, state, *blanks)


def _one_word(title: str) -> str:
    return re.sub(r"[\s%]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), title)


def _clash(path: str, number: int, identifier: Id, clash: Clash, other: int) -> Problem:
    key, language = identifier
    hint = (
        "each was given to learners: keep the line of the release that more of them have, and delete the other; "
        "who has the other one keeps its schedules on cards that ask something else"
    )
    message = f"of `{key}` in `{language}` {clash}: line {other} of {path}, and this line"
    return Problem.error("lock-clash", message, at=Span.start_of(path, number), hint=hint)


def _too_new(path: str, number: int) -> Problem:
    message = f"the lock was written by a newer qgen, in a format above {FORMAT}"
    return Problem.error("lock", message, at=Span.start_of(path, number), hint="update qgen")


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
