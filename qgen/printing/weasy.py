"""WeasyPrint: slower, needs the system's Pango, and makes tagged PDFs (PDF/UA). The extra `weasyprint` installs it."""

from __future__ import annotations

import io
from typing import Any

import weasyprint

from qgen.printing.document import CannotPrint, Document, Printed

_STYLE = """
a[data-page]::after { content: " " target-counter(attr(href), page) !important }
"""


class WeasyPrint:
    """The engine for accessible PDFs."""

    name = f"weasyprint {weasyprint.__version__}"

    def print(self, document: Document) -> Printed:
        """The document as a tagged PDF. CannotPrint if it asks for anything outside."""
        refused: list[str] = []

        def fetch(url: str, *arguments: Any, **more: Any) -> Any:
            if url.startswith("data:"):
                return weasyprint.default_url_fetcher(url, *arguments, **more)
            refused.append(url)
            raise ValueError(f"refused: {url[:120]}")

        page = weasyprint.HTML(string=document.html, url_fetcher=fetch, base_url="https://qgen.invalid/")
        rendered = page.render(
            stylesheets=[weasyprint.CSS(string=_STYLE + f"@page {{ size: {document.paper} }}")], pdf_variant="pdf/ua-1"
        )
        if refused:
            raise CannotPrint(f"the page asks for what is not in it: {', '.join(sorted(set(refused)))}")
        stream = io.BytesIO()
        rendered.write_pdf(stream, pdf_variant="pdf/ua-1", pdf_identifier=b"qgen")
        return Printed(stream.getvalue(), len(rendered.pages))
