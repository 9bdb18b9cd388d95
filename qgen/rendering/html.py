"""Blocks as HTML. One renderer serves Anki, browsers and print; a `Style` holds the few things in which they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

from qgen.content.blocks import (
    Blank,
    Block,
    Blocks,
    Break,
    Bullets,
    Code,
    CodeBlank,
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
from qgen.content.pictures import data_uri, media_name
from qgen.rendering.code import code_html
from qgen.rendering.formulas import drawn, letters, mathml
from qgen.rendering.plain import BLANK
from qgen.rendering.runs import Element, Run, thing, written
from qgen.rendering.whole_words import whole_words

# `word-break: keep-all` does not keep a particle with the bracket before it; stylesheets do, by this class.
_TORN = re.compile(r"\)[가-힣]+")

_KEPT = 50_000  # texts: names and options stand on many cards, each card in many outputs

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
    r"""No brace of the text is one of a cloze deletion, no `[sound:…]` is played, no `\(` begins a formula."""
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
    """How HTML differs from place to place.

    `picture` makes the `<img>`; `math` gets LaTeX and whether it stands on a line of its own.
    On `paper` each word that must not be broken gets a span of its own, and a line of code that wraps goes on further
    in than it began. `in_table`: what is written stands in a narrow column.
    """

    math: Callable[[str, bool], str]
    text: Callable[[str], str] = _escaped
    blank: ShowBlank = _hidden
    picture: Callable[[Picture], str] = _inside
    paper: bool = False
    in_table: bool = False

    def with_blanks(self, blank: ShowBlank) -> Style:
        """The style with another way to show blanks."""
        return replace(self, blank=blank)


ANKI = Style(_anki_math, _anki_text, picture=_as_media)
WEB = Style(mathml)
PRINT = Style(drawn, paper=True)


def html(blocks: Blocks, style: Style) -> str:
    """The blocks as an HTML fragment, in which nothing of their text is markup."""
    return "".join(_block(block, style) for block in blocks)


def html_inline(inline: Inline, style: Style) -> str:
    """Inline content, likewise."""
    return _kept_inline(inline, style) if style.blank is _hidden else _written_inline(inline, style)


@lru_cache(maxsize=_KEPT)
def _kept_inline(inline: Inline, style: Style) -> str:
    return _written_inline(inline, style)


def _written_inline(inline: Inline, style: Style) -> str:
    runs = _runs(inline, style, ())
    return written(whole_words(runs, style.in_table) if style.paper else runs, lambda run: _text(run, style))


def _merged(inline: Inline) -> Inline:
    """With one text where several follow each other."""
    merged: list[InlineNode] = []
    for node in inline:
        if isinstance(node, Str) and merged and isinstance(merged[-1], Str):
            merged[-1] = Str(merged[-1].text + node.text)
        else:
            merged.append(node)
    return tuple(merged)


def _block(block: Block, style: Style) -> str:
    match block:
        case Paragraph(inline):
            return f"<p>{html_inline(inline, style)}</p>"
        case Formula(latex):
            return f'<div class="formula">{style.math(latex, True)}</div>'
        case CodeBlock():
            return code_html(block, style.text, style.blank, paper=style.paper)
        case Bullets(items, ordered):
            name = "ol" if ordered else "ul"
            return f"<{name}>{''.join(f'<li>{_item(item, style)}</li>' for item in items)}</{name}>"
        case Table():
            return _table(block, replace(style, in_table=True))
        case Tree():
            return f'<ul class="tree">{_tree(block, style)}</ul>'
        case Picture(caption=caption):
            below = f"<figcaption>{html_inline(caption, style)}</figcaption>" if caption else ""
            return f"<figure>{style.picture(block)}{below}</figure>"


def _runs(inline: Inline, style: Style, inside: tuple[Element, ...]) -> Iterator[Run]:
    """The content's text and things that are drawn, each with the elements around it."""
    for node in _merged(inline):
        match node:
            case Str(text):
                yield Run(text, inside)
            case Code(text):
                yield Run(text, (*inside, Element("code")))
            case Math(latex):
                yield thing(style.math(latex, False), len(letters(latex)), inside)
            case Strong(children) | Emphasis(children) | Styled(children=children):
                yield from _runs(children, style, (*inside, _element(node)))
            case Break():
                yield Run("\n", inside, "<br>")
            case Picture():
                yield thing(f'<span class="inline-picture">{style.picture(node)}</span>', _INLINE_PICTURE, inside)
            case Link():
                yield from _link(node, style, inside)
            case Blank():
                yield from _blank(node, style, inside)


_INLINE_PICTURE = 8
"""The letters that a picture within a line counts for: it is made as high as about two lines."""

_LOOKS = {"sub": ("sub",), "sup": ("sup",), "struck": ("s",), "highlight": ("mark", ' class="highlight"')}


def _element(node: Strong | Emphasis | Styled) -> Element:
    match node:
        case Strong():
            return Element("strong")
        case Emphasis():
            return Element("em")
        case Styled(look):
            return Element(*_LOOKS[look])


def _blank(blank: Blank, style: Style, inside: tuple[Element, ...]) -> Iterator[Run]:
    if blank.shown:
        yield from _runs(blank.children, style, (*inside, Element("mark")))
    else:
        yield thing(style.blank(blank, html_inline(blank.children, style)), len(BLANK), inside)


def _link(link: Link, style: Style, inside: tuple[Element, ...]) -> Iterator[Run]:
    """Words to follow to a web page or to a mail; of any other link, the words with its address behind them."""
    if link.url.startswith(("http://", "https://", "mailto:")):
        return _runs(link.children, style, (*inside, Element("a", f' href="{escape(link.url)}"')))
    return _runs((*link.children, Str(f" ({link.url})")), style, inside)


def _text(run: Run, style: Style) -> str:
    if run.html is not None:
        return run.html
    shown = style.text(run.text)
    in_code = any(element.name == "code" for element in run.inside)
    return shown if style.paper or in_code else _TORN.sub(r'<span class="joined">\g<0></span>', shown)


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
