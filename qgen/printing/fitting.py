"""How large text can be set in a box: an estimate by the widths of letters, on the safe side."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from qgen.content.blocks import (
    Blank,
    Block,
    Blocks,
    Bullets,
    Code,
    CodeBlock,
    Emphasis,
    Formula,
    Inline,
    Link,
    Math,
    Paragraph,
    Picture,
    Span,
    Strong,
    Table,
    Tree,
)
from qgen.diagnostics.excerpts import cells
from qgen.printing.whole_words import parts_of
from qgen.rendering.advances import SPACE, advance
from qgen.rendering.code import HANG
from qgen.rendering.plain import plain, plain_inline

_POINT = 25.4 / 72  # millimetres
_LINE = 1.45  # line height, as in `flashcards.css`
_GAP = 0.35  # between blocks, in em
_SMALL = 0.88  # code and tables, against the text around them
_MONO = 0.62 * _SMALL
_COMMAND = re.compile(r"\\[a-zA-Z]+")  # of LaTeX: about a letter wide
_SILENT = re.compile(r"[{}^_\\\s]")
_CHIP = 0.2 * _SMALL  # what stands left and right of code in a line


def fitting_size(blocks: Blocks, width: float, height: float, sizes: tuple[float, ...]) -> float | None:
    """The first of the sizes, in points, at which the blocks fit a box in millimetres; None if none does."""
    return next((size for size in sizes if height_of(blocks, width / (size * _POINT)) * size * _POINT <= height), None)


def height_of(blocks: Blocks, width: float) -> float:
    """The height of blocks in em, where the line is `width` em long; infinite if a word that must stay whole is longer."""
    heights = [_height(block, width) for block in blocks]
    return sum(heights) + _GAP * max(len(heights) - 1, 0)


def in_two_columns(block: Block) -> bool:
    """Whether a list is long and its items are short, so that a card shows it in two columns."""
    return (
        isinstance(block, Bullets)
        and len(block.items) > 5
        and all(cells(plain(item, reveal=True)) <= 20 for item in block.items)
    )


def _height(block: Block, width: float) -> float:
    match block:
        case Paragraph(inline):
            return _lines(_words(inline), width) * _LINE
        case CodeBlock():
            rows = plain((block,)).split("\n")
            return sum(_code_lines(row, width - 1.4) for row in rows) * _SMALL * _LINE + 1.0
        case Bullets(items) if in_two_columns(block):
            tallest = max(height_of(item, width / 2 - 2.0) for item in items)
            return math.ceil(len(items) / 2) * (tallest + 0.24)
        case Bullets(items):
            return sum(height_of(item, width - 1.4) for item in items) + 0.1 * len(items)
        case Table(header, rows):
            column = (width / max(len(header), 1) - 0.8) / _SMALL
            highest = (max(_lines(_words(cell, in_table=True), column) for cell in row) for row in (header, *rows))
            return sum(lines * _LINE * _SMALL + 0.5 for lines in highest)
        case Tree():
            return len(plain((block,)).split("\n")) * _LINE
        case Formula():
            return 2.6
        case Picture():
            return 12.0


def _lines(words: Iterable[list[float]], width: float) -> float:
    """Greedily filled lines. A word is given as the parts between which it may break."""
    lines, used = 1, 0.0
    for word in words:
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


def _words(inline: Inline, in_table: bool = False) -> Iterator[list[float]]:
    """The widths in em of each word's parts."""
    word: list[tuple[str, float]] = []  # letters with what each is wide
    for span in inline:
        for ch, wide in _letters(span):
            if not ch.isspace():
                word.append((ch, wide))
            elif word:
                yield _measured(word, in_table)
                word = []
    if word:
        yield _measured(word, in_table)


def _measured(word: list[tuple[str, float]], in_table: bool) -> list[float]:
    widths = iter([wide for _, wide in word])
    return [sum(next(widths) for _ in part) for part in parts_of("".join(ch for ch, _ in word), in_table)]


def _letters(span: Span) -> Iterator[tuple[str, float]]:
    match span:
        case Code(text):
            ends = {0, len(text) - 1}
            yield from (
                (ch, (_MONO if ord(ch) < 0x1100 else advance(ch)) + (_CHIP / 2 if place in ends else 0))
                for place, ch in enumerate(text)
            )
        case Strong(children) | Emphasis(children) | Link(children=children) | Blank(children=children):
            for child in children:
                yield from _letters(child)
        case Math(latex):
            yield from ((ch, 0.6) for ch in _SILENT.sub("", _COMMAND.sub("x", latex)))
        case _:
            yield from ((ch, advance(ch)) for ch in plain_inline((span,), reveal=True))
