"""A hyperparameter: a concept that a person sets before training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from qgen.entities.base import Part
from qgen.entities.concept import Concept
from qgen.entities.facts import Fact
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Line, Text


class DefaultEntry(Part):
    """A default value, which is always the default of some library's function or class."""

    value: Line = Field(description="As it is typed in code; never rounded or reformatted.")
    library: Line = Field(description="Library and name, such as `PyTorch torch.optim.Adam`.")


@dataclass(frozen=True)
class CodeName(Fact):
    """What a hyperparameter is called in code."""

    name: str


@dataclass(frozen=True)
class InGroup(Fact):
    """The group of hyperparameters to which one belongs."""

    group: str


@dataclass(frozen=True)
class Values(Fact):
    """Values that a hyperparameter takes; more may exist."""

    values: tuple[Text, ...]


@dataclass(frozen=True)
class Range(Fact):
    """Where a hyperparameter's values usually lie."""

    text: Text


@dataclass(frozen=True)
class Default(Fact):
    """The value that a library uses when none is given."""

    value: str
    library: str


@dataclass(frozen=True)
class Effect(Fact):
    """What raising or lowering a hyperparameter does; `field` says which."""

    text: Text


@dataclass(frozen=True)
class When(Fact):
    """When to tune a hyperparameter."""

    text: Text


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
        yield CodeName(self.id, "code_name", self.code_name)
        if self.group:
            yield InGroup(self.id, "group", self.group)
        if self.values:
            yield Values(self.id, "values", self.values)
        if self.range:
            yield Range(self.id, "range", self.range)
        for default in self.defaults:
            yield Default(self.id, f"defaults/{default.library}", default.value, default.library)
        yield from self._effects()

    def _effects(self) -> Iterator[Fact]:
        for field, text in (("raising", self.raising), ("lowering", self.lowering)):
            if text:
                yield Effect(self.id, field, text)
        if self.when:
            yield When(self.id, "when", self.when)

    def builds_on(self) -> tuple[str, ...]:
        return (*super().builds_on(), *([self.group] if self.group else []))
