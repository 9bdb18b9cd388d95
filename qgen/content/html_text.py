"""HTML of others' cards as blocks: what it says, without how it looks."""

from __future__ import annotations

from html.parser import HTMLParser

from qgen.content.blocks import (
    Block,
    Blocks,
    Bullets,
    Code,
    Emphasis,
    Inline,
    InlineNode,
    Paragraph,
    Str,
    Strong,
    paragraph,
    text,
)

_BREAKS = {
    "p",
    "div",
    "br",
    "hr",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
}
_STRONG, _EMPHASIS, _CODE = {"b", "strong", "th"}, {"i", "em"}, {"code", "tt", "kbd"}
_SILENT = {"script", "style", "title", "head"}


def blocks_of(html: str) -> Blocks:
    """What an HTML text says, as paragraphs and lists with bold, italic and code.

    Pictures become their alternative text, everything else becomes plain text.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._items: list[Blocks] = []
        self._line: list[InlineNode] = []
        self._marks: list[str] = []
        self._in_item = self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _SILENT:
            self._silent += 1
        elif tag == "li":
            self._end_line()
            self._in_item += 1
        elif tag in _BREAKS:
            self._end_line()
        elif tag == "td":
            self._say(" ")
        elif tag == "img":
            self._say(values.get("alt") or f"[{values.get('src') or 'img'}]")
        elif tag in _STRONG | _EMPHASIS | _CODE:
            self._marks.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "li":
            self._end_line()
            self._in_item = max(0, self._in_item - 1)
        elif tag in _BREAKS:
            self._end_line()
        elif tag in self._marks:
            self._marks.reverse()
            self._marks.remove(tag)
            self._marks.reverse()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._say(data)

    def finished(self) -> Blocks:
        self._end_line()
        self._end_list()
        return tuple(self._blocks)

    def _say(self, said: str) -> None:
        said = " ".join(f"|{said}|".split())[1:-1]  # runs of white space are one, also at the ends
        if not said.strip() and (not self._line or not said):
            return
        plain = text(said if self._line else said.lstrip())
        mark = next(iter(reversed(self._marks)), "")
        if mark in _STRONG:
            self._line.append(Strong(plain))
        elif mark in _EMPHASIS:
            self._line.append(Emphasis(plain))
        elif mark in _CODE:
            self._line.append(Code(said.strip()))
        else:
            self._line += plain

    def _end_line(self) -> None:
        line: Inline = tuple(self._line)
        self._line = []
        if not any(not isinstance(node, Str) or node.text.strip() for node in line):
            return
        if self._in_item:
            self._items.append(paragraph(line))
        else:
            self._end_list()
            self._blocks.append(Paragraph(line))

    def _end_list(self) -> None:
        if self._items:
            self._blocks.append(Bullets(tuple(self._items)))
            self._items = []
