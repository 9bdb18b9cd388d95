"""A taxonomy: a tree over concepts whose every edge says what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from qgen.content.blocks import Blocks, paragraph
from qgen.entities.base import Entity, Fault
from qgen.entities.facts import Edge, Fact, IsA, Teller
from qgen.entities.qualifiers import Qualified, Qualifiers, Strength, StrictModel
from qgen.entities.registry import entity
from qgen.entities.values import ConceptId, Text

EdgeRelation = Literal["is-a", "tunes", "group", "part-of", "built-from"]


class Exclusion(StrictModel):
    """Children of which nothing belongs to two. Their ids alone may be written for it."""

    members: tuple[ConceptId, ...] = Field(description="The children.")
    scope: Text | None = Field(default=None, description="Where they exclude each other; proofs hold there only.")
    strength: Strength = Field(default="always", description="What usually excludes each other proves nothing.")
    why: Text | None = Field(default=None, description="Why they exclude each other; shown where it proves something.")

    def qualifiers(self) -> Qualifiers:
        """What the fact carries of it."""
        return Qualifiers(scope=self.scope, strength=self.strength, why=self.why)


def _as_exclusion(value: Any) -> Any:
    return {"members": value} if isinstance(value, list | tuple) else value


class Node(Qualified):
    """A concept's place in the tree. `relation` is the edge to its parent."""

    concept: ConceptId = Field(description="The concept that stands here.")
    relation: EdgeRelation = Field(
        default="is-a",
        description="`is-a`: a kind of its parent. `group`: a heading, not a kind. `tunes`: a factor of what the group "
        "belongs to. `part-of`: a part of it. "
        "`built-from`: what it is built from, drawn below it, though it is neither a kind nor a part of it.",
    )
    disjoint: tuple[
        Annotated[Exclusion, BeforeValidator(_as_exclusion, json_schema_input_type=list[ConceptId] | Exclusion)], ...
    ] = Field(default=(), description="Sets of children of which nothing belongs to two.")
    complete: bool = Field(
        default=False,
        description="True if the children are all there are: another kind, stated elsewhere, is then an error.",
    )
    children: tuple[
        # _as_node stands further down: the name is looked up when a value comes
        Annotated[Node, BeforeValidator(lambda value: _as_node(value), json_schema_input_type=ConceptId | Node)],  # noqa: PLW0108
        ...,
    ] = Field(default=(), description="What stands right below it; a concept's id alone is a kind of it.")

    def walk(
        self, parent: Node | None = None, loc: tuple[Any, ...] = ()
    ) -> Iterator[tuple[Node, Node | None, tuple[Any, ...]]]:
        """Each node with its parent and its place below this one, parents first."""
        yield self, parent, loc
        for index, child in enumerate(self.children):
            yield from child.walk(self, (*loc, "children", index))


def _as_node(value: Any) -> Any:
    return {"concept": value} if isinstance(value, str) else value


@dataclass(frozen=True)
class Group(Fact):
    """`group` is a heading under `parent`, not a kind of it."""

    prefix = "heading"

    group: str
    parent: str

    @property
    def askable(self) -> bool:
        return False

    def concepts(self) -> tuple[str, ...]:
        return self.group, self.parent

    def explains(self) -> tuple[str, ...]:
        """None: a heading says nothing of what stands below it."""
        return ()

    def edge(self) -> Edge:
        return Edge(self.group, self.parent, self, self.entity)


@dataclass(frozen=True)
class Tunes(Fact):
    """Changing `factor` changes how well `target` does.

    `group` is the heading it stands under, or the target itself.
    """

    prefix = "tunes"

    factor: str
    target: str
    group: str

    def concepts(self) -> tuple[str, ...]:
        return self.factor, self.target, self.group

    def explains(self) -> tuple[str, ...]:
        """None: the tree shows it."""
        return ()

    def edge(self) -> Edge:
        return Edge(self.factor, self.group, self, self.entity)


@dataclass(frozen=True)
class PartOf(Fact):
    """`part` is a part of `whole`, not a kind of it."""

    prefix = "part-of"

    part: str
    whole: str

    def concepts(self) -> tuple[str, ...]:
        return self.part, self.whole

    def explains(self) -> tuple[str, ...]:
        """None: the tree shows it."""
        return ()

    def edge(self) -> Edge:
        return Edge(self.part, self.whole, self, self.entity)


