"""How a note type looks: its templates and stylesheet, which a project may replace file by file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from qgen.anki.note_types import NoteType


@dataclass(frozen=True)
class Look:
    """Front and back of each template, and the stylesheet. `mod` is when they last changed, in seconds since 1970."""

    sides: tuple[tuple[str, str], ...]
    css: str
    mod: int = 0

    def at(self, mod: int) -> Look:
        """The same look, last changed at another time."""
        return replace(self, mod=mod)


def look(note_type: NoteType, overrides: Path | None) -> Look:
    """The look of a note type. A file `anki/<same name>` below `overrides` takes the place of qgen's own."""
    sides = tuple(
        (_text(template.front, overrides), _text(template.back, overrides)) for template in note_type.templates
    )
    return Look(sides, _text("style.css", overrides))


def _text(name: str, overrides: Path | None) -> str:
    own = overrides / "anki" / name if overrides else None
    if own and own.is_file():
        return own.read_text(encoding="utf-8")
    return (files("qgen") / "templates" / "anki" / name).read_text(encoding="utf-8")
