"""What entities name that is not there: other entities, facts, texts in a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qgen.diagnostics.problems import Problem, Span, did_you_mean
from qgen.entities import entity_kinds
from qgen.entities.values import Reference, Text
from qgen.knowledge.records import Knowledge, Record, walk


def missing_translations(knowledge: Knowledge, languages: Iterable[str]) -> list[Problem]:
    """A problem for each text that lacks one of the languages."""
    return [
        Problem.error(
            "missing-translation", f"no `{language}` text", at=record.span(*loc, key=True), hint=f"add `{language}: …`"
        )
        for record in knowledge.records.values()
        for loc, value in walk(record.entity)
        if isinstance(value, Text) and value.every_language
        for language in languages
        if not value.has(language)
    ]


def unresolved(records: dict[str, Record], broken: set[str]) -> Iterator[Problem]:
    """References to nothing. One to an entity that can't be read is no fault of its own."""
    sound = (record.entity for record in records.values() if not any(record.entity.faults()))
    facts = {fact.id for entity in sound for fact in entity.facts()}
    broken = broken | {identifier for identifier, record in records.items() if any(record.entity.faults())}
    for record in records.values():
        for loc, value in walk(record.entity):
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
