"""PlutoPrint: quick, and installed by pip alone; nothing but the page itself is ever read.

What it lacks is done here: page numbers in the table of contents, running heads, outline and language.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import Any

import pikepdf
import plutoprint

from qgen.printing.document import PAPERS, CannotPrint, Document, Heading, Pages, Printed
from qgen.printing.fonts import font_faces

# Without the first rule one element wider than the page shrinks the whole document.
_STYLE = "@page { -pluto-page-scale: 1 }"
_BASE = "https://qgen.invalid/document.html"  # links inside the page need an address to be inside of


class _Sealed(plutoprint.ResourceFetcher):
    """Lets through what stands in the page itself, and remembers everything else that it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def fetch_url(self, url: str) -> Any:
        if url.startswith("data:"):
            return super().fetch_url(url)
        self.refused.append(url)
        raise plutoprint.Error(f"refused: {url[:120]}")


class PlutoPrint:
    """The default engine."""

    name = f"plutoprint {plutoprint.__version__}"

    def print(self, document: Document) -> Printed:
        """The document as a PDF; the same document gives the same bytes.

        CannotPrint if it asks for anything that is not in it.
        """
        press = _Press(document)
        pages = press.measure() if document.outline else Pages()
        pdf = press.final(pages)
        if press.sealed.refused:
            raise CannotPrint(f"the page asks for what is not in it: {', '.join(sorted(set(press.sealed.refused)))}")
        return replace(_completed(pdf, document), too_wide=press.too_wide)


