"""An example: code, notes on its lines, and what a card may hide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field, field_validator

from qgen.content.blocks import Blocks, CodeBlock
from qgen.diagnostics.problems import did_you_mean
from qgen.entities.base import Entity, Fault, StrictModel
from qgen.entities.facts import Fact, Teller
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Id, Line, Text


class CodePart(StrictModel):
    """A stretch of the code that has a note. Found by its text, so that edits elsewhere never move it."""

    code: Line = Field(description="The stretch itself; it must stand in the code exactly once.")
    note: Text = Field(description="What it does.")
    blank: bool = Field(default=False, description="True if a card may hide it.")


@dataclass(frozen=True)
class CodeNote(Fact):
    """What a stretch of an example's code does; `blank` if a card may hide it."""

    prefix = "parts"

    code: str
    start: int
    note: Text
    blank: bool


@dataclass(frozen=True)
class Listing(Fact):
    """An example's whole code. Code is one text: its parts make no sense alone."""

    prefix = "code"

    title: Text
    language: str
    code: str

    @property
    def askable(self) -> bool:
        return False

    def tell(self, teller: Teller) -> Blocks:
        return (CodeBlock(self.code, self.language),)


@dataclass(frozen=True)
class Steps(Fact):
    """The parts of an example that are done one after another, in that order."""

    prefix = "steps"

    parts: tuple[str, ...]


@entity("examples")
class Example(Entity):
    """A piece of code with notes on its parts."""

    kind: ClassVar[str] = "example"

    title: Text = Field(description="What the code is, as a noun phrase: `the training loop`.")
    about: tuple[ConceptId, ...] = Field(
        default=(), description="The concepts it shows; they come before it in a deck."
    )
    language: Line = Field(description="The programming language, as Pygments names it.")
    code: str = Field(min_length=1, description="The code, best as a block: `code: |`.")
    parts: dict[Id, CodePart] = Field(default={}, description="Stretches of the code that have a note: id -> part.")
    steps: tuple[Id, ...] = Field(default=(), description="Parts that are done one after another, in that order.")

    @field_validator("code")
    @classmethod
    def _no_blank_end(cls, code: str) -> str:
        return code.rstrip()

    def faults(self) -> Iterator[Fault]:
        for identifier, part in self.parts.items():
            found = self.code.count(part.code)
            if found != 1:
                message = f"expected this code to stand in the example once, found it {found} times"
                yield Fault(
                    ("parts", identifier, "code"),
                    "code-part",
                    message,
                    "copy a stretch that is unique, spaces included",
                )

        for place, step in enumerate(self.steps):
            if step not in self.parts:
                yield Fault(("steps", place), "unknown-part", f"no part `{step}`", did_you_mean(step, self.parts))

    def heading(self) -> Text:
        return self.title

    def facts(self) -> Iterator[Fact]:
        yield Listing(self.id, self.title, self.language, self.code)
        for identifier, part in self.parts.items():
            start = self.code.index(part.code)
            yield CodeNote(self.id, part.code, start, part.note, part.blank, slot=identifier)

        if self.steps:
            yield Steps(self.id, self.steps)

    def about_concepts(self) -> tuple[str, ...]:
        return self.about
