"""An edition: one deck in one language, its questions chosen and in study order. Outputs take it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qgen.decks.lock import Locked
from qgen.knowledge.factbase import FactBase
from qgen.printing.document import Paper, Printed
from qgen.questions.model import Question


@dataclass(frozen=True)
class Item:
    """A question's place in an edition. `guid` is what Anki knows it by; `locked` is what was last built of it."""

    question: Question
    guid: str
    locked: Locked | None = None
    cloze_numbers: Mapping[str, int] = field(default_factory=dict)
    """The number of each blank in the stem. It never changes, for Anki keeps one schedule for each number."""
    numbered: tuple[str, ...] = ()
    """Every blank that the item ever had, by its oldest id, in the order of their numbers: what the lock remembers."""
    is_renamed: bool = False
    """Whether its key, which a card shows, is another one than when it was last built."""

    @property
    def left(self) -> tuple[int, ...]:
        """The numbers of cards that learners have and that ask nothing any more: what they asked left a list."""
        given = self.locked.released_blanks if self.locked else 0
        return tuple(sorted(set(range(1, given + 1)) - set(self.cloze_numbers.values())))


@dataclass(frozen=True)
class Chapter:
    """A topic of the deck, in study order: a subdeck in Anki, a chapter in print."""

    id: str
    title: str
    items: tuple[Item, ...]
    entities: tuple[str, ...] = ()
    """The ids of what the chapter is about, in study order."""


@dataclass(frozen=True)
class PressSettings:
    """What a user asks of printed outputs: the paper, and the number that an exam is drawn by."""

    paper: Paper = "a4"
    seed: int = 1
    dry: bool = False
    """Whether to look for faults only, without the time that engines take."""


@dataclass(frozen=True)
class Leaving:
    """A released item that the deck has no more.

    A package can't delete it from a collection. From now on each package holds the item with a text that says to delete
    it, for nobody knows who skipped a release; with it, the numbers of its blanks are kept.
    """

    key: str
    locked: Locked


@dataclass(frozen=True)
class Edition:
    """`deck` is the recipe's name (its file's stem); `title` and `description` are in the edition's language.

    `now` is the time of the build in seconds since 1970. `templates` is the project's own folder of templates, if any.
    """

    deck: str
    language: str
    title: str
    description: str
    chapters: tuple[Chapter, ...]
    now: int
    locked_looks: Mapping[str, Locked] = field(default_factory=dict)
    """What was last built of each note type's look."""
    templates: Path | None = None
    base: FactBase | None = None
    """Where the questions come from, for outputs that tell the facts themselves."""
    press: PressSettings = PressSettings()
    prints: Mapping[str, Printed] = field(default_factory=dict)
    """PDFs of an earlier build by their origin (`qgen.printing.kept`)."""
    leaving: tuple[Leaving, ...] = ()
    left_out: tuple[Question, ...] = ()
    """Questions for which there is no place where no card before them tells their answers."""

    def items(self) -> Iterator[Item]:
        """Every item in study order."""
        for chapter in self.chapters:
            yield from chapter.items
