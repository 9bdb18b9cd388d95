"""A project's own templates: checked before anything is made of them, and blamed when one fails."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from qgen.anki.note_types import CLOZE, NOTE_TYPES, NoteType
from qgen.anki.syntax import TEMPLATE_TAG, field_of, has_cloze_filter
from qgen.diagnostics.problems import Problem, Span, did_you_mean

# Fields that Anki fills in by itself: https://docs.ankiweb.net/templates/fields.html#special-fields
_SPECIAL = {"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag"}


def check_templates(templates: Mapping[str, tuple[str, bytes]]) -> list[Problem]:
    """What is wrong in a project's own templates.

    `templates`: name below the folder -> the path that messages show, and the bytes.
    """
    problems: list[Problem] = []
    for name, (path, data) in sorted(templates.items()):
        top = Span.start_of(path)
        if name not in _ours() and not name.startswith("print/"):  # what stands there may be included by one of ours
            hint = (
                did_you_mean(name, _ours())
                or "the files that can be replaced are `anki/…` and `print/…` in qgen's own folder `templates/`"
            )
            problems.append(
                Problem.warning(
                    "unknown-template", "this file takes the place of none of qgen's own", at=top, hint=hint
                )
            )
            continue
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            problems.append(
                Problem.error(
                    "not-utf-8", "the file is not UTF-8", at=Span.start_of(path, line), hint="save it as UTF-8"
                )
            )
            continue
        if name.endswith(".j2"):
            problems += _jinja_faults(path, text)
        elif name.startswith("anki/") and name.endswith(".html"):
            problems += _anki_faults(name, path, text)
    return problems


def template_fault(error: Exception, folder: Path | None, root: Path) -> Problem | None:
    """The problem if an exception was raised by a template of the project, with its line.

    None if it is no template's fault.
    """
    if folder is None:
        return None
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(folder):
            path = Path(frame.filename).relative_to(root).as_posix()
            line = frame.lineno or 1
            return Problem.error(
                "template",
                f"the template fails: {error}",
                at=Span.start_of(path, line),
                hint="compare it with qgen's own file of that name",
            )
    return None


@cache
def _ours() -> frozenset[str]:
    """The files of qgen that a project may replace."""
    return frozenset(
        f"{folder}/{path.relative_to(top).as_posix()}"
        for folder in ("anki", "print")
        if (top := Path(str(files("qgen") / "templates" / folder)))
        for path in top.rglob("*")
        if path.is_file()
    )


def _jinja_faults(path: str, text: str) -> Iterator[Problem]:
    try:
        Environment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        span = Span.start_of(path, error.lineno)
        yield Problem.error(
            "template",
            f"the template can't be read: {error.message}",
            at=span,
            hint="see https://jinja.palletsprojects.com/templates/",
        )


def _anki_faults(name: str, path: str, text: str) -> Iterator[Problem]:
    """Fields that a note type has not got, sections that do not close, and a front that shows nothing."""
    for note_type in _users(name):
        fields = {field.name for field in note_type.fields}
        known, shown, opened = fields | _SPECIAL, False, list[tuple[str, Span]]()
        for found in TEMPLATE_TAG.finditer(text):
            sigil, field = found["sigil"], field_of(found["name"])
            span = _span(path, text, found.start("name"), found.end("name"))
            if field not in known:
                yield Problem.error(
                    "template-field",
                    f"the note type `{note_type.name}` has no field `{field}`",
                    at=span,
                    hint=did_you_mean(field, known),
                )
            shown |= not sigil and field in fields
            if sigil in ("#", "^"):
                opened.append((field, span))
            elif sigil == "/" and (not opened or opened.pop()[0] != field):
                yield Problem.error(
                    "template-section",
                    f"`{{{{/{field}}}}}` closes no section that is open here",
                    at=span,
                    hint="sections close in the order that they opened in",
                )
                return
        for field, span in opened:
            yield Problem.error(
                "template-section", f"the section of `{field}` is never closed", at=span, hint=f"add `{{{{/{field}}}}}`"
            )
        if name.endswith("/front.html") and not name.startswith("spare/") and not shown:
            yield Problem.error(
                "template-empty",
                "the front shows no field: Anki would make no card of it",
                at=Span.start_of(path),
                hint="show `{{Question}}`, say",
            )
        if name.endswith("/front.html") and note_type.kind == CLOZE and not has_cloze_filter(text):
            yield Problem.error(
                "template-empty",
                "the front of a cloze shows no `{{cloze:…}}`",
                at=Span.start_of(path),
                hint=f"show `{{{{cloze:{note_type.fields[0].name}}}}}`",
            )


def _users(name: str) -> list[NoteType]:
    """The note types that one of our template files belongs to."""
    inner = name.removeprefix("anki/")
    return [
        one
        for one in NOTE_TYPES.values()
        if any(inner in (template.front, template.back) for template in one.templates)
        and not inner.startswith("spare/")
    ]


def _span(path: str, text: str, start: int, end: int) -> Span:
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Span(path, line, column, line, column + end - start)
