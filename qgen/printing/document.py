"""What an engine prints, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Paper = Literal["a4", "letter"]
PAPERS: dict[str, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height in millimetres."""


@dataclass(frozen=True)
class Heading:
    """An entry of the outline: the `id` of an element, what it is called, and how deep it lies, from 0."""

    id: str
    title: str
    level: int = 0


@dataclass(frozen=True)
class Document:
    """A page of HTML that is complete in itself, with what a PDF says of it.

    Every heading is linked to from the HTML as `<a href="#id" data-page="">`: the engine puts the page's number there.
    `heads` runs the title of each page's chapter, a heading of level 0, at its top. `now` is in seconds since 1970.
    """

    html: str
    title: str
    language: str
    paper: Paper = "a4"
    author: str = ""
    keywords: tuple[str, ...] = ()
    outline: tuple[Heading, ...] = ()
    heads: bool = False
    now: int = 0


@dataclass(frozen=True)
class Printed:
    """A PDF and the number of its pages. `too_wide` if something runs off the paper at the right."""

    pdf: bytes
    pages: int
    too_wide: bool = False


class CannotPrint(Exception):
    """The document can't be printed as it is; the message says why."""


@dataclass
class Pages:
    """Where headings landed: id -> page from 0 and height above its foot in points."""

    of: dict[str, tuple[int, float]] = field(default_factory=dict)
    count: int = 0
