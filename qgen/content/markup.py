"""Markdown, as authors write it inside texts, to neutral blocks.

CommonMark with tables, `$math$`, and `![](figure-id)` for a picture, which stands in a paragraph of its own. HTML is
off: what looks like a tag is shown as text. Emphasis follows CommonMark but for one thing: its closing mark may stand
before Hangul, so that `**변수(Variable)**는` is bold.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from qgen.content.blocks import (
    Block,
    Blocks,
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
    Table,
)
from qgen.language.korean import is_hangul

_KEPT = 100_000  # parsed texts: a text is asked for by many patterns, the linter and every output


@lru_cache(maxsize=_KEPT)
def parse_blocks(source: str) -> Blocks:
    """Block content of a Markdown text."""
    return _Reader(_parser().parse(unicodedata.normalize("NFC", source))).blocks()


def figures_in(source: str) -> list[str]:
    """The ids of the figures that a text shows."""
    if "![" not in source:
        return []
    tokens = _parser().parse(unicodedata.normalize("NFC", source))
    return [str(child.attrs["src"]) for token in tokens for child in token.children or [] if child.type == "image"]


@lru_cache(maxsize=_KEPT)
def parse_inline(source: str) -> Inline:
    """Inline content of a Markdown text.

    Line breaks become spaces, and a picture, for which there is no room, becomes its alternative text.
    """
    tokens = _parser().parseInline(unicodedata.normalize("NFC", source))
    return _inline(tokens[0].children or [])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["html_block", "html_inline"])
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, allow_labels=False)
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
        case _:
            return Link(str(run.token.attrs["href"]), children)


def _leaf(token: Token) -> InlineNode:
    match token.type:
        case "code_inline":
            return Code(token.content)
        case "math_inline" | "math_inline_double":
            return Math(token.content)
        case "softbreak" | "hardbreak":
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
                return (Paragraph(_inline(children)),)
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
