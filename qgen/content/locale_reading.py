"""From a language's file to a `Locale`: checked, and in English where the file does not say something.

Takes the code of a language, gives its phrases and the problems of its file, each with its place. What is missing is a
warning, for English stands in; what is misspelt, or holds a value that it can't have, is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from qgen.content.locale import Label, Locale
from qgen.content.phrases import phrase_faults
from qgen.diagnostics.problems import Problem, Span, did_you_mean
from qgen.language.languages import FALLBACK, locale_file
from qgen.reading.tree import YamlTree, read_tree
from qgen.reading.validation import span_at

Location = tuple[Any, ...]


@dataclass(frozen=True)
class LocaleFile:
    """A language's file as it was read. `own` is what it says itself, without what English says for it."""

    language: str
    locale: Locale
    own: Mapping[str, Any]
    problems: tuple[Problem, ...]
    tree: YamlTree | None

    def place(self, *location: str) -> Span:
        """The place of a phrase, or the nearest above it that the file has."""
        return span_at(self.tree, location) if self.tree else Span.start_of(str(locale_file(self.language)))


@cache
def read_locale(language: str) -> LocaleFile:
    """A language's file. OSError if there is none."""
    path = locale_file(language)
    tree, problems = read_tree(str(path), path.read_bytes())
    typed = tree.plain() if tree else None
    found = _validation_faults(typed if isinstance(typed, dict) else {})
    own = _without(typed, [details["loc"] for details in found if details["type"] != "missing"])
    standing_in = read_locale(FALLBACK).locale.model_dump(by_alias=True) if language != FALLBACK else _names(Locale)
    read = LocaleFile(language, Locale.model_validate(_merged(standing_in, own)), own, (), tree)
    if tree or not problems:  # an empty file is sound, and lacks everything
        problems = [*problems, *_structure_problems(read, found), *_value_problems(read, Locale, own, ())]
    return LocaleFile(language, read.locale, own, tuple(problems), tree)


def missing_phrase(file: LocaleFile, location: tuple[str, ...], shown: str = "") -> Problem:
    """A phrase that the file lacks. It is an error in English, for which nothing can stand in."""
    what = f"`{'.'.join(location)}` is missing in the wordings of `{file.language}`"
    hint = f"add `{location[-1]}: …`" + (f" – {shown[0].lower()}{shown[1:]}" if shown else "")
    if file.language == FALLBACK:
        return Problem.error("missing-phrase", what, at=file.place(*location), hint=hint)
    return Problem.warning("missing-phrase", f"{what}: English stands in", at=file.place(*location), hint=hint)


def unknown_phrase(file: LocaleFile, location: tuple[str, ...], hint: str | None) -> Problem:
    """A phrase that nothing says."""
    message = f"`{'.'.join(location)}` is no phrase of qgen"
    return Problem.error("unknown-phrase", message, at=_key_place(file, location), hint=hint)


def wrong_values(
    file: LocaleFile, location: tuple[str, ...], text: str, description: str, *, particles: bool
) -> list[Problem]:
    """What is wrong with the values that a phrase holds."""
    return [
        Problem.error("phrase-value", f"`{'.'.join(location)}` {message}", at=file.place(*location), hint=hint)
        for message, hint in phrase_faults(text, description, particles=particles)
    ]


def without_echoes(problems: list[Problem]) -> list[Problem]:
    """A phrase that is misspelt is not missing as well."""
    meant = {problem.hint for problem in problems if problem.code == "unknown-phrase"}
    return [
        problem
        for problem in problems
        if problem.code != "missing-phrase" or f"did you mean `{_last_name(problem)}`?" not in meant
    ]


def _last_name(problem: Problem) -> str:
    return problem.message.split("`")[1].rsplit(".", 1)[-1]


def _key_place(file: LocaleFile, location: tuple[str, ...]) -> Span:
    return span_at(file.tree, location, key=True) if file.tree else file.place()


def _validation_faults(typed: dict[str, Any]) -> list[ErrorDetails]:
    try:
        Locale.model_validate(typed)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _structure_problems(file: LocaleFile, found: list[ErrorDetails]) -> list[Problem]:
    problems = []
    for details in found:
        location = tuple(map(str, details["loc"]))
        if details["type"] == "missing":
            problems.append(missing_phrase(file, location, _shown(location)))
        elif details["type"] == "extra_forbidden":
            hint = "it belongs below `shared`" if location[-1] in _keys(("shared",)) else None
            hint = hint or did_you_mean(location[-1], _keys(location[:-1]))
            problems.append(unknown_phrase(file, location, hint))
        else:
            message = f"`{'.'.join(location)}`: {details['msg'][:1].lower()}{details['msg'][1:]}"
            problems.append(
                Problem.error("value", message, at=span_at(file.tree, details["loc"]) if file.tree else None)
            )
    return without_echoes(problems)


def _shown(location: tuple[str, ...]) -> str:
    """Where a phrase is shown; of a section, its phrases."""
    phrases = _keys(location)
    if phrases:
        return f"its phrases are {', '.join(f'`{phrase}`' for phrase in phrases)}"
    field = _field(location)
    return (field.description if field else None) or ""


def _value_problems(
    file: LocaleFile, model: type[BaseModel], own: Mapping[str, Any], above: tuple[str, ...]
) -> Iterator[Problem]:
    """Of each phrase that the file says: the values that it can't hold."""
    for name, field in _fields(model).items():
        said = own.get(name)
        inner = _section(field)
        if inner and isinstance(said, dict):
            yield from _value_problems(file, inner, said, (*above, name))
        elif isinstance(said, str):
            particles = Label not in field.metadata
            yield from wrong_values(file, (*above, name), said, field.description or "", particles=particles)


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a section by the names that they have in the file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _section(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _field(location: tuple[str, ...]) -> FieldInfo | None:
    fields: Mapping[str, FieldInfo] = _fields(Locale)
    field = None
    for step in location:
        field = fields.get(step)
        inner = _section(field) if field else None
        fields = _fields(inner) if inner else {}
    return field


def _keys(location: tuple[str, ...]) -> list[str]:
    """The names that stand below a place; none below a phrase."""
    field = _field(location)
    inner = (_section(field) if field else None) if location else Locale
    return list(_fields(inner)) if inner else []


def _names(model: type[BaseModel]) -> dict[str, Any]:
    """Each phrase of a model as its own name, so that English that lacks one can still be read and be told of."""
    made: dict[str, Any] = {}
    for name, field in _fields(model).items():
        inner = _section(field)
        made[name] = _names(inner) if inner else name if field.annotation is str else {} if name == "patterns" else ()
    return made


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping below, with what stands in the one above in its place, however deep."""
    made = dict(below)
    for key, value in above.items():
        before = made.get(key)
        made[key] = _merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return made


def _without(typed: Any, locations: list[Location]) -> dict[str, Any]:
    """What was typed, without what stands at these places."""
    if not isinstance(typed, dict):
        return {}
    below = {location[0]: [one[1:] for one in locations if one[0] == location[0]] for location in locations}
    made = {}
    for key, value in typed.items():
        inner = below.get(key, [])
        if not inner:
            made[key] = value
        elif () not in inner and isinstance(value, dict):
            made[key] = _without(value, inner)
    return made
