"""Neutral content: what a question says, before any output decides how it looks.

Inline content is a tuple of nodes, block content a tuple of blocks. No HTML, no Markdown: outputs render these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Str:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Inline code."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """An inline formula in LaTeX, without its dollar signs."""

    latex: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that stand lower or higher than the line, are struck out, or are highlighted."""

    look: Literal["sub", "sup", "struck", "highlight"]
    children: Inline


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a run of text."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address. Any address may stand here: outputs decide which ones a reader can follow."""

    url: str
    children: Inline


@dataclass(frozen=True, slots=True)
class Blank:
    """A cloze deletion. `id` names what is hidden, for ever: the deck's lock gives each id its cloze number.

    `shown`: it is revealed and set off, as on the back of a card.
    """

    id: str
    children: Inline
    hint: str | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One run of inline content on lines of its own."""

    inline: Inline


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula on a line of its own, in LaTeX."""

    latex: str


@dataclass(frozen=True, slots=True)
class CodeBlank:
    """A stretch of a code block that a card hides: characters `start` to `end` (exclusive) of the code.

    `shown`: it is revealed and set off, as on the back of a card.
    """

    id: str
    start: int
    end: int
    shown: bool = False


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code on lines of its own. `language` is a name that Pygments knows; code of any other is shown as plain text."""

    code: str
    language: str
    blanks: tuple[CodeBlank, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is block content of its own. `ordered` lists are numbered from 1."""

    items: tuple[Blocks, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row is as long as the header. `stub`: the first column names its row."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    stub: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """A drawn tree. `marked` sets a node off, as the one that the question is about."""

    label: Inline
    children: tuple[Tree, ...] = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, with a text for those who can't see it: a block of its own, or a sign within a line.

    `file` names it. In a text that was just parsed it is the id of a figure, without data or caption.
    """

    file: str
    alt: str
    data: bytes = field(default=b"", repr=False)
    caption: Inline = ()


InlineNode = Str | Code | Math | Strong | Emphasis | Styled | Break | Link | Blank | Picture
Inline = tuple[InlineNode, ...]
Parent = Strong | Emphasis | Styled | Link | Blank
"""What holds inline content of its own."""

Block = Paragraph | Formula | CodeBlock | Bullets | Table | Tree | Picture
Blocks = tuple[Block, ...]


def text(value: str) -> Inline:
    """Inline content of plain text, in which nothing is markup."""
    return (Str(value),)


def paragraph(inline: Inline) -> Blocks:
    """Block content of one paragraph."""
    return (Paragraph(inline),)


def joined(parts: Sequence[Inline], between: str = ", ") -> Inline:
    """Inline contents one after the other, with a text between each two."""
    return tuple(node for place, part in enumerate(parts) for node in ((Str(between),) if place else ()) + part)


def inlines(blocks: Blocks) -> Iterator[Inline]:
    """Every run of inline content in the blocks, in reading order."""
    for block in blocks:
        match block:
            case Paragraph(inline):
                yield inline
            case Bullets(items):
                for item in items:
                    yield from inlines(item)
            case Table(header, rows):
                yield from header
                for row in rows:
                    yield from row
            case Tree(label, children):
                yield label
                yield from inlines(children)


def pictures(blocks: Blocks) -> Iterator[Picture]:
    """Every picture in the blocks, in lists and within lines too."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from pictures(item)
        else:
            yield from (picture for inline in inlines((block,)) for picture in pictures_within(inline))


def pictures_within(inline: Inline) -> Iterator[Picture]:
    """Every picture within a line."""
    for node in inline:
        if isinstance(node, Picture):
            yield node
        elif isinstance(node, Parent):
            yield from pictures_within(node.children)


def blank_ids(blocks: Blocks) -> list[str]:
    """The ids of the cloze deletions in the blocks, each once: those in text first, then those in code."""
    found = [identifier for inline in inlines(blocks) for identifier in _ids(inline)]
    found += [blank.id for block in blocks if isinstance(block, CodeBlock) for blank in block.blanks]
    return list(dict.fromkeys(found))


def _ids(inline: Inline) -> Iterator[str]:
    for node in inline:
        if isinstance(node, Blank):
            yield node.id
        if isinstance(node, Parent):
            yield from _ids(node.children)
