"""All entities of a project, found by id, each with the place where it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from qgen.diagnostics.problems import Span
from qgen.entities.base import Entity
from qgen.entities.values import Reference, Text
from qgen.reading.tree import YamlTree
from qgen.reading.validation import span_at


@dataclass(frozen=True)
class Record:
    """An entity and the tree it was read from."""

    entity: Entity
    tree: YamlTree

    def span(self, *loc: Any, key: bool = False) -> Span:
        """The place of what `loc` leads to inside the entity; of the entity's id without it."""
        return span_at(self.tree, loc or ("id",), key=key)


@dataclass(frozen=True)
class Knowledge:
    """Entities by id, in the order in which the files state them."""

    records: Mapping[str, Record]
    media: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures by the name that figures give them."""

    def __getitem__(self, identifier: str) -> Entity:
        return self.records[identifier].entity

    def entities(self) -> Iterator[Entity]:
        """Every entity, in the order of the files."""
        return (record.entity for record in self.records.values())


def walk(value: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each text and reference inside an entity, with the way to it. Keys of mappings may be references too."""
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                yield from walk(getattr(value, name), (*loc, name))
        case tuple() | list():
            for index, item in enumerate(value):
                yield from walk(item, (*loc, index))
        case dict():
            for key, item in value.items():
                yield from walk(key, (*loc, key))
                yield from walk(item, (*loc, key))
        case Text() | Reference():
            yield loc, value
