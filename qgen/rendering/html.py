"""Blocks as HTML. One renderer serves Anki and the web; a `Style` holds the few things in which they differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from latex2mathml.converter import convert as latex_to_mathml

from qgen.content.blocks import (
    Blank,
    Block,
    Blocks,
    Bullets,
    Code,
    CodeBlank,
    CodeBlock,
    Emphasis,
    Formula,
    Inline,
    Link,
    Math,
    Paragraph,
    Picture,
    Span,
    Str,
    Strong,
    Table,
    Tree,
)
from qgen.content.pictures import data_uri, media_name
from qgen.rendering.code import code_html

# `word-break: keep-all` does not keep a particle with the bracket before it; stylesheets do, by this class.
_TORN = re.compile(r"\)[가-힣]+")

ShowBlank = Callable[[Blank | CodeBlank, str], str]
"""(blank, HTML of what it hides) -> HTML."""


def _hidden(blank: Blank | CodeBlank, inner: str) -> str:
    return '<span class="blank">____</span>'


def _anki_math(latex: str, display: bool) -> str:
    """For MathJax. Two braces that close together would end a cloze."""
    safe = escape(latex.replace("}}", "} }"), quote=False)
    return rf"\[{safe}\]" if display else rf"\({safe}\)"


_ANKI_TAG = re.compile(r"\[(?=(?:sound|anki|tts|/?latex|/?\$\$?)[:\]\s])", re.IGNORECASE)
_MATHJAX = re.compile(r"\\(?=[()\[\]])")


def _anki_text(text: str) -> str:
    """No brace of the text is one of a cloze deletion, no `[sound:…]` is played, no `\\(` begins a formula."""
    safe = _escaped(text).replace("{", "&#123;").replace("}", "&#125;")
    return _MATHJAX.sub("<span>\\\\</span>", _ANKI_TAG.sub("&#91;", safe))


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _inside(picture: Picture) -> str:
    """A picture in the page itself."""
    return f'<img src="{data_uri(picture.file, picture.data)}" alt="{escape(picture.alt)}">'


def _as_media(picture: Picture) -> str:
    """A picture in Anki's folder of media."""
    return f'<img src="{media_name(picture.file, picture.data)}" alt="{escape(picture.alt)}">'


@dataclass(frozen=True)
class Style:
    """How HTML differs from place to place. `picture` makes the `<img>`; `math` gets LaTeX and whether it stands on a
    line of its own. With `hanging`, for paper, a line of code that wraps goes on further in than it began, and words
    are kept whole later on.
    """

    math: Callable[[str, bool], str]
    text: Callable[[str], str] = _escaped
    blank: ShowBlank = _hidden
    picture: Callable[[Picture], str] = _inside
    hanging: bool = False

    def with_blanks(self, blank: ShowBlank) -> Style:
        return replace(self, blank=blank)


def _mathml(latex: str, display: bool) -> str:
    """For browsers, which draw MathML by themselves. What is no LaTeX is shown as it was typed."""
    try:
        drawn: str = latex_to_mathml(latex, display="block" if display else "inline")
    except Exception:  # the library raises errors of many kinds, some of them bare
        return f"<code>{_escaped(latex)}</code>"
    return drawn


def _drawn(latex: str, display: bool) -> str:
    from qgen.rendering.formulas import drawn

    return drawn(latex, display)


ANKI = Style(_anki_math, _anki_text, picture=_as_media)
WEB = Style(_mathml)
PRINT = Style(_drawn, hanging=True)


def html(blocks: Blocks, style: Style) -> str:
    """The blocks as an HTML fragment, in which nothing of their text is markup."""
    return "".join(_block(block, style) for block in blocks)


def html_inline(inline: Inline, style: Style) -> str:
    """Inline content, likewise."""
    return "".join(_span(span, style) for span in _merged(inline))


def _merged(inline: Inline) -> Inline:
    """With one text where several follow each other."""
    merged: list[Span] = []
    for span in inline:
        if isinstance(span, Str) and merged and isinstance(merged[-1], Str):
            merged[-1] = Str(merged[-1].text + span.text)
        else:
            merged.append(span)
    return tuple(merged)


def _block(block: Block, style: Style) -> str:
    match block:
        case Paragraph(inline):
            return f"<p>{html_inline(inline, style)}</p>"
        case Formula(latex):
            return f'<div class="formula">{style.math(latex, True)}</div>'
        case CodeBlock():
            return code_html(block, style.text, style.blank, hanging=style.hanging)
        case Bullets(items, ordered):
            name = "ol" if ordered else "ul"
            return f"<{name}>{''.join(f'<li>{_item(item, style)}</li>' for item in items)}</{name}>"
        case Table():
            return _table(block, style)
        case Tree():
            return f'<ul class="tree">{_tree(block, style)}</ul>'
        case Picture(caption=caption):
            below = f"<figcaption>{html_inline(caption, style)}</figcaption>" if caption else ""
            return f"<figure>{style.picture(block)}{below}</figure>"


def _span(span: Span, style: Style) -> str:
    match span:
        case Str(text):
            return (
                style.text(text) if style.hanging else _TORN.sub(r'<span class="joined">\g<0></span>', style.text(text))
            )
        case Code(text):
            return f"<code>{style.text(text)}</code>"
        case Math(latex):
            return style.math(latex, False)
        case Strong(children):
            return f"<strong>{html_inline(children, style)}</strong>"
        case Emphasis(children):
            return f"<em>{html_inline(children, style)}</em>"
        case Link(url, children):
            return _link(url, html_inline(children, style), style)
        case Blank(children=children):
            inner = html_inline(children, style)
            return f"<mark>{inner}</mark>" if span.shown else style.blank(span, inner)


def _link(url: str, inner: str, style: Style) -> str:
    known = url.startswith(("http://", "https://", "mailto:"))
    return f'<a href="{escape(url)}">{inner}</a>' if known else f"{inner} ({style.text(url)})"


def _item(item: Blocks, style: Style) -> str:
    """A list item of one paragraph needs no <p>."""
    if len(item) == 1 and isinstance(item[0], Paragraph):
        return html_inline(item[0].inline, style)
    return html(item, style)


def _table(table: Table, style: Style) -> str:
    head = "".join(f"<th>{html_inline(cell, style)}</th>" for cell in table.header)
    rows = "".join(f"<tr>{_row(row, table.stub, style)}</tr>" for row in table.rows)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(row: tuple[Inline, ...], stub: bool, style: Style) -> str:
    cells = [html_inline(cell, style) for cell in row]
    first = f"<th>{cells[0]}</th>" if stub else f"<td>{cells[0]}</td>"
    return first + "".join(f"<td>{cell}</td>" for cell in cells[1:])


def _tree(tree: Tree, style: Style) -> str:
    label = html_inline(tree.label, style)
    shown = f'<strong class="marked">{label}</strong>' if tree.marked else label
    below = "".join(_tree(child, style) for child in tree.children)
    return f"<li>{shown}{f'<ul>{below}</ul>' if below else ''}</li>"
