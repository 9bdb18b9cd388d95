"""A picture with parts of it covered, one card a part: the names in a drawn taxonomy, or the regions of a figure.

In a tree one name is covered at a time, for only what stands around it tells which one it is; a name is left open if
another one in the tree holds it. In a figure the place tells, so that all regions are covered unless it says otherwise.

Needs a taxonomy of which two names can be covered, or a figure with two `regions` or more.
"""

from __future__ import annotations

from collections import defaultdict

from qgen.content.blocks import Picture, paragraph
from qgen.entities.facts import Fact
from qgen.entities.figure import Figure, Labelled
from qgen.entities.taxonomy import Taxonomy
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.bodies import Occlusion, Region
from qgen.questions.model import NotAsked, Question
from qgen.questions.taxonomy_maps import draw_narrow_map
from qgen.rendering.plain import plain_inline

_LEAST = 2
_MARGIN = 0.002  # by which a cover is larger than the box around a name, in parts of the picture


def _drawn(base: FactBase) -> list[Taxonomy | Figure]:
    found = [entity for entity in base.entities() if isinstance(entity, Taxonomy | Figure)]
    return [entity for entity in found if isinstance(entity, Taxonomy) or entity.regions]


@pattern(
    "occlusion",
    kind="occlusion",
    bloom="remember",
    asks=_drawn,
    lag=6,
    phrases={
        "tree": "the question for a covered name of the map {name}",
        "figure": "the question for what is covered in the picture {name}",
    },
)
def occlusion(shown: Taxonomy | Figure, ask: Asker) -> Question | NotAsked:
    """What is covered here?"""
    covered, facts = _of_tree(shown, ask) if isinstance(shown, Taxonomy) else _of_figure(shown, ask)
    if len(covered.regions) < _LEAST:
        return ask.not_asked(facts, "less than two names could be covered: others hold them")
    stem = (
        ask.say("tree", name=ask.words(shown.name))
        if isinstance(shown, Taxonomy)
        else ask.say("figure", name=ask.inline(shown.caption))
    )
    return ask.question(
        shown.id,
        facts,
        stem=paragraph(stem),
        answer=covered,
        concept=shown.root.concept if isinstance(shown, Taxonomy) else None,
    )


def _edges(base: FactBase) -> dict[str, dict[str, Fact]]:
    """Taxonomy -> each node below its root with the fact that places it."""
    edges: dict[str, dict[str, Fact]] = defaultdict(dict)
    for edge in base.edges:
        edges[edge.fact.entity][edge.child] = edge.fact
    return edges


def _of_tree(tree: Taxonomy, ask: Asker) -> tuple[Occlusion, list[Fact]]:
    drawing = draw_narrow_map(tree, ask)
    edges = ask.base.once(_edges)[tree.id]
    given_away = ask.given_away(label.id for label in drawing.labels)
    shown = [one for one in drawing.labels if one.id in edges and not ask.base.is_coined(one.id)]
    hidden = [one for one in shown if one.id not in given_away]
    regions = tuple(
        Region(
            one.id,
            one.text,
            max(0.0, one.left - _MARGIN),
            max(0.0, one.top - _MARGIN),
            min(1.0, one.width + 2 * _MARGIN),
            min(1.0, one.height + 2 * _MARGIN),
        )
        for one in hidden
    )
    picture = Picture(f"{tree.id}-{ask.language}.svg", ask.words(tree.name), drawing.svg.encode())
    facts = [edges[one.id] for one in hidden] or list(edges.values())
    return Occlusion(picture, regions, hide_all=False), facts


def _of_figure(figure: Figure, ask: Asker) -> tuple[Occlusion, list[Fact]]:
    facts: list[Fact] = []
    regions = []
    for fact in ask.base.stated_by(figure.id, Labelled):
        label = plain_inline(ask.inline(fact.label)) if fact.label else ask.plain_term(fact.concept or "")
        regions.append(Region(fact.slot, label, *fact.box))
        facts.append(fact)
    picture = ask.picture(figure.id)
    return Occlusion(Picture(picture.file, picture.alt, picture.data), tuple(regions), figure.hide == "all"), facts
