"""Comparisons as tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qgen.content.blocks import Inline
from qgen.entities.comparison import Comparison
from qgen.guide.parts import Part, PartMaker, Telling
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
            subjects=tuple(map(names.plain_term, one.subjects)),
            rows=tuple(
                (names.inline(aspect.name), tuple(names.inline(aspect.cells[subject]) for subject in one.subjects))
                for aspect in one.aspects.values()
            ),
        )


COMPARISONS = PartMaker(Comparison, _parts)