@dataclass(frozen=True)
class BuiltFrom(Fact):
    """`whole` is built from `base`, which is neither a kind nor a part of it."""

    prefix = "built-from"

    base: str
    whole: str

    def concepts(self) -> tuple[str, ...]:
        return self.base, self.whole

    def explains(self) -> tuple[str, ...]:
        return (self.whole,)

    def edge(self) -> Edge:
        return Edge(self.base, self.whole, self, self.entity)

    def tell(self, teller: Teller) -> Blocks:
        return paragraph(teller.say("built-from", base=teller.term(self.base)))


@dataclass(frozen=True)
class Disjoint(Fact):
    """Nothing is a kind of two of the members. It is named by them, in the order of their ids."""

    prefix = "disjoint"

    members: tuple[str, ...]

    @property
    def askable(self) -> bool:
        return False

    def concepts(self) -> tuple[str, ...]:
        return self.members

    def explains(self) -> tuple[str, ...]:
        """None: it is what proofs are made of."""
        return ()


@dataclass(frozen=True)
class Complete(Fact):
    """The children that a taxonomy gives `parent` are all there are."""

    prefix = "complete"

    parent: str

    @property
    def askable(self) -> bool:
        return False

    def concepts(self) -> tuple[str, ...]:
        return (self.parent,)

    def explains(self) -> tuple[str, ...]:
        """None: it is what proofs are made of."""
        return ()


@entity("taxonomies")
class Taxonomy(Entity):
    """A tree over concepts. A child may be written as its concept's id alone."""

    kind: ClassVar[str] = "taxonomy"

    name: Text = Field(description="The title of the tree.")
    root: Node = Field(description="Where the tree begins.")

    def heading(self) -> Text:
        return self.name

    def facts(self) -> Iterator[Fact]:
        parents: dict[str, Node] = {}
        for node, parent, _ in self.root.walk():
            if parent:
                parents[node.concept] = parent
                yield self._edge(node, parent, parents)
            for apart in node.disjoint:
                slot = "/".join(sorted(apart.members))
                yield Disjoint(self.id, apart.members, slot=slot, qualifiers=apart.qualifiers())
            if node.complete:
                yield Complete(self.id, node.concept, slot=node.concept)

    def faults(self) -> Iterator[Fault]:
        seen: set[str] = set()
        for node, _, loc in self.root.walk():
            if node.concept in seen:
                message = f"`{node.concept}` stands in this taxonomy twice"
                yield Fault(("root", *loc, "concept"), "node-twice", message, "keep one; another tree may hold it too")
            seen.add(node.concept)
            children = {child.concept for child in node.children}
            for index, apart in enumerate(node.disjoint):
                if any(set(apart.members) == set(other.members) for other in node.disjoint[:index]):
                    yield Fault(
                        ("root", *loc, "disjoint", index), "fact-twice", "this set stands here twice", "keep one"
                    )
                for place, member in enumerate(apart.members):
                    if member not in children:
                        message = f"`{member}` is not a child of `{node.concept}`"
                        yield Fault(("root", *loc, "disjoint", index, "members", place), "not-a-child", message)

    def _edge(self, node: Node, parent: Node, parents: dict[str, Node]) -> Fact:
        known = node.qualifiers()
        match node.relation:
            case "is-a":
                return IsA(self.id, node.concept, parent.concept, slot=node.concept, qualifiers=known)
            case "group":
                return Group(self.id, node.concept, parent.concept, slot=node.concept, qualifiers=known)
            case "part-of":
                return PartOf(self.id, node.concept, parent.concept, slot=node.concept, qualifiers=known)
            case "built-from":
                return BuiltFrom(self.id, node.concept, parent.concept, slot=node.concept, qualifiers=known)
            case "tunes":
                heading = parent.relation == "group" and parent.concept in parents
                target = parents[parent.concept] if heading else parent
                return Tunes(self.id, node.concept, target.concept, parent.concept, slot=node.concept, qualifiers=known)
