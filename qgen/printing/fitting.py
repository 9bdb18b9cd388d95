"""How large text can be set in a box: an estimate by the widths of letters, on the safe side.

Lengths are in em of the text that is set, unless a name or a comment says otherwise. They follow `flashcards.css` and
`sheet.css`; where a stylesheet gives millimetres, the number is right for the larger sizes, which are tried first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from qgen.content.blocks import (
    Blank,
    Block,
    Blocks,
    Break,
    Bullets,
    Code,
    CodeBlock,
    Emphasis,
    Formula,
    Inline,
    InlineNode,
    Link,
    Math,
    Paragraph,
    Parent,
    Picture,
    Strong,
    Styled,
    Table,
    Tree,
)
from qgen.language.width import cells
from qgen.rendering.advances import SPACE, advance
from qgen.rendering.code import HANG
from qgen.rendering.formulas import letters, width_in_em
from qgen.rendering.plain import plain, plain_inline
from qgen.rendering.whole_words import parts_of

_POINT = 25.4 / 72  # millimetres
_LINE = 1.45  # the line height of `.card .text`
_GAP = 0.35  # between two blocks: the margin of `.card .text > p + p`, the widest that paragraphs and lists have there
_SMALL = 0.88  # the size of code and tables, against the text around them
_MONO = 0.62 * _SMALL  # a letter of code: 0.602 em in the font, and a little to spare
_CHIP = 0.2 * _SMALL  # the padding left and right of code in a line, together
_MATH = 0.6  # a letter of a formula: about an italic's mean

_CODE_SIDES = 1.4  # the padding left and right of a block of code, its frame, and a little to spare
_CODE_FRAME = 1.0  # its padding and frame above and below, and what its margins are more than the gap

_INDENT = 1.4  # before the items of a list: 1.3 em in the stylesheet
_ITEM = 0.1  # between two items: about the margin of `li`, of which neighbours share one
_COLUMN_ITEM = 0.24  # in columns they share none: the margin above and the one below
_COLUMN_SIDES = 2.0  # its indent, half of the space between the columns, and a little to spare
_MANY = 5  # items; a list of more goes into two columns if they are short
_SHORT = 20  # cells: ten syllables fill about half of a card's width at a size that reads well

_CELL_SIDES = 0.8  # the padding left and right of a table's cell: 3.6 mm, at 13 points
_CELL_ENDS = 0.5  # the padding above and below it: 2.4 mm, at 13 points, and the line under the row

_FORMULA = 2.6  # a fraction, which is as tall as formulas on cards get, with 2 mm above and below
_KEPT = 100_000  # measured texts: each stands on several cards, and is tried at several sizes

_INLINE_PICTURE = 6.0  # the width of a picture within a line: three times its height, which is two lines
_PICTURE = 12.0  # twice as wide as high, at the card's full width and 10 points; its file is not looked into


def fitting_size(blocks: Blocks, width: float, height: float, sizes: tuple[float, ...]) -> float | None:
    """The first of the sizes, in points, at which the blocks fit a box in millimetres; None if none does."""
    return next((size for size in sizes if height_of(blocks, width / (size * _POINT)) * size * _POINT <= height), None)


def height_of(blocks: Blocks, width: float) -> float:
    """The height of blocks in em, where the line is `width` em long.

    It is infinite if a word that must stay whole is longer than that.
    """
    heights = [_height(block, width) for block in blocks]
    return sum(heights) + _GAP * max(len(heights) - 1, 0)


def in_two_columns(block: Block) -> bool:
    """Whether a list is long and its items are short, so that a card shows it in two columns."""
    return (
        isinstance(block, Bullets)
        and len(block.items) > _MANY
        and all(cells(plain(item, reveal=True)) <= _SHORT for item in block.items)
    )


def _height(block: Block, width: float) -> float:
    match block:
        case Paragraph(inline):
            return _lines(inline, width) * _LINE
        case CodeBlock():
            rows = plain((block,)).split("\n")
            return sum(_code_lines(row, width - _CODE_SIDES) for row in rows) * _SMALL * _LINE + _CODE_FRAME
        case Bullets(items) if in_two_columns(block):
            tallest = max(height_of(item, width / 2 - _COLUMN_SIDES) for item in items)
            return math.ceil(len(items) / 2) * (tallest + _COLUMN_ITEM)
        case Bullets(items):
            return sum(height_of(item, width - _INDENT) for item in items) + _ITEM * len(items)
        case Table(header, rows):
            column = (width / max(len(header), 1) - _CELL_SIDES) / _SMALL
            highest = (max(_lines(cell, column, in_table=True) for cell in row) for row in (header, *rows))
            return sum(lines * _LINE * _SMALL + _CELL_ENDS for lines in highest)
        case Tree():
            return len(plain((block,)).split("\n")) * _LINE
        case Formula(latex):
            return _FORMULA if width_in_em(latex, True) <= width else math.inf
        case Picture():
            return _PICTURE


@lru_cache(maxsize=_KEPT)
def _lines(inline: Inline, width: float, *, in_table: bool = False) -> float:
    """Greedily filled lines, of all the lines that it is broken into."""
    if any(width_in_em(latex, False) > width for latex in _formulas(inline)):
        return math.inf
    parts = [tuple(part) for is_break, part in groupby(inline, lambda node: isinstance(node, Break)) if not is_break]
    return sum(_filled(part, width, in_table=in_table) for part in parts or [inline])


def _formulas(inline: Inline) -> Iterator[str]:
    for node in inline:
        if isinstance(node, Math):
            yield node.latex
        elif isinstance(node, Parent):
            yield from _formulas(node.children)


def _filled(inline: Inline, width: float, *, in_table: bool) -> float:
    lines, used = 1.0, 0.0
    for word in _words(inline, in_table=in_table):
        for place, part in enumerate(word):
            space = SPACE if used and not place else 0.0
            if part > width:
                return math.inf
            if used + space + part > width:
                lines, used = lines + 1, part
            else:
                used += space + part
    return lines


def _code_lines(row: str, width: float) -> float:
    """The lines of a row of code that wraps at its spaces and hangs."""
    indent = len(row) - len(row.lstrip(" "))
    lines, used, room = 1, indent * _MONO, width
    for word in re.findall(r"\S+\s*", row):
        length = len(word.rstrip()) * _MONO
        if used + length > room:
            lines, used = lines + 1, (indent + HANG) * _MONO
            if used + length > room:
                return math.inf
        used += len(word) * _MONO
    return lines


@lru_cache(maxsize=_KEPT)
def _words(inline: Inline, *, in_table: bool) -> tuple[list[float], ...]:
    """The widths in em of each word's parts, between which it may break."""
    return tuple(_measured(word, in_table) for word in _split(inline))