class _Press:
    def __init__(self, document: Document):
        self.document = document
        self.sealed = _Sealed()
        self.too_wide = False
        width, height = PAPERS[document.paper]
        self._size = plutoprint.PageSize(width * plutoprint.UNITS_MM, height * plutoprint.UNITS_MM)
        self._html = document.html

    def measure(self) -> Pages:
        """A first print, which tells on which page each heading lands."""
        stream = io.BytesIO()
        self._book(_numbered(self._html, lambda heading: _UNKNOWN)).write_to_pdf_stream(stream)
        return _landed(stream.getvalue())

    def final(self, pages: Pages) -> bytes:
        book = self._book(
            _numbered(self._html, lambda heading: str(pages.of[heading][0] + 1) if heading in pages.of else "")
        )
        self.too_wide = book.get_document_width() > book.get_viewport_width() + 1
        if pages.count and book.get_page_count() != pages.count:
            raise CannotPrint("page numbers in the table of contents change the number of pages")
        heads = self._heads(pages, book.get_page_count())
        stream = io.BytesIO()
        with plutoprint.PDFCanvas.create_for_stream(stream, book.get_page_size()) as canvas:
            self._describe(canvas)
            canvas.scale(plutoprint.UNITS_PX, plutoprint.UNITS_PX)
            for number in range(book.get_page_count()):
                canvas.set_size(book.get_page_size_at(number))
                book.render_page(canvas, number)
                if heads:
                    heads.render_page(canvas, number)
                canvas.show_page()
        return stream.getvalue()

    def _book(self, html: str) -> Any:
        book = plutoprint.Book(self._size, plutoprint.PAGE_MARGINS_NONE)
        book.custom_resource_fetcher = self.sealed
        book.load_html(html, user_style=_STYLE, base_url=_BASE)
        return book

    def _heads(self, pages: Pages, count: int) -> Any:
        """A second book that holds each page's running head: the deck at the left, the chapter at the right.

        None if the document has no running heads.
        """
        if not self.document.heads:
            return None
        titles = running_titles(self.document, pages, count)
        deck = f'<span class="deck">{escape(self.document.title)}</span>'
        chapters = (f'<span class="chapter">{escape(title) or "&nbsp;"}</span>' for title in titles[1:])
        rows = "".join(("<div>&nbsp;</div>", *(f"<div>{deck}{chapter}</div>" for chapter in chapters)))
        style = f"<style>{font_faces()}\n{_HEADS % self.document.paper}</style>"
        return self._book(f'<html lang="{self.document.language}">{style}<body>{rows}</body></html>')

    def _describe(self, canvas: Any) -> None:
        moment = datetime.fromtimestamp(self.document.now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for key, value in (
            (plutoprint.PDF_METADATA_TITLE, self.document.title),
            (plutoprint.PDF_METADATA_AUTHOR, self.document.author),
            (plutoprint.PDF_METADATA_KEYWORDS, ", ".join(self.document.keywords)),
            (plutoprint.PDF_METADATA_CREATOR, "qgen"),
            (plutoprint.PDF_METADATA_CREATION_DATE, moment),
            (plutoprint.PDF_METADATA_MODIFICATION_DATE, moment),
        ):
            canvas.set_metadata(key, value)


_HEADS = """
@page { size: %s; margin: 9mm 18mm }
body { margin: 0; font: 7.6pt "Q Sans", "Q Symbols"; color: #555 }
div { page-break-after: always; position: relative; text-align: right }
.deck { position: absolute; left: 0; top: 0 }
"""


_POINTS = 72 / 25.4
_TOP = 95.0  # points: the head's margin and a line


def running_titles(document: Document, pages: Pages, count: int) -> list[str]:
    """For each page the chapter that it begins in: one that begins further down is the next page's."""
    height = PAPERS[document.paper][1] * _POINTS
    starts = sorted(
        (page if top > height - _TOP else page + 1, one.title)
        for one in document.outline
        if one.level == 0 and one.id in pages.of
        for page, top in [pages.of[one.id]]
    )
    return [next((title for page, title in reversed(starts) if page <= number), "") for number in range(count)]


_UNKNOWN = "000"  # as wide as any page's number, so that the true one moves nothing


def _numbered(html: str, number: Callable[[str], str]) -> str:
    """The page with `number(id)` in each link that asks for the page of what it leads to."""
    return re.sub(
        r'<a href="#([^"]+)" data-page=""', lambda found: f'<a href="#{found[1]}" data-page="{number(found[1])}"', html
    )


def _landed(pdf: bytes) -> Pages:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        pages = Pages(count=len(opened.pages))
        if "/Names" in opened.Root and "/Dests" in opened.Root.Names:
            for name, found in pikepdf.NameTree(opened.Root.Names.Dests).items():
                target = found if isinstance(found, pikepdf.Array) else found.D
                pages.of[str(name)] = _settled(numbers[target[0].objgen], float(target[3]), pages.count)
        return pages


_FOOT = 60.0  # points: the foot's margin and one line more, where no heading ever stands


def _settled(page: int, top: float, count: int) -> tuple[int, float]:
    """PlutoPrint notes where a block would have begun that it then moves to the next page, whole: at the very foot."""
    moved = top < _FOOT and page + 1 < count
    return (page + 1, 10_000.0) if moved else (page, top)


def _completed(pdf: bytes, document: Document) -> Printed:
    """The PDF with its outline and language, and an id that comes from its content."""
    pages = _landed(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        _add_outline(opened, document.outline, pages)
        opened.Root.Lang = pikepdf.String(document.language)
        opened.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        stream = io.BytesIO()
        opened.save(stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Printed(stream.getvalue(), len(opened.pages))


def _add_outline(opened: Any, outline: tuple[Heading, ...], pages: Pages) -> None:
    if not outline:
        return
    opened.Root.PageMode = pikepdf.Name.UseOutlines
    with opened.open_outline() as root:
        chapter = None
        for heading in outline:
            if heading.id not in pages.of:
                raise CannotPrint(f"nothing in the page is called `{heading.id}`, or nothing links to it")
            page, top = pages.of[heading.id]
            item = pikepdf.OutlineItem(heading.title, page, "XYZ", left=0, top=top)
            if heading.level == 0 or chapter is None:
                root.root.append(item)
                chapter = item
            else:
                chapter.children.append(item)
