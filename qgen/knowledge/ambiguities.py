"""What reads the same in a language and is not the same: names of two concepts, texts that differ elsewhere.

Takes the records of a base that is sound in itself, gives problems, each with both places. Learners read names and
texts in one language, so that what reads the same in one of them counts as the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qgen.diagnostics.problems import Problem, Span
from qgen.entities.concept import Concept
from qgen.entities.hyperparameter import Hyperparameter
from qgen.entities.rule import Rule
from qgen.entities.values import Text
from qgen.knowledge.records import Record
from qgen.language.languages import FALLBACK
from qgen.language.similarity import folded, unspaced

Records = Mapping[str, Record]

_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")  # between letters, where some write it and others don't


def ambiguities(records: Records) -> Iterator[Problem]:
    """Every ambiguity of a base: an error where a learner could not tell what is asked, else a warning."""
    yield from _names(records)
    yield from _code_names(records)
    yield from _one_language_only(records)


@dataclass(frozen=True)
class _Name:
    """A name of a concept in one language, and where it stands."""

    record: Record
    concept: Concept
    language: str
    written: str
    loc: tuple[Any, ...]

    @property
    def span(self) -> Span:
        return self.record.span(*self.loc)


def _names(records: Records) -> Iterator[Problem]:
    """Names of two concepts that no word tells apart."""
    bearers: dict[tuple[str, str], list[_Name]] = defaultdict(list)
    told: set[frozenset[str]] = set()
    for record in records.values():
        if isinstance(record.entity, Concept):
            for name in _names_of(record.entity, record):
                same = bearers[name.language, _HYPHEN.sub("", unspaced(name.written))]
                for first in same:
                    pair = frozenset((first.concept.id, name.concept.id))
                    if len(pair) == 2 and pair not in told and not _scoped_apart(first, name):
                        told.add(pair)
                        yield _ambiguous(name, first)
                if name.concept.id not in {one.concept.id for one in same[-1:]}:
                    same.append(name)


def _names_of(concept: Concept, record: Record) -> Iterator[_Name]:
    """What a learner may read it by: in every language the English term too, which stands behind the other."""
    english = concept.term[FALLBACK] if concept.term.has(FALLBACK) else None
    for language in concept.term.languages():
        yield _Name(record, concept, language, concept.term[language], ("term", language))
        if english and language != FALLBACK:
            yield _Name(record, concept, language, english, ("term", FALLBACK))
    for place, alias in enumerate(concept.aliases):
        for language in alias.languages():
            yield _Name(record, concept, language, alias[language], ("aliases", place, language))


def _scoped_apart(one: _Name, other: _Name) -> bool:
    """Whether both say in which field they are meant, and not in the same words."""
    scopes = [name.concept.scope for name in (one, other)]
    said = [scope[one.language] for scope in scopes if scope and scope.has(one.language)]
    return len(said) == 2 and folded(said[0]) != folded(said[1])


def _ambiguous(name: _Name, first: _Name) -> Problem:
    message = f"`{name.written}` names `{first.concept.id}` too, in `{name.language}`"
    hint = (
        f"the other is at {first.span}: drop it from one of the two, or, if both are called so, "
        "say with `scope:` of each in which field it is meant"
    )
    return Problem.error("ambiguous-name", message, at=name.span, hint=hint)


def _code_names(records: Records) -> Iterator[Problem]:
    """Names in code of two hyperparameters that no library tells apart."""
    owners: dict[str, list[tuple[Record, Hyperparameter]]] = defaultdict(list)
    for record in records.values():
        if isinstance(entity := record.entity, Hyperparameter):
            for first, other in owners[entity.code_name][:1]:
                if None in (libraries := (entity.code_library, other.code_library)) or len(set(libraries)) == 1:
                    message = f"`{entity.code_name}` is the code name of `{other.id}` too"
                    hint = f"the other is at {first.span('code_name')}: say with `code_library:` of each where it is"
                    yield Problem.error("ambiguous-name", message, at=record.span("code_name"), hint=hint)
            owners[entity.code_name].append((record, entity))


def _one_language_only(records: Records) -> Iterator[Problem]:
    """Definitions that read the same in one language and differ in another: one of the translations is wrong."""
    seen: dict[tuple[str, str], tuple[Record, Text]] = {}
    for record in records.values():
        for loc, text in _compared(record):
            for language in text.languages():
                first, other = seen.setdefault((language, folded(text[language])), (record, text))
                if first is not record and _differ(text, other):
                    message = f"this is what `{first.entity.id}` says, in `{language}` only"
                    hint = f"the other is at {first.span(*loc)}: say what is true of this one alone"
                    yield Problem.warning("same-text", message, at=record.span(*loc, language), hint=hint)


def _compared(record: Record) -> Iterator[tuple[tuple[str, ...], Text]]:
    entity = record.entity
    if isinstance(entity, Concept) and entity.definition:
        yield ("definition",), entity.definition.text
    elif isinstance(entity, Rule):
        yield ("symptom",), entity.seen()


def _differ(one: Text, other: Text) -> bool:
    """Whether two texts read differently in some language."""
    spoken = [code for code in one.languages() if other.has(code)]
    return any(folded(one[code]) != folded(other[code]) for code in spoken)