def _split(inline: Inline) -> Iterator[list[tuple[str, float]]]:
    """Words as letters, each with what it is wide."""
    word: list[tuple[str, float]] = []
    for node in inline:
        for ch, wide in _letters(node):
            if not ch.isspace():
                word.append((ch, wide))
            elif word:
                yield word
                word = []
    if word:
        yield word


def _measured(word: list[tuple[str, float]], in_table: bool) -> list[float]:
    widths = iter([wide for _, wide in word])
    return [sum(next(widths) for _ in part) for part in parts_of("".join(ch for ch, _ in word), in_table)]


def _letters(node: InlineNode) -> Iterator[tuple[str, float]]:
    match node:
        case Code(text):
            ends = {0, len(text) - 1}
            yield from (
                (ch, (_MONO if ord(ch) < 0x1100 else advance(ch)) + (_CHIP / 2 if place in ends else 0))
                for place, ch in enumerate(text)
            )
        case Strong() | Emphasis() | Styled() | Link() | Blank():
            for child in node.children:
                yield from _letters(child)
        case Picture():
            yield from (("x", _INLINE_PICTURE / 8) for _ in range(8))
        case Math(latex):
            yield from ((ch, _MATH) for ch in letters(latex))
        case _:
            yield from ((ch, advance(ch)) for ch in plain_inline((node,), reveal=True))
