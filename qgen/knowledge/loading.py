"""All entities of a project, found by id, with every reference resolved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pydantic import BaseModel

from qgen.content.markup import figures_in
from qgen.content.pictures import fault_of
from qgen.diagnostics.problems import Problem, Span, did_you_mean, errors
from qgen.entities import EntityKind, entity_kinds
from qgen.entities.base import Entity
from qgen.entities.figure import Figure
from qgen.entities.note import KeptNote, media_in
from qgen.entities.note_type import KeptNoteType
from qgen.entities.values import Reference, Text
from qgen.knowledge.completeness import outsiders
from qgen.reading.tree import MAX_BYTES, YamlList, YamlMapping, YamlScalar, YamlTree, read_tree
from qgen.reading.validation import proposed_id, span_at, validate
from qgen.registration.blame import run_fault

_ID = re.compile(rb"id:[ \t]*[\"']?([A-Za-z0-9._-]+)")


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
    problems += _unresolved(records, broken)
    problems += (problem for record in records.values() for problem in _faults(record))
    problems += _pictures(records, broken, media or {})
    problems += _kept_notes(records, media or {})
    problems += _note_types(records)
    problems += _cycles(records) if not errors(problems) else []
    problems += _contradictions(records) if not errors(problems) else []
    return Knowledge(records, media or {}), problems


def missing_translations(knowledge: Knowledge, languages: Iterable[str]) -> list[Problem]:
    """A problem for each text that lacks one of the languages."""
    return [
        Problem.error(
            "missing-translation", f"no `{language}` text", at=record.span(*loc, key=True), hint=f"add `{language}: …`"
        )
        for record in knowledge.records.values()
        for loc, value in _walk(record.entity)
        if isinstance(value, Text) and value.every_language
        for language in languages
        if not value.has(language)
    ]


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
            any(record.entity.faults()) or list(record.entity.facts())
        except Exception as error:
            fault = run_fault(error, f"the {record.entity.kind} `{identifier}`", type(record.entity).__module__)
            if not fault:
                raise
            failed[identifier] = fault
    return failed


def _unresolved(records: dict[str, Record], broken: set[str]) -> Iterator[Problem]:
    """References to nothing. One to an entity that can't be read is no fault of its own."""
    sound = (record.entity for record in records.values() if not any(record.entity.faults()))
    facts = {fact.id for entity in sound for fact in entity.facts()}
    broken = broken | {identifier for identifier, record in records.items() if any(record.entity.faults())}
    for record in records.values():
        for loc, value in _walk(record.entity):
            if isinstance(value, Reference) and (value not in broken or value in records):
                yield from _unknown(value, record.span(*loc, key=loc[-1:] == (value,)), records)
        for place, old in enumerate(record.entity.was):
            if old in records:
                hint = "an id that was given up is never used again"
                yield Problem.error(
                    "id-in-use", f"`{old}` is the id of another entity", at=record.span("was", place), hint=hint
                )
        for loc, fact in record.entity.cited_facts():
            if fact not in facts and fact.split("#")[0] not in broken:
                yield Problem.error(
                    "unknown-fact", f"no fact `{fact}`", at=record.span(*loc), hint=_near_fact(fact, facts)
                )


def _unknown(reference: Reference, span: Span, records: dict[str, Record]) -> Iterator[Problem]:
    found = records.get(reference)
    names = " or ".join(reference.targets)
    if found is None:
        known = [identifier for identifier, record in records.items() if record.entity.kind in reference.targets]
        hint = did_you_mean(reference, known) or (
            None if known else f"list it under `{_entity_key(reference.targets[0])}:`"
        )
        yield Problem.error("unknown-reference", f"no {names} `{reference}`", at=span, hint=hint)
    elif found.entity.kind not in reference.targets:
        yield Problem.error(
            "unknown-reference", f"expected a {names}, found the {found.entity.kind} `{reference}`", at=span
        )


def _entity_key(kind: str) -> str:
    """The top-level key under which entities of a kind stand."""
    return next(one.key for one in entity_kinds().values() if one.name == kind)


def _near_fact(fact: str, facts: set[str]) -> str | None:
    """The fact that was meant: one of the same entity whose own name is the one cited, or whose id looks like it."""
    entity, _, field = fact.partition("#")
    own = sorted(known for known in facts if known.startswith(f"{entity}#"))
    named = [known for known in own if known.endswith(f"/{field.rpartition('/')[2].replace(' ', '-')}")]
    if len(named) == 1:
        return f"did you mean `{named[0]}`? What kind of fact it is stands first"
    return did_you_mean(fact, own or facts)


def _faults(record: Record) -> Iterator[Problem]:
    """What an entity finds wrong with itself; if that is nothing, facts of it that could not be told apart."""
    faults = list(record.entity.faults())
    for fault in faults:
        yield Problem.error(fault.code, fault.message, at=record.span(*fault.loc), hint=fault.hint)
    ids = Counter(fact.id for fact in record.entity.facts()) if not faults else Counter[str]()
    for identifier in (identifier for identifier, times in ids.items() if times > 1):
        yield Problem.error("fact-twice", f"two facts are called `{identifier}`", at=record.span(), hint="keep one")


