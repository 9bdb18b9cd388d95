"""A deck's lock restored from the packages that learners have, as far as these tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qgen.anki.package_reading import NotAPackage, Package, read_package
from qgen.build.loading import Loaded
from qgen.build.locks import LockBytes, read_deck_lock
from qgen.decks.lock import KeysClash, Lock
from qgen.decks.lock_file import write_lock
from qgen.decks.recipe import Deck
from qgen.diagnostics.problems import Problem, counted
from qgen.entities.note import KeptNote
from qgen.outputs.package_lock import NotesByGuid, language_of, lock_of, title_of


@dataclass
class Restored:
    """Lock files, each with how many items of it learners have, what is wrong, and what the packages can't tell."""

    files: dict[Path, bytes] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    """A package that belongs to a deck of the project."""

    name: str
    package: Package
    deck: str
    language: str


def restore_locks(loaded: Loaded, deck: str | None, packages: Mapping[str, bytes], locks: LockBytes) -> Restored:
    """The locks of decks as packages of their releases say; `packages` maps names to bytes, `locks` are as they are.

    Any number of packages, in any order: of two that hold one note the younger one counts, and the blanks of both keep
    their numbers. What the locks say already is joined in the same way. The deck of a package is the one that has or
    had its title, unless one is named.
    """
    restored = Restored()
    kept = {entity.guid: entity for entity in loaded.knowledge.entities() if isinstance(entity, KeptNote)}
    read = [_read(loaded, deck, kept, name, data, restored.problems) for name, data in packages.items()]
    found: dict[str, list[_Read]] = {}
    for one in filter(None, read):
        found.setdefault(one.deck, []).append(one)
    for name, ones in found.items():
        lock, problems = _joined(loaded, name, ones, kept, locks[name])
        path = loaded.project.lock_file(name)
        restored.files[path] = write_lock(lock)
        restored.counts[path] = sum(one.released is not None for (_, code), one in lock.items.items() if code != "-")
        restored.problems += [*problems, *_unknown(loaded.decks[name], ones, lock)]
    return restored


def _read(
    loaded: Loaded, deck: str | None, kept: NotesByGuid, name: str, data: bytes, problems: list[Problem]
) -> _Read | None:
    try:
        package = read_package(data)
    except NotAPackage as error:
        problems.append(Problem.error("not-a-package", f"{name}: {error}"))
        return None
    language, title = language_of(package, kept), title_of(package)
    if language is None:
        message = f"{name}: no note in it was made by qgen, and none is a note of this project"
        problems.append(Problem.error("not-a-package", message))
        return None
    known = deck or next((one for one, made in loaded.decks.items() if title in _titles(made, language)), None)
    if known is None:
        message = f"{name}: no recipe has the title “{title}”"
        problems.append(Problem.error("unknown-deck", message, hint="name the deck: `qgen lock DECK --from …`"))
        return None
    return _Read(name, package, known, language)


def _titles(deck: Deck, language: str) -> set[str]:
    return {title[language] for title in (deck.recipe.title, *deck.recipe.was) if title.has(language)}


def _joined(
    loaded: Loaded, deck: str, packages: Iterable[_Read], kept: NotesByGuid, source: bytes | None
) -> tuple[Lock, list[Problem]]:
    """What the packages of a deck and its lock say together."""
    lock, problems = read_deck_lock(loaded.project, deck, source) if source is not None else (Lock(), [])
    before = [loaded.project.shown(loaded.project.lock_file(deck))] if source is not None else []
    for one in packages:
        chapters = {
            chapter.title[one.language]: chapter.id
            for chapter in loaded.decks[deck].recipe.chapters
            if chapter.title.has(one.language)
        }
        try:
            lock = lock.joined(lock_of(one.package, chapters, kept))
        except KeysClash as clash:
            problems.append(_clash(clash, one.name, before))
        before.append(one.name)
    return lock, problems


def _clash(clash: KeysClash, name: str, before: Iterable[str]) -> Problem:
    key, language = clash.other
    message = f"of `{key}` in `{language}` {clash}: {name} against {', '.join(before)}"
    hint = (
        "both can't be releases of one history: leave out the package that fewer learners have; "
        "if it is the lock that is wrong, delete it first"
    )
    return Problem.error("lock-clash", message, hint=hint)


def _unknown(deck: Deck, packages: Iterable[_Read], lock: Lock) -> list[Problem]:
    """What the lock can't know from these packages."""
    told = [_no_language(deck.name, code) for code in deck.recipe.languages if not _speaks(lock, code)]
    foreign = {one.name: _foreign(one, lock) for one in packages}
    return told + [
        Problem.warning(
            "lock-incomplete",
            f"{name}: {counted(count, 'note')} in it are neither of qgen nor of this project, and stay unknown",
            hint="nothing is told to learners about them",
        )
        for name, count in foreign.items()
        if count
    ]


def _no_language(deck: str, language: str) -> Problem:
    message = f"no package of `{deck}` in `{language}`: what learners have of it is not known"
    return Problem.warning("lock-incomplete", message, hint="add one with another `--from`, if one was given away")


def _speaks(lock: Lock, language: str) -> bool:
    return any(code == language and locked.released for (_, code), locked in lock.items.items())


def _foreign(one: _Read, lock: Lock) -> int:
    guids = {locked.guid for (_, code), locked in lock.items.items() if code == one.language}
    return sum(note.guid not in guids for note in one.package.notes)
