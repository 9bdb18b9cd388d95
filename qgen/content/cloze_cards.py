"""A cloze card by card: each blank is hidden on a card of its own, on which the others are open, as Anki shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qgen.content.blocks import (
    Blank,
    Block,
    Blocks,
    Bullets,
    CodeBlock,
    Emphasis,
    Inline,
    Link,
    Paragraph,
    Span,
    Strong,
    Table,
    inlines,
)

LEFT_OUT = "…"


def card_front(blocks: Blocks, blank: str) -> Blocks:
    """The blocks with one blank hidden and the others open."""
    return tuple(_block(block, blank, shown=False) for block in blocks)


def card_back(blocks: Blocks, blank: str) -> Blocks:
    """The blocks with all blanks open, and one of them set off."""
    return tuple(_block(block, blank, shown=True) for block in blocks)


def excerpt(blocks: Blocks, blank: str, around: int) -> Blocks:
    """The blocks with of their code no more than some lines around the blank: a printed card has no room for all of it.

    `…` stands for what is left out.
    """
    return tuple(_lines_around(block, blank, around) if isinstance(block, CodeBlock) else block for block in blocks)


def _lines_around(block: CodeBlock, blank: str, around: int) -> CodeBlock:
    """Without empty lines at the ends, and without the indentation that all lines share."""
    hole = next((one for one in block.blanks if one.id == blank), None)
    if hole is None:
        return replace(block, blanks=())
    lines = block.code.splitlines(keepends=True)
    first, last = (block.code.count("\n", 0, at) for at in (hole.start, hole.end - 1))
    written = [
        number for number in range(max(0, first - around), min(len(lines), last + around + 1)) if lines[number].strip()
    ]
    indent = min(len(lines[number]) - len(lines[number].lstrip(" ")) for number in written)
    shown = {number: lines[number][indent:] or "\n" for number in range(written[0], written[-1] + 1)}

    def place(at: int) -> int:
        line = block.code.count("\n", 0, at)
        column = at - block.code.rfind("\n", 0, at) - 1
        return sum(len(shown[number]) for number in range(written[0], line)) + column - indent

    above = f"{LEFT_OUT}\n" if any(line.strip() for line in lines[: written[0]]) else ""
    below = f"\n{LEFT_OUT}" if any(line.strip() for line in lines[written[-1] + 1 :]) else ""
    code = above + "".join(shown.values()).rstrip("\n") + below
    start, end = (len(above) + place(at) for at in (hole.start, hole.end - 1))
    return replace(block, code=code, blanks=(replace(hole, start=start, end=end + 1),))


def hidden(blocks: Blocks) -> Iterator[tuple[str, Inline | str]]:
    """Each blank's id and what it hides: inline content, or a stretch of code."""
    for inline in inlines(blocks):
        for blank in _blanks(inline):
            yield blank.id, blank.children
    for block in blocks:
        if isinstance(block, CodeBlock):
            yield from ((hole.id, block.code[hole.start : hole.end]) for hole in block.blanks)


def _blanks(inline: Inline) -> Iterator[Blank]:
    for span in inline:
        if isinstance(span, Blank):
            yield span
        if isinstance(span, Blank | Strong | Emphasis | Link):
            yield from _blanks(span.children)


def _block(block: Block, blank: str, shown: bool) -> Block:
    match block:
        case Paragraph(inline):
            return Paragraph(_inline(inline, blank, shown))
        case Bullets(items, ordered):
            return Bullets(tuple(tuple(_block(one, blank, shown) for one in item) for item in items), ordered)
        case Table(header, rows, stub):
            return Table(header, tuple(tuple(_inline(cell, blank, shown) for cell in row) for row in rows), stub)
        case CodeBlock():
            return replace(block, blanks=tuple(replace(hole, shown=shown) for hole in block.blanks if hole.id == blank))
        case _:
            return block


def _inline(inline: Inline, blank: str, shown: bool) -> Inline:
    return tuple(one for span in inline for one in _span(span, blank, shown))


def _span(span: Span, blank: str, shown: bool) -> Inline:
    match span:
        case Blank(identifier, children):
            if identifier != blank:
                return _inline(children, blank, shown)
            return (replace(span, shown=shown),)
        case Strong(children) | Emphasis(children) | Link(children=children):
            return (replace(span, children=_inline(children, blank, shown)),)
        case _:
            return (span,)
