"""Comparisons as tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qgen.content.blocks import Inline, text
from qgen.entities.comparison import Aspect, Comparison, Subject
from qgen.guide.parts import Part, PartMaker, Telling
from qgen.questions.naming import Names
from qgen.rendering.plain import plain_inline


@dataclass(frozen=True)
class ComparisonPart(Part):
    """A comparison: `rows` are its aspects, with a cell for each subject."""

    template = "comparison"
    heads_chapter = True

    name: Inline
    subjects: tuple[str, ...]
    rows: tuple[tuple[Inline, tuple[Inline, ...]], ...]


def _parts(comparisons: list[Comparison], chapter: str, telling: Telling) -> Iterator[Part]:
    names = telling.names
    for one in comparisons:
        name = names.inline(one.heading())
        yield ComparisonPart(
            one.id,
            plain_inline(name),
            names.sources(one.id, []),
            name=name,
            subjects=tuple(_named(subject, names) for subject in one.subjects),
            rows=tuple(
                (
                    names.inline(aspect.name),
                    tuple(names.inline(aspect.cells[subject.concept].text) for subject in one.subjects),
                )
                for aspect in one.aspects.values()
            ),
        )


def _cell(aspect: Aspect, subject: Subject, names: Names) -> Inline:
    said = aspect.cells[subject.concept]
    when = f" ({names.words(said.when)})" if said.when else ""
    return (*names.inline(said.text), *text(when)) if when else names.inline(said.text)


def _named(subject: Subject, names: Names) -> str:
    """The concept, with the part of it that the table speaks of in brackets."""
    term = names.plain_term(subject.concept)
    return f"{term} ({names.words(subject.scope)})" if subject.scope else term


COMPARISONS = PartMaker(Comparison, _parts)
