"""Code as highlighted HTML, with the parts that a card hides or has just revealed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from pygments import lex
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

from qgen.content.blocks import CodeBlank, CodeBlock

HANG = 4
"""Characters that a line goes further in where it wraps."""

_ADVANCE = 0.6  # of a monospaced letter, in em
_LONG = 60  # characters without a space, about three quarters of a line: more may break anywhere, or run off the page


def code_html(
    block: CodeBlock, escape: Callable[[str], str], blank: Callable[[CodeBlank, str], str], *, paper: bool = False
) -> str:
    """The code as `<pre>`. Tokens are cut where a blank starts or ends, so that every element closes inside its parent.

    `blank` makes the HTML of a hidden part from the HTML of what it hides. On `paper` each line is a block of its own.
    """
    holes = {hole.start: hole for hole in block.blanks}
    out: list[str] = []
    held: list[str] = []  # of the hole that the pieces are in
    inside: CodeBlank | None = None

    def close() -> None:
        if inside and held:
            out.append(blank(inside, "".join(held)) if not inside.shown else _marked("".join(held)))
        held.clear()

    for start, name, text in _pieces(block, lines=paper):
        if inside and start >= inside.end:
            close()
            inside = None
        inside = holes.get(start, inside)
        said = _breakable(text, escape) if paper else escape(text)
        piece = f'<span class="{name}">{said}</span>' if name and text.strip() else said
        if inside and inside.shown and text == "\n":
            close()  # a mark, like any element, ends with its line
            out.append(piece)
        else:
            (held if inside else out).append(piece)
    close()
    code = "".join(out)
    if paper:
        code = "".join(map(_hanging, code.split("\n")))
    return f'<pre class="code"><code>{code}</code></pre>'


def _breakable(text: str, escape: Callable[[str], str]) -> str:
    """The text with a span round what is too long for a line."""
    pieces = ((piece, escape(piece)) for piece in re.split(r"(\s+)", text))
    return "".join(
        f'<span class="wl">{said}</span>' if len(piece) >= _LONG and not piece.isspace() else said
        for piece, said in pieces
    )


def _marked(html: str) -> str:
    """What a card reveals, without the indentation before it."""
    bare = html.lstrip(" ")
    return f"{html[: len(html) - len(bare)]}<mark>{bare}</mark>" if bare else html


def _hanging(line: str) -> str:
    depth = (len(line) - len(line.lstrip(" ")) + HANG) * _ADVANCE
    return f'<span class="row" style="padding-left:{depth:.1f}em;text-indent:-{depth:.1f}em">{line}</span>'


def _pieces(block: CodeBlock, lines: bool) -> Iterator[tuple[int, str, str]]:
    """Each token: where it starts, the short name of its kind, its text.

    It is cut where blanks start and end; with `lines` also where lines do.
    """
    cuts = {edge for blank in block.blanks for edge in (blank.start, blank.end)}
    if lines:
        cuts |= {edge for place, ch in enumerate(block.code) if ch == "\n" for edge in (place, place + 1)}
    position = 0
    for kind, text in _tokens(block.code, block.language):
        edges = [0, *(cut - position for cut in sorted(cuts) if 0 < cut - position < len(text)), len(text)]
        for start, end in pairwise(edges):
            yield (
                position + start,
                STANDARD_TYPES.get(kind) or STANDARD_TYPES.get(kind.parent or Token, ""),
                text[start:end],
            )
        position += len(text)


def _tokens(code: str, language: str) -> list[tuple[_TokenType, str]]:
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False, ensurenl=False)
    return list(lex(code, lexer))
