"""A concept: a term and what is to be known about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from qgen.content.blocks import Blocks, paragraph
from qgen.entities.base import Entity, Fault
from qgen.entities.facts import Fact, IsA, Teller, Trait
from qgen.entities.qualifiers import Extent, Qualified, Stated
from qgen.entities.registry import entity
from qgen.entities.values import Alias, ConceptId, Id, Line, Text


class Relation(Qualified):
    """A typed link to another concept."""

    to: ConceptId = Field(description="The other concept.")
    how: Literal["prerequisite", "contrasts-with", "part-of", "example-of", "see-also"] = Field(
        description="With `prerequisite` and `example-of` the other concept comes first in every deck; "
        "`example-of` says that it is a kind of the other, where no taxonomy does."
    )
    axis: Text | None = Field(
        default=None, description="With `contrasts-with`: in what the two differ, as `the size of the step`."
    )
    difference: Text | None = Field(
        default=None, description="With `contrasts-with`: the difference in a sentence; without it nothing is asked."
    )


def _of_the_term(value: Any) -> Any:
    return {"": value} if isinstance(value, str) else value


@dataclass(frozen=True)
class Definition(Trait):
    """What a concept is."""

    prefix = "definition"

    text: Text

    def explains(self) -> tuple[str, ...]:
        """None: it is the explanation."""
        return ()


@dataclass(frozen=True)
class KeyPoint(Trait):
    """Something else that is true of a concept."""

    prefix = "key_points"

    text: Text

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.inline(self.text))


@dataclass(frozen=True)
class Related(Fact):
    """A typed link from one concept to another."""

    prefix = "related"

    to: str
    how: str
    axis: Text | None = None
    difference: Text | None = None

    @property
    def askable(self) -> bool:
        """A contrast in words; what two concepts are is asked by their definitions."""
        return self.difference is not None

    def concepts(self) -> tuple[str, ...]:
        return self.entity, self.to

    def explains(self) -> tuple[str, ...]:
        """None: it leads on to what is asked next."""
        return ()


@entity("concepts")
class Concept(Entity):
    """A term with its definition, key points and links."""

    kind: ClassVar[str] = "concept"

    term: Text = Field(description="The name, in each language.")
    aliases: tuple[Alias, ...] = Field(
        default=(), description="Other names and abbreviations; the first is shown beside the term."
    )
    reading: Annotated[
        dict[str, Line], BeforeValidator(_of_the_term, json_schema_input_type=Line | dict[str, Line])
    ] = Field(
        default={},
        description="How the Korean term is read aloud, in Hangul, if it is not written so (for particles): "
        "one reading, or a mapping from each written form to its reading.",
    )
    scope: Text | None = Field(
        default=None,
        description="The field in which the term is meant, where another concept is called so too: shown behind it.",
    )
    members: Extent = Field(
        default="open",
        description="Of a group of hyperparameters: `complete` if those of the base are all there are. "
        "`coined` if it is a heading of your own, which orders the base and is never asked.",
    )
    definition: Stated | None = Field(
        default=None, description="What it is, in one or two sentences that do not name the term."
    )
    key_points: dict[Id, Stated] = Field(default={}, description="What else is to be known: id -> one fact.")
    examples: tuple[Text, ...] = Field(default=(), description="Instances of it, for the study guide.")
    related: tuple[Relation, ...] = Field(default=(), description="Links to other concepts.")

    def facts(self) -> Iterator[Fact]:
        if self.definition:
            yield Definition(self.id, self.definition.text, qualifiers=self.definition.qualifiers())
        for point, said in self.key_points.items():
            yield KeyPoint(self.id, said.text, slot=point, qualifiers=said.qualifiers())
        for relation in self.related:
            if relation.how == "example-of":
                yield IsA(self.id, self.id, relation.to, slot=relation.to, qualifiers=relation.qualifiers())
            else:
                yield Related(
                    self.id,
                    relation.to,
                    relation.how,
                    relation.axis,
                    relation.difference,
                    slot=f"{relation.how}/{relation.to}",
                    qualifiers=relation.qualifiers(),
                )

    def faults(self) -> Iterator[Fault]:
        links = [(relation.to, relation.how) for relation in self.related]
        for place, (to, how) in enumerate(links):
            if (to, how) in links[:place]:
                yield Fault(("related", place, "to"), "fact-twice", f"`{to}` is linked by `{how}` twice", "keep one")

    def about_concepts(self) -> tuple[str, ...]:
        return (self.id,)

    def builds_on(self) -> tuple[str, ...]:
        return tuple(relation.to for relation in self.related if relation.how in ("prerequisite", "example-of"))
