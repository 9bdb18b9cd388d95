"""A question: what every pattern yields and every output shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from qgen.content.blocks import Blocks, Picture, blank_ids, pictures
from qgen.diagnostics.problems import Span
from qgen.questions.bodies import Body, Choice, Kind, Occlusion, Option, pictures_of, shown_with_stem
from qgen.questions.telling import Hidden, hidden_by, told_by
from qgen.rendering.plain import plain

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

    @classmethod
    def read(cls, text: str) -> Key:
        """The key that was written as `text`."""
        entity, _, rest = text.partition("#")
        pattern, _, variant = rest.partition("/")
        return cls(entity, pattern, variant)


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

    `stem` is what is asked; that of a cloze holds its blanks. `body` is what is particular to the question's kind, its
    answer included. `why` explains the answer; `extra` is worth knowing beside it. `facts` are the ids of what it asks.
    """

    key: Key
    language: str
    bloom: Bloom
    stem: Blocks
    body: Body
    facts: tuple[str, ...]
    span: Span
    level: int
    label: str
    """What the pattern is called in this language."""
    why: Blocks = ()
    extra: Blocks = ()
    path: tuple[str, ...] = ()
    """Terms from the taxonomy's root down to the concept asked about."""
    related: tuple[str, ...] = ()
    """Terms of the concepts it is linked to."""
    sources: tuple[CitedSource, ...] = ()
    tags: tuple[str, ...] = ()
    """The tags of the entity asked about."""

    @property
    def kind(self) -> Kind:
        """The name of its kind, as recipes and `questions.json` know it."""
        return self.body.kind

    @property
    def front(self) -> Blocks:
        """What is seen before the answer, without the options of a choice."""
        return (*self.stem, *shown_with_stem(self.body))

    @property
    def answer(self) -> Blocks:
        """The answer that its body holds: of a choice the right option, of an interview question the short answer."""
        return self.body.answer

    @cached_property
    def front_text(self) -> str:
        """The front with no markup."""
        return plain(self.front)

    @cached_property
    def answer_text(self) -> str:
        """The answer with no markup."""
        return plain(self.answer)

    @cached_property
    def told(self) -> tuple[str, ...]:
        """What its backs say, a text each, with no markup."""
        texts = (*told_by(self.body), plain(self.why), plain(self.extra))
        stem = (plain(self.stem, reveal=True),) if self.kind == "cloze" else ()
        return tuple(text for text in (*stem, *texts) if text)

    @cached_property
    def hidden(self) -> tuple[Hidden, ...]:
        """What it asks for: each entry gives the answer away if all its texts are shown."""
        return hidden_by(self.body)

    @cached_property
    def fact_set(self) -> frozenset[str]:
        """The ids of what it asks."""
        return frozenset(self.facts)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of a choice, in the order shown; none of any other kind."""
        return self.body.options if isinstance(self.body, Choice) else ()

    def pictures(self) -> Iterator[Picture]:
        """Every picture that it shows anywhere."""
        for blocks in (self.stem, self.why, self.extra):
            yield from pictures(blocks)
        yield from pictures_of(self.body)

    def blank_ids(self) -> list[str]:
        """The ids of what its cards hide, one card each: cloze deletions, or regions of a picture."""
        if isinstance(self.body, Occlusion):
            return [region.id for region in self.body.regions]
        return blank_ids(self.stem)
