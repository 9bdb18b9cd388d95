"""A hyperparameter: a concept that a person sets before training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from qgen.content.blocks import Blocks, joined, paragraph
from qgen.entities.base import Fault, StrictModel
from qgen.entities.concept import Concept
from qgen.entities.facts import Edge, Fact, Teller, Trait
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Line, Text


class DefaultEntry(StrictModel):
    """A default value, which is always the default of some library's function or class."""

    value: Line = Field(description="As it is typed in code; never rounded or reformatted.")
    library: Line = Field(description="Library and name, such as `PyTorch torch.optim.Adam`.")

    @property
    def slot(self) -> str:
        """The library as ids and keys name it."""
        return self.library.replace(" ", "-")


@dataclass(frozen=True)
class CodeName(Trait):
    """What a hyperparameter is called in code."""

    prefix = "code_name"

    name: str

    def explains(self) -> tuple[str, ...]:
        """None: it is asked by itself, as a word to be typed."""
        return ()


@dataclass(frozen=True)
class InGroup(Fact):
    """The group of hyperparameters to which one belongs."""

    prefix = "group"

    group: str

    def concepts(self) -> tuple[str, ...]:
        return self.entity, self.group

    def explains(self) -> tuple[str, ...]:
        return (self.entity,)

    def edge(self) -> Edge:
        return Edge(self.entity, self.group, self, None)

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.say("group", group=teller.term(self.group, gloss=False)))


@dataclass(frozen=True)
class Values(Trait):
    """Values that a hyperparameter takes; more may exist."""

    prefix = "values"

    values: tuple[Text, ...]

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.say("values", text=joined([teller.inline(value) for value in self.values])))


@dataclass(frozen=True)
class Range(Trait):
    """Where a hyperparameter's values usually lie."""

    prefix = "range"

    text: Text

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.say("range", text=teller.inline(self.text)))


@dataclass(frozen=True)
class Default(Trait):
    """The value that a library uses when none is given."""

    prefix = "defaults"

    value: str
    library: str

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.say("default", value=self.value, library=self.library))


@dataclass(frozen=True)
class Effect(Trait):
    """What changing a hyperparameter does."""

    text: Text

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.say(self.prefix, text=teller.inline(self.text)))


@dataclass(frozen=True)
class Raising(Effect):
    """What raising a hyperparameter does."""

    prefix = "raising"


@dataclass(frozen=True)
class Lowering(Effect):
    """What lowering a hyperparameter does."""

    prefix = "lowering"


@dataclass(frozen=True)
class When(Trait):
    """When to tune a hyperparameter."""

    prefix = "when"

    text: Text

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.say("when", text=teller.inline(self.text)))


@dataclass(frozen=True)
class Priority(Trait):
    """When to turn to a hyperparameter, beside others: `rank` 1 is first, 5 last."""

    prefix = "priority"

    rank: int

    @property
    def askable(self) -> bool:
        """It orders a tuner's work; of the hyperparameter it says nothing that could be right or wrong."""
        return False

    def explains(self) -> tuple[str, ...]:
        """None, for the same reason."""
        return ()

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.say(f"priority-{self.rank}"))


@entity("hyperparameters")
class Hyperparameter(Concept):
    """A concept with a name in code, a group, values, defaults, and what changing it does."""

    kind: ClassVar[str] = "hyperparameter"

    code_name: Line = Field(description="Its name in code, such as `learning_rate`.")
    group: ConceptId | None = Field(default=None, description="The concept that names its group.")
    values: tuple[Text, ...] = Field(default=(), description="Values it takes, if they are few or named.")
    range: Text | None = Field(default=None, description="The usual range, if it is a number.")
    defaults: tuple[DefaultEntry, ...] = Field(
        default=(), description="What libraries use when it is not given; one entry for each library."
    )
    raising: Text | None = Field(default=None, description="What raising it does.")
    lowering: Text | None = Field(default=None, description="What lowering it does.")
    when: Text | None = Field(default=None, description="When to tune it.")
    priority: int | None = Field(default=None, ge=1, le=5, description="1 tune first … 5 tune last.")

    def facts(self) -> Iterator[Fact]:
        yield from super().facts()
        yield CodeName(self.id, self.code_name)
        if self.group:
            yield InGroup(self.id, self.group)
        if self.values:
            yield Values(self.id, self.values)
        if self.range:
            yield Range(self.id, self.range)
        for default in self.defaults:
            yield Default(self.id, default.value, default.library, slot=default.slot)
        if self.raising:
            yield Raising(self.id, self.raising)
        if self.lowering:
            yield Lowering(self.id, self.lowering)
        if self.when:
            yield When(self.id, self.when)
        if self.priority:
            yield Priority(self.id, self.priority)

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        first: dict[str, DefaultEntry] = {}
        for place, default in enumerate(self.defaults):
            other = first.setdefault(default.slot, default)
            if other is not default:
                alike = f"`{other.library}` differs by spaces and hyphens only: name the function or class as well"
                hint = "keep one" if default.library == other.library else alike
                message = f"a second default of `{default.library}`"
                yield Fault(("defaults", place, "library"), "library-twice", message, hint)

    def builds_on(self) -> tuple[str, ...]:
        return (*super().builds_on(), *([self.group] if self.group else []))
