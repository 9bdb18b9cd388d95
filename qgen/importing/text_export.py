"""Anki's text export, and other tables of cards: https://docs.ankiweb.net/importing/text-files.html"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from html import escape

from qgen.anki.looks import Look
from qgen.anki.note_types import BASIC, CLOZE, Field, NoteType, Template
from qgen.anki.package_reading import Package, PackedNote
from qgen.anki.syntax import CLOZE_START
from qgen.diagnostics.problems import Problem, Span
from qgen.importing.anki_deck import foreign_id
from qgen.reading.tree import MAX_BYTES

_HEADER = re.compile(r"^#(?P<key>[a-z ]+):(?P<value>.*)$")
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_CSS = ".card { font-family: sans-serif; font-size: 20px; text-align: center; }\n.cloze { font-weight: bold; color: blue; }\n"


def is_text_export(text: str) -> bool:
    return bool(_HEADER.match(text.split("\n", 1)[0].strip()))


def read_text_export(path: str, text: str, title: str) -> tuple[Package, list[Problem]]:
    """The notes of a text export, and what could not be read. Columns that the header does not name are fields."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header: dict[str, str] = {}
    first = 0
    while first < len(lines) and (found := _HEADER.match(lines[first].strip("\r"))):
        header[found["key"]] = found["value"].strip()
        first += 1
    separator = _SEPARATORS.get(header.get("separator", "tab").lower(), header.get("separator", "\t")[:1] or "\t")
    places = {
        name: int(header[f"{name} column"]) - 1
        for name in ("guid", "notetype", "deck", "tags")
        if header.get(f"{name} column", "").isdecimal()
    }
    names = header["columns"].split(separator) if "columns" in header else []
    problems: list[Problem] = []
    notes: list[PackedNote] = []
    types: dict[int, tuple[NoteType, Look]] = {}
    csv.field_size_limit(MAX_BYTES)  # a picture may stand in a field
    reader = csv.reader(io.StringIO("\n".join(lines[first:])), delimiter=separator)
    while (row := _next(reader)) is not None:
        line = first + reader.line_num
        fields = [value for place, value in enumerate(row) if place not in places.values()]
        if not any(value.strip() for value in fields):
            if any(row):
                problems.append(_lost(path, line, "a row without a field"))
            continue
        if header.get("html", "false") != "true":
            fields = [escape(value, quote=False).replace("\n", "<br>") for value in fields]
        headings = [name for place, name in enumerate(names) if place not in places.values()]
        named = [
            name if name and headings.count(name) == 1 else f"Field {number}"
            for number, name in enumerate(headings, start=1)
        ][: len(fields)]
        named += [f"Field {number}" for number in range(len(named) + 1, len(fields) + 1)]
        kind = CLOZE if any(map(CLOZE_START.search, fields)) else BASIC
        type_name = _at(row, places, "notetype") or header.get("notetype") or ("Cloze" if kind == CLOZE else "Basic")
        identifier = foreign_id(f"{type_name}\0{kind}\0{len(fields)}")
        types.setdefault(identifier, _note_type(type_name, identifier, kind, named))
        known = [one.name for one in types[identifier][0].fields]
        deck = _at(row, places, "deck") or header.get("deck") or title
        guid = _at(row, places, "guid") or hashlib.sha256(f"{deck}\0{fields[0]}".encode()).hexdigest()[:12]
        tags = tuple((_at(row, places, "tags") or header.get("tags", "")).split())
        notes.append(PackedNote(guid, type_name, dict(zip(known, fields)), tags, deck, 0, 1, identifier))
    return Package(tuple(notes), (), {}, types), problems


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    return next(reader, None)


def _at(row: list[str], places: dict[str, int], name: str) -> str:
    return row[places[name]].strip() if name in places and places[name] < len(row) else ""


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
