"""A hyperparameter: a concept that a person sets before training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from qgen.content.blocks import Blocks, joined, paragraph
from qgen.entities.base import Fault
from qgen.entities.concept import Concept
from qgen.entities.facts import Edge, Fact, Teller, Trait
from qgen.entities.qualifiers import Extent, Qualified, Stated, Statement
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Line, Text


class DefaultEntry(Qualified):
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
    library: str | None = None
    also: tuple[str, ...] = ()

    @property
    def one_angle(self) -> bool:
        """Where no library is named, it is not to be typed."""
        return self.library is None

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
    """Values that a hyperparameter takes; more may exist unless they are `complete`."""

    prefix = "values"

    values: tuple[Text, ...]
    extent: str = "open"

    @property
    def askable(self) -> bool:
        """Sorts of the author's own say nothing that could be right or wrong."""
        return self.extent != "coined"

    @property
    def one_angle(self) -> bool:
        """An open list can be asked for some of it only."""
        return self.extent != "complete"

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
    code_library: Line | None = Field(
        default=None,
        description="Where it is called so, such as `PyTorch torch.optim.SGD`; only then it is to be typed.",
    )
    code_accepts: tuple[Line, ...] = Field(
        default=(), description="What else it is called there: right as well when it is typed."
    )
    group: ConceptId | None = Field(default=None, description="The concept that names its group.")
    values: tuple[Text, ...] = Field(default=(), description="Values it takes, if they are few or named.")
    values_are: Extent = Field(
        default="open",
        description="`complete` if there are no other values: only then the list is asked as a whole. `coined` if they "
        "are sorts of your own, which are never asked.",
    )
    range: Stated | None = Field(default=None, description="The usual range, if it is a number.")
    defaults: tuple[DefaultEntry, ...] = Field(
        default=(), description="What libraries use when it is not given; one entry for each library."
    )
    raising: Stated | None = Field(default=None, description="What raising it does.")
    lowering: Stated | None = Field(default=None, description="What lowering it does.")
    when: Stated | None = Field(default=None, description="When to tune it.")
    priority: int | None = Field(default=None, ge=1, le=5, description="1 tune first … 5 tune last.")

    def facts(self) -> Iterator[Fact]:
        yield from super().facts()
        yield CodeName(self.id, self.code_name, self.code_library, self.code_accepts)
        if self.group:
            yield InGroup(self.id, self.group)
        if self.values:
            yield Values(self.id, self.values, self.values_are)
        yield from self._said(Range, self.range)
        for default in self.defaults:
            yield Default(self.id, default.value, default.library, slot=default.slot, qualifiers=default.qualifiers())
        yield from self._said(Raising, self.raising)
        yield from self._said(Lowering, self.lowering)
        yield from self._said(When, self.when)
        if self.priority:
            yield Priority(self.id, self.priority)

    def _said(self, kind: type[Range | Effect | When], said: Statement | None) -> Iterator[Fact]:
        if said:
            yield kind(self.id, said.text, qualifiers=said.qualifiers())

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
