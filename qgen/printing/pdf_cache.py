"""PDFs of an earlier build that need not be printed again: each says, in a comment, what it was printed from.

Printing is what takes longest, and the same document gives the same bytes; so a PDF that is still there is as good as
new.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files

from qgen.printing.document import Document, Printed

_MARK = re.compile(rb"%qgen (?P<origin>[0-9a-f]{64}) (?P<pages>\d+) (?P<rest>[0-9a-f]{64})\n")
_END = b"startxref"  # what follows it tells where the cross-reference table is: a comment before it moves nothing


def origin(document: Document, engine: str) -> str:
    """A hash of everything that a PDF is made of: the document, the engine with its version, and how we use it."""
    return hashlib.sha256(f"{document!r}\0{engine}\0{_our_code()}".encode()).hexdigest()


def marked(printed: Printed, origin: str) -> Printed:
    """The PDF with its origin in it."""
    head, end, tail = printed.pdf.rpartition(_END)
    mark = f"%qgen {origin} {printed.pages} {_hash(printed.pdf)}\n".encode()
    return Printed(head + mark + end + tail, printed.pages)


def read_mark(pdf: bytes) -> tuple[str, Printed] | None:
    """A PDF's origin and the PDF; None if it has no mark, or is not as it was when it was marked."""
    found = next(iter(_MARK.finditer(pdf, max(0, len(pdf) - 2000))), None)
    if not found or _hash(pdf[: found.start()] + pdf[found.end() :]) != found["rest"].decode():
        return None
    return found["origin"].decode(), Printed(pdf, int(found["pages"]))


@cache
def _our_code() -> str:
    folder = files("qgen") / "printing"
    sources = sorted((entry.name, entry.read_bytes()) for entry in folder.iterdir() if entry.name.endswith(".py"))
    return _hash(repr(sources).encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
