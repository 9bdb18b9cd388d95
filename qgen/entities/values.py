"""The values that entities are made of: text in each language, identifiers, references.

A YAML scalar reaches these types as the text that was typed; what it means is decided here and nowhere else.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from qgen.language.languages import languages

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]


TO_FILL_IN = "…"
"""What `qgen new --kind` puts where an author is to write."""


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty-text", "found an empty text: write it, or leave the key out")
    if text.strip() == TO_FILL_IN:
        raise PydanticCustomError("empty-text", "expected text, found “…”, which is still to be filled in")
    return text.strip()


Line = Annotated[str, AfterValidator(_not_blank)]
"""Text that is the same in every language and is not empty."""


class Text:
    """Text in each language: `{ko: …, en: …}`, or one string where all languages share it.

    Markdown is allowed inside.
    """

    __slots__ = ("_by_language", "_shared")
    every_language: ClassVar[bool] = True
    """Whether a deck's languages must all be there."""

    def __init__(self, value: str | dict[str, str]):
        self._shared = value if isinstance(value, str) else None
        self._by_language = {} if isinstance(value, str) else dict(value)

    def has(self, language: str) -> bool:
        """Whether it says anything in a language."""
        return self._shared is not None or language in self._by_language

    def languages(self) -> tuple[str, ...]:
        """The languages that it speaks; all that there are, if they share one text."""
        return tuple(self._by_language) if self._shared is None else languages()

    def __getitem__(self, language: str) -> str:
        return self._by_language[language] if self._shared is None else self._shared

    def __repr__(self) -> str:
        return f"Text({self._by_language if self._shared is None else self._shared!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self._shared, self._by_language) == (other._shared, other._by_language)

    def __hash__(self) -> int:
        return hash((self._shared, tuple(sorted(self._by_language.items()))))

    @classmethod
    def _validate(cls, value: Any) -> Text:
        if isinstance(value, str):
            return cls(_not_blank(value))
        if not isinstance(value, dict):
            raise PydanticCustomError("text", "expected text, or text in each language")
        return cls({code: _text_in(code, text) for code, text in value.items()})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        one = {"type": "string", "minLength": 1}
        each = {"type": "object", "properties": dict.fromkeys(languages(), one), "additionalProperties": False}
        return {"anyOf": [one, each], "description": "Text in each language, or one string where all share it."}


class Alias(Text):
    """A name that may exist in some languages only."""

    __slots__ = ()
    every_language = False


def _text_in(code: str, text: Any) -> str:
    if code not in languages():
        known = ", ".join(f"`{known}`" for known in languages())
        raise PydanticCustomError("language", "no language `{key}`; known: {known}", {"key": code, "known": known})
    if isinstance(text, str) and not text.strip():
        raise PydanticCustomError("empty-text", "found an empty text for `{key}`: write it", {"key": code})
    if text is None:
        raise PydanticCustomError("empty-text", "expected text for `{key}`, found nothing", {"key": code})
    if not isinstance(text, str):
        raise PydanticCustomError("text", "expected text for `{key}`", {"key": code})
    return _not_blank(text).strip()


class Reference(str):
    """The id of another entity. `targets` names the kinds it may point to; the knowledge checks that it exists."""

    targets: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(pattern=ID_PATTERN))


class ConceptId(Reference):
    """A concept or a hyperparameter, which is a concept too."""

    targets = ("concept", "hyperparameter")


class NoteTypeId(Reference):
    """A note type of an imported deck."""

    targets = ("note type",)


class SourceId(Reference):
    """A source that is cited."""

    targets = ("source",)