def _pictures(records: dict[str, Record], broken: set[str], media: Mapping[str, bytes]) -> Iterator[Problem]:
    """Figures without a picture, pictures without a figure, and texts that show what is no figure."""
    figures = {identifier: record.entity for identifier, record in records.items() if isinstance(record.entity, Figure)}
    for identifier, figure in figures.items():
        span = records[identifier].span("file")
        if figure.file not in media:
            yield Problem.error(
                "no-picture",
                f"no picture `{figure.file}` in source/media/",
                at=span,
                hint=did_you_mean(figure.file, media) or "put it there",
            )
        elif fault := fault_of(figure.file, media[figure.file]):
            yield Problem.error(
                "bad-picture", f"`{figure.file}` can't be used: {fault}", at=span, hint="save it again as PNG"
            )
    for name in (
        sorted(media.keys() - {figure.file for figure in figures.values()} - _media_of_notes(records))
        if not broken
        else ()
    ):
        yield Problem.warning(
            "unused-picture", f"no figure uses source/media/{name}", hint="add it under `figures:`, or delete it"
        )
    for record in records.values():
        for loc, value in _walk(record.entity):
            for language in value.languages() if isinstance(value, Text) else ():
                for shown in figures_in(value[language]) if value.has(language) else ():
                    if shown not in figures and shown not in broken:
                        hint = did_you_mean(shown, figures) or "`![](id)` shows a figure, which `figures:` lists"
                        yield Problem.error(
                            "unknown-reference", f"no figure `{shown}`", at=record.span(*loc, language), hint=hint
                        )


def _kept_notes(records: dict[str, Record], media: Mapping[str, bytes]) -> Iterator[Problem]:
    """Notes of imported decks that Anki would take for one, and files that they show and that are not there."""
    owners: dict[str, str] = {}
    for identifier, record in records.items():
        if not isinstance(note := record.entity, KeptNote):
            continue
        first = owners.setdefault(note.guid, identifier)
        if first != identifier:
            hint = "a guid is one note's own: leave the copy out, or write facts"
            yield Problem.error(
                "duplicate-guid", f"`{first}` has the guid `{note.guid}` as well", at=record.span("guid"), hint=hint
            )
        for name, html in note.fields.items():
            for shown in sorted(media_in(html) - media.keys()):
                if not re.match(r"[a-z]+:|//", shown, re.IGNORECASE):
                    hint = did_you_mean(shown, media) or "put it there"
                    yield Problem.warning(
                        "no-picture", f"no file `{shown}` in source/media/", at=record.span("fields", name), hint=hint
                    )
            for shown in sorted(media_in(html) & media.keys()):
                if len(media[shown]) > MAX_BYTES:
                    yield Problem.error(
                        "file-too-large",
                        f"source/media/{shown} is larger than {MAX_BYTES // 10**6} MB",
                        at=record.span("fields", name),
                        hint="make it smaller",
                    )


def _note_types(records: dict[str, Record]) -> Iterator[Problem]:
    """Note types of imported decks that Anki would take for one, though they are not alike.

    Two decks that were imported may bring the same note type: copies that are alike do no harm.
    """
    owners: dict[int, KeptNoteType] = {}
    for record in records.values():
        if isinstance(kept := record.entity, KeptNoteType):
            first = owners.setdefault(kept.anki_id, kept)
            if _as_anki_sees_it(first) != _as_anki_sees_it(kept):
                hint = "give both the same fields, templates and styles, or leave one out"
                message = f"`{first.id}` is Anki's note type {kept.anki_id} as well, and is not the same"
                yield Problem.error("duplicate-note-type", message, at=record.span("anki_id"), hint=hint)


def _as_anki_sees_it(kept: KeptNoteType) -> dict[str, object]:
    return kept.model_dump(exclude=set(Entity.model_fields))


def _media_of_notes(records: dict[str, Record]) -> set[str]:
    """The names of files that notes of imported decks show, in templates and styles of their note types too."""
    texts: list[str] = []
    for entity in (record.entity for record in records.values()):
        if isinstance(entity, KeptNote):
            texts += entity.fields.values()
        elif isinstance(entity, KeptNoteType):
            texts += [entity.css, *(side for template in entity.templates for side in (template.front, template.back))]
    return set().union(*map(media_in, texts))


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


def _contradictions(records: dict[str, Record]) -> list[Problem]:
    """Kinds of a concept that a tree leaves out, though it says that it has them all."""
    facts = (fact for record in records.values() for fact in record.entity.facts())
    return [
        Problem.error(
            "contradiction",
            f"`{kind.child}` is a kind of `{kind.parent}`, and `{complete.entity}` says that it has all of them",
            at=records[kind.entity].span(),
            hint=f"add it there, or drop `complete` at `{kind.parent}`",
        )
        for kind, complete in outsiders(facts)
    ]


def _walk(value: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each text and reference inside an entity, with the way to it. Keys of mappings may be references too."""
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                yield from _walk(getattr(value, name), (*loc, name))
        case tuple() | list():
            for index, item in enumerate(value):
                yield from _walk(item, (*loc, index))
        case dict():
            for key, item in value.items():
                yield from _walk(key, (*loc, key))
                yield from _walk(item, (*loc, key))
        case Text() | Reference():
            yield loc, value
