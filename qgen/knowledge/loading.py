"""From YAML files to the knowledge that they state: each entity read, and what is wrong with them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from qgen.diagnostics.problems import Problem, did_you_mean, errors
from qgen.entities import EntityKind, entity_kinds
from qgen.knowledge.contradictions import contradictions
from qgen.knowledge.media_checks import kept_notes, note_types, pictures
from qgen.knowledge.records import Knowledge, Record
from qgen.knowledge.references import unresolved
from qgen.reading.tree import YamlList, YamlMapping, YamlScalar, YamlTree, read_tree
from qgen.reading.validation import proposed_id, validate
from qgen.registration.blame import add_place, run_fault

_ID = re.compile(rb"id:[ \t]*[\"']?([A-Za-z0-9._-]+)")


def read_knowledge(
    files: Mapping[str, bytes], media: Mapping[str, bytes] | None = None
) -> tuple[Knowledge, list[Problem]]:
    """The knowledge that YAML files state.

    `files` maps each path, as messages show it, to its bytes, `media` the names of pictures to theirs.
    """
    problems: list[Problem] = []
    records: dict[str, Record] = {}
    broken: set[str] = set()
    for path, source in sorted(files.items()):
        stated = _stated(path, source)
        problems += stated.problems
        broken |= stated.broken
        for record in stated.records:
            first = records.setdefault(record.entity.id, record)
            problems += [] if first is record else [_duplicate(record, first)]
    failed = _failed(records)
    problems += failed.values()
    records = {identifier: record for identifier, record in records.items() if identifier not in failed}
    broken |= failed.keys()
    problems += unresolved(records, broken)
    problems += (problem for record in records.values() for problem in _faults(record))
    problems += pictures(records, broken, media or {})
    problems += kept_notes(records, media or {})
    problems += note_types(records)
    problems += _cycles(records) if not errors(problems) else []
    problems += contradictions(records) if not errors(problems) else []
    return Knowledge(records, media or {}), problems


@dataclass(frozen=True)
class _Stated:
    """The entities that a file, or a key in it, states.

    `broken` are the ids of those that can't be read, or not whole.
    """

    records: tuple[Record, ...] = ()
    broken: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def together(cls, parts: Iterable[_Stated]) -> _Stated:
        every = list(parts)
        return cls(
            tuple(record for part in every for record in part.records),
            frozenset().union(*(part.broken for part in every)),
            tuple(problem for part in every for problem in part.problems),
        )


def _stated(path: str, source: bytes) -> _Stated:
    """What a file states."""
    tree, problems = read_tree(path, source)
    if tree is None:
        return _Stated(broken=_ids_typed(source), problems=tuple(problems))
    if isinstance(tree, YamlMapping):
        return _Stated.together((_Stated(problems=tuple(problems)), *(_stated_under(key, tree) for key in tree.values)))
    keys = ", ".join(f"`{key}:`" for key in entity_kinds())
    wrong = Problem.error("value", "expected entities under their keys", at=tree.span, hint=f"keys: {keys}")
    return _Stated(problems=(*problems, wrong))


def _stated_under(key: str, tree: YamlMapping) -> _Stated:
    """What stands under one of a file's keys."""
    kind, listed, place = entity_kinds().get(key), tree.values[key], tree.keys[key].span
    if kind is None:
        hint = did_you_mean(key, entity_kinds())
        unknown = Problem.error("unknown-key", f"unknown key `{key}`", at=place, hint=hint)
        return _Stated(broken=_ids_under(listed), problems=(unknown,))
    if isinstance(listed, YamlList):
        return _Stated.together(_entity(kind, item) for item in listed.items)
    if isinstance(listed, YamlScalar) and listed.value is None:
        return _Stated()
    hint = f"start each {kind.name} with `- id: …`"
    return _Stated(problems=(Problem.error("value", f"expected a list under `{key}`", at=place, hint=hint),))


def _entity(kind: EntityKind, item: YamlTree) -> _Stated:
    """One entity, if it can be read."""
    entity, problems = validate(kind.model, item)
    identifier = item.values.get("id") if isinstance(item, YamlMapping) else None
    broken: set[str] = set()
    if problems and isinstance(identifier, YamlScalar):
        broken = {str(identifier.value), proposed_id(str(identifier.value))}
    records = () if entity is None else (Record(entity, item),)
    return _Stated(records, frozenset(broken), tuple(problems))


def _ids_typed(source: bytes) -> frozenset[str]:
    """The ids in a file that can't be read."""
    starts = (line.lstrip(b" \t-{") for line in source.split(b"\n"))
    return frozenset(found[1].decode() for start in starts if (found := _ID.match(start)))


def _ids_under(listed: YamlTree) -> frozenset[str]:
    """The ids of what is listed under a key that does not exist: to refer to them is no fault of its own."""
    items = listed.items if isinstance(listed, YamlList) else []
    ids = (item.values.get("id") for item in items if isinstance(item, YamlMapping))
    return frozenset(str(identifier.value) for identifier in ids if isinstance(identifier, YamlScalar))


def _duplicate(record: Record, first: Record) -> Problem:
    hint = f"the first is at {first.span()}"
    return Problem.error("duplicate-id", f"duplicate id `{record.entity.id}`", at=record.span(), hint=hint)


def _failed(records: dict[str, Record]) -> dict[str, Problem]:
    """The entities of third parties that fail to state their facts, by their ids: they are no fault of the base."""
    failed: dict[str, Problem] = {}
    for identifier, record in records.items():
        try:
            any(record.entity.faults()) or [fact.id for fact in record.entity.facts()]
        except Exception as error:
            what, module = f"the {record.entity.kind} `{identifier}`", type(record.entity).__module__
            fault = run_fault(error, what, module)
            if not fault:
                add_place(error, what, module)
                raise
            failed[identifier] = fault
    return failed


def _faults(record: Record) -> Iterator[Problem]:
    """What an entity finds wrong with itself; if that is nothing, facts of it that could not be told apart."""
    faults = list(record.entity.faults())
    for fault in faults:
        yield Problem.error(fault.code, fault.message, at=record.span(*fault.loc), hint=fault.hint)
    ids = Counter(fact.id for fact in record.entity.facts()) if not faults else Counter[str]()
    for identifier in (identifier for identifier, times in ids.items() if times > 1):
        yield Problem.error("fact-twice", f"two facts are called `{identifier}`", at=record.span(), hint=TWICE)


TWICE = "state it once; a class of facts of which an entity may state several gives each a `slot` of its own"


def _cycles(records: dict[str, Record]) -> list[Problem]:
    """Concepts that build on each other in a circle could be learnt in no order."""
    graph = {identifier: record.entity.builds_on() for identifier, record in records.items()}
    own = {identifier: [other for other in others if other != identifier] for identifier, others in graph.items()}
    try:
        TopologicalSorter(own).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        names = " → ".join(f"`{identifier}`" for identifier in circle)
        message = f"these build on each other in a circle: {names}"
        return [
            Problem.error(
                "cycle", message, at=records[circle[0]].span(), hint="turn one `prerequisite` into `see-also`"
            )
        ]
    return []
