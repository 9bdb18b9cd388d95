"""A cell of a comparison is shown, its subject is asked for. Only a cell that reads like no other of its row can be.

Needs a comparison.
"""

from __future__ import annotations

from dataclasses import replace

from qgen.content.blocks import Blocks, Inline, joined, paragraph, text
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
        "stem": "the question to which of the {subjects} applies, under {aspect}, what stands below it",
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
    stem = ask.say("stem", subjects=joined(_subjects(fact, ask), " / "), aspect=ask.inline(fact.aspect_name))
    shown = (*paragraph(stem), *ask.blocks(fact.text))
    question = ask.question(
        fact.entity,
        [fact],
        variant=f"{fact.aspect}/{fact.subject}",
        concept=fact.subject,
        stem=shown,
        answer=ask.full_name(fact.subject),
        why=_others(row, ask),
    )
    return replace(question, stem=shown)  # without the conditions, which tell the subject


def _subjects(fact: Cell, ask: Asker) -> list[Inline]:
    """All that the row compares, in its order, each with the part of it that the table speaks of."""
    row = [one for one in ask.base.stated_by(fact.entity, Cell) if one.aspect == fact.aspect]
    return [joined([text(ask.plain_term(one.subject)), _bracketed(one, ask)], "") for one in row]


def _bracketed(cell: Cell, ask: Asker) -> Inline:
    scope = cell.qualifiers.scope
    return (*text(" ("), *ask.inline(scope), *text(")")) if scope else ()


def _others(row: list[Cell], ask: Asker) -> Blocks:
    return tuple(
        block
        for other in row
        for block in paragraph(
            ask.say("other", subject=ask.term(other.subject, gloss=False), cell=ask.inline(other.text))
        )
    )
