"""Flashcards to print on both sides and to cut: eight on a page.

The backs are mirrored, so that each lies behind its front.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from qgen.content.blocks import Blocks, CodeBlock, Inline, Paragraph, Strong, paragraph, text
from qgen.content.cloze_cards import card_back, card_front, excerpt
from qgen.content.html_text import blocks_of
from qgen.content.wording import labels
from qgen.decks.edition import Edition, Item
from qgen.decks.exam import LETTERS
from qgen.diagnostics.problems import Problem, counted
from qgen.outputs.printing import page, printed
from qgen.outputs.registry import Produced, output
from qgen.printing.document import PAPERS
from qgen.printing.fitting import fitting_size, in_two_columns
from qgen.questions.bodies import (
    Choice,
    Cloze,
    Imported,
    InterviewAnswer,
    Matching,
    Occlusion,
    Ordering,
    Recall,
    TrueFalse,
    Typed,
)
from qgen.questions.model import Question

COLUMNS, ROWS = 2, 4
CARD = (95.0, 66.0)
"""Width and height in millimetres: two by four leave a margin on A4 and on Letter."""

_INNER = (CARD[0] - 12, CARD[1] - 17)
_SIZES = (15.0, 13.5, 12.0, 11.0, 10.0, 9.2, 8.4, 7.6, 7.0, 6.5)
"""Points; the last is the floor, below which nobody reads."""

_AROUND = (99, 9, 7, 5, 4, 3, 2)
"""Lines of code shown before and after a blank: as many as fit at a size that reads well."""

_READABLE = 7.6


@dataclass(frozen=True)
class Card:
    """One card; sizes are in points.

    `cut` tells that a side does not fit even at the smallest size, `columns` that its list is set in two.
    """

    number: int
    item: Item
    chapter: str
    front: Blocks
    back: Blocks
    front_size: float
    back_size: float
    cut: bool
    columns: bool


@dataclass(frozen=True)
class Sheet:
    """A leaf: its fronts by row, and its backs, each row mirrored. A place may be empty."""

    fronts: tuple[tuple[Card | None, ...], ...]
    backs: tuple[tuple[Card | None, ...], ...]


@output(".flashcards.pdf")
def flashcards(edition: Edition) -> Produced | None:
    """Cards to print on both sides and to cut: all with a front and a back, so no matching, ordering or interviews."""
    cards = list(_cards(edition))
    if not cards:
        return None
    words = labels(edition.language, "cards")
    title = f"{edition.title} — {words['kind']}"
    width, height = PAPERS[edition.press.paper]
    margins = ((width - COLUMNS * CARD[0]) / 2, (height - ROWS * CARD[1]) / 2)
    html = page(
        edition,
        "flashcards",
        "cards",
        sheets=_sheets(cards),
        card=CARD,
        margins=margins,
        columns=COLUMNS,
        rows=ROWS,
        size=(width, height),
        title=title,
    )
    done = printed(edition, html, title, counted(len(cards), "card"))
    return replace(done, problems=(*done.problems, *_too_long(cards)))


def _cards(edition: Edition) -> Iterator[Card]:
    number = 0
    for chapter in edition.chapters:
        for item in chapter.items:
            for front, back in _sides(item):
                number += 1
                sizes = [fitting_size(side, *_INNER, _SIZES) for side in (front, back)]
                yield Card(
                    number,
                    item,
                    chapter.title,
                    front,
                    back,
                    sizes[0] or _SIZES[-1],
                    sizes[1] or _SIZES[-1],
                    None in sizes,
                    any(map(in_two_columns, (*front, *back))),
                )


def _sides(item: Item) -> Iterator[tuple[Blocks, Blocks]]:
    """Front and back of each card of an item: a cloze has one for each blank."""
    question = item.question
    match question.body:
        case Recall() | Typed() | TrueFalse():
            yield question.stem, (*question.answer, *question.why)
        case Cloze():
            for blank in item.cloze_numbers:
                yield _cloze(question.stem, blank)
        case Choice():
            yield _choice(question, question.body)
        case Imported(original):
            for front, back in original.cards():
                yield blocks_of(front), blocks_of(back.replace(front, ""))
        case Matching() | Ordering() | Occlusion() | InterviewAnswer():
            return  # they have sheets of their own
        case _:
            assert_never(question.body)


def _choice(question: Question, body: Choice) -> tuple[Blocks, Blocks]:
    """The options in letters, and on the back the right one with its reason."""
    lettered = list(zip(LETTERS, body.options, strict=False))
    options = (Paragraph((*text(f"{letter}. "), *_first(option.text))) for letter, option in lettered)
    letter, right = next((letter, option) for letter, option in lettered if option.correct)
    answer = paragraph((Strong(text(f"{letter}. ")), *_first(right.text)))
    return (*question.stem, *options), (*answer, *(right.why or question.why))


def _cloze(stem: Blocks, blank: str) -> tuple[Blocks, Blocks]:
    has_code = any(isinstance(block, CodeBlock) for block in stem)
    for around in _AROUND if has_code else _AROUND[:1]:
        shown = excerpt(stem, blank, around)
        back = card_back(shown, blank)
        if (fitting_size(back, *_INNER, _SIZES) or 0) >= _READABLE:
            break
    return card_front(shown, blank), back


def _first(blocks: Blocks) -> Inline:
    return blocks[0].inline if blocks and isinstance(blocks[0], Paragraph) else ()


def _sheets(cards: list[Card]) -> list[Sheet]:
    sheets = []
    for start in range(0, len(cards), COLUMNS * ROWS):
        leaf: list[Card | None] = [*cards[start : start + COLUMNS * ROWS]]
        leaf += [None] * (COLUMNS * ROWS - len(leaf))
        rows = [tuple(leaf[row * COLUMNS : (row + 1) * COLUMNS]) for row in range(ROWS)]
        sheets.append(Sheet(tuple(rows), tuple(row[::-1] for row in rows)))
    return sheets


def _too_long(cards: list[Card]) -> Iterator[Problem]:
    for card in cards:
        if card.cut:
            message = f"`{card.item.question.key}`: card {card.number} does not fit, not even at {_SIZES[-1]} points"
            yield Problem.warning("card-overflow", message, at=card.item.question.span, hint="shorten the text")
