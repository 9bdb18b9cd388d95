"""A note of an Anki deck that was imported, kept as it is so that its learners keep their schedules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import ClassVar
from urllib.parse import unquote

from pydantic import Field

from qgen.entities.base import Entity, Fault
from qgen.entities.facts import Fact
from qgen.entities.registry import entity
from qgen.entities.values import Line, NoteTypeId


@dataclass(frozen=True)
class Kept(Fact):
    """A note of an imported deck, which says something in a form that is not looked into."""

    prefix = "fields"

    language: str

    @property
    def askable(self) -> bool:
        return False


@entity("notes")
class KeptNote(Entity):
    """A note of an imported Anki deck. Fields are HTML, as Anki holds them."""

    kind: ClassVar[str] = "note"

    language: Line = Field(description="The language of the deck that it is in, `ko` say.")
    guid: Line = Field(description="By which learners' collections know it. Never change it.")
    note_type: NoteTypeId = Field(description="Its note type.")
    fields: dict[Line, str] = Field(min_length=1, description="Field name -> HTML; what is left out is empty.")
    anki_tags: tuple[Line, ...] = Field(default=(), description="Its tags in Anki.")

    def faults(self) -> Iterator[Fault]:
        if self.guid.split() != [self.guid]:
            yield Fault(("guid",), "value", f"expected a guid without white space, found `{self.guid}`")

    def facts(self) -> Iterator[Fact]:
        yield Kept(self.id, self.language)


_SHOWN = re.compile(
    r"""(?:src|data)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s>"']+))|\[sound:([^\]]+)\]|url\(\s*["']?([^"')]+)""",
    re.IGNORECASE,
)


def media_in(html: str) -> set[str]:
    """The names of files that HTML, CSS or a sound tag refers to."""
    return {unquote(unescape(name)) for found in _SHOWN.findall(html) for name in found if name}
