"""Taxonomies, drawn, and figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qgen.content.blocks import Blocks
from qgen.entities.figure import Figure
from qgen.entities.taxonomy import Taxonomy
from qgen.guide.parts import Part, PartMaker, Telling
from qgen.questions.taxonomy_maps import draw_map
from qgen.rendering.plain import plain_inline
from qgen.rendering.tree_drawing import Drawing


@dataclass(frozen=True)
class MapPart(Part):
    """A taxonomy, drawn."""

    template = "map"

    drawing: Drawing


def _maps(taxonomies: list[Taxonomy], chapter: str, telling: Telling) -> Iterator[Part]:
    names = telling.names
    for one in taxonomies:
        yield MapPart(one.id, names.words(one.heading()), names.sources(one.id, []), draw_map(one, names))


MAPS = PartMaker(Taxonomy, _maps)


@dataclass(frozen=True)
class FigurePart(Part):
    """A figure that no text shows where it stands."""

    template = "figure"

    picture: Blocks


def _figures(figures: list[Figure], chapter: str, telling: Telling) -> Iterator[Part]:
    names = telling.names
    for one in figures:
        caption = plain_inline(names.inline(one.heading()))
        yield FigurePart(one.id, caption, names.sources(one.id, []), (names.picture(one.id),))


FIGURES = PartMaker(Figure, _figures)
