"""Cloze deletions and tags as Anki reads them."""

from __future__ import annotations

import re
import unicodedata


def cloze(number: int, inner: str, hint: str | None = None) -> str:
    """`{{c1::inner}}`, with what would end it early or turn into a hint made harmless. `number` counts from 1."""
    behind = f"::{_harmless(hint)}" if hint else ""
    return f"{{{{c{number}::{_harmless(inner)}{behind}}}}}"


def inert(html: str) -> str:
    """HTML in which no text reads as a cloze deletion or as a template field."""
    return html.replace("{{", "{&#123;").replace("}}", "}&#125;")


def tag(text: str) -> str:
    """A tag that Anki keeps as one: no spaces, no empty parts, NFC."""
    parts = (re.sub(r"\s+", "-", part.strip()) for part in unicodedata.normalize("NFC", text).split("::"))
    return "::".join(part for part in parts if part)


def _harmless(html: str) -> str:
    return html.replace("::", "&#58;&#58;").replace("}}", "}&#125;")
