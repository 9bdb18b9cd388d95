"""Blocks as plain text: for machines, for those who listen, and wherever markup would be noise."""

from __future__ import annotations

from collections.abc import Iterator

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
    Picture,
    Str,
    Strong,
    Styled,
    Table,
    Tree,
)

BLANK = "____"


def plain(blocks: Blocks, *, reveal: bool = False) -> str:
    """The blocks' text, a line each; what a cloze hides is `____`, or shown with `reveal`."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):  # as most texts are
        return plain_inline(blocks[0].inline, reveal=reveal)
    return "\n".join(line for block in blocks for line in _lines(block, reveal))


def plain_inline(inline: Inline, *, reveal: bool = False) -> str:
    """The text of inline content, likewise."""
    return "".join([_node(node, reveal) for node in inline])


def _node(node: InlineNode, reveal: bool) -> str:
    match node:
        case Str() | Code():
            return node.text
        case Math(latex):
            return latex
        case Blank(children=children):
            return plain_inline(children) if reveal or node.shown else BLANK
        case Styled("sub" | "sup" as look, children):
            return _raised(plain_inline(children, reveal=reveal), look)
        case Break():
            return "\n"
        case Picture(alt=alt):
            return alt
        case Strong(children) | Emphasis(children) | Styled(children=children) | Link(children=children):
            return plain_inline(children, reveal=reveal)


_RAISED = {
    "sub": str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
    "sup": str.maketrans("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ"),
}


def _raised(text: str, look: str) -> str:
    """In letters that stand lower or higher, as in H₂O; behind `_` or `^` if Unicode lacks one of them."""
    if all(ord(ch) in _RAISED[look] for ch in text):
        return text.translate(_RAISED[look])
    return f"{'_' if look == 'sub' else '^'}{text if len(text) == 1 else f'({text})'}"


def _lines(block: Block, reveal: bool) -> Iterator[str]:
    match block:
        case Paragraph(inline):
            yield plain_inline(inline, reveal=reveal)
        case Formula(latex):
            yield latex
        case CodeBlock():
            yield _code(block, reveal)
        case Bullets(items, ordered):
            for number, item in enumerate(items, start=1):
                yield (f"{number}. " if ordered else "- ") + plain(item, reveal=reveal).replace("\n", "\n  ")
        case Table(header, rows):
            for row in (header, *rows):
                yield " | ".join(plain_inline(cell, reveal=reveal) for cell in row)
        case Tree():
            yield from _tree(block, "", "")
        case Picture(alt=alt):
            yield alt


def _code(block: CodeBlock, reveal: bool) -> str:
    code = block.code
    hidden = (blank for blank in block.blanks if not (reveal or blank.shown))
    for blank in sorted(hidden, key=lambda blank: -blank.start):
        code = code[: blank.start] + BLANK + code[blank.end :]
    return code


def _tree(tree: Tree, lead: str, below: str) -> Iterator[str]:
    yield lead + plain_inline(tree.label)
    for child in tree.children:
        last = child is tree.children[-1]
        yield from _tree(child, below + ("└── " if last else "├── "), below + ("    " if last else "│   "))
