"""Examples: code, and what its parts do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qgen.content.blocks import Blocks, Inline
from qgen.entities.example import CodeNote, Example, Listing
from qgen.guide.parts import Part, PartMaker, Telling
from qgen.rendering.plain import plain_inline


@dataclass(frozen=True)
class ExamplePart(Part):
    """An example with its notes, in the order of the code."""

    template = "example"

    name: Inline
    code: Blocks
    notes: tuple[tuple[str, Inline], ...]


def _parts(examples: list[Example], chapter: str, telling: Telling) -> Iterator[Part]:
    names = telling.names
    for one in examples:
        (listing,) = telling.base.stated_by(one.id, Listing)
        notes = sorted(telling.base.stated_by(one.id, CodeNote), key=lambda note: note.start)
        name = names.inline(one.heading())
        yield ExamplePart(
            one.id,
            plain_inline(name),
            names.sources(one.id, []),
            name=name,
            code=listing.tell(names),
            notes=tuple((note.code, names.inline(note.note)) for note in notes),
        )


EXAMPLES = PartMaker(Example, _parts)
