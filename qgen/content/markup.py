"""Markdown, as authors write it inside texts, to neutral blocks.

CommonMark with tables, formulas (`formula_syntax.py`), a few more marks (`inline_syntax.py`), and `![](figure-id)` for
a picture: as a block where it is alone in its paragraph, else within the line. HTML is off: what looks like a tag is
shown as text. Emphasis follows CommonMark but for one thing: its closing mark may stand before Hangul, so that
`**변수(Variable)**는` is bold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from qgen.content.blocks import (
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
    text,
)
from qgen.content.formula_syntax import DISPLAY, formula_syntax
from qgen.content.inline_syntax import inline_syntax
from qgen.language.korean import is_hangul

_KEPT = 100_000  # parsed texts: a text is asked for by many patterns, the linter and every output


@lru_cache(maxsize=_KEPT)
def parse_blocks(source: str) -> Blocks:
    """Block content of a Markdown text."""
    return _Reader(_parser().parse(unicodedata.normalize("NFC", source))).blocks()


def figures_in(source: str) -> list[str]:
    """The ids of the figures that a text shows."""
    return [str(token.attrs["src"]) for token in tokens_of(source) if token.type == "image"] if "![" in source else []


def formulas_in(source: str) -> list[Math | Formula]:
    """The formulas of a text, in the order in which they stand."""
    if not any(mark in source for mark in ("$", "\\(", "\\[")):
        return []
    return [
        Formula(token.content.strip()) if token.type in (DISPLAY, "math_block") else Math(token.content)
        for token in tokens_of(source)
        if token.type in (DISPLAY, "math_block", "math_inline")
    ]


def tokens_of(source: str) -> Iterator[Token]:
    """What markdown-it finds in a text, blocks and what stands in their lines, from the first to the last."""
    for token in _parser().parse(unicodedata.normalize("NFC", source)):
        yield token
        yield from token.children or ()


@lru_cache(maxsize=_KEPT)
def parse_inline(source: str) -> Inline:
    """Inline content of a Markdown text.

    Ends of lines become spaces, but where a backslash, two spaces or `<br>` break one.
    """
    tokens = _parser().parseInline(unicodedata.normalize("NFC", source))
    return _inline(tokens[0].children or [])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["html_block", "html_inline"])
    formula_syntax(parser)
    inline_syntax(parser)
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """markdown-it's own rule but for `can_close`, which Hangul right after the mark does not forbid."""
    mark = state.src[state.pos]
    if silent or mark not in "_*":
        return False
    scanned = state.scanDelims(state.pos, mark == "*")
    end = state.pos + scanned.length
    can_close = scanned.can_close or (mark == "*" and _hangul_follows(state.src, state.pos, end))
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = mark
        state.delimiters.append(
            Delimiter(
                marker=ord(mark),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open and not (can_close and not scanned.can_close),
                close=can_close,
            )
        )
    state.pos = end
    return True


def _hangul_follows(source: str, start: int, end: int) -> bool:
    return start > 0 and end < len(source) and not source[start - 1].isspace() and is_hangul(source[end])


class _Run(NamedTuple):
    """Inline tokens still to be closed: the kind of node they will make, and the children so far."""

    token: Token | None
    children: list[InlineNode]


def _inline(tokens: list[Token]) -> Inline:
    runs = [_Run(None, [])]
    for token in tokens:
        if token.nesting == 1:
            runs.append(_Run(token, []))
        elif token.nesting == -1:
            run = runs.pop()
            runs[-1].children.append(_wrap(run))
        else:
            runs[-1].children.append(_leaf(token))
    return _joined(runs[0].children)


def _wrap(run: _Run) -> InlineNode:
    children = _joined(run.children)
    assert run.token is not None
    match run.token.type:
        case "strong_open":
            return Strong(children)
        case "em_open":
            return Emphasis(children)
        case "link_open":
            return Link(str(run.token.attrs["href"]), children)
        case marked:
            return Styled(_LOOKS[marked], children)


_LOOKS: dict[str, Literal["sub", "sup", "struck", "highlight"]] = {
    "sub_open": "sub",
    "sup_open": "sup",
    "s_open": "struck",
    "mark_open": "highlight",
}


def _leaf(token: Token) -> InlineNode:
    match token.type:
        case "code_inline":
            return Code(token.content)
        case "math_inline" | "math_inline_double":
            return Math(token.content)
        case "image":
            return Picture(str(token.attrs["src"]), token.content)
        case "hardbreak":
            return Break()
        case "softbreak":
            return Str(" ")
        case _:
            return Str(token.content)


def _joined(nodes: list[InlineNode]) -> Inline:
    """The nodes with neighbouring texts made one and empty ones left out."""
    joined: list[InlineNode] = []
    for node in nodes:
        if isinstance(node, Str) and joined and isinstance(joined[-1], Str):
            joined[-1] = Str(joined[-1].text + node.text)
        elif node != Str(""):
            joined.append(node)
    return tuple(joined)


def _paragraphs(tokens: list[Token]) -> Blocks:
    """A paragraph; several where formulas on lines of their own stand within it."""
    found: list[Block] = []
    line: list[Token] = []
    depth = 0
    for token in (*tokens, Token(DISPLAY, "", 0)):  # what ends the last line is no formula
        depth += token.nesting
        if token.type != DISPLAY or depth:
            line.append(token)
            continue
        said = _trimmed(_inline(line))
        found += [Paragraph(said)] if said or not tokens else []
        found += [Formula(token.content)] if token.content else []
        line = []
    return tuple(found) or (Paragraph(()),)


def _trimmed(inline: Inline) -> Inline:
    """Without the white space that parted it from a formula."""
    if inline and isinstance(inline[0], Str):
        inline = (*text(inline[0].text.lstrip()), *inline[1:])
    if inline and isinstance(inline[-1], Str):
        inline = (*inline[:-1], *text(inline[-1].text.rstrip()))
    return tuple(node for node in inline if node != Str(""))


class _Reader:
    """Walks markdown-it's flat token list once, from left to right."""

    def __init__(self, tokens: list[Token]):
        self._tokens = tokens
        self._at = 0

    def blocks(self, until: str | None = None) -> Blocks:
        found: list[Block] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == until:
                break
            found.extend(self._block(token))
        return tuple(found)

    def _block(self, token: Token) -> Blocks:
        match token.type:
            case "inline":
                children = token.children or []
                if len(children) == 1 and children[0].type == "image":
                    return (Picture(str(children[0].attrs["src"]), children[0].content),)
                return _paragraphs(children)
            case "fence" | "code_block":
                return (CodeBlock(token.content.rstrip("\n"), token.info.strip() or "text"),)
            case "math_block":
                return (Formula(token.content.strip()),)
            case "bullet_list_open" | "ordered_list_open":
                return (self._bullets(token.type.replace("open", "close")),)
            case "table_open":
                return (self._table(),)
            case _:
                return ()

    def _bullets(self, until: str) -> Bullets:
        items: list[Blocks] = []
        while self._tokens[self._at].type != until:
            self._at += 1
            items.append(self.blocks("list_item_close"))
        self._at += 1
        return Bullets(tuple(items), until.startswith("ordered"))

    def _table(self) -> Table:
        rows: list[list[Inline]] = []
        while (token := self._tokens[self._at]).type != "table_close":
            self._at += 1
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_inline(token.children or []))
        self._at += 1
        return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))
