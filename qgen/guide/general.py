"""Entities of a class that no other part tells, a part each: its heading, and its facts as they tell themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qgen.content.blocks import Blocks, Inline
from qgen.entities.base import Entity
from qgen.guide.parts import Part, PartMaker, Telling
from qgen.questions.speaking import teller, told
from qgen.rendering.plain import plain_inline


@dataclass(frozen=True)
class GeneralPart(Part):
    """What an entity states, fact by fact."""

    template = "general"

    name: Inline
    facts: tuple[Blocks, ...]
    concepts: tuple[str, ...]
    """Those of which it speaks."""

    def mentions(self) -> tuple[str, ...]:
        """What its facts are about."""
        return self.concepts


def _parts(entities: list[Entity], chapter: str, telling: Telling) -> Iterator[Part]:
    """Nothing of an entity that has nothing to tell, as an interview question, which asks."""
    for one in entities:
        names = teller(telling.base, telling.language)
        facts = list(one.facts())
        lines = tuple(blocks for fact in facts if (blocks := told(fact, names)))
        if lines or names.problems:
            name = names.inline(one.heading())
            spoken_of = (*one.about_concepts(), *(concept for fact in facts for concept in fact.concepts()))
            concepts = tuple(dict.fromkeys(spoken_of))
            problems = tuple(replace(problem, span=telling.base.span(one.id)) for problem in names.problems)
            cited = names.sources(one.id, [])
            yield GeneralPart(one.id, plain_inline(name), cited, name, lines, concepts, problems=problems)


OTHERS = PartMaker(Entity, _parts)
