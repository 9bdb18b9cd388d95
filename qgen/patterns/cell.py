"""A cell of a comparison is asked for by its subject and aspect; the answer's row shows the other subjects too.

Needs a comparison; each of its `cells` is asked for.
"""

from __future__ import annotations

from qgen.content.blocks import paragraph
from qgen.entities.comparison import Cell
from qgen.knowledge.factbase import FactBase
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import Question


def _cells(base: FactBase) -> list[Cell]:
    return list(base.of(Cell))


@pattern(
    "cell",
    kind="basic",
    bloom="understand",
    asks=_cells,
    phrases={"stem": "the question for the cell of {subject} under {aspect} in {comparison}"},
)
def cell(fact: Cell, ask: Asker) -> Question:
    """How does this subject of a comparison stand under this aspect?"""
    stem = ask.say(
        "stem",
        comparison=ask.inline(fact.comparison),
        subject=ask.term(fact.subject),
        aspect=ask.inline(fact.aspect_name),
    )
    return ask.question(
        fact.entity,
        [fact],
        variant=f"{fact.aspect}/{fact.subject}",
        concept=fact.subject,
        stem=paragraph(stem),
        answer=ask.blocks(fact.text),
    )
