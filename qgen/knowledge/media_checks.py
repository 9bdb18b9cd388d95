"""Pictures, and notes of imported decks with what they show: whether each is there, can be used and is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qgen.content.markup import figures_in
from qgen.content.pictures import fault_of
from qgen.diagnostics.problems import Problem, did_you_mean
from qgen.entities.base import Entity
from qgen.entities.figure import Figure
from qgen.entities.note import KeptNote, media_in
from qgen.entities.note_type import KeptNoteType
from qgen.entities.values import Text
from qgen.knowledge.records import Record, walk
from qgen.reading.tree import MAX_BYTES


def pictures(records: dict[str, Record], broken: set[str], media: Mapping[str, bytes]) -> Iterator[Problem]:
    """Figures without a picture, pictures without a figure, and texts that show what is no figure."""
    figures = {identifier: record.entity for identifier, record in records.items() if isinstance(record.entity, Figure)}
    for identifier, figure in figures.items():
        span = records[identifier].span("file")
        if figure.file not in media:
            yield Problem.error(
                "no-picture",
                f"no picture `{figure.file}` in source/media/",
                at=span,
                hint=did_you_mean(figure.file, media) or "put it there",
            )
        elif fault := fault_of(figure.file, media[figure.file]):
            yield Problem.error(
                "bad-picture", f"`{figure.file}` can't be used: {fault}", at=span, hint="save it again as PNG"
            )
    for name in (
        sorted(media.keys() - {figure.file for figure in figures.values()} - _media_of_notes(records))
        if not broken
        else ()
    ):
        yield Problem.warning(
            "unused-picture", f"no figure uses source/media/{name}", hint="add it under `figures:`, or delete it"
        )
    for record in records.values():
        for loc, value in walk(record.entity):
            for language in value.languages() if isinstance(value, Text) else ():
                for shown in figures_in(value[language]) if value.has(language) else ():
                    if shown not in figures and shown not in broken:
                        hint = did_you_mean(shown, figures) or "`![](id)` shows a figure, which `figures:` lists"
                        yield Problem.error(
                            "unknown-reference", f"no figure `{shown}`", at=record.span(*loc, language), hint=hint
                        )


def kept_notes(records: dict[str, Record], media: Mapping[str, bytes]) -> Iterator[Problem]:
    """Notes of imported decks that Anki would take for one, and files that they show and that are not there."""
    owners: dict[str, str] = {}
    for identifier, record in records.items():
        if not isinstance(note := record.entity, KeptNote):
            continue
        first = owners.setdefault(note.guid, identifier)
        if first != identifier:
            hint = "a guid is one note's own: leave the copy out, or write facts"
            yield Problem.error(
                "duplicate-guid", f"`{first}` has the guid `{note.guid}` as well", at=record.span("guid"), hint=hint
            )
        for name, html in note.fields.items():
            for shown in sorted(media_in(html) - media.keys()):
                if not re.match(r"[a-z]+:|//", shown, re.IGNORECASE):
                    hint = did_you_mean(shown, media) or "put it there"
                    yield Problem.warning(
                        "no-picture", f"no file `{shown}` in source/media/", at=record.span("fields", name), hint=hint
                    )
            for shown in sorted(media_in(html) & media.keys()):
                if len(media[shown]) > MAX_BYTES:
                    yield Problem.error(
                        "file-too-large",
                        f"source/media/{shown} is larger than {MAX_BYTES // 10**6} MB",
                        at=record.span("fields", name),
                        hint="make it smaller",
                    )


def note_types(records: dict[str, Record]) -> Iterator[Problem]:
    """Note types of imported decks that Anki would take for one, though they are not alike.

    Two decks that were imported may bring the same note type: copies that are alike do no harm.
    """
    owners: dict[int, KeptNoteType] = {}
    for record in records.values():
        if isinstance(kept := record.entity, KeptNoteType):
            first = owners.setdefault(kept.anki_id, kept)
            if _as_anki_sees_it(first) != _as_anki_sees_it(kept):
                hint = "give both the same fields, templates and styles, or leave one out"
                message = f"`{first.id}` is Anki's note type {kept.anki_id} as well, and is not the same"
                yield Problem.error("duplicate-note-type", message, at=record.span("anki_id"), hint=hint)


def _as_anki_sees_it(kept: KeptNoteType) -> dict[str, object]:
    return kept.model_dump(exclude=set(Entity.model_fields))


def _media_of_notes(records: dict[str, Record]) -> set[str]:
    """The names of files that notes of imported decks show, in templates and styles of their note types too."""
    texts: list[str] = []
    for entity in (record.entity for record in records.values()):
        if isinstance(entity, KeptNote):
            texts += entity.fields.values()
        elif isinstance(entity, KeptNoteType):
            texts += [entity.css, *(side for template in entity.templates for side in (template.front, template.back))]
    return set().union(*map(media_in, texts))
