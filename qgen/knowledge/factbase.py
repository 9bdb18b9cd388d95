"""All facts of a knowledge base, with what follows from them.

Patterns ask it; they never see YAML or entities' files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from qgen.diagnostics.problems import Span
from qgen.entities.base import Entity
from qgen.entities.concept import Concept, Definition, Related
from qgen.entities.facts import Edge, Fact, IsA
from qgen.entities.figure import Figure
from qgen.entities.source import Source
from qgen.entities.values import Text
from qgen.knowledge.records import Knowledge
from qgen.language.similarity import folded

F = TypeVar("F", bound=Fact)
T = TypeVar("T")


@dataclass(frozen=True)
class Members:
    """What a parent holds, in the base's order.

    `relation` is the taxonomy's id, or `group` for hyperparameter groups.
    """

    parent: str
    relation: str
    edges: tuple[Edge, ...]


class FactBase:
    """Facts by type and by entity, names of concepts, and the trees that the facts make."""

    def __init__(self, knowledge: Knowledge):
        self._knowledge = knowledge
        self._above: dict[str, set[str]] = {}
        self._paths: dict[str, tuple[str, ...]] = {}
        self._indexes: dict[tuple[type[Fact], str], dict[object, list[Fact]]] = {}
        self._made: dict[Callable[[FactBase], Any], Any] = {}
        self.facts: tuple[Fact, ...] = tuple(fact for entity in knowledge.entities() for fact in entity.facts())

    def of(self, kind: type[F]) -> Iterator[F]:
        """Every fact of a class or a class below it, in the base's order."""
        return iter(self._by_type[kind])  # type: ignore[arg-type]

    def where(self, kind: type[F], field: str, value: object) -> list[F]:
        """The facts of a type of which a field has a value, in the base's order."""
        if (kind, field) not in self._indexes:
            index: dict[object, list[Fact]] = defaultdict(list)
            for fact in self.of(kind):
                index[getattr(fact, field)].append(fact)
            self._indexes[kind, field] = index
        return list(self._indexes[kind, field].get(value, ()))  # type: ignore[arg-type]

    def once(self, make: Callable[[FactBase], T]) -> T:
        """What a function makes of the base, made once however often it is asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def stated_by(self, entity: str, kind: type[F]) -> list[F]:
        """The facts of a class, or a class below it, that an entity states."""
        return list(self._stated.get((entity, kind), ()))  # type: ignore[arg-type]

    def entity(self, identifier: str) -> Entity:
        """The entity with an id. KeyError if there is none."""
        return self._knowledge[identifier]

    def entities(self) -> Iterator[Entity]:
        """Every entity, in the base's order."""
        return self._knowledge.entities()

    def place(self, identifier: str) -> int:
        """Where an entity stands in the base's order, from 0. KeyError if there is none."""
        return self._places[identifier]

    def concept(self, identifier: str) -> Concept:
        """The concept or hyperparameter with an id."""
        entity = self._knowledge[identifier]
        assert isinstance(entity, Concept)
        return entity

    def source(self, identifier: str) -> Source:
        """The source with an id."""
        entity = self._knowledge[identifier]
        assert isinstance(entity, Source)
        return entity

    def figure(self, identifier: str) -> tuple[Figure, bytes]:
        """A figure and its picture."""
        entity = self._knowledge[identifier]
        assert isinstance(entity, Figure)
        return entity, self._knowledge.media[entity.file]

    @property
    def media(self) -> Mapping[str, bytes]:
        """Pictures and sounds by name."""
        return self._knowledge.media

    def span(self, entity: str, *loc: object) -> Span:
        """The place of an entity, or of what `loc` leads to in it."""
        return self._knowledge.records[entity].span(*loc)

    def members(self) -> list[Members]:
        """Every parent with what stands right below it: by taxonomy, then by group of hyperparameters."""
        return list(self._members)

    def path(self, concept: str) -> tuple[str, ...]:
        """Ids from the root of the taxonomies down to the concept, itself included; alone if it stands in none."""
        if concept not in self._paths:
            path = [concept]
            while (parent := self._parent.get(path[-1])) and parent not in path:
                path.append(parent)
            self._paths[concept] = tuple(reversed(path))
        return self._paths[concept]

    def around(self, concept: str) -> Iterator[list[str]]:
        """The concepts that hang together with one in the trees: those one step away, then those two steps away …"""
        met = {concept}
        near = [concept]
        while near:
            steps = (self._parent.get(one) for one in near)
            reached = [*filter(None, steps), *(child for one in near for child in self._children.get(one, ()))]
            near = [one for one in dict.fromkeys(reached) if one not in met]
            met.update(near)
            if near:
                yield near

    def ancestors(self, concept: str) -> set[str]:
        """Everything that the concept is a kind of, near or far."""
        if concept not in self._above:
            self._above[concept] = self._all_above(concept)
        return self._above[concept]

    def _all_above(self, concept: str) -> set[str]:
        found: set[str] = set()
        waiting = [concept]
        while waiting:
            for parent in self._kinds_of[waiting.pop()] - found:
                found.add(parent)
                waiting.append(parent)
        return found

    def builds_on(self, identifier: str) -> set[str]:
        """The entities that come before this one in every deck."""
        before = set(self._knowledge[identifier].builds_on())
        parent = self._parent.get(identifier)
        return (before | ({parent} if parent else set())) - {identifier}

    def explaining(self, concept: str) -> list[Fact]:
        """The facts that help to explain a concept, in the base's order."""
        return list(self._explaining.get(concept, ()))

    def is_coined(self, concept: str) -> bool:
        """Whether it is a heading of the author's own, which orders the base and is never asked."""
        return concept in self._coined

    def is_askable(self, fact: Fact) -> bool:
        """Whether a fact is something to be known, and speaks of no coined heading."""
        return fact.askable and not self.asks_of_coined(fact.id)

    def asks_of_coined(self, fact: str) -> bool:
        """Whether the fact with an id speaks of a coined heading."""
        return bool(self._coined) and fact in self._of_coined

    @cached_property
    def _coined(self) -> frozenset[str]:
        concepts = (entity for entity in self.entities() if isinstance(entity, Concept))
        return frozenset(concept.id for concept in concepts if concept.members == "coined")

    @cached_property
    def _of_coined(self) -> frozenset[str]:
        return frozenset(fact.id for fact in self.facts if not self._coined.isdisjoint(fact.concepts()))

    def links(self, concept: str) -> list[str]:
        """The concepts that it is linked to by its author's word, in the order written."""
        return [fact.to for fact in self.stated_by(concept, Related)]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {entity.id: place for place, entity in enumerate(self.entities())}

    @cached_property
    def _members(self) -> tuple[Members, ...]:
        found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for edge in self._all_edges:
            found[edge.parent, edge.tree or "group"].append(edge)
        return tuple(Members(parent, relation, tuple(edges)) for (parent, relation), edges in found.items())

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge of every taxonomy, in the order written."""
        return tuple(edge for edge in self._all_edges if edge.tree)

    @cached_property
    def _all_edges(self) -> tuple[Edge, ...]:
        """Those of taxonomies first, then those of groups: where a concept stands in both, the tree places it."""
        edges = [edge for fact in self.facts if (edge := fact.edge())]
        return tuple(sorted(edges, key=lambda edge: edge.tree is None))

    @cached_property
    def _by_type(self) -> dict[type[Fact], list[Fact]]:
        by_type: dict[type[Fact], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            for kind in _classes(fact):
                by_type[kind].append(fact)
        return by_type

    @cached_property
    def _stated(self) -> dict[tuple[str, type[Fact]], list[Fact]]:
        stated: dict[tuple[str, type[Fact]], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            for kind in _classes(fact):
                stated[fact.entity, kind].append(fact)
        return stated

    @cached_property
    def _explaining(self) -> dict[str, list[Fact]]:
        explaining: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            for concept in dict.fromkeys(fact.explains()):
                explaining[concept].append(fact)
        return explaining

    @cached_property
    def _parent(self) -> dict[str, str]:
        """One parent for each concept: the first taxonomy that holds it says which; a group serves those in none."""
        parents: dict[str, str] = {}
        for edge in self._all_edges:
            parents.setdefault(edge.child, edge.parent)
        return parents

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for child, parent in self._parent.items():
            children[parent].append(child)
        return dict(children)

    @cached_property
    def _kinds_of(self) -> dict[str, set[str]]:
        kinds: dict[str, set[str]] = defaultdict(set)
        for fact in self.of(IsA):
            kinds[fact.child].add(fact.parent)
        return kinds


def _classes(fact: Fact) -> list[type[Fact]]:
    """The class of a fact and those above it."""
    return [kind for kind in type(fact).__mro__ if issubclass(kind, Fact)]


def twins(definitions: Iterable[Definition], languages: Iterable[str]) -> set[str]:
    """The ids of those facts whose text reads the same as another's in any of the languages."""
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    spoken = tuple(languages)
    for fact in definitions:
        for code in spoken:
            if fact.text.has(code):
                alike[code, folded(fact.text[code])].add(fact.id)
    return set().union(*(ids for ids in alike.values() if len(ids) > 1))


def same_text(one: Text, other: Text, languages: Iterable[str]) -> bool:
    """Whether two texts read the same in any of the languages."""
    return any(one.has(code) and other.has(code) and folded(one[code]) == folded(other[code]) for code in languages)
