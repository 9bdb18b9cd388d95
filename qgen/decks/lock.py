"""The lock of a deck: what learners have been given, so that a build knows what is new to them.

A note's `mod` moves only when its content does: Anki updates a note if its `mod` is newer, and leaves it alone
otherwise. Building writes down drafts; `qgen release` makes them released. A draft that is dropped leaves no trace;
what was released and is dropped is written down as leaving, and after the next release as retired, for ever.

Two histories of one item, of two branches or of two packages, are joined by rank: what a release says beats what a
build says, whichever is younger. How locks are written is in `qgen.decks.lock_file`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Id = tuple[str, str]
"""An item's key and its language. A note type's look is locked as `note-type:<name>` in language `-`."""

State = Literal["draft", "released", "leaving", "retired"]

WHOLE_DECK = "*"
"""Stands for the deck itself where a chapter's id is expected."""

ALL_LANGUAGES = "-"
"""The language of what all languages share: the looks of note types."""


class Clash(ValueError):
    """Two releases say of one item what can't both be true. The text says what each says."""


class KeysClash(Clash):
    """The same of two keys of one item: `one` and `other`."""

    def __init__(self, one: Id, other: Id, clash: Clash):
        super().__init__(*clash.args)
        self.one, self.other = one, other


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
    released_mod: int = 0
    """The time of last change that learners were last given; 0 if they never were."""
    released_blanks: int = 0
    """How many of the blanks learners have: the first ones."""

    @property
    def is_new(self) -> bool:
        """Whether learners of the last release do not have it."""
        return self.state == "draft"

    @property
    def is_changed(self) -> bool:
        """Whether an import changes it for learners of the last release, who keep having it."""
        return self.state == "released" and (self.hash, self.mod) != (self.released, self.released_mod)

    @property
    def given_blanks(self) -> tuple[str, ...]:
        """The blanks that learners have cards of, in the order of their numbers."""
        return self.blanks[: self.released_blanks]

    def revised(
        self, content: str, now: int, blanks: tuple[str, ...] = (), *, leaving: bool = False, renamed: bool = False
    ) -> Locked:
        """The same item with what it holds now: a new `mod` only if that is something else. What had left is back.

        `renamed`: its key, which the learner sees, is another one.
        """
        mod = self.mod if content == self.hash and not renamed else max(self.mod + 1, now)
        state: State = "draft" if self.released is None else "released"
        if leaving:
            state = "retired" if self.state == "retired" else "leaving"
        return replace(self, hash=content, mod=mod, blanks=blanks, state=state)

    def given_away(self) -> Locked:
        """The same item once learners have it: the next build compares with this."""
        return replace(
            self,
            state="retired" if self.state in ("leaving", "retired") else "released",
            released=self.hash,
            released_mod=self.mod,
            released_blanks=len(self.blanks),
        )

    def joined(self, other: Locked) -> Locked:
        """What two histories of the same item come to. Clash if both were released, and not as one item.

        Blanks that were released keep their numbers, and drafts follow. If both were released at one time with two
        contents, its `mod` moves on, so that learners of either are given the next content.
        """
        if self == other:
            return self
        first, second = sorted((self, other), key=_rank, reverse=True)
        if first.released and second.released and first.guid != second.guid:
            raise Clash(f"two releases give it two guids, `{first.guid}` and `{second.guid}`")
        given = max(first.given_blanks, second.given_blanks, key=len)
        if given[: second.released_blanks] != second.given_blanks or given[: first.released_blanks] != (
            first.given_blanks
        ):
            both = (f"`{','.join(one.given_blanks)}`" for one in (first, second))
            raise Clash(f"two releases number its cards differently, {' and '.join(both)}")
        is_tied = second.released is not None and second.released_mod >= first.mod and second.released != first.hash
        return replace(
            first,
            mod=second.released_mod + 1 if is_tied else first.mod,
            blanks=tuple(dict.fromkeys((*given, *first.blanks, *second.blanks))),
            released_blanks=len(given),
        )


def _rank(locked: Locked) -> tuple[object, ...]:
    """Released before draft; of two releases the younger; then what is still as it was released; then the younger."""
    as_released = locked.hash == locked.released
    return (
        locked.released is not None,
        locked.released_mod,
        as_released,
        locked.mod,
        locked.hash,
        locked.guid,
        locked.blanks,
    )


@dataclass(frozen=True)
class Lock:
    """What a lock file holds."""

    items: Mapping[Id, Locked] = field(default_factory=dict)
    titles: Mapping[Id, tuple[str, ...]] = field(default_factory=dict)
    """(chapter, language) -> the title by which Anki knows it since the last release; of the deck itself too.

    More than one if branches were released under several, of which no learner has all.
    """

    def joined(self, other: Lock) -> Lock:
        """What two locks of one deck come to, of two packages say. KeysClash if two releases can't both be true."""
        items = dict(self.items)
        for identifier, locked in other.items.items():
            try:
                items[identifier] = items[identifier].joined(locked) if identifier in items else locked
            except Clash as clash:
                raise KeysClash(identifier, identifier, clash) from clash
        return Lock(join_keys(items), join_titles(self.titles, other.titles))

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

    def given_away(self, titles: Mapping[Id, str], languages: Iterable[str]) -> Lock:
        """The lock once learners have the packages of these languages."""
        spoken = set(languages)
        items = {
            identifier: locked.given_away() if identifier[1] in {*spoken, ALL_LANGUAGES} else locked
            for identifier, locked in self.items.items()
        }
        kept = {identifier: known for identifier, known in self.titles.items() if identifier[1] not in spoken}
        return Lock(items, {**kept, **{identifier: (title,) for identifier, title in titles.items()}})


def join_keys(items: Mapping[Id, Locked]) -> dict[Id, Locked]:
    """The items, in which those of one guid in one language know the same: a branch may have renamed an entity.

    KeysClash if two of them can't be the same item.
    """
    known: dict[Id, tuple[Id, Locked]] = {}
    for (key, language), locked in items.items():
        if language != ALL_LANGUAGES:
            first, before = known.setdefault((locked.guid, language), ((key, language), locked))
            try:
                known[locked.guid, language] = (first, before.joined(locked))
            except Clash as clash:
                raise KeysClash(first, (key, language), clash) from clash
    return {
        (key, language): locked if language == ALL_LANGUAGES else known[locked.guid, language][1]
        for (key, language), locked in items.items()
    }


def join_titles(*known: Mapping[Id, tuple[str, ...]]) -> dict[Id, tuple[str, ...]]:
    """Every title by which a release was known."""
    joined: dict[Id, tuple[str, ...]] = {}
    for titles in known:
        for identifier, names in titles.items():
            joined[identifier] = tuple(sorted({*joined.get(identifier, ()), *names}))
    return joined


def numbered(blanks: Iterable[str], before: Locked | None) -> tuple[str, ...]:
    """The blanks in the order of their numbers: those numbered before keep theirs, new ones follow, none is used again.

    Not even a draft's: whoever gave it away without `qgen release` would move schedules from one fact to another.
    """
    return tuple(dict.fromkeys((*(before.blanks if before else ()), *blanks)))
