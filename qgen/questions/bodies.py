"""What is particular to each kind of question: its answer, and what is shown with the stem.

A question has one body. Whoever treats kinds differently takes it by `match`, ending in `assert_never`, so that mypy
names every place that a new kind must be added to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from qgen.content.blocks import Blocks, Bullets, Inline, Picture, Table, paragraph, pictures, pictures_within, text
from qgen.questions.kept_notes import Original
from qgen.rendering.plain import plain

Kind = Literal[
    "basic", "cloze", "choice", "true-false", "typed", "ordering", "matching", "occlusion", "interview", "note"
]

RECOGNITION: tuple[Kind, ...] = ("choice", "matching", "true-false")
"""Kinds in which the answer is seen and only has to be picked."""


@dataclass(frozen=True)
class Recall:
    """The answer is recalled and compared with what stands on the back.

    `enough` says how many things of a list are to be named, where it is not all of them.
    """

    kind: ClassVar[Kind] = "basic"

    answer: Blocks
    enough: int | None = None


@dataclass(frozen=True)
class Typed:
    """The answer is typed: `text` letter by letter. `answer` is how it looks."""

    kind: ClassVar[Kind] = "typed"

    answer: Blocks
    text: str


@dataclass(frozen=True)
class Cloze:
    """The stem holds blanks, one card each. `answer` is what they hide, taken together."""

    kind: ClassVar[Kind] = "cloze"

    answer: Blocks


@dataclass(frozen=True)
class Option:
    """One option of a choice, and why it is right or wrong."""

    text: Blocks
    correct: bool
    why: Blocks

    @cached_property
    def words(self) -> str:
        """Its text with no markup."""
        return plain(self.text)


@dataclass(frozen=True)
class Choice:
    """One of several options is right. They stand in the order in which they are shown."""

    kind: ClassVar[Kind] = "choice"

    options: tuple[Option, ...]

    @property
    def right(self) -> Option:
        """The right option. StopIteration if there is none, which the linter refuses."""
        return next(option for option in self.options if option.correct)

    @property
    def answer(self) -> Blocks:
        """The text of the right option; nothing if there is none."""
        return next((option.text for option in self.options if option.correct), ())


@dataclass(frozen=True)
class TrueFalse:
    """A statement to be judged. `answer` says in words what `true` says."""

    kind: ClassVar[Kind] = "true-false"

    true: bool
    answer: Blocks


@dataclass(frozen=True)
class Pair:
    """Two things that belong together."""

    left: Inline
    right: Inline


@dataclass(frozen=True)
class Matching:
    """Pairs to be found again, in the order of their left sides.

    `shown_right` is the order in which the right sides are shown, as places in `pairs`, from 0; `headings` stand above
    the sides in the answer.
    """

    kind: ClassVar[Kind] = "matching"

    pairs: tuple[Pair, ...]
    shown_right: tuple[int, ...]
    headings: tuple[Inline, Inline]

    @property
    def left(self) -> tuple[Blocks, ...]:
        """The left sides as they are shown."""
        return tuple(paragraph(pair.left) for pair in self.pairs)

    @property
    def right(self) -> tuple[Blocks, ...]:
        """The right sides as they are shown."""
        return tuple(paragraph(self.pairs[place].right) for place in self.shown_right)

    @property
    def answer(self) -> Blocks:
        """The pairs as a table."""
        return (Table(self.headings, tuple((pair.left, pair.right) for pair in self.pairs)),)


@dataclass(frozen=True)
class Ordering:
    """Items to be put in order.

    `items` stand in the right order; `shown` is the order in which they are shown, as places in `items`, from 0.
    `answer` is the right order as the back shows it.
    """

    kind: ClassVar[Kind] = "ordering"

    items: tuple[Blocks, ...]
    shown: tuple[int, ...]
    answer: Blocks

    @property
    def mixed(self) -> tuple[Blocks, ...]:
        """The items as they are shown."""
        return tuple(self.items[place] for place in self.shown)


@dataclass(frozen=True)
class Region:
    """A part of a picture that a card covers, in fractions of its width and height."""

    id: str
    label: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Occlusion:
    """A picture whose regions are covered and asked for one by one; `hide_all` covers the others too."""

    kind: ClassVar[Kind] = "occlusion"

    picture: Picture
    regions: tuple[Region, ...]
    hide_all: bool

    @property
    def answer(self) -> Blocks:
        """What is covered, as a list."""
        return (Bullets(tuple(paragraph(text(region.label)) for region in self.regions)),)


@dataclass(frozen=True)
class FollowUp:
    """What an interviewer asks next; `answer` may be empty."""

    question: Inline
    answer: Blocks


@dataclass(frozen=True)
class InterviewAnswer:
    """An interview question's model answer. `short` fits in half a minute."""

    kind: ClassVar[Kind] = "interview"

    short: Blocks
    key_points: tuple[Inline, ...] = ()
    long: Blocks = ()
    follow_ups: tuple[FollowUp, ...] = ()
    mistakes: tuple[Inline, ...] = ()

    @property
    def answer(self) -> Blocks:
        """The short answer, which stands for the whole where one answer is asked for."""
        return self.short


@dataclass(frozen=True)
class Imported:
    """A note of an imported deck, as it is. `answer` is what the back of its first card says."""

    kind: ClassVar[Kind] = "note"

    original: Original
    answer: Blocks


Body = Recall | Typed | Cloze | Choice | TrueFalse | Matching | Ordering | Occlusion | InterviewAnswer | Imported


def shown_with_stem(body: Body) -> Blocks:
    """What stands below the stem before the answer is seen, but for options, which every output draws its own way."""
    match body:
        case Matching():
            return (Bullets(body.left), Bullets(body.right))
        case Ordering():
            return (Bullets(body.mixed),)
        case _:
            return ()


def pictures_of(body: Body) -> Iterator[Picture]:
    """Every picture that the body shows."""
    yield from pictures(body.answer)
    match body:
        case Choice(options):
            for option in options:
                yield from pictures((*option.text, *option.why))
        case Ordering(items):
            for item in items:
                yield from pictures(item)
        case InterviewAnswer():
            for blocks in (body.long, *(follow_up.answer for follow_up in body.follow_ups)):
                yield from pictures(blocks)
            for line in (*body.key_points, *body.mistakes, *(one.question for one in body.follow_ups)):
                yield from pictures_within(line)
        case Occlusion():
            yield body.picture
        case _:
            return
