"""Concepts one by one, and hyperparameters of a group as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qgen.content.blocks import Blocks, Inline, inlines, joined
from qgen.entities.concept import Concept, Definition, KeyPoint
from qgen.entities.facts import Fact
from qgen.entities.hyperparameter import (
    CodeName,
    Default,
    Effect,
    Hyperparameter,
    InGroup,
    Priority,
    Range,
    Values,
    When,
)
from qgen.entities.qualifiers import PLAIN
from qgen.guide.parts import Part, PartMaker, Telling
from qgen.questions.speaking import told


@dataclass(frozen=True)
class ConceptPart(Part):
    """A concept to read.

    `also` are its other names, `path` the terms above it, `related` links with what each means.
    """

    template = "concept"

    also: tuple[str, ...]
    path: tuple[str, ...]
    level: int
    definition: Blocks
    key_points: tuple[Inline, ...]
    examples: tuple[Inline, ...]
    related: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(what the link means, (id, term) of each concept so linked)."""

    def names(self) -> tuple[str, ...]:
        """The concept itself."""
        return (self.id,)


@dataclass(frozen=True)
class HyperparameterRow:
    """A hyperparameter in the table of its group."""

    id: str
    term: str
    code: str
    order: tuple[Inline, ...]
    """Whether to tune it early or late."""
    definition: Blocks
    facts: tuple[Inline, ...]
    """Values, range, defaults."""
    effects: tuple[Inline, ...]
    """What raising and lowering it does, and when to tune it."""
    points: tuple[Inline, ...]
    examples: tuple[Inline, ...]


@dataclass(frozen=True)
class GroupPart(Part):
    """Hyperparameters of one group as a table."""

    template = "group"
    heads_chapter = True

    definition: Blocks
    rows: tuple[HyperparameterRow, ...]

    def tells(self) -> tuple[str, ...]:
        """The group and its hyperparameters."""
        return (self.id, *(row.id for row in self.rows))

    def names(self) -> tuple[str, ...]:
        """The group and its hyperparameters."""
        return self.tells()


def _parts(concepts: list[Concept], chapter: str, telling: Telling) -> Iterator[Part]:
    """Concepts one by one, but hyperparameters of a group as one table, where the group is told."""
    grouped = {fact.entity: fact.group for fact in telling.base.of(InGroup)}
    here = [concept for concept in concepts if isinstance(concept, Hyperparameter)]
    groups = dict.fromkeys(grouped[one.id] for one in here if one.id in grouped)
    for concept in concepts:
        if isinstance(concept, Hyperparameter):
            if concept.id not in grouped:
                yield _group(concept.id, [concept], telling)
        elif concept.id not in groups:
            yield _concept(concept, telling)
    for group in groups:
        yield _group(group, [one for one in here if grouped.get(one.id) == group], telling)


CONCEPTS = PartMaker(Concept, _parts)


def _concept(concept: Concept, telling: Telling) -> ConceptPart:
    names = telling.names
    path = telling.base.path(concept.id)[:-1]
    return ConceptPart(
        concept.id,
        names.plain_term(concept.id),
        names.sources(concept.id, []),
        also=tuple(names.other_names(concept.id)),
        path=tuple(map(names.plain_term, path)),
        level=concept.level,
        definition=_definition(concept.id, telling),
        key_points=_told(concept.id, (KeyPoint,), telling),
        examples=_examples(concept, telling),
        related=tuple(_links(concept, telling)),
    )


def _examples(concept: Concept, telling: Telling) -> tuple[Inline, ...]:
    return tuple(map(telling.names.inline, concept.examples))


def _links(concept: Concept, telling: Telling) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for how in dict.fromkeys(relation.how for relation in concept.related):
        linked = [relation.to for relation in concept.related if relation.how == how]
        yield telling.words[how], tuple((to, telling.names.plain_term(to)) for to in linked)


def _group(group: str, members: list[Hyperparameter], telling: Telling) -> GroupPart:
    ids = [member.id for member in members]
    return GroupPart(
        group,
        telling.names.plain_term(group),
        telling.names.sources_of((group, *ids)),
        definition=() if ids == [group] else _definition(group, telling),
        rows=tuple(_row(one, telling) for one in ids),
    )


def _row(one: str, telling: Telling) -> HyperparameterRow:
    (code,) = telling.base.stated_by(one, CodeName)
    return HyperparameterRow(
        one,
        telling.names.plain_term(one),
        code.name,
        order=_told(one, (Priority,), telling),
        definition=_definition(one, telling),
        facts=_told(one, (Values, Range, Default), telling),
        effects=_told(one, (Effect, When), telling),
        points=_told(one, (KeyPoint,), telling),
        examples=_examples(telling.base.concept(one), telling),
    )


def _definition(concept: str, telling: Telling) -> Blocks:
    return tuple(block for fact in telling.base.stated_by(concept, Definition) for block in told(fact, telling.names))


def _told(concept: str, kinds: tuple[type[Fact], ...], telling: Telling) -> tuple[Inline, ...]:
    """The facts of some kinds that a concept states, a line each."""
    facts = [fact for kind in kinds for fact in telling.base.stated_by(concept, kind)]
    return tuple(line for fact in facts for line in _lines(fact, telling))


def _lines(fact: Fact, telling: Telling) -> list[Inline]:
    """A fact as it is told; with what limits it in one line."""
    lines = list(inlines(told(fact, telling.table)))
    return lines if fact.qualifiers == PLAIN else [joined(lines, " ")]
