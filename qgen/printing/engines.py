"""Which engine prints: the first that can run here. A new engine is one file and one line."""

from __future__ import annotations

import os
from typing import Protocol

from qgen.printing.document import Document, Printed

ENGINES = ("plutoprint", "weasyprint")


class Engine(Protocol):
    """A library that prints. PDFs tell by `name` which one made them, so that another engine or version prints anew."""

    name: str
    """With its version."""

    def print(self, document: Document) -> Printed:
        """The document as a PDF. CannotPrint if it asks for anything that is not in it."""
        ...


class NoEngine(Exception):
    """No engine can run here; the message says what to install."""


def engine() -> Engine:
    """The engine that `QGEN_PDF_ENGINE` names, else the first that can run. NoEngine if none can."""
    asked = os.environ.get("QGEN_PDF_ENGINE", "")
    if asked and asked not in ENGINES:
        raise NoEngine(f"QGEN_PDF_ENGINE names no engine: `{asked}`; known: {', '.join(ENGINES)}")
    reasons = []
    for name in (asked,) if asked else ENGINES:
        try:
            return _load(name)
        except (ImportError, OSError) as error:  # OSError: WeasyPrint without the system's Pango
            reasons.append(f"{name}: {str(error).splitlines()[0]}")
    raise NoEngine("no PDF engine can run here (" + "; ".join(reasons) + ")")


def _load(name: str) -> Engine:
    if name == "weasyprint":
        from qgen.printing.weasy import WeasyPrint

        return WeasyPrint()
    from qgen.printing.pluto import PlutoPrint

    return PlutoPrint()
