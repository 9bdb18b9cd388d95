"""A question: what every pattern yields and every output shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qgen.content.blocks import Blocks, Inline, Picture, blank_ids, pictures
from qgen.diagnostics.problems import Span
from qgen.questions.kept_notes import Original

Kind = Literal[
    "basic", "cloze", "choice", "true-false", "typed", "ordering", "matching", "occlusion", "interview", "note"
]
Bloom = Literal["remember", "understand", "apply", "analyze", "evaluate", "create"]


@dataclass(frozen=True, order=True)
class Key:
    """A question's identity: the entity asked about, the pattern, and what tells two questions of one pattern apart.

    Made of ids and fields only, never of an index or of text, so that edits keep it.
    """

    entity: str
    pattern: str
    variant: str = ""

    def __str__(self) -> str:
        return f"{self.entity}#{self.pattern}" + (f"/{self.variant}" if self.variant else "")


@dataclass(frozen=True)
class Option:
    """One option of a choice, and why it is right or wrong."""

    text: Blocks
    correct: bool
    why: Blocks


@dataclass(frozen=True)
class FollowUp:
    question: Inline
    answer: Blocks


@dataclass(frozen=True)
class InterviewAnswer:
    """What an interview question has beyond its short answer, which is the question's `answer`."""

    key_points: tuple[Inline, ...]
    long: Blocks
    follow_ups: tuple[FollowUp, ...]
    mistakes: tuple[Inline, ...]


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

    picture: Picture
    regions: tuple[Region, ...]
    hide_all: bool


@dataclass(frozen=True)
class CitedSource:
    """A source as a learner reads it: `label` is the short form with the locator, `full` names everything."""

    id: str
    label: str
    full: str
    url: str | None = None


@dataclass(frozen=True)
class NotAsked:
    """Facts that a pattern could have asked and did not, and the precondition that failed."""

    pattern: str
    facts: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Question:
    """One question in one language, in neutral blocks.

    `stem` of a cloze holds its blanks; `answer` is then what they hide. `typed` is what is to be typed, of a typed
    question. `why` explains the answer; `extra` is worth knowing beside it. `facts` are the ids of what it asks.
    """

    key: Key
    language: str
    kind: Kind
    bloom: Bloom
    stem: Blocks
    answer: Blocks
    facts: tuple[str, ...]
    span: Span
    level: int
    label: str
    """What the pattern is called in this language."""
    why: Blocks = ()
    extra: Blocks = ()
    typed: str | None = None
    options: tuple[Option, ...] = ()
    interview: InterviewAnswer | None = None
    path: tuple[str, ...] = ()
    """Terms from the taxonomy's root down to the concept asked about."""
    related: tuple[str, ...] = ()
    """Terms of the concepts it is linked to."""
    sources: tuple[CitedSource, ...] = ()
    tags: tuple[str, ...] = ()
    """The tags of the entity asked about."""
    occlusion: Occlusion | None = None
    original: Original | None = None
    """The note of an imported deck that it is."""

    def pictures(self) -> Iterator[Picture]:
        """Every picture that it shows anywhere."""
        shown = [
            self.stem,
            self.answer,
            self.why,
            self.extra,
            *(blocks for option in self.options for blocks in (option.text, option.why)),
        ]
        if self.interview:
            shown += [self.interview.long, *(follow_up.answer for follow_up in self.interview.follow_ups)]
        for blocks in shown:
            yield from pictures(blocks)
        if self.occlusion:
            yield self.occlusion.picture

    def blank_ids(self) -> list[str]:
        """The ids of what its cards hide, one card each: cloze deletions, or regions of a picture."""
        return [region.id for region in self.occlusion.regions] if self.occlusion else blank_ids(self.stem)
