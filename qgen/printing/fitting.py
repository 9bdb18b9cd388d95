"""How large text can be set in a box: an estimate by the widths of letters, on the safe side."""

from __future__ import annotations

from collections.abc import Iterator

from qgen.blocks import Block, Blocks, Bullets, CodeBlock, Formula, Paragraph, Picture, Table, Tree
from qgen.rendering.plain import plain, plain_inline

_POINT = 25.4 / 72  # millimetres
_LINE = 1.45  # line height, as in `flashcards.css`
_GAP = 0.35  # between blocks, in em
_MONO = 0.62 * 0.88


def fitting_size(blocks: Blocks, width: float, height: float, sizes: tuple[float, ...]) -> float | None:
    """The first of the sizes, in points, at which the blocks fit a box in millimetres; None if none does."""
    return next((size for size in sizes if height_of(blocks, width / (size * _POINT)) * size * _POINT <= height), None)


def height_of(blocks: Blocks, width: float) -> float:
    """The height of blocks in em, where the line is `width` em long."""
    heights = [_height(block, width) for block in blocks]
    return sum(heights) + _GAP * max(len(heights) - 1, 0)


def _height(block: Block, width: float) -> float:
    match block:
        case Paragraph(inline):
            return _lines(plain_inline(inline, reveal=True), width) * _LINE
        case CodeBlock():
            rows = plain((block,)).split("\n")
            return sum(max(1, -(-int(len(row) * _MONO * 100) // int((width - 1.4) * 100))) for row in rows) * 0.88 * _LINE + 1.0
        case Bullets(items):
            return sum(height_of(item, width - 1.4) for item in items) + 0.1 * len(items)
        case Table(header, rows):
            column = width / max(len(header), 1) - 0.8
            return sum(max(_lines(plain_inline(cell, reveal=True), column) for cell in row) * _LINE + 0.5 for row in (header, *rows))
        case Tree():
            return len(plain((block,)).split("\n")) * _LINE
        case Formula():
            return 2.6
        case Picture():
            return 12.0


def _lines(text: str, width: float) -> int:
    """Greedily filled lines; a word that is longer than a line breaks."""
    lines, used = 1, 0.0
    for word in _words(text):
        while word > width:
            lines, used, word = lines + 1, 0.0, word - width
        if used and used + 0.27 + word > width:
            lines, used = lines + 1, word
        else:
            used += word + (0.27 if used else 0.0)
    return lines


def _words(text: str) -> Iterator[float]:
    for word in text.split():
        yield sum(map(_advance, word)) * 1.03


def _advance(ch: str) -> float:
    if ord(ch) >= 0x1100:
        return 0.93 if ord(ch) >= 0x2E80 else 0.8
    return 0.68 if ch.isupper() or ch in "mwMW%@" else 0.34 if ch in "iljft.,:;'!|()[]" else 0.57
