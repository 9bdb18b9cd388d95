"""A cell of a comparison is asked for by its subject and aspect; the answer's row shows the other subjects too.

Needs an aspect of a comparison with `ask`, its own question, or a cell with one.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.comparison import Cell
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _cells(base: FactBase) -> list[Cell]:
    return list(base.of(Cell))


@pattern("cell", kind="basic", bloom="understand", asks=_cells)
def cell(fact: Cell, ask: Asker) -> Question | NotAsked:
    """How does this subject of a comparison stand under this aspect?"""
    own = fact.qualifiers.ask or fact.question
    if own is None:
        return ask.not_asked([fact], "the aspect has no question of its own (`ask`)")
    stem = ask.put(ask.words(own), subject=ask.term(fact.subject))
    return ask.question(
        fact.entity,
        [fact],
        variant=f"{fact.aspect}/{fact.subject}",
        concept=fact.subject,
        stem=paragraph(stem),
        answer=ask.blocks(fact.text),
    )
