"""A cell of a comparison is shown, its subject is asked for. Only a cell that reads like no other of its row can be.

Needs a comparison.
"""

from __future__ import annotations

from qgen.content.blocks import Blocks, Strong, paragraph
from qgen.entities.comparison import Cell
from qgen.knowledge.factbase import FactBase, same_text
from qgen.language.languages import languages
from qgen.patterns.asking import Asker
from qgen.patterns.registry import pattern
from qgen.questions.model import NotAsked, Question


def _cells(base: FactBase) -> list[Cell]:
    return list(base.of(Cell))


@pattern(
    "cell-subject",
    kind="basic",
    bloom="understand",
    asks=_cells,
    lag=3,
    offers=True,
    phrases={
        "stem": "the question which subject of {comparison} has the cell {cell} under {aspect}",
        "other": "in a list of the others: {subject} and its {cell}",
    },
)
def cell_subject(fact: Cell, ask: Asker) -> Question | NotAsked:
    """Which subject of the comparison is this true of?"""
    row = [
        other for other in ask.base.stated_by(fact.entity, Cell) if other.aspect == fact.aspect and other is not fact
    ]
    if any(same_text(fact.text, other.text, languages()) for other in row):
        return ask.not_asked([fact], "another subject of the comparison has the same cell")
    stem = ask.say(
        "stem",
        comparison=ask.inline(fact.comparison),
        aspect=ask.inline(fact.aspect_name),
        cell=(Strong(ask.inline(fact.text)),),
    )
    return ask.question(
        fact.entity,
        [fact],
        variant=f"{fact.aspect}/{fact.subject}",
        concept=fact.subject,
        stem=paragraph(stem),
        answer=ask.full_name(fact.subject),
        why=_others(row, ask),
    )


def _others(row: list[Cell], ask: Asker) -> Blocks:
    return tuple(
        block
        for other in row
        for block in paragraph(
            ask.say("other", subject=ask.term(other.subject, gloss=False), cell=ask.inline(other.text))
        )
    )
