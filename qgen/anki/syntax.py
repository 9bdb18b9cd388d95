"""What has a meaning to Anki in fields, templates and tags: the only place that knows how it is written and read.

https://docs.ankiweb.net/templates/intro.html, and for cloze deletions Anki's own `rslib/src/cloze.rs`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

TEMPLATE_TAG = re.compile(r"\{\{(?P<sigil>[#^/]?)\s*(?P<name>[^{}]*?)\s*\}\}")
"""A tag of a template: `{{Field}}`, `{{filter:Field}}`, or a section's start and end, `{{#Field}}`, `{{^Field}}` and
`{{/Field}}`. `field_of` tells the field from the filters.
"""

INNERMOST_SECTION = re.compile(
    r"\{\{(?P<sigil>[#^])\s*(?P<name>[^{}]*?)\s*\}\}(?P<inside>(?:(?!\{\{[#^]).)*?)\{\{/\s*(?P=name)\s*\}\}", re.DOTALL
)
"""A section of a template in which no other one stands."""

CLOZE_START = re.compile(r"\{\{c(?P<numbers>[\d,]+)::")
"""Where a cloze deletion begins. `{{c1,2::` begins one that stands on two cards."""

_INNERMOST_CLOZE = re.compile(
    CLOZE_START.pattern + r"(?P<text>(?:(?!\{\{c[\d,]+::|\}\}|::).)*)(?:::(?P<hint>(?:(?!\{\{c[\d,]+::|\}\}).)*))?\}\}",
    re.DOTALL,
)
"""A cloze deletion in which no other one stands. It ends at the first `}}`; what follows the first `::` is its hint."""


@dataclass(frozen=True)
class Cloze:
    """A cloze deletion that was read. `text` and `hint` are HTML."""

    numbers: frozenset[int]
    text: str
    hint: str | None


def replace_clozes(html: str, shown: Callable[[Cloze], str]) -> str:
    """The HTML with every cloze deletion replaced, inner ones before those that hold them."""

    def replacement(found: re.Match[str]) -> str:
        return shown(Cloze(_numbers(found), found["text"], found["hint"]))

    while True:
        html, count = _INNERMOST_CLOZE.subn(replacement, html)
        if not count:
            return html


def clozes(html: str) -> list[Cloze]:
    """Every cloze deletion in a field, inner ones before those that hold them."""
    found: list[Cloze] = []

    def noted(one: Cloze) -> str:
        found.append(one)
        return one.text

    replace_clozes(html, noted)
    return found


def cloze_numbers(html: str) -> frozenset[int]:
    """The numbers of all cloze deletions in a field. Anki gives none a card that has the number 0."""
    return frozenset().union(*map(_numbers, CLOZE_START.finditer(html)))


def cloze(number: int, inner: str, hint: str | None = None) -> str:
    """`{{c1::inner}}`, with what would end it early or turn into a hint made harmless. `number` counts from 1."""
    behind = f"::{_harmless(hint)}" if hint else ""
    return f"{{{{c{number}::{_harmless(inner)}{behind}}}}}"


def field_of(name: str) -> str:
    """The field that a template's tag shows: `Answer` of `type:Answer`.

    Anki takes spaces behind the colon for a part of the field's name.
    """
    return name.rpartition(":")[2]


def has_cloze_filter(template: str) -> bool:
    """Whether a template shows a field as a cloze, `{{cloze:Text}}`."""
    return any("cloze" in tag["name"].split(":")[:-1] for tag in TEMPLATE_TAG.finditer(template))


def tag(text: str) -> str:
    """A note's tag that Anki keeps as one: no spaces, no empty parts, NFC."""
    parts = (re.sub(r"\s+", "-", part.strip()) for part in unicodedata.normalize("NFC", text).split("::"))
    return "::".join(part for part in parts if part)


def _numbers(found: re.Match[str]) -> frozenset[int]:
    return frozenset(int(number) for number in found["numbers"].split(",") if number and int(number))


def _harmless(html: str) -> str:
    return html.replace("::", "&#58;&#58;").replace("}}", "}&#125;")
