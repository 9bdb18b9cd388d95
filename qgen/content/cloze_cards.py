"""A cloze card by card: each blank is hidden on a card of its own, on which the others are open, as Anki shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qgen.content.blocks import (
    Blank,
    Block,
    Blocks,
    Bullets,
    CodeBlock,
    Emphasis,
    Inline,
    InlineNode,
    Link,
    Paragraph,
    Parent,
    Strong,
    Styled,
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
    lines = [f"{line}\n" for line in block.code.split("\n")]
    first, last = _line_of(hole.start, block.code), _line_of(hole.end - 1, block.code)
    shown = _written(lines, range(max(0, first - around), min(len(lines), last + around + 1)))
    shorter = _without_shared_indent(lines[shown.start : shown.stop])
    above = f"{LEFT_OUT}\n" if "".join(lines[: shown.start]).strip() else ""
    below = f"\n{LEFT_OUT}" if "".join(lines[shown.stop :]).strip() else ""

    def moved(at: int, line: int) -> int:
        """Where a character is now: as far from the end of its line as before."""
        from_end = _length(lines[: line + 1]) - at
        return len(above) + _length(shorter[: line + 1 - shown.start]) - from_end

    start, end = moved(hole.start, first), moved(hole.end - 1, last) + 1
    code = above + "".join(shorter).rstrip("\n") + below
    return replace(block, code=code, blanks=(replace(hole, start=start, end=end),))


def _line_of(at: int, code: str) -> int:
    """The line of a character, counted from 0."""
    return code.count("\n", 0, at)


def _written(lines: Sequence[str], among: range) -> range:
    """Those of the lines that are left once empty ones at both ends are dropped."""
    written = [number for number in among if lines[number].strip()]
    return range(written[0], written[-1] + 1)


def _without_shared_indent(lines: Sequence[str]) -> list[str]:
    """The lines without the spaces that all of them begin with. Empty ones do not count, and stay empty."""
    indent = min(len(line) - len(line.lstrip(" ")) for line in lines if line.strip())
    return [line[indent:] or "\n" for line in lines]


def _length(lines: Iterable[str]) -> int:
    return sum(map(len, lines))


def hidden(blocks: Blocks) -> Iterator[tuple[str, Inline | str]]:
    """Each blank's id and what it hides: inline content, or a stretch of code."""
    for inline in inlines(blocks):
        for blank in _blanks(inline):
            yield blank.id, blank.children
    for block in blocks:
        if isinstance(block, CodeBlock):
            yield from ((hole.id, block.code[hole.start : hole.end]) for hole in block.blanks)


def _blanks(inline: Inline) -> Iterator[Blank]:
    for node in inline:
        if isinstance(node, Blank):
            yield node
        if isinstance(node, Parent):
            yield from _blanks(node.children)


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
    return tuple(one for node in inline for one in _node(node, blank, shown))


def _node(node: InlineNode, blank: str, shown: bool) -> Inline:
    match node:
        case Blank(identifier, children):
            if identifier != blank:
                return _inline(children, blank, shown)
            return (replace(node, shown=shown),)
        case Strong(children) | Emphasis(children) | Styled(children=children) | Link(children=children):
            return (replace(node, children=_inline(children, blank, shown)),)
        case _:
            return (node,)
