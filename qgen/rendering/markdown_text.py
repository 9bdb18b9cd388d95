"""Blocks as GitHub-flavoured Markdown, in which nothing of their text is markup."""

from __future__ import annotations

import re
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
from qgen.rendering.plain import BLANK, plain

_SPECIAL = re.compile(r"([\\`*_\[\]<>|$~])")
_LINE_START = re.compile(r"^(\s*\d*)([#+\-=.)])(?=\s|$|-|=)", re.MULTILINE)


def markdown(blocks: Blocks) -> str:
    """The blocks as Markdown, with an empty line between two of them and none at the end."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks)


def markdown_inline(inline: Inline) -> str:
    """Inline content as Markdown, on one line."""
    return "".join(_node(node, after) for node, after in _with_next(inline))


def indented(text: str, by: str) -> str:
    """The text with every line after the first indented, as what continues a list item must be."""
    return text.replace("\n", f"\n{by}")


def _with_next(inline: Inline) -> Iterator[tuple[InlineNode, str]]:
    """Each node with the character that follows it."""
    for place, node in enumerate(inline):
        following = inline[place + 1] if place + 1 < len(inline) else None
        yield node, following.text[:1] if isinstance(following, Str) else ""


def _node(node: InlineNode, after: str) -> str:
    match node:
        case Str(text):
            return _escaped(text)
        case Code(text):
            return _code(text)
        case Math(latex):
            return f"${latex}$"
        case Strong() | Emphasis() | Styled():
            return _set_off(node, after)
        case Break():
            return "<br>"
        case Picture(file, alt):
            return _picture(file, alt)
        case Link(url, children):
            return f"[{markdown_inline(children)}](<{url}>)"
        case Blank():
            return _escaped(BLANK)


def _set_off(node: Strong | Emphasis | Styled, after: str) -> str:
    match node:
        case Strong(children):
            bare = tuple(
                one for child in children for one in (child.children if isinstance(child, Strong) else (child,))
            )
            return _marked(markdown_inline(bare), "**", "strong", after)
        case Emphasis(children):
            return _marked(markdown_inline(children), "*", "em", after)
        case Styled(look, children):
            element = _ELEMENTS[look]
            return f"<{element}>{markdown_inline(children)}</{element}>"


_ELEMENTS = {"sub": "sub", "sup": "sup", "struck": "del", "highlight": "mark"}
"""HTML that GitHub and most other readers of Markdown show."""


def _picture(file: str, alt: str) -> str:
    return f"![{_escaped(alt)}](<../source/media/{file}>)"


def _marked(inner: str, mark: str, element: str, after: str) -> str:
    """CommonMark leaves a closing mark literal between punctuation and a letter, as in `**변수(Variable)**는`."""
    fails = after.isalnum() and not inner[-1:].isalnum()
    return f"<{element}>{inner}</{element}>" if fails else f"{mark}{inner}{mark}"


def _escaped(text: str) -> str:
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}", _SPECIAL.sub(r"\\\1", text))


def _code(text: str) -> str:
    """Code between more backticks than it holds in a row."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(inline):
            yield markdown_inline(inline)
        case Formula(latex):
            yield from ("$$", latex, "$$")
        case CodeBlock(code, language):
            fence = "`" * max(3, max((len(run) for run in re.findall("`+", code)), default=0) + 1)
            yield from (f"{fence}{language}", plain((block,)), fence)
        case Bullets(items, ordered):
            for number, item in enumerate(items, start=1):
                lead = f"{number}. " if ordered else "- "
                yield lead + indented(markdown(item), " " * len(lead))
        case Table(header, rows):
            yield _row(header)
            yield _row(tuple(() for _ in header), "---")
            yield from (_row(row) for row in rows)
        case Tree():
            yield from ("```text", plain((block,)), "```")
        case Picture(file, alt, caption=caption):
            yield _picture(file, alt)
            yield from ("", f"*{markdown_inline(caption)}*") if caption else ()


def _row(cells: tuple[Inline, ...], empty: str = " ") -> str:
    return "| " + " | ".join(markdown_inline(cell) or empty for cell in cells) + " |"
