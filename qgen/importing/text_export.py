"""Anki's text export, and other tables of cards: https://docs.ankiweb.net/importing/text-files.html"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from qgen.anki.looks import Look
from qgen.anki.note_types import BASIC, CLOZE, Field, NoteType, Template
from qgen.anki.package_reading import Package, PackedNote
from qgen.anki.syntax import CLOZE_START
from qgen.diagnostics.problems import Problem, Span
from qgen.importing.anki_deck import foreign_id
from qgen.reading.tree import MAX_BYTES

_HEADER_LINE = re.compile(r"^#(?P<key>[a-z ]+):(?P<value>.*)$")
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_NO_FIELDS = ("guid", "notetype", "deck", "tags")
"""What a column may hold that is no field of the note."""
_CSS = """\
.card { font-family: sans-serif; font-size: 20px; text-align: center; }
.cloze { font-weight: bold; color: blue; }
"""


@dataclass(frozen=True)
class _Row:
    """A row of the table, and the line of the file in which it ends."""

    cells: Sequence[str]
    line: int


@dataclass(frozen=True)
class _Header:
    """What the lines before the table say: key -> value. `size` is their number."""

    values: Mapping[str, str]
    size: int

    @property
    def separator(self) -> str:
        """What parts the columns: a name that Anki gives it, or the character itself."""
        given = self.values.get("separator", "tab")
        return _SEPARATORS.get(given.lower(), given[:1] or "\t")

    @property
    def is_html(self) -> bool:
        return self.values.get("html") == "true"

    @cached_property
    def places(self) -> dict[str, int]:
        """The columns, counted from 0, that hold something else than fields: what each holds -> its place."""
        numbers = {name: self.values.get(f"{name} column", "") for name in _NO_FIELDS}
        return {name: int(number) - 1 for name, number in numbers.items() if number.isdecimal() and int(number) > 0}

    def fields(self, row: _Row) -> list[str]:
        """The fields of a row as HTML."""
        fields = self._without_places(row.cells)
        return fields if self.is_html else [escape(field, quote=False).replace("\n", "<br>") for field in fields]

    def field_names(self, count: int) -> list[str]:
        """The names of so many fields. Anki has two of one name in no note type, and none without a name."""
        named = self.values["columns"].split(self.separator) if "columns" in self.values else []
        headings = self._without_places(named)
        own = {number: name for number, name in enumerate(headings) if name and headings.count(name) == 1}
        return [own.get(number, f"Field {number + 1}") for number in range(count)]

    def says_something(self, row: _Row) -> bool:
        """Whether any field of a row holds more than space."""
        return any(cell.strip() for cell in self._without_places(row.cells))

    def cell(self, row: _Row, name: str) -> str:
        """What a row says of its deck, its tags and so on."""
        place = self.places.get(name)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    def value(self, row: _Row, name: str) -> str:
        """The same, or what the header says of all rows if the row says nothing."""
        return self.cell(row, name) or self.values.get(name, "")

    def _without_places(self, cells: Sequence[str]) -> list[str]:
        taken = set(self.places.values())
        return [cell for place, cell in enumerate(cells) if place not in taken]


def is_text_export(text: str) -> bool:
    """Whether a text begins with a line such as `#separator:tab`, as Anki's own exports do."""
    return bool(_HEADER_LINE.match(text.split("\n", 1)[0].strip()))


def read_text_export(path: str, text: str, title: str) -> tuple[Package, list[Problem]]:
    """The notes of a text export, and what could not be read. Columns that the header does not name are fields.

    `title` is the deck of the rows for which neither row nor header names one.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header = _read_header(lines)
    rows = [row for row in _rows(lines, header) if any(row.cells)]
    problems = [_lost(path, row.line, "a row without a field") for row in rows if not header.says_something(row)]
    notes: list[PackedNote] = []
    types: dict[int, tuple[NoteType, Look]] = {}
    for row in filter(header.says_something, rows):
        note_type, look = _note_type_of(header, row)
        types[note_type.id] = note_type, look
        notes.append(_note(header, row, note_type, title))
    return Package(tuple(notes), (), {}, types), problems


def _read_header(lines: Sequence[str]) -> _Header:
    values: dict[str, str] = {}
    size = 0
    while size < len(lines) and (found := _HEADER_LINE.match(lines[size])):
        values[found["key"]] = found["value"].strip()
        size += 1
    return _Header(values, size)


def _rows(lines: Sequence[str], header: _Header) -> Iterator[_Row]:
    csv.field_size_limit(MAX_BYTES)  # a picture may stand in a field
    reader = csv.reader(io.StringIO("\n".join(lines[header.size :])), delimiter=header.separator)
    for cells in reader:
        yield _Row(cells, header.size + reader.line_num)


def _note_type_of(header: _Header, row: _Row) -> tuple[NoteType, Look]:
    """The note type of a row. The export names it only, so its fields are as many as the row has."""
    fields = header.fields(row)
    kind = CLOZE if any(map(CLOZE_START.search, fields)) else BASIC
    name = header.value(row, "notetype") or ("Cloze" if kind == CLOZE else "Basic")
    identifier = foreign_id(f"{name}\0{kind}\0{len(fields)}")
    return _note_type(name, identifier, kind, header.field_names(len(fields)))


def _note(header: _Header, row: _Row, note_type: NoteType, title: str) -> PackedNote:
    fields = header.fields(row)
    deck = header.value(row, "deck") or title
    guid = header.cell(row, "guid") or hashlib.sha256(f"{deck}\0{fields[0]}".encode()).hexdigest()[:12]
    return PackedNote(
        guid=guid,
        note_type=note_type.name,
        fields=dict(zip((field.name for field in note_type.fields), fields, strict=True)),
        tags=tuple(header.value(row, "tags").split()),
        deck=deck,
        mod=0,
        cards=1,
        note_type_id=note_type.id,
    )


def _note_type(name: str, identifier: int, kind: int, fields: list[str]) -> tuple[NoteType, Look]:
    """A note type that shows the first field on the front and the others on the back."""
    first, *others = fields
    rest = "".join(f"\n{{{{#{field}}}}}<div>{{{{{field}}}}}</div>{{{{/{field}}}}}" for field in others)
    sides = (
        (f"{{{{cloze:{first}}}}}", f"{{{{cloze:{first}}}}}{rest}")
        if kind == CLOZE
        else (f"{{{{{first}}}}}", f"{{{{FrontSide}}}}\n<hr id=answer>{rest}")
    )
    made = NoteType(
        name, identifier, kind, tuple(Field(field) for field in fields), (Template("Card 1", None, "", ""),)
    )
    return made, Look((sides,), _CSS)


def _lost(path: str, line: int, reason: str) -> Problem:
    return Problem.warning("not-imported", f"not imported: {reason}", at=Span.start_of(path, line))
